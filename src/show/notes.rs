//! What is to know of a query, a line for each note.

use super::style::safe;
use super::texts::Lang;
use crate::model::answer::{Note, NoteKind, Search};
use unicode_width::UnicodeWidthStr;

/// The lines: a note about a place of the query comes behind the query and a mark under that place.
pub fn notes(answer: &Search, lang: Lang) -> Vec<String> {
    let query = safe(&answer.query.replace(['\n', '\t'], " "));
    let mut lines = Vec::new();
    for note in &answer.notes {
        if let Some(at) = note.at {
            let before: String = query.chars().take(at).collect();
            lines.push(format!("  {query}"));
            lines.push(format!("  {}^", " ".repeat(before.width())));
        }
        lines.push(safe(&note_text(note, lang)));
    }
    lines
}

/// What one note says.
pub fn note_text(note: &Note, lang: Lang) -> String {
    let meant = note.meant.join(", ");
    let key = match (note.kind, meant.is_empty()) {
        // A name that has letters enough is always one.
        (NoteKind::Value, true) => "note.value.none".to_string(),
        (kind, _) => format!("note.{}", kind.name()),
    };
    lang.fill(&key, &[("text", &note.text), ("meant", &meant)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_under_the_place() {
        let note = |kind, at| Note { kind, at, text: "tỉnh".into(), meant: vec!["province".into()] };
        let answer = Search {
            query: "đã tỉnh:x".into(),
            notes: vec![note(NoteKind::Field, Some(3)), note(NoteKind::Renamed, None)],
            ..Search::default()
        };
        let lines = notes(&answer, Lang::En);
        assert_eq!(lines[..2], ["  đã tỉnh:x", "     ^"]);
        assert!(lines[2].contains("province:") && lines.len() == 4, "{lines:?}");
    }

    #[test]
    fn every_kind_has_its_text() {
        use NoteKind::{Dash, Field, NoWords, Operator, Renamed, Value};
        for kind in [Field, Value, Dash, Operator, Renamed, NoWords] {
            assert!(!Lang::Vi.text(&format!("note.{}", kind.name())).is_empty(), "{kind:?}");
        }
    }
}

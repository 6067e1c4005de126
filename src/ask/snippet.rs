//! The place of a text that answers: whole phrases marked, by the very words that found it.

use super::forms::Form;
use crate::index::terms::{Word, words};
use std::fmt::Write;
use std::ops::Range;

/// Bytes of text around a hit, on each side, roughly.
const AROUND: usize = 90;
/// No more pieces than this.
const MOST_PIECES: usize = 3;

/// The snippet: for each phrase its first place, with some text around it; `&`, `<`, `>` escaped and
/// every place of every phrase in `<mark>`. Without any phrase, the head of the text.
pub fn snippet(text: &str, phrases: &[&[Form]]) -> String {
    let words = words(text);
    let mut marks = Vec::new();
    let mut firsts = Vec::new();
    for forms in phrases {
        let places = places(&words, forms);
        firsts.extend(places.first().cloned());
        marks.extend(places);
    }
    let marks = joined(marks);
    let mut pieces: Vec<Range<usize>> =
        firsts.iter().take(MOST_PIECES).map(|place| around(text, &words, place)).collect();
    if pieces.is_empty() {
        pieces.push(around(text, &words, &(0..0)));
    }
    render(text, &joined(pieces), &marks)
}

/// Where any of the forms stands, as **byte** ranges, in order; the longest at each word.
fn places(words: &[Word], forms: &[Form]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = forms.iter().filter(|f| stands(words, at, f)).map(|f| f.terms.len()).max();
        match longest {
            Some(length) => {
                places.push(words[at].start..words[at + length - 1].end);
                at += length;
            }
            None => at += 1,
        }
    }
    places
}

fn stands(words: &[Word], at: usize, form: &Form) -> bool {
    let Some(run) = words.get(at..at + form.terms.len()) else { return false };
    form.terms.iter().zip(run).all(|(term, word)| term.matches(word))
        && run.last().is_none_or(|last| last.position - run[0].position == run.len() - 1)
}

/// Overlapping ranges made one, in order.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Whole words around a place.
fn around(text: &str, words: &[Word], place: &Range<usize>) -> Range<usize> {
    let from = place.start.saturating_sub(AROUND);
    let to = place.end.saturating_add(if place.start == 0 { 2 * AROUND } else { AROUND });
    let start = if from == 0 {
        0
    } else {
        words.iter().map(|w| w.start).find(|start| *start >= from).unwrap_or(place.start).min(place.start)
    };
    let end = if to >= text.len() {
        text.len()
    } else {
        let before = words.partition_point(|w| w.end <= to);
        before.checked_sub(1).map_or(place.end, |i| words[i].end).max(place.end)
    };
    start..end
}

fn render(text: &str, pieces: &[Range<usize>], marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    for (n, piece) in pieces.iter().enumerate() {
        if piece.start > 0 {
            out.push_str(if n == 0 { "…" } else { " … " });
        }
        let mut at = piece.start;
        for mark in marks.iter().filter(|m| m.start >= piece.start && m.end <= piece.end) {
            escape(&text[at..mark.start], &mut out);
            out.push_str("<mark>");
            escape(&text[mark.clone()], &mut out);
            out.push_str("</mark>");
            at = mark.end;
        }
        escape(&text[at..piece.end], &mut out);
        if n + 1 == pieces.len() && piece.end < text.len() {
            out.push('…');
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        let _ = match c {
            '&' => write!(out, "&amp;"),
            '<' => write!(out, "&lt;"),
            '>' => write!(out, "&gt;"),
            '\n' => write!(out, " "),
            other => write!(out, "{other}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::forms::Accents;
    use crate::ask::query::parse;
    use crate::ask::reading::Reading;

    fn check(query: &str, text: &str, expected: &str) {
        let reading = Reading::new(&parse(query), Accents::Phrase);
        assert_eq!(snippet(text, &reading.marked()), expected, "{query}");
    }

    #[test]
    fn whole_phrases_are_marked() {
        for (query, text, expected) in [
            (
                "thi dua khen thuong",
                "Hội đồng Thi đua - Khen thưởng tỉnh",
                "Hội đồng <mark>Thi đua - Khen thưởng</mark> tỉnh",
            ),
            (
                "CSTĐ",
                "5 Chiến sỹ thi đua, 2 CSTĐ cơ sở",
                "5 <mark>Chiến sỹ thi đua</mark>, 2 <mark>CSTĐ</mark> cơ sở",
            ),
            ("\"a b\" c", "c, a b & b a <d>", "<mark>c</mark>, <mark>a b</mark> &amp; b a &lt;d&gt;"),
            ("bằng khen", "Bảng khen, băng\nkhen, bằng\nkhen", "Bảng khen, băng khen, bằng khen"),
            ("27/38", "đạt 27/38 chỉ tiêu", "đạt <mark>27/38</mark> chỉ tiêu"),
            ("hạ", "Ha\u{323} tầng", "<mark>Ha\u{323}</mark> tầng"),
        ] {
            check(query, text, expected);
        }
    }

    #[test]
    fn a_long_text_is_cut_at_words() {
        let text = format!("{} bằng khen {}", "trước đó ".repeat(50), "sau đó ".repeat(50));
        let reading = Reading::new(&parse("bằng khen"), Accents::Phrase);
        let found = snippet(text.trim(), &reading.marked());
        assert!(found.starts_with('…') && found.ends_with('…'), "{found}");
        assert!(found.contains("<mark>bằng khen</mark>") && found.len() < 300);
        assert!(["trước", "đó"].iter().any(|w| found[3..].starts_with(w)), "{found}");
    }
}

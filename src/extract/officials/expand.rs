//! A position as it is exported.

use crate::extract::lexicon::Lexicon;
use crate::extract::token::Doc;
use std::ops::Range;
use std::sync::LazyLock;

static ABBREVIATIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("abbreviations.tsv")));

/// A position's exported form: as in the text, abbreviations of offices and bodies written out.
pub fn expanded(doc: &Doc, tokens: Range<usize>) -> String {
    let mut out = String::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if doc.tokens[at].text == "(" {
            // `Hội Liên hiệp Phụ nữ (LHPN) tỉnh`: the bracket only repeats.
            at = (at..tokens.end).find(|&j| doc.tokens[j].text == ")").map_or(tokens.end, |j| j + 1);
            continue;
        }
        if doc.tokens[at].spaced && !out.is_empty() {
            out.push(' ');
        }
        let hit = ABBREVIATIONS
            .at(doc, at)
            .filter(|hit| at + hit.len <= tokens.end && is_short(doc, at..at + hit.len));
        match hit {
            Some(hit) => {
                out.push_str(hit.row.value(0));
                at += hit.len;
            }
            None => {
                out.push_str(doc.exported(at..at + 1));
                at += 1;
            }
        }
    }
    out
}

/// Whether a match of the list is written as an abbreviation (`TƯ`, not the `tư` of `đầu tư`).
fn is_short(doc: &Doc, tokens: Range<usize>) -> bool {
    doc.tokens[tokens].iter().any(|t| t.is_upper() || (t.is_capital() && t.text.chars().count() == 1))
}

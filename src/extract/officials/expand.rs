//! A position as it is exported.

use crate::extract::lexicon::Lexicon;
use crate::extract::token::Doc;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

static ABBREVIATIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("abbreviations.tsv")));

/// A position's exported form: as in the text, abbreviations of offices and bodies written out.
pub fn expanded<'t>(doc: &Doc<'t>, tokens: Range<usize>) -> Cow<'t, str> {
    let mut out = String::new();
    let (mut at, mut copied) = (tokens.start, tokens.start);
    while at < tokens.end {
        let (behind, full) = if doc.tokens[at].text == "(" {
            // `Hội Liên hiệp Phụ nữ (LHPN) tỉnh`: the bracket only repeats.
            let close = (at..tokens.end).find(|&j| doc.tokens[j].text == ")");
            (close.map_or(tokens.end, |j| j + 1), "")
        } else if let Some(hit) = ABBREVIATIONS.at(doc, at)
            && at + hit.len <= tokens.end
            && is_short(doc, at..at + hit.len)
        {
            (at + hit.len, hit.row.value(0))
        } else {
            at += 1;
            continue;
        };
        append(doc, copied..at, &mut out);
        if !full.is_empty() {
            part(doc, at, &mut out);
            out.push_str(full);
        }
        (at, copied) = (behind, behind);
    }
    if copied == tokens.start {
        return Cow::Borrowed(doc.exported(tokens));
    }
    append(doc, copied..tokens.end, &mut out);
    Cow::Owned(out)
}

/// Appends tokens as they are exported.
fn append(doc: &Doc, tokens: Range<usize>, out: &mut String) {
    if !tokens.is_empty() {
        part(doc, tokens.start, out);
        out.push_str(doc.exported(tokens));
    }
}

/// Appends the blank before token `i`, if there is one.
fn part(doc: &Doc, i: usize, out: &mut String) {
    if doc.tokens[i].spaced && !out.is_empty() {
        out.push(' ');
    }
}

/// Whether a match of the list is written as an abbreviation (`TƯ`, not the `tư` of `đầu tư`).
fn is_short(doc: &Doc, tokens: Range<usize>) -> bool {
    doc.tokens[tokens].iter().any(|t| t.is_upper() || (t.is_capital() && t.text.chars().count() == 1))
}

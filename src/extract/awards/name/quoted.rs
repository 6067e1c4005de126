//! Awards and their own names in quotes.

use super::super::recipients::NOUNS;
use super::{NAMES, Name};
use crate::extract::lexicon::is_quote;
use crate::extract::token::Doc;
use std::ops::Range;

/// Awards that carry names of their own.
const OWN_NAMES: &[&str] = &[
    "ky-niem-chuong",
    "co-thi-dua",
    "khen-thuong",
    "huy-hieu-dang",
    "giay-chung-nhan",
    "bieu-trung",
    "bang-khen",
];

/// `vinh danh “Công dân Thủ đô ưu tú”`, `danh hiệu “…”`: a title that no list knows.
pub(super) fn quoted_title(doc: &Doc, i: usize, limit: usize) -> Option<(Name, usize)> {
    let opens = is_quote(&doc.tokens[i]) && doc.tokens[i].spaced && i >= 2;
    let counted = opens
        && doc.tokens[i - 1].is_number()
        && matches!(doc.low(i - 2), "nhận" | "vinh" | "dương" | "hiệu");
    let called = counted || opens && (doc.has(i - 2, &["danh", "hiệu"]) || doc.has(i - 2, &["vinh", "danh"]));
    if !called || NAMES.at_through_quotes(doc, i + 1).is_some() {
        return None;
    }
    let close = closing(doc, i + 2..limit.min(i + 14))?;
    Some((Name { recipient: kind_of(doc, i + 1), ..Name::new(i..close + 1, "khen-thuong") }, close + 1))
}

/// The kind of those who bear a title, by its first word: `“Doanh nghiệp vì người lao động”`.
fn kind_of(doc: &Doc, i: usize) -> Option<&'static str> {
    let hit = NOUNS.at(doc, i)?;
    Some(hit.row.value(0)).filter(|kind| *kind != "any")
}

/// The name that an award carries in quotes: `Kỷ niệm chương “Vì thế hệ trẻ”`.
pub(super) fn own_name(doc: &Doc, end: usize, limit: usize, slug: &str) -> usize {
    if !OWN_NAMES.contains(&slug) {
        return end;
    }
    let opens = doc.tokens.get(end).is_some_and(|t| is_quote(t) && t.spaced);
    let close = if opens { closing(doc, end + 1..limit.min(end + 20)) } else { None };
    close.map_or(end, |k| k + 1)
}

/// The first closing quote inside `tokens`.
fn closing(doc: &Doc, mut tokens: Range<usize>) -> Option<usize> {
    tokens.find(|&k| is_quote(&doc.tokens[k]) && !doc.tokens[k].spaced)
}

//! Awards and their own names in quotes.

use super::super::recipients::NOUNS;
use super::{NAMES, Name, culture_title};
use crate::extract::lexicon::is_quote;
use crate::extract::marked::Marked;
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
pub(super) fn quoted_title<'t>(doc: &Marked<'_, 't>, i: usize, limit: usize) -> Option<(Name<'t>, usize)> {
    let listed =
        || NAMES.at_through_quotes(doc, i + 1).is_some() || culture_title(doc, i + 1, limit).is_some();
    if !is_quote(&doc.tokens[i]) || !opens_title(doc, i) || listed() {
        return None;
    }
    let close = closing(doc, i + 2..limit.min(i + 14))?;
    Some((Name { recipient: kind_of(doc, i + 1), ..Name::new(i..close + 1, "khen-thuong") }, close + 1))
}

/// Whether the mark of quotation at token `i` opens a title: `vinh danh “…`, `nhận 18 “…`.
pub(super) fn opens_title(doc: &Doc, i: usize) -> bool {
    if !doc.tokens[i].spaced || i < 2 {
        return false;
    }
    let counted = doc.tokens[i - 1].is_number()
        && (matches!(doc.low(i - 2), "nhận" | "vinh" | "dương" | "hiệu") || follows_title(doc, i - 2));
    counted || doc.has(i - 2, &["danh", "hiệu"]) || doc.has(i - 2, &["vinh", "danh"])
}

/// Words of a title that tell of a standard reached, not of merit.
const STANDARDS: &[&str] = &["chuẩn", "mới", "thị", "tích", "sao"];

/// `tặng danh hiệu Công dân tiêu biểu tỉnh X đối với 9 cá nhân`: a title without quotes that no list knows.
pub(super) fn unlisted_title<'t>(doc: &Doc<'t>, i: usize, limit: usize) -> Option<(Name<'t>, usize)> {
    if i < 3 || !doc.is_capital(i) || !doc.has(i - 2, &["danh", "hiệu"]) {
        return None;
    }
    let end = (i + 1..limit.min(i + 12)).find(|&k| matches!(doc.low(k), "cho" | "đối"))?;
    let words = (i..end).all(|k| doc.tokens[k].is_word() && !STANDARDS.contains(&doc.low(k)));
    words.then(|| (Name { recipient: kind_of(doc, i), ..Name::new(i..end, "khen-thuong") }, end))
}

/// `18 “Nông dân xuất sắc”, 13 “Nhà khoa học của nhà nông”`: whether the mark at token `i` stands behind a
/// title in quotes.
fn follows_title(doc: &Doc, i: usize) -> bool {
    matches!(doc.low(i), "," | "và") && i > 0 && is_quote(&doc.tokens[i - 1])
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

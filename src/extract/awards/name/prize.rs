//! Prizes of contests.

use super::Name;
use crate::extract::lexicon::is_quote;
use crate::extract::token::Doc;

/// Words and marks behind a prize without a class: `đoạt giải tại Hội thi`. Another noun there makes it
/// something else (`giải bài`).
const BEHIND_PRIZE: &[&str] =
    &["tại", "trong", "ở", "các", "cấp", "quốc", "tỉnh", "khu", ",", ".", ";", ")", "cuộc", "hội", "kỳ"];

/// `12 học sinh đoạt giải tại …`, `Giải “Kịch bản xuất sắc” thuộc về …`: a prize whose class the text
/// does not name. Not `tham gia giải bóng đá`.
pub(super) fn prize_unclassed<'t>(doc: &Doc<'t>, i: usize, limit: usize) -> Option<(Name<'t>, usize)> {
    if doc.low(i) != "giải" {
        return None;
    }
    if doc.tokens.get(i + 1).is_some_and(|t| is_quote(t) && t.spaced) {
        let close = (i + 2..limit.min(i + 14)).find(|&k| is_quote(&doc.tokens[k]))?;
        return Some((Name::new(i..close + 1, "giai"), close + 1));
    }
    let won = i > 0 && is_winning(doc.low(i - 1));
    let open = i + 1 >= limit || BEHIND_PRIZE.contains(&doc.low(i + 1));
    (won && open).then(|| (Name::new(i..i + 1, "giai"), i + 1))
}

/// Verbs of winning a prize.
pub(super) fn is_winning(word: &str) -> bool {
    matches!(word, "đạt" | "đoạt" | "giành")
}

/// Whether `giải …` is a prize: not `giải ba vấn đề`, not `từ giải Ba trở lên`.
pub(super) fn is_prize(doc: &Doc, i: usize, end: usize) -> bool {
    let before = i.checked_sub(1).map_or("", |k| doc.low(k));
    !(before == "từ"
        || doc.has(end, &["trở", "lên"])
        || matches!(doc.low(end), "pháp" | "bài" | "vấn" | "câu"))
}

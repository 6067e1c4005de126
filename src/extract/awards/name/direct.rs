//! A count right before an award.

use super::super::begins;
use super::Name;
use crate::extract::lexicon::is_quote;
use crate::extract::marked::Marked;
use crate::extract::numbers;

/// Words between a count and its award: `51 danh hiệu …`, `3 lượt …`, `2 bộ Huy chương`.
const FILLERS: &[&str] = &["danh", "hiệu", "lượt", "tấm", "chiếc", "cái", "bộ", "suất", "cặp"];

/// Words whose number counts nothing: `lần thứ 14`, `ngày 2`, `năm 2023`.
const ORDINALS: &[&str] = &["thứ", "năm", "tháng", "ngày", "số", "hạng", "đợt", "quý", "điều", "khoản"];

/// A number right before the award, over fillers and quotes: its value and its first token. It stands
/// behind token `from` and the award before, which ends at `last_end`.
pub(super) fn direct_count(doc: &Marked, name: &Name, from: usize, last_end: usize) -> Option<(u64, usize)> {
    let at = behind_number(doc, name.tokens.start, from.max(last_end));
    if at <= from || !doc.trace.is_on() && !may_end_number(doc, at - 1) {
        return None;
    }
    // The longest number that ends here: `hai mươi`, `1.780`, `01`.
    let (start, value) = (at.saturating_sub(4).max(from)..at).find_map(|k| {
        let (value, len) = numbers::count_at(doc, k)?;
        (k + len == at).then_some((k, value))
    })?;
    // `7/9 tổ đạt`: the numerator counts.
    let fraction = start >= from + 2
        && doc.low(start - 1) == "/"
        && doc.tokens[start - 2].is_number()
        && !doc.tokens[start].spaced;
    if fraction {
        let (value, _) = numbers::count_at(doc, start - 2)?;
        return Some((value, start - 2));
    }
    let ordinal = start.checked_sub(1).is_some_and(|k| ORDINALS.contains(&doc.low(k)));
    (!ordinal && start >= last_end).then_some((value, start))
}

/// Whether token `i` may be the last of a number.
fn may_end_number(doc: &Marked, i: usize) -> bool {
    doc.tokens[i].is_number() || doc.may(i, begins::NUMBER) || matches!(doc.low(i), "mươi" | "trăm" | "vạn")
}

/// The token behind a number that fillers part from the award at `start`, back to `from`.
fn behind_number(doc: &Marked, start: usize, from: usize) -> usize {
    let filler = |k: usize| is_quote(&doc.tokens[k]) || FILLERS.contains(&doc.low(k));
    let mut at = start;
    while at > from && filler(at - 1) {
        at -= 1;
    }
    at
}

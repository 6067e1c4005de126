//! What a word may begin for the rules of awards: they ask at nearly every token, and nearly always in vain.

use super::clause::{verbs::VERBS, years::MARKS};
use super::name::NAMES;
use crate::extract::lexicon::Classes;
use crate::extract::token::Doc;
use std::ops::Range;
use std::sync::LazyLock;

/// The name of an award, or what stands for one in a list of awards.
pub(super) const NAME: u32 = 1;
/// A verb of `verbs.tsv`.
pub(super) const VERB: u32 = 1 << 1;
/// A verb that commends by itself.
pub(super) const PRAISE: u32 = 1 << 2;
/// The parts of a total: `trong đó`.
pub(super) const PARTS: u32 = 1 << 3;
/// Years: `năm 2022`, `(2020-2022)`.
pub(super) const YEARS: u32 = 1 << 4;
/// A word of `marks.tsv`, or a day that sets a time.
pub(super) const TIME: u32 = 1 << 5;
/// `được`.
pub(super) const PASSIVE: u32 = 1 << 6;

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let praises = VERBS.rows().iter().filter(|row| row.value(1) == "praise").map(|row| row.key);
    Classes::new()
        .list(NAME, &NAMES)
        .words(NAME, ["giải", "huy", "hạng", "vàng", "bạc", "đồng", "nhất", "nhì", "ba", "khuyến", "\"", "'"])
        .list(VERB, &VERBS)
        .words(
            PRAISE,
            praises.chain(["khen", "tuyên", "biểu", "vinh", "tôn"]).filter_map(|key| key.split(' ').next()),
        )
        .words(PARTS, ["trong", "cụ", "bao", "gồm"])
        .words(YEARS, ["từ", "các", "năm", "giai", "nhiệm", "thời", "("])
        .list(TIME, &MARKS)
        .words(TIME, ["quý", "tháng", "ngày", "sáng", "chiều", "tối"])
        .words(PASSIVE, ["được"])
});

/// Whether token `i` may begin something of one of `classes`.
#[inline]
pub(super) fn may(doc: &Doc, i: usize, classes: u32) -> bool {
    doc.tokens.get(i).is_some_and(|token| CLASSES.of(token) & classes != 0)
}

/// The classes of what `tokens` may hold.
pub(super) fn within(doc: &Doc, tokens: Range<usize>) -> u32 {
    let classes = &*CLASSES;
    doc.tokens[tokens].iter().fold(0, |all, token| all | classes.of(token))
}

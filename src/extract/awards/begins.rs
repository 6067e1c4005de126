//! What a word may begin for the rules of awards: they ask at nearly every token, and nearly always in vain.

use super::authority::{CHIEFS, FIXED};
use super::clause::years::{MARKS, said::HEADS};
use super::clause::{parts::PARTING, verbs::VERBS};
use super::name::NAMES;
use super::recipients::{list, named, people::PEOPLE};
use crate::extract::lexicon::Classes;
use crate::extract::token::{Doc, Token};
use crate::extract::{numbers, person};
use std::ops::Range;
use std::sync::LazyLock;

/// The name of an award.
pub(super) const NAME: u32 = 1;
/// What stands for one in a list of awards: `hạng Nhì`, `3 bạc`.
pub(super) const SHORTENED: u32 = 1 << 1;
/// A verb of `verbs.tsv`.
pub(super) const VERB: u32 = 1 << 2;
/// One that commends by itself.
pub(super) const PRAISE: u32 = 1 << 3;
/// The parts of a total: `trong đó`.
pub(super) const PARTS: u32 = 1 << 4;
/// Years: `năm 2022`, `(2020-2022)`.
pub(super) const YEARS: u32 = 1 << 5;
/// Words of `marks.tsv` that set a time, and days.
pub(super) const TIME: u32 = 1 << 6;
/// An authority of the lists.
pub(super) const AUTHORITY: u32 = 1 << 7;
/// `;`.
pub(super) const SEMICOLON: u32 = 1 << 8;
/// `:`.
pub(super) const COLON: u32 = 1 << 9;
/// `(`.
pub(super) const BRACKET: u32 = 1 << 10;
/// `%`.
pub(super) const PERCENT: u32 = 1 << 11;
/// `từ 3 đến 5`.
pub(super) const FROM: u32 = 1 << 12;
/// `do Nhà nước trao tặng`.
pub(super) const BY: u32 = 1 << 13;
/// `hồ sơ`, `việc`.
pub(super) const ACT: u32 = 1 << 14;
/// `cấp`, `thẩm quyền`.
pub(super) const LEVEL: u32 = 1 << 15;
/// A number word.
pub(super) const NUMBER: u32 = 1 << 16;
/// What stands before a recipient's name, in small letters.
pub(super) const NAMED: u32 = 1 << 17;
/// What stands before the noun or the number of recipients.
pub(super) const ARTICLE: u32 = 1 << 18;
/// Words of `marks.tsv` that tell of a contest or of praise.
pub(super) const EVENT: u32 = 1 << 19;
/// The last word of `danh hiệu`.
pub(super) const TITLE: u32 = 1 << 20;

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let praises = VERBS.rows().iter().filter(|row| row.value(1) == "praise");
    let events = MARKS.rows().iter().filter(|row| matches!(row.value(0), "prize" | "praise"));
    let times = MARKS.rows().iter().filter(|row| sets_time(row.value(0)));
    Classes::default()
        .list(NAME, &NAMES)
        .words(NAME, ["giải", "huy", "\"", "'"])
        // The years of a badge of the Party.
        .words(NAME, ["30", "35", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "90", "95"])
        .words(SHORTENED, ["hạng", "vàng", "bạc", "đồng", "nhất", "nhì", "ba", "khuyến"])
        .list(VERB, &VERBS)
        .words(PRAISE, praises.map(|row| row.key))
        .words(PARTS, PARTING.iter().map(|words| words[0]))
        .words(YEARS, HEADS.iter().map(|words| words[0]))
        .words(YEARS, ["("])
        .words(TIME, times.map(|row| row.key))
        .words(TIME, ["quý", "tháng", "ngày", "sáng", "chiều", "tối"])
        .list(AUTHORITY, &FIXED)
        .list(AUTHORITY, &CHIEFS)
        .words(SEMICOLON, [";"])
        .words(COLON, [":"])
        .words(BRACKET, ["("])
        .words(PERCENT, ["%"])
        .words(FROM, ["từ"])
        .words(BY, ["do"])
        .words(ACT, ["hồ", "việc"])
        .words(LEVEL, ["cấp", "thẩm"])
        .set(NUMBER, &numbers::FIRST)
        .set(NAMED, &PEOPLE)
        .list(NAMED, &person::CALLS)
        .words(NAMED, named::openers())
        .words(EVENT, events.map(|row| row.key))
        .words(TITLE, ["hiệu"])
        .words(ARTICLE, list::ARTICLES.iter().copied())
});

/// Whether words of `class` of `marks.tsv` set a time by themselves.
fn sets_time(class: &str) -> bool {
    matches!(class, "event" | "other" | "year" | "period")
}

/// The table, for a rule that asks it of many tokens.
pub(super) fn table() -> &'static Classes {
    &CLASSES
}

/// The classes of what `token` may begin: of those whose bits are not set it begins nothing.
#[inline]
pub(super) fn of(token: &Token) -> u32 {
    CLASSES.of(token)
}

/// Whether token `i` may begin something of one of `classes`.
#[inline]
pub(super) fn may(doc: &Doc, i: usize, classes: u32) -> bool {
    doc.tokens.get(i).is_some_and(|token| of(token) & classes != 0)
}

/// The tokens of a range that may begin something of one of `classes`.
pub(super) fn each<'a>(
    doc: &'a Doc,
    tokens: Range<usize>,
    classes: u32,
) -> impl DoubleEndedIterator<Item = usize> + 'a {
    let table = &*CLASSES;
    let first = tokens.start;
    let begins = move |(k, token): (usize, &Token)| (table.of(token) & classes != 0).then_some(first + k);
    doc.tokens.get(tokens).unwrap_or_default().iter().enumerate().filter_map(begins)
}

/// The classes of all that the tokens of a range may begin.
pub(super) fn within(doc: &Doc, tokens: Range<usize>) -> u32 {
    let table = &*CLASSES;
    doc.tokens[tokens].iter().fold(0, |all, token| all | table.of(token))
}

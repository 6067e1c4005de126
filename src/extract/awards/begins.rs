//! What a word may begin for the rules of awards: they ask at nearly every token, and nearly always in vain.

use super::authority::{CHIEFS, FIXED};
use super::clause::years::{MARKS, said::HEADS};
use super::clause::{parts::PARTING, passive::COMMENDED, verbs::VERBS};
use super::name::{NAMES, villages};
use super::recipients::{NOUNS, list, named, people::PEOPLE};
use super::scene::SCENES;
use crate::extract::marked::Beginnings;
use crate::extract::{numbers, person};

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
/// What confers nothing: a share (`%`), files (`hồ sơ`), an act spoken of (`việc`).
pub(super) const NO_ACT: u32 = 1 << 11;
/// `từ 3 đến 5`.
pub(super) const FROM: u32 = 1 << 12;
/// `do Nhà nước trao tặng`.
pub(super) const BY: u32 = 1 << 13;
/// What parts two recipients of a list, ends it, or introduces names.
pub(super) const LINK: u32 = 1 << 14;
/// `cấp`, `thẩm quyền`.
pub(super) const LEVEL: u32 = 1 << 15;
/// A number word.
pub(super) const NUMBER: u32 = 1 << 16;
/// What stands before a recipient's name, in small letters.
pub(super) const NAMED: u32 = 1 << 17;
/// What stands before the noun or the number of recipients.
pub(super) const ARTICLE: u32 = 1 << 18;
/// A noun of recipients.
pub(super) const NOUN: u32 = 1 << 19;
/// One of several words that calls a household.
pub(super) const HOUSEHOLD: u32 = 1 << 23;
/// The last word of `danh hiệu`.
pub(super) const TITLE: u32 = 1 << 20;

/// Words of a scene: a draw, a contest, a death.
pub(super) const SCENE: u32 = 1 << 21;

/// Any word of `marks.tsv`.
pub(super) const MARK: u32 = 1 << 22;

/// The words that begin what the rules of awards look for.
pub(in crate::extract) fn beginnings() -> Beginnings {
    let praises = VERBS.rows().iter().filter(|row| row.value(1) == "praise");
    let households = NOUNS.rows().iter().filter(|row| row.value(0) == "household" && row.key.contains(' '));
    let times = MARKS.rows().iter().filter(|row| sets_time(row.value(0)));
    Beginnings::default()
        .list(NAME, &NAMES)
        .phrases(NAME, villages())
        .through(NAME, ["\"", "'", ",", "và", "/", "-", "&", "(", "hoặc"])
        .words(NAME, ["giải", "huy", "\"", "'"])
        // The years of a badge of the Party.
        .words(NAME, ["30", "35", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "90", "95"])
        .words(SHORTENED, ["hạng", "vàng", "bạc", "đồng", "nhất", "nhì", "ba", "khuyến"])
        .list(VERB, &VERBS)
        .phrases(PRAISE, praises.map(|row| row.key))
        .phrases(PRAISE, COMMENDED.iter().map(|words| words.join(" ")))
        .phrases(PARTS, PARTING.iter().map(|words| words.join(" ")))
        .phrases(YEARS, HEADS.iter().map(|words| words.join(" ")))
        .words(YEARS, ["("])
        .phrases(TIME, times.map(|row| row.key))
        .words(TIME, ["quý", "tháng", "ngày", "sáng", "chiều", "tối"])
        .list(AUTHORITY, &FIXED)
        .list(AUTHORITY, &CHIEFS)
        .words(SEMICOLON, [";"])
        .words(COLON, [":"])
        .words(BRACKET, ["("])
        .words(NO_ACT, ["%", "hồ", "việc"])
        .words(FROM, ["từ"])
        .words(BY, ["do"])
        .words(LINK, ["có", ",", "và", "cùng", "&", ";", ".", ":", "(", "là", "gồm"])
        .words(LEVEL, ["cấp", "thẩm"])
        .set(NUMBER, &numbers::FIRST)
        .set(NAMED, &PEOPLE)
        .list(NAMED, &person::CALLS)
        .words(NAMED, named::openers())
        .words(NAMED, ["thầy"])
        .list(NOUN, &NOUNS)
        .phrases(HOUSEHOLD, households.map(|row| row.key))
        .words(TITLE, ["hiệu"])
        .list(SCENE, &SCENES)
        .list(MARK, &MARKS)
        .words(ARTICLE, list::ARTICLES.iter().copied())
}

/// Whether words of `class` of `marks.tsv` set a time by themselves.
fn sets_time(class: &str) -> bool {
    matches!(class, "event" | "other" | "year" | "period")
}

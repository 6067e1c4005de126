//! Digits of a date's form that are none.

use super::atoms::Atoms;
use super::point::{Found, Point};
use super::words::{Class, is_holiday};
use crate::model::refused::Reason;

/// Document numbers, lunar days, holidays, streets: digits of a date's form that are none.
pub(super) fn is_trap(a: &Atoms, first: usize, next: usize, found: &[Found]) -> bool {
    let full = found.iter().all(|f| f.to.unwrap_or(f.from).y.is_some());
    let real = found.iter().all(|f| f.from.is_real() && f.to.is_none_or(Point::is_real));
    // `12/5/2022/QĐ-UBND`, `91/2017/NĐ-CP`
    let glued = matches!(a.low(next), "/" | "-")
        && !a.spaced(next + 1)
        && !a.spaced(next)
        && (a.is_word(next + 1) || a.is_number(next + 1));
    let bare = a.is_number(first);
    let number =
        bare && (a.is_before(Class::Document, first, 1) || (a.before(first, 1) == "/" && !a.spaced(first)));
    let lunar = a.has(next, &["âm", "lịch"])
        || a.has(next, &["(", "âm"])
        || a.low(next) == "al"
        || (a.low(next) == "tết")
        || (!full && (a.before(first, 1) == "nhằm"))
        || (a.low(next) == "năm" && a.is(Class::LunarYear, next + 1));
    let trap = |yes, reason| a.refuses(yes, (first, next), reason, "day-trap");
    trap(!real, Reason::NoSuchDay)
        || trap(glued || number, Reason::DocumentNumber)
        || trap(lunar, Reason::Lunar)
        || trap(!full && is_holiday_name(a, first, found), Reason::Holiday)
        || (!full && bare && a.is_before(Class::Street, first, 1))
}

/// Whether a day of the year is that of a holiday.
pub(super) fn names_holiday(day: Point) -> bool {
    day.d.zip(day.m).is_some_and(|(d, m)| is_holiday(d, m))
}

/// `kỷ niệm ngày 27/7`, `chào mừng Ngày 20/11`: the name of the day, not a day of the report.
fn is_holiday_name(a: &Atoms, first: usize, found: &[Found]) -> bool {
    let [Found { from, to: None, .. }] = found else { return false };
    if !names_holiday(*from) || a.low(first) != "ngày" {
        return false;
    }
    let sentence_opens =
        matches!(a.before(first, 1), "" | "\n" | "." | "-" | ")" | "!" | "\"" | "*" | "•" | "+");
    a.is_before(Class::Celebrate, first, 1) || (a.is_capital(first) && !sentence_opens)
}

//! Days: `Sáng 17/2`, `ngày 24 tháng 5 năm 2023`, `từ 26 đến 28-10`, `ngày 5 và 6/12`.

use super::atoms::Atoms;
use super::day_spans::{goes_on, second, span};
use super::point::{Found, Point};
use super::traps::{is_trap, names_holiday};
use super::words::{Class, is};
use crate::model::refused::Reason;

/// What stands before the digits says about them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Cue {
    /// Nothing: only a full date counts.
    None,
    /// A word that fits a date and a fraction alike.
    Weak,
    /// `ngày`, a part of the day, a clock time.
    Strong,
}

/// One side of an expression: `17/2/2023`, `17/2` or `17`.
pub(super) struct Side {
    /// The day, with what is said of its month and year.
    pub point: Point,
    /// Behind its last atom.
    pub next: usize,
    /// Whether digits or the word `tháng` divide day and month.
    pub sign: &'static str,
}

/// The days named by the expression that begins at atom `i`, and the atom behind it.
pub fn at(a: &Atoms, i: usize) -> Option<(Vec<Found>, usize)> {
    if let Some(iso) = iso(a, i) {
        return Some((vec![iso], i + 5));
    }
    let digits = prefix(a, i);
    if digits == i && !a.is_number(i) {
        return None;
    }
    let left = side(a, digits)?;
    // Most numbers count something: one alone is a day only behind `ngày` or beside another.
    if digits == i && left.point.m.is_none() && !goes_on(a, left.next) {
        return None;
    }
    let cue = if digits > i { prefix_cue(a, i) } else { cue_before(a, i) };
    let (found, next) = span(a, i, &left, cue).or_else(|| single(a, i, &left, cue))?;
    (!is_trap(a, i, next, &found)).then_some((found, next))
}

/// `2023-02-21`.
fn iso(a: &Atoms, i: usize) -> Option<Found> {
    let y = a.year(i).filter(|_| a.low(i + 1) == "-" && a.low(i + 3) == "-")?;
    let from = Point::day(Some(y), a.short(i + 2), a.short(i + 4)?);
    let whole = from.m.is_some() && from.is_real() && !(1..5).any(|n| a.spaced(i + n));
    whole.then_some(Found { first: i, last: i + 5, from, to: None, quarter: false, rule: "day-iso" })
}

/// Whether the word at atom `i` may open a day.
pub fn may_open(a: &Atoms, i: usize) -> bool {
    matches!(a.low(i), "ngày" | "hôm" | "mùng" | "mồng" | "rạng") || a.is(Class::Part, i)
}

/// The atom behind `Sáng`, `ngày`, `rạng sáng ngày mùng`; `i` itself where there is none.
pub(super) fn prefix(a: &Atoms, i: usize) -> usize {
    if a.is_number(i) {
        return i;
    }
    let mut at = i;
    if a.low(at) == "rạng" && a.is(Class::Part, at + 1) {
        at += 1;
    }
    while a.is(Class::Part, at) && at < i + 3 {
        at += 1;
    }
    if matches!(a.low(at), "ngày" | "hôm") {
        at += 1;
        if a.low(at) == ":" {
            at += 1;
        }
    }
    if matches!(a.low(at), "mùng" | "mồng") {
        at += 1;
    }
    if a.is_number(at) { at } else { i }
}

fn prefix_cue(a: &Atoms, i: usize) -> Cue {
    let measure = a.low(i) == "ngày" && matches!(a.before(i, 1), "/" | "mỗi" | "hàng" | "hằng" | "một");
    // `mùng 10 …` without `ngày` is a day of the moon.
    if measure || matches!(a.low(i), "mùng" | "mồng") { Cue::None } else { Cue::Strong }
}

/// The cue of digits that no `ngày` introduces.
fn cue_before(a: &Atoms, i: usize) -> Cue {
    let word = a.before(i, 1);
    if is(Class::Clock, word) || (word == "," && a.is_before(Class::Clock, i, 2)) {
        return Cue::Strong;
    }
    if word == "(" {
        let named = |back| matches!(a.before(i, back), "nay" | "qua" | "mai" | "kia" | "ngày" | "nhật");
        return if named(2) || (a.before(i, 3) == "thứ") { Cue::Strong } else { Cue::Weak };
    }
    // `tối qua 18/10`, `sáng nay 3/5`, `chiều qua, 19-11`
    let spoken = |back| {
        let just = a.before(i, back) == "rồi" && a.before(i, back + 1) == "vừa";
        just || matches!(a.before(i, back), "qua" | "nay")
            && (a.is_before(Class::Part, i, back + 1) || a.before(i, back + 1) == "hôm")
    };
    if spoken(1) || (word == "," && spoken(2)) {
        return Cue::Strong;
    }
    if word == "," && (a.before(i, 2) == "ngày" || a.before(i, 2) == "nhật" || a.before(i, 3) == "thứ") {
        return Cue::Strong;
    }
    if is_act_of_day(a, i) {
        return Cue::Strong;
    }
    let opens = word.is_empty() || word == "\n" || (word == "-" && a.before(i, 2) == ")");
    if is(Class::Cue, word) || opens { Cue::Weak } else { Cue::None }
}

/// `ngày khai giảng 5-9`, `lễ khởi công 19/8`: what takes place stands between `ngày` and the digits at `i`.
fn is_act_of_day(a: &Atoms, i: usize) -> bool {
    const ACTS: &[[&str; 2]] = &[
        ["khai", "giảng"],
        ["tựu", "trường"],
        ["bế", "giảng"],
        ["bầu", "cử"],
        ["khai", "mạc"],
        ["bế", "mạc"],
        ["khai", "hội"],
        ["khởi", "công"],
        ["khánh", "thành"],
        ["ra", "quân"],
        ["giao", "quân"],
        ["nhận", "quân"],
        ["nhập", "ngũ"],
        ["lên", "đường"],
    ];
    let act = ACTS.iter().any(|[first, second]| a.before(i, 1) == *second && a.before(i, 2) == *first);
    act && (3..6).any(|back| matches!(a.before(i, back), "ngày" | "lễ" | "hôm" | "buổi"))
}

/// Reads `d`, `d/m`, `d-m-yyyy`, `d tháng m năm yyyy` at `i`.
pub(super) fn side(a: &Atoms, i: usize) -> Option<Side> {
    let d = a.short(i).filter(|d| (1..=31).contains(d))?;
    let bare = Side { point: Point::day(None, None, d), next: i + 1, sign: "" };
    if a.low(i + 1) == "tháng"
        && let Some((m, next)) = month_number(a, i + 2)
    {
        let (y, next) = year_behind(a, next).map_or((None, next), |(y, next)| (Some(y), next));
        return Some(Side { point: Point::day(y, Some(m), d), next, sign: "tháng" });
    }
    let Some((sign, m)) = divided(a, i).filter(|(_, m)| (1..=12).contains(m)) else { return Some(bare) };
    let month = i + 2;
    // `26-27/12`, `1-2/11`: the dash divides two days.
    let dash_range = sign == "-"
        && m > d
        && matches!(a.low(month + 1), "/" | ".")
        && a.short(month + 2).is_some_and(|x| (1..=12).contains(&x));
    if dash_range {
        return Some(bare);
    }
    if let Some((second, y)) = year_after_sign(a, month)
        && (second == sign || a.low(month + 2).len() == 4)
    {
        return Some(Side { point: Point::day(Some(y), Some(m), d), next: month + 3, sign });
    }
    let named_year = (a.low(month + 1) == "năm").then(|| a.year(month + 2)).flatten();
    let next = if named_year.is_some() { month + 3 } else { month + 1 };
    Some(Side { point: Point::day(named_year, Some(m), d), next, sign })
}

/// The sign behind the number at `i` and the number behind that: `/2`, `-10`, `.3`.
fn divided(a: &Atoms, i: usize) -> Option<(&'static str, u32)> {
    let sign = match a.low(i + 1) {
        "/" => "/",
        "-" if !a.spaced(i + 1) && !a.spaced(i + 2) => "-",
        "." if !a.spaced(i + 1) && !a.spaced(i + 2) => ".",
        _ => return None,
    };
    Some((sign, a.short(i + 2)?))
}

/// The sign and the year behind the month at `i`.
fn year_after_sign(a: &Atoms, i: usize) -> Option<(&'static str, i32)> {
    let sign = match a.low(i + 1) {
        "/" => "/",
        "-" if !a.spaced(i + 1) && !a.spaced(i + 2) => "-",
        "." if !a.spaced(i + 1) && !a.spaced(i + 2) => ".",
        _ => return None,
    };
    let digits = a.low(i + 2);
    if let Some(y) = a.four(i + 2).filter(|y| *y >= 1700) {
        return Some((sign, y));
    }
    // `17/2/23`: two digits only where nothing is glued to them.
    let two = digits.len() == 2 && sign != "-" && !matches!(a.low(i + 3), "/" | "-" | ".");
    let y = a.short(i + 2).filter(|_| two && !a.spaced(i + 2))?;
    Some((sign, 2000 + i32::try_from(y).ok()?)).filter(|_| (5..50).contains(&y))
}

/// A month in digits or words, and the atom behind it.
pub fn month_number(a: &Atoms, i: usize) -> Option<(u32, usize)> {
    if let Some(m) = a.short(i) {
        return (1..=12).contains(&m).then_some((m, i + 1));
    }
    let two = match (a.low(i), a.low(i + 1)) {
        ("mười", "một") => Some(11),
        ("mười", "hai") => Some(12),
        ("năm", "năm") => return Some((5, i + 1)),
        _ => None,
    };
    if let Some(m) = two {
        return Some((m, i + 2));
    }
    const WORDS: [&str; 10] = ["một", "hai", "ba", "tư", "", "sáu", "bảy", "tám", "chín", "mười"];
    let m = WORDS.iter().position(|w| !w.is_empty() && *w == a.low(i))?;
    Some((u32::try_from(m).ok()? + 1, i + 1))
}

/// The year behind a month: `/2023`, `-2023`, `năm 2023`, `, 2023`; and the atom behind it.
pub fn year_behind(a: &Atoms, i: usize) -> Option<(i32, usize)> {
    match a.low(i) {
        "năm" => a.year(i + 1).map(|y| (y, i + 2)),
        "/" | "-" => a.year(i + 1).map(|y| (y, i + 2)),
        "." if !a.spaced(i + 1) => a.four(i + 1).map(|y| (y, i + 2)),
        "," if a.low(i + 1) == "năm" => a.year(i + 2).map(|y| (y, i + 3)),
        "," if !a.is(Class::Noun, i + 2) && !a.is_number(i + 2) => a.year(i + 1).map(|y| (y, i + 2)),
        _ => None,
    }
}

fn single(a: &Atoms, first: usize, left: &Side, cue: Cue) -> Option<(Vec<Found>, usize)> {
    let Side { point, next, sign } = *left;
    // `trong 02 ngày 14 và 15/11` are days, `5 ngày 3/4` are not.
    // nor is `10 giờ 30 ngày 12-11` a number of days.
    let clock = a.is_before(Class::Clock, first, 2) || a.before(first, 2) == ":";
    let measured = a.low(first) == "ngày" && first > 0 && a.is_number(first - 1) && !clock;
    let cue = if measured { Cue::None } else { cue };
    let right = match (point.y, point.m) {
        (Some(_), Some(_)) => {
            sign == "/" || sign == "tháng" || cue != Cue::None || is_plain_date(a, first, next)
        }
        (None, Some(_)) if sign == "tháng" => cue == Cue::Strong,
        (None, Some(_)) if cue == Cue::Strong => !(sign == "." && counts(a, next)),
        (None, Some(_)) if cue == Cue::Weak => {
            // `đợt 7-11` is a round of awards, `đợt 1-2` are two rounds of something else.
            let round = || a.before(first, 1) == "đợt" && names_holiday(point);
            (sign == "/" || round()) && weak_fits(a, first, next)
        }
        // `Sáng ngày 17, …`: the month is that of the report.
        (_, None) => cue == Cue::Strong && is_lone_day(a, first, next),
        _ => false,
    };
    let rule = match (point.y, point.m, sign) {
        (_, None, _) => "day-alone",
        (_, _, "tháng") => "day-in-words",
        (Some(_), _, _) => "day-full",
        _ => "day-and-month",
    };
    let found = Found { first, last: next, from: point, to: None, quarter: false, rule };
    let known = cue == Cue::Strong || a.before(first, 1) == "đợt";
    if right
        && known
        && let Some(second) = second(a, next, &found)
    {
        let first = Found { from: Point { y: second.from.y, ..point }, ..found };
        return Some((vec![first, second], second.last));
    }
    let digits = sign == "/" || sign == "-";
    let fraction = a.refuses(!right && digits, (first, next), Reason::Fraction, rule);
    (right && !fraction).then(|| (vec![found], next))
}

/// `14-4-2021` and `14.4.2021` without a cue: nothing may be glued to them.
fn is_plain_date(a: &Atoms, first: usize, next: usize) -> bool {
    let free = |i: usize| !matches!(a.low(i), "-" | "." | "/") || a.spaced(i) || a.spaced(i + 1);
    free(next) && (a.spaced(first) || matches!(a.before(first, 1), "(" | "\n" | ""))
}

/// Whether a day and month behind a weak cue is no fraction and no holiday.
fn weak_fits(a: &Atoms, first: usize, next: usize) -> bool {
    match a.before(first, 1) {
        "(" | "cuối" | "đầu" | "giữa" | "trong" => false,
        // An award round is named by its holiday: `Huy hiệu Đảng đợt 19/5`.
        "đợt" => true,
        word if is(Class::Cue, word) => !counts(a, next),
        _ => a.low(next) == ",",
    }
}

/// Whether something counted follows, as behind a fraction.
pub(super) fn counts(a: &Atoms, next: usize) -> bool {
    a.is(Class::Noun, next) && !(a.low(next) == "năm" || a.low(next) == "ngày")
}

/// `ngày 17,` and `ngày 17 vừa qua`, not `ngày 17 người`.
fn is_lone_day(a: &Atoms, first: usize, next: usize) -> bool {
    let follows = match a.low(next) {
        "," | ")" | "." => !a.is_number(next + 1) || a.spaced(next + 1),
        "vừa" => a.low(next + 1) == "qua",
        "tháng" => matches!(a.low(next + 1), "này" | "trước"),
        "tại" => true,
        _ => false,
    };
    let named = a.is(Class::Part, first) && (a.low(first + 1) == "ngày");
    let plain = a.low(first) == "ngày" && !a.is_before(Class::Each, first, 1) && a.is_capital(first);
    follows && (named || plain) && a.low(next + 1) != "tháng"
}

//! Years: `năm 2022`, `năm 2021, 2022`, `giai đoạn 2020 - 2025`, `năm học 2021-2022`, `SN 1979`.

use super::atoms::Atoms;
use super::day_spans::joint;
use super::point::{Found, Point};
use super::words::{Class, is};
use crate::model::refused::Reason;

type Hit = (Vec<Found>, usize);

/// Words before a span of years, the longest first.
const SPANS: &[&[&str]] = &[
    &["năm", "học"],
    &["giai", "đoạn"],
    &["nhiệm", "kỳ"],
    &["niên", "khóa"],
    &["niên", "học"],
    &["niên", "độ"],
    &["mùa", "giải"],
    &["khóa"],
    &["năm"],
];

/// The years that begin at atom `i`, and the atom behind them.
pub fn at(a: &Atoms, i: usize) -> Option<Hit> {
    let number = a.is_number(i);
    let prefix = if number { 0 } else { span_word(a, i) };
    if prefix == 0 && !number {
        return theme(a, i);
    }
    let mut digits = i + prefix;
    if prefix > 0 && matches!(a.low(digits), "(" | ":") {
        digits += 1;
    }
    let first = if a.low(digits - usize::from(digits > i)) == "(" { digits } else { i };
    let Some(y) = a.year(digits) else { return theme(a, i) };
    if a.refuses(is_document(a, i, digits), (i, digits + 1), Reason::DocumentNumber, "year") {
        return None;
    }
    let behind = digits + 1;
    if let Some((y2, next)) = other_end(a, behind, y, prefix > 0)
        && (prefix > 0 || ((1900..2100).contains(&y) && y2 < 2100 && !a.is(Class::Noun, next)))
    {
        let rule = if a.has(i, &["năm", "học"]) { "school-year" } else { "year-range" };
        return Some((vec![found(first, next, Point::year(y), Some(Point::year(y2)), rule)], next));
    }
    let named = a.low(i) == "năm";
    if named {
        return Some(listed(a, first, behind, y, a.low(i + 1) == "học"));
    }
    if prefix > 0 || stands_alone(a, i) {
        return (1900..2100).contains(&y).then(|| listed(a, first, behind, y, false));
    }
    a.refuses((1900..2100).contains(&y), (i, behind), Reason::BareNumber, "year");
    None
}

/// `Năm An toàn giao thông 2016`, `Tháng Thanh niên 2018`: a year or a month that has a theme of its own,
/// in capitals; `Năm trường THPT năm 2016` counts.
fn theme(a: &Atoms, i: usize) -> Option<Hit> {
    if !matches!(a.low(i), "năm" | "tháng") || !a.is_capital(i) || !a.is_capital(i + 1) {
        return None;
    }
    let at = (i + 2..i + 8).find(|&k| !a.is_word(k))?;
    let y = a.year(at).filter(|y| (1945..=2060).contains(y))?;
    let counts = a.low(i) == "năm" && a.is(Class::Noun, i + 1);
    let glued = matches!(a.low(at + 1), "/" | "-" | "." | "%") && !a.spaced(at + 1) && a.is_number(at + 2);
    const CLAUSE: &[&str] = &[
        "năm", "tặng", "trao", "của", "tại", "được", "có", "là", "với", "cho", "đã", "trong", "đến", "từ",
        "nhận",
    ];
    let clause = (i + 1..at).any(|k| CLAUSE.contains(&a.low(k)));
    (!counts && !clause && !glued)
        .then(|| (vec![found(i, at + 1, Point::year(y), None, "year-theme")], at + 1))
}

/// How many words before a span of years stand at atom `i`; 0 where none does.
fn span_word(a: &Atoms, i: usize) -> usize {
    let word = a.low(i);
    SPANS.iter().find(|s| s[0] == word && a.has(i, s)).map_or(0, |s| s.len())
}

fn found(first: usize, last: usize, from: Point, to: Option<Point>, rule: &'static str) -> Found {
    Found { first, last, from, to, quarter: false, rule }
}

/// `91/2017/NĐ-CP`, `số 2019`, `2023-QĐ`.
fn is_document(a: &Atoms, first: usize, digits: usize) -> bool {
    let glued_before = first == digits
        && matches!(a.before(first, 1), "/" | "-" | "." | ":")
        && !a.spaced(first)
        && !matches!(a.before(first, 2), "sn" | "sinh");
    let glued_behind = matches!(a.low(digits + 1), "/" | "-")
        && !a.spaced(digits + 1)
        && a.is_word(digits + 2)
        && !a.spaced(digits + 2);
    (first == digits && a.is_before(Class::Document, first, 1)) || glued_before || glued_behind
}

/// The other end of a span of years: its year and the atom behind. A slash divides a season or, where
/// the word says that it is a span (`named`), any (`nhiệm kỳ 2020/2025`).
fn other_end(a: &Atoms, i: usize, y: i32, named: bool) -> Option<(i32, usize)> {
    if a.low(i) == "/" {
        let y2 = a.year(i + 1).or_else(|| short_end(a, i + 1, y))?;
        let fits = y2 == y + 1 || (named && y2 > y && y2 - y <= 10);
        return (fits && a.low(i + 2) != "/").then_some((y2, i + 2));
    }
    let dash = a.low(i) == "-";
    let mut at = joint(a, i)?;
    if !dash && a.low(at) == "hết" {
        at += 1;
    }
    if !dash && a.has(at, &["năm", "học"]) {
        at += 2;
    } else if a.low(at) == "năm" {
        at += 1;
    }
    let y2 = a.year(at).or_else(|| short_end(a, at, y).filter(|_| dash))?;
    // `đến năm học 2021-2022` has two ends of its own.
    let own_range = !dash && other_end(a, at + 1, y2, false).is_some();
    let date = matches!(a.low(at + 1), "/" | "-") && a.is_number(at + 2) && !a.spaced(at + 1);
    (y2 > y && y2 - y <= 150 && !own_range && !date).then_some((y2, at + 1))
}

/// `24` of `2023/24`, `22` of `2021-22`.
fn short_end(a: &Atoms, i: usize, y: i32) -> Option<i32> {
    let two = i32::try_from(a.short(i)?).ok().filter(|_| a.low(i).len() == 2)?;
    let glued = matches!(a.low(i + 1), "/" | "-" | "." | "%") && !a.spaced(i + 1) && a.is_number(i + 2);
    ((y + 1) % 100 == two && !a.spaced(i) && !glued).then_some(y + 1)
}

/// The year and those that a list adds: `năm 2021, 2022 và 2023`. A school year named by its first
/// year alone is that year.
fn listed(a: &Atoms, first: usize, behind: usize, y: i32, school: bool) -> Hit {
    let rule = if school { "school-year" } else { "year" };
    let mut all = vec![found(first, behind, Point::year(y), None, rule)];
    let (mut next, mut last) = (behind, y);
    while matches!(a.low(next), "," | "và" | ";" | "&") {
        let at = next + 1;
        let Some(y) = a.year(at).filter(|y| (*y - last).abs() <= 20 && *y != last) else { break };
        if other_end(a, at + 1, y, false).is_some()
            || (a.is_small_word(at + 1) && !a.is(Class::Follow, at + 1))
        {
            break;
        }
        all.push(found(at, at + 1, Point::year(y), None, "year-list"));
        (next, last) = (at + 1, y);
    }
    (all, next)
}

/// Whether four digits alone are a year: `(1996)`, `SN 1979`, `Tết Giáp Thìn 2024`, `từ 2018 đến nay`.
fn stands_alone(a: &Atoms, i: usize) -> bool {
    let Some(y) = a.year(i).filter(|y| (1900..2100).contains(y)) else { return false };
    let before = a.before(i, 1);
    if before == "(" && bracket_of_years(a, i) {
        return true;
    }
    if matches!(a.before(i, 2), "sn" | "sinh") && matches!(before, ":" | ".") {
        return true;
    }
    let clear = !a.is_small_word(i + 1) || a.is(Class::Follow, i + 1);
    let near = (1945..=2060).contains(&y);
    let unit = matches!(a.low(i + 1), "%" | "/" | "+");
    !unit
        && clear
        && ((is(Class::Bare, before) && near)
            || (matches!(before, "sn" | "sinh"))
            || (is(Class::Loose, before) && near))
}

/// `(2018, 2019, 2020)`, `(1996)`, `(1996, trú xã …)`.
fn bracket_of_years(a: &Atoms, i: usize) -> bool {
    let mut at = i;
    while a.year(at).is_some() {
        match a.low(at + 1) {
            ")" => return true,
            "," | ";" => at += 2,
            _ => return false,
        }
    }
    // `(1996, trú xã Lộc Thanh)`
    at == i + 2 && matches!(a.low(at), "trú" | "ở" | "ngụ" | "quê" | "thôn" | "xã" | "phường")
}

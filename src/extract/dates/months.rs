//! Months, quarters and parts of a year: `tháng 2-5/2020`, `quý III-2024`, `6 tháng đầu năm 2023`.

use super::atoms::Atoms;
use super::day_spans::joint;
use super::days::{month_number, year_behind};
use super::point::{Found, Point};
use super::words::{Class, is};
use crate::model::refused::Reason;

type Hit = (Vec<Found>, usize);

/// Words behind `năm` that say which year is meant, seen from the day of the article.
const RELATIVE_YEARS: &[&str] = &["nay", "này", "ngoái", "trước", "sau", "tới"];

/// The months that begin at atom `i`, and the atom behind them.
pub fn at(a: &Atoms, i: usize) -> Option<Hit> {
    match a.low(i) {
        "tháng" => named(a, i),
        "quý" => quarter(a, i),
        "nửa" => half(a, i),
        _ => part(a, i).or_else(|| numeric(a, i)),
    }
}

fn found(first: usize, last: usize, from: Point, to: Option<Point>, rule: &'static str) -> Found {
    Found { first, last, from, to, quarter: false, rule }
}

/// `tháng 6/2023`, `tháng 9 đến tháng 12-2023`, `tháng 9, 10/2023`.
fn named(a: &Atoms, i: usize) -> Option<Hit> {
    let (m, next) = month_number(a, i + 1)?;
    let in_digits = a.is_number(i + 1);
    if let Some((right, end)) = month_range(a, next, m) {
        let from = Point::month(right.0.filter(|_| right.1 >= m), m);
        let from = Point { y: right.2.or(from.y), ..from };
        return Some((vec![found(i, end, from, Some(Point::month(right.0, right.1)), "month-range")], end));
    }
    if let Some((months, y, end)) = month_list(a, next, m) {
        let all = months.iter().map(|(first, last, m)| {
            found(if *m == months[0].2 { i } else { *first }, *last, Point::month(y, *m), None, "month-list")
        });
        return Some((all.collect(), end));
    }
    if let Some((y, end)) = year_behind(a, next) {
        let glued = a.low(end) == "/" && !a.spaced(end + 1);
        return (!glued).then(|| (vec![found(i, end, Point::month(Some(y), m), None, "month")], end));
    }
    // `trong tháng 11` is a month as `tháng 11` is.
    let each = a.is_before(Class::Each, i, 1) && a.before(i, 1) != "trong";
    let fits = in_digits && !each && !a.is_number(i.wrapping_sub(1)) && bare_fits(a, i, next);
    fits.then(|| (vec![found(i, next, Point::month(None, m), None, "month-alone")], next))
}

/// Whether `tháng 8` without a year is a month: not `mỗi tháng 5 triệu`, not `Cách mạng Tháng 8`.
fn bare_fits(a: &Atoms, i: usize, next: usize) -> bool {
    let behind = a.low(next);
    let revolution = a.before(i, 1) == "mạng";
    let counted = is(Class::Noun, behind) && !matches!(behind, "năm");
    let glued = matches!(behind, "." | "," | "/" | "-") && !a.spaced(next) && !a.spaced(next + 1);
    let decimal = glued && (a.is_number(next + 1) || a.is_word(next + 1));
    !(revolution || counted || decimal || behind == "%")
}

/// Year (if given), month and own year of the left side, and the atom behind.
type Right = (Option<i32>, u32, Option<i32>);

/// The right side of a range of months whose left month `m` ends before atom `i`.
fn month_range(a: &Atoms, i: usize, m: u32) -> Option<(Right, usize)> {
    let (own, i) = year_behind(a, i).map_or((None, i), |(y, next)| (Some(y), next));
    let mut at = joint(a, i).filter(|_| a.low(i) != "/")?;
    let named = a.low(at) == "tháng";
    if named {
        at += 1;
    }
    let (right, next) = month_number(a, at)?;
    let (y, next) = year_behind(a, next).map_or((None, next), |(y, next)| (Some(y), next));
    if y.is_none() && (!named || a.is(Class::Noun, next)) {
        return None;
    }
    if own.is_none() && right <= m && y.is_none() {
        return None;
    }
    // `tháng 9 đến tháng 6/2023`: the left one is of the year before.
    let own = own.or(y.filter(|_| right <= m).map(|y| y - 1));
    Some(((y, right, own), next))
}

/// `9, 10/2023`, `9 và tháng 10/2023`: months with their atoms, the year, the atom behind.
#[allow(clippy::type_complexity)]
fn month_list(a: &Atoms, i: usize, m: u32) -> Option<(Vec<(usize, usize, u32)>, Option<i32>, usize)> {
    let mut months = vec![(i - 1, i, m)];
    let mut at = i;
    while matches!(a.low(at), "," | "và") {
        let first = at + 1;
        let named = usize::from(a.low(first) == "tháng");
        let Some((right, next)) = month_number(a, first + named) else { break };
        if right <= months[months.len() - 1].2 || (named == 0 && !a.is_number(first)) {
            break;
        }
        months.push((first, next, right));
        at = next;
    }
    let (y, end) = year_behind(a, at).filter(|_| months.len() > 1)?;
    Some((months, Some(y), end))
}

/// `6/2023`, `3/2020 - 5/2021` without the word `tháng`.
fn numeric(a: &Atoms, i: usize) -> Option<Hit> {
    let (m, y) = slashed(a, i)?;
    if a.refuses(a.is_before(Class::Document, i, 1), (i, i + 3), Reason::DocumentNumber, "month")
        || a.is_before(Class::Ordinal, i, 1)
        || matches!(a.before(i, 1), "/" | "-" | "." | ",") && !a.spaced(i)
    {
        return None;
    }
    let next = i + 3;
    if let Some(joint) = joint(a, next).filter(|_| a.low(next) != "/")
        && let at = joint + usize::from(a.low(joint) == "tháng")
        && let Some((m2, y2)) = slashed(a, at)
    {
        let (from, to) = (Point::month(Some(y), m), Point::month(Some(y2), m2));
        return Some((vec![found(i, at + 3, from, Some(to), "month-range")], at + 3));
    }
    Some((vec![found(i, next, Point::month(Some(y), m), None, "month")], next))
}

/// `6/2023` at `i`, nothing glued behind it.
fn slashed(a: &Atoms, i: usize) -> Option<(u32, i32)> {
    if a.low(i + 1) != "/" {
        return None;
    }
    let m = a.short(i).filter(|m| (1..=12).contains(m))?;
    let y = a.year(i + 2).filter(|y| (1900..2100).contains(y))?;
    let glued = matches!(a.low(i + 3), "/" | "-") && !a.spaced(i + 3) && a.is_word(i + 4);
    (!glued && a.low(i + 3) != "/").then_some((m, y))
}

/// `quý I/2024`, `quý III`, `quý I, II năm 2024`, `quý I - III/2024`.
fn quarter(a: &Atoms, i: usize) -> Option<Hit> {
    let mut quarters = vec![(i, i + 2, roman(a, i + 1)?)];
    let mut at = i + 2;
    let mut range = false;
    while !range && year_behind(a, at).is_none() && matches!(a.low(at), "," | "và" | "-" | "đến") {
        let first = at + 1;
        let named = usize::from(a.low(first) == "quý");
        let Some(q) = roman(a, first + named).filter(|q| *q > quarters[quarters.len() - 1].2) else { break };
        range = matches!(a.low(at), "-" | "đến");
        at = first + named + 1;
        quarters.push((first, at, q));
    }
    let (y, end) = year_behind(a, at).map_or((None, at), |(y, end)| (Some(y), end));
    // `quý 1 vị`: digits alone need a year.
    if y.is_none() && a.is_number(i + 1) && a.is(Class::Noun, at) {
        return None;
    }
    let months = |q: u32| (Point::month(y, q * 3 - 2), Point::month(y, q * 3));
    let last = quarters.len() - 1;
    let mut all: Vec<Found> = if range {
        vec![found(i, end, months(quarters[0].2).0, Some(months(quarters[last].2).1), "quarter-range")]
    } else {
        let one = |&(first, last, q): &(usize, usize, u32)| Found {
            quarter: true,
            ..found(first, last, months(q).0, Some(months(q).1), "quarter")
        };
        quarters.iter().map(one).collect()
    };
    if let Some(found) = all.last_mut() {
        found.last = end;
    }
    Some((all, end))
}

fn roman(a: &Atoms, i: usize) -> Option<u32> {
    match a.low(i) {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

/// `6 tháng đầu năm 2023`, `9 tháng năm 2022`, `ba tháng cuối năm`.
fn part(a: &Atoms, i: usize) -> Option<Hit> {
    let (n, next) = months_counted(a, i)?;
    if a.low(next) != "tháng" || !(2..=11).contains(&n) || a.before(i, 1) == "ngày" {
        return None;
    }
    let (side, mut at) = match a.low(next + 1) {
        word @ ("đầu" | "cuối") => (word, next + 2),
        _ => ("", next + 1),
    };
    if a.low(at) == "của" {
        at += 1;
    }
    let y = if a.low(at) == "năm" { a.year(at + 1) } else { None };
    let end = match (a.low(at), y) {
        ("năm", Some(_)) => at + 2,
        // The resolver reads which year is meant.
        ("năm", None) if RELATIVE_YEARS.contains(&a.low(at + 1)) && !side.is_empty() => at + 2,
        ("năm", None) if !side.is_empty() && a.low(at + 1) != "học" => at + 1,
        ("/", _) if !side.is_empty() => return with_year(a, i, at + 1, n, side),
        _ if !side.is_empty() => return with_year(a, i, at, n, side),
        _ => return None,
    };
    Some((vec![part_found(i, end, n, side, y)], end))
}

fn with_year(a: &Atoms, i: usize, at: usize, n: u32, side: &str) -> Option<Hit> {
    let y = a.year(at)?;
    Some((vec![part_found(i, at + 1, n, side, Some(y))], at + 1))
}

fn part_found(first: usize, last: usize, n: u32, side: &str, y: Option<i32>) -> Found {
    let (from, to) = if side == "cuối" { (13 - n, 12) } else { (1, n) };
    found(first, last, Point::month(y, from), Some(Point::month(y, to)), "part-of-year")
}

fn months_counted(a: &Atoms, i: usize) -> Option<(u32, usize)> {
    if let Some(n) = a.short(i) {
        return Some((n, i + 1));
    }
    let n = match a.low(i) {
        "hai" => 2,
        "ba" => 3,
        "bốn" => 4,
        "năm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        "mười" if a.low(i + 1) == "một" => return Some((11, i + 2)),
        "mười" => 10,
        _ => return None,
    };
    Some((n, i + 1))
}

/// `nửa đầu năm 2023`, `nửa cuối năm`.
fn half(a: &Atoms, i: usize) -> Option<Hit> {
    let side = a.low(i + 1);
    if !matches!(side, "đầu" | "cuối") || a.low(i + 2) != "năm" {
        return None;
    }
    let y = a.year(i + 3);
    let end = if y.is_some() || RELATIVE_YEARS.contains(&a.low(i + 3)) { i + 4 } else { i + 3 };
    Some((vec![part_found(i, end, 6, side, y)], end))
}

//! Days: `Sáng 17/2`, `ngày 24 tháng 5 năm 2023`, `từ 26 đến 28-10`, `ngày 5 và 6/12`.

use super::atoms::Atoms;
use super::point::{Found, Point};
use super::words::{is, is_holiday};
use crate::model::refused::Reason;

/// What stands before the digits says about them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Cue {
    /// Nothing: only a full date counts.
    None,
    /// A word that fits a date and a fraction alike.
    Weak,
    /// `ngày`, a part of the day, a clock time.
    Strong,
}

/// One side of an expression: `17/2/2023`, `17/2` or `17`.
struct Side {
    point: Point,
    next: usize,
    /// Whether digits or the word `tháng` divide day and month.
    sign: &'static str,
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
    let cue = if digits > i { prefix_cue(a, i) } else { cue_before(a, i) };
    let left = side(a, digits)?;
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

/// The atom behind `Sáng`, `ngày`, `rạng sáng ngày mùng`; `i` itself where there is none.
fn prefix(a: &Atoms, i: usize) -> usize {
    let mut at = i;
    if a.low(at) == "rạng" && is("part", a.low(at + 1)) {
        at += 1;
    }
    while is("part", a.low(at)) && at < i + 3 {
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
    if is("clock", word) || (word == "," && is("clock", a.before(i, 2))) {
        return Cue::Strong;
    }
    if word == "(" {
        let named = |back| matches!(a.before(i, back), "nay" | "qua" | "mai" | "kia" | "ngày" | "nhật");
        return if named(2) || (a.before(i, 3) == "thứ") { Cue::Strong } else { Cue::Weak };
    }
    // `tối qua 18/10`, `sáng nay 3/5`
    if matches!(word, "qua" | "nay") && (is("part", a.before(i, 2)) || a.before(i, 2) == "hôm") {
        return Cue::Strong;
    }
    if word == "," && (a.before(i, 2) == "ngày" || a.before(i, 2) == "nhật" || a.before(i, 3) == "thứ") {
        return Cue::Strong;
    }
    let opens = word.is_empty() || word == "\n" || (word == "-" && a.before(i, 2) == ")");
    if is("cue", word) || opens { Cue::Weak } else { Cue::None }
}

/// Reads `d`, `d/m`, `d-m-yyyy`, `d tháng m năm yyyy` at `i`.
fn side(a: &Atoms, i: usize) -> Option<Side> {
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
        "," if !is("noun", a.low(i + 2)) && !a.is_number(i + 2) => a.year(i + 1).map(|y| (y, i + 2)),
        _ => None,
    }
}

/// Two or more days: `26 đến 28-10`, `5 và 6/12`, `28/10 - 2/11/2023`, `(3/2/1930 - 3/2/2018)`.
fn span(a: &Atoms, first: usize, left: &Side, cue: Cue) -> Option<(Vec<Found>, usize)> {
    let listed = matches!(a.low(left.next), "," | "và" | ";" | "&");
    if listed { list(a, first, left, cue) } else { range(a, first, left, cue) }
}

fn range(a: &Atoms, first: usize, left: &Side, cue: Cue) -> Option<(Vec<Found>, usize)> {
    let joint = joint(a, left.next)?;
    let right = side(a, prefix(a, joint))?;
    let (l, r) = (left.point, right.point);
    let slash = a.low(left.next) == "/";
    if r.m.is_none() || (slash && (l.y.is_none() || r.y.is_none())) {
        return None;
    }
    let full = r.y.is_some();
    let bracketed = a.before(first, 1) == "(";
    let enough = full || cue == Cue::Strong || (cue == Cue::Weak && (bracketed || !counts(a, right.next)));
    if !enough || (cue == Cue::None && !full) {
        return None;
    }
    let from = Point { y: l.y, m: l.m.or(r.m), d: l.d };
    let found = |from, to, range: (usize, usize), rule| Found {
        first: range.0,
        last: range.1,
        from,
        to,
        quarter: false,
        rule,
    };
    if from.y.is_some() && r.y.is_some() && from.y != r.y && (from.m, from.d) == (r.m, r.d) {
        let one = found(from, None, (first, left.next), "day-jubilee");
        return Some((vec![one, found(r, None, (joint, right.next), "day-jubilee")], right.next));
    }
    if l.m.is_none() && l.d >= r.d {
        return None;
    }
    Some((vec![found(from, Some(r), (first, right.next), "day-range")], right.next))
}

/// Behind the word or sign that joins the ends of a range, `i` where it stands.
pub fn joint(a: &Atoms, i: usize) -> Option<usize> {
    match a.low(i) {
        "cho" if matches!(a.low(i + 1), "đến" | "tới") => joint(a, i + 1),
        "đến" | "tới" if a.low(i + 1) == "hết" => Some(i + 2),
        "đến" | "tới" | "-" | "/" => Some(i + 1),
        // `đêm 18 rạng sáng 19/11`
        "rạng" => Some(i),
        _ => None,
    }
}

/// `5 và 6/12`, `12 và 15/11`, `5, 6 và 7/12/2023`.
fn list(a: &Atoms, first: usize, left: &Side, cue: Cue) -> Option<(Vec<Found>, usize)> {
    if cue != Cue::Strong || left.point.m.is_some() {
        return None;
    }
    let mut sides = vec![(first, left.next, left.point)];
    let mut next = left.next;
    while matches!(a.low(next), "," | "và" | ";" | "&") && sides.len() < 8 {
        let begin = next + 1;
        let right = side(a, prefix(a, begin))?;
        let last = sides[sides.len() - 1].2;
        if right.point.d <= last.d {
            return None;
        }
        next = right.next;
        sides.push((begin, right.next, right.point));
        if right.point.m.is_some() {
            break;
        }
    }
    let end = sides[sides.len() - 1].2;
    end.m?;
    let found = |first, last, from, to, rule| Found { first, last, from, to, quarter: false, rule };
    let days: Vec<Point> = sides.iter().map(|s| Point { y: end.y, m: end.m, d: s.2.d }).collect();
    let consecutive = days.windows(2).all(|w| w[0].d.map(|d| d + 1) == w[1].d);
    let all = if consecutive {
        vec![found(first, next, days[0], Some(end), "day-list")]
    } else {
        sides.iter().zip(&days).map(|(s, p)| found(s.0, s.1, *p, None, "day-list")).collect()
    };
    Some((all, next))
}

fn single(a: &Atoms, first: usize, left: &Side, cue: Cue) -> Option<(Vec<Found>, usize)> {
    let Side { point, next, sign } = *left;
    // `trong 02 ngày 14 và 15/11` are days, `5 ngày 3/4` are not.
    let measured = a.low(first) == "ngày" && first > 0 && a.is_number(first - 1);
    let cue = if measured { Cue::None } else { cue };
    let right = match (point.y, point.m) {
        (Some(_), Some(_)) => {
            sign == "/" || sign == "tháng" || cue != Cue::None || is_plain_date(a, first, next)
        }
        (None, Some(_)) if sign == "tháng" => cue == Cue::Strong,
        (None, Some(_)) if cue == Cue::Strong => !(sign == "." && counts(a, next)),
        (None, Some(_)) if cue == Cue::Weak => sign == "/" && weak_fits(a, first, next),
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
        word if is("cue", word) => !counts(a, next),
        _ => a.low(next) == ",",
    }
}

/// Whether something counted follows, as behind a fraction.
fn counts(a: &Atoms, next: usize) -> bool {
    is("noun", a.low(next)) && !(a.low(next) == "năm" || a.low(next) == "ngày")
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
    let named = is("part", a.low(first)) && (a.low(first + 1) == "ngày");
    let plain =
        a.low(first) == "ngày" && !is("each", a.before(first, 1)) && a.get(first).is_some_and(|x| x.capital);
    follows && (named || plain) && a.low(next + 1) != "tháng"
}

/// Document numbers, lunar days, holidays, streets: digits of a date's form that are none.
fn is_trap(a: &Atoms, first: usize, next: usize, found: &[Found]) -> bool {
    let full = found.iter().all(|f| f.to.unwrap_or(f.from).y.is_some());
    let real = found.iter().all(|f| f.from.is_real() && f.to.is_none_or(Point::is_real));
    // `12/5/2022/QĐ-UBND`, `91/2017/NĐ-CP`
    let glued = matches!(a.low(next), "/" | "-")
        && !a.spaced(next + 1)
        && !a.spaced(next)
        && (a.is_word(next + 1) || a.is_number(next + 1));
    let bare = a.is_number(first);
    let number =
        bare && (is("document", a.before(first, 1)) || (a.before(first, 1) == "/" && !a.spaced(first)));
    let lunar = a.has(next, &["âm", "lịch"])
        || a.has(next, &["(", "âm"])
        || a.low(next) == "al"
        || (a.low(next) == "tết")
        || (!full && (a.before(first, 1) == "nhằm"))
        || (a.low(next) == "năm" && is("lunar-year", a.low(next + 1)));
    let trap = |yes, reason| a.refuses(yes, (first, next), reason, "day-trap");
    trap(!real, Reason::NoSuchDay)
        || trap(glued || number, Reason::DocumentNumber)
        || trap(lunar, Reason::Lunar)
        || trap(!full && is_holiday_name(a, first, found), Reason::Holiday)
        || (!full && bare && is("street", a.before(first, 1)))
}

/// `kỷ niệm ngày 27/7`, `chào mừng Ngày 20/11`: the name of the day, not a day of the report.
fn is_holiday_name(a: &Atoms, first: usize, found: &[Found]) -> bool {
    let [Found { from: Point { m: Some(m), d: Some(d), .. }, to: None, .. }] = found else { return false };
    if !is_holiday(*d, *m) || a.low(first) != "ngày" {
        return false;
    }
    let sentence_opens = matches!(a.before(first, 1), "" | "\n" | "." | "-" | ")" | "!" | "\"");
    let capital = a.get(first).is_some_and(|x| x.capital);
    is("celebrate", a.before(first, 1)) || (capital && !sentence_opens)
}

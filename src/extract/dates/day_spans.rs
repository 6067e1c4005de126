//! Two or more days in one expression.

use super::atoms::Atoms;
use super::days::{Cue, Side, counts, prefix, side};
use super::point::{Found, Point};

/// Two or more days: `26 đến 28-10`, `5 và 6/12`, `28/10 - 2/11/2023`, `(3/2/1930 - 3/2/2018)`.
pub(super) fn span(a: &Atoms, first: usize, left: &Side, cue: Cue) -> Option<(Vec<Found>, usize)> {
    if is_listed(a, left.next) { list(a, first, left, cue) } else { range(a, first, left, cue) }
}

/// Whether another day may follow at `i`, behind the first.
pub(super) fn goes_on(a: &Atoms, i: usize) -> bool {
    is_listed(a, i) || joint(a, i).is_some()
}

fn is_listed(a: &Atoms, i: usize) -> bool {
    matches!(a.low(i), "," | "và" | ";" | "&")
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
    while is_listed(a, next) && sides.len() < 8 {
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

/// The other day of `ngày 5/12 và 9/12`: digits that nothing but `và` introduces.
pub(super) fn second(a: &Atoms, next: usize, one: &Found) -> Option<Found> {
    let day = one.from.y.is_none() && one.from.m.is_some() && a.low(next) == "và" && a.is_number(next + 1);
    let other = side(a, next + 1).filter(|_| day)?;
    let later = other.point.m.is_some() && (other.point.m, other.point.d) > (one.from.m, one.from.d);
    let found = Found { first: next + 1, last: other.next, from: other.point, rule: "day-list", ..*one };
    (later && other.point.is_real() && !counts(a, other.next)).then_some(found)
}

//! The badge of the Party, told by years.

use super::Name;
use crate::extract::token::{Doc, Token};
use std::ops::Range;

/// Rule `award-party-badge`: `70 năm tuổi Đảng`, `Huy hiệu 60 năm`, `Huy hiệu 45, 40 và 30 năm`. Not `50 năm`
/// alone, nor years of which there is no badge.
pub(super) fn party_badge<'t>(doc: &Doc<'t>, i: usize, limit: usize) -> Option<(Name<'t>, usize)> {
    let badge = doc.has(i, &["huy", "hiệu"]);
    if !badge && !doc.tokens[i].is_number() {
        return None;
    }
    let at = if badge { i + 2 } else { i };
    let several = || years_in_one(doc, at, limit).or_else(|| years_between(doc, at, limit));
    // `203 đảng viên từ 30 đến 60 năm tuổi Đảng`, `30 đảng viên 50, 45 năm`
    let start = if !badge && i > 0 && doc.low(i - 1) == "từ" { i - 1 } else { i };
    if (badge || of_members(doc, start))
        && let Some(end) = several()
    {
        return Some((named(start..end, None), end));
    }
    let years = badge_number(doc, at).filter(|_| doc.tokens[at].text.len() == 2)?;
    let end = if doc.has(at + 1, &["năm", "tuổi", "đảng"]) {
        at + 4
    } else if doc.has(at + 1, &["tuổi", "đảng"]) {
        at + 3
    } else if (badge || of_members(doc, i) || before_members(doc, at + 2)) && doc.low(at + 1) == "năm" {
        at + 2
    } else {
        return None;
    };
    // `40 năm và 30 năm tuổi Đảng`: one number for several classes.
    let (end, several) = more_years(doc, end, limit);
    let end = end.min(limit);
    Some((named(i..end, (!several).then_some(years)), end))
}

fn named<'t>(tokens: Range<usize>, class: Option<&'t str>) -> Name<'t> {
    Name { class, recipient: Some("individual"), ..Name::new(tokens, "huy-hieu-dang") }
}

/// The years of which there are badges.
const BADGES: &[&str] = &["30", "35", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "90", "95"];

/// The number at token `i` if there is a badge for so many years: 30, 35, … 95.
pub(super) fn badge_number(doc: &Doc, i: usize) -> Option<&'static str> {
    let token = doc.tokens.get(i).filter(|t| t.is_number())?;
    let years: usize = token.text.parse().ok()?;
    BADGES.get(years.checked_sub(30)? / 5).copied().filter(|_| years.is_multiple_of(5))
}

/// `4 đảng viên 55 năm, 8 đảng viên 45 năm … tuổi Đảng`: years right behind members, in a sentence
/// that speaks of the badge.
fn of_members(doc: &Doc, i: usize) -> bool {
    let members = i >= 3
        && (doc.has(i - 2, &["đảng", "viên"]) || doc.has(i - 2, &["đồng", "chí"]))
        && doc.tokens[i - 3].is_number();
    members && doc.sentence_of(i).any(|k| doc.has(k, &["tuổi", "đảng"]) || doc.has(k, &["huy", "hiệu"]))
}

/// `Huy hiệu Đảng, gồm: 60 năm có 2 đồng chí; 55 năm: 4 đồng chí`: members counted behind the years that end at
/// token `i`, in a sentence that speaks of the badge.
fn before_members(doc: &Doc, i: usize) -> bool {
    let count = if matches!(doc.low(i), "có" | ":" | "cho" | "gồm") { i + 1 } else { i };
    let members = doc.tokens.get(count).is_some_and(Token::is_number)
        && (doc.has(count + 1, &["đồng", "chí"]) || doc.has(count + 1, &["đảng", "viên"]));
    members && doc.sentence_of(i).any(|k| doc.has(k, &["huy", "hiệu"]))
}

/// `Huy hiệu 45, 40 và 30 năm`: the end of several classes that share one `năm`.
fn years_in_one(doc: &Doc, at: usize, limit: usize) -> Option<usize> {
    badge_number(doc, at)?;
    let mut end = at + 1;
    while matches!(doc.low(end), "," | "và") && badge_number(doc, end + 1).is_some() {
        end += 2;
    }
    if end == at + 1 || doc.low(end) != "năm" {
        return None;
    }
    let tail = if doc.has(end + 1, &["tuổi", "đảng"]) { end + 3 } else { end + 1 };
    Some(tail.min(limit))
}

/// `Huy hiệu từ 30 đến 55 năm tuổi Đảng`: the end of all classes between two.
fn years_between(doc: &Doc, at: usize, limit: usize) -> Option<usize> {
    let first = if doc.low(at) == "từ" { at + 1 } else { at };
    badge_number(doc, first)?;
    let to = if doc.low(first + 1) == "năm" { first + 2 } else { first + 1 };
    badge_number(doc, to + 1).filter(|_| matches!(doc.low(to), "đến" | "-"))?;
    let year = if doc.low(to + 2) == "năm" { to + 3 } else { to + 2 };
    let end = if doc.has(year, &["tuổi", "đảng"]) { year + 2 } else { year };
    (end > to + 2).then_some(end.min(limit))
}

/// Passes over `, 40 năm và 30 năm tuổi Đảng` behind a badge: the end, and whether there is more.
fn more_years(doc: &Doc, end: usize, limit: usize) -> (usize, bool) {
    let mut end = end;
    let mut several = false;
    while matches!(doc.low(end), "," | "và") && end + 2 < limit {
        if badge_number(doc, end + 1).is_none() || doc.low(end + 2) != "năm" {
            break;
        }
        let tail = if doc.has(end + 3, &["tuổi", "đảng"]) { end + 5 } else { end + 3 };
        // `…, 50 năm tuổi Đảng có 8 đảng viên`: the next class has its own number.
        if matches!(doc.low(tail), "có" | "cho" | ":") {
            break;
        }
        (end, several) = (tail, true);
    }
    (end, several)
}

/// `50 năm` behind `Huy hiệu Đảng`.
pub(super) fn badge_years<'t>(doc: &Doc<'t>, end: usize, limit: usize) -> Option<(Option<&'t str>, usize)> {
    let number = doc.tokens.get(end).filter(|t| t.is_number() && t.text.len() == 2 && end + 1 < limit)?;
    (doc.low(end + 1) == "năm").then(|| (Some(number.text), end + 2))
}

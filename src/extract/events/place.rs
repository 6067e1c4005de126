//! Where the event was held.

use super::held::held_at;
use super::lead::Lead;
use crate::extract::marked::Marked;

/// How far from the start of the lead a place may stand that `tổ chức` does not follow.
const REACH: usize = 40;

/// The longest name of a place, in tokens.
const LONGEST: usize = 16;

/// First words of what one is at that is no place: `tại Kỳ thi …`, `tại hội nghị`.
const NO_PLACE: &[&[&str]] = &[
    &["kỳ"],
    &["cuộc"],
    &["lễ"],
    &["buổi"],
    &["phiên"],
    &["đại", "hội"],
    &["hội", "nghị"],
    &["hội", "thi"],
    &["hội", "thảo"],
    &["liên", "hoan"],
    &["giải"],
    &["chương", "trình"],
    &["quyết", "định"],
    &["nghị"],
    &["điều"],
];

/// `tại …` up to the comma, or up to token `organizer`, where the name of who held it begins.
pub fn of_lead(doc: &Marked, lead: &Lead, organizer: Option<usize>) -> Option<String> {
    let held = held_at(doc, &lead.tokens).unwrap_or(lead.tokens.end);
    let near = |i: usize| i < held || i < lead.tokens.start + REACH;
    let is_place = |i: usize| !NO_PLACE.iter().any(|words| doc.has(i, words));
    let at = lead.tokens.clone().find(|i| doc.low(*i) == "tại" && near(*i) && is_place(i + 1))?;
    let stop = |i: &usize| {
        matches!(doc.low(*i), "," | ";" | ":" | "(" | ".") && !is_point_inside(doc, *i)
            || Some(*i) == organizer
            || doc.has(*i, &["tổ", "chức"])
            || doc.has(*i, &["diễn", "ra"])
            || doc.has(*i, &["đã"])
    };
    let end = (at + 1..lead.tokens.end).find(stop).unwrap_or(lead.tokens.end);
    let named = end > at + 1 && end - at <= LONGEST && (at + 1..end).any(|i| doc.tokens[i].is_capital());
    named.then(|| doc.exported(at + 1..end).to_string())
}

/// The point of `TP. Biên Hòa`.
fn is_point_inside(doc: &Marked, i: usize) -> bool {
    doc.low(i) == "."
        && doc.tokens.get(i + 1).is_some_and(|t| t.is_capital() && t.sentence == doc.tokens[i].sentence)
}

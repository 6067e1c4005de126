//! Calendar expressions, by value: atoms → [`Found`] (what the text says) → [`Date`] (with the
//! parts that the text leaves out).

mod atoms;
mod day_spans;
mod days;
#[cfg(test)]
mod forms;
mod months;
mod point;
mod relative;
mod resolve;
#[cfg(test)]
mod tests;
mod traps;
mod words;
mod years;

use super::marked::Marked;
use crate::model::Date;
use crate::model::refused::Reason;
use atoms::Atoms;
pub(super) use atoms::{FIRST, is_birth_year};
use point::{Found, Point};
use words::Class;

/// All calendar expressions of the text in order, each occurrence with its own span. Missing parts
/// come from the publication date, else from the article's other dates; an expression whose year
/// nothing tells is left out.
pub fn find(doc: &Marked) -> Vec<Date> {
    let atoms = Atoms::new(doc);
    let today = doc.text.published.as_deref().and_then(Point::parse);
    let all = scan(&atoms, today);
    let resolver = resolve::Resolver::new(doc, &atoms, &all);
    let date = |found: &Found| {
        let filled = resolver.fill(found);
        atoms.refuses(filled.is_none(), (found.first, found.last), Reason::NoYear, found.rule);
        let (found, inferred) = filled?;
        date(doc, &atoms, &found, inferred)
    };
    all.iter().filter_map(date).collect()
}

fn scan(atoms: &Atoms, today: Option<Point>) -> Vec<Found> {
    let mut all = Vec::new();
    let mut behind = 0;
    for &i in atoms.begins() {
        if i < behind || counts(atoms, i) {
            continue;
        }
        if let Some((found, next)) = at(atoms, i, today) {
            all.extend(found);
            behind = next;
        }
    }
    all
}

/// The expressions that begin together at atom `i`, and the atom behind them.
fn at(atoms: &Atoms, i: usize, today: Option<Point>) -> Option<(Vec<Found>, usize)> {
    if !atoms.is_number(i) {
        if days::may_open(atoms, i) {
            return days::at(atoms, i).or_else(|| relative::at(atoms, i, today?));
        }
        return months::at(atoms, i).or_else(|| years::at(atoms, i));
    }
    // A day and a month have two digits at most, a year four.
    match atoms.low(i).len() {
        1 | 2 => days::at(atoms, i).or_else(|| months::at(atoms, i)),
        4 => days::at(atoms, i).or_else(|| years::at(atoms, i)),
        _ => None,
    }
}

/// Whether a number of two digits at most opens nothing: it stands before a word that joins no parts of
/// a date, as nearly all do.
fn counts(atoms: &Atoms, i: usize) -> bool {
    atoms.short(i).is_some() && atoms.is_word(i + 1) && !atoms.is(Class::Join, i + 1)
}

fn date(doc: &Marked, atoms: &Atoms, found: &Found, inferred: Vec<String>) -> Option<Date> {
    let start = atoms.start(found.first)?;
    let end = atoms.end(found.last.checked_sub(1)?)?;
    let (value, grain) = match found.to {
        Some(to) => {
            let grain = if found.quarter { "quarter" } else { "interval" };
            (found.from.iso() + "/" + &to.iso(), grain)
        }
        None if found.from.d.is_some() => (found.from.iso(), "day"),
        None if found.from.m.is_some() => (found.from.iso(), "month"),
        None => (found.from.iso(), "year"),
    };
    Some(Date {
        text: doc.slice(start, end).to_string(),
        value,
        grain: grain.to_string(),
        inferred: if found.rule == relative::RULE { relative::inferred() } else { inferred },
        start,
        end,
        rule: found.rule.to_string(),
    })
}

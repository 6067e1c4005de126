//! A sentence as the pieces that tie persons to positions: persons, positions, marks and words.

use super::position::{self, Position};
use crate::extract::person::{self, Call};
use crate::extract::token::Doc;
use std::ops::Range;

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub enum Item {
    /// A name, and the form of address before it.
    Person {
        /// Tokens of the name.
        name: Range<usize>,
        /// None for a bare name.
        call: Option<Call>,
        /// Whether the address speaks to several (`các đồng chí`).
        plural: bool,
    },
    /// A position.
    Position {
        /// What was read.
        position: Position,
        /// What stands before it says of how many it is said.
        number: Number,
    },
    /// `các đồng chí` with no name or position right behind it.
    Group,
    /// A rank or title with no name behind it: an element of a list of positions that is none.
    Title,
    /// Punctuation, a token.
    Mark(usize),
    /// Any other word or number, a token.
    Word(usize),
}

/// How many persons a position is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Nothing tells.
    One,
    /// `các Phó Chủ tịch`.
    Many,
    /// `02 Tổ trưởng`, `3 cá nhân là Tổ trưởng`.
    Counted,
}

/// Cuts the sentence `tokens` into items, which take the place of what `items` holds.
pub fn items(doc: &Doc, tokens: Range<usize>, items: &mut Vec<Item>) {
    items.clear();
    let (positions, calls) = (&*position::OPENERS, &*person::CALLS);
    let mut at = tokens.start;
    while at < tokens.end {
        let token = &doc.tokens[at];
        let may_open = token.is_capital() || positions.of(token) != 0 || calls.may_begin(token);
        at = if may_open {
            next(doc, at, tokens.start, items).min(tokens.end)
        } else {
            single(doc, at, items)
        };
    }
}

/// Whether the sentence `tokens` may name a person: in one that does not, there is nothing to cut.
pub fn may_name(doc: &Doc, tokens: Range<usize>) -> bool {
    let behind_mark = |i: usize| i > 0 && matches!(doc.low(i - 1), ":" | ";" | "|");
    let names =
        |i: usize| person::name_inside(doc, i).is_some() || behind_mark(i) && person::run(doc, i).len() > 1;
    let calls = &*person::CALLS;
    doc.tokens[tokens.clone()].iter().zip(tokens.start..).any(|(token, i)| {
        token.is_capital() && names(i) || calls.may_begin(token) && person::after_honorific(doc, i).is_some()
    })
}

/// Reads the item at token `at` into `items`: the token behind it.
fn next(doc: &Doc, at: usize, first: usize, items: &mut Vec<Item>) -> usize {
    // `Già làng A Hlốp`: of what is a position too the person bears it.
    let held = |call: Call| call == Call::Calling && position::head_at(doc, at).is_some();
    let call = person::call_at(doc, at).filter(|(_, call)| !is_inside_a_name(doc, at, first) && !held(*call));
    if let Some((behind, call)) = call {
        let plural = matches!(doc.low(at), "các" | "hai");
        if let Some(end) = person::called_name(doc, behind).filter(|_| same_sentence(doc, at, behind)) {
            items.push(Item::Person { name: behind..end, call: Some(call), plural });
            return end;
        }
        let office = call == Call::Office;
        if office
            && let Some(head) = position::head_at(doc, behind)
            && same_sentence(doc, at, behind)
        {
            return place_position(doc, (behind, head), first, plural, items);
        }
        match call {
            Call::Office if plural => items.push(Item::Group),
            Call::Rank | Call::Degree if position::head_at(doc, at).is_none() => items.push(Item::Title),
            // `ông A, công chứng viên, Trưởng Văn phòng …`: an occupation between commas.
            Call::Calling if stands_between_marks(doc, at, behind) => items.push(Item::Title),
            _ => return other(doc, at, first, items),
        }
        return behind;
    }
    other(doc, at, first, items)
}

/// What is no form of address.
fn other(doc: &Doc, at: usize, first: usize, items: &mut Vec<Item>) -> usize {
    if let Some(head) = position::head_at(doc, at) {
        return place_position(doc, (at, head), first, false, items);
    }
    if let Some(end) = person::name_at(doc, at).or_else(|| name_before_position(doc, at, first)) {
        items.push(Item::Person { name: at..end, call: None, plural: false });
        return end;
    }
    // `ông A, XYZ, Chủ tịch …`: a short form that no list has.
    if doc.tokens[at].is_upper() && stands_between_marks(doc, at, at + 1) {
        items.push(Item::Title);
        return at + 1;
    }
    single(doc, at, items)
}

/// Reads token `at` by itself.
fn single(doc: &Doc, at: usize, items: &mut Vec<Item>) -> usize {
    let token = &doc.tokens[at];
    items.push(if token.is_word() || token.is_number() { Item::Word(at) } else { Item::Mark(at) });
    at + 1
}

/// Whether `at..behind` stands behind a mark and before a comma.
fn stands_between_marks(doc: &Doc, at: usize, behind: usize) -> bool {
    at > 0 && matches!(doc.low(at - 1), "," | "-" | "|") && doc.low(behind) == ","
}

/// A name with a surname that no list has, known by its place: it opens an item of a list or fills a cell
/// of a row, and a position follows (`: Xoan Thị Lả - Phó Bí thư`, `| Xoan A Lả | Trạm trưởng |`).
fn name_before_position(doc: &Doc, at: usize, first: usize) -> Option<usize> {
    let cell = at > first && doc.low(at - 1) == "|";
    if at <= first || !(cell || matches!(doc.low(at - 1), ":" | ";")) {
        return None;
    }
    let ends = person::run(doc, at);
    let &end = ends.last()?;
    let fewest = if cell { 2 } else { 3 };
    let long_enough = (fewest..=5).contains(&ends.len());
    let mixed = (at..end).all(|i| !doc.tokens[i].is_upper());
    let other = position::opens_a_body(doc, at)
        || position::head_at(doc, at).is_some()
        || person::place_at(doc, at).max(person::locality_at(doc, at, 3)) >= end - at;
    let position = matches!(doc.low(end), "," | "-" | "(" | "|") && position::head_at(doc, end + 1).is_some();
    (long_enough && mixed && !other && position).then_some(end)
}

/// Reads the position that begins at token `at` with its `head` into `items`: the token behind it.
fn place_position(
    doc: &Doc,
    (at, head): (usize, (usize, bool)),
    first: usize,
    plural: bool,
    items: &mut Vec<Item>,
) -> usize {
    let position = position::position_at(doc, at, head);
    let number = if plural { Number::Many } else { number_before(doc, at, first) };
    let (name, end) = (position.name.clone(), position.tokens.end);
    items.push(Item::Position { position, number });
    match name {
        Some(name) => {
            items.push(Item::Person { name: name.clone(), call: None, plural: false });
            name.end
        }
        None => end,
    }
}

/// What the words before a position say of the number of its holders.
fn number_before(doc: &Doc, at: usize, first: usize) -> Number {
    let before = |back: usize| at.checked_sub(back).filter(|&i| i >= first);
    match before(1) {
        Some(i) if matches!(doc.low(i), "các" | "những") => Number::Many,
        Some(i) if doc.tokens[i].is_number() || matches!(doc.low(i), "hai" | "ba" | "bốn") => {
            Number::Counted
        }
        Some(i) if doc.low(i) == "là" => {
            let many = (2..6).filter_map(before).any(|j| doc.tokens[j].is_number() || doc.low(j) == "đều");
            if many { Number::Counted } else { Number::One }
        }
        _ => Number::One,
    }
}

/// Whether a word of address is a syllable of a name or of a longer word (`Thùy Anh`, `anh hùng`).
fn is_inside_a_name(doc: &Doc, at: usize, first: usize) -> bool {
    at > first && doc.is_capital(at) && {
        let prev = doc.tokens[at - 1];
        prev.is_capital()
            && !prev.is_upper()
            && doc.tokens[at].spaced
            && at - 1 > first
            && !matches!(person::call_at(doc, at), Some((_, Call::Rank | Call::Degree | Call::Office)))
    }
}

fn same_sentence(doc: &Doc, a: usize, b: usize) -> bool {
    doc.tokens.get(b).is_some_and(|t| t.block == doc.tokens[a].block)
}

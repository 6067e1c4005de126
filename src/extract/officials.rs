//! Persons with their positions: those who chair, attend, speak, hand over, and those who receive an
//! award and hold a position.
//!
//! A sentence is cut into [`items`] (persons, positions, marks, words); [`attach`] ties positions to
//! persons by what stands between them; [`merge`] makes one entry of all that the article says of
//! one person.

mod attach;
mod expand;
mod items;
mod merge;
pub mod position;

use super::lexicon::{Lexicon, Words};
use super::token::Doc;
use crate::model::refused::{Field, Reason};
use crate::model::{BlockKind, Official};
use attach::{Found, Seats};
use items::Item;
use merge::Met;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of a paragraph that speaks for the page and not of the event.
static IMPRINT: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(
        "chịu trách nhiệm\nbản quyền\ngiấy phép số\nissn\ntòa soạn:\ntổng biên tập:\ntrưởng ban biên tập:",
    )
});

/// Verbs by which someone gets an award that stands before the names.
static GIVES: LazyLock<Words> = LazyLock::new(|| {
    Words::new([
        "tặng",
        "trao",
        "khen",
        "phong",
        "thưởng",
        "công",
        "danh",
        "dương",
        "tôn",
        "biểu",
        "giải",
        "đoạt",
    ])
});

/// The officials of an article, in the order of their first mention.
pub fn find(doc: &Doc) -> Vec<Official> {
    let (mut met, mut items, mut seats) = (Vec::new(), Vec::new(), Seats::default());
    // The last paragraph asked, and whether it is an imprint: it may hold thousands of sentences.
    let mut imprint = (usize::MAX, false);
    for sentence in &doc.sentences {
        let (kind, block) = &doc.blocks[sentence.block];
        let subject = subject_of_life(doc, sentence.block);
        // Who asks what is refused is told of every name that is none.
        if subject.is_none() && !doc.trace.is_on() && !items::may_name(doc, sentence.tokens.clone()) {
            continue;
        }
        if imprint.0 != sentence.block {
            imprint = (sentence.block, block.clone().any(|i| IMPRINT.at(doc, i).is_some()));
        }
        if imprint.1 || block.is_empty() {
            refuse_staff(doc, sentence.tokens.clone());
            continue;
        }
        let listed = matches!(kind, BlockKind::Item | BlockKind::Row);
        items::items(doc, sentence.tokens.clone(), &mut items);
        if let Some(subject) = subject {
            items.splice(0..0, [subject, Item::Word(block.start)]);
        }
        if !items.iter().any(|item| matches!(item, Item::Person { .. })) {
            continue;
        }
        for found in attach::persons(doc, &items, &mut seats) {
            let past = stands_for_the_past(doc, &found);
            if doc.refuses(past, found.name.clone(), Field::Officials, Reason::Historical, "official-past") {
                continue;
            }
            let recipient = listed || receives(doc, &found);
            met.push(Met { found, recipient });
        }
    }
    merge::officials(doc, &met)
}

/// Refuses the persons of a paragraph that speaks for the page.
fn refuse_staff(doc: &Doc, sentence: Range<usize>) {
    if !doc.trace.is_on() || sentence.is_empty() {
        return;
    }
    let mut items = Vec::new();
    items::items(doc, sentence, &mut items);
    for found in attach::persons(doc, &items, &mut Seats::default()) {
        doc.refuse(found.name, Field::Officials, Reason::PageStaff, "official-imprint");
    }
}

/// The person whose life the paragraph `block` tells, as an obituary does: the paragraph opens with
/// `Sinh năm …`, and the one before it is a name alone.
fn subject_of_life(doc: &Doc, block: usize) -> Option<Item> {
    let tokens = &doc.blocks[block].1;
    if tokens.is_empty() || doc.low(tokens.start) != "sinh" {
        return None;
    }
    let above = &doc.blocks[block.checked_sub(1)?].1;
    let called = super::person::after_honorific(doc, above.start).filter(|c| c.end == above.end)?;
    Some(Item::Person { name: called.start..called.end, call: Some(called.call), plural: false })
}

/// Whether the name is that of a movement, a prize or a time (`tư tưởng Hồ Chí Minh`).
fn stands_for_the_past(doc: &Doc, found: &Found) -> bool {
    let Range { start, end } = found.name;
    (found.positions.is_empty() || doc.low(end - 1) == "minh")
        // What a name alone is read from is no place.
        && super::person::name_inside(doc, start) != Some(end)
        && super::person::place_at(doc, start) >= end - start
}

/// Whether the sentence tells that the person gets something: a verb of giving with `cho` or a colon
/// before the name, or `được tặng`, `nhận` right behind it.
fn receives(doc: &Doc, found: &Found) -> bool {
    let sentence = doc.sentence_of(found.name.start);
    let before = sentence.start..found.name.start;
    let gives = before.clone().find(|&i| GIVES.has_at(doc, i));
    let given = gives
        .is_some_and(|g| (g..found.name.start).any(|i| matches!(doc.low(i), "cho" | ":" | "là" | "gồm")));
    let behind = (found.name.end..sentence.end.min(found.name.end + 6))
        .any(|i| doc.low(i) == "nhận" || (doc.low(i) == "được" && GIVES.has_at(doc, i + 1)));
    given || behind || is_among_receivers(doc, found.name.end, sentence.end)
}

/// `Thượng úy A, Đại úy B, Thiếu úy C được Bộ Công an tặng …`: whether from token `i` on stand only more
/// names before `được` and a verb of giving.
fn is_among_receivers(doc: &Doc, i: usize, end: usize) -> bool {
    let names = |k: &usize| doc.is_capital(*k) || matches!(doc.low(*k), "," | "và" | "(" | ")" | "úy" | "tá");
    let Some(k) = (i..end.min(i + 40)).find(|k| !names(k)) else { return false };
    doc.low(k) == "được" && (k + 1..end.min(k + 12)).any(|g| GIVES.has_at(doc, g))
}

#[cfg(test)]
mod tests;

//! Awards with their counts.
//!
//! [`name`] finds the awards, [`recipients`] the recipients, [`authority`] who confers; [`clause`] is
//! the grammar that joins them in a sentence, [`table`] in a table; [`merge`] brings the statements
//! of one article together so that each award is counted once.

pub mod authority;
pub(super) mod begins;
pub mod clause;
pub mod draft;
pub mod listed;
pub mod merge;
pub mod name;
pub mod recipients;
pub mod scene;
pub mod table;
#[cfg(test)]
mod tests;

use super::marked::Marked;
use super::units::Mentions;
use crate::model::{Award, BlockKind};
use draft::Draft;
use listed::{Listing, follow};
use recipients::Reader;
use std::borrow::Cow;
use std::ops::Range;

/// The awards of an article, in reading order, each once.
pub fn find(doc: &Marked, mentions: &Mentions) -> Vec<Award> {
    let reader = Reader::new(doc, mentions);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut carry = clause::Carry::default();
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut listing: Option<Listing> = None;
    let mut sentence = 0;
    let behind = |sentence: usize, block: usize| {
        sentence + doc.sentences[sentence..].iter().take_while(|s| s.block == block).count()
    };
    for (block, (kind, tokens)) in doc.blocks.iter().enumerate() {
        if *kind == BlockKind::Row {
            rows.push(tokens.clone());
            sentence = behind(sentence, block);
            continue;
        }
        if !rows.is_empty() {
            table::read(&reader, &std::mem::take(&mut rows), listing.take(), &mut drafts);
        }
        let part = listing
            .as_mut()
            .filter(|_| !tokens.is_empty())
            .and_then(|list| list.read(&reader, *kind, tokens.clone()));
        if part == Some(true) {
            sentence = behind(sentence, block);
            continue;
        }
        if let Some(list) = listing.take_if(|_| part.is_none()) {
            list.settle(&mut drafts);
        }
        let goes_on = tokens.is_empty()
            || is_item(doc, *kind, tokens.start)
            || carry.open && is_labelled(doc, tokens.clone());
        if !goes_on {
            carry.open = false;
            carry.aimed = false;
        }
        let before = drafts.len();
        let mut last = before;
        while let Some(next) = doc.sentences.get(sentence).filter(|s| s.block == block) {
            if !follow::sentence(&reader, next.tokens.clone(), &mut drafts) {
                last = drafts.len();
                clause::read(&reader, next.tokens.clone(), &mut carry, &mut drafts);
                follow::within(&reader, next.tokens.clone(), &mut drafts[last..]);
            }
            sentence += 1;
        }
        let unfilled = carry.unfilled.take();
        if (unfilled.is_some() || drafts.len() > last) && !tokens.is_empty() {
            if let Some(list) = listing.take() {
                list.settle(&mut drafts);
            }
            listing = Listing::opened(&reader, tokens.clone(), unfilled, &drafts, last);
        }
        let weak = matches!(kind, BlockKind::Title | BlockKind::Caption | BlockKind::Heading);
        drafts[before..].iter_mut().for_each(|d| d.weak |= weak);
    }
    if !rows.is_empty() {
        table::read(&reader, &rows, listing.take(), &mut drafts);
    }
    if let Some(list) = listing {
        list.settle(&mut drafts);
    }
    scene::settle(doc, &mut drafts);
    clause::years::fill(doc, &mut drafts);
    merge::once(doc, drafts).into_iter().map(|d| award(doc, d)).collect()
}

/// Whether a paragraph is an item of a list that a heading with a colon opens.
fn is_item(doc: &Marked, kind: BlockKind, first: usize) -> bool {
    let numbered = doc.tokens[first].is_number() && matches!(doc.low(first + 1), "." | ")" | "/");
    kind == BlockKind::Item || is_bullet(doc.low(first)) || numbered
}

/// `Bằng khen: 4 tập thể;`: whether a paragraph begins with an award and a colon, as an item without a mark.
fn is_labelled(doc: &Marked, tokens: Range<usize>) -> bool {
    let colon = (tokens.start..tokens.end.min(tokens.start + 16)).find(|&k| doc.low(k) == ":");
    colon.is_some_and(|colon| {
        name::all(doc, tokens.start..colon).first().is_some_and(|n| n.first() == tokens.start)
    })
}

/// Whether a token marks an item of a list.
fn is_bullet(word: &str) -> bool {
    matches!(word, "-" | "+" | "•" | "*")
}

fn award(doc: &Marked, draft: Draft) -> Award {
    let span = doc.span(draft.tokens.clone());
    Award {
        award: draft.slug.to_string(),
        class: draft.class.map(str::to_string),
        authority: draft.authority.map(str::to_string),
        level: draft.level.map(str::to_string),
        recipient: draft.kind.map(str::to_string),
        count: draft.count,
        recipients: draft.names.into_iter().map(Cow::into_owned).collect(),
        status: if draft.proposed { "proposed" } else { "conferred" }.to_string(),
        years: draft.years.to_vec(),
        start: span.start,
        end: span.end,
        sentence: doc.sentence_text(draft.tokens.start).to_string(),
        rule: draft.rule.to_string(),
    }
}

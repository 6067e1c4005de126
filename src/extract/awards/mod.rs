//! Awards with their counts.
//!
//! [`name`] finds the awards, [`recipients`] the recipients, [`authority`] who confers; [`clause`] is
//! the grammar that joins them in a sentence, [`table`] in a table; [`merge`] brings the statements
//! of one article together so that each award is counted once.

pub mod authority;
pub mod clause;
pub mod draft;
pub mod merge;
pub mod name;
pub mod recipients;
pub mod table;
#[cfg(test)]
mod tests;

use super::token::Doc;
use super::units::Mentions;
use crate::model::{Award, BlockKind, Date};
use draft::Draft;
use recipients::Reader;
use std::ops::Range;

/// The awards of an article, in reading order, each once.
pub fn find(doc: &Doc, mentions: &Mentions, _dates: &[Date]) -> Vec<Award> {
    let reader = Reader::new(doc, mentions);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut carry = clause::Carry::default();
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut sentence = 0;
    for (block, (kind, tokens)) in doc.blocks.iter().enumerate() {
        if *kind == BlockKind::Row {
            rows.push(tokens.clone());
            while doc.sentences.get(sentence).is_some_and(|s| s.block == block) {
                sentence += 1;
            }
            continue;
        }
        if !rows.is_empty() {
            table::read(&reader, &std::mem::take(&mut rows), &mut drafts);
        }
        if !tokens.is_empty() && !is_item(doc, *kind, tokens.start) {
            carry.open = false;
        }
        let before = drafts.len();
        while let Some(next) = doc.sentences.get(sentence).filter(|s| s.block == block) {
            if !names_recipients(&reader, next.tokens.clone(), &mut drafts) {
                clause::read(&reader, next.tokens.clone(), &mut carry, &mut drafts);
            }
            sentence += 1;
        }
        let weak = matches!(kind, BlockKind::Title | BlockKind::Caption | BlockKind::Heading);
        drafts[before..].iter_mut().for_each(|d| d.weak |= weak);
    }
    if !rows.is_empty() {
        table::read(&reader, &rows, &mut drafts);
    }
    if drafts.iter().any(|d| d.slug == "giai") && is_lottery(doc) {
        drafts.retain(|d| d.slug != "giai");
    }
    if drafts.iter().any(|d| d.slug == "huy-chuong-the-thao") && is_festival(doc) {
        drafts.iter_mut().filter(|d| d.slug == "huy-chuong-the-thao").for_each(|d| d.slug = "giai");
    }
    merge::once(drafts).into_iter().map(|d| award(doc, d)).collect()
}

/// Whether a paragraph is an item of a list that a heading with a colon opens.
fn is_item(doc: &Doc, kind: BlockKind, first: usize) -> bool {
    let numbered = doc.tokens[first].is_number() && matches!(doc.low(first + 1), "." | ")" | "/");
    kind == BlockKind::Item || is_bullet(doc.low(first)) || numbered
}

/// Whether a token marks an item of a list.
fn is_bullet(word: &str) -> bool {
    matches!(word, "-" | "+" | "•" | "*")
}

/// Rule `award-names-follow`: `Các tập thể gồm: A; B; C.` names the recipients counted before.
fn names_recipients(reader: &Reader, sentence: Range<usize>, drafts: &mut [Draft]) -> bool {
    let doc = reader.doc;
    if !matches!(doc.low(sentence.start), "các" | "những" | "trong") {
        return false;
    }
    let limit = sentence.end.min(sentence.start + 14);
    let Some(at) = (sentence.start..limit).find(|&i| doc.low(i) == "gồm" || doc.low(i) == ":") else {
        return false;
    };
    let Some((_, kind)) = (sentence.start..at).find_map(|i| reader.noun_at(i)) else { return false };
    if (sentence.start..at).any(|i| reader.doc.tokens[i].is_number()) {
        return false;
    }
    let first = if doc.low(at + 1) == ":" { at + 2 } else { at + 1 };
    let target = drafts
        .iter_mut()
        .rev()
        .find(|d| d.kind == Some(kind) && d.names.is_empty() && d.count.is_some_and(|c| c > 1));
    let Some(draft) = target else { return false };
    let (names, _) = reader.names(first, sentence.end, draft.count.unwrap_or(0), Some(kind));
    draft.names = names;
    !draft.names.is_empty()
}

/// A draw of customers gives prizes that commend nobody.
fn is_lottery(doc: &Doc) -> bool {
    let words: [&[&str]; 4] = [
        &["quay", "số", "mở", "thưởng"],
        &["trúng", "thưởng"],
        &["mã", "dự", "thưởng"],
        &["quay", "số", "trúng"],
    ];
    (0..doc.tokens.len()).filter(|&i| words.iter().any(|w| doc.has(i, w))).count() >= 2
}

/// Medals of an arts festival are prizes and no sport.
fn is_festival(doc: &Doc) -> bool {
    let arts = |i: usize| {
        doc.has(i, &["liên", "hoan"])
            || doc.has(i, &["hội", "diễn"])
            || doc.has(i, &["tiết", "mục"])
            || doc.has(i, &["nghệ", "thuật"])
    };
    let sport = |i: usize| {
        doc.has(i, &["thể", "thao"])
            || doc.has(i, &["vận", "động", "viên"])
            || doc.has(i, &["môn"])
            || doc.has(i, &["vđv"])
    };
    let count = |test: &dyn Fn(usize) -> bool| (0..doc.tokens.len()).filter(|&i| test(i)).count();
    count(&arts) > count(&sport)
}

fn award(doc: &Doc, draft: Draft) -> Award {
    let span = doc.span(draft.tokens.clone());
    Award {
        award: draft.slug.to_string(),
        class: draft.class,
        authority: draft.authority,
        level: draft.level.map(str::to_string),
        recipient: draft.kind.map(str::to_string),
        count: draft.count,
        recipients: draft.names,
        status: if draft.proposed { "proposed" } else { "conferred" }.to_string(),
        years: draft.years,
        start: span.start,
        end: span.end,
        sentence: doc.sentence_text(draft.tokens.start).to_string(),
        rule: draft.rule.to_string(),
    }
}

//! The time in which the text sets what it tells: by the words that open a sentence, go on through
//! its paragraph and through the items of a list.

use super::super::super::is_item;
use super::said::{self, Said, is_marked};
use super::{MARKS, event};
use crate::extract::token::Doc;
use crate::model::BlockKind;
use std::ops::Range;

/// Sentences of a paragraph, and items of a list, over which a time goes on; a hostile text has thousands.
const REACH: usize = 200;

/// Words before the time at the head of a sentence.
const OPENING: usize = 3;

/// When something is told to have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    /// In these years.
    Years(Vec<u16>),
    /// At the event of the report, or the text does not say.
    Event,
    /// At another time.
    Other,
}

/// The time of what stands at token `at`.
pub(super) fn of(doc: &Doc, at: usize) -> Frame {
    let sentence = doc.tokens[at].sentence as usize;
    let block = doc.sentences[sentence].block;
    if let Some(frame) = last(doc, doc.sentences[sentence].tokens.start..at, false) {
        return frame;
    }
    let before = doc.sentences[..sentence].iter().rev().take(REACH).take_while(|s| s.block == block);
    let above = heading(doc, block).or_else(|| told_on(doc, block));
    let is_list = above.is_some_and(|b| last_word(doc, b) == ":");
    let heads = doc.sentences[..sentence].iter().rev().take(REACH).filter(|s| Some(s.block) == above);
    before
        .map(|s| (s, false))
        .chain(heads.map(|s| (s, is_list)))
        .find_map(|(s, heads)| last(doc, s.tokens.clone(), heads))
        .unwrap_or(Frame::Event)
}

/// The paragraph with a colon under which `block` is an item.
fn heading(doc: &Doc, block: usize) -> Option<usize> {
    let mut at = block;
    while at > block.saturating_sub(REACH) {
        let (kind, tokens) = &doc.blocks[at];
        let listed = matches!(kind, BlockKind::Row | BlockKind::Caption)
            || tokens.is_empty()
            || is_item(doc, *kind, tokens.start)
            || matches!(last_word(doc, at - 1), ":" | ";");
        if !listed {
            return None;
        }
        at -= 1;
        if last_word(doc, at) == ":" {
            return Some(at);
        }
    }
    None
}

/// The paragraph that `block` goes on with: `Cùng với đó, …`.
fn told_on(doc: &Doc, block: usize) -> Option<usize> {
    let first = doc.blocks[block].1.start;
    let told = |b: &usize| !matches!(doc.blocks[*b].0, BlockKind::Caption | BlockKind::Row);
    (0..block).rev().find(told).filter(|_| is_marked(doc, first, "on"))
}

fn last_word<'t>(doc: &Doc<'t>, block: usize) -> &'t str {
    doc.blocks[block].1.clone().last().map_or("", |t| doc.low(t))
}

/// The last time that the words of `tokens` set; in a heading a year need not stand apart.
fn last(doc: &Doc, tokens: Range<usize>, heads: bool) -> Option<Frame> {
    let mut frame = None;
    let mut i = tokens.start;
    while i < tokens.end {
        if let Some(said) = said::at(doc, i).filter(|said| said.end <= tokens.end) {
            let governs = heads || opens_list(doc, said.end);
            if is_apart(doc, i) || governs && !is_of_meeting(doc, i) {
                frame = Some(Frame::Years(said.years));
            }
            i = said.end;
        } else if let Some((set, len)) = set_by_word(doc, i) {
            frame = Some(set);
            i += len;
        } else {
            i += 1;
        }
    }
    frame
}

/// The time set by a word of the list or by `5 năm qua`, `Trong 5 năm, …`, and the number of tokens.
fn set_by_word(doc: &Doc, i: usize) -> Option<(Frame, usize)> {
    let within = || doc.low(i.saturating_sub(1)) == "trong" && doc.low(i + 2) == ",";
    let counted = doc.tokens[i].is_number() && doc.low(i + 1) == "năm";
    if counted && (doc.low(i + 2) == "qua" || within()) {
        let n = doc.tokens[i].text.parse().ok();
        return Some((period_before(doc, i, n), 3));
    }
    let hit = MARKS.at(doc, i)?;
    let frame = match hit.row.value(0) {
        "event" => Frame::Event,
        "other" => Frame::Other,
        "year" if !doc.tokens.get(i + hit.len).is_some_and(|t| t.is_number()) => year_before(doc, i),
        "period" => period_before(doc, i, None),
        _ => return None,
    };
    Some((frame, hit.len))
}

/// Whether years at token `i` stand apart as the time of what is told, not within a name or a reason.
fn is_apart(doc: &Doc, i: usize) -> bool {
    let first = doc.sentence_of(i).start;
    // `Nhìn lại năm 2025, xã …`
    let opens = || i <= first + OPENING && said::at(doc, i).is_some_and(|said| doc.low(said.end) == ",");
    i == first
        || matches!(
            doc.low(i - 1),
            "," | ":" | ";" | "-" | "+" | "*" | "•" | ")" | "trong" | "vào" | "riêng" | "đầu" | "cuối"
        )
        || opens()
}

/// `tặng thưởng các tập thể tiêu biểu năm 2021, gồm …`: the year holds for the list that token `i` opens.
fn opens_list(doc: &Doc, i: usize) -> bool {
    matches!(doc.low(i), "gồm" | ":") || doc.low(i) == "," && doc.low(i + 1) == "gồm"
}

/// Whether the year at token `i` is that of a meeting: `tổng kết công tác năm 2022`.
fn is_of_meeting(doc: &Doc, i: usize) -> bool {
    let first = doc.sentence_of(i).start;
    (i.saturating_sub(8).max(first)..i).any(|k| is_marked(doc, k, "review"))
}

/// The year that `trong năm` at token `i` means: the last that the text set apart, else that reviewed.
fn year_before(doc: &Doc, i: usize) -> Frame {
    let single = |said: &Said| !said.period && said.years.len() <= 2;
    let apart = sentences_before(doc, i)
        .flat_map(|s| said::within(doc, s).filter(|(at, said)| single(said) && is_apart(doc, *at)).last())
        .next();
    let year = apart.map(|(_, said)| said.years).or_else(|| event::reviewed(doc, i));
    year.map_or(Frame::Other, Frame::Years)
}

/// The period that `giai đoạn này`, `5 năm qua` at token `i` means; `n` years long where it is counted.
fn period_before(doc: &Doc, i: usize, n: Option<usize>) -> Frame {
    let fits = |said: &Said| said.period && n.is_none_or(|n| (n..=n + 1).contains(&said.years.len()));
    let found = sentences_before(doc, i)
        .flat_map(|s| said::within(doc, s).filter(|(_, said)| fits(said)).last())
        .next();
    found.map_or(Frame::Other, |(_, said)| Frame::Years(said.years))
}

/// What stands before token `i`, sentence by sentence, the nearest first.
fn sentences_before<'a>(doc: &'a Doc, i: usize) -> impl Iterator<Item = Range<usize>> + 'a {
    let own = doc.tokens[i].sentence as usize;
    let before = doc.sentences[..own].iter().rev().take(REACH).map(|s| s.tokens.clone());
    std::iter::once(doc.sentences[own].tokens.start..i).chain(before)
}

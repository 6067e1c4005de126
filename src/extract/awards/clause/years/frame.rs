//! The time in which the text sets what it tells: by the words that open a sentence, go on through
//! its paragraph and through the items of a list.

use super::super::super::{begins, is_item};
use super::said::{self, is_marked};
use super::set::{Frame, REACH, is_apart, is_of_meeting, set_by_date, set_by_word};
use crate::extract::marked::{DIGITS, Marked};
use crate::model::BlockKind;
use std::cell::OnceCell;
use std::ops::Range;

/// Headings, one above the other, under which an item may stand.
const LEVELS: usize = 5;

/// How far before its year a selection stands.
const SELECTED: usize = 8;

/// Paragraphs over which `Với kết quả trên` looks back.
const TOLD_ON: usize = 3;

/// A time, and the token behind the words that set it.
type Set = (usize, Frame);

/// The times that the sentences of a text set, each sentence read once: many awards ask of it.
pub(super) struct Frames {
    /// By sentence, and whether it is read as a heading; once asked.
    read: Vec<[OnceCell<Vec<Set>>; 2]>,
    /// The sentence asked for last of which another must tell the time, and that time.
    told: Option<(usize, Frame)>,
}

impl Frames {
    /// Nothing asked yet.
    pub(super) fn new(doc: &Marked) -> Self {
        Frames { read: vec![[const { OnceCell::new() }; 2]; doc.sentences.len()], told: None }
    }

    /// The last time that the sentence which holds `tokens` sets before their end.
    fn last(&self, doc: &Marked, tokens: &Range<usize>, heads: bool) -> Option<Frame> {
        let sentence = doc.tokens.get(tokens.start)?.sentence;
        let whole = doc.sentences[sentence as usize].tokens.clone();
        let sets = self.read[sentence as usize][usize::from(heads)].get_or_init(|| sets(doc, whole, heads));
        let before = sets.partition_point(|(end, _)| *end <= tokens.end);
        before.checked_sub(1).map(|last| sets[last].1.clone())
    }
}

/// The time of what stands at token `at`.
pub(super) fn of(doc: &Marked, at: usize, frames: &mut Frames) -> Frame {
    let sentence = doc.tokens[at].sentence as usize;
    if let Some(frame) = frames.last(doc, &(doc.sentences[sentence].tokens.start..at), false) {
        return frame;
    }
    // Most awards stand beside another of their sentence.
    match &frames.told {
        Some((known, frame)) if *known == sentence => frame.clone(),
        _ => frames.told.insert((sentence, told_before(doc, sentence, frames))).1.clone(),
    }
}

/// The time that what stands before `sentence` sets for it.
fn told_before(doc: &Marked, sentence: usize, frames: &Frames) -> Frame {
    let block = doc.sentences[sentence].block;
    // A heading may itself be an item: `Kết quả năm 2012:`, `* Chủ tịch nước:`, `- Bằng khen: …`.
    let headings: Vec<usize> =
        std::iter::successors(heading(doc, block), |b| heading(doc, *b)).take(LEVELS).collect();
    let on = told_on(doc, headings.last().copied().unwrap_or(block));
    let before = doc.sentences[..sentence].iter().rev().take(REACH);
    let of_block = |wanted: usize| {
        before.clone().skip_while(move |s| s.block > wanted).take_while(move |s| s.block == wanted)
    };
    let heads = headings.into_iter().flat_map(of_block).map(|s| (s, true));
    of_block(block)
        .map(|s| (s, false))
        .chain(heads)
        .chain(on.flat_map(of_block).map(|s| (s, false)))
        .find_map(|(s, heads)| frames.last(doc, &s.tokens, heads))
        .unwrap_or(Frame::Event)
}

/// The paragraph with a colon under which `block` is an item.
fn heading(doc: &Marked, block: usize) -> Option<usize> {
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

/// The paragraphs that `block` goes on with, the nearest first: `Cùng với đó, …`, `Với kết quả trên, …`.
fn told_on<'a>(doc: &'a Marked<'_, '_>, block: usize) -> impl Iterator<Item = usize> + 'a {
    let first = doc.blocks[block].1.start;
    let goes_on = !doc.blocks[block].1.is_empty() && is_marked(doc, first, "on");
    let told = |b: &usize| !matches!(doc.blocks[*b].0, BlockKind::Caption | BlockKind::Row);
    (0..block).rev().filter(told).take(if goes_on { TOLD_ON } else { 0 })
}

fn last_word<'t>(doc: &Marked<'_, 't>, block: usize) -> &'t str {
    doc.blocks[block].1.clone().last().map_or("", |t| doc.low(t))
}

/// The times that the words of `tokens` set, in their order; in a heading a year need not stand apart.
fn sets(doc: &Marked, tokens: Range<usize>, heads: bool) -> Vec<Set> {
    let mut found = Vec::new();
    let mut i = tokens.start;
    while let Some(next) = doc.each(i..tokens.end, begins::YEARS | begins::TIME | DIGITS).next() {
        i = next;
        // Of the numbers only those of years set a time: `5 năm qua`.
        let set = doc.may(i, begins::YEARS | begins::TIME) || doc.low(i + 1) == "năm";
        if !set {
            i += 1;
        } else if let Some(said) = said::at(doc, i).filter(|said| said.end <= tokens.end) {
            let governs = heads || opens_list(doc, said.end) || is_selected(doc, i);
            if is_apart(doc, i) || governs && !is_of_meeting(doc, i) {
                found.push((said.end, Frame::Years(said.years)));
            }
            i = said.end;
        } else if let Some(set) = set_by_date(doc, i) {
            found.push((i + 1, set));
            i += 1;
        } else if let Some((set, len)) = set_by_word(doc, i) {
            found.push((i + 1, set));
            i += len;
        } else {
            i += 1;
        }
    }
    found
}

/// `họp xét khen thưởng thành tích năm 2025`
fn is_selected(doc: &Marked, i: usize) -> bool {
    let near = || i.saturating_sub(SELECTED).max(doc.sentence_of(i).start)..i;
    near().any(|k| doc.low(k) == "xét") && near().any(|k| is_marked(doc, k, "praise"))
}

/// `tặng thưởng các tập thể tiêu biểu năm 2021, gồm …`: the year holds for the list that token `i` opens.
fn opens_list(doc: &Marked, i: usize) -> bool {
    matches!(doc.low(i), "gồm" | ":") || doc.low(i) == "," && doc.low(i + 1) == "gồm"
}

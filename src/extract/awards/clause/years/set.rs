//! The words that set a time, and what `trong năm`, `5 năm qua` mean.

use super::super::super::draft::Merit;
use super::said::{self, Said, is_marked};
use super::{MARKS, event};
use crate::extract::marked::Marked;
use std::ops::Range;

/// Sentences of a paragraph, and items of a list, over which a time goes on; a hostile text has thousands.
pub(super) const REACH: usize = 200;

/// The longest prefix of an agency, in tokens.
const PREFIX: usize = 6;

/// Words before the time at the head of a sentence.
const OPENING: usize = 3;

/// When something is told to have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    /// In these years.
    Years(Merit),
    /// At the event of the report, or the text does not say.
    Event,
    /// At another time.
    Other,
}

/// Whether years at token `i` stand apart as the time of what is told, not within a name or a reason.
pub(super) fn is_apart(doc: &Marked, i: usize) -> bool {
    let first = doc.sentence_of(i).start;
    // `Nhìn lại năm 2025, xã …`
    let opens = || i <= first + OPENING && said::at(doc, i).is_some_and(|said| doc.low(said.end) == ",");
    // `(ABO) Năm 2023, …`, not `nông thôn mới (NTM) năm 2021`
    let prefixed = || doc.low(i - 1) == ")" && doc.low(first) == "(" && i <= first + PREFIX;
    // `Qua 5 năm (2018-2022), …`
    let bracketed = || {
        let ends = || said::at(doc, i).is_some_and(|said| doc.low(said.end) == ",");
        doc.low(i) == "(" && ends() && !is_of_meeting(doc, i)
    };
    i == first
        || bracketed()
        || matches!(
            doc.low(i - 1),
            "," | ":" | ";" | "-" | "+" | "*" | "•" | "trong" | "vào" | "riêng" | "đầu" | "cuối"
        )
        || prefixed()
        || opens()
}

/// Whether the year at token `i` is that of a meeting: `tổng kết công tác năm 2022`.
pub(super) fn is_of_meeting(doc: &Marked, i: usize) -> bool {
    let first = doc.sentence_of(i).start;
    (i.saturating_sub(8).max(first)..i).any(|k| is_marked(doc, k, "review"))
}

/// The time that a part of a year (`Quý I/2023, …`) or a day sets at the head of a sentence: not the year
/// of the paragraph. Its first words are those of [`TIME`](super::super::super::begins::TIME).
pub(super) fn set_by_date(doc: &Marked, i: usize) -> Option<Frame> {
    if i != doc.sentence_of(i).start {
        return None;
    }
    let numbered = doc.tokens.get(i + 1).is_some_and(|t| t.is_number());
    match doc.low(i) {
        "quý" if numbered || doc.low(i + 1).chars().all(|c| matches!(c, 'i' | 'v')) => Some(Frame::Other),
        "tháng" if numbered => Some(Frame::Other),
        "ngày" | "sáng" | "chiều" | "tối" if numbered || doc.low(i + 1) == "ngày" => {
            Some(Frame::Event)
        }
        _ => None,
    }
}

/// The time set by a word of the list or by `5 năm qua`, `Trong 5 năm, …`, and the number of tokens.
pub(super) fn set_by_word(doc: &Marked, i: usize) -> Option<(Frame, usize)> {
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

/// The year that `trong năm` at token `i` means: the last that the text set apart, else that reviewed.
fn year_before(doc: &Marked, i: usize) -> Frame {
    let single = |said: &Said| !said.period && said.years.len() <= 2;
    let apart = sentences_before(doc, i)
        .flat_map(|s| said::within(doc, s).filter(|(at, said)| single(said) && is_apart(doc, *at)).last())
        .next();
    let year = apart.map(|(_, said)| said.years).or_else(|| event::reviewed(doc, i));
    year.map_or(Frame::Other, Frame::Years)
}

/// The period that `giai đoạn này`, `5 năm qua` at token `i` means; `n` years long where it is counted.
fn period_before(doc: &Marked, i: usize, n: Option<usize>) -> Frame {
    let fits = |said: &Said| said.period && n.is_none_or(|n| (n..=n + 1).contains(&said.years.len()));
    let found = sentences_before(doc, i)
        .flat_map(|s| said::within(doc, s).filter(|(_, said)| fits(said)).last())
        .next();
    found.map_or(Frame::Other, |(_, said)| Frame::Years(said.years))
}

/// What stands before token `i`, sentence by sentence, the nearest first.
fn sentences_before<'a>(doc: &'a Marked, i: usize) -> impl Iterator<Item = Range<usize>> + 'a {
    let own = doc.tokens[i].sentence as usize;
    let before = doc.sentences[..own].iter().rev().take(REACH).map(|s| s.tokens.clone());
    std::iter::once(doc.sentences[own].tokens.start..i).chain(before)
}

//! The lead: the sentence that tells the event, and its day.

use super::cues::{Cue, cues};
use super::held::held_at;
use crate::extract::awards::clause::years::tells_of_another;
use crate::extract::marked::Marked;
use crate::extract::token::Sentence;
use crate::model::{BlockKind, Date};
use std::ops::Range;

/// The lead stands among the first paragraphs.
const LEAD_BLOCKS: usize = 8;

/// The sentence that tells the event.
pub struct Lead<'d> {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its day.
    pub date: Option<&'d Date>,
}

/// The tokens of the title, empty where the text has none.
pub fn title_tokens(doc: &Marked) -> Range<usize> {
    if let Some((_, tokens)) = doc.blocks.first().filter(|(kind, _)| *kind == BlockKind::Title) {
        return tokens.clone();
    }
    let Some(title) = &doc.text.title else { return 0..0 };
    let first = doc.blocks.first().map_or(0..0, |(_, tokens)| tokens.clone());
    if !first.is_empty() && doc.exported(first.clone()) == title { first } else { 0..0 }
}

/// The lead of the article; where its first paragraphs have none, that of what passes for captions.
pub fn lead<'d>(doc: &Marked, dates: &'d [Date], title: &[Cue]) -> Option<Lead<'d>> {
    let skipped = usize::from(!title_tokens(doc).is_empty());
    let told = |kinds: &[BlockKind]| -> Vec<usize> {
        let of_kind = |b: &usize| kinds.contains(&doc.blocks[*b].0);
        (skipped..doc.blocks.len()).filter(of_kind).take(LEAD_BLOCKS).collect()
    };
    lead_in(doc, dates, title, &told(&[BlockKind::Paragraph, BlockKind::Heading, BlockKind::Item]))
        .or_else(|| lead_in(doc, dates, title, &told(&[BlockKind::Caption])).filter(|l| l.date.is_some()))
}

/// Among the paragraphs `blocks`, the first sentence that gives a day and an event; else the first
/// that says what was held.
pub fn lead_in<'d>(doc: &Marked, dates: &'d [Date], title: &[Cue], blocks: &[usize]) -> Option<Lead<'d>> {
    let all = || {
        let (first, last) = (blocks.first().copied().unwrap_or(1), blocks.last().copied().unwrap_or(0));
        let from = doc.sentences.partition_point(|s| s.block < first);
        let within = |s: &&Sentence| blocks.binary_search(&s.block).is_ok() && !s.tokens.is_empty();
        let near = doc.sentences[from..].iter().take_while(move |s| s.block <= last);
        near.filter(within).map(|s| s.tokens.clone())
    };
    // `Trước đó, ngày 29/2, …`: another time than the event's.
    let sentences = || all().filter(|t| !tells_of_another(doc, t.start));
    let published = doc.text.published.as_deref();
    // `UBND huyện vừa sơ kết …` is told without a verb of holding.
    let just_done = |t: &Range<usize>| {
        // `đã tiến hành hội nghị tổng kết`, `vừa long trọng mở hội nghị …`
        let done = |c: &Cue| {
            let mut near = c.tokens.start.saturating_sub(4).max(t.start)..c.tokens.start;
            near.any(|i| {
                let next = |words: &[&str]| doc.has(i + 1, words);
                let held = next(&["tiến", "hành"]) || next(&["mở"]) || next(&["long", "trọng"]);
                matches!(doc.low(i), "vừa" | "đã") && (i + 1 == c.tokens.start || held)
            })
        };
        cues(doc, t.clone(), false).iter().any(|c| c.kind != "award" && done(c))
    };
    let undated = || {
        sentences()
            .find(|t| held_at(doc, t).is_some() && !cues(doc, t.clone(), false).is_empty())
            .or_else(|| sentences().take(3).find(just_done))
    };
    for tokens in sentences() {
        let Some(date) = day_in(doc, dates, &tokens).filter(|d| is_near(d, published)) else { continue };
        let told = cues(doc, tokens.clone(), false);
        // `… vừa tổ chức lễ đón nhận …. Buổi lễ diễn ra ngày 10/5.`: only the day stands here.
        let only_day =
            told.iter().all(|c| c.kind == "meeting") && tokens.clone().any(|i| doc.has(i, &["diễn", "ra"]));
        if only_day && let Some(first) = undated().filter(|t| t.start < tokens.start) {
            return Some(Lead { tokens: first, date: Some(date) });
        }
        if !told.is_empty() || held_at(doc, &tokens).is_some() {
            return Some(Lead { tokens, date: Some(date) });
        }
    }
    if let Some(tokens) = undated() {
        return Some(Lead { tokens, date: None });
    }
    // Only the title tells the event: the first sentence that gives a day gives its day, unless the day is
    // another's.
    if title.is_empty() {
        return None;
    }
    let dated = |tokens: Range<usize>| {
        let date = day_in(doc, dates, &tokens).filter(|d| is_near(d, published))?;
        Some(Lead { tokens, date: Some(date) })
    };
    sentences().find_map(dated).or_else(|| Some(Lead { date: None, ..all().find_map(dated)? }))
}

/// The lead, and the sentences among the first paragraphs that tell the same day's event again, as
/// a summary and the first paragraph do.
pub fn lead_and_repeats(doc: &Marked, dates: &[Date], lead: &Lead) -> Vec<Range<usize>> {
    let mut all = vec![lead.tokens.clone()];
    let Some(date) = lead.date else { return all };
    let behind = doc.sentences.iter().filter(|s| s.block < LEAD_BLOCKS && s.tokens.start >= lead.tokens.end);
    let again = behind.map(|s| s.tokens.clone()).filter(|tokens| {
        held_at(doc, tokens).is_some() && day_in(doc, dates, tokens).is_some_and(|d| d.value == date.value)
    });
    all.extend(again);
    all
}

/// The first day (or span of days) of the sentence that is no document's.
pub fn day_in<'d>(doc: &Marked, dates: &'d [Date], tokens: &Range<usize>) -> Option<&'d Date> {
    let span = doc.span(tokens.clone());
    let is_day = |d: &&Date| d.start >= span.start && d.end <= span.end && d.value.len() % 11 == 10;
    let near = &dates[dates.partition_point(|d| d.start < span.start)..];
    let near = near.iter().take_while(|d| d.start < span.end);
    near.filter(is_day)
        .find(|d| d.rule != "day-jubilee" && !is_of_document(doc, tokens, d) && !is_round(doc, tokens, d))
}

/// `trao Huy hiệu Đảng đợt 3/2/2021`: the round of the award has its day, not what is told.
fn is_round(doc: &Marked, tokens: &Range<usize>, date: &Date) -> bool {
    let at = tokens.clone().find(|i| doc.tokens[*i].char_start >= date.start).unwrap_or(tokens.start);
    let back = |n: usize| at.checked_sub(n).filter(|i| *i >= tokens.start).map_or("", |i| doc.low(i));
    back(1) == "đợt" || (back(1) == "ngày" && back(2) == "đợt") || doc.low(at) == "đợt"
}

/// `Quyết định số 31/QĐ-UBND ngày 14/01/2022`, `có hiệu lực từ ngày …`, `trước ngày …`.
fn is_of_document(doc: &Marked, tokens: &Range<usize>, date: &Date) -> bool {
    let at = tokens.clone().find(|i| doc.tokens[*i].char_start >= date.start).unwrap_or(tokens.start);
    // `Thực hiện Kế hoạch số 15-KH/HU, chiều 8/7, Huyện ủy …`: a part of the day, or set apart on both sides.
    let end = tokens.clone().find(|i| doc.tokens[*i].char_start >= date.end).unwrap_or(tokens.end);
    let apart = at > tokens.start && doc.low(at - 1) == "," && doc.low(end) == ",";
    if apart || matches!(doc.low(at), "sáng" | "trưa" | "chiều" | "tối") {
        return false;
    }
    let mut near = at.saturating_sub(9).max(tokens.start)..at;
    let act = near.any(|i| {
        let numbered = doc.low(i) == "số" && matches!(doc.low(i + 2), "/" | "-");
        let named = matches!(doc.low(i + 1), "định" | "quyết") && doc.low(i) == "nghị";
        numbered || named || matches!(doc.low(i), "lực" | "luật")
    });
    act || (at > tokens.start && matches!(doc.low(at - 1), "trước" | "hết" | "sinh" | "đến"))
}

/// Whether the day is near enough to the publication to be this event's.
pub fn is_near(date: &Date, published: Option<&str>) -> bool {
    let months = |text: &str| -> Option<i32> {
        Some(text.get(..4)?.parse::<i32>().ok()? * 12 + text.get(5..7)?.parse::<i32>().ok()?)
    };
    match (months(&date.value), published.and_then(months)) {
        (Some(day), Some(published)) => (-2..=1).contains(&(day - published)),
        _ => true,
    }
}

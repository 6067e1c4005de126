//! What the title and the lead say of the event's own year.

use super::super::super::begins;
use super::super::super::draft::Merit;
use super::said::{self, is_marked, mark_at};
use crate::extract::marked::Marked;
use crate::model::BlockKind;
use std::ops::Range;

/// How far before its praise a verb of selection stands.
const SELECTS: usize = 5;

/// The month from which a year's merit is summed up.
const LAST_MONTHS: u16 = 10;

/// Title and lead stand among the first paragraphs.
const LEAD_BLOCKS: usize = 4;

/// The years whose merit the event is about.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// `Biểu dương nông dân giỏi giai đoạn 2017-2022`, `trao thưởng cho các tập thể đạt thành tích năm 2022`.
    pub commended: Merit,
    /// `họp xét khen thưởng thành tích năm 2022`.
    pub selected: Merit,
    /// `trao Giải báo chí tỉnh lần thứ XV - năm 2021`: the year of the edition.
    pub prizes: Merit,
}

/// The years that title and lead commend or select for. Not the year that the event reviews, nor that
/// of a prize it hands over.
pub(super) fn years(doc: &Marked) -> Years {
    let mut found = Years::default();
    for s in lead(doc) {
        let mut prize = false;
        for i in doc.each(s.clone(), begins::MARK) {
            match mark_at(doc, i) {
                // The first contest of the sentence.
                Some("prize") if !prize && found.prizes.is_empty() => {
                    found.prizes = behind(doc, i, s.end).unwrap_or_default();
                    prize = true;
                    continue;
                }
                Some("praise") => {}
                _ => continue,
            }
            // `xét thi đua, khen thưởng`, `đề nghị khen thưởng`
            let mut near = i.saturating_sub(SELECTS).max(s.start)..i + 1;
            let selects = near.any(|k| doc.low(k) == "xét" || doc.has(k, &["đề", "nghị"]));
            if !selects && is_noun(doc, i) {
                continue;
            }
            let years = if selects { &mut found.selected } else { &mut found.commended };
            if years.is_empty() {
                *years = behind(doc, i, s.end).unwrap_or_default();
            }
        }
    }
    // `tôn vinh người hiến máu tiêu biểu năm 2016` in June names the event by its own year.
    if found.commended.len() == 1 && is_running(doc, found.commended[0]) {
        found.commended.clear();
    }
    found
}

/// Whether a year was far from its end on the day of publication.
fn is_running(doc: &Marked, year: u16) -> bool {
    let published = doc.text.published.as_deref().unwrap_or_default();
    let part = |from, to| published.get(from..to).and_then(|part| part.parse::<u16>().ok());
    part(0, 4) == Some(year) && part(5, 7).is_some_and(|month| month < LAST_MONTHS)
}

/// The year that the lead reviews: `tổng kết công tác năm 2022`. Only what stands before token `i`.
pub(super) fn reviewed(doc: &Marked, i: usize) -> Option<Merit> {
    let review = |s: Range<usize>| {
        let at = doc.each(s.clone(), begins::MARK).find(|k| is_marked(doc, *k, "review"))?;
        said::within(doc, at..s.end.min(i)).map(|(_, said)| said.years).next()
    };
    lead(doc).filter(|s| s.start < i).find_map(review)
}

/// The sentences of the first paragraphs.
fn lead<'a>(doc: &'a Marked) -> impl Iterator<Item = Range<usize>> + 'a {
    let told = |b: &usize| !matches!(doc.blocks[*b].0, BlockKind::Caption | BlockKind::Row);
    let blocks: Vec<usize> = (0..doc.blocks.len()).filter(told).take(LEAD_BLOCKS).collect();
    let within = move |block: usize| blocks.contains(&block);
    doc.sentences.iter().filter(move |s| within(s.block)).map(|s| s.tokens.clone())
}

/// The years behind the praise at token `i`, before another part of the event is named; not those of a
/// title in quotation marks, which others told of need not bear.
fn behind(doc: &Marked, i: usize, end: usize) -> Option<Merit> {
    // `khen thưởng thành tích tổng kết năm 2022` names the occasion of awards.
    let occasion = |k: usize| matches!(doc.low(k - 1), "thưởng" | "tích");
    let other = |k: &usize| match mark_at(doc, *k) {
        Some("plan" | "apart" | "praise") => true,
        Some("review") => !occasion(*k),
        _ => false,
    };
    let stop = doc.each(i + 1..end, begins::MARK).find(other).unwrap_or(end);
    said::within(doc, i..stop).next().filter(|(at, _)| doc.low(at - 1) != "\"").map(|(_, said)| said.years)
}

/// `công tác thi đua, khen thưởng`, `Hội đồng Thi đua - Khen thưởng`, `hình thức khen thưởng`.
fn is_noun(doc: &Marked, i: usize) -> bool {
    let before = |back: usize| i.checked_sub(back).map_or("", |at| doc.low(at));
    matches!(before(1), "đua" | "tác" | "thức" | "sơ" | "được" | "về" | "luật")
        || (matches!(before(1), "," | "-" | "&" | "và") && before(2) == "đua")
}

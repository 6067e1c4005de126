//! What the title and the lead say of the event's own year.

use super::said::{self, is_marked};
use crate::extract::token::Doc;
use crate::model::BlockKind;
use std::ops::Range;

/// Title and lead stand among the first paragraphs.
const LEAD_BLOCKS: usize = 4;

/// The years whose merit the event is about.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// `Biểu dương nông dân giỏi giai đoạn 2017-2022`, `trao thưởng cho các tập thể đạt thành tích năm 2022`.
    pub commended: Vec<u16>,
    /// `họp xét khen thưởng thành tích năm 2022`: those of what is proposed.
    pub selected: Vec<u16>,
}

/// The years that title and lead commend or select for. Not the year that the event reviews, nor that
/// of a prize it hands over.
pub(super) fn years(doc: &Doc) -> Years {
    let mut found = Years::default();
    for s in lead(doc) {
        let praise = |i: &usize| is_marked(doc, *i, "praise") && !is_noun(doc, *i);
        for i in s.clone().filter(praise) {
            let selects = (i.saturating_sub(3).max(s.start)..i).any(|k| doc.low(k) == "xét");
            let years = if selects { &mut found.selected } else { &mut found.commended };
            if years.is_empty() {
                *years = behind(doc, i, s.end).unwrap_or_default();
            }
        }
    }
    found
}

/// The year that the lead reviews: `tổng kết công tác năm 2022`. Only what stands before token `i`.
pub(super) fn reviewed(doc: &Doc, i: usize) -> Option<Vec<u16>> {
    let review = |s: Range<usize>| {
        let at = s.clone().find(|k| is_marked(doc, *k, "review"))?;
        said::within(doc, at..s.end.min(i)).map(|(_, said)| said.years).next()
    };
    lead(doc).filter(|s| s.start < i).find_map(review)
}

/// The sentences of the first paragraphs.
fn lead<'a>(doc: &'a Doc) -> impl Iterator<Item = Range<usize>> + 'a {
    let told = |b: &usize| !matches!(doc.blocks[*b].0, BlockKind::Caption | BlockKind::Row);
    let blocks: Vec<usize> = (0..doc.blocks.len()).filter(told).take(LEAD_BLOCKS).collect();
    let within = move |block: usize| blocks.contains(&block);
    doc.sentences.iter().filter(move |s| within(s.block)).map(|s| s.tokens.clone())
}

/// The years behind the praise at token `i`, before another part of the event is named; not those of a
/// title in quotation marks, which others told of need not bear.
fn behind(doc: &Doc, i: usize, end: usize) -> Option<Vec<u16>> {
    let other = |k: &usize| ["review", "plan", "apart"].iter().any(|class| is_marked(doc, *k, class));
    let stop = (i + 1..end).find(other).unwrap_or(end);
    said::within(doc, i..stop).next().filter(|(at, _)| doc.low(at - 1) != "\"").map(|(_, said)| said.years)
}

/// `công tác thi đua, khen thưởng`, `Hội đồng Thi đua - Khen thưởng`, `hình thức khen thưởng`.
fn is_noun(doc: &Doc, i: usize) -> bool {
    let before = |back: usize| i.checked_sub(back).map_or("", |at| doc.low(at));
    matches!(before(1), "đua" | "tác" | "thức" | "sơ" | "được" | "về" | "luật")
        || (matches!(before(1), "," | "-" | "&" | "và") && before(2) == "đua")
}

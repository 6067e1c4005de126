//! What takes place behind the lead: pacts signed at the event, and the items of a report that gathers
//! several (`* Chiều 3-2, Đảng ủy xã A trao …`).

use super::cues::{Cue, cues};
use super::lead::{Lead, day_in, is_near};
use crate::extract::token::Doc;
use crate::model::{BlockKind, Date, Event};

/// Words right before `ký giao ước` where it tells of pacts signed at another time, or of what is in them.
const EARLIER: &[&str] = &[
    "theo", "việc", "khi", "cứ", "tiêu", "dung", "hiện", "sau", "từ", "sẽ", "chưa", "đợt", "lễ", "được",
    "các", "bản", "về", "để",
];

/// The signing of pacts that a sentence behind the lead tells as a part of the same event.
pub fn signing(doc: &Doc, dates: &[Date], lead: &Lead, events: &[Event]) -> Option<Event> {
    let main = events.first()?;
    if events.iter().any(|e| e.kind == "signing")
        || !matches!(main.kind.as_str(), "review" | "launch" | "meeting")
    {
        return None;
    }
    let behind = doc.sentences.iter().filter(|s| s.tokens.start >= lead.tokens.end);
    let at = behind.filter(|s| is_same_day(doc, dates, lead, &s.tokens)).find_map(|s| {
        let signed = cues(doc, s.tokens.clone(), false).into_iter().filter(|c| c.kind == "signing");
        signed.into_iter().find(|c| is_done_here(doc, c, s.tokens.start))
    })?;
    let span = doc.span(at.tokens);
    Some(Event {
        kind: "signing".to_string(),
        start: span.start,
        end: span.end,
        rule: "event-behind-lead".to_string(),
        ..main.clone()
    })
}

/// Whether the pacts are signed at this event, not at the start of the year under review.
fn is_done_here(doc: &Doc, cue: &Cue, first: usize) -> bool {
    let before = (1..=2).filter_map(|back| cue.tokens.start.checked_sub(back)).filter(|at| *at >= first);
    let year_start = (cue.tokens.end..cue.tokens.end + 8).any(|i| doc.has(i, &["đầu", "năm"]));
    !before.into_iter().any(|at| EARLIER.contains(&doc.low(at))) && !year_start
}

/// Whether a sentence gives no day but the lead's.
fn is_same_day(doc: &Doc, dates: &[Date], lead: &Lead, tokens: &std::ops::Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let span = doc.span(tokens.clone());
    let own = |d: &&Date| d.start >= span.start && d.end <= span.end && d.grain == "day";
    let near = &dates[dates.partition_point(|d| d.start < span.start)..];
    let near = near.iter().take_while(|d| d.start < span.end);
    near.filter(own).all(|d| lead.date.is_some_and(|l| l.value == d.value))
}

/// Kinds of event that a report adds from another day or place; what was awarded there is background.
const ADDED: &[&str] = &["review", "signing", "launch", "selection", "contest"];

/// Events told beside the main one: `Trước đó, ngày 10/12, Hội đồng … đã họp`, `Chiều cùng ngày, UBND phường
/// … tổng kết`: their leads and words.
pub fn asides<'d>(doc: &Doc, dates: &'d [Date], lead: &Lead<'d>) -> Vec<(Lead<'d>, Vec<Cue>)> {
    let published = doc.text.published.as_deref();
    let behind = doc.sentences.iter().filter(|s| s.tokens.start >= lead.tokens.end && !s.tokens.is_empty());
    let mut same_day = lead.date;
    let mut found = Vec::new();
    for tokens in behind.map(|s| s.tokens.clone()) {
        let own = day_in(doc, dates, &tokens).filter(|d| is_near(d, published));
        let date = match opening(doc, tokens.start) {
            Some("before") => own,
            Some(_) => same_day,
            None => {
                // An item of its own day: `* Ngày 3/12, xã A tổ chức …`
                let item = doc.low(tokens.start) == "*";
                same_day = own.filter(|_| item).or(same_day);
                continue;
            }
        };
        let told: Vec<Cue> =
            cues(doc, tokens.clone(), false).into_iter().filter(|c| ADDED.contains(&c.kind)).collect();
        if date.is_some() && !told.is_empty() {
            found.push((Lead { tokens, date }, told));
        }
    }
    found
}

/// `Trước đó, …`, `Cùng ngày, …`, `* Chiều cùng ngày, …` at token `i`.
fn opening(doc: &Doc, i: usize) -> Option<&'static str> {
    let i = i + usize::from(doc.low(i) == "*");
    if doc.has(i, &["trước", "đó", ","]) {
        return Some("before");
    }
    let part = usize::from(matches!(doc.low(i), "sáng" | "chiều" | "tối"));
    doc.has(i + part, &["cùng", "ngày"]).then_some("same")
}

/// The items of a report that gathers several: each the paragraphs from one that opens with `*` to
/// the next. Empty where fewer than two paragraphs open so.
pub fn items(doc: &Doc) -> Vec<Vec<usize>> {
    let opens = |b: usize| doc.blocks[b].1.clone().next().is_some_and(|t| doc.tokens[t].text == "*");
    let starts: Vec<usize> = (0..doc.blocks.len()).filter(|b| opens(*b)).collect();
    if starts.len() < 2 {
        return Vec::new();
    }
    let told = |b: &usize| !matches!(doc.blocks[*b].0, BlockKind::Caption | BlockKind::Row);
    let ends = starts.iter().skip(1).copied().chain([doc.blocks.len()]);
    starts.iter().zip(ends).map(|(from, to)| (*from..to).filter(told).collect()).collect()
}

//! What takes place behind the lead: pacts signed at the event, and the items of a report that gathers
//! several (`* Chiều 3-2, Đảng ủy xã A trao …`).

use super::cues::{Cue, cues};
use super::held::held_at;
use super::lead::{Lead, day_in, is_near};
use crate::extract::marked::{HOLDS, Marked, SIGNING};
use crate::model::{BlockKind, Date, Event};

/// Words right before `ký giao ước` where it tells of pacts signed at another time, or of what is in them.
const EARLIER: &[&str] = &[
    "theo", "việc", "khi", "cứ", "tiêu", "dung", "hiện", "sau", "từ", "sẽ", "chưa", "đợt", "lễ", "được",
    "các", "bản", "về", "để",
];

/// The signing of pacts that a sentence behind the lead tells as a part of the same event.
pub fn signing(doc: &Marked, dates: &[Date], lead: &Lead, events: &[Event]) -> Option<Event> {
    let main = events.first()?;
    if events.iter().any(|e| e.kind == "signing")
        || !matches!(main.kind.as_str(), "review" | "launch" | "meeting")
    {
        return None;
    }
    let behind = doc.saying(SIGNING).filter(|s| s.tokens.start >= lead.tokens.end);
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

/// The launch of the coming year's emulation that a sentence behind the lead tells as a part of the
/// same event: `Hội nghị cũng phát động thi đua năm 2023`, `Kết luận hội nghị, đồng chí A phát động …`.
pub fn launch(doc: &Marked, dates: &[Date], lead: &Lead, events: &[Event]) -> Option<Event> {
    let main = events.first()?;
    if events.iter().any(|e| e.kind == "launch") || !matches!(main.kind.as_str(), "review" | "meeting") {
        return None;
    }
    let behind = doc.saying(HOLDS).filter(|s| s.tokens.start >= lead.tokens.end);
    let at = behind.filter_map(|s| Some((s, launched(doc, &s.tokens)?))).find_map(|(s, at)| {
        let told = cues(doc, at..s.tokens.end, false).into_iter().next().filter(|c| c.tokens.start == at)?;
        let here = is_same_day(doc, dates, lead, &(s.tokens.start..at)) && is_to_come(doc, dates, lead, at);
        (here && is_told_here(doc, s.tokens.start, at)).then_some(told)
    })?;
    let span = doc.span(at.tokens);
    Some(Event {
        kind: "launch".to_string(),
        start: span.start,
        end: span.end,
        rule: "event-behind-lead".to_string(),
        ..main.clone()
    })
}

/// Where `phát động (phong trào) thi đua` stands among `tokens`.
fn launched(doc: &Marked, tokens: &std::ops::Range<usize>) -> Option<usize> {
    const WHAT: &[&[&str]] = &[
        &["thi", "đua"],
        &["phong", "trào", "thi", "đua"],
        &["các", "phong", "trào", "thi", "đua"],
        &["đợt", "thi", "đua"],
    ];
    let launched = |i: usize| doc.has(i, &["phát", "động"]) && WHAT.iter().any(|words| doc.has(i + 2, words));
    doc.each(tokens.clone(), HOLDS).find(|i| launched(*i))
}

/// Whether what is launched at token `at` is for a year that the event's does not precede.
fn is_to_come(doc: &Marked, dates: &[Date], lead: &Lead, at: usize) -> bool {
    let near = doc.span(at..doc.sentence_of(at).end.min(at + 14));
    let year = |value: &str| value.get(..4).and_then(|y| y.parse::<i32>().ok());
    let from = dates.partition_point(|d| d.start < near.start);
    let said = dates[from..].iter().take_while(|d| d.start < near.end).find(|d| d.grain == "year");
    match (said.and_then(|d| year(&d.value)), lead.date.and_then(|d| year(&d.value))) {
        (Some(said), Some(held)) => said >= held,
        _ => true,
    }
}

/// Whether the sentence that begins at token `first` tells before token `at` of an act at the event: it opens
/// with the event, or a person called by a form of address does it; not what is asked for or was done before.
fn is_told_here(doc: &Marked, first: usize, at: usize) -> bool {
    const HERE: &[&[&str]] = &[
        &["tại", "hội", "nghị"],
        &["tại", "buổi"],
        &["tại", "lễ"],
        &["cũng", "tại"],
        &["dịp", "này"],
        &["nhân", "dịp", "này"],
        &["kết", "luận"],
        &["kết", "thúc"],
        &["bế", "mạc"],
        &["phát", "biểu"],
        &["thay", "mặt"],
        &["hội", "nghị"],
        &["buổi", "lễ"],
    ];
    const OTHER: &[&[&str]] = &[
        &["yêu", "cầu"],
        &["đề", "nghị"],
        &["đề", "ra"],
        &["chỉ", "đạo"],
        &["sau", "khi"],
        &["từ", "khi"],
        &["năm", "qua"],
        &["đầu", "năm"],
        &["trong", "năm"],
    ];
    const OTHER_WORDS: &[&str] = &["cần", "phải", "sẽ", "giao", "mong", "để", "đợt", "do", "được"];
    let clause = (first..at).rfind(|i| doc.low(*i) == ";").map_or(first, |i| i + 1);
    let before = || clause..at;
    let opens = HERE.iter().any(|words| doc.has(first, words));
    let done = doc.low(at - usize::from(at > first)) == "đã";
    let called = before().any(|i| doc.has(i, &["đồng", "chí"]) || matches!(doc.low(i), "đ" | "ông" | "bà"));
    let joined = before().any(|i| doc.has(i, &["hội", "nghị", "cũng"]) || doc.has(i, &["hội", "nghị", "đã"]));
    let other = before().any(|i| {
        OTHER_WORDS.contains(&doc.low(i))
            || OTHER.iter().any(|words| i + words.len() <= at && doc.has(i, words))
    });
    !other && (opens || joined || (called && !done))
}

/// Whether the pacts are signed at this event, not at the start of the year under review.
fn is_done_here(doc: &Marked, cue: &Cue, first: usize) -> bool {
    // `… kết thúc bằng lễ ký giao ước`, `các đại biểu chứng kiến lễ ký giao ước`
    let word = |back: usize| {
        cue.tokens.start.checked_sub(back).filter(|at| *at >= first).map_or("", |at| doc.low(at))
    };
    let ceremony = word(1) == "lễ" && matches!(word(2), "bằng" | "với" | "hành" | "kiến" | "là");
    let backs = if ceremony { 0..0 } else { 1..3 };
    let before = backs.filter_map(|back| cue.tokens.start.checked_sub(back)).filter(|at| *at >= first);
    let year_start = (cue.tokens.end..cue.tokens.end + 8).any(|i| doc.has(i, &["đầu", "năm"]));
    !before.into_iter().any(|at| EARLIER.contains(&doc.low(at))) && !year_start
}

/// Whether a sentence gives no day but the lead's.
fn is_same_day(doc: &Marked, dates: &[Date], lead: &Lead, tokens: &std::ops::Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let span = doc.span(tokens.clone());
    let own = |d: &&Date| d.start >= span.start && d.end <= span.end && d.grain == "day";
    let near = &dates[dates.partition_point(|d| d.start < span.start)..];
    let near = near.iter().take_while(|d| d.start < span.end);
    near.filter(own).all(|d| lead.date.is_some_and(|l| l.value == d.value))
}

/// Who held the event where a sentence behind the lead tells it: `Liên hoan do Sở A phối hợp với Ban B tổ
/// chức`, `Hội thi do …`.
pub fn organizer(doc: &Marked, lead: &Lead) -> Option<std::ops::Range<usize>> {
    const NEAR: usize = 4;
    let behind = doc.sentences.iter().filter(|s| s.tokens.start >= lead.tokens.end && !s.tokens.is_empty());
    behind.take(NEAR).find_map(|s| {
        // The event by its kind alone, or with its name: `do` follows it.
        let told = cues(doc, s.tokens.clone(), true).into_iter().next()?;
        let opens = told.tokens.start == s.tokens.start && doc.low(told.tokens.end) == "do";
        let by = told.tokens.end;
        let held = held_at(doc, &(by..s.tokens.end)).filter(|_| opens)?;
        super::organizer::body(doc, by + 1..held)
    })
}

/// Kinds of event that a report adds from another day or place; what was awarded there is background.
const ADDED: &[&str] = &["review", "signing", "launch", "selection", "contest"];

/// Events told beside the main one: `Trước đó, ngày 10/12, Hội đồng … đã họp`, `Chiều cùng ngày, UBND phường
/// … tổng kết`: their leads and words.
pub fn asides<'d>(doc: &Marked, dates: &'d [Date], lead: &Lead<'d>) -> Vec<(Lead<'d>, Vec<Cue>)> {
    let published = doc.text.published.as_deref();
    let behind = doc.sentences.iter().filter(|s| s.tokens.start >= lead.tokens.end && !s.tokens.is_empty());
    let mut same_day = lead.date;
    let mut found = Vec::new();
    for tokens in behind.map(|s| s.tokens.clone()) {
        let own = || day_in(doc, dates, &tokens).filter(|d| is_near(d, published));
        let date = match opening(doc, tokens.start) {
            Some("before") => own(),
            Some(_) => same_day,
            None => {
                // An item of its own day: `* Ngày 3/12, xã A tổ chức …`
                if doc.low(tokens.start) == "*" {
                    same_day = own().or(same_day);
                }
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
fn opening(doc: &Marked, i: usize) -> Option<&'static str> {
    let i = i + usize::from(doc.low(i) == "*");
    if doc.has(i, &["trước", "đó", ","]) {
        return Some("before");
    }
    let part = usize::from(matches!(doc.low(i), "sáng" | "chiều" | "tối"));
    doc.has(i + part, &["cùng", "ngày"]).then_some("same")
}

/// The items of a report that gathers several: each the paragraphs from one that opens with `*` to
/// the next. Empty where fewer than two paragraphs open so.
pub fn items(doc: &Marked) -> Vec<Vec<usize>> {
    let opens = |b: usize| doc.blocks[b].1.clone().next().is_some_and(|t| doc.tokens[t].text == "*");
    let starts: Vec<usize> = (0..doc.blocks.len()).filter(|b| opens(*b)).collect();
    if starts.len() < 2 {
        return Vec::new();
    }
    let told = |b: &usize| !matches!(doc.blocks[*b].0, BlockKind::Caption | BlockKind::Row);
    let ends = starts.iter().skip(1).copied().chain([doc.blocks.len()]);
    starts.iter().zip(ends).map(|(from, to)| (*from..to).filter(told).collect()).collect()
}

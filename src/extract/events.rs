//! What the article is about: kind, day, part of the day, who held it and where. Read from the
//! title and the sentence that tells the event (the lead); what took place before or elsewhere is
//! background and no event here.

use super::lexicon::Lexicon;
use super::token::Doc;
use crate::model::{BlockKind, Date, Event};
use std::ops::Range;
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("event_words.tsv")));

/// The kinds in the order of the output.
const KINDS: &[&str] =
    &["review", "signing", "launch", "award", "selection", "contest", "anniversary", "meeting"];

/// The lead stands among the first paragraphs.
const LEAD_BLOCKS: usize = 8;

/// A word of an event in the text.
#[derive(Clone)]
struct Cue {
    kind: &'static str,
    tokens: Range<usize>,
}

/// The sentence that tells the event.
struct Lead<'d> {
    tokens: Range<usize>,
    date: Option<&'d Date>,
}

/// The events of the article, one for each kind, all with the day of the lead. `dates` are those
/// of the text.
pub fn find(doc: &Doc, dates: &[Date]) -> Vec<Event> {
    let title = title_tokens(doc);
    let mut cues = cues(doc, title.clone(), true);
    let Some(lead) = lead(doc, dates, &cues) else { return Vec::new() };
    let from_title = cues.len();
    for sentence in lead_and_repeats(doc, dates, &lead) {
        cues.extend(self::cues(doc, sentence, false));
    }
    // A meeting is what remains: a conference that reviews or signs is a review or a signing.
    let congress = |c: &Cue| c.kind == "meeting" && is_congress(doc, c);
    let others = cues.iter().any(|c| c.kind != "meeting");
    let organizer = organizer(doc, &lead);
    let place = place(doc, &lead);
    KINDS
        .iter()
        .filter_map(|kind| {
            let of_kind = |c: &&Cue| c.kind == *kind && (*kind != "meeting" || !others || congress(c));
            // The lead's own words are better evidence than the title's.
            let at = cues[from_title..]
                .iter()
                .find(of_kind)
                .or_else(|| cues[..from_title].iter().find(of_kind))?;
            let span = doc.span(at.tokens.clone());
            Some(Event {
                kind: (*kind).to_string(),
                date: date_value(doc, &lead),
                session: session(doc, &lead).map(str::to_string),
                organizer: organizer.clone(),
                place: place.clone(),
                start: span.start,
                end: span.end,
                rule: if lead.date.is_some() { "event-lead" } else { "event-undated" }.to_string(),
            })
        })
        .collect()
}

fn title_tokens(doc: &Doc) -> Range<usize> {
    if let Some((_, tokens)) = doc.blocks.first().filter(|(kind, _)| *kind == BlockKind::Title) {
        return tokens.clone();
    }
    let Some(title) = &doc.text.title else { return 0..0 };
    let first = doc.blocks.first().map_or(0..0, |(_, tokens)| tokens.clone());
    if !first.is_empty() && doc.exported(first.clone()) == title { first } else { 0..0 }
}

/// The event words among `tokens`, without those that only look so.
fn cues(doc: &Doc, tokens: Range<usize>, title: bool) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        let Some(hit) = WORDS.at(doc, i).filter(|hit| i + hit.len <= tokens.end) else {
            i += 1;
            continue;
        };
        let cue = Cue { kind: hit.row.value(0), tokens: i..i + hit.len };
        if is_meant(doc, &cue, &tokens, &found, title) {
            found.push(cue);
        }
        i += hit.len;
    }
    found
}

/// Whether the word tells what takes place here.
fn is_meant(doc: &Doc, cue: &Cue, tokens: &Range<usize>, before: &[Cue], title: bool) -> bool {
    let (i, end) = (cue.tokens.start, cue.tokens.end);
    let prev =
        |back: usize| i.checked_sub(back).filter(|at| *at >= tokens.start).map_or("", |at| doc.low(at));
    let quoted = tokens.clone().take_while(|at| *at < i).filter(|at| doc.low(*at) == "\"").count() % 2 == 1;
    if quoted {
        return false;
    }
    match cue.kind {
        "award" => is_act_of_award(doc, i, end, prev(1), prev(2)),
        "launch" => !(1..9).any(|back| prev(back) == "do") && !matches!(prev(1), "tháng" | "được"),
        "review" => !matches!(prev(1), "tích" | "về"),
        "anniversary" => {
            // `nhân dịp kỷ niệm`, `chào mừng kỷ niệm` give the occasion, `kỷ niệm chương` is a medal.
            !matches!(doc.low(end), "chương" | "vật")
                && !matches!(prev(1), "nhân" | "dịp" | "mừng" | "tới" | "đợt" | "năm")
        }
        // The contest itself takes place, unless its review or prizes do.
        "contest" => {
            let takes_place = before.iter().all(|c| c.kind == "meeting")
                && matches!(doc.low(i), "hội" | "liên" | "cuộc" | "giải" | "đại" | "ngày");
            takes_place && (title || is_held(doc, tokens, i, end))
        }
        "selection" => {
            !matches!(prev(1), "được" | "qua") && !(doc.low(i) == "bình" && doc.low(end) == "thường")
        }
        "meeting" => {
            !matches!(prev(1), "nghị" | "kỳ" | "khóa")
                && !(doc.has(i, &["họp"]) && matches!(doc.low(end), "báo" | "chợ"))
        }
        _ => true,
    }
}

/// Whether `khen thưởng`, `trao` and the like are an act of this event, not the name of a field.
fn is_act_of_award(doc: &Doc, i: usize, end: usize, prev: &str, prev2: &str) -> bool {
    let low = doc.low(i);
    if low == "trao" && end == i + 1 {
        const GIFTS: &[&str] = &[
            "đổi", "quà", "học", "nhà", "tiền", "suất", "sổ", "đi", "hỗ", "gửi", "vốn", "con", "xe", "kinh",
            "quyết",
        ];
        return !GIFTS.contains(&doc.low(end)) && doc.low(end) != "cờ" || doc.has(end, &["cờ", "thi"]);
    }
    if low == "khen" {
        // `công tác thi đua, khen thưởng`, `Ban Thi đua - Khen thưởng`, `đề nghị khen thưởng`.
        let field = matches!(prev, "," | "-" | "&" | "và") && prev2 == "đua";
        return !field
            && !matches!(
                prev,
                "đua"
                    | "tác"
                    | "xét"
                    | "nghị"
                    | "luật"
                    | "về"
                    | "thức"
                    | "hồ"
                    | "sơ"
                    | "được"
                    | "định"
                    | "mức"
                    | "quỹ"
            );
    }
    if matches!(low, "đón" | "nhận") {
        return !matches!(prev, "để");
    }
    !matches!(prev, "được" | "đề" | "xét" | "nghị")
}

/// `tổ chức Hội thi …`, `khai mạc Liên hoan …`, `Liên hoan … bế mạc`.
fn is_held(doc: &Doc, tokens: &Range<usize>, i: usize, end: usize) -> bool {
    const HELD: &[&[&str]] = &[
        &["tổ", "chức"],
        &["khai", "mạc"],
        &["bế", "mạc"],
        &["diễn", "ra"],
        &["khép", "lại"],
        &["kết", "thúc"],
        &["chung", "kết"],
        &["tham", "gia"],
    ];
    let near = (i.saturating_sub(8).max(tokens.start)..i).chain(end..tokens.end);
    near.into_iter().any(|at| HELD.iter().any(|words| doc.has(at, words)))
}

fn is_congress(doc: &Doc, cue: &Cue) -> bool {
    let end = cue.tokens.end;
    doc.low(cue.tokens.start) == "đại"
        && (doc.has(end, &["thi", "đua"])
            || doc.has(end, &["điển", "hình"])
            || doc.has(end, &["biểu", "dương"]))
}

/// The first sentence that gives a day and an event; else the first that says what was held.
fn lead<'d>(doc: &Doc, dates: &'d [Date], title: &[Cue]) -> Option<Lead<'d>> {
    let skipped = usize::from(!title_tokens(doc).is_empty());
    let blocks = skipped..(skipped + LEAD_BLOCKS).min(doc.blocks.len());
    let sentences = || {
        let within = |s: &&super::token::Sentence| {
            blocks.contains(&s.block) && doc.blocks[s.block].0 != BlockKind::Caption && !s.tokens.is_empty()
        };
        doc.sentences.iter().filter(within).map(|s| s.tokens.clone())
    };
    let published = doc.text.published.as_deref();
    for tokens in sentences() {
        let date = day_in(doc, dates, &tokens).filter(|d| is_near(d, published));
        let tells = !cues(doc, tokens.clone(), false).is_empty() || held_at(doc, &tokens).is_some();
        if date.is_some() && tells {
            return Some(Lead { tokens, date });
        }
    }
    let undated = sentences().find(|t| held_at(doc, t).is_some() && !cues(doc, t.clone(), false).is_empty());
    if let Some(tokens) = undated {
        return Some(Lead { tokens, date: None });
    }
    // Only the title tells the event: the first sentence that gives a day gives its day.
    let dated =
        sentences().find_map(|t| Some((day_in(doc, dates, &t).filter(|d| is_near(d, published))?, t)));
    let (date, tokens) = dated.filter(|_| !title.is_empty())?;
    Some(Lead { tokens, date: Some(date) })
}

/// The lead, and the sentences among the first paragraphs that tell the same day's event again, as
/// a summary and the first paragraph do.
fn lead_and_repeats(doc: &Doc, dates: &[Date], lead: &Lead) -> Vec<Range<usize>> {
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
fn day_in<'d>(doc: &Doc, dates: &'d [Date], tokens: &Range<usize>) -> Option<&'d Date> {
    let span = doc.span(tokens.clone());
    let is_day = |d: &&Date| d.start >= span.start && d.end <= span.end && d.value.len() % 11 == 10;
    dates.iter().filter(is_day).find(|d| d.rule != "day-jubilee" && !is_of_document(doc, tokens, d))
}

/// `Quyết định số 31/QĐ-UBND ngày 14/01/2022`, `có hiệu lực từ ngày …`, `sinh ngày …`.
fn is_of_document(doc: &Doc, tokens: &Range<usize>, date: &Date) -> bool {
    let at = tokens.clone().find(|i| doc.tokens[*i].char_start >= date.start).unwrap_or(tokens.start);
    let near = at.saturating_sub(9).max(tokens.start)..at;
    near.into_iter().any(|i| {
        matches!(doc.low(i), "số" | "lực" | "luật" | "nghị") && !doc.has(i, &["nghị"])
            || doc.has(i, &["nghị", "định"])
            || doc.has(i, &["nghị", "quyết"])
    }) || (at > tokens.start && matches!(doc.low(at - 1), "trước" | "hết" | "sinh" | "đến"))
}

/// Whether the day is near enough to the publication to be this event's.
fn is_near(date: &Date, published: Option<&str>) -> bool {
    let months = |text: &str| -> Option<i32> {
        Some(text.get(..4)?.parse::<i32>().ok()? * 12 + text.get(5..7)?.parse::<i32>().ok()?)
    };
    match (months(&date.value), published.and_then(months)) {
        (Some(day), Some(published)) => (-2..=1).contains(&(day - published)),
        _ => true,
    }
}

/// The token of the verb `tổ chức` (held), not of the noun (organisation).
fn held_at(doc: &Doc, tokens: &Range<usize>) -> Option<usize> {
    tokens.clone().find(|i| {
        let before = if *i > tokens.start { doc.low(i - 1) } else { "" };
        let behind = doc.low(i + 2);
        doc.has(*i, &["tổ", "chức"])
            && !doc.tokens[*i].is_capital()
            // `54 tổ chức` counts organisations; `năm 2023 tổ chức` does not.
            && (before.len() == 4 || !before.starts_with(|c: char| c.is_ascii_digit()))
            && !matches!(before, "các" | "ban" | "những" | "nhiều" | "một" | "mỗi" | "hai" | "tác" | "vụ" | "phòng" | "số" | "từng")
            && !matches!(behind, "cán" | "cơ" | "đảng" | "thành" | "chính" | "xã" | "hội" if !doc.has(i + 2, &["hội", "nghị"])
                && !doc.has(i + 2, &["hội", "thi"]) && !doc.has(i + 2, &["hội", "thảo"]) && !doc.has(i + 2, &["hội", "diễn"])
                && !doc.has(i + 2, &["hội", "thao"]))
    })
}

/// The day of the lead; `Sáng nay` without a day is the day of publication.
fn date_value(doc: &Doc, lead: &Lead) -> Option<String> {
    if let Some(date) = lead.date {
        return Some(date.value.clone());
    }
    let today =
        lead.tokens.clone().take(12).any(|i| {
            matches!(doc.low(i), "sáng" | "trưa" | "chiều" | "tối" | "hôm") && doc.low(i + 1) == "nay"
        });
    let published = doc.text.published.as_deref().and_then(|p| p.get(..10));
    published.filter(|_| today).map(str::to_string)
}

fn session(doc: &Doc, lead: &Lead) -> Option<&'static str> {
    let of = |word: &str| match word {
        "sáng" => Some("morning"),
        "trưa" => Some("noon"),
        "chiều" => Some("afternoon"),
        "tối" | "đêm" | "khuya" => Some("evening"),
        _ => None,
    };
    let range = match lead.date {
        // The part of the day is the date's own, or stands a few words before it (`Sáng nay (25/2)`).
        Some(date) => {
            let first = lead.tokens.clone().find(|i| doc.tokens[*i].char_end > date.start)?;
            first.saturating_sub(3).max(lead.tokens.start)..first + 2
        }
        None => lead.tokens.start..(lead.tokens.start + 12).min(lead.tokens.end),
    };
    let dated = lead.date.is_some();
    range.into_iter().find_map(|i| of(doc.low(i)).filter(|_| dated || doc.low(i + 1) == "nay"))
}

/// The subject of `tổ chức`, as the text names it.
fn organizer(doc: &Doc, lead: &Lead) -> Option<String> {
    let held = held_at(doc, &lead.tokens)?;
    let mut end = held;
    const ADVERBS: &[&str] = &[
        "đã", "vừa", "long", "trọng", "sẽ", "cũng", "tiếp", "tục", "chủ", "trì", "phối", "hợp", "trang",
        "đồng", "loạt", "mới",
    ];
    let adverb = |i: usize| ADVERBS.contains(&doc.tokens[i].text) || doc.low(i) == ",";
    while end > lead.tokens.start && adverb(end - 1) {
        end -= 1;
    }
    let mut start = clause_start(doc, lead, held);
    // `tại TP Đà Lạt, Ban Chấp hành …`
    while matches!(doc.low(start), "tại" | "," | "ở" | "trong" | "nhân" | "để" | "thừa" | "-" | ")")
        && start < end
    {
        let comma = (start + 1..end).find(|i| doc.low(*i) == ",");
        start = match (doc.low(start), comma) {
            ("," | "-" | ")", _) => start + 1,
            (_, Some(comma)) => comma + 1,
            _ => return None,
        };
    }
    // What explains the name is no part of it; a bracket inside the name (`(CCB) tỉnh …`) is.
    let cut = (start..end).find(|i| doc.low(*i) == "gồm" || doc.has(*i, &["phối", "hợp"]));
    end = cut.unwrap_or(end);
    if end > start && doc.low(end - 1) == ")" {
        end = (start..end).rfind(|i| doc.low(*i) == "(").unwrap_or(end);
    }
    let named = start < end && end - start <= 25 && (doc.tokens[start].is_word());
    named.then(|| doc.exported(start..end).trim_end_matches([',', ' ']).to_string())
}

/// Behind the date, else behind the agency's prefix (`(GLO) -`, `CTTĐT -`).
fn clause_start(doc: &Doc, lead: &Lead, held: usize) -> usize {
    if let Some(date) = lead.date {
        let behind = lead.tokens.clone().find(|i| doc.tokens[*i].char_start >= date.end);
        if let Some(at) = behind.filter(|at| *at < held) {
            return at;
        }
    }
    let from = lead.tokens.start;
    let prefix = (from..held.min(from + 6)).find(|i| doc.low(*i) == "-" && doc.tokens[*i].spaced);
    prefix.map_or(from, |i| i + 1)
}

/// `tại …` up to the comma: where it was held.
fn place(doc: &Doc, lead: &Lead) -> Option<String> {
    let held = held_at(doc, &lead.tokens).unwrap_or(lead.tokens.end);
    let at =
        lead.tokens.clone().find(|i| doc.low(*i) == "tại" && (*i < held || *i < lead.tokens.start + 40))?;
    let stop = |i: &usize| {
        matches!(doc.low(*i), "," | ";" | ":" | "(" | ".") && !is_point_inside(doc, *i)
            || doc.has(*i, &["tổ", "chức"])
            || doc.has(*i, &["diễn", "ra"])
            || doc.has(*i, &["đã"])
    };
    let end = (at + 1..lead.tokens.end).find(stop).unwrap_or(lead.tokens.end);
    let named = end > at + 1 && end - at <= 16 && (at + 1..end).any(|i| doc.tokens[i].is_capital());
    named.then(|| doc.exported(at + 1..end).to_string())
}

/// The point of `TP. Biên Hòa`.
fn is_point_inside(doc: &Doc, i: usize) -> bool {
    doc.low(i) == "."
        && doc.tokens.get(i + 1).is_some_and(|t| t.is_capital() && t.sentence == doc.tokens[i].sentence)
}

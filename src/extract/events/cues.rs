//! The words that say what takes place, without those that only look so.

use super::held::held_at;
use crate::extract::lexicon::Lexicon;
use crate::extract::marked::{EVENT, Marked, TAKES_PLACE};
use crate::model::refused::{Field, Reason};
use std::ops::Range;
use std::sync::LazyLock;

pub(in crate::extract) static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("words.tsv")));

/// The longest name of a council before its verb, in tokens.
const COUNCIL_NAME: usize = 12;

/// A word of an event in the text.
#[derive(Clone)]
pub struct Cue {
    /// The kind of event.
    pub kind: &'static str,
    /// Where it stands.
    pub tokens: Range<usize>,
}

/// The event words among `tokens`, without those that only look so.
pub fn cues(doc: &Marked, tokens: Range<usize>, title: bool) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut behind = tokens.start;
    // Whether a quotation is open at token `read`.
    let (mut quoted, mut read) = (false, tokens.start);
    for i in doc.each(tokens.clone(), EVENT) {
        if i < behind {
            continue;
        }
        let Some(hit) = WORDS.at(doc, i).filter(|hit| i + hit.len <= tokens.end) else { continue };
        quoted ^= (read..i).filter(|&at| doc.low(at) == "\"").count() % 2 == 1;
        read = i;
        let kind = match hit.row.value(0) {
            "meeting" if is_of_council(doc, tokens.start..i) => "selection",
            kind => kind,
        };
        let cue = Cue { kind, tokens: i..i + hit.len };
        let meant = is_meant(doc, &cue, &tokens, &found, title, quoted);
        if !doc.refuses(!meant, cue.tokens.clone(), Field::Events, Reason::Background, "event-cue") {
            found.push(cue);
        }
        behind = i + hit.len;
    }
    found
}

/// `Hội đồng Thi đua - Khen thưởng tỉnh họp`: what such a council meets for is to select.
fn is_of_council(doc: &Marked, before: Range<usize>) -> bool {
    const COUNCILS: &[&[&str]] = &[
        &["hội", "đồng", "thi", "đua"],
        &["hội", "đồng", "tđkt"],
        &["hội", "đồng", "tđ"],
        &["hội", "đồng", "xét", "tặng"],
    ];
    let near = before.end.saturating_sub(COUNCIL_NAME).max(before.start)..before.end;
    near.into_iter().any(|i| COUNCILS.iter().any(|words| doc.has(i, words))) && doc.low(before.end) == "họp"
}

/// Whether the word tells what takes place here, and not in a quotation.
fn is_meant(
    doc: &Marked,
    cue: &Cue,
    tokens: &Range<usize>,
    before: &[Cue],
    title: bool,
    quoted: bool,
) -> bool {
    let (i, end) = (cue.tokens.start, cue.tokens.end);
    let prev =
        |back: usize| i.checked_sub(back).filter(|at| *at >= tokens.start).map_or("", |at| doc.low(at));
    if doc.refuses(quoted, cue.tokens.clone(), Field::Events, Reason::Quoted, "event-cue") {
        return false;
    }
    match cue.kind {
        "award" => is_act_of_award(doc, i, end, prev(1), prev(2)),
        "launch" => !(1..9).any(|back| prev(back) == "do") && !matches!(prev(1), "tháng" | "được" | "về"),
        // `khen thưởng tổng kết năm 2022` names the occasion of awards.
        "review" => !matches!(prev(1), "tích" | "về" | "thưởng"),
        "anniversary" => {
            // `nhân dịp kỷ niệm`, `chào mừng kỷ niệm` give the occasion, `kỷ niệm chương` is a medal.
            let occasion = !title && is_before_held(doc, i, tokens.end);
            !occasion
                && !matches!(doc.low(end), "chương" | "vật")
                && !matches!(prev(1), "nhân" | "dịp" | "mừng" | "tới" | "đợt" | "năm")
        }
        // The contest itself takes place, unless its review or prizes do.
        "contest" => {
            let takes_place = before.iter().all(|c| c.kind == "meeting")
                && matches!(doc.low(i), "hội" | "liên" | "cuộc" | "giải" | "đại" | "ngày");
            // `Ban tổ chức Cuộc thi …` is a body.
            let body = prev(3) == "ban" && prev(2) == "tổ" && prev(1) == "chức";
            takes_place && !body && (title || is_held(doc, tokens, i, end))
        }
        "selection" => {
            let usual = doc.low(i) == "bình" && doc.low(end) == "thường";
            !usual && !matches!(prev(1), "được" | "qua")
        }
        "meeting" => {
            let other = doc.low(i) == "họp" && matches!(doc.low(end), "báo" | "chợ");
            !other && !matches!(prev(1), "nghị" | "kỳ" | "khóa")
        }
        _ => true,
    }
}

/// Whether `khen thưởng`, `trao` and the like are an act of this event, not the name of a field.
fn is_act_of_award(doc: &Marked, i: usize, end: usize, prev: &str, prev2: &str) -> bool {
    let low = doc.low(i);
    // `hội nghị biểu dương …` is no `đề nghị biểu dương`.
    let prev = if prev == "nghị" && prev2 == "hội" { "" } else { prev };
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
            && !is_of_files(doc, i)
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

/// `xem xét hồ sơ khen cao và khen thưởng thường xuyên`: what is voted on, not what is conferred.
fn is_of_files(doc: &Marked, i: usize) -> bool {
    let first = doc.sentence_of(i).start;
    let near = i.saturating_sub(7).max(first)..i;
    let clause = near.rev().take_while(|k| !matches!(doc.low(*k), "," | ";" | "." | ":" | "(" | ")"));
    clause
        .into_iter()
        .any(|k| doc.has(k, &["hồ", "sơ"]) || doc.has(k, &["xem", "xét"]) || doc.has(k, &["tờ", "trình"]))
}

/// `Kỷ niệm 94 năm …, sáng 2/2, Đảng ủy xã tổ chức …`: an occasion, set apart before what is held on it.
fn is_before_held(doc: &Marked, i: usize, end: usize) -> bool {
    let Some(held) = held_at(doc, &(i..end)) else { return false };
    let between = || i..held;
    between().any(|k| doc.low(k) == ",") && !between().any(|k| doc.low(k) == "do")
}

/// Words that say of a contest that it takes place.
pub(in crate::extract) const CONTESTED: &[&[&str]] = &[
    &["tổ", "chức"],
    &["khai", "mạc"],
    &["bế", "mạc"],
    &["diễn", "ra"],
    &["khép", "lại"],
    &["kết", "thúc"],
    &["chung", "kết"],
    &["tham", "gia"],
];

/// `tổ chức Hội thi …`, `khai mạc Liên hoan …`, `Liên hoan … bế mạc`.
fn is_held(doc: &Marked, tokens: &Range<usize>, i: usize, end: usize) -> bool {
    let before = i.saturating_sub(8).max(tokens.start)..i;
    let mut near = doc.each(before, TAKES_PLACE).chain(doc.each(end..tokens.end, TAKES_PLACE));
    near.any(|at| CONTESTED.iter().any(|words| doc.has(at, words)))
}

pub fn is_congress(doc: &Marked, cue: &Cue) -> bool {
    let end = cue.tokens.end;
    doc.low(cue.tokens.start) == "đại"
        && (doc.has(end, &["thi", "đua"])
            || doc.has(end, &["điển", "hình"])
            || doc.has(end, &["biểu", "dương"]))
}

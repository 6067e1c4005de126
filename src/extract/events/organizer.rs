//! Who held the event: the subject of `tổ chức`, else of the verb that tells what took place, else of
//! the title.

use super::cues::{Cue, cues};
use super::held::held_at;
use super::lead::Lead;
use crate::extract::marked::Marked;
use crate::extract::person;
use crate::extract::units;
use crate::extract::units::mention::HEADS;
use std::ops::Range;

/// The longest name, in tokens.
const LONGEST: usize = 30;

/// Words between a subject and its verb.
const ADVERBS: &[&str] = &[
    "đã", "vừa", "long", "trọng", "sẽ", "cũng", "tiếp", "tục", "chủ", "trì", "phối", "hợp", "trang",
    "nghiêm", "đồng", "loạt", "mới",
];

/// Words that begin what is set apart before the subject: `tại TP Đà Lạt, Ban Chấp hành …`, `Sáng nay, UBND …`.
const SET_APART: &[&str] = &[
    "tại", "ở", "trong", "nhân", "để", "thừa", "sáng", "trưa", "chiều", "tối", "hôm", "vừa", "mới", "ngày",
    "thực", "nhằm", "vào", "với", "được", "kỷ", "hướng", "dưới", "cùng", "theo", "sau", "hòa", "tiếp",
    "hưởng", "chào", "thiết", "căn", "bên", "trước", "ngay", "đúng", "phát", "chuẩn", "triển", "qua", "song",
];

/// The tokens of who held what the lead tells.
pub fn of_lead(doc: &Marked, lead: &Lead) -> Option<Range<usize>> {
    match held_at(doc, &lead.tokens) {
        Some(held) => subject(doc, clause_start(doc, lead, held), held),
        None => {
            let told = cues(doc, lead.tokens.clone(), false);
            let verb = told.iter().find(|cue| is_held_by(doc, cue)).map(|cue| cue.tokens.start);
            let opened = lead.tokens.clone().find(|i| doc.has(*i, &["mở", "hội", "nghị"]));
            let verb = opened.into_iter().chain(verb).min()?;
            body(doc, clause_start(doc, lead, verb)..verb)
        }
    }
}

/// Of who held what the title tells: `Cụm thi đua số 2 tổng kết công tác năm 2022`.
pub fn of_title(doc: &Marked, title: Range<usize>, told: &[Cue]) -> Option<Range<usize>> {
    let verb = told.iter().find(|cue| is_held_by(doc, cue))?.tokens.start;
    body(doc, title.start..verb)
}

/// The name as the text writes it, without abbreviations in brackets, and without the province that only
/// tells where its locality lies (`UBND xã A, tỉnh B`).
pub fn name(doc: &Marked, tokens: Range<usize>) -> String {
    let outer = tokens.clone().find(|&i| {
        doc.low(i) == ","
            && matches!(doc.low(i + 1), "tỉnh" | "huyện" | "thị" | "thành" | "tp")
            && (i + 2..tokens.end)
                .all(|k| doc.is_capital(k) || matches!(doc.low(k), "," | "-" | "tỉnh" | "xã" | "phố"))
            && doc.is_capital(tokens.end - 1)
    });
    // `UBND thị xã Hòa Thành, Tây Ninh`
    let bare = tokens.clone().rfind(|&i| {
        doc.low(i) == "," && i > tokens.start && units::resolve::is_province(doc.exported(i + 1..tokens.end))
    });
    let tokens = tokens.start..outer.or(bare).unwrap_or(tokens.end);
    units::without_definition(doc, tokens).trim_end_matches([',', ' ']).to_string()
}

/// Whether the subject of the word holds the event; who receives an award does not, nor does a contest.
fn is_held_by(doc: &Marked, cue: &Cue) -> bool {
    let receives = matches!(doc.low(cue.tokens.start), "đón" | "nhận" | "đoạt" | "gắn");
    !receives && !matches!(cue.kind, "contest" | "anniversary")
}

/// The subject within `tokens` if it begins as a body's name does.
pub fn body(doc: &Marked, tokens: Range<usize>) -> Option<Range<usize>> {
    let start = skip_apart(doc, tokens.start, tokens.end)?;
    // Small letters only: `Bà Rịa`, `Chí Linh` are places.
    let passive = (start..tokens.end).any(|i| matches!(doc.tokens[i].text, "được" | "ông" | "bà" | "chí"));
    (is_body(doc, start) && !passive).then(|| subject(doc, start, tokens.end))?
}

/// The subject that ends before the verb at `verb`.
fn subject(doc: &Marked, from: usize, verb: usize) -> Option<Range<usize>> {
    // `Hội thi do Sở Y tế tổ chức`; not `Cụm thi đua số 2 do Sở A làm Cụm trưởng tổ chức`
    let holds = |i: &usize| doc.low(*i) == "do" && !(i + 1..verb).any(|k| doc.low(k) == "làm");
    // `lễ phát động được Công ty X tổ chức`
    let held_by = |i: &usize| doc.low(*i) == "được" && is_body(doc, i + 1) && ends_name(doc, verb - 1);
    // `Phòng Nội vụ tham mưu UBND huyện X tổ chức`
    let advised = |i: &usize| doc.low(*i) == "mưu" && is_body(doc, i + 1) && ends_name(doc, verb - 1);
    let by = (from..verb).rfind(holds).or_else(|| (from..verb).rfind(|i| held_by(i) || advised(i)));
    let from = by.map_or(from, |i| i + 1);
    let mut end = verb;
    if end > from && doc.low(end - 1) == "được" {
        return None;
    }
    let adverb = |i: usize| ADVERBS.contains(&doc.tokens[i].text) || matches!(doc.low(i), "," | ":" | "-");
    // `tiến hành sơ kết`, but `Ban Chấp hành`.
    const TWO: &[&[&str]] = &[&["tiến", "hành"], &["trọng", "thể"], &["được", "giao"], &["được", "chọn"]];
    let two = |i: usize| TWO.iter().any(|words| doc.has(i, words));
    while end > from && adverb(end - 1) || end > from + 1 && two(end - 2) {
        end -= if adverb(end - 1) { 1 } else { 2 };
    }
    let start = behind_members(doc, skip_apart(doc, from, end)?);
    // What explains the name is no part of it; a bracket inside the name (`(CCB) tỉnh …`) is.
    // `Đảng ủy phường A đến nhà riêng trao …`, `UBND xã A đã hướng dẫn các thôn tổ chức …`: no name holds
    // a word of tense.
    let tense = |i: usize| i > start && matches!(doc.tokens[i].text, "đã" | "đang" | "sẽ" | "vừa");
    // `UBND huyện X công bố kết quả …`: the first verb behind a name ends it, not that of `Ban tổ chức`.
    let named = |i: usize| {
        (doc.is_capital(i) || doc.tokens[i].is_number() || doc.low(i) == ")")
            && (doc.low(i) != "ban" || person::is_in_locality(doc, i, false))
    };
    let verb = |i: usize| i > start && named(i - 1) && units::is_predicate(doc, i);
    let cut = (start..end).find(|i| {
        matches!(doc.low(*i), "gồm" | "đến")
            || *i > start && doc.low(*i) == "do"
            || doc.has(*i, &["phối", "hợp"])
            || tense(*i)
            || verb(*i)
    });
    end = cut.unwrap_or(end);
    while end > start && matches!(doc.low(end - 1), "(" | "," | "-") {
        end -= 1;
    }
    if end > start && doc.low(end - 1) == ")" {
        end = (start..end).rfind(|i| doc.low(*i) == "(").unwrap_or(end);
    }
    // `Hội nghị đã tổ chức ký giao ước`: the event holds nothing.
    const EVENTS: &[&[&str]] =
        &[&["hội", "nghị"], &["buổi"], &["lễ"], &["chương", "trình"], &["cuộc", "họp"], &["đại", "hội"]];
    let event = EVENTS.iter().any(|words| doc.has(start, words));
    let named = start < end && end - start <= LONGEST && doc.tokens[start].is_word() && !event;
    named.then_some(start..end)
}

/// `thầy và trò | Trường X`, `tập thể cán bộ, giáo viên | Trường X`: behind those who hold it for their body.
fn behind_members(doc: &Marked, start: usize) -> usize {
    const MEMBERS: &[&[&str]] =
        &[&["thầy", "và", "trò"], &["thầy", "trò"], &["thầy", "cô"], &["tập", "thể", "cán", "bộ"]];
    let members = MEMBERS.iter().any(|words| doc.has(start, words));
    let small = |k: &usize| !doc.is_capital(*k) && doc.tokens.get(*k).is_some_and(|t| !t.is_number());
    let behind = || (start..start + 14).find(|k| !small(k)).filter(|&k| is_body(doc, k));
    if members { behind().unwrap_or(start) } else { start }
}

/// Whether a name may end with token `i`.
fn ends_name(doc: &Marked, i: usize) -> bool {
    doc.is_capital(i) || matches!(doc.low(i), "tỉnh" | "huyện" | "xã" | "phường" | "trường" | ")")
}

/// The first token behind what is set apart before a subject.
fn skip_apart(doc: &Marked, from: usize, end: usize) -> Option<usize> {
    let mut start = from;
    while start < end {
        // `ngày 25/4 tới, Sở …`, `ngày 20/12 vừa qua, Hội …`
        let said_of_day = matches!(doc.low(start), "tới" | "này" | "qua") && doc.low(start + 1) == ",";
        let just = doc.has(start, &["vừa", "qua", ","]);
        // `Sáng 13/01 (nhằm ngày 22 tháng Chạp), …`
        if doc.low(start) == "("
            && let Some(close) = (start..end).find(|i| doc.low(*i) == ")")
        {
            start = close + 1;
        } else if said_of_day || just || matches!(doc.low(start), "," | "-" | ")" | ":" | "*") {
            start += 1;
        } else if SET_APART.contains(&doc.low(start)) {
            start = behind_apart(doc, start, end)?;
        } else {
            break;
        }
    }
    Some(start)
}

/// The first token behind what the word at `start` sets apart: behind its comma, and behind the localities
/// in which a place lies (`tại bản Trung Chính, xã Yên Khê, Sở Nội vụ …`).
fn behind_apart(doc: &Marked, start: usize, end: usize) -> Option<usize> {
    // `cụm thi đua số 7 gồm các xã A, B tổ chức`: the commas behind `gồm` set nothing apart.
    let end = (start..end).find(|i| doc.low(*i) == "gồm").unwrap_or(end);
    let comma = |from: usize| (from..end).find(|i| doc.low(*i) == ",");
    let Some(first) = comma(start + 1) else {
        // `tại hội trường UBND xã A cụm thi đua số 7 tổ chức`: the last body that begins there.
        return (start + 2..end).rfind(|i| is_body(doc, *i) && !is_locality(doc, *i));
    };
    let mut at = first + 1;
    // `dưới sự chủ trì của ông A, Bí thư Tỉnh ủy, Ban Thường vụ Tỉnh ủy …`: his positions too.
    while doc.low(start) == "dưới"
        && person::is_position(doc, at)
        && let Some(next) = comma(at)
    {
        at = next + 1;
    }
    if doc.low(start) == "tại" {
        while is_locality(doc, at)
            && let Some(next) = comma(at)
            && is_body(doc, next + 1)
        {
            let last = !is_locality(doc, next + 1) || comma(next + 1).is_some();
            if !last {
                break;
            }
            at = next + 1;
        }
    }
    Some(at)
}

/// Whether the name of a body or a locality begins at token `i`; councils are bodies here.
fn is_body(doc: &Marked, i: usize) -> bool {
    let council = || doc.has(i, &["hội", "đồng"]);
    HEADS.at(doc, i).is_some_and(|hit| hit.row.value(1) != "skip" || hit.row.value(0) == "lead") || council()
}

fn is_locality(doc: &Marked, i: usize) -> bool {
    HEADS.at(doc, i).is_some_and(|hit| hit.row.value(1) == "place")
}

/// Behind the date, else behind the agency's prefix (`(GLO) -`, `CTTĐT -`).
fn clause_start(doc: &Marked, lead: &Lead, verb: usize) -> usize {
    if let Some(date) = lead.date {
        let behind = lead.tokens.clone().find(|i| doc.tokens[*i].char_start >= date.end);
        if let Some(at) = behind.filter(|at| *at < verb) {
            return at;
        }
    }
    let from = lead.tokens.start;
    // `* VỤ BẢN: Hội Nông dân huyện …`: the place that heads an item of several.
    let label = (from..verb.min(from + 6)).find(|i| doc.low(*i) == ":");
    let is_label = |i: &usize| (from..*i).all(|k| doc.is_capital(k) || doc.low(k) == "*");
    if let Some(at) = label.filter(is_label) {
        return at + 1;
    }
    let prefix = (from..verb.min(from + 6)).find(|i| doc.low(*i) == "-" && doc.tokens[*i].spaced);
    prefix.map_or(from, |i| i + 1)
}

//! Names that follow in the rest of a sentence (`…, gồm: A; B`) or in the one behind (`Các cá nhân gồm: …`).

use super::super::begins;
use super::super::draft::Draft;
use super::super::name;
use super::super::recipients::{Item, Names, Reader};
use super::fill;
use std::ops::Range;

/// Tokens between a kind of recipient and the colon or `gồm` before its names.
const OPENING: usize = 14;

/// Rule `award-names-follow`: `Các tập thể gồm: A; B; C.`, `Hai em học sinh này là: A và B`, `Đó là ông A`
/// name the recipients counted in the sentences before. Whether the sentence does so.
pub fn sentence<'t>(reader: &Reader<'_, 't>, sentence: Range<usize>, drafts: &mut [Draft<'t>]) -> bool {
    let doc = reader.doc;
    let opens =
        matches!(doc.low(sentence.start), "các" | "những" | "trong" | "gồm" | "đó" | "cụ" | "hai" | "ba")
            || doc.tokens[sentence.start].is_number();
    if !opens || drafts.is_empty() {
        return false;
    }
    if let Some((at, count)) = some_of(reader, sentence.clone()) {
        let from = drafts.len().saturating_sub(6);
        return name_some(reader, at, sentence.end, Some(count), &mut drafts[from..]);
    }
    let limit = sentence.end.min(sentence.start + OPENING);
    let opening = |i: &usize| matches!(doc.low(*i), "gồm" | ":" | "là");
    let Some(at) = (sentence.start..limit).find(opening) else { return false };
    // `Các đơn vị tham gia hội thao gồm: …` names others.
    let others = |k: usize| matches!(doc.low(k), "tham" | "dự" | "phối" | "chia" | "mời" | "thành" | "chủ");
    // Where the opening names an award, the clause reads it: `Hai tập thể là A, B và 3 cá nhân được … tặng Bằng
    // khen`; and so where those named get one.
    let passive = |k: usize| matches!(doc.low(k), "được" | "nhận" | "đạt");
    let names = name::all(doc, sentence.clone());
    let own = names.iter().any(|n| n.first() < at || (at..n.first()).any(passive));
    if (sentence.start..at).any(others) || own {
        return false;
    }
    let noun = (sentence.start..at).find_map(|i| reader.noun_at(i)).map(|n| n.1);
    // `Trong đó, nổi bật là xã A` is said of anything.
    let told = noun.is_some() || doc.low(sentence.start) != "trong" && doc.low(sentence.start) != "các";
    if !told {
        return false;
    }
    let kind = noun.filter(|&kind| kind != "any");
    let from = drafts.len().saturating_sub(6);
    name_counted(reader, at, sentence.end, kind, &mut drafts[from..])
}

/// Rule `award-names-follow`: `… cho 2 tập thể và 3 cá nhân có thành tích, gồm: A, B; các ông C, D, E`, `2 tập thể
/// được tặng Bằng khen, đó là A và B`, `3 xã nhận Bằng khen của UBND tỉnh (A, B, C)` name those that the sentence
/// has counted.
pub fn within<'t>(reader: &Reader<'_, 't>, sentence: Range<usize>, drafts: &mut [Draft<'t>]) {
    let Some(counted) =
        drafts.iter().filter(|d| d.names.is_empty() && d.count.is_some()).map(|d| d.tokens.end).max()
    else {
        return;
    };
    let doc = reader.doc;
    // `Trong 9 cá nhân được tặng Bằng khen có ông A, bà B`
    if let Some((at, count)) = some_of(reader, sentence.clone())
        && name_some(reader, at, sentence.end, Some(count), drafts)
    {
        return;
    }
    let mut parts = doc.each(counted..sentence.end, begins::PARTS);
    let some = parts.find(|&k| doc.has(k, &["trong", "đó", "có"]));
    if let Some(at) = some.map(|k| k + 3).filter(|&k| reader.named_at(k, sentence.end).is_some()) {
        name_some(reader, at, sentence.end, None, drafts);
        return;
    }
    let opens = |k: &usize| match doc.low(*k) {
        "gồm" | ":" => true,
        "là" => doc.low(k - 1) == "đó",
        _ => false,
    };
    let behind = counted.max(sentence.start)..sentence.end;
    if let Some(at) = doc.each(behind.clone(), begins::PARTS | begins::COLON | begins::LINK).find(opens) {
        // `9 cá nhân …, gồm ông A, bà B và 7 người khác`
        if !name_counted(reader, at, sentence.end, None, drafts) && doc.low(at) == "gồm" {
            name_some(reader, behind_colon(reader, at), sentence.end, None, drafts);
        }
        return;
    }
    let mut brackets = doc.each(behind, begins::BRACKET).filter(|&k| doc.low(k) == "(");
    brackets.any(|open| name_bracketed(reader, open, sentence.end, drafts));
}

/// Gives the names that fill the bracket at `open` to the last of `drafts` that counts as many of their kind.
fn name_bracketed<'t>(reader: &Reader<'_, 't>, open: usize, limit: usize, drafts: &mut [Draft<'t>]) -> bool {
    let close = reader.close_of(open, limit);
    let (items, end) = reader.list(open + 1, close);
    let named = |i: &Item| i.count.is_none() && !i.names.is_empty();
    let alike = items.windows(2).all(|two| two[0].kind == two[1].kind);
    if items.is_empty() || end < close || !alike || !items.iter().all(named) {
        return false;
    }
    let names: Names = items.iter().flat_map(|i| i.names.iter().cloned()).collect();
    let of_clause = |end: usize| end <= open && (end..open).all(|k| reader.doc.low(k) != ";");
    let wants = |d: &&mut Draft| {
        d.names.is_empty()
            && d.kind == items[0].kind
            && d.count == Some(names.len() as u64)
            && of_clause(d.tokens.end)
    };
    let Some(draft) = drafts.iter_mut().rev().find(wants) else { return false };
    draft.names = names;
    true
}

/// The token behind the opening word at `at` and its colon.
fn behind_colon(reader: &Reader, at: usize) -> usize {
    if reader.doc.low(at + 1) == ":" { at + 2 } else { at + 1 }
}

/// Gives the names behind the opening word at `at` to those of `drafts` that count them, kind by kind.
fn name_counted<'t>(
    reader: &Reader<'_, 't>,
    at: usize,
    end: usize,
    kind: Option<&'static str>,
    drafts: &mut [Draft<'t>],
) -> bool {
    let first = behind_colon(reader, at);
    let wanted = |d: &&Draft| {
        d.names.is_empty() && d.count.is_some_and(|c| c > 0) && kind.is_none_or(|k| d.kind == Some(k))
    };
    let most = drafts.iter().filter(wanted).filter_map(|d| d.count).max();
    let items = match (kind, most) {
        (_, None) => return false,
        (Some(kind), Some(most)) => {
            let (names, stop) = reader.names(first, end, most, Some(kind));
            vec![Item { tokens: first..stop, kind: Some(kind), names, ..Item::default() }]
        }
        (None, _) => reader.list(first, end).0,
    };
    let items: Vec<Item> = items.into_iter().filter(|i| !i.names.is_empty()).collect();
    let mut any = false;
    for kind in ["collective", "individual", "household"].map(Some) {
        let own: Vec<&Item> = items.iter().filter(|i| i.kind == kind).collect();
        any |= !own.is_empty() && fill(drafts, kind, &own);
    }
    any
}

/// `Trong số 29 cá nhân có bà A; ông B`, `Trong 6 gia đình được khen thưởng có gia đình ông C`: where the
/// names of some begin, and of how many.
fn some_of(reader: &Reader, sentence: Range<usize>) -> Option<(usize, u64)> {
    let doc = reader.doc;
    let first = sentence.start + if doc.low(sentence.start + 1) == "số" { 2 } else { 1 };
    let count = reader.counted_at(first, sentence.end).filter(|_| doc.low(sentence.start) == "trong")?;
    let at = (count.tokens.end..sentence.end.min(count.tokens.end + 10)).find(|&k| doc.low(k) == "có")?;
    reader.named_at(at + 1, sentence.end)?;
    Some((at + 1, count.count?))
}

/// Gives the names of some, from token `first` on, to the last of `drafts` of their kind that counts more
/// of them, or just `count`.
fn name_some<'t>(
    reader: &Reader<'_, 't>,
    first: usize,
    end: usize,
    count: Option<u64>,
    drafts: &mut [Draft<'t>],
) -> bool {
    let (items, _) = reader.list(first, end);
    let items: Vec<&Item> = items.iter().filter(|i| i.count.is_none() && !i.names.is_empty()).collect();
    let Some(kind) = items.first().map(|i| i.kind) else { return false };
    let names: Names =
        items.iter().filter(|i| i.kind == kind).flat_map(|i| i.names.iter().cloned()).collect();
    let wants = |d: &&mut Draft| {
        let more = d.count.is_some_and(|c| names.len() as u64 <= c && count.is_none_or(|n| n == c));
        d.names.is_empty() && d.kind == kind && more
    };
    let Some(draft) = drafts.iter_mut().rev().find(wants) else { return false };
    draft.names = names;
    true
}

//! Bare names: localities that stand without their kind word.

use super::mention::{self, Locality, Named};
use super::places::known_length;
use super::resolve::{self, rank};
use super::{expansion, key};
use crate::extract::person;
use crate::extract::token::Doc;
use crate::gazetteer;
use crate::model::Official;
use crate::normalise::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// Names of localities that stand without their kind word: a province anywhere, others where the
/// article names them with it.
pub(super) fn bare_names(
    doc: &Doc,
    list: &[Named],
    officials: &[Official],
    as_of: Option<&str>,
) -> Vec<Named> {
    let mut known: FxHashMap<String, Named> = FxHashMap::default();
    for named in list {
        if let Some(place) =
            &named.locality.as_ref().filter(|l| !l.name.is_empty()).and_then(|l| with_kind(named, l))
        {
            let kind = match rank(place) {
                Some(1) => "province",
                Some(2) => "district",
                Some(3) => "commune",
                _ => "village",
            };
            let name = format!("{} {}", place.kind, place.name);
            let entry = Named {
                name,
                kind,
                is_place: true,
                locality: Some(place.clone()),
                rule: "unit-bare-place",
                ..named.clone()
            };
            known.entry(key(&place.name)).or_insert(entry);
        }
    }
    let first: FxHashSet<&str> = known.keys().filter_map(|name| name.split(' ').next()).collect();
    let mut taken = vec![false; doc.tokens.len()];
    list.iter().flat_map(|n| n.tokens.clone()).for_each(|i| taken[i] = true);
    mark_persons(doc, officials, &mut taken);
    let mut found = Vec::new();
    let mut i = 0;
    while i < doc.tokens.len() {
        let named = may_be_named(doc, i, &taken, &first).then(|| bare_name_at(doc, i, &taken, &known, as_of));
        match named.flatten() {
            Some(named) => {
                i = named.tokens.end;
                let from = found.len();
                found.push(named);
                beside(doc, &taken, &mut found, from, as_of);
                i = found[from..].iter().map(|n| n.tokens.end).max().unwrap_or(i);
            }
            None => i += 1,
        }
    }
    found
}

/// `Đức Hòa, Cần Đước và Thủ Thừa`, of which the article names one with its kind elsewhere: districts or
/// communes of one province in a row. Adds the others to `found`, whose entry `known` is that one.
fn beside(doc: &Doc, taken: &[bool], found: &mut Vec<Named>, known: usize, as_of: Option<&str>) {
    let first = found[known].clone();
    let Some(place) = first.locality.clone().filter(|_| matches!(first.kind, "district" | "commune")) else {
        return;
    };
    let joins = |i: usize| matches!(doc.low(i), "," | "và" | "cùng");
    let is_row = |range: &std::ops::Range<usize>| {
        let whole = |i: usize| !doc.is_capital(i) || taken[i];
        range.start > 0 && whole(range.start - 1) && (range.end >= doc.tokens.len() || whole(range.end))
    };
    let full = |i: std::ops::Range<usize>| format!("{} {}", place.kind, doc.exported(i));
    let own = format!("{} {}", place.kind, place.name);
    let member = |at: usize| {
        let end = at + known_length(doc, at).filter(|n| *n > 1)?;
        let range = at..end;
        let free = range.clone().all(|k| !taken[k] && doc.is_capital(k)) && is_row(&range);
        let same = doc.tokens[at].sentence == doc.tokens[first.tokens.start].sentence;
        let name = full(range.clone());
        if !free
            || !same
            || resolve::is_province(doc.exported(range.clone()))
            || !resolve::is_name_of(&name, first.kind)
        {
            return None;
        }
        // Both are of one province, as of the day.
        let both = gazetteer::get().resolve(&[&own, &name], as_of, &[]);
        let province =
            |n: usize| both[n].one().and_then(|p| gazetteer::get().province(p, as_of)).map(|p| p.code);
        (province(0).is_some() && province(0) == province(1)).then_some(range)
    };
    let mut row = Vec::new();
    let mut at = first.tokens.start;
    while at > 2 && joins(at - 1) {
        let end = at - 1 - usize::from(doc.low(at - 1) == "và" && doc.low(at - 2) == ",");
        let behind = found[..known].last().map_or(0, |last| last.tokens.end);
        let starts = (2..5).filter_map(|n| end.checked_sub(n)).filter(|s| *s >= behind);
        let Some(range) = starts.filter_map(member).find(|range| range.end == end) else { break };
        at = range.start;
        row.push(range);
    }
    at = first.tokens.end;
    while joins(at) {
        let next = at + 1 + usize::from(doc.low(at) == "," && doc.low(at + 1) == "và");
        let Some(range) = doc.tokens.get(next).and_then(|_| member(next)) else { break };
        at = range.end;
        row.push(range);
    }
    for range in row {
        let name = doc.exported(range.clone()).to_string();
        found.push(Named {
            name: full(range.clone()),
            from: range.start,
            locality: Some(Locality { name, ..place.clone() }),
            tokens: range,
            ..first.clone()
        });
    }
}

/// The locality with its kind word: its own, or the one that the name of its party committee or youth union
/// implies (`Huyện ủy Thanh Miện`). A province's name stays the province's.
fn with_kind(named: &Named, place: &Locality) -> Option<Locality> {
    if !place.kind.is_empty() {
        return Some(place.clone());
    }
    if resolve::is_province(&place.name) || named.name.len() > place.name.len() + 64 {
        return None;
    }
    let name = fold::exact(&named.name);
    let (_, word) = resolve::IMPLIED.iter().find(|(head, _)| name.contains(head))?;
    Some(Locality { kind: (*word).to_string(), ..place.clone() })
}

/// Whether a province may stand at token `i`, or one of the known names, of which `first` are the first
/// words. Asked first, as most capitals open neither.
fn may_be_named(doc: &Doc, i: usize, taken: &[bool], first: &FxHashSet<&str>) -> bool {
    if taken[i] || !doc.is_capital(i) {
        return false;
    }
    let word = doc.low(i);
    let whole = expansion(word).map_or(word, |long| long.split(' ').next().unwrap_or(long));
    doc.trace.is_on()
        || first.contains(whole)
        || matches!(word, "của" | "và" | "các")
        || gazetteer::get().may_begin_province(word)
            && known_length(doc, i).is_some_and(|n| resolve::is_province(doc.exported(i..i + n)))
}

fn bare_name_at(
    doc: &Doc,
    i: usize,
    taken: &[bool],
    known: &FxHashMap<String, Named>,
    as_of: Option<&str>,
) -> Option<Named> {
    let token = &doc.tokens[i];
    if taken[i] || !token.is_capital() {
        return None;
    }
    // Inside a longer run of capitals a name is part of another name.
    let inner = i > 0 && {
        let before = &doc.tokens[i - 1];
        let noun = matches!(before.lower, "đoàn" | "đội") || doc.sentence_of(i).start == i - 1;
        !taken[i - 1] && before.is_capital() && !before.is_upper() && before.block == token.block && !noun
    };
    if inner {
        return None;
    }
    let end = mention::place_name(doc, i, "district")?;
    if taken[i..end].iter().any(|t| *t) {
        return None;
    }
    let outer = doc.tokens.get(end).is_some_and(|t| t.block == token.block && t.is_capital() && !taken[end]);
    let words = doc.exported(i..end);
    let entry = if known.is_empty() { None } else { known.get(&key(words)) };
    let sentence_start = i == doc.sentence_of(i).start;
    if let Some(entry) = entry.filter(|e| e.kind != "village") {
        return Some(Named { tokens: i..end, from: i, ..entry.clone() });
    }
    if (outer && !sentence_start) || !resolve::is_province(words) {
        return None;
    }
    // The President's name is not the city's unless its kind word stands there.
    if fold::plain(words) == "ho chi minh" {
        return None;
    }
    let kind = resolve::province_word(words, as_of);
    Some(Named {
        tokens: i..end,
        from: i,
        name: format!("{kind} {words}"),
        kind: "province",
        is_place: true,
        locality: Some(Locality { kind: kind.to_string(), name: words.to_string(), place: None }),
        rule: "unit-bare-province",
    })
}

/// Marks the tokens of persons' names: `Nguyễn Bình Định` names no province.
fn mark_persons(doc: &Doc, officials: &[Official], taken: &mut [bool]) {
    for mention in officials.iter().flat_map(|o| &o.mentions) {
        let first = doc.tokens.partition_point(|t| t.char_start < mention.start);
        let behind = doc.tokens.partition_point(|t| t.char_end <= mention.end);
        taken[first..behind.max(first)].fill(true);
    }
    let mut i = 0;
    while i < doc.tokens.len() {
        let fresh = !taken[i] && doc.is_capital(i) && person::is_surname(doc.tokens[i].lower);
        let team =
            |end: usize| doc.low(i) == "đoàn" && gazetteer::get().is_province_name(doc.exported(i + 1..end));
        let name = if fresh { person::name_at(doc, i) } else { None };
        match name.filter(|&end| end > i + 2 && !team(end)) {
            Some(end) => {
                taken[i..end].iter_mut().for_each(|t| *t = true);
                i = end;
            }
            None => i += 1,
        }
    }
}

//! Bare names: localities that stand without their kind word.

use super::mention::{self, Locality, Named};
use super::places::{joined, known_length, words_from};
use super::resolve::{self, rank};
use super::{Keys, PlaceKeys, expansion, is_left_out, key};
use crate::extract::person;
use crate::extract::token::{Doc, hash_of};
use crate::gazetteer;
use crate::model::Official;
use crate::normalise::fold;

/// Names of localities that stand without their kind word: a province anywhere, others where the
/// article names them with it.
pub(super) fn bare_names<'t>(
    doc: &Doc<'t>,
    list: &[Named<'t>],
    places: &mut PlaceKeys<'t>,
    officials: &[Official],
    as_of: Option<&str>,
) -> Vec<Named<'t>> {
    let known = named_with_kind(list, places);
    let keys = &places.keys;
    let mut first = FirstWords::of(keys);
    let mut taken = vec![false; doc.tokens.len()];
    list.iter().for_each(|n| taken[n.tokens.clone()].fill(true));
    mark_officials(doc, officials, &mut taken);
    let mut capitals: Vec<usize> = Vec::with_capacity(doc.tokens.len() / 4);
    for (i, token) in doc.tokens.iter().enumerate() {
        if token.is_capital() && !taken[i] {
            capitals.push(i);
        }
    }
    mark_persons(doc, &capitals, &mut taken);
    let mut found = Vec::new();
    let mut behind = 0;
    for &i in &capitals {
        if i >= behind
            && may_be_named(doc, i, &taken, &mut first)
            && let Some(named) = bare_name_at(doc, i, &taken, |name| Some(known[keys.find(name)?]), as_of)
        {
            let from = found.len();
            found.push(named);
            beside(doc, &taken, &mut found, from, as_of);
            behind = found[from..].iter().map(|n| n.tokens.end).max().unwrap_or(behind);
        }
    }
    found
}

/// `Đức Hòa, Cần Đước và Thủ Thừa`, of which the article names one with its kind elsewhere: districts or
/// communes of one province in a row. Adds the others to `found`, whose entry `known` is that one.
fn beside<'t>(doc: &Doc<'t>, taken: &[bool], found: &mut Vec<Named<'t>>, known: usize, as_of: Option<&str>) {
    let first = found[known].clone();
    let Some(place) = first.locality.filter(|_| matches!(first.kind, "district" | "commune")) else {
        return;
    };
    let joins = |i: usize| matches!(doc.low(i), "," | "và" | "cùng");
    let is_row = |range: &std::ops::Range<usize>| {
        let whole = |i: usize| !doc.is_capital(i) || taken[i];
        range.start > 0 && whole(range.start - 1) && (range.end >= doc.tokens.len() || whole(range.end))
    };
    let full = |i: std::ops::Range<usize>| joined(place.kind, doc.exported(i));
    let own = joined(place.kind, place.name);
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
        let name = doc.exported(range.clone());
        found.push(Named {
            name: full(range.clone()).into(),
            from: range.start,
            locality: Some(Locality { name, ..place }),
            tokens: range,
            ..first.clone()
        });
    }
}

/// The localities that the article names with their kind word, by the number of the [`key`] of their
/// names: the first of each.
fn named_with_kind<'t>(list: &[Named<'t>], places: &mut PlaceKeys<'t>) -> Vec<Locality<'t>> {
    let mut known: Vec<Locality> = Vec::new();
    for named in list {
        let place = named.locality.filter(|l| !l.name.is_empty() && !places.written.contains_key(l.name));
        if let Some(place) = place.and_then(|place| with_kind(named, place))
            && places.of(place.name) == known.len()
        {
            known.push(place);
        }
    }
    known
}

/// The locality with its kind word: its own, or the one that the name of its party committee or youth union
/// implies (`Huyện ủy Thanh Miện`). A province's name stays the province's.
fn with_kind<'t>(named: &Named, place: Locality<'t>) -> Option<Locality<'t>> {
    if !place.kind.is_empty() {
        return Some(place);
    }
    if resolve::is_province(place.name) || named.name.len() > place.name.len() + 64 {
        return None;
    }
    let name = fold::exact(&named.name);
    let (_, word) = resolve::IMPLIED.iter().find(|(head, _)| name.contains(head))?;
    Some(Locality { kind: word, ..place })
}

/// What the first words of names are asked: enough to refuse nearly all others.
struct FirstWords {
    /// A bit for some of the hash of the first word of each key.
    keys: [u64; FIRST_WORDS / 64],
    /// Hashes of words with which no province's name begins: an article writes them again and again.
    no_province: [u64; NO_PROVINCE],
}

/// Bits of the set: few articles name more localities.
const FIRST_WORDS: usize = 1024;
/// Capitals that open no name: few articles have more, and those are asked again.
const NO_PROVINCE: usize = 128;

impl FirstWords {
    fn of(keys: &Keys) -> Self {
        let mut first = FirstWords { keys: [0; FIRST_WORDS / 64], no_province: [0; NO_PROVINCE] };
        for word in keys.all().filter_map(|name| name.split(' ').next()) {
            let bit = Self::place(hash_of(word), FIRST_WORDS);
            first.keys[bit / 64] |= 1 << (bit % 64);
        }
        first
    }

    /// Whether a key may begin with a word of this [`hash_of`].
    fn may_have(&self, hash: u64) -> bool {
        let bit = Self::place(hash, FIRST_WORDS);
        self.keys[bit / 64] & 1 << (bit % 64) != 0
    }

    /// Whether the name of a province may begin at token `i`.
    fn may_begin_province(&mut self, doc: &Doc, i: usize) -> bool {
        let hash = doc.tokens[i].hash;
        let refused = &mut self.no_province[Self::place(hash, NO_PROVINCE)];
        if *refused == hash {
            return false;
        }
        let province = gazetteer::get().province_ahead(words_from(doc, i));
        if province.is_none() {
            *refused = hash;
        }
        province == Some(true)
    }

    /// Taken from the upper bits, which mix best.
    fn place(hash: u64, places: usize) -> usize {
        (hash >> 40) as usize % places
    }
}

/// Whether a province may stand at token `i`, or one of the known names, of whose keys `first` are the first
/// words. Asked first, as most capitals open neither.
fn may_be_named(doc: &Doc, i: usize, taken: &[bool], first: &mut FirstWords) -> bool {
    if taken[i] || is_inner(doc, i, taken) {
        return false;
    }
    let token = &doc.tokens[i];
    doc.trace.is_on()
        || first.may_have(token.hash)
        // Of these the key begins with another word.
        || is_left_out(token.lower)
        || expansion(token.lower, token.hash).is_some()
        || first.may_begin_province(doc, i)
}

/// Whether token `i` stands inside a longer run of capitals: a name there is part of another name.
fn is_inner(doc: &Doc, i: usize, taken: &[bool]) -> bool {
    i > 0 && {
        let before = &doc.tokens[i - 1];
        let noun = || matches!(before.lower, "đoàn" | "đội") || doc.sentence_of(i).start == i - 1;
        before.is_capital()
            && !taken[i - 1]
            && !before.is_upper()
            && before.block == doc.tokens[i].block
            && !noun()
    }
}

fn bare_name_at<'t>(
    doc: &Doc<'t>,
    i: usize,
    taken: &[bool],
    known: impl Fn(&str) -> Option<Locality<'t>>,
    as_of: Option<&str>,
) -> Option<Named<'t>> {
    let token = &doc.tokens[i];
    let end = mention::place_name(doc, i, "district")?;
    if taken[i..end].iter().any(|t| *t) {
        return None;
    }
    let outer = doc.tokens.get(end).is_some_and(|t| t.block == token.block && t.is_capital() && !taken[end]);
    let words = doc.exported(i..end);
    let sentence_start = i == doc.sentence_of(i).start;
    let place = |kind, locality: Locality<'t>, rule| Named {
        tokens: i..end,
        from: i,
        name: joined(locality.kind, locality.name).into(),
        kind,
        is_place: true,
        locality: Some(locality),
        rule,
        key: 0,
    };
    if let Some((known, rank)) = known(&key(words)).and_then(|known| Some((known, rank(&known)?))) {
        let kind = match rank {
            1 => "province",
            2 => "district",
            _ => "commune",
        };
        return Some(place(kind, known, "unit-bare-place"));
    }
    if (outer && !sentence_start) || !resolve::is_province(words) {
        return None;
    }
    // The President's name is not the city's unless its kind word stands there, or a locality of it before.
    if fold::plain(words) == "ho chi minh" && !tells_where(doc, i, end, taken) {
        return None;
    }
    let kind = resolve::province_word(words, as_of);
    Some(place("province", Locality { kind, name: words, place: None }, "unit-bare-province"))
}

/// Whether the tokens `i..end` tell where the unit before them lies: `UBND phường An Nhơn (Hồ Chí Minh)`.
fn tells_where(doc: &Doc, i: usize, end: usize, taken: &[bool]) -> bool {
    let unit = |mark: usize| mark > 0 && taken[mark - 1] && doc.is_capital(mark - 1);
    i > 1
        && match doc.low(i - 1) {
            "(" => doc.low(end) == ")" && unit(i - 1),
            "," => unit(i - 1) && !doc.is_capital(end),
            _ => false,
        }
}

/// Marks the tokens of the officials' names.
fn mark_officials(doc: &Doc, officials: &[Official], taken: &mut [bool]) {
    for mention in officials.iter().flat_map(|o| &o.mentions) {
        let first = doc.tokens.partition_point(|t| t.char_start < mention.start);
        let behind = doc.tokens.partition_point(|t| t.char_end <= mention.end);
        taken[first..behind.max(first)].fill(true);
    }
}

/// Marks the tokens of other persons' names: `Nguyễn Bình Định` names no province.
fn mark_persons(doc: &Doc, capitals: &[usize], taken: &mut [bool]) {
    for &i in capitals {
        let fresh = !taken[i] && person::is_surname(doc, i);
        let team =
            |end: usize| doc.low(i) == "đoàn" && gazetteer::get().is_province_name(doc.exported(i + 1..end));
        let name = if fresh { person::name_at(doc, i) } else { None };
        let city = |end: usize| tells_where(doc, i, end, taken) && resolve::is_province(doc.exported(i..end));
        if let Some(end) = name.filter(|&end| end > i + 2 && !team(end) && !city(end)) {
            taken[i..end].fill(true);
        }
    }
}

//! Localities and organisations by name.
//!
//! [`mention`] reads them one by one; here the bare names are added (`Bắc Hà` where the article
//! names `huyện Bắc Hà`, a province anywhere), the bare bodies (`UBND huyện`) are given to the
//! article's own locality, and the mentions of one unit become one entry.

pub mod mention;
pub mod resolve;
#[cfg(test)]
mod tests;

pub use resolve::rank;

use crate::extract::person;
use crate::extract::token::Doc;
use crate::gazetteer;
use crate::model::{Mention, Official, Province, Unit};
use crate::normalise::fold;
use mention::{Locality, Named};
use std::collections::HashMap;

/// The mentions of an article's units, with the names of its own localities.
pub struct Mentions {
    /// In reading order; none overlaps another.
    pub list: Vec<Named>,
    /// The article's own localities by rank: province, district, commune.
    pub own: [Option<Locality>; 3],
}

/// Reads all mentions of units.
pub fn mentions(doc: &Doc, officials: &[Official], as_of: Option<&str>) -> Mentions {
    let mut list = mention::scan(doc);
    let bare = bare_names(doc, &list, officials, as_of);
    list.extend(bare);
    list.sort_by_key(|n| n.tokens.start);
    resolve::resolve(&mut list, as_of);
    // A bare body takes the full name where the article gives it; else its locality only.
    let own = [own_locality(&list, 1), own_locality(&list, 2), own_locality(&list, 3)];
    let full: std::collections::HashSet<String> = list.iter().map(|n| key(&n.name)).collect();
    for named in &mut list {
        resolve_bare_body(named, &own, &full);
    }
    Mentions { list, own }
}

/// The units of an article: one entry a unit.
pub fn find(doc: &Doc, mentions: &Mentions, as_of: Option<&str>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for named in &mentions.list {
        let span = doc.span(named.tokens.clone());
        let at = *by_name.entry(key(&named.name)).or_insert_with(|| {
            units.push(Unit {
                name: named.name.clone(),
                kind: kind(named).to_string(),
                rule: named.rule.to_string(),
                ..Unit::default()
            });
            units.len() - 1
        });
        if units[at].code.is_none() {
            key_of(&mut units[at], named, as_of);
        }
        if is_capitals(&units[at].name) && !is_capitals(&named.name) {
            units[at].name.clone_from(&named.name);
        }
        units[at].mentions.push(Mention { start: span.start, end: span.end });
    }
    units
}

/// Kind of the data model; a `thành phố` is a province or a district.
fn kind(named: &Named) -> &'static str {
    match (named.kind, named.locality.as_ref().and_then(rank)) {
        ("city", Some(1)) => "province",
        ("city", _) => "district",
        (kind, _) => kind,
    }
}

/// Gives a unit the gazetteer's key of its locality; a village has none.
fn key_of(unit: &mut Unit, named: &Named, as_of: Option<&str>) {
    let Some(place) = named.locality.as_ref().and_then(|l| l.place) else { return };
    unit.level = Some(place.level);
    unit.code = Some(place.code.to_string());
    unit.valid_from = place.since().map(str::to_string);
    unit.province = gazetteer::get().province(place, as_of).map(|p| p.name.to_string());
}

/// The province where the report is set: that of its own district or commune, else its own.
pub fn province(mentions: &Mentions, as_of: Option<&str>) -> Option<Province> {
    let [province, district, commune] = &mentions.own;
    let of = |locality: &Option<Locality>| {
        let place = locality.as_ref()?.place?;
        gazetteer::get().province(place, as_of)
    };
    let named = of(province);
    let local = of(district).or_else(|| of(commune));
    // Where the text names a province, its own district lies in it or proves nothing.
    let place = named.or(local)?;
    Some(Province { name: place.name.to_string(), code: Some(place.code.to_string()) })
}

/// Whether a name stands in capitals, as in a headline.
fn is_capitals(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

/// The form in which two names of one unit compare equal: folded, abbreviations written out.
pub fn key(name: &str) -> String {
    let folded = fold::exact(name);
    let words =
        folded.split(|c: char| !c.is_alphanumeric() && c != '&' && c != '\'').filter(|w| !w.is_empty());
    let mut out = String::with_capacity(folded.len());
    for word in words {
        if matches!(word, "của" | "và" | "các") {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(expansion(word).unwrap_or(word));
    }
    out
}

fn expansion(word: &str) -> Option<&'static str> {
    static TABLE: std::sync::LazyLock<HashMap<&'static str, &'static str>> = std::sync::LazyLock::new(|| {
        include_str!("abbreviations.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'))
            .collect()
    });
    TABLE.get(word).copied()
}

/// The article's own locality of a rank: the one named most, the first named where equal.
fn own_locality(list: &[Named], wanted: u8) -> Option<Locality> {
    let known = |n: &Named| n.locality.as_ref().is_some_and(|l| l.place.is_some_and(|p| p.level == wanted));
    let resolved = list.iter().any(known);
    let mut counts: Vec<(String, Locality, usize)> = Vec::new();
    for named in list {
        let Some(locality) = named.locality.as_ref().filter(|l| !l.name.is_empty()) else { continue };
        if rank(locality) != Some(wanted) || (resolved && locality.place.is_none()) {
            continue;
        }
        let name = key(&locality.name);
        match counts.iter_mut().find(|c| c.0 == name) {
            Some(entry) => {
                if is_capitals(&entry.1.name) {
                    entry.1 = locality.clone();
                }
                entry.2 += 1;
            }
            None => counts.push((name, locality.clone(), 1)),
        }
    }
    let most = counts.iter().map(|c| c.2).max()?;
    // The first named wins unless another is named far more often.
    counts.iter().find(|c| c.2 * 2 > most).map(|c| c.1.clone())
}

/// `UBND huyện` → `UBND huyện Đăk Hà`, where the article has a district of its own.
fn resolve_bare_body(
    named: &mut Named,
    own: &[Option<Locality>; 3],
    full: &std::collections::HashSet<String>,
) {
    let Some(locality) = named.locality.clone().filter(|l| l.name.is_empty()) else { return };
    let word = fold::exact(&locality.kind);
    let ranks: &[usize] = match word.trim_end_matches('.') {
        "tỉnh" => &[1],
        "huyện" | "quận" | "thị xã" | "tx" => &[2],
        "thành phố" | "tp" => &[2, 1],
        "xã" | "phường" | "thị trấn" | "tt" => &[3],
        _ => return,
    };
    for &rank in ranks {
        let Some(place) = own[rank - 1].as_ref() else { continue };
        let same = rank == 1 || same_word(&place.kind, &word);
        if same {
            let resolved = format!("{} {}", named.name, place.name);
            let whole = key(&resolved);
            if full.iter().any(|name| name.ends_with(&whole)) || named.kind == "government" {
                named.name = resolved;
            }
            named.locality = Some(Locality { kind: locality.kind, ..place.clone() });
            return;
        }
    }
}

/// Whether two kind words are one, abbreviations written out.
fn same_word(kind: &str, other: &str) -> bool {
    key(kind) == key(other)
}

/// Names of localities that stand without their kind word: a province anywhere, others where the
/// article names them with it.
fn bare_names(doc: &Doc, list: &[Named], officials: &[Official], as_of: Option<&str>) -> Vec<Named> {
    let mut known: HashMap<String, Named> = HashMap::new();
    for named in list {
        if let Some(place) = named.locality.as_ref().filter(|l| !l.kind.is_empty() && !l.name.is_empty()) {
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
    let mut taken = vec![false; doc.tokens.len()];
    list.iter().flat_map(|n| n.tokens.clone()).for_each(|i| taken[i] = true);
    mark_persons(doc, officials, &mut taken);
    let mut found = Vec::new();
    let mut i = 0;
    while i < doc.tokens.len() {
        match bare_name_at(doc, i, &taken, &known, as_of) {
            Some(named) => {
                i = named.tokens.end;
                found.push(named);
            }
            None => i += 1,
        }
    }
    found
}

fn bare_name_at(
    doc: &Doc,
    i: usize,
    taken: &[bool],
    known: &HashMap<String, Named>,
    as_of: Option<&str>,
) -> Option<Named> {
    let token = doc.tokens[i];
    if taken[i] || !token.is_capital() {
        return None;
    }
    // Inside a longer run of capitals a name is part of another name.
    let inner = i > 0 && {
        let before = &doc.tokens[i - 1];
        let noun = matches!(before.lower, "đoàn" | "đội") || doc.sentence_of(i).start == i - 1;
        !taken[i - 1] && before.is_capital() && !before.is_upper() && before.block == token.block && !noun
    };
    let end = mention::place_name(doc, i, "district")?;
    if taken[i..end].iter().any(|t| *t) {
        return None;
    }
    let outer = doc.tokens.get(end).is_some_and(|t| t.block == token.block && t.is_capital() && !taken[end]);
    let words = doc.exported(i..end);
    let entry = known.get(&key(words));
    let sentence_start = i == doc.sentence_of(i).start;
    if let Some(entry) = entry.filter(|e| e.kind != "village" && !inner) {
        return Some(Named { tokens: i..end, from: i, ..entry.clone() });
    }
    // The President's name is not the city's unless its kind word stands there.
    if fold::plain(words) == "ho chi minh" {
        return None;
    }
    if inner || (outer && !sentence_start) || !gazetteer::get().is_province_name(words) {
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
        for i in first..doc.tokens.len() {
            if doc.tokens[i].char_end > mention.end {
                break;
            }
            taken[i] = true;
        }
    }
    let mut i = 0;
    while i < doc.tokens.len() {
        let fresh = !taken[i] && doc.tokens[i].is_capital() && person::is_surname(doc.tokens[i].lower);
        let team =
            |end: usize| doc.low(i) == "đoàn" && gazetteer::get().is_province_name(doc.exported(i + 1..end));
        match person::name_at(doc, i).filter(|&end| fresh && end > i + 2 && !team(end)) {
            Some(end) => {
                taken[i..end].iter_mut().for_each(|t| *t = true);
                i = end;
            }
            None => i += 1,
        }
    }
}

//! Localities and organisations by name.
//!
//! [`mention`] reads them one by one; here the bare names are added (`Bắc Hà` where the article
//! names `huyện Bắc Hà`, a province anywhere), the bare bodies (`UBND huyện`) are given to the
//! article's own locality, and the mentions of one unit become one entry.

mod aliases;
mod bare;
mod bodies;
mod clusters;
pub mod mention;
mod organisations;
mod own;
mod places;
pub mod resolve;
#[cfg(test)]
mod tests;

pub use resolve::rank;

use crate::extract::token::Doc;
use crate::gazetteer;
use crate::model::{Mention, Official, Province, Unit};
use crate::normalise::fold;
use crate::normalise::letters::Letters;
use bare::bare_names;
pub(in crate::extract) use bodies::without_definition;
use mention::{Locality, Named};
use own::{own_localities, resolve_bare_body};
use rustc_hash::{FxHashMap, FxHashSet};

/// The mentions of an article's units, with the names of its own localities.
pub struct Mentions {
    /// In reading order; none overlaps another.
    pub list: Vec<Named>,
    /// The article's own localities by rank: province, district, commune.
    pub own: [Option<Locality>; 3],
    /// [`key`] of each name of `list`.
    keys: Vec<String>,
}

/// Reads all mentions of units.
pub fn mentions(doc: &Doc, officials: &[Official], as_of: Option<&str>) -> Mentions {
    let mut list = mention::scan(doc);
    cut_officials(doc, &mut list, officials);
    aliases::unite(doc, &mut list);
    let bare = bare_names(doc, &list, officials, as_of);
    list.extend(bare);
    list.sort_by_key(|n| n.tokens.start);
    resolve::resolve(doc, &mut list, as_of);
    // A bare body takes the full name where the article gives it; else its locality only.
    let own = own_localities(&list);
    let mut keys: Vec<String> = list.iter().map(|n| key(&n.name)).collect();
    let full: FxHashSet<&str> = keys.iter().map(String::as_str).collect();
    let resolved: Vec<Option<String>> =
        list.iter_mut().map(|named| resolve_bare_body(named, &own, &full)).collect();
    for (key, resolved) in keys.iter_mut().zip(resolved) {
        *key = resolved.unwrap_or_else(|| std::mem::take(key));
    }
    Mentions { list, own, keys }
}

/// Ends a name where the mention of an official begins in it: `Trường THPT X` + `Lê Đức Phú`.
fn cut_officials(doc: &Doc, list: &mut [Named], officials: &[Official]) {
    let mut starts: Vec<usize> = officials.iter().flat_map(|o| &o.mentions).map(|m| m.start).collect();
    starts.sort_unstable();
    for named in list.iter_mut().filter(|n| !n.is_place && n.tokens.len() > 2) {
        let span = doc.span(named.tokens.clone());
        let Some(&start) = starts.get(starts.partition_point(|&s| s <= span.start)) else { continue };
        let end = doc.tokens.partition_point(|t| t.char_start < start);
        // A school or a street bears a person's name too: two words at least stay before it.
        let whole = doc.exported(named.tokens.clone()) == named.name;
        // `Chi hội Nhà báo` + `Báo X`: another body's head is no person.
        let body = mention::HEADS.at(doc, end).is_some();
        if start < span.end && whole && !body && end > named.tokens.start + 2 {
            named.tokens.end = end;
            named.name = doc.exported(named.tokens.clone()).to_string();
        }
    }
}

/// The units of an article: one entry a unit.
pub fn find(doc: &Doc, mentions: &Mentions, as_of: Option<&str>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    let mut forms: Vec<Vec<(&str, usize)>> = Vec::new();
    for (named, key) in mentions.list.iter().zip(&mentions.keys) {
        let span = doc.span(named.tokens.clone());
        let at = *by_name.entry(key).or_insert_with(|| {
            units.push(Unit {
                name: named.name.clone(),
                kind: kind(named).to_string(),
                rule: named.rule.to_string(),
                ..Unit::default()
            });
            forms.push(Vec::new());
            units.len() - 1
        });
        match forms[at].iter_mut().find(|f| f.0 == named.name) {
            Some(form) => form.1 += 1,
            None => forms[at].push((&named.name, 1)),
        }
        if units[at].code.is_none() {
            key_of(&mut units[at], named, as_of);
        }
        // An abbreviation's mention is no form of the full name.
        if !units[at].mentions.is_empty() && !shows(doc.exported(named.tokens.clone()), &named.name) {
            continue;
        }
        units[at].mentions.push(Mention { start: span.start, end: span.end });
    }
    // The spelling that the article uses most; a headline's capitals only where there is no other.
    for (unit, forms) in units.iter_mut().zip(forms) {
        let best = forms.iter().rev().max_by_key(|(name, count)| (!is_capitals(name), *count));
        unit.name = best.map_or(std::mem::take(&mut unit.name), |(name, _)| (*name).to_string());
    }
    units
}

/// Whether what stands in the text has a word of the name.
fn shows(text: &str, name: &str) -> bool {
    let (text, name) = if text == name { return true } else { (key(text), key(name)) };
    name.split(' ').any(|word| text.split(' ').any(|shown| shown == word))
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
    let named = of(province).or_else(|| province.as_ref().and_then(undated));
    let local = of(district).or_else(|| of(commune));
    // Where the text names a province, its own district lies in it or proves nothing.
    let place = named.or(local)?;
    Some(Province { name: place.name.to_string(), code: Some(place.code.to_string()) })
}

/// The province that the text names by its kind word, where no day tells which of its keys is meant
/// and all of them have one name and one code.
fn undated(locality: &Locality) -> Option<&'static gazetteer::Place> {
    let meanings = gazetteer::get().meanings(&format!("{} {}", locality.kind, locality.name));
    let first = *meanings.iter().find(|place| place.level == 1)?;
    let same = |place: &&gazetteer::Place| place.name == first.name && place.code == first.code;
    (!locality.kind.is_empty() && meanings.iter().filter(|p| p.level == 1).all(same)).then_some(first)
}

/// Whether a name stands in capitals, as in a headline.
fn is_capitals(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

/// The form in which two names of one unit compare equal: folded, abbreviations written out.
pub fn key(name: &str) -> String {
    let letters = Letters::get();
    let folded = fold::exact(name);
    let parts = |c: char| !(letters.of(c).is_alphabetic() || c == '&' || c == '\'' || c.is_numeric());
    let mut out = String::with_capacity(folded.len() + 16);
    for word in folded.split(parts).filter(|w| !w.is_empty()) {
        if matches!(word, "của" | "và" | "các") {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(expansion(word).unwrap_or(word));
    }
    // `Khối Nội chính` is `Khối thi đua Nội chính`.
    for cluster in ["khối thi đua ", "cụm thi đua "] {
        if out.starts_with(cluster) {
            out.replace_range(cluster.find(' ').unwrap_or(0)..cluster.len() - 1, "");
        }
    }
    out
}

fn expansion(word: &str) -> Option<&'static str> {
    static TABLE: std::sync::LazyLock<FxHashMap<&'static str, &'static str>> =
        std::sync::LazyLock::new(|| {
            include_str!("abbreviations.tsv")
                .lines()
                .filter(|l| !l.starts_with('#'))
                .filter_map(|l| l.split_once('\t'))
                .collect()
        });
    TABLE.get(word).copied()
}

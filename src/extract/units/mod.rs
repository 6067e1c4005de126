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

use crate::extract::lexicon::Words;
use crate::extract::token::{Doc, hash_of};
use crate::gazetteer;
use crate::model::{Mention, Official, Province, Unit};
use crate::normalise::fold;
use crate::normalise::letters::{Letter, Letters};
use bare::bare_names;
pub(in crate::extract) use bodies::without_definition;
use mention::{Locality, Named};
use own::{BareBodies, own_localities};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The mentions of an article's units, with the names of its own localities.
pub struct Mentions<'t> {
    /// In reading order; none overlaps another.
    pub list: Vec<Named<'t>>,
    /// The article's own localities by rank: province, district, commune.
    pub own: [Option<Locality<'t>>; 3],
    /// The keys of their names.
    keys: Keys,
}

impl Mentions<'_> {
    /// The [`key`] of the name of one of the list.
    pub fn key(&self, named: &Named) -> &str {
        &self.keys.all[named.key]
    }
}

/// Different [`key`]s, numbered as they come.
#[derive(Default)]
struct Keys {
    all: Vec<String>,
    /// The numbers of those that share a [`hash_of`].
    index: FxHashMap<u64, SmallVec<[usize; 2]>>,
}

impl Keys {
    /// The number of a key.
    fn add(&mut self, key: String) -> usize {
        let same = self.index.entry(hash_of(&key)).or_default();
        if let Some(&at) = same.iter().find(|&&at| self.all[at] == key) {
            return at;
        }
        same.push(self.all.len());
        self.all.push(key);
        self.all.len() - 1
    }

    /// The number of a key, if it has one.
    fn find(&self, key: &str) -> Option<usize> {
        self.index.get(&hash_of(key))?.iter().copied().find(|&at| self.all[at] == key)
    }
}

/// The keys of the names of an article's localities, which it writes again and again.
#[derive(Default)]
struct PlaceKeys<'t> {
    keys: Keys,
    written: FxHashMap<&'t str, usize>,
}

impl<'t> PlaceKeys<'t> {
    /// The number of the key of a name.
    fn of(&mut self, name: &'t str) -> usize {
        *self.written.entry(name).or_insert_with(|| self.keys.add(key(name)))
    }
}

/// Reads all mentions of units.
pub fn mentions<'t>(doc: &Doc<'t>, officials: &[Official], as_of: Option<&str>) -> Mentions<'t> {
    let mut list = mention::scan(doc);
    cut_officials(doc, &mut list, officials);
    aliases::unite(doc, &mut list);
    let mut places = PlaceKeys::default();
    let bare = bare_names(doc, &list, &mut places, officials, as_of);
    list.extend(bare);
    list.sort_by_key(|n| n.tokens.start);
    resolve::resolve(doc, &mut list, as_of);
    // A bare body takes the full name where the article gives it; else its locality only.
    let own = own_localities(&list, &mut places);
    let mut keys = number_keys(&mut list);
    let mut bare_bodies = BareBodies::new(&own, &keys);
    list.iter_mut().for_each(|named| bare_bodies.resolve(named, &mut keys));
    Mentions { list, own, keys }
}

/// Numbers the key of each name, made once for those that the article writes several times.
fn number_keys(list: &mut [Named]) -> Keys {
    let mut keys = Keys::default();
    keys.index.reserve(list.len());
    let mut written: FxHashMap<Cow<str>, usize> = FxHashMap::default();
    written.reserve(list.len());
    for named in list {
        named.key = match written.get(&*named.name) {
            Some(&known) => known,
            None => {
                let at = keys.add(key(&named.name));
                written.insert(named.name.clone(), at);
                at
            }
        };
    }
    keys
}

/// Ends a name where the mention of an official begins in it: `Trường THPT X` + `Lê Đức Phú`.
fn cut_officials<'t>(doc: &Doc<'t>, list: &mut [Named<'t>], officials: &[Official]) {
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
            named.name = doc.exported(named.tokens.clone()).into();
        }
    }
}

/// The units of an article: one entry a unit.
pub fn find(doc: &Doc, mentions: &Mentions, as_of: Option<&str>) -> Vec<Unit> {
    let most = mentions.keys.all.len();
    let mut units: Vec<Unit> = Vec::with_capacity(most);
    let mut by_key: Vec<Option<usize>> = vec![None; most];
    let mut forms: Vec<SmallVec<[(&str, usize); 2]>> = Vec::with_capacity(most);
    for named in &mentions.list {
        let span = doc.span(named.tokens.clone());
        let at = *by_key[named.key].get_or_insert_with(|| {
            units.push(Unit {
                kind: kind(named).to_string(),
                rule: named.rule.to_string(),
                ..Unit::default()
            });
            forms.push(SmallVec::new());
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
        let shown = || {
            let text = doc.exported(named.tokens.clone());
            text == named.name || share_word(&key(text), mentions.key(named))
        };
        if !units[at].mentions.is_empty() && !shown() {
            continue;
        }
        units[at].mentions.push(Mention { start: span.start, end: span.end });
    }
    // The spelling that the article uses most; a headline's capitals only where there is no other.
    for (unit, forms) in units.iter_mut().zip(forms) {
        let best = forms.iter().rev().max_by_key(|(name, count)| (!is_capitals(name), *count));
        unit.name = best.map_or_else(String::new, |(name, _)| (*name).to_string());
    }
    units
}

/// Whether two keys have a word in common.
fn share_word(one: &str, other: &str) -> bool {
    one.split(' ').any(|word| other.split(' ').any(|shown| shown == word))
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
    let of = |locality: &Option<Locality>| gazetteer::get().province(locality.as_ref()?.place?, as_of);
    let named = of(province).or_else(|| province.as_ref().and_then(undated));
    let local = of(district).or_else(|| of(commune));
    // Where the text names a province, its own district lies in it or proves nothing.
    let place = named.or(local)?;
    Some(Province { name: place.name.to_string(), code: Some(place.code.to_string()) })
}

/// The province that the text names by its kind word, where no day tells which of its keys is meant
/// and all of them have one name and one code.
fn undated(locality: &Locality) -> Option<&'static gazetteer::Place> {
    let meanings = gazetteer::get().meanings(&places::joined(locality.kind, locality.name));
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
    let mut out = String::with_capacity(name.len() + 16);
    if !add_words(name, &mut out, fold::is_steady) {
        out.clear();
        add_words(&fold::exact(name), &mut out, |_, _| true);
    }
    // `Khối Nội chính` is `Khối thi đua Nội chính`.
    for cluster in ["khối thi đua ", "cụm thi đua "] {
        if out.starts_with(cluster) {
            out.replace_range(cluster.find(' ').unwrap_or(0)..cluster.len() - 1, "");
        }
    }
    out
}

/// Adds the words of a name in lower case to its key. False, and the key is none, if `is_steady` is of a
/// letter behind another: folding does more to it.
fn add_words(name: &str, out: &mut String, is_steady: impl Fn(Letter, char) -> bool) -> bool {
    let letters = Letters::get();
    // Where the word begins in the key, and what of the name is not copied yet.
    let (mut word, mut rest, mut prev) = (None, 0, ' ');
    for (at, c) in name.char_indices() {
        let letter = letters.of(c);
        if c != ' ' && !is_steady(letter, prev) {
            return false;
        }
        prev = c;
        if letter.is_alphabetic() || matches!(c, '&' | '\'') || c.is_numeric() {
            if word.is_none() {
                if !out.is_empty() {
                    out.push(' ');
                }
                (word, rest) = (Some(out.len()), at);
            }
            if letter.lower != c {
                out.push_str(&name[rest..at]);
                out.push(letter.lower);
                rest = at + c.len_utf8();
            }
        } else if let Some(start) = word.take() {
            out.push_str(&name[rest..at]);
            end_word(out, start);
        }
    }
    if let Some(start) = word {
        out.push_str(&name[rest..]);
        end_word(out, start);
    }
    true
}

/// Ends the word of a key that begins at byte `start`: written out, or left out.
fn end_word(out: &mut String, start: usize) {
    if matches!(&out[start..], "của" | "và" | "các") {
        out.truncate(start.saturating_sub(1));
    } else if let Some(long) = expansion(&out[start..], hash_of(&out[start..])) {
        out.truncate(start);
        out.push_str(long);
    }
}

/// What an abbreviation stands for, a word of this [`hash_of`].
#[inline]
fn expansion(word: &str, hash: u64) -> Option<&'static str> {
    static TABLE: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let lines = include_str!("abbreviations.tsv").lines().filter(|l| !l.starts_with('#'));
        lines.filter_map(|l| l.split_once('\t')).collect()
    });
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(TABLE.keys().copied()));
    if WORDS.may_have(hash) { TABLE.get(word).copied() } else { None }
}

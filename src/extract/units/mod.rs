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

pub(in crate::extract) use mention::is_predicate;
pub use resolve::rank;

use crate::extract::lexicon::Words;
use crate::extract::token::{Doc, Kind, hash_of};
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
use std::ops::Range;
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
        self.keys.get(named.key)
    }
}

/// Different [`key`]s, numbered as they come.
#[derive(Default)]
struct Keys {
    /// All of them in a row.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// The numbers of those that share a [`hash_of`].
    index: FxHashMap<u64, SmallVec<[usize; 2]>>,
}

impl Keys {
    /// Room for the keys of so many names.
    fn of(names: usize) -> Self {
        let mut keys = Keys { text: String::with_capacity(names * 24), ..Keys::default() };
        keys.ends.reserve(names);
        keys.index.reserve(names);
        keys
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The key of a number.
    fn get(&self, at: usize) -> &str {
        &self.text[at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]]
    }

    /// The keys in order.
    fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The number of a name's key.
    fn add(&mut self, name: &str) -> usize {
        let from = self.text.len();
        add_key(name, &mut self.text);
        self.number(from)
    }

    /// The number of the key of a name that mostly is what stands at `tokens`.
    fn add_written(&mut self, doc: &Doc, name: &str, tokens: Range<usize>) -> usize {
        let from = self.text.len();
        if doc.exported(tokens.clone()) != name || !add_tokens(doc, tokens, &mut self.text) {
            add_key(name, &mut self.text);
        }
        self.number(from)
    }

    /// The number of the key of a name that is the one of the number `first` and `rest` behind it.
    fn add_behind(&mut self, first: usize, rest: &str) -> usize {
        let from = self.text.len();
        let first = self.get(first).to_string();
        self.text.push_str(&first);
        part_words(from, &mut self.text);
        let behind = self.text.len();
        add_key(rest, &mut self.text);
        if self.text.len() == behind {
            self.text.truncate(from + first.len());
        }
        cut_cluster(&mut self.text, from);
        self.number(from)
    }

    /// The number of the key that stands from byte `from` on, behind all others.
    fn number(&mut self, from: usize) -> usize {
        let hash = hash_of(&self.text[from..]);
        let mut alike = self.index.get(&hash).into_iter().flatten().copied();
        if let Some(at) = alike.find(|&at| self.get(at) == &self.text[from..]) {
            self.text.truncate(from);
            return at;
        }
        let at = self.ends.len();
        self.ends.push(self.text.len());
        self.index.entry(hash).or_default().push(at);
        at
    }

    /// The number of a key, if it has one.
    fn find(&self, key: &str) -> Option<usize> {
        self.index.get(&hash_of(key))?.iter().copied().find(|&at| self.get(at) == key)
    }
}

/// The keys of the names of an article's localities, which it writes again and again.
struct PlaceKeys<'t> {
    keys: Keys,
    written: FxHashMap<&'t str, usize>,
}

impl<'t> PlaceKeys<'t> {
    /// Room for the localities of so many names.
    fn with_names(names: usize) -> Self {
        let mut written = FxHashMap::default();
        written.reserve(names);
        PlaceKeys { keys: Keys::of(names), written }
    }

    /// The number of the key of a name.
    fn of(&mut self, name: &'t str) -> usize {
        *self.written.entry(name).or_insert_with(|| self.keys.add(name))
    }
}

/// Reads all mentions of units.
pub fn mentions<'t>(doc: &Doc<'t>, officials: &[Official], as_of: Option<&str>) -> Mentions<'t> {
    let mut list = mention::scan(doc);
    cut_officials(doc, &mut list, officials);
    aliases::unite(doc, &mut list);
    let mut places = PlaceKeys::with_names(list.len() / 2);
    let bare = bare_names(doc, &list, &mut places, officials, as_of);
    list.extend(bare);
    list.sort_by_key(|n| n.tokens.start);
    resolve::resolve(doc, &mut list, as_of);
    // A bare body takes the full name where the article gives it; else its locality only.
    let own = own_localities(&list, &mut places);
    let mut keys = Keys::of(list.len());
    for named in &mut list {
        named.key = keys.add_written(doc, &named.name, named.tokens.clone());
    }
    let mut bare_bodies = BareBodies::new(&own, &keys);
    list.iter_mut().for_each(|named| bare_bodies.resolve(named, &mut keys));
    Mentions { list, own, keys }
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
    let most = mentions.keys.len();
    let mut units: Vec<Unit> = Vec::with_capacity(most);
    let mut by_key: Vec<Option<usize>> = vec![None; most];
    let mut by_place: FxHashMap<(String, u8, &str), usize> = FxHashMap::default();
    let mut forms: Vec<SmallVec<[(&Named, usize); 2]>> = Vec::with_capacity(most);
    // Whether all that is known of the unit so far is the mention of an abbreviation.
    let mut hidden: Vec<bool> = Vec::with_capacity(most);
    let mut shown_key = String::new();
    for named in &mentions.list {
        let span = doc.span(named.tokens.clone());
        let at = *by_key[named.key].get_or_insert_with(|| {
            let known = bodies_of(mentions, named).map(|body| by_place.entry(body).or_insert(units.len()));
            if let Some(&mut known) = known
                && known < units.len()
            {
                return known;
            }
            units.push(Unit {
                kind: kind(named).to_string(),
                rule: named.rule.to_string(),
                ..Unit::default()
            });
            forms.push(SmallVec::new());
            hidden.push(false);
            units.len() - 1
        });
        match forms[at].iter_mut().find(|f| f.0.name == named.name) {
            Some(form) => form.1 += 1,
            None => forms[at].push((named, 1)),
        }
        if units[at].code.is_none() {
            key_of(&mut units[at], named, as_of);
        }
        // An abbreviation's mention is no form of the full name: it stands only where there is no other.
        let mut shown = || {
            let text = doc.exported(named.tokens.clone());
            text == named.name || {
                shown_key.clear();
                if !add_tokens(doc, named.tokens.clone(), &mut shown_key) {
                    add_key(text, &mut shown_key);
                }
                share_word(&shown_key, mentions.key(named))
            }
        };
        let shown = shown();
        let found = &mut units[at].mentions;
        if found.is_empty() {
            hidden[at] = !shown;
        } else if !shown {
            continue;
        } else if std::mem::take(&mut hidden[at]) {
            found.clear();
        }
        found.push(Mention { start: span.start, end: span.end });
    }
    // The fullest form, in the spelling that the article uses most; a headline's capitals only where there is no other.
    for (unit, forms) in units.iter_mut().zip(forms) {
        let full = |named: &Named| mentions.key(named).len();
        let best = forms.iter().rev().max_by_key(|(n, count)| (!is_capitals(&n.name), full(n), *count));
        unit.name = best.map_or_else(String::new, |(named, _)| named.name.to_string());
    }
    units
}

/// What a body's name says apart from its locality, and the gazetteer's level and code of that: `UBND Hà Tĩnh` and
/// `UBND tỉnh Hà Tĩnh`, `Sở Y tế` and `Sở Y tế tỉnh Hà Tĩnh` are one. A list of members names each of them apart.
fn bodies_of<'m>(mentions: &'m Mentions, named: &'m Named) -> Option<(String, u8, &'m str)> {
    let locality = named.locality.as_ref().filter(|_| !named.is_place)?;
    let place = locality.place?;
    let mut name = mentions.key(named);
    for word in [locality.name, locality.kind] {
        let end = key(word);
        let rest = name.strip_suffix(end.as_str()).and_then(|rest| rest.strip_suffix(' '));
        name = rest.filter(|_| !end.is_empty()).unwrap_or(name);
    }
    Some((name.to_string(), place.level, place.code))
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
    add_key(name, &mut out);
    out
}

/// Appends the [`key`] of a name to `out`, behind other keys.
fn add_key(name: &str, out: &mut String) {
    let from = out.len();
    if !add_words(name, out, fold::is_steady) {
        out.truncate(from);
        add_words(&fold::exact(name), out, |_, _| true);
    }
    cut_cluster(out, from);
}

/// Appends the [`key`] of what stands at `tokens` to `out`, behind other keys: their words, which the tokeniser
/// has folded. False, and nothing is appended, where a token is no word of a key or more than one.
fn add_tokens(doc: &Doc, tokens: Range<usize>, out: &mut String) -> bool {
    let from = out.len();
    // Whether a mark stands before the token, which else needs a blank.
    let mut apart = true;
    for token in &doc.tokens[tokens] {
        let mark = token.kind == Kind::Punct;
        let whole = match token.kind {
            Kind::Word => apart || token.spaced,
            Kind::Number => (apart || token.spaced) && !token.text.contains(['.', ',']),
            Kind::Punct => token.text.is_ascii() && !matches!(token.text, "&" | "'"),
        };
        if !whole {
            out.truncate(from);
            return false;
        }
        if !mark && !is_left_out(token.lower) {
            part_words(from, out);
            out.push_str(expansion(token.lower, token.hash).unwrap_or(token.lower));
        }
        apart = mark;
    }
    cut_cluster(out, from);
    true
}

/// Makes `Khối thi đua Nội chính` in the key that begins at byte `from` the same as `Khối Nội chính`.
fn cut_cluster(out: &mut String, from: usize) {
    for cluster in ["khối thi đua ", "cụm thi đua "] {
        if out[from..].starts_with(cluster) {
            let kept = from + cluster.find(' ').unwrap_or(0);
            out.replace_range(kept..from + cluster.len() - 1, "");
        }
    }
}

/// Appends the words of a name in lower case to `out`. False, and what is appended is no key, if not
/// `is_steady` of a letter behind another: folding does more to it.
fn add_words(name: &str, out: &mut String, is_steady: impl Fn(Letter, char) -> bool) -> bool {
    let (letters, from) = (Letters::get(), out.len());
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
                part_words(from, out);
                (word, rest) = (Some(out.len()), at);
            }
            if letter.lower != c {
                out.push_str(&name[rest..at]);
                out.push(letter.lower);
                rest = at + c.len_utf8();
            }
        } else if let Some(start) = word.take() {
            out.push_str(&name[rest..at]);
            end_word(out, from, start);
        }
    }
    if let Some(start) = word {
        out.push_str(&name[rest..]);
        end_word(out, from, start);
    }
    true
}

/// Ends the word at byte `start` of the key that begins at `from`: written out, or left out.
fn end_word(out: &mut String, from: usize, start: usize) {
    if is_left_out(&out[start..]) {
        out.truncate(from.max(start.saturating_sub(1)));
    } else if let Some(long) = expansion(&out[start..], hash_of(&out[start..])) {
        out.truncate(start);
        out.push_str(long);
    }
}

/// Appends a blank behind the words of the key that begins at byte `from`.
fn part_words(from: usize, out: &mut String) {
    if out.len() > from {
        out.push(' ');
    }
}

/// Whether a word of a name has no part in its key.
fn is_left_out(word: &str) -> bool {
    matches!(word, "của" | "và" | "các")
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

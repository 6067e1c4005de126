//! The names of one article together: the larger units decide between the smaller.

use super::Gazetteer;
use super::kind::kinds_of_head;
use super::lookup::{Known, Lookup};
use super::place::{Kind, Place};
use crate::normalise::fold;
use rustc_hash::FxHashSet;
use std::ops::Range;

impl Gazetteer {
    /// What the localities of one article mean, in the order of `names` (each with its kind word,
    /// `TP.Đồng Xoài`, or bare). `known` are units that are certain already, such as the province
    /// where the report is set.
    ///
    /// Provinces are read first, then districts within them, then communes within both. A name
    /// that is still ambiguous then takes the province of the districts that are not, as the
    /// districts of one report mostly are neighbours (`huyện Lấp Vò … huyện Châu Thành`).
    pub fn resolve(
        &'static self,
        names: &[&str],
        as_of: Option<&str>,
        known: &[&'static Place],
    ) -> Vec<Lookup> {
        let mut within = Within::default();
        within.extend(known.iter().copied());
        let names: Vec<(Known, &[Kind])> = names.iter().map(|name| self.known_full(name)).collect();
        let mut found = vec![Lookup::None; names.len()];
        for level in 1..=3 {
            let here: Vec<usize> = (0..names.len()).filter(|&at| may_be(names[at].1, level)).collect();
            self.read(&names, &here, as_of, &within.deciding(), &mut found);
            within.extend(here.iter().filter_map(|&at| found[at].one()));
            let open = |at: &usize| matches!(found[*at], Lookup::Ambiguous(_));
            let open: Vec<usize> = here.into_iter().filter(open).collect();
            if level > 1 && !open.is_empty() {
                let mut near = within.clone();
                near.extend(within.places.iter().filter_map(|place| self.province(place, as_of)));
                self.read(&names, &open, as_of, &near.deciding(), &mut found);
                within.extend(open.iter().filter_map(|&at| found[at].one()));
            }
        }
        found
    }

    /// The localities in a name or a phrase, each with its kind word, in the order written:
    /// `Trạm Y tế xã Mường Hoong, huyện Đăk Glei` has `xã Mường Hoong` and `huyện Đăk Glei`. A kind
    /// word with no name behind it, and a name without one, are none. `Huyện ủy Cái Bè` is one as it
    /// stands: [`Self::lookup_full`] reads it.
    pub fn localities_in<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let words: Vec<Range<usize>> = words(text);
        let word = |at: usize| &text[words[at].clone()];
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            // The longest kind word counts: `thị xã` is no xã.
            let kind = (1..=3.min(words.len() - at)).rev().find(|n| {
                let span = &text[words[at].start..words[at + n - 1].end];
                !span.contains([',', '(', ')']) && kinds_of_head(span).is_some()
            });
            let name = kind.and_then(|kind| {
                let rest = (at + kind..words.len()).map(word);
                let starts_big = rest.clone().next()?.chars().next().is_some_and(|c| !c.is_lowercase());
                let folded: Vec<String> = rest.take(self.longest + 2).map(fold::exact).collect();
                let folded = folded.iter().map(String::as_str);
                starts_big.then(|| self.longest_name_at(folded)).flatten().map(|n| at + kind + n)
            });
            if let Some(end) = name {
                found.push(&text[words[at].start..words[end - 1].end]);
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    fn read(
        &'static self,
        names: &[(Known, &[Kind])],
        at: &[usize],
        as_of: Option<&str>,
        within: &[&Place],
        found: &mut [Lookup],
    ) {
        for &at in at {
            found[at] = self.look(&names[at].0, as_of, within);
        }
    }
}

/// The units that an article names, each once.
#[derive(Default, Clone)]
struct Within {
    places: Vec<&'static Place>,
    seen: FxHashSet<(u8, &'static str, &'static str)>,
}

impl Within {
    fn extend(&mut self, places: impl Iterator<Item = &'static Place>) {
        for place in places {
            if self.seen.insert(place.key()) {
                self.places.push(place);
            }
        }
    }

    /// Those that decide between others. Nothing lies in a commune, of which a page may name thousands:
    /// one tells that there are any.
    fn deciding(&self) -> Vec<&'static Place> {
        let above = self.places.iter().filter(|place| place.level < 3);
        above.chain(self.places.iter().find(|place| place.level == 3)).copied().collect()
    }
}

/// Whether a kind word that may stand for `kinds` allows a unit of `level`; a bare name may be of any.
fn may_be(kinds: &[Kind], level: u8) -> bool {
    kinds.is_empty() || kinds.iter().any(|kind| kind.level() == level)
}

/// The words of `text`, and its punctuation marks one by one. A dot ends an abbreviation (`TP.`).
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(word) if open && (c.is_alphanumeric() || c == '.') => word.end = end,
            _ if !c.is_whitespace() => words.push(at..end),
            _ => {}
        }
        open = c.is_alphanumeric();
    }
    words
}

//! Names that go on from what is typed: of awards, of the gazetteer, of units and officials of the index.

use crate::gazetteer;
use crate::index::terms::words;
use crate::index::{Names as Column, Reader, Result};
use crate::model::vocabulary::AWARDS;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Names told.
const MOST: usize = 10;
/// Words at the end of what is typed that a name may go on from.
const LONGEST: usize = 8;
/// Letters of the longest name that is told.
const LONGEST_NAME: usize = 120;
/// The kinds, in the order in which they are told.
const KINDS: [&str; 4] = ["award", "place", "unit", "official"];

/// Answer of `suggestions`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestions {
    /// As typed.
    pub query: String,
    /// The end of it that the names go on from: each name's `query` takes its place.
    pub typed: String,
    /// The names.
    pub names: Vec<Suggestion>,
}

/// A name that goes on from what is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestion {
    /// The name.
    pub name: String,
    /// award, place (of the gazetteer), unit or official (of an article of the index).
    pub kind: &'static str,
    /// What to ask for it.
    pub query: String,
}

/// All names of a reader, ready to be looked up.
pub struct Names {
    entries: Vec<Entry>,
    /// Each beginning of a word of each name, in the order of what follows it: entry, **byte** of its plain form.
    starts: Vec<(u32, u32)>,
}

struct Entry {
    name: String,
    /// Its words without accents, a blank between two.
    plain: String,
    /// Place of its kind in [`KINDS`].
    kind: usize,
    /// Level of a unit of the gazetteer, 0 for other names: provinces come before communes.
    level: u8,
}

/// What orders names, the best first: whether the accents are others, whether it begins inside the name, level, length.
type Rank<'n> = (bool, bool, u8, usize, &'n str);

impl Names {
    /// The names that there are now; `title` gives an award's by its slug.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn new(reader: &Reader, title: impl Fn(&str) -> String) -> Result<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut known = BTreeSet::new();
        let mut add = |name: String, kind: usize, level: u8| {
            let plain = plain(&name);
            let fits = !plain.is_empty() && name.chars().count() <= LONGEST_NAME;
            // A unit of the gazetteer is not told again as one of the index.
            if fits && (kind == 3 || known.insert(name.clone())) {
                entries.push(Entry { name, plain, kind, level });
            }
        };
        AWARDS.iter().for_each(|slug| add(title(slug), 0, 0));
        gazetteer::get().all().for_each(|place| add(place.full_name(), 1, place.level));
        reader.names(Column::Units, &mut |_| true)?.into_iter().for_each(|name| add(name, 2, 0));
        reader.names(Column::Officials, &mut |_| true)?.into_iter().for_each(|name| add(name, 3, 0));
        let mut starts = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let firsts = entry.plain.match_indices(' ').map(|(blank, _)| blank + 1);
            starts.extend([0].into_iter().chain(firsts).map(|byte| (at as u32, byte as u32)));
        }
        let mut names = Self { entries, starts: Vec::new() };
        starts.sort_by(|a, b| names.behind(*a).cmp(names.behind(*b)));
        names.starts = starts;
        Ok(names)
    }

    fn behind(&self, (entry, byte): (u32, u32)) -> &str {
        self.entries[entry as usize].plain.get(byte as usize..).unwrap_or_default()
    }

    /// The names in which what is typed, or else the end of it, begins a word; accents need not be typed, and
    /// names that have those typed come first.
    pub fn going_on(&self, query: &str) -> Suggestions {
        let typed = words(query);
        for word in &typed[typed.len().saturating_sub(LONGEST)..] {
            let tail = query.get(word.start..).unwrap_or_default();
            let names = self.beginning(tail);
            if !names.is_empty() {
                return Suggestions { query: query.to_string(), typed: tail.to_string(), names };
            }
        }
        Suggestions { query: query.to_string(), ..Suggestions::default() }
    }

    fn beginning(&self, typed: &str) -> Vec<Suggestion> {
        let (wanted, written) = (plain(typed), exact(typed));
        let accented = wanted != written;
        let from = self.starts.partition_point(|start| self.behind(*start) < wanted.as_str());
        let found = self.starts[from..].iter().take_while(|start| self.behind(**start).starts_with(&wanted));
        let mut ranked: [BTreeSet<Rank<'_>>; 4] = Default::default();
        for (at, byte) in found {
            let entry = &self.entries[*at as usize];
            let best = &mut ranked[entry.kind];
            let rank = (false, *byte > 0, entry.level, entry.plain.len(), entry.name.as_str());
            // Most are out of the question before their accents are looked at.
            if best.len() >= MOST && best.last().is_some_and(|last| rank > *last) {
                continue;
            }
            let other = accented && !exact(&entry.name).contains(&written);
            best.insert((other, rank.1, rank.2, rank.3, rank.4));
            if best.len() > MOST {
                best.pop_last();
            }
        }
        let mut left = MOST;
        let mut taken = [0_usize; 4];
        while left > 0 && (0..4).any(|kind| taken[kind] < ranked[kind].len()) {
            for kind in 0..4 {
                if left > 0 && taken[kind] < ranked[kind].len() {
                    taken[kind] += 1;
                    left -= 1;
                }
            }
        }
        let mut names: Vec<Suggestion> = Vec::new();
        for (kind, best) in ranked.iter().enumerate() {
            for (.., name) in best.iter().take(taken[kind]) {
                let one =
                    Suggestion { name: (*name).to_string(), kind: KINDS[kind], query: asked(kind, name) };
                if !names.contains(&one) {
                    names.push(one);
                }
            }
        }
        names
    }
}

/// The query for a name: a field; a place is looked for as it stands, with its older and newer names.
fn asked(kind: usize, name: &str) -> String {
    let name = name.replace('"', " ");
    match KINDS[kind] {
        "place" => format!("\"{name}\""),
        field => format!("{field}:\"{name}\""),
    }
}

fn plain(text: &str) -> String {
    words(text).into_iter().map(|word| word.plain.clone()).collect::<Vec<_>>().join(" ")
}

fn exact(text: &str) -> String {
    words(text).into_iter().map(|word| word.exact.clone()).collect::<Vec<_>>().join(" ")
}

//! Reading the compiled-in tables.

use super::names::Names;
use super::place::{Kind, Place};
use super::{Gazetteer, key};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name that newspapers use for a unit which the catalogue calls otherwise.
pub struct Alias {
    pub exact: String,
    pub plain: String,
    /// [`key::plain`] of the catalogue's name.
    pub name: String,
    pub level: u8,
}

/// Reads `units.tsv` and `aliases.tsv`. They are part of the program: a test holds them to their
/// form, and a line that is out of it is left out.
pub fn load() -> Gazetteer {
    let mut places = places(include_str!("units.tsv"));
    places.sort_by_key(Place::key);
    let longest = places.iter().map(|place| place.name.split([' ', '-', '\'']).count()).max().unwrap_or(0);
    let aliases = aliases(include_str!("aliases.tsv"));
    let names = Names::new(&places, &aliases);
    let mut codes: FxHashMap<(u8, &str), Range<usize>> = FxHashMap::default();
    for (at, place) in places.iter().enumerate() {
        codes.entry((place.level, place.code)).or_insert(at..at).end = at + 1;
    }
    let aliases = aliases.into_iter().map(|alias| alias.exact).collect();
    Gazetteer { places, names, codes, aliases, longest }
}

fn places(table: &'static str) -> Vec<Place> {
    let mut places = Vec::with_capacity(16_000);
    let (mut parent, mut valid_from, mut valid_to) = ("", "", "");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let code = next();
        if code == "@" {
            (parent, valid_from, valid_to) = (next(), next(), next());
            continue;
        }
        let (Some(kind), name, successors) = (Kind::from_code(next()), next(), next()) else { continue };
        let level = match code.len() {
            2 => 1,
            3 => 2,
            _ => 3,
        };
        places.push(Place { level, code, kind, name, parent, valid_from, valid_to, successors });
    }
    places
}

fn aliases(table: &'static str) -> Vec<Alias> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| {
        let mut fields = line.split('\t');
        let (written, name, level) = (fields.next()?, fields.next()?, fields.next()?);
        let level = level.parse().ok()?;
        Some(Alias { exact: key::exact(written), plain: key::plain(written), name: key::plain(name), level })
    });
    rows.collect()
}

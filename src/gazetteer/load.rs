//! Reading the compiled-in tables.

use super::place::{Kind, Place};
use super::{Gazetteer, key};
use std::collections::HashMap;

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
    let mut names: HashMap<String, Vec<u32>> = HashMap::with_capacity(places.len());
    let mut longest = 0;
    for (at, place) in (0u32..).zip(&places) {
        longest = longest.max(place.name.split([' ', '-', '\'']).count());
        names.entry(key::plain(place.name)).or_default().push(at);
    }
    Gazetteer { places, names, aliases: aliases(include_str!("aliases.tsv")), longest }
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

//! Vietnam's administrative units from 2021-11-01 to 2026-04-30, with their dates.
//!
//! The facts stand in `units.tsv` (its head names the source and the format), newspapers' names in
//! `aliases.tsv`, kind words in `kinds.tsv`. The table is read on the first call of [`get`], so a
//! command that asks nothing of it does not pay for it.
//!
//! A code alone is no key: most commune codes of 2025-07-01 were an old commune's, often under
//! another name. The key is (`level`, `code`, `valid_from`). A name has a meaning only as of a day;
//! see [`Gazetteer::lookup`]. The catalogue has no history before 2021-11-01: an earlier day sees
//! the units of that day, and units abolished before are unknown.

mod key;
mod kind;
mod load;
mod lookup;
mod names;
mod place;
mod resolve;
#[cfg(test)]
mod tests;

pub use kind::{kinds, split as split_kind};
pub use lookup::Lookup;
pub use place::{Kind, Place};

use crate::model::fact::place_of_key;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::OnceLock;

/// The day of the reform: districts ended, 63 provinces became 34, 10,035 communes 3,321.
pub const REFORM: &str = "2025-07-01";

/// The day before [`REFORM`].
pub const BEFORE_REFORM: &str = "2025-06-30";

/// All units, and the ways to find them.
pub struct Gazetteer {
    /// Sorted by ([`Place::level`], [`Place::code`], [`Place::valid_from`]).
    places: Vec<Place>,
    names: names::Names,
    /// Level and code → range of `places`.
    codes: FxHashMap<(u8, &'static str), Range<usize>>,
    /// [`key::exact`] of what newspapers call units: a kind word in it is part of the name.
    aliases: FxHashSet<String>,
    /// How many words the longest name has.
    longest: usize,
}

/// The gazetteer; the first call reads the table.
pub fn get() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(load::load)
}

impl Gazetteer {
    /// Every unit of every time, by level, code, day.
    pub fn all(&'static self) -> impl Iterator<Item = &'static Place> {
        self.places.iter()
    }

    /// The units of a level (1 province, 2 district, 3 commune) in force on a day (`YYYY-MM-DD`),
    /// by code.
    pub fn in_force<'a>(&'static self, level: u8, day: &'a str) -> impl Iterator<Item = &'static Place> + 'a {
        self.level(level).iter().filter(move |place| place.in_force(day))
    }

    fn level(&'static self, level: u8) -> &'static [Place] {
        let from = self.places.partition_point(|place| place.level < level);
        let to = self.places.partition_point(|place| place.level <= level);
        &self.places[from..to]
    }

    /// The units that had this code, by day. A code belongs to one level by its length.
    pub fn with_code(&'static self, level: u8, code: &str) -> &'static [Place] {
        self.codes.get(&(level, code)).map_or(&[], |places| &self.places[places.clone()])
    }

    /// The unit with this code on that day.
    pub fn by_code(&'static self, level: u8, code: &str, day: &str) -> Option<&'static Place> {
        self.with_code(level, code).iter().find(|place| place.in_force(day))
    }

    /// The unit with this key; `valid_from` is empty or none for one in force since before.
    pub fn by_key(&'static self, level: u8, code: &str, valid_from: Option<&str>) -> Option<&'static Place> {
        self.with_code(level, code).iter().find(|place| place.valid_from == valid_from.unwrap_or_default())
    }

    /// The unit of a [`Place::key_text`].
    pub fn by_key_text(&'static self, key: &str) -> Option<&'static Place> {
        let (level, code, from) = place_of_key(key)?;
        self.by_key(level, code, Some(from))
    }

    /// The unit one level up on `day`; a day outside the life of `place` counts as the nearest day
    /// of its life, none as its last.
    pub fn parent(&'static self, place: &Place, day: Option<&str>) -> Option<&'static Place> {
        let siblings = self.with_code(place.parent_level(), place.parent);
        let last =
            || siblings.iter().rev().find(|up| place.valid_to.is_empty() || up.valid_from < place.valid_to);
        match day {
            Some(day) if day < place.valid_from => siblings.iter().find(|up| up.in_force(place.valid_from)),
            Some(day) if place.in_force(day) => siblings.iter().find(|up| up.in_force(day)),
            _ => last(),
        }
    }

    /// The units above `place` on `day`, nearest first: district (before the reform) and province.
    pub fn parents(&'static self, place: &Place, day: Option<&str>) -> impl Iterator<Item = &'static Place> {
        let up = self.parent(place, day);
        let top = up.and_then(|up| self.parent(up, day));
        up.into_iter().chain(top)
    }

    /// The province of `place` on `day`: itself if it is one.
    pub fn province(&'static self, place: &'static Place, day: Option<&str>) -> Option<&'static Place> {
        if place.level == 1 { Some(place) } else { self.parents(place, day).last() }
    }

    /// The units directly below `place` that were in force on `day`, by code.
    pub fn children<'a>(
        &'static self,
        place: &'a Place,
        day: &'a str,
    ) -> impl Iterator<Item = &'static Place> + 'a {
        let below = (place.level + 1..=3).flat_map(move |level| self.in_force(level, day));
        below.filter(move |unit| unit.parent == place.code)
    }

    /// What became of `place`, main part first; `true` marks a unit that took only a part. Of a
    /// district that the reform ended: the successors of its communes, all as parts of it.
    pub fn successors(&'static self, place: &Place) -> Vec<(&'static Place, bool)> {
        if place.level == 2 && place.valid_to == REFORM {
            return self.successors_of_district(place);
        }
        let codes = place.successors.split(',').filter(|code| !code.is_empty());
        let units = codes.filter_map(|code| {
            let whole = code.strip_prefix('~');
            let unit = self.by_code(place.level, whole.unwrap_or(code), place.valid_to)?;
            Some((unit, whole.is_some()))
        });
        units.collect()
    }

    fn successors_of_district(&'static self, district: &Place) -> Vec<(&'static Place, bool)> {
        let communes = self.ended().get(district.code).into_iter().flatten();
        let mut out: Vec<(&'static Place, bool)> = Vec::new();
        // An island district without communes became a commune itself.
        let itself = district.successors.split(',').filter_map(|code| self.by_code(3, code, REFORM));
        let of_communes = communes.flat_map(|commune| self.successors(commune)).map(|(unit, _)| unit);
        for unit in itself.chain(of_communes) {
            if !out.iter().any(|(known, _)| *known == unit) {
                out.push((unit, true));
            }
        }
        out.sort_by_key(|(unit, _)| unit.key());
        out
    }

    /// The communes that the reform ended, by the codes of their districts.
    fn ended(&'static self) -> &'static FxHashMap<&'static str, Vec<&'static Place>> {
        static ENDED: OnceLock<FxHashMap<&'static str, Vec<&'static Place>>> = OnceLock::new();
        ENDED.get_or_init(|| {
            let mut ended: FxHashMap<_, Vec<&'static Place>> = FxHashMap::default();
            for commune in self.level(3).iter().filter(|unit| unit.valid_to == REFORM) {
                ended.entry(commune.parent).or_default().push(commune);
            }
            ended
        })
    }

    /// The units that `place` came from or took in (of a special zone perhaps a district), `true` for one of which it took only a part,
    /// by the day on which it ended.
    pub fn predecessors(&'static self, place: &Place) -> Vec<(&'static Place, bool)> {
        let named = self.by_successor().get(&(place.level, place.code)).map_or(&[][..], Vec::as_slice);
        let before = named.iter().copied().filter(|unit| place.in_force(unit.valid_to) && *unit != place);
        let mut out: Vec<_> = before
            .filter_map(|unit| {
                let code =
                    unit.successors.split(',').find(|code| code.trim_start_matches('~') == place.code)?;
                Some((unit, code.starts_with('~')))
            })
            .collect();
        out.sort_by_key(|(unit, _)| (unit.valid_to, unit.code));
        out
    }

    /// The units that name a code of a level among their successors: of their own, and of communes an island
    /// district.
    fn by_successor(&'static self) -> &'static FxHashMap<(u8, &'static str), Vec<&'static Place>> {
        static NAMED: OnceLock<FxHashMap<(u8, &'static str), Vec<&'static Place>>> = OnceLock::new();
        NAMED.get_or_init(|| {
            let mut named: FxHashMap<_, Vec<&'static Place>> = FxHashMap::default();
            for place in self.places.iter().filter(|place| !place.valid_to.is_empty()) {
                for code in place.successors.split(',').filter(|code| !code.is_empty()) {
                    let code = code.trim_start_matches('~');
                    let level = if code.len() > 3 { 3 } else { place.level };
                    named.entry((level, code)).or_default().push(place);
                }
            }
            named
        })
    }
}

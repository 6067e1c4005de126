//! Where an article and its awards belong: the one place that decides it, for every table and
//! count.

use crate::gazetteer::{self, Lookup, Place};
use crate::model::{Award, Record, Unit};
use crate::normalise::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{OnceCell, RefCell};

/// The day as of which an article's names are read: `published`, else its latest event.
pub fn day(record: &Record) -> Option<&str> {
    record
        .published
        .as_deref()
        .or_else(|| record.events.iter().filter_map(|event| event.date.as_deref()).max())
}

/// The day by which `--from` and `--to` choose an article: `published`, else its first event.
pub fn reported(record: &Record) -> Option<&str> {
    record.published.as_deref().or_else(|| record.events.iter().find_map(|event| event.date.as_deref()))
}

/// The locality whose key a unit carries.
pub fn of_unit(unit: &Unit) -> Option<&'static Place> {
    gazetteer::get().by_key(unit.level?, unit.code.as_deref()?, unit.valid_from.as_deref())
}

/// Where the count of one award goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Share {
    /// So many to each of these, which are distinct.
    Each(Vec<(&'static Place, u64)>),
    /// The row `several`: more than one place, and the text does not say how many to each.
    Several(Vec<&'static Place>, u64),
    /// No place is known.
    Unplaced(u64),
}

/// A record with what its awards ask of it again and again, each worked out once.
pub struct Setting<'r> {
    record: &'r Record,
    /// The units by their folded names; of several the first.
    units: OnceCell<FxHashMap<String, &'r Unit>>,
    known: OnceCell<Vec<&'static Place>>,
    province: OnceCell<Option<&'static Place>>,
    article: OnceCell<Option<&'static Place>>,
    names: RefCell<FxHashMap<&'r str, Option<&'static Place>>>,
}

impl<'r> Setting<'r> {
    /// Of a record.
    pub fn of(record: &'r Record) -> Self {
        Self {
            record,
            units: OnceCell::new(),
            known: OnceCell::new(),
            province: OnceCell::new(),
            article: OnceCell::new(),
            names: RefCell::default(),
        }
    }

    /// Where an award belongs: the localities of its recipients; else of its authority; else of the
    /// article. An entry that names n places gives one to each if its count is n.
    pub fn share(&self, award: &'r Award) -> Share {
        let count = award.count.unwrap_or(0);
        let named: Vec<_> = award.recipients.iter().filter_map(|name| self.of_name(name)).collect();
        let mut places = named.clone();
        if places.is_empty() {
            places.extend(self.of_authority(award).or_else(|| self.of_article()));
        }
        let mut shares: Vec<(&'static Place, u64)> = Vec::new();
        for place in places {
            add(&mut shares, place, 1);
        }
        match shares.len() {
            0 => Share::Unplaced(count),
            1 => Share::Each(vec![(shares[0].0, count)]),
            // One each, also where two recipients are of one place: then every recipient has a place.
            n if count == n as u64 => Share::Each(shares.into_iter().map(|(place, _)| (place, 1)).collect()),
            _ if count == named.len() as u64 && named.len() == award.recipients.len() => Share::Each(shares),
            _ => Share::Several(shares.into_iter().map(|(place, _)| place).collect(), count),
        }
    }

    /// The unit of a name: at the beginning of a sentence it has a capital.
    pub(super) fn unit(&self, name: &str) -> Option<&'r Unit> {
        let by_name = || {
            let mut units = FxHashMap::default();
            for unit in &self.record.units {
                units.entry(fold::exact(&unit.name)).or_insert(unit);
            }
            units
        };
        self.units.get_or_init(by_name).get(&fold::exact(name)).copied()
    }

    /// The locality of a name as the article knows it: the unit of that name, else the localities in
    /// the name itself (`Nhân dân và cán bộ xã X`).
    fn of_name(&self, name: &'r str) -> Option<&'static Place> {
        if let Some(place) = self.names.borrow().get(name) {
            return *place;
        }
        let inside = || smallest(&meanings(self.record, name, self.known.get_or_init(|| known(self.record))));
        let place = self.unit(name).map_or_else(inside, of_unit);
        self.names.borrow_mut().insert(name, place);
        place
    }

    /// The locality of the authority: named in it, else (`UBND huyện`) the article's own of the level
    /// on which the award is conferred.
    pub(super) fn of_authority(&self, award: &'r Award) -> Option<&'static Place> {
        if let Some(place) = award.authority.as_deref().and_then(|name| self.of_name(name)) {
            return Some(place);
        }
        match award.level.as_deref()? {
            "province" => self.province(),
            "district" => self.own(2),
            "commune" => self.own(3),
            _ => None,
        }
    }

    fn province(&self) -> Option<&'static Place> {
        *self.province.get_or_init(|| province(self.record))
    }

    /// The article's own locality of a level: the first that it names, inside its province.
    fn own(&self, level: u8) -> Option<&'static Place> {
        let day = day(self.record);
        let home = self.province();
        let inside = |place: &&'static Place| home.is_none() || at_level(place, 1, day) == home;
        let units = self.record.units.iter().filter_map(|unit| {
            let start = unit.mentions.iter().map(|mention| mention.start).min().unwrap_or(usize::MAX);
            Some((start, at_level(of_unit(unit)?, level, day).filter(inside)?))
        });
        units.min_by_key(|(start, _)| *start).map(|(_, place)| place)
    }

    /// Where the article is at home: who held its event; else the one locality of its title; else its
    /// province.
    fn of_article(&self) -> Option<&'static Place> {
        *self.article.get_or_init(|| {
            let organizers = self.record.events.iter().filter_map(|event| event.organizer.as_deref());
            let held = organizers.filter_map(|name| self.of_name(name)).max_by_key(|place| place.level);
            held.or_else(|| of_title(self.record)).or_else(|| self.province())
        })
    }
}

/// `place` itself or the unit above it that is of `level`, as of a day.
pub fn at_level(place: &'static Place, level: u8, day: Option<&str>) -> Option<&'static Place> {
    if place.level == level {
        return Some(place);
    }
    gazetteer::get().parents(place, day).find(|up| up.level == level)
}

fn add(shares: &mut Vec<(&'static Place, u64)>, place: &'static Place, count: u64) {
    match shares.iter_mut().find(|(known, _)| *known == place) {
        Some((_, sum)) => *sum += count,
        None => shares.push((place, count)),
    }
}

/// The localities that are certain in an article, each once: those of its units, and its province.
pub fn known(record: &Record) -> Vec<&'static Place> {
    let mut seen = FxHashSet::default();
    let all = record.units.iter().filter_map(of_unit).chain(province(record));
    all.filter(|place| seen.insert(place.key())).collect()
}

/// What the localities inside a name mean in this article, as written; `known` are those of [`known`].
pub fn meanings(record: &Record, name: &str, known: &[&'static Place]) -> Vec<Lookup> {
    let gazetteer = gazetteer::get();
    let names = gazetteer.localities_in(name);
    if names.is_empty() {
        return Vec::new();
    }
    gazetteer.resolve(&names, day(record), known)
}

fn smallest(meanings: &[Lookup]) -> Option<&'static Place> {
    // A commune that is not known must not make the award one of its province.
    let places: Option<Vec<_>> = meanings.iter().map(Lookup::one).collect();
    places?.into_iter().max_by_key(|place| place.level)
}

/// The province where the report is set; where the text does not say, the one province of all
/// that it names.
pub fn province(record: &Record) -> Option<&'static Place> {
    let (gazetteer, day) = (gazetteer::get(), day(record));
    if let Some(province) = &record.province {
        let named = gazetteer.lookup(&province.name, Some("tỉnh"), day, &[]).one();
        return match (&province.code, day) {
            (Some(code), Some(day)) => gazetteer.by_code(1, code, day).or(named),
            _ => named,
        };
    }
    let mut all = record.units.iter().filter_map(of_unit).filter_map(|place| gazetteer.province(place, day));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

fn of_title(record: &Record) -> Option<&'static Place> {
    let end = record.title.as_ref()?.chars().count();
    let in_title = |unit: &&Unit| unit.mentions.iter().any(|mention| mention.end <= end);
    let places: Vec<_> = record.units.iter().filter(in_title).filter_map(of_unit).collect();
    let level = places.iter().map(|place| place.level).max()?;
    let mut smallest = places.into_iter().filter(|place| place.level == level);
    let first = smallest.next()?;
    smallest.all(|other| other == first).then_some(first)
}

//! Where an article and its awards belong: the one place that decides it, for every table and
//! count.

use crate::gazetteer::{self, Lookup, Place};
use crate::model::{Award, Record, Unit};
use crate::normalise::fold;
use rustc_hash::FxHashSet;

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

/// Where an award belongs: the localities of its recipients; else of its authority; else of the
/// article. An entry that names n places gives one to each if its count is n.
pub fn share(record: &Record, award: &Award) -> Share {
    let count = award.count.unwrap_or(0);
    let named: Vec<_> = award.recipients.iter().filter_map(|name| of_name(record, name)).collect();
    let mut places = named.clone();
    if places.is_empty() {
        places.extend(of_authority(record, award).or_else(|| of_article(record)));
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

/// The locality of a name as the article knows it: the unit of that name, else the localities in
/// the name itself (`Nhân dân và cán bộ xã X`).
fn of_name(record: &Record, name: &str) -> Option<&'static Place> {
    unit(record, name).map_or_else(|| smallest(&meanings(record, name, &known(record))), of_unit)
}

/// The unit of a name: at the beginning of a sentence it has a capital.
pub(super) fn unit<'r>(record: &'r Record, name: &str) -> Option<&'r Unit> {
    let folded = fold::exact(name);
    record.units.iter().find(|unit| fold::exact(&unit.name) == folded)
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

/// The locality of the authority: named in it, else (`UBND huyện`) the article's own of the level
/// on which the award is conferred.
pub(super) fn of_authority(record: &Record, award: &Award) -> Option<&'static Place> {
    if let Some(place) = award.authority.as_deref().and_then(|name| of_name(record, name)) {
        return Some(place);
    }
    match award.level.as_deref()? {
        "province" => province(record),
        "district" => own(record, 2),
        "commune" => own(record, 3),
        _ => None,
    }
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

/// The article's own locality of a level: the first that it names, inside its province.
fn own(record: &Record, level: u8) -> Option<&'static Place> {
    let day = day(record);
    let home = province(record);
    let inside = |place: &&'static Place| home.is_none() || at_level(place, 1, day) == home;
    let units = record.units.iter().filter_map(|unit| {
        let start = unit.mentions.iter().map(|mention| mention.start).min().unwrap_or(usize::MAX);
        Some((start, at_level(of_unit(unit)?, level, day).filter(inside)?))
    });
    units.min_by_key(|(start, _)| *start).map(|(_, place)| place)
}

/// Where the article is at home: who held its event; else the one locality of its title; else its
/// province.
pub fn of_article(record: &Record) -> Option<&'static Place> {
    let organizers = record.events.iter().filter_map(|event| event.organizer.as_deref());
    let held = organizers.filter_map(|name| of_name(record, name)).max_by_key(|place| place.level);
    held.or_else(|| of_title(record)).or_else(|| province(record))
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

//! One unit: a locality with its bodies, or an organisation.

use super::tally::{Awards, Beside, Tally, article, each};
use super::{Entity, Name};
use crate::ask::place;
use crate::ask::reading::any_form;
use crate::count::placing;
use crate::gazetteer::{self, Place};
use crate::index::{Condition, Part, Reader, Result};
use crate::model::fact::{Fact, Spot, place_key};
use crate::model::{Award, Unit};
use std::collections::BTreeSet;

/// What the index holds of the unit of a name: of a locality all articles that name it, or a body of it; of an
/// organisation those that name it, as of a locality that no article means for sure.
///
/// # Errors
/// When the index cannot be read.
pub fn unit(reader: &Reader, name: &str) -> Result<Entity> {
    let mut entity = Entity::new(reader, "unit", name)?;
    let (Some(asked), Some(words)) = (Name::new(name), any_form(Part::Unit, name)) else { return Ok(entity) };
    let places = localities(name);
    if !places.is_empty() {
        collect(reader, &mut entity, &Condition::Place(keys(&places)), &places, &asked)?;
    }
    if entity.is_empty() {
        collect(reader, &mut entity, &words, &[], &asked)?;
    }
    entity.places = places.iter().map(|place| place::Unit::new(place, None)).collect();
    entity.or_nearest(reader)
}

/// Fills in what the articles of a condition say of the unit: of the localities, else of the name.
fn collect(
    reader: &Reader,
    entity: &mut Entity,
    condition: &Condition,
    places: &[&'static Place],
    asked: &Name,
) -> Result<()> {
    let (mut names, mut beside, mut awards) = (Tally::default(), Beside::default(), Awards::default());
    each(reader, condition, |record| {
        let of_place = |it: &Unit| placing::of_unit(it).is_some_and(|place| places.contains(&place));
        let is_own = |it: &&Unit| if places.is_empty() { asked.is(&it.name) } else { of_place(it) };
        let own: BTreeSet<String> = record.units.iter().filter(is_own).map(|it| it.name.clone()).collect();
        if own.is_empty() {
            return;
        }
        names.add(&record, own.iter().map(String::as_str));
        beside.add(&record, |other| own.contains(other));
        awards.add(&record, |award, facts| received(award, facts, places, asked));
        entity.articles.push(article(record, own.into_iter().collect()));
    })?;
    entity.names = names.most();
    let full = places.first().map(|place| place.full_name());
    entity.name =
        full.filter(|_| !entity.is_empty()).or_else(|| entity.names.first().map(|it| it.value.clone()));
    entity.awards = awards.lines();
    entity.officials = beside.officials.beside();
    entity.units = beside.units.beside();
    entity.provinces = beside.provinces.most();
    Ok(())
}

/// The localities that a name means as a whole: on any day, the largest kind of them.
fn localities(name: &str) -> Vec<&'static Place> {
    let meant = gazetteer::get().meanings(name);
    let largest = meant.iter().map(|place| place.level).min();
    meant.into_iter().filter(|place| Some(place.level) == largest).collect()
}

fn keys(places: &[&'static Place]) -> BTreeSet<String> {
    places.iter().map(|place| place_key(place.level, place.code, place.since().unwrap_or_default())).collect()
}

/// How many of an award the unit received: what is placed there, or one of what it is named for.
fn received(award: &Award, facts: &[Fact], places: &[&'static Place], asked: &Name) -> Option<u64> {
    let Some(level) = places.first().map(|place| usize::from(place.level)) else {
        return award.recipients.iter().any(|it| asked.is(it) || asked.is_in(it)).then_some(1);
    };
    let keys = keys(places);
    let own = facts.iter().filter(|fact| match fact.spots.get(level - 1) {
        Some(Spot::At(key)) => keys.contains(key),
        _ => false,
    });
    Some(own.filter_map(|fact| fact.count).sum()).filter(|count| *count > 0)
}

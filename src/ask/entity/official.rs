//! One official.

use super::tally::{Awards, Beside, Tally, article, each};
use super::{Entity, Name};
use crate::ask::reading::any_form;
use crate::index::{Part, Reader, Result};

/// What the index holds of the official of a name. A name without any accent is that of all who are called so with
/// theirs; one with accents is meant as it is written.
///
/// # Errors
/// When the index cannot be read.
pub fn official(reader: &Reader, name: &str) -> Result<Entity> {
    let mut entity = Entity::new(reader, "official", name)?;
    let (Some(asked), Some(condition)) =
        (Name::new(name).map(Name::into_exact), any_form(Part::Official, name))
    else {
        return Ok(entity);
    };
    let (mut names, mut positions, mut beside) = (Tally::default(), Tally::default(), Beside::default());
    let mut awards = Awards::default();
    each(reader, &condition, |record| {
        let meant =
            |it: &&crate::model::Official| asked.is(&it.name) || it.variants.iter().any(|v| asked.is(v));
        let found: Vec<_> = record.officials.iter().filter(meant).collect();
        if found.is_empty() {
            return;
        }
        names.add(&record, found.iter().map(|it| it.name.as_str()));
        let said: Vec<String> = found.iter().flat_map(|it| it.positions.iter().cloned()).collect();
        positions.add(&record, said.iter().map(String::as_str));
        beside.add(&record, |other| found.iter().any(|it| it.name == other));
        // Of a count for several the person has one.
        awards.add(&record, |award, _| award.recipients.iter().any(|it| asked.is(it)).then_some(1));
        entity.articles.push(article(record, said));
    })?;
    entity.names = names.most();
    entity.name = entity.names.first().map(|it| it.value.clone());
    entity.positions = positions.earliest();
    entity.awards = awards.lines();
    entity.officials = beside.officials.beside();
    entity.units = beside.units.beside();
    entity.provinces = beside.provinces.most();
    entity.or_nearest(reader)
}

//! One award.

use super::Entity;
use super::tally::{Awards, Beside, Tally, article, each};
use crate::index::{Condition, Reader, Result};
use crate::model::vocabulary::AWARDS;

/// What the index holds of the award of a slug, as it was conferred.
///
/// # Errors
/// When the index cannot be read.
pub fn award(reader: &Reader, slug: &str) -> Result<Entity> {
    let mut entity = Entity::new(reader, "award", slug)?;
    let slug = slug.trim();
    let (mut authorities, mut beside, mut awards) =
        (Tally::default(), Beside::default(), Awards::whoever_confers());
    each(reader, &Condition::Award(slug.to_string()), |record| {
        let own = |it: &&crate::model::Award| it.award == slug;
        let given: Vec<String> =
            record.awards.iter().filter(own).filter_map(|it| it.authority.clone()).collect();
        authorities.add(&record, given.iter().map(String::as_str));
        beside.add(&record, |_| false);
        awards.add(&record, |it, _| if it.award == slug { it.count } else { None });
        entity.articles.push(article(record, given));
    })?;
    entity.name = (!entity.is_empty() || AWARDS.contains(&slug)).then(|| slug.to_string());
    entity.awards = awards.lines();
    entity.authorities = authorities.beside();
    entity.officials = beside.officials.beside();
    entity.units = beside.units.beside();
    entity.provinces = beside.provinces.most();
    Ok(entity)
}

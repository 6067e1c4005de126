//! Facets of an answer, as they are shown.

use crate::gazetteer;
use crate::index::{Facet, FactCondition, Matches, Reader, Result};
use crate::model::answer::{FacetValue, Facets};
use crate::model::fact::{SEVERAL, UNPLACED, place_of_key};
use std::collections::BTreeMap;

/// Counts the facets of the articles found; `awards` are the conditions that the query has on awards.
///
/// # Errors
/// When the index cannot be read.
pub fn facets(reader: &Reader, matches: &Matches, awards: &[FactCondition]) -> Result<Facets> {
    let counted = reader.facets(matches, awards)?;
    let mut facets = Facets { undated: counted.undated, ..Facets::default() };
    for (facet, values) in counted.values {
        let of = match facet {
            Facet::Award => &mut facets.award,
            Facet::Level => &mut facets.level,
            Facet::Recipient => &mut facets.recipient,
            Facet::Status => &mut facets.status,
            Facet::Province => &mut facets.province,
            Facet::Site => &mut facets.site,
            Facet::Event => &mut facets.event,
        };
        let values = if facet == Facet::Province { provinces(values) } else { values };
        *of = values.into_iter().map(|(value, articles)| FacetValue { value, articles }).collect();
        of.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.value.cmp(&b.value)));
    }
    let years = counted.years.into_iter().rev();
    facets.year = years.map(|(year, articles)| FacetValue { value: year.to_string(), articles }).collect();
    let month =
        |(month, articles)| FacetValue { value: format!("{:04}-{:02}", month / 100, month % 100), articles };
    facets.months = counted.months.into_iter().map(month).collect();
    Ok(facets)
}

/// Provinces by their names. A key of the gazetteer is that of an award's place; what is none (several, unplaced) is
/// no province. One name may have several keys, but no award two of them.
fn provinces(values: Vec<(String, u64)>) -> Vec<(String, u64)> {
    let mut named: BTreeMap<String, u64> = BTreeMap::new();
    for (value, articles) in values {
        let name = match place_of_key(&value) {
            Some(_) => gazetteer::get().by_key_text(&value).map(|place| place.name.to_string()),
            None if [SEVERAL, UNPLACED].contains(&value.as_str()) => None,
            None => Some(value),
        };
        if let Some(name) = name {
            *named.entry(name).or_default() += articles;
        }
    }
    named.into_iter().collect()
}

//! What awards are counted by: one line each.

use crate::gazetteer::{self, Place};
use crate::index::Attribute;
use crate::model::fact::{SEVERAL, UNPLACED};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// What awards are counted by.
pub struct Dimension {
    /// Its name, and the first of its columns.
    pub name: &'static str,
    /// Further columns that belong to it.
    pub more: &'static [&'static str],
    /// Where its values stand.
    pub(super) by: By,
}

/// Where the values of a dimension stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// In the column of an attribute.
    Attribute(Attribute),
    /// In that of a place.
    Place(Attribute),
    Year,
    Month,
}

/// Every dimension.
pub const DIMENSIONS: [Dimension; 13] = [
    Dimension { name: "award", more: &[], by: By::Attribute(Attribute::Award) },
    Dimension { name: "class", more: &[], by: By::Attribute(Attribute::Class) },
    Dimension { name: "level", more: &[], by: By::Attribute(Attribute::Level) },
    Dimension { name: "recipient", more: &[], by: By::Attribute(Attribute::Recipient) },
    Dimension { name: "status", more: &[], by: By::Attribute(Attribute::Status) },
    Dimension { name: "year", more: &[], by: By::Year },
    Dimension { name: "month", more: &[], by: By::Month },
    Dimension { name: "province", more: &["province_code"], by: By::Place(Attribute::Province) },
    Dimension { name: "district", more: &["district_code"], by: By::Place(Attribute::District) },
    Dimension { name: "commune", more: &["commune_code"], by: By::Place(Attribute::Commune) },
    Dimension { name: "authority", more: &[], by: By::Attribute(Attribute::Authority) },
    Dimension { name: "unit-kind", more: &[], by: By::Attribute(Attribute::Kind) },
    Dimension { name: "site", more: &[], by: By::Attribute(Attribute::Site) },
];

/// By which names a place is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Places {
    /// By those of the article's day.
    #[default]
    Then,
    /// By the units that took them in since: of several, the one that took most.
    Now,
}

impl Dimension {
    /// The attribute whose column holds the values.
    pub(super) fn attribute(&self) -> Option<Attribute> {
        match self.by {
            By::Attribute(attribute) | By::Place(attribute) => Some(attribute),
            By::Year | By::Month => None,
        }
    }

    /// A value of the attribute's column as it is counted.
    pub(super) fn counted(&self, value: &str, places: Places) -> String {
        match (self.by, places) {
            (By::Place(_), Places::Now) => {
                place(value).map_or_else(|| value.to_string(), |it| now(it).key_text())
            }
            _ => value.to_string(),
        }
    }

    /// The values of its columns for a value of the attribute's column.
    pub(super) fn shown(&self, value: &str) -> Vec<Value> {
        match self.by {
            By::Place(_) if [SEVERAL, UNPLACED].contains(&value) => vec![json!(value), Value::Null],
            By::Place(_) => match place(value) {
                Some(place) => vec![json!(name(place)), json!(place.code)],
                None => vec![Value::Null, Value::Null],
            },
            By::Year => vec![value.parse::<u16>().map_or(Value::Null, |year| json!(year))],
            _ => vec![if value.is_empty() { Value::Null } else { json!(value) }],
        }
    }
}

fn place(key: &str) -> Option<&'static Place> {
    gazetteer::get().by_key_text(key)
}

/// What a unit has become: along its main successors, as long as they are of its level.
fn now(mut place: &'static Place) -> &'static Place {
    // Every step comes into force later than the one before; the bound is for a damaged list.
    for _ in 0..16 {
        let next = gazetteer::get().successors(place).into_iter().next();
        match next.filter(|(next, _)| next.level == place.level) {
            Some((next, _)) => place = next,
            None => break,
        }
    }
    place
}

/// A province by its name, as in `province.name`; a smaller unit with its kind word, as several of a
/// name may lie in one province.
fn name(place: &Place) -> String {
    if place.level == 1 { place.name.to_string() } else { place.full_name() }
}

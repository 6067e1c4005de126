//! By place: where an award is counted. [`placing`] decides it.

use super::{Dimension, Fact};
use crate::ask::placing::{self, Share};
use crate::gazetteer::Place;
use crate::model::{Award, Record};
use serde_json::{Value, json};

/// By province.
pub(super) const PROVINCE: Dimension =
    Dimension { name: "province", more: &["province_code"], values: |fact| at(fact, 1) };
/// By district.
pub(super) const DISTRICT: Dimension =
    Dimension { name: "district", more: &["district_code"], values: |fact| at(fact, 2) };
/// By commune.
pub(super) const COMMUNE: Dimension =
    Dimension { name: "commune", more: &["commune_code"], values: |fact| at(fact, 3) };

/// The unit of a level that a part of an award belongs to.
fn at(fact: &Fact, level: u8) -> Vec<Value> {
    let day = placing::day(fact.record);
    let mut found: Vec<&Place> = Vec::new();
    let mut all = true;
    for place in fact.places {
        match placing::at_level(place, level, day) {
            Some(place) if found.contains(&place) => {}
            Some(place) => found.push(place),
            None => all = false,
        }
    }
    match found.as_slice() {
        [] => vec![json!("unplaced"), Value::Null],
        [one] if all => vec![json!(name(one)), json!(one.code)],
        _ => vec![json!("several"), Value::Null],
    }
}

/// A province by its name, as in `province.name`; a smaller unit with its kind word, as several of a
/// name may lie in one province.
fn name(place: &Place) -> String {
    if place.level == 1 { place.name.to_string() } else { place.full_name() }
}

/// The award cut by place: the count of each place, or all of it where the text does not say how
/// many belong to each.
pub(super) fn parts(record: &Record, award: &Award, count: u64) -> Vec<(Vec<&'static Place>, u64)> {
    match placing::share(record, award) {
        Share::Each(shares) => shares.into_iter().map(|(place, count)| (vec![place], count)).collect(),
        Share::Several(places, count) => vec![(places, count)],
        Share::Unplaced(_) => vec![(Vec::new(), count)],
    }
}

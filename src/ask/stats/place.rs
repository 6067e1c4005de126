//! By place: where an award is counted.

use super::{Dimension, Fact};
use crate::index::terms::words;
use crate::model::{Award, Record, Unit};
use serde_json::{Value, json};

/// A locality of one level, as the statistics name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locality {
    /// Its name.
    pub name: String,
    /// Its code of the gazetteer, where known.
    pub code: Option<String>,
}

/// A place with its parents: province, district, commune, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// Level of the gazetteer that the place itself has: 1, 2 or 3.
    pub level: u8,
    /// By level: province, district, commune.
    pub localities: [Option<Locality>; 3],
}

/// The places of an award.
pub type Places = Vec<Place>;

/// By province.
pub(super) const PROVINCE: Dimension =
    Dimension { name: "province", more: &["province_code"], values: |fact| at(fact, 1) };
/// By district.
pub(super) const DISTRICT: Dimension =
    Dimension { name: "district", more: &["district_code"], values: |fact| at(fact, 2) };
/// By commune.
pub(super) const COMMUNE: Dimension =
    Dimension { name: "commune", more: &["commune_code"], values: |fact| at(fact, 3) };

fn at(fact: &Fact, level: usize) -> Vec<Value> {
    let mut found: Vec<&Locality> = Vec::new();
    for place in fact.places {
        if let Some(locality) = &place.localities[level - 1]
            && !found.contains(&locality)
        {
            found.push(locality);
        }
    }
    match found.as_slice() {
        [] => vec![json!("unplaced"), Value::Null],
        [one] => vec![json!(one.name), json!(one.code)],
        _ => vec![json!("several"), Value::Null],
    }
}

/// The award cut by place: `n` named places with a count of `n` are one each; else all of it stands at
/// all its places.
pub(super) fn parts(record: &Record, award: &Award, count: u64) -> Vec<(Places, u64)> {
    let places = places(record, award);
    if places.len() > 1 && places.len() as u64 == count {
        return places.into_iter().map(|place| (vec![place], 1)).collect();
    }
    vec![(places, count)]
}

/// Where an award is counted: the localities of its recipients, one for each recipient that has one;
/// else that of its authority; else that of the article; else nowhere.
pub fn places(record: &Record, award: &Award) -> Places {
    let of_recipients: Places = award.recipients.iter().filter_map(|name| named(record, name)).collect();
    if !of_recipients.is_empty() {
        return of_recipients;
    }
    let of_authority = award.authority.as_deref().and_then(|name| named(record, name));
    of_authority.or_else(|| article(record)).into_iter().collect()
}

/// The place of a unit of the article, by its name, or by the beginning of its name (`UBND tỉnh`).
fn named(record: &Record, name: &str) -> Option<Place> {
    let wanted = plain(name);
    let resolved = || record.units.iter().filter(|u| u.level.is_some() && u.code.is_some());
    if let Some(unit) = resolved().find(|u| plain(&u.name) == wanted) {
        return place(record, unit);
    }
    let mut longer = resolved().filter(|u| plain(&u.name).starts_with(&wanted));
    let first = longer.next()?;
    let key = |u: &Unit| (u.level, u.code.clone());
    longer.all(|u| key(u) == key(first)).then(|| place(record, first)).flatten()
}

fn plain(name: &str) -> Vec<String> {
    words(name).into_iter().map(|w| w.exact).collect()
}

/// The article's own place: its province.
fn article(record: &Record) -> Option<Place> {
    let province = record.province.as_ref()?;
    let locality = Locality { name: province.name.clone(), code: province.code.clone() };
    Some(Place { level: 1, localities: [Some(locality), None, None] })
}

/// The place that a unit stands for. Parents are known as far as the record tells them.
fn place(record: &Record, unit: &Unit) -> Option<Place> {
    let level = unit.level.filter(|level| (1..=3).contains(level))?;
    let code = unit.code.clone();
    let is_locality = |u: &Unit| matches!(u.kind.as_str(), "province" | "district" | "commune");
    let same = |u: &&Unit| u.level == unit.level && u.code == unit.code && is_locality(u);
    // A body is counted at its locality, under the locality's name where the article has it.
    let name = record.units.iter().find(same).map_or(&unit.name, |u| &u.name).clone();
    let mut localities = [None, None, None];
    localities[0] = unit.province.as_ref().map(|name| Locality { name: name.clone(), code: None });
    if level == 1 {
        let name = unit.province.clone().unwrap_or(name);
        localities[0] = Some(Locality { name, code });
    } else {
        localities[usize::from(level) - 1] = Some(Locality { name, code });
    }
    // One province, one key: its code where any unit or the article tells it.
    if let Some(province) = localities[0].as_mut().filter(|p| p.code.is_none()) {
        let of_article =
            record.province.as_ref().filter(|p| p.name == province.name).and_then(|p| p.code.clone());
        let of_unit = || {
            let found = record
                .units
                .iter()
                .find(|u| u.level == Some(1) && u.province.as_ref() == Some(&province.name));
            found.and_then(|u| u.code.clone())
        };
        province.code = of_article.or_else(of_unit);
    }
    Some(Place { level, localities })
}

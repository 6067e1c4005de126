//! `place NAME`: what a name means.

use crate::gazetteer::{self, Gazetteer, Lookup, Place};
use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `place`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = place::Answer)]
pub struct Answer {
    /// As asked.
    pub query: String,
    /// The day asked about, `YYYY-MM-DD`.
    pub as_of: Option<String>,
    /// An article of that day that gives the name alone leaves it unresolved.
    pub ambiguous: bool,
    /// What the name means on that day (without a day: on any), larger units first.
    pub meanings: Vec<Meaning>,
    /// What it means on other days.
    pub other_days: Vec<Unit>,
}

/// A unit and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = place::Meaning)]
pub struct Meaning {
    /// The unit itself.
    #[serde(flatten)]
    pub unit: Unit,
    /// The units above it on that day (without a day: on its last), nearest first.
    pub parents: Vec<Unit>,
    /// The units that it came from or took in, earliest first.
    pub predecessors: Vec<Link>,
    /// What became of it, main part first.
    pub successors: Vec<Link>,
}

/// One of the units before or behind another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = place::Link)]
pub struct Link {
    /// The unit.
    #[serde(flatten)]
    pub unit: Unit,
    /// Only a part of the one went into the other.
    pub partial: bool,
}

/// A unit of the gazetteer, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = place::Unit)]
pub struct Unit {
    /// 1 province, 2 district, 3 commune.
    pub level: u8,
    /// Official code.
    pub code: &'static str,
    /// Third part of the key; null for since before 2021-11-01.
    pub valid_from: Option<&'static str>,
    /// First day no longer in force; null where it still is.
    pub valid_to: Option<&'static str>,
    /// Kind word: `huyện`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// As in the gazetteer.
    pub name: &'static str,
    /// Name of its province; a province's own.
    pub province: Option<&'static str>,
}

impl Unit {
    /// A unit as of a day; without one with the province of its last day.
    pub(super) fn new(place: &'static Place, day: Option<&str>) -> Self {
        Self {
            level: place.level,
            code: place.code,
            valid_from: place.since(),
            valid_to: (!place.valid_to.is_empty()).then_some(place.valid_to),
            kind: place.type_word(),
            name: place.name,
            province: gazetteer::get().province(place, day).map(|province| province.name),
        }
    }
}

/// What `name` (with or without its kind word, in any spelling) means on the day `as_of`. No
/// meanings: no unit of that day has the name.
pub fn place(name: &str, as_of: Option<&str>) -> Answer {
    let gazetteer = gazetteer::get();
    let on_the_day = |place: &&Place| as_of.is_none_or(|day| place.in_force(day));
    let (now, other): (Vec<_>, Vec<_>) = gazetteer.meanings(name).into_iter().partition(|it| on_the_day(it));
    Answer {
        query: name.into(),
        as_of: as_of.map(String::from),
        ambiguous: matches!(gazetteer.lookup_full(name, as_of, &[]), Lookup::Ambiguous(_)),
        meanings: now.into_iter().map(|place| meaning(gazetteer, place, as_of)).collect(),
        other_days: other.into_iter().map(|place| Unit::new(place, None)).collect(),
    }
}

fn meaning(gazetteer: &'static Gazetteer, place: &'static Place, day: Option<&str>) -> Meaning {
    let links = |links: Vec<(&'static Place, bool)>, day: &dyn Fn(&Place) -> Option<&'static str>| {
        let link =
            |(unit, partial): (&'static Place, bool)| Link { unit: Unit::new(unit, day(unit)), partial };
        links.into_iter().map(link).collect()
    };
    let ended = (!place.valid_to.is_empty()).then_some(place.valid_to);
    Meaning {
        unit: Unit::new(place, day),
        parents: gazetteer.parents(place, day).map(|up| Unit::new(up, day)).collect(),
        predecessors: links(gazetteer.predecessors(place), &|_| None),
        successors: links(gazetteer.successors(place), &|_| ended),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, as_of: Option<&str>, ambiguous: bool, expected: &[&str]) {
        let answer = place(name, as_of);
        let show =
            |it: &Meaning| format!("{} {} {}", it.unit.kind, it.unit.name, it.unit.province.unwrap_or("-"));
        let shown: Vec<_> = answer.meanings.iter().map(show).collect();
        let shown: Vec<_> = shown.iter().map(String::as_str).collect();
        assert_eq!((answer.ambiguous, &shown[..]), (ambiguous, expected), "{name}");
    }

    #[test]
    fn a_name_shows_all_that_it_means() {
        let day = Some("2023-01-01");
        check("Đăk Hà", day, true, &["huyện Đắk Hà Kon Tum", "xã Đắk Hà Kon Tum", "thị trấn Đắk Hà Kon Tum"]);
        check("huyện Đăk Hà", day, false, &["huyện Đắk Hà Kon Tum"]);
        check("Bạc Liêu", day, false, &["tỉnh Bạc Liêu Bạc Liêu", "thành phố Bạc Liêu Bạc Liêu"]);
        check("tỉnh Long An", Some("2025-08-01"), false, &[]);
        check("Không Đâu", None, false, &[]);
    }

    #[test]
    fn a_unit_knows_what_came_before_and_behind() {
        let names = |links: &[Link]| links.iter().map(|it| it.unit.name).collect::<Vec<_>>();
        let long_an = place("tỉnh Long An", Some("2025-06-30"));
        assert_eq!(names(&long_an.meanings[0].successors), ["Tây Ninh"]);
        let tay_ninh = place("tỉnh Tây Ninh", Some("2025-07-01"));
        assert_eq!(names(&tay_ninh.meanings[0].predecessors), ["Tây Ninh", "Long An"]);
        assert_eq!(names(&tay_ninh.meanings[0].successors), [""; 0]);
        let dak_ha = place("huyện Đăk Hà", Some("2023-01-01"));
        assert!(names(&dak_ha.meanings[0].successors).contains(&"Đăk Hà"));
        assert!(dak_ha.meanings[0].successors.iter().all(|it| it.unit.province == Some("Quảng Ngãi")));
        let parents = &place("thị trấn Đăk Hà", Some("2023-01-01")).meanings[0].parents;
        assert_eq!(parents.iter().map(|up| up.name).collect::<Vec<_>>(), ["Đắk Hà", "Kon Tum"]);
    }
}

//! Which unit of the gazetteer a locality of the text is.
//!
//! All localities of an article are looked up together, as of its date, so that the provinces and
//! districts it names decide between communes of one name.

use super::mention::{Locality, Named};
use super::places::joined;
use crate::extract::token::Doc;
use crate::gazetteer::{self, Place};
use crate::model::refused::{Field, Reason};
use crate::normalise::fold;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The kind word that a party committee's or a youth union's own name implies.
pub(super) const IMPLIED: &[(&str, &str)] = &[
    ("tỉnh ủy", "tỉnh"),
    ("tỉnh đoàn", "tỉnh"),
    ("tỉnh hội", "tỉnh"),
    ("huyện ủy", "huyện"),
    ("huyện đoàn", "huyện"),
    ("thị ủy", "thị xã"),
    ("thị đoàn", "thị xã"),
    ("thành ủy", "thành phố"),
    ("thành đoàn", "thành phố"),
    ("quận ủy", "quận"),
    ("quận đoàn", "quận"),
];

/// Gives every locality of `list` its unit, where there is just one.
pub fn resolve(doc: &Doc, list: &mut [Named], as_of: Option<&str>) {
    let mut names: Vec<String> = Vec::new();
    let mut index: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    index.reserve(list.len());
    let mut asked: Vec<Option<usize>> = Vec::with_capacity(list.len());
    for named in list.iter() {
        asked.push(full_name(named).map(|full| {
            *index.entry(full).or_insert_with(|| {
                let (word, name) = full;
                names.push(if word.is_empty() { name.to_string() } else { joined(word, name) });
                names.len() - 1
            })
        }));
    }
    let borrowed: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = gazetteer::get().resolve(&borrowed, as_of, &[]);
    for (named, asked) in list.iter_mut().zip(asked) {
        let place = asked.and_then(|at| {
            let one = found[at].one().or_else(|| seat(named, &found[at].places()));
            let tokens = named.tokens.clone();
            doc.refuses(one.is_none(), tokens, Field::Units, Reason::AmbiguousPlace, "unit-key");
            one
        });
        if let Some(locality) = &mut named.locality {
            locality.place = place;
        }
    }
}

/// `KBNN Hương Khê`: a body named by a bare locality is the district's, if a commune has its name too.
fn seat(named: &Named, meanings: &[&'static Place]) -> Option<&'static Place> {
    let bare = named.locality.as_ref().is_some_and(|l| l.kind.is_empty());
    let mut districts = meanings.iter().filter(|place| place.level == 2);
    let district = districts.next().filter(|_| districts.next().is_none() && !named.is_place && bare)?;
    let inside = |place: &&Place| place.key() == district.key() || place.parent == district.code;
    meanings.iter().all(inside).then_some(district)
}

/// Kind word and name of the locality of a mention, as the gazetteer reads it; none for a village.
fn full_name<'t>(named: &Named<'t>) -> Option<(&'t str, &'t str)> {
    let locality = named.locality.filter(|l| !l.name.is_empty() && named.kind != "village")?;
    if !locality.kind.is_empty() {
        return Some((locality.kind, locality.name));
    }
    let name = fold::exact(&named.name);
    let implied = IMPLIED.iter().find(|(head, _)| name.contains(head));
    Some((implied.map_or("", |(_, word)| word), locality.name))
}

/// A kind word in its folded form, which most have already.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if fold::is_exact(word) { word.into() } else { fold::exact(word).into() }
}

/// Rank of a locality: 1 province, 2 district, 3 commune; none for a village or an unknown name.
pub fn rank(locality: &Locality) -> Option<u8> {
    if let Some(place) = locality.place {
        return Some(place.level);
    }
    let word = folded(locality.kind);
    Some(match word.trim_end_matches('.') {
        "tỉnh" => 1,
        "thành phố" | "tp" => {
            if is_central_city(locality.name) {
                1
            } else {
                2
            }
        }
        "huyện" | "quận" | "thị xã" | "tx" => 2,
        "xã" | "phường" | "thị trấn" | "tt" | "đặc khu" => 3,
        "" if gazetteer::get().is_province_name(locality.name) => 1,
        _ => return None,
    })
}

/// Whether the name is a city's that has long been a province (`thành phố Cần Thơ`).
pub fn is_central_city(name: &str) -> bool {
    let is = |place: &&Place| place.kind == gazetteer::Kind::CentralCity && place.valid_from.is_empty();
    gazetteer::get().meanings(name).iter().any(is)
}

/// Whether a bare name is a province's in its own accents: `Quangbinh` of an agency prefix is none.
pub fn is_province(name: &str) -> bool {
    if !gazetteer::get().is_province_name(name) {
        return false;
    }
    let exact = fold::exact(name);
    let same = |place: &&Place| fold::exact(place.name) == exact;
    !exact.is_ascii() || gazetteer::get().meanings(name).iter().any(same)
}

/// The kind word of the province that a bare name means as of a day.
pub fn province_word(name: &str, as_of: Option<&str>) -> &'static str {
    let places = gazetteer::get().lookup(name, None, as_of, &[]).places();
    let province = places.iter().find(|place| place.level == 1);
    province.map_or("tỉnh", |place| place.type_word())
}

/// Whether a unit of this kind of the data model (`city`: a district or a province) has the name.
pub fn is_name_of(name: &str, kind: &str) -> bool {
    let level = match kind {
        "province" => 1,
        "commune" => 3,
        _ => 2,
    };
    gazetteer::get().meanings(name).iter().any(|place| place.level == level)
}

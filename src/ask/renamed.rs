//! Other names of a unit that was merged: what it became, what it came from.

use super::forms::Form;
use super::query::{Typed, as_typed, typed_words};
use crate::gazetteer::{self, Place};

/// Another name, with the days on which it means the unit or what took it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The name, with its kind word.
    pub name: String,
    /// First day, `20250701`.
    pub from: Option<u64>,
    /// Last day.
    pub until: Option<u64>,
}

/// Of a name that means more units than these nothing is said.
const MOST_MEANINGS: usize = 3;
/// Of the names that one unit came from no more are told.
const MOST_NAMES: usize = 8;

/// The other names of the unit that the words name, each with its forms; none where they name no unit.
pub fn others(words: &[Typed], forms: &dyn Fn(&[Typed]) -> Vec<Form>) -> Vec<(Other, Vec<Form>)> {
    let with_forms = |other: Other| {
        let forms = forms(&typed_words(&other.name));
        (other, forms)
    };
    other_names(&as_typed(words)).into_iter().map(with_forms).collect()
}

/// The other names of the unit of a name. A name without its kind word, or without its accents, must be that of one
/// unit or of a few.
pub fn other_names(name: &str) -> Vec<Other> {
    let gazetteer = gazetteer::get();
    let meanings = gazetteer.meanings(name);
    let smallest = meanings.iter().map(|place| place.level).min().unwrap_or(0);
    let meant: Vec<&'static Place> = meanings.into_iter().filter(|place| place.level == smallest).collect();
    if meant.len() > MOST_MEANINGS {
        return Vec::new();
    }
    let mut found: Vec<Other> = Vec::new();
    let mut add = |place: &Place, from: &str, until: &str| {
        let is_known = found.iter().any(|known| known.name == place.full_name());
        if !meant.iter().any(|of| of.name == place.name) && !is_known && found.len() < MOST_NAMES {
            found.push(Other { name: place.full_name(), from: day(from), until: day(until) });
        }
    };
    for place in &meant {
        for (later, _) in
            gazetteer.successors(place).into_iter().filter(|(later, _)| later.level == place.level)
        {
            add(later, later.valid_from, later.valid_to);
        }
        for (earlier, _) in gazetteer.predecessors(place) {
            add(earlier, earlier.valid_from, earlier.valid_to);
        }
    }
    found
}

/// `2025-07-01` → 20250701.
fn day(text: &str) -> Option<u64> {
    text.split('-').collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_units_have_other_names() {
        let names = |name: &str| other_names(name).into_iter().map(|other| other.name).collect::<Vec<_>>();
        assert_eq!(names("tỉnh Hà Nam"), ["tỉnh Ninh Bình"]);
        assert!(names("Ninh Bình").contains(&"tỉnh Nam Định".to_string()), "{:?}", names("Ninh Bình"));
        assert!(names("Tân Lập").is_empty(), "too many units are called so");
        assert!(names("bằng khen").is_empty());
        assert!(names("").is_empty());
        assert_eq!(other_names("tỉnh Hà Nam")[0].from, Some(20_250_701));
    }
}

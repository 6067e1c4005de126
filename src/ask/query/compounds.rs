//! Compounds that newspapers write with a dash: the dash of `Thi đua -Khen thưởng` excludes nothing.
//!
//! They are the long forms of the abbreviations, the fields of work in the names of offices, and the names of units
//! that have a dash. `và` and a dash stand for each other.

use crate::gazetteer;
use crate::index::terms::{Word, words};
use std::collections::HashSet;
use std::sync::LazyLock;

static COMPOUNDS: LazyLock<HashSet<Vec<String>>> = LazyLock::new(|| {
    let lists = [include_str!("../abbreviations.tsv"), include_str!("../../extract/units/fields.tsv")];
    let rows = lists.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#'));
    let cells = rows.map(|line| line.split('\t').nth(1).unwrap_or(line).to_string());
    let dashed = gazetteer::get().all().map(|place| place.name).filter(|name| name.contains('-'));
    cells
        .chain(dashed.map(str::to_string))
        .map(|text| key(&words(&text)))
        .filter(|key| key.len() > 1)
        .collect()
});

fn key(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.plain.clone()).filter(|plain| plain != "va").collect()
}

/// Words of the longest compound on one side of its dash.
pub const LONGEST: usize = 8;

/// Whether a dash between these words is part of a compound that ends behind it.
pub fn dash_inside(before: &[&Word], after: &[&Word]) -> bool {
    (1..=before.len().min(LONGEST)).any(|left| {
        (1..=after.len().min(LONGEST)).any(|right| {
            let all: Vec<Word> = before[before.len() - left..]
                .iter()
                .chain(&after[..right])
                .map(|word| (*word).clone())
                .collect();
            COMPOUNDS.contains(&key(&all))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_of_known_compounds() {
        for (before, after, expected) in [
            ("Thi đua", "Khen thưởng", true),
            ("Hội đồng Thi đua", "Khen thưởng tỉnh", true),
            ("tài chính", "kế hoạch", true),
            ("Giáo dục", "Đào tạo", true),
            ("Bà Rịa", "Vũng Tàu", true),
            ("bằng khen", "giấy khen", false),
            ("thi đua", "UBND", false),
            ("", "khen thưởng", false),
        ] {
            let (a, b) = (words(before), words(after));
            let found = dash_inside(&a.iter().collect::<Vec<_>>(), &b.iter().collect::<Vec<_>>());
            assert_eq!(found, expected, "{before} -{after}");
        }
    }
}

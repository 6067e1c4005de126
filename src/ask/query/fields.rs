//! The names of fields.

use crate::index::distance;
use crate::normalise::fold;
use std::sync::LazyLock;

/// A field of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Slug or name of an award.
    Award,
    /// Class of an award.
    Class,
    /// Level of the authority of an award.
    Level,
    /// Words of the authority of an award.
    Authority,
    /// Kind of recipient of an award.
    Recipient,
    /// conferred or proposed.
    Status,
    /// Province: of an award where one is asked for, else of the article.
    Province,
    /// District: of an award where one is asked for, else named in the article.
    District,
    /// Commune, as the district.
    Commune,
    /// Words of the name of a unit.
    Unit,
    /// Words of the name of an official.
    Official,
    /// Kind of an event.
    Event,
    /// Year: that an award counts for where one is asked for, else of publication.
    Year,
    /// Month, as the year.
    Month,
    /// Day, as the year.
    Date,
    /// How many of an award.
    Count,
    /// Host of the page.
    Site,
    /// Words of the title.
    Title,
    /// Whether the article repeats another one.
    Copy,
}

/// In the order of `fields.tsv`.
const FIELDS: [Field; 19] = [
    Field::Award,
    Field::Class,
    Field::Level,
    Field::Authority,
    Field::Recipient,
    Field::Status,
    Field::Province,
    Field::District,
    Field::Commune,
    Field::Unit,
    Field::Official,
    Field::Event,
    Field::Year,
    Field::Month,
    Field::Date,
    Field::Count,
    Field::Site,
    Field::Title,
    Field::Copy,
];

static NAMES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("fields.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let (name, others) = line.split_once('\t').unwrap_or((line, ""));
        (name, others.split(' ').collect())
    };
    lines.map(row).collect()
});

impl Field {
    /// Its name in the language.
    pub fn name(self) -> &'static str {
        NAMES.get(self as usize).map_or("", |(name, _)| name)
    }

    /// The field of a name.
    pub fn of(name: &str) -> Option<Self> {
        let at = NAMES.iter().position(|(known, _)| name.eq_ignore_ascii_case(known))?;
        FIELDS.get(at).copied()
    }

    /// The field that a name which is none may mean: its Vietnamese name, or a name with two letters wrong at
    /// most, and not more than every third.
    pub fn meant(name: &str) -> Option<Self> {
        let plain: String = fold::plain(name).chars().filter(|c| c.is_alphanumeric()).collect();
        if let Some(at) = NAMES.iter().position(|(_, others)| others.contains(&plain.as_str())) {
            return FIELDS.get(at).copied();
        }
        let most = (plain.chars().count() / 2).min(2);
        let near = FIELDS.iter().filter_map(|field| Some((distance(&plain, field.name(), most)?, *field)));
        near.min().map(|(_, field)| field)
    }

    /// Whether it is about an award and nothing else.
    pub fn is_of_award(self) -> bool {
        use Field::{Authority, Award, Class, Count, Level, Recipient, Status};
        matches!(self, Award | Class | Level | Authority | Recipient | Status | Count)
    }

    /// Whether it is about the award where one is asked for.
    pub fn is_of_context(self) -> bool {
        use Field::{Commune, Date, District, Month, Province, Year};
        matches!(self, Province | District | Commune | Year | Month | Date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields() {
        for (name, expected) in [("award", Some(Field::Award)), ("TITLE", Some(Field::Title)), ("http", None)]
        {
            assert_eq!(Field::of(name), expected, "{name}");
        }
        for field in FIELDS {
            assert_eq!(Field::of(field.name()), Some(field));
        }
        assert_eq!(NAMES.len(), FIELDS.len());
    }

    #[test]
    fn names_that_are_nearly_fields() {
        for (name, expected) in [
            ("awrd", Some(Field::Award)),
            ("provnce", Some(Field::Province)),
            ("Tỉnh", Some(Field::Province)),
            ("don-vi", Some(Field::Unit)),
            ("sự_kiện", Some(Field::Event)),
            ("http", None),
            ("https", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(Field::meant(name), expected, "{name}");
        }
    }
}

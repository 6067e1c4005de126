//! What a parameter's value may be: what is read, and how it is described, in one place each.

use crate::ask::last_day;
use crate::ask::stats::DIMENSIONS;
use crate::ask::tables::TABLES;
use crate::model::vocabulary::{AWARDS, EVENTS};
use regex::Regex;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A year, a month or a day: one pattern for the description and for what is read.
const DAY: &str = "^((1[89]|[2-9][0-9])[0-9]{2}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|\
                   (0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|\
                   ((1[89]|[2-9][0-9])(0[48]|[2468][048]|[13579][26])|([2468][048]|[3579][26])00)-02-29)$";

/// `2023`, `2023-03` or `2023-03-30`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Day(pub String);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(DAY).ok());
        match PATTERN.as_ref().is_some_and(|pattern| pattern.is_match(&text)) {
            true => Ok(Self(text)),
            false => Err(format!("`{text}`: 2023, 2023-03, 2023-03-30")),
        }
    }
}

impl PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(DAY)).into()
    }
}

impl ToSchema for Day {}

/// A name of a list.
fn named<'n>(names: impl Iterator<Item = &'n str>) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names))
}

/// A text that is one of a list.
fn one_of(text: String, names: &[&str]) -> Result<String, String> {
    match names.contains(&text.as_str()) {
        true => Ok(text),
        false => Err(format!("`{text}`: {}", names.join(", "))),
    }
}

/// Slug of an award.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Slug(pub String);

impl TryFrom<String> for Slug {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        one_of(text, &AWARDS).map(Self)
    }
}

impl PartialSchema for Slug {
    fn schema() -> RefOr<Schema> {
        named(AWARDS.into_iter()).into()
    }
}

impl ToSchema for Slug {}

/// Kind of an event.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Kind(pub String);

impl TryFrom<String> for Kind {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        one_of(text, &EVENTS).map(Self)
    }
}

impl PartialSchema for Kind {
    fn schema() -> RefOr<Schema> {
        named(EVENTS.into_iter()).into()
    }
}

impl ToSchema for Kind {}

/// Dimensions, each once, with commas between.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Dimensions(pub Vec<String>);

impl TryFrom<String> for Dimensions {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let names: Vec<String> = text.split(',').map(String::from).collect();
        for (at, name) in names.iter().enumerate() {
            if !DIMENSIONS.iter().any(|it| it.name == name) || names[..at].contains(name) {
                let known = DIMENSIONS.map(|it| it.name).join(", ");
                return Err(format!("`{text}`: {known}; each once, with commas between"));
            }
        }
        Ok(Self(names))
    }
}

impl PartialSchema for Dimensions {
    fn schema() -> RefOr<Schema> {
        let one = named(DIMENSIONS.iter().map(|it| it.name));
        ArrayBuilder::new().items(one).min_items(Some(1)).unique_items(true).into()
    }
}

impl ToSchema for Dimensions {}

/// A table of the export.
#[derive(Debug, Deserialize)]
pub struct TableOf;

impl PartialSchema for TableOf {
    fn schema() -> RefOr<Schema> {
        named(TABLES.iter().map(|table| table.name)).into()
    }
}

impl ToSchema for TableOf {}

/// A whole number, from the one to the other.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Whole<const LEAST: usize, const MOST: usize>(pub usize);

impl<const LEAST: usize, const MOST: usize> TryFrom<String> for Whole<LEAST, MOST> {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse().ok().filter(|number| digits && (LEAST..=MOST).contains(number)) {
            Some(number) => Ok(Self(number)),
            None => Err(format!("`{text}`: {LEAST} … {MOST}")),
        }
    }
}

impl<const LEAST: usize, const MOST: usize> PartialSchema for Whole<LEAST, MOST> {
    fn schema() -> RefOr<Schema> {
        let integer = ObjectBuilder::new().schema_type(Type::Integer);
        integer.minimum(Some(LEAST)).maximum(Some(MOST)).into()
    }
}

impl<const LEAST: usize, const MOST: usize> ToSchema for Whole<LEAST, MOST> {}

impl Day {
    /// Its last day, `YYYY-MM-DD`.
    pub fn last(&self) -> Option<String> {
        last_day(&self.0)
    }
}

/// A whole number from 1, as JSON has it: `3.0` is one.
pub fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    let Some(number) = Option::<serde_json::Number>::deserialize(from)? else { return Ok(None) };
    let of_float =
        || number.as_f64().filter(|it| it.fract() == 0.0 && *it < i64::MAX as f64).map(|it| it as i64);
    let whole = number.as_i64().or_else(of_float).and_then(|it| u64::try_from(it).ok());
    match whole.filter(|it| *it > 0) {
        Some(whole) => Ok(Some(whole)),
        None => Err(D::Error::custom(format!("`{number}`: 1, 2, 3, …"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::first_day;

    #[test]
    fn the_pattern_of_days_takes_what_the_calendar_has() {
        let pattern = Regex::new(DAY).expect("a pattern");
        for year in [1800, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 2400, 9999] {
            assert!(pattern.is_match(&year.to_string()), "{year}");
            for month in 0..=13 {
                assert_eq!(pattern.is_match(&format!("{year}-{month:02}")), (1..=12).contains(&month));
                for day in 0..=32 {
                    let text = format!("{year}-{month:02}-{day:02}");
                    assert_eq!(pattern.is_match(&text), first_day(&text).is_some(), "{text}");
                    assert_eq!(pattern.is_match(&text), last_day(&text).is_some(), "{text}");
                }
            }
        }
        for text in ["", "1", "0000", "1799", "10000", "2023-3", "30/3/2023", " 2023", "2023-03-30T00"] {
            assert!(!pattern.is_match(text), "{text}");
        }
    }
}

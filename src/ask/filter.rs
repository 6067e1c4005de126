//! Which articles are asked about.

use super::query::MOST_WORDS;
use super::reading::{any_form, province};
use crate::gazetteer;
use crate::index::terms::words;
use crate::index::{Attribute, Condition, FactCondition, Part, Reader, Result};
use crate::model::told::{Tell, Told};
use crate::model::vocabulary::AWARDS;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Restrictions, all of which must hold. `Default` restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Name (with or without its kind word) or code of the article's province.
    pub province: Option<String>,
    /// First day of publication: `2023`, `2023-03`, `2023-03-30` or `30/3/2023`.
    pub from: Option<String>,
    /// Last day of publication, as `from`; a month or a year is meant to its end.
    pub to: Option<String>,
    /// Slug of an award that the article must have.
    pub award: Option<String>,
    /// Words of the name of a unit.
    pub unit: Option<String>,
    /// Words of the name of an official.
    pub official: Option<String>,
    /// Kind of an event.
    pub event: Option<String>,
}

/// A restriction that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFilter {
    /// Not a date.
    #[error("`{0}` is no date: write 2023, 2023-03, 2023-03-30 or 30/3/2023")]
    Date(String),
    /// The days end before they begin.
    #[error("`{0}` is later than `{1}`")]
    Order(String, String),
    /// No letter or digit in it.
    #[error("`{0}` is no name")]
    Name(String),
    /// No award has this slug; the nearest known ones.
    #[error("`{0}` is no award; near to it: {1}")]
    Award(String, String),
    /// No province of any day has this name or code.
    #[error("`{0}` is no province")]
    Province(String),
    /// More words than [`MOST_WORDS`](super::query::MOST_WORDS).
    #[error("{0} words are too many: {most} at most", most = super::query::MOST_WORDS)]
    Long(usize),
}

impl Tell for BadFilter {
    fn told(&self) -> Told {
        match self {
            BadFilter::Date(text) => Told::new("bad.date", &[("text", text)]),
            BadFilter::Order(from, to) => Told::new("bad.order", &[("from", from), ("to", to)]),
            BadFilter::Long(words) => Told::new("bad.long", &[("words", words), ("most", &MOST_WORDS)]),
            BadFilter::Award(slug, near) => Told::new("bad.award", &[("slug", slug), ("near", near)]),
            BadFilter::Province(name) => Told::new("no.province", &[("name", name)]),
            BadFilter::Name(text) => Told::new("bad.name", &[("text", text)]),
        }
    }
}

impl Filter {
    /// Whether nothing is restricted.
    pub fn is_empty(&self) -> bool {
        self.set().is_empty()
    }

    /// The restrictions that are set, as they were asked for.
    pub fn set(&self) -> Map<String, Value> {
        let all = [
            ("province", &self.province),
            ("from", &self.from),
            ("to", &self.to),
            ("award", &self.award),
            ("unit", &self.unit),
            ("official", &self.official),
            ("event", &self.event),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name.to_string(), value.clone()?.into()))).collect()
    }

    /// What the index is asked.
    ///
    /// # Errors
    /// When a date is none.
    pub fn condition(&self) -> std::result::Result<Condition, BadFilter> {
        let mut parts = Vec::new();
        let from =
            self.from.as_deref().map(|d| days(d).ok_or_else(|| BadFilter::Date(d.into()))).transpose()?;
        let to = self.to.as_deref().map(|d| days(d).ok_or_else(|| BadFilter::Date(d.into()))).transpose()?;
        if let (Some(from), Some(to)) = (from, to)
            && from.0 > to.1
        {
            let text = |d: &Option<String>| d.clone().unwrap_or_default();
            return Err(BadFilter::Order(text(&self.from), text(&self.to)));
        }
        if from.is_some() || to.is_some() {
            parts.push(Condition::Days(from.map(|d| d.0), to.map(|d| d.1)));
        }
        if let Some(name) = &self.province {
            parts.push(named(without_kind(name), |_| province(name, true))?);
        }
        for (part, name) in [(Part::Unit, &self.unit), (Part::Official, &self.official)] {
            if let Some(name) = name {
                parts.push(named(name, |name| any_form(part, name))?);
            }
        }
        parts.extend(self.award.iter().map(|slug| Condition::Award(slug.trim().to_string())));
        parts.extend(self.event.iter().map(|kind| Condition::Event(kind.trim().to_string())));
        Ok(Condition::All(parts))
    }
}

impl Filter {
    /// What a single award must satisfy: an article that the filter lets through may hold others as well.
    pub fn of_awards(&self) -> FactCondition {
        let slug = |slug: &String| (Attribute::Award, BTreeSet::from([slug.trim().to_string()]));
        FactCondition { any_of: self.award.iter().map(slug).collect(), ..FactCondition::default() }
    }

    /// [`Filter::condition`], of an award and a province that the index, the contract or the
    /// gazetteer knows: a mistyped one would give a plausible zero.
    ///
    /// # Errors
    /// When the index cannot be read; the inner error as that of [`Filter::condition`].
    pub fn checked(&self, reader: &Reader) -> Result<std::result::Result<Condition, BadFilter>> {
        let condition = match self.condition() {
            Ok(condition) => condition,
            Err(bad) => return Ok(Err(bad)),
        };
        if let Some(slug) = self.award.as_deref().map(str::trim)
            && !AWARDS.contains(&slug)
            && reader.count(&Condition::Award(slug.to_string()))? == 0
        {
            return Ok(Err(BadFilter::Award(slug.to_string(), nearest(slug))));
        }
        if let Some(name) = &self.province
            && !is_province(name)
        {
            let alone = Filter { province: Some(name.clone()), ..Filter::default() };
            match alone.condition() {
                Ok(condition) if reader.count(&condition)? > 0 => {}
                _ => return Ok(Err(BadFilter::Province(name.clone()))),
            }
        }
        Ok(Ok(condition))
    }
}

fn is_province(name: &str) -> bool {
    let (gazetteer, code) = (gazetteer::get(), format!("{:0>2}", name.trim()));
    !gazetteer.with_code(1, &code).is_empty() || gazetteer.meanings(name).iter().any(|it| it.level == 1)
}

/// The known slugs that share the most with a mistyped one, most first.
pub(super) fn nearest(slug: &str) -> String {
    const SHOWN: usize = 3;
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let letters = text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
        let letters: Vec<char> = letters.collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let wanted = pairs(slug);
    let mut known = AWARDS.to_vec();
    // Twice the pairs of letters in common, of all pairs, in thousandths.
    known.sort_by_key(|other| {
        let other = pairs(other);
        let common = wanted.intersection(&other).count();
        std::cmp::Reverse(2_000 * common / (wanted.len() + other.len()).max(1))
    });
    known.truncate(SHOWN);
    known.join(", ")
}

/// What `read` makes of a name that is not too long.
fn named(name: &str, read: impl Fn(&str) -> Option<Condition>) -> std::result::Result<Condition, BadFilter> {
    let length = words(name).len();
    if length > MOST_WORDS {
        return Err(BadFilter::Long(length));
    }
    read(name).ok_or_else(|| BadFilter::Name(name.to_string()))
}

/// `tỉnh Nam Định` → `Nam Định`.
pub(super) fn without_kind(name: &str) -> &str {
    const KINDS: [&[&str]; 3] = [&["tinh"], &["thanh", "pho"], &["tp"]];
    let cut = words(name);
    let kind = KINDS.iter().find(|kind| {
        cut.len() > kind.len() && kind.iter().zip(&cut).all(|(word, found)| *word == found.plain)
    });
    // Hồ Chí Minh is called `Thành phố Hồ Chí Minh`; its name alone finds it too.
    kind.and_then(|kind| cut.get(kind.len())).map_or(name, |first| &name[first.start..])
}

/// The first day of `2023`, `2023-03`, `2023-03-30` or `30/3/2023`, as `YYYY-MM-DD`.
pub fn first_day(text: &str) -> Option<String> {
    days(text).map(|(first, _)| iso(first))
}

/// The last day, as [`first_day`].
pub fn last_day(text: &str) -> Option<String> {
    days(text).map(|(_, last)| iso(last))
}

pub(super) fn iso(day: u64) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

/// First and last day of `2023`, `2023-03`, `2023-03-30`, `30/3/2023`, as numbers.
pub(super) fn days(text: &str) -> Option<(u64, u64)> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let numbers: Vec<u64> = parts.iter().map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match *numbers.as_slice() {
        [year] => (year, None, None),
        [first, second] if parts[0].len() == 4 => (first, Some(second), None),
        [first, second] => (second, Some(first), None),
        [first, second, third] if parts[0].len() == 4 => (first, Some(second), Some(third)),
        [first, second, third] => (third, Some(second), Some(first)),
        _ => return None,
    };
    let valid = (1800..=9999).contains(&year)
        && month.is_none_or(|m| (1..=12).contains(&m))
        && day.is_none_or(|d| (1..=days_of(year, month.unwrap_or(1))).contains(&d));
    let number = |month: u64, day: u64| year * 10_000 + month * 100 + day;
    let end = month.unwrap_or(12);
    let last = day.unwrap_or_else(|| days_of(year, end));
    valid.then(|| (number(month.unwrap_or(1), day.unwrap_or(1)), number(end, last)))
}

fn days_of(year: u64, month: u64) -> u64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_filters() {
        for (input, expected) in [
            ("2023", Some((20_230_101, 20_231_231))),
            ("2023-03", Some((20_230_301, 20_230_331))),
            ("3/2023", Some((20_230_301, 20_230_331))),
            ("2023-03-30", Some((20_230_330, 20_230_330))),
            ("30/3/2023", Some((20_230_330, 20_230_330))),
            ("29-2-2024", Some((20_240_229, 20_240_229))),
            ("2023-02-29", None),
            ("2023-13", None),
            ("hôm qua", None),
            ("", None),
        ] {
            assert_eq!(days(input), expected, "{input}");
        }
    }

    #[test]
    fn provinces_lose_their_kind() {
        for (input, expected) in [
            ("tỉnh Nam Định", "Nam Định"),
            ("Nam Định", "Nam Định"),
            ("TP. Đà Nẵng", "Đà Nẵng"),
            ("Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
            ("tỉnh", "tỉnh"),
        ] {
            assert_eq!(without_kind(input), expected);
        }
    }

    #[test]
    fn a_bad_filter_says_so() {
        let filter = Filter { from: Some("2024".into()), to: Some("2023".into()), ..Filter::default() };
        assert!(matches!(filter.condition(), Err(BadFilter::Order(..))));
        let filter = Filter { unit: Some("…".into()), ..Filter::default() };
        assert!(matches!(filter.condition(), Err(BadFilter::Name(_))));
    }
}

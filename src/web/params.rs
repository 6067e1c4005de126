//! What a request may say: the parameters of each question. Whatever is none of them is an error, as a mistyped
//! restriction that was passed over would give a plausible figure.

use super::failure::Failure;
use crate::ask::coverage::{Question, Since};
use crate::ask::stats::{Counting, DIMENSIONS, Places, Status};
use crate::ask::tables::TABLES;
use crate::ask::{Filter, Sort, last_day};
use crate::model::vocabulary::AWARDS;
use crate::show::Format;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use regex::Regex;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// The parameters of a request, of one kind or two.
pub struct Asked<A, B = Nothing>(pub A, pub B);

/// No further parameters.
#[derive(Deserialize, IntoParams)]
pub struct Nothing {}

impl<S, A, B> FromRequestParts<S> for Asked<A, B>
where
    S: Send + Sync,
    A: DeserializeOwned + IntoParams,
    B: DeserializeOwned + IntoParams,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        let known: Vec<String> =
            [A::into_params(|| None), B::into_params(|| None)].concat().into_iter().map(|p| p.name).collect();
        let mut seen: Vec<String> = Vec::new();
        for (name, _) in form_urlencoded::parse(query.as_bytes()) {
            if !known.iter().any(|it| *it == name) {
                return Err(Failure::parameter(&format!("{name}? ({})", known.join(", "))));
            }
            if seen.iter().any(|it| *it == name) {
                return Err(Failure::parameter(&format!("{name} … {name}")));
            }
            seen.push(name.into_owned());
        }
        Ok(Self(read(query)?, read(query)?))
    }
}

/// The part of a path that names what is asked for.
pub struct Name(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Path(name) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|e| Failure::parameter(&e.body_text()))?;
        Ok(Self(name))
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, Failure> {
    let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(pairs)
        .map_err(|e| Failure::parameter(&format!("{}: {}", e.path(), e.inner())))
}

/// A year, a month or a day: one pattern for the description and for what is read.
const DAY: &str = "^((1[89]|[2-9][0-9])[0-9]{2}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|\
                   (0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|\
                   ((1[89]|[2-9][0-9])(0[48]|[2468][048]|[13579][26])|([2468][048]|[3579][26])00)-02-29)$";

/// `2023`, `2023-03` or `2023-03-30`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Day(String);

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

/// Slug of an award.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Slug(String);

impl TryFrom<String> for Slug {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match AWARDS.contains(&text.as_str()) {
            true => Ok(Self(text)),
            false => Err(format!("`{text}`: {}", AWARDS.join(", "))),
        }
    }
}

impl PartialSchema for Slug {
    fn schema() -> RefOr<Schema> {
        named(AWARDS.into_iter()).into()
    }
}

impl ToSchema for Slug {}

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

/// Hits on one page; there is no end of pages.
type Hits = Whole<0, 1_000>;
/// Hits passed over: up to more than any index has.
type Offset = Whole<0, 1_000_000_000>;
/// Days without a report.
type Days = Whole<0, 100_000>;
/// Rows of statistics.
type Rows = Whole<1, 1_000_000_000>;

/// Which articles.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filters {
    /// Only articles set in this province: its name, with or without its kind word, or its code.
    #[param(example = "Nam Định")]
    province: Option<String>,
    /// Published on this day or later: `2023`, `2023-03`, `2023-03-30`.
    #[param(inline)]
    from: Option<Day>,
    /// Published on this day or earlier; a month or a year is meant to its end.
    #[param(inline)]
    to: Option<Day>,
    /// Only articles with this award. Statistics then count this award alone.
    #[param(inline)]
    award: Option<Slug>,
    /// Only articles that name this unit: words of its name.
    unit: Option<String>,
    /// Only articles that name this official: words of the name.
    official: Option<String>,
    /// Only articles with an event of this kind.
    #[param(inline)]
    event: Option<EventKind>,
}

/// Kinds of events.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    Review,
    Signing,
    Launch,
    Award,
    Selection,
    Contest,
    Anniversary,
    Meeting,
}

impl From<Filters> for Filter {
    fn from(asked: Filters) -> Self {
        Filter {
            province: asked.province,
            from: asked.from.map(|day| day.0),
            to: asked.to.map(|day| day.0),
            award: asked.award.map(|slug| slug.0),
            unit: asked.unit,
            official: asked.official,
            event: asked.event.map(|kind| format!("{kind:?}").to_lowercase()),
        }
    }
}

/// In what order hits come.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SortBy {
    #[default]
    Relevance,
    Date,
    Count,
}

impl From<SortBy> for Sort {
    fn from(by: SortBy) -> Self {
        match by {
            SortBy::Relevance => Sort::Relevance,
            SortBy::Date => Sort::Date,
            SortBy::Count => Sort::Count,
        }
    }
}

/// A search.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchParams {
    /// The query; any text is one. Without it everything that the restrictions let through is found.
    #[serde(default)]
    #[param(example = "\"bằng khen\" AND province:\"Nam Định\"")]
    pub q: String,
    /// relevance: the best first; date: the latest first; count: those with the most awards first.
    #[serde(default)]
    #[param(inline)]
    pub sort: SortBy,
    /// Hits passed over.
    #[param(inline)]
    pub offset: Option<Offset>,
    /// Hits wanted; 10 without it.
    #[param(inline)]
    pub limit: Option<Hits>,
    /// Whether facets and months are counted.
    #[serde(default)]
    pub facets: bool,
    /// Whether abbreviations stand for their long forms, and these for them.
    #[serde(default = "yes")]
    pub abbreviations: bool,
}

fn yes() -> bool {
    true
}

/// What is typed so far.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SuggestionParams {
    /// What is typed so far; any text.
    #[serde(default)]
    #[param(example = "bang kh")]
    pub q: String,
}

/// How often an award counts that several papers report.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CountingOf {
    #[default]
    Once,
    Reported,
}

/// By which names places are counted.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlacesOf {
    #[default]
    Then,
    Now,
}

/// Which awards count.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum StatusOf {
    #[default]
    Conferred,
    Proposed,
    All,
}

/// A question of statistics.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StatsParams {
    /// What to count by, with commas between.
    #[param(inline, required, style = Form, explode = false)]
    pub by: Dimensions,
    /// Which awards count.
    #[serde(default)]
    #[param(inline)]
    status: StatusOf,
    /// once: an award that several papers report counts once; reported: for each of them.
    #[serde(default)]
    #[param(inline)]
    counting: CountingOf,
    /// then: places by their names on the article's day; now: by the units that took them in since.
    #[serde(default)]
    #[param(inline)]
    places: PlacesOf,
    /// The rows with the largest counts, the others together in one.
    #[param(inline)]
    pub top: Option<Rows>,
    /// Whether each row says its share of the total.
    #[serde(default)]
    pub share: bool,
    /// Whether the answer lists what was counted once though several articles report it.
    #[serde(default)]
    pub explain: bool,
    /// json: the whole answer; ndjson, csv: its rows.
    #[serde(default)]
    #[param(inline)]
    pub format: FormatOf,
}

impl StatsParams {
    /// As the question has them.
    pub fn choices(&self) -> (Status, Counting, Places) {
        let status = match self.status {
            StatusOf::Conferred => Status::Conferred,
            StatusOf::Proposed => Status::Proposed,
            StatusOf::All => Status::All,
        };
        let counting = match self.counting {
            CountingOf::Once => Counting::Once,
            CountingOf::Reported => Counting::Reported,
        };
        let places = match self.places {
            PlacesOf::Then => Places::Then,
            PlacesOf::Now => Places::Now,
        };
        (status, counting, places)
    }
}

/// The form of an answer that has rows.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FormatOf {
    #[default]
    Json,
    Ndjson,
    Csv,
}

impl From<FormatOf> for Format {
    fn from(format: FormatOf) -> Self {
        match format {
            FormatOf::Json => Format::Json,
            FormatOf::Ndjson => Format::Ndjson,
            FormatOf::Csv => Format::Csv,
        }
    }
}

impl Day {
    /// Its last day, `YYYY-MM-DD`.
    pub fn last(&self) -> Option<String> {
        last_day(&self.0)
    }
}

impl FormatOf {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FormatOf::Json => "application/json",
            FormatOf::Ndjson => "application/x-ndjson",
            FormatOf::Csv => "text/csv; charset=utf-8",
        }
    }

    /// What the name of a file ends with.
    pub fn extension(self) -> &'static str {
        match self {
            FormatOf::Json => "json",
            FormatOf::Ndjson => "ndjson",
            FormatOf::Csv => "csv",
        }
    }
}

/// A level of the gazetteer.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LevelOf {
    /// Provinces.
    Province = 1,
    /// Districts.
    District = 2,
    /// Communes.
    Commune = 3,
}

/// A question of coverage.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CoverageParams {
    /// Which units.
    #[param(inline)]
    level: LevelOf,
    /// Only the units of this province: its name, with or without its kind word, or its code.
    province: Option<String>,
    /// First day of the reports: `2023`, `2023-03`, `2023-03-30`.
    #[param(inline)]
    from: Option<Day>,
    /// Last day of the reports; a month or a year is meant to its end.
    #[param(inline)]
    to: Option<Day>,
    /// The units in force on this day; without it those of `to`, else of today.
    #[param(inline)]
    as_of: Option<Day>,
    /// A unit without a report on this day or later counts as not reported on.
    #[param(inline)]
    since: Option<Day>,
    /// A unit whose last report is more days old counts as not reported on. Goes behind `since`.
    #[param(inline)]
    silent_days: Option<Days>,
    /// Whether only units that are not reported on are told.
    #[serde(default)]
    gaps: bool,
    /// Whether each unit tells of those that it came from and that it became.
    #[serde(default)]
    continued: bool,
    /// How many unplaced mentions are told at most; all without it. Only the JSON tells them.
    #[param(inline)]
    mentions: Option<Offset>,
    /// json: the whole answer; ndjson, csv: its rows.
    #[serde(default)]
    #[param(inline)]
    pub format: FormatOf,
    /// Whether rows of ndjson and csv have a column for each month.
    #[serde(default)]
    by_month: bool,
}

impl CoverageParams {
    /// The question of today.
    pub fn question(self, today: String) -> Question {
        let since = self.since.map(|day| Since::Day(day.0));
        let text = |day: Option<Day>| day.map(|day| day.0);
        let rows = !matches!(self.format, FormatOf::Json);
        Question {
            level: self.level as u8,
            province: self.province,
            from: text(self.from),
            to: text(self.to),
            as_of: text(self.as_of),
            today,
            since: since.or(self.silent_days.map(|days| Since::Days(days.0 as u32))),
            gaps: self.gaps,
            continued: self.continued,
            by_month: self.by_month && rows,
            mentions: if rows { Some(0) } else { self.mentions.map(|it| it.0) },
        }
    }
}

/// A whole number from 1, as JSON has it: `3.0` is one.
fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    let Some(number) = Option::<serde_json::Number>::deserialize(from)? else { return Ok(None) };
    let of_float =
        || number.as_f64().filter(|it| it.fract() == 0.0 && *it < i64::MAX as f64).map(|it| it as i64);
    let whole = number.as_i64().or_else(of_float).and_then(|it| u64::try_from(it).ok());
    match whole.filter(|it| *it > 0) {
        Some(whole) => Ok(Some(whole)),
        None => Err(D::Error::custom(format!("`{number}`: 1, 2, 3, …"))),
    }
}

/// An award that was decided on. What is not given restricts nothing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Slug or title of the award.
    #[schema(example = "bang-khen")]
    pub award: String,
    /// Who confers it.
    #[serde(default)]
    pub authority: Option<String>,
    /// collective, individual, household, or a name.
    #[serde(default)]
    pub recipient: Option<String>,
    /// How many.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 1)]
    pub count: Option<u64>,
    /// Its day, month or year.
    #[serde(default)]
    pub date: Option<String>,
}

/// An export.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportParams {
    /// csv: with a head line; ndjson: one object a line; json: a list of objects.
    #[serde(default = "csv")]
    #[param(inline)]
    pub format: FormatOf,
    /// Whether a byte order mark stands before CSV: Excel needs it.
    #[serde(default)]
    pub bom: bool,
}

fn csv() -> FormatOf {
    FormatOf::Csv
}

/// A table.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description is made from it")]
pub struct TableName {
    /// Which table.
    #[param(inline)]
    name: TableOf,
}

/// A name.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NameParams {
    /// The name, in any spelling, with or without its accents.
    pub name: String,
}

/// A name and a day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlaceParams {
    /// The name of a unit, in any spelling, with or without its kind word.
    #[param(example = "huyện Ý Yên")]
    pub name: String,
    /// What it means on this day; without it, on any.
    #[param(inline)]
    pub as_of: Option<Day>,
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

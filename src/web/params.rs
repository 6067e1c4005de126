//! What a request may say: the parameters of each question. Whatever is none of them is an error, as a mistyped
//! restriction that was passed over would give a plausible figure.

use super::failure::Failure;
use super::values::{Day, Dimensions, Kind, Slug, TableOf, Whole, whole};
use crate::ask::coverage::{Question, Since};
use crate::ask::stats::{Counting, Places, Status};
use crate::ask::{Filter, Sort};
use crate::show::{Format, Lang};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::{IntoParams, ToSchema};

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

/// Hits of one answer.
pub const MOST_HITS: usize = 1_000;
/// Hits on one page; there is no end of pages.
type Hits = Whole<0, MOST_HITS>;
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
    event: Option<Kind>,
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
            event: asked.event.map(|kind| kind.0),
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
    pub sort: Sort,
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
    /// json: the whole answer; ndjson, csv: its hits; xlsx: its hits, and beside them what they rest on.
    #[serde(default)]
    #[param(inline)]
    pub format: FormatOf,
    /// The language of what xlsx says besides the rows.
    #[serde(default)]
    #[param(inline)]
    pub lang: LangOf,
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
    pub status: Status,
    /// once: an award that several papers report counts once; reported: for each of them.
    #[serde(default)]
    #[param(inline)]
    pub counting: Counting,
    /// then: places by their names on the article's day; now: by the units that took them in since.
    #[serde(default)]
    #[param(inline)]
    pub places: Places,
    /// The rows with the largest counts, the others together in one.
    #[param(inline)]
    pub top: Option<Rows>,
    /// Whether each row says its share of the total.
    #[serde(default)]
    pub share: bool,
    /// Whether the answer lists what was counted once though several articles report it.
    #[serde(default)]
    pub explain: bool,
    /// json: the whole answer; ndjson, csv: its rows; xlsx: its rows, and beside them what they rest on.
    #[serde(default)]
    #[param(inline)]
    pub format: FormatOf,
    /// The language of what xlsx says besides the rows.
    #[serde(default)]
    #[param(inline)]
    pub lang: LangOf,
}

/// The media type of a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The form of an answer that has rows.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FormatOf {
    #[default]
    Json,
    Ndjson,
    Csv,
    Xlsx,
}

/// The language of what a file says besides its rows.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LangOf {
    #[default]
    Vi,
    En,
}

impl From<LangOf> for Lang {
    fn from(lang: LangOf) -> Self {
        match lang {
            LangOf::Vi => Lang::Vi,
            LangOf::En => Lang::En,
        }
    }
}

impl From<FormatOf> for Format {
    fn from(format: FormatOf) -> Self {
        match format {
            FormatOf::Json => Format::Json,
            FormatOf::Ndjson => Format::Ndjson,
            FormatOf::Csv => Format::Csv,
            FormatOf::Xlsx => Format::Xlsx,
        }
    }
}

impl FormatOf {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FormatOf::Json => "application/json",
            FormatOf::Ndjson => "application/x-ndjson",
            FormatOf::Csv => "text/csv; charset=utf-8",
            FormatOf::Xlsx => XLSX,
        }
    }

    /// Whether nobody reads it but a program that opens files.
    pub fn is_file(self) -> bool {
        Format::from(self).is_binary()
    }

    /// What the name of a file ends with.
    pub fn extension(self) -> &'static str {
        match self {
            FormatOf::Json => "json",
            FormatOf::Ndjson => "ndjson",
            FormatOf::Csv => "csv",
            FormatOf::Xlsx => "xlsx",
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
    /// json: the whole answer; ndjson, csv: its rows; xlsx: its rows, and beside them what they rest on.
    #[serde(default)]
    #[param(inline)]
    pub format: FormatOf,
    /// The language of what xlsx says besides the rows.
    #[serde(default)]
    #[param(inline)]
    pub lang: LangOf,
    /// Whether rows of ndjson, csv and xlsx have a column for each month.
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
    /// csv: with a head line; ndjson: one object a line; json: a list of objects; xlsx: a workbook of Excel.
    #[serde(default = "csv")]
    #[param(inline)]
    pub format: FormatOf,
    /// The language of what xlsx says besides the rows.
    #[serde(default)]
    #[param(inline)]
    pub lang: LangOf,
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

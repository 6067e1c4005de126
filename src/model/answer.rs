//! What an asking answers: it passes from `ask` to `show`. The JSON of each is the contract.

use super::correction::{Correction, State};
use super::{Record, Source};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

/// An answer that can be shown as rows.
pub trait Table {
    /// Names of the columns.
    fn columns(&self) -> Vec<String>;
    /// The rows, each with a value for every column.
    fn rows(&self) -> Vec<Vec<Value>>;
    /// The one JSON object.
    fn json(&self) -> Value;
}

/// What a figure rests on, so that it can be found again: with the same corpus, rules, filters and way of counting
/// the same question has the same answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Basis {
    /// Articles of the index, copies included.
    pub articles: u64,
    /// How many of them are copies, which count once with their original.
    pub copies: u64,
    /// Hash of the pages that the index was made from, by 16 hex digits: two indexes of the same pages, read
    /// by the same rules, have the same one, in whatever order they came.
    pub corpus: String,
    /// [`RULES_VERSION`](super::RULES_VERSION).
    pub rules_version: &'static str,
    /// [`SCHEMA_VERSION`](super::SCHEMA_VERSION).
    pub schema_version: u32,
    /// The restrictions asked for, by their names.
    #[schema(value_type = Object)]
    pub filters: Map<String, Value>,
    /// What counts once: `copies` of an article; `awards`, an award that several articles report as well; `nothing`,
    /// where all rows of all articles are told.
    pub counted_once: &'static str,
}

/// What there is to ask about.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct About {
    /// Version of the program.
    pub version: &'static str,
    /// Day of the earliest article, `YYYY-MM-DD`; null where none has a day.
    pub first: Option<String>,
    /// Day of the latest article.
    pub last: Option<String>,
    /// The tables and how many rows each has.
    #[schema(value_type = Object)]
    pub tables: Map<String, Value>,
    /// What every answer of now rests on.
    pub basis: Basis,
}

/// Answer of `search`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Search {
    /// As asked.
    pub query: String,
    /// As understood: what was looked for, with all its spellings.
    pub read_as: String,
    /// How words without quotes were looked for; null where the query has none, or one word alone.
    pub used: Option<Used>,
    /// What was read otherwise than it looks, and what else is to know of it.
    pub notes: Vec<Note>,
    /// Exact number of articles, those that repeat each other counted once.
    pub total: u64,
    /// The articles asked for, in the order asked for.
    pub hits: Vec<Hit>,
    /// What may have been meant, where nothing was found.
    pub suggestion: Option<String>,
    /// Where nothing was found: the names most like what was asked.
    pub nearest: Vec<Near>,
    /// How many articles have which value, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<Facets>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// How words without quotes were looked for: the first way that finds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Used {
    /// One behind the other.
    Phrase,
    /// By the older or newer names of the unit that they name.
    Renamed,
    /// Near to each other, in any order.
    Near,
    /// All of them, wherever.
    All,
}

/// What is to know of a query.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Where in the query, as code points; null where it is about all of it.
    pub at: Option<usize>,
    /// What stands there.
    pub text: String,
    /// What was meant, or what is allowed.
    pub meant: Vec<String>,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// No field, but nearly one: it was read as text.
    Field,
    /// A value that the field does not take: it was read as text.
    Value,
    /// A dash inside a known compound excludes nothing.
    Dash,
    /// AND, OR or NOT with nothing to join: it was read as text.
    Operator,
    /// A unit that has, or had, another name: `meant` are the others.
    Renamed,
    /// There is no word in the query.
    NoWords,
}

impl NoteKind {
    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::Field => "field",
            NoteKind::Value => "value",
            NoteKind::Dash => "dash",
            NoteKind::Operator => "operator",
            NoteKind::Renamed => "renamed",
            NoteKind::NoWords => "no-words",
        }
    }
}

/// A name like what was asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Near {
    /// The name.
    pub name: String,
    /// official, unit (of an article of the index) or place (of the gazetteer).
    pub kind: &'static str,
}

/// How many articles of an answer have which value; articles without one count nowhere, copies count once. A
/// value's number is the total of the query with that value added to it as a field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Facets {
    /// Slugs of awards.
    pub award: Vec<FacetValue>,
    /// Levels of authorities.
    pub level: Vec<FacetValue>,
    /// Kinds of recipients.
    pub recipient: Vec<FacetValue>,
    /// conferred, proposed.
    pub status: Vec<FacetValue>,
    /// Provinces: of the articles; of the awards, where the query asks for awards. So are year and months.
    pub province: Vec<FacetValue>,
    /// Years, the latest first.
    pub year: Vec<FacetValue>,
    /// Hosts.
    pub site: Vec<FacetValue>,
    /// Kinds of events.
    pub event: Vec<FacetValue>,
    /// Months in their order, `2023-03`; one without an article is left out.
    pub months: Vec<FacetValue>,
    /// Articles without a month.
    pub undated: u64,
}

/// A value and the articles that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// Number of articles.
    pub articles: u64,
}

impl Facets {
    /// Each facet with its name, the months last.
    pub fn each(&self) -> [(&'static str, &[FacetValue]); 9] {
        [
            ("award", &self.award),
            ("level", &self.level),
            ("recipient", &self.recipient),
            ("status", &self.status),
            ("province", &self.province),
            ("year", &self.year),
            ("site", &self.site),
            ("event", &self.event),
            ("month", &self.months),
        ]
    }
}

/// An answer in parts, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sections {
    /// Its heading.
    pub name: String,
    /// The parts, in their order.
    pub parts: Vec<Section>,
}

/// A part of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Key of its heading, behind `section.`.
    pub name: String,
    /// Its lines: year, value, count, number of articles, days, id of an article; "" for what a line does not have.
    pub lines: Vec<[String; 6]>,
    /// Lines left out.
    pub more: usize,
}

/// A correction and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CorrectionRow {
    /// The correction.
    #[serde(flatten)]
    pub correction: Correction,
    /// What became of it when its article was read last.
    pub state: State,
}

/// Corrections.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CorrectionRows(pub Vec<CorrectionRow>);

impl Table for CorrectionRows {
    fn columns(&self) -> Vec<String> {
        ["id", "state", "article", "verdict", "field", "quote", "was", "set", "made", "by", "note"]
            .map(String::from)
            .to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let said = |map: &Map<String, Value>| {
            let part = |(key, value): (&String, &Value)| match value {
                Value::String(text) => format!("{key}={text}"),
                other => format!("{key}={other}"),
            };
            let known = map.iter().filter(|(_, value)| !value.is_null());
            json!(known.map(part).collect::<Vec<_>>().join(" "))
        };
        let row = |CorrectionRow { correction: it, state }: &CorrectionRow| {
            vec![
                json!(it.id),
                json!(state.name()),
                json!(it.article),
                json!(it.verdict),
                json!(it.field),
                json!(it.quote.as_ref().map(|quote| &quote.exact)),
                said(&it.was),
                said(&it.set),
                json!(it.made),
                json!(it.by),
                json!(it.note),
            ]
        };
        self.0.iter().map(row).collect()
    }

    fn json(&self) -> Value {
        json!({ "corrections": self.0 })
    }
}

/// A line of the table of abbreviations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Abbreviation {
    /// The short form.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// capitals: it counts in capitals only; context: only among other words; null: always.
    pub mark: Option<String>,
}

/// The table of abbreviations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Abbreviations(pub Vec<Abbreviation>);

impl Table for Abbreviations {
    fn columns(&self) -> Vec<String> {
        ["short", "long", "mark"].map(String::from).to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        self.0.iter().map(|row| vec![json!(row.short), json!(row.long), json!(row.mark)]).collect()
    }

    fn json(&self) -> Value {
        json!({ "abbreviations": self.0 })
    }
}

/// One article found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Its title.
    pub title: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
    /// Number of other articles that say the same; they are no hits of their own.
    pub copies: usize,
    /// How well it answers; comparable within one answer.
    pub score: f64,
    /// The places found: text with `&`, `<`, `>` escaped and what was found in `<mark>`.
    pub snippet: String,
}

impl Table for Search {
    fn columns(&self) -> Vec<String> {
        ["id", "published", "title", "path", "score", "snippet"].map(String::from).to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let row = |hit: &Hit| {
            vec![
                json!(hit.id),
                json!(hit.published),
                json!(hit.title),
                json!(hit.source.path),
                json!(hit.score),
                json!(hit.snippet),
            ]
        };
        self.hits.iter().map(row).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

/// Answer of `show`: an article, and those that say the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Shown {
    /// The article.
    #[serde(flatten)]
    pub record: Record,
    /// The other articles of its group, the original first, then in the order of their publication.
    pub copies: Vec<Repeat>,
}

/// An article that says the same as another one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Repeat {
    /// Its id.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Its title.
    pub title: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
}

/// Answer of `stats`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Stats {
    /// The dimensions, in the order asked.
    pub by: Vec<String>,
    /// conferred, proposed or all.
    pub status: String,
    /// once, or reported: an award that several papers report counts once, or for each of them.
    pub counting: String,
    /// One row for each combination of values, largest count first.
    #[schema(value_type = Vec<Object>)]
    pub rows: Vec<Map<String, Value>>,
    /// Of all awards counted, by itself: rows may overlap.
    pub total: Total,
    /// What was counted once though several articles report it, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged: Option<Vec<Merged>>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// An award that several articles report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Merged {
    /// Slug of the award.
    pub award: String,
    /// Class, degree or years.
    pub class: Option<String>,
    /// Who confers it, as the first report names it.
    pub authority: Option<String>,
    /// collective, individual, household or null.
    pub recipient: Option<String>,
    /// How many, counted once.
    pub count: u64,
    /// Where it is reported: the first of them is what is counted.
    pub reports: Vec<Report>,
}

/// The place where an article reports an award.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Report {
    /// The article's id.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Its date of publication.
    pub published: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// First code point of the award in the article's text.
    pub start: usize,
    /// Behind its last code point.
    pub end: usize,
}

/// A count of awards and of the articles that hold them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Total {
    /// Sum of the counts.
    pub count: u64,
    /// Distinct articles, copies not counted.
    pub articles: u64,
    /// Distinct awards, each with its count: entries of articles.
    pub events: u64,
}

impl Table for Stats {
    fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for key in self.rows.iter().flat_map(|row| row.keys()) {
            if !columns.contains(key) {
                columns.push(key.clone());
            }
        }
        if columns.is_empty() {
            columns.extend(self.by.iter().cloned().chain([
                "count".into(),
                "articles".into(),
                "events".into(),
            ]));
        }
        columns
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let columns = self.columns();
        let cell =
            |row: &Map<String, Value>, column: &String| row.get(column).cloned().unwrap_or(Value::Null);
        self.rows.iter().map(|row| columns.iter().map(|c| cell(row, c)).collect()).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

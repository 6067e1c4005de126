//! What an asking answers: it passes from `ask` to `show`. The JSON of each is the contract.

use super::{Record, Source};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// An answer that can be shown as rows.
pub trait Table {
    /// Names of the columns.
    fn columns(&self) -> Vec<String>;
    /// The rows, each with a value for every column.
    fn rows(&self) -> Vec<Vec<Value>>;
    /// The one JSON object.
    fn json(&self) -> Value;
}

/// Answer of `search`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Search {
    /// As asked.
    pub query: String,
    /// As understood: what was looked for, with all its spellings.
    pub read_as: String,
    /// Exact number of articles, those that repeat each other counted once.
    pub total: u64,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// What may have been meant, where nothing was found.
    pub suggestion: Option<String>,
}

/// One article found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Shown {
    /// The article.
    #[serde(flatten)]
    pub record: Record,
    /// The other articles of its group, the original first, then in the order of their publication.
    pub copies: Vec<Repeat>,
}

/// An article that says the same as another one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Stats {
    /// The dimensions, in the order asked.
    pub by: Vec<String>,
    /// conferred, proposed or all.
    pub status: String,
    /// once, or reported: an award that several papers report counts once, or for each of them.
    pub counting: String,
    /// One row for each combination of values, largest count first.
    pub rows: Vec<Map<String, Value>>,
    /// Of all awards counted, by itself: rows may overlap.
    pub total: Total,
    /// What was counted once though several articles report it, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged: Option<Vec<Merged>>,
}

/// An award that several articles report.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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

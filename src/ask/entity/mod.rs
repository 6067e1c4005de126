//! Everything the index holds of one official, one unit, one award: its articles, positions and awards over time,
//! and the names it stands beside.

mod award;
mod official;
mod tally;
mod unit;

pub use award::award;
pub use official::official;
pub use unit::unit;

use super::forms::{Form, forms};
use super::nearest::nearest;
use super::query::{parse, typed_words};
use super::{basis, place};
use crate::index::terms::{Term, Word, words};
use crate::index::{Reader, Result};
use crate::model::Source;
use crate::model::answer::{Basis, Near, Section, Sections, Table};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

/// Answer of `who`, `unit` and `award`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = entity::Entity)]
pub struct Entity {
    /// official, unit or award.
    pub kind: &'static str,
    /// As asked.
    pub query: String,
    /// The name it has most often; null where nothing was found.
    pub name: Option<String>,
    /// Of a locality: the units that the name means, each by its key.
    pub places: Vec<place::Unit>,
    /// The names it goes by in the articles: spellings of an official, bodies of a locality.
    pub names: Vec<Line>,
    /// Of an official: the positions, the earliest first. One name may be that of several persons: their
    /// positions and provinces tell.
    pub positions: Vec<Line>,
    /// Awards by year: those that the official or the unit received; of an award how it was given.
    pub awards: Vec<AwardLine>,
    /// Who confers it, of an award.
    pub authorities: Vec<Line>,
    /// Officials of the same articles.
    pub officials: Vec<Line>,
    /// Units of the same articles.
    pub units: Vec<Line>,
    /// Provinces where the articles are set.
    pub provinces: Vec<Line>,
    /// The articles, the earliest first; copies left out.
    pub articles: Vec<Article>,
    /// Where nothing was found: the names most like what was asked.
    pub nearest: Vec<Near>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// A value, and the articles that have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = entity::Line)]
pub struct Line {
    /// The value.
    pub value: String,
    /// Number of articles.
    pub articles: u64,
    /// Day of the earliest of them; null where none has a day.
    pub first: Option<String>,
    /// Day of the latest.
    pub last: Option<String>,
}

/// Awards of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = entity::AwardLine)]
pub struct AwardLine {
    /// The year that they count for.
    pub year: Option<u16>,
    /// Slug of the award.
    pub award: String,
    /// Class, degree or years.
    pub class: Option<String>,
    /// Who confers it, as the article names it; null in the view of an award.
    pub authority: Option<String>,
    /// How many; of an official or a unit what it received itself.
    pub count: u64,
    /// Number of articles that report them.
    pub articles: u64,
    /// The first of the sentences that say so, and the article it stands in.
    pub evidence: Evidence,
}

/// A sentence of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = entity::Evidence)]
pub struct Evidence {
    /// The article.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// First code point of the award in the article's text.
    pub start: usize,
    /// Behind its last code point.
    pub end: usize,
}

/// An article, and what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = entity::Article)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Its title.
    pub title: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
    /// Of an official: the positions that it gives; of a unit: the names that it uses.
    pub said: Vec<String>,
}

impl Entity {
    fn new(reader: &Reader, kind: &'static str, query: &str) -> Result<Self> {
        let filters: Map<String, Value> = [(kind.to_string(), json!(query))].into_iter().collect();
        let basis = basis(reader, filters, "copies")?;
        Ok(Self { kind, query: query.to_string(), basis, ..Self::default() })
    }

    /// Whether no article has it.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// For people: its heading, and its parts with so many lines each at most.
    pub fn sections(&self, limit: usize) -> Sections {
        let rows = self.rows();
        let mut parts: Vec<Section> = Vec::new();
        for row in &rows {
            let text = |at: usize| {
                row[at].as_str().map_or_else(
                    || if row[at].is_null() { String::new() } else { row[at].to_string() },
                    String::from,
                )
            };
            if parts.last().is_none_or(|part| part.name != text(0)) {
                parts.push(Section { name: text(0), lines: Vec::new(), more: 0 });
            }
            let Some(part) = parts.last_mut() else { continue };
            if part.lines.len() == limit {
                part.more += 1;
                continue;
            }
            let days = match (text(5), text(6)) {
                (first, last) if first == last => first,
                (first, last) => format!("{first} – {last}"),
            };
            part.lines.push([text(2), text(1), text(3), text(4), days, text(7)]);
        }
        Sections { name: self.name.clone().unwrap_or_default(), parts }
    }

    /// The answer, with near names where it holds nothing.
    fn or_nearest(mut self, reader: &Reader) -> Result<Self> {
        if self.is_empty() {
            self.nearest = nearest(reader, &parse(&format!("\"{}\"", self.query.replace('"', " "))))?;
        }
        Ok(self)
    }
}

/// What a name may be written as.
struct Name(Vec<Form>);

impl Name {
    /// None where there is no word.
    fn new(text: &str) -> Option<Self> {
        let typed = typed_words(text);
        (!typed.is_empty()).then(|| Self(forms(&typed, true)))
    }

    /// A name that is written with accents has none where none is written: Án is not An.
    fn into_exact(mut self) -> Self {
        let accented = |form: &Form| form.terms.iter().any(|term| matches!(term, Term::Exact(_)));
        for form in self.0.iter_mut().filter(|form| accented(form)) {
            for term in &mut form.terms {
                if let Term::Plain(plain) = term {
                    *term = Term::Exact(std::mem::take(plain));
                }
            }
        }
        self
    }

    /// Whether a text is the name, from its first word to its last.
    fn is(&self, text: &str) -> bool {
        let found: Vec<Word> = words(text);
        self.0.iter().any(|form| {
            form.terms.len() == found.len()
                && form.terms.iter().zip(&found).all(|(term, word)| term.matches(word))
        })
    }

    /// Whether the name stands in a text.
    fn is_in(&self, text: &str) -> bool {
        let found: Vec<Word> = words(text);
        let at = |form: &Form, window: &[Word]| {
            form.terms.iter().zip(window).all(|(term, word)| term.matches(word))
        };
        self.0.iter().any(|form| {
            !form.terms.is_empty() && found.windows(form.terms.len()).any(|window| at(form, window))
        })
    }
}

impl Table for Entity {
    fn columns(&self) -> Vec<String> {
        ["section", "value", "year", "count", "articles", "first", "last", "id"].map(String::from).to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let lines = |section: &'static str, lines: &[Line]| -> Vec<Vec<Value>> {
            let row = |it: &Line| {
                let counted = [json!(it.articles), json!(it.first), json!(it.last), Value::Null];
                [json!(section), json!(it.value), Value::Null, Value::Null]
                    .into_iter()
                    .chain(counted)
                    .collect()
            };
            lines.iter().map(row).collect()
        };
        let award = |it: &AwardLine| {
            let parts = [Some(&it.award), it.class.as_ref(), it.authority.as_ref()];
            let name = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
            let id = &it.evidence.id;
            let counted = [json!(it.year), json!(it.count), json!(it.articles)];
            let tail = [Value::Null, Value::Null, json!(id)];
            [json!("award"), json!(name)].into_iter().chain(counted).chain(tail).collect()
        };
        let article = |it: &Article| {
            let day = it.published.as_deref().map(|day| day.get(..10).unwrap_or(day));
            let title = it.title.as_deref().unwrap_or(&it.source.path);
            let counted = [Value::Null, Value::Null, Value::Null, json!(day), json!(day), json!(it.id)];
            [json!("article"), json!(title)].into_iter().chain(counted).collect()
        };
        [
            lines("name", &self.names),
            lines("position", &self.positions),
            self.awards.iter().map(award).collect(),
            lines("authority", &self.authorities),
            lines("official", &self.officials),
            lines("unit", &self.units),
            lines("province", &self.provinces),
            self.articles.iter().map(article).collect(),
        ]
        .concat()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

//! Statistics: awards counted by what they are, where and when.
//!
//! One dimension is one line in [`DIMENSIONS`]. The values stand in columns of the index
//! ([`crate::index::Facts`]), so that no record is read.

mod dimensions;
pub(in crate::ask) mod once;

use super::filter::{BadFilter, Filter};
use crate::index::{Address, Attribute, Facts, Reader, Result, Row};
use crate::model::answer::{Merged, Report, Stats, Total};
use crate::model::told::{Tell, Told};
use dimensions::By;
pub use dimensions::{DIMENSIONS, Dimension, Places};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use smallvec::{SmallVec, smallvec};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Which awards are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Conferred.
    #[default]
    Conferred,
    /// Proposed.
    Proposed,
    /// Both.
    All,
}

impl Status {
    /// As the command and the JSON name it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Conferred => "conferred",
            Status::Proposed => "proposed",
            Status::All => "all",
        }
    }

    /// The values of the attribute that are counted; none: all.
    fn values(self) -> Option<BTreeSet<String>> {
        (self != Status::All).then(|| BTreeSet::from([self.name().to_string()]))
    }
}

/// How often an award counts that several papers report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Counting {
    /// Once.
    #[default]
    Once,
    /// Once for each article that is no copy.
    Reported,
}

impl Counting {
    /// As the command and the JSON name it.
    pub fn name(self) -> &'static str {
        match self {
            Counting::Once => "once",
            Counting::Reported => "reported",
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Names of the dimensions, in the order of their columns.
    pub by: Vec<String>,
    /// Which awards are counted.
    pub status: Status,
    /// How often.
    pub counting: Counting,
    /// By which names of places.
    pub places: Places,
    /// The rows with the largest counts, the others together in one; none: all.
    pub top: Option<usize>,
    /// Whether each row says its share of the total.
    pub share: bool,
    /// Whether the answer lists what was counted once though several articles report it.
    pub explain: bool,
    /// Which articles and awards.
    pub filter: Filter,
}

/// A question that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadStats {
    /// Not a dimension.
    #[error("`{0}` is nothing to count by")]
    Dimension(String),
    /// The filter is none.
    #[error(transparent)]
    Filter(#[from] BadFilter),
}

impl Tell for BadStats {
    fn told(&self) -> Told {
        match self {
            BadStats::Filter(bad) => bad.told(),
            BadStats::Dimension(name) => {
                let names = DIMENSIONS.map(|d| d.name).join(", ");
                Told::new("bad.dimension", &[("name", name), ("names", &names)])
            }
        }
    }
}

/// The value of the row for what is in none of the rows shown.
pub const OTHERS: &str = "others";

/// Counts the awards of the articles that the filter lets through. Copies of an article count nowhere;
/// awards without a count neither.
///
/// # Errors
/// When the index cannot be read; the inner error when the question is none.
pub fn stats(reader: &Reader, question: &Question) -> Result<std::result::Result<Stats, BadStats>> {
    let mut dimensions = Vec::new();
    for name in &question.by {
        match DIMENSIONS.iter().find(|d| d.name == name.trim()) {
            Some(dimension) => dimensions.push(dimension),
            None => return Ok(Err(BadStats::Dimension(name.clone()))),
        }
    }
    let condition = match question.filter.checked(reader)? {
        Ok(condition) => condition,
        Err(bad) => return Ok(Err(bad.into())),
    };
    let mut wanted = question.filter.of_awards();
    wanted.any_of.extend(question.status.values().map(|values| (Attribute::Status, values)));
    let attributes: Vec<Attribute> = dimensions.iter().filter_map(|d| d.attribute()).collect();
    let facts = reader.facts(&condition, &wanted, &attributes)?;
    let counts = Counts::new(&dimensions, &facts, question);
    let mut stats = counts.answer(question);
    let counted_once = match question.counting {
        Counting::Once => "awards",
        Counting::Reported => "copies",
    };
    stats.basis = super::basis(reader, question.filter.set(), counted_once)?;
    if question.explain {
        stats.merged = Some(merged(reader, &facts.rows, &counts.events)?);
    }
    Ok(Ok(stats))
}

/// A row of the answer, while it is counted.
type Key = SmallVec<[u32; 3]>;

/// The counts so far.
struct Counts<'q> {
    dimensions: &'q [&'q Dimension],
    /// For each dimension its values, by their numbers in a [`Key`].
    values: Vec<Vec<String>>,
    events: Vec<once::Event>,
    awards: Awards,
    rows: Vec<(Key, Total)>,
    total: Total,
}

impl<'q> Counts<'q> {
    fn new(dimensions: &'q [&'q Dimension], facts: &Facts, question: &Question) -> Self {
        let mut numbered = Numbered::new(dimensions, facts, question.places);
        let keys: Vec<Key> = facts.rows.iter().map(|row| numbered.key(row)).collect();
        let events = match question.counting {
            Counting::Once => once::events(&facts.rows),
            Counting::Reported => (0..).zip(&facts.rows).map(|(row, _)| smallvec![row]).collect(),
        };
        let mut counts = Self {
            dimensions,
            values: numbered.values,
            events,
            awards: Awards::of(&facts.rows),
            rows: Vec::new(),
            total: Total::default(),
        };
        (counts.rows, counts.total) = counts.count(facts, &keys);
        if let Some(top) = question.top.filter(|top| *top < counts.rows.len()) {
            let shown: FxHashSet<&Key> = counts.rows[..top].iter().map(|(key, _)| key).collect();
            let other: Key = counts.dimensions.iter().map(|_| u32::MAX).collect();
            let keys: Vec<Key> =
                keys.iter().map(|key| if shown.contains(key) { key } else { &other }.clone()).collect();
            let mut rows = counts.count(facts, &keys).0;
            // Whatever it amounts to, it comes last.
            if let Some(at) = rows.iter().position(|(key, _)| *key == other) {
                let others = rows.remove(at);
                rows.push(others);
            }
            counts.rows = rows;
        }
        counts
    }

    /// The rows, the largest count first, and the total: counts and events by the first report of each, articles
    /// by all reports.
    fn count(&self, facts: &Facts, keys: &[Key]) -> (Vec<(Key, Total)>, Total) {
        let mut numbers: FxHashMap<&Key, usize> = FxHashMap::default();
        let mut rows: Vec<(Key, Total)> = Vec::new();
        let number = |key| {
            *numbers.entry(key).or_insert_with(|| {
                rows.push((Clone::clone(key), Total::default()));
                rows.len() - 1
            })
        };
        let numbered: Vec<usize> = keys.iter().map(number).collect();
        let mut total = Total::default();
        // Parts of one award share a report: it is one event in the total.
        let mut seen = vec![false; self.awards.parted.len()];
        let mut of_row: FxHashSet<(usize, usize)> = FxHashSet::default();
        for event in &self.events {
            let first = event[0] as usize;
            let (count, at, award) = (facts.rows[first].count, numbered[first], self.awards.of[first]);
            rows[at].1.count += count;
            rows[at].1.events += u64::from(!self.awards.parted[award] || of_row.insert((at, award)));
            total.count += count;
            total.events += u64::from(!std::mem::replace(&mut seen[award], true));
        }
        // The facts of an article stand together.
        let mut last: Vec<Option<Address>> = vec![None; rows.len()];
        let mut before = None;
        for (row, at) in facts.rows.iter().zip(numbered) {
            if last[at].replace(row.article) != Some(row.article) {
                rows[at].1.articles += 1;
            }
            if before.replace(row.article) != Some(row.article) {
                total.articles += 1;
            }
        }
        rows.sort_by_cached_key(|(key, total)| (std::cmp::Reverse(total.count), order(&self.shown(key))));
        (rows, total)
    }

    /// The values of a row's columns.
    fn shown(&self, key: &Key) -> Vec<Value> {
        let each = self.dimensions.iter().zip(&self.values).zip(key);
        each.flat_map(|((dimension, values), number)| match values.get(*number as usize) {
            Some(value) => dimension.shown(value),
            None => {
                std::iter::once(json!(OTHERS)).chain(dimension.more.iter().map(|_| Value::Null)).collect()
            }
        })
        .collect()
    }

    fn answer(&self, question: &Question) -> Stats {
        let columns: Vec<_> =
            self.dimensions.iter().flat_map(|d| std::iter::once(&d.name).chain(d.more)).collect();
        let row = |(key, total): &(Key, Total)| {
            let mut row: Map<String, Value> =
                columns.iter().map(|c| c.to_string()).zip(self.shown(key)).collect();
            row.insert("count".into(), total.count.into());
            row.insert("articles".into(), total.articles.into());
            row.insert("events".into(), total.events.into());
            if question.share {
                let share = total.count as f64 / self.total.count.max(1) as f64;
                row.insert("share".into(), json!((share * 1e4).round() / 1e4));
            }
            row
        };
        Stats {
            by: self.dimensions.iter().map(|d| d.name.to_string()).collect(),
            status: question.status.name().to_string(),
            counting: question.counting.name().to_string(),
            rows: self.rows.iter().map(row).collect(),
            total: self.total,
            ..Stats::default()
        }
    }
}

/// The awards that facts are of.
struct Awards {
    /// The award of each fact.
    of: Vec<usize>,
    /// Whether several facts are of an award: its parts.
    parted: Vec<bool>,
}

impl Awards {
    /// Numbers them; the facts of an article stand together.
    fn of(rows: &[Row]) -> Self {
        let (mut begin, mut end, mut before) = (0, 0, None);
        let number = |row: &Row| {
            if before.replace(row.article) != Some(row.article) {
                begin = end;
            }
            end = end.max(begin + row.award as usize + 1);
            begin + row.award as usize
        };
        let of: Vec<usize> = rows.iter().map(number).collect();
        let (mut seen, mut parted) = (vec![false; end], vec![false; end]);
        for award in &of {
            parted[*award] |= std::mem::replace(&mut seen[*award], true);
        }
        Self { of, parted }
    }
}

/// Gives every value of every dimension a number.
struct Numbered<'q> {
    dimensions: &'q [&'q Dimension],
    /// For each dimension with an attribute: the number here of each number there.
    of_attribute: Vec<Vec<u32>>,
    values: Vec<Vec<String>>,
    known: Vec<FxHashMap<String, u32>>,
}

impl<'q> Numbered<'q> {
    fn new(dimensions: &'q [&'q Dimension], facts: &Facts, places: Places) -> Self {
        let mut numbered = Self {
            dimensions,
            of_attribute: Vec::new(),
            values: vec![Vec::new(); dimensions.len()],
            known: vec![FxHashMap::default(); dimensions.len()],
        };
        let with_attribute = (0..dimensions.len()).filter(|at| dimensions[*at].attribute().is_some());
        for (at, values) in with_attribute.zip(&facts.values) {
            let numbers = values
                .iter()
                .map(|value| numbered.number(at, dimensions[at].counted(value, places)))
                .collect();
            numbered.of_attribute.push(numbers);
        }
        numbered
    }

    fn number(&mut self, dimension: usize, value: String) -> u32 {
        let values = &mut self.values[dimension];
        *self.known[dimension].entry(value).or_insert_with_key(|value| {
            values.push(value.clone());
            values.len() as u32 - 1
        })
    }

    fn key(&mut self, row: &Row) -> Key {
        let mut attributes = 0;
        let text = |number: u32, text: String| if number == 0 { String::new() } else { text };
        let mut key = Key::new();
        for at in 0..self.dimensions.len() {
            key.push(match self.dimensions[at].by {
                By::Attribute(_) | By::Place(_) => {
                    attributes += 1;
                    self.of_attribute[attributes - 1][row.values[attributes - 1] as usize]
                }
                By::Year => self.number(at, text(row.year, row.year.to_string())),
                By::Month => {
                    self.number(at, text(row.month, format!("{}-{:02}", row.month / 100, row.month % 100)))
                }
            });
        }
        key
    }
}

/// The awards that several articles report, with their reports.
fn merged(reader: &Reader, rows: &[Row], events: &[once::Event]) -> Result<Vec<Merged>> {
    let mut merged = Vec::new();
    for event in events.iter().filter(|event| event.len() > 1) {
        let mut found: Option<Merged> = None;
        for row in event.iter().map(|row| &rows[*row as usize]) {
            let record = reader.record(row.article)?;
            let Some(award) = record.awards.get(row.award as usize) else { continue };
            let report = Report {
                id: record.id.clone(),
                source: record.source.clone(),
                published: record.published.clone(),
                sentence: award.sentence.clone(),
                start: award.start,
                end: award.end,
            };
            let first = found.get_or_insert_with(|| Merged {
                award: award.award.clone(),
                class: award.class.clone(),
                authority: award.authority.clone(),
                recipient: award.recipient.clone(),
                count: row.count,
                reports: Vec::new(),
            });
            first.reports.push(report);
        }
        merged.extend(found);
    }
    merged.sort_by(|a, b| {
        a.reports[0].id.cmp(&b.reports[0].id).then(a.reports[0].start.cmp(&b.reports[0].start))
    });
    Ok(merged)
}

/// Rows of equal count: by their values, null last.
fn order(key: &[Value]) -> Vec<(bool, String)> {
    key.iter()
        .map(|value| (value.is_null(), value.as_str().map_or(value.to_string(), str::to_string)))
        .collect()
}

#[cfg(test)]
mod tests;

//! `coverage --expected`: which decisions are reported, with which count, and which by nobody.
//!
//! An award of an article is that of a decision where all that the decision says holds of it: the slug (and
//! class); the [`authority`] (where the article names none: that the award is counted in the authority's locality, and has the
//! decision's count); the kind of recipient, if the article tells it, or the name of a recipient; and the
//! day: its event lies within the days in which two reports of one award may lie (`stats`), or its article was published no more
//! than [`PUBLISHED_WITHIN`] days after the decision. A count is matched by one award of an article, or by all
//! its fitting ones together (`3 tập thể …, 2 tập thể …`).

mod authority;
mod lines;

use super::super::filter::days;
use super::super::reading::any_form;
use super::super::stats::once::{self, DAYS};
use crate::index::{Address, Attribute, Condition, FactCondition, Order, Part, Reader, Result, Row};
use crate::model::answer::{Basis, Table};
use crate::normalise::{fold, sentence::sentence};
use authority::Authority;
pub use lines::{Bad, BadLine, BadList, Decision, decisions};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Days after a decision in which an article of it may appear.
pub const PUBLISHED_WITHIN: i64 = 30;

/// Articles told of one decision at most; their number is told whole.
pub const MOST_ARTICLES: usize = 20;

/// Answer of `coverage --expected`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = expected::Expected)]
pub struct Expected {
    /// How many decisions have which status.
    pub total: Total,
    /// Each decision, in the order of the list.
    pub decisions: Vec<Outcome>,
    /// The lines that are no decisions.
    pub refused: Vec<BadLine>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// Decisions by their status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = expected::Total)]
pub struct Total {
    /// All that could be read.
    pub decisions: u64,
    /// Reported.
    pub reported: u64,
    /// Reported with another count.
    pub other_count: u64,
    /// Reported by nobody.
    pub unreported: u64,
}

impl Total {
    /// The share of decisions that somebody reports, in per cent; 0 where there is no decision.
    pub fn percent(self) -> f64 {
        100.0 * (self.decisions - self.unreported) as f64 / self.decisions.max(1) as f64
    }
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = expected::Status)]
pub enum Status {
    /// An article has it, with its count or without any.
    Reported,
    /// All articles that have it give other counts.
    OtherCount,
    /// No article has it.
    #[default]
    Unreported,
}

impl Status {
    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Reported => "reported",
            Status::OtherCount => "other-count",
            Status::Unreported => "unreported",
        }
    }
}

/// A decision, and where it is reported.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = expected::Outcome)]
pub struct Outcome {
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
    /// What became of it.
    pub status: Status,
    /// The counts that its articles give, in order.
    pub counts: Vec<u64>,
    /// How many articles report it.
    pub reports: u64,
    /// Its articles in the order of their publication, [`MOST_ARTICLES`] at most.
    pub articles: Vec<Article>,
}

/// An article that reports a decision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = expected::Article)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
    /// The count that it gives: of the awards that fit together.
    pub count: Option<u64>,
    /// The sentence of the first of them.
    pub sentence: String,
    /// First code point of that award in the article's text.
    pub start: usize,
    /// Behind its last code point.
    pub end: usize,
}

/// What stands in [`Row::values`].
const ATTRIBUTES: [Attribute; 9] = [
    Attribute::Award,
    Attribute::Class,
    Attribute::Authority,
    Attribute::Level,
    Attribute::Recipient,
    Attribute::Seat,
    Attribute::Province,
    Attribute::District,
    Attribute::Commune,
];

/// Looks every decision up. Copies of an article are left out; so are awards that are only proposed.
///
/// # Errors
/// When the index cannot be read.
pub fn expected(reader: &Reader, decisions: Vec<Decision>, refused: Vec<BadLine>) -> Result<Expected> {
    let slug = |decision: &Decision| decision.award.to_string();
    let wanted = FactCondition {
        any_of: vec![
            (Attribute::Award, decisions.iter().map(slug).collect()),
            (Attribute::Status, BTreeSet::from(["conferred".to_string()])),
        ],
        ..FactCondition::default()
    };
    let facts = reader.all_facts(&Condition::Everything, &wanted, &ATTRIBUTES)?;
    let awards = awards(&facts.rows);
    let mut by_slug: FxHashMap<&str, Vec<&Award>> = FxHashMap::default();
    for award in &awards {
        by_slug.entry(&facts.values[0][award.row.values[0] as usize]).or_default().push(award);
    }
    let mut read = Read { values: &facts.values, authorities: FxHashMap::default() };
    let mut answer = Expected { refused, ..Expected::default() };
    for decision in decisions {
        let sought = Sought::of(reader, &decision)?;
        let of_slug = by_slug.get(decision.award).map_or(&[][..], Vec::as_slice);
        let found: Vec<&Award> =
            of_slug.iter().copied().filter(|award| sought.is(award, &mut read)).collect();
        let name = sought.name.as_ref().map(|(name, _)| name.clone());
        let outcome = outcome(reader, decision, name.as_deref(), &found)?;
        answer.total.decisions += 1;
        *match outcome.status {
            Status::Reported => &mut answer.total.reported,
            Status::OtherCount => &mut answer.total.other_count,
            Status::Unreported => &mut answer.total.unreported,
        } += 1;
        answer.decisions.push(outcome);
    }
    answer.basis = crate::ask::basis(reader, Map::new(), "copies")?;
    Ok(answer)
}

/// An award of an article, its parts put together.
struct Award<'r> {
    row: &'r Row,
    /// 0 where the text does not say.
    count: u64,
}

/// The parts of an award stand together.
fn awards(rows: &[Row]) -> Vec<Award<'_>> {
    let parts = rows.chunk_by(|a, b| (a.article, a.award) == (b.article, b.award));
    parts.map(|parts| Award { row: &parts[0], count: parts.iter().map(|part| part.count).sum() }).collect()
}

/// The values of the columns, with what was read of them.
struct Read<'v> {
    values: &'v [Vec<String>],
    /// By the number of the name.
    authorities: FxHashMap<u32, Authority>,
}

/// A decision made ready to be compared.
struct Sought<'d> {
    decision: &'d Decision,
    authority: Option<Authority>,
    /// First and last day, as `20230330`.
    days: Option<(u64, u64)>,
    /// The name of a recipient, folded, and the articles with its words.
    name: Option<(String, FxHashSet<Address>)>,
}

/// The kinds of recipients.
const KINDS: [&str; 3] = ["collective", "individual", "household"];

impl<'d> Sought<'d> {
    fn of(reader: &Reader, decision: &'d Decision) -> Result<Self> {
        let day = decision.date.as_deref().and_then(crate::ask::last_day);
        let authority = decision.authority.as_deref().map(|name| Authority::of(name, day.as_deref()));
        let name = match decision.recipient.as_deref().filter(|name| !KINDS.contains(name)) {
            Some(name) => {
                let articles = match any_form(Part::Text, name) {
                    Some(condition) => reader.all(&condition, Order::Any)?,
                    None => Vec::new(),
                };
                Some((fold::exact(name), articles.into_iter().collect()))
            }
            None => None,
        };
        let days = decision.date.as_deref().and_then(days);
        Ok(Self { decision, authority, days, name })
    }

    /// Whether an award is that of the decision, as far as columns tell.
    fn is(&self, award: &Award, read: &mut Read) -> bool {
        let row = award.row;
        let values = read.values;
        let value = |nth: usize| values[nth][row.values[nth] as usize].as_str();
        let of_class = self.decision.class.as_deref().is_none_or(|class| class == value(1));
        let of_kind = match self.decision.recipient.as_deref() {
            Some(kind) if KINDS.contains(&kind) => value(4).is_empty() || value(4) == kind,
            _ => true,
        };
        let has_name = self.name.as_ref().is_none_or(|(_, articles)| articles.contains(&row.article));
        if !of_class || !of_kind || !has_name || !self.is_in_time(row) {
            return false;
        }
        self.authority.as_ref().is_none_or(|authority| {
            if value(2).is_empty() {
                let is_there = (6..9).any(|spot| authority.sits_in(value(spot)));
                return is_there && self.decision.count == Some(award.count);
            }
            let other =
                read.authorities.entry(row.values[2]).or_insert_with(|| Authority::of(value(2), None));
            authority.is(other, value(3), value(5))
        })
    }

    fn is_in_time(&self, row: &Row) -> bool {
        let Some((first, last)) = self.days else { return true };
        let within = |day: u64, after: i64| {
            let day = once::days(day as u32);
            once::days(first as u32) - DAYS <= day && day <= once::days(last as u32) + after
        };
        // An event that is dated by its month has the day 0.
        let event = match u64::from(row.date) {
            0 => false,
            month if month % 100 == 0 => (first / 100..=last / 100).contains(&(month / 100)),
            day => within(day, DAYS),
        };
        event || row.moment != u64::MAX && within(row.moment / 1_000_000, PUBLISHED_WITHIN)
    }
}

/// The awards of one article that fit.
struct Found<'f> {
    awards: Vec<&'f Award<'f>>,
    /// Their counts, and what they are together at the end; none where the text gives none.
    counts: Vec<u64>,
}

impl<'f> Found<'f> {
    fn of(awards: Vec<&'f Award<'f>>) -> Self {
        let single = awards.iter().map(|award| award.count).filter(|count| *count > 0);
        let mut counts: Vec<u64> = single.collect();
        if counts.len() > 1 {
            counts.push(counts.iter().sum());
        }
        Self { awards, counts }
    }

    /// The count that it gives a decision of so many: that one if it can be, else of all awards together.
    fn count(&self, wanted: Option<u64>) -> Option<u64> {
        wanted.filter(|count| self.counts.contains(count)).or(self.counts.last().copied())
    }
}

fn outcome<'f>(
    reader: &Reader,
    decision: Decision,
    name: Option<&str>,
    found: &[&'f Award<'f>],
) -> Result<Outcome> {
    let mut all: Vec<Found<'f>> = Vec::new();
    for awards in found.chunk_by(|a, b| a.row.article == b.row.article) {
        let awards = named(reader, name, awards)?;
        all.extend((!awards.is_empty()).then(|| Found::of(awards)));
    }
    let is_right = |one: &Found| decision.count.is_none_or(|count| one.counts.contains(&count));
    let is_open = |one: &Found| one.counts.is_empty();
    let status = if all.is_empty() {
        Status::Unreported
    } else if all.iter().any(is_right) {
        all.retain(is_right);
        Status::Reported
    } else if all.iter().all(is_open) {
        Status::Reported
    } else {
        all.retain(|one| !is_open(one));
        Status::OtherCount
    };
    all.sort_by_key(|one| (one.awards[0].row.moment, one.awards[0].row.id));
    let counts: BTreeSet<u64> = all.iter().filter_map(|one| one.count(decision.count)).collect();
    let articles = all.iter().take(MOST_ARTICLES).map(|one| article(reader, one, decision.count));
    let articles = articles.collect::<Result<_>>()?;
    let counts = counts.into_iter().collect();
    Ok(Outcome { status, counts, reports: all.len() as u64, articles, decision })
}

/// Those of an article's awards whose recipients, or whose sentence, have the name.
fn named<'f>(reader: &Reader, name: Option<&str>, awards: &[&'f Award<'f>]) -> Result<Vec<&'f Award<'f>>> {
    let Some(name) = name else { return Ok(awards.to_vec()) };
    let record = reader.record(awards[0].row.article)?;
    let has = |text: &str| {
        let folded = fold::exact(text);
        let ends = |at: usize| !folded[at..].starts_with(char::is_alphanumeric);
        let begins = |at: usize| !folded[..at].ends_with(char::is_alphanumeric);
        folded.match_indices(name).any(|(at, _)| begins(at) && ends(at + name.len()))
    };
    let is_named = |award: &&&Award| {
        let award = record.awards.get(award.row.award as usize);
        award.is_some_and(|it| it.recipients.iter().any(|one| has(one)) || has(&it.sentence))
    };
    Ok(awards.iter().filter(is_named).copied().collect())
}

fn article(reader: &Reader, found: &Found, wanted: Option<u64>) -> Result<Article> {
    let count = found.count(wanted);
    let single = |award: &&&Award| Some(award.count) == count;
    let first = found.awards.iter().find(single).unwrap_or(&found.awards[0]);
    let record = reader.record(first.row.article)?;
    let award = record.awards.get(first.row.award as usize);
    let (start, end) = award.map_or((0, 0), |award| (award.start, award.end));
    let sentence = sentence(&record.text, start).to_string();
    Ok(Article {
        id: record.id,
        title: record.title,
        published: record.published,
        count,
        sentence,
        start,
        end,
    })
}

impl Table for Expected {
    fn columns(&self) -> Vec<String> {
        let own = ["line", "award", "class", "authority", "recipient", "count", "date"];
        let found = ["status", "counts", "reports", "articles"];
        let mut columns: Vec<String> = own.into_iter().chain(found).map(String::from).collect();
        for name in self.decisions.iter().flat_map(|one| one.decision.more.keys()) {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
        columns
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let columns = self.columns();
        let row = |one: &Outcome| {
            let decision = &one.decision;
            let own = [
                json!(decision.line),
                json!(decision.award),
                json!(decision.class),
                json!(decision.authority),
                json!(decision.recipient),
                json!(decision.count),
                json!(decision.date),
                json!(one.status.name()),
                json!(one.counts),
                json!(one.reports),
                json!(one.articles.iter().map(|article| &article.id).collect::<Vec<_>>()),
            ];
            let more = columns.iter().skip(own.len());
            let more = more.map(|name| decision.more.get(name).cloned().unwrap_or(Value::Null));
            let more: Vec<Value> = more.collect();
            own.into_iter().chain(more).collect()
        };
        self.decisions.iter().map(row).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

#[cfg(test)]
mod tests;

//! What is asked of the index, and how tantivy is asked it.

use super::excluded::Excluded;
use super::facts::{FactCondition, FactQuery};
use super::schema::Fields;
use super::terms::Term;
use std::ops::Bound;
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur,
    PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole text; a hit in the title scores more.
    Text,
    /// The name of a unit.
    Unit,
    /// The name of an official.
    Official,
    /// The name of the article's province.
    Province,
}

/// What an article must satisfy.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every article.
    Everything,
    /// The words stand one behind the other.
    Phrase(Part, Vec<Term>),
    /// Published on these days, `YYYYMMDD`, both included.
    Days(Option<u64>, Option<u64>),
    /// Has an award of this slug.
    Award(String),
    /// Has an award that satisfies all of this.
    Fact(FactCondition),
    /// Has an event of this kind.
    Event(String),
    /// Is set in the province of this code.
    ProvinceCode(String),
    /// All of them; of none: every article.
    All(Vec<Condition>),
    /// One of them at least; of none: no article.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// How much more a phrase in the title weighs.
const TITLE_BOOST: f32 = 1.5;

impl Condition {
    pub(super) fn query(&self, fields: &Fields) -> Box<dyn Query> {
        let silent = |query: Box<dyn Query>| Box::new(ConstScoreQuery::new(query, 0.0)) as Box<dyn Query>;
        match self {
            Condition::Everything => silent(Box::new(AllQuery)),
            Condition::Phrase(Part::Text, words) => {
                let title = BoostQuery::new(phrase(fields.title, words), TITLE_BOOST);
                let text = phrase(fields.text, words);
                Box::new(BooleanQuery::new(vec![(Occur::Must, text), (Occur::Should, Box::new(title))]))
            }
            Condition::Phrase(Part::Unit, words) => silent(phrase(fields.unit, words)),
            Condition::Phrase(Part::Official, words) => silent(phrase(fields.official, words)),
            Condition::Phrase(Part::Province, words) => silent(phrase(fields.province, words)),
            Condition::Days(from, to) => {
                let term = |day: &u64| tantivy::Term::from_field_u64(fields.day, *day);
                // Day 0 is no day: an article without one is in no range.
                let from = from.unwrap_or(1).max(1);
                let to = to.as_ref().map_or(Bound::Unbounded, |d| Bound::Included(term(d)));
                silent(Box::new(RangeQuery::new(Bound::Included(term(&from)), to)))
            }
            Condition::Award(slug) => silent(one(fields.award, slug)),
            Condition::Fact(condition) => silent(Box::new(FactQuery(condition.clone()))),
            Condition::Event(kind) => silent(one(fields.event, kind)),
            Condition::ProvinceCode(code) => silent(one(fields.province_code, code)),
            Condition::All(parts) if parts.is_empty() => silent(Box::new(AllQuery)),
            Condition::All(parts) => {
                let mut clauses: Vec<_> = parts.iter().map(|part| part.clause(fields)).collect();
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, silent(Box::new(AllQuery))));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Condition::Any(parts) if parts.is_empty() => Box::new(EmptyQuery),
            Condition::Any(parts) => {
                let clauses = parts.iter().map(|part| (Occur::Should, part.query(fields))).collect();
                Box::new(BooleanQuery::new(clauses))
            }
            Condition::Not(part) => Box::new(BooleanQuery::new(vec![
                (Occur::MustNot, Box::new(Excluded(part.query(fields)))),
                (Occur::Must, silent(Box::new(AllQuery))),
            ])),
        }
    }

    fn clause(&self, fields: &Fields) -> (Occur, Box<dyn Query>) {
        match self {
            Condition::Not(part) => (Occur::MustNot, Box::new(Excluded(part.query(fields)))),
            other => (Occur::Must, other.query(fields)),
        }
    }
}

fn one(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(tantivy::Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn phrase(field: Field, words: &[Term]) -> Box<dyn Query> {
    let term = |word: &Term| tantivy::Term::from_field_text(field, &word.text());
    match words {
        [] => Box::new(EmptyQuery),
        [word] => Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(words.iter().map(term).collect())),
    }
}

/// Fixed statistics: the score of an article depends on it and the query alone, not on what else is
/// in the index, in what order it came, or which deleted articles are not yet merged away.
pub(super) struct FixedStatistics;

impl Bm25StatisticsProvider for FixedStatistics {
    fn total_num_tokens(&self, _field: Field) -> tantivy::Result<u64> {
        // Two terms a word, about 700 words an article.
        Ok(1_400 * 1_000_000)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(1_000_000)
    }

    fn doc_freq(&self, _term: &tantivy::Term) -> tantivy::Result<u64> {
        Ok(50_000)
    }
}

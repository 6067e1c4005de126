//! What is asked of the index, and how tantivy is asked it.

use super::among::Among;
use super::excluded::Excluded;
use super::facts::{FactCondition, FactQuery};
use super::schema::Fields;
use super::spans::Spans;
use super::terms::Term;
use super::titled::Titled;
use std::collections::BTreeSet;
use std::ops::Bound;
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur,
    PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole text; a hit in the title scores more.
    Text,
    /// The title.
    Title,
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
    /// The pieces stand near to each other, in any order: each is one of several phrases, and no more than so
    /// many words stand between them.
    Near(Part, Vec<Vec<Vec<Term>>>, usize),
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
    /// Names one of the units with these keys of the gazetteer: level, code and day of coming into force, by `/`.
    Place(BTreeSet<String>),
    /// Stood on one of these sites.
    Site(BTreeSet<String>),
    /// Is one of these.
    Among(Among),
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
                let titles = vec![in_title(fields, words)];
                Box::new(Titled { query: phrase(fields.text, words), titles })
            }
            Condition::Phrase(Part::Title, words) => phrase(fields.title, words),
            Condition::Phrase(part, words) => silent(phrase(part.field(fields), words)),
            Condition::Near(part, pieces, between) => {
                Box::new(Spans { field: part.field(fields), pieces: pieces.clone(), between: *between })
            }
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
            Condition::Place(keys) => silent(any_of(fields.place, keys)),
            Condition::Site(hosts) => silent(any_of(fields.site, hosts)),
            Condition::Among(articles) => silent(Box::new(articles.clone())),
            Condition::All(parts) if parts.is_empty() => silent(Box::new(AllQuery)),
            Condition::All(parts) => {
                // Side by side, not one inside the other, the texts of all words are met in one passage.
                let mut titles = Vec::new();
                let mut clauses: Vec<_> = parts.iter().map(|part| part.clause(fields, &mut titles)).collect();
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, silent(Box::new(AllQuery))));
                }
                Box::new(Titled { query: Box::new(BooleanQuery::new(clauses)), titles })
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

    /// One of several that must all hold; what weighs more in the title is put to `titles`.
    fn clause(&self, fields: &Fields, titles: &mut Vec<Box<dyn Query>>) -> (Occur, Box<dyn Query>) {
        match self {
            Condition::Not(part) => (Occur::MustNot, Box::new(Excluded(part.query(fields)))),
            Condition::Phrase(Part::Text, words) => {
                titles.push(in_title(fields, words));
                (Occur::Must, phrase(fields.text, words))
            }
            other => (Occur::Must, other.query(fields)),
        }
    }
}

/// What a phrase of the text weighs more where the title has it too.
fn in_title(fields: &Fields, words: &[Term]) -> Box<dyn Query> {
    Box::new(BoostQuery::new(phrase(fields.title, words), TITLE_BOOST))
}

impl Part {
    fn field(self, fields: &Fields) -> Field {
        match self {
            Part::Text => fields.text,
            Part::Title => fields.title,
            Part::Unit => fields.unit,
            Part::Official => fields.official,
            Part::Province => fields.province,
        }
    }
}

fn any_of(field: Field, texts: &BTreeSet<String>) -> Box<dyn Query> {
    Box::new(TermSetQuery::new(texts.iter().map(|text| tantivy::Term::from_field_text(field, text))))
}

fn one(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(tantivy::Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn phrase(field: Field, words: &[Term]) -> Box<dyn Query> {
    let term = |word: &Term| tantivy::Term::from_field_text(field, &word.text());
    match words {
        [] => Box::new(EmptyQuery),
        _ if words.iter().any(|word| word.loose().is_some()) => {
            Box::new(Spans { field, pieces: vec![vec![words.to_vec()]], between: 0 })
        }
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

//! Search: which articles answer, in what order, and where.
//!
//! Words without quotes are looked for as one phrase; where that finds nothing, by the other names of the unit that
//! they name; then near to each other (with [`NEAR`](super::query::NEAR) other words between them at most, in any
//! order); then all of them, wherever. What stays together then, [`super::reading::pieces`] says. The first way that
//! finds something answers, and the answer says which it was.

use super::facets::facets;
use super::filter::{BadFilter, Filter};
use super::nearest::nearest;
use super::query::{MOST_WORDS, Node, Query, Value, as_typed, parse};
use super::reading::Reading;
use super::renamed::other_names;
use super::snippet::Snippets;
use super::suggest::suggest;
use crate::index::{self, Address, Attribute, Condition, FactCondition, Matches, Reader, Result};
use crate::model::answer::{Hit, Note, NoteKind, Search, Used};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// From so many hits on, they are made by several threads.
const MANY: usize = 50;

/// In what order articles come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The latest first.
    Date,
    /// Those with the most awards first: conferred ones, or those that the query asks for.
    Count,
}

/// How to search.
#[derive(Debug, Clone)]
pub struct Options {
    /// The order.
    pub sort: Sort,
    /// Hits passed over.
    pub offset: usize,
    /// Hits wanted; there is no most.
    pub limit: usize,
    /// Whether facets are counted.
    pub facets: bool,
    /// Whether abbreviations stand for their long forms, and these for them.
    pub abbreviations: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { sort: Sort::Relevance, offset: 0, limit: 10, facets: false, abbreviations: true }
    }
}

/// Finds the articles that answer `text` and the filter. A query without a word finds whatever the
/// filter lets through, and nothing without a filter.
///
/// # Errors
/// When the index cannot be read; the inner error when the filter is no filter or the query has
/// more than [`MOST_WORDS`] words.
pub fn search(
    reader: &Reader,
    text: &str,
    filter: &Filter,
    options: &Options,
) -> Result<std::result::Result<Search, BadFilter>> {
    let restriction = match filter.checked(reader)? {
        Ok(condition) => condition,
        Err(bad) => return Ok(Err(bad)),
    };
    let mut query = parse(text);
    if query.words() > MOST_WORDS {
        return Ok(Err(BadFilter::Long(query.words())));
    }
    let mut reading = Reading::new(reader, &query, options.abbreviations)?;
    let ask = |reading: &Reading| {
        let (condition, mut awards) = reading.condition();
        if awards.is_empty() && filter.award.is_some() {
            awards.push(filter.of_awards());
        }
        let condition = match (query.root.is_none(), filter.is_empty()) {
            (true, true) => Condition::Any(Vec::new()),
            (true, false) => restriction.clone(),
            (false, true) => condition,
            (false, false) => Condition::All(vec![condition, restriction.clone()]),
        };
        Ok((reader.matches(&condition)?, awards))
    };
    let (mut matches, mut awards) = ask(&reading)?;
    for way in if matches.is_empty() { reading.ways() } else { Vec::new() } {
        reading.looked_for(way);
        (matches, awards) = ask(&reading)?;
        if !matches.is_empty() {
            break;
        }
    }
    if matches.is_empty() {
        reading.looked_for(Used::Phrase);
    }
    renamed(&mut query);
    let mut answer = Search {
        query: text.to_string(),
        read_as: reading.shown(),
        used: reading.used(),
        total: matches.len(),
        basis: super::basis(reader, filter.set(), "copies")?,
        ..Search::default()
    };
    if matches.is_empty() {
        answer.suggestion = suggest(reader, &query, options.abbreviations)?;
        answer.nearest = nearest(reader, &query)?;
    }
    if options.facets {
        answer.facets = Some(facets(reader, &matches, &awards)?);
    }
    let ranked = ranked(reader, &matches, awards, options)?;
    let snippets = Snippets::new(reading.marked());
    let hit = |(score, address)| hit(reader, score, address, &snippets);
    // To wake another thread takes as long as a page of hits.
    answer.hits = if ranked.len() < MANY {
        ranked.into_iter().map(hit).collect::<Result<_>>()?
    } else {
        ranked.into_par_iter().map(hit).collect::<Result<_>>()?
    };
    answer.notes = query.notes;
    Ok(Ok(answer))
}

fn ranked(
    reader: &Reader,
    matches: &Matches,
    mut awards: Vec<FactCondition>,
    options: &Options,
) -> Result<Vec<(f32, Address)>> {
    let sort = match options.sort {
        Sort::Relevance => index::Sort::Relevance,
        Sort::Date => index::Sort::Date,
        Sort::Count => {
            if awards.is_empty() {
                awards.push(FactCondition::default());
            }
            // What is only proposed counts where it is asked for.
            for award in &mut awards {
                if !award.any_of.iter().any(|(attribute, _)| *attribute == Attribute::Status) {
                    award.any_of.push((Attribute::Status, BTreeSet::from(["conferred".to_string()])));
                }
            }
            index::Sort::Count(awards)
        }
    };
    reader.ranked(matches, &sort, options.offset, options.limit)
}

/// Notes which units of the query have other names.
fn renamed(query: &mut Query) {
    fn names(node: &Node, found: &mut Vec<String>) {
        match node {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| names(node, found)),
            Node::Words(words) | Node::Phrase(words) => found.push(as_typed(words)),
            Node::Field(_, Value::Places(_, places)) => found.extend_from_slice(places),
            Node::Near(..) | Node::Not(_) | Node::Field(..) => {}
        }
    }
    let mut found = Vec::new();
    if let Some(root) = &query.root {
        names(root, &mut found);
    }
    for name in found {
        let meant: Vec<String> = other_names(&name).into_iter().map(|other| other.name).collect();
        if !meant.is_empty() {
            query.notes.push(Note { kind: NoteKind::Renamed, at: None, text: name, meant });
        }
    }
}

fn hit(reader: &Reader, score: f32, address: Address, snippets: &Snippets<'_>) -> Result<Hit> {
    let head = reader.head(address)?;
    Ok(Hit {
        snippet: snippets.of(&head.text),
        id: head.id,
        source: head.source,
        title: head.title,
        published: head.published,
        copies: reader.copies()?.group(address).len().saturating_sub(1),
        score: (f64::from(score) * 1e4).round() / 1e4,
    })
}

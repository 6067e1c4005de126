//! Search: which articles have the words, best first, and where.

use super::filter::{BadFilter, Filter};
use super::forms::Accents;
use super::query::{MOST_WORDS, Query, parse};
use super::reading::Reading;
use super::snippet::snippet;
use super::suggest::suggest;
use crate::index::{Address, Condition, Reader, Result};
use crate::model::answer::{Hit, Search};

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
    offset: usize,
    limit: usize,
) -> Result<std::result::Result<Search, BadFilter>> {
    let restriction = match filter.checked(reader)? {
        Ok(condition) => condition,
        Err(bad) => return Ok(Err(bad)),
    };
    let query = parse(text);
    if query.len() > MOST_WORDS {
        return Ok(Err(BadFilter::Long(query.len())));
    }
    let mut reading = Reading::new(&query, Accents::Phrase);
    let ask = |reading: &Reading| {
        let condition = match (query.groups.is_empty(), filter.is_empty()) {
            (true, true) => Condition::Any(Vec::new()),
            (true, false) => restriction.clone(),
            (false, _) => Condition::All(vec![reading.condition(), restriction.clone()]),
        };
        reader.best(&condition, offset, limit)
    };
    let (mut total, mut best) = ask(&reading)?;
    // `Ha Tiến`: nobody writes so, the missing accents were not typed.
    if total == 0 && is_mixed(&query) {
        reading = Reading::new(&query, Accents::Word);
        (total, best) = ask(&reading)?;
    }
    let suggestion = if total == 0 { suggest(reader, &query)? } else { None };
    let mut hits = Vec::with_capacity(best.len());
    for (score, address) in best {
        hits.push(hit(reader, score, address, &reading)?);
    }
    Ok(Ok(Search { query: text.to_string(), read_as: reading.shown(), total, hits, suggestion }))
}

/// Whether a phrase has words with accents and words without.
fn is_mixed(query: &Query) -> bool {
    query
        .groups
        .iter()
        .flatten()
        .any(|clause| clause.has_accents() && clause.words.iter().any(|w| w.word.exact == w.word.plain))
}

fn hit(reader: &Reader, score: f32, address: Address, reading: &Reading) -> Result<Hit> {
    let record = reader.record(address)?;
    Ok(Hit {
        snippet: snippet(&record.text, &reading.marked()),
        id: record.id,
        source: record.source,
        title: record.title,
        published: record.published,
        copies: reader.copies()?.group(address).len().saturating_sub(1),
        score: (f64::from(score) * 1e4).round() / 1e4,
    })
}

//! What may have been meant by a query that finds nothing. It is only said, never searched for.

use super::forms::forms;
use super::query::{Node, Query, Typed, as_typed};
use super::reading::any;
use crate::index::terms::{Term, words};
use crate::index::{Condition, Part, Reader, Result, distance};

/// Words tried in the place of one.
const MOST_WORDS: usize = 40;

/// Of a longer query nobody can say which word was meant otherwise, and every try costs.
const LONGEST_QUERY: usize = 8;

/// The query with the least change that finds something: other accents, or one letter off in a word. Only
/// of a query of words and phrases.
pub fn suggest(reader: &Reader, query: &Query, abbreviations: bool) -> Result<Option<String>> {
    let parts = match &query.root {
        Some(Node::All(parts)) => parts.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => return Ok(None),
    };
    if query.words() > LONGEST_QUERY {
        return Ok(None);
    }
    let mut shown = Vec::new();
    let mut changed = false;
    for part in parts {
        let (excluded, node) = if let Node::Not(node) = part { (true, node.as_ref()) } else { (false, part) };
        let (words, quote) = match node {
            Node::Words(words) => (words, if excluded { "\"" } else { "" }),
            Node::Phrase(words) => (words, "\""),
            _ => return Ok(None),
        };
        let typed = as_typed(words);
        let known = reader.count(&any(Part::Text, &forms(words, abbreviations)))? > 0;
        let better = if known || excluded { None } else { other(reader, words)? };
        changed |= better.is_some();
        let sign = if excluded { "-" } else { "" };
        shown.push(format!("{sign}{quote}{}{quote}", better.unwrap_or(typed)));
    }
    Ok(changed.then(|| shown.join(" ")))
}

/// Another phrase that some text has.
fn other(reader: &Reader, typed: &[Typed]) -> Result<Option<String>> {
    let plain: Vec<_> = typed.iter().map(|w| Term::Plain(w.word.plain.clone())).collect();
    if let Some(found) = as_written(reader, &plain)? {
        return Ok(Some(found));
    }
    for at in 0..typed.len() {
        let near = reader.words(&|word| is_near(&typed[at], word))?;
        for word in near.into_iter().take(MOST_WORDS) {
            let mut terms = plain.clone();
            terms[at] = Term::Exact(word);
            if let Some(found) = as_written(reader, &terms)? {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

/// The phrase as the best article that has it writes it.
fn as_written(reader: &Reader, terms: &[Term]) -> Result<Option<String>> {
    let condition = Condition::Phrase(Part::Text, terms.to_vec());
    let (_, best) = reader.best(&condition, 0, 1)?;
    let Some((_, address)) = best.first() else { return Ok(None) };
    let text = reader.record(*address)?.text;
    let words = words(&text);
    let place = words.windows(terms.len()).find(|run| terms.iter().zip(*run).all(|(t, w)| t.matches(w)));
    Ok(place.and_then(|run| text.get(run[0].start..run[run.len() - 1].end)).map(str::to_string))
}

/// Whether two words differ by one letter: one more, one less, or another one; accents count as none.
fn is_near(typed: &Typed, word: &str) -> bool {
    let length = |text: &str| text.chars().count();
    let (a, b) = (&typed.word.plain, word);
    // Nearly every pair of words fails here already.
    if length(a) < 2 || length(a).abs_diff(length(b)) > 1 || a.bytes().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let b = words(b).first().map(|w| w.plain.clone()).unwrap_or_default();
    distance(a, &b, 1) == Some(1)
}

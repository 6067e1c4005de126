//! Places of a text by their words.

use crate::model::Mention;
use crate::model::correction::{Quote, State};

/// Code points kept around a quote.
const AROUND: usize = 32;

/// The quote of a span of a text.
pub(super) fn quote(text: &[char], span: Mention) -> Quote {
    let part = |from: usize, to: usize| text[from.min(text.len())..to.min(text.len())].iter().collect();
    Quote {
        exact: part(span.start, span.end),
        prefix: part(span.start.saturating_sub(AROUND), span.start),
        suffix: part(span.end, span.end + AROUND),
    }
}

/// Every place of some words, in code points.
pub(super) fn places(text: &[char], exact: &str) -> Vec<Mention> {
    let words: Vec<char> = exact.chars().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let starts = text.windows(words.len()).enumerate().filter(|(_, window)| *window == words);
    starts.map(|(start, _)| Mention { start, end: start + words.len() }).collect()
}

/// The one place of a quote: where its words stand; of several, where most of what stands around is as it was.
pub(super) fn find(text: &[char], quote: &Quote) -> Result<Mention, State> {
    let (prefix, suffix): (Vec<char>, Vec<char>) =
        (quote.prefix.chars().collect(), quote.suffix.chars().collect());
    let around = |place: &Mention| {
        let before = text[..place.start].iter().rev().zip(prefix.iter().rev());
        let behind = text[place.end..].iter().zip(&suffix);
        before.take_while(|(a, b)| a == b).count() + behind.take_while(|(a, b)| a == b).count()
    };
    let mut found = places(text, &quote.exact);
    found.sort_by_key(|place| std::cmp::Reverse(around(place)));
    match found.as_slice() {
        [] => Err(State::NoQuote),
        [first, second, ..] if around(first) == around(second) => Err(State::SeveralQuotes),
        [first, ..] => Ok(*first),
    }
}

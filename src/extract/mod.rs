//! [`Text`] → [`Record`]: the rules. Pure and total: never fails, never reads the clock, the disk or
//! the network; every value knows its span and the name of its rule.

mod asked;
pub mod awards;
pub mod dates;
pub mod events;
pub mod lexicon;
pub mod marked;
pub mod numbers;
pub mod officials;
pub mod pairs;
pub mod person;
pub mod ratings;
pub mod signs;
pub mod token;
#[cfg(test)]
mod totality;
pub mod trace;
#[cfg(test)]
mod traced;
pub mod units;

use crate::model::refused::Refused;
use crate::model::{Event, Mention, RULES_VERSION, Record, SCHEMA_VERSION, Text};
use marked::Marked;
use trace::Trace;

/// Extracts the facts of one article. `id`, `source` and `duplicate_of` of the record are left
/// empty for the caller.
pub fn record(text: &Text) -> Record {
    facts(&token::Doc::new(text))
}

/// A record with what was refused on the way to it.
#[derive(Debug, Clone)]
pub struct Explained {
    /// As [`record`] gives it.
    pub record: Record,
    /// The sentences of the text.
    pub sentences: Vec<Mention>,
    /// What the rules refused, in reading order.
    pub refused: Vec<Refused>,
}

/// As [`record`], and what the rules refused.
pub fn explained(text: &Text) -> Explained {
    let mut doc = token::Doc::new(text);
    doc.trace = Trace::on();
    let record = facts(&doc);
    let refused = doc.trace.settled(&record);
    Explained { record, sentences: sentence_spans(&doc), refused }
}

/// The sentences of a text, as the rules cut them.
pub fn sentences(text: &Text) -> Vec<Mention> {
    sentence_spans(&token::Doc::new(text))
}

fn sentence_spans(doc: &token::Doc) -> Vec<Mention> {
    let filled = doc.sentences.iter().filter(|s| !s.tokens.is_empty());
    filled.map(|s| doc.span(s.tokens.clone())).collect()
}

fn facts(doc: &token::Doc) -> Record {
    let text = doc.text;
    let doc = &Marked::new(doc);
    let dates = dates::find(doc);
    let officials = officials::find(doc);
    let events = events::find(doc, &dates);
    let as_of = as_of(text, &events);
    let as_of = as_of.as_deref();
    let mentions = units::mentions(doc, &officials, as_of);
    let units = units::find(doc, &mentions, as_of);
    let province = units::province(&mentions, as_of);
    let awards = awards::find(doc, &mentions);
    let ratings = ratings::find(doc);
    Record {
        schema_version: SCHEMA_VERSION,
        rules_version: RULES_VERSION.to_string(),
        title: text.title.clone(),
        published: text.published.clone(),
        byline: text.byline.clone(),
        text: text.export.clone(),
        province,
        events,
        units,
        officials,
        dates,
        awards,
        ratings,
        ..Record::default()
    }
}

/// The day as of which names are read: that of publication, else of the latest event.
fn as_of(text: &Text, events: &[Event]) -> Option<String> {
    let day = |date: &str| date.get(..10).filter(|d| d.len() == 10 && !d.contains('/')).map(str::to_string);
    let published = text.published.as_deref().and_then(day);
    published.or_else(|| {
        events.iter().filter_map(|e| e.date.as_deref()).filter_map(|d| day(d.rsplit('/').next()?)).max()
    })
}

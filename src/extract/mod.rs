//! [`Text`] → [`Record`]: the rules. Pure and total: never fails, never reads the clock, the disk or
//! the network; every value knows its span and the name of its rule.

pub mod awards;
pub mod dates;
pub mod events;
pub mod lexicon;
pub mod numbers;
pub mod officials;
pub mod person;
pub mod ratings;
pub mod signs;
pub mod token;
#[cfg(test)]
mod totality;
pub mod units;

use crate::model::{Event, RULES_VERSION, Record, SCHEMA_VERSION, Text};

/// Extracts the facts of one article. `id`, `source` and `duplicate_of` of the record are left
/// empty for the caller.
pub fn record(text: &Text) -> Record {
    let lower = token::lower_case(&text.norm);
    let doc = token::Doc::new(text, &lower);
    let dates = dates::find(&doc);
    let officials = officials::find(&doc);
    let events = events::find(&doc, &dates);
    let as_of = as_of(text, &events);
    let as_of = as_of.as_deref();
    let mentions = units::mentions(&doc, &officials, as_of);
    let units = units::find(&doc, &mentions, as_of);
    let province = units::province(&mentions, as_of);
    let awards = awards::find(&doc, &mentions, &dates);
    let ratings = ratings::find(&doc, &dates);
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

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
pub mod token;
pub mod units;

use crate::model::{RULES_VERSION, Record, SCHEMA_VERSION, Text};

/// Extracts the facts of one article. `id`, `source` and `duplicate_of` of the record are left
/// empty for the caller.
pub fn record(text: &Text) -> Record {
    let lower = token::lower_case(&text.norm);
    let doc = token::Doc::new(text, &lower);
    let dates = dates::find(&doc);
    let officials = officials::find(&doc);
    let units = units::find(&doc, &officials);
    let awards = awards::find(&doc, &units, &dates);
    let ratings = ratings::find(&doc, &dates);
    let events = events::find(&doc, &dates);
    Record {
        schema_version: SCHEMA_VERSION,
        rules_version: RULES_VERSION.to_string(),
        title: text.title.clone(),
        published: text.published.clone(),
        byline: text.byline.clone(),
        text: text.export.clone(),
        province: None,
        events,
        units,
        officials,
        dates,
        awards,
        ratings,
        ..Record::default()
    }
}

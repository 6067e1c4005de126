//! What an answer rests on.

use super::filter::iso;
use super::tables::TABLES;
use crate::index::{Reader, Result};
use crate::model::answer::{About, Basis};
use crate::model::{RULES_VERSION, SCHEMA_VERSION};
use serde_json::{Map, Value};

/// The state of the index and of the rules that an answer with these restrictions rests on. `counted_once` as in
/// [`Basis::counted_once`].
///
/// # Errors
/// When the index cannot be read.
pub fn basis(reader: &Reader, filters: Map<String, Value>, counted_once: &'static str) -> Result<Basis> {
    Ok(Basis {
        articles: reader.len(),
        copies: reader.copies()?.len() as u64,
        corpus: reader.corpus()?.to_string(),
        rules_version: RULES_VERSION,
        schema_version: SCHEMA_VERSION,
        filters,
        counted_once,
    })
}

/// What there is to ask about.
///
/// # Errors
/// When the index cannot be read.
pub fn about(reader: &Reader) -> Result<About> {
    let days = reader.days()?;
    let mut tables = Map::new();
    for table in &TABLES {
        tables.insert(table.name.to_string(), reader.rows(table.name)?.into());
    }
    Ok(About {
        version: env!("CARGO_PKG_VERSION"),
        first: days.map(|days| iso(days.0)),
        last: days.map(|days| iso(days.1)),
        tables,
        basis: basis(reader, Map::new(), "copies")?,
    })
}

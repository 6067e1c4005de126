//! What an answer rests on.

use crate::index::{Reader, Result};
use crate::model::answer::Basis;
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

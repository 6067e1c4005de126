//! One record, by its id.

use crate::index::{Reader, Result};
use crate::model::Record;
use std::path::PathBuf;

/// What an id means.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// One article.
    Record(Box<Record>),
    /// Several: their ids, some of them.
    Several(Vec<String>),
    /// None.
    Nothing,
}

/// The record of an id, or of the beginning of one; `duplicate_of` as the index is now.
///
/// # Errors
/// When the index cannot be read.
pub fn show(reader: &Reader, id: &str) -> Result<Found> {
    let id = id.trim().to_lowercase();
    if id.is_empty() {
        return Ok(Found::Nothing);
    }
    let found = reader.with_prefix(&id, 10)?;
    let one = found.iter().find(|(whole, _)| *whole == id).or(match found.as_slice() {
        [one] => Some(one),
        _ => None,
    });
    let Some((_, address)) = one else {
        return Ok(match found.is_empty() {
            true => Found::Nothing,
            false => Found::Several(found.into_iter().map(|(id, _)| id).collect()),
        });
    };
    let mut record = reader.record(*address)?;
    record.duplicate_of = reader.original(*address)?;
    Ok(Found::Record(Box::new(record)))
}

/// Where the source of the article `id` lies.
///
/// # Errors
/// When the index cannot be read.
pub fn path(reader: &Reader, id: &str) -> Result<Option<PathBuf>> {
    let found = reader.with_prefix(id, 1)?;
    found.first().map(|(_, address)| reader.path(*address)).transpose()
}

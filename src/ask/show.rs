//! One record, by its id.

use crate::index::{Address, Reader, Result};
use crate::model::answer::Shown;
use std::path::PathBuf;

/// What an id means.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<T = Box<Shown>> {
    /// One article.
    Article(T),
    /// Several: their ids, some of them.
    Several(Vec<String>),
    /// None.
    Nothing,
}

/// Where the article of an id, or of the beginning of one, stands.
///
/// # Errors
/// When the index cannot be read.
pub fn find(reader: &Reader, id: &str) -> Result<Found<Address>> {
    let id = id.trim().to_lowercase();
    if id.is_empty() {
        return Ok(Found::Nothing);
    }
    let found = reader.with_prefix(&id, 10)?;
    let one = found.iter().find(|(whole, _)| *whole == id).or(match found.as_slice() {
        [one] => Some(one),
        _ => None,
    });
    Ok(match one {
        Some((_, address)) => Found::Article(*address),
        None if found.is_empty() => Found::Nothing,
        None => Found::Several(found.into_iter().map(|(id, _)| id).collect()),
    })
}

/// The article of an id, or of the beginning of one, with its copies as the index is now.
///
/// # Errors
/// When the index cannot be read.
pub fn show(reader: &Reader, id: &str) -> Result<Found> {
    let address = match find(reader, id)? {
        Found::Article(address) => address,
        Found::Several(ids) => return Ok(Found::Several(ids)),
        Found::Nothing => return Ok(Found::Nothing),
    };
    let mut record = reader.record(address)?;
    let copies = reader.copies()?;
    record.duplicate_of = copies.original(address).map(|first| reader.id(first)).transpose()?;
    let others = copies.group(address).iter().filter(|other| **other != address);
    let copies = others.map(|other| reader.read(*other)).collect::<Result<_>>()?;
    Ok(Found::Article(Box::new(Shown { record, copies })))
}

/// Where the source of the article `id` lies.
///
/// # Errors
/// When the index cannot be read.
pub fn path(reader: &Reader, id: &str) -> Result<Option<PathBuf>> {
    reader.article(id)?.map(|address| reader.path(address)).transpose()
}

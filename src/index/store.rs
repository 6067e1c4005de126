//! Opening and making the folder.

use super::schema::{Fields, schema};
use super::tokens::{TERMS, TermTokenizer, WORDS, WordTokenizer};
use super::{Error, INDEX_VERSION, Result};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tantivy::Index;
use tantivy::tokenizer::TextAnalyzer;

/// The list of the segments of the last commit.
pub(super) const META: &str = "meta.json";

/// What every commit carries: the version of the layout.
pub(super) fn payload() -> String {
    format!("vinhdanh-index {INDEX_VERSION}")
}

/// Opens the index of a folder, of this version.
pub(super) fn open(folder: &Path) -> Result<(Index, Fields)> {
    if folder.exists() && !folder.is_dir() {
        return Err(Error::NoFolder(folder.to_path_buf()));
    }
    if !folder.join(META).is_file() {
        return Err(Error::Missing(folder.to_path_buf()));
    }
    if is_half_made(folder)? {
        return Err(Error::Missing(folder.to_path_buf()));
    }
    guarded(folder, || {
        let (schema, fields) = schema();
        let index = Index::open_in_dir(folder).map_err(|e| Error::of(folder, e))?;
        let metas = index.load_metas().map_err(|e| Error::of(folder, e))?;
        let fresh = metas.payload.is_none() && metas.segments.is_empty();
        let ours = metas.payload.as_deref() == Some(&payload());
        if !(ours || fresh) || index.schema() != schema {
            let found = metas.payload.unwrap_or_else(|| "unknown".into());
            let found = found.strip_prefix("vinhdanh-index ").unwrap_or(&found).to_string();
            return Err(Error::Version { folder: folder.to_path_buf(), found, needed: INDEX_VERSION });
        }
        register(&index);
        Ok((index, fields))
    })
}

/// Opens the index of a folder, or makes one. What a first run killed before its first commit
/// left behind is taken over; any other file of the folder (a `.gitignore`) is left alone.
pub(super) fn open_or_create(folder: &Path) -> Result<(Index, Fields)> {
    if folder.exists() && !folder.is_dir() {
        return Err(Error::NoFolder(folder.to_path_buf()));
    }
    std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
    if is_half_made(folder)? {
        for name in [META, ".managed.json"] {
            match std::fs::remove_file(folder.join(name)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(folder, e)),
                _ => {}
            }
        }
    }
    match open(folder) {
        Err(Error::Missing(_)) => {}
        other => return other,
    }
    let (schema, fields) = schema();
    let index = Index::create_in_dir(folder, schema).map_err(|e| Error::of(folder, e))?;
    register(&index);
    Ok((index, fields))
}

fn register(index: &Index) {
    index.tokenizers().register(WORDS, TextAnalyzer::from(WordTokenizer));
    index.tokenizers().register(TERMS, TextAnalyzer::from(TermTokenizer));
}

/// Whether the folder has an empty [`META`] and no data: made, but never written.
fn is_half_made(folder: &Path) -> Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        other => other.map_err(|e| Error::io(folder, e))?,
    };
    let (mut empty_meta, mut meta, mut data) = (false, false, false);
    for entry in entries {
        let entry = entry.map_err(|e| Error::io(folder, e))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let length = entry.metadata().map_or(0, |m| m.len());
        if name == META {
            (meta, empty_meta) = (true, length == 0);
        } else if !name.starts_with('.') && length > 0 {
            data = true;
        }
    }
    let managed = std::fs::metadata(folder.join(".managed.json")).is_ok_and(|m| m.len() == 0);
    Ok((empty_meta || (!meta && managed)) && !data)
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread now becomes an error that says what it said: a panic hook need
/// not say it as well.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// All panics of this thread become errors of others.
pub(super) fn now_guarded() {
    GUARDED.set(true);
}

/// Runs what reads the index; a panic of the library on broken files is an error like any other.
pub(super) fn guarded<T>(folder: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let outside = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outside);
    result.unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("unreadable");
        Err(Error::damaged(folder, what.lines().next().unwrap_or(what)))
    })
}

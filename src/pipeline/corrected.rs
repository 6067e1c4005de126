//! Corrections on their way into the file and the index.

use super::{Failure, Wanted, each_page, guarded};
use crate::correct::{self, BadCorrection, Corrections, Draft, file};
use crate::index::{self, Address, Origin, Reader, Writer, WriterOptions};
use crate::model::correction::{Correction, State};
use crate::model::told::{Tell, Told, disk_hint};
use crate::model::{Page, Record};
use crate::{count, read};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Where corrections go.
#[derive(Debug, Clone)]
pub struct Place {
    /// Folder of the index.
    pub index: PathBuf,
    /// The file of the corrections.
    pub file: PathBuf,
}

/// Why a correction was not recorded, or is recorded and not applied.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is none.
    #[error(transparent)]
    Bad(#[from] BadCorrection),
    /// The file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// The cause.
        error: io::Error,
    },
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] index::Error),
}

impl Tell for Error {
    fn told(&self) -> Told {
        match self {
            Error::Bad(bad) => bad.told(),
            Error::File { path, error } => {
                Told::new("correct.file", &[("path", &path.display()), ("error", error)])
                    .with_hint(disk_hint(error))
            }
            Error::Index(error) => error.told(),
        }
    }
}

/// Records what someone says of an article, and reads the article again with it. `made` is the moment, RFC 3339 in
/// +07:00. Gives the correction and what became of it: [`State::Pending`] where another process writes the index now,
/// or the page cannot be read again; the next run of `index` applies it.
///
/// # Errors
/// When it is no correction, or file or index cannot be used.
pub fn correct(
    place: &Place,
    reader: &Reader,
    address: Address,
    draft: Draft,
    made: String,
) -> Result<(Correction, State), Error> {
    let record = reader.record(address)?;
    let correction = correct::make(&record, draft, made)?;
    file::append(&place.file, &correction).map_err(|error| of_file(place, error))?;
    let state = correction.state(&again(place, reader, address, record)?.corrections);
    Ok((correction, state))
}

/// Takes a correction back, by its id or the beginning of it, and reads its article again without it. Gives the
/// correction, and whether the index holds the article without it now; none if none, or several, have the id.
///
/// # Errors
/// When file or index cannot be used.
pub fn withdraw(place: &Place, reader: &Reader, id: &str) -> Result<Option<(Correction, bool)>, Error> {
    let removed = file::remove(&place.file, id).map_err(|error| of_file(place, error))?;
    let Some(correction) = removed else { return Ok(None) };
    let Some(address) = reader.article(&correction.article)? else {
        return Ok(Some((correction, true)));
    };
    let now = again(place, reader, address, reader.record(address)?)?;
    let gone = now.corrections.iter().all(|it| it.id != correction.id);
    Ok(Some((correction, gone)))
}

/// Every correction, and what became of it when its article was read last.
///
/// # Errors
/// When the index cannot be read.
pub fn states(reader: &Reader, corrections: &Corrections) -> index::Result<Vec<State>> {
    let state = |correction: &Correction| {
        let Some(address) = reader.article(&correction.article)? else { return Ok(State::NoArticle) };
        Ok(correction.state(&reader.record(address)?.corrections))
    };
    corrections.all().iter().map(state).collect()
}

fn of_file(place: &Place, error: io::Error) -> Error {
    Error::File { path: place.file.clone(), error }
}

/// Reads an article again and puts it into the index. Gives its record as the index then has it: `stored` where
/// that cannot be done now.
fn again(place: &Place, reader: &Reader, address: Address, stored: Record) -> Result<Record, Error> {
    let (corrections, _) = file::load(&place.file).map_err(|error| of_file(place, error))?;
    let path = reader.path(address)?;
    let Some((record, stamp, fetched)) =
        from_page(&path, &stored, &corrections).or_else(|| from_stored(&stored, &corrections))
    else {
        return Ok(stored);
    };
    let mut writer = match Writer::open(&place.index, WriterOptions::default()) {
        Err(index::Error::Locked(_)) => return Ok(stored),
        other => other?,
    };
    let origin = Origin { stamp, path: path.to_string_lossy().into_owned(), fetched };
    writer.put(&record, &count::counted(&record), &origin)?;
    writer.finish()?;
    Ok(record)
}

/// The record of the page itself, if that is still there.
fn from_page(
    path: &Path,
    stored: &Record,
    corrections: &Corrections,
) -> Option<(Record, String, Option<u64>)> {
    let wanted = Wanted::Id(stored.id.clone());
    let work = |mut page: Page| -> Result<_, Failure> {
        if !wanted.has(&page) {
            return Ok(None);
        }
        // As the user gave it, then: the next run that meets the page knows it by that.
        page.source.path.clone_from(&stored.source.path);
        let (stamp, fetched) = (index::stamp(&page, &corrections.stamp(&page.id)), page.fetched);
        let mut record = guarded(page)?;
        correct::apply(&mut record, corrections.of(&stored.id), super::sentences);
        Ok(Some((record, stamp, fetched)))
    };
    let mut found = None;
    // Of a line of an NDJSON file or a member of an archive the path is that of the file.
    let file = [path.to_path_buf(), lines_of(path)].into_iter().find(|it| it.is_file())?;
    each_page(&[file], &read::Options::default(), work, &mut |one| {
        found = found.take().or(one.ok().flatten());
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

/// `all.ndjson#3` → `all.ndjson`.
fn lines_of(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    text.rsplit_once('#').map_or_else(|| path.to_path_buf(), |(file, _)| file.into())
}

/// The record as it is stored, with the corrections that it does not have yet; none where it has one that was taken
/// back, which only the page can undo.
fn from_stored(stored: &Record, corrections: &Corrections) -> Option<(Record, String, Option<u64>)> {
    let known = |id: &str| stored.corrections.iter().any(|it| it.id == id);
    let kept = |id: &str| corrections.of(&stored.id).any(|it| it.id == id);
    if !stored.corrections.iter().all(|it| kept(&it.id)) {
        return None;
    }
    let mut record = stored.clone();
    correct::apply(&mut record, corrections.of(&stored.id).filter(|it| !known(&it.id)), super::sentences);
    // No page has this stamp: a run that meets the page reads it.
    let stamp = format!("stored {}", corrections.stamp(&stored.id));
    Some((record, stamp, None))
}

//! Following an index while others write to it.

use super::Result;
use super::groups::Groups;
use super::reader::Reader;
use super::settle::kept;
use super::store::META;
use arc_swap::ArcSwap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Holds a reader of the newest commit that it has looked at. Whoever asks keeps the reader that was there when
/// the question came: an answer is of one commit.
pub struct Follower {
    folder: PathBuf,
    reader: ArcSwap<Reader>,
    looked: Mutex<Looked>,
}

/// What the last look saw.
struct Looked {
    /// The groups of copies as of the reader, brought up to date with each commit.
    groups: Groups,
    /// When the list of segments was written, and its length: a commit writes another one.
    written: Option<(SystemTime, u64)>,
}

impl Follower {
    /// Opens the index of a folder.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open(folder: &Path) -> Result<Self> {
        // Before the reader: a commit in between is then seen at the next look.
        let written = written(folder);
        let mut groups = kept(folder);
        let reader = prepared(Reader::open(folder)?, &mut groups)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            reader: ArcSwap::from_pointee(reader),
            looked: Mutex::new(Looked { groups, written }),
        })
    }

    /// The reader of the newest commit looked at.
    pub fn reader(&self) -> Arc<Reader> {
        self.reader.load_full()
    }

    /// Looks for a newer commit. Gives whether there was one; after an error the reader stays as it was.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn refresh(&self) -> Result<bool> {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let now = written(&self.folder);
        if now.is_some() && now == looked.written {
            return Ok(false);
        }
        let reader = Reader::open(&self.folder)?;
        if reader.state() == self.reader.load().state() {
            looked.written = now;
            return Ok(false);
        }
        // Groups that were not brought up to date whole are of no use.
        let prepared = prepared(reader, &mut looked.groups);
        let reader = prepared.inspect_err(|_| looked.groups = Groups::default())?;
        self.reader.store(Arc::new(reader));
        looked.written = now;
        Ok(true)
    }
}

/// When the list of segments was written, and its length; none where it cannot be seen.
fn written(folder: &Path) -> Option<(SystemTime, u64)> {
    let list = std::fs::metadata(folder.join(META)).ok()?;
    Some((list.modified().ok()?, list.len()))
}

/// A reader that knows its copies and its hash before the first question comes.
fn prepared(reader: Reader, groups: &mut Groups) -> Result<Reader> {
    let copies = reader.settle(groups)?;
    reader.copies.get_or_init(|| copies);
    reader.corpus()?;
    Ok(reader)
}

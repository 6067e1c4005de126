//! Following an index while others write to it.

use super::groups::Groups;
use super::reader::Reader;
use super::settle::kept;
use super::{Error, Result};
use arc_swap::ArcSwap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Holds a reader of the newest commit that it has looked at. Whoever asks keeps the reader that was there when
/// the question came: an answer is of one commit.
pub struct Follower {
    folder: PathBuf,
    reader: ArcSwap<Reader>,
    /// The groups of copies as of `reader`, brought up to date with each commit.
    groups: Mutex<Groups>,
}

impl Follower {
    /// Opens the index of a folder.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open(folder: &Path) -> Result<Self> {
        let mut groups = kept(folder);
        let reader = opened(folder, &mut groups)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            reader: ArcSwap::from_pointee(reader),
            groups: Mutex::new(groups),
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
        let mut groups = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        if Reader::open(&self.folder)?.state() == self.reader.load().state() {
            return Ok(false);
        }
        // Groups that were not brought up to date whole are of no use.
        let reader = opened(&self.folder, &mut groups).inspect_err(|_| *groups = Groups::default())?;
        self.reader.store(Arc::new(reader));
        Ok(true)
    }
}

/// A reader that knows its copies and its hash before the first question comes.
fn opened(folder: &Path, groups: &mut Groups) -> Result<Reader> {
    let reader = Reader::open(folder)?;
    let copies = reader.settle(groups)?;
    reader.copies.set(copies).map_err(|_| Error::damaged(folder, "copies settled twice"))?;
    reader.corpus()?;
    Ok(reader)
}

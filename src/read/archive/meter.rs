//! What unpacking may cost: nothing that is packed may grow without giving pages.

use crate::read::{Fault, Options};
use std::cell::Cell;
use std::io;

/// This many bytes may come of next to nothing, as a page of blanks does.
const ALLOWANCE: u64 = 1 << 20;

/// Counts the bytes of one archive on both sides of its unpacking.
///
/// The expansion is measured from page to page: an archive of one page a thousand times over is
/// packed as tightly as a bomb, but gives pages all the way.
#[derive(Debug)]
pub(super) struct Meter {
    most_times: u64,
    most_bytes: u64,
    /// Bytes unpacked so far, and how many had been when the last page was given.
    out: Cell<u64>,
    out_before: Cell<u64>,
    /// The place in the packed bytes, likewise.
    at: Cell<u64>,
    at_before: Cell<u64>,
}

impl Meter {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            most_times: options.max_expansion,
            most_bytes: options.max_archive_bytes,
            out: Cell::new(0),
            out_before: Cell::new(0),
            at: Cell::new(0),
            at_before: Cell::new(0),
        }
    }

    /// `count` bytes came of the packed bytes up to `at`.
    ///
    /// # Errors
    /// A [`Fault`] inside, when that is too much: the rest of the archive is not to be read.
    pub(super) fn unpacked(&self, at: u64, count: usize) -> io::Result<()> {
        let out = self.out.get() + count as u64;
        self.out.set(out);
        self.at.set(at);
        self.at_before.set(self.at_before.get().min(at));
        if out > self.most_bytes {
            return Err(io::Error::other(Fault::ArchiveTooLarge { limit: self.most_bytes }));
        }
        expanded(at - self.at_before.get(), out - self.out_before.get(), self.most_times)
            .map_err(io::Error::other)
    }

    /// A page was given.
    pub(super) fn given(&self) {
        self.out_before.set(self.out.get());
        self.at_before.set(self.at.get());
    }
}

/// Holds bytes unpacked against the packed ones that they came of.
pub(super) fn expanded(packed: u64, unpacked: u64, most_times: u64) -> Result<(), Fault> {
    if unpacked > ALLOWANCE && unpacked > packed.max(1).saturating_mul(most_times) {
        return Err(Fault::Expands { times: most_times });
    }
    Ok(())
}

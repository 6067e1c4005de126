//! Answers that several rules ask for.

use std::cell::Cell;

/// What rules have asked of tokens and will ask again: where something ends that begins there.
pub(super) struct Asked(Vec<Cell<u8>>);

impl Asked {
    /// Nothing asked of so many tokens yet.
    pub(super) fn new(tokens: usize) -> Self {
        Asked(vec![Cell::new(0); tokens])
    }

    /// The answer for token `i`, a token behind it, found by `find` the first time.
    pub(super) fn end(&self, i: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        const NONE: u8 = u8::MAX;
        let cell = self.0.get(i)?;
        match cell.get() {
            0 => {
                let end = find();
                let length = end.map_or(Some(NONE), |end| u8::try_from(end - i).ok().filter(|n| *n < NONE));
                cell.set(length.unwrap_or(0));
                end
            }
            NONE => None,
            length => Some(i + usize::from(length)),
        }
    }
}

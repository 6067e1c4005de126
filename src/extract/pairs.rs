//! The words with which the entries of lists begin, by twos.

use super::lexicon::{Lexicon, cut};
use super::token::{Doc, hash_of};

/// Which two words entries of some lists begin with. Of the words that may begin an entry most go on
/// otherwise (`công bố`, `hội trường`): asked before the lists are, this refuses nearly all of them.
pub struct Pairs {
    /// Bits of the words that are an entry by themselves, and of the pairs.
    bits: Box<[u64; BITS / 64]>,
}

/// Bits of the set: the longest lists have some 1,500 pairs.
const BITS: usize = 1 << 15;

impl Pairs {
    /// Of the entries of `lists`.
    pub fn of<'l>(lists: impl IntoIterator<Item = &'l Lexicon>) -> Self {
        let mut pairs = Pairs { bits: Box::new([0; BITS / 64]) };
        for row in lists.into_iter().flat_map(Lexicon::rows) {
            pairs.add(row.key);
        }
        pairs
    }

    /// Adds an entry.
    pub fn add(&mut self, key: &str) {
        let words = cut(key);
        let hashes = (words.first().map(|word| hash_of(word)), words.get(1).map(|word| hash_of(word)));
        let (at, bit) = match hashes {
            (Some(first), Some(second)) => pair(first, second),
            (Some(alone), None) => single(alone),
            _ => return,
        };
        self.bits[at] |= bit;
    }

    /// Whether an entry may begin at token `i`. Where this is false none does.
    #[inline]
    pub fn may_begin(&self, doc: &Doc, i: usize) -> bool {
        let Some(first) = doc.tokens.get(i) else { return false };
        self.has(single(first.hash))
            || doc.tokens.get(i + 1).is_some_and(|t| self.has(pair(first.hash, t.hash)))
    }

    #[inline]
    fn has(&self, (at, bit): (usize, u64)) -> bool {
        self.bits[at] & bit != 0
    }
}

/// The place of the bit of a word that is an entry by itself.
fn single(hash: u64) -> (usize, u64) {
    place(hash)
}

/// The place of the bit of two words.
fn pair(first: u64, second: u64) -> (usize, u64) {
    place(first.rotate_left(9).wrapping_add(second))
}

/// Taken from the upper bits, which mix best.
fn place(hash: u64) -> (usize, u64) {
    let bit = (hash >> 40) as usize % BITS;
    (bit / 64, 1 << (bit % 64))
}

//! The words with which the entries of lists begin, by twos.

use super::lexicon::{Lexicon, cut};
use super::token::{Doc, hash_of};

/// Which two words the entries of a list begin with. Of the words that may begin an entry most go on
/// otherwise (`công bố`, `hội trường`): asked before the lists are, this refuses nearly all of them.
pub struct Pairs {
    /// Bits of the words that are an entry by themselves, and of the pairs.
    bits: Box<[u64; BITS / 64]>,
}

/// Bits of the set: the longest lists have some 1,500 pairs.
const BITS: usize = 1 << 15;

impl Pairs {
    /// Of the entries of `list`.
    pub fn of(list: &Lexicon) -> Self {
        let mut pairs = Pairs { bits: Box::new([0; BITS / 64]) };
        list.rows().iter().for_each(|row| pairs.add(row.key));
        pairs
    }

    fn add(&mut self, key: &str) {
        let words = cut(key);
        let hashes = (words.first().map(|word| hash_of(word)), words.get(1).map(|word| hash_of(word)));
        let (at, bit) = match hashes {
            (Some(first), Some(second)) => pair(first, second),
            (Some(alone), None) => place(alone),
            _ => return,
        };
        self.bits[at] |= bit;
    }

    /// Whether an entry may begin at token `i`. Where this is false none does.
    #[inline]
    pub fn may_begin(&self, doc: &Doc, i: usize) -> bool {
        let Some(first) = doc.tokens.get(i) else { return false };
        self.has(place(first.hash))
            || doc.tokens.get(i + 1).is_some_and(|t| self.has(pair(first.hash, t.hash)))
    }

    #[inline]
    fn has(&self, (at, bit): (usize, u64)) -> bool {
        self.bits[at] & bit != 0
    }
}

/// The place of the bit of two words.
fn pair(first: u64, second: u64) -> (usize, u64) {
    place(first.rotate_left(9).wrapping_add(second))
}

/// The place of a bit, taken from the upper bits, which mix best.
fn place(hash: u64) -> (usize, u64) {
    let bit = (hash >> 40) as usize % BITS;
    (bit / 64, 1 << (bit % 64))
}

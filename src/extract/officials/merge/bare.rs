//! Full names of officials where no sentence rule has read them.

use crate::extract::token::{Doc, Token};
use crate::model::{Mention, Official};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Adds to each official the places where one of its `names`, the tokens of its spellings, stands
/// again. All names are looked for in one passage over the text.
pub fn add_mentions(doc: &Doc, officials: &mut [Official], names: &[Vec<Range<usize>>]) {
    let wanted = Wanted::new(doc, names);
    if wanted.names.is_empty() {
        return;
    }
    let mut found: Vec<(Spelling, Range<usize>)> = Vec::new();
    for (i, two) in doc.tokens.windows(2).enumerate() {
        if wanted.may_begin(two) {
            wanted.at(doc, i, |tokens, spelling| found.push((spelling, tokens)));
        }
    }
    // By spelling, then by place: the first spelling takes a place before the others.
    found.sort_by_key(|(spelling, tokens)| (*spelling, tokens.start));
    for ((official, _), tokens) in found {
        insert(&mut officials[official].mentions, doc.span(tokens));
    }
}

/// Adds a place unless it touches another.
fn insert(mentions: &mut Vec<Mention>, span: Mention) {
    let at = mentions.partition_point(|m| m.start < span.end);
    if at == 0 || mentions[at - 1].end <= span.start {
        mentions.insert(at, span);
    }
}

/// A spelling of a name: whose, and which of theirs.
type Spelling = (usize, usize);

/// Spellings with the tokens of one place of each.
type Spelled = SmallVec<[(Range<usize>, Spelling); 1]>;

/// The names that are looked for, of two words at least.
struct Wanted {
    /// A bit for the first two words of each: nearly every token is asked in vain.
    first: [u64; FIRST_WORDS / 64],
    /// In order.
    lengths: SmallVec<[usize; 6]>,
    /// By the hash of their words; several persons may share a spelling.
    names: FxHashMap<u64, Spelled>,
}

/// Bits of the set of first words.
const FIRST_WORDS: usize = 2048;

impl Wanted {
    fn new(doc: &Doc, names: &[Vec<Range<usize>>]) -> Self {
        let mut wanted =
            Wanted { first: [0; FIRST_WORDS / 64], lengths: SmallVec::new(), names: FxHashMap::default() };
        for (official, names) in names.iter().enumerate() {
            for (spelling, tokens) in names.iter().enumerate().filter(|(_, tokens)| tokens.len() > 1) {
                let (at, bit) = first_bit(&doc.tokens[tokens.start..tokens.start + 2]);
                wanted.first[at] |= bit;
                if let Err(at) = wanted.lengths.binary_search(&tokens.len()) {
                    wanted.lengths.insert(at, tokens.len());
                }
                let hash = hash(doc, tokens.clone());
                wanted.names.entry(hash).or_default().push((tokens.clone(), (official, spelling)));
            }
        }
        wanted
    }

    /// Whether a name may begin with these `two` tokens.
    fn may_begin(&self, two: &[Token]) -> bool {
        let (at, bit) = first_bit(two);
        self.first[at] & bit != 0
    }

    /// Calls `found` for each name that begins at token `i`.
    fn at(&self, doc: &Doc, i: usize, mut found: impl FnMut(Range<usize>, Spelling)) {
        for length in self.lengths.iter().filter(|length| i + **length <= doc.tokens.len()) {
            let tokens = i..i + length;
            let known = self.names.get(&hash(doc, tokens.clone())).into_iter().flatten();
            for (_, spelling) in known.filter(|(name, _)| is_same(doc, name, &tokens)) {
                found(tokens.clone(), *spelling);
            }
        }
    }
}

/// The place of the bit of two words, taken from the upper bits, which mix best.
fn first_bit(two: &[Token]) -> (usize, u64) {
    let bit = (two[0].hash.wrapping_add(two[1].hash.rotate_left(9)) >> 40) as usize % FIRST_WORDS;
    (bit / 64, 1 << (bit % 64))
}

fn hash(doc: &Doc, tokens: Range<usize>) -> u64 {
    let mut hasher = FxHasher::default();
    doc.tokens[tokens].iter().for_each(|token| token.hash.hash(&mut hasher));
    hasher.finish()
}

/// Whether two ranges of tokens have the same words, the second all in one paragraph.
fn is_same(doc: &Doc, name: &Range<usize>, tokens: &Range<usize>) -> bool {
    let words = |tokens: &Range<usize>| doc.tokens[tokens.clone()].iter().map(|token| token.lower);
    words(name).eq(words(tokens)) && doc.tokens[tokens.start].block == doc.tokens[tokens.end - 1].block
}

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
    for (i, token) in doc.tokens.iter().enumerate() {
        if wanted.may_begin(token) && wanted.may_go_on(doc, i) {
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
    /// A bit for the first word of each: nearly every token is asked in vain.
    first: [u64; FIRST_WORDS / 64],
    /// A bit for the first two.
    pairs: [u64; FIRST_WORDS / 64],
    /// In order.
    lengths: SmallVec<[usize; 6]>,
    /// By the hash of their words; several persons may share a spelling.
    names: FxHashMap<u64, Spelled>,
}

/// Bits of the set of first words.
const FIRST_WORDS: usize = 2048;

impl Wanted {
    fn new(doc: &Doc, names: &[Vec<Range<usize>>]) -> Self {
        let none = [0; FIRST_WORDS / 64];
        let mut wanted =
            Wanted { first: none, pairs: none, lengths: SmallVec::new(), names: FxHashMap::default() };
        for (official, names) in names.iter().enumerate() {
            for (spelling, tokens) in names.iter().enumerate().filter(|(_, tokens)| tokens.len() > 1) {
                let (first, second) = (&doc.tokens[tokens.start], &doc.tokens[tokens.start + 1]);
                let (at, bit) = bit(first.hash);
                wanted.first[at] |= bit;
                let (at, bit) = pair_bit(first, second);
                wanted.pairs[at] |= bit;
                if let Err(at) = wanted.lengths.binary_search(&tokens.len()) {
                    wanted.lengths.insert(at, tokens.len());
                }
                let hash = hash(doc, tokens.clone());
                wanted.names.entry(hash).or_default().push((tokens.clone(), (official, spelling)));
            }
        }
        wanted
    }

    /// Whether a name may begin with the word of `token`.
    fn may_begin(&self, token: &Token) -> bool {
        let (at, bit) = bit(token.hash);
        self.first[at] & bit != 0
    }

    /// Whether a name may begin with token `i` and the one behind it.
    fn may_go_on(&self, doc: &Doc, i: usize) -> bool {
        doc.tokens.get(i + 1).is_some_and(|next| {
            let (at, bit) = pair_bit(&doc.tokens[i], next);
            self.pairs[at] & bit != 0
        })
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

/// The place of the bit of a word, taken from the upper bits of its hash, which mix best.
fn bit(hash: u64) -> (usize, u64) {
    let bit = (hash >> 40) as usize % FIRST_WORDS;
    (bit / 64, 1 << (bit % 64))
}

/// The place of the bit of two words.
fn pair_bit(first: &Token, second: &Token) -> (usize, u64) {
    bit(first.hash.wrapping_add(second.hash.rotate_left(9)))
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

//! Full names of officials where no sentence rule has read them.

use crate::extract::token::Doc;
use crate::model::{Mention, Official};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Adds to each official the places where one of its `names`, the tokens of its spellings, stands
/// again. All names are looked for in one passage over the text.
pub fn add_mentions(doc: &Doc, officials: &mut [Official], names: &[Vec<Range<usize>>]) {
    let wanted = Wanted::new(doc, names);
    // By spelling, then by place: the first spelling takes a place before the others.
    let mut found: Vec<Vec<(usize, Range<usize>)>> = vec![Vec::new(); names.len()];
    for i in 0..doc.tokens.len() {
        wanted.at(doc, i, |tokens, (official, spelling)| found[official].push((spelling, tokens)));
    }
    for (official, mut places) in officials.iter_mut().zip(found) {
        places.sort_by_key(|(spelling, tokens)| (*spelling, tokens.start));
        for (_, tokens) in places {
            insert(&mut official.mentions, doc.span(tokens));
        }
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

/// The names that are looked for, of two words at least.
struct Wanted {
    first: FxHashSet<u64>,
    lengths: BTreeSet<usize>,
    /// By the hash of their words; several persons may share a spelling.
    names: FxHashMap<u64, Vec<(Range<usize>, Spelling)>>,
}

impl Wanted {
    fn new(doc: &Doc, names: &[Vec<Range<usize>>]) -> Self {
        let mut wanted =
            Wanted { first: FxHashSet::default(), lengths: BTreeSet::new(), names: FxHashMap::default() };
        for (official, names) in names.iter().enumerate() {
            for (spelling, tokens) in names.iter().enumerate().filter(|(_, tokens)| tokens.len() > 1) {
                wanted.first.insert(doc.tokens[tokens.start].hash);
                wanted.lengths.insert(tokens.len());
                let hash = hash(doc, tokens.clone());
                wanted.names.entry(hash).or_default().push((tokens.clone(), (official, spelling)));
            }
        }
        wanted
    }

    /// Calls `found` for each name that begins at token `i`.
    fn at(&self, doc: &Doc, i: usize, mut found: impl FnMut(Range<usize>, Spelling)) {
        if !self.first.contains(&doc.tokens[i].hash) {
            return;
        }
        for length in self.lengths.iter().filter(|length| i + **length <= doc.tokens.len()) {
            let tokens = i..i + length;
            let known = self.names.get(&hash(doc, tokens.clone())).into_iter().flatten();
            for (_, spelling) in known.filter(|(name, _)| is_same(doc, name, &tokens)) {
                found(tokens.clone(), *spelling);
            }
        }
    }
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

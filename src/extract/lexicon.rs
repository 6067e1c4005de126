//! Lists as data: a `.tsv` compiled in, matched over tokens, longest entry first.
//!
//! A list's first column is the key (words as the text has them after normalising, in any case);
//! the other columns are the values. `#` begins a comment line. One table makes both the pattern
//! and the value, so the two cannot drift.

use super::token::{Doc, Token, hash_of};
use crate::model::{Article, Block, BlockKind};
use crate::normalise;
use rustc_hash::FxHashMap;

/// A list of phrases with their values.
///
/// A trie over words, told apart by [`Token::hash`]. Rules ask lists at nearly every token and nearly
/// always in vain, so a bit set of first words answers before the trie is entered.
pub struct Lexicon {
    first: [u64; FIRST_WORDS / 64],
    /// The node behind a node and a word, by [`step`].
    steps: Steps,
    rows: Vec<Row>,
}

/// Bits of the set of first words: the longest list has some 500.
const FIRST_WORDS: usize = 4096;

/// One row of a list.
pub struct Row {
    /// First column.
    pub key: &'static str,
    /// The other columns, "" where a row is short.
    pub values: Vec<&'static str>,
}

/// A hit: how many tokens it covers, and its row.
#[derive(Clone, Copy)]
pub struct Hit<'l> {
    /// Number of tokens.
    pub len: usize,
    /// The row.
    pub row: &'l Row,
}

impl Row {
    /// Value column `i` (0 is the one behind the key).
    pub fn value(&self, i: usize) -> &'static str {
        self.values.get(i).copied().unwrap_or("")
    }
}

impl Lexicon {
    /// Reads a compiled-in list. Keys are folded to lower case and one spelling and cut as the
    /// tokeniser cuts text.
    ///
    /// # Panics
    /// On a key that stands twice: the lists are part of the program, and a test loads each.
    pub fn new(tsv: &'static str) -> Self {
        let mut words = FxHashMap::default();
        let mut lexicon = Lexicon { first: [0; FIRST_WORDS / 64], steps: Steps::default(), rows: Vec::new() };
        for line in tsv.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let mut columns = line.split('\t').map(str::trim);
            let key = columns.next().unwrap_or("");
            let row = lexicon.rows.len() as u32;
            lexicon.rows.push(Row { key, values: columns.collect() });
            lexicon.insert(key, row, &mut words);
        }
        lexicon
    }

    /// `words` holds the node and the word that lead to each node so far: to the trie, two that share
    /// a hash would be one.
    fn insert(&mut self, key: &'static str, row: u32, words: &mut FxHashMap<u64, (u32, String)>) {
        let (mut node, mut last) = (0, 0);
        for word in cut(key) {
            let hash = hash_of(&word);
            if node == 0 {
                let (at, bit) = first_bit(hash);
                self.first[at] |= bit;
            }
            let step = step(node, hash);
            let known = words.entry(step).or_insert_with(|| (node, word.clone()));
            assert!((known.0, &known.1) == (node, &word), "{:?} and {word:?} share a hash", known.1);
            node = self.steps.node_behind(step);
            last = step;
        }
        if node != 0 {
            let known = self.steps.ends_with(last, row);
            assert!(!known, "{key:?} stands twice in a list");
        }
    }

    /// Whether an entry may begin with the word of `token`. Of those for which this is false none does.
    #[inline]
    pub fn may_begin(&self, token: &Token) -> bool {
        let (at, bit) = first_bit(token.hash);
        self.first[at] & bit != 0
    }

    /// The longest entry that begins at token `i`, inside one paragraph.
    #[inline]
    pub fn at<'l>(&'l self, doc: &Doc, i: usize) -> Option<Hit<'l>> {
        let first = doc.tokens.get(i).filter(|token| self.may_begin(token))?;
        self.longest(doc, i, first, |_| false)
    }

    /// As [`Lexicon::at`], passing over quotation marks inside the phrase: `Cờ "Đơn vị dẫn đầu"`.
    #[inline]
    pub fn at_through_quotes<'l>(&'l self, doc: &Doc, i: usize) -> Option<Hit<'l>> {
        let first = doc.tokens.get(i).filter(|token| self.may_begin(token))?;
        self.longest(doc, i, first, is_quote)
    }

    fn longest<'l>(
        &'l self,
        doc: &Doc,
        i: usize,
        first: &Token,
        passed: impl Fn(&Token) -> bool,
    ) -> Option<Hit<'l>> {
        let mut slot = self.steps.get(step(0, first.hash))?;
        let mut found = (1, slot.row);
        for (len, token) in doc.tokens[i..].iter().enumerate().skip(1) {
            if token.block != first.block {
                break;
            }
            if passed(token) {
                continue;
            }
            let Some(next) = self.steps.get(step(slot.node, token.hash)) else { break };
            slot = next;
            if slot.row != NO_ROW {
                found = (len + 1, slot.row);
            }
        }
        // Of an entry's beginning alone there is no row.
        self.rows.get(found.1 as usize).map(|row| Hit { len: found.0, row })
    }

    /// All rows, in the order of the list.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// The steps of a trie: an open table, at most half full, because a step is asked for several times a token.
#[derive(Default)]
struct Steps {
    slots: Vec<Slot>,
    filled: u32,
}

/// A step of a trie.
#[derive(Clone, Copy)]
struct Slot {
    step: u64,
    /// The node behind it; 0, the root, in an empty slot.
    node: u32,
    /// The row that ends there, or [`NO_ROW`].
    row: u32,
}

/// No list is so long.
const NO_ROW: u32 = u32::MAX;

impl Steps {
    #[inline]
    fn get(&self, step: u64) -> Option<Slot> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = place_of(step);
        loop {
            let slot = *self.slots.get(at & mask)?;
            if slot.node == 0 {
                return None;
            }
            if slot.step == step {
                return Some(slot);
            }
            at += 1;
        }
    }

    /// The node behind `step`, a new one where it is not known.
    fn node_behind(&mut self, step: u64) -> u32 {
        if let Some(known) = self.get(step) {
            return known.node;
        }
        if 2 * (self.filled as usize + 1) > self.slots.len() {
            let empty = Slot { step: 0, node: 0, row: NO_ROW };
            let wider = vec![empty; (2 * self.slots.len()).max(16)];
            let known = std::mem::replace(&mut self.slots, wider);
            known.into_iter().filter(|slot| slot.node != 0).for_each(|slot| self.fill(slot));
        }
        self.filled += 1;
        self.fill(Slot { step, node: self.filled, row: NO_ROW });
        self.filled
    }

    fn fill(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = place_of(slot.step) & mask;
        while self.slots[at].node != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    /// Lets `row` end behind the known `step`; whether another does already.
    fn ends_with(&mut self, step: u64, row: u32) -> bool {
        let mask = self.slots.len() - 1;
        let mut at = place_of(step) & mask;
        while self.slots[at].step != step {
            at = (at + 1) & mask;
        }
        std::mem::replace(&mut self.slots[at].row, row) != NO_ROW
    }
}

/// Where a step is looked for first, taken from the bits that mix best.
fn place_of(step: u64) -> usize {
    (step >> 32) as usize
}

/// A set of single words: many times faster to ask than a slice of them.
pub struct Words {
    bits: Box<[u64; FIRST_WORDS / 64]>,
    words: FxHashMap<u64, &'static str>,
}

impl Words {
    /// The set of `words`, in lower case and one spelling.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let mut set = Words { bits: Box::new([0; FIRST_WORDS / 64]), words: FxHashMap::default() };
        for word in words {
            let hash = hash_of(word);
            let (at, bit) = first_bit(hash);
            set.bits[at] |= bit;
            let known = *set.words.entry(hash).or_insert(word);
            assert!(known == word, "{known:?} and {word:?} share a hash");
        }
        set
    }

    /// Whether a word of this [`hash_of`] may be one of them.
    #[inline]
    pub fn may_have(&self, hash: u64) -> bool {
        let (at, bit) = first_bit(hash);
        self.bits[at] & bit != 0
    }

    /// Whether the word of `token` is one of them.
    #[inline]
    pub fn has(&self, token: &Token) -> bool {
        self.may_have(token.hash) && self.holds(token)
    }

    fn holds(&self, token: &Token) -> bool {
        self.words.get(&token.hash).is_some_and(|word| *word == token.lower)
    }

    /// Whether token `i` is there and its word is one of them.
    pub fn has_at(&self, doc: &Doc, i: usize) -> bool {
        doc.tokens.get(i).is_some_and(|token| self.has(token))
    }
}

/// Which of several lists and words a token may begin: one look answers for all of them.
pub struct Classes(Box<[u32; FIRST_WORDS]>);

impl Default for Classes {
    /// No word is of any class.
    fn default() -> Self {
        Classes(Box::new([0; FIRST_WORDS]))
    }
}

impl Classes {
    /// The words that entries of `list` begin with are of `class`, a bit.
    pub fn list(mut self, class: u32, list: &Lexicon) -> Self {
        let begins = |place: &usize| list.first[place / 64] & (1 << (place % 64)) != 0;
        (0..FIRST_WORDS).filter(begins).for_each(|place| self.0[place] |= class);
        self
    }

    /// The words of `set` are of `class`, a bit.
    pub fn set(mut self, class: u32, set: &Words) -> Self {
        let has = |place: &usize| set.bits[place / 64] & (1 << (place % 64)) != 0;
        (0..FIRST_WORDS).filter(has).for_each(|place| self.0[place] |= class);
        self
    }

    /// The first words of `keys` are of `class`, a bit.
    pub fn words<'w>(mut self, class: u32, keys: impl IntoIterator<Item = &'w str>) -> Self {
        let first = keys.into_iter().filter_map(|key| cut(key).into_iter().next());
        first.for_each(|word| self.0[place(hash_of(&word))] |= class);
        self
    }

    /// The classes that `token` may be of. Of those whose bits are not set it is none.
    #[inline]
    pub fn of(&self, token: &Token) -> u32 {
        self.0[place(token.hash)]
    }
}

/// The key of the step from `node` over the word of `hash`.
fn step(node: u32, hash: u64) -> u64 {
    hash.wrapping_add(u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The place of a first word, taken from the upper bits, which mix best.
fn place(hash: u64) -> usize {
    (hash >> 40) as usize % FIRST_WORDS
}

fn first_bit(hash: u64) -> (usize, u64) {
    let bit = place(hash);
    (bit / 64, 1 << (bit % 64))
}

/// Whether a token is a quotation mark.
pub fn is_quote(token: &Token) -> bool {
    matches!(token.text, "\"" | "'")
}

/// Cuts a key as the tokeniser cuts the text, in lower case.
pub fn cut(key: &str) -> Vec<String> {
    let block = Block { kind: BlockKind::Paragraph, text: key.to_string() };
    let text = normalise::text(Article { blocks: vec![block], ..Article::default() });
    Doc::new(&text).tokens.iter().map(|t| t.lower.to_string()).collect()
}

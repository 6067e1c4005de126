//! Recipients: counted (`12 tập thể`, `1.780 lượt tập thể, cá nhân`), named, or only called by kind.

mod before;
mod behind;
mod belongings;
mod counted;
pub(super) mod list;
mod lone;
pub(super) mod named;
mod names;
pub(super) mod people;
mod pieces;
#[cfg(test)]
mod tests;
mod works;

use super::begins;
use crate::extract::lexicon::Lexicon;
use crate::extract::marked::Marked;
use crate::extract::units::Mentions;
use crate::extract::units::mention::Named;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static NOUNS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("../nouns.tsv")));

/// Names as the text has them: nearly always one.
pub type Names<'t> = SmallVec<[Cow<'t, str>; 1]>;

/// One recipient or group of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item<'t> {
    /// Its tokens (token indices).
    pub tokens: Range<usize>,
    /// The number in the text.
    pub count: Option<u64>,
    /// collective, individual, household; none where the text does not say.
    pub kind: Option<&'static str>,
    /// The names.
    pub names: Names<'t>,
    /// Whether it is neither counted nor named (`các tập thể`).
    pub generic: bool,
}

/// Reads recipients over the units that the text names.
pub struct Reader<'a, 't> {
    /// The text.
    pub doc: &'a Marked<'a, 't>,
    /// Its units.
    pub mentions: &'a Mentions<'t>,
    /// Index into the mentions by the token that each begins at; `u32::MAX` where none does.
    by_token: Vec<u32>,
    /// Whether a recipient is named at each token, once asked: the rules ask many times.
    names_at: Vec<Cell<Option<bool>>>,
    /// The level of each unit as a body that confers, once asked.
    pub(super) levels: Vec<OnceCell<&'static str>>,
}

impl<'a, 't> Reader<'a, 't> {
    /// Prepares the reading of one text.
    pub fn new(doc: &'a Marked<'a, 't>, mentions: &'a Mentions<'t>) -> Self {
        let mut by_token = vec![u32::MAX; doc.tokens.len() + 1];
        for (k, named) in mentions.list.iter().enumerate() {
            by_token[named.tokens.start] = k as u32;
        }
        let names_at = vec![Cell::new(None); doc.tokens.len()];
        let levels = vec![OnceCell::new(); mentions.list.len()];
        Reader { doc, mentions, by_token, names_at, levels }
    }

    /// The unit whose mention begins at token `i`.
    pub fn unit_at(&self, i: usize) -> Option<&'a Named<'t>> {
        self.mentions.list.get(self.mention_at(i)?)
    }

    /// The place in the list of the unit whose mention begins at token `i`.
    pub(super) fn mention_at(&self, i: usize) -> Option<usize> {
        self.by_token.get(i).filter(|k| **k != u32::MAX).map(|k| *k as usize)
    }

    /// The noun of recipients at token `i`: number of tokens and kind (`any`: unsaid).
    pub fn noun_at(&self, i: usize) -> Option<(usize, &'static str)> {
        let hit = if self.doc.may(i, begins::NOUN) { NOUNS.at(self.doc, i)? } else { return None };
        Some((hit.len, hit.row.value(0)))
    }

    /// The token of the bracket that closes the one at token `i`, or `limit`.
    pub fn close_of(&self, i: usize, limit: usize) -> usize {
        let mut depth = 0;
        for k in i..limit {
            match self.doc.tokens[k].text {
                "(" => depth += 1,
                ")" => {
                    depth -= 1;
                    if depth == 0 {
                        return k;
                    }
                }
                _ => {}
            }
        }
        limit
    }
}

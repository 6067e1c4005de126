//! The query language. Small, and without errors: any text is a query.
//!
//! | written | finds articles with |
//! | --- | --- |
//! | `thi đua - khen thưởng` | these words as one phrase, else near to each other, else all of them: see [`super::search`] |
//! | `"bằng khen" "Nam Định"` | both phrases, as they stand in the quotes |
//! | `a AND b`, `a OR b`, `a \| b`, `NOT a`, `(a b)` | both, either, not this, this first; OR binds least |
//! | `bằng khen -"Nam Định"`, `-UBND` | the first and not the second: a dash behind a blank (or at the beginning) and directly before words, a phrase, a bracket or a field |
//! | `khen*`, `khen~`, `"thi đua khen"~5` | words that begin so; that are a letter off; words with five others at most between them, in any order |
//! | `award:bang-khen,giay-khen`, `province:"Nam Định"`, `count:>=10`, `date:2023-01..2023-06` | an award, a place … of these: see [`Field`] |
//!
//! AND, OR and NOT count in capitals only. A dash, NOT and OR go for all the words up to the next sign: words
//! of Vietnamese span blanks. A dash inside a known compound (`Thi đua -Khen thưởng`) is none. Whatever is not the
//! language is text: `91/KH-UBND`, `17:43`, a quote or a bracket that is never closed, an operator that has nothing to
//! join. What looked like a field and is none, the [notes](Query::notes) tell.
//!
//! Accents that are typed are required; a syllable typed without any may have any. The place of tone marks, i/y
//! and case never matter.

mod compounds;
mod fields;
mod lexer;
mod parser;
mod refine;
#[cfg(test)]
mod tests;
mod values;

use crate::index::terms::Word;
use crate::model::answer::Note;
pub use fields::Field;
pub use parser::parse;
pub use refine::{Restriction, narrowed, restrictions, without};
pub use values::{Value, award, checked, day_bounds, place_in_field};

/// A longer query is refused: what is looked for, its other forms and what may have been meant by it
/// all grow faster than its length.
pub const MOST_WORDS: usize = 64;

/// Words between near ones, where the query does not say how many.
pub const NEAR: usize = 5;

/// A query as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What is asked; none for a query without a word.
    pub root: Option<Node>,
    /// What was read otherwise than it looks.
    pub notes: Vec<Note>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// All of them. Conditions on awards that stand in one group directly hold of one award.
    All(Vec<Node>),
    /// One of them.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Words without quotes.
    Words(Vec<Typed>),
    /// A phrase in quotes.
    Phrase(Vec<Typed>),
    /// Words near to each other, with so many others between them at most.
    Near(Vec<Typed>, usize),
    /// A field with what it must be.
    Field(Field, Value),
}

/// A word as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// As written.
    pub shown: String,
    /// As the index has it.
    pub word: Word,
    /// What it stands for.
    pub how: How,
    /// Whether no blank stands before it.
    pub glued: bool,
}

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Itself.
    Whole,
    /// Whatever begins so.
    Prefix,
    /// Whatever is so many letters off at most.
    Fuzzy(usize),
}

impl Query {
    /// Number of its words, those of values included.
    pub fn words(&self) -> usize {
        self.root.as_ref().map_or(0, Node::words)
    }
}

impl Node {
    fn words(&self) -> usize {
        match self {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().map(Node::words).sum(),
            Node::Not(node) => node.words(),
            Node::Words(words) | Node::Phrase(words) | Node::Near(words, _) => words.len(),
            Node::Field(_, value) => value.words(),
        }
    }
}

/// The words of a name, in whatever signs they stand.
pub fn typed_words(name: &str) -> Vec<Typed> {
    lexer::typed(name, 0)
}

/// Words as they were typed, a blank between them.
pub fn as_typed(words: &[Typed]) -> String {
    words.iter().map(|word| word.shown.as_str()).collect::<Vec<_>>().join(" ")
}

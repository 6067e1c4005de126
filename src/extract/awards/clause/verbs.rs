//! The verbs of one sentence, looked up once: many rules ask for them at the same tokens.

use crate::extract::lexicon::Lexicon;
use crate::extract::token::Doc;
use std::ops::Range;
use std::sync::LazyLock;

static VERBS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("../verbs.tsv")));

/// A verb or turn of `verbs.tsv` in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    /// Number of tokens.
    pub len: usize,
    /// What it does, as the list names it: `get`, `give`, `propose` …; `-` governs nothing.
    pub class: &'static str,
    /// Whether it commends by itself (`biểu dương`).
    pub praises: bool,
}

/// The verbs that begin at each token of a sentence, and at the token behind it.
pub(super) struct Verbs {
    start: usize,
    found: Vec<Option<Verb>>,
}

impl Verbs {
    /// Looks up the verbs of the sentence `tokens`.
    pub fn of(doc: &Doc, tokens: Range<usize>) -> Self {
        // `xã Hòa Phong tặng`: a capital behind a capital is part of a name.
        let in_name = |i: usize| {
            i > tokens.start && doc.is_capital(i) && doc.is_capital(i - 1) && !doc.tokens[i].is_upper()
        };
        let verb = |i: usize| {
            VERBS.at(doc, i).filter(|_| i == tokens.end || !in_name(i)).map(|hit| Verb {
                len: hit.len,
                class: hit.row.value(0),
                praises: hit.row.value(1) == "praise",
            })
        };
        Verbs { start: tokens.start, found: (tokens.start..=tokens.end).map(verb).collect() }
    }

    /// The longest verb that begins at token `i`.
    pub fn at(&self, i: usize) -> Option<Verb> {
        self.found.get(i.checked_sub(self.start)?).copied().flatten()
    }

    /// Whether a verb of `class` begins at token `i`.
    pub fn is(&self, i: usize, class: &str) -> bool {
        self.at(i).is_some_and(|v| v.class == class)
    }

    /// Whether a verb of `class` begins inside `tokens`.
    pub fn any(&self, mut tokens: Range<usize>, class: &str) -> bool {
        tokens.any(|i| self.is(i, class))
    }

    /// The verbs inside `tokens` with their first tokens; none overlaps another.
    pub fn each(&self, tokens: Range<usize>) -> impl Iterator<Item = (usize, Verb)> {
        let mut i = tokens.start;
        std::iter::from_fn(move || {
            while i < tokens.end {
                let at = i;
                if let Some(verb) = self.at(at) {
                    i += verb.len;
                    return Some((at, verb));
                }
                i += 1;
            }
            None
        })
    }
}

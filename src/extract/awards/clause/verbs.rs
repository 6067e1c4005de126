//! The verbs of one sentence, looked up once: many rules ask for them at the same tokens.

use super::super::begins;
use crate::extract::lexicon::Lexicon;
use crate::extract::marked::Marked;
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::LazyLock;

pub(in super::super) static VERBS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("../verbs.tsv")));

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

/// Whether a verb that commends by itself may stand at token `i`.
pub(super) fn praises(doc: &Marked, i: usize) -> bool {
    VERBS.at(doc, i).is_some_and(|hit| hit.row.value(1) == "praise")
}

/// The verbs that begin at each token of a sentence, and at the token behind it.
pub(super) struct Verbs(SmallVec<[(usize, Verb); 12]>);

impl Verbs {
    /// Looks up the verbs of the sentence `tokens`.
    pub fn of(doc: &Marked, tokens: Range<usize>) -> Self {
        // `xã Hòa Phong tặng`: a capital behind a capital is part of a name.
        let in_name = |i: usize| {
            i > tokens.start && doc.is_capital(i) && doc.is_capital(i - 1) && !doc.tokens[i].is_upper()
        };
        let verb = |i: usize| {
            let hit = VERBS.at(doc, i).filter(|_| i == tokens.end || !in_name(i))?;
            let verb = Verb { len: hit.len, class: hit.row.value(0), praises: hit.row.value(1) == "praise" };
            Some((i, verb))
        };
        let reach = tokens.start..(tokens.end + 1).min(doc.tokens.len());
        Verbs(doc.each(reach, begins::VERB).filter_map(verb).collect())
    }

    /// The longest verb that begins at token `i`.
    pub fn at(&self, i: usize) -> Option<Verb> {
        self.0.binary_search_by_key(&i, |(at, _)| *at).ok().map(|k| self.0[k].1)
    }

    /// Whether a verb of `class` begins at token `i`.
    pub fn is(&self, i: usize, class: &str) -> bool {
        self.at(i).is_some_and(|v| v.class == class)
    }

    /// Whether a verb of `class` begins inside `tokens`.
    pub fn any(&self, tokens: Range<usize>, class: &str) -> bool {
        self.begun(tokens).iter().any(|(_, verb)| verb.class == class)
    }

    /// The verbs before token `end` that commend by themselves, with their first tokens.
    pub fn praising(&self, end: usize) -> impl Iterator<Item = (usize, Verb)> {
        self.0.iter().copied().filter(move |(i, verb)| verb.praises && *i < end)
    }

    /// The verbs inside `tokens` with their first tokens; none overlaps another.
    pub fn each(&self, tokens: Range<usize>) -> impl Iterator<Item = (usize, Verb)> {
        let mut behind = tokens.start;
        self.begun(tokens).iter().copied().filter(move |(i, verb)| {
            let apart = *i >= behind;
            if apart {
                behind = i + verb.len;
            }
            apart
        })
    }

    /// The verbs that begin inside `tokens`.
    fn begun(&self, tokens: Range<usize>) -> &[(usize, Verb)] {
        let behind = |end: usize| self.0.partition_point(|(i, _)| *i < end);
        self.0.get(behind(tokens.start)..behind(tokens.end)).unwrap_or_default()
    }
}

//! The words of one sentence that say that nobody gets an award or a rating.

use super::lexicon::{Hit, Lexicon};
use super::marked::{Marked, SIGN};
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static SIGNS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("signs.tsv")));

/// A sign of `signs.tsv` in a sentence.
struct Sign {
    at: Range<usize>,
    class: &'static str,
    /// Whether it may only tell what something is done for: `mục tiêu`, `quyết tâm`.
    goal: bool,
    /// What a rule reads behind it, once asked: every award of a sentence asks about every sign before it.
    read: OnceCell<Option<usize>>,
}

/// The signs of a sentence, where they begin and end, and their class. None overlaps another: `vượt chỉ tiêu`
/// hides `chỉ tiêu`.
pub struct Signs(SmallVec<[Sign; 4]>);

impl Signs {
    /// Looks up the signs of the sentence `tokens`.
    pub fn of(doc: &Marked, tokens: Range<usize>) -> Self {
        let hits = doc.entries(&SIGNS, doc.each(tokens, SIGN));
        let sign = |(i, hit): (usize, Hit)| Sign {
            at: i..i + hit.len,
            class: hit.row.value(0),
            goal: hit.row.value(1) == "goal",
            read: OnceCell::new(),
        };
        Signs(hits.map(sign).collect())
    }

    /// Whether a sign of `class` begins inside `tokens`.
    pub fn any(&self, tokens: Range<usize>, class: &str) -> bool {
        self.last(tokens, class).is_some()
    }

    /// The last sign of `class` that begins inside `tokens`.
    pub fn last(&self, tokens: Range<usize>, class: &str) -> Option<Range<usize>> {
        self.each(tokens, class).next_back()
    }

    /// What `read` finds for the sign at `at`, asked once, if that may only tell what something is done for.
    pub fn of_goal(&self, at: &Range<usize>, read: impl FnOnce() -> Option<usize>) -> Option<usize> {
        let sign = &self.0[self.0.binary_search_by_key(&at.start, |sign| sign.at.start).ok()?];
        if sign.goal { *sign.read.get_or_init(read) } else { None }
    }

    /// The signs of `class` that begin inside `tokens`.
    pub fn each(&self, tokens: Range<usize>, class: &str) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let behind = |end: usize| self.0.partition_point(|sign| sign.at.start < end);
        let inside = self.0.get(behind(tokens.start)..behind(tokens.end)).unwrap_or_default();
        inside.iter().filter(move |sign| sign.class == class).map(|sign| sign.at.clone())
    }
}

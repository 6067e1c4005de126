//! The words of one sentence that say that nobody gets an award or a rating.

use super::lexicon::{Hit, Lexicon};
use super::marked::{Marked, SIGN};
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static SIGNS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("signs.tsv")));

/// A sign of `signs.tsv` in a sentence.
struct Sign {
    at: Range<usize>,
    class: &'static str,
    /// Whether it may only tell what something is done for: `mục tiêu`, `quyết tâm`.
    goal: bool,
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

    /// Whether the sign at `at` may only tell what something is done for.
    pub fn is_goal(&self, at: &Range<usize>) -> bool {
        self.0.iter().any(|sign| sign.at == *at && sign.goal)
    }

    /// The signs of `class` that begin inside `tokens`.
    pub fn each(&self, tokens: Range<usize>, class: &str) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let inside = move |sign: &&Sign| sign.class == class && tokens.contains(&sign.at.start);
        self.0.iter().filter(inside).map(|sign| sign.at.clone())
    }
}

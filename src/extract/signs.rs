//! The words of one sentence that say that nobody gets an award or a rating.

use super::lexicon::Lexicon;
use super::marked::{Marked, SIGN};
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static SIGNS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("signs.tsv")));

/// The signs of `signs.tsv` in a sentence: where they begin and end, and their class. None overlaps
/// another: `vượt chỉ tiêu` hides `chỉ tiêu`.
pub struct Signs(SmallVec<[(Range<usize>, &'static str); 4]>);

impl Signs {
    /// Looks up the signs of the sentence `tokens`.
    pub fn of(doc: &Marked, tokens: Range<usize>) -> Self {
        let hits = doc.entries(&SIGNS, doc.each(tokens, SIGN));
        Signs(hits.map(|(i, hit)| (i..i + hit.len, hit.row.value(0))).collect())
    }

    /// Whether a sign of `class` begins inside `tokens`.
    pub fn any(&self, tokens: Range<usize>, class: &str) -> bool {
        self.last(tokens, class).is_some()
    }

    /// The last sign of `class` that begins inside `tokens`.
    pub fn last(&self, tokens: Range<usize>, class: &str) -> Option<Range<usize>> {
        self.each(tokens, class).next_back()
    }

    /// The signs of `class` that begin inside `tokens`.
    pub fn each(&self, tokens: Range<usize>, class: &str) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let inside = move |sign: &&(Range<usize>, &str)| sign.1 == class && tokens.contains(&sign.0.start);
        self.0.iter().filter(inside).map(|(at, _)| at.clone())
    }
}

//! The parts of a total that the text gives behind it without the award's name.

use super::super::begins;
use super::super::draft::Draft;
use super::super::recipients::Item;
use super::Clause;
use crate::extract::marked::Marked;
use std::ops::Range;

/// Turns that part a total.
pub(in super::super) const PARTING: &[&[&str]] =
    &[&["trong", "đó"], &["cụ", "thể"], &["bao", "gồm"], &["gồm"]];

/// Tokens in which they stand.
const REACH: usize = 16;

impl<'t> Clause<'_, '_, 't> {
    /// Rule `award-parts-follow`: `tặng Bằng khen cho 20 tập thể, cá nhân. Trong đó có 8 tập thể, 12 cá nhân`:
    /// the parts stand for the total of the sentence before, or of this one, if they add up to it.
    pub(super) fn parts_follow(&self, drafts: &mut Vec<Draft<'t>>) {
        let from = self.consumed.max(self.tokens.start);
        let Some(at) = parting(self.reader.doc, from..self.tokens.end) else { return };
        let Some(k) = drafts.iter().rposition(|d| !d.is_mention()) else { return };
        let total = drafts[k].clone();
        let (items, _) = self.reader.list(at, self.tokens.end);
        let sum: u64 = items.iter().filter_map(|i| i.count).sum();
        let whole = |i: &Item| i.count.is_some() && i.kind.is_some();
        let open = total.kind.is_none() && total.names.is_empty();
        if !open || items.len() < 2 || Some(sum) != total.count || !items.iter().all(whole) {
            return;
        }
        let part = |item| Draft { rule: "award-parts-follow", ..total.clone().receive(item, None) };
        drafts.splice(k..=k, items.iter().map(part));
    }
}

/// The token behind `trong đó (có)`, `gồm:` near the beginning of `tokens`.
pub(super) fn parting(doc: &Marked, tokens: Range<usize>) -> Option<usize> {
    let near = tokens.start..tokens.end.min(tokens.start + REACH);
    let at = doc.each(near, begins::PARTS).find_map(|i| {
        let words = PARTING.iter().find(|words| doc.has(i, words))?;
        Some(i + words.len())
    })?;
    Some(if matches!(doc.low(at), "có" | ":" | "," | "gồm" | "là") { at + 1 } else { at })
}

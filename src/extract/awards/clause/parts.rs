//! The parts of a total that the text gives behind it without the award's name.

use super::super::begins;
use super::super::draft::Draft;
use super::super::recipients::Item;
use super::Clause;

/// Turns that part a total.
const PARTING: &[&[&str]] = &[&["trong", "đó"], &["cụ", "thể"], &["bao", "gồm"], &["gồm"]];

impl Clause<'_, '_, '_> {
    /// Rule `award-parts-follow`: `tặng Bằng khen cho 20 tập thể, cá nhân. Trong đó có 8 tập thể, 12 cá nhân`:
    /// the parts stand for the total of the sentence before, or of this one, if they add up to it.
    pub(super) fn parts_follow(&self, drafts: &mut Vec<Draft>) {
        let from = self.consumed.max(self.tokens.start);
        let reach = (from..self.tokens.end.min(from + 16))
            .filter(|&i| begins::may(self.reader.doc, i, begins::PARTS));
        let Some(at) = reach.filter_map(|i| self.behind_parting(i)).next() else { return };
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

    /// The token behind `trong đó (có)`, `gồm:` at token `i`.
    fn behind_parting(&self, i: usize) -> Option<usize> {
        let words = PARTING.iter().find(|words| self.reader.doc.has(i, words))?;
        let at = i + words.len();
        Some(if matches!(self.low(at), "có" | ":" | "," | "gồm" | "là") { at + 1 } else { at })
    }
}

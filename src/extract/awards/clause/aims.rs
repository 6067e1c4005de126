//! Targets, wishes and denials: what nobody gets yet, or at all.

use super::Clause;
use std::ops::Range;

impl Clause<'_, '_, '_> {
    /// Whether a target, a wish or a denial before token `first` is about what stands there. A target holds
    /// to the end of its clause, over all of a list that a colon opens; a wish to the next comma.
    pub(super) fn is_aimed(&self, first: usize) -> bool {
        let from = self.clause_start(first);
        let heading = self.heading_end(from).is_some_and(|colon| self.is_target(self.tokens.start..colon));
        self.carry.aimed || heading || self.is_target(from..first) || self.is_wish(from..first)
    }

    /// Whether a target is set inside `tokens` and not said to be reached there.
    pub(super) fn is_target(&self, tokens: Range<usize>) -> bool {
        let end = tokens.end;
        self.signs
            .each(tokens, "target")
            .any(|sign| !self.is_count(sign.start) && !self.is_done(sign.end..end))
    }

    fn is_wish(&self, tokens: Range<usize>) -> bool {
        let end = tokens.end;
        self.signs
            .last(tokens, "wish")
            .is_some_and(|sign| !(sign.end..end).any(|k| self.low(k) == ",") && !self.is_done(sign.end..end))
    }

    /// The colon before token `end`, if what stands there is a list that the colon opens.
    fn heading_end(&self, end: usize) -> Option<usize> {
        (self.tokens.start..end).rev().find(|&k| self.low(k) == ":")
    }

    /// `27/38 chỉ tiêu` counts results.
    fn is_count(&self, sign: usize) -> bool {
        sign >= 2 && self.low(sign - 2) == "/"
    }

    /// Whether something is said to be done inside `tokens`: `đã giành`, `vừa được`, `đạt và vượt`.
    fn is_done(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|k| match self.low(k) {
            "vượt" => true,
            "đạt" => {
                self.low(k + 1) == "và" && self.low(k + 2) == "vượt" || self.low(k.wrapping_sub(1)) == "đều"
            }
            "đã" | "vừa" => {
                self.verbs.is(k, "decide")
                    || matches!(self.low(k + 1), "có" | "vinh")
                    || self.verbs.is(k + 1, "get")
                    || self.verbs.is(k + 1, "give")
            }
            _ => false,
        })
    }
}

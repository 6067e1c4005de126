//! Targets, wishes and denials: what nobody gets yet, or at all.

use super::super::begins;
use super::Clause;
use std::ops::Range;

impl<'t> Clause<'_, '_, 't> {
    /// Whether a target or a wish is about the award at token `first`. A target holds to the end of its clause,
    /// over all of a list that a colon opens; a wish to the next comma; both over awards that follow without
    /// a verb of their own (`sẽ trao 3 giải A, mỗi giải 10 triệu đồng; 6 giải B`).
    pub(super) fn is_aimed(&self, first: usize) -> bool {
        let from = self.clause_start(first);
        let aims = |tokens: Range<usize>| self.is_target(tokens.clone()) || self.is_of_phrase(tokens, "wish");
        let heading = self.heading_end(from).is_some_and(|colon| aims(self.tokens.start..colon));
        let goes_on = self.aimed_end.is_some_and(|end| end <= first && !self.is_verbed(end..first));
        self.carry.aimed
            || heading
            || self.is_listed_aim(from)
            || goes_on
            || aims(from..first)
            || self.is_estimate(from..first)
    }

    /// `phấn đấu …; có 5 tập thể được tặng …`: whether the clause at token `from` only goes on with the targets
    /// of the one before.
    fn is_listed_aim(&self, from: usize) -> bool {
        let goes_on = matches!(self.low(from), "có" | "mỗi" | "hằng" | "hàng" | "và");
        let Some(end) =
            from.checked_sub(1).filter(|&k| goes_on && k > self.tokens.start && self.low(k) == ";")
        else {
            return false;
        };
        let start = self.behind_semicolon(self.tokens.start..end);
        self.is_target(start..end) || self.is_listed_aim(start)
    }

    /// Whether the award at token `first` is denied: `không công nhận danh hiệu …`, `bị tước danh hiệu …`.
    pub(super) fn is_denied(&self, first: usize) -> bool {
        self.is_of_phrase(self.clause_start(first)..first, "denied")
    }

    /// Whether nobody gets what stands at token `at`: a target, a denial, a standard, a question, a condition
    /// (`khen 10 người nhưng chỉ 3 người xứng đáng thì …`).
    pub(super) fn is_void(&self, at: usize) -> bool {
        self.is_aimed(at)
            || self.is_denied(at)
            || self.signs.any(self.tokens.clone(), "standard")
            || self.is_asked()
            || (at..self.tokens.end).any(|k| self.low(k) == "thì")
    }

    /// Whether a verb inside `tokens` may govern an award.
    pub(super) fn is_verbed(&self, tokens: Range<usize>) -> bool {
        self.verbs.each(tokens).any(|(_, verb)| verb.class != "-")
    }

    /// Whether a target is set inside `tokens` and not said to be reached there.
    pub(super) fn is_target(&self, tokens: Range<usize>) -> bool {
        let end = tokens.end;
        self.signs
            .each(tokens, "target")
            .any(|sign| !self.is_count(sign.start) && !self.is_done(sign.end..end))
    }

    /// Whether a sign of `class` inside `tokens` holds at their end: no comma ends its phrase.
    fn is_of_phrase(&self, tokens: Range<usize>, class: &str) -> bool {
        let end = tokens.end;
        // `quyết tâm đạt chuẩn, được tặng Cờ thi đua`: a comma before another predicate ends nothing.
        let ends = |k: usize| self.low(k) == "," && !self.verbs.is(k + 1, "get");
        let holds = |sign: Range<usize>| !(sign.end..end).any(ends) && !self.is_done(sign.end..end);
        self.signs.last(tokens, class).is_some_and(holds)
    }

    /// `từ 3 đến 5 tập thể được tặng`: nobody knows how many.
    fn is_estimate(&self, mut tokens: Range<usize>) -> bool {
        let number = |k: usize| self.reader.doc.tokens.get(k).is_some_and(|t| t.is_number());
        self.says(begins::FROM)
            && tokens.any(|k| {
                self.low(k) == "từ"
                    && number(k + 1)
                    && self.low(k + 2) == "đến"
                    && number(k + 3)
                    && self.reader.noun_at(k + 4).is_some()
            })
    }

    /// The colon before token `end`, if what stands there is a list that the colon opens.
    fn heading_end(&self, end: usize) -> Option<usize> {
        let mut before = self.reader.doc.each(self.tokens.start..end, begins::COLON);
        if self.says(begins::COLON) { before.rfind(|&k| self.low(k) == ":") } else { None }
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

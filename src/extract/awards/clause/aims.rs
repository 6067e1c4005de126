//! Targets, wishes and denials: what nobody gets yet, or at all.

use super::super::begins;
use super::{Clause, OPENING};
use std::ops::Range;

/// Words before a goal that make it a reason or a manner.
const PURPOSE: &[&str] = &["với", "vì", "bằng", "từ", "theo", "trong", "nhờ", "một", "sát", "ứng"];

/// Tokens from a goal to the clause that it is the purpose of.
const LONGEST_PURPOSE: usize = 120;

/// Words of an act between its refusal and its award.
const ACT: &[&str] = &[
    "đồng", "ý", "nhất", "trí", "thống", "chấp", "thuận", "phê", "duyệt", "ký", "ban", "hành", "ra", "việc",
    "lễ", "buổi", "tổ", "chức", "hồ", "sơ", "danh", "hiệu", "quyết", "định", "xét", "để", "về", "các",
];

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

    /// Whether the award at token `first` is denied: `không công nhận danh hiệu …`, `bị tước danh hiệu …`,
    /// `từ chối nhận …`.
    pub(super) fn is_denied(&self, first: usize) -> bool {
        let last = |class: &str| self.signs.last(self.clause_start(first)..first, class).map(|sign| sign.end);
        let verb = |end: usize| Some(end + self.verbs.at(end).filter(|verb| verb.class != "-")?.len);
        let denied = [last("denied"), last("not").and_then(verb)];
        let refused = [last("not"), last("refused")];
        denied.into_iter().flatten().any(|end| self.is_denied_over(end..first))
            || refused.into_iter().flatten().any(|end| self.is_one_act(end..first))
    }

    /// Whether a denial before `tokens` still holds behind them: to the comma that does not join awards, or
    /// to what is given instead (`không tặng Bằng khen mà chỉ tặng …`).
    fn is_denied_over(&self, tokens: Range<usize>) -> bool {
        let end = tokens.end;
        let given =
            |k: usize| self.verbs.is(k, "give") || self.verbs.is(k, "get") || self.verbs.is(k, "decide");
        let ends = |k: usize| match self.low(k) {
            "," => !(k + 1 == end && self.in_name(end)),
            "mà" | "nhưng" | "song" | "chỉ" => (k + 1..k + 4).any(given),
            _ => false,
        };
        !tokens.clone().any(ends) && !self.is_done(tokens)
    }

    /// Whether `tokens` only name an act: `việc trao`, `tổ chức lễ tặng`, `nhận danh hiệu`.
    fn is_one_act(&self, tokens: Range<usize>) -> bool {
        let mut at = tokens.start;
        while at < tokens.end {
            let body = || self.reader.authority_end(at).map(|end| end - at);
            let verb = self.verbs.at(at).map(|verb| verb.len);
            let word = || ACT.contains(&self.low(at)).then_some(1);
            match verb.or_else(word).or_else(body) {
                Some(len) => at += len,
                None => return false,
            }
        }
        true
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
        let aims = |sign: &Range<usize>| !self.is_done(sign.end..end) && !self.is_purpose(sign, end);
        self.signs.each(tokens.clone(), "target").any(|sign| !self.is_count(sign.start) && aims(&sign))
            || self.signs.each(tokens, "assign").any(|sign| self.is_body(sign.end) && aims(&sign))
    }

    /// Whether a body stands at token `i`, by name or as `phòng`, `đơn vị`; the `ban` of `giao ban` is none.
    fn is_body(&self, i: usize) -> bool {
        self.reader.unit_at(i).is_some()
            || self.reader.authority_end(i).is_some()
            || self.low(i) != "ban" && self.reader.noun_at(i).is_some_and(|(_, kind)| kind == "collective")
    }

    /// Whether the goal `sign` only tells what for, because before token `end` a clause has a subject of its own.
    fn is_purpose(&self, sign: &Range<usize>, end: usize) -> bool {
        self.signs.of_goal(sign, || self.behind_purpose(sign)).is_some_and(|verb| verb < end)
    }

    /// `Với mục tiêu …, năm 2023 xã X được tặng`, `mỗi năm một mục tiêu, xã X …`, `với quyết tâm cao xã X được
    /// tặng`: the first verb behind the goal `sign` that has a subject of its own. None in `với mục tiêu đạt 5 giải
    /// nhất, …`, which says what is aimed at.
    fn behind_purpose(&self, sign: &Range<usize>) -> Option<usize> {
        let before = |back: usize| sign.start.checked_sub(back).map_or("", |k| self.low(k));
        let led = PURPOSE.contains(&before(1))
            || matches!(before(1), "các" | "những" | "mọi") && PURPOSE.contains(&before(2));
        let mut at = sign.end;
        while matches!(self.low(at), "là" | "phấn" | "đấu" | "sẽ" | "đến" | "năm") {
            at += 1;
        }
        let number = self.reader.doc.tokens.get(at).is_some_and(|t| t.is_number());
        let aims_at = number || matches!(self.low(at), "có" | ":") || self.verbs.is(at, "get");
        if !led || aims_at {
            return None;
        }
        let subject = |k: usize| {
            let from = self.before_adverbs(sign.end, k);
            let comma = (sign.end..from).rfind(|&c| self.low(c) == ",");
            let named = || (from.saturating_sub(OPENING)..from).any(|u| self.ends_unit(u, from));
            comma.is_some_and(|c| c + 1 < from) || named()
        };
        let mut verbs = self.verbs.each(sign.end..self.tokens.end.min(sign.end + LONGEST_PURPOSE));
        verbs.find(|&(k, verb)| verb.class != "-" && subject(k)).map(|(k, _)| k)
    }

    /// Whether the unit at token `u` ends right before token `end`.
    fn ends_unit(&self, u: usize, end: usize) -> bool {
        self.reader.unit_at(u).is_some_and(|unit| unit.tokens.end == end)
    }

    /// Whether a sign of `class` inside `tokens` holds at their end: no comma ends its phrase.
    fn is_of_phrase(&self, tokens: Range<usize>, class: &str) -> bool {
        let end = tokens.end;
        // `quyết tâm đạt chuẩn, được tặng Cờ thi đua`: a comma before another predicate ends nothing.
        let ends = |k: usize| self.low(k) == "," && !self.verbs.is(k + 1, "get");
        let holds = |sign: Range<usize>| {
            !(sign.end..end).any(ends) && !self.is_done(sign.end..end) && !self.is_purpose(&sign, end)
        };
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
        self.reader.doc.each(self.tokens.start..end, begins::COLON).rfind(|&k| self.low(k) == ":")
    }

    /// `27/38 chỉ tiêu` counts results.
    fn is_count(&self, sign: usize) -> bool {
        sign >= 2 && self.low(sign - 2) == "/"
    }

    /// Whether something is said to be done inside `tokens`: `đã giành`, `vừa được`, `đạt và vượt`.
    fn is_done(&self, tokens: Range<usize>) -> bool {
        let done = self.done.get_or_init(|| self.tokens.clone().filter(|&k| self.says_done(k)).collect());
        done.get(done.partition_point(|&k| k < tokens.start)).is_some_and(|&k| k < tokens.end)
    }

    fn says_done(&self, k: usize) -> bool {
        match self.low(k) {
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
        }
    }
}

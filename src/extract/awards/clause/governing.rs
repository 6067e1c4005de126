//! The verbs that govern an award, and where its clause and its verb phrase begin.

use super::super::begins;
use super::Clause;
use std::ops::Range;

/// What governs an award: the nearest verbs before it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Governing {
    /// First token of `được`, `đạt`, `nhận`.
    pub get: Option<usize>,
    /// First token of `tặng`, `trao`, `công nhận`.
    pub give: Option<usize>,
    /// First token of the `công nhận` before a `đạt`.
    pub recognise: Option<usize>,
    /// First token of `đề nghị`, `trình`.
    pub propose: Option<usize>,
}

impl Governing {
    /// Whether no verb governs.
    pub fn is_none(self) -> bool {
        self.get.or(self.give).or(self.propose).is_none()
    }
}

/// Adverbs between a subject and its verb.
const ADVERBS: &[&str] = &["đã", "cũng", "từng", "vừa", "đều", "còn", "lại", "được", "đang", "để", "sẽ"];

/// Words that a verb phrase may hold before its last verb: `đã xem xét, quyết định và ban hành …`.
const CHAIN: &[&str] = &[
    "đã",
    "cũng",
    "còn",
    "vừa",
    "sẽ",
    "quyết",
    "định",
    "xét",
    "xem",
    "tiếp",
    "tục",
    "có",
    "ký",
    "ban",
    "hành",
    "bố",
    "thưởng",
    "đều",
    "ra",
    "đồng",
    "thời",
    "nhất",
    "trí",
    "và",
    ",",
    "công",
    "nhận",
    "khen",
];

/// Turns between who confers and the verb: `UBND tỉnh tổ chức lễ trao …`.
const TURNS: &[&[&str]] = &[
    &["tổ", "chức", "lễ"],
    &["tổ", "chức", "buổi", "lễ"],
    &["tổ", "chức"],
    &["đến", "nhà", "riêng"],
    &["đến", "nhà"],
    &["long", "trọng", "tổ", "chức", "lễ"],
];

impl<'t> Clause<'_, '_, 't> {
    /// The last verb of each class between the start of the clause and token `first`.
    pub(super) fn governing(&self, first: usize) -> Governing {
        let mut found = Governing::default();
        for (i, verb) in self.verbs.each(self.clause_start(first)..first) {
            // `Hội đồng Thi đua - Khen thưởng` commends nobody.
            if self.in_unit(i) {
                continue;
            }
            let last = i + verb.len - 1;
            match verb.class {
                "get" => found.get = Some(i),
                "give" => found.give = Some(i),
                "propose" => found.propose = Some(i),
                // `đã được` gives nothing; `đã tặng`, `quyết định công nhận` do.
                "decide" if self.low(last) == "được" => found.get = Some(last),
                "decide" => found.give = Some(i),
                _ => {}
            }
        }
        // A subject stands before the first of `được … tặng`.
        if let (Some(get), Some(give)) = (found.get, found.give)
            && give < get
            && found.propose.is_none()
        {
            found.recognise = found.give.filter(|_| self.low(get) == "đạt");
            found.give = None;
        }
        found
    }

    /// Where the clause of an award begins: behind the award before, or behind the last `;`.
    pub(super) fn clause_start(&self, first: usize) -> usize {
        self.behind_semicolon(self.consumed..first)
    }

    /// Behind the last `;` inside `tokens`, else their start.
    pub(super) fn behind_semicolon(&self, tokens: Range<usize>) -> usize {
        let from = tokens.start;
        if !self.says(begins::SEMICOLON) {
            return from;
        }
        self.reader.doc.each(tokens, begins::SEMICOLON).rfind(|&k| self.low(k) == ";").map_or(from, |k| k + 1)
    }

    /// Whether a `;` opens the clause of the award at `first`.
    pub(super) fn is_behind_semicolon(&self, first: usize) -> bool {
        self.low(self.clause_start(first).saturating_sub(1)) == ";"
    }

    /// The end of a subject before the verb at `end`: `Trường X đã vinh dự | được tặng`.
    pub(super) fn before_adverbs(&self, from: usize, end: usize) -> usize {
        let mut at = end;
        while at > from {
            if ADVERBS.contains(&self.low(at - 1)) {
                at -= 1;
            } else if at >= from + 2 && self.reader.doc.has(at - 2, &["vinh", "dự"]) {
                at -= 2;
            } else {
                break;
            }
        }
        at
    }

    /// First token of the chain of verbs and adverbs that ends at the verb: `đã quyết định tặng`; a
    /// colon before it belongs to it (`- Trung ương Hội X: tặng Cờ …`).
    pub(super) fn verb_chain(&self, from: usize, give: usize) -> usize {
        let mut at = give;
        loop {
            while at > from && CHAIN.contains(&self.low(at - 1)) && !self.in_unit(at - 1) {
                at -= 1;
            }
            if at > from && self.low(at - 1) == ":" {
                return at - 1;
            }
            match TURNS.iter().find(|turn| self.is_turn(turn, from, at)) {
                Some(turn) => at -= turn.len(),
                None => return at,
            }
        }
    }

    /// Whether a unit's name holds token `i`: `Nam Định` ends with a word of `quyết định`.
    fn in_unit(&self, i: usize) -> bool {
        let capital = self.reader.doc.is_capital(i);
        capital
            && (i.saturating_sub(12)..=i)
                .any(|k| self.reader.unit_at(k).is_some_and(|n| n.tokens.contains(&i)))
    }

    /// Whether `turn` ends right before token `at`; `Ban tổ chức` is a body and no turn.
    fn is_turn(&self, turn: &[&str], from: usize, at: usize) -> bool {
        at > from + turn.len()
            && self.reader.doc.has(at - turn.len(), turn)
            && self.low(at - turn.len() - 1) != "ban"
    }
}

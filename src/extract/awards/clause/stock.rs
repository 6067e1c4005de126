//! Titles that are counted where nobody gets them now: what there is, and who is met, served or shown.

use super::super::name::Name;
use super::{Clause, Governing};

/// Beginnings of the titles that one bears for life: without a verb, their bearers are counted.
const HONOURS: &[&str] = &["anh-hung-", "ba-me-", "nha-giao-", "thay-thuoc-", "nghe-si-", "nghe-nhan-"];

/// What is given that commends nobody: `tặng 28 suất quà cho 14 Mẹ Việt Nam anh hùng`.
const GIFTS: &[&str] =
    &["quà", "suất", "tiền", "triệu", "tỷ", "đồng", "bổng", "xe", "sổ", "nhà", "thẻ", "phí", "hoa"];

impl Clause<'_, '_, '_> {
    /// Whether an award is only counted, shown or worn.
    pub(super) fn is_stock(&self, name: &Name, governing: Governing) -> bool {
        let first = name.first();
        let verb = governing.get.or(governing.give).or(governing.propose);
        let counted = |class: &str| {
            let sign = self.signs.last(self.tokens.start..first, class);
            sign.is_some_and(|sign| verb.is_none_or(|v| v < sign.start))
        };
        let held = is_honour(name) || name.slug == "thon-to-dan-pho-van-hoa";
        counted("stock")
            || counted("kept")
            || held && name.direct.is_some() && (counted("guest") || !self.is_given_somewhere(name))
            || name.recipient.is_some() && self.is_served(first, governing)
    }

    /// Whether a verb of the sentence may govern a counted title: one before it, a heading's, or the passive
    /// behind it (`2 Nghệ nhân nhân dân, 6 Nghệ nhân ưu tú được Chủ tịch nước phong tặng`).
    fn is_given_somewhere(&self, name: &Name) -> bool {
        let governs = |k: usize| {
            ["get", "give", "decide", "propose", "acclaim", "vote"].iter().any(|c| self.verbs.is(k, c))
        };
        self.carry.open
            || (self.tokens.start..name.first()).any(governs)
            || self.passive_behind(name.tokens.end)
    }

    /// Whether `được … phong tặng` follows, over nothing but other awards and their counts.
    fn passive_behind(&self, end: usize) -> bool {
        let in_list = |k: usize| {
            self.in_name(k)
                || self.reader.doc.tokens[k].is_number()
                || matches!(self.low(k), "," | "và" | "đã" | "vừa")
        };
        let Some(get) = (end..self.tokens.end).find(|&k| !in_list(k)) else { return false };
        self.low(get) == "được" && self.verbs.any(get + 1..self.tokens.end.min(get + 12), "give")
    }

    /// `trao 28 suất quà cho 14 Mẹ Việt Nam anh hùng`: the bearers of a title get something else.
    fn is_served(&self, first: usize, governing: Governing) -> bool {
        let Some(give) = governing.give.filter(|&g| g < first) else { return false };
        (give..first).any(|k| GIFTS.contains(&self.low(k)))
            && (give..first).any(|k| self.low(k) == "cho")
            && !(give..first).any(|k| self.in_name(k) || self.low(k) == "hiệu")
    }
}

fn is_honour(name: &Name) -> bool {
    HONOURS.iter().any(|start| name.slug.starts_with(start))
}

//! Recipients before a verb.

use super::super::begins;
use super::{Item, Reader};

impl<'t> Reader<'_, 't> {
    /// The items that end right before token `end`, back to `from`: the subject of a passive clause.
    pub fn list_before(&self, from: usize, end: usize) -> Vec<Item<'t>> {
        self.list_ending(from, end).0
    }

    /// The same, and the token behind the last of them and what belongs to it.
    pub fn list_ending(&self, from: usize, end: usize) -> (Vec<Item<'t>>, usize) {
        let end = self.before_aside(from, end);
        let mut i = from;
        while i < end {
            // `Bằng khen của Chủ tịch UBND tỉnh, 01 cá nhân nhận …`: the body of a chief receives nothing.
            let led = || i > from && matches!(self.doc.low(i - 1), "tịch" | "trưởng" | "đốc" | "lệnh");
            // `6 vận động viên quê ở các phường A, B đoạt huy chương`: where they come from.
            if i > from && matches!(self.doc.low(i - 1), "quê" | "ngụ") || self.doc.has(i, &["quê", "ở"])
            {
                let named = (i + 1..end).find(|&k| self.named_at(k, end).is_some());
                i = named.map_or(i + 1, |k| self.list_over(k, end, false).1);
                continue;
            }
            // `Theo báo cáo của Sở Nội vụ, tỉnh đã được …`: who says it.
            let cites = |k: usize| matches!(self.doc.low(k), "theo" | "thừa");
            let cited = || (i.saturating_sub(5).max(from)..i).any(cites);
            let led = self.unit_at(i).is_some() && (led() || cited());
            let started = self.counted_at(i, end).is_some()
                || !led && self.named_at(i, end).is_some()
                || self.household_list(i, end);
            if started {
                let (items, stop) = self.list_over(i, end, false);
                if stop >= end || self.only_adverbs(stop, end) {
                    return (items, stop);
                }
                i = stop.max(i + 1);
                continue;
            }
            i += 1;
        }
        (self.lone_noun(from, end).into_iter().collect(), end)
    }

    /// `21 tập thể và 34 cá nhân, | trong đó có 5 nữ, được …`: before an aside that the same mark closes, if the
    /// whole stands before it; else `end`. Not `…, trong đó có 5 nữ được …`: only the part receives.
    fn before_aside(&self, from: usize, end: usize) -> usize {
        let doc = self.doc;
        let mark = |k: usize| matches!(doc.low(k), "," | "-");
        if end < from + 4 || !mark(end - 1) {
            return end;
        }
        let opens =
            |&k: &usize| mark(k - 1) && doc.low(k - 1) == doc.low(end - 1) && doc.has(k, &["trong", "đó"]);
        let aside = doc.each(from + 1..end - 1, begins::PARTS).rfind(opens);
        let acts = |k: usize| matches!(doc.low(k), ";" | ":" | "được" | "nhận" | "đạt" | "tặng" | "trao");
        let aside = aside.filter(|&k| !(k..end - 1).any(acts));
        let whole = |&k: &usize| (from..k - 1).any(|i| self.counted_at(i, k - 1).is_some());
        aside.filter(whole).map_or(end, |k| k - 1)
    }

    /// `hộ các ông: A, B`: persons who stand for their households.
    fn household_list(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        if !doc.may(i, begins::HOUSEHOLD) {
            return false;
        }
        let noun = self.noun_at(i).filter(|n| n.1 == "household" && n.0 > 1);
        noun.is_some_and(|(len, _)| {
            let first = if doc.low(i + len) == ":" { i + len + 1 } else { i + len };
            self.named_at(first, end).is_some()
        })
    }

    /// Whether between a subject and its verb stand only adverbs, a bracket or a short qualifier.
    fn only_adverbs(&self, from: usize, end: usize) -> bool {
        let doc = self.doc;
        let mut at = from;
        let mut words = 0;
        while at < end {
            match doc.low(at) {
                "(" => at = self.close_of(at, end),
                "đã" | "vinh" | "dự" | "cũng" | "từng" | "vừa" | "còn" | "lại" | "đều" | "tiêu" | "biểu"
                | "xuất" | "sắc" | "đang" | "sẽ" | "trên" | "trong" | "là" => {}
                "," => words += 1,
                ";" | "." | ":" => return false,
                "tổ" | "tuyên" | "tặng" | "trao" | "khen" | "lễ" | "hội" => return false,
                // `UBND huyện công bố danh sách cá nhân được …`: the subject is another.
                "sách" | "bố" => return false,
                // `đội A giành chức vô địch, xã B đạt …`; not `xã A đạt chuẩn … và được tặng …`
                "giành" | "đạt" | "đoạt" | "nhận" if doc.low(end - 1) != "và" => return false,
                _ if self.counted_at(at, end).is_some() => return false,
                _ => words += 1,
            }
            at += 1;
        }
        words <= 9
    }

    /// Whether between `from` and `end` stands nothing, or a bracket only.
    pub fn close_behind(&self, from: usize, end: usize) -> bool {
        from == end || (self.doc.low(from) == "(" && self.close_of(from, end) + 1 >= end)
    }
}

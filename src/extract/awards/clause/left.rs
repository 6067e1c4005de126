//! The recipients before an award.

use super::super::name::Name;
use super::super::recipients::Item;
use super::{Clause, Governing};
use crate::extract::person;

/// Tokens over which a pronoun stands for a person.
const LONGEST_MENTION: usize = 120;

impl<'t> Clause<'_, '_, 't> {
    /// The recipients before an award: the subject of `được`, `đạt`, `nhận`, else of `đề nghị`, else what
    /// stands right before it.
    pub(super) fn left(&self, name: &Name<'t>, governing: Governing) -> Vec<Item<'t>> {
        let first = name.first();
        let from = self.clause_start(first);
        if let Some(item) = self.members_before(name, from) {
            return vec![item];
        }
        let from = self.labelled_start(from);
        let subject_end = governing.get.filter(|&g| g >= from);
        if let Some(end) = subject_end
            && let Some(items) = self.subject_of(from, end, first, governing)
        {
            return items;
        }
        if let Some(propose) = governing.propose.filter(|&p| p >= from && subject_end.is_none()) {
            return self.proposed_ones(from, propose);
        }
        self.adjacent(name, from, governing)
    }

    /// `Tập thể: A, B; cá nhân: C, D | được tặng`: where the first of the groups begins that semicolons part and labels
    /// open, if that is before the clause at token `from`. None of them has a verb of its own.
    fn labelled_start(&self, from: usize) -> usize {
        let mut found = from;
        let mut start = from;
        while start > self.consumed.max(self.tokens.start) && self.low(start - 1) == ";" {
            let end = start - 1;
            start = self.behind_semicolon(self.consumed.max(self.tokens.start)..end);
            let first = if start == self.tokens.start { self.behind_bullet() } else { start };
            let first =
                if matches!(self.low(first), "các" | "những" | "hai" | "ba") { first + 1 } else { first };
            if self.reader.acts_behind(start) || self.is_verbed(start..end) {
                break;
            }
            if self.reader.noun_at(first).is_some_and(|(len, _)| self.low(first + len) == ":") {
                found = start;
            }
        }
        found
    }

    /// `… có 4 đảng viên 55 năm, 8 đảng viên 45 năm`: members counted right before the years of a badge.
    fn members_before(&self, name: &Name<'t>, from: usize) -> Option<Item<'t>> {
        if name.slug != "huy-hieu-dang" {
            return None;
        }
        let first = name.first();
        let ends = |i| self.reader.counted_at(i, first).filter(|item| item.tokens.end == first);
        (from..first).rev().take(8).find_map(ends)
    }

    /// The subject of the verb of receiving at `get`: `2 cá nhân đã vinh dự được … tặng Bằng khen`. Not over
    /// a comma behind the verb, unless someone gives. None where the clause shows no subject.
    fn subject_of(
        &self,
        from: usize,
        get: usize,
        first: usize,
        governing: Governing,
    ) -> Option<Vec<Item<'t>>> {
        let end = self.before_adverbs(from, get);
        let apart = governing.give.is_none() && (get..first).any(|k| self.low(k) == ",");
        if !apart {
            let items = self.reader.list_before(from, end);
            if !items.is_empty() {
                return Some(items.into_iter().filter(|i| !is_conferring(i, get, first)).collect());
            }
        }
        if let Some(item) = self.number_before(from, end) {
            return Some(vec![item]);
        }
        let far = if apart { Vec::new() } else { self.far_subject(from, end) };
        if !far.is_empty() {
            return Some(far);
        }
        if !self.last_items.is_empty() && self.is_same_subject(from, get) {
            return Some(self.last_items.clone());
        }
        let item = self.holder(get).or_else(|| self.spoken_of(from, end)).or_else(|| self.resumed(from, end));
        item.map(|item| vec![item])
    }

    /// Rule `award-ceremony`: `Bệnh viện A, tỉnh B (đã long trọng) tổ chức lễ kỷ niệm …, đón nhận Huân chương`:
    /// who holds the ceremony receives. Not a committee, which receives for its locality.
    fn holder(&self, get: usize) -> Option<Item<'t>> {
        let doc = self.reader.doc;
        let receives = doc.has(get, &["đón", "nhận"]) || doc.has(get, &["vinh", "dự"]);
        let opens = |i: usize| i == self.tokens.start || matches!(self.low(i - 1), "," | ")" | "-");
        let at = (self.tokens.start..get).filter(|&i| receives && opens(i));
        let item = at.filter_map(|i| self.reader.named_at(i, get)).find(|i| i.kind == Some("collective"))?;
        let end = self.behind_whole(item.tokens.end, get);
        let holds = (end..(end + 4).min(get)).any(|k| doc.has(k, &["tổ", "chức"]));
        let committee = item.tokens.clone().any(|k| matches!(self.low(k), "ủy" | "ubnd" | "hđnd"));
        (holds && !committee).then_some(item)
    }

    /// Rule `award-pronoun`: `Anh vừa được … tặng Bằng khen`: the pronoun that opens the sentence and is all of
    /// the subject stands for the person named last in its paragraph.
    fn spoken_of(&self, from: usize, end: usize) -> Option<Item<'t>> {
        let doc = self.reader.doc;
        let pronoun = matches!(self.low(from), "anh" | "chị" | "ông" | "bà" | "cô" | "em" | "cháu" | "thầy");
        if !pronoun || from != self.tokens.start || end != from + 1 {
            return None;
        }
        let block = doc.blocks[doc.tokens[from].block as usize].1.clone();
        let near = from.saturating_sub(LONGEST_MENTION).max(block.start)..from;
        let named = near.rev().find_map(|i| Some(i..person::name_at(doc, i)?));
        let names = named.map(|name| doc.exported(name).into()).into_iter().collect();
        Some(Item { tokens: from..end, count: Some(1), kind: Some("individual"), names, ..Item::default() })
    }

    /// `Đơn vị tham gia 37 vụ …; năm 2024 được … tặng Cờ thi đua`: behind a semicolon only the time is said
    /// anew; the body that the sentence is about, called by its kind, holds on.
    fn resumed(&self, from: usize, end: usize) -> Option<Item<'t>> {
        let doc = self.reader.doc;
        let time = |k: usize| {
            doc.tokens[k].is_number()
                || matches!(
                    self.low(k),
                    "năm" | "tháng" | "trong" | "trước" | "sau" | "đó" | "riêng" | "-" | "/"
                )
        };
        let behind = from > self.tokens.start && self.low(from - 1) == ";";
        if !behind || from == end || !(from..end).all(time) {
            return None;
        }
        let opens = |&i: &usize| i == self.tokens.start || self.low(i - 1) == ",";
        let lone = |i: usize| {
            let (len, _) = self.reader.noun_at(i)?;
            self.reader.lone_noun(i, i + len)
        };
        (self.tokens.start..from).filter(opens).find_map(lone)
    }

    /// The token behind what a unit that ends at `end` lies in: `, huyện X`, `(tỉnh Y)`.
    fn behind_whole(&self, end: usize, limit: usize) -> usize {
        let place = (self.low(end) == ",").then(|| self.reader.unit_at(end + 1)).flatten();
        match place.filter(|n| n.is_place) {
            Some(place) => self.behind_whole(place.tokens.end, limit),
            None if self.low(end) == "(" => (self.reader.close_of(end, limit) + 1).min(limit),
            None => end,
        }
    }

    /// `4 tập thể, 9 cá nhân có thành tích xuất sắc trong phong trào … giai đoạn 2021-2025 được tặng`: the
    /// counted ones that a long qualifier parts from the verb. Not over another clause or verb.
    pub(super) fn far_subject(&self, from: usize, end: usize) -> Vec<Item<'t>> {
        let Some(start) = (from..end).find(|&i| self.reader.counted_at(i, end).is_some()) else {
            return Vec::new();
        };
        let (items, stop) = self.reader.list(start, end);
        let breaks = |k: usize| {
            let verb = self.verbs.at(k).is_some_and(|v| v.class == "give" || v.class == "propose");
            verb || self.in_name(k) || matches!(self.low(k), ";" | ":" | "." | "được")
        };
        let whole = stop < end && items.iter().all(|i| i.count.is_some() && i.kind.is_some());
        if whole && !(stop..end).any(breaks) { items } else { Vec::new() }
    }

    /// `…; 72 đạt Lao động tiên tiến`: the subject is a number alone, which is no date.
    fn number_before(&self, from: usize, end: usize) -> Option<Item<'t>> {
        let date =
            end >= 2 && matches!(self.low(end - 2), "năm" | "tháng" | "ngày" | "quý" | "-" | "/" | "đến");
        if end > from && !date { self.bare_number(end - 1, end) } else { None }
    }

    /// `từng được … tặng Bằng khen … và đạt giải Nhì`, `được A tặng Cờ, được B tặng Bằng khen`: whether the
    /// subject of the award before holds on: nothing before the verb at `get` can be another.
    fn is_same_subject(&self, from: usize, get: usize) -> bool {
        let other = |k: usize| {
            self.reader.noun_at(k).is_some()
                || self.reader.unit_at(k).is_some()
                || matches!(self.low(k), "," | ";")
        };
        let links = |k: usize| matches!(self.low(k), "," | "và" | "đồng" | "thời" | "cùng");
        let apart = get > from || self.low(from.saturating_sub(1)) == ";";
        from > self.tokens.start && apart && (!(from..get).any(other) || (from..get).all(links))
    }

    /// `xã A và xã B đề nghị Chủ tịch UBND tỉnh tặng Bằng khen`: those before the proposal, else the one
    /// acclaimed, else the label of the item.
    fn proposed_ones(&self, from: usize, propose: usize) -> Vec<Item<'t>> {
        // `có 23 hồ sơ đề nghị công nhận …` counts files.
        if propose > from && self.low(propose - 1) == "sơ" {
            return Vec::new();
        }
        // `…, trình Bộ X xem xét, đề nghị Chính phủ tặng`: they stand before the first of the proposals.
        let propose = (from..propose).find(|&k| self.verbs.is(k, "propose")).unwrap_or(propose);
        let items = self.reader.list_before(from, self.before_adverbs(from, propose));
        if !items.is_empty() {
            return items;
        }
        self.acclaimed(propose).map_or_else(|| self.labelled(), |item| vec![item])
    }

    /// `đội Y giải nhì`, `2 cá nhân Chiến sĩ thi đua`: recipients right before the award. Certificates are
    /// given and do not stand so; what stands before the verb of giving confers.
    fn adjacent(&self, name: &Name<'t>, from: usize, governing: Governing) -> Vec<Item<'t>> {
        // `xóm Giữa và xóm Bãi đồng giải ba`: a shared prize.
        // `2 đồng chí là Chiến sĩ thi đua cơ sở`: what they are called by.
        let word = name.first().checked_sub(1).filter(|&k| k >= from).map_or("", |k| self.low(k));
        let linked = name.slug == "giai" && word == "đồng" || is_title(name.slug) && word == "là";
        let first = if linked { name.first() - 1 } else { name.first() };
        let (items, stop) = self.reader.list_ending(from, first);
        // `hai đội A và B đồng giải nhì`: the names behind a count are its own.
        let ends = |i: &Item| if i.count.is_some() && !i.names.is_empty() { stop } else { i.tokens.end };
        let touches = items.last().is_some_and(|i| self.reader.close_behind(ends(i), first));
        let given = governing.give.is_none_or(|g| items.first().is_some_and(|i| i.tokens.start > g));
        let certificate = matches!(name.slug, "bang-khen" | "giay-khen");
        if touches && given && !certificate { items } else { Vec::new() }
    }

    /// Rule `award-labelled`: `- Sở X: 968 điểm, đề nghị Chính phủ tặng Cờ thi đua`: the item's label receives.
    fn labelled(&self) -> Vec<Item<'t>> {
        let (items, end) = self.reader.list(self.behind_bullet(), self.tokens.end);
        if self.low(end) == ":" && items.iter().all(|i| !i.names.is_empty()) { items } else { Vec::new() }
    }

    /// `suy tôn xã X là đơn vị dẫn đầu, đề nghị … tặng Cờ`: the one acclaimed before the proposal.
    fn acclaimed(&self, propose: usize) -> Option<Item<'t>> {
        let acclaim = (self.consumed..propose).rev().find(|&k| self.verbs.is(k, "acclaim"))?;
        self.reader.named_at(acclaim + self.verbs.at(acclaim)?.len, propose)
    }

    /// The first token of the sentence behind the mark of a list's item.
    pub(super) fn behind_bullet(&self) -> usize {
        let first = self.tokens.start;
        if super::super::is_bullet(self.low(first)) { first + 1 } else { first }
    }
}

/// Whether an award is a title of emulation, which its bearers are called by.
fn is_title(slug: &str) -> bool {
    ["chien-si-", "lao-dong-", "tap-the-", "don-vi-"].iter().any(|head| slug.starts_with(head))
}

/// A unit between `được` and the award confers it and does not receive it.
fn is_conferring(item: &Item, get: usize, first: usize) -> bool {
    item.tokens.start > get && item.tokens.end < first
}

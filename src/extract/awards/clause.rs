//! The grammar of one sentence: which counts and names belong to which award, who confers it, and
//! whether it is conferred or proposed.
//!
//! An award takes its recipients from its right (`tặng Bằng khen cho 3 tập thể`), else its own count
//! (`17 Tập thể lao động xuất sắc`), else from its left, passive (`2 cá nhân được … tặng Bằng khen`)
//! or bare (`đội Y giải nhì`).

use super::authority::Authority;
use super::draft::Draft;
use super::name::{self, Name};
use super::recipients::{Item, Reader};
use crate::extract::lexicon::Lexicon;
use std::ops::Range;
use std::sync::LazyLock;

static VERBS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("verbs.tsv")));

/// What one sentence leaves to the next: a heading ends with a colon and its items follow.
#[derive(Debug, Clone, Default)]
pub struct Carry {
    /// Who confers what follows.
    pub authority: Option<Authority>,
    /// Whether what follows is proposed.
    pub proposed: bool,
    /// Whether a heading with a colon is open.
    pub open: bool,
    /// Who conferred in the last sentence, for `Trong đó, …`.
    pub giver: Option<Authority>,
    /// The body that the last sentence began with, for `Đồng thời tặng …`.
    pub subject: Option<Authority>,
}

/// Reads the awards of the sentence `tokens`.
pub fn read(reader: &Reader, tokens: Range<usize>, carry: &mut Carry, drafts: &mut Vec<Draft>) {
    let names = name::all(reader.doc, tokens.clone());
    let mut clause = Clause {
        reader,
        tokens: tokens.clone(),
        carry,
        last_authority: None,
        last_of: None,
        prize_kind: None,
        consumed: tokens.start,
        last_items: Vec::new(),
        names: &names,
    };
    let before = drafts.len();
    for k in 0..names.len() {
        clause.award(k, drafts);
    }
    clause.praise(drafts, before);
    clause.leave(drafts.len() > before);
}

struct Clause<'a, 'b, 't> {
    reader: &'a Reader<'b, 't>,
    tokens: Range<usize>,
    carry: &'a mut Carry,
    /// Authority of the award before, if it stood before its verb.
    last_authority: Option<Authority>,
    /// Authority named behind the award before (`Bằng khen của …`).
    last_of: Option<Authority>,
    /// Kind that the prize before went to.
    prize_kind: Option<&'static str>,
    /// Behind the last token that an award has taken.
    consumed: usize,
    last_items: Vec<Item>,
    names: &'a [Name],
}

/// What governs an award: the nearest verbs before it.
#[derive(Debug, Default, Clone, Copy)]
struct Governing {
    /// `được`, `đạt`, `nhận`.
    get: Option<usize>,
    /// `tặng`, `trao`, `công nhận`: first token of the verb.
    give: Option<usize>,
    /// `đề nghị`, `trình`: token behind the verb.
    propose: Option<usize>,
}

impl Clause<'_, '_, '_> {
    fn low(&self, i: usize) -> &str {
        self.reader.doc.low(i)
    }

    fn award(&mut self, k: usize, drafts: &mut Vec<Draft>) {
        let name = &self.names[k];
        let first = name.direct.map_or(name.tokens.start, |d| d.1);
        let limit =
            self.names.get(k + 1).map_or(self.tokens.end, |n| n.direct.map_or(n.tokens.start, |d| d.1));
        if first < self.consumed && name.direct.is_none() && name.tokens.start < self.consumed {
            return;
        }
        let governing = self.governing(first);
        if self.is_none(name, first, limit, governing) {
            return;
        }
        let (authority, handed_over) = self.authority(name, first, governing);
        let draft = Draft {
            slug: levelled(name, authority.as_ref()),
            class: name.class.clone(),
            level: self.level(name, authority.as_ref(), first),
            authority: authority.as_ref().map(|a| a.text.clone()),
            kind: name.recipient,
            count: None,
            names: Vec::new(),
            proposed: self.proposed(first),
            years: self.years(first, limit),
            tokens: name.tokens.clone(),
            weak: false,
            handed_over,
            part: self.is_part(first),
            part_of_count: false,
            apart: matches!(
                self.low(name.tokens.end),
                "quốc" | "cấp" | "toàn" | "khu" | "môn" | "tỉnh" | "hội" | "cuộc" | "kỳ" | "tại" | "ở"
            ),
            sentence: self.reader.doc.tokens[self.tokens.start].sentence,
            rule: "award",
        };
        let (mut found, end) = self.recipients(name, first, limit, governing, &draft);
        // A flag for two named years counts two.
        if let [one] = found.as_mut_slice()
            && name.slug == "co-thi-dua"
            && one.count == Some(1)
            && self.years_listed(name.tokens.end) > 1
        {
            one.count = Some(self.years_listed(name.tokens.end) as u64);
        }
        self.consumed = end.max(name.tokens.end);
        drafts.extend(found);
    }

    /// The entries of one award, and the token behind what they take.
    fn recipients(
        &mut self,
        name: &Name,
        first: usize,
        limit: usize,
        governing: Governing,
        draft: &Draft,
    ) -> (Vec<Draft>, usize) {
        let right = self.right(name, limit);
        if let Some((count, at)) = name.direct {
            return self.direct(name, count, at, right, draft);
        }
        if let Some((items, end)) = right {
            self.last_items.clone_from(&items);
            return (entries(draft, &items, name, "award-recipients-behind"), end);
        }
        let mut left = self.between(first, governing);
        if left.is_empty() {
            left = self.left(name, first, governing);
        }
        if !left.is_empty() {
            let mut out = self.shared_tail(name, &left, draft);
            if out.is_empty() {
                out = entries(draft, &left, name, "award-recipients-before");
            }
            self.last_items = left;
            return (out, name.tokens.end);
        }
        // `được tặng Cờ thi đua và Bằng khen`: the recipients of the award before.
        let joined = self.consumed > self.tokens.start
            && first == self.consumed + 1
            && matches!(self.low(self.consumed), "và" | ",");
        if joined && !self.last_items.is_empty() {
            let items = self.last_items.clone();
            return (entries(draft, &items, name, "award-recipients-shared"), name.tokens.end);
        }
        // `truy tặng em Huy hiệu …; Bộ trưởng … truy tặng Bằng khen`: the one recipient goes on.
        if let [item] = self.last_items.as_slice()
            && item.names.len() <= 1
            && item.count.is_none_or(|c| c == 1)
            && governing.give.is_some()
            && governing.get.is_none()
            && (self.low(self.clause_start(first).saturating_sub(1)) == ";" || self.low(self.consumed) == ",")
        {
            let items = self.last_items.clone();
            return (entries(draft, &items, name, "award-recipients-shared"), name.tokens.end);
        }
        (Vec::new(), name.tokens.end)
    }

    /// Rule `award-recipients-between`: `tặng ông A Giấy khen`, `trao cho 3 tập thể Bằng khen`.
    fn between(&self, first: usize, governing: Governing) -> Vec<Item> {
        let Some(give) = governing.give.filter(|&g| governing.get.is_none_or(|get| get < g)) else {
            return Vec::new();
        };
        let from = (give..first)
            .find(|&k| VERBS.at(self.reader.doc, k).is_none_or(|v| v.row.value(0) != "give"))
            .unwrap_or(first);
        let from = if self.low(give + 1) == "tặng" { from.max(give + 2) } else { from };
        let at = if self.low(from) == "cho" { from + 1 } else { from };
        if at >= first {
            return Vec::new();
        }
        // `truy tặng em Huy hiệu`: a pronoun stands for the one spoken of.
        if at + 1 == first && matches!(self.low(at), "em" | "anh" | "chị" | "ông" | "bà") {
            return vec![Item {
                tokens: at..first,
                count: Some(1),
                kind: Some("individual"),
                ..Item::default()
            }];
        }
        let (items, end) = self.reader.list(at, first);
        let filled = !items.is_empty() && items.iter().all(|i| !i.generic);
        let touches = end == first || matches!(self.low(end), "danh") && end + 2 >= first;
        if filled && touches { items } else { Vec::new() }
    }

    /// Rule `award-count`: the count stands right before the award.
    fn direct(
        &mut self,
        name: &Name,
        count: u64,
        at: usize,
        right: Option<(Vec<Item>, usize)>,
        draft: &Draft,
    ) -> (Vec<Draft>, usize) {
        let mut out = self.tail_before(name, at, draft);
        let mut own = Draft {
            count: Some(count),
            tokens: at..name.tokens.end,
            rule: "award-count",
            part_of_count: true,
            ..draft.clone()
        };
        let mut end = name.tokens.end;
        if let Some((items, stop)) = right {
            let sum: u64 = items.iter().filter_map(|i| i.count).sum();
            if items.iter().all(|i| i.count.is_some()) && sum == count {
                out.extend(entries(draft, &items, name, "award-count-recipients"));
                return (out, stop);
            }
            own.kind = items.first().and_then(|i| i.kind).or(own.kind);
            own.names = items.iter().flat_map(|i| i.names.clone()).take(count as usize).collect();
            end = stop;
        }
        if own.kind.is_none() {
            own.kind = self
                .kind_of_subject(at)
                .or_else(|| self.kind_behind())
                .or_else(|| self.kind_of_chain(name, at));
        }
        // `3 giải A cho …; 4 giải B; 7 giải C`: the prizes of one chain go to one kind.
        if name.slug == "giai" {
            own.kind = own.kind.or(self.prize_kind);
            self.prize_kind = own.kind;
        }
        out.push(own);
        (out, end)
    }

    /// Rule `award-shared-tail`: `34 tập thể và 127 lao động tiên tiến`: the first half shares the title.
    fn tail_before(&self, name: &Name, at: usize, draft: &Draft) -> Vec<Draft> {
        if name.slug != "lao-dong-tien-tien" {
            return Vec::new();
        }
        let items = self.reader.list_before(self.consumed, at.saturating_sub(1));
        let joined = at > 0 && matches!(self.low(at - 1), "và" | ",");
        let [item] = items.as_slice() else { return Vec::new() };
        if !joined || item.kind != Some("collective") || item.count.is_none() || item.tokens.end + 1 != at {
            return Vec::new();
        }
        vec![Draft {
            slug: "tap-the-lao-dong-tien-tien",
            rule: "award-shared-tail",
            ..draft.clone().receive(item, Some("collective"))
        }]
    }

    /// `13 tập thể và 46 cá nhân đạt danh hiệu lao động tiên tiến`: a collective gets the title of collectives.
    fn shared_tail(&self, name: &Name, items: &[Item], draft: &Draft) -> Vec<Draft> {
        if name.slug != "lao-dong-tien-tien"
            || !items.iter().any(|i| i.kind == Some("collective") && i.count.is_some())
        {
            return Vec::new();
        }
        items
            .iter()
            .filter(|i| !i.generic)
            .map(|i| {
                let slug =
                    if i.kind == Some("collective") { "tap-the-lao-dong-tien-tien" } else { name.slug };
                Draft { slug, rule: "award-shared-tail", ..draft.clone().receive(i, i.kind) }
            })
            .collect()
    }

    // --------------------------------------------------------------------------------------------
    // Right

    /// The recipients behind an award: over its authority, years and reasons to `cho`, a colon or
    /// the first counted recipient.
    fn right(&self, name: &Name, limit: usize) -> Option<(Vec<Item>, usize)> {
        let reader = self.reader;
        let mut at = name.tokens.end;
        let mut steps = 0;
        // `(hạng Nhất 5, hạng Nhì 7)`: the count behind the class.
        if self.low(name.tokens.start) == "hạng"
            && let Some(item) = self
                .bare_number(at, limit.min(at + 2))
                .or_else(|| self.bare_number(at, at + 1).filter(|_| self.low(at + 1) == ")"))
        {
            let end = item.tokens.end;
            return Some((vec![item], end));
        }
        while at < limit && steps < 40 {
            steps += 1;
            let list = match self.low(at) {
                "cho" | ":" | "lên" => Some(at + 1),
                "dành" if self.low(at + 1) == "cho" => Some(at + 2),
                "thuộc" if self.low(at + 1) == "về" => Some(at + 2),
                "có" if name.slug == "huy-hieu-dang" => Some(at + 1),
                "là" | "gồm" => Some(if self.low(at + 1) == ":" { at + 2 } else { at + 1 }),
                _ => None,
            };
            if let Some(list) = list {
                if let Some(item) = self.bare_number(list, limit).filter(|_| name.recipient.is_some()) {
                    let end = item.tokens.end;
                    return Some((vec![item], end));
                }
                let (items, end) = reader.list(list, limit);
                return (!items.is_empty()).then_some((items, end));
            }
            match self.low(at) {
                "của"
                    if name.slug == "giai"
                        && crate::extract::person::after_honorific(self.reader.doc, at + 1).is_some() =>
                {
                    let (items, end) = reader.list(at + 1, limit);
                    return (!items.is_empty()).then_some((items, end));
                }
                "của" => {
                    at = reader.authority_at(at + 1).map_or(at + 1, |a| a.tokens.end);
                    continue;
                }
                "(" => {
                    if let Some(found) = self.bracket(at, limit, name) {
                        return Some(found);
                    }
                    at = reader.close_of(at, limit) + 1;
                    continue;
                }
                "được" if name.direct.is_some() && matches!(self.low(at + 1), "trao" | "tặng" | "phong") =>
                    {}
                "tặng" | "trao" if name.direct.is_some() => {}
                // `trao Huy hiệu Đảng đợt 7/11 tặng 31 đảng viên`
                "tặng" | "trao"
                    if reader.counted_at(at + 1, limit).is_some()
                        || reader.named_at(at + 1, limit).is_some() =>
                {
                    return Some(reader.list(at + 1, limit));
                }
                // `giấy chứng nhận và phần thưởng cho 9 tập thể`
                "và" | "cùng" | "," | "kèm" if self.is_gift(at + 1) => {
                    at += 2;
                    continue;
                }
                ";" | "." | "," | "và" | "cùng" | "được" | "đạt" | "nhận" | "tặng" | "trao" | "đề" | ")" =>
                {
                    return None;
                }
                _ => {}
            }
            if reader.doc.has(at, &["công", "nhận"]) {
                return None;
            }
            let near = at == name.tokens.end
                || at <= name.tokens.end + 4 && self.only_modifiers(name.tokens.end, at);
            if near {
                if reader.counted_at(at, limit).is_some() {
                    let (items, end) = reader.list(at, limit);
                    return Some((items, end));
                }
                let authority = reader.authority_at(at);
                let takes = matches!(name.slug, "thu-khen" | "bang-khen" | "giay-khen" | "giai");
                let conferring = authority.as_ref().is_some_and(|a| {
                    self.low(a.tokens.end) == "cho"
                        || a.level.is_some_and(|l| l != "organization" && l != "ministry")
                });
                if takes
                    && !conferring
                    && (reader.unit_at(reader.skip_people_of(at)).is_some()
                        || name.slug == "giai" && reader.named_at(at, limit).is_some())
                {
                    let (items, end) = reader.list(at, limit);
                    return Some((items, end));
                }
                if let Some(authority) = authority {
                    at = authority.tokens.end;
                    continue;
                }
            }
            at += 1;
        }
        None
    }

    /// `Tập thể LĐXS: 14;`: a number alone.
    fn bare_number(&self, at: usize, limit: usize) -> Option<Item> {
        let doc = self.reader.doc;
        let (count, len) =
            crate::extract::numbers::count_at(doc, at).filter(|_| doc.tokens[at].is_number())?;
        let end = at + len;
        let closed = end >= limit || matches!(doc.low(end), ";" | "," | ".");
        // `Cờ thi đua: 01 (Chi nhánh X)`
        if doc.low(end) == "(" {
            let close = self.reader.close_of(end, limit);
            let (names, _) = self.reader.names(end + 1, close, count, None);
            let kind = (!names.is_empty()).then_some("collective");
            return Some(Item { tokens: at..end, count: Some(count), names, kind, generic: false });
        }
        (closed && !doc.low(end).starts_with('/')).then(|| Item {
            tokens: at..end,
            count: Some(count),
            ..Item::default()
        })
    }

    fn is_gift(&self, i: usize) -> bool {
        let doc = self.reader.doc;
        [["phần", "thưởng"], ["tiền", "thưởng"], ["phần", "quà"], ["số", "tiền"], ["tặng", "quà"]]
            .iter()
            .any(|w| doc.has(i, w))
            || matches!(doc.low(i), "hoa" | "quà" | "logo")
    }

    /// Whether between an award and its recipients stand only a year or an authority.
    fn only_modifiers(&self, from: usize, to: usize) -> bool {
        (from..to).all(|k| {
            matches!(self.low(k), "năm" | "cấp" | "tỉnh" | "huyện") || self.reader.doc.tokens[k].is_number()
        }) || self.reader.authority_at(from).is_some_and(|a| a.tokens.end == to)
    }

    /// `(hạng nhất 1 tập thể; hạng nhì …)` is left to the shortened names; `(2 xã: …)` is a list.
    fn bracket(&self, at: usize, limit: usize, name: &Name) -> Option<(Vec<Item>, usize)> {
        let close = self.reader.close_of(at, limit);
        let (items, end) = self.reader.list(at + 1, close);
        let sum: u64 = items.iter().filter_map(|i| i.count).sum();
        (name.direct.is_none_or(|d| d.0 == sum)
            && end + 1 >= close
            && items.iter().any(|i| i.count.is_some()))
        .then_some((items, close + 1))
    }

    // --------------------------------------------------------------------------------------------
    // Left

    /// The recipients before an award: the subject of `được`, `đạt`, `nhận`, or right before it.
    fn left(&self, name: &Name, first: usize, governing: Governing) -> Vec<Item> {
        let from = self.clause_start(first);
        // `… có 4 đảng viên 55 năm, 8 đảng viên 45 năm`: counted right before the award.
        let counted = (from..first).rev().take(8).find_map(|i| {
            self.reader
                .counted_at(i, first)
                .filter(|item| item.tokens.end == first && name.slug == "huy-hieu-dang")
        });
        if let Some(item) = counted {
            return vec![item];
        }
        let subject_end = governing.get.filter(|&g| g >= from);
        let apart = |end: usize| governing.give.is_none() && (end..first).any(|k| self.low(k) == ",");
        if let Some(end) = subject_end.filter(|&end| !apart(end)) {
            let items = self.reader.list_before(from, self.before_adverbs(from, end));
            if !items.is_empty() {
                return items.into_iter().filter(|i| !self.is_conferring(i, end, first)).collect();
            }
        }
        // `…; 72 đạt Lao động tiên tiến`
        if let Some(end) = subject_end {
            let at = self.before_adverbs(from, end);
            if at > from
                && !(at >= 2 && matches!(self.low(at - 2), "năm" | "tháng" | "ngày" | "quý"))
                && let Some(item) = self.bare_number(at - 1, at)
            {
                return vec![item];
            }
            // `từng được … tặng Bằng khen … và đạt giải Nhì`: the subject of the award before.
            let same =
                (from..end).all(|k| self.reader.noun_at(k).is_none() && self.reader.unit_at(k).is_none());
            if same
                && from > self.tokens.start
                && end > from
                && !(from..end).any(|k| matches!(self.low(k), "," | ";"))
            {
                return self.last_items.clone();
            }
        }
        // `xã A và xã B đề nghị Chủ tịch UBND tỉnh tặng Bằng khen`
        if let Some(propose) = governing.propose.filter(|&p| p >= from && subject_end.is_none()) {
            let items = self.reader.list_before(from, self.before_adverbs(from, propose));
            if !items.is_empty() {
                return items;
            }
            let acclaimed = self.acclaimed(propose);
            return if acclaimed.is_empty() { self.labelled() } else { acclaimed };
        }
        let adjacent = self.reader.list_before(from, first);
        let touches = adjacent.last().is_some_and(|i| self.reader.close_behind(i.tokens.end, first));
        if touches
            && governing.give.is_none_or(|g| adjacent.first().is_some_and(|i| i.tokens.start > g))
            && !matches!(name.slug, "bang-khen" | "giay-khen")
        {
            return adjacent;
        }
        Vec::new()
    }

    /// Rule `award-labelled`: `- Sở X: 968 điểm, đề nghị Chính phủ tặng Cờ thi đua`: the item's label receives.
    fn labelled(&self) -> Vec<Item> {
        let first = self.tokens.start;
        let at = if matches!(self.low(first), "-" | "+" | "•" | "*") { first + 1 } else { first };
        let (items, end) = self.reader.list(at, self.tokens.end);
        if self.low(end) == ":" && items.iter().all(|i| !i.names.is_empty()) { items } else { Vec::new() }
    }

    /// `suy tôn xã X là đơn vị dẫn đầu, đề nghị … tặng Cờ`: the one acclaimed before the proposal.
    fn acclaimed(&self, propose: usize) -> Vec<Item> {
        let from = self.consumed;
        let acclaim = (from..propose)
            .rev()
            .find(|&k| VERBS.at(self.reader.doc, k).is_some_and(|v| v.row.value(0) == "acclaim"));
        acclaim
            .and_then(|k| {
                let len = VERBS.at(self.reader.doc, k).map_or(1, |v| v.len);
                self.reader.named_at(k + len, propose)
            })
            .into_iter()
            .collect()
    }

    /// A unit between `được` and the award confers it and does not receive it.
    fn is_conferring(&self, item: &Item, get: usize, first: usize) -> bool {
        item.tokens.start > get && item.tokens.end < first
    }

    fn before_adverbs(&self, from: usize, end: usize) -> usize {
        const ADVERBS: &[&str] =
            &["đã", "cũng", "từng", "vừa", "đều", "còn", "lại", "được", "đang", "để", "sẽ"];
        let doc = self.reader.doc;
        let mut at = end;
        while at > from {
            if ADVERBS.contains(&self.low(at - 1)) {
                at -= 1;
            } else if at >= from + 2 && doc.has(at - 2, &["vinh", "dự"]) {
                at -= 2;
            } else {
                break;
            }
        }
        at
    }

    /// Where the clause of an award begins: behind the award before, or behind the last `;`.
    fn clause_start(&self, first: usize) -> usize {
        let semicolon = (self.consumed..first).rev().find(|&k| self.low(k) == ";").map_or(0, |k| k + 1);
        semicolon.max(self.consumed)
    }

    // --------------------------------------------------------------------------------------------
    // What governs

    fn governing(&self, first: usize) -> Governing {
        let mut found = Governing::default();
        let mut i = self.clause_start(first);
        while i < first {
            let Some(verb) = VERBS.at(self.reader.doc, i) else {
                i += 1;
                continue;
            };
            match verb.row.value(0) {
                "get" => found.get = Some(i),
                "give" => found.give = Some(i),
                "propose" => found.propose = Some(i),
                // `đã tặng`, `quyết định công nhận`; `đã được` gives nothing.
                "decide" if self.low(i + verb.len - 1) != "được" => found.give = Some(i),
                "decide" => found.get = Some(i + verb.len - 1),
                _ => {}
            }
            i += verb.len;
        }
        // A subject stands before the first of `được … tặng`.
        if let (Some(get), Some(give)) = (found.get, found.give)
            && give < get
            && found.propose.is_none()
        {
            found.give = None;
        }
        found
    }

    /// Who confers, and whether a person hands it over.
    fn authority(&mut self, name: &Name, first: usize, governing: Governing) -> (Option<Authority>, bool) {
        if let Some(found) = self.authority_behind(name) {
            let person = governing.give.is_some_and(|g| self.is_person_subject(first, g));
            self.last_of = Some(found.clone());
            if let Some(give) = governing.give.filter(|_| !person && governing.get.is_none()) {
                let from = self.clause_start(first);
                let subject = self.reader.authority_before(from, self.verb_chain(from, give), true);
                self.last_authority = subject.or_else(|| self.last_authority.take());
            }
            return (Some(found), person);
        }
        let from = self.clause_start(first);
        if let Some(get) = governing.get.filter(|&g| governing.give.is_none_or(|give| give > g)) {
            let own = (get + 1..first).find_map(|i| self.reader.authority_at(i));
            let part = self.reader.doc.has(self.tokens.start, &["trong", "đó"]);
            return (own.or_else(|| self.carry.giver.clone().filter(|_| part)), false);
        }
        if let Some(give) = governing.give {
            let start = self.verb_chain(self.tokens.start.max(from), give);
            let gives_in_name = self.low(give) != "trao" || self.low(give + 1) == "tặng";
            if let Some(found) = self.delegated(give) {
                self.last_authority = Some(found.clone());
                return (Some(found), true);
            }
            if let Some(found) = self.reader.authority_before(from, start, gives_in_name) {
                self.last_authority = Some(found.clone());
                return (Some(found), false);
            }
            if let Some(found) = self.decided(from, give).or_else(|| self.delegated(give)) {
                self.last_authority = Some(found.clone());
                return (Some(found), true);
            }
            if self.is_person_subject(first, give) {
                return (None, true);
            }
            // `quyết định công nhận … cho 71 tập thể, “…” cho …; tặng Giấy khen`: the subject holds on.
            if start == from || self.consumed > self.tokens.start || self.low(start.saturating_sub(1)) == ","
            {
                self.last_authority = self.inherited(name, from, start).or_else(|| self.subject(give));
                return (self.last_authority.clone(), false);
            }
            return (None, false);
        }
        // `UBND tỉnh: 03 Bằng khen;`
        if let Some(label) = self.label().filter(|_| governing.propose.is_none()) {
            self.last_authority = Some(label);
        }
        if let Some(propose) = governing.propose {
            let found = (propose + 1..first).find_map(|i| self.reader.authority_at(i));
            return (found.or_else(|| self.last_authority.clone()), false);
        }
        (self.inherited(name, from, first), false)
    }

    /// `Bằng khen của Bộ trưởng Bộ Y tế`, `Bằng khen UBND tỉnh cho …`.
    fn authority_behind(&self, name: &Name) -> Option<Authority> {
        let mut at = name.tokens.end;
        while at < self.tokens.end && at < name.tokens.end + 12 {
            match self.low(at) {
                "của" => return self.reader.authority_at(at + 1),
                "cho" | ";" | "." | "," | ":" | "và" | "được" | "đạt" | "vì" => break,
                "về" if self.low(at + 1) == "thành" => break,
                _ => at += 1,
            }
        }
        let near = self.reader.authority_at(name.tokens.end)?;
        let body = near.level.is_some_and(|l| l != "organization") && near.text.contains(' ');
        (body
            && matches!(name.slug, "bang-khen" | "giay-khen" | "co-thi-dua")
            && self.low(near.tokens.end) != "(")
            .then_some(near)
    }

    /// The authority of the award before, or of the heading, where this clause names none.
    fn inherited(&self, name: &Name, from: usize, start: usize) -> Option<Authority> {
        let level_said = (self.tokens.start..start).any(|k| self.low(k) == "cấp" && k + 1 < start);
        if level_said && self.last_authority.is_none() {
            return None;
        }
        if let Some(last) = &self.last_authority {
            return Some(last.clone());
        }
        if self.carry.open {
            return self.carry.authority.clone();
        }
        // `trao Bằng khen của Bộ trưởng Bộ X tặng …; Kỷ niệm chương tặng …`
        if name.slug == "ky-niem-chuong" && self.last_of.is_some() {
            return self.last_of.clone();
        }
        let doc = self.reader.doc;
        let first = self.tokens.start;
        let part = doc.has(first, &["trong", "đó"]) || doc.has(first, &["cụ", "thể"]);
        if part {
            return self.carry.giver.clone();
        }
        let opener = matches!(self.low(first), "đồng" | "bên" | "ngoài" | "cùng");
        (opener && from <= first + 3).then(|| self.carry.subject.clone()).flatten()
    }

    /// The authority that labels an item of a list: `UBND tỉnh: 03 Bằng khen`.
    fn label(&self) -> Option<Authority> {
        let first = self.tokens.start;
        let at = if matches!(self.low(first), "-" | "+" | "•" | "*") { first + 1 } else { first };
        self.reader.authority_at(at).filter(|a| self.low(a.tokens.end) == ":")
    }

    /// The body that the sentence begins with: `Hội X tổ chức sơ kết, tặng Giấy khen …`.
    fn subject(&self, give: usize) -> Option<Authority> {
        let from = self.tokens.start;
        let found = (from..give.min(from + 12))
            .find_map(|i| self.reader.authority_at(i).filter(|a| a.tokens.len() > 1))?;
        let held =
            self.reader.doc.has(found.tokens.end, &["tổ", "chức"]) || self.low(found.tokens.end) == "đã";
        (held && found.level.is_some()).then_some(found)
    }

    /// First token of the chain of verbs and adverbs that ends at the verb: `đã quyết định tặng`.
    fn verb_chain(&self, from: usize, give: usize) -> usize {
        let mut at = give;
        while at > from
            && matches!(
                self.low(at - 1),
                "đã" | "cũng"
                    | "còn"
                    | "vừa"
                    | "sẽ"
                    | "quyết"
                    | "định"
                    | "xét"
                    | "xem"
                    | "tiếp"
                    | "tục"
                    | "có"
                    | "ký"
                    | "ban"
                    | "hành"
                    | "thưởng"
                    | "đều"
                    | "ra"
                    | "đồng"
                    | "thời"
                    | "nhất"
                    | "trí"
                    | "và"
                    | ","
                    | "công"
                    | "nhận"
            )
        {
            at -= 1;
        }
        // `- Trung ương Hội X: tặng Cờ …`
        if at > from && self.low(at - 1) == ":" {
            return at - 1;
        }
        let turns: [&[&str]; 6] = [
            &["tổ", "chức", "lễ"],
            &["tổ", "chức", "buổi", "lễ"],
            &["tổ", "chức"],
            &["đến", "nhà", "riêng"],
            &["đến", "nhà"],
            &["long", "trọng", "tổ", "chức", "lễ"],
        ];
        let doc = self.reader.doc;
        let turn = turns
            .iter()
            .find(|t| at > from + t.len() && doc.has(at - t.len(), t) && doc.low(at - t.len() - 1) != "ban");
        match turn {
            Some(turn) => self.verb_chain(from, at - turn.len()),
            None => at,
        }
    }

    /// `Chủ tịch UBND tỉnh ban hành Quyết định số 31/QĐ-UBND (ngày …) tặng`: who decided.
    fn decided(&self, from: usize, give: usize) -> Option<Authority> {
        let doc = self.reader.doc;
        let decision = (from..give).rev().find(|&k| doc.has(k, &["quyết", "định"]))?;
        let verb = self.verb_chain(from, decision);
        self.reader.authority_before(from, verb, true)
    }

    /// `Thừa ủy quyền của Chủ tịch nước, đồng chí … trao`.
    fn delegated(&self, give: usize) -> Option<Authority> {
        let doc = self.reader.doc;
        let from = (self.tokens.start..give).rev().find(|&k| self.low(k) == ";").unwrap_or(self.tokens.start);
        let at = (from..give).find(|&k| doc.has(k, &["ủy", "quyền"]) || doc.has(k, &["thừa", "lệnh"]))?;
        let of = if self.low(at + 2) == "của" { at + 3 } else { at + 2 };
        self.reader.authority_at(of)
    }

    /// Whether a person is the subject of the verb: `đồng chí X trao`.
    fn is_person_subject(&self, first: usize, give: usize) -> bool {
        let from = self.clause_start(first).min(give);
        let start = self.verb_chain(from, give);
        (start.saturating_sub(6).max(self.tokens.start)..start)
            .any(|i| crate::extract::person::name_at(self.reader.doc, i) == Some(start))
            || (from..give).any(|k| matches!(self.low(k), "ông" | "bà" | "chí") && self.low(give) == "trao")
    }

    fn level(&self, name: &Name, authority: Option<&Authority>, first: usize) -> Option<&'static str> {
        if is_state_honour(name.slug) {
            return Some("state");
        }
        if let Some(level) = authority.and_then(|a| a.level) {
            return Some(level);
        }
        if name.slug == "chien-si-thi-dua-cap-tinh" && name.tokens.clone().any(|k| self.low(k) == "tỉnh") {
            return Some("province");
        }
        if name.slug == "chien-si-thi-dua-cap-tinh" && name.tokens.clone().any(|k| self.low(k) == "bộ") {
            return Some("ministry");
        }
        // `Ở cấp huyện, công nhận …`, `Cấp tỉnh, 1.015 tập thể được …`
        let said = (self.tokens.start..first).rev().find(|&k| self.low(k) == "cấp" && !self.in_name(k))?;
        match self.low(said + 1) {
            "tỉnh" => Some("province"),
            "huyện" | "quận" | "thị" => Some("district"),
            "xã" | "phường" => Some("commune"),
            "bộ" => Some("ministry"),
            _ => None,
        }
    }

    fn in_name(&self, i: usize) -> bool {
        self.names.iter().any(|n| n.tokens.contains(&i))
    }

    /// Whether what stands before says that it is proposed: the last word of `đề nghị`, `trình`,
    /// `thông qua` against `quyết định`, `được tặng`, `đã tặng`.
    fn proposed(&self, first: usize) -> bool {
        let doc = self.reader.doc;
        let mut proposed = self.carry.open && self.carry.proposed;
        let mut i = self.tokens.start;
        while i < first {
            let Some(verb) = VERBS.at(doc, i) else {
                i += 1;
                continue;
            };
            match verb.row.value(0) {
                "propose" | "acclaim" | "vote" => proposed = true,
                "decide" => proposed = false,
                "give" if proposed && i > 0 && (self.low(i - 1) == "đã" || self.low(i) == "trao") => {
                    proposed = false
                }
                "get" if self.low(i) == "được" => {
                    let asked = VERBS.at(doc, i + 1).is_some_and(|v| v.row.value(0) == "propose");
                    let given = (i + 1..(i + 12).min(first))
                        .any(|k| VERBS.at(doc, k).is_some_and(|v| v.row.value(0) == "give"));
                    if !asked && given && !(i > 0 && self.low(i - 1) == "để") {
                        proposed = false;
                    }
                }
                _ => {}
            }
            i += verb.len;
        }
        proposed
    }

    /// Whether the text says of it that nobody gets it: targets, standards, stock, titles of persons.
    fn is_none(&self, name: &Name, first: usize, limit: usize, governing: Governing) -> bool {
        let doc = self.reader.doc;
        let from = self.clause_start(first);
        let sentence = self.tokens.clone();
        let has = |range: Range<usize>, class: &str| {
            range.clone().any(|k| VERBS.at(doc, k).is_some_and(|v| v.row.value(0) == class))
        };
        // The words of a standard may stand anywhere in the sentence, a target before its award.
        if has(from..first, "target") || has(sentence.clone(), "standard") {
            return true;
        }
        let file = (from..first).any(|k| doc.has(k, &["hồ", "sơ"]));
        if file && has(name.tokens.end..limit.min(name.tokens.end + 16), "revoked") {
            return true;
        }
        let verb = governing.get.is_some() || governing.give.is_some() || governing.propose.is_some();
        let stock = doc.has(sentence.start, &["đến", "nay"])
            || doc.has(sentence.start, &["hiện"])
            || doc.has(sentence.start, &["tính", "đến", "nay"]);
        if stock && !verb {
            return true;
        }
        // `vận động hộ đạt chuẩn gia đình văn hóa`, `giữ vững danh hiệu ấp văn hóa` confer nothing.
        let kept = (first.saturating_sub(4)..first).any(|k| matches!(self.low(k), "chuẩn" | "vững" | "chí"));
        kept && matches!(name.slug, "gia-dinh-van-hoa" | "thon-to-dan-pho-van-hoa")
    }

    /// Whether a breakdown holds this award: behind `trong đó`, `gồm`, `cụ thể`, or in brackets.
    fn is_part(&self, first: usize) -> bool {
        let doc = self.reader.doc;
        let mut depth = 0i32;
        for k in self.tokens.start..first {
            match doc.tokens[k].text {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
        }
        depth > 0
            || (self.tokens.start..first)
                .any(|k| doc.has(k, &["trong", "đó"]) || doc.has(k, &["cụ", "thể"]) || doc.low(k) == "gồm")
    }

    /// Years of merit: `năm 2022`, `năm 2021, 2022`, `giai đoạn 2020-2025` around the award.
    fn years(&self, first: usize, limit: usize) -> Vec<u16> {
        let doc = self.reader.doc;
        let mut years = Vec::new();
        let from = self.clause_start(first);
        for k in from..limit {
            let token = &doc.tokens[k];
            let year =
                token.text.parse::<u16>().ok().filter(|y| token.is_number() && (1950..2100).contains(y));
            let said = k > 0 && matches!(doc.low(k - 1), "năm" | "," | "-" | "và" | "học" | "đoạn");
            if let Some(year) = year.filter(|_| said && k >= first)
                && !years.contains(&year)
            {
                years.push(year);
            }
        }
        if years.is_empty() && self.low(self.tokens.start) == "năm" {
            years.extend(
                doc.low(self.tokens.start + 1).parse::<u16>().ok().filter(|y| (1950..2100).contains(y)),
            );
        }
        years
    }

    /// How many years stand behind an award: `các năm 2013, 2015` is two, `2013-2015` none.
    fn years_listed(&self, at: usize) -> usize {
        let doc = self.reader.doc;
        let start = if self.low(at) == "các" { at + 1 } else { at };
        if self.low(start) != "năm" {
            return 0;
        }
        let year = |k: usize| doc.tokens.get(k).is_some_and(|t| t.is_number() && t.text.len() == 4);
        let mut count = 0;
        let mut k = start + 1;
        while year(k) {
            count += 1;
            if !matches!(self.low(k + 1), "," | "và") {
                break;
            }
            k += if self.low(k + 2) == "năm" { 3 } else { 2 };
        }
        if matches!(self.low(k + 1), "-" | "/") { 0 } else { count }
    }

    /// The kind of the subject of `đạt 27 giải`, `Đoàn X giành 71 huy chương`.
    fn kind_of_subject(&self, at: usize) -> Option<&'static str> {
        let get = (self.tokens.start..at)
            .rev()
            .find(|&k| matches!(self.low(k), "giành" | "đạt" | "đoạt" | "nhận" | "gồm"))?;
        // Only a chain of counted awards stands between the verb and this one.
        let numbers = |k: usize| {
            self.reader.doc.tokens[k].is_number()
                || matches!(
                    self.low(k),
                    "," | "và"
                        | "("
                        | ")"
                        | "danh"
                        | "hiệu"
                        | "cấp"
                        | "tỉnh"
                        | "giải"
                        | "quốc"
                        | "gia"
                        | "gồm"
                        | ":"
                        | "được"
                )
        };
        if !(get + 1..at).all(|k| self.in_name(k) || numbers(k)) {
            return None;
        }
        let end = self.before_adverbs(self.tokens.start, get);
        let from = end.saturating_sub(6).max(self.tokens.start);
        (from..end).find_map(|i| {
            let named = self.reader.named_at(i, end).filter(|n| n.tokens.end == end);
            let whole = self.low(get) == "gồm";
            let noun = self.reader.noun_at(i).filter(|(len, kind)| {
                *kind != "any" && (i + len == end || whole || self.reader.unit_at(i + len).is_some())
            });
            noun.map(|n| n.1).or(named.and_then(|n| n.kind))
        })
    }

    /// The kind of the one that a chain of counted awards goes to: `Trường được tặng 2 Cờ …, 5 Bằng khen`.
    fn kind_of_chain(&mut self, name: &Name, at: usize) -> Option<&'static str> {
        let governing = self.governing(at);
        if governing.get.is_some() {
            self.last_items = self.left(name, at, governing);
        } else if governing.give.is_some() || self.low(self.clause_start(at).saturating_sub(1)) == ";" {
            self.last_items.clear();
        }
        match self.last_items.as_slice() {
            [item] => item.kind,
            _ => None,
        }
    }

    /// The kind named at the end of a chain: `1 giải nhất, 2 giải nhì … cho các cá nhân`.
    fn kind_behind(&self) -> Option<&'static str> {
        let last = self.names.last()?;
        let (items, _) = self.right(last, self.tokens.end)?;
        items.first().filter(|i| i.generic).and_then(|i| i.kind)
    }

    /// Rule `award-praise`: a commendation whose form the text does not name: `khen thưởng 5 tập thể`.
    fn praise(&mut self, drafts: &mut Vec<Draft>, before: usize) {
        let doc = self.reader.doc;
        let mut i = self.tokens.start;
        while i < self.tokens.end {
            let Some(verb) = VERBS.at(doc, i).filter(|v| v.row.value(1) == "praise") else {
                i += 1;
                continue;
            };
            let behind = i + verb.len;
            let list = if matches!(self.low(behind), "cho" | ":") { behind + 1 } else { behind };
            let next_name =
                self.names.iter().map(|n| n.tokens.start).find(|&s| s >= i).unwrap_or(self.tokens.end);
            let in_unit = self.reader.mentions.list.iter().any(|n| n.tokens.contains(&i));
            let worded = i > self.tokens.start
                && matches!(self.low(i - 1), "đua" | "," | "-" | "tác" | "hình" | "thức" | "sơ" | "được");
            let (items, end) = self.reader.list(list, self.tokens.end);
            i = behind;
            if in_unit || worded || items.first().is_none_or(|f| f.count.is_none()) {
                continue;
            }
            let taken = drafts[before..]
                .iter()
                .any(|d| d.tokens.start >= behind && d.tokens.start < end.max(behind + 1));
            if items.iter().all(|item| item.count.is_none()) || taken || next_name < list {
                continue;
            }
            let target = (self.tokens.start..behind)
                .any(|k| VERBS.at(doc, k).is_some_and(|v| matches!(v.row.value(0), "target" | "standard")));
            if target {
                continue;
            }
            let start = self.verb_chain(self.tokens.start, behind - verb.len);
            let authority = self.reader.authority_before(self.tokens.start, start, true);
            let draft = Draft {
                slug: "khen-thuong",
                class: None,
                level: authority.as_ref().and_then(|a| a.level),
                authority: authority.map(|a| a.text),
                kind: None,
                count: None,
                names: Vec::new(),
                proposed: self.proposed(behind - verb.len),
                years: self.years(behind, end),
                tokens: behind..end,
                weak: false,
                handed_over: false,
                part: false,
                part_of_count: true,
                apart: false,
                sentence: doc.tokens[self.tokens.start].sentence,
                rule: "award-praise",
            };
            drafts.extend(items.iter().filter(|i| i.count.is_some()).map(|i| draft.clone().receive(i, None)));
        }
    }

    /// Leaves to the next sentence what it may need.
    fn leave(&mut self, found: bool) {
        let doc = self.reader.doc;
        let last = doc.tokens[self.tokens.end - 1];
        let subject = (self.tokens.start..(self.tokens.start + 12).min(self.tokens.end))
            .find_map(|i| self.reader.authority_at(i).filter(|a| a.level.is_some() && a.tokens.len() > 1));
        self.carry.giver = self.last_authority.clone();
        self.carry.subject = subject.clone().or_else(|| self.carry.subject.take().filter(|_| found));
        if last.text == ":" {
            let end = self.tokens.end;
            let governing = self.governing(end);
            let proposed = self.proposed(end);
            let from = self.tokens.start;
            let authority = governing
                .give
                .and_then(|give| self.reader.authority_before(from, self.verb_chain(from, give), true))
                .or_else(|| {
                    governing.propose.and_then(|p| (p + 1..end).find_map(|i| self.reader.authority_at(i)))
                });
            if governing.give.is_some() || governing.propose.is_some() {
                self.carry.authority = authority;
                self.carry.proposed = proposed;
                self.carry.open = true;
            }
        }
    }
}

/// `Chiến sĩ thi đua` of a ministry, a province or a military region is that of their level.
fn levelled(name: &Name, authority: Option<&Authority>) -> &'static str {
    let above = authority.is_some_and(|a| {
        matches!(a.level, Some("province" | "ministry" | "government"))
            || a.text.contains("Quân khu")
            || a.text.contains("Quân chủng")
    });
    if name.unlevelled && above { "chien-si-thi-dua-cap-tinh" } else { name.slug }
}

/// The entries of an award for a list of recipients; names of one kind in a row are one entry.
fn entries(draft: &Draft, items: &[Item], name: &Name, rule: &'static str) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for item in items.iter().filter(|i| !i.generic) {
        let named_only = item.count.is_none();
        let kind = item.kind.or(name.recipient);
        match out.last_mut().filter(|d| {
            named_only
                && d.rule == rule
                && d.count == Some(d.names.len() as u64)
                && d.kind == kind
                && !d.part_of_count
        }) {
            Some(last) => {
                last.names.extend(item.names.clone());
                last.count = Some(last.names.len() as u64);
                last.tokens.end = item.tokens.end;
            }
            None => out.push(Draft {
                rule,
                part_of_count: !named_only,
                ..draft.clone().receive(item, name.recipient)
            }),
        }
    }
    out
}

/// Orders, medals and state honours are conferred by the President whether or not the text says so.
pub fn is_state_honour(slug: &str) -> bool {
    slug.starts_with("huan-chuong")
        || slug.starts_with("huy-chuong") && slug != "huy-chuong-the-thao"
        || slug.starts_with("anh-hung")
        || slug.starts_with("nha-giao")
        || slug.starts_with("thay-thuoc")
        || slug.starts_with("nghe-")
        || slug.starts_with("giai-thuong")
        || slug == "ba-me-viet-nam-anh-hung"
}

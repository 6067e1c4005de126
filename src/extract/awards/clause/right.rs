//! The recipients behind an award.

use super::super::name::Name;
use super::super::recipients::Item;
use super::{Clause, Taken};
use crate::extract::{numbers, person};
use smallvec::smallvec;

/// How far behind an award its recipients may begin, in steps.
const REACH: usize = 40;

/// Words and marks behind which another clause or award begins.
const STOPS: &[&str] = &[";", ".", ",", "và", "cùng", "đạt", "nhận", "đề", ")"];

/// What is given along with an award: `Bằng khen và tiền thưởng cho …`.
const GIFTS: &[&[&str]] = &[
    &["phần", "thưởng"],
    &["tiền", "thưởng"],
    &["phần", "quà"],
    &["số", "tiền"],
    &["tặng", "quà"],
    &["hoa"],
    &["quà"],
    &["logo"],
];

/// A step behind an award.
enum Step<'t> {
    /// Go on at this token.
    To(usize),
    /// Here the recipients are, or none can be.
    End(Option<Taken<'t>>),
}

impl<'t> Clause<'_, '_, 't> {
    /// The recipients behind an award: over its authority, years and reasons to `cho`, a colon or
    /// the first counted recipient. Not beyond `limit` nor into another clause.
    pub(super) fn right(&self, name: &Name<'t>, limit: usize) -> Option<Taken<'t>> {
        if let Some(item) = self.behind_class(name, limit) {
            return Some(alone(item));
        }
        let mut at = name.tokens.end;
        for _ in 0..REACH {
            if at >= limit {
                break;
            }
            match self.step(name, at, limit) {
                Step::To(next) => at = next,
                Step::End(taken) => return taken,
            }
        }
        None
    }

    /// `(hạng Nhất 5, hạng Nhì 7)`: the count behind the class.
    fn behind_class(&self, name: &Name<'t>, limit: usize) -> Option<Item<'t>> {
        if self.low(name.tokens.start) != "hạng" {
            return None;
        }
        let at = name.tokens.end;
        self.bare_number(at, limit.min(at + 2))
            .or_else(|| self.bare_number(at, at + 1).filter(|_| self.low(at + 1) == ")"))
    }

    fn step(&self, name: &Name<'t>, at: usize, limit: usize) -> Step<'t> {
        if let Some(list) = self.behind_opening(name, at) {
            return Step::End(self.opened(name, list, limit));
        }
        match self.low(at) {
            "của" => self.step_of(name, at, limit),
            "(" => match self.bracket(at, limit, name) {
                Some(taken) => Step::End(Some(taken)),
                None => Step::To(self.reader.close_of(at, limit) + 1),
            },
            // `trao giấy khen, tuyên dương em A`
            "," | "và" if let Some(list) = self.also_praised(at + 1, limit) => {
                Step::End(self.filled_list(list, limit))
            }
            // `Giấy khen, mỗi trường hợp kèm 3 triệu đồng, cho anh A`
            "," if let Some(to) = self.behind_aside(at, limit) => Step::To(to),
            // `Giấy khen của UBND huyện được trao cho A`
            "được" if let Some(to) = self.handed(at) => Step::To(to),
            // `trao Huy hiệu Đảng đợt 7/11 tặng 31 đảng viên`
            // `Huân chương của Chủ tịch nước trao tặng Trường A`
            _ if let Some(taken) = self.given_to(name, at, limit) => Step::End(Some(taken)),
            // `giấy chứng nhận và phần thưởng cho 9 tập thể`
            "và" | "cùng" | "," | "kèm" if self.is_gift(at + 1) => Step::To(at + 2),
            // `Giấy khen và 20 suất học bổng cho 20 học sinh`
            "và" | "cùng" if let Some(to) = self.behind_gifts(at, limit) => Step::To(to),
            _ if self.stops(name, at) => Step::End(None),
            _ if self.is_near(name, at) => self.step_near(name, at, limit),
            _ => Step::To(at + 1),
        }
    }

    /// Behind a verb of giving at token `at`, whole, where recipients begin; not of an award that is counted.
    fn given_to(&self, name: &Name<'t>, at: usize, limit: usize) -> Option<Taken<'t>> {
        let gives = matches!(self.low(at), "tặng" | "trao" | "phong" | "truy") && name.direct.is_none();
        let verb = self.verbs.at(at).filter(|v| gives && v.class == "give")?;
        let list = at + verb.len;
        // `Cờ thi đua của UBND tỉnh tặng: Sở A, Sở B`
        let list = if self.low(list) == ":" { list + 1 } else { list };
        if self.begins_item(list, limit) {
            return Some(self.reader.list(list, limit));
        }
        self.reader.unknown_winner(list, limit).map(alone)
    }

    /// The token behind what opens the recipients at token `at`: `cho`, a colon, `dành cho`.
    fn behind_opening(&self, name: &Name<'t>, at: usize) -> Option<usize> {
        match self.low(at) {
            "cho" if self.low(at + 1) == ":" => Some(at + 2),
            "cho" | ":" | "lên" => Some(at + 1),
            "tới" | "đến" if self.begins_item(at + 1, self.tokens.end) => Some(at + 1),
            "dành" if self.low(at + 1) == "cho" => Some(at + 2),
            // `công nhận Chiến sĩ thi đua toàn quân đối với 1 đồng chí`
            "đối" if self.low(at + 1) == "với" => Some(at + 2),
            "thuộc" if self.low(at + 1) == "về" => Some(at + 2),
            "có" if name.slug == "huy-hieu-dang" && name.class.is_some() => Some(at + 1),
            // `Được tặng Bằng khen của UBND tỉnh có ông A và bà B`
            "có" if self.is_inverted(name.first()) => Some(at + 1),
            "là" | "gồm" => Some(if self.low(at + 1) == ":" { at + 2 } else { at + 1 }),
            _ => None,
        }
    }

    /// `Được tặng Bằng khen … có A`, `Dịp này, vinh dự nhận Cờ thi đua có B`: whether the clause of the award at token
    /// `first` begins with a verb of receiving, so that its subject can only follow.
    fn is_inverted(&self, first: usize) -> bool {
        const SET_APART: &[&str] = &["dịp", "nhân", "tại", "trong", "cũng", "cùng", "ngoài", "năm"];
        let from = match self.behind_bullet() {
            bullet if self.clause_start(first) == self.tokens.start => bullet,
            _ => self.clause_start(first),
        };
        let set_apart = SET_APART.contains(&self.low(from));
        let comma = (from..first.min(from + 8)).find(|&k| set_apart && self.low(k) == ",");
        let start = comma.map_or(from, |k| k + 1);
        let verb = (start..first).find(|&k| !matches!(self.low(k), "vinh" | "dự" | "cùng" | "cũng" | "đã"));
        verb.is_some_and(|k| self.verbs.is(k, "get") && (self.low(k) != "đạt"))
    }

    /// The recipients that an opening word announces at token `at`: a number alone where the award
    /// says whose it is, else a list.
    fn opened(&self, name: &Name<'t>, at: usize, limit: usize) -> Option<Taken<'t>> {
        match self.bare_number(at, limit).filter(|_| name.recipient.is_some()) {
            Some(item) => Some(alone(item)),
            None => self.as_many_names(name, at, limit, self.filled_list(at, limit)),
        }
    }

    /// `3 giải ba là X, Y và Z`, `2 giải B cho các tác giả A, B`: of a prize that is counted, as many names as there
    /// are, where `taken` has fewer.
    fn as_many_names(
        &self,
        name: &Name<'t>,
        at: usize,
        limit: usize,
        taken: Option<Taken<'t>>,
    ) -> Option<Taken<'t>> {
        let (items, _) = taken.as_ref().map_or((&[][..], 0), |t| (&t.0[..], t.1));
        let named: usize = items.iter().map(|i| i.names.len()).sum();
        let open = items.iter().all(|i| i.count.is_none());
        let wanted = name.direct.filter(|d| name.slug == "giai" && open && d.0 > 1 && (named as u64) < d.0);
        let read = |count: u64| {
            let first = (at..limit.min(at + 5)).find(|&k| self.reader.doc.is_capital(k))?;
            let (names, end) = self.reader.proper_pieces(first, limit, count)?;
            let kind = items.first().and_then(|i| i.kind);
            Some((vec![Item { tokens: at..end, names, kind, ..Item::default() }], end))
        };
        wanted.and_then(|(count, _)| read(count)).or(taken)
    }

    /// The list from token `at` on. It goes on over a semicolon where what follows is no clause of its own:
    /// `cho Sở A; Hội B và ông C; tặng …`, `cho 14 cá nhân thuộc Bộ A; 3 tập thể thuộc Bộ B`.
    fn filled_list(&self, at: usize, limit: usize) -> Option<Taken<'t>> {
        let (mut items, mut end) = self.reader.list(at, limit);
        if items.iter().all(|item| item.generic) {
            // `thuộc về Cơ sở xã hội Vinh Sơn 2`: whom a prize went to is named, known or not.
            let winner = self.low(at - 1) == "về" && self.low(at - 2) == "thuộc";
            let winner = winner.then(|| self.reader.unknown_winner(at, limit)).flatten();
            let lone = || self.reader.lone_at(at, limit).filter(|_| self.low(at - 1) == "cho");
            if let Some(taken) = self.unread_first(at, limit).filter(|_| items.is_empty()) {
                return Some(taken);
            }
            return winner
                .or_else(lone)
                .map(alone)
                .or_else(|| Some((items, end)).filter(|(items, _)| !items.is_empty()));
        }
        // `cho Đoàn trường và 2 đoàn viên`
        for item in items.iter_mut().filter(|item| item.generic) {
            if let Some(lone) = self.reader.lone_at(item.tokens.start, limit) {
                *item = lone;
            }
        }
        let named = |i: &Item| i.names.len() == 1 && i.count.is_none();
        let counted = |i: &Item| i.count.is_some() && i.kind.is_some();
        while let Some(mark) = self.semicolon_behind(end, limit) {
            let (more, stop) = self.reader.list(mark + 1, limit);
            let alike = !more.is_empty()
                && (items.iter().chain(&more).all(named) || items.iter().chain(&more).all(counted));
            let ends = matches!(self.low(self.behind_belonging(stop)), ";" | ".") || stop >= self.tokens.end;
            let clause = items.iter().all(named) && self.reader.acts_behind(mark + 1);
            if !alike || clause || !(ends || stop >= limit && items.iter().all(named)) {
                break;
            }
            items.extend(more);
            end = stop;
        }
        Some((items, end))
    }

    /// `cho Gian hàng Sen Việt, Trường A và ông B`: a first member that no rule knows, named if it begins with a capital
    /// and if the list goes on with ones that are.
    fn unread_first(&self, at: usize, limit: usize) -> Option<Taken<'t>> {
        let item = self.reader.unknown_name(at, limit, "collective").filter(|_| self.low(at - 1) == "cho")?;
        let parted = |k: &usize| self.low(*k) == "và" && self.reader.named_at(k + 1, limit).is_some();
        let end = item.tokens.clone().find(parted).unwrap_or(item.tokens.end);
        let goes_on = matches!(self.low(end), "," | "và") && self.reader.named_at(end + 1, limit).is_some();
        if !goes_on || end < at + 2 || self.reader.authority_end(at).is_some() {
            return None;
        }
        let first =
            Item { tokens: at..end, names: smallvec![self.reader.doc.exported(at..end).into()], ..item };
        let (more, stop) = self.reader.list(end + 1, limit);
        Some((std::iter::once(first).chain(more).collect(), stop))
    }

    /// The semicolon behind the items that end at `end`, over what they belong to: `thuộc Bộ Công an`.
    fn semicolon_behind(&self, end: usize, limit: usize) -> Option<usize> {
        let at = self.behind_belonging(end);
        (self.low(at) == ";" && at + 1 < limit).then_some(at)
    }

    /// The mark behind `thuộc Bộ Công an` at token `i`, or `i`: to whom the last item belongs is no clause.
    fn behind_belonging(&self, i: usize) -> usize {
        if self.low(i) != "thuộc" {
            return i;
        }
        let stop = (i..self.tokens.end.min(i + 16)).find(|&k| matches!(self.low(k), ";" | "."));
        stop.filter(|&k| (i..k).all(|w| self.verbs.at(w).is_none())).unwrap_or(i)
    }

    /// Behind `của`: who confers, passed over; the winner of a prize (`giải Nhất của em A`).
    fn step_of(&self, name: &Name<'t>, at: usize, limit: usize) -> Step<'t> {
        if name.slug == "giai" && person::after_honorific(self.reader.doc, at + 1).is_some() {
            return Step::End(self.filled_list(at + 1, limit));
        }
        Step::To(self.reader.authority_end(at + 1).unwrap_or(at + 1))
    }

    /// Whether another clause begins at token `at`. A counted award may be handed over behind its count
    /// (`3 Bằng khen được trao cho …`).
    fn stops(&self, name: &Name<'t>, at: usize) -> bool {
        let counted = name.direct.is_some();
        match self.low(at) {
            "được" => {
                !(self.handed_to(at + 1) || counted && matches!(self.low(at + 1), "trao" | "tặng" | "phong"))
            }
            "tặng" | "trao" => !counted && !self.handed_to(at),
            word => STOPS.contains(&word) || self.reader.doc.has(at, &["công", "nhận"]),
        }
    }

    /// The `cho` behind an aside between commas that begins at token `at`: what comes with each award.
    fn behind_aside(&self, at: usize, limit: usize) -> Option<usize> {
        let opens = matches!(self.low(at + 1), "mỗi" | "kèm" | "trị" | "cùng" | "với");
        let close = (at + 1..limit.min(at + 16)).find(|&k| matches!(self.low(k), "," | ";" | "cho"))?;
        (opens && self.low(close) == "," && self.low(close + 1) == "cho").then_some(close + 1)
    }

    /// Behind a second verb that only praises: where one is named.
    fn also_praised(&self, at: usize, limit: usize) -> Option<usize> {
        let verb = self.verbs.at(at).filter(|v| v.praises)?;
        let list = at + verb.len;
        self.reader.named_at(list, limit).map(|_| list)
    }

    /// `được trao cho`, `được trao tặng tới`: the token of its last word.
    fn handed(&self, at: usize) -> Option<usize> {
        let verb = |k: usize| matches!(self.low(k), "trao" | "tặng");
        let end = if verb(at + 1) && verb(at + 2) { at + 3 } else { at + 2 };
        (verb(at + 1) && matches!(self.low(end), "cho" | "tới")).then_some(end)
    }

    /// Whether `trao (tặng) cho` stands at token `i`.
    fn handed_to(&self, i: usize) -> bool {
        let to = if self.low(i + 1) == "tặng" { i + 2 } else { i + 1 };
        matches!(self.low(i), "trao" | "tặng") && self.low(to) == "cho"
    }

    /// Whether between the award and token `at` stand at most a year or an authority.
    fn is_near(&self, name: &Name<'t>, at: usize) -> bool {
        let from = name.tokens.end;
        at == from || at <= from + 4 && self.only_modifiers(from, at)
    }

    /// Right behind the award: `Bằng khen 3 tập thể`, `Thư khen Công an tỉnh X`; the authority of
    /// `Bằng khen UBND tỉnh cho …` is passed over.
    fn step_near(&self, name: &Name<'t>, at: usize, limit: usize) -> Step<'t> {
        if self.reader.counted_at(at, limit).is_some() {
            return Step::End(Some(self.reader.list(at, limit)));
        }
        let authority = self.reader.authority_at(at);
        let confers = authority.as_ref().is_some_and(|a| {
            self.low(a.tokens.end) == "cho" || a.level.is_some_and(|l| l != "organization" && l != "ministry")
        });
        if !confers && self.names_one(name, at, limit) {
            return Step::End(Some(self.reader.list(at, limit)));
        }
        Step::To(authority.map_or(at + 1, |a| a.tokens.end))
    }

    /// Whether a recipient is named at token `at`, of an award whose name a recipient may follow.
    fn names_one(&self, name: &Name<'t>, at: usize, limit: usize) -> bool {
        let unit = || self.reader.unit_at(self.reader.skip_people_of(at)).is_some();
        match name.slug {
            "giai" => unit() || self.reader.named_at(at, limit).is_some(),
            // `Giấy khen anh A`: a person by what calls him.
            "thu-khen" | "bang-khen" | "giay-khen" => {
                unit() || person::after_honorific(self.reader.doc, at).is_some()
            }
            _ => false,
        }
    }

    fn begins_item(&self, at: usize, limit: usize) -> bool {
        self.reader.counted_at(at, limit).is_some() || self.reader.named_at(at, limit).is_some()
    }

    /// `Tập thể LĐXS: 14;`, `Cờ thi đua: 01 (Chi nhánh X)`: a number alone. `14 tập thể` is none.
    pub(super) fn bare_number(&self, at: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.reader.doc;
        let (count, len) = numbers::count_at(doc, at).filter(|_| doc.tokens[at].is_number())?;
        let end = at + len;
        let item = Item { tokens: at..end, count: Some(count), ..Item::default() };
        if doc.low(end) == "(" {
            let close = self.reader.close_of(end, limit);
            let (names, _) = self.reader.names(end + 1, close, count, None);
            let kind = (!names.is_empty()).then_some("collective");
            return Some(Item { names, kind, ..item });
        }
        let closed = end >= limit && doc.low(end) != "/" || matches!(doc.low(end), ";" | "," | ".");
        closed.then_some(item)
    }

    /// The `cho` behind counted gifts that are joined to an award at token `at`.
    fn behind_gifts(&self, at: usize, limit: usize) -> Option<usize> {
        let to = (at..limit.min(at + 10)).find(|&k| matches!(self.low(k), "cho" | ";" | "," | "."))?;
        (self.low(to) == "cho" && self.signs.any(at..to, "gift")).then_some(to)
    }

    fn is_gift(&self, i: usize) -> bool {
        GIFTS.iter().any(|gift| self.reader.doc.has(i, gift))
    }

    /// Whether between an award and its recipients stand only years and levels, or one authority.
    fn only_modifiers(&self, from: usize, to: usize) -> bool {
        let modifies = |k: usize| {
            matches!(self.low(k), "năm" | "cấp" | "tỉnh" | "huyện") || self.reader.doc.tokens[k].is_number()
        };
        (from..to).all(modifies) || self.reader.authority_end(from) == Some(to)
    }

    /// `(hạng nhất 1 tập thể; hạng nhì …)` is left to the shortened names; `(2 xã: …)` is a list. It adds
    /// up to the award's own count, if it has one.
    fn bracket(&self, at: usize, limit: usize, name: &Name<'t>) -> Option<Taken<'t>> {
        let close = self.reader.close_of(at, limit);
        let (items, end) = self.reader.list(at + 1, close);
        let sum: u64 = items.iter().filter_map(|i| i.count).sum();
        let whole = name.direct.is_none_or(|d| d.0 == sum) && end + 1 >= close;
        (whole && items.iter().any(|i| i.count.is_some())).then_some((items, close + 1))
    }
}

fn alone<'t>(item: Item<'t>) -> Taken<'t> {
    let end = item.tokens.end;
    (vec![item], end)
}

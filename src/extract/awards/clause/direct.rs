//! Awards that are counted themselves: `3 Bằng khen`, `12 Chiến sĩ thi đua cơ sở`.

use super::super::draft::Draft;
use super::super::name::Name;
use super::super::recipients::Item;
use super::{Clause, Governing, Taken, entries};

/// What may stand beside awards in a chain of counted awards.
const CHAIN: &[&str] = &[
    ",", "và", "(", ")", ":", "trong", "đó", "có", "danh", "hiệu", "cấp", "tỉnh", "giải", "quốc", "gia",
    "gồm", "được",
];

/// Tokens of the prizes that stand under one kind of recipient, or go to one subject.
const LONGEST_SECTION: usize = 200;

/// Words behind a prize that tell whom it is for.
const MARKS: &[(&[&str], &str)] = &[
    (&["toàn", "đoàn"], "collective"),
    (&["tập", "thể"], "collective"),
    (&["đồng", "đội"], "collective"),
    (&["cá", "nhân"], "individual"),
];

impl<'t> Clause<'_, '_, 't> {
    /// Rule `award-count`: the `count` at token `at` stands right before the award. `right`: the
    /// recipients behind it, which are entries of their own (`award-count-recipients`) if their counts
    /// add up to it.
    pub(super) fn direct(
        &mut self,
        name: &Name<'t>,
        count: u64,
        at: usize,
        right: Option<Taken<'t>>,
        draft: &Draft<'t>,
        out: &mut Vec<Draft<'t>>,
    ) -> usize {
        let governing = self.governing(at);
        if governing.give.is_some() && self.is_anew(name, at, governing) {
            self.last_items.clear();
        }
        out.extend(self.tail_before(name, at, draft));
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
                entries(draft, &items, name, "award-count-recipients", out);
                return stop;
            }
            own.kind = items.first().and_then(|i| i.kind).or(own.kind);
            own.names = items.into_iter().flat_map(|i| i.names).take(count as usize).collect();
            end = stop;
        }
        own.kind = own.kind.or_else(|| self.kind_around(name, count, at));
        out.push(own);
        end
    }

    /// The kind of recipient of a counted award that neither its name nor what follows it tells.
    fn kind_around(&mut self, name: &Name<'t>, count: u64, at: usize) -> Option<&'static str> {
        self.kind_marked(name)
            .or_else(|| self.kind_of_team(name, at))
            .or_else(|| self.kind_of_subject(at))
            .or_else(|| self.kind_behind(name))
            .or_else(|| self.kind_of_chain(name, count, at))
            .or_else(|| self.kind_headed(name, at))
    }

    /// `Về giải cá nhân: … 3 giải Ba`, `Về tập thể, 2 giải nhì`: the kind that the prizes stand under.
    fn kind_headed(&self, name: &Name<'t>, at: usize) -> Option<&'static str> {
        if name.slug != "giai" {
            return None;
        }
        let heads = |k: &usize| *k > self.tokens.start && matches!(self.low(k - 1), "về" | "giải");
        let marks = |k: usize| MARKS.iter().find(|(words, _)| self.reader.doc.has(k, words));
        // `giải nhất cá nhân thuộc về …; ngoài ra còn 3 giải ba`
        let sibling = |k: &usize| self.name_before(*k).is_some_and(|n| n.slug == "giai");
        let marked = |k: usize| marks(k).filter(|_| heads(&k) || sibling(&k));
        (self.near(at)..at).rev().find_map(marked).map(|m| m.1)
    }

    /// Where what tells of the prizes counted at token `at` can begin.
    fn near(&self, at: usize) -> usize {
        at.saturating_sub(LONGEST_SECTION).max(self.tokens.start)
    }

    /// `Đoàn thể thao tỉnh với 148 vận động viên … đã giành 12 huy chương vàng`: the team that the clause begins
    /// with wins.
    fn kind_of_team(&self, name: &Name<'t>, at: usize) -> Option<&'static str> {
        let won = |k: usize| matches!(self.low(k), "giành" | "đoạt" | "đạt" | "về");
        let team = |k: usize| matches!(self.low(k), "đoàn" | "đội") && self.low(k + 1) != "viên";
        if !is_prize(name) {
            return None;
        }
        let from = self.behind_semicolon(self.near(at)..at);
        let opens = |&k: &usize| k == from || self.low(k - 1) == ",";
        let starts = (from..at).filter(opens).find(|&k| team(k))?;
        (starts..at).any(won).then_some("collective")
    }

    /// `4 giải B toàn đoàn`, `2 giải nhì, 3 giải ba cá nhân`: the kind that stands behind a prize, or behind
    /// a later one of its chain.
    fn kind_marked(&self, name: &Name<'t>) -> Option<&'static str> {
        let mut at = name.tokens.end;
        for next in self.names.iter().filter(|n| n.slug == "giai" && n.tokens.start >= name.tokens.start) {
            let chained = (at..next.tokens.start)
                .all(|k| matches!(self.low(k), "," | "và") || self.reader.doc.tokens[k].is_number());
            if next.tokens.start > name.tokens.start && !chained {
                break;
            }
            at = next.tokens.end;
            let kind = MARKS.iter().find(|(words, _)| self.reader.doc.has(at, words));
            if name.slug == "giai" && kind.is_some() {
                return kind.map(|k| k.1);
            }
        }
        None
    }

    /// The kind of the subject of `đạt 27 giải`, `Đoàn X giành 71 huy chương`. Only a chain of counted
    /// awards may stand between the verb and this one.
    fn kind_of_subject(&self, at: usize) -> Option<&'static str> {
        let get = (self.near(at)..at).rev().find(|&k| {
            matches!(self.low(k), "giành" | "đạt" | "đoạt" | "nhận" | "gồm") || self.opens_parts(k)
        })?;
        let chain = |k: usize| {
            self.in_name(k) || self.reader.doc.tokens[k].is_number() || CHAIN.contains(&self.low(k))
        };
        if !(get + 1..at).all(chain) {
            return None;
        }
        let end = self.before_adverbs(self.tokens.start, get);
        let whole = matches!(self.low(get), "gồm" | "trong");
        // `4 giáo viên của huyện đoạt giải, gồm 1 giải nhì`: those counted before, however qualified.
        let counted = || (self.tokens.start..end).rev().find_map(|i| self.reader.counted_at(i, end));
        if let Some(kind) = whole.then(counted).flatten().and_then(|item| item.kind) {
            return Some(kind);
        }
        let from = end.saturating_sub(6).max(self.tokens.start);
        (from..end).find_map(|i| self.kind_called(i, end, whole).or_else(|| self.kind_named(i, end)))
    }

    /// Whether `, trong đó` at token `k` parts a total before it: `61 cá nhân, trong đó có 6 giải nhất`.
    fn opens_parts(&self, k: usize) -> bool {
        k > self.tokens.start && self.reader.doc.has(k, &["trong", "đó"]) && self.low(k - 1) == ","
    }

    /// The kind of the noun at token `i` that ends at `end` or before a unit's name; anywhere if `whole`.
    fn kind_called(&self, i: usize, end: usize, whole: bool) -> Option<&'static str> {
        let (len, kind) = self.reader.noun_at(i)?;
        // `các vận động viên của trường giành …`
        let ends =
            i + len == end || whole || self.low(i + len) == "của" || self.reader.unit_at(i + len).is_some();
        (kind != "any" && ends).then_some(kind)
    }

    /// The kind of the recipient named from token `i` to `end`.
    fn kind_named(&self, i: usize, end: usize) -> Option<&'static str> {
        self.reader.named_at(i, end).filter(|n| n.tokens.end == end)?.kind
    }

    /// The kind of the one that a chain of counted awards goes to: `Trường được tặng 2 Cờ …, 5 Bằng khen`.
    fn kind_of_chain(&mut self, name: &Name<'t>, count: u64, at: usize) -> Option<&'static str> {
        let governing = self.governing(at);
        if governing.get.is_some() {
            self.last_items = self.left(name, governing);
        } else if (governing.give.is_some() || self.is_behind_semicolon(at))
            && self.is_anew(name, at, governing)
        {
            self.last_items.clear();
        }
        match self.last_items.as_slice() {
            // Of several orders `tỉnh được tặng`, its people have some.
            [item] if count > 1 && name.slug.starts_with("huan-chuong") && self.is_locality(item) => None,
            [item] => item.kind,
            _ => None,
        }
    }

    /// Whether the recipient of the award before is none of this one, counted at token `at`.
    fn is_anew(&self, name: &Name<'t>, at: usize, governing: Governing) -> bool {
        is_prize(name) || !self.goes_on(at, governing)
    }

    /// Whether a recipient is a locality, named or called by its kind: `tỉnh`, `huyện X`.
    fn is_locality(&self, item: &Item<'t>) -> bool {
        let start = item.tokens.start;
        self.reader.unit_at(start).is_some_and(|n| n.is_place)
            || matches!(self.low(start), "tỉnh" | "huyện" | "xã" | "phường" | "quận")
    }

    /// The kind named at the end of a chain: `1 giải nhất, 2 giải nhì … cho các cá nhân`, or of one that a
    /// semicolon ends. Recipients that are counted or named there belong to the last award alone.
    fn kind_behind(&self, name: &Name<'t>) -> Option<&'static str> {
        let own = self.names.iter().position(|n| n.first() == name.first())?;
        let ends = |k: usize| {
            let next = self.names.get(k + 1).map_or(self.tokens.end, Name::first);
            k + 1 == self.names.len() || (self.names[k].tokens.end..next).any(|i| self.low(i) == ";")
        };
        let last = (own..self.names.len()).find(|&k| ends(k))?;
        let limit = self.names.get(last + 1).map_or(self.tokens.end, Name::first);
        let (items, _) = self.right(&self.names[last], limit)?;
        items.first().filter(|i| i.generic)?.kind
    }

    /// The award whose name ends right before token `i`.
    pub(super) fn name_before(&self, i: usize) -> Option<&Name<'t>> {
        self.names.binary_search_by_key(&i, |n| n.tokens.end).ok().map(|k| &self.names[k])
    }

    /// Whether an award's name holds token `i`.
    pub(super) fn in_name(&self, i: usize) -> bool {
        let before = self.names.partition_point(|n| n.tokens.start <= i);
        self.names[..before].last().is_some_and(|n| n.tokens.contains(&i))
    }
}

/// Whether an award is won: it goes to each of its winners, and not on to the one before.
fn is_prize(name: &Name) -> bool {
    matches!(name.slug, "huy-chuong-the-thao" | "giai")
}

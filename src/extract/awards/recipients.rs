//! Recipients: counted (`12 tập thể`, `1.780 lượt tập thể, cá nhân`), named, or only called by kind.

use crate::extract::lexicon::Lexicon;
use crate::extract::numbers;
use crate::extract::person;
use crate::extract::token::Doc;
use crate::extract::units::Mentions;
use crate::extract::units::mention::Named;
use std::ops::Range;
use std::sync::LazyLock;

static NOUNS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("nouns.tsv")));

/// One recipient or group of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The number in the text.
    pub count: Option<u64>,
    /// collective, individual, household; none where the text does not say.
    pub kind: Option<&'static str>,
    /// The names.
    pub names: Vec<String>,
    /// Whether it is neither counted nor named (`các tập thể`).
    pub generic: bool,
}

/// Reads recipients over the units that the text names.
pub struct Reader<'a, 't> {
    /// The text.
    pub doc: &'a Doc<'t>,
    /// Its units.
    pub mentions: &'a Mentions,
    /// Index into the mentions by the token that each begins at (`from`).
    by_token: Vec<u32>,
}

impl<'a, 't> Reader<'a, 't> {
    /// Prepares the reading of one text.
    pub fn new(doc: &'a Doc<'t>, mentions: &'a Mentions) -> Self {
        let mut by_token = vec![u32::MAX; doc.tokens.len() + 1];
        for (k, named) in mentions.list.iter().enumerate() {
            by_token[named.tokens.start] = k as u32;
        }
        Reader { doc, mentions, by_token }
    }

    /// The unit whose mention begins at token `i`.
    pub fn unit_at(&self, i: usize) -> Option<&'a Named> {
        let k = *self.by_token.get(i)?;
        self.mentions.list.get(k as usize)
    }

    /// The noun of recipients at token `i`: number of tokens and kind (`any`: unsaid).
    pub fn noun_at(&self, i: usize) -> Option<(usize, &'static str)> {
        let hit = NOUNS.at(self.doc, i)?;
        Some((hit.len, hit.row.value(0)))
    }

    /// Rule `recipient-count`: `12 tập thể`, `19/21 cá nhân`, `hơn 50.000 tập thể, cá nhân`.
    pub fn counted_at(&self, i: usize, limit: usize) -> Option<Item> {
        let doc = self.doc;
        let (mut value, len) = numbers::count_at(doc, i)?;
        let mut at = i + len;
        // A date, a decimal or the second half of a fraction counts nobody.
        if i > 0 && matches!(doc.low(i - 1), "/" | "-" | "." | ",") && !doc.tokens[i].spaced {
            return None;
        }
        if doc.low(at) == "/" && doc.tokens.get(at + 1).is_some_and(|t| t.is_number()) {
            (value, _) = numbers::count_at(doc, i)?;
            at += 2;
        }
        if matches!(doc.low(at), "lượt" | "vị" | "tấm") && self.noun_at(at + 1).is_some() {
            at += 1;
        }
        let (length, kind) = self.noun_at(at)?;
        if doc.low(i) == "năm"
            && i > 0
            && matches!(doc.low(i - 1), "trong" | "từng" | "hằng" | "hàng" | "một")
        {
            return None;
        }
        let mut end = at + length;
        let mut kinds = vec![kind];
        // `tập thể, cá nhân`: one number for two kinds.
        while let Some((next, kind)) = self.second_noun(end).filter(|n| n.0 <= limit) {
            end = next;
            kinds.push(kind);
        }
        if end > limit {
            return None;
        }
        let kind = kinds[0];
        let kind = (kinds.iter().all(|k| *k == kind) && kind != "any").then_some(kind);
        Some(Item { tokens: i..end, count: Some(value), kind, ..Item::default() })
    }

    /// A bare second noun behind a counted one: `, cá nhân`, `và cá nhân`.
    fn second_noun(&self, end: usize) -> Option<(usize, &'static str)> {
        let at = match self.doc.low(end) {
            "," | "và" | "/" | "-" => end + 1,
            _ => return None,
        };
        let (length, kind) = self.noun_at(at)?;
        (!self.doc.tokens[at].is_capital() && self.unit_at(at).is_none()).then_some((at + length, kind))
    }

    /// Rule `recipient-name`: one unit or person at token `i`, with what belongs to the name skipped.
    pub fn named_at(&self, i: usize, limit: usize) -> Option<Item> {
        let at = self.skip_people_of(i);
        if let Some(named) = self.unit_at(at).filter(|n| n.tokens.end <= limit) {
            return Some(Item {
                tokens: i..named.tokens.end,
                kind: Some("collective"),
                names: vec![self.team_name(at, named)],
                ..Item::default()
            });
        }
        // `đội Liên Hương` of a contest.
        let team = self.doc.low(i) == "đội" && i + 1 < limit && self.doc.tokens[i + 1].is_capital();
        if let Some(end) = crate::extract::units::mention::place_name(self.doc, i + 1, "commune")
            .filter(|&e| team && e <= limit)
        {
            let names = vec![self.doc.exported(i..end).to_string()];
            return Some(Item { tokens: i..end, kind: Some("collective"), names, ..Item::default() });
        }
        let household = self.household(i);
        let start = household.unwrap_or(i);
        let called = person::after_honorific(self.doc, start).map(|c| (c.start, c.end));
        let (name, end) = called.or_else(|| Some((start, person::name_at(self.doc, start)?)))?;
        // `Đoàn An Giang` is a team, though Đoàn is a surname.
        if self.unit_at(name + 1).is_some_and(|n| n.tokens.end == end) {
            return None;
        }
        (end <= limit).then(|| Item {
            tokens: i..end,
            kind: Some(if household.is_some() { "household" } else { "individual" }),
            names: vec![self.doc.exported(name..end).to_string()],
            ..Item::default()
        })
    }

    /// `đội xã X` of a contest is the team and not the commune.
    fn team_name(&self, at: usize, named: &Named) -> String {
        let team = at > 0 && self.doc.low(at - 1) == "đội" && named.is_place;
        if team { format!("đội {}", named.name) } else { named.name.clone() }
    }

    /// `hộ ông X`, `gia đình bà Y`: the token behind the household word.
    fn household(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.has(i, &["hộ", "gia", "đình"]) {
            Some(i + 3)
        } else if doc.has(i, &["gia", "đình"]) {
            Some(i + 2)
        } else if doc.low(i) == "hộ" {
            Some(i + 1)
        } else {
            None
        }
    }

    /// Skips `nhân dân và cán bộ`, `Đảng bộ, chính quyền và Nhân dân`, `đội`, `tập thể` before a unit.
    pub fn skip_people_of(&self, i: usize) -> usize {
        let doc = self.doc;
        let mut at = i;
        while at < i + 14 {
            let plain = matches!(
                doc.low(at),
                "nhân"
                    | "dân"
                    | "và"
                    | "cán"
                    | "bộ"
                    | "các"
                    | "tập"
                    | "thể"
                    | "đoàn"
                    | "đội"
                    | "đơn"
                    | "vị"
                    | "cùng"
                    | "toàn"
                    | "cho"
                    | "quân"
                    | "lực"
                    | "lượng"
                    | "vũ"
                    | "trang"
                    | "đồng"
                    | "bào"
                    | "tộc"
                    | "chính"
                    | "quyền"
                    | "lãnh"
                    | "đạo"
                    | "chiến"
                    | "sĩ"
                    | "hai"
                    | "ba"
                    | "đại"
                    | "diện"
                    | ","
                    | "đảng"
            );
            if self.unit_at(at).is_some() || !plain {
                break;
            }
            at += 1;
        }
        if self.unit_at(at).is_some() { at } else { i }
    }

    /// Reads a list of recipients from token `i` on: the items and the token behind them.
    pub fn list(&self, i: usize, limit: usize) -> (Vec<Item>, usize) {
        self.list_over(i, limit, true)
    }

    /// As [`Reader::list`]; between two items may stand a qualifier of the first only if `loose`.
    fn list_over(&self, i: usize, limit: usize, loose: bool) -> (Vec<Item>, usize) {
        let mut items: Vec<Item> = Vec::new();
        let mut at = i;
        let mut end = i;
        while at < limit {
            let Some(item) = self.item_at(at, limit) else { break };
            end = item.tokens.end;
            items.push(item);
            if let Some((parts, stop)) = self.parts(items.last(), end, limit) {
                items.pop();
                items.extend(parts);
                end = stop;
            } else {
                end = self.behind_item(&mut items, end, limit);
            }
            let behind = self.skip_belongings(items.last(), end, limit);
            end = behind;
            match self.next_item(behind, limit, loose) {
                Some(next) => at = next,
                None => break,
            }
        }
        (items, end)
    }

    /// `1.780 tập thể, cá nhân (trong đó 412 tập thể, 1.368 cá nhân)`: the parts that add up to an item.
    fn parts(&self, item: Option<&Item>, end: usize, limit: usize) -> Option<(Vec<Item>, usize)> {
        let doc = self.doc;
        let count = item?.count?;
        if doc.low(end) != "(" {
            return None;
        }
        let close = self.close_of(end, limit);
        let mut at = end + 1;
        while matches!(doc.low(at), "trong" | "đó" | "gồm" | "có" | ":" | "bao" | "cụ" | "thể") {
            at += 1;
        }
        self.counted_at(at, close)?;
        let (parts, _) = self.list(at, close);
        let sum: u64 = parts.iter().filter_map(|p| p.count).sum();
        (sum == count && parts.len() > 1).then_some((parts, (close + 1).min(limit)))
    }

    /// Passes over what belongs to the last item: a person's employer, a commune's district.
    fn skip_belongings(&self, item: Option<&Item>, end: usize, limit: usize) -> usize {
        let Some(item) = item.filter(|i| i.names.len() == 1) else { return end };
        let mut end = end;
        while self.doc.low(end) == "," {
            if let Some(behind) = self.position_behind(item, end + 1, limit) {
                end = behind;
                continue;
            }
            let Some(next) = self.unit_at(end + 1).filter(|n| n.tokens.end <= limit) else { break };
            let employer = item.kind == Some("individual");
            let parent = next.is_place && self.is_parent(next, item);
            // `Khoa X, Bệnh viện Y`: the name holds it already.
            let held = item.names[0].ends_with(&next.name);
            if !employer && !parent && !held {
                break;
            }
            end = next.tokens.end;
        }
        end
    }

    /// A person's position behind a comma (`ông A, Trưởng bản X, anh B`): the token behind it.
    fn position_behind(&self, item: &Item, i: usize, limit: usize) -> Option<usize> {
        let doc = self.doc;
        let person = item.kind == Some("individual")
            && i < limit
            && (doc.tokens[i].is_capital() || doc.low(i) == "nguyên");
        if !person || self.named_at(i, limit).is_some() || self.counted_at(i, limit).is_some() {
            return None;
        }
        let stop = (i..limit).find(|&k| matches!(doc.low(k), "," | ";" | "." | "và" | "(" | "cùng" | ")"))?;
        (stop - i <= 14).then_some(stop)
    }

    /// Whether a locality is one that the last item lies in.
    fn is_parent(&self, next: &Named, item: &Item) -> bool {
        let unit = self.unit_at(self.skip_people_of(item.tokens.start));
        let below = unit.and_then(|u| u.locality.as_ref()).and_then(|l| l.place);
        let above = next.locality.as_ref().and_then(|l| l.place);
        match (below, above) {
            (Some(below), Some(above)) => {
                let day =
                    if below.valid_to.is_empty() { None } else { Some(crate::gazetteer::BEFORE_REFORM) };
                crate::gazetteer::get().parents(below, day).any(|p| p == above)
            }
            _ => self.place_rank(next) < self.last_rank(item),
        }
    }

    fn place_rank(&self, named: &Named) -> u8 {
        named.locality.as_ref().and_then(crate::extract::units::rank).unwrap_or(4)
    }

    /// Rank of the locality that an item ends with; 0 where it names none.
    fn last_rank(&self, item: &Item) -> u8 {
        let at = self.skip_people_of(item.tokens.start);
        match self.unit_at(at) {
            Some(named) if named.locality.is_some() => self.place_rank(named),
            // What no head opens lies in whatever locality follows.
            None => 5,
            _ => 0,
        }
    }

    /// One item of a list.
    fn item_at(&self, i: usize, limit: usize) -> Option<Item> {
        let at = self.skip_articles(i, limit);
        if let Some(mut item) = self.counted_at(at, limit) {
            let end = item.tokens.end;
            // `2 tỉnh Long An và …`: the noun begins the name of the first member.
            if let Some(first) = (item.tokens.start + 1..end).find(|&k| self.unit_at(k).is_some()) {
                let (names, stop) = self.names(first, limit, item.count.unwrap_or(1), Some("collective"));
                (item.names, item.tokens.end) = (names, stop.max(end));
            }
            return Some(item);
        }
        if let Some(item) = self.named_at(at, limit) {
            return Some(Item { tokens: i..item.tokens.end, ..item });
        }
        if let Some(item) = self.called_at(at, limit) {
            return Some(Item { tokens: i..item.tokens.end, ..item });
        }
        let (length, kind) = self.noun_at(at)?;
        let mut end = at + length;
        let mut kind = (kind != "any").then_some(kind);
        while let Some((next, other)) = self.second_noun(end).filter(|n| n.0 <= limit) {
            end = next;
            kind = kind.filter(|k| *k == other);
        }
        (end <= limit).then(|| Item { tokens: i..end, kind, generic: true, ..Item::default() })
    }

    /// `Kiểm sát viên trung cấp Dương A`: a person behind a calling that no list knows.
    fn called_at(&self, i: usize, limit: usize) -> Option<Item> {
        let doc = self.doc;
        if !doc.tokens[i].is_capital() || self.unit_at(i).is_some() {
            return None;
        }
        let reach = (i + 2..limit.min(i + 7)).take_while(|&k| doc.tokens[k].is_word());
        let start = reach
            .filter(|&k| {
                doc.tokens[k].is_capital()
                    && !doc.tokens[k - 1].is_capital()
                    && person::is_surname(doc.tokens[k].lower)
            })
            .find(|&k| person::name_inside(doc, k).is_some_and(|end| end >= k + 2 && end <= limit))?;
        let end = person::name_inside(doc, start)?;
        let names = vec![doc.exported(start..end).to_string()];
        Some(Item { tokens: i..end, kind: Some("individual"), names, ..Item::default() })
    }

    /// Skips `các`, `hơn`, `thêm`, `tổng số`, and `đội` before a name.
    fn skip_articles(&self, i: usize, limit: usize) -> usize {
        let mut at = i;
        while at < limit
            && matches!(
                self.doc.low(at),
                "các"
                    | "cố"
                    | "hơn"
                    | "trên"
                    | "gần"
                    | "thêm"
                    | "tổng"
                    | "số"
                    | "cho"
                    | "những"
                    | "cả"
                    | "khoảng"
                    | "toàn"
                    | "thể"
                    | "riêng"
            )
            && self.unit_at(at).is_none()
            && numbers::count_at(self.doc, at).is_none()
        {
            at += 1;
        }
        at
    }

    /// What may stand right behind an item: names behind a colon or in brackets, a qualifier.
    fn behind_item(&self, items: &mut [Item], end: usize, limit: usize) -> usize {
        let doc = self.doc;
        let Some(item) = items.last_mut() else { return end };
        // `02 đơn vị dẫn đầu cụm (A, B)`: a short qualifier before the bracket.
        let small = |k: usize| {
            doc.tokens
                .get(k)
                .is_some_and(|t| t.is_word() && !t.is_capital() && !matches!(t.lower, "và" | "cho" | "được"))
        };
        let opens = (end..limit.min(end + 6))
            .find(|&k| !small(k))
            .filter(|&k| k < limit && doc.low(k) == "(" && item.count.is_some());
        let mut at = opens.unwrap_or(end);
        let introduced = self.introduced(at, limit, item.kind);
        // `tài tử cao tuổi nhất là ông X`: one called by kind, then by name.
        if item.generic && item.kind == Some("individual") {
            // `các VĐV Lê A (…), Bùi B`, `đảng viên Huỳnh C`: the noun, then the names.
            let plural = item.tokens.start < end && matches!(doc.low(item.tokens.start), "các" | "những");
            let most = if plural { u64::MAX } else { 1 };
            let (names, stop) = self.names(at, limit, most, item.kind);
            if !names.is_empty() {
                (item.names, item.generic) = (names, false);
                return stop;
            }
            if let Some(first) = introduced {
                let (names, stop) = self.names(first, limit, most, item.kind);
                if !names.is_empty() {
                    (item.names, item.generic) = (names, false);
                    return stop;
                }
            }
            return at;
        }
        let wanted = item.count.unwrap_or(0);
        if item.names.is_empty() && wanted > 0 {
            if let Some(first) = introduced.filter(|&f| f < limit) {
                let (names, stop) = self.names(first, limit, wanted, item.kind);
                if names.len() as u64 != wanted
                    && let Some((pieces, stop)) = self.pieces_from(first, limit, wanted)
                {
                    item.names = pieces;
                    return stop;
                }
                if !names.is_empty() {
                    item.names = names;
                    return stop;
                }
            } else if doc.low(at) == "(" {
                let close = self.close_of(at, limit);
                let (mut names, _) = self.names(at + 1, close, wanted, item.kind);
                if names.len() as u64 != wanted {
                    names = self.pieces(at + 1..close, wanted).unwrap_or(names);
                }
                if !names.is_empty() && names.len() as u64 <= wanted {
                    item.names = names;
                }
                return (close + 1).min(limit);
            } else {
                // Apposition: `2 bác sĩ Lê A (…) và Trần B`, `03 đơn vị Ủy ban … các huyện: X, Y, Z`.
                let (names, stop) = self.names(at, limit, wanted, item.kind);
                if !names.is_empty() && (names.len() as u64 == wanted || stop == limit) {
                    item.names = names;
                    return stop;
                }
            }
        }
        if doc.low(at) == "(" {
            at = (self.close_of(at, limit) + 1).min(limit);
        }
        at
    }

    /// `(Tổ Toán - Tin, Tổ Xã hội)`: as many capitalised pieces as are counted.
    fn pieces(&self, range: Range<usize>, wanted: u64) -> Option<Vec<String>> {
        let doc = self.doc;
        let mut names = Vec::new();
        let mut start = range.start;
        for k in range.start..=range.end {
            let ends = k == range.end || matches!(doc.low(k), "," | ";" | "và");
            if !ends {
                continue;
            }
            if start >= k
                || !doc.tokens[start].is_capital()
                || doc.tokens[start..k].iter().any(|t| t.is_number() && t.text.len() > 2)
            {
                return None;
            }
            names.push(doc.exported(start..k).to_string());
            start = k + 1;
        }
        (names.len() as u64 == wanted).then_some(names)
    }

    /// `gồm: Phòng A, hỗ trợ B; Thuế cơ sở 2; Thuế cơ sở 7, và 11 cá nhân`: capitalised pieces, as many as
    /// are counted, and the token behind them. A `;` between them makes it the only separator.
    fn pieces_from(&self, first: usize, limit: usize, wanted: u64) -> Option<(Vec<String>, usize)> {
        let doc = self.doc;
        let semicolons = (first..limit).filter(|&k| doc.low(k) == ";").count() as u64;
        let strong = semicolons + 1 >= wanted && wanted > 1;
        let mut names = Vec::new();
        let mut start = first;
        for k in first..=limit {
            let last = names.len() as u64 + 1 == wanted;
            let mark = if k == limit { "." } else { doc.low(k) };
            let next_capital = k + 1 < limit && doc.tokens[k + 1].is_capital();
            let ends = match mark {
                ";" | "." => true,
                "," | "và" => !strong && (next_capital || last) || strong && last && !next_capital,
                _ => false,
            };
            if !ends {
                continue;
            }
            if start >= k || k - start > 20 || !doc.tokens[start].is_capital() {
                return None;
            }
            names.push(doc.exported(start..k).to_string());
            if names.len() as u64 == wanted {
                return Some((names, k));
            }
            start = if doc.low(k + 1) == "và" { k + 2 } else { k + 1 };
        }
        None
    }

    /// Where names begin that a colon, `là` or `gồm` introduces; persons over a short qualifier.
    fn introduced(&self, at: usize, limit: usize, kind: Option<&str>) -> Option<usize> {
        let doc = self.doc;
        let reach = if matches!(kind, Some("individual" | "household")) { 12 } else { 1 };
        for k in at..limit.min(at + reach) {
            match doc.low(k) {
                ":" | "là" => return Some(k + 1),
                "gồm" => return Some(if doc.low(k + 1) == ":" { k + 2 } else { k + 1 }),
                ";" | "." | "(" | "và" | "được" | "tặng" => return None,
                _ => {}
            }
        }
        None
    }

    /// The closing bracket of the one at token `i`, or `limit`.
    pub fn close_of(&self, i: usize, limit: usize) -> usize {
        let mut depth = 0;
        for k in i..limit {
            match self.doc.tokens[k].text {
                "(" => depth += 1,
                ")" => {
                    depth -= 1;
                    if depth == 0 {
                        return k;
                    }
                }
                _ => {}
            }
        }
        limit
    }

    /// Names of one kind from token `i` on, at most `most`: `A (xã X); bà B, Trưởng khoa; C`.
    pub fn names(
        &self,
        i: usize,
        limit: usize,
        most: u64,
        kind: Option<&'static str>,
    ) -> (Vec<String>, usize) {
        let doc = self.doc;
        let mut names: Vec<String> = Vec::new();
        let (mut at, mut end) = (i, i);
        while at < limit && (names.len() as u64) < most {
            let Some(item) = self.named_at(at, limit).or_else(|| self.unlisted(at, limit, kind)) else {
                break;
            };
            if kind.is_some_and(|k| item.kind.is_some_and(|own| own != k)) {
                break;
            }
            names.extend(item.names);
            end = item.tokens.end;
            if doc.low(end) == "(" {
                end = (self.close_of(end, limit) + 1).min(limit);
            }
            let last = Item {
                tokens: item.tokens.clone(),
                kind: item.kind,
                names: names.last().cloned().into_iter().collect(),
                ..Item::default()
            };
            end = self.skip_belongings(Some(&last), end, limit);
            let Some(next) = self.next_name(end, limit, kind) else { break };
            at = next;
        }
        (names, end)
    }

    /// A collective of a `;` list whose name no head opens: `Tổ Covid cộng đồng khu vực 3, phường X;`.
    fn unlisted(&self, at: usize, limit: usize, kind: Option<&'static str>) -> Option<Item> {
        let doc = self.doc;
        let opens =
            at > 0 && doc.low(at - 1) == ";" && doc.tokens[at].is_capital() && kind == Some("collective");
        let stop = (at..limit).find(|&k| matches!(doc.low(k), ";" | "." | "," | "(")).unwrap_or(limit);
        (opens && stop > at + 1 && stop - at <= 12).then(|| Item {
            tokens: at..stop,
            kind,
            names: vec![doc.exported(at..stop).to_string()],
            ..Item::default()
        })
    }

    /// The next name of a list: behind `,`, `;`, `và`; a person's position is passed over.
    fn next_name(&self, end: usize, limit: usize, kind: Option<&str>) -> Option<usize> {
        let doc = self.doc;
        let person = kind == Some("individual");
        let mut at = end;
        while at < limit.min(end + 30) {
            let separator = matches!(doc.low(at), "," | ";" | "và" | "cùng");
            if separator {
                let next = at + 1;
                let next = if doc.low(next) == "và" { next + 1 } else { next };
                let named =
                    self.named_at(next, limit).or_else(|| self.unlisted(next, limit, Some("collective")));
                if let Some(item) = named {
                    let same = kind.is_none_or(|k| item.kind == Some(k));
                    if same {
                        return Some(next);
                    }
                    if !person {
                        return None;
                    }
                }
                if !person {
                    return None;
                }
            } else if !person || matches!(doc.low(at), "được" | "đã" | "tặng" | "trao" | "đạt") {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The next item of a list behind `end`: behind a mark, over a qualifier of the last one
    /// (`có thành tích xuất sắc trong …`). None where a new clause begins.
    fn next_item(&self, end: usize, limit: usize, loose: bool) -> Option<usize> {
        let doc = self.doc;
        let mut at = end;
        while at < limit && (loose || at == end) {
            match doc.low(at) {
                "có" if numbers::count_at(doc, at + 1).is_some() => return None,
                "," | "và" | "cùng" | "&" => {
                    let mut next = self.skip_verb(at + 1);
                    while matches!(doc.low(next), "và" | "cùng" | "với" | "hơn" | "trên" | "gần" | "cho")
                    {
                        next += 1;
                    }
                    let counted = self.counted_at(next, limit).is_some();
                    let named = at == end && self.named_at(next, limit).is_some();
                    if counted || named {
                        return (!self.opens_clause(next, limit)).then_some(next);
                    }
                    if at == end && self.noun_at(self.skip_articles(next, limit)).is_some() {
                        return Some(next);
                    }
                }
                ";" | "." | ":" => return None,
                "(" => at = self.close_of(at, limit),
                "được" | "nhận" | "tặng" | "trao" if at == end => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// `và phong tặng cho 01 mẹ`: a second verb of the same award.
    fn skip_verb(&self, i: usize) -> usize {
        let doc = self.doc;
        for verb in [&["phong", "tặng", "cho"], &["truy", "tặng", "cho"]] {
            if doc.has(i, verb) {
                return i + 3;
            }
        }
        i
    }

    /// Whether the item at `i` is the subject of a new passive clause: `3 cá nhân được … tặng`.
    fn opens_clause(&self, i: usize, limit: usize) -> bool {
        let doc = self.doc;
        let mut at = i;
        let mut steps = 0;
        // Only another award behind makes a new clause; `4 nhà báo đoạt giải tại …` only calls them.
        if limit >= doc.sentence_of(i).end
            || (doc.low(limit) == "giải" && super::name::class_word(doc.low(limit + 1)).is_none())
        {
            return false;
        }
        while at < limit && steps < 12 {
            match doc.low(at) {
                "(" => at = self.close_of(at, limit),
                "vinh" if doc.low(at + 1) != "dự" => {}
                "được" | "đạt" | "nhận" | "đón" | "đoạt" | "giành" | "vinh" => {
                    let same_clause = !(at..limit).any(|k| matches!(doc.low(k), ";" | "."));
                    return same_clause && limit - at <= 16;
                }
                ";" | "." | "có" | "đã" | "trong" | "vì" => return false,
                _ => {}
            }
            at += 1;
            steps += 1;
        }
        false
    }

    /// The items that end right before token `end`, back to `from`: the subject of a passive clause.
    pub fn list_before(&self, from: usize, end: usize) -> Vec<Item> {
        let mut i = from;
        while i < end {
            let started = self.counted_at(i, end).is_some() || self.named_at(i, end).is_some();
            if started {
                let (items, stop) = self.list_over(i, end, false);
                if stop >= end || self.only_adverbs(stop, end) {
                    return items;
                }
                i = stop.max(i + 1);
                continue;
            }
            i += 1;
        }
        self.lone_noun(from, end).into_iter().collect()
    }

    /// Rule `recipient-lone`: `Trường được … tặng Cờ thi đua`, `doanh nghiệp từng được …`: one body, not named.
    fn lone_noun(&self, from: usize, end: usize) -> Option<Item> {
        let doc = self.doc;
        let (start, len) = (from..end).find_map(|i| {
            let (len, kind) = self.noun_at(i)?;
            (i + len == end && kind == "collective").then_some((i, len))
        })?;
        let before = if start > from { doc.low(start - 1) } else { "" };
        let many = matches!(
            before,
            "trong"
                | "ở"
                | "của"
                | "tại"
                | "thuộc"
                | "trên"
                | "từ"
                | "cấp"
                | "các"
                | "nhiều"
                | "những"
                | "số"
                | "và"
                | "mỗi"
                | "mọi"
                | "từng"
                | "toàn"
                | "nhân"
        );
        let listed = before == ","
            && start >= from + 2
            && (from..start - 1).any(|k| self.noun_at(k).is_some_and(|n| k + n.0 == start - 1));
        let many = many || listed;
        let word = doc.low(start);
        let body = matches!(
            word,
            "tỉnh"
                | "huyện"
                | "xã"
                | "phường"
                | "trường"
                | "nhà"
                | "doanh"
                | "công"
                | "chi"
                | "đơn"
                | "cơ"
                | "hợp"
                | "htx"
                | "thôn"
                | "ấp"
                | "đội"
        );
        (!many && body).then(|| Item {
            tokens: start..start + len,
            names: self.meant_by(word, start).into_iter().collect(),
            count: Some(1),
            kind: Some("collective"),
            ..Item::default()
        })
    }

    /// The unit that a lone noun means: the only one of its kind named before.
    fn meant_by(&self, word: &str, at: usize) -> Option<String> {
        let own = match word {
            "tỉnh" => &self.mentions.own[0],
            "huyện" => &self.mentions.own[1],
            "xã" | "phường" => &self.mentions.own[2],
            _ => &None,
        };
        if let Some(place) = own.as_ref().filter(|p| crate::normalise::fold::exact(&p.kind) == word) {
            return Some(format!("{} {}", place.kind, place.name));
        }
        let kind = match word {
            "doanh" | "công" | "chi" => "enterprise",
            "trường" | "nhà" => "school",
            "hợp" | "htx" => "cooperative",
            _ => return None,
        };
        let mut names: Vec<&str> = Vec::new();
        for named in self.mentions.list.iter().filter(|n| n.kind == kind && n.tokens.end <= at) {
            if !names.contains(&named.name.as_str()) {
                names.push(&named.name);
            }
        }
        if let [name] = names[..] { Some(name.to_string()) } else { None }
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
                _ if self.counted_at(at, end).is_some() => return false,
                _ => words += 1,
            }
            at += 1;
        }
        words <= 9
    }
}

impl Reader<'_, '_> {
    /// Whether between `from` and `end` stands nothing, or a bracket only.
    pub fn close_behind(&self, from: usize, end: usize) -> bool {
        from == end || (self.doc.low(from) == "(" && self.close_of(from, end) + 1 >= end)
    }
}

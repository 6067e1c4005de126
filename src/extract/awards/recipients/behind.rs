//! Names and parts that stand behind a counted recipient or one called by its kind.

use super::super::begins;
use super::{Item, Names, Reader};
use crate::extract::token::Token;
use std::borrow::Cow;

impl<'t> Reader<'_, 't> {
    /// `1.780 tập thể, cá nhân (trong đó 412 tập thể, 1.368 cá nhân)`: the parts that add up to an item.
    pub(super) fn parts(
        &self,
        item: Option<&Item<'t>>,
        end: usize,
        limit: usize,
    ) -> Option<(Vec<Item<'t>>, usize)> {
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

    /// What may stand right behind the last of `items`: names behind a colon or in brackets, a qualifier.
    /// Gives the token behind it.
    pub(super) fn behind_item(&self, items: &mut [Item<'t>], end: usize, limit: usize) -> usize {
        let Some(item) = items.last_mut() else { return end };
        let at = self.opening(item, end, limit);
        let introduced = self.introduced(at, limit, item.kind);
        if item.generic && item.kind.is_some() {
            return self.called_by_kind(item, at, introduced, end, limit).unwrap_or(at);
        }
        let wanted = item.count.filter(|_| item.names.is_empty()).unwrap_or(0);
        if wanted > 0
            && let Some(stop) = self.names_of(item, wanted, at, introduced, limit)
        {
            return stop;
        }
        if self.doc.low(at) == "(" { (self.close_of(at, limit) + 1).min(limit) } else { at }
    }

    /// `02 đơn vị dẫn đầu cụm (A, B)`: the bracket behind a short qualifier of a counted item, else `end`.
    fn opening(&self, item: &Item<'t>, end: usize, limit: usize) -> usize {
        let qualifies = |t: &Token| t.is_word() && !t.is_capital() && !matches!(t.lower, "và" | "được");
        let mut brackets = self.doc.each(end..limit.min(end + 12), begins::BRACKET);
        let open = brackets.find(|&k| self.doc.low(k) == "(").filter(|_| item.count.is_some());
        let Some(open) = open.filter(|&k| self.doc.tokens[end..k].iter().all(qualifies)) else { return end };
        // Behind a long one, or `cho mượn nhà làm điểm bỏ phiếu`, only as many names as are counted are theirs.
        let far = open > end + 5 || (end..open).any(|k| self.doc.low(k) == "cho");
        let as_many = |count: u64| {
            let close = self.close_of(open, limit);
            self.names(open + 1, close, count + 1, item.kind).0.len() as u64 == count
        };
        if far && !item.count.is_some_and(as_many) { end } else { open }
    }

    /// `các VĐV Lê A (…), Bùi B`, `đảng viên Huỳnh C`, `tài tử cao tuổi nhất là ông X`: persons called by
    /// kind, then by name; one only unless the noun is a plural.
    fn called_by_kind(
        &self,
        item: &mut Item<'t>,
        at: usize,
        introduced: Option<usize>,
        end: usize,
        limit: usize,
    ) -> Option<usize> {
        let doc = self.doc;
        let opened = introduced.is_some_and(|k| matches!(doc.low(k - 1), ":" | "gồm"));
        let plural = item.tokens.start < end && matches!(doc.low(item.tokens.start), "các" | "những");
        let plural = plural || opened;
        let most = if plural { u64::MAX } else { 1 };
        let read = |first: usize| Some(self.names(first, limit, most, item.kind)).filter(|n| !n.0.is_empty());
        let (names, stop) = read(at).or_else(|| read(introduced?))?;
        (item.names, item.generic) = (names, false);
        Some(stop)
    }

    /// The names of a counted item, `wanted` at most, and the token behind them: introduced, in
    /// brackets, or in apposition.
    fn names_of(
        &self,
        item: &mut Item<'t>,
        wanted: u64,
        at: usize,
        introduced: Option<usize>,
        limit: usize,
    ) -> Option<usize> {
        if let Some(first) = introduced.filter(|&f| f < limit) {
            let (names, stop) = self.introduced_names(first, limit, wanted, item.kind)?;
            item.names = names;
            return Some(stop);
        }
        if self.doc.low(at) == "(" {
            let close = self.close_of(at, limit);
            item.names = self.bracketed_names(at + 1, close, wanted, item.kind);
            return Some((close + 1).min(limit));
        }
        if let Some((names, stop)) = self.teams(item, wanted, at, limit) {
            item.names = names;
            return Some(stop);
        }
        // `2 bác sĩ Lê A (…) và Trần B`, `03 đơn vị Ủy ban … các huyện: X, Y, Z`.
        let (names, stop) = self.names(at, limit, wanted, item.kind);
        if names.is_empty() || names.len() as u64 != wanted && stop != limit {
            return None;
        }
        item.names = names;
        Some(stop)
    }

    /// `hai đội Sao Mai và Hướng Dương`: teams by names that no list knows, each with its noun.
    fn teams(&self, item: &Item<'t>, wanted: u64, at: usize, limit: usize) -> Option<(Names<'t>, usize)> {
        let doc = self.doc;
        let last = item.tokens.end.checked_sub(1)?;
        let noun = match doc.low(last) {
            "đội" | "nhóm" => last,
            "họ" if last > 0 && matches!(doc.low(last - 1), "dòng" | "tộc") => last - 1,
            _ => return None,
        };
        let known = self.unit_at(at).is_some() || wanted < 2;
        let (names, stop) = self.proper_pieces(at, limit, wanted).filter(|_| !known)?;
        let team = |name: &Cow<str>| Cow::from(format!("{} {name}", doc.exported(noun..last + 1)));
        Some((names.iter().map(team).collect(), stop))
    }

    /// Names behind a colon, `là` or `gồm`; capitalised pieces where these are as many as counted and the
    /// names known are not.
    fn introduced_names(
        &self,
        first: usize,
        limit: usize,
        wanted: u64,
        kind: Option<&'static str>,
    ) -> Option<(Names<'t>, usize)> {
        let found = self.names(first, limit, wanted, kind);
        if found.0.len() as u64 == wanted {
            let apart = kind == Some("collective") && matches!(self.doc.low(found.1), ";" | "," | "và");
            let parted = if apart { self.parted_names(first, limit, wanted) } else { None };
            return parted.or(Some(found));
        }
        let pieces = self.pieces_from(first, limit, wanted);
        pieces.or_else(|| self.alike_pieces(first, limit, wanted)).or(Some(found)).filter(|f| !f.0.is_empty())
    }

    /// `4 tập thể: Phòng A; Phòng B, Công an tỉnh; Công an huyện C và Công an huyện D`: where commas give more names
    /// than are counted, a body behind a comma is the one that the part before it belongs to, if so the names
    /// are as many as counted.
    fn parted_names(&self, first: usize, limit: usize, wanted: u64) -> Option<(Names<'t>, usize)> {
        let doc = self.doc;
        let mut names = Names::new();
        let (mut at, mut semicolons) = (first, 0);
        loop {
            let item = self.named_at(at, limit).filter(|i| i.kind == Some("collective"))?;
            names.extend(item.names);
            let mut end = item.tokens.end;
            let whole = self.unit_at(end + 1).filter(|n| doc.low(end) == "," && n.tokens.end < limit);
            if let Some(whole) = whole.filter(|n| !n.is_place && doc.low(n.tokens.end) == ";") {
                end = whole.tokens.end;
            }
            let more = end + 1 < limit && matches!(doc.low(end), ";" | "," | "và");
            if !more || names.len() as u64 > wanted {
                return (semicolons > 0 && names.len() as u64 == wanted).then_some((names, end));
            }
            semicolons += usize::from(doc.low(end) == ";");
            at = if doc.low(end + 1) == "và" { end + 2 } else { end + 1 };
        }
    }

    /// Names in brackets; none where they are more than counted.
    fn bracketed_names(&self, at: usize, close: usize, wanted: u64, kind: Option<&'static str>) -> Names<'t> {
        let (mut names, _) = self.names(at, close, wanted, kind);
        if names.len() as u64 != wanted {
            names = self.pieces(at..close, wanted).unwrap_or(names);
        }
        if names.len() as u64 <= wanted { names } else { Names::new() }
    }

    /// Where names begin that a colon, `là` or `gồm` introduces, over a short qualifier: `3 đơn vị dẫn đầu
    /// gồm: A, B`. What collectives are, a qualifier may tell too (`2 đơn vị có 1 chi bộ là …`), but not one that says
    /// who comes first (`đơn vị dẫn đầu Khối là Sở A`).
    fn introduced(&self, at: usize, limit: usize, kind: Option<&str>) -> Option<usize> {
        let doc = self.doc;
        let person = matches!(kind, Some("individual" | "household"));
        let reach = if person { 12 } else { 7 };
        let introduces = |k: usize| matches!(doc.low(k), ":" | "là" | "gồm");
        let first = |k: usize| doc.has(k, &["dẫn", "đầu"]) || doc.low(k) == "nhất";
        if !doc.each(at..limit.min(at + reach), begins::LINK).any(introduces) {
            return None;
        }
        for k in at..limit.min(at + reach) {
            match doc.low(k) {
                ":" => return Some(k + 1),
                "là" if person || k == at || (at..k).any(first) => return Some(k + 1),
                "là" => return None,
                _ if !person && k > at && !doc.tokens[k].is_word() => return None,
                "gồm" => return Some(if doc.low(k + 1) == ":" { k + 2 } else { k + 1 }),
                ";" | "." | "(" | "và" | "được" | "tặng" => return None,
                _ => {}
            }
        }
        None
    }
}

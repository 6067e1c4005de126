//! Names that no rule knows, told by their capitals and their number.

use super::{Names, Reader};
use crate::extract::person;
use std::ops::Range;

impl<'t> Reader<'_, 't> {
    /// `(Tổ Toán - Tin, Tổ Xã hội)`: as many capitalised pieces as are counted.
    pub(super) fn pieces(&self, range: Range<usize>, wanted: u64) -> Option<Names<'t>> {
        let doc = self.doc;
        let mut names = Names::new();
        let mut start = range.start;
        for k in range.start..=range.end {
            let ends = k == range.end || matches!(doc.low(k), "," | ";" | "và");
            if !ends {
                continue;
            }
            if start >= k
                || !doc.is_capital(start)
                || doc.tokens[start..k].iter().any(|t| t.is_number() && t.text.len() > 2)
            {
                return None;
            }
            names.push(doc.exported(start..k).into());
            start = k + 1;
        }
        (names.len() as u64 == wanted).then_some(names)
    }

    /// `gồm đội tuyển võ cổ truyền, đội tuyển kickboxing và đội tuyển điền kinh`: pieces that all begin with the
    /// same noun of collectives, as many as are counted, and the token behind them.
    pub(super) fn alike_pieces(&self, first: usize, limit: usize, wanted: u64) -> Option<(Names<'t>, usize)> {
        let doc = self.doc;
        let (len, _) = self.noun_at(first).filter(|n| n.1 == "collective")?;
        let begins = |k: usize| (0..len).all(|n| doc.low(k + n) == doc.low(first + n));
        let ends = |k: &usize| matches!(doc.low(*k), "," | ";" | "và" | "cùng" | "." | "(" | "được");
        let mut names = Names::new();
        let mut start = first;
        while begins(start) {
            let end = (start + len..limit).find(ends).unwrap_or(limit);
            if end == start + len || end > start + len + 6 {
                return None;
            }
            names.push(doc.exported(start..end).into());
            if names.len() as u64 == wanted {
                return Some((names, end));
            }
            start = end + 1;
        }
        None
    }

    /// `Chợ Bến, Bình Hòa và Thạnh Mỹ`: so many runs of capitals between marks, and the token behind the last.
    pub fn proper_pieces(&self, first: usize, limit: usize, wanted: u64) -> Option<(Names<'t>, usize)> {
        let doc = self.doc;
        let mut names = Names::new();
        let mut start = first;
        loop {
            let end = (start..limit).find(|&k| !doc.is_capital(k)).unwrap_or(limit);
            if end < start + 2 || end > start + 5 {
                return None;
            }
            names.push(doc.exported(start..end).into());
            if names.len() as u64 == wanted {
                let closed = end >= limit || matches!(doc.low(end), "," | ";" | "." | "(");
                return closed.then_some((names, end));
            }
            if !matches!(doc.low(end), "," | "và") {
                return None;
            }
            start = end + 1;
        }
    }

    /// `gồm: Phòng A, hỗ trợ B; Thuế cơ sở 2; Thuế cơ sở 7, và 11 cá nhân`: capitalised pieces, as many as
    /// are counted, and the token behind them. A `;` between them makes it the only separator.
    pub(super) fn pieces_from(&self, first: usize, limit: usize, wanted: u64) -> Option<(Names<'t>, usize)> {
        let doc = self.doc;
        let semicolons = (first..limit).filter(|&k| doc.low(k) == ";").count() as u64;
        let strong = semicolons + 1 >= wanted && wanted > 1;
        let mut names = Names::new();
        let mut start = first;
        for k in first..=limit {
            let last = names.len() as u64 + 1 == wanted;
            let mark = if k == limit { "." } else { doc.low(k) };
            let next_capital = k + 1 < limit && doc.is_capital(k + 1);
            let ends = match mark {
                ";" | "." => true,
                "," | "và" if strong => last && !next_capital,
                "," | "và" => next_capital || last,
                _ => false,
            };
            if !ends {
                continue;
            }
            if start >= k || k - start > 20 || !doc.is_capital(start) {
                return None;
            }
            // `Đại đức Thích Minh A, Trưởng Ban Trị sự …; Sư cô B`: what a person is called and does is no name.
            let called = person::after_honorific(doc, start);
            if called.is_none()
                && matches!(doc.low(start), "trưởng" | "phó" | "giám" | "chủ" | "bí" | "nguyên")
            {
                start = k + 1;
                continue;
            }
            let start_of_name = called.map_or(start, |c| c.start);
            // `Sơn Đa Ra (xã Viên An)`: where a piece lies is no part of its name.
            let name = start_of_name..(start..k).find(|&b| doc.low(b) == "(" && b > start).unwrap_or(k);
            names.push(doc.exported(name).into());
            if names.len() as u64 == wanted {
                return Some((names, k));
            }
            start = if doc.low(k + 1) == "và" { k + 2 } else { k + 1 };
        }
        None
    }
}

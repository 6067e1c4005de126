//! A body that is called by its kind alone.

use super::{Item, Reader};
use crate::extract::units::mention::Named;
use smallvec::smallvec;
use std::borrow::Cow;

/// Nouns that mean one body where nothing says that they are many.
const BODIES: &[&str] = &[
    "tỉnh",
    "huyện",
    "xã",
    "phường",
    "trường",
    "nhà",
    "doanh",
    "công",
    "chi",
    "đơn",
    "cơ",
    "hợp",
    "htx",
    "thôn",
    "ấp",
    "đội",
    "trung",
    "bệnh",
    "ngân",
    "đoàn",
    "liên",
    "thư",
    "bảo",
    "viện",
    "học",
    "vườn",
    "hạt",
    "đài",
    "sở",
];

/// Words before a noun that make it a place, a part of a name or many bodies.
const MANY: &[&str] = &[
    "trong", "ở", "của", "tại", "thuộc", "trên", "từ", "cấp", "các", "nhiều", "những", "số", "và", "mỗi",
    "mọi", "từng", "toàn", "nhân",
];

impl<'t> Reader<'_, 't> {
    /// Rule `recipient-lone`: `Trường được … tặng Cờ thi đua`, `doanh nghiệp từng được …`: one body, not
    /// named, that ends at `end`. Not `các trường`, `trong huyện`, nor the last of a list of nouns.
    pub fn lone_noun(&self, from: usize, end: usize) -> Option<Item<'t>> {
        let ends =
            |i: usize| self.noun_at(i).is_some_and(|(len, kind)| i + len == end && kind == "collective");
        let start = (from..end).find(|&i| ends(i))?;
        let word = self.doc.low(start);
        if self.is_one_of_many(from, start) || !BODIES.contains(&word) {
            return None;
        }
        Some(Item {
            tokens: start..end,
            names: self.meant_by(word, start).into_iter().collect(),
            count: Some(1),
            kind: Some("collective"),
            ..Item::default()
        })
    }

    /// Rule `recipient-lone`: `trao Huân chương cho công ty và …`: one body, not named, that is all that is
    /// called at token `i`. Not `cho đơn vị có thành tích`, `cho trường, lớp`.
    pub fn lone_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let (len, _) = self.noun_at(i).filter(|n| n.1 == "collective")?;
        let end = i + len;
        let alone = end >= limit
            || matches!(self.doc.low(end), "." | ";")
            || matches!(self.doc.low(end), "," | "và") && self.noun_at(end + 1).is_none();
        let called = self.doc.is_capital(i);
        let item = self.lone_noun(i, end).filter(|item| alone && (!called || item.names.is_empty()))?;
        // `cho Đoàn trường và 2 đoàn viên`: what is written as a name is one.
        let names = if called { smallvec![self.doc.exported(i..end).into()] } else { item.names };
        Some(Item { names, ..item })
    }

    /// Whether what stands before the noun at `start`, back to `from`, takes it for more than one body.
    fn is_one_of_many(&self, from: usize, start: usize) -> bool {
        if start == from {
            return false;
        }
        let before = self.doc.low(start - 1);
        let noun_ends = |k: usize| self.noun_at(k).is_some_and(|n| k + n.0 == start - 1);
        MANY.contains(&before) || before == "," && (from..start - 1).any(noun_ends)
    }

    /// The unit that a lone noun means: the article's own, else the only one of its kind named before.
    fn meant_by(&self, word: &str, at: usize) -> Option<Cow<'t, str>> {
        let own = match word {
            "tỉnh" => &self.mentions.own[0],
            "huyện" => &self.mentions.own[1],
            "xã" | "phường" => &self.mentions.own[2],
            _ => &None,
        };
        if let Some(place) = own.as_ref().filter(|p| crate::normalise::fold::exact(p.kind) == word) {
            return Some(format!("{} {}", place.kind, place.name).into());
        }
        let kind = match word {
            "doanh" | "công" | "chi" => "enterprise",
            "trường" | "nhà" => "school",
            "hợp" | "htx" => "cooperative",
            _ => return None,
        };
        let before = || self.mentions.list.iter().filter(|n| n.kind == kind && n.tokens.end <= at);
        // `Công ty` is the one that is called so, whatever else of its kind is named.
        let called = |n: &&Named<'t>| self.doc.low(n.tokens.start) == word;
        only(before()).or_else(|| only(before().filter(called)))
    }
}

/// The one name that all of `named` bear.
fn only<'n, 't: 'n>(mut named: impl Iterator<Item = &'n Named<'t>>) -> Option<Cow<'t, str>> {
    let first = named.next()?;
    named.all(|n| n.name == first.name).then(|| first.name.clone())
}

//! Who confers: `Chủ tịch UBND tỉnh`, `Bộ trưởng Bộ Y tế`, `Ban Bí thư Trung ương Đoàn`, and its level.

mod level;

use super::begins;
use super::recipients::Reader;
use crate::extract::lexicon::Lexicon;
use crate::extract::person;
use crate::extract::token::Doc;
use crate::extract::units::mention::Named;
use level::{level_of, level_of_place};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static FIXED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("authorities.tsv")));
pub(super) static CHIEFS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("chiefs.tsv")));

/// An authority as the text names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Authority {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Level of the data model.
    pub level: Option<&'static str>,
}

/// What the level of an authority goes by.
enum Body<'a> {
    /// A unit that the text names.
    Unit(&'a Named<'a>),
    /// The level that the list gives.
    Listed(&'static str),
}

impl Authority {
    /// As written.
    pub fn text<'t>(&self, doc: &Doc<'t>) -> &'t str {
        doc.exported(self.tokens.clone())
    }
}

/// Words before a body that make it the one in whose name someone hands over: `Phó Chủ tịch UBND tỉnh`,
/// `lãnh đạo thị xã`, `đại diện Sở`, `thay mặt UBND huyện`, `Bí thư Tỉnh ủy`.
const HANDING_OVER: &[&str] = &["phó", "đạo", "diện", "mặt", "thư"];

/// Tokens of the longest bracket behind a body that is passed over.
const LONGEST_BRACKET: usize = 20;

/// Words behind which a locality or a bare word (`huyện`) can be the subject of a sentence.
const BEFORE_SUBJECT: &[&str] =
    &[",", ";", ":", "-", "và", "được", "này", "đó", "ra", "qua", "của", "thời", ")", "+", "•", "*"];

impl<'t> Reader<'_, 't> {
    /// The authority that begins at token `i`: a chief of a body, a body, or one of the list.
    pub fn authority_at(&self, i: usize) -> Option<Authority> {
        self.conferring_at(i).map(|(end, body)| self.judged(i..end, body))
    }

    /// The token behind the authority that begins at token `i`.
    pub fn authority_end(&self, i: usize) -> Option<usize> {
        self.conferring_at(i).map(|(end, _)| end)
    }

    /// As [`Reader::authority_at`]: the token behind it, and what its level goes by.
    fn conferring_at(&self, i: usize) -> Option<(usize, Body<'_>)> {
        let doc = self.doc;
        if !doc.may(i, begins::AUTHORITY) {
            let named = self.unit_at(i).filter(|n| !n.is_place)?;
            return Some((named.tokens.end, Body::Unit(named)));
        }
        let fixed = FIXED.at(doc, i);
        let chief = CHIEFS.at(doc, i).map_or(0, |hit| hit.len);
        if let Some(named) = self.unit_at(i + chief).filter(|n| !n.is_place)
            && fixed.is_none_or(|f| i + f.len < named.tokens.end)
        {
            return Some((named.tokens.end, Body::Unit(named)));
        }
        // `Giám đốc Sở`, `Chủ tịch Quốc hội`: the chief of a body of the list.
        if chief > 0
            && let Some(body) = FIXED.at(doc, i + chief)
            && fixed.is_none_or(|f| f.len < chief + body.len)
        {
            return Some((i + chief + body.len, Body::Listed(body.row.value(0))));
        }
        if let Some(hit) = fixed {
            // `tỉnh`, `Bộ`, `Hội` stand for an authority only where no name follows.
            let alone = hit.len > 1 || hit.row.key.contains(' ') || self.unit_at(i).is_none();
            return alone.then(|| (i + hit.len, Body::Listed(hit.row.value(0))));
        }
        // `Thống đốc`, `Giám đốc Công an tỉnh` are chiefs; a chief of nothing is no authority.
        None
    }

    /// The first authority that begins inside `tokens`.
    pub fn authority_within(&self, mut tokens: Range<usize>) -> Option<Authority> {
        tokens.find_map(|i| self.authority_at(i))
    }

    /// An authority with its level; that of a unit is judged once.
    fn judged(&self, tokens: Range<usize>, body: Body) -> Authority {
        let level = match body {
            Body::Listed(level) => Some(level),
            Body::Unit(named) if named.is_place => level_of_place(named),
            Body::Unit(named) => {
                let judged = || level_of(self.mentions, named);
                let known = self.mention_at(named.tokens.start).map(|k| &self.levels[k]);
                Some(known.map_or_else(judged, |known| known.get_or_init(judged)))
            }
        };
        Authority { tokens, level: level.filter(|l| !l.is_empty()) }
    }

    /// The authority that ends right before token `end`, the name of its chief passed over if
    /// `chief_named` (`Chủ tịch UBND TP Bảo Lộc Nguyễn Văn A tặng`), and so its abbreviation in brackets.
    pub fn authority_before(&self, from: usize, end: usize, chief_named: bool) -> Option<Authority> {
        let end = self.before_bracket(from, end);
        if let Some(found) = self.authority_ending(from, end) {
            let before = found.tokens.start.checked_sub(1).map_or("", |k| self.doc.low(k));
            return (!HANDING_OVER.contains(&before)).then_some(found);
        }
        if !chief_named {
            return None;
        }
        let found = (end.saturating_sub(6).max(from)..end)
            .filter(|&i| person::name_inside(self.doc, i) == Some(end))
            .find_map(|end| self.authority_ending(from, end))?;
        let before = found.tokens.start.checked_sub(1).map_or("", |k| self.doc.low(k));
        (before != "phó" && CHIEFS.at(self.doc, found.tokens.start).is_some()).then_some(found)
    }

    /// The longest authority that ends at token `end`; of localities (`huyện Tứ Kỳ khen thưởng`) and bare
    /// words (`tỉnh tặng`) one that can be the subject.
    fn authority_ending(&self, from: usize, end: usize) -> Option<Authority> {
        let found = (end.saturating_sub(20).max(from)..end).find_map(|i| {
            if !self.doc.may(i, begins::AUTHORITY) && self.mention_at(i).is_none() {
                return None;
            }
            let (_, body) =
                self.conferring_at(i).or_else(|| self.place_at(i)).filter(|found| found.0 == end)?;
            Some(self.judged(i..end, body))
        })?;
        let found = self.with_body_touching(from, found);
        let start = found.tokens.start;
        let bare = found.tokens.len() == 1 && !self.doc.is_capital(start);
        let place = self.unit_at(start).is_some_and(|n| n.is_place);
        let subject = start == from || BEFORE_SUBJECT.contains(&self.doc.low(start - 1));
        (!bare && !place || subject).then_some(found)
    }

    /// `Cục Chính trị | Quân khu`, `Hội Nhà báo tỉnh (HNB) | Lào Cai`: a body that touches what ends its name, or
    /// that only a bracket parts from its locality, is the one that confers.
    fn with_body_touching(&self, from: usize, found: Authority) -> Authority {
        let start = found.tokens.start;
        let place = self.unit_at(start).is_some_and(|n| n.is_place);
        let end = if place { self.before_bracket(from, start) } else { start };
        if end == start && place {
            return found;
        }
        let touches = |i: &usize| self.unit_at(*i).is_some_and(|n| !n.is_place && n.tokens.end == end);
        let body = (end.saturating_sub(12).max(from)..end).find(touches).and_then(|i| self.authority_at(i));
        body.map_or(found.clone(), |body| Authority { tokens: body.tokens.start..found.tokens.end, ..body })
    }

    /// The body or locality that begins at token `i`: what may be the subject of a sentence.
    pub fn body_at(&self, i: usize) -> Option<Authority> {
        let found = self.conferring_at(i).filter(|found| found.0 > i + 1).or_else(|| self.place_at(i));
        found.map(|(end, body)| self.judged(i..end, body))
    }

    /// Who is named behind `của`: `Cờ thi đua của tỉnh Hà Giang`; `giải Nhất của xã A` names the winner.
    pub fn authority_of(&self, i: usize, slug: &str) -> Option<Authority> {
        let locality =
            || self.locality_at(i).filter(|_| matches!(slug, "co-thi-dua" | "bang-khen" | "giay-khen"));
        self.authority_at(i).or_else(locality)
    }

    /// A locality that confers: `huyện Tứ Kỳ`.
    fn locality_at(&self, i: usize) -> Option<Authority> {
        self.place_at(i).map(|(end, body)| self.judged(i..end, body))
    }

    fn place_at(&self, i: usize) -> Option<(usize, Body<'_>)> {
        let named = self.unit_at(i).filter(|n| n.is_place)?;
        Some((named.tokens.end, Body::Unit(named)))
    }

    /// Before a bracket: `Tập đoàn X (EVN) | tặng`, `UBND huyện A (tỉnh B) | tặng`, `Giám đốc Sở (bà C) | tặng`.
    fn before_bracket(&self, from: usize, end: usize) -> usize {
        if end < from + 3 || self.doc.low(end - 1) != ")" {
            return end;
        }
        let reach = end.saturating_sub(LONGEST_BRACKET).max(from + 1)..end - 1;
        reach.rev().find(|&k| self.doc.low(k) == "(").unwrap_or(end)
    }
}

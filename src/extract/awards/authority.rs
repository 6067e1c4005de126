//! Who confers: `Chủ tịch UBND tỉnh`, `Bộ trưởng Bộ Y tế`, `Ban Bí thư Trung ương Đoàn`, and its level.

use super::recipients::Reader;
use crate::extract::lexicon::Lexicon;
use crate::extract::person;
use crate::extract::units::mention::{Locality, Named};
use crate::extract::units::{key, rank};
use std::ops::Range;
use std::sync::LazyLock;

static FIXED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("authorities.tsv")));
static CHIEFS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("chiefs.tsv")));

/// An authority as the text names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Authority {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// As written.
    pub text: String,
    /// Level of the data model.
    pub level: Option<&'static str>,
}

impl Reader<'_, '_> {
    /// The authority that begins at token `i`: a chief of a body, a body, or one of the list.
    pub fn authority_at(&self, i: usize) -> Option<Authority> {
        let doc = self.doc;
        let fixed = FIXED.at(doc, i);
        let chief = CHIEFS.at(doc, i).map_or(0, |hit| hit.len);
        if let Some(named) = self.unit_at(i + chief).filter(|n| !n.is_place)
            && fixed.is_none_or(|f| i + f.len < named.tokens.end)
        {
            return Some(self.authority(i..named.tokens.end, Some(level_of(named))));
        }
        if let Some(hit) = fixed {
            // `tỉnh`, `Bộ`, `Hội` stand for an authority only where no name follows.
            let alone = hit.len > 1 || hit.row.key.contains(' ') || self.unit_at(i).is_none();
            return alone.then(|| self.authority(i..i + hit.len, Some(hit.row.value(0))));
        }
        // `Thống đốc`, `Giám đốc Công an tỉnh` are chiefs; a chief of nothing is no authority.
        None
    }

    /// The first authority that begins inside `tokens`.
    pub fn authority_within(&self, mut tokens: Range<usize>) -> Option<Authority> {
        tokens.find_map(|i| self.authority_at(i))
    }

    fn authority(&self, tokens: Range<usize>, level: Option<&'static str>) -> Authority {
        let text = self.doc.exported(tokens.clone()).to_string();
        Authority { tokens, text, level: level.filter(|l| !l.is_empty()) }
    }

    /// The authority that ends right before token `end`, the name of its chief passed over if
    /// `chief_named` (`Chủ tịch UBND TP Bảo Lộc Nguyễn Văn A tặng`).
    pub fn authority_before(&self, from: usize, end: usize, chief_named: bool) -> Option<Authority> {
        let ends_at = |end: usize| {
            (end.saturating_sub(20).max(from)..end)
                .find_map(|i| self.authority_at(i).filter(|a| a.tokens.end == end))
        };
        if let Some(found) = ends_at(end) {
            let before = found.tokens.start.checked_sub(1).map_or("", |k| self.doc.low(k));
            // `Phó Chủ tịch UBND tỉnh` hands over and does not confer.
            // So do `lãnh đạo thị xã`, `đại diện Sở`, `thay mặt UBND huyện`.
            return (!matches!(before, "phó" | "đạo" | "diện" | "mặt")).then_some(found);
        }
        if !chief_named {
            return None;
        }
        let found = (end.saturating_sub(6).max(from)..end)
            .filter(|&i| person::name_inside(self.doc, i) == Some(end))
            .find_map(ends_at)?;
        let before = found.tokens.start.checked_sub(1).map_or("", |k| self.doc.low(k));
        (before != "phó" && CHIEFS.at(self.doc, found.tokens.start).is_some()).then_some(found)
    }
}

/// The level of a body (data-model, table of `awards`).
fn level_of(named: &Named) -> &'static str {
    let name = key(&named.name);
    let starts = |heads: &[&str]| heads.iter().any(|h| name.starts_with(h));
    let ministry = [
        "bộ ",
        "tổng cục",
        "trung ương",
        "tw ",
        "tổng liên đoàn",
        "kiểm toán nhà nước",
        "thanh tra chính phủ",
        "văn phòng chính phủ",
    ];
    if name.starts_with("bộ chỉ huy")
        || name.starts_with("bộ tư lệnh")
        || name.starts_with("bộ đội")
        || name.starts_with("bộ môn")
    {
        return "organization";
    }
    let ministry_like = name.starts_with("ủy ban dân tộc") || name.starts_with("quân ủy trung ương");
    let central = ministry_like
        || name.ends_with("trung ương")
        || name.ends_with("tối cao")
        || name.ends_with("việt nam") && named.locality.is_none() && named.kind != "enterprise"
        || name.contains("trung ương đoàn")
        || name.contains("trung ương hội")
        || name.starts_with("ủy ban trung ương");
    if starts(&ministry) || central || (name == "ngân hàng nhà nước") {
        return "ministry";
    }
    if starts(&["ủy ban nhân dân", "hội đồng nhân dân"]) || named.kind == "party" {
        return committee_level(&name, named.locality.as_ref()).unwrap_or("organization");
    }
    "organization"
}

/// The level of a people's or party committee: that of its locality.
fn committee_level(name: &str, locality: Option<&Locality>) -> Option<&'static str> {
    let by_rank = |rank: u8| match rank {
        1 => "province",
        2 => "district",
        _ => "commune",
    };
    if name.contains("tỉnh ủy") || name.contains("đảng bộ tỉnh") {
        return Some("province");
    }
    if ["huyện ủy", "thị ủy", "quận ủy"].iter().any(|w| name.contains(w)) {
        return Some("district");
    }
    let locality = locality?;
    if locality.name.is_empty() {
        return match key(&locality.kind).as_str() {
            "tỉnh" => Some("province"),
            "thành phố" | "huyện" | "quận" | "thị xã" => Some("district"),
            _ => Some("commune"),
        };
    }
    rank(locality).map(by_rank)
}

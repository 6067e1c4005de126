//! The level of an award, and the slug that depends on it.

use super::super::authority::Authority;
use super::super::begins;
use super::super::name::{Name, is_state_honour};
use super::Clause;

impl<'t> Clause<'_, '_, 't> {
    /// `Chiến sĩ thi đua` of a ministry, a province or a military region is that of their level.
    pub(super) fn levelled(&self, name: &Name<'t>, authority: Option<&Authority>) -> &'static str {
        let above = |a: &Authority| {
            let military = |text: &str| text.contains("Quân khu") || text.contains("Quân chủng");
            matches!(a.level, Some("province" | "ministry" | "government"))
                || military(a.text(self.reader.doc))
        };
        let above = name.unlevelled && authority.is_some_and(above);
        if above { "chien-si-thi-dua-cap-tinh" } else { name.slug }
    }

    /// The level of an award: the state's, that of who confers, that in its name, else the last that
    /// the sentence says before it (`Ở cấp huyện, công nhận …`, `Cấp tỉnh, 1.015 tập thể được …`).
    pub(super) fn level(&self, name: &Name<'t>, authority: Option<&Authority>) -> Option<&'static str> {
        if is_state_honour(name.slug) {
            return Some("state");
        }
        authority.and_then(|a| a.level).or_else(|| self.level_in(name)).or_else(|| self.level_said(name))
    }

    /// `Chiến sĩ thi đua cấp bộ`: the slug of provinces and ministries names neither.
    fn level_in(&self, name: &Name<'t>) -> Option<&'static str> {
        let has = |word: &str| name.tokens.clone().any(|k| self.low(k) == word);
        match name.slug {
            "chien-si-thi-dua-cap-tinh" if has("tỉnh") => Some("province"),
            "chien-si-thi-dua-cap-tinh" if has("bộ") => Some("ministry"),
            _ => None,
        }
    }

    /// `cờ thi đua cấp tỉnh`; else the last `cấp …`, `thẩm quyền của …` before, that no other award has.
    fn level_said(&self, name: &Name<'t>) -> Option<&'static str> {
        if self.low(name.tokens.end) == "cấp" {
            return level_of_word(self.low(name.tokens.end + 1));
        }
        if !self.says(begins::LEVEL) {
            return None;
        }
        let taken = |k: usize| self.in_name(k) || self.name_before(k).is_some();
        let before = self.tokens.start..name.first();
        let said = self.reader.doc.each(before, begins::LEVEL).rev().find(|&k| {
            self.low(k) == "cấp" && !taken(k) || self.reader.doc.has(k, &["thẩm", "quyền", "của"])
        })?;
        level_of_word(self.low(if self.low(said) == "cấp" { said + 1 } else { said + 3 }))
    }
}

/// The level that a word of locality stands for.
fn level_of_word(word: &str) -> Option<&'static str> {
    match word {
        "tỉnh" => Some("province"),
        "huyện" | "quận" | "thị" => Some("district"),
        "xã" | "phường" => Some("commune"),
        "bộ" => Some("ministry"),
        _ => None,
    }
}

//! Proposed or conferred, a total or a part.

use super::super::begins;
use super::super::name::Name;
use super::Clause;
use super::verbs::Verb;
use std::ops::Range;

/// Words right behind an award that set its contest apart: `giải Ba quốc gia`.
const CONTEST: &[&str] = &["quốc", "cấp", "toàn", "khu", "môn", "tỉnh", "hội", "cuộc", "kỳ", "tại", "ở"];

impl<'t> Clause<'_, '_, 't> {
    /// Whether what stands before token `first` says that it is proposed: the last word of `đề nghị`,
    /// `trình`, `thông qua` against `quyết định`, `được tặng`, `đã tặng`.
    pub(super) fn proposed(&self, first: usize) -> bool {
        let mut proposed =
            self.carry.open && self.carry.proposed || self.carry.only_proposed && self.is_verbless(first);
        for (i, verb) in self.verbs.each(self.tokens.start..first) {
            match verb.class {
                "propose" | "acclaim" | "vote" => proposed |= !self.is_past_step(i),
                "advise" => proposed |= self.is_advice(i..i + verb.len, first) && !self.is_past_step(i),
                "decide" => proposed &= self.is_asked_to(i),
                "give" if self.follows(i, "đã") || self.low(i) == "trao" => proposed = false,
                "get" if self.is_given(i, first) => proposed = false,
                _ => {}
            }
        }
        proposed
    }

    /// `… Bằng khen cho 7 tập thể. Bằng khen của Thủ tướng cho 2 cá nhân`: a sentence that begins with the
    /// award, or goes on (`Ngoài ra, còn có`), has no verb of its own.
    fn is_verbless(&self, first: usize) -> bool {
        let none =
            self.verbs.each(self.tokens.start..first).all(|(i, verb)| verb.class == "-" || self.in_name(i));
        none && (first <= self.tokens.start + 2
            || matches!(self.low(self.tokens.start), "ngoài" | "cùng" | "bên"))
    }

    /// `Sau bình xét từ các xóm, UBND xã công nhận …`: a step that led to what is conferred.
    fn is_past_step(&self, i: usize) -> bool {
        self.follows(i, "sau")
            || self.follows(i, "qua")
            || self.reader.doc.has(i.saturating_sub(2), &["sau", "khi"])
    }

    /// `tham mưu UBND tỉnh tặng`, `lấy ý kiến về việc tặng`: whether the advice at `verb` is to confer what stands at
    /// `first`. Not `đã tham mưu`, which tells what was conferred.
    fn is_advice(&self, verb: Range<usize>, first: usize) -> bool {
        let mut before = (self.tokens.start..verb.start).rev().take(4).take_while(|&k| self.low(k) != ",");
        let given = |(_, verb): &(usize, Verb)| matches!(verb.class, "give" | "decide");
        let give = self.verbs.each(verb.end..first).find(given).map(|(k, _)| k);
        let parted = |k: usize| {
            matches!(self.low(k), ";" | "và" | "được" | ".")
                || self.low(k) == "," && self.verbs.at(k + 1).is_none()
        };
        !before.any(|k| self.low(k) == "đã") && give.is_some_and(|give| !(verb.end..give).any(parted))
    }

    /// `trình Chủ tịch UBND tỉnh (xem xét,) quyết định tặng`: who decides at token `i` is only asked to.
    fn is_asked_to(&self, i: usize) -> bool {
        let linked = |k: usize| matches!(self.low(k), "xem" | "xét" | "," | "để");
        let asks = |(at, verb): (usize, Verb)| {
            let asked = self.reader.authority_at(at + verb.len);
            matches!(verb.class, "propose" | "advise")
                && asked.is_some_and(|a| a.tokens.end <= i && (a.tokens.end..i).all(linked))
        };
        self.low(i) == "quyết" && self.verbs.each(self.tokens.start..i).any(asks)
    }

    /// `được Chủ tịch nước tặng`, but not `được đề nghị tặng`, `để được tặng`.
    fn is_given(&self, get: usize, first: usize) -> bool {
        self.low(get) == "được"
            && !self.follows(get, "để")
            && !self.verbs.is(get + 1, "propose")
            && self.verbs.any(get + 1..(get + 12).min(first), "give")
    }

    /// Whether token `i` stands right behind `word`.
    fn follows(&self, i: usize, word: &str) -> bool {
        i > 0 && self.low(i - 1) == word
    }

    /// Whether a breakdown holds the award at `first`: behind `trong đó`, `gồm`, `cụ thể`, or in brackets.
    pub(super) fn is_part(&self, first: usize) -> bool {
        if !self.says(begins::BRACKET | begins::PARTS | begins::COLON) {
            return false;
        }
        let doc = self.reader.doc;
        let before = self.tokens.start..first;
        let count = |mark: &str| before.clone().filter(|&k| doc.tokens[k].text == mark).count();
        let breaks_down =
            |k: usize| doc.has(k, &["trong", "đó"]) || doc.has(k, &["cụ", "thể"]) || doc.low(k) == "gồm";
        // `cho 40 đảng viên: 3 đảng viên 75 năm tuổi Đảng; …`
        let members = |k: usize| doc.low(k) == ":" && k > 2 && doc.has(k - 2, &["đảng", "viên"]);
        self.says(begins::COLON) && doc.each(before.clone(), begins::COLON).any(members)
            || self.says(begins::BRACKET) && count("(") > count(")")
            || doc.each(before.clone(), begins::PARTS).any(breaks_down)
    }

    /// Whether the words behind an award set its contest apart.
    pub(super) fn is_apart(&self, name: &Name<'t>) -> bool {
        CONTEST.contains(&self.low(name.tokens.end))
    }
}

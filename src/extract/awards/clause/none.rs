//! Awards that the text speaks of and that nobody gets.

use super::super::name::Name;
use super::{Clause, Governing};
use crate::model::refused::{Field, Reason};

/// Tokens around an award in which `hoặc` leaves the choice between it and another.
const CHOICE: usize = 6;

/// Tokens behind a certificate in which it says what it attests.
const ATTESTED: usize = 12;

impl Clause<'_, '_, '_> {
    /// Whether the text says of an award that nobody gets it: targets, standards, questions, what was
    /// given back, stock, guests. The words of a standard may stand anywhere in the sentence, a target
    /// before its award.
    pub(super) fn is_none(&self, name: &Name, limit: usize, governing: Governing) -> bool {
        let first = name.first();
        let none = |yes, reason| {
            self.reader.doc.refuses(yes, first..name.tokens.end, Field::Awards, reason, "award-none")
        };
        none(self.is_aimed(first), Reason::Target)
            || none(self.signs.any(self.tokens.clone(), "standard"), Reason::Standard)
            || none(self.is_choice(name), Reason::Standard)
            || none(self.is_asked(), Reason::Question)
            || none(self.is_revoked(name, limit), Reason::Revoked)
            || none(self.is_kept(name), Reason::Kept)
            || none(self.is_contended(name), Reason::Target)
            || none(self.is_licence(name), Reason::Licence)
            || none(self.is_stock(name, governing), Reason::Stock)
            || none(self.joins_none(first), Reason::Target)
    }

    /// `danh hiệu “Lao động tiên tiến” hoặc “Chiến sĩ tiên tiến”`: only a rule leaves the choice.
    fn is_choice(&self, name: &Name) -> bool {
        let around = name.first().saturating_sub(CHOICE)..name.tokens.end + CHOICE;
        self.signs.any(around, "either")
    }

    /// A question confers nothing.
    fn is_asked(&self) -> bool {
        (self.tokens.end.saturating_sub(2)..self.tokens.end).any(|k| self.low(k) == "?")
    }

    /// `Hồ sơ đề nghị tặng Cờ thi đua … bị trả lại`.
    fn is_revoked(&self, name: &Name, limit: usize) -> bool {
        let (first, end) = (name.first(), name.tokens.end);
        (self.clause_start(first)..first).any(|k| self.reader.doc.has(k, &["hồ", "sơ"]))
            && self.signs.any(end..limit.min(end + 16), "revoked")
    }

    /// `vận động hộ đạt chuẩn gia đình văn hóa`, `giữ vững danh hiệu ấp văn hóa` confer nothing.
    fn is_kept(&self, name: &Name) -> bool {
        let first = name.first();
        matches!(name.slug, "gia-dinh-van-hoa" | "thon-to-dan-pho-van-hoa")
            && (first.saturating_sub(4)..first).any(|k| matches!(self.low(k), "chuẩn" | "vững" | "chí"))
    }

    /// `được cấp Giấy chứng nhận sản phẩm OCOP 4 sao`, `giấy chứng nhận sức khỏe`: a licence or an attestation.
    fn is_licence(&self, name: &Name) -> bool {
        let (first, end) = (name.tokens.start, name.tokens.end);
        let issued = first > 0 && self.low(first - 1) == "cấp";
        name.slug == "giay-chung-nhan" && (issued || self.signs.any(end..end + ATTESTED, "licence"))
    }

    /// `tranh 64 bộ huy chương`, `giành từ 8 đến 10 huy chương`, `5-6 HCV`: nobody has won them yet.
    fn is_contended(&self, name: &Name) -> bool {
        let before = |steps: usize| name.first().checked_sub(steps);
        let word = before(1).map_or("", |k| self.low(k));
        let range = matches!(word, "đến" | "-")
            && name.direct.is_some()
            && before(2).is_some_and(|k| k >= self.tokens.start && self.reader.doc.tokens[k].is_number());
        word == "tranh" || range
    }

    /// `xây dựng 8 tập thể lao động xuất sắc, 60 tập thể lao động tiên tiến`: whether nobody gets the award
    /// before this one in a list.
    fn joins_none(&self, first: usize) -> bool {
        self.none_end.is_some_and(|end| {
            end < first
                && (end..first).all(|k| matches!(self.low(k), "," | "và" | "cùng" | "danh" | "hiệu" | "\""))
        })
    }
}

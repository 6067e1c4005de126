//! Awards that the text speaks of and that nobody gets.

use super::super::begins;
use super::super::name::Name;
use super::{Clause, Governing};
use crate::model::refused::{Field, Reason};

/// Tokens around an award in which `hoặc` leaves the choice between it and another.
const CHOICE: usize = 6;

/// Tokens behind a prize in which `trở lên` makes it a threshold.
const THRESHOLD: usize = 4;

/// Tokens behind a prize in which its price is told.
const PRICE: usize = 6;

/// Tokens behind a certificate in which it says what it attests.
const ATTESTED: usize = 12;

impl<'t> Clause<'_, '_, 't> {
    /// Whether the text says of an award that nobody gets it: targets, standards, questions, what was
    /// given back, stock, guests. The words of a standard may stand anywhere in the sentence, a target
    /// before its award.
    pub(super) fn is_none(&self, name: &Name<'t>, limit: usize, governing: Governing) -> bool {
        let first = name.first();
        let none = |yes, reason| {
            self.reader.doc.refuses(yes, first..name.tokens.end, Field::Awards, reason, "award-none")
        };
        none(self.is_aimed(first), Reason::Target)
            || none(self.is_denied(first), Reason::Revoked)
            || none(self.signs.any(self.tokens.clone(), "standard"), Reason::Standard)
            || none(self.is_choice(name), Reason::Standard)
            || none(self.is_asked(), Reason::Question)
            || none(self.is_revoked(name, limit), Reason::Revoked)
            || none(self.is_kept(name, governing), Reason::Kept)
            || none(self.is_contended(name), Reason::Target)
            || none(self.is_licence(name), Reason::Licence)
            || none(self.is_priced(name, limit), Reason::Money)
            || none(self.is_share(name), Reason::Percentage)
            || none(self.is_threshold(name), Reason::Standard)
            || none(self.is_stock(name, governing), Reason::Stock)
    }

    /// The token `steps` behind an award, in its sentence.
    fn within(&self, name: &Name<'t>, steps: usize) -> usize {
        self.tokens.end.min(name.tokens.end + steps)
    }

    /// `danh hiệu “Lao động tiên tiến” hoặc “Chiến sĩ tiên tiến”`: only a rule leaves the choice.
    fn is_choice(&self, name: &Name<'t>) -> bool {
        let around = name.first().saturating_sub(CHOICE)..self.within(name, CHOICE);
        self.signs.any(around, "either")
    }

    /// A question confers nothing.
    pub(super) fn is_asked(&self) -> bool {
        (self.tokens.end.saturating_sub(2)..self.tokens.end).any(|k| self.low(k) == "?")
    }

    /// `Hồ sơ đề nghị tặng Cờ thi đua … bị trả lại`, `Việc trao Bằng khen … bị hoãn`.
    fn is_revoked(&self, name: &Name<'t>, limit: usize) -> bool {
        if !self.says(begins::NO_ACT) {
            return false;
        }
        let (first, end) = (name.first(), name.tokens.end);
        let act = |k: usize| self.reader.doc.has(k, &["hồ", "sơ"]) || self.low(k) == "việc";
        (self.clause_start(first)..first).any(act) && self.signs.any(end..limit.min(end + 16), "revoked")
    }

    /// `vận động hộ đạt chuẩn gia đình văn hóa`, `giữ vững danh hiệu ấp văn hóa` confer nothing; nor does
    /// `205 hộ đạt gia đình văn hóa`: they meet what is asked, and are not said to bear the title.
    fn is_kept(&self, name: &Name<'t>, governing: Governing) -> bool {
        let first = name.first();
        let kept = |k: usize| matches!(self.low(k), "chuẩn" | "vững" | "chí");
        let met = first > self.tokens.start && self.low(first - 1) == "đạt" && governing.give.is_none();
        matches!(name.slug, "gia-dinh-van-hoa" | "thon-to-dan-pho-van-hoa")
            && (met || (first.saturating_sub(4)..first).any(kept))
    }

    /// `được cấp Giấy chứng nhận sản phẩm OCOP 4 sao`, `giấy chứng nhận sức khỏe`: a licence or an
    /// attestation; `biểu trưng ủng hộ 500 triệu đồng`: the sign of a gift.
    fn is_licence(&self, name: &Name<'t>) -> bool {
        let (first, end) = (name.tokens.start, name.tokens.end);
        let issued = first > 0 && self.low(first - 1) == "cấp";
        let says = |class: &str| self.signs.any(end..self.within(name, ATTESTED), class);
        match name.slug {
            "giay-chung-nhan" => issued || says("licence"),
            "bieu-trung" => says("gift"),
            _ => false,
        }
    }

    /// `tranh 64 bộ huy chương`, `in 150 giấy khen`, `giành từ 8 đến 10 huy chương`, `5-6 HCV`: nobody has won them yet.
    fn is_contended(&self, name: &Name<'t>) -> bool {
        let before = |steps: usize| name.first().checked_sub(steps);
        let word = before(1).map_or("", |k| self.low(k));
        let range = matches!(word, "đến" | "-")
            && name.direct.is_some()
            && before(2).is_some_and(|k| k >= self.tokens.start && self.reader.doc.tokens[k].is_number());
        // `vượt chỉ tiêu 3 huy chương vàng`: by how many.
        matches!(word, "tranh" | "in" | "mua" | "bán" | "tiêu")
            || range
            || self.low(name.tokens.start.wrapping_sub(1)) == "bộ" && !self.is_over()
    }

    /// Whether the sentence says that its contest is over.
    fn is_over(&self) -> bool {
        self.tokens
            .clone()
            .any(|k| matches!(self.low(k), "đã" | "bế") || self.reader.doc.has(k, &["kết", "thúc"]))
    }

    /// `giải nhất 6 triệu đồng, 2 giải ba mỗi giải 2 triệu đồng`: what may be won, where nobody wins or gives.
    fn is_priced(&self, name: &Name<'t>, limit: usize) -> bool {
        let end = name.tokens.end;
        // `giải nhì: đội Trống Đồng` is won.
        let price = |k: usize| {
            matches!(self.low(k), "triệu" | "đồng" | "nghìn" | "ngàn") && !self.reader.doc.is_capital(k)
        };
        name.slug == "giai"
            && (end..self.within(name, PRICE)).take_while(|&k| self.low(k) != ",").any(price)
            && !(end..limit).any(|k| matches!(self.low(k), "cho" | "thuộc"))
            && !self.is_verbed(self.tokens.start..name.first())
    }

    /// `96% hộ đạt gia đình văn hóa`: a share is no count.
    fn is_share(&self, name: &Name<'t>) -> bool {
        if !self.says(begins::NO_ACT) {
            return false;
        }
        let before = self.clause_start(name.first())..name.first();
        let share = before.clone().rev().find(|&k| self.low(k) == "%");
        share.is_some_and(|k| {
            self.reader.noun_at(k + 1).is_some() && !(k..before.end).any(|i| matches!(self.low(i), "," | "("))
        })
    }

    /// `người từng đạt giải ba cấp tỉnh trở lên`: a threshold.
    fn is_threshold(&self, name: &Name<'t>) -> bool {
        let end = name.tokens.end;
        name.slug == "giai"
            && (end..self.within(name, THRESHOLD)).any(|k| self.reader.doc.has(k, &["trở", "lên"]))
    }
}

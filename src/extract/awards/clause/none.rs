//! Awards that the text speaks of and that nobody gets.

use super::super::name::Name;
use super::{Clause, Governing};
use crate::model::refused::{Field, Reason};

/// Openings of a sentence that counts what there is, and not what is conferred now.
const STOCK: &[&[&str]] = &[&["đến", "nay"], &["hiện"], &["tính", "đến", "nay"]];

impl Clause<'_, '_, '_> {
    /// Whether the text says of an award that nobody gets it: targets, standards, what was given back,
    /// stock. The words of a standard may stand anywhere in the sentence, a target before its award.
    pub(super) fn is_none(&self, name: &Name, limit: usize, governing: Governing) -> bool {
        let first = name.first();
        let none = |yes, reason| {
            self.reader.doc.refuses(yes, first..name.tokens.end, Field::Awards, reason, "award-none")
        };
        none(self.verbs.any(self.clause_start(first)..first, "target"), Reason::Target)
            || none(self.verbs.any(self.tokens.clone(), "standard"), Reason::Standard)
            || none(self.is_revoked(name, limit), Reason::Revoked)
            || none(self.is_stock(governing), Reason::Stock)
            || none(self.is_kept(name), Reason::Kept)
            || none(self.is_held(name, governing), Reason::Stock)
    }

    /// `Hồ sơ đề nghị tặng Cờ thi đua … bị trả lại`.
    fn is_revoked(&self, name: &Name, limit: usize) -> bool {
        let (first, end) = (name.first(), name.tokens.end);
        (self.clause_start(first)..first).any(|k| self.reader.doc.has(k, &["hồ", "sơ"]))
            && self.verbs.any(end..limit.min(end + 16), "revoked")
    }

    /// `Đến nay, toàn tỉnh có 48 Thầy thuốc Ưu tú`; `Đến nay, … được tặng` confers.
    fn is_stock(&self, governing: Governing) -> bool {
        let verb = governing.get.or(governing.give).or(governing.propose);
        verb.is_none() && STOCK.iter().any(|words| self.reader.doc.has(self.tokens.start, words))
    }

    /// `Toàn huyện có 62 ấp văn hóa`: how many there are; `công nhận 71 thôn, khu phố văn hóa` confers.
    fn is_held(&self, name: &Name, governing: Governing) -> bool {
        let verb = governing.get.or(governing.give).or(governing.propose);
        verb.is_none() && name.slug == "thon-to-dan-pho-van-hoa"
    }

    /// `vận động hộ đạt chuẩn gia đình văn hóa`, `giữ vững danh hiệu ấp văn hóa` confer nothing.
    fn is_kept(&self, name: &Name) -> bool {
        let first = name.first();
        matches!(name.slug, "gia-dinh-van-hoa" | "thon-to-dan-pho-van-hoa")
            && (first.saturating_sub(4)..first).any(|k| matches!(self.low(k), "chuẩn" | "vững" | "chí"))
    }
}

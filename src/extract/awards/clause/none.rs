//! Awards that the text speaks of and that nobody gets.

use super::super::name::Name;
use super::{Clause, Governing};

/// Openings of a sentence that counts what there is, and not what is conferred now.
const STOCK: &[&[&str]] = &[&["đến", "nay"], &["hiện"], &["tính", "đến", "nay"]];

impl Clause<'_, '_, '_> {
    /// Whether the text says of an award that nobody gets it: targets, standards, what was given back,
    /// stock. The words of a standard may stand anywhere in the sentence, a target before its award.
    pub(super) fn is_none(&self, name: &Name, limit: usize, governing: Governing) -> bool {
        let first = name.first();
        self.verbs.any(self.clause_start(first)..first, "target")
            || self.verbs.any(self.tokens.clone(), "standard")
            || self.is_revoked(name, limit)
            || self.is_stock(governing)
            || self.is_kept(name)
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

    /// `vận động hộ đạt chuẩn gia đình văn hóa`, `giữ vững danh hiệu ấp văn hóa` confer nothing.
    fn is_kept(&self, name: &Name) -> bool {
        let first = name.first();
        matches!(name.slug, "gia-dinh-van-hoa" | "thon-to-dan-pho-van-hoa")
            && (first.saturating_sub(4)..first).any(|k| matches!(self.low(k), "chuẩn" | "vững" | "chí"))
    }
}

//! Who confers where the clause does not say: the award, the heading or the sentence before.

use super::super::authority::Authority;
use super::super::name::Name;
use super::Clause;

impl Clause<'_, '_, '_> {
    /// The authority of the award before, or of the heading, where the clause from token `from` names
    /// none before `start`. Not where it says a level (`cấp huyện`) and no award stands before.
    pub(super) fn inherited(&self, name: &Name, from: usize, start: usize) -> Option<Authority> {
        if self.last_authority.is_some() {
            return self.last_authority.clone();
        }
        if (self.tokens.start..start).any(|k| self.low(k) == "cấp" && k + 1 < start) {
            return None;
        }
        if self.carry.open {
            return self.carry.authority.clone();
        }
        // `trao Bằng khen của Bộ trưởng Bộ X tặng …; Kỷ niệm chương tặng …`
        if name.slug == "ky-niem-chuong" && self.last_of.is_some() {
            return self.last_of.clone();
        }
        let doc = self.reader.doc;
        let first = self.tokens.start;
        if doc.has(first, &["trong", "đó"]) || doc.has(first, &["cụ", "thể"]) {
            return self.carry.giver.clone();
        }
        // `Đồng thời tặng …`, `Bên cạnh đó, trao …`, `Ngoài ra, …`, `Cùng với đó, …`
        let goes_on = matches!(self.low(first), "đồng" | "bên" | "ngoài" | "cùng");
        if goes_on && from <= first + 3 { self.carry.subject.clone() } else { None }
    }

    /// The authority that labels an item of a list: `UBND tỉnh: 03 Bằng khen`.
    pub(super) fn label(&self) -> Option<Authority> {
        self.reader.authority_at(self.behind_bullet()).filter(|a| self.low(a.tokens.end) == ":")
    }

    /// The body that the sentence begins with: `Hội X tổ chức sơ kết, tặng Giấy khen …`.
    pub(super) fn subject(&self, give: usize) -> Option<Authority> {
        let from = self.tokens.start;
        let found = (from..give.min(from + 12))
            .find_map(|i| self.reader.authority_at(i).filter(|a| a.tokens.len() > 1))?;
        let end = found.tokens.end;
        let held = self.reader.doc.has(end, &["tổ", "chức"]) || self.low(end) == "đã";
        (held && found.level.is_some()).then_some(found)
    }
}

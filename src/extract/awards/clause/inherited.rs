//! Who confers where the clause does not say: the award, the heading or the sentence before.

use super::super::authority::Authority;
use super::super::begins;
use super::super::name::Name;
use super::Clause;

/// What stands behind a body that does nothing there: one of a list, of a passive, the owner of something.
const NOT_ACTING: &[&str] = &[
    ",", "(", ")", "-", ":", ";", ".", "và", "của", "được", "về", "cho", "do", "là", "trên", "tại", "theo",
    "nhận", "đón", "đạt",
];

impl<'t> Clause<'_, '_, 't> {
    /// The authority of the award before, or of the heading, where the clause from token `from` names
    /// none before `start`. Not where it says a level (`cấp huyện`) and no award stands before.
    pub(super) fn inherited(&self, name: &Name<'t>, from: usize, start: usize) -> Option<Authority> {
        if self.last_authority.is_some() {
            return self.last_authority.clone();
        }
        let says_level = || (self.tokens.start..start).any(|k| self.low(k) == "cấp" && k + 1 < start);
        if self.says(begins::LEVEL) && says_level() {
            return None;
        }
        if self.carry.open {
            return self.carry.authority.clone();
        }
        // `trao Bằng khen của Bộ trưởng Bộ X tặng …; Kỷ niệm chương tặng …`
        if name.slug == "ky-niem-chuong" && self.last_of.is_some() {
            return self.last_of.clone();
        }
        let first = self.tokens.start;
        if self.is_of_last() {
            return self.carry.giver.clone();
        }
        // `Đồng thời tặng …`, `Bên cạnh đó, trao …`, `Ngoài ra, …`, `Cùng với đó, …`
        let goes_on = matches!(self.low(first), "đồng" | "bên" | "ngoài" | "cùng");
        if goes_on && from <= first + 3 { self.carry.subject(self.reader) } else { None }
    }

    /// `Trong đó, …`, `Cụ thể, …`, `Trong 58 đảng viên được trao tặng có …`: the sentence parts what the one
    /// before has counted.
    pub(super) fn is_of_last(&self) -> bool {
        let (doc, first) = (self.reader.doc, self.tokens.start);
        let counted = if self.low(first + 1) == "số" { first + 2 } else { first + 1 };
        doc.has(first, &["trong", "đó"])
            || doc.has(first, &["cụ", "thể"])
            || self.low(first) == "trong" && self.reader.counted_at(counted, self.tokens.end).is_some()
    }

    /// The authority that labels an item of a list: `UBND tỉnh: 03 Bằng khen`.
    pub(super) fn label(&self) -> Option<Authority> {
        let first = self.behind_bullet();
        let end = self.reader.authority_end(first).filter(|&end| self.low(end) == ":");
        end.and_then(|_| self.reader.authority_at(first))
    }

    /// The body that the verb at `give` without a subject goes on from: `Hội X tổ chức sơ kết, tặng Giấy
    /// khen …`, `UBND phường A phát động …; khen thưởng …`: the nearest that opens a clause of its own.
    pub(super) fn subject(&self, give: usize) -> Option<Authority> {
        let from = self.tokens.start.max(give.saturating_sub(60));
        let opens = |i: usize| i == self.tokens.start || matches!(self.low(i - 1), "," | ";" | ":" | ")");
        (from..give)
            .rev()
            .filter(|&i| opens(i))
            .find_map(|i| self.reader.body_at(i))
            .filter(|a| a.level.is_some() && !NOT_ACTING.contains(&self.low(a.tokens.end)))
    }

    /// The subject of the verb at `give` where its chain from `start` on is bare: it stands behind a mark.
    pub(super) fn subject_over(&self, start: usize, give: usize) -> Option<Authority> {
        let bare = start > self.tokens.start
            && (matches!(self.low(start), "," | "và")
                || matches!(self.low(start - 1), ";" | "," | "và" | "dịp"));
        if bare { self.subject(give) } else { None }
    }

    /// Who commends by the verb at token `i`: the body before it, else the subject that it goes on from.
    pub(super) fn commending(&self, i: usize) -> Option<Authority> {
        let start = self.verb_chain(self.tokens.start, i);
        let before = self.reader.authority_before(self.tokens.start, start, true);
        before.or_else(|| self.subject_over(start, i))
    }
}

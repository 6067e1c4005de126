//! Who confers an award.

use super::super::authority::Authority;
use super::super::name::Name;
use super::{Clause, Governing};
use crate::extract::person;

/// Words behind an award before which its authority must stand.
const ENDS: &[&str] = &["cho", ";", ".", ",", ":", "và", "được", "đạt", "vì"];

impl Clause<'_, '_, '_> {
    /// Who confers, and whether a person hands it over: named behind the award, else between the verbs
    /// of `được … tặng`, else before the verb, else that of the award or the heading before.
    pub(super) fn authority(&mut self, name: &Name, governing: Governing) -> (Option<Authority>, bool) {
        let first = name.first();
        if let Some(found) = self.authority_behind(name) {
            let by_person = self.note_behind(&found, first, governing);
            return (Some(found), by_person);
        }
        if let Some(get) = governing.get.filter(|&g| governing.give.is_none_or(|give| give > g)) {
            return (self.receiving(get, first), false);
        }
        if let Some(give) = governing.give {
            return self.giving(name, first, give);
        }
        // `UBND tỉnh: 03 Bằng khen;`
        if let Some(label) = self.label().filter(|_| governing.propose.is_none()) {
            self.last_authority = Some(label);
        }
        if let Some(propose) = governing.propose {
            let found = self.reader.authority_within(propose + 1..first);
            return (found.or_else(|| self.last_authority.clone()), false);
        }
        (self.inherited(name, self.clause_start(first), first), false)
    }

    /// Keeps for the awards that follow who is named behind this one, and the subject of its verb. Gives
    /// whether a person hands it over.
    fn note_behind(&mut self, found: &Authority, first: usize, governing: Governing) -> bool {
        let by_person = governing.give.is_some_and(|g| self.is_person_subject(first, g));
        self.last_of = Some(found.clone());
        if let Some(give) = governing.give.filter(|_| !by_person && governing.get.is_none()) {
            let from = self.clause_start(first);
            let subject = self.reader.authority_before(from, self.verb_chain(from, give), true);
            self.last_authority = subject.or_else(|| self.last_authority.take());
        }
        by_person
    }

    /// `được Chủ tịch UBND tỉnh tặng`; in a sentence of parts, who conferred in the one before.
    fn receiving(&self, get: usize, first: usize) -> Option<Authority> {
        let part = self.reader.doc.has(self.tokens.start, &["trong", "đó"]);
        let own = self.reader.authority_within(get + 1..first);
        own.or_else(|| self.carry.giver.clone().filter(|_| part))
    }

    /// Before the verb of giving: delegated, named, or the one who decided; else the subject holds on
    /// (`quyết định công nhận … cho 71 tập thể, “…” cho …; tặng Giấy khen`).
    fn giving(&mut self, name: &Name, first: usize, give: usize) -> (Option<Authority>, bool) {
        let from = self.clause_start(first);
        let start = self.verb_chain(from, give);
        let in_own_name = self.low(give) != "trao" || self.low(give + 1) == "tặng";
        let found = self
            .delegated(give)
            .map(|a| (a, true))
            .or_else(|| self.reader.authority_before(from, start, in_own_name).map(|a| (a, false)))
            .or_else(|| self.decided(from, give).map(|a| (a, true)));
        if let Some((found, handed_over)) = found {
            self.last_authority = Some(found.clone());
            return (Some(found), handed_over);
        }
        if self.is_person_subject(first, give) {
            return (None, true);
        }
        let no_subject =
            start == from || self.consumed > self.tokens.start || self.low(start.saturating_sub(1)) == ",";
        if no_subject {
            self.last_authority = self.inherited(name, from, start).or_else(|| self.subject(give));
            return (self.last_authority.clone(), false);
        }
        (None, false)
    }

    /// `Bằng khen của Bộ trưởng Bộ Y tế`, `Bằng khen UBND tỉnh cho …`. Not `Bằng khen Trường X`: a school
    /// behind a certificate receives it.
    fn authority_behind(&self, name: &Name) -> Option<Authority> {
        let from = name.tokens.end;
        for at in from..self.tokens.end.min(from + 12) {
            match self.low(at) {
                "của" => return self.reader.authority_at(at + 1),
                "về" if self.low(at + 1) == "thành" => break,
                word if ENDS.contains(&word) => break,
                _ => {}
            }
        }
        let near = self.reader.authority_at(from)?;
        let body = near.level.is_some_and(|l| l != "organization") && near.text.contains(' ');
        let given = matches!(name.slug, "bang-khen" | "giay-khen" | "co-thi-dua");
        (body && given && self.low(near.tokens.end) != "(").then_some(near)
    }

    /// `Chủ tịch UBND tỉnh ban hành Quyết định số 31/QĐ-UBND (ngày …) tặng`: who decided.
    fn decided(&self, from: usize, give: usize) -> Option<Authority> {
        let decision = (from..give).rev().find(|&k| self.reader.doc.has(k, &["quyết", "định"]))?;
        self.reader.authority_before(from, self.verb_chain(from, decision), true)
    }

    /// `Thừa ủy quyền của Chủ tịch nước, đồng chí … trao`; not over a `;`.
    fn delegated(&self, give: usize) -> Option<Authority> {
        let doc = self.reader.doc;
        let from = (self.tokens.start..give).rev().find(|&k| self.low(k) == ";").unwrap_or(self.tokens.start);
        let at = (from..give).find(|&k| doc.has(k, &["ủy", "quyền"]) || doc.has(k, &["thừa", "lệnh"]))?;
        let of = if self.low(at + 2) == "của" { at + 3 } else { at + 2 };
        self.reader.authority_at(of)
    }

    /// Whether a person is the subject of the verb: `đồng chí X trao`.
    fn is_person_subject(&self, first: usize, give: usize) -> bool {
        let from = self.clause_start(first).min(give);
        let start = self.verb_chain(from, give);
        let named = (start.saturating_sub(6).max(self.tokens.start)..start)
            .any(|i| person::name_at(self.reader.doc, i) == Some(start));
        let called = || (from..give).any(|k| matches!(self.low(k), "ông" | "bà" | "chí"));
        named || self.low(give) == "trao" && called()
    }
}

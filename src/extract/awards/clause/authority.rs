//! Who confers an award.

use super::super::authority::Authority;
use super::super::begins;
use super::super::name::Name;
use super::{Clause, Governing};
use crate::extract::person;

/// Words behind an award before which its authority must stand.
const ENDS: &[&str] = &["cho", ";", ".", ",", ":", "và", "được", "đạt", "vì"];

/// Tokens in the longest subject that no list knows.
const LONGEST_SUBJECT: usize = 8;

/// Words in which one hands over for another.
const DELEGATED: &[&[&str]] = &[&["ủy", "quyền"], &["ủy", "nhiệm"], &["thừa", "lệnh"], &["thay", "mặt"]];

impl<'t> Clause<'_, '_, 't> {
    /// Who confers, and whether a person hands it over: named behind the award, else between the verbs
    /// of `được … tặng`, else before the verb, else that of the award or the heading before.
    pub(super) fn authority(
        &mut self,
        name: &Name<'t>,
        limit: usize,
        governing: Governing,
    ) -> (Option<Authority>, bool) {
        let first = name.first();
        let last_got = self.last_got.take().filter(|_| self.is_next(first));
        if let Some(found) = self.authority_behind(name).or_else(|| self.conferred_by(name, limit)) {
            let by_person = self.note_behind(&found, first, governing);
            return (Some(found), by_person);
        }
        // `công nhận 356 công chức đạt danh hiệu …`: who recognises confers.
        if let Some(recognise) = governing.recognise.filter(|_| governing.give.is_none()) {
            let found = self.giving(name, first, recognise);
            self.recognised.clone_from(&found.0);
            return found;
        }
        // `thành tích đạt được trong năm, Chủ tịch nước tặng`: only `được` makes a verb of giving passive.
        let passive = |g: usize| governing.give.is_none_or(|give| give > g && self.low(g) == "được");
        if let Some(get) = governing.get.filter(|&g| passive(g)) {
            let goes_on = !self.is_behind_semicolon(first) || self.recognised.is_some();
            if self.low(get) == "đạt" && governing.give.is_none() && goes_on {
                return (self.recognised.clone(), false);
            }
            // `Ban tổ chức trao giải nhất cho …; 5 đội còn lại nhận giải khuyến khích`
            let contest = self.last_authority.clone().filter(|_| name.slug == "giai");
            self.last_got = self.receiving(get, first).or(contest);
            self.passive.clone_from(&self.last_got);
            return (self.last_got.clone(), false);
        }
        if governing.give.is_none() && last_got.is_some() {
            self.last_got = last_got;
            return (self.last_got.clone(), false);
        }
        if let Some(give) = governing.give {
            return self.giving(name, first, give);
        }
        // `Thủ tướng có Thư khen Công an tỉnh X`
        if name.slug == "thu-khen" && first > 0 && self.low(first - 1) == "có" {
            return (self.reader.authority_before(self.clause_start(first), first - 1, true), false);
        }
        // `UBND tỉnh: 03 Bằng khen;`
        // Of prizes (`Khối THPT: 1 giải nhất`) it is who or what they go to.
        if let Some(label) = self.label().filter(|_| governing.propose.is_none() && name.slug != "giai") {
            self.last_authority = Some(label);
        }
        if let Some(propose) = governing.propose {
            let found =
                self.reader.authority_within(propose + 1..first).or_else(|| self.asked(first, propose));
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
        let part = self.is_of_last();
        let own = self.reader.authority_within(get + 1..first);
        own.or_else(|| self.carry.giver.clone().filter(|_| part))
    }

    /// Before the verb of giving: delegated, named, or the one who decided; else the subject holds on
    /// (`quyết định công nhận … cho 71 tập thể, “…” cho …; tặng Giấy khen`).
    fn giving(&mut self, name: &Name<'t>, first: usize, give: usize) -> (Option<Authority>, bool) {
        let from = self.clause_start(first);
        let start = self.verb_chain(from, give);
        let in_own_name = self.low(give) != "trao" || self.low(give + 1) == "tặng";
        let before = || self.reader.authority_before(from, start, in_own_name);
        let found = self
            .delegated(give)
            .map(|a| (a, true))
            .or_else(|| before().filter(|a| !self.is_position(a, from, give)).map(|a| (a, false)))
            .or_else(|| self.decided(from, give).map(|a| (a, true)));
        if let Some((found, handed_over)) = found {
            self.last_authority = Some(found.clone());
            self.passive = None;
            // `công nhận … cho A; 4 tập thể đạt …`: who recognises goes on.
            let recognises = (give..give + 4).any(|k| self.reader.doc.has(k, &["công", "nhận"]));
            self.recognised = recognises.then(|| found.clone());
            return (Some(found), handed_over);
        }
        if self.is_person_subject(first, give) {
            return (None, true);
        }
        let no_subject = start == from
            || start == self.behind_bullet()
            || self.consumed > self.tokens.start && !self.is_unknown_subject(from, start)
            || matches!((self.low(start - 1), self.low(start)), (",", _) | (_, "," | "và"));
        if no_subject {
            // `được Chủ tịch nước tặng 14 Huân chương, phong tặng danh hiệu … cho 3 mẹ`
            let joined = self.passive.clone().filter(|_| !self.is_behind_semicolon(first));
            self.last_authority = joined
                .or_else(|| self.inherited(name, from, start))
                .or_else(|| self.subject_over(start, give));
            return (self.last_authority.clone(), false);
        }
        self.last_authority = self.last_authority.take().filter(|_| !self.is_unknown_subject(from, start));
        (None, false)
    }

    /// `…; Công đoàn ngành tặng`, `…; doanh nghiệp Hải Long tặng`: whether from token `from` to the verb phrase at
    /// `start` another body stands that no list knows.
    fn is_unknown_subject(&self, from: usize, start: usize) -> bool {
        let links = |k: &usize| matches!(self.low(*k), "," | "và" | "còn" | "riêng" | "đồng" | "thời");
        let first = (from..start).find(|k| !links(k)).unwrap_or(start);
        let body = self.reader.noun_at(first).is_some_and(|n| n.1 == "collective")
            || self.reader.doc.is_capital(first) && self.is_behind_semicolon(start);
        first < start && start - first <= LONGEST_SUBJECT && body
    }

    /// `Bằng khen của Bộ trưởng Bộ Y tế`, `Bằng khen UBND tỉnh cho …`. Not `Bằng khen Trường X`: a school
    /// behind a certificate receives it.
    fn authority_behind(&self, name: &Name<'t>) -> Option<Authority> {
        // `cờ của Chính phủ`: the name itself says it.
        if name.slug == "co-thi-dua"
            && let Some(within) = self.reader.authority_within(name.tokens.start + 1..name.tokens.end)
        {
            return Some(within);
        }
        let from = name.tokens.end;
        for at in from..self.tokens.end.min(from + 12) {
            match self.low(at) {
                "của" => return self.reader.authority_of(at + 1, name.slug),
                "về" if self.low(at + 1) == "thành" => break,
                "vì" if self.low(at + 1) == "sự" => {}
                "trong" if name.slug != "co-thi-dua" => break,
                word if ENDS.contains(&word) => break,
                _ => {}
            }
        }
        let near = self.reader.authority_at(from)?;
        let body =
            near.level.is_some_and(|l| l != "organization") && near.text(self.reader.doc).contains(' ');
        let given = matches!(name.slug, "bang-khen" | "giay-khen" | "co-thi-dua");
        (body && given && self.low(near.tokens.end) != "(").then_some(near)
    }

    /// `Huân chương … do Nhà nước trao tặng`, `Kỷ niệm chương … cho 9 hội viên (do Trung ương Hội tặng)`.
    fn conferred_by(&self, name: &Name<'t>, limit: usize) -> Option<Authority> {
        if !self.says(begins::BY) {
            return None;
        }
        let from = name.tokens.end;
        let reach = from..limit.min(from + 40);
        let stop = reach.clone().find(|&k| matches!(self.low(k), ";" | ".")).unwrap_or(reach.end);
        (from..stop).filter(|&k| self.low(k) == "do").find_map(|k| {
            let found = self.reader.authority_at(k + 1)?;
            let verb = self.verbs.at(found.tokens.end)?;
            (verb.class == "give").then_some(found)
        })
    }

    /// `đề nghị Liên minh X xét tặng Cờ thi đua`: who is asked stands between two verbs of proposing.
    fn asked(&self, first: usize, propose: usize) -> Option<Authority> {
        let from = (self.clause_start(first)..propose).find(|&k| self.verbs.is(k, "propose"))?;
        self.reader.authority_within(from + 1..propose)
    }

    /// Whether only a conjunction, and a bracket before it, parts an award at `first` from the one before:
    /// `hạng Nhất (năm 2006), hạng Nhì`.
    pub(super) fn is_next(&self, first: usize) -> bool {
        let bracket = self.low(self.consumed) == "(";
        let at = if bracket {
            self.reader.close_of(self.consumed, first) + 1
        } else {
            self.behind_years(self.consumed)
        };
        self.consumed > self.tokens.start && first == at + 1 && matches!(self.low(at), "và" | ",")
    }

    /// `Chủ tịch UBND tỉnh ban hành Quyết định số 31/QĐ-UBND (ngày …) tặng`: who decided.
    fn decided(&self, from: usize, give: usize) -> Option<Authority> {
        let decision = (from..give).rev().find(|&k| self.reader.doc.has(k, &["quyết", "định"]))?;
        self.reader.authority_before(from, self.verb_chain(from, decision), true)
    }

    /// `đồng chí A, Bí thư Tỉnh ủy trao`: what stands before the verb is the position of a person, who hands
    /// over. A chief who `tặng` confers.
    fn is_position(&self, found: &Authority, from: usize, give: usize) -> bool {
        let start = found.tokens.start;
        let called = |k: usize| matches!(self.low(k), "ông" | "bà" | "chí");
        self.low(give) == "trao"
            && start > from
            && matches!(self.low(start - 1), "," | "-")
            && (from..start).any(called)
    }

    /// `Thừa ủy quyền của Chủ tịch nước, đồng chí … trao`, `thay mặt UBND tỉnh tặng`; not over a `;`.
    fn delegated(&self, give: usize) -> Option<Authority> {
        let doc = self.reader.doc;
        let from = self.behind_semicolon(self.tokens.start..give);
        let at = (from..give).find(|&k| DELEGATED.iter().any(|words| doc.has(k, words)))?;
        let of = if self.low(at + 2) == "của" { at + 3 } else { at + 2 };
        self.reader.authority_at(of)
    }

    /// Whether a person is the subject of the verb: `đồng chí X trao`.
    fn is_person_subject(&self, first: usize, give: usize) -> bool {
        let from = self.clause_start(first).min(give);
        let start = self.verb_chain(from, give);
        let named = (start.saturating_sub(6).max(from)..start)
            .any(|i| person::name_at(self.reader.doc, i) == Some(start));
        let called = || (from..give).any(|k| matches!(self.low(k), "ông" | "bà" | "chí"));
        named || self.low(give) == "trao" && called()
    }
}

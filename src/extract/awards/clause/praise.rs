//! Commendations whose form the text does not name.

use super::super::draft::Draft;
use super::super::name::Name;
use super::super::recipients::Item;
use super::Clause;
use super::entries::entries;
use super::verbs::Verb;
use crate::model::refused::{Field, Reason};
use std::ops::Range;

/// Words right before a verb of praise that make it a noun or a form of words: `thi đua, khen thưởng`,
/// `công tác khen thưởng`, `hình thức khen thưởng`, `hồ sơ khen thưởng`, `được khen thưởng`.
const NOUN_BEFORE: &[&str] = &["đua", ",", "-", "tác", "hình", "thức", "sơ", "được"];

impl<'t> Clause<'_, '_, 't> {
    /// Rule `award-praise`: `khen thưởng 5 tập thể`, `biểu dương: 12 cá nhân`. Not where an award of
    /// `drafts[before..]`, those of this sentence, has taken the recipients, nor where they are not counted; `khen
    /// thưởng đột xuất Công an huyện X` by a body that the sentence names and that no award goes with.
    pub(super) fn praise(&self, drafts: &mut Vec<Draft<'t>>, before: usize) {
        let mut next = self.tokens.start;
        for (i, verb) in self.verbs.praising(self.tokens.end) {
            if i < next {
                continue;
            }
            next = i + verb.len;
            let refuses = |yes, reason| yes && self.refuses_praise(i..next, reason);
            if refuses(!self.is_praising(i), Reason::NoAct) {
                continue;
            }
            let behind = i + verb.len;
            let list = if matches!(self.low(behind), "cho" | ":") { behind + 1 } else { behind };
            let (items, end) = self.reader.list(list, self.tokens.end);
            let counted = items.first().is_some_and(|item| item.count.is_some());
            let named = !counted && drafts.len() == before && self.is_commended_by_name(i, &items);
            let taken =
                drafts[before..].iter().any(|d| (behind..end.max(behind + 1)).contains(&d.tokens.start));
            if refuses(!counted && !named, Reason::NoRecipient)
                || refuses(taken || self.names_award(i, list), Reason::Taken)
                || refuses(self.is_void(behind), Reason::Target)
            {
                continue;
            }
            drafts.extend(self.praised(i, verb, &items, end));
        }
    }

    /// Whether `items`, whom the verb at token `i` commends, are named and commended by a body: whoever speaks may
    /// praise, but `khen thưởng` is an act.
    fn is_commended_by_name(&self, i: usize, items: &[Item<'t>]) -> bool {
        let whole = self.names.is_empty() && self.has_object(i);
        let named =
            !items.is_empty() && items.iter().all(|i| i.generic || !i.names.is_empty() || i.count.is_some());
        let any = items.iter().any(|i| !i.names.is_empty());
        self.low(i) == "khen"
            && whole
            && named
            && any
            && self.commending(i).is_some_and(|a| a.level.is_some())
    }

    /// Whether the object of the verb at token `i` begins with a capital, or with an article: `khen thưởng của Bộ`,
    /// `khen thưởng năm 2023 Công an tỉnh` have none.
    fn has_object(&self, i: usize) -> bool {
        let behind = i + self.verbs.at(i).map_or(0, |v| v.len);
        let at = if matches!(self.low(behind), "cho" | ":") { behind + 1 } else { behind };
        self.reader.doc.is_capital(at) || matches!(self.low(at), "các" | "em" | "ông" | "bà" | "anh" | "chị")
    }

    /// Refuses the verb of praise `tokens`; inside the name of an award (`Bằng khen`) it is no candidate.
    fn refuses_praise(&self, tokens: Range<usize>, reason: Reason) -> bool {
        // What a passive reads, or refuses, is no candidate here either.
        let traced = self.reader.doc.trace.is_on();
        if traced && !self.in_name(tokens.start) && !self.is_commended(&tokens) {
            self.reader.doc.refuse(tokens, Field::Awards, reason, "award-praise");
        }
        true
    }

    /// Whether the verb of praise at token `i` governs: no name of a unit or an award holds it, no word makes
    /// it a noun.
    fn is_praising(&self, i: usize) -> bool {
        let units = &self.reader.mentions.list;
        let before = units.partition_point(|n| n.tokens.start <= i);
        let in_unit = || units[..before].last().is_some_and(|n| n.tokens.contains(&i));
        let noun = i > self.tokens.start && NOUN_BEFORE.contains(&self.low(i - 1)) && !self.opens(i);
        !noun && !self.is_attended(i) && !self.in_name(i) && !in_unit()
    }

    /// `giới thiệu anh A dự chương trình tôn vinh 100 người hiến máu`: the name of what someone attends.
    fn is_attended(&self, i: usize) -> bool {
        let before = i.saturating_sub(4).max(self.tokens.start)..i;
        let held = |k: usize| matches!(self.low(k), "trình" | "lễ" | "buổi" | "nghị" | "mặt");
        before.clone().any(|k| self.low(k) == "dự") && before.clone().next_back().is_some_and(held)
    }

    /// `Qua đó, khen thưởng 5 tập thể`: whether behind a comma the verb at token `i` opens the clause, with
    /// those whom it commends right behind it. Not `thi đua, khen thưởng`.
    fn opens(&self, i: usize) -> bool {
        let behind = i + self.verbs.at(i).map_or(0, |v| v.len);
        let at = if self.low(behind) == "cho" { behind + 1 } else { behind };
        i >= self.tokens.start + 2
            && self.low(i - 1) == ","
            && !matches!(self.low(i - 2), "đua" | "dương" | "danh" | "vinh")
            && self.reader.counted_at(at, self.tokens.end).is_some()
    }

    /// Whether the first award that begins at token `i` or behind it does so before `list`.
    fn names_award(&self, i: usize, list: usize) -> bool {
        self.names.iter().any(|n| (i..list).contains(&n.tokens.start))
    }

    /// `khen thưởng 26 công nhân, mỗi người 1 triệu đồng kèm Giấy khen`: the form that comes with what is given.
    fn enclosed(&self, end: usize) -> Option<&'static str> {
        let with = |k: usize| k > 0 && matches!(self.low(k - 1), "kèm" | "theo");
        let mut behind = self.names.iter().filter(|n| n.tokens.start >= end);
        behind.find(|n| matches!(n.slug, "bang-khen" | "giay-khen") && with(n.first())).map(|n| n.slug)
    }

    /// The entries of the praise at token `i` for the counted ones of `items`, which end at `end`.
    fn praised(&self, i: usize, verb: Verb, items: &[Item<'t>], end: usize) -> Vec<Draft<'t>> {
        let behind = i + verb.len;
        let authority = self.commending(i);
        let sentence = self.reader.doc.tokens[self.tokens.start].sentence;
        let draft = Draft {
            level: authority.as_ref().and_then(|a| a.level),
            proposed: self.proposed(i),
            years: self.years(behind, end),
            part_of_count: true,
            ..Draft::new(self.enclosed(end).unwrap_or("khen-thuong"), behind..end, sentence, "award-praise")
        }
        .by(self.reader.doc, authority);
        if items.iter().all(|i| i.count.is_none()) {
            let (mut named, name) = (Vec::new(), Name::new(i..behind, draft.slug));
            entries(&draft, items, &name, draft.rule, &mut named);
            return named;
        }
        items.iter().filter(|i| i.count.is_some()).map(|i| draft.clone().receive(i, None)).collect()
    }
}

//! Commendations whose form the text does not name, said of those who receive them.

use super::super::authority::Authority;
use super::super::draft::Draft;
use super::super::name::{self, Name};
use super::super::recipients::Item;
use super::Clause;
use super::entries::entries;
use crate::extract::token::Doc;
use crate::model::refused::{Field, Reason};
use smallvec::SmallVec;
use std::ops::Range;

/// Words behind `được` that commend by themselves; the longest first.
pub(in super::super) const COMMENDED: &[&[&str]] = &[
    &["khen", "thưởng"],
    &["tuyên", "dương"],
    &["biểu", "dương"],
    &["vinh", "danh"],
    &["tôn", "vinh"],
    &["khen"],
];

/// Whether words that commend by themselves begin at token `i`.
pub(super) fn commends(doc: &Doc, i: usize) -> bool {
    COMMENDED.iter().any(|words| doc.has(i, words))
}

/// Words and marks behind a verb of giving that has no object of its own.
const NO_OBJECT: &[&str] = &[",", ".", ";", "và", "dịp", "đợt", "lần", "trong", "tại", "nhân", ")"];

/// Who commends, whether a body is said to, and the token behind the verb.
struct Commended {
    authority: Option<Authority>,
    by_body: bool,
    behind: usize,
}

impl<'t> Clause<'_, '_, 't> {
    /// Rule `award-praise-passive`: `144 tập thể, 203 cá nhân được khen thưởng`, `15 giáo viên được Hội Khuyến
    /// học tuyên dương`, of a body `chị A được Đại hội vinh danh` too. Not where an award goes with it (`được
    /// tuyên dương và tặng Bằng khen`) or has taken those before it.
    pub(super) fn praised_passively(&mut self, drafts: &mut Vec<Draft<'t>>, before: usize) {
        // `Công ty được khen thưởng như sau:` heads a list.
        if self.low(self.tokens.end - 1) == ":" {
            return;
        }
        let consumed = self.consumed;
        for get in self.tokens.clone().filter(|&k| self.low(k) == "được").collect::<SmallVec<[usize; 8]>>()
        {
            let Some(commended) = self.commended(get) else { continue };
            let behind = commended.behind;
            let names = self.names.iter().map(|n| n.tokens.end).chain([consumed]);
            self.consumed = names.filter(|&end| end <= get).max().unwrap_or(self.tokens.start);
            if self.goes_with_award(behind) || self.is_void(get) {
                continue;
            }
            let from = self.clause_start(get);
            let inverted = self.behind_inverted(get, behind);
            let end = inverted.map_or_else(|| self.before_adverbs(from, get), |_| self.tokens.end);
            let mut items = match inverted {
                Some(at) => self.reader.list(at, end).0,
                None => self.reader.list_before(from, end),
            };
            if items.is_empty() && inverted.is_none() {
                items = self.far_subject(from, end);
            }
            let by_name = commended.by_body || inverted.is_some();
            let counted = |i: &Item| self.reader.counted_at(i.tokens.start, end).is_some();
            let named = |i: &Item| by_name && i.count.is_none() && !i.names.is_empty();
            let taken = |i: &Item| drafts[before..].iter().any(|d| overlap(&d.tokens, &i.tokens));
            items.retain(|i| (counted(i) || named(i)) && !taken(i));
            if items.is_empty() {
                let doc = self.reader.doc;
                doc.refuse(get + 1..behind, Field::Awards, Reason::NoRecipient, "award-praise-passive");
                continue;
            }
            let name = Name::new(get..behind, "khen-thuong");
            let sentence = self.reader.doc.tokens[self.tokens.start].sentence;
            let authority = commended.authority;
            let draft = Draft {
                level: authority.as_ref().and_then(|a| a.level),
                proposed: self.proposed(get),
                years: self.years(behind, self.tokens.end),
                ..Draft::new(name.slug, get..behind, sentence, "award-praise-passive")
            }
            .by(self.reader.doc, authority);
            entries(&draft, &items, &name, draft.rule, drafts);
        }
        self.consumed = consumed;
    }

    /// `Được khen thưởng dịp này có | Trường A và 4 cá nhân`: where those are listed whom the verb that ends at `behind`
    /// commends, if the sentence begins with its `được`, at token `get`.
    fn behind_inverted(&self, get: usize, behind: usize) -> Option<usize> {
        let reach = behind..self.tokens.end.min(behind + 6);
        let opens = get == self.behind_bullet();
        reach.into_iter().find(|&k| self.low(k) == "có" && opens).map(|k| k + 1)
    }

    /// Rule `award-title-passive`: `lễ phong tặng danh hiệu “…”. Đợt này có 9 mẹ được truy tặng, 2 mẹ được phong
    /// tặng`: counted ones who are given what the sentence before has named, `title`, and given to nobody.
    pub(super) fn given_before(&self, title: &Draft<'t>, drafts: &mut Vec<Draft<'t>>) {
        let sentence = self.reader.doc.tokens[self.tokens.start].sentence;
        let mut from = self.tokens.start;
        for get in self.tokens.clone().filter(|&k| self.low(k) == "được") {
            let Some(verb) = self.verbs.at(get + 1).filter(|v| v.class == "give") else { continue };
            let behind = get + 1 + verb.len;
            if !NO_OBJECT.contains(&self.low(behind)) || self.is_void(get) {
                continue;
            }
            let end = self.before_adverbs(from, get);
            let items = self.reader.list_before(from, end);
            let counted = |i: &&Item| self.reader.counted_at(i.tokens.start, end).is_some();
            let draft = Draft { sentence, rule: "award-title-passive", part_of_count: true, ..title.clone() };
            drafts.extend(items.iter().filter(counted).map(|i| draft.clone().receive(i, title.kind)));
            from = behind;
        }
    }

    /// Whether the verb that ends at token `behind` goes with an award of its clause: no other is its subject.
    fn goes_with_award(&self, behind: usize) -> bool {
        let reach = (behind..self.tokens.end).find(|&k| self.low(k) == ";").unwrap_or(self.tokens.end);
        let next = self.names.iter().find(|n| n.tokens.end > behind).filter(|n| n.first() < reach);
        next.is_some_and(|n| {
            let between = behind..n.first().max(behind);
            let other = between.clone().any(|k| self.reader.counted_at(k, n.first()).is_some());
            !other || between.clone().any(|k| self.reader.doc.has(k, &["trong", "đó"]))
        })
    }

    /// Whether a passive reads the praise `tokens`.
    pub(super) fn is_commended(&self, tokens: &Range<usize>) -> bool {
        let reads = |get: usize| {
            self.commended(get).is_some_and(|c| (tokens.start + 1..=tokens.end).contains(&c.behind))
        };
        (tokens.start.saturating_sub(12).max(self.tokens.start)..tokens.start)
            .any(|k| self.low(k) == "được" && reads(k))
    }

    /// Who commends behind the `được` at token `get`. Not `được khen thưởng như sau`, nor another verb (`được đề
    /// nghị khen thưởng`).
    fn commended(&self, get: usize) -> Option<Commended> {
        let doc = self.reader.doc;
        let words =
            |at: usize| COMMENDED.iter().find(|words| doc.has(at, words)).map(|words| at + words.len());
        let authority = self.reader.authority_at(get + 1);
        let known = authority.as_ref().map_or(get + 1, |a| a.tokens.end);
        let (verb, behind) = match words(known) {
            Some(behind) => (known, behind),
            // `được Đại hội vinh danh`: a body that no list knows.
            None if doc.is_capital(get + 1) => {
                let reach = (get + 2..self.tokens.end.min(get + 7)).take_while(|&k| doc.tokens[k].is_word());
                reach.filter(|&k| !self.in_name(k)).filter_map(|k| Some((k, words(k)?))).next()?
            }
            None => return None,
        };
        // `… được khen thưởng. Trong đó có 14 Huân chương`: a total whose parts the awards behind it are.
        let parted = || {
            let told = |n: &Name| n.first() > behind;
            doc.has(behind + 1, &["trong", "đó"])
                && name::all(doc, doc.sentence_of(behind + 1)).iter().any(told)
        };
        let listed = self.low(behind) == ":" || doc.has(behind, &["như", "sau"]) || parted();
        (!listed).then_some(Commended {
            authority: authority.filter(|_| verb == known),
            by_body: verb > get + 1,
            behind,
        })
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

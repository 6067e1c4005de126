//! The grammar of one sentence: which counts and names belong to which award, who confers it, and
//! whether it is conferred or proposed.
//!
//! An award takes its recipients from its right (`tặng Bằng khen cho 3 tập thể`), else its own count
//! (`17 Tập thể lao động xuất sắc`), else from its left, passive (`2 cá nhân được … tặng Bằng khen`)
//! or bare (`đội Y giải nhì`).

mod aims;
mod authority;
mod between;
mod direct;
mod entries;
mod governing;
mod inherited;
mod left;
mod level;
mod none;
pub(super) mod parts;
pub(super) mod passive;
mod praise;
mod right;
mod status;
mod stock;
pub(super) mod verbs;
pub mod years;

use super::authority::Authority;
use super::begins;
use super::draft::Draft;
use super::name::{self, Name};
use super::recipients::{Item, Reader};
use crate::extract::signs::Signs;
use crate::model::refused::{Field, Reason};
use entries::entries;
use governing::Governing;
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;
use verbs::Verbs;

/// Whether a body can confer an award: a province or a school only hands over what the state confers.
fn can_confer(authority: &Authority, name: &Name) -> bool {
    !name::is_state_honour(name.slug)
        || matches!(authority.level, None | Some("state" | "assembly" | "government"))
}

/// What one sentence leaves to the next: a heading ends with a colon and its items follow.
#[derive(Debug, Clone, Default)]
pub struct Carry<'t> {
    /// Who confers what follows.
    pub authority: Option<Authority>,
    /// Whether what follows is proposed.
    pub proposed: bool,
    /// Whether a heading with a colon is open.
    pub open: bool,
    /// Whether what follows is a target.
    pub aimed: bool,
    /// Who conferred in the last sentence, for `Trong đó, …`.
    pub giver: Option<Authority>,
    /// The last award of the last sentence, where it has no recipients: a list may follow.
    pub unfilled: Option<Draft<'t>>,
    /// Who confers the medal spoken of last.
    pub medal: Option<Authority>,
    /// Whether the last award of the sentence before is only proposed, for a sentence without a verb.
    pub only_proposed: bool,
    /// Where the last sentence began, and those before it that the awards of each next go on from.
    begun: SmallVec<[Range<usize>; 4]>,
}

/// Tokens in which the body stands that a sentence begins with.
const OPENING: usize = 12;

/// As many sentences go on from the body that one before them began with.
const MOST_BEGUN: usize = 24;

impl Carry<'_> {
    /// The body that the last sentence began with, for `Đồng thời tặng …`, else one before it.
    fn subject(&self, reader: &Reader) -> Option<Authority> {
        let begun = |i| reader.authority_at(i).filter(|a| a.level.is_some() && a.tokens.len() > 1);
        self.begun.iter().rev().find_map(|opening| opening.clone().find_map(begun))
    }

    /// Opens a list whose items `authority` confers, or is only asked to.
    fn heads(&mut self, authority: Option<Authority>, proposed: bool) {
        (self.authority, self.proposed, self.open) = (authority, proposed, true);
    }

    /// Leaves the sentence `tokens` to the next. `found`: whether it holds an award.
    fn leave(&mut self, tokens: &Range<usize>, found: bool) {
        if !found {
            self.begun.clear();
        } else if self.begun.len() == MOST_BEGUN {
            self.begun.remove(0);
        }
        self.begun.push(tokens.start..tokens.end.min(tokens.start + OPENING));
    }

    /// Passes over the sentence `tokens`, which holds no award.
    fn pass(&mut self, tokens: &Range<usize>) {
        self.only_proposed = false;
        self.leave(tokens, false);
    }
}

/// Reads the awards of the sentence `tokens` (a range of token indices) into `drafts`, in reading
/// order; `carry` comes from the sentence before and is left for the next.
pub fn read<'t>(
    reader: &Reader<'_, 't>,
    tokens: Range<usize>,
    carry: &mut Carry<'t>,
    drafts: &mut Vec<Draft<'t>>,
) {
    let names = name::all(reader.doc, tokens.clone());
    let title = carry.unfilled.take().filter(|_| names.is_empty());
    if names.is_empty() && title.is_none() && is_silent(reader, &tokens, drafts) {
        carry.pass(&tokens);
        return;
    }
    let mut clause = Clause {
        reader,
        tokens: tokens.clone(),
        carry,
        said: reader.doc.said(reader.doc.tokens[tokens.start].sentence as usize),
        verbs: Verbs::of(reader.doc, tokens.clone()),
        signs: Signs::of(reader.doc, tokens.clone()),
        last_authority: None,
        last_of: None,
        last_got: None,
        passive: None,
        recognised: None,
        consumed: tokens.start,
        aimed_end: None,
        last_items: Vec::new(),
        done: OnceCell::new(),
        names: &names,
    };
    let before = drafts.len();
    for k in 0..names.len() {
        clause.award(k, drafts);
    }
    clause.praise(drafts, before);
    let own = drafts.len();
    clause.parts_follow(drafts);
    // Parts of what the sentence before counts are no praise of their own.
    let parted = drafts.len() > own && own == before;
    let read = drafts.len();
    if let Some(title) = title {
        clause.given_before(&title, drafts);
    }
    if !parted {
        clause.praised_passively(drafts, before);
    }
    // `150 tập thể, cá nhân được khen thưởng, trong đó có 70 tập thể, 80 cá nhân`
    if drafts.len() > read {
        clause.parts_follow(drafts);
    }
    clause.carry.only_proposed = drafts[before..].last().is_some_and(|d| d.proposed);
    clause.untaken(&drafts[before..]);
    clause.leave(drafts.len() > before);
}

/// Whether a sentence without the name of an award has nothing for the clause to read: no praise, no parts
/// of a total, no list that it opens. None is silent where it is told what is refused.
fn is_silent(reader: &Reader, tokens: &Range<usize>, drafts: &[Draft]) -> bool {
    let doc = reader.doc;
    !doc.trace.is_on()
        && doc.low(tokens.end - 1) != ":"
        && (drafts.is_empty() || parts::parting(doc, tokens.clone()).is_none())
        && !doc
            .each(tokens.clone(), begins::PRAISE)
            .any(|i| verbs::praises(doc, i) || passive::commends(doc, i))
}

/// Recipients, and the token behind what they take.
type Taken<'t> = (Vec<Item<'t>>, usize);

/// The reading of one sentence, award by award from left to right.
struct Clause<'a, 'b, 't> {
    reader: &'a Reader<'b, 't>,
    tokens: Range<usize>,
    carry: &'a mut Carry<'t>,
    /// The classes of what the sentence may hold.
    said: u32,
    verbs: Verbs,
    signs: Signs,
    /// Authority of the award before, if it stood before its verb.
    last_authority: Option<Authority>,
    /// Authority named behind the award before (`Bằng khen của …`).
    last_of: Option<Authority>,
    /// Authority of the award before, if it stood between the verbs of its passive.
    last_got: Option<Authority>,
    /// The authority of the last passive of this clause, for a verb joined to it.
    passive: Option<Authority>,
    /// Who recognises in `công nhận 2 cá nhân đạt …, 5 tập thể đạt …`.
    recognised: Option<Authority>,
    /// Behind the last token that an award has taken.
    consumed: usize,
    /// Behind the award before, if it is a target.
    aimed_end: Option<usize>,
    /// Recipients of the award before, for one that shares them.
    last_items: Vec<Item<'t>>,
    /// Where something is said to be done, once asked.
    done: OnceCell<SmallVec<[usize; 8]>>,
    names: &'a [Name<'t>],
}

impl<'t> Clause<'_, '_, 't> {
    fn low(&self, i: usize) -> &str {
        self.reader.doc.low(i)
    }

    /// Whether the sentence may hold something of `class`.
    fn says(&self, class: u32) -> bool {
        self.said & class != 0
    }

    /// Reads the award `names[k]`: what is said of it, then who receives it.
    fn award(&mut self, k: usize, drafts: &mut Vec<Draft<'t>>) {
        let name = &self.names[k];
        let limit = self.names.get(k + 1).map_or(self.tokens.end, Name::first);
        let taken = name.direct.is_none() && name.tokens.start < self.consumed;
        if self.refuses(taken, name, Reason::Taken) {
            return;
        }
        let governing = self.governing(name.first());
        if self.is_none(name, limit, governing) {
            self.aimed_end = self.is_aimed(name.first()).then_some(name.tokens.end);
            return;
        }
        let draft = self.said_of(name, limit, governing);
        let own = drafts.len();
        let end = self.recipients(name, limit, governing, &draft, drafts);
        let unsaid = drafts.len() == own;
        self.carry.unfilled = unsaid.then(|| draft.clone());
        self.refuses(unsaid, name, Reason::NoRecipient);
        // A flag for two named years counts two.
        if let [one] = &mut drafts[own..]
            && name.slug == "co-thi-dua"
            && one.count == Some(1)
        {
            one.count = Some(self.years_listed(name.tokens.end).max(1));
        }
        self.consumed = end.max(name.tokens.end);
        // Whom it goes to is unsaid: who confers may be news for what was said before.
        if unsaid && draft.authority.is_some() {
            drafts.push(draft);
        }
    }

    /// `yes`, which if true refuses the award.
    fn refuses(&self, yes: bool, name: &Name<'t>, reason: Reason) -> bool {
        self.reader.doc.refuses(yes, name.first()..name.tokens.end, Field::Awards, reason, "award-clause")
    }

    /// Refuses the numbers of the sentence that none of its awards, `drafts`, has taken.
    fn untaken(&self, drafts: &[Draft<'t>]) {
        let doc = self.reader.doc;
        if !doc.trace.is_on() {
            return;
        }
        let reason = if self.names.is_empty() { Reason::NoAward } else { Reason::Untaken };
        let taken = |i: usize| self.in_name(i) || drafts.iter().any(|d| d.tokens.contains(&i));
        for i in self.tokens.clone().filter(|&i| doc.tokens[i].is_number() && !taken(i)) {
            if let Some(item) = self.reader.counted_at(i, self.tokens.end) {
                doc.refuse(item.tokens, Field::Awards, reason, "award-clause");
            }
        }
    }

    /// `ký Quyết định tặng Kỷ niệm chương “Vì …” cho 1.352 cá nhân. Tỉnh có 5 cá nhân được tặng Kỷ niệm chương`:
    /// without a name of its own it is the medal spoken of before.
    fn of_same_medal(&self, name: &Name<'t>) -> Option<Authority> {
        let bare = name.slug == "ky-niem-chuong" && name.tokens.len() == 3;
        self.carry.medal.clone().filter(|_| bare)
    }

    /// What the sentence says of an award, apart from its recipients.
    fn said_of(&mut self, name: &Name<'t>, limit: usize, governing: Governing) -> Draft<'t> {
        let first = name.first();
        let (authority, handed_over) = self.authority(name, limit, governing);
        let authority = authority.filter(|a| can_confer(a, name)).or_else(|| self.of_same_medal(name));
        if name.slug == "ky-niem-chuong" {
            self.carry.medal.clone_from(&authority);
        }
        let sentence = self.reader.doc.tokens[self.tokens.start].sentence;
        Draft {
            class: name.class,
            level: self.level(name, authority.as_ref()),
            kind: name.recipient,
            proposed: self.proposed(first),
            years: self.years(first, limit),
            handed_over,
            part: self.is_part(first),
            apart: self.is_apart(name),
            ..Draft::new(self.levelled(name, authority.as_ref()), name.tokens.clone(), sentence, "award")
        }
        .by(self.reader.doc, authority)
    }

    /// Adds the entries of one award to `out`. Gives the token behind what they take.
    fn recipients(
        &mut self,
        name: &Name<'t>,
        limit: usize,
        governing: Governing,
        draft: &Draft<'t>,
        out: &mut Vec<Draft<'t>>,
    ) -> usize {
        let right = self.right(name, limit);
        if let Some((count, at)) = name.direct {
            return self.direct(name, count, at, right, draft, out);
        }
        if let Some((items, end)) = right {
            self.entered(name, &items, draft, "award-recipients-behind", out);
            self.last_items = items;
            return end;
        }
        let first = name.first();
        let mut left = self.between(first, governing);
        if left.is_empty() {
            left = self.left(name, governing);
        }
        if !left.is_empty() {
            self.entered(name, &left, draft, "award-recipients-before", out);
            self.last_items = left;
            return name.tokens.end;
        }
        if self.is_joined(first) || self.goes_on(first, governing) {
            entries(draft, &self.last_items, name, "award-recipients-shared", out);
            return name.tokens.end;
        }
        // Whom this award goes to is unsaid, and so for what is joined to it.
        if !governing.is_none() {
            self.last_items.clear();
        }
        name.tokens.end
    }

    /// Rule `award-recipients-shared`: `được tặng Cờ thi đua và Bằng khen`: the recipients of the award
    /// before, which only a conjunction parts from this one.
    fn is_joined(&self, first: usize) -> bool {
        self.is_next(first)
            && !self.last_items.is_empty()
            && !matches!(self.low(self.names_end(first)), "cho" | "đối")
    }

    /// The token behind the award that begins at `first`.
    fn names_end(&self, first: usize) -> usize {
        self.names.binary_search_by_key(&first, Name::first).map_or(first, |k| self.names[k].tokens.end)
    }

    /// Rule `award-recipients-shared`: `truy tặng em Huy hiệu …; Bộ trưởng … truy tặng Bằng khen`: the one
    /// recipient goes on. Several recipients, or a new passive clause, do not.
    fn goes_on(&self, first: usize, governing: Governing) -> bool {
        let [item] = self.last_items.as_slice() else { return false };
        let one = item.names.len() <= 1 && item.count.is_none_or(|c| c == 1);
        let given = governing.give.is_some() && governing.get.is_none();
        one && given && (self.is_behind_semicolon(first) || self.low(self.behind_years(self.consumed)) == ",")
    }

    /// The token behind `năm 2019`, `các năm 2020, 2022` at token `i`, or `i`.
    fn behind_years(&self, i: usize) -> usize {
        let head = if self.low(i) == "các" { i + 1 } else { i };
        let year =
            |k: usize| self.reader.doc.tokens.get(k).is_some_and(|t| t.is_number() && t.text.len() == 4);
        if self.low(head) != "năm" || !year(head + 1) {
            return i;
        }
        let mut end = head + 2;
        while matches!(self.low(end), "," | "-" | "và") && year(end + 1) {
            end += 2;
        }
        end
    }

    /// Leaves to the next sentence what it may need. `found`: whether this one holds an award.
    fn leave(&mut self, found: bool) {
        // A sentence that confers nothing parts no total from its parts.
        if found || self.last_authority.is_some() {
            self.carry.giver = self.last_authority.take();
        }
        self.carry.leave(&self.tokens, found);
        if self.low(self.tokens.end - 1) == ":" {
            self.leave_heading();
        } else if let Some(body) = self.commended_by() {
            self.carry.heads(Some(body), false);
        }
    }

    /// `Khen thưởng của Tổng LĐLĐ Việt Nam`: the body of a heading without a colon, which is all of its paragraph.
    fn commended_by(&self) -> Option<Authority> {
        let doc = self.reader.doc;
        let Range { start, end } = self.tokens;
        let of = (start..end.min(start + 6)).find(|&k| self.low(k) == "của" || self.low(k) == "cấp")?;
        let said =
            (start..of).any(|k| doc.has(k, &["khen", "thưởng"]) || doc.has(k, &["hình", "thức", "khen"]));
        let body = self.reader.authority_at(of + 1).filter(|a| a.tokens.end == end)?;
        let whole = doc.blocks[doc.tokens[start].block as usize].1 == (start..end);
        (said && whole).then_some(body)
    }

    /// `Đề nghị UBND tỉnh xét:`, `UBND huyện tặng Giấy khen cho:`: a heading opens a list.
    fn leave_heading(&mut self) {
        let end = self.tokens.end;
        self.carry.aimed = self.is_target(self.tokens.start..end);
        let governing = self.governing(end);
        let proposed = self.proposed(end);
        // `Kết quả bình xét:`
        let voted = self.verbs.any(self.tokens.clone(), "vote");
        // `Giám đốc Công ty quyết định:`
        let decides = (self.tokens.start..end).rev().find(|&k| self.reader.doc.has(k, &["quyết", "định"]));
        let decides =
            decides.filter(|&k| k + 6 >= end && governing.give.is_none() && governing.propose.is_none());
        if let Some(body) = decides.and_then(|k| self.reader.authority_before(self.tokens.start, k, true)) {
            self.carry.heads(Some(body), false);
            return;
        }
        if governing.give.is_none() && governing.propose.is_none() && !voted {
            // `* Viện trưởng VKSND tối cao:`: what follows is that body's.
            if let Some(label) = self.label().filter(|a| a.tokens.end + 1 == end) {
                self.carry.heads(Some(label), self.carry.proposed && self.carry.open);
            }
            return;
        }
        let from = self.tokens.start;
        let giver = governing
            .give
            .and_then(|give| self.reader.authority_before(from, self.verb_chain(from, give), true));
        let asked = || governing.propose.and_then(|p| self.reader.authority_within(p + 1..end));
        self.carry.heads(giver.or_else(asked), proposed);
    }
}

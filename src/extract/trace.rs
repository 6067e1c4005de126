//! What the rules refuse, kept for `explain` only: an ordinary run has no sink and pays one comparison
//! where a rule says no.
//!
//! A rule records its refusal in the line that refuses ([`Doc::refuse`], [`Doc::refuses`]), so that
//! what is told afterwards is what happened. [`Trace::settled`] leaves out what another rule has read
//! after all.

use super::token::Doc;
use crate::model::refused::{Field, Reason, Refused};
use crate::model::spans::Spans;
use crate::model::{Mention, Record};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// Where refusals go; nowhere unless [`Trace::on`].
#[derive(Clone, Default)]
pub struct Trace(Option<Rc<RefCell<Vec<Refused>>>>);

impl Trace {
    /// A sink that keeps what it is told.
    pub fn on() -> Self {
        Trace(Some(Rc::default()))
    }

    /// Whether anybody listens: for a rule that must look again to say what it refused.
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Keeps a refusal.
    pub fn tell(&self, span: Mention, field: Field, reason: Reason, rule: &'static str) {
        if let Some(kept) = &self.0 {
            kept.borrow_mut().push(Refused { field, reason, rule, span });
        }
    }

    /// What stays refused beside the facts of `record`, each place and field once, in reading order.
    pub fn settled(&self, record: &Record) -> Vec<Refused> {
        let Some(kept) = &self.0 else { return Vec::new() };
        let facts = spans(record);
        let mut kept: Vec<Refused> = kept.take();
        kept.retain(|r| r.reason.is_of_a_part() || !facts.touching(r.span).any(|f| covers(f, r)));
        // Of one place the first refusal by a reason of its own counts, whatever came before it.
        kept.sort_by_key(|r| (r.span, r.field, r.reason.is_general()));
        kept.dedup_by(|next, first| {
            next.field == first.field
                && next.span == first.span
                && (next.reason.is_general() || next.reason == first.reason)
        });
        let all = Spans::new(kept.iter().map(|r| (r.span, r.clone())));
        kept.retain(|r| !r.reason.is_general() || !all.touching(r.span).any(|(_, b)| tells_more(b, r)));
        kept
    }
}

/// The places of all facts; a day or a unit is no number that an award could count.
fn spans(record: &Record) -> Spans<Field> {
    let mut all = Vec::new();
    let mut add = |field, start, end| all.push((Mention { start, end }, field));
    record.awards.iter().for_each(|f| add(Field::Awards, f.start, f.end));
    record.ratings.iter().for_each(|f| add(Field::Ratings, f.start, f.end));
    record.dates.iter().for_each(|f| add(Field::Dates, f.start, f.end));
    record.events.iter().for_each(|f| add(Field::Events, f.start, f.end));
    record.officials.iter().flat_map(|f| &f.mentions).for_each(|m| add(Field::Officials, m.start, m.end));
    record.units.iter().flat_map(|f| &f.mentions).for_each(|m| add(Field::Units, m.start, m.end));
    Spans::new(all)
}

/// Whether a fact holds the place of a refusal: of the same field, or of any where only a number is
/// refused.
fn covers((fact, field): &(Mention, Field), refused: &Refused) -> bool {
    let number = refused.field == Field::Numbers || refused.reason.is_general();
    let read = *field == refused.field && (*field == Field::Dates || *fact == refused.span);
    read && holds(*fact, refused.span) || number && *field != Field::Events && holds(*fact, refused.span)
}

/// Whether `whole` holds `part`, or is it.
fn holds(whole: Mention, part: Mention) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// Whether `better` tells more of the place of a general refusal: a reason of its own, or of the whole
/// number of which only a part was refused.
fn tells_more(better: &Refused, general: &Refused) -> bool {
    let own = better.field == general.field && !better.reason.is_general();
    let overlap = better.span.start < general.span.end && general.span.start < better.span.end;
    let part = general.reason == Reason::PartOfNumber && better.span != general.span;
    own && overlap || part && holds(better.span, general.span)
}

impl Doc<'_> {
    /// Records that `rule` refuses the candidate `tokens` (a range of token indices).
    pub fn refuse(&self, tokens: Range<usize>, field: Field, reason: Reason, rule: &'static str) {
        let tokens = tokens.start..tokens.end.min(self.tokens.len());
        if self.trace.is_on() && !tokens.is_empty() {
            self.trace.tell(self.span(tokens), field, reason, rule);
        }
    }

    /// `yes`, which if true is recorded as a refusal.
    #[inline]
    pub fn refuses(
        &self,
        yes: bool,
        tokens: Range<usize>,
        field: Field,
        reason: Reason,
        rule: &'static str,
    ) -> bool {
        if yes {
            self.refuse(tokens, field, reason, rule);
        }
        yes
    }

    /// Records that the digits at token `i` are no count. Gives none.
    pub fn no_count<T>(&self, i: usize) -> Option<T> {
        let reason = if self.low(i + 1) == "%" { Reason::Percentage } else { Reason::Decimal };
        self.refuse(i..i + 1, Field::Numbers, reason, "number");
        None
    }

    /// Records that the number `tokens` counts no recipients but what stands behind it. Gives none.
    pub fn counts_others<T>(&self, tokens: Range<usize>) -> Option<T> {
        let digits = self.tokens.get(tokens.start).is_some_and(|t| t.is_number());
        if self.trace.is_on() && digits {
            let reason = counted_instead(self, tokens.clone());
            self.refuse(tokens, Field::Awards, reason, "recipient-count");
        }
        None
    }
}

/// What a number counts that counts no recipients, by the words behind it.
fn counted_instead(doc: &Doc, number: Range<usize>) -> Reason {
    const PARTICIPANTS: &[&[&str]] =
        &[&["đại", "biểu"], &["khách"], &["thí", "sinh"], &["người"], &["lượt", "người"], &["vận", "động"]];
    let at = number.end;
    let before = number.start.checked_sub(1).map_or("", |i| doc.low(i));
    let clock = matches!(before, "h" | "g" | ":") && !doc.tokens[number.start].spaced;
    match doc.low(at) {
        _ if clock => Reason::PartOfNumber,
        "%" => Reason::Percentage,
        "triệu" | "tỷ" | "tỉ" | "nghìn" | "ngàn" if is_money(doc, at + 1) => Reason::Money,
        "đồng" | "usd" | "vnđ" => Reason::Money,
        "năm" | "tháng" | "ngày" | "giờ" | "phút" | "tuổi" | "tuần" => Reason::Duration,
        "chỉ" | "tiêu" if matches!(doc.low(at + 1), "tiêu" | "chí") => Reason::Target,
        "/" | "-" if doc.tokens.get(at + 1).is_some_and(|t| t.is_upper() && !t.spaced) => {
            Reason::DocumentNumber
        }
        _ if PARTICIPANTS.iter().any(|words| doc.has(at, words)) => Reason::Participants,
        _ => Reason::NotARecipient,
    }
}

/// Whether a currency stands at token `i`, or nothing that millions could count.
fn is_money(doc: &Doc, i: usize) -> bool {
    let word = doc.tokens.get(i).filter(|t| t.is_word());
    word.is_none_or(|t| matches!(t.lower, "đồng" | "usd" | "vnđ" | "đ" | "triệu" | "tỷ" | "đô"))
}

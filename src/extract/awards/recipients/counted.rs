//! Recipients that the text counts.

use super::super::begins;
use super::{Item, Reader};
use crate::extract::marked::DIGITS;
use crate::extract::numbers;
use crate::model::refused::{Field, Reason};

impl<'t> Reader<'_, 't> {
    /// Rule `recipient-count`: `12 tập thể`, `19/21 cá nhân` (19), `hơn 50.000 tập thể, cá nhân`, from
    /// token `i` to `limit` at most. Not a date, a decimal or the second half of a fraction, nor
    /// `trong năm` before a noun, which is a year.
    pub fn counted_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.doc;
        if !doc.may(i, begins::NUMBER | DIGITS) {
            return None;
        }
        let (value, len) = numbers::count_at(doc, i)?;
        let before = i.checked_sub(1).map_or("", |k| doc.low(k));
        let inside = matches!(before, "/" | "-" | "." | ",") && !doc.tokens[i].spaced;
        // `năm 2016 tổ dân phố được …`
        if before == "năm" && (1900..2100).contains(&value) {
            return None;
        }
        let year = doc.low(i) == "năm" && matches!(before, "trong" | "từng" | "hằng" | "hàng" | "một");
        let refuses = |yes, reason| doc.refuses(yes, i..i + len, Field::Awards, reason, "recipient-count");
        if refuses(inside, Reason::PartOfNumber) || refuses(year, Reason::Duration) {
            return None;
        }
        let at = self.noun_behind(i + len);
        let year = (1900..2100).contains(&value);
        let known = self.noun_at(at).or_else(|| if year { None } else { self.calling_at(at) });
        let (length, kind) = known.or_else(|| doc.counts_others(i..at))?;
        let (end, kind) = self.with_second_nouns(at + length, kind, limit);
        (end <= limit).then(|| Item { tokens: i..end, count: Some(value), kind, ..Item::default() })
    }

    /// `kiểm lâm viên`, `hướng dẫn viên`: who bears a calling in `-viên` that no list knows.
    fn calling_at(&self, i: usize) -> Option<(usize, &'static str)> {
        const OTHERS: &[&str] = &[
            "công", "động", "thành", "ứng", "trong", "những", "các", "của", "cho", "và", "là", "có", "được",
        ];
        let part = |k: &usize| {
            self.doc
                .tokens
                .get(*k)
                .is_some_and(|t| t.is_word() && !t.is_capital() && !OTHERS.contains(&t.lower))
        };
        let end = (i..i + 4).take_while(part).find(|&k| self.doc.low(k) == "viên").filter(|&k| k > i)?;
        Some((end + 1 - i, "individual"))
    }

    /// The token behind the denominator (`/21`) and the measure word (`lượt`) of a count.
    fn noun_behind(&self, at: usize) -> usize {
        let doc = self.doc;
        let fraction = doc.low(at) == "/" && doc.tokens.get(at + 1).is_some_and(|t| t.is_number());
        let at = if fraction { at + 2 } else { at };
        let measure = matches!(doc.low(at), "lượt" | "vị" | "tấm") && self.noun_at(at + 1).is_some();
        if measure { at + 1 } else { at }
    }

    /// `tập thể, cá nhân`: one number or article for several nouns: the end of the last, and the kind if
    /// all have one.
    pub(super) fn with_second_nouns(
        &self,
        end: usize,
        kind: &'static str,
        limit: usize,
    ) -> (usize, Option<&'static str>) {
        let mut end = end;
        let mut same = kind != "any";
        while let Some((next, other)) = self.second_noun(end).filter(|n| n.0 <= limit) {
            end = next;
            same &= kind == other;
        }
        (end, same.then_some(kind))
    }

    /// A bare second noun behind a counted one: `, cá nhân`, `và cá nhân`. A name (`, Huyện X`) is none.
    fn second_noun(&self, end: usize) -> Option<(usize, &'static str)> {
        let at = match self.doc.low(end) {
            "," | "và" | "/" | "-" => end + 1,
            _ => return None,
        };
        let (length, kind) = self.noun_at(at)?;
        (!self.doc.is_capital(at) && self.unit_at(at).is_none()).then_some((at + length, kind))
    }
}

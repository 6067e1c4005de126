//! The years of merit.

use super::Clause;
use crate::extract::token::Token;

/// Years that a text of our time can speak of.
fn year_of(token: &Token) -> Option<u16> {
    token.text.parse().ok().filter(|y| token.is_number() && (1950..2100).contains(y))
}

impl Clause<'_, '_, '_> {
    /// Years of merit behind token `first`: `năm 2022`, `năm 2021, 2022`, `giai đoạn 2020-2025`; else the
    /// year that the sentence opens with (`Năm 2022, …`). A number alone is no year.
    pub(super) fn years(&self, first: usize, limit: usize) -> Vec<u16> {
        let doc = self.reader.doc;
        let mut years = Vec::new();
        for k in first.max(self.consumed)..limit {
            let said = k > 0 && matches!(doc.low(k - 1), "năm" | "," | "-" | "và" | "học" | "đoạn");
            if let Some(year) = year_of(&doc.tokens[k]).filter(|y| said && !years.contains(y)) {
                years.push(year);
            }
        }
        if years.is_empty() && self.low(self.tokens.start) == "năm" {
            years.extend(doc.tokens.get(self.tokens.start + 1).and_then(year_of));
        }
        years
    }

    /// How many years stand behind an award: `các năm 2013, 2015` is two, `2013-2015` none.
    pub(super) fn years_listed(&self, at: usize) -> u64 {
        let doc = self.reader.doc;
        let start = if self.low(at) == "các" { at + 1 } else { at };
        if self.low(start) != "năm" {
            return 0;
        }
        let year = |k: usize| doc.tokens.get(k).is_some_and(|t| t.is_number() && t.text.len() == 4);
        let mut count = 0;
        let mut k = start + 1;
        while year(k) {
            count += 1;
            if !matches!(self.low(k + 1), "," | "và") {
                break;
            }
            k += if self.low(k + 2) == "năm" { 3 } else { 2 };
        }
        if matches!(self.low(k + 1), "-" | "/") { 0 } else { count }
    }
}

//! The years of merit: those said with the award, else those in which the text sets it.

mod event;
mod frame;
mod rated;
pub(in super::super) mod said;
mod set;
#[cfg(test)]
mod tests;

use super::super::begins;
use super::super::draft::{Draft, Merit};
use super::Clause;
use crate::extract::lexicon::Lexicon;
use crate::extract::marked::Marked;
pub use rated::Rated;
use set::Frame;
use std::cell::LazyCell;
use std::sync::LazyLock;

pub(in super::super) static MARKS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("marks.tsv")));

/// Words between a merit and its year at most.
const REASON: usize = 15;

/// What one is commended for.
const MERIT: &[&[&str]] = &[&["thành", "tích"], &["hoàn", "thành"], &["liên", "tục"], &["năm", "liền"]];

/// Whether the words at token `i` set what follows in another time than the event's: `Trước đó, …`, not `Cùng ngày`.
pub fn tells_of_another(doc: &Marked, i: usize) -> bool {
    said::is_marked(doc, i, "other") && !matches!(doc.low(i), "cùng" | "cũng")
}

/// Gives each award that has no years of its own those in which the text sets it: `Năm 2018, … 26 tập
/// thể được tặng …`, `Trong năm, …`, and for what the event confers the years that it commends.
pub fn fill(doc: &Marked, drafts: &mut [Draft]) {
    let event = LazyCell::new(|| event::years(doc));
    let mut frames = frame::Frames::new(doc);
    for draft in drafts.iter_mut().filter(|draft| draft.years.is_empty()) {
        draft.years = match frame::of(doc, draft.tokens.start, &mut frames) {
            Frame::Years(years) => years,
            Frame::Event if draft.slug == "giai" && !event.prizes.is_empty() => event.prizes.clone(),
            // A badge is for years of service, whatever the event commends.
            Frame::Event if draft.slug == "ky-niem-chuong" => Merit::new(),
            Frame::Event if draft.proposed || event.commended.is_empty() => event.selected.clone(),
            Frame::Event => event.commended.clone(),
            Frame::Other => Merit::new(),
        };
    }
}

impl<'t> Clause<'_, '_, 't> {
    /// Years said with the award at `first`: behind it up to `limit` (`năm 2022`, `năm 2021, 2022`, `giai
    /// đoạn 2020-2025`), else in the reason before it (`có thành tích năm 2022 được tặng …`).
    pub(super) fn years(&self, first: usize, limit: usize) -> Merit {
        if !self.says(begins::YEARS) {
            return Merit::new();
        }
        let doc = self.reader.doc;
        let from = first.max(self.consumed);
        // Behind the last `;` before the next award begins what is said of that one.
        let cut = || doc.each(from..limit, begins::SEMICOLON).rfind(|&k| doc.low(k) == ";");
        let cut = (limit < self.tokens.end && self.says(begins::SEMICOLON)).then(cut).flatten();
        let behind = said::within(doc, from..cut.unwrap_or(limit)).next();
        let start = self.clause_start(first).min(first);
        let of_reason = |at: usize, end: usize| {
            let mut near = at.saturating_sub(REASON).max(self.tokens.start)..at;
            let merit = near.any(|k| MERIT.iter().any(|words| doc.has(k, words)));
            merit && self.governing(first).get.is_some_and(|get| get >= end)
        };
        let before = || said::within(doc, start..first).find(|(at, said)| of_reason(*at, said.end));
        // `…; năm 2024 được Bộ trưởng Bộ Công an tặng Cờ thi đua`: a clause that begins with its own time.
        let opens = || {
            let opened = self.is_behind_semicolon(first) && start < first;
            opened.then(|| said::at(doc, start)).flatten().map(|said| (start, said))
        };
        behind.or_else(before).or_else(opens).map(|(_, said)| said.years).unwrap_or_default()
    }

    /// How many years stand behind an award: `các năm 2013, 2015` is two, `2013-2015` none.
    pub(super) fn years_listed(&self, at: usize) -> u64 {
        let doc = self.reader.doc;
        let start = if self.low(at) == "các" { at + 1 } else { at };
        // `Cờ thi đua (2007, 2008, 2009)`
        if self.low(start) != "năm" && self.low(start) != "(" {
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

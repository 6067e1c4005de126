//! Recipients between the verb and the award: `tặng ông A Giấy khen`.

use super::super::recipients::Item;
use super::{Clause, Governing};

impl<'t> Clause<'_, '_, 't> {
    /// Rule `award-recipients-between`: `tặng ông A Giấy khen`, `trao cho 3 tập thể Bằng khen`. What
    /// stands there must reach to the award: `tặng 3 tập thể có thành tích Bằng khen` is not read here.
    pub(super) fn between(&self, first: usize, governing: Governing) -> Vec<Item<'t>> {
        let Some(give) = governing.give.filter(|&g| governing.get.is_none_or(|get| get < g)) else {
            return Vec::new();
        };
        let at = self.behind_giving(give, first);
        if at >= first {
            return Vec::new();
        }
        if at + 1 == first && matches!(self.low(at), "em" | "anh" | "chị" | "ông" | "bà") {
            return vec![pronoun(at)];
        }
        let (items, end) = self.reader.list(at, first);
        let filled = !items.is_empty() && items.iter().all(|i| !i.generic);
        let touches = end == first || self.low(end) == "danh" && end + 2 >= first;
        if filled && touches { items } else { Vec::new() }
    }

    /// The token behind a verb of giving and its `cho`.
    fn behind_giving(&self, give: usize, first: usize) -> usize {
        let from = (give..first).find(|&k| !self.verbs.is(k, "give")).unwrap_or(first);
        let from = if self.low(give + 1) == "tặng" { from.max(give + 2) } else { from };
        if self.low(from) == "cho" { from + 1 } else { from }
    }
}

/// `truy tặng em Huy hiệu`: a pronoun stands for the one spoken of.
fn pronoun<'t>(at: usize) -> Item<'t> {
    Item { tokens: at..at + 1, count: Some(1), kind: Some("individual"), ..Item::default() }
}

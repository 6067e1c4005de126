//! Lists of recipients.

use super::super::begins;
use super::super::name::class_word;
use super::{Item, Reader};
use crate::extract::numbers;

/// Words before the noun or the number of recipients.
pub(in super::super) const ARTICLES: &[&str] = &[
    "các", "cố", "hơn", "trên", "gần", "thêm", "tổng", "số", "cho", "những", "cả", "khoảng", "toàn", "thể",
    "riêng",
];

impl<'t> Reader<'_, 't> {
    /// Reads a list of recipients from token `i` on: the items and the token behind them.
    pub fn list(&self, i: usize, limit: usize) -> (Vec<Item<'t>>, usize) {
        self.list_over(i, limit, true)
    }

    /// As [`Reader::list`]; between two items may stand a qualifier of the first only if `loose`.
    pub(super) fn list_over(&self, i: usize, limit: usize, loose: bool) -> (Vec<Item<'t>>, usize) {
        let mut items: Vec<Item> = Vec::new();
        let mut at = i;
        let mut end = i;
        while at < limit {
            let Some(item) = self.item_at(at, limit) else { break };
            end = item.tokens.end;
            items.push(item);
            if let Some((parts, stop)) = self.parts(items.last(), end, limit) {
                items.pop();
                items.extend(parts);
                end = stop;
            } else {
                end = self.behind_item(&mut items, end, limit);
            }
            end = self.skip_belongings(items.last(), end, limit);
            let opened = items.last().filter(|i| i.generic).and_then(|_| self.opened_list(end, limit));
            match opened.or_else(|| self.next_item(end, limit, loose)) {
                Some(next) => at = next,
                None => break,
            }
        }
        (items, end)
    }

    /// `các tập thể, cá nhân sau: A; ông B`: the first of those that a colon behind `end` opens.
    fn opened_list(&self, end: usize, limit: usize) -> Option<usize> {
        let said = |k: usize| matches!(self.doc.low(k), "sau" | "đây" | "gồm" | "bao" | "là" | "có" | "tên");
        let colon = (end..limit.min(end + 5)).find(|&k| !said(k)).filter(|&k| self.doc.low(k) == ":")?;
        self.named_at(colon + 1, limit).map(|_| colon + 1)
    }

    /// The next item of a list behind `end`: behind a mark, over a qualifier of the last one
    /// (`có thành tích xuất sắc trong …`). None where a new clause begins.
    fn next_item(&self, end: usize, limit: usize, loose: bool) -> Option<usize> {
        let doc = self.doc;
        if end < limit && matches!(doc.low(end), "được" | "nhận" | "tặng" | "trao") {
            return None;
        }
        let reach = if loose { limit } else { limit.min(end + 1) };
        let mut behind = end;
        for at in doc.each(end..reach, begins::LINK) {
            if at < behind {
                continue;
            }
            match doc.low(at) {
                "có" if numbers::count_at(doc, at + 1).is_some() => return None,
                "," | "và" | "cùng" | "&" => {
                    let mut next = self.skip_verb(at + 1);
                    while matches!(doc.low(next), "và" | "cùng" | "với" | "hơn" | "trên" | "gần" | "cho")
                    {
                        next += 1;
                    }
                    let next = self.behind_kin(next, limit);
                    let counted = self.counted_at(next, limit).is_some();
                    let named = at == end
                        && (self.named_at(next, limit).is_some_and(|n| !self.gives(n.tokens.end))
                            || self.work_at(next, limit).is_some()
                            || self.headed_at(next, limit).is_some() && !self.confers(next));
                    if counted || named {
                        return (!self.opens_clause(next, limit)).then_some(next);
                    }
                    if at == end
                        && self.noun_at(self.skip_articles(next, limit)).is_some()
                        && !self.confers(next)
                    {
                        return Some(next);
                    }
                }
                ";" if at == end => return self.behind_semicolon(at + 1, limit),
                ";" | "." | ":" => return None,
                "(" => behind = self.close_of(at, limit) + 1,
                _ => {}
            }
        }
        None
    }

    /// `…; các trường: A, B; ông C`: the list goes on behind a semicolon with one that is named, unless this
    /// is the subject of a clause of its own.
    fn behind_semicolon(&self, i: usize, limit: usize) -> Option<usize> {
        let doc = self.doc;
        let i = if doc.low(i) == "và" { i + 1 } else { i };
        if i >= limit {
            return None;
        }
        let at = self.skip_articles(i, limit);
        // What a verb follows is the subject of another clause.
        let named = self.named_at(at, limit).or_else(|| self.work_at(at, limit)).is_some_and(|item| {
            let end = item.tokens.end;
            end >= limit || matches!(doc.low(end), "," | ";" | "." | "(" | "-" | "và" | "cùng")
        });
        let noun = self
            .noun_at(at)
            .is_some_and(|(len, _)| doc.low(at + len) == ":" || self.named_at(at + len, limit).is_some());
        ((named || noun) && !self.acts_within(at, limit)).then_some(i)
    }

    /// `…; bà B, Phó Giám đốc nhận Kỷ niệm chương`: whether what stands from token `i` to the next semicolon has
    /// a verb of its own.
    pub fn acts_behind(&self, i: usize) -> bool {
        self.acts_within(i, self.doc.tokens.len())
    }

    fn acts_within(&self, i: usize, limit: usize) -> bool {
        let acts = |k: usize| {
            let word = self.doc.low(k);
            matches!(word, "được" | "đạt" | "nhận" | "đoạt" | "giành" | "tặng" | "trao" | "đón" | "đề")
        };
        let reach = i..self.doc.sentence_of(i).end.min(limit).min(i + 30);
        reach.take_while(|&k| self.doc.low(k) != ";").any(acts)
    }

    /// `…, LĐLĐ tỉnh tặng`: whether a verb of giving at token `i` makes what ends there its subject.
    fn gives(&self, i: usize) -> bool {
        let verb = if matches!(self.doc.low(i), "đã" | "cũng" | "vừa") { i + 1 } else { i };
        matches!(self.doc.low(verb), "tặng" | "trao" | "khen") || self.doc.has(verb, &["công", "nhận"])
    }

    /// `…, Giám đốc Công an tỉnh (Đại tá A) tặng`: whether what begins at token `i` is the subject of a verb of giving.
    fn confers(&self, i: usize) -> bool {
        self.authority_end(i).is_some_and(|end| {
            let bracket = self.doc.low(end) == "(";
            self.gives(if bracket { self.close_of(end, self.doc.sentence_of(i).end) + 1 } else { end })
        })
    }

    /// `và phong tặng cho 01 mẹ`: a second verb of the same award.
    fn skip_verb(&self, i: usize) -> usize {
        const VERBS: [&[&str]; 2] = [&["phong", "tặng", "cho"], &["truy", "tặng", "cho"]];
        if VERBS.iter().any(|verb| self.doc.has(i, verb)) { i + 3 } else { i }
    }

    /// Whether the item at `i` is the subject of a new passive clause: `3 cá nhân được … tặng`.
    fn opens_clause(&self, i: usize, limit: usize) -> bool {
        let doc = self.doc;
        let mut at = i;
        let mut steps = 0;
        // `và xã B đạt giải phong cách`
        let got = |item: Item| {
            matches!(doc.low(item.tokens.end), "đạt" | "đoạt" | "giành" | "nhận") && item.tokens.end < limit
        };
        if self.named_at(i, limit).is_some_and(got) {
            return true;
        }
        // Only another award behind makes a new clause; `4 nhà báo đoạt giải tại …` only calls them.
        if limit >= doc.sentence_of(i).end
            || (doc.low(limit) == "giải" && class_word(doc.low(limit + 1)).is_none())
        {
            return false;
        }
        while at < limit && steps < 12 {
            match doc.low(at) {
                "(" => at = self.close_of(at, limit),
                "vinh" if doc.low(at + 1) != "dự" => {}
                // `cùng 29 cá nhân, công nhận 5 …`: another act of the one who gives.
                "công" if doc.low(at + 1) == "nhận" => return false,
                "được" | "đạt" | "nhận" | "đón" | "đoạt" | "giành" | "vinh" => {
                    let same_clause = !(at..limit).any(|k| matches!(doc.low(k), ";" | "."));
                    return same_clause && limit - at <= 16;
                }
                ";" | "." | "có" | "đã" | "trong" | "vì" => return false,
                _ => {}
            }
            at += 1;
            steps += 1;
        }
        false
    }

    /// One item of a list: counted, named, or only called by kind.
    fn item_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let at = self.skip_articles(i, limit);
        if let Some(item) = self.counted_at(at, limit) {
            return Some(self.with_first_member(item, limit));
        }
        if let Some(item) = self.work_at(at, limit) {
            return Some(item);
        }
        if let Some(item) = self.named_at(at, limit).or_else(|| self.called_at(at, limit)) {
            return Some(Item { tokens: i..item.tokens.end, ..item });
        }
        if let Some(item) = self.headed_at(at, limit) {
            return Some(Item { tokens: i..item.tokens.end, ..item });
        }
        let (length, kind) = self.noun_at(at)?;
        let (end, kind) = self.with_second_nouns(at + length, kind, limit);
        (end <= limit).then(|| Item { tokens: i..end, kind, generic: true, ..Item::default() })
    }

    /// `2 tỉnh Long An và …`: the noun of a counted item begins the name of the first member.
    fn with_first_member(&self, item: Item<'t>, limit: usize) -> Item<'t> {
        let (start, end) = (item.tokens.start, item.tokens.end);
        let Some(first) = (start + 1..end).find(|&k| self.unit_at(k).is_some()) else { return item };
        let (names, stop) = self.names(first, limit, item.count.unwrap_or(1), Some("collective"));
        Item { names, tokens: start..stop.max(end), ..item }
    }

    /// Skips `các`, `hơn`, `thêm`, `tổng số` before an item, and `thân nhân của` before a count: who takes a
    /// title for the dead is not who gets it.
    fn skip_articles(&self, i: usize, limit: usize) -> usize {
        let article = |at: usize| {
            self.doc.may(at, begins::ARTICLE)
                && ARTICLES.contains(&self.doc.low(at))
                && self.unit_at(at).is_none()
                && numbers::count_at(self.doc, at).is_none()
        };
        let at = (i..limit).find(|&at| !article(at)).unwrap_or(limit.max(i));
        self.behind_kin(at, limit)
    }

    /// Behind `thân nhân của` before a count at token `i`, or `i`.
    fn behind_kin(&self, i: usize, limit: usize) -> usize {
        let behind = match (self.doc.has(i, &["thân", "nhân"]), self.doc.low(i + 2)) {
            (true, "của" | "các") => i + 3,
            (true, _) => i + 2,
            _ => return i,
        };
        if behind < limit && numbers::count_at(self.doc, behind).is_some() { behind } else { i }
    }
}

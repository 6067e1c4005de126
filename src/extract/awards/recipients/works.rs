//! Works of a contest and their authors.

use super::{Item, Names, Reader};
use crate::extract::lexicon::Lexicon;
use crate::extract::{numbers, person};
use smallvec::smallvec;
use std::sync::LazyLock;

static WORKS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("works.tsv")));

/// Words between a work and the names of its authors.
const OF: &[&str] = &["của", "do", "nhóm", "các", "tác", "giả", "thực", "hiện", ":", "đồng"];

/// Tokens in the longest title of a work without quotation marks.
const TITLE: usize = 30;

impl<'t> Reader<'_, 't> {
    /// Rule `recipient-work`: `tác phẩm "X" của nhóm tác giả A, B (Báo Y)`: one work, received by its
    /// authors. Not a work without an author.
    pub fn work_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        if let Some(group) = self.group_at(i, limit) {
            return Some(group);
        }
        let title = self.title_at(i, limit)?;
        let of = (title..limit.min(title + TITLE)).find(|&k| self.opens_authors(k));
        let of = of.filter(|&k| (title..k).all(|k| !matches!(self.doc.low(k), "," | ";" | ".")))?;
        let first = (of..limit).find(|&k| !OF.contains(&self.doc.low(k)))?;
        let (names, end) = self.authors(first, limit);
        if let Some(body) = self.unit_at(first).filter(|u| names.is_empty() && u.tokens.end <= limit) {
            let names = smallvec![body.name.clone()];
            let kind = Some("collective");
            return Some(Item { tokens: i..body.tokens.end, count: Some(1), kind, names, ..Item::default() });
        }
        let kind = if names.len() == 1 { Some("individual") } else { None };
        (!names.is_empty()).then(|| Item { tokens: i..end, count: Some(1), kind, names, ..Item::default() })
    }

    /// `nhóm tác giả A, B (Trường X)`: one recipient of several names.
    fn group_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        if !self.doc.has(i, &["nhóm", "tác", "giả"]) {
            return None;
        }
        let first = if self.doc.low(i + 3) == ":" { i + 4 } else { i + 3 };
        let (names, end) = self.authors(first, limit);
        let kind = Some("collective");
        (!names.is_empty()).then(|| Item { tokens: i..end, count: Some(1), kind, names, ..Item::default() })
    }

    /// The token behind the title of the work that begins at `i`: `Loạt 3 bài "X"`, `tác phẩm X`.
    fn title_at(&self, i: usize, limit: usize) -> Option<usize> {
        let doc = self.doc;
        let series = doc.low(i) == "loạt" || doc.low(i) == "chùm";
        let at = if series { i + 1 } else { i };
        let at = at + numbers::count_at(doc, at).filter(|_| series).map_or(0, |n| n.1);
        let at = at + WORKS.at(doc, at)?.len;
        if doc.low(at) == "\"" {
            return Some(self.quote_end(at, limit)? + 1);
        }
        Some(at).filter(|&k| k < limit)
    }

    /// `của tác giả`, `của nhóm tác giả`, `của em A`, `do ông B thực hiện`.
    fn opens_authors(&self, k: usize) -> bool {
        let doc = self.doc;
        let opens = matches!(doc.low(k), "của" | "do");
        let author = |k: usize| {
            doc.has(k, &["tác", "giả"])
                || doc.has(k, &["nhóm", "tác", "giả"])
                || doc.has(k, &["các", "tác", "giả"])
                || self.named_at(k, doc.tokens.len()).is_some()
        };
        opens && author(k + 1)
    }

    /// The authors from token `i` on, and the token behind them. Behind `tác giả` a pen name is a name.
    fn authors(&self, i: usize, limit: usize) -> (Names<'t>, usize) {
        let doc = self.doc;
        let (mut names, mut end, mut at) = (Names::new(), i, i);
        while at < limit && self.unit_at(at).is_none() {
            let start = person::call_at(doc, at).map_or(at, |call| call.0);
            let Some(stop) = person::called_name(doc, start).filter(|&k| k <= limit) else { break };
            if stop < start + 2 {
                break;
            }
            names.push(doc.exported(start..stop).into());
            end = if doc.low(stop) == "(" { (self.close_of(stop, limit) + 1).min(limit) } else { stop };
            if !matches!(doc.low(end), "," | "và" | "-") {
                break;
            }
            at = end + 1;
        }
        (names, end)
    }
}

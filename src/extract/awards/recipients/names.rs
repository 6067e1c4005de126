//! Names in a row.

use super::{Item, Names, Reader};
use smallvec::smallvec;

impl<'t> Reader<'_, 't> {
    /// Names of one kind from token `i` on, at most `most`: `A (xã X); bà B, Trưởng khoa; C`.
    pub fn names(&self, i: usize, limit: usize, most: u64, kind: Option<&'static str>) -> (Names<'t>, usize) {
        let doc = self.doc;
        let mut names = Names::new();
        let (mut at, mut end) = (i, i);
        while at < limit && (names.len() as u64) < most {
            let unnamed =
                || self.unlisted(at, limit, kind).or_else(|| self.headed_behind(at, i, limit, kind));
            let Some(item) = self.named_at(at, limit).or_else(unnamed) else { break };
            if !is_of(kind, item.kind) {
                break;
            }
            names.extend(item.names);
            end = item.tokens.end;
            if doc.low(end) == "(" {
                end = (self.close_of(end, limit) + 1).min(limit);
            }
            let last = Item {
                tokens: item.tokens.clone(),
                kind: item.kind,
                names: names.last().cloned().into_iter().collect(),
                ..Item::default()
            };
            end = self.skip_belongings(Some(&last), end, limit);
            let Some(next) = self.next_name(end, limit, kind) else { break };
            at = next;
        }
        (names, end)
    }

    /// A collective of a `;` list whose name no head opens: `Tổ Covid cộng đồng khu vực 3, phường X;`.
    fn unlisted(&self, at: usize, limit: usize, kind: Option<&'static str>) -> Option<Item<'t>> {
        let doc = self.doc;
        let opens = at > 0 && doc.low(at - 1) == ";" && doc.is_capital(at) && kind == Some("collective");
        let stop = (at..limit).find(|&k| matches!(doc.low(k), ";" | "." | "," | "(")).unwrap_or(limit);
        (opens && stop > at + 1 && stop - at <= 12).then(|| Item {
            tokens: at..stop,
            kind,
            names: smallvec![doc.exported(at..stop).into()],
            ..Item::default()
        })
    }

    /// `Phòng Tư pháp, Trung tâm Văn hóa`: a further collective at token `at`, behind the first at `first`, that only its
    /// head tells.
    fn headed_behind(
        &self,
        at: usize,
        first: usize,
        limit: usize,
        kind: Option<&'static str>,
    ) -> Option<Item<'t>> {
        if kind == Some("collective") && at > first { self.headed_at(at, limit) } else { None }
    }

    /// A name that no rule knows, in an item from `at` to `limit` of a list of one kind: up to the first mark.
    pub fn unknown_name(&self, at: usize, limit: usize, kind: &'static str) -> Option<Item<'t>> {
        let doc = self.doc;
        let marks = |k: &usize| matches!(doc.low(*k), ";" | "." | "," | "(" | "-" | ":");
        let called = matches!(doc.low(at), "ông" | "bà" | "anh" | "chị" | "em" | "cô" | "thầy" | "mẹ");
        let at = if called { at + 1 } else { at };
        let stop = (at..limit).find(marks).unwrap_or(limit);
        let short = if kind == "collective" { 14 } else { 5 };
        let whole = stop > at + 1 && stop - at <= short && doc.is_capital(at);
        let person = kind == "collective" || (at..stop).all(|k| doc.is_capital(k));
        let names = || smallvec![doc.exported(at..stop).into()];
        (whole && person).then(|| Item {
            tokens: at..stop,
            kind: Some(kind),
            names: names(),
            ..Item::default()
        })
    }

    /// A winner that no rule knows: from a capital to the first mark, its last word a capital or a number.
    pub fn unknown_winner(&self, at: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.doc;
        let item = self.unknown_name(at, limit, "collective")?;
        let last = item.tokens.end - 1;
        let joined = item.tokens.clone().any(|k| doc.low(k) == "và" || doc.low(k) == "với");
        let proper = doc.is_capital(last) || doc.tokens[last].is_number();
        (proper && !joined && item.tokens.len() > 2).then_some(item)
    }

    /// The next name of a list: behind `,`, `;`, `và`; a person's position is passed over, and of a
    /// mother all that is said of her sons. None where one of another kind follows a collective.
    fn next_name(&self, end: usize, limit: usize, kind: Option<&'static str>) -> Option<usize> {
        let doc = self.doc;
        let person = matches!(kind, Some("individual" | "household"));
        let mut kin = false;
        for at in end..limit.min(end + 40) {
            match doc.low(at) {
                "," | ";" | "và" | "cùng" => {
                    let next = if doc.low(at + 1) == "và" { at + 2 } else { at + 1 };
                    let apart = !kin || doc.low(at) == ";" || doc.low(next) == "mẹ";
                    let unlisted = || self.unlisted(next, limit, Some("collective"));
                    let named = self.named_at(next, limit).or_else(unlisted);
                    let named = named.or_else(|| self.headed_behind(next, end, limit, kind));
                    if apart && named.is_some_and(|item| is_of(kind, item.kind)) {
                        return Some(next);
                    }
                }
                "được" | "đã" | "tặng" | "trao" | "đạt" => return None,
                "con" | "chồng" | "liệt" => kin = true,
                _ => {}
            }
            if !person {
                return None;
            }
        }
        None
    }
}

/// Whether a name of kind `own` goes on with a list of kind `wanted`; a household bears a person's name.
fn is_of(wanted: Option<&str>, own: Option<&str>) -> bool {
    wanted.is_none()
        || own.is_none()
        || wanted == own
        || wanted == Some("household") && own == Some("individual")
}

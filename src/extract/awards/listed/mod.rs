//! Names that follow an award: in the items of a list that a heading opens, or ([`follow`]) in the
//! sentences.

pub mod follow;

use super::draft::Draft;
use super::name;
use super::recipients::{Item, Names, Reader};
use crate::model::BlockKind;
use std::ops::Range;

/// Tokens in the longest item of a list of names.
const LONGEST_ITEM: usize = 60;

/// Words of a sentence that tells what a person does, and lists nobody.
const TELLS: &[&[&str]] = &[
    &["phát", "biểu"],
    &["cho", "biết"],
    &["chia", "sẻ"],
    &["trao", "đổi"],
    &["nhấn", "mạnh"],
    &["khẳng", "định"],
    &["tham", "dự"],
    &["chủ", "trì"],
    &["dự", "lễ"],
    &["dự", "hội"],
];

/// A list that a heading has opened: whose names its items are.
pub struct Listing<'t> {
    /// The award of the heading, where it counts no recipients.
    pub award: Option<Draft<'t>>,
    /// The first draft of the heading.
    from: usize,
    /// What the last heading inside the list says of the names that follow: `I. Tập thể`.
    pub kind: Option<&'static str>,
    /// Those named so far.
    pub found: Vec<Item<'t>>,
}

impl<'t> Listing<'t> {
    /// A list of the recipients of `award`, or of those that the drafts from `from` on count.
    pub fn of(award: Option<Draft<'t>>, from: usize) -> Self {
        Listing { award, from, kind: None, found: Vec::new() }
    }

    /// The list that the block `tokens` opens, if it is a heading: it ends with a colon, or is short and
    /// without a full stop. `award` is the award of its last sentence that has no recipients yet, `from`
    /// the first of its drafts.
    pub fn opened(
        reader: &Reader<'_, 't>,
        tokens: Range<usize>,
        award: Option<Draft<'t>>,
        drafts: &[Draft<'t>],
        from: usize,
    ) -> Option<Self> {
        let last = reader.doc.low(tokens.end - 1);
        let heading = last == ":" || tokens.len() <= 30 && !matches!(last, "." | ";" | "," | "!" | "?");
        // `Cờ thi đua cho 10 tập thể gồm:` says what its names are.
        let kind = match drafts.get(from..) {
            Some([only]) if award.is_none() => only.kind,
            _ => None,
        };
        heading.then(|| Listing { kind, ..Listing::of(award, from) })
    }

    /// Reads one more paragraph: whether it is a part of the list, and so read; none where the list ends
    /// with it. An item that names nobody ends no list.
    pub fn read(&mut self, reader: &Reader<'_, 't>, kind: BlockKind, tokens: Range<usize>) -> Option<bool> {
        let doc = reader.doc;
        let marked = super::is_item(doc, kind, tokens.start) || is_numeral(doc.low(tokens.start));
        let at = behind_mark(reader, tokens.clone());
        if at >= tokens.end || tokens.len() > LONGEST_ITEM || !name::all(doc, tokens.clone()).is_empty() {
            return None;
        }
        if let Some(kind) = kind_heading(reader, at..tokens.end) {
            self.kind = Some(kind);
            return Some(true);
        }
        let found = self.names(reader, at..tokens.end, marked);
        if found.is_empty() {
            return marked.then_some(false);
        }
        self.found.extend(found);
        Some(true)
    }

    /// The recipients of one item: `ông A, Trưởng thôn B`, `Tập thể: Phòng A, Phòng B`, `Thơ: "X" của tác
    /// giả Y`. What no rule knows is a name where the list says what kind its names are.
    fn names(&self, reader: &Reader<'_, 't>, item: Range<usize>, marked: bool) -> Vec<Item<'t>> {
        let doc = reader.doc;
        let Range { start, end } = item;
        let (items, stop) = reader.list(start, end);
        // `- 03 cá nhân.` under a heading that names the award
        let counted = |i: &Item| self.award.is_some() && marked && i.count.is_some() && i.kind.is_some();
        let named: Vec<Item> = items.into_iter().filter(|i| !i.names.is_empty() || counted(i)).collect();
        // `Ông A cho biết …` tells and lists nothing.
        let closed = stop >= end || matches!(doc.low(stop), "," | "-" | ";" | "." | "(" | ":" | "và");
        let behind = named.first().map_or(end, |item| item.tokens.end);
        let tells = (behind..end).any(|k| TELLS.iter().any(|words| doc.has(k, words)));
        if !named.is_empty() && closed && !tells {
            return named;
        }
        let work = (start..end.min(start + 14)).find_map(|k| reader.work_at(k, end)).filter(|_| marked);
        let unknown = || self.kind.filter(|_| marked).and_then(|kind| reader.unknown_name(start, end, kind));
        work.or_else(unknown).into_iter().collect()
    }

    /// Gives the names to the awards of the heading, or to those that the text before has counted.
    pub fn settle(self, drafts: &mut Vec<Draft<'t>>) {
        let Listing { award, from, found, .. } = self;
        let mut kinds: Vec<Option<&'static str>> = found.iter().map(|i| i.kind).collect();
        kinds.dedup();
        kinds.sort_unstable();
        kinds.dedup();
        let works = award.as_ref().is_some_and(|a| a.slug == "giai");
        if works {
            kinds.truncate(1);
        }
        for kind in kinds {
            let items: Vec<&Item> = found.iter().filter(|i| works || i.kind == kind).collect();
            let heading = from.min(drafts.len());
            match &award {
                Some(award) => give(award, kind, &items, drafts),
                None => drop(fill(&mut drafts[heading..], kind, &items)),
            }
        }
    }
}

/// Names go to the draft that counts them: the last of their kind that has none.
fn fill<'t>(drafts: &mut [Draft<'t>], kind: Option<&'static str>, items: &[&Item<'t>]) -> bool {
    let number = items.iter().map(|i| i.count.unwrap_or(i.names.len() as u64)).sum::<u64>();
    let wants = |d: &Draft, exact: bool| {
        let fits = |c: u64| if exact { c == number } else { number <= c && 2 * number >= c };
        d.names.is_empty() && d.kind == kind && d.count.is_some_and(fits)
    };
    let at =
        drafts.iter().rposition(|d| wants(d, true)).or_else(|| drafts.iter().rposition(|d| wants(d, false)));
    let Some(draft) = at.map(|k| &mut drafts[k]) else { return false };
    draft.names = items.iter().flat_map(|i| i.names.iter().cloned()).collect();
    true
}

/// Names under a heading make an entry of its award, unless the text before has counted it.
fn give<'t>(award: &Draft<'t>, kind: Option<&'static str>, items: &[&Item<'t>], drafts: &mut Vec<Draft<'t>>) {
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    let names: Names = items.iter().flat_map(|i| i.names.iter().cloned()).collect();
    let number = items.iter().map(|i| i.count.unwrap_or(i.names.len() as u64)).sum::<u64>();
    let compatible = |a: Option<&str>| a.is_none() || award.authority.is_none() || a == award.authority;
    let counted = drafts.iter_mut().rev().find(|d| {
        d.slug == award.slug
            && d.class == award.class
            && d.proposed == award.proposed
            && d.names.is_empty()
            && (d.kind == kind || d.kind.is_none() || kind.is_none())
            && compatible(d.authority)
            && d.count.is_some_and(|c| number <= c)
    });
    if let Some(draft) = counted {
        draft.names = names;
        return;
    }
    drafts.push(Draft {
        kind: kind.or(award.kind),
        count: Some(number),
        names,
        tokens: first.tokens.start..last.tokens.end,
        rule: "award-listed",
        ..award.clone()
    });
}

/// `I. Tập thể`, `Về cá nhân:`, `2. Hộ gia đình (03 hộ):`: what kind the names that follow are.
fn kind_heading(reader: &Reader, tokens: Range<usize>) -> Option<&'static str> {
    let doc = reader.doc;
    let (behind, kind) = heading_noun(reader, tokens.clone())?;
    let ends = behind >= tokens.end
        || doc.low(behind) == ":" && behind + 1 >= tokens.end
        || doc.low(behind) == "(" && reader.close_of(behind, tokens.end) + 2 >= tokens.end
        || matches!(doc.low(behind), "gồm" | "sau") && behind + 2 >= tokens.end;
    (ends && kind != "any").then_some(kind)
}

/// The noun of recipients that a heading begins with, over `Danh sách`, `Về`, `03`: the token behind it, and
/// its kind.
pub fn heading_noun(reader: &Reader, tokens: Range<usize>) -> Option<(usize, &'static str)> {
    let doc = reader.doc;
    let said = |k: usize| matches!(doc.low(k), "về" | "đối" | "với" | "các" | "danh" | "sách" | "gồm" | "có");
    let first = behind_mark(reader, tokens.clone());
    let at = (first..tokens.end).find(|&k| !said(k) && !doc.tokens[k].is_number())?;
    reader.noun_at(at).map(|(len, kind)| (at + len, kind))
}

/// The first token behind the mark of an item: `-`, `1.`, `a)`, `II.`.
fn behind_mark(reader: &Reader, tokens: Range<usize>) -> usize {
    let doc = reader.doc;
    let first = tokens.start;
    let word = doc.low(first);
    let numbered = doc.tokens[first].is_number() || is_numeral(word) || word.chars().count() == 1;
    match doc.low(first + 1) {
        "." | ")" | "/" | "-" if numbered => first + 2,
        _ if super::is_bullet(word) => first + 1,
        _ => first,
    }
}

/// `i`, `ii`, `iv`: a Roman numeral in lower case.
fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

//! Names that follow an award: in the rest of its sentence (`…, gồm: A; B`), in the sentence behind
//! (`Các cá nhân gồm: …`), or in the items of a list that a heading opens.

use super::draft::Draft;
use super::name;
use super::recipients::{Item, Reader};
use crate::model::BlockKind;
use std::ops::Range;

/// Tokens in the longest item of a list of names.
const LONGEST_ITEM: usize = 60;

/// Words between a kind of recipient and the colon or `gồm` before its names.
const OPENING: usize = 14;

/// A list that a heading has opened: whose names its items are.
pub struct Listing {
    /// The award of the heading, where it counts no recipients.
    award: Option<Draft>,
    /// The first draft of the heading.
    from: usize,
    /// What the last heading inside the list says of the names that follow: `I. Tập thể`.
    kind: Option<&'static str>,
    /// Those named so far.
    found: Vec<Item>,
}

impl Listing {
    /// The list that the block `tokens` opens, if it is a heading: it ends with a colon, or is short and
    /// without a full stop. `award` is the award of its last sentence that has no recipients yet, `from`
    /// the first of its drafts.
    pub fn opened(reader: &Reader, tokens: Range<usize>, award: Option<Draft>, from: usize) -> Option<Self> {
        let last = reader.doc.low(tokens.end - 1);
        let heading = last == ":" || tokens.len() <= 30 && !matches!(last, "." | ";" | "," | "!" | "?");
        heading.then_some(Listing { award, from, kind: None, found: Vec::new() })
    }

    /// Reads one more paragraph; false where it is no part of the list.
    pub fn read(&mut self, reader: &Reader, kind: BlockKind, tokens: Range<usize>) -> bool {
        let doc = reader.doc;
        let marked = super::is_item(doc, kind, tokens.start) || is_numeral(doc.low(tokens.start));
        let at = behind_mark(reader, tokens.clone());
        if at >= tokens.end || tokens.len() > LONGEST_ITEM {
            return false;
        }
        if let Some(kind) = kind_heading(reader, at..tokens.end) {
            self.kind = Some(kind);
            return true;
        }
        let found = self.names(reader, at..tokens.end, marked);
        if found.is_empty() || !name::all(doc, tokens).is_empty() {
            return false;
        }
        self.found.extend(found);
        true
    }

    /// The recipients of one item: `ông A, Trưởng thôn B`, `Tập thể: Phòng A, Phòng B`, `Thơ: "X" của tác
    /// giả Y`. What no rule knows is a name where the list says what kind its names are.
    fn names(&self, reader: &Reader, item: Range<usize>, marked: bool) -> Vec<Item> {
        let doc = reader.doc;
        let Range { start, end } = item;
        let (items, stop) = reader.list(start, end);
        let named: Vec<Item> = items.into_iter().filter(|i| !i.names.is_empty()).collect();
        // `Ông A cho biết …` tells and lists nothing.
        let closed = stop >= end || matches!(doc.low(stop), "," | "-" | ";" | "." | "(" | ":" | "và");
        if !named.is_empty() && closed {
            return named;
        }
        let work = (start..end.min(start + 14)).find_map(|k| reader.work_at(k, end)).filter(|_| marked);
        let unknown = || self.kind.filter(|_| marked).and_then(|kind| reader.unknown_name(start, end, kind));
        work.or_else(unknown).into_iter().collect()
    }

    /// Gives the names to the awards of the heading, or to those that the text before has counted.
    pub fn settle(self, drafts: &mut Vec<Draft>) {
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
fn fill(drafts: &mut [Draft], kind: Option<&'static str>, items: &[&Item]) -> bool {
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
fn give(award: &Draft, kind: Option<&'static str>, items: &[&Item], drafts: &mut Vec<Draft>) {
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    let names: Vec<String> = items.iter().flat_map(|i| i.names.iter().cloned()).collect();
    let number = items.iter().map(|i| i.count.unwrap_or(i.names.len() as u64)).sum::<u64>();
    let compatible = |a: &Option<String>| a.is_none() || award.authority.is_none() || *a == award.authority;
    let counted = drafts.iter_mut().rev().find(|d| {
        d.slug == award.slug
            && d.class == award.class
            && d.proposed == award.proposed
            && d.names.is_empty()
            && (d.kind == kind || d.kind.is_none() || kind.is_none())
            && compatible(&d.authority)
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

/// Rule `award-names-follow`: `Các tập thể gồm: A; B; C.`, `Hai em học sinh này là: A và B`, `Đó là ông A`
/// name the recipients counted in the sentences before. Whether the sentence does so.
pub fn follow(reader: &Reader, sentence: Range<usize>, drafts: &mut [Draft]) -> bool {
    let doc = reader.doc;
    let opens =
        matches!(doc.low(sentence.start), "các" | "những" | "trong" | "gồm" | "đó" | "cụ" | "hai" | "ba")
            || doc.tokens[sentence.start].is_number();
    if !opens || drafts.is_empty() {
        return false;
    }
    let limit = sentence.end.min(sentence.start + OPENING);
    let opening = |i: &usize| matches!(doc.low(*i), "gồm" | ":" | "là");
    let Some(at) = (sentence.start..limit).find(opening) else { return false };
    // Where the opening names an award, the clause reads it.
    if !name::all(doc, sentence.start..at).is_empty() {
        return false;
    }
    let kind = (sentence.start..at).find_map(|i| reader.noun_at(i)).map(|n| n.1);
    let from = drafts.len().saturating_sub(6);
    name_counted(reader, at, sentence.end, kind, &mut drafts[from..])
}

/// Rule `award-names-follow`: `… cho 2 tập thể và 3 cá nhân có thành tích, gồm: A, B; các ông C, D, E` names
/// those that the sentence has counted.
pub fn follow_within(reader: &Reader, sentence: Range<usize>, drafts: &mut [Draft]) {
    let Some(counted) =
        drafts.iter().filter(|d| d.names.is_empty() && d.count.is_some()).map(|d| d.tokens.end).max()
    else {
        return;
    };
    let doc = reader.doc;
    let opens = |k: &usize| doc.low(*k) == "gồm" || doc.low(*k) == ":";
    if let Some(at) = (counted.max(sentence.start)..sentence.end).find(opens) {
        name_counted(reader, at, sentence.end, None, drafts);
    }
}

/// Gives the names behind the opening word at `at` to those of `drafts` that count them, kind by kind.
fn name_counted(
    reader: &Reader,
    at: usize,
    end: usize,
    kind: Option<&'static str>,
    drafts: &mut [Draft],
) -> bool {
    let first = if reader.doc.low(at + 1) == ":" { at + 2 } else { at + 1 };
    let wanted = |d: &&Draft| {
        d.names.is_empty() && d.count.is_some_and(|c| c > 0) && kind.is_none_or(|k| d.kind == Some(k))
    };
    let Some(kind_wanted) = drafts.iter().rev().find(wanted).map(|d| d.kind) else { return false };
    let items = match kind.or(kind_wanted).filter(|_| kind.is_some()) {
        Some(kind) => {
            let most = drafts.iter().filter(wanted).filter_map(|d| d.count).max().unwrap_or(0);
            let (names, stop) = reader.names(first, end, most, Some(kind));
            let item = Item { tokens: first..stop, kind: Some(kind), names, ..Item::default() };
            if item.names.is_empty() { Vec::new() } else { vec![item] }
        }
        None => reader.list(first, end).0.into_iter().filter(|i| !i.names.is_empty()).collect(),
    };
    let mut any = false;
    for kind in ["collective", "individual", "household"].map(Some) {
        let own: Vec<&Item> = items.iter().filter(|i| i.kind == kind).collect();
        any |= !own.is_empty() && fill(drafts, kind, &own);
    }
    any
}

/// `I. Tập thể`, `Về cá nhân:`, `2. Hộ gia đình (03 hộ):`: what kind the names that follow are.
fn kind_heading(reader: &Reader, tokens: Range<usize>) -> Option<&'static str> {
    let doc = reader.doc;
    let said = |k: usize| matches!(doc.low(k), "về" | "đối" | "với" | "các" | "danh" | "sách" | "gồm" | "có");
    let at = (tokens.start..tokens.end).find(|&k| !said(k) && !doc.tokens[k].is_number())?;
    let (len, kind) = reader.noun_at(at)?;
    let behind = at + len;
    let ends = behind >= tokens.end
        || doc.low(behind) == ":" && behind + 1 >= tokens.end
        || doc.low(behind) == "(" && reader.close_of(behind, tokens.end) + 2 >= tokens.end
        || matches!(doc.low(behind), "gồm" | "sau") && behind + 2 >= tokens.end;
    (ends && kind != "any").then_some(kind)
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

//! Tables of recipients and what each got.

use super::super::draft::Draft;
use super::super::name::Name;
use super::super::recipients::{Item, Reader};
use super::{Row, award_in, heads_persons, said_of};
use std::ops::Range;

/// Rule `award-table-pairs`: each row gives one recipient and one award: `VKSND tỉnh A | 98,5 | Cờ thi đua
/// của Chính phủ`. Rows of one award in a run are one entry. False where the table is none such.
pub fn read<'t>(reader: &Reader<'_, 't>, rows: &[Row], drafts: &mut Vec<Draft<'t>>) -> bool {
    let mut found: Vec<Draft> = Vec::new();
    let proposed = proposes(reader, rows);
    let prizes = rows[0].iter().any(|c| reader.doc.low(c.start) == "giải" && c.len() <= 2);
    let persons = rows[0].iter().position(|c| heads_persons(reader, c.start));
    for row in &rows[1..] {
        let Some((name, cell)) = award_of(reader, row, prizes) else { continue };
        let Some((item, at)) = recipient_of(reader, row, &cell, persons) else { continue };
        let draft = said_of(reader, &name, at, "award-table-pairs");
        let kind = item.kind.or(draft.kind);
        let same = |d: &&mut Draft| {
            d.slug == draft.slug && d.class == draft.class && d.authority == draft.authority && d.kind == kind
        };
        if let Some(entry) = found.iter_mut().rev().find(same) {
            entry.names.extend(item.names);
            entry.count = Some(entry.names.len() as u64);
            continue;
        }
        let count = Some(item.names.len() as u64);
        found.push(Draft { kind, count, names: item.names, proposed, part_of_count: false, ..draft });
    }
    let any = !found.is_empty();
    drafts.extend(found);
    any
}

/// The award of a row and its cell; a class alone stands behind the recipient.
fn award_of<'t>(reader: &Reader<'_, 't>, row: &Row, prizes: bool) -> Option<(Name<'t>, Range<usize>)> {
    let filled = || row.iter().filter(|c| !c.is_empty());
    let named = filled().find_map(|c| award_in(reader, c.clone(), false).map(|n| (n, c.clone())));
    named.or_else(|| {
        let bare = filled().rev().filter(|_| prizes);
        bare.into_iter().find_map(|c| award_in(reader, c.clone(), true).map(|n| (n, c.clone())))
    })
}

/// The recipient that a cell other than that of the award names whole, and the cell; what stands in the
/// column of `persons` is a name though no rule knows it.
fn recipient_of<'t>(
    reader: &Reader<'_, 't>,
    row: &Row,
    award: &Range<usize>,
    persons: Option<usize>,
) -> Option<(Item<'t>, Range<usize>)> {
    let known = row.iter().filter(|c| !c.is_empty() && *c != award).find_map(|c| {
        let item = reader.named_at(c.start, c.end)?;
        let whole = item.tokens.end == c.end || matches!(reader.doc.low(item.tokens.end), "," | "-" | "(");
        whole.then(|| (item, c.clone()))
    });
    let person = || {
        let cell = row.get(persons?).filter(|c| !c.is_empty() && *c != award)?;
        let item = reader.unknown_name(cell.start, cell.end, "individual")?;
        Some((item, cell.clone()))
    };
    match known {
        Some((item, cell)) if persons.is_none() || item.kind == Some("individual") => Some((item, cell)),
        known => person().or(known),
    }
}

/// Whether the head of a table or the sentence before it says that its awards are proposed.
fn proposes(reader: &Reader, rows: &[Row]) -> bool {
    const WORDS: [&[&str]; 4] = [&["đề", "nghị"], &["suy", "tôn"], &["bình", "xét"], &["bình", "bầu"]];
    let doc = reader.doc;
    let first = rows[0][0].start;
    let head_end = rows[0].last().map_or(first, |c| c.end);
    let before = first.checked_sub(1).map_or(0..0, |k| doc.sentence_of(k));
    before.chain(first..head_end).any(|k| WORDS.iter().any(|words| doc.has(k, words)))
}

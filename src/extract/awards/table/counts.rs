//! Tables that count.

use super::super::draft::Draft;
use super::super::recipients::Reader;
use super::columns::Column;
use super::{Row, award_in, said_of};
use crate::extract::numbers;
use crate::model::refused::{Field, Reason};
use std::ops::Range;

/// Rule `award-table-row`: `Bằng khen của Chủ tịch UBND tỉnh | 04 | 09`; `Cờ thi đua | Sở A; Sở B |`.
pub fn award_row<'t>(
    reader: &Reader<'_, 't>,
    row: &Row,
    columns: &[Column<'t>],
    prizes: bool,
    drafts: &mut Vec<Draft<'t>>,
) {
    let cell = columns.iter().position(|c| *c == Column::Award).and_then(|k| row.get(k));
    let Some(cell) = cell.filter(|c| !c.is_empty()) else { return };
    let Some(name) = award_in(reader, cell.clone(), prizes) else { return };
    for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
        let draft = said_of(reader, &name, cell.clone(), "award-table-row");
        match *column {
            Column::Count(kind) => drafts.extend(count(reader, cell).map(|count| Draft {
                kind: kind.or(draft.kind),
                count: Some(count),
                ..draft
            })),
            Column::Names(kind) => drafts.extend(named(reader, cell.clone(), kind, draft)),
            _ => {}
        }
    }
}

/// The recipients that a cell names.
fn named<'t>(
    reader: &Reader<'_, 't>,
    cell: Range<usize>,
    kind: &'static str,
    draft: Draft<'t>,
) -> Option<Draft<'t>> {
    let (names, _) = reader.names(cell.start, cell.end, u64::MAX, Some(kind));
    let count = Some(names.len() as u64).filter(|&n| n > 0)?;
    Some(Draft { kind: Some(kind), count: Some(count), names, part_of_count: false, ..draft })
}

/// The count that a cell holds, and nothing else.
fn count(reader: &Reader, cell: &Range<usize>) -> Option<u64> {
    let (count, len) = numbers::count_at(reader.doc, cell.start)?;
    (count > 0 && len == cell.len()).then_some(count)
}

/// Rule `award-table-row`: `1 | Thành phố A | 34 | 21 | 27` under `HCV`, `HCB`, `HCĐ`.
pub fn medal_row<'t>(
    reader: &Reader<'_, 't>,
    row: &Row,
    columns: &[Column<'t>],
    drafts: &mut Vec<Draft<'t>>,
) {
    let doc = reader.doc;
    let Some(words) = row.iter().find(|c| !c.is_empty() && doc.tokens[c.start].is_word()) else { return };
    let total = matches!(doc.low(words.start), "tổng" | "cộng");
    let whole = words.start..row[row.len() - 1].end;
    if doc.refuses(total, whole, Field::Awards, Reason::Total, "award-table-row") {
        return;
    }
    let item = reader.named_at(words.start, words.end);
    for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
        let Column::Of(slug, class) = column else { continue };
        let Some(count) = count(reader, cell) else { continue };
        let sentence = doc.tokens[cell.start].sentence;
        drafts.push(Draft {
            class: *class,
            kind: item.as_ref().map_or(Some("collective"), |i| i.kind),
            count: Some(count),
            names: item.as_ref().map(|i| i.names.clone()).unwrap_or_default(),
            part_of_count: true,
            ..Draft::new(slug, cell.clone(), sentence, "award-table-row")
        });
    }
}

//! Awards in tables: a row an award with a column a kind of recipient, a row a class, a row a recipient
//! and its award, or a list of recipients under headings (`I. Tập thể`).

mod columns;
mod counts;
mod names;
mod pairs;

use super::draft::Draft;
use super::listed::Listing;
use super::name::{self, Name};
use super::recipients::Reader;
use columns::Column;
use std::ops::Range;

/// The cells of a row.
type Row = Vec<Range<usize>>;

/// Reads a table: `rows` are the token ranges of its rows. `drafts` are those of the text before it,
/// whose recipients it may name; `heading` is the list that the paragraph before it opens.
pub fn read<'t>(
    reader: &Reader<'_, 't>,
    rows: &[Range<usize>],
    heading: Option<Listing<'t>>,
    drafts: &mut Vec<Draft<'t>>,
) {
    let rows: Vec<Row> = rows.iter().map(|r| cells(reader, r.clone())).collect();
    let Some(head) = rows.first() else { return };
    let columns = columns::of(reader, &rows);
    if columns.iter().any(|c| matches!(c, Column::Of(..))) {
        rows[1..].iter().for_each(|row| counts::medal_row(reader, row, &columns, drafts));
        return;
    }
    // One column of names beside one of awards gives pairs.
    let counts = columns.iter().any(|c| matches!(c, Column::Count(_)));
    let names = columns.iter().filter(|c| matches!(c, Column::Names(_))).count() > 1;
    if columns.contains(&Column::Award) && (counts || names) {
        let prizes = reader.doc.low(head[0].start) == "giải";
        rows[1..].iter().for_each(|row| counts::award_row(reader, row, &columns, prizes, drafts));
    } else if !pairs::read(reader, &rows, drafts) {
        names::read(reader, &rows, heading, drafts);
    }
}

fn cells(reader: &Reader, row: Range<usize>) -> Row {
    let mut out = Vec::new();
    let mut start = row.start;
    for i in row.clone() {
        if reader.doc.tokens[i].text == "|" {
            out.push(start..i);
            start = i + 1;
        }
    }
    out.push(start..row.end);
    out
}

/// What a cell says of an award, apart from its recipients: who confers it (`Bằng khen của UBND tỉnh`),
/// and so its level.
fn said_of<'t>(
    reader: &Reader<'_, 't>,
    name: &Name<'t>,
    cell: Range<usize>,
    rule: &'static str,
) -> Draft<'t> {
    let doc = reader.doc;
    let end = name.tokens.end;
    let authority = (doc.low(end) == "của").then(|| reader.authority_at(end + 1)).flatten();
    let level = match authority.as_ref() {
        _ if name::is_state_honour(name.slug) => Some("state"),
        Some(authority) => authority.level,
        None => None,
    };
    Draft {
        class: name.class,
        kind: name.recipient,
        level,
        part_of_count: true,
        ..Draft::new(name.slug, cell.clone(), doc.tokens[cell.start].sentence, rule)
    }
    .by(doc, authority)
}

/// The award in a cell; under `Giải` a class alone is one (`Nhất`).
fn award_in<'t>(reader: &Reader<'_, 't>, cell: Range<usize>, prizes: bool) -> Option<Name<'t>> {
    let doc = reader.doc;
    if let Some(name) = name::all(doc, cell.clone()).into_iter().next() {
        return Some(name);
    }
    let word = doc.low(cell.start);
    let whole = cell.len() == 1 && !doc.tokens[cell.start].is_number()
        || cell.len() == 2 && matches!(word, "khuyến" | "đặc");
    let class = name::class_word(word).filter(|_| prizes && whole)?;
    Some(Name::prize(cell, class))
}

/// Whether the cell that begins at token `i` heads names of persons: `Họ và tên`, `Họ tên học sinh`.
fn heads_persons(reader: &Reader, i: usize) -> bool {
    let at = if reader.doc.low(i + 1) == "và" { i + 2 } else { i + 1 };
    reader.doc.low(i) == "họ" && matches!(reader.doc.low(at), "tên" | ",")
}

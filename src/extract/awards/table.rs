//! Awards in tables: a row an award with a column a kind of recipient, a row a class, or a list of
//! recipients under headings (`I. Tập thể`).

use super::draft::Draft;
use super::name;
use super::recipients::Reader;
use crate::extract::numbers;
use std::ops::Range;

/// What the columns of a table hold.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Column {
    /// The names of awards or of their classes.
    Award,
    /// Counts of one kind of recipient.
    Count(Option<&'static str>),
    Other,
}

/// Reads a table: `rows` are the token ranges of its rows. `drafts` are those of the text before it,
/// whose recipients it may name.
pub fn read(reader: &Reader, rows: &[Range<usize>], drafts: &mut Vec<Draft>) {
    let cells: Vec<Vec<Range<usize>>> = rows.iter().map(|r| cells(reader, r.clone())).collect();
    let Some(head) = cells.first() else { return };
    let columns: Vec<Column> = head.iter().map(|c| column(reader, c.clone())).collect();
    let counted = columns.contains(&Column::Award) && columns.iter().any(|c| matches!(c, Column::Count(_)));
    if counted {
        let prizes = reader.doc.low(head[0].start) == "giải";
        cells[1..].iter().for_each(|row| award_row(reader, row, &columns, prizes, drafts));
    } else {
        recipients_table(reader, &cells, drafts);
    }
}

fn cells(reader: &Reader, row: Range<usize>) -> Vec<Range<usize>> {
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

fn column(reader: &Reader, cell: Range<usize>) -> Column {
    let doc = reader.doc;
    let words: Vec<&str> = cell.clone().map(|i| doc.low(i)).collect();
    let text = words.join(" ");
    if ["danh hiệu", "hình thức", "giải"].iter().any(|w| text.starts_with(w)) && !text.contains("mức")
    {
        return Column::Award;
    }
    if text.contains("tiền") || text.contains("mức") || text.contains("tỷ lệ") || text.contains("ghi chú")
    {
        return Column::Other;
    }
    let start = if doc.has(cell.start, &["số"]) {
        if doc.low(cell.start + 1) == "lượng" { cell.start + 2 } else { cell.start + 1 }
    } else {
        cell.start
    };
    if start >= cell.end {
        return if text.starts_with("số") { Column::Count(None) } else { Column::Other };
    }
    match reader.noun_at(start) {
        Some((len, kind)) if start + len == cell.end => Column::Count((kind != "any").then_some(kind)),
        _ => Column::Other,
    }
}

/// Rule `award-table-row`: `Bằng khen của Chủ tịch UBND tỉnh | 04 | 09`.
fn award_row(
    reader: &Reader,
    row: &[Range<usize>],
    columns: &[Column],
    prizes: bool,
    drafts: &mut Vec<Draft>,
) {
    let doc = reader.doc;
    let Some(cell) = columns.iter().position(|c| *c == Column::Award).and_then(|k| row.get(k)) else {
        return;
    };
    let names = name::all(doc, cell.clone());
    let (slug, class, recipient, end) = match names.first() {
        Some(n) => (n.slug, n.class.clone(), n.recipient, n.tokens.end),
        None if prizes => match name::class_word(doc.low(cell.start)) {
            Some(class) => ("giai", Some(class.to_string()), None, cell.end),
            None => return,
        },
        None => return,
    };
    let authority = (doc.low(end) == "của").then(|| reader.authority_at(end + 1)).flatten();
    for (column, cell) in columns.iter().zip(row) {
        let Column::Count(kind) = column else { continue };
        let Some((count, len)) = numbers::count_at(doc, cell.start).filter(|_| !cell.is_empty()) else {
            continue;
        };
        if count == 0 || len != cell.len() {
            continue;
        }
        drafts.push(Draft {
            slug,
            class: class.clone(),
            level: if super::clause::is_state_honour(slug) {
                Some("state")
            } else {
                authority.as_ref().and_then(|a| a.level)
            },
            authority: authority.as_ref().map(|a| a.text.clone()),
            kind: kind.or(recipient),
            count: Some(count),
            names: Vec::new(),
            proposed: false,
            years: Vec::new(),
            tokens: cell.clone(),
            weak: false,
            handed_over: false,
            part: false,
            part_of_count: true,
            sentence: doc.tokens[cell.start].sentence,
            rule: "award-table-row",
        });
    }
}

/// Rule `award-table-names`: rows of names under `I. Tập thể`, `II. Cá nhân` name the recipients of
/// the awards that the text before has counted.
fn recipients_table(reader: &Reader, rows: &[Vec<Range<usize>>], drafts: &mut [Draft]) {
    let mut kind = None;
    for row in rows {
        let heading = row.iter().find(|c| !c.is_empty()).cloned();
        let filled = row.iter().filter(|c| !c.is_empty()).count();
        if filled == 1
            && let Some(found) = heading.and_then(|c| c.clone().find_map(|i| reader.noun_at(i)))
        {
            kind = Some(found.1);
            continue;
        }
        let (Some(kind), Some(name)) = (kind, recipient_of(reader, row)) else { continue };
        let wanted =
            |d: &&mut Draft| d.kind == Some(kind) && d.count.is_some_and(|c| (d.names.len() as u64) < c);
        if let Some(draft) = drafts.iter_mut().rev().find(wanted) {
            draft.names.push(name);
        }
    }
}

/// The recipient of a row: the first cell that names one, its locality from the next.
fn recipient_of(reader: &Reader, row: &[Range<usize>]) -> Option<String> {
    let doc = reader.doc;
    let (at, cell) = row.iter().enumerate().find(|(_, c)| !c.is_empty() && doc.tokens[c.start].is_word())?;
    let item = reader.named_at(cell.start, cell.end)?;
    let name = item.names.into_iter().next()?;
    // `Phòng Lao động … | huyện Sa Thầy`: the unit's locality stands in the next column.
    let place = row
        .get(at + 1)
        .filter(|c| !c.is_empty())
        .and_then(|c| reader.unit_at(c.start))
        .filter(|n| n.is_place);
    let bare = item.kind == Some("collective")
        && reader.unit_at(reader.skip_people_of(cell.start)).is_some_and(|u| u.locality.is_none());
    let department = name.starts_with("Phòng") || name.starts_with("Ban ") || name.starts_with("Hội ");
    Some(match place.filter(|_| bare && department) {
        Some(place) => format!("{name} {}", place.name),
        None => name,
    })
}

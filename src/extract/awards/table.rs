//! Awards in tables: a row an award with a column a kind of recipient, a row a class, or a list of
//! recipients under headings (`I. Tập thể`).

use super::draft::Draft;
use super::name;
use super::recipients::Reader;
use crate::extract::numbers;
use crate::model::refused::{Field, Reason};
use std::ops::Range;

/// What the columns of a table hold.
#[derive(Debug, Clone, PartialEq)]
enum Column {
    /// Counts of one award, which heads the column: `HCV`.
    Of(&'static str, Option<String>),
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
    let mut columns: Vec<Column> = head.iter().map(|c| column(reader, c.clone())).collect();
    // `Đơn vị` over names heads no counts.
    for (k, column) in columns.iter_mut().enumerate() {
        let words = |row: &Vec<Range<usize>>| {
            row.get(k).is_some_and(|c| !c.is_empty() && reader.doc.tokens[c.start].is_word())
        };
        if matches!(column, Column::Count(_)) && cells[1..].iter().any(words) {
            *column = Column::Other;
        }
    }
    if columns.iter().any(|c| matches!(c, Column::Of(..))) {
        cells[1..].iter().for_each(|row| medal_row(reader, row, &columns, drafts));
        return;
    }
    let counted = columns.contains(&Column::Award) && columns.iter().any(|c| matches!(c, Column::Count(_)));
    if counted {
        let prizes = reader.doc.low(head[0].start) == "giải";
        cells[1..].iter().for_each(|row| award_row(reader, row, &columns, prizes, drafts));
    } else if !paired_rows(reader, &cells, drafts) {
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
    if let [only] = name::all(doc, cell.clone()).as_slice()
        && only.tokens.len() == cell.len()
    {
        return Column::Of(only.slug, only.class.clone());
    }
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
        let Column::Count(kind) = *column else { continue };
        let Some((count, len)) = numbers::count_at(doc, cell.start).filter(|_| !cell.is_empty()) else {
            continue;
        };
        if count == 0 || len != cell.len() {
            continue;
        }
        let draft = Draft {
            class: class.clone(),
            level: if name::is_state_honour(slug) {
                Some("state")
            } else {
                authority.as_ref().and_then(|a| a.level)
            },
            authority: authority.as_ref().map(|a| a.text.clone()),
            kind: kind.or(recipient),
            count: Some(count),
            ..counted(reader, slug, cell.clone())
        };
        drafts.push(draft);
    }
}

/// A draft of a cell.
fn counted(reader: &Reader, slug: &'static str, cell: Range<usize>) -> Draft {
    Draft {
        slug,
        class: None,
        level: None,
        authority: None,
        kind: None,
        count: None,
        names: Vec::new(),
        proposed: false,
        years: Vec::new(),
        apart: false,
        sentence: reader.doc.tokens[cell.start].sentence,
        tokens: cell,
        weak: false,
        handed_over: false,
        part: false,
        part_of_count: true,
        rule: "award-table-row",
    }
}

/// Rule `award-table-row`: `1 | Thành phố A | 34 | 21 | 27` under `HCV`, `HCB`, `HCĐ`.
fn medal_row(reader: &Reader, row: &[Range<usize>], columns: &[Column], drafts: &mut Vec<Draft>) {
    let doc = reader.doc;
    let words = row.iter().find(|c| !c.is_empty() && doc.tokens[c.start].is_word());
    let Some(words) = words else { return };
    let total = matches!(doc.low(words.start), "tổng" | "cộng");
    if doc.refuses(
        total,
        words.start..row[row.len() - 1].end,
        Field::Awards,
        Reason::Total,
        "award-table-row",
    ) {
        return;
    }
    let item = reader.named_at(words.start, words.end);
    for (column, cell) in columns.iter().zip(row) {
        let Column::Of(slug, class) = column else { continue };
        let number = numbers::count_at(doc, cell.start).filter(|(_, len)| *len == cell.len());
        let Some((count, _)) = number.filter(|(count, _)| *count > 0) else { continue };
        drafts.push(Draft {
            class: class.clone(),
            kind: item.as_ref().map_or(Some("collective"), |i| i.kind),
            count: Some(count),
            names: item.as_ref().map(|i| i.names.clone()).unwrap_or_default(),
            ..counted(reader, slug, cell.clone())
        });
    }
}

/// Rule `award-table-pairs`: each row gives one recipient and one award: `VKSND tỉnh A | 98,5 | Cờ thi đua
/// của Chính phủ`. Rows of one award in a run are one entry. False where the table is none such.
fn paired_rows(reader: &Reader, rows: &[Vec<Range<usize>>], drafts: &mut Vec<Draft>) -> bool {
    let doc = reader.doc;
    let mut found: Vec<Draft> = Vec::new();
    let proposed = proposes(reader, rows);
    let prizes = rows[0].iter().any(|c| doc.low(c.start) == "giải" && c.len() <= 2);
    for row in &rows[1..] {
        let Some((name, cell)) = award_of(reader, row, prizes) else { continue };
        let recipient = row.iter().filter(|c| !c.is_empty() && **c != cell).find_map(|c| {
            reader
                .named_at(c.start, c.end)
                .filter(|i| i.tokens.end == c.end || doc.low(i.tokens.end) == ",")
                .map(|i| (i, c.clone()))
        });
        let Some((item, at)) = recipient else { continue };
        let authority =
            (doc.low(name.tokens.end) == "của").then(|| reader.authority_at(name.tokens.end + 1)).flatten();
        let text = authority.as_ref().map(|a| a.text.clone());
        let same = found.iter_mut().rev().find(|d| {
            d.slug == name.slug && d.class == name.class && d.authority == text && d.kind == item.kind
        });
        if let Some(draft) = same {
            draft.names.extend(item.names);
            draft.count = Some(draft.names.len() as u64);
            continue;
        }
        found.push(Draft {
            class: name.class.clone(),
            level: if name::is_state_honour(name.slug) {
                Some("state")
            } else {
                authority.as_ref().and_then(|a| a.level)
            },
            authority: text,
            kind: item.kind.or(name.recipient),
            count: Some(item.names.len() as u64),
            names: item.names,
            proposed,
            part_of_count: false,
            rule: "award-table-pairs",
            ..counted(reader, name.slug, at)
        });
    }
    let any = !found.is_empty();
    drafts.extend(found);
    any
}

/// The award of a row and its cell; under `Giải` a class alone is one (`Nhất`).
fn award_of(reader: &Reader, row: &[Range<usize>], prizes: bool) -> Option<(name::Name, Range<usize>)> {
    let doc = reader.doc;
    let named = row.iter().find_map(|c| name::all(doc, c.clone()).into_iter().next().map(|n| (n, c.clone())));
    let bare = || {
        row.iter().rev().find_map(|c| {
            let word = doc.low(c.start);
            let whole = c.len() == 1 && !doc.tokens[c.start].is_number()
                || c.len() == 2 && matches!(word, "khuyến" | "đặc");
            let class = name::class_word(word).filter(|_| whole)?;
            Some((name::Name::prize(c.clone(), class), c.clone()))
        })
    };
    named.or_else(|| if prizes { bare() } else { None })
}

/// Whether the head of a table or the sentence before it says that its awards are proposed.
fn proposes(reader: &Reader, rows: &[Vec<Range<usize>>]) -> bool {
    let doc = reader.doc;
    let first = rows[0][0].start;
    let head_end = rows[0].last().map_or(first, |c| c.end);
    let before = first.checked_sub(1).map(|k| doc.sentence_of(k)).unwrap_or(0..0);
    before.chain(first..head_end).any(|k| {
        doc.has(k, &["đề", "nghị"])
            || doc.has(k, &["suy", "tôn"])
            || doc.has(k, &["bình", "xét"])
            || doc.has(k, &["bình", "bầu"])
    })
}

/// Rule `award-table-names`: rows of names under `I. Tập thể`, `II. Cá nhân` name the recipients of
/// the awards that the text before has counted.
fn recipients_table(reader: &Reader, rows: &[Vec<Range<usize>>], drafts: &mut [Draft]) {
    // `Họ và tên` heads a list of persons.
    let heads =
        |words: &[&str]| rows.first().is_some_and(|row| row.iter().any(|c| reader.doc.has(c.start, words)));
    let mut kind = (heads(&["họ", "và", "tên"]) || heads(&["họ", "tên"])).then_some("individual");
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

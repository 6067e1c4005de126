//! What the columns of a table hold.

use super::super::name;
use super::super::recipients::Reader;
use super::Row;
use crate::extract::numbers;
use std::ops::Range;

/// What one column holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Column<'t> {
    /// Counts of one award, which heads the column: `HCV`.
    Of(&'static str, Option<&'t str>),
    /// The names of awards or of their classes.
    Award,
    /// Counts of one kind of recipient.
    Count(Option<&'static str>),
    /// Names of one kind of recipient: `Phòng A; Phòng B` under `Tập thể`.
    Names(&'static str),
    /// Anything else.
    Other,
}

/// The columns of a table, told by its first row, and by the others where that could head both counts
/// and names.
pub fn of<'t>(reader: &Reader<'_, 't>, rows: &[Row]) -> Vec<Column<'t>> {
    let head = |(k, cell): (usize, &Range<usize>)| match headed(reader, cell.clone()) {
        Column::Count(kind) => held(reader, &rows[1..], k, kind),
        column => column,
    };
    rows[0].iter().enumerate().map(head).collect()
}

/// `Đơn vị` over names heads no counts: a column of counts holds no words.
fn held<'t>(reader: &Reader<'_, 't>, rows: &[Row], k: usize, kind: Option<&'static str>) -> Column<'t> {
    let doc = reader.doc;
    let cells = || rows.iter().filter_map(|row| row.get(k)).filter(|c| !c.is_empty());
    let count = |c: &Range<usize>| numbers::count_at(doc, c.start).is_some_and(|n| n.1 == c.len());
    let words = cells().any(|c| doc.tokens[c.start].is_word());
    match kind {
        _ if !words && cells().any(count) => Column::Count(kind),
        Some(kind) if words => Column::Names(kind),
        _ => Column::Other,
    }
}

/// What the cell that heads a column says of it.
fn headed<'t>(reader: &Reader<'_, 't>, cell: Range<usize>) -> Column<'t> {
    let doc = reader.doc;
    if let [only] = name::all(doc, cell.clone()).as_slice()
        && only.tokens.len() == cell.len()
    {
        return Column::Of(only.slug, only.class);
    }
    let text = cell.clone().map(|i| doc.low(i)).collect::<Vec<_>>().join(" ");
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if ["danh hiệu", "hình thức", "giải"].iter().any(|w| text.starts_with(w)) && !text.contains("mức")
    {
        return Column::Award;
    }
    if has(&["tiền", "mức", "tỷ lệ", "ghi chú"]) {
        return Column::Other;
    }
    let number = doc.has(cell.start, &["số"]);
    let start = match (number, doc.low(cell.start + 1)) {
        (true, "lượng") => cell.start + 2,
        (true, _) => cell.start + 1,
        _ => cell.start,
    };
    if start >= cell.end {
        return if number { Column::Count(None) } else { Column::Other };
    }
    match reader.noun_at(start) {
        Some((len, kind)) if start + len == cell.end => Column::Count((kind != "any").then_some(kind)),
        _ => Column::Other,
    }
}

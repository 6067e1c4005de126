//! An answer → text for a person, JSON, NDJSON, CSV or a workbook of Excel. One format is one file, one line in
//! [`Format::ALL`] and one in [`open`].

mod csv;
mod difference;
mod explanation;
mod hits;
mod json;
mod merged;
mod ndjson;
mod notes;
mod record;
mod sections;
mod style;
mod table;
mod texts;
mod xlsx;

pub use difference::{Each, difference, difference_head, differences_json};
pub use explanation::explanation;
pub use hits::hits;
pub use merged::merged;
pub use notes::{note_text, notes};
pub use record::article;
pub use sections::sections;
pub use style::Style;
pub use texts::Lang;

use crate::model::answer::Table;
use serde_json::{Map, Value};
use std::io::{Result, Write};

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Aligned columns for a person.
    #[default]
    Table,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values with a head line.
    Csv,
    /// A workbook of Excel.
    Xlsx,
}

impl Format {
    /// Every format, with its name.
    pub const ALL: [(&'static str, Format); 5] = [
        ("table", Format::Table),
        ("json", Format::Json),
        ("ndjson", Format::Ndjson),
        ("csv", Format::Csv),
        ("xlsx", Format::Xlsx),
    ];

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == "jsonl" { "ndjson" } else { name };
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|it| it.1)
    }

    /// Whether it is nothing that a terminal can show.
    pub fn is_binary(self) -> bool {
        self == Format::Xlsx
    }
}

/// How rows are written, whatever they are.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// Whether a byte order mark stands before CSV, by which Excel knows UTF-8.
    pub bom: bool,
    /// The look of what is for people.
    pub style: Style,
    /// The language of what a file says besides its rows.
    pub lang: Lang,
    /// What the rows rest on, as the fields of the JSON answer: for the formats that have a place for it.
    pub notes: Map<String, Value>,
}

/// What rows are written to, one after the other.
pub trait Sink {
    /// Writes one row: a value for every column.
    ///
    /// # Errors
    /// Of the output.
    fn row(&mut self, row: &[Value]) -> Result<()>;

    /// Ends the output: nothing may be missing after it.
    ///
    /// # Errors
    /// Of the output.
    fn end(&mut self) -> Result<()>;
}

/// Opens a sink of a format.
///
/// # Errors
/// Of the output.
pub fn open<'o>(
    format: Format,
    columns: &[String],
    manner: &Manner,
    out: &'o mut dyn Write,
) -> Result<Box<dyn Sink + 'o>> {
    Ok(match format {
        Format::Table => Box::new(table::TableSink::new(columns, manner.style, out)),
        Format::Json => Box::new(json::JsonSink::new(columns, out)),
        Format::Ndjson => Box::new(ndjson::NdjsonSink::new(columns, out)),
        Format::Csv => Box::new(csv::CsvSink::new(columns, manner.bom, out)?),
        Format::Xlsx => Box::new(xlsx::XlsxSink::new(columns, manner, out)?),
    })
}

/// Writes a whole answer: its object as JSON, its rows in every other format, with what else it says where there is a
/// place for it.
///
/// # Errors
/// Of the output.
pub fn answer(answer: &dyn Table, format: Format, manner: &Manner, out: &mut dyn Write) -> Result<()> {
    if format == Format::Json {
        serde_json::to_writer(&mut *out, &answer.json())?;
        return out.write_all(b"\n");
    }
    let mut manner = manner.clone();
    if format == Format::Xlsx
        && let Value::Object(fields) = answer.json()
    {
        manner.notes = fields;
    }
    let mut sink = open(format, &answer.columns(), &manner, out)?;
    for row in answer.rows() {
        sink.row(&row)?;
    }
    sink.end()
}

/// A value as one cell of text: nothing for null, the parts of a list joined by `; `.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn object(columns: &[String], row: &[Value]) -> Value {
    Value::Object(columns.iter().cloned().zip(row.iter().cloned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(format: Format, bom: bool, rows: &[Vec<Value>], expected: &str) {
        let columns = ["tên".to_string(), "n".to_string()];
        let mut out = Vec::new();
        let manner = Manner { bom, ..Manner::default() };
        let mut sink = open(format, &columns, &manner, &mut out).expect("memory");
        rows.iter().for_each(|row| sink.row(row).expect("memory"));
        sink.end().expect("memory");
        drop(sink);
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected, "{format:?}");
    }

    #[test]
    fn each_format_writes_the_same_rows() {
        let rows = [vec![json!("a, \"b\""), json!(1)], vec![json!(["x", "y"]), Value::Null]];
        check(Format::Csv, false, &rows, "tên,n\n\"a, \"\"b\"\"\",1\nx; y,\n");
        check(Format::Csv, true, &rows[..0], "\u{feff}tên,n\n");
        check(
            Format::Ndjson,
            false,
            &rows,
            "{\"tên\":\"a, \\\"b\\\"\",\"n\":1}\n{\"tên\":[\"x\",\"y\"],\"n\":null}\n",
        );
        check(Format::Json, false, &rows[1..], "[\n{\"tên\":[\"x\",\"y\"],\"n\":null}\n]\n");
        check(Format::Json, false, &[], "[\n]\n");
        check(Format::Table, false, &rows, "tên     n\na, \"b\"  1\nx; y\n");
    }

    #[test]
    fn columns_are_aligned_by_their_width_on_the_screen() {
        let rows = [vec![json!("Đa\u{323}t"), json!(10)], vec![json!("chữ dài"), json!(5)]];
        check(Format::Table, false, &rows, "tên       n\nĐa\u{323}t      10\nchữ dài   5\n");
    }
}

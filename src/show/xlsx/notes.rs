//! The sheet of notes: what the rows rest on, and what a cell could not hold.

use super::super::{Lang, Manner, cell};
use super::LONGEST;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use serde_json::{Map, Value};

/// Cut cells that are listed; of all of them the number is told.
const MOST_CUT: usize = 10_000;

/// A cell that holds the beginning of its value.
pub(super) struct Cut {
    pub sheet: String,
    /// `M17`
    pub place: String,
    /// Length of the value in UTF-16 units.
    pub units: usize,
}

/// What there is to note.
pub(super) struct Notes {
    lang: Lang,
    /// Name in the JSON answer, and value.
    told: Vec<(String, Value)>,
    cuts: Vec<Cut>,
    all_cuts: u64,
    /// Rows of all sheets.
    pub rows: u64,
    /// Whether there are hours among the days.
    pub has_moments: bool,
}

impl Notes {
    pub fn new(manner: &Manner) -> Self {
        let mut told = Vec::new();
        flatten("", &manner.notes, &mut told);
        Self { lang: manner.lang, told, cuts: Vec::new(), all_cuts: 0, rows: 0, has_moments: false }
    }

    pub fn cut(&mut self, cut: impl FnOnce() -> Cut) {
        self.all_cuts += 1;
        if self.cuts.len() < MOST_CUT {
            self.cuts.push(cut());
        }
    }

    /// Writes the sheet. `sheets` are the names of those before it.
    pub fn write(&self, sheet: &mut Worksheet, sheets: &[String]) -> Result<(), XlsxError> {
        let lang = self.lang;
        let bold = Format::new().set_bold();
        let wrapped = Format::new().set_text_wrap();
        sheet.set_name(lang.text("sheet.notes"))?.set_freeze_panes(1, 0)?;
        for (column, width) in [(0, 36.0), (1, 70.0), (2, 28.0)] {
            sheet.set_column_width(column, width)?;
        }
        for (column, key) in (0..).zip(["sheet.note", "sheet.value", "sheet.field"]) {
            sheet.write_string_with_format(0, column, lang.text(key), &bold)?;
        }
        let mut at = 0;
        let mut line = |label: &str, value: &Value, field: &str| -> Result<(), XlsxError> {
            at += 1;
            sheet.write_string(at, 0, label)?;
            match value.as_f64() {
                Some(number) => sheet.write_number(at, 1, number)?,
                None => match super::cell::of(value, false) {
                    super::Cell::Text { text, .. } => {
                        sheet.write_string_with_format(at, 1, text.as_ref(), &wrapped)?
                    }
                    _ => sheet.write_string(at, 1, cell(value))?,
                },
            };
            sheet.write_string(at, 2, field)?;
            Ok(())
        };
        line(lang.text("sheet.program"), &format!("vinhdanh {}", env!("CARGO_PKG_VERSION")).into(), "")?;
        line(lang.text("sheet.all-rows"), &self.rows.into(), "")?;
        if sheets.len() > 1 {
            line(lang.text("sheet.sheets"), &sheets.join("; ").into(), "")?;
        }
        for (field, value) in &self.told {
            line(label(lang, field), value, field)?;
            let meant = lang.text(&format!("sheet.meant.{field}.{}", cell(value)));
            if !meant.is_empty() {
                line("", &meant.into(), "")?;
            }
        }
        if self.has_moments {
            line(lang.text("sheet.hours"), &lang.text("sheet.hours.vietnam").into(), "")?;
        }
        if self.all_cuts > 0 {
            line(lang.text("sheet.cut"), &self.all_cuts.into(), "")?;
            let how = lang.fill("sheet.cut.how", &[("most", &LONGEST)]);
            line("", &how.into(), "")?;
        }
        for Cut { sheet, place, units } in &self.cuts {
            let told = lang.fill("sheet.cut.of", &[("n", units)]);
            line(&format!("{sheet}!{place}"), &told.into(), "")?;
        }
        Ok(())
    }
}

/// How people call a field of the JSON answer; "" where nobody does.
fn label(lang: Lang, field: &str) -> &'static str {
    let key = if field.starts_with("basis.filters.") { "basis.filters" } else { field };
    lang.text(&format!("sheet.of.{key}"))
}

/// The fields of an answer that are no lists of rows, each by its path: `basis.corpus`.
fn flatten(above: &str, fields: &Map<String, Value>, told: &mut Vec<(String, Value)>) {
    for (name, value) in fields {
        let path = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        match value {
            Value::Object(inner) => flatten(&path, inner, told),
            Value::Array(parts) if parts.is_empty() || parts.iter().any(Value::is_object) => {}
            Value::Null => {}
            value => told.push((path, value.clone())),
        }
    }
}

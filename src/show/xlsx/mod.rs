//! Rows as a workbook of Excel (OOXML): sheets of rows, then one of notes, which says what they rest on.
//!
//! Rows go to a temporary file as they come, so that a table of any length takes the same memory; the packed workbook
//! is written at the end. Numbers are numbers, days are days, and every other value is text that nobody computes:
//! what begins with `=` stays what it is.

mod cell;
mod notes;

use super::{Lang, Manner, Sink};
use cell::{Cell, LONGEST};
use notes::{Cut, Notes};
use rust_xlsxwriter::{Format, IgnoreError, Workbook, Worksheet, XlsxError};
use serde_json::Value;
use std::any::Any;
use std::error::Error as _;
use std::io::{Error, ErrorKind, Result, Seek, SeekFrom, Write, copy};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows of a sheet below its head: Excel has 1,048,576 in all.
const MOST_ROWS: u32 = 1_048_575;
/// Rows looked at for the widths of the columns.
const LOOKED_AT: u32 = 1_000;
/// Characters that a column is wide, at least and at most.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=60;

/// A workbook.
pub struct XlsxSink<'o> {
    sheets: Sheets,
    notes: Notes,
    out: &'o mut dyn Write,
}

impl<'o> XlsxSink<'o> {
    /// A workbook with these columns.
    ///
    /// # Errors
    /// Of the temporary file.
    pub fn new(columns: &[String], manner: &Manner, out: &'o mut dyn Write) -> Result<Self> {
        Self::with_rows(columns, manner, MOST_ROWS, out)
    }

    /// The same with so many rows on a sheet.
    fn with_rows(columns: &[String], manner: &Manner, most: u32, out: &'o mut dyn Write) -> Result<Self> {
        let sheets = guarded(|| Sheets::new(columns, manner.lang, most))?;
        Ok(Self { sheets, notes: Notes::new(manner), out })
    }
}

impl Sink for XlsxSink<'_> {
    fn row(&mut self, row: &[Value]) -> Result<()> {
        guarded(|| self.sheets.row(row, &mut self.notes))
    }

    fn end(&mut self) -> Result<()> {
        // The library packs into what can be sent to other threads; the output need not be such.
        let mut packed = tempfile::tempfile()?;
        guarded(|| {
            self.sheets.close()?;
            let names = self.sheets.names();
            self.notes.write(self.sheets.workbook.add_worksheet(), &names)?;
            self.sheets.workbook.save_to_writer(&mut packed)
        })?;
        packed.seek(SeekFrom::Start(0))?;
        copy(&mut packed, self.out)?;
        self.out.flush()
    }
}

/// The sheets of rows.
struct Sheets {
    workbook: Workbook,
    lang: Lang,
    columns: Vec<String>,
    /// Whether a column holds days.
    days: Vec<bool>,
    widths: Vec<usize>,
    most: u32,
    /// Rows of the last sheet, its head left out.
    rows: u32,
    bold: Format,
    day: Format,
    moment: Format,
}

impl Sheets {
    fn new(columns: &[String], lang: Lang, most: u32) -> std::result::Result<Self, XlsxError> {
        let (day, moment) = match lang {
            Lang::Vi => ("dd/mm/yyyy", "dd/mm/yyyy hh:mm"),
            Lang::En => ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"),
        };
        let mut workbook = Workbook::new();
        workbook.use_zip_large_file(true);
        let mut sheets = Self {
            workbook,
            lang,
            columns: columns.to_vec(),
            days: columns.iter().map(|name| cell::is_of_days(name)).collect(),
            widths: columns.iter().map(|name| name.chars().count() + 3).collect(),
            most,
            rows: 0,
            bold: Format::new().set_bold(),
            day: Format::new().set_num_format(day),
            moment: Format::new().set_num_format(moment),
        };
        sheets.begin()?;
        Ok(sheets)
    }

    /// A new sheet with its head.
    fn begin(&mut self) -> std::result::Result<(), XlsxError> {
        let number = self.workbook.worksheets().len() + 1;
        let name = match number {
            1 => self.lang.text("sheet.rows").to_string(),
            _ => format!("{} {number}", self.lang.text("sheet.rows")),
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (column, name) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, name, &self.bold)?;
        }
        self.rows = 0;
        Ok(())
    }

    fn row(&mut self, row: &[Value], notes: &mut Notes) -> std::result::Result<(), XlsxError> {
        if self.rows == self.most {
            self.close()?;
            self.begin()?;
        }
        self.rows += 1;
        let at = self.rows;
        let Some(sheet) = self.workbook.worksheets_mut().last_mut() else { return Ok(()) };
        for ((column, value), (is_day, width)) in (0..).zip(row).zip(self.days.iter().zip(&mut self.widths)) {
            let length = match cell::of(value, *is_day) {
                Cell::Blank => 0,
                Cell::Number(number) => {
                    sheet.write_number(at, column, number)?;
                    number.to_string().len()
                }
                Cell::Truth(truth) => {
                    sheet.write_boolean(at, column, truth)?;
                    5
                }
                Cell::Day(day) => {
                    sheet.write_datetime_with_format(at, column, day, &self.day)?;
                    10
                }
                Cell::Moment(moment) => {
                    notes.has_moments = true;
                    sheet.write_datetime_with_format(at, column, moment, &self.moment)?;
                    16
                }
                Cell::Text { text, of } => {
                    sheet.write_string(at, column, text.as_ref())?;
                    if let Some(units) = of {
                        let place = rust_xlsxwriter::utility::row_col_to_cell(at, column);
                        notes.cut(|| Cut { sheet: sheet.name(), place, units });
                    }
                    if at <= LOOKED_AT { text.chars().count() } else { 0 }
                }
            };
            *width = (*width).max(length + 1);
        }
        notes.rows += 1;
        Ok(())
    }

    /// Ends the last sheet: its filter and its widths reach as far as its rows.
    fn close(&mut self) -> std::result::Result<(), XlsxError> {
        let Some(last) = self.columns.len().checked_sub(1).and_then(|it| u16::try_from(it).ok()) else {
            return Ok(());
        };
        let (rows, widths) = (self.rows, self.widths.clone());
        let Some(sheet) = self.workbook.worksheets_mut().last_mut() else { return Ok(()) };
        sheet.autofilter(0, 0, rows, last)?;
        // Codes are texts, though they look like numbers: `01` is no 1.
        sheet.ignore_error_range(0, 0, rows, last, IgnoreError::NumberStoredAsText)?;
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, width.clamp(*WIDTHS.start(), *WIDTHS.end()) as f64)?;
        }
        Ok(())
    }

    fn names(&mut self) -> Vec<String> {
        self.workbook.worksheets().iter().map(Worksheet::name).collect()
    }
}

/// Runs what the library does: it panics where its temporary file cannot be written.
fn guarded<T>(work: impl FnOnce() -> std::result::Result<T, XlsxError>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(io),
        Err(panic) => Err(broken(panic.as_ref())),
    }
}

/// What a panic of the library says of the disk.
fn broken(panic: &(dyn Any + Send)) -> Error {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
    let kind = if text.contains("StorageFull") { ErrorKind::StorageFull } else { ErrorKind::Other };
    Error::new(kind, format!("{}: {text}", std::env::temp_dir().display()))
}

/// The error below, so that a full disk is known for one.
fn io(error: XlsxError) -> Error {
    let error = match error {
        XlsxError::IoError(error) => return error,
        other => other,
    };
    let mut below = error.source();
    while let Some(one) = below {
        if let Some(io) = one.downcast_ref::<Error>() {
            return Error::new(io.kind(), error.to_string());
        }
        below = one.source();
    }
    Error::other(error)
}

#[cfg(test)]
mod tests;

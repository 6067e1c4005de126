//! Aligned columns for a person.

use super::style::{Style, safe};
use super::{Sink, cell};
use serde_json::Value;
use std::io::{Result, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Rows looked at before the widths of the columns are settled; later ones may stick out.
const LOOKED_AT: usize = 1_000;
/// No column is made narrower than this to fit the terminal.
const NARROWEST: usize = 8;
const GAP: usize = 2;

/// Columns aligned by their width on the screen, cut to the terminal.
pub struct TableSink<'o> {
    columns: Vec<String>,
    numeric: Vec<bool>,
    rows: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    style: Style,
    out: &'o mut dyn Write,
}

impl<'o> TableSink<'o> {
    /// A table with these columns.
    pub fn new(columns: &[String], style: Style, out: &'o mut dyn Write) -> Self {
        let numeric = vec![true; columns.len()];
        Self { columns: columns.to_vec(), numeric, rows: Vec::new(), widths: None, style, out }
    }

    fn settle(&mut self) -> Result<()> {
        let mut widths: Vec<usize> = self.columns.iter().map(|c| c.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        if let Some(room) = self.style.width {
            narrow(&mut widths, room);
        }
        if self.rows.is_empty() {
            self.numeric.fill(false);
        }
        let head = line(&self.columns, &widths, &self.numeric);
        writeln!(self.out, "{}", self.style.bold(&head))?;
        for row in std::mem::take(&mut self.rows) {
            writeln!(self.out, "{}", line(&row, &widths, &self.numeric))?;
        }
        self.widths = Some(widths);
        Ok(())
    }
}

impl Sink for TableSink<'_> {
    fn row(&mut self, row: &[Value]) -> Result<()> {
        for (numeric, value) in self.numeric.iter_mut().zip(row) {
            *numeric &= value.is_number() || value.is_null();
        }
        let row: Vec<String> = row.iter().map(|value| safe(&cell(value))).collect();
        match &self.widths {
            Some(widths) => writeln!(self.out, "{}", line(&row, widths, &self.numeric)),
            None => {
                self.rows.push(row);
                if self.rows.len() >= LOOKED_AT { self.settle() } else { Ok(()) }
            }
        }
    }

    fn end(&mut self) -> Result<()> {
        if self.widths.is_none() {
            self.settle()?;
        }
        self.out.flush()
    }
}

/// Takes from the widest column until all fit.
fn narrow(widths: &mut [usize], room: usize) {
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let Some(widest) = widths.iter_mut().max().filter(|w| **w > NARROWEST) else { return };
        *widest -= 1;
    }
}

fn line(cells: &[String], widths: &[usize], numeric: &[bool]) -> String {
    let mut out = String::new();
    for (i, ((cell, &width), &numeric)) in cells.iter().zip(widths).zip(numeric).enumerate() {
        let cell = cut(cell, width);
        let pad = " ".repeat(width.saturating_sub(cell.width()));
        if i > 0 {
            out.push_str(&" ".repeat(GAP));
        }
        out.push_str(&if numeric { pad + &cell } else { cell + &pad });
    }
    out.truncate(out.trim_end().len());
    out
}

/// The beginning of a text that fits, with `…` where something is cut.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        out.push(c);
    }
    out + "…"
}

//! Rows as CSV (RFC 4180, lines ended by `\n`).

use super::{Sink, cell};
use serde_json::Value;
use std::io::{Result, Write};

/// Comma-separated values with a head line.
pub struct CsvSink<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
}

impl<'o> CsvSink<'o> {
    /// Writes the head. `bom` puts a byte order mark before it, by which Excel knows UTF-8.
    ///
    /// # Errors
    /// Of the output.
    pub fn new(columns: &[String], bom: bool, out: &'o mut dyn Write) -> Result<Self> {
        if bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns).map_err(io)?;
        Ok(Self { writer })
    }
}

impl Sink for CsvSink<'_> {
    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.writer.write_record(row.iter().map(cell)).map_err(io)
    }

    fn end(&mut self) -> Result<()> {
        self.writer.flush()
    }
}

/// The error below, so that a closed pipe is known for one.
fn io(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

//! Rows as one JSON array, an object a row.

use super::{Sink, object};
use serde_json::Value;
use std::io::{Result, Write};

/// A JSON array, written as it comes.
pub struct JsonSink<'o> {
    columns: Vec<String>,
    any: bool,
    out: &'o mut dyn Write,
}

impl<'o> JsonSink<'o> {
    /// An array of objects with these keys.
    pub fn new(columns: &[String], out: &'o mut dyn Write) -> Self {
        Self { columns: columns.to_vec(), any: false, out }
    }
}

impl Sink for JsonSink<'_> {
    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.out.write_all(if self.any { b",\n" } else { b"[\n" })?;
        self.any = true;
        Ok(serde_json::to_writer(&mut *self.out, &object(&self.columns, row))?)
    }

    fn end(&mut self) -> Result<()> {
        self.out.write_all(if self.any { b"\n]\n" } else { b"[\n]\n" })?;
        self.out.flush()
    }
}

//! Rows as NDJSON, an object a line.

use super::{Sink, object};
use serde_json::Value;
use std::io::{Result, Write};

/// One JSON object a line.
pub struct NdjsonSink<'o> {
    columns: Vec<String>,
    out: &'o mut dyn Write,
}

impl<'o> NdjsonSink<'o> {
    /// Objects with these keys.
    pub fn new(columns: &[String], out: &'o mut dyn Write) -> Self {
        Self { columns: columns.to_vec(), out }
    }
}

impl Sink for NdjsonSink<'_> {
    fn row(&mut self, row: &[Value]) -> Result<()> {
        serde_json::to_writer(&mut *self.out, &object(&self.columns, row))?;
        self.out.write_all(b"\n")
    }

    fn end(&mut self) -> Result<()> {
        self.out.flush()
    }
}

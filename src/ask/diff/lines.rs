//! An output of `extract` on disk: where the record of each article begins. Of the records themselves only
//! one is held at a time.

use super::error::{Error, Result};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Where one record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Id of the article.
    pub id: String,
    /// Path of its source.
    pub path: String,
    /// First byte of its line.
    offset: u64,
    /// Number of its line, from 1.
    line: u64,
}

/// An output and its records.
pub struct Lines {
    path: PathBuf,
    file: BufReader<File>,
    /// Its records in order.
    pub entries: Vec<Entry>,
    /// The versions of the rules that made them.
    pub versions: Vec<String>,
}

/// As much of a record as its place needs.
#[derive(Deserialize)]
struct Head {
    // Every record has it: what has none is no record.
    #[allow(dead_code)]
    schema_version: u32,
    rules_version: String,
    id: String,
    source: crate::model::Source,
}

impl Lines {
    /// Reads where the records of an output stand.
    ///
    /// # Errors
    /// When it cannot be read, or at its first line that is no record.
    pub fn open(path: &Path) -> Result<Self> {
        let io = |error| Error::Io { path: path.to_path_buf(), error };
        let file = File::open(path).map_err(io)?;
        if !file.metadata().map_err(io)?.is_file() {
            return Err(Error::NotAFile(path.to_path_buf()));
        }
        let file = BufReader::new(file);
        let mut lines = Lines { path: path.to_path_buf(), file, entries: Vec::new(), versions: Vec::new() };
        lines.index()?;
        Ok(lines)
    }

    fn index(&mut self) -> Result<()> {
        let (mut offset, mut text) = (0, String::new());
        for line in 1.. {
            let read = self.next(&mut text, line)?;
            if read == 0 {
                break;
            }
            if !text.trim().is_empty() {
                let head: Head = self.parsed(&text, line)?;
                if !self.versions.contains(&head.rules_version) {
                    self.versions.push(head.rules_version);
                }
                self.entries.push(Entry { id: head.id, path: head.source.path, offset, line });
            }
            offset += read as u64;
        }
        Ok(())
    }

    /// Reads the next line into `text`: its bytes, 0 at the end.
    fn next(&mut self, text: &mut String, line: u64) -> Result<usize> {
        text.clear();
        self.file.read_line(text).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => self.bad(line, error.to_string()),
            _ => Error::Io { path: self.path.clone(), error },
        })
    }

    /// The line of the record `entry`.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn line(&mut self, entry: &Entry) -> Result<String> {
        let io = |error| Error::Io { path: self.path.clone(), error };
        self.file.seek(SeekFrom::Start(entry.offset)).map_err(io)?;
        let mut text = String::new();
        self.next(&mut text, entry.line)?;
        Ok(text)
    }

    /// The fields of the record `entry`, whose line is `text`.
    ///
    /// # Errors
    /// When a list of facts is none.
    pub fn record(&self, entry: &Entry, text: &str) -> Result<Map<String, Value>> {
        let record: Map<String, Value> = self.parsed(text, entry.line)?;
        match super::facts::bad_list(&record) {
            Some(list) => Err(self.bad(entry.line, format!("{list}: no list of facts"))),
            None => Ok(record),
        }
    }

    fn parsed<'t, T: Deserialize<'t>>(&self, text: &'t str, line: u64) -> Result<T> {
        serde_json::from_str(text).map_err(|error| {
            let said = error.to_string();
            // The parser sees one line: only its column says something.
            let said = said.split(" at line ").next().unwrap_or_default();
            self.bad(line, said.to_string())
        })
    }

    fn bad(&self, line: u64, what: String) -> Error {
        Error::Line { path: self.path.clone(), line, what }
    }
}

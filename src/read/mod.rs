//! Paths and standard input → [`Page`]s: the only stage that touches disk for input, and the network
//! ([`fetch`]).
//!
//! [`inputs`] walks the paths, [`pages`] reads one of the files that it finds. Both hand every
//! fault on as a [`ReadError`] that names its place, and go on with the rest. A page's body is
//! Unicode, whatever it was stored in ([`decode`], [`legacy`]); nothing is removed from it.
//!
//! Deliberately absent: the HTML parser (that is `clean`), and any following of links that a page holds.

pub mod archive;
pub mod decode;
mod depth;
mod error;
pub mod fetch;
mod identity;
pub mod legacy;
mod ndjson;
mod open;
mod walk;

pub use error::{Fault, ReadError};
pub use identity::absolute;
pub use walk::{Input, Inputs, inputs};

use crate::model::{Format, Page, Source};
use std::io::{self, BufReader, Read};
use std::path::Path;

/// Limits that keep one bad input from stopping a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The largest text or HTML file, in bytes. NDJSON is read line by line and has no such limit.
    pub max_file_bytes: u64,
    /// The longest line of NDJSON, in bytes; a longer one is passed over without being held.
    pub max_line_bytes: usize,
    /// The most elements that an HTML page may have open at once.
    pub max_open_elements: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_file_bytes: 32 << 20, max_line_bytes: 16 << 20, max_open_elements: 512 }
    }
}

/// What a file holds, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Page(Format),
    Ndjson,
}

impl Kind {
    /// None for a name that is none of the kinds that are read.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Page(Format::Plain)),
            "html" | "htm" => Some(Self::Page(Format::Html)),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }
}

/// Reads one input: a text or HTML file gives one page, NDJSON one a line, in the file's order.
/// Standard input is taken for NDJSON where it begins with `{`, for HTML where it begins with `<`.
pub fn pages(input: &Input, options: &Options, each: &mut dyn FnMut(Result<Page, ReadError>)) {
    let fail = |fault| ReadError::new(&input.shown, fault);
    let opened = if input.is_stdin() {
        open::sniff(Box::new(io::stdin()))
    } else {
        open::file(&input.path, options).map(|(file, kind)| (BufReader::new(boxed(file)), kind))
    };
    match opened {
        Err(fault) => each(Err(fail(fault))),
        Ok((bytes, Kind::Ndjson)) => ndjson::lines(input, bytes, options, each),
        Ok((bytes, Kind::Page(format))) => each(
            open::whole(bytes, options)
                .and_then(|bytes| body(&bytes, format, options))
                .map(|body| page(input, format, body))
                .map_err(fail),
        ),
    }
}

fn boxed(file: std::fs::File) -> Box<dyn Read> {
    Box::new(file)
}

/// The Unicode text of a file's bytes, within the limits.
fn body(bytes: &[u8], format: Format, options: &Options) -> Result<String, Fault> {
    let text = decode::decode(bytes, format)?;
    check(text, format, options)
}

/// Holds a decoded body against the limits that concern its content.
fn check(text: String, format: Format, options: &Options) -> Result<String, Fault> {
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Fault::Empty);
    }
    let limit = options.max_open_elements;
    if format == Format::Html && depth::exceeds(&text, limit) {
        return Err(Fault::TooDeep { limit });
    }
    Ok(text)
}

fn page(input: &Input, format: Format, body: String) -> Page {
    Page {
        id: identity::of_path(&input.path, None),
        source: Source { path: input.path.to_string_lossy().into_owned(), url: None, site: None },
        line: None,
        format,
        body,
        title: None,
        published: None,
    }
}

#[cfg(test)]
mod tests;

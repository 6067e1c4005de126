//! Paths and standard input → [`Page`]s: the only stage that touches disk for input, and the network
//! ([`fetch`]).
//!
//! [`inputs`] walks the paths, [`pages`] reads one of the files that it finds, packed or in an
//! [`archive`] as well. Both hand every
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
mod kind;
pub mod legacy;
mod ndjson;
mod open;
mod walk;

pub use error::{Fault, ReadError};
pub use identity::absolute;
pub use walk::{Input, Inputs, inputs};

use crate::model::{Format, Page, Source};
use decode::Decoded;
use kind::{Kind, Named};
use std::io::{self, BufReader, Read};

/// Limits that keep one bad input from stopping a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The largest text or HTML file, or page of an archive, in bytes. NDJSON is read line by line and has no such limit.
    pub max_file_bytes: u64,
    /// The longest line of NDJSON, in bytes; a longer one is passed over without being held.
    pub max_line_bytes: usize,
    /// The most elements that an HTML page may have open at once.
    pub max_open_elements: usize,
    /// How many times their size packed bytes may become from one page to the next.
    pub max_expansion: u64,
    /// The most bytes that one archive may become.
    pub max_archive_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_file_bytes: 32 << 20,
            max_line_bytes: 16 << 20,
            max_open_elements: 512,
            max_expansion: 200,
            max_archive_bytes: 100 << 30,
        }
    }
}

/// Reads one input: a text or HTML file gives one page, NDJSON one a line, an archive one a record or
/// member, in the file's order. What standard input is, its first bytes tell. Gives how many files
/// and records of other kinds an archive holds.
pub fn pages(input: &Input, options: &Options, each: &mut dyn FnMut(Result<Page, ReadError>)) -> usize {
    let done = match input.is_stdin() {
        true => stream(input, Box::new(io::stdin()), options, each),
        false => file(input, options, each),
    };
    done.unwrap_or_else(|fault| {
        each(Err(ReadError::new(&input.shown, fault)));
        0
    })
}

fn file(
    input: &Input,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> Result<usize, Fault> {
    match open::file(&input.path, options)? {
        (file, named @ Named { kind: Some(kind), .. }) if named.is_loose() => {
            loose(input, BufReader::new(Box::new(file)), kind, options, each);
            Ok(0)
        }
        (file, named) => archive::pages(input, file, named, options, each),
    }
}

fn stream(
    input: &Input,
    bytes: Box<dyn Read>,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> Result<usize, Fault> {
    let (head, bytes) = open::head(bytes)?;
    match Named::of_bytes(&head) {
        named @ Named { kind: Some(kind), .. } if named.is_loose() => {
            loose(input, BufReader::new(bytes), kind, options, each);
            Ok(0)
        }
        named => archive::stream(input, bytes, named, options, each),
    }
}

/// Reads a page, or NDJSON, in no archive.
fn loose(
    input: &Input,
    bytes: BufReader<Box<dyn Read>>,
    kind: Kind,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) {
    let Kind::Page(format) = kind else {
        ndjson::lines(input, 1, bytes, options, each);
        return;
    };
    let body = open::whole(bytes, options).and_then(|bytes| text_of(&bytes, format, None, options));
    let page = body.map(|body| page(input, None, format, body));
    each(page.map_err(|fault| ReadError::new(&input.shown, fault)));
}

/// The Unicode text of a page's bytes, within the limits. `charset` is what came with the page from
/// outside, as the header of an HTTP answer.
fn text_of(bytes: &[u8], format: Format, charset: Option<&str>, options: &Options) -> Result<Decoded, Fault> {
    let decoded = decode::decode(bytes, format, charset)?;
    check(&decoded.text, format, options)?;
    Ok(decoded)
}

/// Holds a decoded body against the limits that concern its content.
fn check(text: &str, format: Format, options: &Options) -> Result<(), Fault> {
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Fault::Empty);
    }
    if format == Format::Html {
        depth::check(text, options.max_open_elements)?;
    }
    Ok(())
}

fn page(input: &Input, number: Option<u64>, format: Format, body: Decoded) -> Page {
    Page {
        fetched: None,
        id: identity::of_path(&input.path, number),
        source: Source {
            path: input.path.to_string_lossy().into_owned(),
            decoded: body.encoding.map(String::from),
            ..Source::default()
        },
        line: number,
        format,
        body: body.text,
        title: None,
        published: None,
    }
}

#[cfg(test)]
mod tests;

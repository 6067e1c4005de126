//! Archives and packed files → pages, and the WARC files that a crawl writes.
//!
//! | file | one page is |
//! | --- | --- |
//! | `.warc`, `.wet`, also `.gz` and `.zst` of them | a record: response, resource or conversion |
//! | `.zip`, `.tar`, `.tar.gz`, `.tgz`, `.tar.zst` | a member, or a line of one that is NDJSON |
//! | `.gz`, `.zst` | the file, or its lines |
//!
//! All is streamed: what is held at a time is one page. How WARC and tar are packed is told by
//! their first bytes, whatever the name says. A page's number is that of its record, and in zip
//! and tar a running one. An archive in an archive is not opened.

mod http;
mod lines;
mod member;
mod meter;
mod tar;
mod unpack;
mod warc;
mod warc_write;
mod zip;

pub use warc_write::WarcWriter;

use super::kind::{Kind, Named};
use super::{Fault, Input, Options, ReadError, loose, open};
use crate::model::Page;
use member::Taker;
use meter::Meter;
use std::fs::File;
use std::io::{BufReader, Read};
use unpack::Unpacked;

/// Reads one archive or packed file; gives how many files and records of other kinds it holds.
pub(super) fn pages(
    input: &Input,
    file: File,
    named: Named,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> usize {
    let done = match named.kind {
        Some(Kind::Zip) if named.packing.is_some() => Err(Fault::Nested),
        Some(Kind::Zip) => Ok(zip(input, file, options, each)),
        kind => Unpacked::new(file, options).map_err(Fault::from).and_then(|bytes| match kind {
            Some(Kind::Warc) => Ok(warc::records(input, bytes, options, each)),
            Some(Kind::Tar) => Ok(tar(input, bytes, options, each)),
            kind => packed(input, bytes, kind, options, each).map(|()| 0),
        }),
    };
    done.unwrap_or_else(|fault| {
        each(Err(ReadError::new(&input.shown, fault)));
        0
    })
}

fn zip(input: &Input, file: File, options: &Options, each: &mut dyn FnMut(Result<Page, ReadError>)) -> usize {
    let meter = Meter::new(options);
    let mut taker = Taker { input, options, meter: &meter, each, number: 0, skipped: 0, one_stream: false };
    zip::members(file, &mut taker);
    taker.skipped
}

fn tar(
    input: &Input,
    bytes: Unpacked,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> usize {
    let meter = bytes.meter();
    let mut taker = Taker { input, options, meter: &meter, each, number: 0, skipped: 0, one_stream: true };
    tar::members(bytes, &mut taker);
    taker.skipped
}

/// A page or NDJSON in a packing of its own; told by its first letter where the name does not say it.
fn packed(
    input: &Input,
    bytes: Unpacked,
    kind: Option<Kind>,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> Result<(), Fault> {
    if bytes.packing().is_none() {
        return Err(Fault::Damaged("không phải gzip hay zstd".to_string()));
    }
    let meter = bytes.meter();
    let (bytes, kind) = match kind {
        Some(kind) => (BufReader::new(Box::new(bytes) as Box<dyn Read>), kind),
        None => open::sniff(Box::new(bytes))?,
    };
    loose(input, bytes, kind, options, &mut |page| {
        if page.is_ok() {
            meter.given();
        }
        each(page);
    });
    Ok(())
}

#[cfg(test)]
mod tests;

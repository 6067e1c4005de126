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
//! and tar a running one. An archive in an archive is not opened. On standard input each of them is
//! told by its first bytes; a zip is put into a temporary file first, as its directory stands at its end.

mod http;
mod lines;
mod member;
mod meter;
mod pipe;
mod tar;
mod unpack;
mod warc;
mod warc_write;
mod zip;

pub use warc_write::WarcWriter;

use super::kind::{HEAD, Kind, Named, RECORD, is_packed};
use super::{Fault, Input, Options, ReadError, loose};
use crate::model::Page;
use member::Taker;
use meter::Meter;
use pipe::Pipe;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use unpack::Unpacked;

/// Reads one archive or packed file; gives how many files and records of other kinds it holds.
///
/// # Errors
/// Where nothing of it can be read.
pub(super) fn pages(
    input: &Input,
    file: File,
    named: Named,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> Result<usize, Fault> {
    if named.kind == Some(Kind::Zip) {
        return match named.packing {
            Some(_) => Err(Fault::Nested),
            None => Ok(zip(input, file, options, each)),
        };
    }
    unpacked(input, Unpacked::new(file, options)?, named.kind, options, each)
}

/// The same of a stream that cannot be read twice.
///
/// # Errors
/// As [`pages`].
pub(super) fn stream(
    input: &Input,
    bytes: Box<dyn Read>,
    named: Named,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> Result<usize, Fault> {
    if named.kind == Some(Kind::Zip) {
        return Ok(zip(input, spooled(bytes, options)?, options, each));
    }
    unpacked(input, Unpacked::of_pipe(Pipe::new(bytes), options)?, named.kind, options, each)
}

/// A zip as a file: its directory stands at its end. It is gone when it is closed.
fn spooled(bytes: Box<dyn Read>, options: &Options) -> Result<File, Fault> {
    let limit = options.max_archive_bytes;
    let mut file = tempfile::tempfile()?;
    if io::copy(&mut bytes.take(limit.saturating_add(1)), &mut file)? > limit {
        return Err(Fault::ArchiveTooLarge { limit });
    }
    file.rewind()?;
    Ok(file)
}

fn unpacked(
    input: &Input,
    mut bytes: Unpacked,
    kind: Option<Kind>,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> Result<usize, Fault> {
    let kind = match kind {
        Some(kind) => kind,
        None => inner_kind(&mut bytes)?,
    };
    match kind {
        Kind::Warc => Ok(warc::records(input, bytes, options, each)),
        Kind::Tar => Ok(tar(input, bytes, options, each)),
        Kind::Zip => Err(Fault::Nested),
        Kind::Page(_) | Kind::Ndjson => packed(input, bytes, kind, options, each).map(|()| 0),
    }
}

/// What is packed, where no name says it.
fn inner_kind(bytes: &mut Unpacked) -> Result<Kind, Fault> {
    // Of a WARC no more is looked at: it stops before each record.
    if bytes.peek(RECORD.len())? == RECORD {
        return Ok(Kind::Warc);
    }
    let head = bytes.peek(HEAD)?;
    if is_packed(head) { Err(Fault::Nested) } else { Ok(Kind::of_bytes(head)) }
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

/// A page or NDJSON in a packing of its own.
fn packed(
    input: &Input,
    bytes: Unpacked,
    kind: Kind,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> Result<(), Fault> {
    if bytes.packing().is_none() {
        return Err(Fault::Damaged("không phải gzip hay zstd".to_string()));
    }
    let meter = bytes.meter();
    let bytes = BufReader::new(Box::new(bytes) as Box<dyn Read>);
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

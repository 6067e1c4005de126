//! WARC (ISO 28500) → pages: one record at a time, a bad one named by its number, the rest read.

use super::http;
use super::lines::{head, media_type};
use super::unpack::{Unpacked, damaged, is_damage};
use crate::model::{Format, Page, Source};
use crate::read::decode::Decoded;
use crate::read::kind::RECORD;
use crate::read::{Fault, Input, Options, ReadError, identity, text_of};
use std::io::{self, BufRead, Read};

/// The longest head of a record or of an answer, in bytes.
const LONGEST_HEAD: usize = 64 << 10;

/// What a record is to the reader.
enum Found {
    Page(Box<Page>),
    /// Another kind of record, or an answer that is no page.
    Other,
    /// A page that did not change since an earlier record, and is not given again.
    Revisit,
}

/// Reads every record that holds a page; gives how many only refer to an earlier one.
pub(super) fn records(
    input: &Input,
    bytes: Unpacked,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> usize {
    let mut bytes = bytes.by_records();
    let meter = bytes.meter();
    let mut revisits = 0;
    for number in 1.. {
        let start = bytes.position();
        let (found, whole) = match record(input, number, &mut bytes, options) {
            Ok(None) => break,
            Ok(Some((found, whole))) => (found, whole),
            Err(error) => (Ok(Found::Other), Err(error)),
        };
        let Err(error) = whole else {
            match found {
                Ok(Found::Page(page)) => {
                    meter.given();
                    each(Ok(*page));
                }
                Ok(Found::Other) => {}
                Ok(Found::Revisit) => revisits += 1,
                Err(fault) => each(Err(ReadError::at(&input.shown, number, fault))),
            }
            continue;
        };
        let more = if is_damage(&error) { bytes.resync(start) } else { Ok(false) };
        // A limit that is met on the way to the next record says more than the damage did.
        let (more, error) = more.map_or_else(|limit| (false, limit), |more| (more, error));
        each(Err(ReadError::at(&input.shown, number, error.into())));
        if !more {
            break;
        }
    }
    revisits
}

/// What is in a record, or wrong with it; and whether the next follows where it should.
type Record = (Result<Found, Fault>, io::Result<()>);

/// Reads one record; none at the end of the file.
fn record(input: &Input, number: u64, bytes: &mut Unpacked, options: &Options) -> io::Result<Option<Record>> {
    if !bytes.begin_record()? {
        return Ok(None);
    }
    if bytes.peek(RECORD.len())? != RECORD {
        return Err(damaged("không bắt đầu bằng WARC/"));
    }
    let head = Head::parse(&head(bytes, LONGEST_HEAD)?)?;
    let mut block = bytes.by_ref().take(head.length);
    let found = found(&head, &mut block, options).map(|page| match page {
        Some((format, body)) => Found::Page(Box::new(page_of(input, number, &head, format, body))),
        None if head.kind == "revisit" => Found::Revisit,
        None => Found::Other,
    });
    let left = pass(&mut block)?;
    let whole = match left {
        0 => end(bytes),
        left => Err(damaged(&format!("thiếu {left} byte ở cuối"))),
    };
    Ok(Some((found, whole)))
}

/// Passes over what is left of a block; gives how many bytes of it are missing.
fn pass(block: &mut io::Take<&mut Unpacked>) -> io::Result<u64> {
    while !block.fill_buf()?.is_empty() {
        let count = block.fill_buf()?.len();
        block.consume(count);
    }
    Ok(block.limit())
}

/// Passes over the blank lines behind a record, to the next one or to the end.
fn end(bytes: &mut Unpacked) -> io::Result<()> {
    loop {
        match bytes.peek(RECORD.len())? {
            [] => return Ok(()),
            [b'\r' | b'\n', ..] => bytes.consume(1),
            RECORD => return Ok(()),
            _ => return Err(damaged("độ dài không khớp với Content-Length")),
        }
    }
}

/// What matters of the head of a record.
struct Head {
    kind: String,
    url: Option<String>,
    media: String,
    charset: Option<String>,
    /// [`Page::fetched`].
    fetched: Option<u64>,
    /// Length of the block, in bytes.
    length: u64,
}

impl Head {
    fn parse(bytes: &[u8]) -> io::Result<Self> {
        let text = String::from_utf8_lossy(bytes);
        let mut head = Self {
            kind: String::new(),
            url: None,
            media: String::new(),
            charset: None,
            fetched: None,
            length: 0,
        };
        let mut length = None;
        for (name, value) in text.lines().skip(1).filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                // Version 1.0 was read as if the brackets of the grammar belonged to the value.
                "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_string()),
                "content-length" => length = value.parse().ok(),
                "warc-date" => head.fetched = moment(value),
                "content-type" => {
                    let (media, charset) = media_type(value);
                    (head.media, head.charset) = (media, charset.map(String::from));
                }
                _ => {}
            }
        }
        head.url = head.url.filter(|url| !url.is_empty());
        head.length = length.ok_or_else(|| damaged("thiếu Content-Length"))?;
        Ok(head)
    }
}

/// The page that a record holds, if it holds one.
fn found(
    record: &Head,
    block: &mut io::Take<&mut Unpacked>,
    options: &Options,
) -> Result<Option<(Format, Decoded)>, Fault> {
    match record.kind.as_str() {
        "response" if record.media == "application/http" => {
            let Some(answer) = http::Head::parse(&head(block, LONGEST_HEAD)?) else { return Ok(None) };
            let Some(format) = format(&answer.media).filter(|_| answer.status == 200) else {
                return Ok(None);
            };
            let body = answer.body(whole(block, options)?, options)?;
            Ok(Some((format, text_of(&body, format, answer.charset.as_deref(), options)?)))
        }
        "resource" | "conversion" => {
            let Some(format) = format(&record.media) else { return Ok(None) };
            let body = whole(block, options)?;
            Ok(Some((format, text_of(&body, format, record.charset.as_deref(), options)?)))
        }
        _ => Ok(None),
    }
}

/// `2023-03-30T10:43:00Z` as the number of its digits; version 1.1 may add fractions of a second.
fn moment(date: &str) -> Option<u64> {
    let digits: String = date.chars().filter(char::is_ascii_digit).take(14).collect();
    (digits.len() == 14).then(|| digits.parse().ok()).flatten()
}

/// What a media type is read as; none for what holds no article.
fn format(media: &str) -> Option<Format> {
    match media {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/plain" => Some(Format::Plain),
        _ => None,
    }
}

/// All that is left of a block, within the limit for one page.
fn whole(block: &mut io::Take<&mut Unpacked>, options: &Options) -> Result<Vec<u8>, Fault> {
    let (size, limit) = (block.limit(), options.max_file_bytes);
    if size > limit {
        return Err(Fault::TooLarge { size: Some(size), limit });
    }
    let mut bytes = Vec::new();
    block.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn page_of(input: &Input, number: u64, head: &Head, format: Format, body: Decoded) -> Page {
    let url = head.url.clone();
    Page {
        id: url.as_deref().map_or_else(|| identity::of_path(&input.path, Some(number)), identity::of_url),
        line: Some(number),
        format,
        body: body.text,
        title: None,
        // WARC-Date is when the page was fetched, not when it appeared.
        published: None,
        fetched: head.fetched,
        source: Source {
            path: input.path.to_string_lossy().into_owned(),
            site: url.as_deref().and_then(identity::host),
            decoded: body.encoding.map(String::from),
            url,
        },
    }
}

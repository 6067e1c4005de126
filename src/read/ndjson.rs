//! NDJSON → pages, one line at a time: a bad line is named by its number and the rest goes on.

use super::{Fault, Input, Options, ReadError, check, identity, legacy};
use crate::model::{Format, Page, Source};
use serde_json::{Map, Value};
use std::io::{BufRead, ErrorKind};

/// Reads every line; blank ones are passed over. Lines are numbered from `first`; gives the number
/// of the last.
pub(super) fn lines(
    input: &Input,
    first: u64,
    mut bytes: impl BufRead,
    options: &Options,
    each: &mut dyn FnMut(Result<Page, ReadError>),
) -> u64 {
    let mut line = Vec::new();
    for number in first.. {
        match next(&mut bytes, &mut line, options.max_line_bytes) {
            Ok(false) => return number - 1,
            Ok(true) => {}
            Err(fault @ Fault::LongLine { .. }) => {
                each(Err(ReadError::at(&input.shown, number, fault)));
                continue;
            }
            Err(fault) => {
                each(Err(ReadError::at(&input.shown, number, fault)));
                return number;
            }
        }
        if number == first
            && let Some(fault) = no_ndjson(&line)
        {
            each(Err(ReadError::at(&input.shown, number, fault)));
            return number;
        }
        let text = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == first).unwrap_or(&line);
        if text.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        each(page(input, number, text, options).map_err(|f| ReadError::at(&input.shown, number, f)));
    }
    u64::MAX
}

/// What is wrong with a whole file, by its first line: said once, not of every line.
fn no_ndjson(line: &[u8]) -> Option<Fault> {
    if line.starts_with(&[0xff, 0xfe]) || line.starts_with(&[0xfe, 0xff]) {
        return Some(Fault::Undecodable { offset: 0 });
    }
    line.iter().position(|&b| b == 0).map(|offset| Fault::Binary { offset })
}

/// Reads the next line into `line`, without its end; false at the end of the stream. Of a line
/// that is too long nothing is held, and the stream stands behind it.
fn next(bytes: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> Result<bool, Fault> {
    line.clear();
    let (mut any, mut long) = (false, false);
    loop {
        let chunk = match bytes.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        if chunk.is_empty() {
            break;
        }
        any = true;
        let end = chunk.iter().position(|&b| b == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        long |= line.len() + part.len() > limit;
        if long {
            *line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        bytes.consume(used);
        if end.is_some() {
            break;
        }
    }
    if long { Err(Fault::LongLine { limit }) } else { Ok(any) }
}

/// The page of one line: `text` or `html`, and what stands beside it.
fn page(input: &Input, number: u64, line: &[u8], options: &Options) -> Result<Page, Fault> {
    let line = simdutf8::compat::from_utf8(line)
        .map_err(|error| Fault::Undecodable { offset: error.valid_up_to() })?;
    // The parser counts lines within what it is given: always line 1 here, so only the column says something.
    let mut fields: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        Fault::Json(format!("{said} (cột {})", error.column()))
    })?;
    let given = ["text", "html"].iter().any(|name| fields.contains_key(*name));
    let (format, body) = match (string(&mut fields, "text")?, string(&mut fields, "html")?) {
        (Some(text), _) => (Format::Plain, text),
        (None, Some(html)) => (Format::Html, html),
        (None, None) if given => return Err(Fault::Empty),
        (None, None) => return Err(Fault::NoBody),
    };
    // A title is too short to tell by itself; it comes from where the body comes from.
    let damage = legacy::Damage::of(&body);
    let repair = |text: String| damage.map(|damage| damage.mend(&text)).unwrap_or(text);
    let body = repair(body);
    check(&body, format, options)?;
    let url = string(&mut fields, "url")?;
    let site = url.as_deref().and_then(identity::host);
    Ok(Page {
        fetched: None,
        id: url.as_deref().map_or_else(|| identity::of_path(&input.path, Some(number)), identity::of_url),
        line: Some(number),
        format,
        body,
        title: string(&mut fields, "title")?.map(repair),
        published: string(&mut fields, "published")?,
        source: Source {
            path: input.path.to_string_lossy().into_owned(),
            site: if site.is_some() { site } else { string(&mut fields, "site")? },
            decoded: damage.map(|damage| damage.name().to_string()),
            url,
        },
    })
}

/// A field that holds more than blanks; null is as good as absent.
fn string(fields: &mut Map<String, Value>, name: &'static str) -> Result<Option<String>, Fault> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.trim().is_empty())),
        Some(_) => Err(Fault::Field(name)),
    }
}

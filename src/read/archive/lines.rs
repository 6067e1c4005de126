//! The heads of WARC records and of HTTP messages: lines of `Name: value` up to a blank one.

use std::io::{self, BufRead, Read};

/// Reads a head with its blank line; less than that where the stream ends before it, or behind
/// `limit` bytes.
pub(super) fn head(bytes: &mut impl BufRead, limit: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    loop {
        let before = head.len();
        let left = (limit - before) as u64;
        bytes.by_ref().take(left).read_until(b'\n', &mut head)?;
        let line = &head[before..];
        if !line.ends_with(b"\n") || line == b"\n" || line == b"\r\n" {
            return Ok(head);
        }
    }
}

/// The media type of a `Content-Type`, in small letters, and its charset.
pub(super) fn media_type(value: &str) -> (String, Option<&str>) {
    let (media, parameters) = value.split_once(';').unwrap_or((value, ""));
    let charset = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    });
    (media.trim().to_ascii_lowercase(), charset.filter(|charset| !charset.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_end_with_a_blank_line() {
        let check = |text: &'static str, limit, expected: &str| {
            assert_eq!(head(&mut text.as_bytes(), limit).unwrap(), expected.as_bytes(), "{text:?}");
        };
        check("A: b\r\nC: d\r\n\r\nbody", 100, "A: b\r\nC: d\r\n\r\n");
        check("A: b\n\nbody", 100, "A: b\n\n");
        check("A: b", 100, "A: b");
        check("A: bcdef\r\n\r\n", 4, "A: b");
    }

    #[test]
    fn media_types() {
        let check = |value, media: &str, charset| assert_eq!(media_type(value), (media.to_string(), charset));
        check("Text/HTML", "text/html", None);
        check("text/html; Charset=\"windows-1258\"", "text/html", Some("windows-1258"));
        check("text/html;a=b ; charset=utf-8", "text/html", Some("utf-8"));
        check("text/html; charset=", "text/html", None);
    }
}

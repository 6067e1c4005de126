//! An HTTP answer as a crawler stored it: its head, and its body with the codings undone.

use super::lines::media_type;
use super::meter::expanded;
use crate::read::{Fault, Options};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{ParserConfig, Status};
use std::io::Read;

/// More header lines than any server sends.
const MOST_HEADERS: usize = 256;

/// What matters of the head of an answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub status: u16,
    /// Media type in small letters; empty where none is given.
    pub media: String,
    pub charset: Option<String>,
    chunked: bool,
    /// Content codings, in the order in which they were put on.
    codings: Vec<String>,
}

impl Head {
    /// Reads status line and header lines; none for what is no head of HTTP.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let bytes = as_http_1(bytes)?;
        let parsed = ParserConfig::default()
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .ignore_invalid_headers_in_responses(true)
            .parse_response(&mut response, &bytes);
        let Ok(Status::Complete(_)) = parsed else { return None };
        let mut head = Self { status: response.code?, ..Self::default() };
        for header in response.headers.iter() {
            head.take(header.name, &String::from_utf8_lossy(header.value));
        }
        Some(head)
    }

    fn take(&mut self, name: &str, value: &str) {
        if name.eq_ignore_ascii_case("content-type") {
            let (media, charset) = media_type(value);
            (self.media, self.charset) = (media, charset.map(String::from));
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            self.chunked |= value.to_ascii_lowercase().contains("chunked");
        } else if name.eq_ignore_ascii_case("content-encoding") {
            let names = value.split(',').map(|name| name.trim().to_ascii_lowercase());
            self.codings.extend(names.filter(|name| !name.is_empty() && name != "identity"));
        }
    }

    /// The body as the page's author wrote it. Many crawlers undo the codings and leave the head as
    /// it was: what does not begin as its coding does is taken as it stands.
    pub(super) fn body(&self, mut body: Vec<u8>, options: &Options) -> Result<Vec<u8>, Fault> {
        if self.chunked
            && let Some(whole) = joined(&body)
        {
            body = whole;
        }
        // Two codings one on the other is what a bomb looks like, not a page.
        match self.codings.as_slice() {
            [] => Ok(body),
            [coding] => uncoded(coding, body, options),
            _ => Err(Fault::Nested),
        }
    }
}

/// A head as HTTP/1.1, with its blank line: crawlers write `HTTP/2` too, which the parser does not know.
fn as_http_1(bytes: &[u8]) -> Option<Vec<u8>> {
    let rest = bytes.strip_prefix(b"HTTP/")?;
    let blank = rest.iter().position(|&b| b == b' ')?;
    Some([b"HTTP/1.1", &rest[blank..], b"\r\n\r\n"].concat())
}

/// The chunks of a body as one; none for a body that is not in chunks. A last chunk that is cut
/// short counts as far as it goes: crawlers stop at a length.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let (begin, length) = match httparse::parse_chunk_size(body) {
            Ok(Status::Complete(found)) => found,
            Ok(Status::Partial) => return Some(whole),
            Err(_) if whole.is_empty() => return None,
            Err(_) => return Some(whole),
        };
        let rest = &body[begin..];
        let length = usize::try_from(length).unwrap_or(usize::MAX).min(rest.len());
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&rest[..length]);
        body = rest[length..].strip_prefix(b"\r\n").unwrap_or(&rest[length..]);
    }
}

/// A body without its content coding.
fn uncoded(coding: &str, body: Vec<u8>, options: &Options) -> Result<Vec<u8>, Fault> {
    let zlib = matches!(body[..], [first, second, ..]
        if first & 0x0f == 8 && (u16::from(first) << 8 | u16::from(second)).is_multiple_of(31));
    let decoder: Box<dyn Read + '_> = match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => Box::new(MultiGzDecoder::new(&body[..])),
        "deflate" if zlib => Box::new(ZlibDecoder::new(&body[..])),
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            Box::new(zstd::Decoder::with_buffer(&body[..])?)
        }
        // These two have no magic number; a page begins with `<`, which begins neither.
        "deflate" if !looks_like_text(&body) => Box::new(DeflateDecoder::new(&body[..])),
        "br" if !looks_like_text(&body) => {
            Box::new(brotli_decompressor::Decompressor::new(&body[..], 4 << 10))
        }
        "gzip" | "x-gzip" | "deflate" | "zstd" | "br" => return Ok(body),
        _ => {
            return Err(Fault::Method {
                name: coding.chars().filter(|c| !c.is_control()).take(20).collect(),
            });
        }
    };
    let limit = options.max_file_bytes;
    let mut page = Vec::new();
    let read = decoder.take(limit.saturating_add(1)).read_to_end(&mut page);
    expanded(body.len() as u64, page.len() as u64, options.max_expansion)?;
    read.map_err(|error| Fault::Damaged(format!("{coding}: {error}")))?;
    if page.len() as u64 > limit {
        return Err(Fault::TooLarge { size: None, limit });
    }
    Ok(page)
}

fn looks_like_text(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    body.trim_ascii_start().first().is_none_or(|&first| first == b'<')
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};

    const PAGE: &str = "<p>Huyện Đăk Hà tặng Giấy khen";

    fn all(mut from: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn head(lines: &str) -> Head {
        Head::parse(format!("HTTP/1.1 200 OK\r\n{lines}\r\n\r\n").as_bytes()).unwrap()
    }

    fn check(lines: &str, body: &[u8]) {
        let body = head(lines).body(body.to_vec(), &Options::default()).unwrap();
        assert_eq!(String::from_utf8_lossy(&body), PAGE, "{lines}");
    }

    #[test]
    fn heads() {
        let parsed = |text: &str| Head::parse(text.as_bytes());
        let head =
            parsed("HTTP/1.0 404 Not Found\r\ncontent-type : TEXT/html;charset=x\r\nbad\r\n\r\n").unwrap();
        assert_eq!(
            (head.status, head.media.as_str(), head.charset.as_deref()),
            (404, "text/html", Some("x"))
        );
        // Of a newer protocol, without a reason, cut before the blank line.
        assert_eq!(parsed("HTTP/2 200\r\nA: b\r\n").unwrap().status, 200);
        assert_eq!(parsed("GET / HTTP/1.1\r\n\r\n"), None);
        assert_eq!(parsed(""), None);
    }

    #[test]
    fn codings_are_undone() {
        let page = PAGE.as_bytes();
        let fast = Compression::fast();
        check("", page);
        check("Content-Encoding: gzip", &all(GzEncoder::new(page, fast)));
        check("Content-Encoding: deflate", &all(ZlibEncoder::new(page, fast)));
        check("Content-Encoding: deflate", &all(DeflateEncoder::new(page, fast)));
        check("Content-Encoding: zstd", &zstd::encode_all(page, 3).unwrap());
        // As the brotli tool writes it: one metablock that is not compressed.
        check("Content-Encoding: br", &[&[0x0b, 0x13, 0x80], page, &[0x03]].concat());
        for coding in ["gzip", "deflate", "zstd", "br", "identity", ""] {
            check(&format!("Content-Encoding: {coding}\r\nTransfer-Encoding: chunked"), page);
        }
        let twice = head("Content-Encoding: gzip, gzip").body(page.to_vec(), &Options::default());
        assert!(matches!(twice, Err(Fault::Nested)));
        let unknown = head("Content-Encoding: compress").body(page.to_vec(), &Options::default());
        assert!(matches!(unknown, Err(Fault::Method { name }) if name == "compress"));
    }

    #[test]
    fn chunks_are_joined() {
        let (first, second) = PAGE.split_at(5);
        let body = format!("5;a=b\r\n{first}\r\n{:X}\r\n{second}\r\n0\r\nTrailer: x\r\n\r\n", second.len());
        check("Transfer-Encoding: chunked", body.as_bytes());
        let cut = format!("5\r\n{first}\r\nFFF\r\n{second}");
        check("Transfer-Encoding: chunked", cut.as_bytes());
    }

    #[test]
    fn bombs_and_damage() {
        let fault = |body: Vec<u8>| {
            head("Content-Encoding: gzip").body(body, &Options::default()).unwrap_err().to_string()
        };
        let bomb = all(GzEncoder::new(std::io::repeat(b' ').take(64 << 20), Compression::best()));
        assert!(fault(bomb.clone()).contains("--max-expansion"));
        let mut cut = all(GzEncoder::new(PAGE.as_bytes(), Compression::fast()));
        cut.truncate(30);
        assert!(fault(cut).contains("gzip: "));
    }
}

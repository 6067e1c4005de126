//! Bytes → Unicode: byte order mark, else UTF-8, else what the page declares or the text shows.

use super::{Fault, legacy};
use crate::model::Format;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use regex::bytes::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How far into a page a declaration counts, in bytes.
const HEAD: usize = 4 << 10;

/// A damaged sequence is passed over only among this many good ones.
const GOOD_FOR_ONE_BAD: usize = 100;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Unicode.
    pub text: String,
    /// What it was found to be in, where neither its bytes nor a declaration say so:
    /// as [`legacy::Damage::name`].
    pub encoding: Option<&'static str>,
}

impl Decoded {
    fn plainly(text: impl Into<String>) -> Self {
        Self { text: text.into(), encoding: None }
    }
}

impl From<legacy::Found> for Decoded {
    fn from(found: legacy::Found) -> Self {
        Self { text: found.text, encoding: Some(found.encoding) }
    }
}

/// The text of a file. Never guesses between two readings that are both likely: what is no UTF-8,
/// declares nothing usable and is no Vietnamese in any encoding that we know is an error.
///
/// `charset` is what came with the page from outside, as the header of an HTTP answer: it goes before
/// what the page says of itself, as browsers have it.
pub fn decode(bytes: &[u8], format: Format, charset: Option<&str>) -> Result<Decoded, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if encoding == UTF_8 && damaged {
            return damaged_utf8(bytes, true);
        }
        return Ok(repaired(text));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(repaired(Cow::Borrowed(text)));
    }
    let inside = if format == Format::Html { declared(bytes) } else { Declared::Nothing };
    // A server that says UTF-8 of bytes that are none says it of all its pages.
    match charset.map_or(Declared::Nothing, labelled).unless_utf8(inside) {
        Declared::Legacy(table) => {
            let raw = WINDOWS_1252.decode_without_bom_handling(bytes).0;
            Ok(Decoded::plainly(table.decode(&raw)))
        }
        Declared::Standard(encoding) if encoding == UTF_8 => damaged_utf8(bytes, true),
        // A page cannot say in ASCII that it is UTF-16.
        Declared::Standard(encoding) if encoding != UTF_16LE && encoding != UTF_16BE => {
            Ok(in_encoding(bytes, encoding))
        }
        _ => damaged_utf8(bytes, false),
    }
}

fn repaired(text: Cow<'_, str>) -> Decoded {
    legacy::repair(&text).map_or_else(|| Decoded::plainly(text), Decoded::from)
}

/// As declared, unless the page declares a Western or Vietnamese code page, as its editor does by
/// itself, and its letters are those of an older Vietnamese encoding.
fn in_encoding(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let text = encoding.decode_without_bom_handling(bytes).0;
    if encoding == WINDOWS_1258 {
        // The tone marks are letters of their own.
        let text: String = text.nfc().collect();
        let found = legacy::detect(&WINDOWS_1252.decode_without_bom_handling(bytes).0, &text);
        // What it declares, it is.
        let other = found.filter(|found| found.text != text);
        return other.map_or_else(|| Decoded::plainly(text), Decoded::from);
    }
    let found = if encoding == WINDOWS_1252 { legacy::detect(&text, &text) } else { None };
    found.map_or_else(|| Decoded::plainly(text), Decoded::from)
}

/// Text that should be UTF-8 and is not quite: an older encoding, or UTF-8 with a few letters cut
/// through (only where the page itself says UTF-8).
fn damaged_utf8(bytes: &[u8], said: bool) -> Result<Decoded, Fault> {
    let (mut good, mut bad, mut first) = (0, 0, None);
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            bad += 1;
            first.get_or_insert(at);
            at += chunk.invalid().len();
        }
    }
    if said && good >= bad * GOOD_FOR_ONE_BAD {
        return Ok(repaired(String::from_utf8_lossy(bytes)));
    }
    let raw = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let found = legacy::detect(&raw, &raw).map(Decoded::from);
    found.ok_or(Fault::Undecodable { offset: first.unwrap_or(0) })
}

/// What a page says that it is written in.
enum Declared {
    Nothing,
    Standard(&'static Encoding),
    Legacy(&'static legacy::Table),
}

impl Declared {
    /// This, or where it says nothing or UTF-8, the other; UTF-8 if either says it and none says more.
    fn unless_utf8(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Nothing, _) => other,
            (Self::Standard(encoding), Self::Standard(_) | Self::Legacy(_)) if *encoding == UTF_8 => other,
            _ => self,
        }
    }
}

/// Reads `<meta charset>`, `<meta http-equiv … content="…; charset=…">` and `<?xml encoding="…"?>`.
fn declared(bytes: &[u8]) -> Declared {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?i)(?-u)<(?:meta\s[^>]*?charset\s*=|\?xml\s[^>]*?encoding\s*=)\s*["']?\s*([a-z0-9_.:-]+)"#,
        )
        .expect("a fixed pattern")
    });
    let Some(found) = LABEL.captures(&bytes[..bytes.len().min(HEAD)]) else {
        return Declared::Nothing;
    };
    std::str::from_utf8(&found[1]).map_or(Declared::Nothing, labelled)
}

/// The encoding of a label.
fn labelled(label: &str) -> Declared {
    if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
        return Declared::Standard(encoding);
    }
    match legacy::by_label(label.as_bytes()) {
        Some(table) => Declared::Legacy(table),
        None => Declared::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], format: Format, expected: &str) {
        assert_eq!(decode(bytes, format, None).unwrap(), Decoded::plainly(expected));
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn byte_order_marks() {
        check("\u{feff}Huyện".as_bytes(), Format::Plain, "Huyện");
        check(&utf16("Huyện Đăk Hà 🏅", u16::to_le_bytes), Format::Plain, "Huyện Đăk Hà 🏅");
        check(&utf16("Huyện Đăk Hà 🏅", u16::to_be_bytes), Format::Html, "Huyện Đăk Hà 🏅");
    }

    #[test]
    fn declared_encodings() {
        let meta = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1258'>".as_slice();
        // ê + acute, â + dot below, ơ, ư, đ
        let page = [meta, b"th\xea\xec k\xe2\xf2t \xf5 \xfd \xf0"].concat();
        let text = decode(&page, Format::Html, None).unwrap().text;
        assert!(text.ends_with("thế kật ơ ư đ"), "{text}");
        let page = b"<?xml version='1.0' encoding=\"iso-8859-1\"?><p>d\xe9j\xe0 \xe9t\xe9";
        assert!(decode(page, Format::Html, None).unwrap().text.ends_with("<p>déjà été"));
        // UTF-8 wins over what an old template declares.
        let page = "<META CHARSET=windows-1252><p>Huyện";
        check(page.as_bytes(), Format::Html, page);
        let page = [b"<meta charset=\"x-viet-vps\">".as_slice(), b"Huy\x8cn \xc7\xe5t"].concat();
        let vps = decode(&page, Format::Html, None).unwrap();
        assert!(vps.text.ends_with("Huyện đạt") && vps.encoding.is_none(), "{vps:?}");
    }

    #[test]
    fn what_nobody_declared_is_named() {
        // “xã hội chủ nghĩa Việt Nam, thưởng” in TCVN3: ư is the soft hyphen's byte.
        let tcvn3 = b"x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam, th\xad\xebng".as_slice();
        let found =
            Decoded { text: "xã hội chủ nghĩa Việt Nam, thưởng".into(), encoding: Some("tcvn3") };
        assert_eq!(decode(tcvn3, Format::Plain, None).unwrap(), found);
        let labelled = [b"<meta charset=windows-1252>".as_slice(), tcvn3].concat();
        assert_eq!(decode(&labelled, Format::Html, None).unwrap().encoding, Some("tcvn3"));
        let twice = "Huyá»‡n Ä‘áº¡t giáº£i".as_bytes();
        let found = Decoded { text: "Huyện đạt giải".into(), encoding: Some("double-utf-8") };
        assert_eq!(decode(twice, Format::Plain, None).unwrap(), found);
        // “huyện” in windows-1258, as declared.
        let page =
            b"<meta charset=windows-1258>huy\xea\xf2n huy\xea\xf2n huy\xea\xf2n huy\xea\xf2n huy\xea\xf2n";
        assert_eq!(decode(page, Format::Html, None).unwrap().encoding, None);
    }

    #[test]
    fn invalid_utf8() {
        let fails_at = |bytes: &[u8], format, expected| match decode(bytes, format, None) {
            Err(Fault::Undecodable { offset }) => assert_eq!(offset, expected),
            other => panic!("{other:?}"),
        };
        fails_at(b"abc \xff\xfe\xfa def", Format::Plain, 4);
        fails_at(b"<p>caf\xe9", Format::Html, 6);
        fails_at(b"<meta charset=utf-8><p>caf\xe9", Format::Html, 26);
        fails_at(b"\xef\xbb\xbfcaf\xe9", Format::Plain, 6);
        // One letter cut through among hundreds.
        let mut page = b"<meta charset=utf-8>".to_vec();
        page.extend("huyện ".repeat(200).bytes());
        page.extend(b"\xe1\xbb");
        assert!(decode(&page, Format::Html, None).unwrap().text.ends_with("huyện \u{fffd}"));
    }
}

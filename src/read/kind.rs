//! What a file holds, by its name and by its first bytes.

use crate::model::Format;
use std::path::Path;

/// Bytes to tell a stream's kind by.
pub(crate) const HEAD: usize = 8 << 10;
/// What every WARC record begins with.
pub(crate) const RECORD: &[u8] = b"WARC/";
/// What a zip with a member begins with.
const ZIP: &[u8] = b"PK\x03\x04";

/// What is read of a file, unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Page(Format),
    Ndjson,
    /// WARC, and Common Crawl's WET, which is WARC.
    Warc,
    Tar,
    Zip,
}

/// What a stream of bytes is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

/// What a name says of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    /// None where the name says no more than how it is packed (`page.gz`).
    pub kind: Option<Kind>,
    pub packing: Option<Packing>,
}

impl Named {
    /// None for a name that is none of the kinds that are read.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (stem, packing) = match name.rsplit_once('.')? {
            (stem, "gz") => (stem, Some(Packing::Gzip)),
            (stem, "zst") => (stem, Some(Packing::Zstd)),
            (_, "tgz") => ("x.tar", Some(Packing::Gzip)),
            _ => (name.as_str(), None),
        };
        let kind = match stem.rsplit_once('.') {
            Some((_, ending)) => Some(Kind::of(ending)?),
            None => None,
        };
        Some(Self { kind, packing })
    }

    /// What the first bytes of a stream say that has no name.
    pub(crate) fn of_bytes(head: &[u8]) -> Self {
        let packing = Packing::of(head);
        Self { kind: packing.is_none().then(|| Kind::of_bytes(head)), packing }
    }

    /// Whether the file is a page, or a line a page, as it stands: not packed and no archive.
    pub(crate) fn is_loose(self) -> bool {
        self.packing.is_none() && matches!(self.kind, Some(Kind::Page(_) | Kind::Ndjson))
    }
}

impl Kind {
    fn of(ending: &str) -> Option<Self> {
        match ending {
            "txt" => Some(Self::Page(Format::Plain)),
            "html" | "htm" => Some(Self::Page(Format::Html)),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "warc" | "wet" => Some(Self::Warc),
            "tar" => Some(Self::Tar),
            "zip" => Some(Self::Zip),
            _ => None,
        }
    }

    /// By the first bytes of what is not packed, at best [`HEAD`] of them: an archive by its magic
    /// number, NDJSON by `{`, HTML by `<`; all else is text.
    pub(crate) fn of_bytes(head: &[u8]) -> Self {
        // UTF-16 shows its ASCII letters between NULs.
        let marks = [0, 0xef, 0xbb, 0xbf, 0xff, 0xfe];
        let first = head.iter().find(|b| !b.is_ascii_whitespace() && !marks.contains(b));
        match first {
            _ if head.starts_with(RECORD) => Self::Warc,
            _ if head.starts_with(ZIP) => Self::Zip,
            _ if head.get(257..).is_some_and(|rest| rest.starts_with(b"ustar")) => Self::Tar,
            Some(b'{') => Self::Ndjson,
            Some(b'<') => Self::Page(Format::Html),
            _ => Self::Page(Format::Plain),
        }
    }
}

impl Packing {
    /// What a stream or a part of it begins with.
    pub(crate) const fn magic(self) -> &'static [u8] {
        match self {
            // The magic number, and deflate: the only method there is.
            Self::Gzip => &[0x1f, 0x8b, 8],
            Self::Zstd => &[0x28, 0xb5, 0x2f, 0xfd],
        }
    }

    /// By the first bytes. A zstd stream may begin with a frame that is to be passed over.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        let skippable = matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
        match head {
            _ if head.starts_with(Self::Gzip.magic()) => Some(Self::Gzip),
            _ if skippable || head.starts_with(Self::Zstd.magic()) => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// Whether bytes begin as something packed does, an archive or a stream.
pub(super) fn is_packed(head: &[u8]) -> bool {
    Packing::of(head).is_some() || head.starts_with(ZIP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let check = |name: &str, expected: Option<(Option<Kind>, Option<Packing>)>| {
            let expected = expected.map(|(kind, packing)| Named { kind, packing });
            assert_eq!(Named::of(Path::new(name)), expected, "{name}");
        };
        let (html, gzip) = (Kind::Page(Format::Html), Some(Packing::Gzip));
        check("a/b.HTM", Some((Some(html), None)));
        check("a.warc", Some((Some(Kind::Warc), None)));
        check("CC-MAIN-1.warc.wet.gz", Some((Some(Kind::Warc), gzip)));
        check("a.warc.zst", Some((Some(Kind::Warc), Some(Packing::Zstd))));
        check("a.tgz", Some((Some(Kind::Tar), gzip)));
        check("a.TAR.GZ", Some((Some(Kind::Tar), gzip)));
        check("a.zip", Some((Some(Kind::Zip), None)));
        check("a.html.gz", Some((Some(html), gzip)));
        check("page.gz", Some((None, gzip)));
        check("style.css.gz", None);
        check("a.pdf", None);
        check("warc", None);
    }

    #[test]
    fn first_bytes() {
        let check = |head: &[u8], kind, packing| {
            assert_eq!(Named::of_bytes(head), Named { kind, packing }, "{head:?}");
        };
        let (html, plain) = (Some(Kind::Page(Format::Html)), Some(Kind::Page(Format::Plain)));
        check(b"\n {\"text\": \"a\"}\n", Some(Kind::Ndjson), None);
        check(b"\xef\xbb\xbf{\"text\": \"a\"}", Some(Kind::Ndjson), None);
        check(b"  <!DOCTYPE html>", html, None);
        check(b"\xff\xfe<\0p\0>\0", html, None);
        check(b"A < B {", plain, None);
        check(b"", plain, None);
        check(b"WARC/1.0\r\n", Some(Kind::Warc), None);
        check(b"PK\x03\x04x", Some(Kind::Zip), None);
        check(&[&[b'a'; 257], b"ustar\x0000".as_slice()].concat(), Some(Kind::Tar), None);
        check(b"\x1f\x8b\x08\0", None, Some(Packing::Gzip));
        check(b"\x28\xb5\x2f\xfd\0", None, Some(Packing::Zstd));
    }
}

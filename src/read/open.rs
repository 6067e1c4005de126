//! Opening one input within the limits, and telling what it is.

use super::kind::{Kind, Named, is_packed};
use super::{Fault, Options};
use crate::model::Format;
use std::fs::{self, File, Metadata};
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

/// Bytes of standard input to tell its kind by, and of any file to look for NUL in.
const HEAD: usize = 8 << 10;

/// Bytes and what they are.
pub(super) type Opened = (BufReader<Box<dyn Read>>, Kind);

/// Opens a regular file of a known kind. A pipe is not opened: that could wait for ever.
pub(super) fn file(path: &Path, options: &Options) -> Result<(File, Named), Fault> {
    let named = Named::of(path).ok_or(Fault::OtherKind)?;
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(Fault::NotAFile { what: what(&meta) });
    }
    let limit = options.max_file_bytes;
    if named.is_loose() && named.kind != Some(Kind::Ndjson) && meta.len() > limit {
        return Err(Fault::TooLarge { size: Some(meta.len()), limit });
    }
    Ok((File::open(path)?, named))
}

/// What something is that is no regular file.
pub(super) fn what(meta: &Metadata) -> &'static str {
    if meta.is_dir() {
        return "thư mục";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = meta.file_type();
        if kind.is_fifo() {
            return "ống dẫn (FIFO)";
        }
        if kind.is_socket() {
            return "socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "thiết bị";
        }
    }
    "tệp đặc biệt"
}

/// Tells by its first letter what a stream is, and gives it whole. Nothing packed is opened here.
pub(super) fn sniff(mut stream: Box<dyn Read>) -> Result<Opened, Fault> {
    let mut head = vec![0; HEAD];
    let mut filled = 0;
    while filled < head.len() {
        match stream.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    head.truncate(filled);
    if is_packed(&head) {
        return Err(Fault::Nested);
    }
    // UTF-16 shows its ASCII letters between NULs.
    let marks = [0, 0xef, 0xbb, 0xbf, 0xff, 0xfe];
    let first = head.iter().find(|b| !b.is_ascii_whitespace() && !marks.contains(b));
    let kind = match first {
        Some(b'{') => Kind::Ndjson,
        Some(b'<') => Kind::Page(Format::Html),
        _ => Kind::Page(Format::Plain),
    };
    let whole: Box<dyn Read> = Box::new(std::io::Cursor::new(head).chain(stream));
    Ok((BufReader::new(whole), kind))
}

/// All bytes of a page, no more than the limit, and none that are no text.
pub(super) fn whole(mut bytes: impl BufRead, options: &Options) -> Result<Vec<u8>, Fault> {
    let limit = options.max_file_bytes;
    let mut all = Vec::new();
    bytes.by_ref().take(limit.saturating_add(1)).read_to_end(&mut all)?;
    if all.len() as u64 > limit {
        return Err(Fault::TooLarge { size: None, limit });
    }
    if is_packed(&all) {
        return Err(Fault::Nested);
    }
    let utf16 = all.starts_with(&[0xff, 0xfe]) || all.starts_with(&[0xfe, 0xff]);
    match all.iter().take(HEAD).position(|&b| b == 0) {
        Some(offset) if !utf16 => Err(Fault::Binary { offset }),
        _ => Ok(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_input_is_told_by_its_first_letter() {
        let check = |bytes: &'static [u8], expected| {
            let (mut whole, kind) = sniff(Box::new(bytes)).unwrap();
            assert_eq!(kind, expected, "{bytes:?}");
            let mut again = Vec::new();
            whole.read_to_end(&mut again).unwrap();
            assert_eq!(again, bytes);
        };
        check(b"\n {\"text\": \"a\"}\n", Kind::Ndjson);
        check(b"\xef\xbb\xbf{\"text\": \"a\"}", Kind::Ndjson);
        check(b"  <!DOCTYPE html>", Kind::Page(Format::Html));
        check(b"\xff\xfe<\0p\0>\0", Kind::Page(Format::Html));
        check(b"A < B {", Kind::Page(Format::Plain));
        check(b"", Kind::Page(Format::Plain));
    }
}

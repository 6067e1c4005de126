//! Opening one input within the limits.

use super::kind::{HEAD, Kind, Named, is_packed};
use super::{Fault, Options};
use std::fs::{self, File, Metadata};
use std::io::{BufRead, Read};
use std::path::Path;

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

/// The first bytes of a stream, [`HEAD`] of them or all, and the whole stream again.
pub(super) fn head(mut stream: Box<dyn Read>) -> Result<(Vec<u8>, Box<dyn Read>), Fault> {
    let mut head = Vec::new();
    stream.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let whole = std::io::Cursor::new(head.clone()).chain(stream);
    Ok((head, Box::new(whole)))
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
    fn a_stream_is_whole_behind_its_head() {
        for length in [0, 1, HEAD, HEAD + 1, 3 * HEAD] {
            let bytes: Vec<u8> = (0..=255).cycle().take(length).collect();
            let (head, mut whole) = head(Box::new(std::io::Cursor::new(bytes.clone()))).unwrap();
            assert_eq!(head, bytes[..length.min(HEAD)]);
            let mut again = Vec::new();
            whole.read_to_end(&mut again).unwrap();
            assert_eq!(again, bytes);
        }
    }
}

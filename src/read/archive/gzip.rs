//! gzip, member by member.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// What every member begins with: the magic number and deflate, the only method there is.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// The length in bytes of the whole members that a stream begins with; what is left of a last one
/// is not counted.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] for a stream that is not empty and does not begin as gzip does,
/// else what the system says.
pub(super) fn whole_members(bytes: &mut impl BufRead) -> io::Result<u64> {
    let mut counted = Counted { bytes, count: 0 };
    let mut whole = 0;
    loop {
        let head = counted.fill_buf()?;
        if head.is_empty() {
            return Ok(whole);
        }
        if whole == 0 && !head.iter().zip(MAGIC).all(|(have, want)| *have == want) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "not gzip"));
        }
        let mut member = GzDecoder::new(&mut counted);
        match io::copy(&mut member, &mut io::sink()) {
            Ok(_) => whole = counted.count,
            Err(error) if is_damage(&error) => return Ok(whole),
            Err(error) => return Err(error),
        }
    }
}

/// Whether an error tells of the bytes, not of the disk.
pub(super) fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidInput | InvalidData | UnexpectedEof)
}

/// Counts the bytes that are taken from a stream.
struct Counted<'a, R> {
    bytes: &'a mut R,
    count: u64,
}

impl<R: BufRead> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        self.count += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.bytes.consume(amount);
    }
}

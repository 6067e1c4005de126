//! A stream that can be read again from a little way back, as a file can from anywhere: behind a
//! damaged record the next one is looked for from where the damage began.

use std::io::{self, Read, Seek, SeekFrom};

/// So many of the last bytes can be read again; most records are shorter.
const BACK: usize = 8 << 20;

/// A stream and the last of its bytes.
pub(super) struct Pipe {
    stream: Box<dyn Read>,
    held: Vec<u8>,
    /// The place of the first byte held, in the stream.
    start: u64,
    /// The place of the next byte to read, in `held`.
    next: usize,
}

impl Pipe {
    pub(super) fn new(stream: Box<dyn Read>) -> Self {
        Self { stream, held: Vec::new(), start: 0, next: 0 }
    }
}

impl Read for Pipe {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.next < self.held.len() {
            let count = (&self.held[self.next..]).read(into)?;
            self.next += count;
            return Ok(count);
        }
        if self.held.len() >= 2 * BACK {
            let gone = self.held.len() - BACK;
            self.held.drain(..gone);
            self.start += gone as u64;
        }
        let most = into.len().min(BACK);
        let count = self.stream.read(&mut into[..most])?;
        self.held.extend_from_slice(&into[..count]);
        self.next = self.held.len();
        Ok(count)
    }
}

impl Seek for Pipe {
    /// Goes to a place counted from the begin, or as near to it as the bytes held reach.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Start(to) = to else { return Err(io::ErrorKind::Unsupported.into()) };
        let back = usize::try_from(to.saturating_sub(self.start)).unwrap_or(usize::MAX);
        self.next = back.min(self.held.len());
        Ok(self.start + self.next as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_read_again() {
        let bytes: Vec<u8> = (0..5 * BACK).map(|n| (n % 251) as u8).collect();
        let mut pipe = Pipe::new(Box::new(io::Cursor::new(bytes.clone())));
        let mut taken = vec![0; 4 * BACK];
        pipe.read_exact(&mut taken).unwrap();
        assert_eq!(taken, bytes[..4 * BACK]);
        // Within reach, before it, and beyond what was read.
        let near = (4 * BACK - 1000) as u64;
        assert_eq!(pipe.seek(SeekFrom::Start(near)).unwrap(), near);
        let oldest = pipe.seek(SeekFrom::Start(0)).unwrap();
        assert!(oldest > 0 && oldest <= (3 * BACK) as u64, "{oldest}");
        assert_eq!(pipe.seek(SeekFrom::Start(u64::MAX)).unwrap(), (4 * BACK) as u64);
        pipe.seek(SeekFrom::Start(oldest)).unwrap();
        let mut rest = Vec::new();
        pipe.read_to_end(&mut rest).unwrap();
        assert!(rest == bytes[usize::try_from(oldest).unwrap()..]);
        assert!(pipe.held.len() <= 3 * BACK);
    }
}

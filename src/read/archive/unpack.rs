//! Members of gzip and frames of zstd → one stream of bytes, with a way on behind a damaged one.

use super::meter::Meter;
use super::pipe::Pipe;
use crate::read::kind::{Packing, RECORD};
use crate::read::{Fault, Options};
use flate2::bufread::GzDecoder;
use memchr::memmem;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

/// The frame of zstd that holds the dictionary of the others, by the WARC community's convention.
const DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];
/// The largest dictionary that is taken, in bytes; real ones have a hundred thousand.
const LONGEST_DICTIONARY: u64 = 16 << 20;
/// Bytes unpacked or searched at a time.
const CHUNK: usize = 64 << 10;
/// Behind this many places that only look like the begin of a member, there is none.
const MOST_FALSE_BEGINS: usize = 10_000;

/// A file, unpacked as it is read. Damage is an error of [`io::ErrorKind::InvalidData`], and it
/// stays one until [`Unpacked::resync`]; an error of a limit holds its [`Fault`].
pub(super) struct Unpacked {
    decoder: Decoder,
    packing: Option<Packing>,
    dictionary: Vec<u8>,
    /// Where in the file the member begins that is being unpacked.
    start: u64,
    buffer: Vec<u8>,
    /// How much of `buffer` has been read.
    read: usize,
    /// The first bytes of a member that begins a record, or of one that cannot be unpacked: reading
    /// stops before it, so that no record takes what belongs to the next, or its damage.
    barrier: Option<io::Result<Vec<u8>>>,
    /// Whether there are barriers.
    records: bool,
    broken: bool,
    /// Bytes that may still be read a second time, when a record claims more than it has.
    second_look: u64,
    meter: Rc<Meter>,
}

enum Decoder {
    Plain(Source),
    Gzip(Box<GzDecoder<Source>>),
    Zstd(zstd::Decoder<'static, Source>),
    /// Between two members.
    Between(Source),
    Gone,
}

/// Bytes that can be read again from some way back.
trait Stored: Read + Seek {}

impl<T: Read + Seek> Stored for T {}

/// The file's own bytes, and how many of them were taken.
struct Source {
    file: BufReader<Box<dyn Stored>>,
    at: u64,
}

impl Unpacked {
    /// A file from its begin, in the packing that its first bytes show.
    pub(super) fn new(file: File, options: &Options) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Self::of(Box::new(file), length, options)
    }

    /// A stream, likewise.
    pub(super) fn of_pipe(pipe: Pipe, options: &Options) -> io::Result<Self> {
        Self::of(Box::new(pipe), 0, options)
    }

    fn of(file: Box<dyn Stored>, length: u64, options: &Options) -> io::Result<Self> {
        let second_look = length.max(options.max_file_bytes);
        let mut source = Source { file: BufReader::with_capacity(CHUNK, file), at: 0 };
        let packing = Packing::of(source.fill_buf()?);
        let mut unpacked = Self {
            decoder: Decoder::Gone,
            packing,
            dictionary: Vec::new(),
            start: 0,
            buffer: Vec::new(),
            read: 0,
            barrier: None,
            records: false,
            broken: false,
            second_look,
            meter: Rc::new(Meter::new(options)),
        };
        if source.fill_buf()?.starts_with(&DICTIONARY) {
            unpacked.dictionary = dictionary(&mut source)?;
        }
        unpacked.decoder = if packing.is_some() { Decoder::Between(source) } else { Decoder::Plain(source) };
        Ok(unpacked)
    }

    /// The same for WARC: reading stops before each member that begins a record.
    pub(super) fn by_records(mut self) -> Self {
        self.records = true;
        self
    }

    pub(super) fn packing(&self) -> Option<Packing> {
        self.packing
    }

    pub(super) fn meter(&self) -> Rc<Meter> {
        Rc::clone(&self.meter)
    }

    /// Where in the file the member begins that is being unpacked.
    pub(super) fn member_start(&self) -> u64 {
        self.start
    }

    /// Lets the next record be read, where its member stopped the reading; false at the end of the file.
    pub(super) fn begin_record(&mut self) -> io::Result<bool> {
        if self.fill_buf()?.is_empty()
            && let Some(head) = self.barrier.take()
        {
            self.broken = head.is_err();
            (self.buffer, self.read) = (head?, 0);
        }
        Ok(!self.unread().is_empty())
    }

    /// The next bytes, not taken: `count` of them, or all up to the end or the next record's member.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.unread().len() < count && self.refill()? > 0 {}
        let end = self.buffer.len().min(self.read + count);
        Ok(&self.buffer[self.read..end])
    }

    /// The place of the next byte, where the file is not packed: in the file, in bytes.
    pub(super) fn position(&self) -> u64 {
        match &self.decoder {
            Decoder::Plain(source) => source.at - self.unread().len() as u64,
            _ => 0,
        }
    }

    /// Goes to the next record, when the one that began at `position` is not what it claims to be;
    /// false where there is none. `position` matters only to a file that is not packed.
    pub(super) fn resync(&mut self, position: u64) -> io::Result<bool> {
        if self.broken {
            return self.next_whole_member();
        }
        let here = self.position();
        if let Decoder::Plain(source) = &mut self.decoder
            && here.saturating_sub(position) <= self.second_look
        {
            self.second_look -= here.saturating_sub(position);
            source.seek(position + RECORD.len() as u64)?;
            (self.buffer, self.read) = (Vec::new(), 0);
        }
        self.next_begin()
    }

    fn unread(&self) -> &[u8] {
        &self.buffer[self.read..]
    }

    /// Goes to the next place that looks like the begin of a record: no new line where the one
    /// before was cut off.
    fn next_begin(&mut self) -> io::Result<bool> {
        let begin = memmem::Finder::new(b"WARC/1.");
        loop {
            if let Some(at) = begin.find(self.unread()) {
                self.read += at;
                return Ok(true);
            }
            // It may begin in what is here and go on in what follows.
            self.read = self.buffer.len().saturating_sub(begin.needle().len() - 1).max(self.read);
            match self.refill() {
                Ok(0) => {
                    self.read = self.buffer.len();
                    return Ok(self.barrier.is_some());
                }
                Ok(_) => {}
                Err(error) if is_damage(&error) => return self.next_whole_member(),
                Err(error) => return Err(error),
            }
        }
    }

    /// Goes to the next member behind the begin of the damaged one that a record begins with.
    fn next_whole_member(&mut self) -> io::Result<bool> {
        let Some(packing) = self.packing else { return Ok(false) };
        let magic = memmem::Finder::new(packing.magic());
        let mut from = self.start + 1;
        (self.buffer, self.read, self.broken) = (Vec::new(), 0, false);
        for _ in 0..MOST_FALSE_BEGINS {
            let mut source = self.source();
            let found = source.find(&magic, from)?;
            self.decoder = Decoder::Between(source);
            let Some(at) = found else { return Ok(false) };
            from = at + 1;
            match self.next_member() {
                Ok(true) if self.barrier.is_some() => return Ok(true),
                Ok(_) => (self.buffer, self.read) = (Vec::new(), 0),
                Err(error) if is_damage(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// The file, taken out of what unpacks it.
    fn source(&mut self) -> Source {
        match std::mem::replace(&mut self.decoder, Decoder::Gone) {
            Decoder::Plain(source) | Decoder::Between(source) => source,
            Decoder::Gzip(decoder) => (*decoder).into_inner(),
            Decoder::Zstd(decoder) => decoder.finish(),
            Decoder::Gone => unreachable!("the file is put back by whoever takes it"),
        }
    }

    /// Puts more bytes behind the unread ones; gives how many, 0 at the end and before a barrier.
    fn refill(&mut self) -> io::Result<usize> {
        if self.broken {
            return Err(damaged("already told"));
        }
        if self.barrier.is_some() {
            return Ok(0);
        }
        self.buffer.drain(..self.read);
        self.read = 0;
        let result = self.unpack();
        self.broken = result.as_ref().is_err_and(is_damage);
        result
    }

    fn unpack(&mut self) -> io::Result<usize> {
        let held = self.buffer.len();
        loop {
            self.buffer.resize(held + CHUNK, 0);
            let count = self.decoder.read(&mut self.buffer[held..]);
            self.buffer.truncate(held + *count.as_ref().unwrap_or(&0));
            let count = count.map_err(as_damage)?;
            if self.packing.is_some()
                && let Err(limit) = self.meter.unpacked(self.decoder.at(), count)
            {
                // Nothing of it is read, so that whoever goes on meets the limit again.
                self.buffer.truncate(held);
                return Err(limit);
            }
            if count > 0 {
                return Ok(count);
            }
            if matches!(self.decoder, Decoder::Plain(_)) {
                return Ok(0);
            }
            match self.next_member() {
                Ok(false) => return Ok(0),
                Ok(true) => {}
                Err(error) if self.records && is_damage(&error) => self.barrier = Some(Err(error)),
                Err(error) => return Err(error),
            }
            match self.buffer.len() - held {
                0 if self.barrier.is_none() => {}
                count => return Ok(count),
            }
        }
    }

    /// Begins the next member, and looks at its first bytes; false at the end of the file.
    fn next_member(&mut self) -> io::Result<bool> {
        let mut source = self.source();
        self.start = source.at;
        let first = source.fill_buf()?;
        if first.is_empty() {
            self.decoder = Decoder::Between(source);
            return Ok(false);
        }
        self.decode(source)?;
        let mut head = Vec::with_capacity(RECORD.len());
        let taken = self.decoder.by_ref().take(RECORD.len() as u64).read_to_end(&mut head);
        taken.map_err(as_damage)?;
        match self.records && head == RECORD {
            true => self.barrier = Some(Ok(head)),
            false => self.buffer.extend(head),
        }
        Ok(true)
    }

    /// Unpacks from where the file stands.
    fn decode(&mut self, source: Source) -> io::Result<()> {
        self.decoder = match self.packing {
            Some(Packing::Gzip) => Decoder::Gzip(Box::new(GzDecoder::new(source))),
            Some(Packing::Zstd) => match zstd::Decoder::try_with_dictionary(source, &self.dictionary) {
                Ok(decoder) => Decoder::Zstd(decoder.single_frame()),
                Err((source, error)) => {
                    self.decoder = Decoder::Between(source);
                    return Err(error);
                }
            },
            None => Decoder::Plain(source),
        };
        Ok(())
    }
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Unpacked {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.unread().is_empty() {
            self.refill()?;
        }
        Ok(self.unread())
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount;
    }
}

impl Decoder {
    /// How much of the file was taken.
    fn at(&self) -> u64 {
        match self {
            Self::Plain(source) | Self::Between(source) => source.at,
            Self::Gzip(decoder) => decoder.get_ref().at,
            Self::Zstd(decoder) => decoder.get_ref().at,
            Self::Gone => 0,
        }
    }
}

impl Read for Decoder {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(source) => source.read(into),
            Self::Gzip(decoder) => decoder.read(into),
            Self::Zstd(decoder) => decoder.read(into),
            Self::Between(_) | Self::Gone => Ok(0),
        }
    }
}

impl Source {
    fn seek(&mut self, to: u64) -> io::Result<()> {
        self.at = self.file.seek(SeekFrom::Start(to))?;
        Ok(())
    }

    /// Goes to the next place of some bytes, from a place on.
    fn find(&mut self, bytes: &memmem::Finder<'_>, from: u64) -> io::Result<Option<u64>> {
        self.seek(from)?;
        // A stream may not reach back so far.
        let (mut window, mut base) = (Vec::new(), self.at);
        loop {
            if let Some(at) = bytes.find(&window) {
                self.seek(base + at as u64)?;
                return Ok(Some(self.at));
            }
            let passed = window.len().saturating_sub(bytes.needle().len() - 1);
            window.drain(..passed);
            base += passed as u64;
            if self.by_ref().take(CHUNK as u64).read_to_end(&mut window)? == 0 {
                return Ok(None);
            }
        }
    }
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.file.consume(amount);
    }
}

/// The dictionary in the frame that the file begins with: its length, then itself, packed or not.
fn dictionary(source: &mut Source) -> io::Result<Vec<u8>> {
    let mut head = [0; 8];
    source.read_exact(&mut head)?;
    let length = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    let mut bytes = Vec::new();
    source.by_ref().take(length.min(LONGEST_DICTIONARY)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(damaged("the dictionary is cut short or too long"));
    }
    if !bytes.starts_with(Packing::Zstd.magic()) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    let decoder = zstd::Decoder::with_buffer(bytes.as_slice())?;
    decoder.take(LONGEST_DICTIONARY).read_to_end(&mut unpacked).map_err(as_damage)?;
    Ok(unpacked)
}

/// Whether an error tells of the bytes, not of the disk or a limit.
pub(super) fn is_damage(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData
}

pub(super) fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Fault::Damaged(what.to_string()))
}

/// What a decoder says of bytes that it cannot unpack, as damage. What the system says has a number.
pub(super) fn as_damage(error: io::Error) -> io::Error {
    if error.raw_os_error().is_some() { error } else { damaged(&error.to_string()) }
}

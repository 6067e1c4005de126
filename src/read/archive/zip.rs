//! zip → pages, member by member in the order of its directory.

use super::member::{Member, Taker};
use super::meter::Meter;
use super::unpack::as_damage;
use crate::read::Fault;
use rawzip::{CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder};
use std::fs::File;
use std::io::{self, BufReader, Read};

/// A member, as the directory has it.
struct Entry {
    name: String,
    /// Both in bytes.
    packed: u64,
    size: u64,
    method: CompressionMethod,
    encrypted: bool,
    place: ZipArchiveEntryWayfinder,
}

/// Reads every file of the archive.
pub(super) fn members(file: File, taker: &mut Taker<'_>) {
    let length = file.metadata().map(|meta| meta.len()).unwrap_or_default();
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = match ZipArchive::from_file(file, &mut buffer) {
        Ok(archive) => archive,
        Err(error) => return taker.broken(Fault::Damaged(error.to_string())),
    };
    let mut packed = 0;
    let mut entries = archive.entries(&mut buffer);
    loop {
        let entry = match entries.next_entry() {
            Ok(Some(entry)) if entry.is_dir() => continue,
            Ok(Some(entry)) => Entry {
                name: String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned(),
                packed: entry.compressed_size_hint(),
                size: entry.uncompressed_size_hint(),
                method: entry.compression_method(),
                encrypted: entry.flags().is_encrypted(),
                place: entry.wayfinder(),
            },
            Ok(None) => return,
            Err(error) => return taker.broken(Fault::Damaged(error.to_string())),
        };
        // Members that lie over each other: the same bytes unpacked again and again.
        packed += entry.packed;
        if packed > length {
            return taker.broken(Fault::Expands { times: taker.options.max_expansion });
        }
        let mut bytes = unpacked(&archive, &entry, packed, taker.meter);
        if !taker.take(Member { name: entry.name, size: entry.size, bytes: &mut *bytes }) {
            return;
        }
    }
}

/// The bytes of a member; what cannot be unpacked is an error at the first of them.
fn unpacked<'a>(
    archive: &'a ZipArchive<FileReader>,
    entry: &Entry,
    at: u64,
    meter: &'a Meter,
) -> Box<dyn Read + 'a> {
    if entry.encrypted {
        return Box::new(Failing(Some(Fault::Method { name: "mã hóa".to_string() })));
    }
    let member = match archive.get_entry(entry.place) {
        Ok(member) => member,
        Err(error) => return Box::new(Failing(Some(Fault::Damaged(error.to_string())))),
    };
    let bytes = member.reader();
    let decoder: Box<dyn Read + 'a> = match entry.method {
        CompressionMethod::STORE => Box::new(bytes),
        CompressionMethod::DEFLATE => Box::new(flate2::read::DeflateDecoder::new(bytes)),
        CompressionMethod::ZSTD => match zstd::Decoder::with_buffer(BufReader::new(bytes)) {
            Ok(decoder) => Box::new(decoder),
            Err(error) => return Box::new(Failing(Some(error.into()))),
        },
        method => return Box::new(Failing(Some(Fault::Method { name: format!("{method:?}") }))),
    };
    Box::new(Metered { bytes: member.verifying_reader(decoder), at, meter })
}

/// Tells the meter of what is read.
struct Metered<'a, R> {
    bytes: R,
    at: u64,
    meter: &'a Meter,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(into).map_err(as_damage)?;
        self.meter.unpacked(self.at, count)?;
        Ok(count)
    }
}

/// A member that cannot be unpacked.
struct Failing(Option<Fault>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), |fault| Err(io::Error::other(fault)))
    }
}

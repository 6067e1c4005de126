//! A folder of fetched pages: WARC files and the journal over them. Pages lie in
//! `fetch-00001.warc.gz` and so on; feeds, sitemaps, front pages and robots.txt, which are no
//! articles, in `.lists-00001.warc.gz`, whose name keeps it from being read for articles.

use super::client::Answer;
use super::journal::{JOURNAL, Journal, Known};
use super::{Error, day};
use crate::model::fetched::{Fetched, Outcome, Stored};
use crate::read::archive::WarcWriter;
use flate2::bufread::GzDecoder;
use sha2::{Digest, Sha256};
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use ureq::http::header;
use url::Url;

/// A file that has grown over this is followed by another, in bytes.
const MOST_BYTES: u64 = 1 << 30;
/// Written into each file as what made it.
const SOFTWARE: &str = concat!("vinhdanh/", env!("CARGO_PKG_VERSION"));

/// Names of files before their number: pages, and all else.
const PAGES: &str = "fetch-";
const LISTS: &str = ".lists-";
const ENDING: &str = ".warc.gz";

/// A folder that is being written.
pub(super) struct Store {
    folder: PathBuf,
    journal: Journal,
    pages: Option<Warc>,
    lists: Option<Warc>,
}

struct Warc {
    name: String,
    writer: WarcWriter,
}

impl Store {
    /// The store of a folder, which is made where there is none, and what earlier runs left. What
    /// was written of pages in flight when a run was killed is cut off.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub(super) fn open(folder: &Path) -> Result<(Self, Known), Error> {
        fs::create_dir_all(folder).map_err(Error::at(folder))?;
        let (journal, mut known) = Journal::open(folder)?;
        let files: Vec<String> = known.files().map(String::from).collect();
        for name in files {
            let length = fs::metadata(folder.join(&name)).map_or(0, |meta| meta.len());
            match known.end(&name) {
                Some(end) if end > length => known.forget(&name, length),
                Some(end) if end < length => cut(&folder.join(&name), end)?,
                _ => {}
            }
        }
        Ok((Self { folder: folder.to_path_buf(), journal, pages: None, lists: None }, known))
    }

    /// Stores an answer's body; where it lies.
    pub(super) fn keep(&mut self, url: &Url, outcome: Outcome, answer: &Answer) -> Result<Stored, Error> {
        let folder = self.folder.clone();
        let warc = self.warc(outcome == Outcome::Stored)?;
        let path = folder.join(&warc.name);
        let written = warc.writer.response(url.as_str(), &day::now(), &answer.head(), &answer.body);
        let offset = written.map_err(Error::at(&path))?;
        warc.writer.sync().map_err(Error::at(&path))?;
        Ok(Stored {
            file: warc.name.clone(),
            offset,
            length: warc.writer.len() - offset,
            digest: digest(&answer.body),
            etag: answer.header(header::ETAG),
            last_modified: answer.header(header::LAST_MODIFIED),
        })
    }

    /// Notes an outcome.
    pub(super) fn note(&mut self, line: &Fetched) -> Result<(), Error> {
        self.journal.append(line)
    }

    /// Notes that the run has ended.
    pub(super) fn end(&self) -> Result<(), Error> {
        self.journal.end()
    }

    /// The file to write next, opened at its first use: a run that changes nothing opens none.
    fn warc(&mut self, page: bool) -> Result<&mut Warc, Error> {
        let (slot, prefix) = if page { (&mut self.pages, PAGES) } else { (&mut self.lists, LISTS) };
        let number = match slot {
            Some(warc) if warc.writer.len() < MOST_BYTES => None,
            Some(warc) => Some(numbered(&warc.name, prefix).unwrap_or(0) + 1),
            None => Some(last(&self.folder, prefix).map_err(Error::at(&self.folder))?),
        };
        if let Some(number) = number {
            let warc = open(&self.folder, prefix, number)?;
            self.journal.opened(&warc.name, warc.writer.len())?;
            *slot = Some(warc);
        }
        Ok(slot.as_mut().unwrap_or_else(|| unreachable!("it was opened")))
    }
}

fn open(folder: &Path, prefix: &str, number: u32) -> Result<Warc, Error> {
    let name = format!("{prefix}{number:05}{ENDING}");
    let path = folder.join(&name);
    let writer = WarcWriter::append(&path, SOFTWARE, &day::now()).map_err(Error::at(&path))?;
    Ok(Warc { name, writer })
}

/// The number of the last file that has room; 1 where there is none.
fn last(folder: &Path, prefix: &str) -> io::Result<u32> {
    let mut last = (1, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some(number) = numbered(&entry.file_name().to_string_lossy(), prefix) {
            last = last.max((number, entry.metadata()?.len()));
        }
    }
    Ok(last.0 + u32::from(last.1 >= MOST_BYTES))
}

fn numbered(name: &str, prefix: &str) -> Option<u32> {
    name.strip_prefix(prefix)?.strip_suffix(ENDING)?.parse().ok()
}

/// Whether a file of a folder, by the names of all its files, is the journal of a run: it holds no articles.
pub(crate) fn is_journal(name: &OsStr, beside: &[OsString]) -> bool {
    name == JOURNAL && beside.iter().any(|name| numbered(&name.to_string_lossy(), PAGES).is_some())
}

fn cut(path: &Path, length: u64) -> Result<(), Error> {
    let file = OpenOptions::new().write(true).open(path).map_err(Error::at(path))?;
    file.set_len(length).and_then(|()| file.sync_data()).map_err(Error::at(path))
}

/// SHA-256 in hex.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A stored body.
///
/// # Errors
/// When the file is gone or holds another thing there.
pub(super) fn body(folder: &Path, stored: &Stored) -> io::Result<Vec<u8>> {
    let mut file = File::open(folder.join(&stored.file))?;
    file.seek(SeekFrom::Start(stored.offset))?;
    let mut record = Vec::new();
    GzDecoder::new(BufReader::new(file.take(stored.length))).read_to_end(&mut record)?;
    // The head of the record, that of the answer, the body, the end of the record.
    let behind = |bytes: &[u8]| bytes.windows(4).position(|w| w == b"\r\n\r\n").map(|at| at + 4);
    let found = behind(&record).and_then(|http| Some(http + behind(&record[http..])?));
    let body = found.and_then(|start| record.get(start..)?.strip_suffix(b"\r\n\r\n"));
    match body {
        Some(body) if digest(body) == stored.digest => Ok(body.to_vec()),
        _ => Err(io::Error::new(io::ErrorKind::InvalidData, "no such record")),
    }
}

//! Writes WARC 1.1 (ISO 28500:2017), one gzip member a record, as the standard's annex D has it:
//! what a crawl fetched, for [`super`] and for any other tool to read.

use super::gzip;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

/// One WARC file (`.warc.gz`) that is being written. Nobody else writes it meanwhile: the file is
/// locked until the writer is dropped.
///
/// A record is compressed in memory and handed to the system in one piece; it is on the disk for
/// certain after [`WarcWriter::sync`].
#[derive(Debug)]
pub struct WarcWriter {
    file: File,
    /// The length of the file, in bytes: where the next record begins.
    end: u64,
    /// Address and record id of the last response, for the request that led to it.
    last: Option<(String, String)>,
}

/// What stands in the head of a record.
struct Head<'a> {
    kind: &'static str,
    content_type: &'static str,
    /// RFC 3339 in UTC.
    date: &'a str,
    url: Option<&'a str>,
    /// Id of the response that a request belongs to.
    concurrent_to: Option<&'a str>,
    /// SHA-256 of the body of a response.
    payload: Option<String>,
}

impl WarcWriter {
    /// A new file, which begins with a `warcinfo` record: `software` is what wrote it, `date` when
    /// (RFC 3339 in UTC, `2023-03-30T10:43:00Z`).
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where there is a file, else what the system says.
    pub fn create(path: &Path, software: &str, date: &str) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
        Self::locked(file)?.begun(software, date)
    }

    /// The file of an earlier run, or a new one as by [`WarcWriter::create`]. What a run that was
    /// killed left of its last record is cut off.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] where another process writes the file, else what the system
    /// says. A file that holds anything but gzip is left as it is ([`io::ErrorKind::InvalidData`]).
    pub fn append(path: &Path, software: &str, date: &str) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut writer = Self::locked(file)?;
        let length = writer.file.metadata()?.len();
        let whole = gzip::whole_members(&mut BufReader::with_capacity(1 << 20, &writer.file))?;
        if whole < length {
            writer.file.set_len(whole)?;
            writer.file.sync_all()?;
        }
        writer.end = writer.file.seek(SeekFrom::Start(whole))?;
        if whole == 0 { writer.begun(software, date) } else { Ok(writer) }
    }

    fn locked(file: File) -> io::Result<Self> {
        file.try_lock()?;
        Ok(Self { file, end: 0, last: None })
    }

    fn begun(mut self, software: &str, date: &str) -> io::Result<Self> {
        plain(software)?;
        let block = format!("software: {software}\r\nformat: WARC File Format 1.1\r\n");
        let head = Head {
            kind: "warcinfo",
            content_type: "application/warc-fields",
            date,
            url: None,
            concurrent_to: None,
            payload: None,
        };
        self.record(&head, &[block.as_bytes()])?;
        Ok(self)
    }

    /// What a server answered: `http_head` is the status line and the header lines, each with its
    /// `\r\n`, with or without the blank line behind them; `body` is what followed. A body stored
    /// decoded has no `Transfer-Encoding` and no `Content-Encoding` in its head. `date` is when
    /// the request was sent, RFC 3339 in UTC.
    ///
    /// Gives the offset of the record in the file, in bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] for an address or date that would break the record's head,
    /// else what the system says; the file then ends behind the record before.
    pub fn response(&mut self, url: &str, date: &str, http_head: &[u8], body: &[u8]) -> io::Result<u64> {
        let head = Head {
            kind: "response",
            content_type: "application/http; msgtype=response",
            date,
            url: Some(url),
            concurrent_to: None,
            payload: Some(hex(&Sha256::digest(body))),
        };
        let (offset, id) = self.record(&head, &[http_head, blank_behind(http_head), body])?;
        self.last = Some((url.to_string(), id));
        Ok(offset)
    }

    /// What was asked of the server, written behind the response: request line and header lines as
    /// in [`WarcWriter::response`]. Credentials are left to the caller to remove.
    ///
    /// # Errors
    /// As [`WarcWriter::response`].
    pub fn request(&mut self, url: &str, date: &str, http_head: &[u8]) -> io::Result<u64> {
        let last = self.last.take().filter(|(of, _)| of == url);
        let head = Head {
            kind: "request",
            content_type: "application/http; msgtype=request",
            date,
            url: Some(url),
            concurrent_to: last.as_ref().map(|(_, id)| id.as_str()),
            payload: None,
        };
        Ok(self.record(&head, &[http_head, blank_behind(http_head)])?.0)
    }

    /// Returns when all records are on the disk.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// The length of the file, in bytes.
    pub fn len(&self) -> u64 {
        self.end
    }

    /// Never: a file begins with its `warcinfo`.
    pub fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// Writes one record; gives its offset and its id.
    fn record(&mut self, head: &Head<'_>, block: &[&[u8]]) -> io::Result<(u64, String)> {
        plain(head.date)?;
        plain(head.url.unwrap_or_default())?;
        let id = head.id(block);
        let mut member = GzEncoder::new(Vec::new(), Compression::default());
        member.write_all(head.text(&id, block).as_bytes())?;
        block.iter().try_for_each(|part| member.write_all(part))?;
        member.write_all(b"\r\n\r\n")?;
        let member = member.finish()?;
        let offset = self.end;
        if let Err(error) = self.file.write_all(&member) {
            // A full disk: what was begun goes, so that the next record stands behind a whole one.
            self.file.set_len(offset)?;
            self.file.seek(SeekFrom::Start(offset))?;
            return Err(error);
        }
        self.end += member.len() as u64;
        Ok((offset, id))
    }
}

impl Head<'_> {
    /// A UUID of version 8 (RFC 9562) over all that the record says: no two records share it
    /// unless they are the same.
    fn id(&self, block: &[&[u8]]) -> String {
        let mut hash = Sha256::new();
        for part in [self.kind, self.date, self.url.unwrap_or_default()] {
            hash.update(part);
            hash.update([0]);
        }
        block.iter().for_each(|part| hash.update(part));
        let mut bytes: [u8; 16] = std::array::from_fn({
            let all = hash.finalize();
            move |i| all[i]
        });
        bytes[6] = 0x80 | bytes[6] & 0x0f;
        bytes[8] = 0x80 | bytes[8] & 0x3f;
        let hex = hex(&bytes);
        format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }

    fn text(&self, id: &str, block: &[&[u8]]) -> String {
        let length: usize = block.iter().map(|part| part.len()).sum();
        let Self { kind, date, content_type, .. } = self;
        let mut text =
            format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <{id}>\r\nWARC-Date: {date}\r\n");
        if let Some(url) = self.url {
            let _ = write!(text, "WARC-Target-URI: {url}\r\n");
        }
        if let Some(id) = self.concurrent_to {
            let _ = write!(text, "WARC-Concurrent-To: <{id}>\r\n");
        }
        if let Some(digest) = &self.payload {
            let _ = write!(text, "WARC-Payload-Digest: sha256:{digest}\r\n");
        }
        let _ = write!(text, "Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n");
        text
    }
}

/// The blank line that ends an HTTP head, where the head is without it.
fn blank_behind(http_head: &[u8]) -> &'static [u8] {
    match http_head {
        head if head.ends_with(b"\r\n\r\n") => b"",
        head if head.ends_with(b"\r\n") => b"\r\n",
        _ => b"\r\n\r\n",
    }
}

/// A value of one line.
fn plain(value: &str) -> io::Result<()> {
    if value.chars().any(char::is_control) {
        let said = "a control character in a value of a WARC head";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, said));
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::MultiGzDecoder;
    use std::fs;
    use std::io::Read;

    const DATE: &str = "2023-03-30T10:43:00Z";
    const URL: &str = "https://bao.vn/khen-thưởng";

    fn text(bytes: &[u8]) -> String {
        let mut text = String::new();
        MultiGzDecoder::new(bytes).read_to_string(&mut text).unwrap();
        text
    }

    fn written(path: &Path) -> Vec<u64> {
        let mut writer = WarcWriter::create(path, "test/1", DATE).unwrap();
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
        let response = writer.response(URL, DATE, head, b"<p>a").unwrap();
        let request = writer.request(URL, DATE, b"GET /khen HTTP/1.1\r\nHost: bao.vn\r\n\r\n").unwrap();
        vec![0, response, request, writer.len()]
    }

    #[test]
    fn every_record_is_a_member_with_its_length() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.warc.gz");
        let offsets = written(&path);
        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes.len() as u64, offsets[3]);
        let records: Vec<_> =
            offsets.windows(2).map(|w| text(&bytes[w[0] as usize..w[1] as usize])).collect();
        assert!(
            records[0].contains("WARC-Type: warcinfo\r\n") && records[0].contains("software: test/1\r\n")
        );
        assert!(records[1].contains(&format!("WARC-Target-URI: {URL}\r\n")));
        let id = records[1].split("WARC-Record-ID: ").nth(1).unwrap().split("\r\n").next().unwrap();
        assert!(records[2].contains(&format!("WARC-Concurrent-To: {id}\r\n")), "{}", records[2]);
        for record in &records {
            let (head, block) = record.split_once("\r\n\r\n").unwrap();
            let length: usize = head.rsplit_once("Content-Length: ").unwrap().1.parse().unwrap();
            assert_eq!(&block[length..], "\r\n\r\n");
        }
        let said = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a\r\n\r\n";
        assert!(records[1].ends_with(said), "{}", records[1]);
    }

    /// Cut anywhere in its last record, a file goes on behind the record before.
    #[test]
    fn what_a_crash_left_is_cut_off() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.warc.gz");
        let offsets = written(&path);
        let whole = fs::read(&path).unwrap();
        for cut in offsets[2]..offsets[3] {
            fs::write(&path, &whole[..cut as usize]).unwrap();
            let writer = WarcWriter::append(&path, "test/1", DATE).unwrap();
            assert_eq!(writer.len(), offsets[2], "{cut}");
            drop(writer);
            assert_eq!(fs::metadata(&path).unwrap().len(), offsets[2]);
        }
        // Blocks that a file system had not written yet read as zeros.
        let mut zeros = whole.clone();
        zeros[offsets[2] as usize + 20..].fill(0);
        fs::write(&path, zeros).unwrap();
        let mut writer = WarcWriter::append(&path, "test/1", DATE).unwrap();
        let head = b"GET /khen HTTP/1.1\r\nHost: bao.vn";
        assert_eq!(writer.request(URL, DATE, head).unwrap(), offsets[2]);
        drop(writer);
        assert!(text(&fs::read(&path).unwrap()).ends_with("Host: bao.vn\r\n\r\n\r\n\r\n"));
    }

    #[test]
    fn what_is_no_crash_of_ours_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.warc.gz");
        let kind = |result: io::Result<WarcWriter>| result.map(drop).unwrap_err().kind();
        fs::write(&path, "WARC/1.0\r\n").unwrap();
        assert_eq!(kind(WarcWriter::append(&path, "test/1", DATE)), io::ErrorKind::InvalidData);
        assert_eq!(kind(WarcWriter::create(&path, "test/1", DATE)), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"WARC/1.0\r\n");
        fs::write(&path, "").unwrap();
        let mut writer = WarcWriter::append(&path, "test/1", DATE).unwrap();
        assert!(!writer.is_empty());
        assert_eq!(kind(WarcWriter::append(&path, "test/1", DATE)), io::ErrorKind::WouldBlock);
        let injected = writer.response("https://bao.vn/\r\nWARC-Type: x", DATE, b"", b"");
        assert_eq!(injected.unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}

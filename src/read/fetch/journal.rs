//! The journal of a folder, `journal.ndjson`: one line an outcome, in the order of time. It is what
//! a later run knows of the earlier ones, and what a run goes on by that was killed.
//!
//! A line is written when its record is on the disk, and not before. So whatever stands in a WARC
//! file behind the last record that the journal names belongs to a page that was in flight.

use super::Error;
use crate::model::fetched::{Fetched, Outcome, Stored};
use rustc_hash::FxHashMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Name of the journal in a folder.
pub const JOURNAL: &str = "journal.ndjson";
/// Name of the file that tells a run that ended from one that was cut off. It holds the length of
/// the journal at the begin of the run, and of each WARC file when the run began to write it, in
/// bytes; nothing when the run has ended. A live run locks it.
const RUN: &str = ".fetch";

/// What earlier runs have left.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By address, the last body that was stored.
    stored: FxHashMap<String, Stored>,
    /// By address, what the run that was cut off came to, if it is settled.
    done: FxHashMap<String, Fetched>,
    /// By address of a robots.txt, when it was asked for and what the status was.
    robots: FxHashMap<String, (String, Option<u16>)>,
    /// By file, where its last record ends that the journal names, in bytes; or where the run that
    /// was cut off began to write.
    ends: FxHashMap<String, u64>,
}

impl Known {
    pub(super) fn stored(&self, url: &str) -> Option<&Stored> {
        self.stored.get(url)
    }

    pub(super) fn done(&self, url: &str) -> Option<&Fetched> {
        self.done.get(url)
    }

    /// When the robots.txt of this address was had last, and the status of the answer.
    pub(super) fn robots(&self, url: &str) -> Option<(&str, Option<u16>)> {
        self.robots.get(url).map(|(time, status)| (time.as_str(), *status))
    }

    /// Where a file ends, but for what was in flight when a run was cut off.
    pub(super) fn end(&self, file: &str) -> Option<u64> {
        self.ends.get(file).copied()
    }

    /// The files that earlier runs have written.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.ends.keys().map(String::as_str)
    }

    /// `of_this_run`: of the run that was cut off and now goes on.
    fn learn(&mut self, line: Fetched, of_this_run: bool) {
        if let Some(stored) = &line.stored {
            let end = self.ends.entry(stored.file.clone()).or_default();
            *end = (*end).max(stored.offset + stored.length);
            self.stored.insert(line.url.clone(), stored.clone());
        }
        if line.outcome == Outcome::Robots {
            self.robots.insert(line.url, (line.time, line.status));
        } else if of_this_run && !line.outcome.is_transient() {
            self.done.insert(line.url.clone(), line);
        }
    }

    /// Forgets the bodies of a file that is gone or shorter than the journal says.
    pub(super) fn forget(&mut self, file: &str, length: u64) {
        let is_there = |s: &Stored| s.file != file || s.offset + s.length <= length;
        self.stored.retain(|_, stored| is_there(stored));
        self.done.retain(|_, line| line.stored.as_ref().is_none_or(is_there));
        self.ends.entry(file.to_string()).and_modify(|end| *end = (*end).min(length));
    }
}

/// A journal that is being written. Nobody else writes it meanwhile.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    run: File,
    run_path: PathBuf,
}

impl Journal {
    /// The journal of a folder, and what it knows. A last line that was not written to its end is
    /// cut off.
    ///
    /// # Errors
    /// When another process writes it, when a line is none, when the disk says no.
    pub(super) fn open(folder: &Path) -> Result<(Self, Known), Error> {
        let (path, run_path) = (folder.join(JOURNAL), folder.join(RUN));
        let open =
            |path: &Path| OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut run = open(&run_path).map_err(Error::at(&run_path))?;
        run.try_lock().map_err(|_| Error::Locked(folder.to_path_buf()))?;
        let file = open(&path).map_err(Error::at(&path))?;
        let cut_off = CutOff::read(&mut run).map_err(Error::at(&run_path))?;
        let (mut known, length) = read(&file, &path, cut_off.as_ref().map(|run| run.begun))?;
        let begun = cut_off.is_some();
        for (file, length) in cut_off.into_iter().flat_map(|run| run.opened) {
            let end = known.ends.entry(file).or_default();
            *end = (*end).max(length);
        }
        let mut journal = Self { file, path, run, run_path };
        journal.cut(length).map_err(Error::at(&journal.path))?;
        if !begun {
            journal.begin(length).map_err(Error::at(&journal.run_path))?;
        }
        Ok((journal, known))
    }

    fn cut(&mut self, length: u64) -> std::io::Result<()> {
        self.file.set_len(length)?;
        self.file.seek(SeekFrom::Start(length)).map(drop)
    }

    fn begin(&mut self, length: u64) -> std::io::Result<()> {
        self.run.set_len(0)?;
        self.run.seek(SeekFrom::Start(0))?;
        self.run.write_all(format!("{length}\n").as_bytes())?;
        self.run.sync_data()
    }

    /// Writes one line.
    pub(super) fn append(&mut self, line: &Fetched) -> Result<(), Error> {
        let written = serde_json::to_vec(line).map_err(std::io::Error::from).and_then(|mut text| {
            text.push(b'\n');
            self.file.write_all(&text)
        });
        written.map_err(Error::at(&self.path))
    }

    /// Notes that the run begins to write a WARC file, which is so long, in bytes.
    pub(super) fn opened(&mut self, file: &str, length: u64) -> Result<(), Error> {
        let line = format!("{length} {file}\n");
        let written = self.run.seek(SeekFrom::End(0)).and_then(|_| self.run.write_all(line.as_bytes()));
        written.and_then(|()| self.run.sync_data()).map_err(Error::at(&self.run_path))
    }

    /// Notes that the run has ended: the next one is a new one.
    pub(super) fn end(&self) -> Result<(), Error> {
        self.file.sync_data().map_err(Error::at(&self.path))?;
        self.run.set_len(0).and_then(|()| self.run.sync_data()).map_err(Error::at(&self.run_path))
    }
}

/// A run that was cut off.
struct CutOff {
    begun: u64,
    opened: Vec<(String, u64)>,
}

impl CutOff {
    /// None if the last run ended. A line without its end was not written whole, and counts for nothing.
    fn read(run: &mut File) -> std::io::Result<Option<Self>> {
        let mut text = String::new();
        run.read_to_string(&mut text)?;
        let mut lines = text[..text.rfind('\n').unwrap_or(0)].lines();
        let Some(begun) = lines.next().and_then(|number| number.parse().ok()) else { return Ok(None) };
        let opened = lines.filter_map(|line| line.split_once(' '));
        let opened = opened.filter_map(|(length, file)| Some((file.to_string(), length.parse().ok()?)));
        Ok(Some(Self { begun, opened: opened.collect() }))
    }
}

/// What the lines say, and how long the whole ones are, in bytes.
fn read(file: &File, path: &Path, begun: Option<u64>) -> Result<(Known, u64), Error> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let (mut known, mut length, mut number) = (Known::default(), 0, 0);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line).map_err(Error::at(path))?;
        if read == 0 || !line.ends_with(b"\n") {
            return Ok((known, length));
        }
        number += 1;
        let parsed: Fetched = serde_json::from_slice(&line).map_err(|error| Error::Journal {
            path: path.to_path_buf(),
            line: number,
            what: error.to_string(),
        })?;
        known.learn(parsed, begun.is_some_and(|begun| length >= begun));
        length += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    fn line(url: &str, outcome: Outcome) -> Fetched {
        let stored = (outcome == Outcome::Stored).then(|| Stored {
            file: "a".into(),
            offset: 10,
            length: 5,
            digest: String::new(),
            etag: None,
            last_modified: None,
        });
        Fetched {
            url: url.into(),
            time: "2023-03-30T10:43:00Z".into(),
            outcome,
            status: Some(200),
            stored,
            location: None,
            reason: None,
        }
    }

    #[test]
    fn a_run_that_ended_is_told_from_one_that_was_cut_off() {
        let folder = TempDir::new().expect("a folder");
        let write = |urls: &[&str], end: bool| {
            let (mut journal, _) = Journal::open(folder.path()).expect("a journal");
            urls.iter().for_each(|url| journal.append(&line(url, Outcome::Stored)).expect("a disk"));
            if end {
                journal.end().expect("a disk");
            }
        };
        let check = |done: &[&str], stored: &[&str]| {
            let (_, known) = Journal::open(folder.path()).expect("a journal");
            for url in ["a", "b", "c"] {
                assert_eq!(known.done(url).is_some(), done.contains(&url), "{url} is done");
                assert_eq!(known.stored(url).is_some(), stored.contains(&url), "{url} is stored");
            }
        };
        write(&["a"], true);
        check(&[], &["a"]);
        write(&["b"], false);
        check(&["b"], &["a", "b"]);
        write(&["c"], false);
        check(&["b", "c"], &["a", "b", "c"]);
        write(&[], true);
        check(&[], &["a", "b", "c"]);
    }

    #[test]
    fn a_line_that_was_not_finished_is_cut_off() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join(JOURNAL);
        let whole = serde_json::to_string(&line("a", Outcome::Stored)).expect("JSON") + "\n";
        for cut in 0..whole.len() {
            fs::write(&path, whole.clone() + &whole[..cut]).expect("a file");
            let (_, known) = Journal::open(folder.path()).expect("a journal");
            assert_eq!(known.end("a"), Some(15), "{cut}");
            assert_eq!(fs::read_to_string(&path).expect("a file"), whole, "{cut}");
        }
        fs::write(&path, format!("{{}}\n{whole}")).expect("a file");
        let error = Journal::open(folder.path()).expect_err("a line that is none");
        assert!(matches!(error, Error::Journal { line: 1, .. }), "{error}");
        assert!(fs::read_to_string(&path).expect("a file").ends_with(&whole));
    }

    #[test]
    fn what_may_be_otherwise_in_a_minute_is_not_done() {
        let mut known = Known::default();
        known.learn(line("a", Outcome::TimedOut), true);
        known.learn(line("b", Outcome::NotFound), true);
        known.learn(line("c", Outcome::Stored), true);
        assert!(known.done("a").is_none() && known.done("b").is_some());
        known.forget("a", 14);
        assert!(known.stored("c").is_none() && known.done("c").is_none() && known.done("b").is_some());
    }

    #[test]
    fn a_file_ends_where_the_run_that_was_cut_off_began_or_its_last_line_says() {
        let folder = TempDir::new().expect("a folder");
        let check = |expected: &[(&str, Option<u64>)]| {
            let (journal, known) = Journal::open(folder.path()).expect("a journal");
            expected.iter().for_each(|(file, end)| assert_eq!(known.end(file), *end, "{file}"));
            journal
        };
        let mut journal = check(&[("a", None)]);
        journal.opened("a", 8).expect("a disk");
        journal.opened("b c", 9).expect("a disk");
        drop(journal);
        let mut journal = check(&[("a", Some(8)), ("b c", Some(9))]);
        journal.append(&line("x", Outcome::Stored)).expect("a disk");
        drop(journal);
        check(&[("a", Some(15)), ("b c", Some(9))]).end().expect("a disk");
        check(&[("a", Some(15)), ("b c", None)]);
    }

    #[test]
    fn one_run_a_folder() {
        let folder = TempDir::new().expect("a folder");
        let _first = Journal::open(folder.path()).expect("a journal");
        assert!(matches!(Journal::open(folder.path()), Err(Error::Locked(_))));
    }
}

//! `corrections.ndjson`: one correction a line, for people and version control as well.

use super::Corrections;
use crate::model::correction::Correction;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Name of the file beside the folder of the index.
pub const NAME: &str = "corrections.ndjson";

/// The file of an index: beside its folder, as it outlives the index.
pub fn beside(index: &Path) -> PathBuf {
    let folder = index.parent().filter(|it| !it.as_os_str().is_empty());
    folder.map_or_else(|| PathBuf::from(NAME), |it| it.join(NAME))
}

/// A line that is no correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// The corrections of a file, and its lines that are none; none of both where there is no file.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn load(path: &Path) -> io::Result<(Corrections, Vec<BadLine>)> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Default::default()),
        other => other?,
    };
    let (mut all, mut bad): (Vec<Correction>, _) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Correction>(line) {
            Ok(correction) if all.iter().any(|it| it.id == correction.id) => {
                bad.push(BadLine { line: at + 1, what: format!("id {} again", correction.id) });
            }
            Ok(correction) => all.push(correction),
            Err(error) => bad.push(BadLine { line: at + 1, what: error.to_string() }),
        }
    }
    Ok((Corrections::new(all), bad))
}

/// Puts a correction behind those of the file. What an interrupted write left at its end stays a line of its own.
///
/// # Errors
/// When the file cannot be written.
pub fn append(path: &Path, correction: &Correction) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
    let mut line = Vec::new();
    if file.seek(SeekFrom::End(0))? > 0 {
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        if last != [b'\n'] {
            line.push(b'\n');
        }
    }
    serde_json::to_writer(&mut line, correction)?;
    line.push(b'\n');
    // One write: two writers at a time put two whole lines.
    file.write_all(&line)?;
    file.sync_all()
}

/// Takes a correction out, by its id or the beginning of it; every other line stays as it is. Gives the correction;
/// none if none, or several, have the id.
///
/// # Errors
/// When the file cannot be read or written; then it is as it was.
pub fn remove(path: &Path, id: &str) -> io::Result<Option<Correction>> {
    let text = fs::read_to_string(path)?;
    let of = |line: &str| serde_json::from_str::<Correction>(line).ok().filter(|it| it.id.starts_with(id));
    let found: Vec<Correction> = text.lines().filter_map(of).collect();
    let [one] = found.as_slice() else { return Ok(None) };
    let rest: String = text.split_inclusive('\n').filter(|line| of(line).is_none()).collect();
    replace(path, &rest)?;
    Ok(Some(one.clone()))
}

/// Puts a file in place of another one, whole or not at all.
///
/// # Errors
/// When it cannot be written; then the other one is as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_os_string();
    temporary.push(".tmp");
    let write = || {
        let mut out = File::create(&temporary)?;
        out.write_all(text.as_bytes())?;
        out.sync_all()?;
        fs::rename(&temporary, path)
    };
    write().inspect_err(|_| drop(fs::remove_file(&temporary)))
}

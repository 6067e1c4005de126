//! Where an answer goes: the standard output, or a file, which is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Result, StdoutLock, Write, stdout};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The output of a command.
pub struct Out(To);

enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A file beside the one that is wanted, whose place it takes at the end.
    Beside(BufWriter<NamedTempFile>, PathBuf),
    /// A device or a pipe: nothing can take its place.
    Straight(BufWriter<File>, PathBuf),
}

impl Out {
    /// The standard output.
    pub fn stdout() -> Self {
        Self(To::Stdout(BufWriter::new(stdout().lock())))
    }

    /// A file. One that is there stays as it is until [`Out::finish`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(path: &Path) -> Result<Self> {
        // The file behind a link is meant, not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if fs::metadata(&path).is_ok_and(|it| !it.is_file()) {
            let file = OpenOptions::new().write(true).open(&path)?;
            return Ok(Self(To::Straight(BufWriter::new(file), path)));
        }
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".vinhdanh-");
        // As any other file of the user, not closed to all others.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let beside = builder.tempfile_in(folder)?;
        Ok(Self(To::Beside(BufWriter::new(beside), path)))
    }

    /// Ends the output: a file takes its place. Without it there is none.
    ///
    /// # Errors
    /// Of the file, with its path.
    pub fn finish(self) -> std::result::Result<(), (PathBuf, std::io::Error)> {
        match self.0 {
            // Every command flushes it, and tells what became of it.
            To::Stdout(_) => Ok(()),
            To::Straight(mut out, path) => out.flush().map_err(|error| (path, error)),
            To::Beside(out, path) => {
                let whole = out.into_inner().map_err(std::io::IntoInnerError::into_error);
                let kept = whole.and_then(|it| Ok(it.persist(&path).map(drop)?));
                kept.map_err(|error| (path, error))
            }
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match &mut self.0 {
            To::Stdout(out) => out.write(bytes),
            To::Beside(out, _) => out.write(bytes),
            To::Straight(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        match &mut self.0 {
            To::Stdout(out) => out.flush(),
            To::Beside(out, _) => out.flush(),
            To::Straight(out, _) => out.flush(),
        }
    }
}

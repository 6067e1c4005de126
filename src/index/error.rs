//! What can go wrong with an index.

use crate::model::told::{Tell, Told, disk_hint};
use std::path::{Path, PathBuf};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};

/// Result of this stage.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the index cannot be used. Every message names the folder.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no index in the folder.
    #[error("{}: there is no index", .0.display())]
    Missing(PathBuf),
    /// Another version of the program made it.
    #[error("{}: the index has layout {found}, this program needs {needed}", .folder.display())]
    Version {
        /// Folder of the index.
        folder: PathBuf,
        /// What it holds.
        found: String,
        /// What this program writes.
        needed: u32,
    },
    /// What should be the folder is a file.
    #[error("{}: this is no folder", .0.display())]
    NoFolder(PathBuf),
    /// A file is missing, cut short or not what it should be.
    #[error("{}: the index is damaged: {what}", .folder.display())]
    Damaged {
        /// Folder of the index.
        folder: PathBuf,
        /// The cause as found.
        what: String,
    },
    /// Another process writes to it now.
    #[error("{}: the index is being written by another process", .0.display())]
    Locked(PathBuf),
    /// The folder cannot be made, read or written.
    #[error("{}: {error}", .folder.display())]
    Io {
        /// Folder of the index.
        folder: PathBuf,
        /// The cause.
        error: std::io::Error,
    },
}

impl Error {
    /// What the library says, in our words.
    pub(super) fn of(folder: &Path, error: TantivyError) -> Self {
        let folder = folder.to_path_buf();
        let kind = |e: &std::io::Error| std::io::Error::new(e.kind(), e.to_string());
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Error::Locked(folder),
            TantivyError::LockFailure(LockError::IoError(e), _) => Error::Io { folder, error: kind(&e) },
            TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_)) => Error::Missing(folder),
            TantivyError::OpenDirectoryError(e) => {
                Error::Io { folder, error: std::io::Error::other(e.to_string()) }
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error: e, .. })
            | TantivyError::IoError(e)
                if is_of_the_system(&e) =>
            {
                Error::Io { folder, error: kind(&e) }
            }
            // The thread that wrote took the cause with it; a full disk is the likely one.
            TantivyError::ErrorInThread(what) => {
                let error = probe(&folder).err().unwrap_or_else(|| std::io::Error::other(what));
                Error::Io { folder, error }
            }
            TantivyError::OpenWriteError(e) => {
                Error::Io { folder, error: std::io::Error::other(e.to_string()) }
            }
            other => Error::Damaged { folder, what: other.to_string().replace('\n', " ") },
        }
    }

    /// An error of the file system, or what the library found wrong inside a file.
    pub(super) fn io(folder: &Path, error: std::io::Error) -> Self {
        if !is_of_the_system(&error) {
            return Error::damaged(folder, error);
        }
        Error::Io { folder: folder.to_path_buf(), error }
    }

    /// Data that is not what it should be.
    pub(super) fn damaged(folder: &Path, what: impl ToString) -> Self {
        Error::Damaged { folder: folder.to_path_buf(), what: what.to_string().replace('\n', " ") }
    }
}

impl Tell for Error {
    fn told(&self) -> Told {
        match self {
            Error::Missing(folder) => Told::new("index.missing", &[("folder", &folder.display())]),
            Error::Version { folder, found, needed } => Told::new(
                "index.version",
                &[("folder", &folder.display()), ("found", found), ("needed", needed)],
            ),
            Error::NoFolder(path) => Told::new("index.folder", &[("folder", &path.display())]),
            Error::Damaged { folder, what } => {
                Told::new("index.damaged", &[("folder", &folder.display()), ("what", what)])
                    .with_hint("index.version.hint")
            }
            Error::Locked(folder) => Told::new("index.locked", &[("folder", &folder.display())]),
            Error::Io { folder, error } => {
                Told::new("index.io", &[("folder", &folder.display()), ("error", error)])
                    .with_hint(disk_hint(error))
            }
        }
    }
}

/// Whether the system refused something. What the library cannot decode is an error of input and
/// output to it as well, but one that no system call gave.
fn is_of_the_system(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    let inside = error.get_ref().and_then(|e| e.downcast_ref::<std::io::Error>());
    let refused = matches!(
        error.kind(),
        ErrorKind::PermissionDenied
            | ErrorKind::StorageFull
            | ErrorKind::QuotaExceeded
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::FileTooLarge
    );
    refused || error.raw_os_error().is_some() || inside.is_some_and(is_of_the_system)
}

/// Whether the folder can be written to at all.
fn probe(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(".probe");
    let written = std::fs::write(&path, vec![0; 1 << 20]);
    let _ = std::fs::remove_file(&path);
    written
}

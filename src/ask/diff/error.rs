//! What can be wrong with an output of `extract`.

use std::path::PathBuf;

/// Why two outputs cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: std::io::Error,
    },
    /// No plain file: its lines are read more than once.
    #[error("{}", .0.display())]
    NotAFile(PathBuf),
    /// A line that is no record.
    #[error("{}:{line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Number of the line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
}

/// The result of reading an output.
pub type Result<T> = std::result::Result<T, Error>;

//! Why a command ends before its work is done.

use crate::model::told::{Tell, disk_hint};
use crate::show::Lang;
use std::io::ErrorKind;

/// The end of a command.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads the output any more: all is well.
    ClosedPipe,
    /// Something is wrong: the cause, what to do about it, and the exit status.
    Failed { cause: String, hint: String, status: u8 },
}

impl Stop {
    /// A failure with the texts of `key` and `key.hint`.
    pub fn failed(lang: Lang, key: &str, values: &[(&str, &dyn std::fmt::Display)]) -> Self {
        Self::with_hint(lang, key, &format!("{key}.hint"), values)
    }

    fn with_hint(lang: Lang, key: &str, hint: &str, values: &[(&str, &dyn std::fmt::Display)]) -> Self {
        Stop::Failed { cause: lang.fill(key, values), hint: lang.fill(hint, values), status: 2 }
    }

    /// The same with another exit status.
    pub fn status(self, status: u8) -> Self {
        match self {
            Stop::Failed { cause, hint, .. } => Stop::Failed { cause, hint, status },
            other => other,
        }
    }

    /// A failure of the library.
    pub fn told(lang: Lang, failure: &dyn Tell) -> Self {
        let (cause, hint) = lang.told(&failure.told());
        Stop::Failed { cause, hint, status: 2 }
    }

    /// An error of the disk, with the text of `key`: a full one has a hint of its own.
    pub fn io(
        lang: Lang,
        key: &str,
        error: &std::io::Error,
        values: &[(&str, &dyn std::fmt::Display)],
    ) -> Self {
        Self::with_hint(lang, key, disk_hint(error), values)
    }

    /// An error of the file that the output goes to.
    pub fn file(lang: Lang, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::io(lang, "output.file", error, &[("path", &path.display()), ("error", error)])
    }

    /// An error of the output.
    pub fn output(lang: Lang, error: &std::io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Stop::ClosedPipe;
        }
        Self::io(lang, "write.failed", error, &[("error", error)])
    }
}

//! Why a command ends before its work is done.

use crate::ask::{BadFilter, BadStats};
use crate::index;
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

    /// An error of the index.
    pub fn index(lang: Lang, error: &index::Error) -> Self {
        use index::Error;
        match error {
            Error::Missing(folder) => Self::failed(lang, "index.missing", &[("folder", &folder.display())]),
            Error::Version { folder, found, needed } => {
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("folder", &folder.display()), ("found", found), ("needed", needed)];
                Self::failed(lang, "index.version", &values)
            }
            Error::NoFolder(path) => Self::failed(lang, "index.folder", &[("folder", &path.display())]),
            Error::Damaged { folder, what } => {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("folder", &folder.display()), ("what", what)];
                Self::with_hint(lang, "index.damaged", "index.version.hint", &values)
            }
            Error::Locked(folder) => Self::failed(lang, "index.locked", &[("folder", &folder.display())]),
            Error::Io { folder, error } => {
                Self::io(lang, "index.io", error, &[("folder", &folder.display()), ("error", error)])
            }
        }
    }

    /// An error of the disk, with the text of `key`: a full one has a hint of its own.
    pub fn io(
        lang: Lang,
        key: &str,
        error: &std::io::Error,
        values: &[(&str, &dyn std::fmt::Display)],
    ) -> Self {
        let full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
            || error.to_string().contains("os error 28");
        Self::with_hint(lang, key, if full { "index.full.hint" } else { "index.io.hint" }, values)
    }

    /// A filter that is none.
    pub fn filter(lang: Lang, bad: &BadFilter) -> Self {
        match bad {
            BadFilter::Date(text) => Self::failed(lang, "bad.date", &[("text", text)]),
            BadFilter::Order(from, to) => Self::failed(lang, "bad.order", &[("from", from), ("to", to)]),
            BadFilter::Long(words) => {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("words", words), ("most", &crate::ask::MOST_WORDS)];
                Self::failed(lang, "bad.long", &values)
            }
            BadFilter::Award(slug, near) => {
                Self::failed(lang, "bad.award", &[("slug", slug), ("near", near)])
            }
            BadFilter::Province(name) => Self::failed(lang, "no.province", &[("name", name)]),
            BadFilter::Name(text) => Self::failed(lang, "bad.name", &[("text", text)]),
        }
    }

    /// A question of statistics that is none.
    pub fn stats(lang: Lang, bad: &BadStats) -> Self {
        match bad {
            BadStats::Filter(bad) => Self::filter(lang, bad),
            BadStats::Dimension(name) => {
                let names = crate::ask::stats::DIMENSIONS.map(|d| d.name).join(", ");
                Self::failed(lang, "bad.dimension", &[("name", name), ("names", &names)])
            }
        }
    }

    /// An error of the output.
    pub fn output(lang: Lang, error: &std::io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Stop::ClosedPipe;
        }
        let full = error.kind() == ErrorKind::StorageFull;
        let hint = if full { "index.full.hint" } else { "index.io.hint" };
        Self::with_hint(lang, "write.failed", hint, &[("error", error)])
    }
}

//! What is told of a failure, in whatever language: it passes from the stage that failed to `show`.

/// The text of a failure and of what to do about it, by their keys, with what fills them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Key of the text.
    pub key: &'static str,
    /// Key of the hint.
    pub hint: String,
    /// The names in the texts and what stands for them.
    pub values: Vec<(&'static str, String)>,
}

impl Told {
    /// The text of `key` with the hint `key.hint`.
    pub fn new(key: &'static str, values: &[(&'static str, &dyn std::fmt::Display)]) -> Self {
        let values = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        Self { key, hint: format!("{key}.hint"), values }
    }

    /// The same with the hint of another text.
    pub fn with_hint(self, hint: &str) -> Self {
        Self { hint: hint.to_string(), ..self }
    }
}

/// A failure that can be told.
pub trait Tell {
    /// What is told of it.
    fn told(&self) -> Told;
}

/// The hint about an error of the disk: a full one has its own.
pub fn disk_hint(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    let full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
        || error.to_string().contains("os error 28");
    if full { "index.full.hint" } else { "index.io.hint" }
}

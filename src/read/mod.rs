//! Paths → [`Page`]: a stub; the stage proper is written elsewhere.

use crate::model::{Format, Page, Source};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Limits.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// One file.
#[derive(Debug, Clone)]
pub struct Input {
    /// The file.
    pub path: PathBuf,
    /// As shown.
    pub shown: String,
}

/// What could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// An input that cannot be read.
    #[error("{path}: {error}")]
    Io {
        /// Where.
        path: String,
        /// What.
        error: String,
    },
}

/// The inputs below some paths.
pub struct Inputs {
    queue: Vec<PathBuf>,
    skipped: usize,
}

impl Inputs {
    /// Files of other kinds.
    pub fn skipped(&self) -> usize {
        self.skipped
    }
}

/// The inputs below `paths`.
pub fn inputs(paths: &[PathBuf], _options: &Options) -> Inputs {
    Inputs { queue: paths.iter().rev().cloned().collect(), skipped: 0 }
}

impl Iterator for Inputs {
    type Item = Result<Input, ReadError>;
    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.queue.pop() {
            let shown = path.display().to_string();
            if path.is_dir() {
                let mut below: Vec<_> =
                    std::fs::read_dir(&path).into_iter().flatten().flatten().map(|e| e.path()).collect();
                below.sort();
                self.queue.extend(below.into_iter().rev());
                continue;
            }
            let known = ["txt", "html", "htm", "ndjson", "jsonl"];
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
            if path.exists() && !known.contains(&extension) {
                self.skipped += 1;
                continue;
            }
            return Some(Ok(Input { path, shown }));
        }
        None
    }
}

/// The pages of one input.
pub fn pages(input: &Input, _options: &Options, each: &mut dyn FnMut(Result<Page, ReadError>)) {
    let body = match std::fs::read_to_string(&input.path) {
        Ok(body) => body,
        Err(e) => return each(Err(ReadError::Io { path: input.shown.clone(), error: e.to_string() })),
    };
    let extension = input.path.extension().and_then(|e| e.to_str()).unwrap_or("");
    if matches!(extension, "ndjson" | "jsonl") {
        for (n, line) in body.lines().enumerate() {
            let value: serde_json::Value = match serde_json::from_str(line) {
                Ok(value) => value,
                Err(e) => {
                    each(Err(ReadError::Io {
                        path: format!("{}#{}", input.shown, n + 1),
                        error: e.to_string(),
                    }));
                    continue;
                }
            };
            let text = |key: &str| value[key].as_str().map(str::to_string);
            let shown = format!("{}#{}", input.shown, n + 1);
            let mut page = page(&input.path, &shown, text("text").unwrap_or_default());
            page.id = id(&format!("{}#{}", input.path.display(), n + 1));
            page.title = text("title");
            page.published = text("published");
            page.source.url = text("url");
            each(Ok(page));
        }
        return;
    }
    each(Ok(page(&input.path, &input.shown, body)));
}

fn page(path: &Path, shown: &str, body: String) -> Page {
    let absolute = std::path::absolute(path).unwrap_or_default().display().to_string();
    Page {
        id: id(&absolute),
        source: Source { path: shown.to_string(), url: None, site: None },
        format: Format::Plain,
        body,
        title: None,
        published: None,
    }
}

fn id(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

//! Paths → files: folders recursively, in the order of names, one folder's names held at a time.

use super::error::printable;
use super::kind::Named;
use super::{Fault, ReadError, fetch};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The path as given, joined with what was found below it; `-` is standard input.
    pub path: PathBuf,
    /// The same for people: on one line, nothing unprintable.
    pub shown: String,
}

impl Input {
    /// An input by its path, whatever it may be.
    pub fn new(path: PathBuf) -> Self {
        let shown = shown(&path);
        Self { path, shown }
    }

    /// Whether this is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }
}

/// A path as shown to people.
fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// All files of the kinds that are read, at and below `paths`: in the order given, within a folder
/// by name. Hidden names inside folders are passed over.
pub fn inputs(paths: &[PathBuf]) -> Inputs {
    let todo = paths.iter().rev().map(|path| Step::Visit { path: path.clone(), named: true }).collect();
    Inputs { todo, open: Vec::new(), seen: HashSet::new(), skipped: 0 }
}

/// The files found, lazily. What cannot be read is handed on as an error, and the walk goes on.
#[derive(Debug)]
pub struct Inputs {
    todo: Vec<Step>,
    /// The folders that the walk is inside of, with links resolved.
    open: Vec<PathBuf>,
    /// All folders entered, with links resolved.
    seen: HashSet<PathBuf>,
    skipped: usize,
}

#[derive(Debug)]
enum Step {
    /// `named`: by the user, not found in a folder.
    Visit { path: PathBuf, named: bool },
    /// All that was in a folder is done.
    Leave,
}

impl Inputs {
    /// How many files of other kinds have been met in folders so far.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// The next input that a path gives at once, if any.
    fn visit(&mut self, path: &Path, named: bool) -> Result<Option<Input>, Fault> {
        if named && path == Path::new("-") {
            return Ok(Some(Input::new(path.to_path_buf())));
        }
        let link = fs::symlink_metadata(path)?.is_symlink();
        let meta = fs::metadata(path).map_err(|error| match Fault::from(error) {
            Fault::Missing if link => Fault::Dangling {
                target: fs::read_link(path).map(|target| shown(&target)).unwrap_or_default(),
            },
            fault => fault,
        })?;
        if meta.is_dir() {
            self.enter(path, link && !named)?;
            return Ok(None);
        }
        if !meta.is_file() {
            return Err(Fault::NotAFile { what: super::open::what(&meta) });
        }
        match Named::of(path) {
            Some(_) => Ok(Some(Input::new(path.to_path_buf()))),
            None if named => Err(Fault::OtherKind),
            None => {
                self.skipped += 1;
                Ok(None)
            }
        }
    }

    /// Puts what a folder holds before all else. A link to a folder already walked adds nothing.
    fn enter(&mut self, path: &Path, by_link: bool) -> Result<(), Fault> {
        let real = fs::canonicalize(path)?;
        if self.open.contains(&real) {
            return Err(Fault::Loop);
        }
        if by_link && self.seen.contains(&real) {
            return Ok(());
        }
        let mut names = Vec::new();
        let mut broken = None;
        for entry in fs::read_dir(path)? {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => broken = Some(error),
            }
        }
        names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
        if let Some(at) = names.iter().position(|name| fetch::is_journal(name, &names)) {
            names.swap_remove(at);
        }
        names.sort_unstable();
        self.seen.insert(real.clone());
        self.open.push(real);
        self.todo.push(Step::Leave);
        let below = names.iter().rev().map(|name| Step::Visit { path: path.join(name), named: false });
        self.todo.extend(below);
        broken.map_or(Ok(()), |error| Err(error.into()))
    }
}

impl Iterator for Inputs {
    type Item = Result<Input, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.todo.pop()? {
                Step::Leave => {
                    self.open.pop();
                }
                Step::Visit { path, named } => match self.visit(&path, named) {
                    Ok(Some(input)) => return Some(Ok(input)),
                    Ok(None) => {}
                    Err(fault) => return Some(Err(ReadError::new(&shown(&path), fault))),
                },
            }
        }
    }
}

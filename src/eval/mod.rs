//! How well the rules do: exported records against gold annotations, field by field.
//!
//! A port of the project's reference scorer (`score.py`), from the same tables, down to the order
//! of rows and the rounding: a test holds the two against each other. Gold is JSON of its own form
//! (`NAME.json` beside `NAME.txt` or `NAME.html`): a unit or recipient may be a list of equally right
//! forms, and what stands under `optional` neither helps nor hurts. What gold leaves out, or has in
//! an unknown form, is passed over.
//!
//! Behind the reference's rows stand our own ([`OWN_FIELDS`]), for what it does not compare.

mod article;
mod beyond;
mod fold;
mod key;
mod tally;

pub use beyond::OWN_FIELDS;
pub use tally::Row;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// Gold annotations by the stem of their file.
pub type Golds = BTreeMap<String, Value>;

/// Gold that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// The folder or a file in it cannot be read.
    #[error("{}: không đọc được bản chuẩn: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no JSON.
    #[error("{}: JSON hỏng: {source}", path.display())]
    Parse {
        /// Which.
        path: PathBuf,
        /// Why, with line and column.
        source: serde_json::Error,
    },
    /// A file is JSON, but no object.
    #[error("{}: bản chuẩn phải là một đối tượng JSON", path.display())]
    Form {
        /// Which.
        path: PathBuf,
    },
    /// The folder has none.
    #[error("{}: không có bản chuẩn (.json) nào trong thư mục này", path.display())]
    Nothing {
        /// Which folder.
        path: PathBuf,
    },
}

/// Reads the gold annotations of a folder (not of those below it).
pub fn golds(folder: &Path) -> Result<Golds, EvalError> {
    let unread = |path: &Path| {
        let path = path.to_path_buf();
        move |source| EvalError::Read { path, source }
    };
    let mut golds = Golds::new();
    for entry in fs::read_dir(folder).map_err(unread(folder))? {
        let path = entry.map_err(unread(folder))?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let bytes = fs::read(&path).map_err(unread(&path))?;
        let gold: Value = serde_json::from_slice(&bytes)
            .map_err(|source| EvalError::Parse { path: path.clone(), source })?;
        if !gold.is_object() {
            return Err(EvalError::Form { path });
        }
        golds.insert(stem(&path), gold);
    }
    if golds.is_empty() {
        return Err(EvalError::Nothing { path: folder.to_path_buf() });
    }
    Ok(golds)
}

/// What a record belongs to gold by: the stem of its `source.path`.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Scores exported records, each with its [`stem`]; of several with one stem the last counts. A gold
/// article without a record counts as one in which nothing was found.
pub fn score(golds: &Golds, records: &[(String, Value)]) -> Report {
    let found: HashMap<&str, &Value> = records.iter().map(|(stem, record)| (stem.as_str(), record)).collect();
    // By file name, where `a-b.json` comes before `a.json`.
    let mut names: Vec<&String> = golds.keys().collect();
    names.sort_by_key(|name| format!("{name}.json"));
    let mut tallies = tally::Tallies::default();
    let mut absent = Vec::new();
    for name in names {
        let record = found.get(name.as_str());
        if record.is_none() {
            absent.push(name.clone());
        }
        article::score(name, &golds[name], record.copied().unwrap_or(&Value::Null), &mut tallies);
    }
    let mut report = Report { articles: golds.len(), absent, fields: Vec::new(), notes: Vec::new() };
    let (own, common): (Vec<_>, Vec<_>) =
        tallies.0.into_iter().partition(|(field, _)| OWN_FIELDS.contains(field));
    for (field, tally) in common.into_iter().chain(own) {
        report.fields.push((field, tally.row()));
        report.notes.extend(tally.notes.into_iter().map(|note| (field, note)));
    }
    report
}

/// The scores of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// How many articles have gold.
    pub articles: usize,
    /// Those without a record.
    pub absent: Vec<String>,
    /// A row a field, in a fixed order.
    pub fields: Vec<(&'static str, Row)>,
    /// What was missed or wrong, by field: `ARTICLE: missed WHAT`.
    pub notes: Vec<(&'static str, String)>,
}

impl Report {
    /// The scores of a field.
    pub fn field(&self, name: &str) -> Option<&Row> {
        self.fields.iter().find(|(field, _)| *field == name).map(|(_, row)| row)
    }

    /// One line for everything that was missed or wrong.
    pub fn misses(&self) -> impl Iterator<Item = String> {
        self.notes.iter().map(|(field, note)| format!("  [{field}] {note}"))
    }
}

/// The contract's JSON: `{"articles": 1, "absent": [], "fields": {"title": {…}}}`.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Fields<'a>(&'a [(&'static str, Row)]);
        impl Serialize for Fields<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(field, row)| (field, row)))
            }
        }
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("articles", &self.articles)?;
        map.serialize_entry("absent", &self.absent)?;
        map.serialize_entry("fields", &Fields(&self.fields))?;
        map.end()
    }
}

/// The table, as the reference scorer prints it.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} articles", self.articles)?;
        if !self.absent.is_empty() {
            write!(f, ", {} without a prediction: {}", self.absent.len(), self.absent.join(" "))?;
        }
        let [hit, missed, wrong] = ["hit", "missed", "wrong"];
        write!(f, "\n{:<14}{hit:>6}{missed:>8}{wrong:>7}{:>8}{:>8}{:>8}", "field", "P", "R", "F1")?;
        for (field, row) in &self.fields {
            let Row { hit, missed, wrong, precision, recall, f1 } = row;
            write!(f, "\n{field:<14}{hit:>6}{missed:>8}{wrong:>7}{precision:>8.3}{recall:>8.3}{f1:>8.3}")?;
        }
        Ok(())
    }
}

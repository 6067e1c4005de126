//! What several tests of the shipped corpus need: its folders, its gold, its texts.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of the repository.
pub fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a folder that have one of these extensions, sorted.
pub fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(repo(folder))
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|p| p.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)))
        .collect();
    found.sort();
    found
}

/// The name of a file without folder and extension.
pub fn stem(path: &Path) -> String {
    path.file_stem().expect("a file name").to_string_lossy().into_owned()
}

/// A gold annotation.
pub struct Gold {
    /// Folder and stem, for messages.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// What stands in it.
    pub value: Value,
}

impl Gold {
    /// The items of a list.
    pub fn list(&self, field: &str) -> &[Value] {
        self.value[field].as_array().unwrap_or_else(|| panic!("{}: {field} is no list", self.name))
    }

    /// The article that the annotation belongs to.
    pub fn article(&self) -> PathBuf {
        let found: Vec<_> =
            ["txt", "html"].iter().map(|e| self.path.with_extension(e)).filter(|p| p.exists()).collect();
        assert_eq!(found.len(), 1, "{}: one article beside it, not {found:?}", self.name);
        found.into_iter().next().expect("one")
    }

    /// The sum of the counts that the article confers.
    pub fn conferred(&self) -> u64 {
        self.list("awards")
            .iter()
            .filter(|a| a["status"].as_str().unwrap_or("conferred") == "conferred")
            .map(|a| a["count"].as_u64().unwrap_or(0))
            .sum()
    }
}

/// The annotations of a folder.
pub fn golds(folder: &str) -> Vec<Gold> {
    files(folder, &["json"])
        .into_iter()
        .map(|path| {
            let name = format!("{folder}/{}", stem(&path));
            let value = serde_json::from_slice(&fs::read(&path).expect("readable"))
                .unwrap_or_else(|e| panic!("{name}: {e}"));
            Gold { name, path, value }
        })
        .collect()
}

/// The forms of a unit or recipient: a name, or a list of equally right ones.
pub fn forms(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    }
}

/// The searches of `corpus/own/queries.tsv`: line, query, numbers of the articles.
pub fn queries() -> Vec<(usize, String, Vec<String>)> {
    let text = fs::read_to_string(repo("corpus/own/queries.tsv")).expect("queries.tsv");
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#'))
        .map(|(at, line)| {
            let (query, right) = line.split_once('\t').unwrap_or_else(|| panic!("line {}: no tab", at + 1));
            let right = right.split(',').filter(|n| !n.is_empty()).map(str::to_string).collect();
            (at + 1, query.to_string(), right)
        })
        .collect()
}

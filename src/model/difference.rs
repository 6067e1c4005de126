//! Answer of `diff`: what two outputs of `extract` have of the same articles.

use super::answer::Table;
use super::explanation::told;
use serde::Serialize;
use serde_json::{Value, json};

/// What became of a fact or an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Only the new output has it.
    Added,
    /// Only the old output has it.
    Removed,
    /// Both have it, with other values.
    Changed,
}

impl Outcome {
    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Added => "added",
            Outcome::Removed => "removed",
            Outcome::Changed => "changed",
        }
    }
}

/// One of the two outputs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The file, as given.
    pub path: String,
    /// Its articles.
    pub articles: usize,
    /// The rules that made it: one, unless it was put together.
    pub rules_versions: Vec<String>,
}

/// Articles by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Articles {
    /// Equal but for the version of the rules.
    pub same: usize,
    /// With other facts.
    pub changed: usize,
    /// Only in the new output.
    pub added: usize,
    /// Only in the old output.
    pub removed: usize,
}

/// The facts of one rule by what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The list, or the field of the article itself.
    pub field: String,
    /// The rule; null for a field of the article itself.
    pub rule: Option<String>,
    /// Facts only in the new output.
    pub added: usize,
    /// Facts only in the old output.
    pub removed: usize,
    /// Facts with other values.
    pub changed: usize,
}

/// The whole in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The earlier output.
    pub old: Side,
    /// The later one.
    pub new: Side,
    /// Articles by what became of them.
    pub articles: Articles,
    /// One row a field and rule.
    pub summary: Vec<Row>,
}

impl Summary {
    /// Whether the two say the same.
    pub fn is_same(&self) -> bool {
        let Articles { changed, added, removed, .. } = self.articles;
        changed + added + removed == 0
    }

    /// Whether one and the same version of the rules made both, and yet they differ.
    pub fn is_unexplained(&self) -> bool {
        !self.is_same() && self.old.rules_versions == self.new.rules_versions
    }
}

impl Table for Summary {
    fn columns(&self) -> Vec<String> {
        ["field", "rule", "added", "removed", "changed"].map(String::from).to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let row =
            |r: &Row| vec![json!(r.field), json!(r.rule), json!(r.added), json!(r.removed), json!(r.changed)];
        self.summary.iter().map(row).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

/// An article that the two outputs tell differently.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Article {
    /// Its id, that of the new output where both have it.
    pub id: String,
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: Option<String>,
    /// Whether only one of the outputs has it.
    pub outcome: Outcome,
    /// What is different, by field and place.
    pub changes: Vec<Change>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What became of it.
    pub outcome: Outcome,
    /// The list, or the field of the article itself.
    pub field: String,
    /// The rule, the new one where it changed.
    pub rule: Option<String>,
    /// The fact, the new one where it changed.
    pub value: Value,
    /// What changed of it.
    pub attributes: Vec<Attribute>,
    /// First code point; null for a field of the article itself.
    pub start: Option<usize>,
    /// Behind the last code point.
    pub end: Option<usize>,
    /// The sentence that it stands in.
    pub sentence: Option<String>,
}

/// One value that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// The value before.
    pub old: Value,
    /// The value now.
    pub new: Value,
}

/// The columns of the rows of an article: one row a fact that came or went, one an attribute that changed.
pub const COLUMNS: [&str; 12] = [
    "article_id",
    "path",
    "outcome",
    "field",
    "rule",
    "value",
    "attribute",
    "old",
    "new",
    "start",
    "end",
    "sentence",
];

impl Article {
    /// Its rows, of [`COLUMNS`].
    pub fn rows(&self) -> Vec<Vec<Value>> {
        self.changes.iter().flat_map(|change| self.of(change)).collect()
    }

    fn of(&self, change: &Change) -> Vec<Vec<Value>> {
        let row = |[name, old, new]: [Value; 3]| {
            let head = [json!(self.id), json!(self.path), json!(change.outcome), json!(change.field)];
            let fact = [json!(change.rule), json!(told(&change.value)), name, old, new];
            let place = [json!(change.start), json!(change.end), json!(change.sentence)];
            head.into_iter().chain(fact).chain(place).collect::<Vec<_>>()
        };
        if change.attributes.is_empty() {
            return vec![row([Value::Null, Value::Null, Value::Null])];
        }
        let cells = |a: &Attribute| [json!(a.name), json!(told(&a.old)), json!(told(&a.new))];
        change.attributes.iter().map(|a| row(cells(a))).collect()
    }
}

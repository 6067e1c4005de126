//! Answer of `explain`: what was read from each sentence, by which rule, and what was refused.

use super::Source;
use super::answer::Table;
use super::refused::{Field, Reason};
use serde::Serialize;
use serde_json::{Value, json};

/// One article, sentence by sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// As [`super::Record::id`].
    pub id: String,
    /// Where the article came from.
    pub source: Source,
    /// As [`super::Record::title`].
    pub title: Option<String>,
    /// The rules that read it.
    pub rules_version: String,
    /// Whether the page was read again; without it, what was refused is not known.
    pub reread: bool,
    /// The sentences that hold a fact, a refusal or a number.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sentence {
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Its text.
    pub text: String,
    /// What was read from it.
    pub found: Vec<Fact>,
    /// What was not.
    pub refused: Vec<Refusal>,
}

/// A fact, or one mention of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// The list that it stands in.
    pub field: Field,
    /// Its attributes, as in the record, without those that stand beside.
    pub value: Value,
    /// The rule that read it.
    pub rule: String,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
}

/// A candidate that is no fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refusal {
    /// What it would have been.
    pub field: Field,
    /// Its words.
    pub text: String,
    /// The rule that refused it; none for a number that no rule has met.
    pub rule: Option<&'static str>,
    /// Why.
    pub reason: Reason,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
}

/// The attributes of a fact on one line: what is null or empty is left out.
pub fn told(value: &Value) -> String {
    let parts: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => vec![items.iter().map(told).collect::<Vec<_>>().join("; ")],
        Value::Object(fields) => fields.values().map(told).collect(),
        other => vec![other.to_string()],
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

impl Table for Explanation {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(String::from).to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        self.sentences.iter().flat_map(|sentence| self.of(sentence)).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

/// The columns of an explanation's rows: one row a fact or a refusal.
pub const COLUMNS: [&str; 10] =
    ["article_id", "path", "outcome", "field", "value", "rule", "reason", "start", "end", "sentence"];

impl Explanation {
    fn of(&self, sentence: &Sentence) -> Vec<Vec<Value>> {
        let row = |outcome: &str, own: [Value; 6]| {
            let head = [json!(self.id), json!(self.source.path), json!(outcome)];
            head.into_iter().chain(own).chain([json!(sentence.text)]).collect::<Vec<_>>()
        };
        let found = sentence.found.iter().map(|f| {
            let own = [json!(f.field), json!(told(&f.value)), json!(f.rule), Value::Null];
            row("found", whole(own, f.start, f.end))
        });
        let refused = sentence.refused.iter().map(|r| {
            let own = [json!(r.field), json!(r.text), json!(r.rule), json!(r.reason)];
            row("refused", whole(own, r.start, r.end))
        });
        found.chain(refused).collect()
    }
}

fn whole([field, value, rule, reason]: [Value; 4], start: usize, end: usize) -> [Value; 6] {
    [field, value, rule, reason, json!(start), json!(end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_on_one_line() {
        for (value, expected) in [
            (
                json!({"award": "giai", "class": null, "count": 3, "recipients": [], "years": [2022, 2023]}),
                "giai · 3 · 2022; 2023",
            ),
            (json!("x"), "x"),
            (Value::Null, ""),
        ] {
            assert_eq!(told(&value), expected);
        }
    }
}

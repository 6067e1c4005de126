//! Small outputs against each other.

use super::{Error, diff};
use crate::model::difference::{Article, Outcome};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

const TEXT: &str = "UBND xã tặng 12 tập thể. Tặng 30 cá nhân.";

fn record(id: &str, more: Value) -> Value {
    let mut record = json!({
        "schema_version": 1, "rules_version": "1-a", "id": id, "source": {"path": format!("{id}.txt")},
        "title": "T", "text": TEXT, "awards": [], "officials": [],
    });
    let fields = record.as_object_mut().expect("an object");
    fields.extend(more.as_object().expect("an object").clone());
    record
}

fn award(count: u64, recipient: &str, start: usize, rule: &str) -> Value {
    json!({"award": "giay-khen", "count": count, "recipient": recipient, "start": start, "end": start + 9,
        "sentence": "UBND xã tặng 12 tập thể.", "rule": rule})
}

fn write(folder: &TempDir, name: &str, records: &[&Value]) -> PathBuf {
    let path = folder.path().join(name);
    let lines: String = records.iter().map(|r| format!("{r}\n")).collect();
    std::fs::write(&path, lines).expect("a file");
    path
}

/// The differences as one line each.
fn told(old: &[&Value], new: &[&Value]) -> Vec<String> {
    let folder = TempDir::new().expect("a folder");
    let mut diff = diff(&write(&folder, "old", old), &write(&folder, "new", new)).expect("records");
    let mut out = Vec::new();
    let mut take = |article: &Article| {
        if article.outcome != Outcome::Changed {
            out.push(format!("{} {}", article.outcome.name(), article.id));
        }
        for change in &article.changes {
            let attributes: Vec<String> =
                change.attributes.iter().map(|a| format!("{} {} → {}", a.name, a.old, a.new)).collect();
            let rule = change.rule.as_deref().unwrap_or("-");
            let line = [article.id.as_str(), change.outcome.name(), &change.field, rule].join(" ");
            out.push(format!("{line} {}", attributes.join(", ")).trim_end().to_string());
        }
        true
    };
    diff.each(&mut take).expect("records");
    assert_eq!(diff.summary.is_same(), out.is_empty());
    out
}

fn check(old: &[&Value], new: &[&Value], expected: &[&str]) {
    assert_eq!(told(old, new), expected);
}

#[test]
fn the_order_and_the_version_of_the_rules_are_no_difference() {
    let (a, b) = (record("a", json!({})), record("b", json!({})));
    let newer = record("b", json!({"rules_version": "1-b"}));
    check(&[&a, &b], &[&newer, &a], &[]);
}

#[test]
fn facts_that_came_went_and_changed() {
    let old = record("a", json!({"awards": [award(12, "collective", 13, "r")]}));
    let new = |awards: Value| record("a", json!({ "awards": awards }));
    check(&[&old], &[&new(json!([]))], &["a removed awards r"]);
    check(&[&new(json!([]))], &[&old], &["a added awards r"]);
    check(&[&old], &[&new(json!([award(13, "collective", 13, "r")]))], &["a changed awards r count 12 → 13"]);
    check(
        &[&old],
        &[&new(json!([award(12, "collective", 14, "s")]))],
        &[r#"a changed awards s span ["13–22"] → ["14–23"], rule "r" → "s""#],
    );
    // The unchanged one stays with itself, though the other shares its sentence.
    check(
        &[&old],
        &[&new(json!([award(30, "individual", 30, "r"), award(12, "collective", 13, "r")]))],
        &["a added awards r"],
    );
}

#[test]
fn the_article_itself() {
    let old = record("a", json!({"published": "2023-01-01"}));
    let new = record("a", json!({"published": null, "text": TEXT.replace("30", "31")}));
    check(
        &[&old],
        &[&new],
        &[
            "a changed published - published \"2023-01-01\" → null",
            "a changed text - text \"0 cá nhân.\" → \"1 cá nhân.\"",
        ],
    );
}

#[test]
fn places_say_nothing_where_the_texts_differ() {
    let old = record("a", json!({"awards": [award(12, "collective", 13, "r")]}));
    let new = json!({"awards": [award(12, "collective", 23, "r")], "text": format!("Tin mới. {TEXT}")});
    assert_eq!(told(&[&old], &[&record("a", new)]).len(), 1);
}

#[test]
fn articles_that_came_and_went() {
    let (a, b) = (record("a", json!({})), record("b", json!({"awards": [award(1, "x", 0, "r")]})));
    check(&[&a], &[&a, &b], &["added b", "b added awards r"]);
    check(&[&b, &a], &[&a], &["removed b", "b removed awards r"]);
}

#[test]
fn articles_of_other_ids_are_known_by_their_paths() {
    let at =
        |id: &str, path: &str, title: &str| record(id, json!({"source": {"path": path}, "title": title}));
    check(&[&at("a", "p", "T")], &[&at("b", "p", "T")], &[]);
    // Lines of one file, in their order; not where an id already tells which is which.
    check(&[&at("a", "p", "T"), &at("b", "p", "U")], &[&at("c", "p", "T"), &at("d", "p", "U")], &[]);
    check(
        &[&at("a", "p", "T"), &at("b", "p", "U")],
        &[&at("a", "p", "T"), &at("d", "p", "U")],
        &["added d", "removed b"],
    );
}

#[test]
fn a_line_that_is_no_record_is_named() {
    let folder = TempDir::new().expect("a folder");
    let good = write(&folder, "good", &[&record("a", json!({}))]);
    for bad in ["{", "[1]", "{\"id\": \"a\"}", "null"] {
        let path = folder.path().join("bad");
        std::fs::write(&path, format!("{}\n\n{bad}\n", record("a", json!({})))).expect("a file");
        assert!(matches!(diff(&good, &path), Err(Error::Line { line: 3, .. })), "{bad}");
    }
    let lists = write(&folder, "lists", &[&record("a", json!({"awards": [1]}))]);
    assert!(matches!(diff(&lists, &good), Err(Error::Line { line: 1, .. })));
    assert!(matches!(diff(folder.path(), &good), Err(Error::NotAFile(_))));
    assert!(matches!(diff(&folder.path().join("none"), &good), Err(Error::Io { .. })));
}

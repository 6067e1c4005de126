//! Paragraphs of other news, of which none may yield an award or a rating, and their neighbours across
//! the border, which must.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::repo;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use tempfile::TempDir;

/// The rows of a list: what stands before the tab, and the paragraph.
fn rows(path: &str) -> Vec<(String, String)> {
    let list = fs::read_to_string(repo(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| line.split_once('\t').map(|(left, right)| (left.to_string(), right.to_string()));
    lines.map(|line| row(line).unwrap_or_else(|| panic!("{path}: no tab in {line}"))).collect()
}

/// What the command finds in each paragraph: `slug/class count`, `?` behind what is proposed, then
/// `RATING kind count`.
fn found(rows: &[(String, String)]) -> Vec<String> {
    let folder = TempDir::new().expect("a temporary folder");
    let input = folder.path().join("paragraphs.ndjson");
    let lines: Vec<String> = rows.iter().map(|(_, text)| json!({ "text": text }).to_string()).collect();
    fs::write(&input, lines.join("\n")).expect("a written file");
    let output = Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
        .arg("extract")
        .arg(&input)
        .output()
        .expect("the command runs");
    let stdout = String::from_utf8(output.stdout).expect("UTF-8");
    let records: Vec<Value> = stdout.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(records.len(), rows.len(), "{}", String::from_utf8_lossy(&output.stderr));
    records.iter().map(facts).collect()
}

fn facts(record: &Value) -> String {
    let list = |field: &str| record[field].as_array().cloned().unwrap_or_default();
    let award = |a: &Value| {
        let mark = if a["status"] == "proposed" { "?" } else { "" };
        let class = a["class"].as_str().map_or(String::new(), |class| format!("/{class}"));
        format!("{}{mark}{class} {}", a["award"].as_str().unwrap_or(""), a["count"])
    };
    let rating = |r: &Value| format!("RATING {} {}", r["rating"].as_str().unwrap_or(""), r["count"]);
    let awards = list("awards").iter().map(award).collect::<Vec<_>>();
    let ratings = list("ratings").iter().map(rating).collect::<Vec<_>>();
    [awards, ratings].concat().join("; ")
}

#[test]
fn other_news_confers_nothing() {
    let rows = rows("corpus/other-news.tsv");
    assert!(rows.len() >= 160, "only {} paragraphs", rows.len());
    for ((kind, text), found) in rows.iter().zip(found(&rows)) {
        assert_eq!(found, "", "{kind}: {text}");
    }
}

#[test]
fn awards_near_the_border_stay() {
    let rows = rows("corpus/border-news.tsv");
    assert!(rows.len() >= 40, "only {} paragraphs", rows.len());
    for ((expected, text), found) in rows.iter().zip(found(&rows)) {
        assert_eq!(&found, expected, "{text}");
    }
}

//! The command over `corpus/own`: the known total, the gold, and the 20 searches with exactly the
//! right articles. What five real articles guard elsewhere, these guard in a clean clone.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::{Gold, golds, queries, repo};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const OWN: &str = "corpus/own";
const TOTAL: u64 = 697;
/// The fourth article only proposes.
const CONFERRING: u64 = 4;

/// Runs the command at the root of the repository.
fn vinhdanh(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
        .args(arguments)
        .current_dir(repo(""))
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs")
}

/// What the command printed, after it ended with this status.
fn printed(arguments: &[&str], status: i32) -> String {
    let output = vinhdanh(arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}\n{stderr}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The one JSON object that the command printed.
fn answer(arguments: &[&str], status: i32) -> Value {
    let text = printed(arguments, status);
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{arguments:?}: {e}\n{text}"))
}

/// The number of an article: the digits at the front of its file name.
fn number(record: &Value) -> String {
    let path = record["source"]["path"].as_str().expect("a path");
    let name = Path::new(path).file_name().expect("a name").to_string_lossy();
    name[..3].to_string()
}

/// An index over these inputs, in a folder of its own.
fn index(inputs: &[&str]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    printed(&[&["index", "--index", text(folder.path())], inputs].concat(), 0);
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn stats(index: &Path) -> Value {
    answer(&["stats", "--by", "award", "--json", "--index", text(index)], 0)
}

#[test]
fn extract_confers_as_many_as_the_gold_says() {
    let wanted: BTreeMap<String, u64> = golds(OWN)
        .iter()
        .map(|g| (g.path.file_name().expect("a name").to_string_lossy()[..3].to_string(), g.conferred()))
        .collect();
    let mut found = BTreeMap::new();
    for line in printed(&["extract", OWN], 0).lines() {
        let record: Value = serde_json::from_str(line).expect("one object a line");
        let sum: u64 = record["awards"]
            .as_array()
            .expect("awards")
            .iter()
            .filter(|a| a["status"] == "conferred")
            .map(|a| a["count"].as_u64().unwrap_or(0))
            .sum();
        found.insert(number(&record), sum);
    }
    assert_eq!(found, wanted);
    assert_eq!(found.values().sum::<u64>(), TOTAL);
}

#[test]
fn eval_finds_every_award_and_nothing_else() {
    let answer = answer(&["eval", OWN, "--json"], 0);
    assert_eq!(answer["articles"], 5);
    let awards = &answer["fields"]["awards"];
    let entries: usize = golds(OWN).iter().map(|g: &Gold| g.list("awards").len()).sum();
    assert_eq!(awards["hit"].as_u64(), Some(entries as u64), "{awards}");
    assert_eq!((&awards["missed"], &awards["wrong"]), (&0.into(), &0.into()), "{awards}");
    assert_eq!(answer["fields"]["offsets"]["f1"].as_f64(), Some(1.0));
}

#[test]
fn every_search_finds_exactly_the_right_articles() {
    let index = index(&[OWN]);
    let mut wrong = Vec::new();
    for (line, query, right) in queries() {
        let status = i32::from(right.is_empty());
        let answer =
            answer(&["search", &query, "--limit", "50", "--json", "--index", text(index.path())], status);
        let hits = answer["hits"].as_array().expect("hits");
        let found: BTreeSet<String> = hits.iter().map(number).collect();
        if found != right.iter().cloned().collect() || answer["total"] != right.len() {
            wrong.push(format!("line {line}: {query}: {found:?}, not {right:?}"));
        }
        if hits.iter().any(|h| !h["snippet"].as_str().is_some_and(|s| s.contains("<mark>"))) {
            wrong.push(format!("line {line}: {query}: a snippet without a mark"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stats_total_what_the_gold_totals_however_often_it_is_indexed() {
    let index = index(&[OWN]);
    let first = stats(index.path());
    assert_eq!(first["total"]["count"], TOTAL);
    assert_eq!(first["total"]["articles"], CONFERRING);
    let rows = first["rows"].as_array().expect("rows");
    let flags = rows.iter().find(|r| r["award"] == "co-thi-dua").expect("flags");
    assert_eq!((&flags["count"], &flags["articles"]), (&7.into(), &3.into()), "{flags}");

    printed(&["index", "--index", text(index.path()), OWN], 0);
    assert_eq!(stats(index.path()), first);
}

#[test]
fn a_copy_of_an_article_counts_once() {
    let folder = TempDir::new().expect("a temporary folder");
    let copy = folder.path().join("syndicated.txt");
    fs::copy(repo("corpus/own/003_ba-don.txt"), &copy).expect("a copy");
    let index = index(&[OWN, text(&copy)]);
    let total = &stats(index.path())["total"];
    assert_eq!((&total["count"], &total["articles"]), (&TOTAL.into(), &CONFERRING.into()));
}

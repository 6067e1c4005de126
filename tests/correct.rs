//! Corrections: recorded, applied at every extraction, listed, taken back, exported as gold.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const TEXT: &str =
    "Hưng Hà khen thưởng\n30/03/2023\nUBND huyện Hưng Hà trao Giấy khen cho 3 tập thể và 5 cá nhân.\n";

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
    command.args(args).args(["--lang", "en"]).current_dir(folder);
    command.env("HOME", folder).env_remove("XDG_CONFIG_HOME").output().expect("it runs")
}

fn fine(folder: &Path, args: &[&str]) -> Output {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {output:?}"))
}

fn folder() -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("tin.txt"), TEXT).expect("a file");
    fine(folder.path(), &["index", "tin.txt"]);
    let hits = json(&fine(folder.path(), &["search", "khen", "--json"]));
    let id = hits["hits"][0]["id"].as_str().expect("an id").to_string();
    (folder, id)
}

/// Counts of individuals, and what the record says of its corrections.
fn individuals(folder: &Path, id: &str) -> (Vec<Value>, Vec<Value>) {
    let record = json(&fine(folder, &["show", id, "--json"]));
    let awards = record["awards"].as_array().expect("awards").iter();
    let counts = awards.filter(|it| it["recipient"] == "individual").map(|it| it["count"].clone());
    let states = record["corrections"].as_array().cloned().unwrap_or_default();
    (counts.collect(), states.into_iter().map(|it| it["state"].clone()).collect())
}

#[test]
fn a_correction_is_applied_at_once_and_at_every_extraction() {
    let (folder, id) = folder();
    let here = folder.path();
    assert_eq!(individuals(here, &id), (vec![5.into()], vec![]));
    let said =
        ["correct", &id, "--different", "awards", "--quote", "5 cá nhân", "--set", "count=6", "--json"];
    let correction = json(&fine(here, &said));
    assert_eq!((&correction["state"], &correction["was"]["count"]), (&"applied".into(), &5.into()));
    let applied = (vec![Value::from(6)], vec![Value::from("applied")]);
    assert_eq!(individuals(here, &id), applied);
    let total = || json(&fine(here, &["stats", "--by", "award", "--json"]))["total"]["count"].clone();
    assert_eq!(total(), 9);
    // The page is known with its correction: nothing to do.
    assert_eq!(json(&fine(here, &["index", "tin.txt", "--json"]))["unchanged"], 1);
    // Another text around it, and no index at all.
    fs::write(here.join("tin.txt"), TEXT.replace("UBND huyện", "Sáng nay, UBND huyện")).expect("a file");
    assert_eq!(json(&fine(here, &["index", "tin.txt", "--json"]))["corrected"], 1);
    assert_eq!(individuals(here, &id), applied);
    fs::remove_dir_all(here.join("index")).expect("gone");
    fine(here, &["index", "tin.txt"]);
    assert_eq!(individuals(here, &id), applied);
    let extracted = json(&fine(here, &["extract", "tin.txt"]));
    assert_eq!(extracted["corrections"][0]["state"], "applied");

    let listed = json(&fine(here, &["correct", "--list", "--json"]));
    assert_eq!(listed["corrections"][0]["state"], "applied");
    let taken = correction["id"].as_str().expect("an id");
    fine(here, &["correct", "--remove", &taken[..6]]);
    assert_eq!(individuals(here, &id), (vec![5.into()], vec![]));
    assert_eq!(total(), 8);
    assert_eq!(run(here, &["correct", "--remove", taken]).status.code(), Some(1));
}

#[test]
fn one_that_no_longer_fits_is_listed() {
    let (folder, id) = folder();
    let here = folder.path();
    fine(here, &["correct", &id, "--wrong", "awards", "--quote", "5 cá nhân"]);
    assert_eq!(individuals(here, &id).0, [0; 0].map(Value::from));
    fs::write(here.join("tin.txt"), TEXT.replace("5 cá nhân", "năm cá nhân")).expect("a file");
    let output = fine(here, &["index", "tin.txt"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("no longer fit"), "{output:?}");
    let output = fine(here, &["correct", "--list", "--json"]);
    assert_eq!(json(&output)["corrections"][0]["state"], "no-quote");
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 corrections"), "{output:?}");
    assert_eq!(run(here, &["correct", "--gold", "gold"]).status.code(), Some(1));
}

#[test]
fn an_article_whose_page_is_gone_is_corrected_as_it_is_stored() {
    let (folder, id) = folder();
    let here = folder.path();
    fs::remove_file(here.join("tin.txt")).expect("gone");
    let said = ["correct", &id, "--missing", "awards", "--quote", "Giấy khen", "--set", "award=giay-khen"];
    fine(here, &[&said[..], &["--set", "count=2", "--set", "recipient=household"]].concat());
    let total = json(&fine(here, &["stats", "--by", "award", "--json"]))["total"]["count"].clone();
    assert_eq!(total, 10);
    // Only the page could say what was there before.
    let listed = json(&fine(here, &["correct", "--list", "--json"]));
    let taken = listed["corrections"][0]["id"].as_str().expect("an id");
    let output = fine(here, &["correct", "--remove", taken]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("next run"), "{output:?}");
}

#[test]
fn a_corrected_article_is_gold_that_measures_the_rules() {
    let (folder, id) = folder();
    let here = folder.path();
    fine(here, &["correct", &id, "--different", "awards", "--quote", "5 cá nhân", "--set", "count=6"]);
    fine(here, &["correct", &id, "--different", "byline", "--set", "byline=Mai Lan"]);
    fine(here, &["correct", "--gold", "gold"]);
    assert!(here.join(format!("gold/{id}.txt")).is_file());
    let scores = json(&fine(here, &["eval", "gold", "--json"]));
    assert_eq!(scores["fields"]["awards"]["hit"], 1);
    assert_eq!(scores["fields"]["awards"]["missed"], 1);
    assert_eq!(scores["fields"]["awards"]["wrong"], 1);
    assert_eq!(scores["fields"]["byline"]["missed"], 1);
    assert_eq!(scores["fields"].get("units").map_or(0, |it| it["missed"].as_u64().unwrap_or(0)), 0);
}

#[test]
fn what_cannot_be_recorded_is_said_and_records_nothing() {
    let (folder, id) = folder();
    let here = folder.path();
    for (args, status, text) in [
        (&["correct", &id, "--wrong", "awards"][..], 2, "quote"),
        (&["correct", &id, "--wrong", "awards", "--quote", "chín"], 2, "chín"),
        (&["correct", &id, "--wrong", "colours", "--quote", "5"], 2, "awards"),
        (&["correct", &id, "--different", "awards", "--quote", "5 cá nhân", "--set", "count=x"], 2, "count"),
        (
            &["correct", &id, "--different", "awards", "--quote", "5 cá nhân", "--set", "count"],
            2,
            "KEY=VALUE",
        ),
        (&["correct", &id], 2, "--wrong"),
        (&["correct", "--wrong", "awards", "--quote", "5"], 2, "ID"),
        (&["correct", "ffffffff", "--wrong", "title"], 1, "ffffffff"),
        (&["correct", &id, "--wrong", "title", "--missing", "byline"], 2, "--missing"),
    ] {
        let output = run(here, args);
        assert_eq!(output.status.code(), Some(status), "{args:?} {output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(text), "{args:?} {output:?}");
        assert!(!here.join("corrections.ndjson").exists(), "{args:?}");
    }
    fs::write(here.join("corrections.ndjson"), "{}\n").expect("a file");
    let output = run(here, &["index", "tin.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 1"), "{output:?}");
}

//! `explain` and `diff`: a law over the corpus, and the commands as a user meets them.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::repo;
use serde_json::{Value, json};
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;
use vinhdanh::correct::Corrections;
use vinhdanh::model::Record;
use vinhdanh::model::refused::Reason;
use vinhdanh::pipeline::{self, Explained, Wanted};
use vinhdanh::read::Options;

const FOLDERS: [&str; 3] = ["corpus/own", "corpus/gold", "corpus/dev"];

fn records() -> Vec<Record> {
    let mut all = Vec::new();
    pipeline::extract(&FOLDERS.map(repo), &Options::default(), &Corrections::default(), &mut |record| {
        all.extend(record.ok());
        ControlFlow::Continue(())
    });
    all
}

fn explained() -> Vec<Explained> {
    let mut all = Vec::new();
    pipeline::explain(&FOLDERS.map(repo), &Options::default(), &Wanted::All, &mut |explained| {
        all.extend(explained.ok());
        ControlFlow::Continue(())
    });
    all
}

#[test]
fn listening_to_the_rules_changes_no_fact_and_every_span_is_in_the_text() {
    let (plain, traced) = (records(), explained());
    assert!(plain.len() > 80 && plain.len() == traced.len());
    let mut reasons = std::collections::HashSet::new();
    for (record, Explained { record: same, sentences, refused }) in plain.iter().zip(&traced) {
        assert_eq!(record, same);
        let length = record.text.chars().count();
        for r in refused {
            let within = r.span.start < r.span.end && r.span.end <= length;
            assert!(within, "{}: {r:?}", record.source.path);
            let sentence = sentences.iter().any(|s| s.start <= r.span.start && r.span.start < s.end);
            assert!(sentence, "{}: {r:?} stands in no sentence", record.source.path);
            reasons.insert(r.reason);
        }
        assert!(sentences.windows(2).all(|two| two[0].end <= two[1].start), "{}", record.source.path);
        assert!(!refused.iter().any(|r| r.reason == Reason::NoRule), "that is computed, not traced");
    }
    assert!(reasons.len() > 25, "the corpus shows most of the reasons: {reasons:?}");
}

#[test]
fn sentences_of_a_record_alone_are_those_of_its_page() {
    // Blocks know more than the text: a row of a table is no sentence for the reader of the text alone.
    let same = |e: &&Explained| pipeline::sentences(&e.record) == e.sentences;
    let (all, equal) = (explained(), explained().iter().filter(same).count());
    assert!(10 * equal >= 9 * all.len(), "{equal} of {}", all.len());
}

/// A folder of its own in which the command runs.
struct Place(TempDir);

const PAGE: &str = "Hưng Hà tổng kết phong trào thi đua\n\n\
    Ngày 12/1/2024, UBND huyện Hưng Hà tổ chức hội nghị tổng kết. Đồng chí Vũ Hải Hậu, Chủ tịch UBND \
    huyện, trao giấy khen cho 12 tập thể và 30 cá nhân, đạt 17/19 chỉ tiêu.\n";

impl Place {
    fn new() -> Self {
        let place = Self(TempDir::new().expect("a folder"));
        place.write("a.txt", PAGE);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    fn run(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
        command.args(line.split_whitespace()).current_dir(self.0.path()).env("HOME", self.0.path());
        for name in ["XDG_CONFIG_HOME", "VINHDANH_INDEX", "VINHDANH_LANG", "VINHDANH_FORMAT"] {
            command.env_remove(name);
        }
        command.output().expect("it runs")
    }

    /// Exit status and standard output.
    fn told(&self, line: &str) -> (i32, String) {
        let output = self.run(line);
        (output.status.code().expect("it ended"), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn json(&self, line: &str) -> Value {
        let (_, out) = self.told(line);
        serde_json::from_str(&out).unwrap_or_else(|e| panic!("{line}: {e}: {out}"))
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_json_of_explain_is_as_documented() {
    let place = Place::new();
    let answer = place.json("explain a.txt --json");
    assert_eq!(answer["source"]["path"], "a.txt");
    assert_eq!(answer["reread"], true);
    assert!(answer["rules_version"].is_string() && answer["id"].is_string());
    let sentences = answer["sentences"].as_array().expect("sentences");
    let last = sentences.last().expect("one");
    let award =
        last["found"].as_array().expect("facts").iter().find(|f| f["field"] == "awards").expect("one");
    assert_eq!((&award["value"]["award"], &award["value"]["count"]), (&json!("giay-khen"), &json!(12)));
    assert!(award["rule"].is_string() && award["start"].is_u64() && award["value"]["start"].is_null());
    let target = last["refused"].as_array().expect("refusals").iter().find(|r| r["text"] == "17/19");
    let target = target.expect("the target is refused");
    assert_eq!((&target["reason"], &target["field"]), (&json!("target"), &json!("awards")));
    assert!(target["rule"].is_string() && target["end"].is_u64());
}

#[test]
fn explain_in_every_form() {
    let place = Place::new();
    let (status, human) = place.told("explain a.txt --lang en");
    assert_eq!(status, 0);
    assert!(human.contains("+ award: giay-khen") && human.contains("a target, an aim, a plan"), "{human}");
    let (_, csv) = place.told("explain a.txt --dates --format csv");
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.starts_with("article_id,path,outcome,field,value,rule,reason,start,end,sentence\n"));
    let (_, lines) = place.told("explain a.txt --format ndjson --officials --awards");
    let rows: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert!(rows.iter().all(|r| ["officials", "awards", "numbers"].iter().any(|f| r["field"] == *f)));
    assert!(rows.iter().any(|r| r["field"] == "officials" && r["outcome"] == "found"));
}

#[test]
fn explain_takes_a_line_of_a_file_and_ids() {
    let place = Place::new();
    let page = |n: u32| json!({"text": format!("UBND xã tặng Giấy khen cho {n} tập thể."), "url": format!("https://x.vn/{n}")});
    place.write("b.ndjson", &format!("{}\n\n{}\n", page(3), page(5)));
    assert_eq!(place.told("explain b.ndjson --json").1.lines().count(), 2);
    let third = place.json("explain b.ndjson#3 --json");
    assert_eq!(third["source"]["url"], "https://x.vn/5");
    assert_eq!(place.told("explain b.ndjson#2").0, 1);
    place.run("index b.ndjson a.txt");
    let id = third["id"].as_str().expect("an id");
    assert_eq!(place.json(&format!("explain {} --json", &id[..8])), third);
    // Without its source only the facts are known, and that is said.
    fs::remove_file(place.path("b.ndjson")).expect("gone");
    let output = place.run(&format!("explain {id} --lang en --json"));
    assert!(errors(&output).contains("the source b.ndjson is gone"), "{}", errors(&output));
    let stored: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(stored["reread"], false);
    assert_eq!(stored["sentences"][0]["found"], third["sentences"][0]["found"]);
}

#[test]
fn explain_says_what_it_cannot_find() {
    let place = Place::new();
    place.write("none.txt", "Không có gì ở đây cả.\n");
    place.write("bad.ndjson", "{\n");
    for (line, status) in [
        ("explain none.txt", 1),
        ("explain bad.ndjson", 1),
        ("explain nowhere.txt", 1),
        ("explain abc", 2), // no index
        ("explain", 2),
        ("explain a.txt --json --format csv", 2),
    ] {
        let output = place.run(line);
        assert_eq!(output.status.code(), Some(status), "{line}");
        assert!(!errors(&output).is_empty(), "{line}");
    }
    place.run("index a.txt");
    assert_eq!(place.told("explain fffffffffffffff0").0, 1);
}

#[test]
fn diff_ends_as_diff_does() {
    let place = Place::new();
    let old = place.told("extract a.txt").1;
    let mut record: Value = serde_json::from_str(&old).expect("a record");
    place.write("old.ndjson", &old);
    assert_eq!(place.told("diff old.ndjson old.ndjson").0, 0);
    record["awards"][0]["count"] = json!(13);
    record["rules_version"] = json!("1-other");
    place.write("new.ndjson", &format!("{record}\n"));
    let (status, human) = place.told("diff old.ndjson new.ndjson --lang en");
    assert_eq!(status, 1);
    assert!(human.contains("1-other") && human.contains("count: 12 → 13"), "{human}");
    let answer = place.json("diff old.ndjson new.ndjson --json");
    assert_eq!(answer["articles"], json!({"same": 0, "changed": 1, "added": 0, "removed": 0}));
    assert_eq!(answer["summary"][0]["field"], "awards");
    let change = &answer["changes"][0]["changes"][0];
    assert_eq!(change["attributes"], json!([{"name": "count", "old": 12, "new": 13}]));
    assert_eq!(place.json("diff old.ndjson new.ndjson --json --summary").get("changes"), None);
    let (_, csv) = place.told("diff old.ndjson new.ndjson --format csv");
    assert!(csv.lines().nth(1).is_some_and(|row| row.contains(",changed,awards,")), "{csv}");
    let (_, rows) = place.told("diff old.ndjson new.ndjson --format ndjson --summary");
    assert!(rows.starts_with("{\"field\":\"awards\""), "{rows}");
}

#[test]
fn diff_says_what_is_wrong_with_an_input() {
    let place = Place::new();
    place.write("old.ndjson", &place.told("extract a.txt").1);
    place.write("bad.ndjson", "\n{]\n");
    let output = place.run("diff old.ndjson bad.ndjson --lang en");
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("bad.ndjson, line 2 is no record"), "{}", errors(&output));
    assert_eq!(place.told("diff old.ndjson nowhere").0, 2);
    assert_eq!(place.told("diff old.ndjson .").0, 2);
    // The same rules, other facts: the input was another.
    let mut record: Value = serde_json::from_str(&place.told("extract a.txt").1).expect("a record");
    record["awards"] = json!([]);
    place.write("new.ndjson", &format!("{record}\n"));
    let output = place.run("diff old.ndjson new.ndjson --lang en");
    assert!(errors(&output).contains("the input was another"), "{}", errors(&output));
}

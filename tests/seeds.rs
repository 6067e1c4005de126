//! The searches that five real articles must answer exactly. They lie outside the project: where
//! they are not, nothing is tested here and a line says so.

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

#[test]
fn every_search_finds_exactly_the_right_articles() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (seeds, queries) = (shared.join("seeds"), shared.join("queries.tsv"));
    let Ok(queries) = std::fs::read_to_string(&queries) else {
        eprintln!("skipped: {} is not there", queries.display());
        return;
    };
    let index = TempDir::new().expect("a folder");
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
            .arg("--index")
            .arg(index.path())
            .args(args)
            .env_remove("RUST_BACKTRACE")
            .output()
            .expect("it runs")
    };
    assert_eq!(run(&["index", &seeds.display().to_string()]).status.code(), Some(0));
    let mut wrong = Vec::new();
    for line in queries.lines().filter(|l| !l.starts_with('#')) {
        let (query, expected) = line.split_once('\t').unwrap_or((line, ""));
        let output = run(&["search", query, "--json", "--limit", "100"]);
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let name = |hit: &Value| {
            let path = Path::new(hit["source"]["path"].as_str().expect("a path"));
            path.file_name().expect("a name").to_string_lossy()[..3].to_string()
        };
        let mut found: Vec<_> = answer["hits"].as_array().expect("hits").iter().map(name).collect();
        found.sort();
        let status = i32::from(expected.is_empty());
        if found.join(",") != expected || output.status.code() != Some(status) {
            wrong.push(format!("{query}: {found:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

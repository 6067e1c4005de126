//! A run that is killed leaves the index as of its last commit; a live one holds the lock.
#![cfg(unix)]

use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ARTICLES: usize = 6_000;
const EVERY: usize = 200;

fn articles() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let mut text = String::new();
    for n in 0..ARTICLES {
        let body = format!("UBND huyện Hưng Hà trao giấy khen cho {n} tập thể. ").repeat(4);
        let line =
            json!({"url": format!("https://tin.example.vn/{n}"), "title": format!("Bài {n}"), "text": body});
        writeln!(text, "{line}").expect("memory");
    }
    fs::write(folder.path().join("all.ndjson"), text).expect("a file");
    folder
}

fn command(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
    command.args(args).current_dir(folder.path()).env("HOME", folder.path()).env_remove("XDG_CONFIG_HOME");
    command
}

fn start(folder: &TempDir) -> Child {
    let every = EVERY.to_string();
    let args = ["index", "all.ndjson", "--commit-every", &every, "--lang", "en"];
    command(folder, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
}

fn run(folder: &TempDir, args: &[&str]) -> Output {
    command(folder, args).output().expect("it runs")
}

fn total(folder: &TempDir) -> Option<usize> {
    let output = run(folder, &["search", "giấy khen", "--limit", "1", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).ok()?;
    usize::try_from(answer["total"].as_u64()?).ok()
}

/// Waits until something is committed; false if the run ended before.
fn committed(folder: &TempDir, child: &mut Child, at_least: usize) -> bool {
    let until = Instant::now() + Duration::from_secs(120);
    while Instant::now() < until {
        if total(folder).is_some_and(|n| n >= at_least) {
            return child.try_wait().expect("a child").is_none();
        }
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
        sleep(Duration::from_millis(5));
    }
    panic!("nothing was committed in two minutes");
}

#[test]
fn a_killed_run_leaves_its_last_commit_and_the_next_goes_on() {
    let folder = articles();
    for round in 1..=3 {
        let mut child = start(&folder);
        let alive = committed(&folder, &mut child, round * EVERY);
        if alive {
            let second = run(&folder, &["index", "all.ndjson", "--lang", "en"]);
            // It may have ended meanwhile; while it lives it holds the lock.
            if child.try_wait().expect("a child").is_none() {
                assert_eq!(second.status.code(), Some(2));
                let said = String::from_utf8_lossy(&second.stderr).into_owned();
                assert!(said.contains("another process is writing"), "{said}");
            }
        }
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let saved = total(&folder).expect("the index opens");
        assert!(saved >= round * EVERY && (saved.is_multiple_of(EVERY) || saved == ARTICLES), "{saved}");
    }
    let saved = total(&folder).expect("the index opens");
    let last = run(&folder, &["index", "all.ndjson", "--json"]);
    assert_eq!(last.status.code(), Some(0), "{}", String::from_utf8_lossy(&last.stderr));
    let done: Value = serde_json::from_slice(&last.stdout).expect("JSON");
    assert_eq!(done["unchanged"], saved, "what was committed is not extracted again");
    assert_eq!(done["new"], ARTICLES - saved);
    assert_eq!(total(&folder), Some(ARTICLES));
}

#[test]
fn a_run_killed_at_once_leaves_a_folder_that_the_next_takes_over() {
    let folder = articles();
    for wait in [0, 3, 10, 30, 60] {
        let mut child = start(&folder);
        sleep(Duration::from_millis(wait));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        assert!(total(&folder).is_none_or(|n| n % EVERY == 0 || n == ARTICLES), "after {wait} ms");
    }
    let last = run(&folder, &["index", "all.ndjson", "--json"]);
    assert_eq!((last.status.code(), last.stderr.as_slice()), (Some(0), &b""[..]));
    assert_eq!(total(&folder), Some(ARTICLES));
}

//! A run that is killed leaves the index as of its last commit; a live one holds the lock.
#![cfg(unix)]

#[path = "common/made/mod.rs"]
mod made;

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

/// Articles of the run that is killed at random moments, and of a commit.
const FEW: usize = 1_500;
const OF_COMMIT: usize = 100;

/// What can be told of an index: every award with its article and sentence, what is counted, and what it rests on.
fn told(folder: &TempDir) -> Vec<Vec<u8>> {
    let asked: [&[&str]; 3] = [
        &["export", "awards", "--format", "ndjson"],
        &["export", "articles", "--format", "ndjson"],
        &["stats", "--by", "award,province,site", "--json"],
    ];
    let answer = |args: &&[&str]| {
        let output = run(folder, args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    asked.iter().map(answer).collect()
}

/// Ten moments here; `VINHDANH_KILLS=100 cargo test --release --test crash` for as many as are wanted.
#[test]
fn a_run_killed_at_any_moment_leaves_a_commit_and_the_next_ends_as_if_nothing_had_been() {
    let kills = std::env::var("VINHDANH_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10);
    let folder = TempDir::new().expect("a folder");
    let mut text = String::new();
    made::corpus(FEW, 6, &mut |it| writeln!(text, "{}", it.line()).expect("memory"));
    fs::write(folder.path().join("all.ndjson"), text).expect("a file");
    let every = OF_COMMIT.to_string();
    let args = ["index", "all.ndjson", "--commit-every", &every];
    let began = Instant::now();
    assert_eq!(run(&folder, &args).status.code(), Some(0));
    let whole = began.elapsed();
    let undisturbed = told(&folder);
    let mut chance = made::chance::Chance::new(6);
    let (mut empty, mut part, mut all) = (0, 0, 0);
    for kill in 0..kills {
        fs::remove_dir_all(folder.path().join("index")).expect("it is removed");
        let mut child =
            command(&folder, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        // From its first moment to somewhat behind its end.
        let wait = whole.mul_f64(chance.below(1_100) as f64 / 1_000.0);
        sleep(wait);
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        // `stats` opens the index, and settles the copies where the run did not come to it.
        let saved = run(&folder, &["stats", "--by", "award", "--json"]);
        let saved: Option<u64> = match saved.status.code() {
            Some(0) => {
                let answer: Value = serde_json::from_slice(&saved.stdout).expect("JSON");
                answer["basis"]["articles"].as_u64()
            }
            // Nothing was committed yet.
            _ => {
                let made = folder.path().join("index").join("meta.json");
                let holds = fs::read_to_string(made).unwrap_or_default().contains("segment_id");
                assert!(!holds, "kill {kill} after {wait:?}: {}", String::from_utf8_lossy(&saved.stderr));
                None
            }
        };
        match saved {
            None | Some(0) => empty += 1,
            Some(n) if n == FEW as u64 => all += 1,
            Some(n) => {
                assert!(n.is_multiple_of(OF_COMMIT as u64), "kill {kill} after {wait:?}: {n} articles");
                part += 1;
            }
        }
        assert_eq!(run(&folder, &args).status.code(), Some(0), "kill {kill} after {wait:?}");
        assert!(told(&folder) == undisturbed, "kill {kill} after {wait:?}: another index");
    }
    println!(
        "{kills} kills within {whole:?}: {empty} before the first commit, {part} between, {all} behind the last"
    );
}

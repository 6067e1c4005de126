//! Workbooks of Excel, read back and held cell by cell against the JSON of the same question.
#![cfg(unix)]

#[path = "common/output.rs"]
mod output;
#[path = "common/service.rs"]
mod service;

use calamine::{Data, Reader, Xlsx};
use output::{code, stderr, stdout};
use serde_json::{Value, json};
use service::{Running, command, gold_articles};
use std::collections::HashMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const TABLES: [&str; 7] = ["articles", "awards", "officials", "units", "dates", "ratings", "events"];
const FORMULA: &str = "=HYPERLINK(\"http://xau.example.vn\";\"bằng khen\")";
/// Letters of a title that no cell holds.
const LONG: usize = 40_000;

/// The gold articles, one that looks like a formula, and one with a title longer than a cell.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    gold_articles(folder.path());
    let text = "UBND xã Tân Tiến trao giấy khen cho 3 tập thể.";
    let formula = json!({ "title": FORMULA, "url": "https://xau.example.vn/a", "published": "2023-05-01", "text": text });
    let long = format!("Tin {}", "dài ".repeat(LONG / 4));
    let long = json!({ "title": long, "url": "https://xau.example.vn/b", "text": text });
    fs::write(folder.path().join("them.ndjson"), format!("{formula}\n{long}\n")).expect("a file");
    let output = run(folder.path(), &["index", "tin", "them.ndjson"]);
    assert!(output.status.success(), "{}", stderr(&output));
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("it runs")
}

/// The sheets of a workbook: name and cells.
fn read(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets().into_iter();
    sheets.map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

/// What the notes say, by the field of the JSON that it is.
fn notes(sheet: &[Vec<Data>]) -> HashMap<String, String> {
    let said = sheet.iter().filter(|row| row.len() > 2).map(|row| (row[2].to_string(), row[1].to_string()));
    said.filter(|(field, _)| !field.is_empty()).collect()
}

/// Days since the day 0 of Excel; before March 1900 it counts a day that never was, and a day is a text.
fn serial(text: &str) -> Option<f64> {
    let zero = jiff::civil::date(1899, 12, 30);
    let (day, hours) = text.split_once('T').unwrap_or((text, "00:00:00+07:00"));
    let day: jiff::civil::Date = (day.len() == 10).then(|| day.parse().ok())??;
    assert!(hours.ends_with("+07:00"), "{text}");
    let seconds: f64 =
        hours[..8].split(':').fold(0.0, |sum, part| sum * 60.0 + part.parse::<f64>().expect("a number"));
    let days = f64::from(zero.until(day).expect("days").get_days());
    (days > 60.0).then_some(days + seconds / 86_400.0)
}

/// Holds a cell against the value of a column.
fn check(column: &str, cell: &Data, value: &Value) {
    let is_day = ["published", "date", "value", "last", "valid_from"].contains(&column);
    match value {
        Value::Null => assert_eq!(*cell, Data::Empty, "{column}"),
        Value::Number(number) => {
            assert_eq!(*cell, Data::Float(number.as_f64().expect("a number")), "{column}")
        }
        Value::String(text) => match (cell, serial(text).filter(|_| is_day)) {
            (Data::DateTime(day), Some(expected)) => {
                assert!((day.as_f64() - expected).abs() < 1e-8, "{text}: {day:?}")
            }
            (Data::String(cell), None) if text.len() > LONG => {
                let (kept, missing) = cell.split_once("…[+").expect("the sign of a cut");
                let missing: usize = missing.trim_end_matches(']').parse().expect("a number");
                assert!(
                    text.starts_with(kept)
                        && kept.encode_utf16().count() + missing == text.encode_utf16().count()
                );
                assert!(cell.encode_utf16().count() <= 32_767);
            }
            (Data::String(cell), None) => assert_eq!(cell, text, "{column}"),
            (Data::Empty, None) => assert_eq!(text, "", "{column}"),
            (cell, _) => panic!("{column}: {text}: {cell:?}"),
        },
        Value::Array(parts) => {
            let text = parts.iter().map(|part| part.as_str().expect("a text")).collect::<Vec<_>>().join("; ");
            check(column, cell, &Value::String(text));
        }
        other => panic!("{column}: {other}"),
    }
}

/// Holds a sheet against objects; the number of cells.
fn same(sheet: &[Vec<Data>], rows: &[Value]) -> usize {
    let head: Vec<String> = sheet[0].iter().map(ToString::to_string).collect();
    assert_eq!(sheet.len(), rows.len() + 1);
    for (cells, row) in sheet[1..].iter().zip(rows) {
        let row = row.as_object().expect("an object");
        for (at, column) in head.iter().enumerate() {
            check(column, &cells[at], row.get(column).unwrap_or(&Value::Null));
        }
    }
    head.len() * rows.len()
}

fn objects(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_table_is_in_the_workbook_what_it_is_in_json() {
    let folder = folder();
    let (mut cells, mut days) = (0, 0);
    for table in TABLES {
        let file = format!("{table}.xlsx");
        let output = run(folder.path(), &["export", table, "--format", "xlsx", "-o", &file]);
        assert_eq!((code(&output), output.stdout.len()), (0, 0), "{}", stderr(&output));
        let sheets = read(&fs::read(folder.path().join(&file)).expect("a file"));
        let rows = objects(&run(folder.path(), &["export", table, "--format", "ndjson"]));
        assert_eq!(sheets.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["Dữ liệu", "Ghi chú"]);
        cells += same(&sheets[0].1, &rows);
        days += sheets[0].1.iter().flatten().filter(|cell| matches!(cell, Data::DateTime(_))).count();
        let notes = notes(&sheets[1].1);
        let about = run(folder.path(), &["search", "khen", "--json"]);
        let about: Value = serde_json::from_slice(&about.stdout).expect("JSON");
        assert_eq!(notes["table"], table);
        assert_eq!(notes["basis.corpus"], about["basis"]["corpus"].as_str().expect("a text"));
        assert_eq!(notes["basis.rules_version"], about["basis"]["rules_version"].as_str().expect("a text"));
        assert_eq!(notes["basis.articles"], about["basis"]["articles"].to_string());
        if table == "articles" {
            let cut = sheets[1].1.iter().filter(|row| row[0].to_string().starts_with("Dữ liệu!")).count();
            assert_eq!(cut, 1, "{:?}", sheets[1].1);
            assert!(sheets[0].1.iter().flatten().any(|cell| *cell == Data::String(FORMULA.into())));
        }
        // The name of the file tells the form; a pipe is as good as a file.
        let piped = run(folder.path(), &["export", table, "--format", "xlsx"]);
        assert_eq!(read(&piped.stdout), sheets);
        let named = run(folder.path(), &["export", table, "-o", "named.XLSX", "--lang", "en"]);
        assert_eq!(code(&named), 0);
        let named = read(&fs::read(folder.path().join("named.XLSX")).expect("a file"));
        assert_eq!(named[1].0, "Notes");
        assert_eq!(named[0].1, sheets[0].1);
    }
    assert!(cells > 5_000 && days > 500, "{cells} {days}");
}

#[test]
fn answers_are_in_the_workbook_what_they_are_in_json() {
    let folder = folder();
    let mut cells = 0;
    for args in [
        &["stats", "--by", "award,year", "--share"][..],
        &["stats", "--by", "province", "--top", "3", "--from", "2023"],
        &["stats", "--by", "award", "--award", "thu-khen", "--province", "Cà Mau"],
        &["coverage", "--level", "province", "--as-of", "2024-12-31"],
        &[
            "coverage",
            "--level",
            "district",
            "--province",
            "Nam Định",
            "--as-of",
            "2024-12-31",
            "--gaps",
            "--months",
        ],
        &["search", "giấy khen", "--limit", "50"],
        &["search", "khong co gi het ca"],
    ] {
        let output = run(folder.path(), &[args, &["--format", "xlsx"]].concat());
        let json = run(folder.path(), &[args, &["--json"]].concat());
        assert_eq!(code(&output), code(&json), "{args:?}: {}", stderr(&output));
        let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
        let sheets = read(&output.stdout);
        let rows = objects(&run(folder.path(), &[args, &["--format", "ndjson"]].concat()));
        cells += same(&sheets[0].1, &rows);
        let notes = notes(&sheets[1].1);
        assert_eq!(notes["basis.corpus"], json["basis"]["corpus"].as_str().expect("a text"), "{args:?}");
        assert_eq!(notes["basis.counted_once"], json["basis"]["counted_once"].as_str().expect("a text"));
        for (name, value) in json["basis"]["filters"].as_object().expect("filters") {
            let value = value.as_str().map_or_else(|| value.to_string(), String::from);
            let said = &notes[&format!("basis.filters.{name}")];
            assert!(*said == value || said.to_lowercase() == value, "{args:?} {name}: {said} {value}");
        }
    }
    assert!(cells > 1_000, "{cells}");
}

#[test]
fn a_file_is_there_whole_or_not_at_all() {
    let folder = folder();
    let here = || {
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let before = here();
    for args in [
        &["export", "nothing", "-o", "x.xlsx"][..],
        &["stats", "--by", "nothing", "-o", "x.xlsx"],
        &["export", "awards", "--index", "nowhere", "-o", "x.xlsx"],
        &["export", "awards", "-o", "nowhere/x.xlsx"],
        &["export", "awards", "-o", "/dev/full", "--format", "xlsx"],
    ] {
        let output = run(folder.path(), args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).lines().count() <= 2 && !stderr(&output).is_empty(), "{}", stderr(&output));
        assert_eq!(here(), before, "{args:?}");
    }
    // What was there stays until there is something else.
    let path = folder.path().join("x.csv");
    fs::write(&path, "before").expect("a file");
    assert_eq!(code(&run(folder.path(), &["stats", "--by", "nothing", "-o", "x.csv"])), 2);
    assert_eq!(fs::read_to_string(&path).expect("a file"), "before");
    assert_eq!(code(&run(folder.path(), &["stats", "--by", "award", "-o", "x.csv"])), 0);
    let csv = run(folder.path(), &["stats", "--by", "award", "--format", "csv"]);
    assert_eq!(fs::read_to_string(&path).expect("a file"), stdout(&csv));
    // As any other file of the user.
    use std::os::unix::fs::PermissionsExt;
    fs::write(folder.path().join("other"), "").expect("a file");
    let mode = |name: &str| fs::metadata(folder.path().join(name)).expect("a file").permissions().mode();
    assert_eq!(mode("x.csv"), mode("other"));
    // The file behind a link is written, the link stays one.
    std::os::unix::fs::symlink("x.csv", folder.path().join("link.csv")).expect("a link");
    assert_eq!(code(&run(folder.path(), &["stats", "--by", "year", "-o", "link.csv"])), 0);
    assert!(fs::symlink_metadata(folder.path().join("link.csv")).expect("a link").is_symlink());
    assert!(fs::read_to_string(&path).expect("a file").starts_with("year,"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_gets_no_workbook() {
    let folder = folder();
    let line = format!("'{}' export awards --format xlsx --lang en", env!("CARGO_BIN_EXE_vinhdanh"));
    let output = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("script of util-linux");
    assert_eq!(code(&output), 2, "{}", stdout(&output));
    assert!(
        stdout(&output).contains("-o FILE.xlsx") && !stdout(&output).contains("PK"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn the_service_gives_the_workbooks_of_the_command() {
    let folder = folder();
    let service = Running::start(folder.path(), &[]);
    let (vi, en) = (["--lang", "vi"], ["--lang", "en"]);
    for (path, name, args) in [
        ("/tables/awards?format=xlsx", "awards", [&["export", "awards"][..], &vi].concat()),
        ("/tables/articles?format=xlsx&lang=en", "articles", [&["export", "articles"][..], &en].concat()),
        (
            "/stats?by=award,year&top=5&format=xlsx",
            "stats",
            [&["stats", "--by", "award,year", "--top", "5"][..], &vi].concat(),
        ),
        (
            "/search?q=gi%E1%BA%A5y+khen&limit=20&format=xlsx",
            "search",
            [&["search", "giấy khen", "--limit", "20"][..], &vi].concat(),
        ),
        (
            "/coverage?level=province&as_of=2024-12-31&by_month=true&format=xlsx&lang=en",
            "coverage",
            [&["coverage", "--level", "province", "--as-of", "2024-12-31", "--months"][..], &en].concat(),
        ),
    ] {
        let address = format!("{}/api/v1{path}", service.root);
        let mut response =
            service.agent.get(address).header("accept-encoding", "gzip").call().expect("an answer");
        let headers = response.headers().clone();
        assert_eq!(
            headers["content-type"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "{path}"
        );
        assert_eq!(headers["content-disposition"], format!("attachment; filename=\"{name}.xlsx\""));
        assert!(!headers.contains_key("content-encoding"), "{path}: it is packed already");
        let bytes = response.body_mut().with_config().limit(64 << 20).read_to_vec().expect("bytes");
        let output = run(folder.path(), &[&args[..], &["--format", "xlsx"]].concat());
        assert_eq!(read(&bytes), read(&output.stdout), "{path}");
    }
}

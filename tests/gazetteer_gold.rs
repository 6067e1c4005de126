//! The gazetteer against the keys of the gold set: every locality that a gold article names, and
//! every body by the locality in its name, has the key that the gold gives it, or none.

use serde_json::Value;
use std::path::Path;
use vinhdanh::ask::coverage::{Question, coverage};
use vinhdanh::count::counted;
use vinhdanh::gazetteer::{Lookup, get, split_kind};
use vinhdanh::index::{Origin, Reader, Writer, WriterOptions};
use vinhdanh::model::{Event, Record, Unit};

/// The locality in a unit's name (`UBND TP Bảo Lộc` → `TP Bảo Lộc`), or all of it.
fn locality(name: &str) -> &str {
    get().localities_in(name).last().copied().unwrap_or(name)
}

fn day(gold: &Value) -> Option<&str> {
    let events = gold["events"].as_array().into_iter().flatten().filter_map(|event| event["date"].as_str());
    gold["published"].as_str().or_else(|| events.max())
}

fn check(path: &Path, wrong: &mut Vec<String>) -> usize {
    let text = std::fs::read_to_string(path).expect("gold is readable");
    let gold: Value = serde_json::from_str(&text).expect("gold is JSON");
    let Some(keys) = gold["unit_keys"].as_object() else { return 0 };
    let names: Vec<&str> = keys.keys().map(|name| locality(name)).collect();
    let found = get().resolve(&names, day(&gold), &[]);
    for ((name, key), found) in keys.iter().zip(&found) {
        let wanted = key.as_object().map(|key| (key["level"].as_u64(), key["code"].as_str()));
        let got = found.one().map(|place| (Some(u64::from(place.level)), Some(place.code)));
        // Bodies named after a place without a kind word are the extractor's to judge.
        let bare_body = split_kind(locality(name)).0.is_none() && matches!(found, Lookup::None);
        if wanted != got && !bare_body {
            wrong.push(format!("{}: {name}: wanted {wanted:?}, got {got:?}", path.display()));
        }
    }
    keys.len()
}

#[test]
fn the_gold_keys_are_found() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for folder in ["corpus", "../shared/gold", "../shared/seeds"] {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_some_and(|ext| ext == "json") {
                seen += check(&path, &mut wrong);
            }
        }
    }
    println!("{seen} keys");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A record with the units that the gold gives keys to, as extraction should find them.
fn record(path: &Path) -> Record {
    let text = std::fs::read_to_string(path).expect("gold is readable");
    let gold: Value = serde_json::from_str(&text).expect("gold is JSON");
    let units = gold["unit_keys"].as_object().into_iter().flatten().map(|(name, key)| Unit {
        name: name.clone(),
        kind: "other".into(),
        level: key["level"].as_u64().and_then(|level| u8::try_from(level).ok()),
        code: key["code"].as_str().map(String::from),
        ..Unit::default()
    });
    let event = |date: &str| Event { kind: "meeting".into(), date: Some(date.into()), ..Event::default() };
    let dates = gold["events"].as_array().into_iter().flatten().filter_map(|it| it["date"].as_str());
    let published = gold["published"].as_str().map(String::from);
    Record { published, units: units.collect(), events: dates.map(event).collect(), ..Record::default() }
}

#[test]
fn four_of_ten_districts_have_no_report() {
    let Ok(entries) = std::fs::read_dir("../shared/seeds") else { return };
    let paths = entries.flatten().map(|entry| entry.path());
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = Writer::open(folder.path(), WriterOptions::default()).expect("an index");
    for (at, path) in paths.filter(|path| path.extension().is_some_and(|ext| ext == "json")).enumerate() {
        let record = Record { id: format!("{at:016x}"), text: format!("bài{at}"), ..record(&path) };
        writer.put(&record, &counted(&record), &Origin::default()).expect("it takes a record");
    }
    writer.finish().expect("it ends");
    let reader = Reader::open(folder.path()).expect("it opens");
    let question = Question {
        level: 2,
        province: Some("Nam Định".into()),
        from: Some("2023-01-01".into()),
        to: Some("2023-12-31".into()),
        as_of: Some("2023-06-30".into()),
        ..Question::default()
    };
    let answer = coverage(&reader, &question).expect("it reads").expect("the province exists");
    let silent = answer.rows.iter().filter(|row| row.articles == 0).count();
    assert_eq!((answer.rows.len(), silent), (10, 4));
}

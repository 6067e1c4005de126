//! The gazetteer against the keys of the gold set: every locality that a gold article names, and
//! every body by the locality in its name, has the key that the gold gives it, or none.

use serde_json::Value;
use std::path::Path;
use vinhdanh::gazetteer::{Lookup, get};

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
        let bare_body = locality(name) == name && matches!(found, Lookup::None);
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

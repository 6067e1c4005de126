//! Laws over the shipped gold: it is complete, it is well formed, it speaks the words of the
//! contract, and its counts add up to what `corpus/README.md` says.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::{Gold, files, forms, golds, queries, repo, stem};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use vinhdanh::model::vocabulary::AWARDS;

const FOLDERS: [&str; 4] = ["corpus/gold", "corpus/own", "corpus/dev", "corpus/held-back"];
/// Conferred awards, by count, of each folder, and as `corpus/README.md` states them.
const TOTALS: [(&str, u64, &str); 4] = [
    ("corpus/gold", 84_938, "**84,938**"),
    ("corpus/own", 697, "**697**"),
    ("corpus/dev", 83_374, "**83,374**"),
    ("corpus/held-back", 28_437, "**28,437**"),
];

const LEVELS: &str = "state assembly government ministry province district commune organization";
const RECIPIENTS: &str = "collective individual household";
const CLASSES: &str = "1 2 3 4 special consolation A B C gold silver bronze";
const RATINGS: &str = "excellent good completed failed";
const RATED: &str = "agency locality party individual collective";
const EVENTS: &str = "review signing launch award selection contest anniversary meeting";
const FIELDS: &str = "title published byline province units unit_keys officials dates awards ratings events
    in_text not_in_text optional";

/// Awards at the state's level by the contract, whoever is named.
const STATE: [&str; 2] = ["huan-chuong-", "huy-chuong-"];

fn all() -> Vec<Gold> {
    FOLDERS.iter().flat_map(|f| golds(f)).collect()
}

/// `value` is null or one of the words.
fn known(gold: &Gold, what: &str, value: &Value, words: &str) {
    let good = value.is_null() || value.as_str().is_some_and(|v| words.split_whitespace().any(|w| w == v));
    assert!(good, "{}: {what} is {value}, not of the contract", gold.name);
}

#[test]
fn every_article_has_gold_and_every_gold_an_article() {
    for folder in FOLDERS {
        let articles: Vec<_> = files(folder, &["txt", "html"]).iter().map(|p| stem(p)).collect();
        let annotated: Vec<_> = files(folder, &["json"]).iter().map(|p| stem(p)).collect();
        assert_eq!(articles, annotated, "{folder}");
        assert!(!articles.is_empty(), "{folder} is empty");
    }
}

#[test]
fn gold_has_the_fields_and_nothing_else() {
    let fields: BTreeSet<&str> = FIELDS.split_whitespace().collect();
    for gold in all() {
        let object = gold.value.as_object().unwrap_or_else(|| panic!("{}: no object", gold.name));
        let held: BTreeSet<&str> = object.keys().map(String::as_str).collect();
        assert_eq!(held, fields, "{}", gold.name);
        for name in gold.value["optional"].as_object().expect("optional is an object").keys() {
            assert!(fields.contains(name.as_str()) || name == "recipients", "{}: optional {name}", gold.name);
        }
    }
}

#[test]
fn gold_speaks_the_words_of_the_contract() {
    for gold in all() {
        for award in gold.list("awards") {
            assert!(award["award"].is_string(), "{}: {award}", gold.name);
            known(&gold, "award", &award["award"], &AWARDS.join(" "));
            known(&gold, "level", &award["level"], LEVELS);
            known(&gold, "recipient", &award["recipient"], RECIPIENTS);
            known(&gold, "status", &award["status"], "conferred proposed");
            if award["award"] != "huy-hieu-dang" {
                known(&gold, "class", &award["class"], CLASSES);
            }
        }
        for rating in gold.list("ratings") {
            known(&gold, "rating", &rating["rating"], RATINGS);
            known(&gold, "rated", &rating["recipient"], RATED);
        }
        for event in gold.list("events") {
            known(&gold, "event", &event["kind"], EVENTS);
        }
    }
}

#[test]
fn gold_keeps_the_fine_points_of_awards() {
    for gold in all() {
        for award in gold.list("awards") {
            let (slug, level) = (award["award"].as_str().expect("a slug"), &award["level"]);
            let sport = slug == "huy-chuong-the-thao";
            if STATE.iter().any(|s| slug.starts_with(s)) && !sport && !level.is_null() {
                assert_eq!(level, "state", "{}: {award}", gold.name);
            }
            let kind = match slug {
                "co-thi-dua" => Some("collective"),
                _ if slug.starts_with("tap-the-") => Some("collective"),
                _ if slug.starts_with("chien-si-") || slug == "lao-dong-tien-tien" => Some("individual"),
                _ => None,
            };
            if let Some(kind) = kind {
                assert_eq!(award["recipient"], kind, "{}: {award}", gold.name);
            }
            let named = award["recipients"].as_array().map_or(0, Vec::len) as u64;
            // One prize of a contest may go to a work of several authors.
            let fits = slug == "giai" || award["count"].as_u64().is_none_or(|n| n >= named);
            assert!(fits, "{}: {award}", gold.name);
        }
    }
}

#[test]
fn unit_keys_name_the_units_of_the_article() {
    for gold in all() {
        let named: BTreeSet<&str> = gold.list("units").iter().flat_map(forms).collect();
        for (unit, key) in gold.value["unit_keys"].as_object().expect("an object") {
            assert!(named.contains(unit.as_str()), "{}: key of {unit}, which is no unit", gold.name);
            if key.is_null() {
                continue;
            }
            let (level, code) = (key["level"].as_u64(), key["code"].as_str().unwrap_or(""));
            let digits = match level {
                Some(1) => 2,
                Some(2) => 3,
                Some(3) => 5,
                other => panic!("{}: level {other:?} of {unit}", gold.name),
            };
            let numeric = code.bytes().all(|b| b.is_ascii_digit());
            assert!(code.len() == digits && numeric, "{}: code {code:?} of {unit}", gold.name);
        }
    }
}

#[test]
fn dates_of_gold_are_iso_values() {
    for gold in all() {
        for date in gold.list("dates") {
            let value = date.as_str().unwrap_or_else(|| panic!("{}: {date}", gold.name));
            for part in value.split('/') {
                let shape: String = part.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
                let right = ["0000", "0000-00", "0000-00-00"].contains(&shape.as_str());
                assert!(right, "{}: {value}", gold.name);
            }
            if let Some((from, to)) = value.split_once('/') {
                assert!(from < to, "{}: {value}", gold.name);
            }
        }
    }
}

/// Of plain text only: in a page, marks and entities stand between the words.
#[test]
fn what_gold_quotes_stands_in_the_plain_text() {
    let mut quoted = 0;
    for gold in all() {
        let path = gold.article();
        if path.extension().is_some_and(|e| e == "html") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        // Some pages are saved with lines broken inside their sentences.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for field in ["in_text", "not_in_text"] {
            for quote in gold.list(field) {
                let quote = quote.as_str().expect("a quotation");
                let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(text.contains(&quote), "{}: {field} {quote:?} is not there", gold.name);
                quoted += 1;
            }
        }
    }
    assert!(quoted > 50, "only {quoted} quotations");
}

#[test]
fn conferred_counts_sum_to_the_known_total() {
    let readme = fs::read_to_string(repo("corpus/README.md")).expect("corpus/README.md");
    for (folder, total, stated) in TOTALS {
        let sum: u64 = golds(folder).iter().map(Gold::conferred).sum();
        assert_eq!(sum, total, "{folder}");
        assert!(readme.contains(stated), "corpus/README.md does not state {stated} for {folder}");
    }
}

#[test]
fn one_of_our_own_articles_only_proposes() {
    let golds = golds("corpus/own");
    let council = golds.iter().find(|g| g.name.contains("hoi-dong")).expect("the council");
    assert!(!council.list("awards").is_empty());
    assert!(council.list("awards").iter().all(|a| a["status"] == "proposed"));
}

#[test]
fn queries_name_articles_that_are_there() {
    let numbers: Vec<String> =
        files("corpus/own", &["txt", "html"]).iter().map(|p| stem(p)[..3].to_string()).collect();
    let queries = queries();
    assert_eq!(queries.len(), 20);
    assert!(queries.iter().any(|(_, _, right)| right.is_empty()), "one must find nothing");
    for (line, query, right) in queries {
        assert!(!query.trim().is_empty(), "line {line}");
        for number in right {
            assert!(numbers.contains(&number), "line {line}: no article {number}");
        }
    }
}

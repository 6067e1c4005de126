//! A made corpus with a known ledger of awards: what is counted is what the ledger says, in every dimension and every
//! pair of dimensions, and so is what is covered. Two thousand articles here; two hundred thousand take some minutes:
//! `cargo test --release --test ledger -- --ignored --nocapture` (`VINHDANH_MADE=20000` for as many as are wanted).

#[path = "common/made/mod.rs"]
mod made;

use made::ledger::{Article, Ledger, Report};
use made::tables::{self, DIMENSIONS, Part, Sums};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tempfile::TempDir;
use vinhdanh::ask::coverage;
use vinhdanh::ask::stats::{self, Counting, Question, Status};
use vinhdanh::correct::Corrections;
use vinhdanh::gazetteer::{self, Place};
use vinhdanh::index::{Condition, Likeness, Order, Reader, Writer, WriterOptions};
use vinhdanh::model::answer::{Stats, Total};
use vinhdanh::model::{Award, Record, Unit};
use vinhdanh::pipeline;

const FEW: usize = 2_000;
const MANY: usize = 200_000;

/// The corpus as NDJSON, and its ledger.
fn written(folder: &Path, articles: usize) -> (PathBuf, Ledger) {
    let path = folder.join("made.ndjson");
    let mut out = BufWriter::new(File::create(&path).expect("a file"));
    let ledger =
        made::corpus(articles, 2_023, &mut |it| writeln!(out, "{}", it.line()).expect("it is written"));
    out.flush().expect("it is written");
    (path, ledger)
}

fn indexed(folder: &Path, path: &Path) -> Reader {
    let index = folder.join("index");
    let writer = Writer::open(&index, WriterOptions::default()).expect("an index");
    let options = vinhdanh::read::Options::default();
    let start = Instant::now();
    let mut put = start;
    let done = pipeline::index(
        &[path.to_path_buf()],
        &options,
        &Corrections::default(),
        writer,
        false,
        &mut |_, failure| {
            assert!(failure.is_none(), "{failure:?}");
            put = Instant::now();
        },
    );
    let done = done.expect("it is indexed");
    let (whole, end) = (start.elapsed(), put.elapsed());
    println!("{} articles and {} awards indexed in {whole:?}", done.new, done.awards);
    println!("the last commit, the last merge and the settling of copies took {end:?} of it");
    Reader::open(&index).expect("it opens")
}

/// An award in one line, as an article reports it.
fn reported(ledger: &Ledger, report: &Report) -> String {
    let award = &ledger.awards[report.award];
    let names: Vec<_> = award.named.iter().filter(|_| report.named).map(|it| small(&it.name)).collect();
    let status = if award.proposed { "proposed" } else { "conferred" };
    format!(
        "{} {:?} {:?} {:?} {:?} {status} {:?} {:?} {names:?}",
        award.slug, award.class, award.level, award.recipient, award.count, report.year, report.authority,
    )
}

/// The same as it was read.
fn read(award: &Award) -> String {
    let (class, level) = (award.class.as_deref(), award.level.as_deref());
    let names: Vec<_> = award.recipients.iter().map(|name| small(name)).collect();
    let (slug, recipient, status) = (&award.award, award.recipient.as_deref(), &award.status);
    let year = award.years.iter().max();
    format!(
        "{slug} {class:?} {level:?} {recipient:?} {:?} {status} {year:?} {:?} {names:?}",
        award.count, award.authority
    )
}

/// A name that may begin a sentence.
fn small(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// What the rules read otherwise than it was written, by the numbers of the texts: this is about counting.
fn misread(ledger: &Ledger, path: &Path) -> BTreeMap<usize, String> {
    let by_id: HashMap<&str, &Article> = ledger.articles.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut wrong = BTreeMap::new();
    pipeline::extract(
        &[path.to_path_buf()],
        &vinhdanh::read::Options::default(),
        &Corrections::default(),
        &mut |record| {
            let record: Record = record.expect("a record");
            let article = by_id[record.id.as_str()];
            let wanted: BTreeSet<_> = article.reports.iter().map(|report| reported(ledger, report)).collect();
            let found: BTreeSet<_> = record.awards.iter().map(read).collect();
            let days: BTreeSet<_> = record.events.iter().filter_map(|event| event.date.as_deref()).collect();
            if wanted != found || record.awards.len() != article.reports.len() {
                let (missing, more): (Vec<_>, Vec<_>) =
                    (wanted.difference(&found).collect(), found.difference(&wanted).collect());
                wrong.insert(article.text, format!("{}: {missing:?}, not {more:?}", article.url));
            } else if days != article.event.iter().map(String::as_str).collect() {
                wrong.insert(article.text, format!("{}: {days:?}, not {:?}", article.url, article.event));
            }
            let day = Some(&article.published[..10]);
            let all = |places: Vec<&'static Place>| -> BTreeSet<String> {
                let up = |place: &'static Place| gazetteer::get().parents(place, day);
                places
                    .into_iter()
                    .flat_map(|it| std::iter::once(it).chain(up(it)))
                    .map(Place::key_text)
                    .collect()
            };
            let (named, read) =
                (all(article.places.clone()), all(record.units.iter().filter_map(of_unit).collect()));
            if named != read {
                let (missing, more): (Vec<_>, Vec<_>) =
                    (named.difference(&read).collect(), read.difference(&named).collect());
                wrong
                    .entry(article.text)
                    .or_insert_with(|| format!("{}: {missing:?}, not {more:?}", article.url));
            }
            ControlFlow::Continue(())
        },
    );
    wrong
}

/// The locality whose key a unit carries.
fn of_unit(unit: &Unit) -> Option<&'static Place> {
    gazetteer::get().by_key(unit.level?, unit.code.as_deref()?, unit.valid_from.as_deref())
}

/// The columns of a row.
fn columns(by: &[usize], key: &[String]) -> Map<String, Value> {
    let mut row = Map::new();
    for (dimension, value) in by.iter().map(|at| DIMENSIONS[*at]).zip(key) {
        let place = gazetteer::get().by_key_text(value);
        let (shown, code) = match (dimension, place) {
            ("province", Some(place)) => (json!(place.name), json!(place.code)),
            ("district" | "commune", Some(place)) => (json!(place.full_name()), json!(place.code)),
            ("year", _) => (json!(value.parse::<u16>().expect("a year")), Value::Null),
            _ if value.is_empty() => (Value::Null, Value::Null),
            _ => (json!(value), Value::Null),
        };
        row.insert(dimension.to_string(), shown);
        if ["province", "district", "commune"].contains(&dimension) {
            row.insert(format!("{dimension}_code"), code);
        }
    }
    row
}

/// The rows in an order of their own: two units of different days may have one name and code.
fn sorted(rows: impl Iterator<Item = (Map<String, Value>, Sums)>) -> Vec<(String, Sums)> {
    let mut rows: Vec<_> = rows.map(|(row, sums)| (Value::Object(row).to_string(), sums)).collect();
    rows.sort();
    rows
}

fn rows(stats: Stats) -> Vec<(String, Sums)> {
    sorted(stats.rows.into_iter().map(|mut row| {
        let mut take = |name: &str| row.shift_remove(name).and_then(|it| it.as_u64()).expect("a number");
        let sums = Sums { count: take("count"), articles: take("articles"), events: take("events") };
        (row, sums)
    }))
}

/// Compares one table; the number of its rows.
fn compare(reader: &Reader, parts: &[&Part], by: &[usize], counting: Counting, status: Status) -> usize {
    let names: Vec<String> = by.iter().map(|at| DIMENSIONS[*at].to_string()).collect();
    let question = Question { by: names.clone(), counting, status, ..Question::default() };
    let found = stats::stats(reader, &question).expect("it reads").expect("a question");
    let (wanted, total) = tables::table(parts, by, counting == Counting::Once);
    let Total { count, articles, events, .. } = found.total;
    assert_eq!(Sums { count, articles, events }, total, "total by {names:?}, {counting:?}, {status:?}");
    let wanted = sorted(wanted.iter().map(|(key, sums)| (columns(by, key), *sums)));
    let found = rows(found);
    let missing: Vec<_> = wanted.iter().filter(|row| found.binary_search(row).is_err()).take(5).collect();
    let more: Vec<_> = found.iter().filter(|row| wanted.binary_search(row).is_err()).take(5).collect();
    assert!(found == wanted, "by {names:?}, {counting:?}, {status:?}: {missing:#?}, not {more:#?}");
    found.len()
}

/// Every dimension and every pair, counted once and as reported.
fn statistics(reader: &Reader, ledger: &Ledger) {
    let (start, parts) = (Instant::now(), tables::parts(ledger));
    let conferred: Vec<&Part> = parts.iter().filter(|part| !part.proposed).collect();
    let all: Vec<&Part> = parts.iter().collect();
    let (mut compared, mut rows) = (0, 0);
    for counting in [Counting::Once, Counting::Reported] {
        for first in 0..DIMENSIONS.len() {
            rows += compare(reader, &conferred, &[first], counting, Status::Conferred);
            rows += compare(reader, &all, &[first], counting, Status::All);
            compared += 2;
            for second in first + 1..DIMENSIONS.len() {
                rows += compare(reader, &conferred, &[first, second], counting, Status::Conferred);
                compared += 1;
            }
        }
    }
    println!("{compared} tables of {rows} rows are those of the ledger, compared in {:?}", start.elapsed());
}

/// The rows of coverage of a level, zero rows included.
fn covered(reader: &Reader, ledger: &Ledger, level: u8, as_of: &str) {
    let start = Instant::now();
    let question = coverage::Question { level, as_of: Some(as_of.to_string()), ..Default::default() };
    let answer = coverage::coverage(reader, &question).expect("it reads").expect("an answer");
    let wanted = tables::coverage(ledger, level);
    let units: Vec<_> = gazetteer::get().in_force(level, as_of).collect();
    assert_eq!(answer.rows.len(), units.len(), "one row a unit of level {level}");
    let mut zero = 0;
    let by_code: BTreeMap<&str, _> = answer.rows.iter().map(|row| (row.code, row)).collect();
    for unit in units {
        let row = by_code[unit.code];
        let known = wanted.get(&unit.key_text()).cloned().unwrap_or_default();
        let found = tables::Covered { articles: row.articles, awards: row.awards, last: row.last.clone() };
        assert_eq!(found, known, "{} {}, {}", unit.full_name(), unit.code, row.province);
        zero += usize::from(row.articles == 0);
    }
    assert!(answer.rows.is_sorted_by_key(|row| (row.articles > 0, row.code)), "zero rows first");
    assert_eq!((answer.unplaced.articles, answer.undated), (0, 0));
    println!(
        "level {level} as of {as_of}: {} rows, {zero} without a report, in {:?}",
        answer.rows.len(),
        start.elapsed()
    );
}

/// Leaves texts out of the ledger and of the file.
fn leave_out(ledger: &mut Ledger, path: &Path, texts: &BTreeMap<usize, String>) {
    let gone = |article: &Article| texts.contains_key(&article.text);
    let urls: BTreeSet<String> =
        ledger.articles.iter().filter(|it| gone(it)).map(|it| it.url.clone()).collect();
    ledger.articles.retain(|article| !gone(article));
    if urls.is_empty() {
        return;
    }
    let whole = std::fs::read_to_string(path).expect("the corpus");
    let is_kept = |line: &&str| {
        let article: Value = serde_json::from_str(line).expect("JSON");
        !urls.contains(article["url"].as_str().expect("an address"))
    };
    let kept: Vec<&str> = whole.lines().filter(is_kept).collect();
    std::fs::write(path, kept.join("\n")).expect("it is written");
}

fn check(articles: usize) {
    let folder = TempDir::new().expect("a folder");
    let start = Instant::now();
    let (path, mut ledger) = written(folder.path(), articles);
    println!("{articles} articles made in {:?}", start.elapsed());
    assert_eq!(ledger.articles.len(), articles);
    let copies = articles - ledger.originals().len();
    let shared = shared(&ledger);
    println!("{copies} copies, {} awards, {shared} of them in several papers", ledger.awards.len());
    assert!((articles * 28 / 100..articles * 32 / 100).contains(&copies), "{copies} copies");
    let wrong = misread(&ledger, &path);
    wrong.values().for_each(|one| println!("left out, as it is misread: {one}"));
    assert!(wrong.len() * 2_000 <= articles, "{} texts are misread", wrong.len());
    leave_out(&mut ledger, &path, &wrong);
    let articles = ledger.articles.len();
    let reader = indexed(folder.path(), &path);
    assert_eq!(reader.len(), articles as u64);
    copied(&reader, &ledger);
    statistics(&reader, &ledger);
    for (level, as_of) in
        [(1, "2025-06-30"), (2, "2025-06-30"), (3, "2025-06-30"), (1, "2026-04-30"), (3, "2026-04-30")]
    {
        covered(&reader, &ledger, level, as_of);
    }
}

/// How many awards several papers report in their own words.
fn shared(ledger: &Ledger) -> usize {
    let mut reports = vec![0_u8; ledger.awards.len()];
    ledger.originals().iter().flat_map(|it| &it.reports).for_each(|report| reports[report.award] += 1);
    reports.iter().filter(|reports| **reports > 1).count()
}

/// Every copy is found, and no article is taken for one.
fn copied(reader: &Reader, ledger: &Ledger) {
    let copies = reader.copies().expect("the copies");
    let all = reader.all(&Condition::Everything, Order::Any).expect("all articles");
    let found: BTreeSet<String> =
        all.into_iter().filter(|at| !copies.is_copy(*at)).map(|at| reader.id(at).expect("an id")).collect();
    let wanted: BTreeSet<String> = ledger.originals().iter().map(|article| article.id.clone()).collect();
    let taken: Vec<_> = wanted.difference(&found).collect();
    assert!(taken.is_empty(), "taken for copies: {taken:?}");
    // How each lies beside what the ledger has as its original.
    let text_of: HashMap<&str, usize> = ledger.articles.iter().map(|it| (it.id.as_str(), it.text)).collect();
    let original: HashMap<usize, &str> =
        ledger.originals().iter().map(|it| (it.text, it.id.as_str())).collect();
    let record = |id: &str| {
        let at = reader.article(id).expect("it reads").expect("an article");
        reader.record(at).expect("a record")
    };
    let beside = |id: &String| {
        let first = original[&text_of[id.as_str()]];
        (id.clone(), first, Likeness::between(&record(id), &record(first)))
    };
    let missed: Vec<_> = found.difference(&wanted).map(beside).collect();
    assert!(missed.is_empty(), "copies that are not found: {missed:#?}");
}

#[test]
fn what_is_counted_is_what_the_ledger_says() {
    check(FEW);
}

#[test]
#[ignore = "long: 200,000 articles"]
fn what_is_counted_of_many_articles_is_what_the_ledger_says() {
    check(std::env::var("VINHDANH_MADE").ok().and_then(|many| many.parse().ok()).unwrap_or(MANY));
}

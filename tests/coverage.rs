//! Coverage from columns against coverage from records: over the shipped corpus, one answer. And the command.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;
#[path = "common/output.rs"]
mod output;

use common::repo;
use output::{code, stderr, stdout};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::process::{Command, Output};
use vinhdanh::ask::coverage::{Answer, Question, coverage};
use vinhdanh::correct::Corrections;
use vinhdanh::count::covering;
use vinhdanh::count::placing::{self, Share};
use vinhdanh::gazetteer::{self, Place};
use vinhdanh::index::{Condition, Order, Reader, Writer, WriterOptions};
use vinhdanh::model::{Award, Record};
use vinhdanh::pipeline;
use vinhdanh::read::Options;

/// Where an award is counted on one level: a place below it counts for the unit above it as of the article's
/// day, one above it is no place of that level.
fn shares(record: &Record, award: &Award, level: u8) -> Vec<(&'static Place, u64)> {
    let up = |place: &'static Place| placing::at_level(place, level, placing::day(record));
    match placing::Setting::of(record).share(award) {
        Share::Each(shares) => {
            shares.into_iter().filter_map(|(place, count)| Some((up(place)?, count))).collect()
        }
        Share::Several(places, count) => {
            let above: Vec<_> = places.iter().map(|place| up(place)).collect();
            match above[0] {
                Some(place) if above.iter().all(|other| *other == Some(place)) => vec![(place, count)],
                _ => Vec::new(),
            }
        }
        Share::Unplaced(_) => Vec::new(),
    }
}

/// Articles, awards and the latest day of each unit of a level.
type Counts = HashMap<String, (u64, u64, Option<String>)>;

fn counts(records: &[Record], level: u8) -> Counts {
    let mut counts = Counts::new();
    for record in records {
        let day = placing::day(record);
        let places = covering::units(record).filter_map(placing::of_unit);
        let keys: BTreeSet<String> = places
            .filter_map(|place| placing::at_level(place, level, day))
            .map(|place| place.key_text())
            .collect();
        for key in keys {
            let (articles, _, last) = counts.entry(key).or_default();
            *articles += 1;
            *last = last.take().max(record.published.clone());
        }
        for award in record.awards.iter().filter(|award| award.status == "conferred") {
            for (place, count) in shares(record, award, level) {
                counts.entry(place.key_text()).or_default().1 += count;
            }
        }
    }
    counts
}

/// `id start end text candidates` of each mention that could not be placed.
fn unplaced(records: &[Record]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for record in records {
        let day = placing::day(record);
        for one in covering::unresolved(record) {
            let named = |place: &&'static Place| {
                let names = std::iter::once(*place).chain(gazetteer::get().parents(place, day));
                names.map(Place::full_name).collect::<Vec<_>>().join(", ")
            };
            let candidates: Vec<_> = one.candidates.iter().map(named).collect();
            for mention in &one.unit.mentions {
                let length = mention.end - mention.start;
                let text: String = record.text.chars().skip(mention.start).take(length).collect();
                let line = format!("{} {} {} {text} {candidates:?}", record.id, mention.start, mention.end);
                found.insert(line);
            }
        }
    }
    found
}

fn checked(answer: &Answer, counts: &Counts) {
    for row in &answer.rows {
        let place = gazetteer::get().by_code(row.level, row.code, &answer.as_of).expect("it is in force");
        let nothing = (0, 0, None);
        let (articles, awards, last) = counts.get(&place.key_text()).unwrap_or(&nothing);
        let found = (&row.articles, &row.awards, &row.last);
        assert_eq!(found, (articles, awards, last), "{} {}", row.kind, row.name);
        let months: BTreeMap<_, _> = row.months.iter().map(|month| (&month.month, month.articles)).collect();
        assert!(months.keys().all(|month| answer.months.contains(month)), "{months:?}");
        assert!(months.values().sum::<u64>() <= row.articles);
    }
}

#[test]
fn columns_answer_as_records_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), WriterOptions::default()).expect("an index");
    let corpus = [repo("corpus")];
    pipeline::index(&corpus, &Options::default(), &Corrections::default(), writer, false, &mut |_, _| {})
        .expect("it is indexed");
    let reader = Reader::open(folder.path()).expect("it opens");
    let copies = reader.copies().expect("it reads");
    let articles = reader.all(&Condition::Everything, Order::Published).expect("it reads");
    let originals = articles.into_iter().filter(|article| !copies.is_copy(*article));
    let records: Vec<Record> = originals.map(|at| reader.record(at).expect("a record")).collect();
    assert!(records.len() > 100);
    for (level, day) in
        [(1, "2024-12-31"), (2, "2023-06-30"), (3, "2024-12-31"), (3, "2025-12-31"), (1, "2026-01-01")]
    {
        let question = Question { level, as_of: Some(day.into()), ..Question::default() };
        let answer = coverage(&reader, &question).expect("it reads").expect("an answer");
        let counts = counts(&records, level);
        checked(&answer, &counts);
        let reported = answer.rows.iter().filter(|row| row.articles > 0).count();
        assert!(reported > 10, "{level} {day}: {reported}");
        let mentions = answer.unplaced.mentions.iter();
        let found: BTreeSet<String> = mentions
            .map(|it| format!("{} {} {} {} {:?}", it.id, it.start, it.end, it.text, it.candidates))
            .collect();
        assert_eq!(found, unplaced(&records));
        assert!(answer.unplaced.mentions.iter().all(|it| it.sentence.contains(&it.text)));
    }
    // In a year, and in a province.
    let of_year = |record: &&Record| placing::reported(record).is_some_and(|day| day.starts_with("2023"));
    let of_2023: Vec<Record> = records.iter().filter(of_year).cloned().collect();
    let question = Question {
        level: 2,
        province: Some("Nam Định".into()),
        from: Some("2023".into()),
        to: Some("2023".into()),
        ..Question::default()
    };
    let answer = coverage(&reader, &question).expect("it reads").expect("an answer");
    checked(&answer, &counts(&of_2023, 2));
    assert_eq!((answer.as_of.as_str(), answer.months.len()), ("2023-12-31", 12));
    let undated = records.iter().filter(|record| placing::reported(record).is_none()).count();
    assert_eq!(answer.undated, undated as u64);
    let home = gazetteer::get().lookup_full("Nam Định", Some("2023-12-31"), &[]).one().expect("a province");
    let near = |record: &&Record| {
        let day = placing::day(record);
        let unresolved = covering::unresolved(record);
        let mut all = unresolved.iter().flat_map(|one| &one.candidates);
        all.any(|place| placing::at_level(place, 1, day) == Some(home))
    };
    assert_eq!(answer.unplaced.articles, of_2023.iter().filter(near).count() as u64);
}

/// A folder with two articles of the district Hưng Hà and their index.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let article = "UBND huyện Hưng Hà tổng kết phong trào thi đua\n\nNgày 12/1/2024, UBND huyện Hưng Hà tổ chức hội nghị \
        tổng kết công tác Thi đua - Khen thưởng. Đồng chí Vũ Hải Hậu, Chủ tịch UBND huyện, trao giấy khen cho 12 tập thể \
        và 30 cá nhân.\n";
    std::fs::write(folder.path().join("a.txt"), article).expect("a file");
    assert_eq!(code(&run(&folder, &["index", "a.txt"])), 0);
    folder
}

fn run(folder: &tempfile::TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vinhdanh"));
    for name in ["XDG_CONFIG_HOME", "VINHDANH_INDEX", "VINHDANH_LANG", "VINHDANH_FORMAT"] {
        command.env_remove(name);
    }
    command.args(args).current_dir(folder.path()).env("HOME", folder.path()).output().expect("it runs")
}

const DISTRICTS: [&str; 6] =
    ["coverage", "--level", "district", "--province", "Thái Bình", "--as-of=2024-02-11"];

#[test]
fn gaps_months_and_a_least_share() {
    let folder = place();
    let run = |more: &[&str]| run(&folder, &[&DISTRICTS[..], more].concat());
    let csv = stdout(&run(&["--gaps", "--format", "csv"]));
    assert_eq!(csv.lines().count(), 8, "{csv}");
    assert!(!csv.contains("Hưng Hà"), "{csv}");
    let csv = stdout(&run(&["--gaps", "--silent-days", "29", "--format", "csv"]));
    assert_eq!(csv.lines().count(), 9, "{csv}");
    let csv = stdout(&run(&["--months", "--from", "2024-01", "--to", "2024-03", "--format", "csv"]));
    assert!(
        csv.starts_with("level,code,type,name,province,articles,awards,last,days_since_last,communes,"),
        "{csv}"
    );
    assert!(csv.lines().next().is_some_and(|head| head.ends_with(",2024-01,2024-02,2024-03")), "{csv}");
    assert!(
        csv.lines().last().is_some_and(|row| row.contains("Hưng Hà") && row.ends_with(",1,0,0")),
        "{csv}"
    );
    let under = run(&["--fail-under", "13", "--lang", "en"]);
    assert_eq!(code(&under), 1);
    assert_eq!(stderr(&under), "coverage is 12.5% (1 of 8 units have a report), under 13%\n");
    assert_eq!(code(&run(&["--fail-under", "12.5%"])), 0);
    assert_eq!(code(&run(&["--fail-under", "12.5", "--since", "2024-01-13"])), 1);
    for wrong in [
        &["--fail-under", "101"][..],
        &["--fail-under", "NaN"],
        &["--since", "2024", "--silent-days", "3"],
        &["--from", "2025", "--to", "2024"],
        &["--from", "x"],
        &["--since", "x"],
        &["--months", "--from", "1800"],
        &["--expected", "x.csv"],
        &["--silent-days", "-1"],
    ] {
        let output = run(wrong);
        assert_eq!((code(&output), stdout(&output)), (2, String::new()), "{wrong:?}");
    }
}

#[test]
fn an_index_without_an_article_has_every_unit() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("none")).expect("a folder");
    run(&folder, &["index", "none"]);
    let json = stdout(&run(&folder, &["coverage", "--level", "district", "--as-of", "2024", "--json"]));
    let answer: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&answer["total"]["units"], &answer["total"]["reported"]), (&704.into(), &0.into()));
    assert_eq!(answer["months"], serde_json::json!([]));
    let rows = answer["rows"].as_array().expect("rows");
    // An island district may have no commune.
    let silent =
        |row: &Value| row["per_commune"] == 0.0 || row["communes"] == 0 && row["per_commune"].is_null();
    assert!(rows.iter().all(|row| row["days_since_last"].is_null() && silent(row)));
    let output = run(&folder, &["coverage", "--level", "district", "--as-of", "2026", "--fail-under", "1"]);
    assert_eq!(code(&output), 1, "where there is no unit none is reported on");
}

#[test]
fn decisions_against_what_is_reported() {
    let folder = place();
    let list = "\u{feff}award;authority;recipient;count;date;Số QĐ\r\n\
        Giấy khen;UBND huyện Hưng Hà;tập thể;12;10/1/2024;5/QĐ\r\n\
        giay-khen;;cá nhân;31;;6/QĐ\r\n\
        Bằng khen;UBND tỉnh Thái Bình;;;;7/QĐ\r\n\
        Bằng khenn;;;;;\r\n\
        Giấy khen;;;nhiều;;\r\n";
    std::fs::write(folder.path().join("d.csv"), list).expect("a file");
    let output = run(&folder, &["coverage", "--expected", "d.csv", "--json"]);
    assert_eq!(code(&output), 1, "two lines are bad");
    let lines = stderr(&output);
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(lines.starts_with("d.csv:5: ") && lines.contains("\nd.csv:6: "), "{lines}");
    let answer: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let total = serde_json::json!({"decisions": 3, "reported": 1, "other_count": 1, "unreported": 1});
    assert_eq!(answer["total"], total);
    let first = &answer["decisions"][0];
    assert_eq!((&first["status"], &first["more"]["Số QĐ"]), (&"reported".into(), &"5/QĐ".into()));
    let article = &first["articles"][0];
    assert!(article["sentence"].as_str().is_some_and(|it| it.contains("12 tập thể")), "{article}");
    assert_eq!(answer["decisions"][1]["counts"], serde_json::json!([30]));
    assert_eq!(answer["refused"].as_array().map(Vec::len), Some(2));
    let good: Vec<&str> = list.lines().take(4).collect();
    std::fs::write(folder.path().join("d.csv"), good.join("\n")).expect("a file");
    let run = |more: &[&str]| run(&folder, &[&["coverage", "--expected", "d.csv"], more].concat());
    let table = run(&[]);
    assert_eq!(code(&table), 0);
    assert!(stdout(&table).ends_with("3 quyết định: 1 đã có tin, 1 có tin với số khác, 1 chưa có tin\n"));
    assert_eq!(stdout(&run(&["--format", "csv"])).lines().count(), 4);
    assert_eq!(stdout(&run(&["--format", "ndjson"])).lines().count(), 3);
    let under = run(&["--fail-under", "100"]);
    assert_eq!((code(&under), stderr(&under).contains("66.6%")), (1, true));
    assert_eq!(code(&run(&["--fail-under", "66"])), 0);
    for (bytes, words) in
        [(&b"x,y\n"[..], "award"), (b"", "d.csv"), (b"\xff\xff", "UTF-8"), (b"award,award\n", "award")]
    {
        std::fs::write(folder.path().join("d.csv"), bytes).expect("a file");
        let output = run(&[]);
        assert!(code(&output) == 2 && stderr(&output).contains(words), "{}", stderr(&output));
    }
    std::fs::remove_file(folder.path().join("d.csv")).expect("it is there");
    assert_eq!(code(&run(&[])), 2);
}

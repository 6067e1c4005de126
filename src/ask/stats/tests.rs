//! What is counted, of records in an index.

use super::*;
use crate::count::counted;
use crate::count::made::{award, unit};
use crate::index::{Origin, Writer, WriterOptions};
use crate::model::{Award, Event, Record};

fn record(awards: Vec<Award>) -> Record {
    Record {
        published: Some("2023-02-01".into()),
        units: vec![unit("huyện Nghĩa Hưng", "361"), unit("huyện Trực Ninh", "363")],
        awards,
        ..Record::default()
    }
}

/// An index of the records, each with an id and a text of its own.
fn reader(folder: &tempfile::TempDir, records: &[Record]) -> Reader {
    let mut writer = Writer::open(folder.path(), WriterOptions::default()).expect("an index");
    for (at, record) in records.iter().enumerate() {
        let record = Record { id: format!("{at:016x}"), text: format!("bài{at}"), ..record.clone() };
        writer
            .put(&record, &counted(&record), &Origin { path: format!("/{at}"), ..Origin::default() })
            .expect("it takes a record");
    }
    writer.finish().expect("it ends");
    Reader::open(folder.path()).expect("it opens")
}

fn answered(records: &[Record], question: &Question) -> Stats {
    let folder = tempfile::tempdir().expect("a folder");
    stats(&reader(&folder, records), question).expect("it reads").expect("a question")
}

fn by(names: &str) -> Question {
    Question { by: names.split(',').map(String::from).collect(), ..Question::default() }
}

/// The rows as `value,value=count/articles`, and the total behind them.
fn check(question: &Question, records: &[Record], expected: &str) {
    let stats = answered(records, question);
    let row = |row: &Map<String, Value>| {
        let value = |name: &String| row[name].as_str().map_or(row[name].to_string(), str::to_string);
        let values: Vec<_> = question.by.iter().map(value).collect();
        format!("{}={}/{}", values.join(","), row["count"], row["articles"])
    };
    let rows: Vec<_> = stats.rows.iter().map(row).collect();
    let found = format!("{} total={}/{}", rows.join(" "), stats.total.count, stats.total.articles);
    assert_eq!(found, expected, "by {:?}", question.by);
}

#[test]
fn awards_are_counted_by_what_they_are() {
    let records = [
        record(vec![award("bang-khen", 3, &[]), award("giay-khen", 5, &[])]),
        record(vec![award("bang-khen", 2, &[])]),
        record(Vec::new()),
    ];
    check(&by("award"), &records, "bang-khen=5/2 giay-khen=5/1 total=10/2");
    check(&by("class"), &records, "null=10/2 total=10/2");
    check(&by("site"), &records, "null=10/2 total=10/2");
    check(&by("award,year"), &records, "bang-khen,2023=5/2 giay-khen,2023=5/1 total=10/2");
    check(&by("award"), &[record(Vec::new())], " total=0/0");
}

#[test]
fn an_award_without_a_count_counts_nowhere() {
    let awards = vec![Award { count: None, ..award("bang-khen", 0, &[]) }];
    check(&by("award"), &[record(awards)], " total=0/0");
}

#[test]
fn proposed_awards_are_counted_when_asked_for() {
    let records = [record(vec![Award { status: "proposed".into(), ..award("giay-khen", 2, &[]) }])];
    check(&by("award"), &records, " total=0/0");
    check(&Question { status: Status::All, ..by("status") }, &records, "proposed=2/1 total=2/1");
}

#[test]
fn places_of_recipients() {
    let two = ["huyện Nghĩa Hưng", "huyện Trực Ninh"];
    let check = |count, names: &[&str], expected| {
        check(&by("district"), &[record(vec![award("bang-khen", count, names)])], expected)
    };
    check(2, &two, "huyện Nghĩa Hưng=1/1 huyện Trực Ninh=1/1 total=2/1");
    check(7, &two, "several=7/1 total=7/1");
    check(7, &two[..1], "huyện Nghĩa Hưng=7/1 total=7/1");
    check(7, &[], "unplaced=7/1 total=7/1");
}

#[test]
fn several_districts_of_one_province_are_one_province() {
    let two = ["huyện Nghĩa Hưng", "huyện Trực Ninh"];
    let records = [record(vec![award("bang-khen", 7, &two)])];
    check(&by("province"), &records, "Nam Định=7/1 total=7/1");
    check(&by("unit-kind"), &records, "district=7/1 total=7/1");
    check(&Question { places: Places::Now, ..by("province") }, &records, "Ninh Bình=7/1 total=7/1");
}

#[test]
fn the_largest_rows_and_the_others() {
    let slugs = ["bang-khen", "giay-khen", "co-thi-dua", "ky-niem-chuong"];
    let awards = (1..).zip(slugs).map(|(count, slug)| award(slug, count, &[])).collect();
    let question = Question { top: Some(2), share: true, ..by("award") };
    let records = [record(awards), record(vec![award("bang-khen", 5, &[])])];
    check(&question, &records, "bang-khen=6/2 ky-niem-chuong=4/1 others=5/1 total=15/2");
    let stats = answered(&records, &question);
    assert_eq!(
        stats.rows.iter().map(|row| row["share"].as_f64()).collect::<Vec<_>>(),
        [Some(0.4), Some(0.2667), Some(0.3333)]
    );
    check(
        &Question { top: Some(4), ..question },
        &records,
        "bang-khen=6/2 ky-niem-chuong=4/1 co-thi-dua=3/1 giay-khen=2/1 total=15/2",
    );
}

#[test]
fn an_award_that_two_papers_report_counts_once() {
    let report = |day: &str| Record {
        events: vec![Event { kind: "award".into(), date: Some(day.into()), ..Event::default() }],
        ..record(vec![Award {
            authority: Some("UBND huyện Trực Ninh".into()),
            level: Some("district".into()),
            sentence: day.into(),
            ..award("giay-khen", 7, &[])
        }])
    };
    let records = [report("2023-01-30"), report("2023-01-31"), report("2023-03-31")];
    check(&by("award"), &records, "giay-khen=14/3 total=14/3");
    check(&Question { counting: Counting::Reported, ..by("award") }, &records, "giay-khen=21/3 total=21/3");
    let stats = answered(&records, &Question { explain: true, ..by("award") });
    assert_eq!((stats.total.events, &stats.rows[0]["events"]), (2, &json!(2)));
    let merged = stats.merged.expect("it was asked for");
    let shown: Vec<_> = merged
        .iter()
        .map(|one| (one.count, one.reports.iter().map(|report| report.sentence.as_str()).collect::<Vec<_>>()))
        .collect();
    assert_eq!(shown, [(7, vec!["2023-01-30", "2023-01-31"])]);
}

//! Coverage from columns against coverage from records: over the shipped corpus, one answer.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::repo;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vinhdanh::ask::coverage::{Answer, Question, coverage};
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
    match placing::share(record, award) {
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
    pipeline::index(&corpus, &Options::default(), writer, false, &mut |_, _| {}).expect("it is indexed");
    let reader = Reader::open(folder.path()).expect("it opens");
    let copies = reader.copies().expect("it reads");
    let articles = reader.all(&Condition::Everything, Order::Published).expect("it reads");
    let originals = articles.into_iter().filter(|article| !copies.is_copy(*article));
    let records: Vec<Record> = originals.map(|at| reader.record(at).expect("a record")).collect();
    assert!(records.len() > 100);
    for (level, day) in [(1, "2024-12-31"), (2, "2023-06-30"), (3, "2024-12-31"), (3, "2025-12-31"), (1, "2026-01-01")] {
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

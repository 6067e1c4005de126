//! Searches over the shipped corpus: exact answers, facets that hold what they say, and queries at random.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::repo;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use vinhdanh::ask::{self, BadFilter, Filter, Options, Sort};
use vinhdanh::index::Reader;
use vinhdanh::model::answer::{Hit, NoteKind, Search, Used};

/// An index over folders of the corpus.
fn index(folders: &[&str]) -> (TempDir, Reader) {
    let folder = TempDir::new().expect("a folder");
    let status = Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
        .arg("--index")
        .arg(folder.path())
        .arg("index")
        .args(folders)
        .current_dir(repo(""))
        .output()
        .expect("it runs")
        .status;
    assert!(status.success());
    let reader = Reader::open(folder.path()).expect("an index");
    (folder, reader)
}

const CORPUS: [&str; 3] = ["corpus/gold", "corpus/own", "corpus/dev"];

fn search(reader: &Reader, query: &str, options: &Options) -> Search {
    let answer = ask::search(reader, query, &Filter::default(), options).expect("it reads");
    answer.unwrap_or_else(|bad| panic!("{query}: {bad}"))
}

fn found(reader: &Reader, query: &str) -> Search {
    search(reader, query, &Options { limit: 1_000, ..Options::default() })
}

/// The first characters of a file name.
fn stem(hit: &Hit) -> String {
    let name = Path::new(&hit.source.path).file_name().expect("a name").to_string_lossy();
    name[..3].to_string()
}

#[test]
fn every_search_finds_exactly_the_right_articles() {
    let (_folder, reader) = index(&CORPUS);
    let queries = std::fs::read_to_string(repo("tests/queries.tsv")).expect("queries.tsv");
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for line in queries.lines().filter(|line| !line.starts_with('#')) {
        let (query, expected) = line.split_once('\t').expect("a tab");
        let answer = found(&reader, query);
        let mut stems: Vec<_> = answer.hits.iter().map(stem).collect();
        stems.sort();
        asked += 1;
        if stems.join(",") != expected || answer.total != stems.len() as u64 {
            wrong.push(format!("{query}: {stems:?}, not {expected}; read as {}", answer.read_as));
        }
    }
    assert!(wrong.is_empty() && asked >= 60, "{asked} asked\n{}", wrong.join("\n"));
}

#[test]
fn a_facet_says_how_many_articles_its_value_finds() {
    let (_folder, reader) = index(&CORPUS);
    for query in ["bằng khen", "award:bang-khen", "award:giay-khen count:>=20 status:conferred", "hiến máu"]
    {
        let answer = search(&reader, query, &Options { limit: 0, facets: true, ..Options::default() });
        let facets = answer.facets.expect("facets");
        assert!(facets.each().iter().filter(|(_, values)| !values.is_empty()).count() > 6, "{query}");
        for (name, values) in facets.each() {
            for value in values {
                let one = format!("{query} {name}:\"{}\"", value.value);
                assert_eq!(found(&reader, &one).total, value.articles, "{one}");
            }
        }
        let dated: u64 = facets.months.iter().map(|month| month.articles).sum();
        assert!(dated + facets.undated >= answer.total, "{query}");
    }
}

#[test]
fn orders_and_pages() {
    let (_folder, reader) = index(&CORPUS);
    let ask = |sort, offset, limit| {
        search(&reader, "bằng khen", &Options { sort, offset, limit, ..Options::default() })
    };
    let dates: Vec<_> = ask(Sort::Date, 0, 1_000).hits.into_iter().map(|hit| hit.published).collect();
    assert!(dates.iter().flatten().map(|date| &date[..10]).is_sorted_by(|a, b| a >= b), "{dates:?}");
    let undated = dates.iter().position(Option::is_none).unwrap_or(dates.len());
    assert!(dates[undated..].iter().all(Option::is_none));
    let count = ask(Sort::Count, 0, 3);
    let sums = count.hits.iter().map(|hit| {
        let record = reader.with_prefix(&hit.id, 1).expect("it reads")[0].1;
        let awards = reader.record(record).expect("a record").awards;
        awards.iter().filter(|award| award.status == "conferred").filter_map(|award| award.count).sum::<u64>()
    });
    assert!(sums.is_sorted_by(|a, b| a >= b));
    for sort in [Sort::Relevance, Sort::Date, Sort::Count] {
        let whole: Vec<_> = ask(sort, 0, 1_000).hits.into_iter().map(|hit| hit.id).collect();
        let mut paged = Vec::new();
        while paged.len() < whole.len() {
            let page = ask(sort, paged.len(), 7).hits;
            assert!(!page.is_empty(), "{sort:?}");
            paged.extend(page.into_iter().map(|hit| hit.id));
        }
        assert_eq!(paged, whole, "{sort:?}");
    }
    assert!(ask(Sort::Relevance, usize::MAX, usize::MAX).hits.is_empty());
}

#[test]
fn the_answer_says_how_it_searched() {
    let (_folder, reader) = index(&CORPUS);
    for (query, used) in [
        ("bằng khen", Some(Used::Phrase)),
        ("Hình thức: bằng khen", Some(Used::Near)),
        ("nghệ nhân nông dân", Some(Used::All)),
        ("\"nghệ nhân nông dân\"", None),
        ("khen", None),
        ("award:bang-khen", None),
    ] {
        assert_eq!(found(&reader, query).used, used, "{query}");
    }
    // A name is not taken apart.
    assert_eq!(found(&reader, "Hạ Tiến").total, 0);
    let near = found(&reader, "Phan Quê Lâm");
    assert!(near.nearest.iter().any(|name| name.name == "Phan Quế Lâm" && name.kind == "official"));
    let renamed = found(&reader, "tỉnh Hà Nam").notes;
    assert!(renamed.iter().any(|note| note.kind == NoteKind::Renamed && note.meant == ["tỉnh Ninh Bình"]));
    let short = Options { abbreviations: false, limit: 1_000, ..Options::default() };
    assert!(search(&reader, "VKSND", &short).total < found(&reader, "VKSND").total);
}

#[test]
fn loose_syllables_are_not_marked() {
    let (_folder, reader) = index(&CORPUS);
    let answer = found(&reader, "nghệ nhân nông dân");
    for mark in answer.hits.iter().flat_map(|hit| hit.snippet.split("<mark>").skip(1)) {
        let marked = mark.split("</mark>").next().unwrap_or("");
        assert!(marked.contains(' '), "{marked}");
    }
}

/// What queries are made of.
const TOKENS: [&str; 44] = [
    "bằng khen",
    "khen",
    "Nam Định",
    "thi đua",
    "UBND",
    "tỉnh",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "|",
    "-",
    "*",
    "~",
    "~2",
    ":",
    ",",
    "AND",
    "OR",
    "NOT",
    "award:",
    "awrd:",
    "award:bang-khen",
    "level:government",
    "count:>=10",
    "count:",
    ">=",
    "..",
    "<",
    "year:2023",
    "date:2023-01..2023-06",
    "month:x",
    "province:\"Nam Định\"",
    "district:",
    "status:proposed",
    "site:a.vn",
    "title:\"thi đua\"",
    "\u{301}",
    "91/KH-UBND",
    "17:43",
    "Thi đua -Khen thưởng",
    "\n",
    "\0",
];

/// Asks `cases` queries of bytes and as many of tokens: none may fail, every answer says how it was read.
fn at_random(cases: u32) {
    let (_folder, reader) = index(&["corpus/own"]);
    let check = |query: &str| {
        let options = Options { facets: true, limit: 2, ..Options::default() };
        let answer = match ask::search(&reader, query, &Filter::default(), &options).expect("it reads") {
            Ok(answer) => answer,
            Err(BadFilter::Long(words)) => return assert!(words > ask::query::MOST_WORDS),
            Err(bad) => panic!("{query:?}: {bad}"),
        };
        let no_words = answer.notes.iter().any(|note| note.kind == NoteKind::NoWords);
        assert_eq!(answer.read_as.is_empty(), no_words, "{query:?}");
        let length = query.chars().count();
        assert!(answer.notes.iter().all(|note| note.at.is_none_or(|at| at < length)), "{query:?}");
        assert!(answer.total >= answer.hits.len() as u64);
        ask::query::parse(&answer.read_as);
    };
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let bytes = proptest::collection::vec(any::<u8>(), 0..60);
    let run = runner.run(&bytes, |bytes| {
        check(&String::from_utf8_lossy(&bytes));
        Ok(())
    });
    run.unwrap_or_else(|failed| panic!("{failed}"));
    let token = (proptest::sample::select(&TOKENS[..]), any::<bool>());
    let run = runner.run(&proptest::collection::vec(token, 0..14), |tokens| {
        let query: String =
            tokens.iter().map(|(token, blank)| format!("{token}{}", if *blank { " " } else { "" })).collect();
        check(&query);
        Ok(())
    });
    run.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn queries_at_random_are_answered() {
    at_random(2_000);
}

#[test]
#[ignore = "long: 100,000 queries of each sort"]
fn many_queries_at_random_are_answered() {
    at_random(100_000);
}

#[test]
fn copies_are_asked_for_or_left_out() {
    use vinhdanh::index::{Origin, Writer, WriterOptions};
    let folder = TempDir::new().expect("a folder");
    let mut writer = Writer::open(folder.path(), WriterOptions::default()).expect("an index");
    let text = "Sáng nay, UBND huyện Ý Yên tặng Giấy khen cho các tập thể có thành tích trong năm vừa qua.";
    for (id, day, text) in [
        ("1", "2023-03-30", text.to_string()),
        ("2", "2023-04-02", text.to_string()),
        (
            "3",
            "2023-04-05",
            "Xã An Lộc họp bàn về việc tặng Giấy khen cho các hộ dân trồng rừng.".to_string(),
        ),
    ] {
        let record = vinhdanh::model::Record {
            id: format!("{id:0>16}"),
            text,
            published: Some(day.into()),
            ..Default::default()
        };
        let counted = vinhdanh::count::counted(&record);
        writer.put(&record, &counted, &Origin::default()).expect("it takes a record");
    }
    writer.finish().expect("it ends");
    let reader = Reader::open(folder.path()).expect("it opens");
    for (query, expected) in [
        ("giấy khen", 2),
        ("month:2023-04", 2),
        ("month:2023-04 copy:no", 1),
        ("month:2023-04 copy:yes", 1),
        ("month:2023-03 copy:yes", 0),
        ("copy:no", 2),
        ("NOT copy:no", 1),
        ("copy:no,yes", 2),
        ("giấy khen copy:gốc", 2),
    ] {
        assert_eq!(search(&reader, query, &Options::default()).total, expected, "{query}");
    }
}

/// An index of made articles, `n` of them with five awards each.
fn made(n: usize) -> (TempDir, Reader) {
    use vinhdanh::index::{Origin, Writer, WriterOptions};
    use vinhdanh::model::{Award, Record};
    let folder = TempDir::new().expect("a folder");
    let mut writer = Writer::open(folder.path(), WriterOptions::default()).expect("an index");
    for at in 0..n {
        let award = |nth: usize| Award {
            award: ["bang-khen", "giay-khen", "co-thi-dua", "thu-khen"][(at + nth) % 4].into(),
            level: Some(["province", "district", "government"][(at * 7 + nth) % 3].into()),
            recipient: Some(["collective", "individual"][nth % 2].into()),
            status: ["conferred", "proposed"][(at / 10) % 2].into(),
            count: Some((at % 50 + nth) as u64),
            ..Award::default()
        };
        let mut record = Record {
            id: format!("{at:016x}"),
            // Words of its own: articles that are alike would be copies.
            text: format!("bằng khen số{at} bài{at} của{at} tin{at} nhất{at}"),
            published: Some(format!("20{:02}-{:02}-{:02}", at % 20 + 5, at % 12 + 1, at % 28 + 1)),
            awards: (0..5).map(award).collect(),
            ..Record::default()
        };
        record.source.site = Some(format!("s{}.example.vn", at % 40));
        let counted = vinhdanh::count::counted(&record);
        let origin = Origin { path: format!("/{at}"), ..Origin::default() };
        writer.put(&record, &counted, &origin).expect("it takes a record");
    }
    writer.finish().expect("it ends");
    let reader = Reader::open(folder.path()).expect("it opens");
    (folder, reader)
}

#[test]
#[ignore = "long: 200,000 articles are made"]
fn facets_of_many_articles_take_little_time() {
    let n = 200_000;
    let (_folder, reader) = made(n);
    let timed = |query: &str, facets: bool| {
        let options = Options { limit: 0, facets, ..Options::default() };
        let mut times: Vec<_> = (0..9)
            .map(|_| {
                let start = std::time::Instant::now();
                let total = search(&reader, query, &options).total;
                (start.elapsed(), total)
            })
            .collect();
        times.sort();
        times[times.len() / 2]
    };
    for query in ["bằng khen", "award:bang-khen level:government", "count:>=40 date:2020.."] {
        let ((without, total), (with, _)) = (timed(query, false), timed(query, true));
        println!("{query}: {total} articles, {without:?}, with facets {with:?}");
    }
    let ((without, total), (with, _)) = (timed("bằng khen", false), timed("bằng khen", true));
    // What is made by rule is alike here and there: some articles count as copies.
    assert!(total > n as u64 * 99 / 100, "{total}");
    // About 50 ms on two busy cores; what reads records would take a hundred times as long.
    assert!(with.saturating_sub(without).as_millis() < 200, "{without:?} {with:?}");
}

//! Near-duplicates over the shipped corpus: five made copies of every article must be found, and made
//! articles that only look like copies must not. The curve behind the thresholds of [`Likeness`]:
//! `cargo test --release --test copies -- --ignored --nocapture`.

#[path = "common/mod.rs"]
#[allow(dead_code)]
mod common;

use common::repo;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use tempfile::TempDir;
use vinhdanh::correct::Corrections;
use vinhdanh::index::{Condition, Likeness, Order, Origin, Reader, Writer, WriterOptions};
use vinhdanh::model::Record;
use vinhdanh::model::fact::Counted;
use vinhdanh::pipeline;

const FOLDERS: [&str; 4] = ["corpus/gold", "corpus/own", "corpus/dev", "corpus/held-back"];

/// The records of some folders of the corpus.
fn corpus(folders: &[&str]) -> Vec<Record> {
    let paths: Vec<_> = folders.iter().map(|folder| repo(folder)).collect();
    let mut records = Vec::new();
    let options = vinhdanh::read::Options::default();
    pipeline::extract(&paths, &options, &Corrections::default(), &mut |record| {
        records.push(record.expect("the corpus can be read"));
        ControlFlow::Continue(())
    });
    records
}

/// Title and paragraphs of a record.
fn parts(record: &Record) -> (String, Vec<String>) {
    let title = record.title.clone().unwrap_or_default();
    let body = record.text.strip_prefix(&title).unwrap_or(&record.text);
    (title, body.lines().filter(|line| !line.is_empty()).map(String::from).collect())
}

fn made(name: &str, published: &str, title: &str, paragraphs: &[String]) -> Record {
    let lines: Vec<&str> = std::iter::once(title)
        .chain(paragraphs.iter().map(String::as_str))
        .filter(|line| !line.is_empty())
        .collect();
    Record {
        id: stable_id(name),
        title: Some(title.to_string()).filter(|title| !title.is_empty()),
        published: Some(published.to_string()),
        text: lines.join("\n"),
        ..Record::default()
    }
}

/// A stable id whose order has nothing to do with that of the names.
fn stable_id(name: &str) -> String {
    let hash =
        name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("{:016x}", hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
}

/// A paragraph without its first sentence.
fn without_sentence(paragraph: &str) -> String {
    paragraph.split_once(". ").map_or(String::new(), |(_, rest)| rest.to_string())
}

fn without(paragraphs: &[String], at: usize) -> Vec<String> {
    let mut rest = paragraphs.to_vec();
    if rest.len() > 1 {
        rest.remove(at);
    } else {
        rest[0] = without_sentence(&rest[0]);
    }
    rest
}

/// The article and its five copies; `other` lends the paragraph that is added.
fn copies(at: usize, record: &Record, other: &Record) -> Vec<Record> {
    const MASTHEADS: [(&str, &str); 3] = [
        ("BÁO THÁI BÌNH ĐIỆN TỬ | Thứ Năm, 31/3/2022, 08:15", "Theo Báo Thái Bình"),
        ("Trang thông tin điện tử huyện Cẩm Khê", "Nguồn: baophutho.example.vn"),
        ("Cổng TTĐT tỉnh Gia Lai", "(Lượt xem: 1.245)"),
    ];
    let (title, body) = parts(record);
    let (_, lent) = parts(other);
    let mut added = body.clone();
    added.insert(at % (body.len() + 1), lent[lent.len() / 2].clone());
    let (head, foot) = MASTHEADS[at % MASTHEADS.len()];
    let mut headed: Vec<String> = [&[head.to_string()], body.as_slice(), &[foot.to_string()]].concat();
    if at.is_multiple_of(2) {
        headed.remove(0);
        headed[0] = format!("(Báo Thái Bình) - {}", headed[0]);
    }
    let versions = [
        (title.clone(), body.clone()),
        (format!("{title} - Báo Thái Bình"), headed),
        (title.clone(), without(&body, 0)),
        (title.clone(), added),
        (title.clone(), without(&body, (body.len() / 2).max(1).min(body.len() - 1))),
        (respelled(&title), body.iter().map(|line| respelled(line)).collect()),
    ];
    let version = |(kind, (title, body)): (usize, (String, Vec<String>))| {
        let name = format!("{at}/{kind}");
        // Any of them may have appeared first.
        let day = u8::from_str_radix(&stable_id(&name)[..2], 16).expect("hex") % 28 + 1;
        made(&name, &format!("2024-05-{day:02}"), &title, &body)
    };
    versions.into_iter().enumerate().map(version).collect()
}

/// The other spelling of tone marks, i/y, quotes and dashes.
fn respelled(text: &str) -> String {
    const PAIRS: [(&str, &str); 14] = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("họa", "hoạ"),
        ("òe", "oè"),
        ("ủy", "uỷ"),
        ("úy", "uý"),
        ("ùy", "uỳ"),
        ("kỹ ", "kĩ "),
        ("lý ", "lí "),
        ("“", "\""),
        ("”", "\""),
        (" – ", " - "),
        ("…", "..."),
    ];
    PAIRS.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

/// Every run of digits of a text by another one.
fn renumbered(text: &str, other: impl Fn(u64) -> u64) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        match digits.parse() {
            Ok(number) if other(number) != number => out.push_str(&other(number).to_string()),
            _ => out.push_str(&digits),
        }
        digits.clear();
        out.push(c);
    }
    out.pop();
    out
}

/// The paragraphs of an article up to two fifths of its words.
fn head(paragraphs: &[String]) -> Vec<String> {
    let all = paragraphs.iter().map(|line| line.split(' ').count()).sum::<usize>() * 2 / 5;
    let mut left = all;
    let cut = |line: &String| {
        let words: Vec<&str> = line.split(' ').take(left).collect();
        left -= words.len();
        words.join(" ")
    };
    paragraphs.iter().map(cut).filter(|line| !line.is_empty()).collect()
}

/// Articles that are no copies: the same report of another district with other counts, the report of the
/// next year, the same report with other counts alone, and a later article that quotes the first.
fn strangers(at: usize, record: &Record, other: &Record) -> Vec<Record> {
    const OUTLOOK: &str = "Thời gian tới, các đơn vị tiếp tục đổi mới nội dung và hình thức thi đua.";
    const PLACES: [&str; 4] = ["Krông Búk", "Mường Chà", "Hồng Ngự", "Sơn Động"];
    let (title, body) = parts(record);
    let all = |change: &dyn Fn(&str) -> String| -> (String, Vec<String>) {
        (change(&title), body.iter().map(|line| change(line)).collect())
    };
    let counts = |text: &str| renumbered(text, |n| if n > 1 && n < 1_000 { n + 3 } else { n });
    let mut versions = Vec::new();
    let district = record.units.iter().find_map(|u| u.name.strip_prefix("huyện "));
    if let Some(name) = district {
        let elsewhere = |text: &str| counts(text).replace(name, PLACES[at % PLACES.len()]);
        versions.push(("district", all(&elsewhere)));
    }
    versions
        .push(("year", all(&|text| renumbered(text, |n| if (1990..2050).contains(&n) { n + 1 } else { n }))));
    versions.push(("counts", all(&counts)));
    // A part of the first between news of its own.
    let news = parts(other).1;
    let quoted = [head(&news), head(&body), vec![OUTLOOK.to_string()]].concat();
    versions.push(("quote", (format!("Nhìn lại: {title}"), quoted)));
    let changed = versions.into_iter().filter(|(_, (_, lines))| *lines != body);
    changed
        .map(|(kind, (title, lines))| made(&format!("{at}/{kind}"), "2025-05-01", &title, &lines))
        .collect()
}

/// Copies of each article of the corpus, and what only looks like one.
fn groups(folders: &[&str]) -> Vec<(Vec<Record>, Vec<Record>)> {
    let corpus: Vec<_> = corpus(folders).into_iter().filter(|r| !parts(r).1.is_empty()).collect();
    let other = |at: usize| &corpus[(at + 7) % corpus.len()];
    corpus.iter().enumerate().map(|(at, r)| (copies(at, r, other(at)), strangers(at, r, other(at)))).collect()
}

fn index(records: &[&Record]) -> (TempDir, Reader) {
    let folder = TempDir::new().expect("a temporary folder");
    let options = WriterOptions { commit_every: 400, ..WriterOptions::default() };
    let mut writer = Writer::open(folder.path(), options).expect("an index");
    for record in records {
        writer
            .put(record, &Counted::default(), &Origin { path: record.id.clone(), ..Origin::default() })
            .expect("it takes an article");
    }
    writer.finish().expect("it ends");
    let reader = Reader::open(folder.path()).expect("the index");
    (folder, reader)
}

/// Article and original, by id.
fn originals(reader: &Reader) -> BTreeMap<String, Option<String>> {
    let copies = reader.copies().expect("the copies");
    let id = |address| reader.id(address).expect("an id");
    let all = reader.all(&Condition::Everything, Order::Any).expect("all articles");
    all.into_iter().map(|address| (id(address), copies.original(address).map(id))).collect()
}

/// Pairs of one group among `n` articles.
fn pairs(n: usize) -> usize {
    n * n.saturating_sub(1) / 2
}

#[test]
fn copies_are_found_and_what_looks_like_one_is_not() {
    let groups = groups(&FOLDERS);
    assert!(groups.len() > 150);
    let records: Vec<&Record> = groups.iter().flat_map(|(a, b)| a.iter().chain(b)).collect();
    let (_folder, reader) = index(&records);
    let found = originals(&reader);
    // The group that each article really belongs to: a stranger is alone.
    let mut truth: HashMap<&str, usize> = HashMap::new();
    for (at, (copies, _)) in groups.iter().enumerate() {
        truth.extend(copies.iter().map(|record| (record.id.as_str(), at)));
    }
    let (mut right, mut wrong) = (0, 0);
    let mut met: BTreeMap<&str, Vec<Option<usize>>> = BTreeMap::new();
    for (id, original) in &found {
        met.entry(original.as_deref().unwrap_or(id)).or_default().push(truth.get(id.as_str()).copied());
    }
    for (first, group) in &met {
        let mut of: HashMap<usize, usize> = HashMap::new();
        group.iter().flatten().for_each(|at| *of.entry(*at).or_default() += 1);
        let good: usize = of.values().map(|n| pairs(*n)).sum();
        right += good;
        wrong += pairs(group.len()) - good;
        if pairs(group.len()) > good {
            println!("wrong: {first} {group:?}");
        }
    }
    let wanted: usize = groups.iter().map(|(copies, _)| pairs(copies.len())).sum();
    let (precision, recall) = (right as f64 / (right + wrong) as f64, right as f64 / wanted as f64);
    let strangers: usize = groups.iter().map(|(_, strangers)| strangers.len()).sum();
    println!(
        "{} articles, {strangers} strangers: precision {precision:.4}, recall {recall:.4}",
        records.len()
    );
    assert!(precision >= 0.99, "precision {precision}");
    assert!(recall >= 0.95, "recall {recall}");
}

#[test]
fn groups_depend_on_the_articles_alone() {
    let groups = groups(&["corpus/own"]);
    let mut records: Vec<&Record> = groups.iter().flat_map(|(a, b)| a.iter().chain(b)).collect();
    let found = originals(&index(&records).1);
    records.reverse();
    assert_eq!(originals(&index(&records).1), found, "the order of reading does not matter");

    let first = |group: &[Record]| {
        group.iter().min_by_key(|r| (r.published.clone(), r.id.clone())).expect("an article").id.clone()
    };
    for (copies, _) in &groups {
        let original = first(copies);
        for copy in copies.iter().filter(|copy| copy.id != original) {
            assert_eq!(found[&copy.id].as_ref(), Some(&original), "{}", copy.text);
        }
    }
    let gone: Vec<String> = groups.iter().map(|(copies, _)| first(copies)).collect();
    records.retain(|record| !gone.contains(&record.id));
    let promoted = originals(&index(&records).1);
    for (copies, _) in &groups {
        let left: Vec<Record> = copies.iter().filter(|copy| !gone.contains(&copy.id)).cloned().collect();
        let next = first(&left);
        assert!(promoted[&next].is_none());
        assert!(left.iter().all(|copy| copy.id == next || promoted[&copy.id].as_ref() == Some(&next)));
    }
}

#[test]
#[ignore = "prints the curve behind the thresholds"]
fn curve() {
    let groups = groups(&FOLDERS);
    let mut alike = Vec::new();
    let mut others = Vec::new();
    for (copies, strangers) in &groups {
        for (at, a) in copies.iter().enumerate() {
            alike.extend(copies[..at].iter().map(|b| Likeness::between(a, b)));
            others.extend(strangers.iter().map(|b| Likeness::between(a, b)));
        }
    }
    println!("{} pairs of copies, {} of strangers", alike.len(), others.len());
    println!("of shorter  of longer  recall  precision  precision without numbers and names");
    for of_longer in [0.3, 0.4, 0.5, 0.6, 0.7] {
        for of_shorter in [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] {
            let enough = |l: &&Likeness| l.of_shorter >= of_shorter && l.of_longer >= of_longer;
            let count = |list: &[Likeness], strict: bool| {
                list.iter().filter(enough).filter(|l| !(strict && l.exchanged)).count() as f64
            };
            let precision = |strict| count(&alike, strict) / (count(&alike, strict) + count(&others, strict));
            println!(
                "{of_shorter:10.2} {of_longer:10.2} {:7.3} {:10.4} {:10.4}",
                count(&alike, true) / alike.len() as f64,
                precision(true),
                precision(false)
            );
        }
    }
}

//! How long the settling of copies takes: `cargo bench --bench copies -- 200000` indexes so many made
//! articles and says how long. Each is put together from paragraphs of the corpus with other numbers, so that
//! every paragraph stands in hundreds of articles: the worst case, where all bands lead to strangers. Every
//! fifth repeats the one before, with a paragraph more.

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;
use vinhdanh::correct::Corrections;
use vinhdanh::index::{Origin, Reader, Writer, WriterOptions};
use vinhdanh::model::Record;
use vinhdanh::model::fact::Counted;
use vinhdanh::pipeline;

/// The paragraphs of the corpus.
fn paragraphs() -> Vec<String> {
    let mut found = Vec::new();
    let paths = [PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))];
    pipeline::extract(&paths, &vinhdanh::read::Options::default(), &Corrections::default(), &mut |record| {
        found.extend(record.iter().flat_map(|r| r.text.lines().skip(1)).map(String::from));
        ControlFlow::Continue(())
    });
    found
}

fn article(paragraphs: &[String], chance: &mut TestRng) -> String {
    let mut text = String::new();
    for _ in 0..6 {
        for c in paragraphs[chance.random_range(0..paragraphs.len())].chars() {
            text.push(if c.is_ascii_digit() { chance.random_range('0'..='9') } else { c });
        }
        text.push('\n');
    }
    text
}

fn main() {
    let wanted = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(5_000);
    let paragraphs = paragraphs();
    let folder = std::env::temp_dir().join(format!("vinhdanh-copies-{}", std::process::id()));
    let mut chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let start = Instant::now();
    let mut writer = Writer::open(&folder, WriterOptions::default()).expect("an index");
    let mut text = String::new();
    for n in 0..wanted {
        text = match n % 5 {
            4 => text + &paragraphs[chance.random_range(0..paragraphs.len())],
            _ => article(&paragraphs, &mut chance),
        };
        let record = Record { id: format!("{n:016x}"), text: text.clone(), ..Record::default() };
        writer
            .put(&record, &Counted::default(), &Origin { path: format!("/{n}"), ..Origin::default() })
            .expect("it takes an article");
    }
    println!("{wanted} articles put: {:.1?}", start.elapsed());
    let start = Instant::now();
    writer.finish().expect("it ends");
    println!("last commit, merging and settling: {:.1?}", start.elapsed());
    let start = Instant::now();
    let mut writer = Writer::open(&folder, WriterOptions::default()).expect("an index");
    for n in wanted..wanted + wanted / 100 {
        let text = article(&paragraphs, &mut chance);
        let record = Record { id: format!("{n:016x}"), text, ..Record::default() };
        writer
            .put(&record, &Counted::default(), &Origin { path: format!("/{n}"), ..Origin::default() })
            .expect("it takes an article");
    }
    writer.finish().expect("it ends");
    println!("a hundredth more, put and settled: {:.1?}", start.elapsed());
    let start = Instant::now();
    let reader = Reader::open(&folder).expect("the index");
    let copies = reader.copies().expect("the copies").len();
    println!("{copies} copies as kept: {:.1?}", start.elapsed());
    for kept in ["copies.txt", "groups.bin"] {
        std::fs::remove_file(folder.join(kept)).expect("it is kept");
    }
    let start = Instant::now();
    let reader = Reader::open(&folder).expect("the index");
    println!("{} copies settled: {:.1?}", reader.copies().expect("the copies").len(), start.elapsed());
    std::fs::remove_dir_all(&folder).expect("it goes");
}

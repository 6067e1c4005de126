//! How fast the rules read, in bytes of article a second, beside a yardstick: 30 plain regular
//! expressions over the same text (`regex30.txt`), which find a part of what the rules find.
//!
//! `cargo bench` prints; nothing fails. Ratios hold from one machine to the next, figures do not.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};
use vinhdanh::model::{Format, Page, Source, Text};
use vinhdanh::{clean, extract, normalise, pipeline};

/// As in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The articles of the corpus that are in UTF-8, sorted by path.
fn pages() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<PathBuf> = ["gold", "own", "dev"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the corpus"))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| page(path)).collect()
}

fn page(path: &Path) -> Option<Page> {
    let format = match path.extension()?.to_str()? {
        "txt" => Format::Plain,
        "html" => Format::Html,
        _ => return None,
    };
    Some(Page {
        fetched: None,
        id: String::new(),
        source: Source { path: path.to_str()?.to_string(), ..Source::default() },
        format,
        body: fs::read_to_string(path).ok()?,
        title: None,
        published: None,
        line: None,
    })
}

fn texts() -> Vec<Text> {
    pages().iter().map(|page| normalise::text(clean::article(page))).collect()
}

fn bytes<'a>(texts: impl IntoIterator<Item = &'a str>) -> BytesCount {
    BytesCount::new(texts.into_iter().map(str::len).sum::<usize>())
}

/// Page to record: cleaning, normalising, extracting.
#[divan::bench]
fn whole_road(bencher: Bencher) {
    let pages = pages();
    bencher.counter(bytes(pages.iter().map(|p| p.body.as_str()))).with_inputs(|| pages.clone()).bench_values(
        |pages| {
            for page in pages {
                black_box(pipeline::record(page));
            }
        },
    );
}

#[divan::bench]
fn clean(bencher: Bencher) {
    let pages = pages();
    bencher.counter(bytes(pages.iter().map(|p| p.body.as_str()))).bench(|| {
        for page in &pages {
            black_box(clean::article(page));
        }
    });
}

#[divan::bench]
fn extract(bencher: Bencher) {
    let texts = texts();
    bencher.counter(bytes(texts.iter().map(|t| t.export.as_str()))).bench(|| {
        for text in &texts {
            black_box(extract::record(text));
        }
    });
}

/// Article to record, the part that rules decide: the bar is a third of the rate of [`regex30`].
#[divan::bench]
fn normalise_and_extract(bencher: Bencher) {
    let articles: Vec<_> = pages().iter().map(clean::article).collect();
    let size = bytes(texts().iter().map(|t| t.export.as_str()));
    bencher.counter(size).with_inputs(|| articles.clone()).bench_values(|articles| {
        for article in articles {
            black_box(extract::record(&normalise::text(article)));
        }
    });
}

/// The yardstick of [`normalise_and_extract`]: what 30 regular expressions need for the same text.
#[divan::bench]
fn regex30(bencher: Bencher) {
    let rules: Vec<Regex> =
        include_str!("regex30.txt").lines().map(|l| Regex::new(l).expect("a regular expression")).collect();
    let texts = texts();
    bencher.counter(bytes(texts.iter().map(|t| t.export.as_str()))).bench(|| {
        let mut found = 0;
        for text in &texts {
            found += rules.iter().map(|rule| rule.find_iter(&text.export).count()).sum::<usize>();
        }
        found
    });
}

#[divan::bench]
fn normalise(bencher: Bencher) {
    let articles: Vec<_> = pages().iter().map(clean::article).collect();
    let size = bytes(articles.iter().flat_map(|a| a.blocks.iter().map(|b| b.text.as_str())));
    bencher.counter(size).with_inputs(|| articles.clone()).bench_values(|articles| {
        for article in articles {
            black_box(normalise::text(article));
        }
    });
}

#[divan::bench]
fn fold(bencher: Bencher) {
    let texts = texts();
    bencher.counter(bytes(texts.iter().map(|t| t.export.as_str()))).bench(|| {
        for text in &texts {
            black_box(normalise::fold::plain(&text.export));
        }
    });
}

//! How fast an HTML page becomes an article, in bytes of page a second, beside the parser alone, over
//! the gold pages padded to 150 KB (`padded`). The bar is 60 % of the parser's rate.
//!
//! `cargo bench --bench pages` prints; nothing fails. With `PADDED=FOLDER` it also writes the pages,
//! for `benches/peers.py`, which times trafilatura over them.

mod padded;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use vinhdanh::clean;
use vinhdanh::model::{Format, Page, Source};

/// As in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    if let Some(folder) = std::env::var_os("PADDED").map(std::path::PathBuf::from) {
        std::fs::create_dir_all(&folder).expect("a folder to write to");
        for (name, page) in padded::pages() {
            std::fs::write(folder.join(name).with_extension("html"), page).expect("a page written");
        }
    }
    divan::main();
}

fn pages() -> Vec<Page> {
    let page = |(_, body): (String, String)| Page {
        fetched: None,
        id: String::new(),
        source: Source::default(),
        line: None,
        format: Format::Html,
        body,
        title: None,
        published: None,
    };
    padded::pages().into_iter().map(page).collect()
}

fn size(pages: &[Page]) -> BytesCount {
    BytesCount::new(pages.iter().map(|p| p.body.len()).sum::<usize>())
}

#[divan::bench]
fn article(bencher: Bencher) {
    let pages = pages();
    bencher.counter(size(&pages)).bench(|| {
        for page in &pages {
            black_box(clean::article(page));
        }
    });
}

/// The yardstick: the tree alone, nothing read from it.
#[divan::bench]
fn parser_alone(bencher: Bencher) {
    let pages = pages();
    bencher.counter(size(&pages)).bench(|| {
        for page in &pages {
            black_box(scraper::Html::parse_document(&page.body));
        }
    });
}

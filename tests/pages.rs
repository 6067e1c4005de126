//! Whole pages of many makes, Vietnamese and English: `tests/pages/NAME.html` and beside it what its
//! article is (`NAME.txt`: title, published, byline, then the paragraphs; `-` for none).

use std::fs;
use std::path::{Path, PathBuf};
use vinhdanh::clean;
use vinhdanh::model::{Article, BlockKind, Format, Page, Source};

/// What is expected of a page.
struct Expected {
    title: Option<String>,
    published: Option<String>,
    byline: Option<String>,
    url: Option<String>,
    paragraphs: Vec<String>,
}

fn expected(text: &str) -> Expected {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let field = |name: &str| {
        let value = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))?;
        (value != "-").then(|| value.to_string())
    };
    Expected {
        title: field("title"),
        published: field("published"),
        byline: field("byline"),
        url: field("url"),
        paragraphs: body.lines().map(String::from).collect(),
    }
}

fn article(page: &Path, url: Option<String>) -> Article {
    clean::article(&Page {
        fetched: None,
        id: String::new(),
        source: Source {
            site: url.as_deref().and_then(|u| u.split('/').nth(2)).map(String::from),
            url,
            ..Source::default()
        },
        line: None,
        format: Format::Html,
        body: fs::read_to_string(page).expect("a page in UTF-8"),
        title: None,
        published: None,
    })
}

/// The paragraphs below the title; captions and rows with their kind in front.
fn paragraphs(article: &Article) -> Vec<String> {
    let below = article.blocks.iter().filter(|b| b.kind != BlockKind::Title);
    below
        .map(|b| match b.kind {
            BlockKind::Caption => format!("[caption] {}", b.text),
            BlockKind::Row => format!("[row] {}", b.text),
            _ => b.text.clone(),
        })
        .collect()
}

#[test]
fn pages_of_many_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(folder).expect("the pages").map(|e| e.expect("an entry").path());
    let mut pages: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "html")).collect();
    pages.sort();
    assert!(pages.len() >= 30, "the pages are there");
    for page in pages {
        let name = page.display();
        let want = expected(&fs::read_to_string(page.with_extension("txt")).expect("what is expected"));
        let found = article(&page, want.url);
        assert_eq!(found.title, want.title, "title of {name}");
        assert_eq!(found.published, want.published, "published of {name}");
        assert_eq!(found.byline, want.byline, "byline of {name}");
        assert_eq!(paragraphs(&found), want.paragraphs, "paragraphs of {name}");
    }
}

//! Metadata of a page: OpenGraph, JSON-LD, microdata, `<title>`.

use crate::clean::{keys, title};
use regex::Regex;
use serde_json::Value;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What the page says of itself to machines.
#[derive(Debug, Default)]
pub struct Meta {
    /// Titles that name the article, best first.
    pub titles: Vec<String>,
    /// `<title>`.
    pub page: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Publication dates, best first.
    pub published: Vec<String>,
    /// Authors, best first; persons or not.
    pub authors: Vec<String>,
    /// `og:locale`.
    pub locale: Option<String>,
    /// The page's own address, as it says itself.
    pub address: Option<String>,
    /// The paragraphs that JSON-LD gives for this article, in one string.
    pub body: Option<String>,
    /// Articles of JSON-LD: perhaps this one, perhaps others that the page links to.
    linked: Vec<Linked>,
    /// Dates and authors of microdata, with the index of the line behind which they stand.
    placed: Vec<(usize, Said, String)>,
}

/// An article of JSON-LD.
#[derive(Debug, Default)]
struct Linked {
    headline: Option<String>,
    published: Vec<String>,
    authors: Vec<String>,
    body: Option<String>,
    /// A page around an article, not the article itself.
    page: bool,
}

/// What a piece of microdata says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// When something appeared.
    Published,
    /// Who wrote it.
    Author,
}

impl Meta {
    /// Takes in a `<meta>`.
    pub fn meta(&mut self, name: &str, content: &str) {
        let content = content.trim();
        if content.is_empty() {
            return;
        }
        match name.to_ascii_lowercase().as_str() {
            "og:title" | "headline" | "twitter:title" | "dc.title" | "dcterms.title" | "citation_title" => {
                self.titles.push(content.into())
            }
            "og:site_name" => self.site = Some(content.into()),
            "og:locale" => self.locale = Some(content.into()),
            "og:url" => self.address = Some(content.into()),
            "article:published_time"
            | "datepublished"
            | "pubdate"
            | "publishdate"
            | "dc.date.issued"
            | "article:published"
            | "publish-date"
            | "publication_date"
            | "og:published_time"
            | "og:article:published_time"
            | "date"
            | "dc.date"
            | "dc.date.created"
            | "dcterms.date"
            | "dcterms.created"
            | "dcterms.issued"
            | "citation_date"
            | "citation_publication_date"
            | "parsely-pub-date"
            | "sailthru.date"
            | "publishdatetime"
            | "publish_date"
            | "pub_date"
            | "published_time"
            | "cxenseparse:recs:publishtime"
            | "date_published" => {
                self.published.push(content.into());
            }
            "author" | "article:author" | "dable:author" | "dc.creator" | "dcterms.creator"
            | "citation_author" | "byl" | "parsely-author" => self.authors.push(content.into()),
            _ => {}
        }
    }

    /// Takes in the text of a JSON-LD script; broken JSON gives what its fields still show.
    pub fn linked_data(&mut self, text: &str) {
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            self.linked(&value, 0);
        } else if text.contains("Article") {
            self.broken(text);
        }
    }

    fn linked(&mut self, value: &Value, depth: usize) {
        if depth > 5 {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|v| self.linked(v, depth + 1)),
            Value::Object(map) => {
                let types = strings(map.get("@type"));
                let article = types.iter().any(|t| {
                    t.ends_with("Article")
                        || matches!(t.as_str(), "BlogPosting" | "Report" | "LiveBlogPosting")
                });
                let page = types.iter().any(|t| t.ends_with("WebPage"));
                if article || page {
                    self.linked.push(Linked {
                        headline: ["headline", "name"].iter().find_map(|k| strings(map.get(*k)).pop()),
                        published: ["datePublished", "dateCreated"]
                            .iter()
                            .map(|k| strings(map.get(*k)))
                            .find(|d| !d.is_empty())
                            .unwrap_or_default(),
                        authors: names(map.get("author")),
                        body: strings(map.get("articleBody")).pop(),
                        page: !article,
                    });
                }
                for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    map.get(inner).into_iter().for_each(|v| self.linked(v, depth + 1));
                }
            }
            _ => {}
        }
    }

    fn broken(&mut self, text: &str) {
        static FIELD: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#""(headline|datePublished)"\s*:\s*"([^"]{4,300})""#).expect("fields of JSON-LD")
        });
        let mut found = Linked::default();
        for field in FIELD.captures_iter(text) {
            if &field[1] == "headline" {
                found.headline.get_or_insert(field[2].to_string());
            } else if found.published.is_empty() {
                found.published.push(field[2].to_string());
            }
        }
        self.linked.push(found);
    }

    /// Takes in microdata that stand behind `line` lines of the page.
    pub fn place(&mut self, line: usize, said: Said, value: &str) {
        self.placed.push((line, said, value.trim().to_string()));
    }

    /// Dates that stand within the lines.
    pub fn placed_dates<'a>(&'a self, lines: &'a Range<usize>) -> impl Iterator<Item = &'a String> {
        self.placed.iter().filter(|p| p.1 == Said::Published && lines.contains(&p.0)).map(|p| &p.2)
    }

    /// Authors that stand within the lines.
    pub fn placed_authors<'a>(&'a self, lines: &'a Range<usize>) -> impl Iterator<Item = &'a String> {
        self.placed.iter().filter(|p| p.1 == Said::Author && lines.contains(&p.0)).map(|p| &p.2)
    }

    /// Takes in that article of JSON-LD which is the page's own: JSON-LD is the page's own word, so
    /// it goes first. `headings` are the page's headings of the first level.
    pub fn settle(&mut self, headings: &[String]) {
        let linked = std::mem::take(&mut self.linked);
        let names: Vec<HashSet<String>> = self
            .titles
            .iter()
            .chain(&self.page)
            .filter(|t| !title::is_generic(t))
            .chain(headings)
            .map(|t| pairs(t))
            .filter(|p| p.len() >= 2)
            .collect();
        let own = |l: &&Linked| {
            let Some(headline) = l.headline.as_deref().map(pairs) else { return true };
            names.is_empty() || names.iter().any(|n| alike(n, &headline))
        };
        let mut fitting: Vec<&Linked> = linked.iter().filter(own).collect();
        fitting.sort_by_key(|l| (l.page, l.headline.is_none()));
        if let Some(article) = fitting.first().filter(|l| !l.page) {
            self.titles.splice(0..0, article.headline.clone());
            self.authors.splice(0..0, article.authors.clone());
            self.body.clone_from(&article.body);
        }
        if let Some(dated) = fitting.iter().find(|l| !l.published.is_empty()) {
            let at = if dated.page { self.published.len() } else { 0 };
            self.published.splice(at..at, dated.published.clone());
        }
    }
}

/// The pairs of neighbouring words.
fn pairs(text: &str) -> HashSet<String> {
    let key = keys::key(text);
    let words: Vec<&str> = keys::words(&key).collect();
    words.windows(2).map(|w| w.join(" ")).collect()
}

/// Whether half of the shorter is in the longer.
fn alike(a: &HashSet<String>, b: &HashSet<String>) -> bool {
    let common = a.intersection(b).count();
    common * 2 >= a.len().min(b.len()).max(1)
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(s)) if !s.trim().is_empty() => vec![s.trim().to_string()],
        Some(Value::Array(items)) => items.iter().flat_map(|v| strings(Some(v))).collect(),
        _ => Vec::new(),
    }
}

fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => {
            let all: Vec<String> = items.iter().flat_map(|v| names(Some(v))).collect();
            if all.is_empty() { all } else { vec![all.join(" - ")] }
        }
        Some(Value::Object(map)) => {
            let organisation = strings(map.get("@type")).iter().any(|t| t.ends_with("Organization"));
            if organisation { Vec::new() } else { strings(map.get("name")) }
        }
        other => strings(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_is_read() {
        let mut meta = Meta::default();
        meta.meta("og:title", "Trang");
        meta.linked_data(
            r#"{"@graph":[{"@type":["NewsArticle"],"headline":"Trao giải","datePublished":"2024-01-02T03:04:05Z","author":[{"@type":"Person","name":"An"},{"@type":"Person","name":"Bình"}]},{"@type":"WebSite","headline":"không"}]}"#,
        );
        meta.settle(&[]);
        assert_eq!(meta.titles, ["Trao giải", "Trang"]);
        assert_eq!(meta.published, ["2024-01-02T03:04:05Z"]);
        assert_eq!(meta.authors, ["An - Bình"]);
        meta.linked_data(
            "{\"@type\":\"NewsArticle\",\"headline\":\"Gãy\n\"x\", \"datePublished\": \"2024-05-06\"",
        );
        meta.settle(&[]);
        assert_eq!(meta.published[0], "2024-05-06");
    }

    #[test]
    fn linked_data_of_other_articles_are_passed_over() {
        let other =
            r#"{"@type":"Article","headline":"Xã bên nhận 3 Bằng khen","datePublished":"2024-04-30"}"#;
        let own = r#"{"@type":"WebPage","name":"Huyện tổng kết thi đua","mainEntity":{"@type":"Article","headline":"Huyện tổng kết thi đua năm 2023","datePublished":"2024-04-28"}}"#;
        let mut meta = Meta::default();
        meta.linked_data(&format!("[{other},{own}]"));
        meta.settle(&["Huyện tổng kết thi đua năm 2023".into()]);
        assert_eq!(meta.published, ["2024-04-28"]);
        let mut meta = Meta::default();
        meta.linked_data(other);
        meta.settle(&["Huyện tổng kết thi đua năm 2023".into()]);
        assert!(meta.published.is_empty() && meta.titles.is_empty());
    }
}

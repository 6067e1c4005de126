//! Metadata of a page: OpenGraph, JSON-LD, microdata, `<title>`.

use regex::Regex;
use serde_json::Value;
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
}

impl Meta {
    /// Takes in a `<meta>`.
    pub fn meta(&mut self, name: &str, content: &str) {
        let content = content.trim();
        if content.is_empty() {
            return;
        }
        match name.to_ascii_lowercase().as_str() {
            "og:title" | "headline" | "twitter:title" | "dc.title" => self.titles.push(content.into()),
            "og:site_name" => self.site = Some(content.into()),
            "article:published_time"
            | "datepublished"
            | "pubdate"
            | "publishdate"
            | "dc.date.issued"
            | "article:published"
            | "publish-date"
            | "publication_date"
            | "og:published_time" => {
                self.published.push(content.into());
            }
            "author" | "article:author" | "dable:author" | "dc.creator" => self.authors.push(content.into()),
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
        if depth > 4 {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|v| self.linked(v, depth + 1)),
            Value::Object(map) => {
                let is_article = strings(map.get("@type"))
                    .iter()
                    .any(|t| t.ends_with("Article") || t == "BlogPosting" || t == "Report");
                if is_article {
                    insert(&mut self.titles, strings(map.get("headline")));
                    insert(&mut self.published, strings(map.get("datePublished")));
                    insert(&mut self.authors, names(map.get("author")));
                } else if let Some(graph) = map.get("@graph") {
                    self.linked(graph, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn broken(&mut self, text: &str) {
        static FIELD: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#""(headline|datePublished)"\s*:\s*"([^"]{4,300})""#).expect("fields of JSON-LD")
        });
        for found in FIELD.captures_iter(text) {
            let list = if &found[1] == "headline" { &mut self.titles } else { &mut self.published };
            list.insert(0, found[2].to_string());
        }
    }
}

/// JSON-LD is the page's own word on the article: it goes first.
fn insert(list: &mut Vec<String>, values: Vec<String>) {
    list.splice(0..0, values);
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
        assert_eq!(meta.titles, ["Trao giải", "Trang"]);
        assert_eq!(meta.published, ["2024-01-02T03:04:05Z"]);
        assert_eq!(meta.authors, ["An - Bình"]);
        meta.linked_data(
            "{\"@type\":\"NewsArticle\",\"headline\":\"Gãy\n\"x\", \"datePublished\": \"2024-05-06\"",
        );
        assert_eq!(meta.published[0], "2024-05-06");
    }
}

//! Rules for single sites and for families of portals (`src/sites/*.toml`): which elements hold the
//! parts of the article. They are tried before the generic road, and only on pages of their hosts or
//! with their markup; where the body that they name holds no text, the generic road is taken.

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use scraper::node::Element;
use scraper::{Html, Selector};
use serde::Deserialize;
use std::sync::LazyLock;

/// A part of an article, or what is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// The lead, where it stands outside the body.
    Lead,
    /// The paragraphs.
    Body,
    /// The writer.
    Byline,
    /// The publication date.
    Date,
    /// Page furniture.
    Remove,
}

/// Elements with the part that a rule sees in them.
pub type Parts = FxHashMap<*const Element, Part>;

/// A file of `src/sites`. Selectors are those of CSS; of the parts the first match counts, of
/// `remove` every one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Hosts, their subdomains too.
    #[serde(default)]
    hosts: Vec<String>,
    /// Pieces of markup that all stand in the page.
    #[serde(default)]
    markup: Vec<String>,
    title: Option<String>,
    lead: Option<String>,
    body: String,
    byline: Option<String>,
    date: Option<String>,
    remove: Option<String>,
}

struct Site {
    hosts: Vec<String>,
    markup: Vec<Finder<'static>>,
    parts: Vec<(Part, Selector)>,
}

const FILES: &[(&str, &str)] = &[
    ("discourse", include_str!("../../sites/discourse.toml")),
    ("drupal", include_str!("../../sites/drupal.toml")),
    ("joomla", include_str!("../../sites/joomla.toml")),
    ("liferay", include_str!("../../sites/liferay.toml")),
    ("nukeviet", include_str!("../../sites/nukeviet.toml")),
    ("wordpress", include_str!("../../sites/wordpress.toml")),
    ("xenforo", include_str!("../../sites/xenforo.toml")),
];

static SITES: LazyLock<Vec<Site>> =
    LazyLock::new(|| FILES.iter().map(|(name, text)| site(name, text)).collect());

fn site(name: &str, text: &str) -> Site {
    let written: Written = toml::from_str(text).unwrap_or_else(|e| panic!("src/sites/{name}.toml: {e}"));
    let parts = [
        (Part::Remove, written.remove),
        (Part::Title, written.title),
        (Part::Lead, written.lead),
        (Part::Body, Some(written.body)),
        (Part::Byline, written.byline),
        (Part::Date, written.date),
    ];
    let read = |(part, css): (Part, Option<String>)| {
        let css = css?;
        Some((part, Selector::parse(&css).unwrap_or_else(|e| panic!("src/sites/{name}.toml: {css}: {e}"))))
    };
    let markup = written.markup.iter().map(|piece| Finder::new(piece).into_owned()).collect();
    Site { hosts: written.hosts, markup, parts: parts.into_iter().filter_map(read).collect() }
}

impl Site {
    fn is_of(&self, html: &str, host: Option<&str>) -> bool {
        let hosted = host.is_some_and(|host| {
            self.hosts.iter().any(|own| {
                host.strip_suffix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
        });
        hosted
            || (!self.markup.is_empty()
                && self.markup.iter().all(|piece| piece.find(html.as_bytes()).is_some()))
    }

    fn parts(&self, tree: &Html) -> Parts {
        let mut parts = Parts::default();
        for (part, selector) in &self.parts {
            let most = if *part == Part::Remove { usize::MAX } else { 1 };
            for element in tree.select(selector).take(most) {
                parts.entry(std::ptr::from_ref(element.value())).or_insert(*part);
            }
        }
        parts
    }
}

/// The parts that the first fitting rule sees in the page; empty where none fits or its body is not
/// there. A rule for the host goes before one for a family.
pub fn parts(html: &str, tree: &Html, host: Option<&str>) -> Parts {
    let fitting = SITES.iter().filter(|site| site.is_of(html, host));
    let mut found: Vec<Parts> = fitting.map(|site| site.parts(tree)).collect();
    found.retain(|parts| parts.values().any(|part| *part == Part::Body));
    found.into_iter().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sites");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("src/sites")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().replace(".toml", ""))
            .collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert_eq!(SITES.len(), FILES.len());
    }

    #[test]
    fn a_rule_is_for_its_hosts_and_its_markup() {
        let site = site(
            "test",
            "hosts = ['tan-phu.example.vn']\nmarkup = ['class=\"tp-news\"', 'tp-body']\nbody = '.tp-body'",
        );
        for (html, host, expected) in [
            ("<p>", Some("tan-phu.example.vn"), true),
            ("<p>", Some("www.tan-phu.example.vn"), true),
            ("<p>", Some("xtan-phu.example.vn"), false),
            ("<p>", None, false),
            ("<div class=\"tp-news\"><p class=tp-body>", Some("other.vn"), true),
            ("<div class=\"tp-news\">", None, false),
        ] {
            assert_eq!(site.is_of(html, host), expected, "{html} {host:?}");
        }
    }
}

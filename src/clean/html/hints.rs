//! What class and id of an element say of it.

use crate::clean::keys;
use scraper::node::Element;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Roles that class and id give; several may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// Not shown.
    pub hidden: bool,
    /// Page furniture.
    pub furniture: bool,
    /// A title.
    pub title: bool,
    /// A lead.
    pub lead: bool,
    /// An author.
    pub author: bool,
    /// A publication date.
    pub date: bool,
    /// A caption.
    pub caption: bool,
    /// The body of an article.
    pub content: bool,
}

impl Hints {
    fn add(&mut self, role: &str) {
        match role {
            "hidden" => self.hidden = true,
            "furniture" => self.furniture = true,
            "title" => self.title = true,
            "lead" => self.lead = true,
            "author" => self.author = true,
            "date" => self.date = true,
            "caption" => self.caption = true,
            "content" => self.content = true,
            _ => {}
        }
    }
}

#[derive(Default)]
struct Words {
    word: HashMap<&'static str, Vec<&'static str>>,
    name: HashMap<&'static str, Vec<&'static str>>,
    part: Vec<(&'static str, &'static str)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for row in keys::rows(include_str!("class_hints.tsv")) {
        let [role, how, word] = row[..] else { continue };
        match how {
            "word" => words.word.entry(word).or_default().push(role),
            "name" => words.name.entry(word).or_default().push(role),
            _ => words.part.push((word, role)),
        }
    }
    words
});

/// Reads class, id, `hidden`, `style` and `itemprop`.
pub fn of(element: &Element) -> Hints {
    let mut hints = Hints::default();
    for (name, value) in element.attrs() {
        match name {
            "class" => value.split_ascii_whitespace().for_each(|n| read_name(n, true, &mut hints)),
            "id" => read_name(value, false, &mut hints),
            "hidden" => hints.hidden = true,
            "style" => {
                let style = value.to_ascii_lowercase().replace(' ', "");
                hints.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            "itemprop" => match value {
                "headline" => hints.title = true,
                "description" => hints.lead = true,
                "articleBody" => hints.content = true,
                "author" => hints.author = true,
                "datePublished" => hints.date = true,
                _ => {}
            },
            "role" => hints.furniture |= matches!(value, "navigation" | "search" | "contentinfo"),
            _ => {}
        }
    }
    hints.furniture &= !hints.content;
    hints
}

fn read_name(name: &str, is_class: bool, hints: &mut Hints) {
    let mut joined = String::with_capacity(name.len());
    let mut word = String::new();
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before.is_ascii_lowercase()) {
            read_word(&word, hints);
            word.clear();
        }
        if c.is_ascii_alphanumeric() {
            joined.push(c.to_ascii_lowercase());
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    read_word(&word, hints);
    if is_class {
        WORDS.name.get(joined.as_str()).into_iter().flatten().for_each(|r| hints.add(r));
    }
    for (part, role) in &WORDS.part {
        if joined.contains(part) {
            hints.add(role);
        }
    }
}

fn read_word(word: &str, hints: &mut Hints) {
    WORDS.word.get(word).into_iter().flatten().for_each(|r| hints.add(r));
}

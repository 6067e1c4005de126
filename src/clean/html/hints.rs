//! What class and id of an element say of it.

use super::attributes::Attributes;
use crate::clean::keys;
use rustc_hash::FxHashMap;
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
    word: FxHashMap<&'static str, Vec<&'static str>>,
    name: FxHashMap<&'static str, Vec<&'static str>>,
    /// Parts of names with their roles, by their first byte.
    part: FxHashMap<u8, Vec<(&'static str, &'static str)>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for row in keys::rows(include_str!("class_hints.tsv")) {
        let [role, how, word] = row[..] else { continue };
        match how {
            "word" => words.word.entry(word).or_default().push(role),
            "name" => words.name.entry(word).or_default().push(role),
            _ => words.part.entry(word.as_bytes()[0]).or_default().push((word, role)),
        }
    }
    words
});

/// So many names of a page are remembered: classes come again, ids do not.
const REMEMBERED: usize = 4096;

/// What the classes of a page have been found to say.
#[derive(Debug, Default)]
pub struct Known(FxHashMap<Box<str>, Hints>);

impl Known {
    /// Reads class, id, `hidden`, `style`, `itemprop` and `role`.
    pub fn of(&mut self, given: &Attributes) -> Hints {
        let mut hints = given.class.map(|c| self.classes(c)).unwrap_or_default();
        if let Some(id) = given.id {
            read_name(id, false, &mut hints);
        }
        hints.hidden |= given.hidden;
        if given.style.is_some() {
            let style = given.style();
            hints.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
        }
        match given.itemprop {
            Some("headline") => hints.title = true,
            Some("description") => hints.lead = true,
            Some("articleBody") => hints.content = true,
            Some("author") => hints.author = true,
            Some("datePublished") => hints.date = true,
            _ => {}
        }
        hints.furniture |= matches!(given.role, Some("navigation" | "search" | "contentinfo"));
        hints.furniture &= !hints.content;
        hints
    }

    fn classes(&mut self, classes: &str) -> Hints {
        if let Some(hints) = self.0.get(classes) {
            return *hints;
        }
        let mut hints = Hints::default();
        classes.split_ascii_whitespace().for_each(|name| read_name(name, true, &mut hints));
        if self.0.len() < REMEMBERED {
            self.0.insert(classes.into(), hints);
        }
        hints
    }
}

fn read_name(name: &str, is_class: bool, hints: &mut Hints) {
    let mut joined = String::with_capacity(name.len());
    let mut start = 0;
    let mut before = b' ';
    for c in name.bytes() {
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before.is_ascii_lowercase()) {
            read_word(&joined[start..], hints);
            start = joined.len();
        }
        if c.is_ascii_alphanumeric() {
            joined.push(char::from(c.to_ascii_lowercase()));
        }
        before = c;
    }
    read_word(&joined[start..], hints);
    if is_class {
        WORDS.name.get(joined.as_str()).into_iter().flatten().for_each(|r| hints.add(r));
    }
    for (at, first) in joined.bytes().enumerate() {
        let parts = WORDS.part.get(&first).into_iter().flatten();
        parts.filter(|(part, _)| joined[at..].starts_with(part)).for_each(|(_, role)| hints.add(role));
    }
}

fn read_word(word: &str, hints: &mut Hints) {
    if !word.is_empty() {
        WORDS.word.get(word).into_iter().flatten().for_each(|r| hints.add(r));
    }
}

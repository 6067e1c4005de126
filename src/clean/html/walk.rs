//! The tree of a page → its lines in reading order, each with what the markup says of it.

use super::attributes::Attributes;
use super::hints::{Hints, Known};
use super::meta::{Meta, Said};
use super::sites::{Part, Parts};
use super::table;
use super::trust;
use crate::clean::keys;
use crate::clean::line::Line;
use crate::model::BlockKind;
use scraper::ElementRef;
use std::ops::Range;

/// Deeper elements are not read: no article is nested so.
const DEEPEST: usize = 600;

/// An element that holds lines.
#[derive(Debug, Default)]
pub struct Holder {
    /// Index of the holder around it; itself for the first.
    pub parent: usize,
    /// The lines in it.
    pub lines: Range<usize>,
    /// Class or id say that it is an article's body.
    pub content: bool,
    /// Its tag, class or id say that it is page furniture; [`trust`] has the last word.
    pub furniture: bool,
    /// What a rule for the site sees in it.
    pub part: Option<Part>,
}

/// A page as lines.
#[derive(Debug, Default)]
pub struct Walk {
    /// In reading order.
    pub lines: Vec<Line>,
    /// In the order in which they open.
    pub holders: Vec<Holder>,
    /// What the head and microdata say.
    pub meta: Meta,
    text: String,
    linked: usize,
    bold: usize,
    time: Option<String>,
    context: Context,
    after_picture: bool,
    /// An inline element ended just before, and another may have begun.
    beside: Beside,
    known: Known,
    parts: Parts,
}

/// Whether two inline elements touch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Beside {
    #[default]
    No,
    /// One has ended.
    Ended,
    /// The next has begun.
    Touch,
}

/// What the elements around a text say of it.
#[derive(Debug, Clone, Copy, Default)]
struct Context {
    hints: Hints,
    linked: bool,
    bold: bool,
    right: bool,
    quiet: bool,
    kind: Option<BlockKind>,
    heading: u8,
    holder: usize,
    preformatted: bool,
}

impl Walk {
    /// Walks the whole tree. `parts` are what a rule for the site sees in it.
    pub fn new(root: ElementRef, parts: Parts) -> Self {
        let mut walk = Self { parts, ..Self::default() };
        walk.holders.push(Holder::default());
        walk.element(root, Context::default(), 0);
        walk.flush();
        let end = walk.lines.len();
        walk.holders[0].lines = 0..end;
        trust::settle(&mut walk);
        walk
    }

    fn children(&mut self, element: ElementRef, context: Context, depth: usize) {
        for child in element.children() {
            if let Some(element) = ElementRef::wrap(child) {
                self.element(element, context, depth + 1);
            } else if let Some(text) = child.value().as_text() {
                self.push(text, context);
            }
        }
    }

    fn element(&mut self, element: ElementRef, context: Context, depth: usize) {
        let name = element.value().name();
        if depth > DEEPEST || self.special(element, name, context) {
            return;
        }
        let given = Attributes::of(element.value());
        let part = self.part(element);
        if part == Some(Part::Remove) {
            return;
        }
        if part.is_some() {
            self.flush();
        }
        let own = with_part(self.known.of(&given), part);
        self.microdata(element, &given, own);
        if own.hidden || context.quiet {
            // not shown, but its microdata may tell
            let quiet = Context { quiet: true, ..context };
            self.children(element, quiet, depth);
            return;
        }
        let inner = enter(name, &given, own, context);
        let block = is_block(name) || part.is_some();
        let marked = !block && self.stands_alone(own);
        if !block && !marked {
            if self.beside == Beside::Ended && matches!(name, "span" | "time" | "a" | "em" | "i") {
                self.beside = Beside::Touch;
            }
            self.children(element, inner, depth);
            self.beside = Beside::Ended;
            return;
        }
        self.flush();
        if name == "table"
            && let Some(rows) = table::rows(element)
        {
            self.rows(rows, inner);
            return;
        }
        let index = self.holders.len();
        let start = self.lines.len();
        self.holders.push(Holder {
            parent: context.holder,
            lines: start..start,
            content: own.content,
            furniture: inner.hints.furniture && !context.hints.furniture,
            part,
        });
        // whether the holder is furniture is settled when its weight is known
        let hints = Hints { furniture: context.hints.furniture, ..inner.hints };
        let inner = Context { holder: index, hints, ..inner };
        self.context = inner;
        self.children(element, inner, depth);
        self.flush();
        self.holders[index].lines.end = self.lines.len();
        self.context = context;
    }

    fn part(&self, element: ElementRef) -> Option<Part> {
        if self.parts.is_empty() {
            return None;
        }
        self.parts.get(&std::ptr::from_ref(element.value())).copied()
    }

    /// The lines of the first element in which a rule for the site sees this part.
    pub fn ruled(&self, part: Part) -> Option<Range<usize>> {
        let holder = self.holders.iter().find(|h| h.part == Some(part))?;
        (!holder.lines.is_empty()).then(|| holder.lines.clone())
    }

    /// An inline element whose class names a title, author or date is a line of its own.
    fn stands_alone(&self, own: Hints) -> bool {
        (own.title || own.author || own.date || own.furniture || own.lead) && self.text.trim().len() < 60
    }

    /// Elements that hold no text of the article; `true` if this was one.
    fn special(&mut self, element: ElementRef, name: &str, context: Context) -> bool {
        match name.as_bytes() {
            b"script" => {
                if Attributes::of(element.value()).kind.is_some_and(|t| t.contains("ld+json")) {
                    let text: String = element.text().collect();
                    self.meta.linked_data(text.trim());
                }
            }
            b"meta" => {
                let given = Attributes::of(element.value());
                match (given.property.or(given.name), given.itemprop, given.content) {
                    (Some(name), _, Some(content)) => self.meta.meta(name, content),
                    // in the head it is said of the page, below it of something on the page
                    (None, Some("datePublished"), Some(content)) if !self.lines.is_empty() => {
                        self.meta.place(self.lines.len(), Said::Published, content);
                    }
                    (None, Some(name), Some(content)) => self.meta.meta(name, content),
                    _ => {}
                }
            }
            b"title" => {
                if self.meta.page.is_none() {
                    let text: String = element.text().collect();
                    self.meta.page = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            b"link" => {
                let given = Attributes::of(element.value());
                if given.rel == Some("canonical") && self.meta.address.is_none() {
                    self.meta.address = given.href.map(String::from);
                }
            }
            b"br" | b"hr" => self.line_break(context),
            b"img" | b"picture" => self.after_picture |= !context.quiet,
            b"style" | b"noscript" | b"template" | b"svg" | b"button" | b"select" | b"textarea"
            | b"input" | b"iframe" | b"object" | b"embed" | b"audio" | b"video" | b"marquee" | b"math" => {}
            b"amp-img" => self.after_picture |= !context.quiet,
            b"amp-ad"
            | b"amp-list"
            | b"amp-sidebar"
            | b"amp-analytics"
            | b"amp-embed"
            | b"amp-social-share"
            | b"amp-user-notification"
            | b"amp-consent" => {}
            _ => return false,
        }
        true
    }

    /// A heading stays one line.
    fn line_break(&mut self, context: Context) {
        if context.heading > 0 || context.hints.title {
            self.text.push(' ');
        } else {
            self.flush();
        }
    }

    fn microdata(&mut self, element: ElementRef, given: &Attributes, own: Hints) {
        let at = self.lines.len();
        let names = |of: Option<&str>, wanted: &[&str]| {
            of.is_some_and(|of| of.split_ascii_whitespace().any(|name| wanted.contains(&name)))
        };
        let date = names(given.itemprop, &["datePublished"]) || names(given.property, DATES);
        if date {
            match given.datetime.or(given.content) {
                Some(date) => self.meta.place(at, Said::Published, date),
                None => self.place_text(element, at, Said::Published),
            }
        }
        if names(given.itemprop, &["author"]) {
            self.place_text(element, at, Said::Author);
        }
        if element.value().name() == "time" && !own.hidden {
            self.time = given.datetime.map(String::from).or(self.time.take());
        }
    }

    /// Microdata whose value is the short text of the element.
    fn place_text(&mut self, element: ElementRef, at: usize, said: Said) {
        let mut text = String::new();
        for part in element.text().take(20) {
            text.push_str(part);
            text.push(' ');
        }
        if text.chars().count() < 80 {
            self.meta.place(at, said, &text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    fn push(&mut self, text: &str, context: Context) {
        if context.quiet {
            return;
        }
        if self.text.trim().is_empty() {
            self.text.clear();
            self.context = context;
        }
        if context.preformatted {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.flush();
                    self.context = context;
                }
                self.text.push_str(line);
            }
            return;
        }
        // `Thu Hà` and `17:43`, `Tom Reed` and `February 27` in elements side by side
        if std::mem::take(&mut self.beside) == Beside::Touch {
            let figure =
                text.starts_with(|c: char| c.is_ascii_digit()) && self.text.ends_with(char::is_alphabetic);
            let capital = text.starts_with(char::is_uppercase) && self.text.ends_with(char::is_lowercase);
            if figure || capital {
                self.text.push(' ');
            }
        }
        if context.linked || context.bold {
            let letters = letters(text);
            self.linked += if context.linked { letters } else { 0 };
            self.bold += if context.bold { letters } else { 0 };
        }
        self.text.push_str(text);
    }

    /// Ends the line.
    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        let (linked, bold) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.bold));
        if text.chars().all(|c| c.is_whitespace() || c == '\u{200b}') {
            // its room serves the next line
            text.clear();
            self.text = text;
            return;
        }
        let mut line = Line::new(&one_blank(&text));
        text.clear();
        self.text = text;
        let c = self.context;
        if linked + bold > 0 {
            let letters = letters(&line.text).max(1);
            line.linked = u8::try_from((linked * 100 / letters).min(100)).unwrap_or(100);
            line.bold = bold * 10 >= letters * 9;
        }
        line.kind = c.kind;
        line.heading = c.heading;
        line.right = c.right;
        line.titled = c.hints.title;
        line.lead = c.hints.lead;
        line.authored = c.hints.author;
        line.named_furniture = c.hints.furniture;
        line.holder = c.holder;
        line.time = self.time.take();
        let captioned = c.hints.caption || (self.after_picture && !line.is_closed() && c.heading == 0);
        if captioned && line.words <= 60 && line.kind != Some(BlockKind::Item) {
            line.kind = Some(BlockKind::Caption);
        }
        self.after_picture = false;
        self.lines.push(line);
    }

    fn rows(&mut self, rows: Vec<String>, context: Context) {
        for text in rows {
            let (key, words) = keys::key_and_words(&text);
            self.lines.push(Line {
                text,
                key,
                words,
                kind: Some(BlockKind::Row),
                named_furniture: context.hints.furniture,
                holder: context.holder,
                ..Line::default()
            });
        }
    }
}

/// Properties of RDFa that say when something appeared.
const DATES: &[&str] =
    &["dc:date", "dc:created", "schema:datePublished", "schema:dateCreated", "datePublished"];

/// How many characters are no blanks.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A weblog's link to its writer, or around its own date: no link to another article.
fn is_of_writer(link: &Attributes) -> bool {
    let rel = link.rel.is_some_and(|rel| rel.split_ascii_whitespace().any(|r| r == "author"));
    rel || link.href.is_some_and(|to| to.contains("/author/") || to.contains("/tac-gia/"))
}

/// A rule for the site goes before what class and id say.
fn with_part(hints: Hints, part: Option<Part>) -> Hints {
    let Some(part) = part else { return hints };
    Hints {
        hidden: false,
        furniture: false,
        title: part == Part::Title,
        lead: part == Part::Lead,
        author: part == Part::Byline,
        date: part == Part::Date,
        caption: false,
        content: part == Part::Body,
    }
}

/// What an element adds to the context of its children.
fn enter(name: &str, given: &Attributes, own: Hints, around: Context) -> Context {
    let mut inner = around;
    inner.hints.furniture |= own.furniture && !own.content;
    inner.hints.furniture |= matches!(name, "nav" | "footer" | "aside" | "label" | "dialog");
    inner.hints.title |= own.title;
    inner.hints.lead |= own.lead;
    inner.hints.author |= own.author;
    inner.hints.date |= own.date;
    inner.hints.caption |= own.caption || name == "figcaption";
    inner.linked |= name == "a" && !is_of_writer(given);
    inner.bold |= matches!(name, "b" | "strong");
    inner.preformatted |= name == "pre";
    inner.right |= given.align.is_some_and(|a| a.eq_ignore_ascii_case("right"))
        || given.class.is_some_and(|c| c.contains("text-right") || c.contains("align-right"))
        || (given.style.is_some() && given.style().contains("text-align:right"));
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => inner.heading = name.as_bytes()[1] - b'0',
        "li" | "dd" => inner.kind = Some(BlockKind::Item),
        _ => {}
    }
    inner
}

fn is_block(name: &str) -> bool {
    matches!(
        name.as_bytes(),
        b"html"
            | b"body"
            | b"p"
            | b"div"
            | b"section"
            | b"article"
            | b"main"
            | b"header"
            | b"footer"
            | b"nav"
            | b"aside"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"ul"
            | b"ol"
            | b"li"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"table"
            | b"tbody"
            | b"thead"
            | b"tfoot"
            | b"tr"
            | b"td"
            | b"th"
            | b"caption"
            | b"figure"
            | b"figcaption"
            | b"blockquote"
            | b"center"
            | b"form"
            | b"fieldset"
            | b"pre"
            | b"address"
            | b"details"
            | b"summary"
            | b"hgroup"
            | b"dialog"
            | b"label"
            | b"option"
            | b"legend"
    )
}

/// Runs of blanks and line breaks as one blank; other white space (NBSP) stays.
fn one_blank(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if matches!(c, ' ' | '\n' | '\t' | '\r') {
            blank = true;
            continue;
        }
        if blank && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}

//! A cheap look at how deep the parser would nest a page, before it is asked to: its work grows
//! with the square of the depth.
//!
//! This follows the rules of the HTML standard that close elements without an end tag, and those
//! that open formatting again behind a closed block, so that an old page with thousands of
//! unclosed `<p>`, `<li>` or `<font>` is counted as the parser would nest it. It is no parser:
//! what the two make of broken markup can differ by a few elements.

use super::Fault;

/// Elements that have no content.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "image", "input",
    "link", "meta", "param", "source", "track", "wbr", "keygen",
];

/// Elements whose content is text up to their own end tag.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// Elements that are opened again behind a closed block, until their own end tag.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that end an open paragraph.
const CLOSES_P: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];

/// Elements that what is inside cannot close.
const WALLS: &[&str] = &["table", "td", "th", "caption", "button", "applet", "object", "marquee", "template"];

/// How many alike formatting elements are opened again.
const ALIKE: usize = 3;

/// The most attributes that one tag may have: the parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 512;

/// Holds a page against what the parser can bear: `limit` elements open at once, and
/// [`MOST_ATTRIBUTES`] in each.
pub fn check(html: &str, limit: usize) -> Result<(), Fault> {
    let open = walked(html, limit);
    if open.crowded {
        return Err(Fault::TooManyAttributes { limit: MOST_ATTRIBUTES });
    }
    if open.most > limit { Err(Fault::TooDeep { limit }) } else { Ok(()) }
}

/// What was open at most; behind what is too much, nothing more is looked at.
fn walked(html: &str, limit: usize) -> Open {
    let mut open = Open::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if !rest[..at].trim().is_empty() {
            open.formatting_again();
        }
        let (tag, behind) = next_tag(&rest[at..]);
        rest = behind;
        match tag {
            Some(Tag { name, end: true, .. }) => open.end(&name),
            Some(tag) => {
                open.crowded |= is_crowded(tag.attributes);
                open.start(&tag);
                if RAW.contains(&tag.name.as_str()) && !open.foreign() {
                    rest = behind_raw(rest, &tag.name);
                    open.end(&tag.name);
                }
            }
            None => {}
        }
        if open.most > limit || open.crowded {
            break;
        }
    }
    open
}

struct Tag<'a> {
    name: String,
    end: bool,
    attributes: &'a str,
}

/// The tag that the text begins with, if it is one, and what is behind it or its comment.
fn next_tag(text: &str) -> (Option<Tag<'_>>, &str) {
    if let Some(comment) = text.strip_prefix("<!--") {
        // `<!-->` and `<!--->` are whole comments.
        let body = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->"));
        let behind = body.unwrap_or_else(|| comment.split_once("-->").map_or("", |(_, behind)| behind));
        return (None, behind);
    }
    let inside = &text[1..];
    if inside.starts_with(['!', '?']) {
        return (None, inside.split_once('>').map_or("", |(_, behind)| behind));
    }
    let end = inside.starts_with('/');
    let named = &inside[usize::from(end)..];
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (None, inside);
    }
    let length = named.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(named.len());
    let close = end_of_tag(&named[length..]);
    let attributes = &named[length..length + close];
    let behind = named.get(length + close + 1..).unwrap_or("");
    (Some(Tag { name: named[..length].to_ascii_lowercase(), end, attributes }), behind)
}

/// Where the `>` of a tag is: none inside a quoted value ends it. A quote is one only behind `=`.
fn end_of_tag(attributes: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in attributes.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at,
            None if before == b'=' && (byte == b'"' || byte == b'\'') => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    attributes.len()
}

/// Where in the attributes of a tag a byte stands.
#[derive(Clone, Copy)]
enum At {
    Between,
    Name,
    Equals,
    Value,
    Quoted(u8),
}

/// Whether a tag has too many attributes.
fn is_crowded(attributes: &str) -> bool {
    let (mut count, mut at) = (0, At::Between);
    for byte in attributes.bytes() {
        let blank = byte.is_ascii_whitespace();
        at = match at {
            At::Quoted(quote) if byte == quote => At::Between,
            At::Quoted(_) => at,
            At::Equals if byte == b'"' || byte == b'\'' => At::Quoted(byte),
            At::Equals if blank => at,
            At::Equals => At::Value,
            _ if blank => At::Between,
            At::Value => at,
            _ if byte == b'/' => At::Between,
            _ if byte == b'=' => At::Equals,
            At::Between => {
                count += 1;
                At::Name
            }
            At::Name => at,
        };
    }
    count > MOST_ATTRIBUTES
}

/// What is behind the end tag of an element that holds only text.
pub(super) fn behind_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, behind)| behind);
        }
    }
    ""
}

#[derive(Default)]
struct Open {
    /// The open elements, outermost first.
    stack: Vec<String>,
    /// Formatting elements without their end tag: name and attributes. An empty name is a wall.
    formatting: Vec<(String, String)>,
    most: usize,
    /// Whether a tag had too many attributes.
    crowded: bool,
    /// How many drawings and formulas are open.
    drawings: usize,
}

impl Open {
    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if matches!(name, "html" | "head" | "body" | "frameset") && !self.stack.is_empty() {
            self.close_up_to(&["head"], &[]);
            if name != "body" || self.stack.iter().any(|open| open == "body") {
                return;
            }
        }
        let foreign = self.foreign();
        if foreign {
            if !tag.attributes.ends_with('/') {
                self.push(name);
            }
            return;
        }
        // The parts of a table are nothing outside of one.
        if is_table_part(name) && !self.stack.iter().any(|open| open == "table" || open == "template") {
            return;
        }
        self.close_what_ends_before(name);
        let block = CLOSES_P.contains(&name) || is_table_part(name);
        if !block && !matches!(name, "option" | "optgroup" | "script" | "style" | "link" | "meta") {
            self.formatting_again();
        }
        if VOID.contains(&name) {
            return;
        }
        self.push(name);
        if FORMATTING.contains(&name) {
            self.remember(tag);
        } else if WALLS.contains(&name) && name != "table" && name != "button" {
            self.formatting.push((String::new(), String::new()));
        }
    }

    /// Closes what the start of `name` ends without an end tag.
    fn close_what_ends_before(&mut self, name: &str) {
        match name {
            "li" => {
                self.close_up_to(&["li"], &["ul", "ol", "menu", "dir", "blockquote", "section", "article"])
            }
            "dd" | "dt" => self.close_up_to(&["dd", "dt"], &["dl", "ul", "ol", "blockquote"]),
            "option" | "optgroup" => self.close_up_to(&["option"], &["select", "datalist"]),
            "tr" => self.close_up_to(&["tr"], &["table"]),
            "td" | "th" => self.close_up_to(&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => self.close_up_to(&["tbody", "thead", "tfoot"], &["table"]),
            "a" | "nobr" => self.end_formatting(name),
            "button" => self.close_up_to(&["button"], &[]),
            _ if is_heading(name) => {
                self.stack.pop_if(|open| is_heading(open));
            }
            _ => {}
        }
        if CLOSES_P.contains(&name) {
            self.close_up_to(&["p"], &[]);
        }
    }

    /// Closes the innermost of `names` and all in it, unless one of `stops` or a wall is in between.
    fn close_up_to(&mut self, names: &[&str], stops: &[&str]) {
        // A cell is closed by the next cell, over all that is in it but another table.
        let cells = is_table_part(names[0]);
        for at in (0..self.stack.len()).rev() {
            let open = self.stack[at].as_str();
            if names.contains(&open) {
                self.truncate(at);
                return;
            }
            if stops.contains(&open) || if cells { open == "table" } else { WALLS.contains(&open) } {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        if FORMATTING.contains(&name) {
            return self.end_formatting(name);
        }
        if is_heading(name) {
            return self.close_up_to(&["h1", "h2", "h3", "h4", "h5", "h6"], &[]);
        }
        if matches!(name, "html" | "body") {
            return;
        }
        let table_part = is_table_part(name) || name == "table";
        for at in (0..self.stack.len()).rev() {
            let open = self.stack[at].as_str();
            if open == name {
                return self.truncate(at);
            }
            if open == "table" || !table_part && WALLS.contains(&open) {
                return;
            }
        }
    }

    /// The end tag of a formatting element takes it away; blocks inside it stay.
    fn end_formatting(&mut self, name: &str) {
        for at in (0..self.formatting.len()).rev() {
            if self.formatting[at].0.is_empty() {
                break;
            }
            if self.formatting[at].0 == name {
                self.formatting.remove(at);
                break;
            }
        }
        for at in (0..self.stack.len()).rev() {
            let open = self.stack[at].as_str();
            if open == name {
                let block_inside =
                    self.stack[at + 1..].iter().any(|inner| CLOSES_P.contains(&inner.as_str()));
                if block_inside {
                    self.stack.remove(at);
                } else {
                    self.truncate(at);
                }
                return;
            }
            if WALLS.contains(&open) {
                return;
            }
        }
    }

    /// Opens again the formatting that a closed block took with it.
    fn formatting_again(&mut self) {
        let from = self.formatting.iter().rposition(|(name, _)| name.is_empty()).map_or(0, |wall| wall + 1);
        let Some((last, _)) = self.formatting[from..].last() else { return };
        let is_wall = |open: &&String| WALLS.contains(&open.as_str());
        // What was opened last is gone first.
        if self.stack.iter().rev().take_while(|open| !is_wall(open)).any(|open| open == last) {
            return;
        }
        let cell = self.stack.iter().rposition(|open| WALLS.contains(&open.as_str())).unwrap_or(0);
        let mut inside: Vec<&str> = self.stack[cell..].iter().map(String::as_str).collect();
        let mut missing = Vec::new();
        for (name, _) in &self.formatting[from..] {
            match inside.iter().position(|open| open == name) {
                Some(at) => inside[at] = "",
                None => missing.push(name.clone()),
            }
        }
        for name in missing {
            self.push(&name);
        }
    }

    fn remember(&mut self, tag: &Tag<'_>) {
        let entry = (tag.name.clone(), tag.attributes.trim().to_string());
        let from = self.formatting.iter().rposition(|(name, _)| name.is_empty()).map_or(0, |wall| wall + 1);
        let alike: Vec<usize> =
            (from..self.formatting.len()).filter(|&at| self.formatting[at] == entry).collect();
        if alike.len() >= ALIKE {
            self.formatting.remove(alike[0]);
        }
        self.formatting.push(entry);
    }

    fn push(&mut self, name: &str) {
        self.drawings += usize::from(is_drawing(name));
        self.stack.push(name.to_string());
        self.most = self.most.max(self.stack.len());
    }

    /// Closes all from a place on; the walls among them take their formatting with them.
    fn truncate(&mut self, at: usize) {
        for open in self.stack.drain(at..) {
            self.drawings -= usize::from(is_drawing(&open));
            if WALLS.contains(&open.as_str()) && open != "table" && open != "button" {
                while self.formatting.pop().is_some_and(|(name, _)| !name.is_empty()) {}
            }
        }
    }

    /// Whether drawings or formulas are open, where `/>` closes.
    fn foreign(&self) -> bool {
        self.drawings > 0
    }
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "colgroup")
}

fn is_drawing(name: &str) -> bool {
    name == "svg" || name == "math"
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::{ElementRef, Html, Node};

    #[test]
    fn a_tag_may_have_so_many_attributes() {
        let crowded = |piece: &str, count: usize| {
            matches!(
                super::check(&format!("<p {}>", piece.repeat(count)), 512),
                Err(Fault::TooManyAttributes { .. })
            )
        };
        for piece in ["a ", "a=b ", "a=\"\"", "a = 'b c'", "a/", "a\n"] {
            assert!(crowded(piece, 513) && !crowded(piece, 512), "{piece:?}");
        }
        // One long value.
        for value in ["src=data:", "src=\"data: ", "title='"] {
            assert!(!crowded(&format!("{value}{}", "/a+".repeat(5000)), 1), "{value}");
        }
    }

    /// What the parser makes of it.
    fn nested(html: &str) -> usize {
        let parsed = Html::parse_document(html);
        let elements = parsed.tree.nodes().filter_map(ElementRef::wrap);
        elements
            .map(|e| e.ancestors().filter(|n| matches!(n.value(), Node::Element(_))).count() + 1)
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn agrees_with_the_parser() {
        let pages = [
            "<p>a".repeat(2000),
            "<ul>".to_string() + &"<li>a".repeat(2000),
            "<dl>".to_string() + &"<dt>a<dd>b".repeat(500),
            "<table>".to_string() + &"<tr><td>a<td>b".repeat(500),
            "<table><tbody>".to_string() + &"<tr><td><p><b>a<td>b<tbody>".repeat(500),
            "<select>".to_string() + &"<option>a".repeat(500),
            "a<br>b<img src=x><hr>".repeat(500),
            "<p><font size=2>a".repeat(500),
            "<p><font size=2>a<b>b</font>c".repeat(300),
            "<div>".repeat(300),
            "<span>a".repeat(300),
            "<font>a".repeat(300),
            "<b>a<p>b</b>c".repeat(100),
            "<a href=x>b".repeat(500),
            "<h2>b".repeat(100),
            "<h2>b</h3>".repeat(100),
            "</div></p></font>".repeat(100),
            "<!-- <div> <div> --><!--><p>a".repeat(100),
            "<script>'<div>'.x('</div>')</script><style><div></style>".repeat(100),
            "<p title='<div><div>'>a</p><p title=\"a>b\">".repeat(100),
            "<textarea><div></textarea><title><b></title>".repeat(100),
            "<svg><path d='x'/><path d='y'/></svg>".repeat(100),
            "<div><svg><g><path></g></svg></div>".repeat(100),
            "<table><tr><td><table><tr><td>".repeat(60),
            "<ul><li>a<ul><li>b".repeat(60),
            "<button>a".repeat(100),
            "<div><p><i>a</div>".repeat(100),
            "<td><b>x".repeat(100),
            "< div <3 <>".repeat(100),
            "<p>a</p".to_string(),
            "<body><body><html>".repeat(100),
        ];
        for page in pages {
            let (ours, theirs) = (walked(&page, usize::MAX).most, nested(&page));
            let shown: String = page.chars().take(60).collect();
            // html, head or body and tbody come by themselves.
            let slack = 6 + theirs / 3;
            assert!(ours.abs_diff(theirs) <= slack, "{shown}: {ours}, but the parser nests {theirs}");
        }
    }

    #[test]
    fn a_limit() {
        let check = |html: String, expected| assert_eq!(check(&html, 512).is_err(), expected);
        check("<div>".repeat(100_000), true);
        check("<div>".repeat(513), true);
        check("<div>".repeat(500), false);
        check("<div>a</div>".repeat(100_000), false);
        check("<p>a".repeat(100_000), false);
        check("<p><font color=red>a".repeat(20_000), false);
    }
}

//! A line of a page with what is known of it: the one shape in which HTML and plain text go
//! through the same rules.

use super::byline::{self, Reading};
use super::furniture::{self, Role};
use super::keys;
use super::published::{self, Order, Stamp};
use crate::model::BlockKind;
use std::cell::OnceCell;

/// A paragraph, heading, cell or menu entry of a page, not yet judged.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// As in the source, blanks at both ends gone.
    pub text: String,
    /// [`keys::key`] of `text`.
    pub key: String,
    /// How many words `key` has.
    pub words: usize,
    /// What the markup says it is.
    pub kind: Option<BlockKind>,
    /// Level of a heading, 0 for none.
    pub heading: u8,
    /// All of it is bold.
    pub bold: bool,
    /// Set to the right: in the body this is where authors stand.
    pub right: bool,
    /// The class of an element around it names a title.
    pub titled: bool,
    /// The class of an element around it names a lead.
    pub lead: bool,
    /// The class of an element around it names an author.
    pub authored: bool,
    /// The class of an inline element around it names page furniture.
    pub named_furniture: bool,
    /// An element around it is page furniture.
    pub furniture: bool,
    /// `datetime` of a `<time>` in it.
    pub time: Option<String>,
    /// How the page writes its dates.
    pub order: Order,
    /// Share of its characters that stand in links, in percent.
    pub linked: u8,
    /// Index of the element that holds it (HTML only).
    pub holder: usize,
    /// What was worked out of its key.
    pub judged: Judged,
}

/// What is worked out of a line's key when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    bare: OnceCell<String>,
    stamp: OnceCell<Option<Stamp>>,
    role: OnceCell<Role>,
    writer: OnceCell<Reading>,
}

impl Line {
    /// A line of plain text.
    pub fn new(text: &str) -> Self {
        let text = text.trim().to_string();
        let (key, words) = keys::key_and_words(&text);
        Self { text, key, words, ..Self::default() }
    }

    /// [`keys::bare`] of its key.
    pub fn bare(&self) -> &str {
        self.judged.bare.get_or_init(|| keys::bare(&self.key))
    }

    /// The publication line that it is.
    pub fn stamp(&self) -> Option<&Stamp> {
        self.judged.stamp.get_or_init(|| published::stamp(&self.key, self.order)).as_ref()
    }

    /// What it is to the article, by its words alone. Its kind must be settled.
    pub fn role(&self) -> Role {
        *self.judged.role.get_or_init(|| furniture::role(self))
    }

    /// What it says of the writer.
    pub fn writer(&self) -> &Reading {
        self.judged.writer.get_or_init(|| byline::read_keyed(&self.text, &self.key))
    }

    /// Whether it ends as a sentence does.
    pub fn is_closed(&self) -> bool {
        let end = self.key.trim_end_matches(['"', '\'', ')', ']', ' ', '/', '»']);
        end.ends_with(['.', '!', '?', '…', ';', ':'])
    }

    /// Whether it is running text, not a title, menu or caption.
    pub fn is_running(&self) -> bool {
        if self.kind == Some(BlockKind::Row) {
            return false;
        }
        self.words >= 45 || (self.words >= 14 && (self.is_closed() || self.has_agency()))
    }

    /// Whether it opens with the sign of an agency: `(GLO)-`, `BDK -`.
    pub fn has_agency(&self) -> bool {
        let start = self.text.trim_start_matches(['-', '–', ' ']);
        if let Some(rest) = start.strip_prefix('(') {
            let Some((sign, tail)) = rest.split_once(')') else { return false };
            return sign.chars().count() <= 16
                && !sign.contains(|c: char| c.is_ascii_digit())
                && tail.chars().count() > 30;
        }
        let Some((sign, _)) = start.split_once([' ', '-', '–']) else { return false };
        let rest = start[sign.len()..].trim_start();
        (2..=9).contains(&sign.chars().count())
            && sign.chars().all(|c| c.is_uppercase() || matches!(c, '.'))
            && rest.starts_with(['-', '–'])
    }

    /// Whether its first letter is a small one: it goes on where another line broke off.
    pub fn opens_small(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }
}

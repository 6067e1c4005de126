//! Lists as data: a `.tsv` compiled in, matched over tokens, longest entry first.
//!
//! A list's first column is the key (words as the text has them after normalising, in any case);
//! the other columns are the values. `#` begins a comment line. One table makes both the pattern
//! and the value, so the two cannot drift.

use super::token::{Doc, Token, lower_case};
use crate::model::{BlockKind, Text};
use crate::normalise::lossless;
use std::collections::HashMap;

/// A list of phrases with their values.
pub struct Lexicon {
    nodes: Vec<Node>,
    rows: Vec<Row>,
}

/// One row of a list.
pub struct Row {
    /// First column.
    pub key: &'static str,
    /// The other columns, "" where a row is short.
    pub values: Vec<&'static str>,
}

#[derive(Default)]
struct Node {
    next: HashMap<String, usize>,
    row: Option<usize>,
}

/// A hit: how many tokens it covers, and its row.
#[derive(Clone, Copy)]
pub struct Hit<'l> {
    /// Number of tokens.
    pub len: usize,
    /// The row.
    pub row: &'l Row,
}

impl Row {
    /// Value column `i` (0 is the one behind the key).
    pub fn value(&self, i: usize) -> &'static str {
        self.values.get(i).copied().unwrap_or("")
    }
}

impl Lexicon {
    /// Reads a compiled-in list. Keys are folded to lower case and one spelling and cut as the
    /// tokeniser cuts text.
    ///
    /// # Panics
    /// On a key that stands twice: the lists are part of the program, and a test loads each.
    pub fn new(tsv: &'static str) -> Self {
        let mut lexicon = Lexicon { nodes: vec![Node::default()], rows: Vec::new() };
        for line in tsv.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let mut columns = line.split('\t').map(str::trim);
            let key = columns.next().unwrap_or("");
            let row = lexicon.rows.len();
            lexicon.rows.push(Row { key, values: columns.collect() });
            lexicon.insert(key, row);
        }
        lexicon
    }

    fn insert(&mut self, key: &'static str, row: usize) {
        let mut node = 0;
        for word in cut(key) {
            node = match self.nodes[node].next.get(word.as_str()) {
                Some(&next) => next,
                None => {
                    self.nodes.push(Node::default());
                    let next = self.nodes.len() - 1;
                    self.nodes[node].next.insert(word, next);
                    next
                }
            };
        }
        assert!(self.nodes[node].row.is_none(), "{key:?} stands twice in a list");
        self.nodes[node].row = Some(row);
    }

    /// The longest entry that begins at token `i`, inside one paragraph.
    pub fn at<'l>(&'l self, doc: &Doc, i: usize) -> Option<Hit<'l>> {
        let block = doc.tokens.get(i)?.block;
        let (mut node, mut found) = (0, None);
        for (len, token) in doc.tokens[i..].iter().enumerate() {
            if token.block != block {
                break;
            }
            let Some(&next) = self.nodes[node].next.get(token.lower) else { break };
            node = next;
            if let Some(row) = self.nodes[node].row {
                found = Some(Hit { len: len + 1, row: &self.rows[row] });
            }
        }
        found
    }

    /// As [`Lexicon::at`], passing over quotation marks inside the phrase: `Cờ "Đơn vị dẫn đầu"`.
    pub fn at_through_quotes<'l>(&'l self, doc: &Doc, i: usize) -> Option<Hit<'l>> {
        let block = doc.tokens.get(i)?.block;
        let (mut node, mut found) = (0, None);
        for (len, token) in doc.tokens[i..].iter().enumerate() {
            if token.block != block {
                break;
            }
            if len > 0 && is_quote(token) {
                continue;
            }
            let Some(&next) = self.nodes[node].next.get(token.lower) else { break };
            node = next;
            if let Some(row) = self.nodes[node].row {
                found = Some(Hit { len: len + 1, row: &self.rows[row] });
            }
        }
        found
    }

    /// The longest entry that ends right before token `end`, beginning at `from` or later.
    pub fn ending_at<'l>(&'l self, doc: &Doc, from: usize, end: usize) -> Option<Hit<'l>> {
        (from..end).find_map(|i| self.at(doc, i).filter(|hit| i + hit.len == end))
    }

    /// All rows, in the order of the list.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// Whether a token is a quotation mark.
pub fn is_quote(token: &Token) -> bool {
    matches!(token.text, "\"" | "'")
}

/// Cuts a key as the tokeniser cuts the text, in lower case.
pub fn cut(key: &str) -> Vec<String> {
    let mut norm = String::new();
    lossless::one_spelling(&lossless::tidy(key), &mut norm);
    let blocks = vec![(BlockKind::Paragraph, 0..norm.len())];
    let text = Text { export: norm.clone(), norm, blocks, title: None, published: None, byline: None };
    let lower = lower_case(&text.norm);
    Doc::new(&text, &lower).tokens.iter().map(|t| t.lower.to_string()).collect()
}

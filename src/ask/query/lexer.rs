//! A query cut into tokens. Every byte that is no sign of the language is text.

use super::{How, NEAR, Typed};
use crate::index::terms::words;
use std::ops::Range;

/// A piece of a query, with its **byte** range.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub kind: Kind,
    pub at: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Words of text; it may have none.
    Text(Vec<Typed>),
    /// What stands in quotes, and how near its words must be to each other.
    Phrase(Vec<Typed>, Option<usize>),
    Open,
    Close,
    And,
    Or,
    Not,
    /// A dash that may exclude.
    Dash,
    /// A name with a colon and values behind it.
    Field(String, Vec<String>),
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '|')
}

/// Cuts a query.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, out: Vec::new(), open: Vec::new() };
    while lexer.at < text.len() {
        lexer.step();
    }
    // A bracket that is never closed is text.
    for at in std::mem::take(&mut lexer.open).into_iter().flatten() {
        lexer.out[at].kind = Kind::Text(Vec::new());
    }
    lexer.out
}

struct Lexer<'q> {
    text: &'q str,
    at: usize,
    out: Vec<Token>,
    /// The open brackets: their tokens, or none for one that belongs to a word.
    open: Vec<Option<usize>>,
}

impl<'q> Lexer<'q> {
    fn rest(&self) -> &'q str {
        &self.text[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn push(&mut self, kind: Kind, length: usize) {
        self.out.push(Token { kind, at: self.at..self.at + length });
        self.at += length;
    }

    fn step(&mut self) {
        let Some(c) = self.rest().chars().next() else { return };
        let opens = self
            .before()
            .is_none_or(|c| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '|' | '-'));
        match c {
            _ if c.is_whitespace() => self.at += c.len_utf8(),
            _ if is_quote(c) => self.quote(c),
            '(' if opens => {
                self.open.push(Some(self.out.len()));
                self.push(Kind::Open, 1);
            }
            '(' => {
                self.open.push(None);
                self.push(Kind::Text(Vec::new()), 1);
            }
            ')' => match self.open.pop().flatten() {
                Some(_) => self.push(Kind::Close, 1),
                None => self.push(Kind::Text(Vec::new()), 1),
            },
            '|' => self.push(Kind::Or, 1),
            '-' if self.before().is_none_or(|c| c != '-' && opens_dash(c)) && self.excludes() => {
                self.push(Kind::Dash, 1);
            }
            _ => self.chunk(),
        }
    }

    /// Whether something that can be left out stands behind the dash.
    fn excludes(&self) -> bool {
        let behind = self.rest()[1..].chars().next();
        behind.is_some_and(|c| c.is_alphanumeric() || c == '(' || is_quote(c))
    }

    /// A phrase, if its quote is closed.
    fn quote(&mut self, quote: char) {
        let length = quote.len_utf8();
        let inside = &self.rest()[length..];
        let Some(close) = inside.find(is_quote) else { return self.push(Kind::Text(Vec::new()), length) };
        let mark = inside[close..].chars().next().map_or(0, char::len_utf8);
        let whole = length + close + mark;
        let (near, more) = near(&self.rest()[whole..]);
        let found = typed(&inside[..close], self.at + length);
        self.push(Kind::Phrase(found, near), whole + more);
    }

    /// What stands up to the next blank or sign: an operator, a field, or text.
    fn chunk(&mut self) {
        let rest = self.rest();
        let length =
            rest.find(is_end).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8));
        let chunk = &rest[..length];
        let alone = self.before().is_none_or(is_end);
        let operator = match chunk {
            "AND" => Some(Kind::And),
            "OR" => Some(Kind::Or),
            "NOT" => Some(Kind::Not),
            _ => None,
        };
        if let Some(kind) = operator.filter(|_| alone) {
            return self.push(kind, length);
        }
        let begins =
            alone || matches!(self.out.last(), Some(Token { kind: Kind::Dash, at }) if at.end == self.at);
        if let Some((name, _)) = chunk.split_once(':').filter(|_| begins)
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'))
            && !name.is_empty()
        {
            let (values, end) = values(&rest[name.len() + 1..]);
            let is_address = rest[name.len() + 1..].starts_with("//");
            if !values.is_empty() && !is_address {
                return self.push(Kind::Field(name.to_string(), values), name.len() + 1 + end);
            }
        }
        let mut found = typed(chunk, self.at);
        if let Some(last) = found.last_mut() {
            match &self.text[last.word.end..self.at + length] {
                "*" => last.how = How::Prefix,
                "~" => last.how = How::Fuzzy(1),
                _ => {}
            }
        }
        // `khen~2`: the number is cut off as a word of its own.
        if let [.., word, number] = found.as_mut_slice()
            && &self.text[word.word.end..self.at + length] == "~2"
            && number.shown == "2"
        {
            word.how = How::Fuzzy(2);
            found.pop();
        } else if let [.., word, number] = found.as_mut_slice()
            && &self.text[word.word.end..self.at + length] == "~1"
            && number.shown == "1"
        {
            word.how = How::Fuzzy(1);
            found.pop();
        }
        self.push(Kind::Text(found), length);
    }
}

/// What a dash that excludes may stand behind.
fn opens_dash(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '|')
}

/// `~5` behind a phrase: how near, and its length; a `~` alone is as near as words without quotes are looked for.
fn near(rest: &str) -> (Option<usize>, usize) {
    let Some(number) = rest.strip_prefix('~') else { return (None, 0) };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let ends = number[digits..].chars().next().is_none_or(is_end);
    if !ends {
        return (None, 0);
    }
    // Further away than a text is long is no nearer.
    let most = if digits == 0 { NEAR } else { number[..digits].parse().unwrap_or(usize::MAX).min(1_000_000) };
    (Some(most), 1 + digits)
}

/// Values separated by commas, in quotes or not, and where they end.
fn values(rest: &str) -> (Vec<String>, usize) {
    let (mut all, mut at) = (Vec::new(), 0);
    loop {
        let here = &rest[at..];
        let quote = here.chars().next().filter(|c| is_quote(*c)).map_or(0, char::len_utf8);
        let closed = if quote > 0 { here[quote..].find(is_quote) } else { None };
        let (value, length) = match closed {
            Some(end) => {
                let mark = here[quote + end..].chars().next().map_or(0, char::len_utf8);
                (&here[quote..quote + end], quote + end + mark)
            }
            None => {
                let end = here.find(|c| is_end(c) || c == ',').unwrap_or(here.len());
                (&here[..end], end)
            }
        };
        if value.trim().is_empty() {
            // `award:a,` ends before its comma.
            return (all, at.saturating_sub(1));
        }
        all.push(value.trim().to_string());
        at += length;
        match rest[at..].strip_prefix(',') {
            Some(_) => at += 1,
            None => return (all, at),
        }
    }
}

/// The words of a piece, with their places in the whole query.
pub(super) fn typed(piece: &str, from: usize) -> Vec<Typed> {
    let mut end = None;
    let mut all = Vec::new();
    for mut word in words(piece) {
        let shown = piece[word.start..word.end].to_string();
        let between = end.map_or("", |end: usize| &piece[end..word.start]);
        let glued = end.is_some() && !between.contains(char::is_whitespace);
        end = Some(word.end);
        word.start += from;
        word.end += from;
        all.push(Typed { shown, word, how: How::Whole, glued });
    }
    all
}

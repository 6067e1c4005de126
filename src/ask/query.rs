//! The query language. Small, and without errors: any text is a query.
//!
//! | written | finds articles with |
//! | --- | --- |
//! | `thi đua - khen thưởng` | these words one behind the other, whatever stands between them that is no word |
//! | `"bằng khen" "Nam Định"` | both phrases |
//! | `"bằng khen" -"Nam Định"` | the first phrase and not the second (only a quoted phrase can be excluded: a dash before a word is so common in running text that it means nothing) |
//! | `bằng khen \| giấy khen` | either |
//!
//! A phrase typed with accents finds exactly them (the place of tone marks, i/y and case aside); one
//! typed without any finds the words with any accents.

use crate::index::terms::{Word, words};

/// A longer query is refused: what is looked for, its other forms and what may have been meant by it
/// all grow faster than its length.
pub const MOST_WORDS: usize = 64;

/// A query: articles that answer one of the groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Separated by `|`.
    pub groups: Vec<Vec<Clause>>,
}

/// A phrase that an article must have, or must not have.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Its words; never empty.
    pub words: Vec<Typed>,
    /// Whether an article that has it is left out.
    pub excluded: bool,
    /// Whether it stood in quotes.
    pub quoted: bool,
}

/// A word as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// As written.
    pub shown: String,
    /// As the index has it.
    pub word: Word,
}

impl Query {
    /// Number of its words.
    pub fn len(&self) -> usize {
        self.groups.iter().flatten().map(|clause| clause.words.len()).sum()
    }
}

impl Clause {
    /// Whether the phrase is typed with accents.
    pub fn has_accents(&self) -> bool {
        self.words.iter().any(|w| w.word.exact != w.word.plain)
    }
}

/// Reads a query.
pub fn parse(text: &str) -> Query {
    let groups = split_groups(text).into_iter().map(clauses).filter(|group| !group.is_empty()).collect();
    Query { groups }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Cuts at every `|` outside quotes.
fn split_groups(text: &str) -> Vec<&str> {
    let (mut groups, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if is_quote(c) {
            quoted = !quoted;
        } else if c == '|' && !quoted {
            groups.push(&text[start..at]);
            start = at + 1;
        }
    }
    groups.push(&text[start..]);
    groups
}

fn clauses(text: &str) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut add = |text: &str, quoted: bool, excluded: bool| {
        let words: Vec<_> = words(text)
            .into_iter()
            .map(|w| Typed { shown: text[w.start..w.end].to_string(), word: w })
            .collect();
        if !words.is_empty() {
            clauses.push(Clause { words, excluded, quoted });
        }
    };
    let mut rest = text;
    while let Some(open) = rest.find(is_quote) {
        let outside = &rest[..open];
        let excluded = outside.ends_with('-') && {
            let before = outside[..outside.len() - 1].chars().last();
            before.is_none_or(|c| c.is_whitespace() || is_quote(c))
        };
        add(outside, false, false);
        let inside = rest[open..].chars().next().map_or("", |c| &rest[open + c.len_utf8()..]);
        let close = inside.find(is_quote).unwrap_or(inside.len());
        add(&inside[..close], true, excluded);
        rest = inside[close..].chars().next().map_or("", |c| &inside[close + c.len_utf8()..]);
    }
    add(rest, false, false);
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a b` a phrase, `-a` excluded, `;` between clauses, `|` between groups.
    fn check(input: &str, expected: &str) {
        let clause = |c: &Clause| {
            let words: Vec<_> = c.words.iter().map(|w| w.shown.as_str()).collect();
            format!("{}{}", if c.excluded { "-" } else { "" }, words.join(" "))
        };
        let group = |g: &Vec<Clause>| g.iter().map(clause).collect::<Vec<_>>().join(";");
        let found: Vec<_> = parse(input).groups.iter().map(group).collect();
        assert_eq!(found.join("|"), expected, "{input:?}");
    }

    #[test]
    fn any_text_is_a_query() {
        for (input, expected) in [
            ("Thi đua - Khen thưởng", "Thi đua Khen thưởng"),
            ("Thi đua -Khen thưởng", "Thi đua Khen thưởng"),
            ("\"bằng khen\" \"Nam Định\"", "bằng khen;Nam Định"),
            ("“bằng khen” tại Nam Định", "bằng khen;tại Nam Định"),
            ("bằng khen -\"Nam Định\"", "bằng khen;-Nam Định"),
            ("\"a\"-\"b\"", "a;-b"),
            ("bằng khen | giấy khen", "bằng khen|giấy khen"),
            ("\"a | b\"", "a b"),
            ("27/38", "27 38"),
            ("91/KH-UBND", "91 KH UBND"),
            ("\"chưa đóng", "chưa đóng"),
            ("", ""),
            ("\"\" - || ()[]*?~^:\\ AND OR", "AND OR"),
            ("|||", ""),
            ("\"", ""),
        ] {
            check(input, expected);
        }
    }
}

//! The words of a text as the index is given them: cut once, by who has the text, and told to tantivy one by one.

use super::terms::{Spelled, Word, with_words};
use std::borrow::Cow;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The terms of the words of a text, for a field of [`TermTokenizer`]: who has the words need not have them cut once
/// more. Before each term stands its length in bytes as a character; a term that begins with `=` or `^`, as in
/// [`Term::text`](super::terms::Term::text), stands where the one before it does. [`LEFT_OUT`] is a position without a term.
pub(super) fn terms(words: &[Word<&Spelled>]) -> String {
    let mut terms = String::with_capacity(words.len() * 14);
    let mut next = 0;
    for word in words {
        terms.extend((next..word.position).map(|_| LEFT_OUT));
        terms.push_str(&word.terms);
        next = word.position + 1;
    }
    terms
}

/// Stands for a position without a term.
pub(super) const LEFT_OUT: char = '\0';

/// The terms of a word; none where no character has its length: from 55,296 bytes on some.
pub(super) fn own_terms(plain: &str, exact: &str, upper: bool) -> Option<String> {
    let mut terms = String::new();
    let marks = [("", plain), ("=", exact), ("^", exact)];
    for (mark, word) in &marks[..if upper { 3 } else { 2 }] {
        terms.push(u32::try_from(mark.len() + word.len()).ok().and_then(char::from_u32)?);
        terms.push_str(mark);
        terms.push_str(word);
    }
    Some(terms)
}

/// The tokenizer of fields that are given a text.
#[derive(Clone, Default)]
pub(super) struct WordTokenizer;

/// Name under which the schema knows [`WordTokenizer`].
pub(super) const WORDS: &str = "vinhdanh";

/// The tokenizer of fields that are given the [`terms`] of a text.
#[derive(Clone, Default)]
pub(super) struct TermTokenizer;

/// Name under which the schema knows [`TermTokenizer`].
pub(super) const TERMS: &str = "vinhdanh-terms";

pub(super) struct Stream<'t> {
    terms: Cow<'t, str>,
    /// What was read of them, in bytes.
    read: usize,
    /// Position of the next word.
    next: usize,
    token: Token,
}

impl<'t> Stream<'t> {
    fn of(terms: Cow<'t, str>) -> Self {
        Stream { terms, read: 0, next: 0, token: Token::default() }
    }
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream::of(Cow::Owned(with_words(text, terms)))
    }
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, terms: &'a str) -> Stream<'a> {
        Stream::of(Cow::Borrowed(terms))
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Stream { terms, read, next, token } = self;
        let bytes = terms.as_bytes();
        while bytes.get(*read) == Some(&(LEFT_OUT as u8)) {
            (*read, *next) = (*read + 1, *next + 1);
        }
        // Nearly every length is one byte.
        let (length, from) = match bytes.get(*read) {
            Some(length) if length.is_ascii() => (usize::from(*length), *read + 1),
            _ => match terms.get(*read..).and_then(|rest| rest.chars().next()) {
                Some(length) => (length as usize, *read + length.len_utf8()),
                None => return false,
            },
        };
        let Some(term) = terms.get(from..from + length) else { return false };
        *read = from + length;
        if !matches!(bytes.get(from), Some(b'=' | b'^')) {
            token.position = *next;
            *next += 1;
        }
        token.text.clear();
        token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::words;
    use super::*;

    #[test]
    fn each_word_has_its_terms() {
        let text = "UBND huyện\n\nÝ";
        let terms = with_words(text, terms);
        let (mut words, mut ready) = (WordTokenizer, TermTokenizer);
        for mut stream in [words.token_stream(text), ready.token_stream(&terms)] {
            let mut told = Vec::new();
            while stream.advance() {
                let Token { text, position, .. } = stream.token();
                told.push(format!("{text} {position}"));
            }
            let expected = ["ubnd 0", "=ubnd 0", "^ubnd 0", "huyen 1", "=huyện 1", "y 4", "=ý 4"];
            assert_eq!(told, expected);
            assert!(!stream.advance());
        }
    }

    #[test]
    fn a_word_whose_length_no_character_has_leaves_its_place_out() {
        let text = format!("một {} ba", "x".repeat(56_000));
        let terms = with_words(&text, terms);
        let mut stream = TermTokenizer;
        let mut stream = stream.token_stream(&terms);
        let mut told = Vec::new();
        while stream.advance() {
            told.push((stream.token().text.clone(), stream.token().position));
        }
        let expected = [("mot", 0), ("=một", 0), ("ba", 2), ("=ba", 2)];
        assert_eq!(told, expected.map(|(text, position)| (text.to_string(), position)));
    }

    #[test]
    fn no_word_has_what_tells_terms() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            for word in words(&format!("a{c}")) {
                assert!(!word.exact.contains([LEFT_OUT, '=', '^']), "{c:?}");
                assert!(!word.plain.contains([LEFT_OUT, '=', '^']), "{c:?}");
            }
        }
    }
}

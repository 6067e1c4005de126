//! Words and the terms they are found by. Texts and queries go through the very same code.
//!
//! Each word stands in the index under up to three terms at one position: without accents (`dua`),
//! exact (`=đua`) and, written in capitals, as a capital word (`^ubnd`). A phrase query can so
//! decide word by word how exact it is.

use super::distance::distance;
use crate::normalise::fold;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// First **byte**.
    pub start: usize,
    /// Behind the last **byte**.
    pub end: usize,
    /// Number of the word; one is left out between two paragraphs, so that no phrase spans them.
    pub position: usize,
    spelled: Arc<Spelled>,
}

/// How a word is spelled.
#[derive(Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Lower case, one spelling, accents kept.
    pub exact: String,
    /// [`Spelled::exact`] without accents.
    pub plain: String,
    /// Two letters or more, all capitals.
    pub upper: bool,
}

impl Deref for Word {
    type Target = Spelled;

    fn deref(&self) -> &Spelled {
        &self.spelled
    }
}

/// How a word of a query matches a word of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Term {
    /// Whatever its accents.
    Plain(String),
    /// With these accents.
    Exact(String),
    /// With these accents, and written in capitals.
    Upper(String),
    /// One of many words.
    Loose(Loose),
}

/// A word of a query that stands for many words of texts. Without an accent it goes by the words without
/// theirs, with one by the words as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Loose {
    /// Whatever begins so.
    Prefix(String),
    /// Whatever is so many letters off at most; a number stands for itself alone.
    Fuzzy(String, usize),
}

impl Loose {
    /// All that begins like this word of a query.
    pub fn prefix(shown: &str) -> Self {
        Loose::Prefix(fold::exact(shown))
    }

    /// All that is near to this word of a query.
    pub fn fuzzy(word: &Word, letters: usize) -> Self {
        // Of a shorter word nearly every other one is near.
        const SHORTEST: usize = 3;
        let fuzzy = word.exact.chars().count() >= SHORTEST && !word.exact.contains(char::is_numeric);
        Loose::Fuzzy(word.exact.clone(), if fuzzy { letters } else { 0 })
    }

    fn word(&self) -> &str {
        match self {
            Loose::Prefix(word) | Loose::Fuzzy(word, _) => word,
        }
    }

    /// Whether it is written with an accent.
    pub(super) fn is_exact(&self) -> bool {
        fold::strip(self.word()) != *self.word()
    }

    /// What the words that it stands for may begin with.
    pub(super) fn starts(&self) -> Vec<String> {
        match self {
            Loose::Prefix(word) => {
                // `lý*` is `lí` and all that begins with `lý`.
                let mut other = word.clone();
                one_i(&mut other);
                if other == *word { vec![other] } else { vec![word.clone(), other] }
            }
            Loose::Fuzzy(..) => vec![String::new()],
        }
    }

    /// Whether it stands for a word, given without accents unless [`Loose::is_exact`].
    pub(super) fn matches(&self, word: &str) -> bool {
        match self {
            Loose::Prefix(_) => self.starts().iter().any(|start| word.starts_with(start)),
            Loose::Fuzzy(meant, letters) => distance(meant, word, *letters).is_some(),
        }
    }
}

impl Term {
    /// Whether a word of a text is meant.
    #[inline]
    pub fn matches(&self, word: &Word) -> bool {
        match self {
            Term::Plain(plain) => *plain == word.plain,
            Term::Exact(exact) => *exact == word.exact,
            Term::Upper(exact) => word.upper && *exact == word.exact,
            Term::Loose(loose) => loose.matches(if loose.is_exact() { &word.exact } else { &word.plain }),
        }
    }

    /// Where it stands for many words: for which.
    pub(super) fn loose(&self) -> Option<&Loose> {
        if let Term::Loose(loose) = self { Some(loose) } else { None }
    }

    /// The term as it stands in the index; of a loose one the word that was typed.
    pub(super) fn text(&self) -> String {
        match self {
            Term::Plain(word) => word.clone(),
            Term::Exact(word) => format!("={word}"),
            Term::Upper(word) => format!("^{word}"),
            Term::Loose(loose) => loose.word().to_string(),
        }
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Letter,
    Digit,
    Inside,
    Other,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\0'..='\x7f' | '×' | '÷' => Class::Other,
        // All letters of Vietnamese: nothing else stands in these blocks.
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() => Class::Letter,
        // Soft hyphen, zero-width characters: part of the word they stand in, and then folded away.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Class::Inside,
        _ if is_combining_mark(c) => Class::Inside,
        _ => Class::Other,
    }
}

/// The words of a text, composed or decomposed: runs of letters, and runs of digits; everything
/// else only separates.
pub fn words(text: &str) -> Vec<Word> {
    KNOWN.with_borrow_mut(|known| words_of(text, known))
}

fn words_of(text: &str, known: &mut Known) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut position = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let kind = class(first);
        if first == '\n' {
            position += 1;
        }
        if !matches!(kind, Class::Letter | Class::Digit) {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if class(c) != kind && class(c) != Class::Inside {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        words.push(Word { start, end, position, spelled: spelling(&text[start..end], known) });
        position += 1;
    }
    words
}

/// Words whose spelling a thread remembers. A language has some thousand syllables; numbers have no end.
const MOST_KNOWN: usize = 1 << 15;

type Known = FxHashMap<Box<str>, Arc<Spelled>>;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// The spelling of a word, made once for each thread.
fn spelling(text: &str, known: &mut Known) -> Arc<Spelled> {
    if let Some(spelled) = known.get(text) {
        return Arc::clone(spelled);
    }
    if known.len() >= MOST_KNOWN {
        known.clear();
    }
    let spelled = Arc::new(spelled(text));
    known.insert(text.into(), Arc::clone(&spelled));
    spelled
}

fn spelled(text: &str) -> Spelled {
    let mut exact = fold::exact(text);
    one_i(&mut exact);
    let mut plain = if exact.is_ascii() { exact.clone() } else { fold::plain(&exact) };
    one_i(&mut plain);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let upper = letters > 1 && !text.chars().any(char::is_lowercase);
    Spelled { exact, plain, upper }
}

/// `kỹ` and `kĩ`, `quý` and `quí` are one syllable in two spellings: `i` stands for both in terms.
fn one_i(word: &mut String) {
    const PAIRS: [(char, char); 6] = [('y', 'i'), ('ỳ', 'ì'), ('ý', 'í'), ('ỷ', 'ỉ'), ('ỹ', 'ĩ'), ('ỵ', 'ị')];
    let Some(last) = word.chars().last() else { return };
    let onset = &word[..word.len() - last.len_utf8()];
    if !matches!(onset, "h" | "k" | "l" | "m" | "s" | "t" | "qu") {
        return;
    }
    if let Some((_, i)) = PAIRS.iter().find(|(y, _)| *y == last) {
        word.truncate(onset.len());
        word.push(*i);
    }
}

/// The tokenizer of all text fields.
#[derive(Clone, Default)]
pub(super) struct WordTokenizer;

/// Name under which the schema knows [`WordTokenizer`].
pub(super) const TOKENIZER: &str = "vinhdanh";

pub(super) struct Stream {
    words: std::vec::IntoIter<Word>,
    /// The word whose terms are told, and how many of them were.
    word: Option<(Word, usize)>,
    token: Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        Stream { words: words(text).into_iter(), word: None, token: Token::default() }
    }
}

impl Stream {
    fn tell(&mut self, mark: &str, text: fn(&Word) -> &str) {
        let Some((word, told)) = &mut self.word else { return };
        let token = &mut self.token;
        (token.offset_from, token.offset_to, token.position) = (word.start, word.end, word.position);
        token.position_length = 1;
        token.text.clear();
        token.text.push_str(mark);
        token.text.push_str(text(word));
        *told += 1;
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        // The terms of a word as [`Term::text`] writes them.
        match &self.word {
            Some((_, 1)) => self.tell("=", |word| &word.exact),
            Some((word, 2)) if word.upper => self.tell("^", |word| &word.exact),
            _ => {
                self.word = self.words.next().map(|word| (word, 0));
                self.tell("", |word| &word.plain);
            }
        }
        self.word.is_some()
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
    use super::*;

    fn check(input: &str, expected: &str) {
        let found: Vec<_> = words(input).into_iter().map(|w| w.exact.clone()).collect();
        assert_eq!(found.join(" "), expected, "{input}");
    }

    #[test]
    fn words_are_cut_alike_in_texts_and_queries() {
        for (input, expected) in [
            ("Thi đua - Khen thưởng", "thi đua khen thưởng"),
            ("27/38 chỉ tiêu", "27 38 chỉ tiêu"),
            ("91/KH-UBND", "91 kh ubnd"),
            ("GD&ĐT", "gd đt"),
            ("13tập thể", "13 tập thể"),
            ("R’Lấp", "r lấp"),
            ("Uỷ ban, chiến sỹ", "ủy ban chiến sĩ"),
            ("kí kết, quý I, công ti", "kí kết quí i công ti"),
            ("ký kết, quí I, công ty", "kí kết quí i công ti"),
            ("Thúy, Ý Yên", "thúy ý yên"),
            ("th\u{ad}i đua", "thi đua"),
            ("… – “”", ""),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn decomposed_text_gives_the_same_words() {
        let decomposed = "Tha\u{302}\u{300}y thuo\u{302}\u{301}c";
        check(decomposed, "thầy thuốc");
        assert_eq!(words(decomposed)[1].plain, "thuoc");
        assert_eq!(words(decomposed)[0].end, "Tha\u{302}\u{300}y".len());
    }

    #[test]
    fn a_paragraph_leaves_a_position_out() {
        let positions: Vec<_> = words("một hai\nba").iter().map(|w| w.position).collect();
        assert_eq!(positions, [0, 1, 3]);
    }

    #[test]
    fn loose_words_stand_for_many() {
        let check = |loose: &Loose, text: &str, expected: bool| {
            let term = Term::Loose(loose.clone());
            assert_eq!(term.matches(&words(text)[0]), expected, "{loose:?} {text}");
        };
        for (start, text, expected) in [
            ("khe", "khen", true),
            ("khe", "khèn", true),
            ("khè", "khen", false),
            ("lý", "lí", true),
            ("ly", "lyric", true),
            ("20", "2023", true),
        ] {
            check(&Loose::prefix(start), text, expected);
        }
        for (word, text, expected) in
            [("khen", "khem", true), ("khen", "khèm", true), ("bằng", "bảng", true), ("ý", "y", false)]
        {
            check(&Loose::fuzzy(&words(word)[0], 1), text, expected);
        }
    }

    #[test]
    fn letters_are_told_apart_as_unicode_does() {
        for c in (0..=0x24f).chain(0x1e00..=0x1eff).filter_map(char::from_u32) {
            let expected = match c {
                _ if c.is_numeric() => Class::Digit,
                _ if c.is_alphabetic() => Class::Letter,
                '\u{ad}' => Class::Inside,
                _ => Class::Other,
            };
            assert!(class(c) == expected, "{c:?}");
        }
    }

    #[test]
    fn each_word_has_its_terms() {
        let mut tokenizer = WordTokenizer;
        let mut stream = tokenizer.token_stream("UBND huyện\nÝ");
        let mut told = Vec::new();
        while stream.advance() {
            let Token { text, position, offset_from, offset_to, .. } = stream.token();
            told.push(format!("{text} {position} {offset_from}-{offset_to}"));
        }
        let expected = [
            "ubnd 0 0-4",
            "=ubnd 0 0-4",
            "^ubnd 0 0-4",
            "huyen 1 5-12",
            "=huyện 1 5-12",
            "y 3 13-15",
            "=ý 3 13-15",
        ];
        assert_eq!(told, expected);
        assert!(!stream.advance());
    }

    #[test]
    fn capitals_are_known() {
        let upper: Vec<_> = words("UBND Đ huyện TP.HCM").into_iter().map(|w| w.upper).collect();
        assert_eq!(upper, [true, false, false, true, true]);
    }
}

//! Words and the terms they are found by. Texts and queries go through the very same code.
//!
//! Each word stands in the index under up to three terms at one position: without accents (`dua`),
//! exact (`=đua`) and, written in capitals, as a capital word (`^ubnd`). A phrase query can so
//! decide word by word how exact it is.

use super::distance::distance;
use super::signature::hash;
use super::tokens::{LEFT_OUT, own_terms};
use crate::normalise::fold;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::{Deref, Range};
use std::sync::Arc;
use unicode_normalization::char::is_combining_mark;

/// A word of a text, with its spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<S = Arc<Spelled>> {
    /// First **byte**.
    pub start: usize,
    /// Behind the last **byte**.
    pub end: usize,
    /// Number of the word; one is left out between two paragraphs, so that no phrase spans them.
    pub position: usize,
    spelled: S,
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
    /// Its first letter is a capital.
    pub(super) capital: bool,
    /// Written in digits.
    pub(super) number: bool,
    /// Hash of [`Spelled::plain`].
    pub(super) hash: u64,
    /// As [`own_terms`] gives them.
    pub(super) terms: Box<str>,
}

impl<S: Deref<Target = Spelled>> Deref for Word<S> {
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

    /// The word that is meant, without accents; none for a loose one.
    pub fn plain(&self) -> Option<Cow<'_, str>> {
        match self {
            Term::Plain(word) => Some(Cow::Borrowed(word)),
            Term::Exact(word) | Term::Upper(word) => Some(Cow::Owned(fold::plain(word))),
            Term::Loose(_) => None,
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
        '\0'..='\x7f' => ASCII[c as usize],
        '×' | '÷' => Class::Other,
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

/// Where a word of a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// As [`Word::start`].
    pub start: usize,
    /// As [`Word::end`].
    pub end: usize,
    /// As [`Word::position`].
    pub position: usize,
}

impl Bounds {
    /// The word of a text that stands here.
    pub fn word(self, text: &str) -> Word {
        let spelled = KNOWN.with_borrow_mut(|known| known.with_room().shared(text, self));
        self.spelled(spelled)
    }

    fn spelled<S>(self, spelled: S) -> Word<S> {
        let Bounds { start, end, position } = self;
        Word { start, end, position, spelled }
    }
}

/// The words of a text, composed or decomposed: runs of letters, and runs of digits; everything
/// else only separates.
pub fn words(text: &str) -> Vec<Word> {
    KNOWN.with_borrow_mut(|known| {
        let known = known.with_room();
        bounds(text).map(|bounds| bounds.spelled(known.shared(text, bounds))).collect()
    })
}

/// As [`words`], for a text of many: they are lent to `read`, which asks for no other words.
pub(super) fn with_words<T>(text: &str, read: impl FnOnce(&[Word<&Spelled>]) -> T) -> T {
    KNOWN.with_borrow_mut(|known| {
        let known = known.with_room();
        let mut numbered = Vec::with_capacity(text.len() / 5);
        for bounds in bounds(text) {
            numbered.push((bounds, known.number(text, bounds)));
        }
        let words = numbered.into_iter().map(|(bounds, number)| bounds.spelled(&*known.spelled[number]));
        read(&words.collect::<Vec<_>>())
    })
}

/// Where the [`words`] of a text stand.
pub fn bounds(text: &str) -> impl Iterator<Item = Bounds> {
    let (mut at, mut position) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let (kind, length) = class_at(text, at)?;
            let start = at;
            at += length;
            if !matches!(kind, Class::Letter | Class::Digit) {
                position += usize::from(text.as_bytes()[start] == b'\n');
                continue;
            }
            while let Some((class, length)) = class_at(text, at)
                && (class == kind || class == Class::Inside)
            {
                at += length;
            }
            position += 1;
            return Some(Bounds { start, end: at, position: position - 1 });
        }
    })
}

/// [`class`] of each character of ASCII.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphabetic() {
            classes[byte] = Class::Letter;
        } else if (byte as u8).is_ascii_digit() {
            classes[byte] = Class::Digit;
        }
        byte += 1;
    }
    classes
};

/// What the character is that begins at a byte of a text, and its length in bytes. Those of which Vietnamese is written
/// are told by their bytes.
#[inline(always)]
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let first = *text.as_bytes().get(at)?;
    if let Some(class) = ASCII.get(usize::from(first)) {
        return Some((*class, 1));
    }
    let second = text.as_bytes().get(at + 1)?;
    match (first, second) {
        // U+00C0 to U+00FF but for `×` and `÷`, U+0100 to U+023F, U+1E00 to U+1EFF.
        (0xc3, 0x80..=0x96 | 0x98..=0xb6 | 0xb8..) | (0xc4..=0xc8, _) => Some((Class::Letter, 2)),
        (0xe1, 0xb8..=0xbb) => Some((Class::Letter, 3)),
        _ => class_of_first(text.get(at..)?),
    }
}

#[cold]
fn class_of_first(text: &str) -> Option<(Class, usize)> {
    text.chars().next().map(|c| (class(c), c.len_utf8()))
}

/// Words whose spelling a thread remembers. A language has some thousand syllables; numbers have no end.
const MOST_KNOWN: usize = 1 << 15;

/// The spellings that a thread remembers, by their numbers.
#[derive(Default)]
struct Known {
    spelled: Vec<Arc<Spelled>>,
    /// Numbers of words of 16 bytes at most, by these: nearly all of them.
    short: FxHashMap<u128, usize>,
    long: FxHashMap<Box<str>, usize>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

impl Known {
    /// Forgets all where there are too many. Numbers hold until then.
    fn with_room(&mut self) -> &mut Self {
        if self.spelled.len() >= MOST_KNOWN {
            *self = Known::default();
        }
        self
    }

    /// The number of the spelling of a word of a text, made where there is none.
    fn number(&mut self, text: &str, Bounds { start, end, .. }: Bounds) -> usize {
        let packed = packed(text, start..end);
        let word = &text[start..end];
        let known = match packed {
            Some(packed) => self.short.get(&packed),
            None => self.long.get(word),
        };
        if let Some(known) = known {
            return *known;
        }
        let number = self.spelled.len();
        self.spelled.push(Arc::new(spelled(word)));
        match packed {
            Some(packed) => self.short.insert(packed, number),
            None => self.long.insert(word.into(), number),
        };
        number
    }

    fn shared(&mut self, text: &str, bounds: Bounds) -> Arc<Spelled> {
        let number = self.number(text, bounds);
        Arc::clone(&self.spelled[number])
    }
}

/// The bytes of a word in one number, if they are 16 at most; no word has a zero in it.
fn packed(text: &str, Range { start, end }: Range<usize>) -> Option<u128> {
    let unused = 16_u32.checked_sub(u32::try_from(end - start).ok()?)?;
    let bytes = &text.as_bytes()[start..];
    // Behind most words so many bytes still come.
    Some(match bytes.first_chunk() {
        Some(chunk) => u128::from_le_bytes(*chunk) & u128::MAX.unbounded_shr(8 * unused),
        None => bytes[..end - start].iter().rev().fold(0, |packed, byte| packed << 8 | u128::from(*byte)),
    })
}

fn spelled(text: &str) -> Spelled {
    let mut exact = fold::exact(text);
    one_i(&mut exact);
    let mut plain = if exact.is_ascii() { exact.clone() } else { fold::plain(&exact) };
    one_i(&mut plain);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let upper = letters > 1 && !text.chars().any(char::is_lowercase);
    let hash = hash(plain.bytes());
    let terms = own_terms(&plain, &exact, upper).unwrap_or_else(|| LEFT_OUT.into());
    let (capital, number) = (text.starts_with(char::is_uppercase), plain.starts_with(char::is_numeric));
    Spelled { exact, plain, upper, capital, number, hash, terms: terms.into() }
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
            assert!(class_at(&c.to_string(), 0) == Some((expected, c.len_utf8())), "{c:?}");
        }
    }

    #[test]
    fn capitals_are_known() {
        let upper: Vec<_> = words("UBND Đ huyện TP.HCM").into_iter().map(|w| w.upper).collect();
        assert_eq!(upper, [true, false, false, true, true]);
    }
}

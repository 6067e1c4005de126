//! A text with what each of its tokens may begin: the rules ask at nearly every token, and nearly always
//! in vain. One look at a table answers for all of their lists, and is made once a token.

use super::awards::begins;
use super::lexicon::{Classes, Hit, Lexicon, Words, cut};
use super::token::{Doc, Kind, Sentence, Token};
use super::{dates, events, person, ratings, signs};
use std::ops::{Deref, Range};
use std::sync::LazyLock;

// The bits below these are those of the rules of awards.

/// `khai mạc`, `diễn ra`.
pub const TAKES_PLACE: u32 = 1 << 24;
/// A word of an event that is a signing.
pub const SIGNING: u32 = 1 << 25;
/// A calendar expression that no number opens.
pub const DATE: u32 = 1 << 26;
/// A word of an event.
pub const EVENT: u32 = 1 << 27;
/// `tổ chức`, `phát động`.
pub const HOLDS: u32 = 1 << 28;
/// A rating.
pub const RATING: u32 = 1 << 29;
/// A word that says that nobody gets what is told of.
pub const SIGN: u32 = 1 << 30;
/// Digits.
pub const DIGITS: u32 = 1 << 31;

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let signings = events::WORDS.rows().iter().filter(|row| row.value(0) == "signing");
    begins::beginnings()
        .set(DATE, &dates::FIRST)
        .list(EVENT, &events::WORDS)
        .phrases(SIGNING, signings.map(|row| row.key))
        .phrases(TAKES_PLACE, events::CONTESTED.iter().map(|words| words.join(" ")))
        .phrases(HOLDS, ["tổ chức", "phát động"])
        .phrases(RATING, ratings::PHRASES.iter().map(|(words, _)| words.join(" ")))
        .list(SIGN, &signs::SIGNS)
});

/// What the words of lists may begin, each list with a class of its own, a bit: told by the first two words of
/// a phrase, because many a phrase begins with a common word.
#[derive(Default)]
pub(super) struct Beginnings {
    /// Words that are all that is asked of.
    alone: Classes,
    /// First words of longer phrases.
    first: Classes,
    /// Their second words.
    second: Classes,
}

impl Beginnings {
    /// The entries of `list` are of `class`.
    pub fn list(self, class: u32, list: &Lexicon) -> Self {
        self.phrases(class, list.rows().iter().map(|row| row.key))
    }

    /// `phrases` are of `class`.
    pub fn phrases(mut self, class: u32, phrases: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        for words in phrases.into_iter().map(|phrase| cut(phrase.as_ref())) {
            match words.as_slice() {
                [] => {}
                [word] => self.alone = self.alone.words(class, [word.as_str()]),
                [first, second, ..] => {
                    self.first = self.first.words(class, [first.as_str()]);
                    self.second = self.second.words(class, [second.as_str()]);
                }
            }
        }
        self
    }

    /// `words` are of `class`, whatever follows them.
    pub fn words<'w>(mut self, class: u32, words: impl IntoIterator<Item = &'w str>) -> Self {
        self.alone = self.alone.words(class, words);
        self
    }

    /// The words of `set` are of `class`.
    pub fn set(mut self, class: u32, set: &Words) -> Self {
        self.alone = self.alone.set(class, set);
        self
    }

    /// What begins with a word of `class` may go on with `words`.
    pub fn through<'w>(mut self, class: u32, words: impl IntoIterator<Item = &'w str>) -> Self {
        self.second = self.second.words(class, words);
        self
    }

    /// The classes of each of `tokens`.
    fn classes(&self, tokens: &[Token]) -> Vec<u32> {
        let mut classes = vec![0; tokens.len()];
        let mut behind = 0;
        for (class, token) in classes.iter_mut().zip(tokens).rev() {
            // `SN1979` has as many forms as there are years.
            let told = match token.kind {
                Kind::Number => DIGITS,
                Kind::Word if dates::is_birth_year(token.lower) => DATE,
                _ => 0,
            };
            *class = told | self.alone.of(token) | self.first.of(token) & behind;
            behind = self.second.of(token);
        }
        classes
    }
}

/// A text and the classes of its tokens.
pub struct Marked<'a, 't> {
    doc: &'a Doc<'t>,
    /// By token.
    classes: Vec<u32>,
    /// By sentence: those of all its tokens.
    said: Vec<u32>,
}

impl<'t> Deref for Marked<'_, 't> {
    type Target = Doc<'t>;

    fn deref(&self) -> &Doc<'t> {
        self.doc
    }
}

impl<'a, 't> Marked<'a, 't> {
    /// Looks up the tokens of `doc`.
    pub fn new(doc: &'a Doc<'t>) -> Self {
        let mut marked = Marked { doc, classes: BEGINNINGS.classes(&doc.tokens), said: Vec::new() };
        marked.leave_out_names();
        // Of a text of which it is told what is refused, all that looks like something is looked at.
        let told = if doc.trace.is_on() { u32::MAX } else { 0 };
        marked.said = doc.sentences.iter().map(|s| told | marked.within(s.tokens.clone())).collect();
        marked
    }

    /// What goes on with the name of a locality begins nothing (`UBND tỉnh Cao Bằng khen thưởng`), and what begins one
    /// says nothing (`huyện Cần Giờ`).
    fn leave_out_names(&mut self) {
        for (i, class) in self.classes.iter_mut().enumerate() {
            // Digits have a class and no capital.
            if *class == 0 || !self.doc.tokens[i].is_capital() {
                continue;
            }
            if person::is_in_locality(self.doc, i, false) {
                *class = 0;
            } else if *class & SIGN != 0 && person::is_in_locality(self.doc, i, true) {
                *class &= !SIGN;
            }
        }
    }

    /// The classes of what token `i` may begin: of those whose bits are not set it begins nothing.
    #[inline]
    pub fn of(&self, i: usize) -> u32 {
        self.classes.get(i).copied().unwrap_or(0)
    }

    /// Whether token `i` may begin something of one of `classes`.
    #[inline]
    pub fn may(&self, i: usize, classes: u32) -> bool {
        self.of(i) & classes != 0
    }

    /// The tokens of a range that may begin something of one of `classes`.
    #[inline]
    pub fn each(&self, tokens: Range<usize>, classes: u32) -> Each<'_> {
        Each { first: tokens.start, classes: self.classes.get(tokens).unwrap_or_default(), wanted: classes }
    }

    /// The sentences that may hold something of one of `classes`.
    pub fn saying(&self, classes: u32) -> impl Iterator<Item = &Sentence> {
        let said = self.doc.sentences.iter().zip(&self.said);
        said.filter(move |(_, said)| **said & classes != 0).map(|(sentence, _)| sentence)
    }

    /// The tokens of the whole text that may begin something of one of `classes`.
    pub fn all(&self, classes: u32) -> impl Iterator<Item = usize> {
        self.saying(classes).flat_map(move |sentence| self.each(sentence.tokens.clone(), classes))
    }

    /// The longest entries of `list` that begin at `firsts`, with their first tokens; none overlaps another.
    pub fn entries<'l>(
        &'l self,
        list: &'l Lexicon,
        firsts: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = (usize, Hit<'l>)> {
        let mut behind = 0;
        firsts.filter_map(move |i| {
            let hit = list.at(self.doc, i).filter(|_| i >= behind)?;
            behind = i + hit.len;
            Some((i, hit))
        })
    }

    /// The classes of all that the tokens of a range may begin.
    pub fn within(&self, tokens: Range<usize>) -> u32 {
        self.classes[tokens].iter().fold(0, |all, of| all | of)
    }

    /// The same of a sentence.
    #[inline]
    pub fn said(&self, sentence: usize) -> u32 {
        self.said[sentence]
    }
}

/// The tokens among some that may begin something of a class.
#[derive(Clone)]
pub struct Each<'m> {
    /// The first of them.
    first: usize,
    /// Their classes.
    classes: &'m [u32],
    wanted: u32,
}

impl Iterator for Each<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        // Most begin nothing of the class: eight are passed over at a time.
        while let Some((eight, rest)) = self.classes.split_first_chunk::<8>() {
            if eight.iter().fold(0, |all, of| all | of) & self.wanted != 0 {
                break;
            }
            (self.first, self.classes) = (self.first + eight.len(), rest);
        }
        let k = self.classes.iter().position(|of| of & self.wanted != 0)?;
        let at = self.first + k;
        (self.first, self.classes) = (at + 1, &self.classes[k + 1..]);
        Some(at)
    }
}

impl DoubleEndedIterator for Each<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<usize> {
        let k = self.classes.iter().rposition(|of| of & self.wanted != 0)?;
        self.classes = &self.classes[..k];
        Some(self.first + k)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::token::tests::with_doc;

    #[test]
    fn every_entry_of_a_list_is_marked_where_it_begins() {
        for (class, list) in [(EVENT, &events::WORDS), (SIGN, &signs::SIGNS)] {
            for row in list.rows() {
                with_doc(row.key, |doc| assert!(Marked::new(doc).may(0, class), "{}", row.key));
            }
        }
    }

    #[test]
    fn the_tokens_of_a_class_are_found_from_either_end() {
        with_doc(
            "Năm 2021 có 3 người được 12 tập thể tặng hoa, 5 em đọc thơ, 1 em hát",
            |doc| {
                let doc = Marked::new(doc);
                let all: Vec<usize> = doc.each(0..doc.tokens.len(), DIGITS).collect();
                let numbers: Vec<usize> =
                    (0..doc.tokens.len()).filter(|&i| doc.tokens[i].is_number()).collect();
                assert_eq!(all, numbers);
                let mut back: Vec<usize> = doc.each(0..doc.tokens.len(), DIGITS).rev().collect();
                back.reverse();
                assert_eq!(back, numbers);
            },
        );
    }
}

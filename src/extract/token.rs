//! Tokens and sentences: what every rule reads.
//!
//! Rules match over tokens and not over the raw text: word boundaries are exact for Vietnamese
//! letters, and a rule costs a few comparisons a token instead of a scan with Unicode `\b`.

use super::asked::Asked;
use super::trace::Trace;
use crate::model::{BlockKind, Mention, Text};
use crate::normalise::letters::{Letter, Letters};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with an apostrophe or `&` inside (`R'lấp`, `GD&ĐT`) or digits behind capitals (`PC02`).
    Word,
    /// Digits, with `.` or `,` between digits (`1.356`, `98,6`).
    Number,
    /// One other character.
    Punct,
}

/// A token of [`Text::norm`].
#[derive(Debug, Clone, Copy)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// As in `norm`.
    pub text: &'t str,
    /// `text` in lower case.
    pub lower: &'t str,
    /// Byte range in `norm`.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Code point range in the exported text.
    pub char_start: usize,
    /// See `char_start`.
    pub char_end: usize,
    /// Byte range in the exported text.
    export: (u32, u32),
    /// Whether a blank or the start of the paragraph stands before it.
    pub spaced: bool,
    /// Index into [`Doc::blocks`].
    pub block: u32,
    /// Index into [`Doc::sentences`].
    pub sentence: u32,
    /// [`hash_of`] `lower`: the lists are asked by it.
    pub hash: u64,
    capital: bool,
    upper: bool,
}

/// The hash by which lists find a word in lower case.
#[inline]
pub fn hash_of(lower: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(lower.as_bytes());
    hasher.finish()
}

impl Token<'_> {
    /// Whether the word begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.capital
    }

    /// Whether the word is written in capitals only (`UBND`, `TP`, `HOÀI`), two letters at least.
    pub fn is_upper(&self) -> bool {
        self.upper
    }

    /// Number of its code points.
    pub fn chars(&self) -> usize {
        self.char_end - self.char_start
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }
}

/// A sentence: a range of tokens.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Token range.
    pub tokens: Range<usize>,
    /// Index into [`Doc::blocks`].
    pub block: usize,
}

/// A text with its tokens, ready for the rules.
pub struct Doc<'t> {
    /// The text.
    pub text: &'t Text,
    /// Its tokens in order; none spans two paragraphs.
    pub tokens: Vec<Token<'t>>,
    /// Its sentences in order; none spans two paragraphs.
    pub sentences: Vec<Sentence>,
    /// The paragraphs: kind and token range.
    pub blocks: Vec<(BlockKind, Range<usize>)>,
    /// Where the name of a person ends that begins at each token, once asked.
    pub(super) persons: Asked,
    /// Where the name of a locality ends that begins at each token, once asked.
    pub(super) localities: Asked,
    /// Where the rules record what they refuse.
    pub trace: Trace,
}

/// Tokens behind which a sentence is cut at the next mark: no sentence of a report is so long, and the
/// rules look back to the start of theirs.
const LONGEST_SENTENCE: usize = 800;

impl<'t> Doc<'t> {
    /// Cuts `text` into tokens and sentences.
    pub fn new(text: &'t Text) -> Self {
        let mut tokens = Vec::with_capacity(text.norm.len() / 4);
        let mut blocks = Vec::with_capacity(text.blocks.len());
        let mut tokeniser = Tokeniser::new(text);
        for (kind, range) in &text.blocks {
            let first = tokens.len();
            tokeniser.run(range.clone(), blocks.len() as u32, &mut tokens);
            blocks.push((*kind, first..tokens.len()));
        }
        let asked = || Asked::new(tokens.len());
        let (persons, localities) = (asked(), asked());
        let mut doc =
            Doc { text, tokens, sentences: Vec::new(), blocks, persons, localities, trace: Trace::default() };
        doc.cut_sentences();
        doc
    }

    /// The span from the first code point of token `from` to the last of token `to - 1`.
    pub fn span(&self, tokens: Range<usize>) -> Mention {
        Mention { start: self.tokens[tokens.start].char_start, end: self.tokens[tokens.end - 1].char_end }
    }

    /// The exported text under a span of code points, none of whose ends lies between two tokens.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        &self.text.export[self.export_byte(start)..self.export_byte(end)]
    }

    fn export_byte(&self, char: usize) -> usize {
        let at = self.tokens.partition_point(|token| token.char_end < char);
        let Some(token) = self.tokens.get(at) else { return self.text.export.len() };
        let from = token.export.0 as usize;
        let before = self.text.export[from..].chars().take(char.saturating_sub(token.char_start));
        from + before.map(char::len_utf8).sum::<usize>()
    }

    /// The exported text of a range of tokens.
    pub fn exported(&self, tokens: Range<usize>) -> &'t str {
        let (first, last) = (&self.tokens[tokens.start], &self.tokens[tokens.end - 1]);
        &self.text.export[first.export.0 as usize..last.export.1 as usize]
    }

    /// The normalised text of a range of tokens.
    pub fn normal(&self, tokens: Range<usize>) -> &'t str {
        &self.text.norm[self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end]
    }

    /// The same in lower case.
    pub fn lower(&self, tokens: Range<usize>) -> &'t str {
        &self.text.lower[self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end]
    }

    /// The lower-case text of token `i`, or "" where there is none.
    pub fn low(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.lower)
    }

    /// Whether token `i` is there and begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_capital)
    }

    /// The normalised text of token `i`, or "" where there is none.
    pub fn text_at(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.text)
    }

    /// Whether the tokens from `i` on are `words` (lower case), all in one paragraph.
    #[inline]
    pub fn has(&self, i: usize, words: &[&str]) -> bool {
        // Nearly every answer is no, by the first word.
        match (self.tokens.get(i), words) {
            (Some(token), [first, rest @ ..]) => token.lower == *first && self.goes_on(i, rest),
            (None, [_, ..]) => false,
            (_, []) => i <= self.tokens.len(),
        }
    }

    /// Whether the tokens behind `i` are `words`, all in its paragraph.
    fn goes_on(&self, i: usize, words: &[&str]) -> bool {
        let Some(behind) = self.tokens.get(i + 1..i + 1 + words.len()) else { return false };
        behind.iter().zip(words).all(|(token, word)| token.lower == *word)
            && behind.last().is_none_or(|last| last.block == self.tokens[i].block)
    }

    /// The exported sentence that holds token `i`.
    pub fn sentence_text(&self, i: usize) -> &'t str {
        self.exported(self.sentence_of(i))
    }

    /// The token range of the sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> Range<usize> {
        self.sentences[self.tokens[i].sentence as usize].tokens.clone()
    }

    fn cut_sentences(&mut self) {
        for block in 0..self.blocks.len() {
            let range = self.blocks[block].1.clone();
            let mut first = range.start;
            for i in range.clone() {
                let token = &mut self.tokens[i];
                token.sentence = self.sentences.len() as u32;
                let long = i + 1 - first >= LONGEST_SENTENCE
                    && (matches!(token.text, "," | ";") || i + 1 - first >= 2 * LONGEST_SENTENCE);
                let mark = token.kind == Kind::Punct;
                if i + 1 == range.end || long || mark && self.ends_sentence(i, range.end) {
                    self.sentences.push(Sentence { tokens: first..i + 1, block });
                    first = i + 1;
                }
            }
        }
    }

    /// Whether a sentence ends behind the mark at token `i` (not the last of its paragraph).
    fn ends_sentence(&self, i: usize, end: usize) -> bool {
        let (token, next) = (&self.tokens[i], &self.tokens[i + 1]);
        // A closing quote or bracket belongs to the sentence that it closes.
        let closes = |t: &Token| matches!(t.text, "\"" | ")" | "'" | "]") && !t.spaced;
        if closes(token) && i > 0 && matches!(self.tokens[i - 1].text, "." | "!" | "?" | "…") {
            return starts_sentence(next) && next.spaced;
        }
        match token.text {
            "!" | "?" | "…" => starts_sentence(next) && next.spaced,
            "." => {
                if matches!(next.text, "." | "/" | ")" | "\"") && !next.spaced {
                    return false;
                }
                if !starts_sentence(next) {
                    return false;
                }
                let Some(prev) = i.checked_sub(1).map(|p| &self.tokens[p]) else { return false };
                if prev.block != token.block || token.spaced {
                    return next.spaced;
                }
                if next.spaced {
                    // `1. Danh hiệu …`: a list's number opens its item.
                    let opens_item = prev.is_number() && i == self.sentence_start(i) + 1;
                    return !is_abbreviation(prev.text) && !opens_item;
                }
                // `năm 2023.Ngay từ đầu năm`: the blank is missing.
                next.is_capital()
                    && !next.is_upper()
                    && (prev.is_number() || (!prev.is_capital() && prev.text.chars().count() > 1))
                    && i + 2 < end
                    && self.tokens[i + 2].spaced
            }
            _ => false,
        }
    }

    /// First token of the sentence being cut at token `i`.
    fn sentence_start(&self, i: usize) -> usize {
        self.sentences
            .last()
            .map_or(0, |s| s.tokens.end)
            .max(self.blocks[self.tokens[i].block as usize].1.start)
    }
}

fn starts_sentence(token: &Token) -> bool {
    token.is_capital() || token.is_number() || matches!(token.text, "\"" | "(" | "'" | "-" | "+" | "*" | "•")
}

/// Words behind which a point is part of the abbreviation.
fn is_abbreviation(word: &str) -> bool {
    const LIST: &[&str] = &[
        "TP", "Tp", "TX", "Tx", "TT", "T", "P", "Q", "H", "X", "Tr", "St", "ThS", "Ths", "TS", "PGS", "GS",
        "BS", "Bs", "KS", "DS", "CN", "LS", "ĐT", "Đt", "ĐC", "Mr", "Ms", "No", "Thạc", "Gs", "Ts", "TSKH",
        "CKI", "CKII", "BSCKI", "BSCKII", "KTS",
    ];
    let mut chars = word.chars();
    LIST.contains(&word) || (chars.next().is_some_and(char::is_uppercase) && chars.next().is_none())
}

/// Cuts the paragraphs of a text, in order.
struct Tokeniser<'t> {
    text: &'t Text,
    letters: Letters,
    /// Byte of `norm` up to which it is cut, and how many bytes more than code points are before it.
    at: usize,
    extra: usize,
    /// [`Text::shifts`] not reached yet.
    shifts: &'t [(usize, usize)],
    /// The last one reached.
    shift: (usize, usize),
}

impl<'t> Tokeniser<'t> {
    fn new(text: &'t Text) -> Self {
        Tokeniser { text, letters: Letters::get(), at: 0, extra: 0, shifts: &text.shifts, shift: (0, 0) }
    }

    /// Appends the tokens of paragraph `block` at bytes `range` of `norm`.
    fn run(&mut self, range: Range<usize>, block: u32, tokens: &mut Vec<Token<'t>>) {
        let text = self.text;
        let norm = &text.norm[..range.end];
        // Bytes more than code points up to `at`.
        let mut extra = self.extra + more_bytes(&norm[self.at..range.start]);
        let mut at = range.start;
        let mut spaced = true;
        while at < norm.len() {
            let (letter, bytes) = self.letters.at(norm, at);
            if letter.is_blank() {
                at += bytes;
                extra += bytes - 1;
                spaced = true;
                continue;
            }
            let (start, char_start, export) = (at, at - extra, self.exported(at));
            let (mut kind, mut upper) = (Kind::Punct, false);
            if letter.is_alphabetic() {
                kind = Kind::Word;
                (at, upper) = self.word(norm, at, &mut extra);
            } else if norm.as_bytes()[start].is_ascii_digit() {
                kind = Kind::Number;
                at += number(&norm[start..]);
            } else {
                at += bytes;
                extra += bytes - 1;
            }
            let lower = &text.lower[start..at];
            tokens.push(Token {
                kind,
                text: &norm[start..at],
                lower,
                start,
                end: at,
                char_start,
                char_end: at - extra,
                export: (export, self.exported(at)),
                spaced,
                block,
                sentence: 0,
                hash: hash_of(lower),
                capital: kind == Kind::Word && letter.is_upper(),
                upper,
            });
            spaced = false;
        }
        (self.at, self.extra) = (at, extra);
    }

    /// The byte of the exported text under byte `at` of `norm`; asked in order.
    #[inline(always)]
    fn exported(&mut self, at: usize) -> u32 {
        while let [first, rest @ ..] = self.shifts
            && first.0 <= at
        {
            (self.shift, self.shifts) = (*first, rest);
        }
        (at - self.shift.0 + self.shift.1) as u32
    }

    /// The end of the word at byte `at`, and whether it is written in capitals only; adds its bytes more than
    /// code points to `extra`.
    #[inline(always)]
    fn word(&self, norm: &str, mut at: usize, extra: &mut usize) -> (usize, bool) {
        let start = at;
        let mut small = false;
        while let Some(byte) = norm.as_bytes().get(at) {
            // Most are such.
            if byte.is_ascii_lowercase() {
                small = true;
                at += 1;
                continue;
            }
            let (letter, bytes) = self.letters.at(norm, at);
            if letter.is_alphabetic() {
                small |= letter.is_lower();
            } else if letter.is_space() || !self.joins(norm, at, small) {
                break;
            }
            at += bytes;
            *extra += bytes - 1;
        }
        let letters = || norm[start..at].chars().filter(|&c| self.letters.of(c).is_alphabetic());
        (at, !small && letters().nth(1).is_some())
    }

    /// Whether what stands at byte `at`, no letter, goes on with the word before it, which has small letters
    /// or not.
    #[inline(always)]
    fn joins(&self, norm: &str, at: usize, small: bool) -> bool {
        let next = || (at + 1 < norm.len()).then(|| self.letters.at(norm, at + 1).0);
        match norm.as_bytes()[at] {
            // `H'Loan`, `R'lấp`; not a closing quote.
            b'\'' => next().is_some_and(Letter::is_alphabetic),
            // `GD&ĐT`, `TK&VV`.
            b'&' => next().is_some_and(Letter::is_upper),
            // `PC02`, `F0`, `K54`: digits behind capitals; `năm2022` is two words.
            byte => byte.is_ascii_digit() && !small,
        }
    }
}

/// How many bytes more than code points `text` has.
fn more_bytes(text: &str) -> usize {
    text.len() - text.chars().count()
}

/// Bytes of the number that `text` begins with.
fn number(text: &str) -> usize {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let inside = |&at: &usize| {
        digit(bytes.get(at)) || matches!(bytes.get(at), Some(b'.' | b',')) && digit(bytes.get(at + 1))
    };
    (0..).take_while(inside).count()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::{Article, Block};
    use crate::normalise;

    pub(crate) fn with_doc(text: &str, check: impl FnOnce(&Doc)) {
        let article = Article {
            blocks: text.split('\n').map(|t| Block { kind: BlockKind::Paragraph, text: t.into() }).collect(),
            ..Article::default()
        };
        let text = normalise::text(article);
        check(&Doc::new(&text));
    }

    #[test]
    fn tokens() {
        for (input, expected) in [
            ("có 1.356 người, 98,6%", "có|1.356|người|,|98,6|%"),
            ("ngày 21/02/2023", "ngày|21|/|02|/|2023"),
            ("huyện Đắk R’lấp", "huyện|Đắk|R'lấp"),
            ("Bộ GD&ĐT (PC02)", "Bộ|GD&ĐT|(|PC02|)"),
            ("năm2022", "năm|2022"),
            ("TP.Đồng Xoài", "TP|.|Đồng|Xoài"),
            ("13tập thể", "13|tập|thể"),
        ] {
            with_doc(input, |doc| {
                let texts: Vec<_> = doc.tokens.iter().map(|t| t.text).collect();
                assert_eq!(texts.join("|"), expected);
            });
        }
    }

    #[test]
    fn sentences() {
        for (input, expected) in [
            ("A b. C d.", 2),
            ("tại TP. Biên Hòa. Dự có", 2),
            ("năm 2023.Ngay từ đầu năm, huyện", 2),
            ("1. Danh hiệu cơ sở. Hết", 2),
            ("đạt 1.356 người. Tốt./.", 2),
            ("BS. Trần A và TS. Lê B đến", 1),
            ("nói: “Rất tốt.” Ông A", 2),
            ("A b\nC d", 2),
        ] {
            with_doc(input, |doc| assert_eq!(doc.sentences.len(), expected, "{input}"));
        }
    }

    #[test]
    fn spans_count_code_points_of_the_exported_text() {
        with_doc("Huyện uỷ – “Đắk Hà”", |doc| {
            assert_eq!(doc.exported(0..2), "Huyện uỷ");
            assert_eq!(doc.exported(2..3), "–");
            assert_eq!(doc.normal(2..3), "-");
            assert_eq!(doc.tokens[4].char_start, 12);
        });
    }
}

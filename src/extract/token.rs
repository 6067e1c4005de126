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
use std::str::Chars;

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
    /// [`lower_case`] of the text.
    lower: &'t str,
    /// Byte offset in `text.export` of every code point, and its length behind the last.
    export_bytes: Vec<u32>,
    /// Where the rules record what they refuse.
    pub trace: Trace,
}

/// Tokens behind which a sentence is cut at the next mark: no sentence of a report is so long, and the
/// rules look back to the start of theirs.
const LONGEST_SENTENCE: usize = 800;

/// The lower case of `norm`, byte for byte: a letter whose lower case has another length (none of
/// Vietnamese) stays as it is. Keep it beside the text: [`Doc`] borrows it.
pub fn lower_case(norm: &str) -> String {
    let letters = Letters::get();
    let mut lower = String::with_capacity(norm.len());
    // Runs without such a capital are copied at once, those of ASCII among them made small together.
    let mut copied = 0;
    for (at, c) in norm.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let small = letters.of(c).lower;
        if small != c && small.len_utf8() == c.len_utf8() {
            lower.push_str(&norm[copied..at]);
            lower.push(small);
            copied = at + c.len_utf8();
        }
    }
    lower.push_str(&norm[copied..]);
    lower.make_ascii_lowercase();
    lower
}

impl<'t> Doc<'t> {
    /// Cuts `text` into tokens and sentences. `lower` is [`lower_case`] of `text.norm`.
    pub fn new(text: &'t Text, lower: &'t str) -> Self {
        let mut doc = Doc {
            text,
            tokens: Vec::with_capacity(text.norm.len() / 4),
            sentences: Vec::new(),
            blocks: Vec::with_capacity(text.blocks.len()),
            persons: Asked::new(0),
            localities: Asked::new(0),
            lower,
            export_bytes: Vec::with_capacity(text.export.len()),
            trace: Trace::default(),
        };
        doc.export_bytes.extend(text.export.char_indices().map(|(at, _)| at as u32));
        doc.export_bytes.push(text.export.len() as u32);
        // Code points before the block, and its bytes so far.
        let (mut chars, mut byte) = (0, 0);
        for (kind, range) in &text.blocks {
            chars += text.norm[byte..range.start].chars().count();
            byte = range.end;
            let first = doc.tokens.len();
            let block = doc.blocks.len() as u32;
            let tokeniser = Tokeniser::new(&text.norm[range.clone()], chars);
            chars = tokeniser.run(&text.norm, lower, range.clone(), block, &mut doc.tokens);
            doc.blocks.push((*kind, first..doc.tokens.len()));
        }
        doc.cut_sentences();
        doc.persons = Asked::new(doc.tokens.len());
        doc.localities = Asked::new(doc.tokens.len());
        doc
    }

    /// The span from the first code point of token `from` to the last of token `to - 1`.
    pub fn span(&self, tokens: Range<usize>) -> Mention {
        Mention { start: self.tokens[tokens.start].char_start, end: self.tokens[tokens.end - 1].char_end }
    }

    /// The exported text under a span of code points.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        &self.text.export[self.export_bytes[start] as usize..self.export_bytes[end] as usize]
    }

    /// The exported text of a range of tokens.
    pub fn exported(&self, tokens: Range<usize>) -> &'t str {
        let span = self.span(tokens);
        self.slice(span.start, span.end)
    }

    /// The normalised text of a range of tokens.
    pub fn normal(&self, tokens: Range<usize>) -> &'t str {
        &self.text.norm[self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end]
    }

    /// The same in lower case.
    pub fn lower(&self, tokens: Range<usize>) -> &'t str {
        &self.lower[self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end]
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

/// Cuts one paragraph: what stands here, and what follows.
struct Tokeniser<'t> {
    letters: Letters,
    /// Code points before `here`.
    chars: usize,
    here: Option<char>,
    rest: Chars<'t>,
}

impl<'t> Tokeniser<'t> {
    /// Begins at a paragraph before which `chars` code points stand.
    fn new(paragraph: &'t str, chars: usize) -> Self {
        let mut rest = paragraph.chars();
        Tokeniser { letters: Letters::get(), chars, here: rest.next(), rest }
    }

    #[inline(always)]
    fn step(&mut self) {
        self.here = self.rest.next();
        self.chars += 1;
    }

    /// Bytes from here to the end of the paragraph.
    #[inline(always)]
    fn left(&self) -> usize {
        self.rest.as_str().len() + self.here.map_or(0, char::len_utf8)
    }

    /// What stands behind the character here.
    fn behind(&self) -> Option<Letter> {
        self.rest.clone().next().map(|c| self.letters.of(c))
    }

    /// Appends the tokens of the paragraph at bytes `range` of `norm`; `lower` is as long as that. Gives the
    /// code points up to its end.
    fn run(
        mut self,
        norm: &'t str,
        lower: &'t str,
        range: Range<usize>,
        block: u32,
        tokens: &mut Vec<Token<'t>>,
    ) -> usize {
        let mut spaced = true;
        while let Some(c) = self.here {
            let letter = self.letters.of(c);
            if letter.is_blank() {
                self.step();
                spaced = true;
                continue;
            }
            let (start, char_start) = (range.end - self.left(), self.chars);
            let (kind, upper) = if letter.is_alphabetic() {
                (Kind::Word, self.word())
            } else if c.is_ascii_digit() {
                self.number();
                (Kind::Number, false)
            } else {
                self.step();
                (Kind::Punct, false)
            };
            let end = range.end - self.left();
            let lower = &lower[start..end];
            tokens.push(Token {
                kind,
                text: &norm[start..end],
                lower,
                start,
                end,
                char_start,
                char_end: self.chars,
                spaced,
                block,
                sentence: 0,
                hash: hash_of(lower),
                capital: kind == Kind::Word && letter.is_upper(),
                upper,
            });
            spaced = false;
        }
        self.chars
    }

    /// Reads a word: whether it is written in capitals only.
    #[inline(always)]
    fn word(&mut self) -> bool {
        let (mut alphabetic, mut small) = (0, false);
        while let Some(c) = self.here {
            let letter = self.letters.of(c);
            if letter.is_alphabetic() {
                alphabetic += 1;
                small |= letter.is_lower();
            } else if !self.joins(c, small) {
                break;
            }
            self.step();
        }
        alphabetic > 1 && !small
    }

    /// Whether `c`, no letter, goes on with the word before it, which has small letters or not.
    #[inline(always)]
    fn joins(&self, c: char, small: bool) -> bool {
        match c {
            ' ' => false,
            // `H'Loan`, `R'lấp`; not a closing quote.
            '\'' => self.behind().is_some_and(Letter::is_alphabetic),
            // `GD&ĐT`, `TK&VV`.
            '&' => self.behind().is_some_and(Letter::is_upper),
            // `PC02`, `F0`, `K54`: digits behind capitals; `năm2022` is two words.
            _ => c.is_ascii_digit() && !small,
        }
    }

    #[inline(always)]
    fn number(&mut self) {
        while let Some(c) = self.here {
            let inside = || self.rest.clone().next().is_some_and(|next| next.is_ascii_digit());
            if !(c.is_ascii_digit() || matches!(c, '.' | ',') && inside()) {
                return;
            }
            self.step();
        }
    }
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
        let lower = lower_case(&text.norm);
        check(&Doc::new(&text, &lower));
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

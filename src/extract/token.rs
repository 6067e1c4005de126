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
    /// Byte offset in `text.export` of every code point, and its length behind the last.
    export_bytes: Vec<u32>,
    /// Where the rules record what they refuse.
    pub trace: Trace,
}

/// Tokens behind which a sentence is cut at the next mark: no sentence of a report is so long, and the
/// rules look back to the start of theirs.
const LONGEST_SENTENCE: usize = 800;

/// The lower case of `norm`, code point for code point. Keep it beside the text: [`Doc`] borrows it.
pub fn lower_case(norm: &str) -> String {
    let letters = Letters::get();
    let mut lower = String::with_capacity(norm.len());
    // Runs of small letters are copied as they are.
    let mut copied = 0;
    for (at, c) in norm.char_indices() {
        let small = letters.of(c).lower;
        if small != c {
            lower.push_str(&norm[copied..at]);
            lower.push(small);
            copied = at + c.len_utf8();
        }
    }
    lower.push_str(&norm[copied..]);
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
            export_bytes: Vec::with_capacity(text.export.len()),
            trace: Trace::default(),
        };
        doc.export_bytes.extend(text.export.char_indices().map(|(at, _)| at as u32));
        doc.export_bytes.push(text.export.len() as u32);
        // The three texts have the same code points but not always the same bytes.
        let mut cursor = Cursor::new(&text.norm, lower);
        for (kind, range) in &text.blocks {
            cursor.advance_to(range.start);
            let first = doc.tokens.len();
            let block = doc.blocks.len() as u32;
            tokenise(&mut cursor, range.end, block, &mut doc.tokens);
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
    pub fn has(&self, i: usize, words: &[&str]) -> bool {
        i + words.len() <= self.tokens.len()
            && words.iter().enumerate().all(|(k, w)| self.tokens[i + k].lower == *w)
            && (words.is_empty() || self.tokens[i].block == self.tokens[i + words.len() - 1].block)
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
                let number = self.sentences.len() as u32;
                self.tokens[i].sentence = number;
                let long = i + 1 - first >= LONGEST_SENTENCE && matches!(self.tokens[i].text, "," | ";")
                    || i + 1 - first >= 2 * LONGEST_SENTENCE;
                if i + 1 == range.end || long || self.ends_sentence(i, range.end) {
                    self.sentences.push(Sentence { tokens: first..i + 1, block });
                    first = i + 1;
                }
            }
        }
    }

    /// Whether a sentence ends behind token `i` (not the last of its paragraph).
    fn ends_sentence(&self, i: usize, end: usize) -> bool {
        let token = self.tokens[i];
        if token.kind != Kind::Punct {
            return false;
        }
        let next = self.tokens[i + 1];
        // A closing quote or bracket belongs to the sentence that it closes.
        let closes = |t: &Token| matches!(t.text, "\"" | ")" | "'" | "]") && !t.spaced;
        if closes(&token) && i > 0 && matches!(self.tokens[i - 1].text, "." | "!" | "?" | "…") {
            return starts_sentence(&next) && next.spaced;
        }
        match token.text {
            "!" | "?" | "…" => starts_sentence(&next) && next.spaced,
            "." => {
                if matches!(next.text, "." | "/" | ")" | "\"") && !next.spaced {
                    return false;
                }
                if !starts_sentence(&next) {
                    return false;
                }
                let Some(prev) = i.checked_sub(1).map(|p| self.tokens[p]) else { return false };
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

/// A place in the text: in the spelling of the rules, in its lower case, in code points.
struct Cursor<'t> {
    norm: &'t str,
    lower: &'t str,
    letters: Letters,
    byte: usize,
    low: usize,
    chars: usize,
    /// What stands here; none at the end.
    here: Option<(char, Letter)>,
    /// What follows.
    rest: Chars<'t>,
}

impl<'t> Cursor<'t> {
    fn new(norm: &'t str, lower: &'t str) -> Self {
        let letters = Letters::get();
        let mut rest = norm.chars();
        let here = rest.next().map(|c| (c, letters.of(c)));
        Cursor { norm, lower, letters, byte: 0, low: 0, chars: 0, here, rest }
    }

    fn step(&mut self) {
        let Some((c, letter)) = self.here else { return };
        self.byte += c.len_utf8();
        self.low += letter.lower.len_utf8();
        self.chars += 1;
        self.here = self.rest.next().map(|c| (c, self.letters.of(c)));
    }

    fn advance_to(&mut self, byte: usize) {
        while self.byte < byte {
            self.step();
        }
    }

    /// What stands behind the ASCII character here, before byte `end`.
    fn behind(&self, end: usize) -> Option<(char, Letter)> {
        let next = if self.byte + 1 < end { self.rest.clone().next() } else { None };
        next.map(|c| (c, self.letters.of(c)))
    }
}

fn tokenise<'t>(cursor: &mut Cursor<'t>, end: usize, block: u32, tokens: &mut Vec<Token<'t>>) {
    let mut spaced = true;
    while cursor.byte < end {
        let Some((c, letter)) = cursor.here else { return };
        if letter.is_blank() {
            cursor.step();
            spaced = true;
            continue;
        }
        let (start, low, char_start) = (cursor.byte, cursor.low, cursor.chars);
        let (kind, upper) = if letter.is_alphabetic() {
            (Kind::Word, word(cursor, end))
        } else if c.is_ascii_digit() {
            number(cursor, end);
            (Kind::Number, false)
        } else {
            cursor.step();
            (Kind::Punct, false)
        };
        let lower = &cursor.lower[low..cursor.low];
        tokens.push(Token {
            kind,
            text: &cursor.norm[start..cursor.byte],
            lower,
            start,
            end: cursor.byte,
            char_start,
            char_end: cursor.chars,
            spaced,
            block,
            sentence: 0,
            hash: hash_of(lower),
            capital: kind == Kind::Word && letter.is_upper(),
            upper,
        });
        spaced = false;
    }
}

/// Reads a word: whether it is written in capitals only.
fn word(cursor: &mut Cursor, end: usize) -> bool {
    let (mut alphabetic, mut small) = (0, false);
    while cursor.byte < end {
        let Some((c, letter)) = cursor.here else { break };
        let joins = letter.is_alphabetic()
            || match c {
                // `H'Loan`, `R'lấp`; not a closing quote.
                '\'' => cursor.behind(end).is_some_and(|(_, next)| next.is_alphabetic()),
                // `GD&ĐT`, `TK&VV`.
                '&' => cursor.behind(end).is_some_and(|(_, next)| next.is_upper()),
                // `PC02`, `F0`, `K54`: digits behind capitals; `năm2022` is two words.
                _ => c.is_ascii_digit() && !small,
            };
        if !joins {
            break;
        }
        alphabetic += u32::from(letter.is_alphabetic());
        small |= letter.is_lower();
        cursor.step();
    }
    alphabetic > 1 && !small
}

fn number(cursor: &mut Cursor, end: usize) {
    while cursor.byte < end {
        let Some((c, _)) = cursor.here else { return };
        let joins = c.is_ascii_digit()
            || (matches!(c, '.' | ',') && cursor.behind(end).is_some_and(|(next, _)| next.is_ascii_digit()));
        if !joins {
            return;
        }
        cursor.step();
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

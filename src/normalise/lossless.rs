//! The rules that keep what the text says, in order.
//!
//! [`tidy`] makes the exported spelling (its result is what offsets count). [`one_spelling`] goes
//! on from there for the rules; each of its steps replaces one code point by one.

use super::letters::{Letter, Letters};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The exported spelling of one paragraph: NFC, Đ look-alikes mended, invisible characters gone,
/// every run of blanks one space, none at the ends. Line breaks count as blanks.
pub fn tidy(text: &str) -> Cow<'_, str> {
    if is_tidy(text) { Cow::Borrowed(text) } else { Cow::Owned(tidied(text)) }
}

/// What [`tidy`] makes of a text that is not tidy.
pub(super) fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            blank = true;
            continue;
        }
        let Some(c) = mended(c) else { continue };
        if blank && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    // Last: what stood between a letter and its mark is gone by now.
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

/// Whether [`tidy`] would change nothing, as in most paragraphs: asked first, it saves the copy.
fn is_tidy(text: &str) -> bool {
    read(text, |_, _| ())
}

/// What stands for `c` in the exported spelling; none for zero-width and formatting characters that
/// carry nothing in Vietnamese text, and for control characters.
pub(super) fn mended(c: char) -> Option<char> {
    match c {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fe0e}'
        | '\u{fe0f}' => None,
        // Eth and African D stand for Đ in pages typed with the wrong keyboard table.
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' | 'ɖ' => Some('đ'),
        other => (!other.is_control()).then_some(other),
    }
}

/// Appends `text` (as [`tidy`] gives it) to `out` in one spelling: new place of the tone mark
/// (`uỷ` → `ủy`), `sỹ` → `sĩ`, `kỉ` → `kỷ`, straight quotes, `-` for every dash, digits of other
/// scripts and full-width forms left alone. One code point for one.
pub fn one_spelling(text: &str, out: &mut String) {
    let mut copied = 0;
    read(text, |bytes, found| {
        if let Found::Respelled(first, second) = found {
            out.push_str(&text[copied..bytes.start]);
            out.push(first);
            out.extend(second);
            copied = bytes.end;
        }
    });
    out.push_str(&text[copied..]);
}

/// Paragraphs in the spellings that the rules read, made in one passage.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// See [`Text::norm`].
    ///
    /// [`Text::norm`]: crate::model::Text::norm
    pub norm: String,
    /// See [`Text::lower`](crate::model::Text::lower).
    pub lower: String,
    /// See [`Text::shifts`](crate::model::Text::shifts).
    pub shifts: Vec<(usize, usize)>,
}

impl Spellings {
    /// Nothing yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        let text = || String::with_capacity(bytes);
        Spellings { norm: text(), lower: text(), shifts: Vec::new() }
    }

    /// Appends `text`, whose exported spelling begins at byte `export`. Returns whether it was tidy, seen on
    /// the way: [`tidy`] would change nothing.
    pub fn append(&mut self, text: &str, export: usize) -> bool {
        let Spellings { norm, lower, shifts } = self;
        let start = lower.len();
        let letters = Letters::get();
        let small = |c: char| Some(letters.of(c).lower).filter(|s| s.len_utf8() == c.len_utf8()).unwrap_or(c);
        let (mut copied, mut lowered) = (0, 0_usize);
        let tidy = read(text, |bytes, found| {
            // A tone mark that moves bears on the letter before it as well.
            lower.truncate(lower.len() - lowered.saturating_sub(bytes.start));
            lower.push_str(&text[lowered.min(bytes.start)..bytes.start]);
            lowered = bytes.end;
            match found {
                Found::Capital(c) => lower.push(small(c)),
                Found::Respelled(first, second) => {
                    lower.push(small(first));
                    lower.extend(second.map(small));
                    norm.push_str(&text[copied..bytes.start]);
                    norm.push(first);
                    norm.extend(second);
                    copied = bytes.end;
                    if first.len_utf8() + second.map_or(0, char::len_utf8) != bytes.len() {
                        shifts.push((norm.len(), export + copied));
                    }
                }
            }
        });
        norm.push_str(&text[copied..]);
        lower.push_str(&text[lowered..]);
        lower[start..].make_ascii_lowercase();
        tidy
    }

    /// Takes back what was appended behind byte `end` of `norm`.
    pub fn truncate(&mut self, end: usize) {
        self.norm.truncate(end);
        self.lower.truncate(end);
        self.shifts.truncate(self.shifts.partition_point(|shift| shift.0 <= end));
    }
}

/// What [`read`] meets.
enum Found {
    /// A letter whose lower case is another and not in ASCII.
    Capital(char),
    /// One code point, or two, in another spelling than the one spelling.
    Respelled(char, Option<char>),
}

/// Reads `text`, tells where something is found (bytes), and whether the text is tidy: [`tidy`] would
/// change nothing.
#[inline(always)]
fn read(text: &str, mut tell: impl FnMut(Range<usize>, Found)) -> bool {
    let letters = Letters::get();
    let mut tidy = !text.ends_with(' ');
    let mut at = 0;
    while at < text.len() {
        let (letter, len) = letters.at(text, at);
        let from = at;
        at += len;
        if letter.is_plain() || letter.is_space() && from > 0 && text.as_bytes()[from - 1] != b' ' {
            continue;
        }
        let mut before = text[..from].chars().rev();
        let (prev, c) = (before.next().unwrap_or(' '), text[from..].chars().next().unwrap_or(' '));
        tidy &= letter.is_tidy() || c == ' ' && prev != ' ';
        if may_respell(letter, prev) {
            let next = text[at..].chars().next().unwrap_or(' ');
            // A tone mark at the end of an open oa, oe, uy: `quý` keeps its own (qu is the onset).
            let is_open = !next.is_alphabetic() && !matches!(before.next(), Some('q' | 'Q'));
            match open_rhyme(prev, c).filter(|_| is_open) {
                Some((first, second)) => {
                    tell(from - prev.len_utf8()..at, Found::Respelled(first, Some(second)));
                }
                None => tell(from..at, Found::Respelled(respelled(c, prev, next), None)),
            }
        } else if letter.lower != c {
            tell(from..at, Found::Capital(c));
        }
    }
    tidy
}

/// Whether [`one_spelling`] may replace `letter` behind `prev`, or both.
#[inline]
pub(super) fn may_respell(letter: Letter, prev: char) -> bool {
    letter.is_sign() || letter.is_toned() && bears_on(prev)
}

/// Letters behind which [`one_spelling`] looks at a vowel with a tone mark.
fn bears_on(prev: char) -> bool {
    matches!(prev, 'o' | 'u' | 's' | 'k' | 'O' | 'U' | 'S' | 'K')
}

/// What stands for `c` between `prev` and `next`.
fn respelled(c: char, prev: char, next: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‘' | '’' | 'ʼ' | '`' | '´' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        'ỹ' if prev == 's' || prev == 'S' => 'ĩ',
        'Ỹ' if prev == 'S' => 'Ĩ',
        'ỉ' if (prev == 'k' || prev == 'K') && !next.is_alphabetic() => 'ỷ',
        other => other,
    }
}

/// Whether [`one_spelling`] replaces `c` wherever it stands.
pub(super) fn is_sign(c: char) -> bool {
    respelled(c, ' ', ' ') != c
}

/// Whether [`one_spelling`] may replace `c`, or the letter before it.
pub(super) fn is_toned(c: char) -> bool {
    OPEN.iter().any(|(_, old, _, _)| old.contains(c)) || matches!(c, 'ỹ' | 'Ỹ' | 'ỉ')
}

/// Open rhymes: the vowel, the second letter with its tone marks, the vowel with them, the second
/// letter without.
const OPEN: &[(char, &str, &str, char)] = &[
    ('o', "àáảãạ", "òóỏõọ", 'a'),
    ('o', "èéẻẽẹ", "òóỏõọ", 'e'),
    ('u', "ỳýỷỹỵ", "ùúủũụ", 'y'),
    ('O', "ÀÁẢÃẠ", "ÒÓỎÕỌ", 'A'),
    ('O', "ÈÉẺẼẸ", "ÒÓỎÕỌ", 'E'),
    ('U', "ỲÝỶỸỴ", "ÙÚỦŨỤ", 'Y'),
    ('O', "àáảãạ", "ÒÓỎÕỌ", 'a'),
    ('U', "ỳýỷỹỵ", "ÙÚỦŨỤ", 'y'),
];

/// The new place of the tone mark in an open rhyme, or none.
fn open_rhyme(first: char, second: char) -> Option<(char, char)> {
    OPEN.iter().find_map(|&(vowel, old, new, end)| {
        if first != vowel {
            return None;
        }
        let at = old.chars().position(|c| c == second)?;
        Some((new.chars().nth(at)?, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        let mut out = String::new();
        one_spelling(text, &mut out);
        out
    }

    #[test]
    fn one_spelling_moves_tone_marks_and_nothing_else() {
        for (input, expected) in [
            ("Huyện uỷ", "Huyện ủy"),
            ("hoà bình", "hòa bình"),
            ("Thuỳ Trang", "Thùy Trang"),
            ("UỶ BAN", "ỦY BAN"),
            ("quý III", "quý III"),
            ("hoàn thành", "hoàn thành"),
            ("khoẻ", "khỏe"),
            ("chiến sỹ", "chiến sĩ"),
            ("Mỹ Tho", "Mỹ Tho"),
            ("kỉ niệm", "kỷ niệm"),
            ("kỉnh", "kỉnh"),
            ("K’ Văn – “x”", "K' Văn - \"x\""),
        ] {
            assert_eq!(one(input), expected);
            assert_eq!(one(input).chars().count(), input.chars().count());
        }
    }

    #[test]
    fn tidy_composes_mends_and_collapses() {
        for (input, expected) in [
            ("Ðắk\u{a0} Lắk ", "Đắk Lắk"),
            ("e\u{302}\u{301}", "ế"),
            ("a\u{200b}b\u{ad}c", "abc"),
            ("Vo\u{200b}\u{300}", "Vò"),
            (" \t\r\n", ""),
        ] {
            assert_eq!(tidy(input), expected);
        }
    }
}

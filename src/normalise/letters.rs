//! What is known of a letter, looked up instead of computed: the case and the base of each code
//! point that Vietnamese pages use.
//!
//! The tables of the standard library answer the same questions, but by a search for each: reading
//! a text asks them for every letter, several times.

use std::sync::LazyLock;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Code points in the table: all letters of Vietnamese, and the general punctuation behind them.
const KNOWN: usize = 0x2100;

struct Table {
    letters: [Letter; KNOWN],
    /// [`Letters::plain`].
    plain: [Option<char>; KNOWN],
}

static TABLE: LazyLock<Box<Table>> = LazyLock::new(|| {
    let known = |at: usize| char::from_u32(at as u32).unwrap_or('\0');
    Box::new(Table {
        letters: std::array::from_fn(|at| Letter::of(known(at))),
        plain: std::array::from_fn(|at| plain(known(at))),
    })
});

/// What is known of one code point.
#[derive(Debug, Clone, Copy)]
pub struct Letter {
    /// The first code point of its lower case.
    pub lower: char,
    class: u16,
}

const ALPHABETIC: u16 = 1;
const UPPER: u16 = 2;
const LOWER: u16 = 4;
const BLANK: u16 = 8;
const TIDY: u16 = 16;
const FOLDS: u16 = 32;
const SIGN: u16 = 64;
const TONED: u16 = 128;
const PLAIN: u16 = 256;
const SPACE: u16 = 512;

impl Letter {
    /// Whether it is alphabetic.
    pub fn is_alphabetic(self) -> bool {
        self.class & ALPHABETIC != 0
    }

    /// Whether it is a capital.
    pub fn is_upper(self) -> bool {
        self.class & UPPER != 0
    }

    /// Whether it is a small letter.
    pub fn is_lower(self) -> bool {
        self.class & LOWER != 0
    }

    /// Whether it is a blank.
    pub fn is_blank(self) -> bool {
        self.class & BLANK != 0
    }

    /// Whether [`super::lossless::tidy`] keeps it as it is wherever it stands (a space is no such).
    pub fn is_tidy(self) -> bool {
        self.class & TIDY != 0
    }

    /// Whether [`super::lossless::one_spelling`] replaces it wherever it stands.
    pub fn is_sign(self) -> bool {
        self.class & SIGN != 0
    }

    /// Whether [`super::lossless::one_spelling`] may replace it behind some letters.
    pub fn is_toned(self) -> bool {
        self.class & TONED != 0
    }

    /// Whether it is tidy, no capital but one of ASCII, and in one spelling whatever stands around.
    pub fn is_plain(self) -> bool {
        self.class & PLAIN != 0
    }

    /// Whether it is the space.
    pub fn is_space(self) -> bool {
        self.class & SPACE != 0
    }

    /// Whether its lower case is one code point wherever it stands, so that [`Letter::lower`] is all.
    pub fn folds(self) -> bool {
        self.class & FOLDS != 0
    }

    #[cold]
    fn first_of(text: &str) -> Self {
        Letter::of(text.chars().next().unwrap_or('\0'))
    }

    fn of(c: char) -> Self {
        let mut lower = c.to_lowercase();
        let first = lower.next().unwrap_or(c);
        let is_toned = super::lossless::is_toned(c) || super::lossless::is_toned(first);
        let class = [
            (c.is_alphabetic(), ALPHABETIC),
            (c.is_uppercase(), UPPER),
            (c.is_lowercase(), LOWER),
            (c.is_whitespace(), BLANK),
            (is_tidy(c), TIDY),
            (super::lossless::is_sign(c), SIGN),
            (is_toned, TONED),
            (c == ' ', SPACE),
            (is_tidy(c) && (first == c || c.is_ascii()) && !super::lossless::is_sign(c) && !is_toned, PLAIN),
            // A Σ at the end of a word has a lower case of its own.
            (lower.next().is_none() && c != 'Σ', FOLDS),
        ];
        let class = class.iter().filter(|(holds, _)| *holds).fold(0, |all, (_, bit)| all | bit);
        Letter { lower: first, class }
    }
}

/// The letters of the table.
#[derive(Clone, Copy)]
pub struct Letters(&'static Table);

impl Letters {
    /// The table; the first call makes it.
    pub fn get() -> Self {
        Letters(&TABLE)
    }

    /// What is known of `c`.
    #[inline]
    pub fn of(self, c: char) -> Letter {
        self.0.letters.get(c as usize).copied().unwrap_or_else(|| Letter::of(c))
    }

    /// What is known of the code point at byte `at` of `text`, and how many bytes it has.
    #[inline(always)]
    pub fn at(self, text: &str, at: usize) -> (Letter, usize) {
        let bytes = text.as_bytes();
        let trail = |k: usize| usize::from(bytes[at + k] & 0x3f);
        // The letters of Vietnamese have one byte, two or three.
        match bytes[at] {
            lead @ ..0x80 => (self.0.letters[usize::from(lead)], 1),
            lead @ 0xc0..0xe0 => (self.0.letters[usize::from(lead & 0x1f) << 6 | trail(1)], 2),
            lead @ 0xe0..0xf0 => {
                let code = usize::from(lead & 0x0f) << 12 | trail(1) << 6 | trail(2);
                (self.0.letters.get(code).copied().unwrap_or_else(|| Letter::first_of(&text[at..])), 3)
            }
            _ => (Letter::first_of(&text[at..]), 4),
        }
    }

    /// The lower case of `c` without marks, `đ` as `d`; none where that is no single code point.
    #[inline]
    pub fn plain(self, c: char) -> Option<char> {
        self.0.plain.get(c as usize).copied().unwrap_or_else(|| plain(c))
    }

    /// Whether `c` is a letter or a number, as [`char::is_alphanumeric`] says.
    #[inline]
    pub fn is_alphanumeric(self, c: char) -> bool {
        c.is_ascii_digit() || self.of(c).is_alphabetic() || !c.is_ascii() && c.is_numeric()
    }
}

fn is_tidy(c: char) -> bool {
    let composed = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0;
    composed && !c.is_whitespace() && super::lossless::mended(c) == Some(c)
}

fn plain(c: char) -> Option<char> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let mut base =
        std::iter::once(lower).nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let first = base.next().map(|c| if c == 'đ' { 'd' } else { c });
    first.filter(|_| base.next().is_none())
}

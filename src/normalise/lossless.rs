//! The rules that keep what the text says, in order.
//!
//! [`tidy`] makes the exported spelling (its result is what offsets count). [`one_spelling`] goes
//! on from there for the rules; each of its steps replaces one code point by one.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The exported spelling of one paragraph: NFC, Đ look-alikes mended, invisible characters gone,
/// every run of blanks one space, none at the ends. Line breaks count as blanks.
pub fn tidy(text: &str) -> String {
    let composed;
    let text = if is_nfc(text) {
        text
    } else {
        composed = text.nfc().collect::<String>();
        &composed
    };
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            blank = true;
            continue;
        }
        if blank && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        out.push(match c {
            // Eth and African D stand for Đ in pages typed with the wrong keyboard table.
            'Ð' | 'Ɖ' => 'Đ',
            'ð' | 'ɖ' => 'đ',
            other => other,
        });
    }
    out
}

/// Zero-width and formatting characters that carry nothing in Vietnamese text.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}'
    )
}

/// Appends `text` (as [`tidy`] gives it) to `out` in one spelling: new place of the tone mark
/// (`uỷ` → `ủy`), `sỹ` → `sĩ`, `kỉ` → `kỷ`, straight quotes, `-` for every dash, digits of other
/// scripts and full-width forms left alone. One code point for one.
pub fn one_spelling(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    let (mut before, mut prev) = (' ', ' ');
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        // A tone mark at the end of an open oa, oe, uy: `quý` keeps its own (qu is the onset).
        let moved =
            (!next.is_alphabetic() && !matches!(before, 'q' | 'Q')).then(|| open_rhyme(prev, c)).flatten();
        if let Some((first, second)) = moved {
            out.pop();
            out.push(first);
            out.push(second);
            (before, prev) = (first, second);
            continue;
        }
        let plain = match c {
            '“' | '”' | '„' | '«' | '»' | '″' => '"',
            '‘' | '’' | 'ʼ' | '`' | '´' | '′' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '…' => '…',
            'ỹ' if prev == 's' || prev == 'S' => 'ĩ',
            'Ỹ' if prev == 'S' => 'Ĩ',
            'ỉ' if (prev == 'k' || prev == 'K') && !next.is_alphabetic() => 'ỷ',
            other => other,
        };
        out.push(plain);
        (before, prev) = (prev, plain);
    }
}

/// The new place of the tone mark in an open rhyme, or none.
fn open_rhyme(first: char, second: char) -> Option<(char, char)> {
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
            (" \t\r\n", ""),
        ] {
            assert_eq!(tidy(input), expected);
        }
    }
}

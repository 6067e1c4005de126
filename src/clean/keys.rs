//! Keys: the form in which the rules of this stage compare lines. Lower case without diacritics,
//! so that a rule is written once for `Tin liên quan`, `TIN LIÊN QUAN` and decomposed text.

use std::sync::LazyLock;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Base letters of U+00C0..=U+023F and U+1E00..=U+1EFF, the blocks that hold Vietnamese, as in [`SMALL`]; 0 where that is
/// no letter of ASCII.
static BASES: LazyLock<[u8; FIRST + 0x100]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let code = if at < FIRST { 0x00C0 + at } else { 0x1E00 + at - FIRST };
        let base = char::from_u32(code as u32).map(base);
        base.and_then(|base| u8::try_from(base).ok())
            .filter(u8::is_ascii_alphabetic)
            .map_or(0, |base| base | OF_WORD)
    })
});

/// Letters of the first of these blocks.
const FIRST: usize = 0x0240 - 0x00C0;

/// The letter without marks, in lower case.
fn base(c: char) -> char {
    let mut first = None;
    decompose_canonical(c, |d| {
        if first.is_none() {
            first = Some(d);
        }
    });
    let base = first.unwrap_or(c);
    match base {
        'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' => 'd',
        _ => base.to_lowercase().next().unwrap_or(base),
    }
}

/// What stands in a key for the character at the first of some bytes, as in [`SMALL`], and the length of that; 0 for what
/// is to be looked at more closely.
#[inline(always)]
fn small_at(bytes: &[u8], bases: &[u8; FIRST + 0x100]) -> (u8, usize) {
    let trail = |byte: u8| usize::from(byte & 0x3f);
    let base = |at: usize| bases.get(at).copied().unwrap_or(0);
    match *bytes {
        [byte, ..] if byte.is_ascii() => (SMALL[usize::from(byte)], 1),
        // U+00C0 to U+023F.
        [lead @ 0xc3..=0xc8, last, ..] => (base((usize::from(lead & 0x1f) << 6 | trail(last)) - 0xc0), 2),
        // U+1E00 to U+1EFF.
        [0xe1, middle @ 0xb8..=0xbb, last, ..] => {
            (base(FIRST + (usize::from(middle - 0xb8) << 6 | trail(last))), 3)
        }
        _ => (0, 0),
    }
}

/// Lower case, no diacritics, dashes as `-`, one blank for many, punctuation kept.
pub fn key(text: &str) -> String {
    key_and_words(text).0
}

/// [`key`], and how many [`words`] it has.
pub fn key_and_words(text: &str) -> (String, usize) {
    folded(text, usize::MAX).unwrap_or_default()
}

/// [`key`], unless it is longer than `most` bytes: a long text is not gone through to its end then.
pub fn key_within(text: &str, most: usize) -> Option<String> {
    folded(text, most).map(|(key, _)| key)
}

/// Tells in a table those that are of a word.
const OF_WORD: u8 = 0x80;

/// Lower case of each character of ASCII that a key takes as it is, with [`OF_WORD`]; 0 for all others.
const SMALL: [u8; 128] = {
    let mut small = [0; 128];
    let mut byte = b'!';
    while byte <= b'~' {
        let of_word = if byte.is_ascii_alphanumeric() { OF_WORD } else { 0 };
        small[byte as usize] = byte.to_ascii_lowercase() | of_word;
        byte += 1;
    }
    small
};

fn folded(text: &str, most: usize) -> Option<(String, usize)> {
    let bases = &*BASES;
    // Nearly every character of a key is one byte.
    let mut out: Vec<u8> = Vec::with_capacity(text.len().min(most.saturating_add(4)));
    let (mut at, mut blank) = (0, true);
    let (mut count, mut inside) = (0, false);
    while at < text.len() {
        let (small, length) = small_at(&text.as_bytes()[at..], bases);
        if small != 0 {
            let of_word = small & OF_WORD != 0;
            count += usize::from(of_word && !inside);
            (inside, blank) = (of_word, false);
            out.push(small & !OF_WORD);
            at += length;
            continue;
        }
        let c = text[at..].chars().next()?;
        at += c.len_utf8();
        let c = match c {
            _ if c.is_whitespace() => {
                if !blank {
                    // A blank may yet go at the end, so only what stands before it counts.
                    if out.len() > most {
                        return None;
                    }
                    out.push(b' ');
                }
                (inside, blank) = (false, true);
                continue;
            }
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => base(c),
            '–' | '—' | '‑' | '−' | '‐' => '-',
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => continue,
            _ if is_combining_mark(c) => continue,
            _ => c.to_lowercase().next().unwrap_or(c),
        };
        let of_word = c.is_alphanumeric();
        count += usize::from(of_word && !inside);
        (inside, blank) = (of_word, false);
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => out.push(byte),
            _ => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    if out.ends_with(b" ") {
        out.pop();
    }
    // Of whole characters: it is UTF-8.
    (out.len() <= most).then(|| (String::from_utf8(out).unwrap_or_default(), count))
}

/// The words of a key, joined by one blank: punctuation gone.
pub fn bare(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for word in words(key) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The words of a key.
pub fn words(key: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut start = None;
        while let Some((of_word, length)) = letter_at(key, at) {
            match (of_word, start) {
                (true, None) => start = Some(at),
                (false, Some(_)) => break,
                _ => {}
            }
            at += length;
        }
        key.get(start?..at)
    })
}

/// Whether the character at a byte of a key is one of a word, and its length in bytes: of nearly all its first byte
/// tells.
fn letter_at(key: &str, at: usize) -> Option<(bool, usize)> {
    let byte = key.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((byte.is_ascii_alphanumeric(), 1));
    }
    let c = key.get(at..)?.chars().next()?;
    Some((c.is_alphanumeric(), c.len_utf8()))
}

/// Whether the key begins with the phrase as whole words.
pub fn opens(key: &str, phrase: &str) -> bool {
    key.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The rows of a list: its cells, comments and empty lines left out.
pub fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .map(|l| l.split('\t').map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_blocks_has_its_own_base() {
        for c in ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            assert_eq!(key(&c.to_string()), base(c).to_string(), "{c:?}");
        }
    }

    #[test]
    fn keys_lose_marks_case_and_blanks() {
        for (input, expected) in [
            ("  Tin\u{a0} LIÊN  quan: ", "tin lien quan:"),
            ("Đường – “Đà Nẵng”", "duong - \"da nang\""),
            ("bi\u{302}\u{300}nh lua\u{323}\u{302}n", "binh luan"),
            ("ĐƯỜNG ƯƠNG ỷ Ỵ", "duong uong y y"),
            ("", ""),
        ] {
            assert_eq!(key(input), expected);
        }
        assert_eq!(bare("a- a a+ | (x)"), "a a a x");
    }

    #[test]
    fn a_key_beyond_its_length_is_none() {
        for (text, most, expected) in [
            ("Tin  ảnh ", 7, Some("tin anh")),
            ("Tin ảnh", 6, None),
            ("Tin ảnh của Hà", 7, None),
            ("\u{200b}", 0, Some("")),
        ] {
            assert_eq!(key_within(text, most).as_deref(), expected, "{text}");
        }
    }
}

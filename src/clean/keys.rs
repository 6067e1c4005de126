//! Keys: the form in which the rules of this stage compare lines. Lower case without diacritics,
//! so that a rule is written once for `Tin liên quan`, `TIN LIÊN QUAN` and decomposed text.

use std::sync::LazyLock;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Base letters of U+00C0..=U+024F and U+1E00..=U+1EFF, the blocks that hold Vietnamese.
static BASES: LazyLock<Vec<char>> = LazyLock::new(|| {
    (0x00C0..0x0250).chain(0x1E00..0x1F00).filter_map(char::from_u32).map(base_slow).collect()
});

fn base_slow(c: char) -> char {
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

/// A letter of [`BASES`] without marks, in lower case.
fn base_of_letter(c: char, bases: &[char]) -> char {
    let at = match c as u32 {
        letter @ 0x1E00.. => letter - 0x1E00 + 0x0250 - 0xC0,
        letter => letter.saturating_sub(0xC0),
    };
    bases.get(at as usize).copied().unwrap_or(c)
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

/// Lower case of each character of ASCII that a key takes as it is; 0 for all others.
const SMALL: [u8; 128] = {
    let mut small = [0; 128];
    let mut byte = b'!';
    while byte <= b'~' {
        small[byte as usize] = byte.to_ascii_lowercase();
        byte += 1;
    }
    small
};

fn folded(text: &str, most: usize) -> Option<(String, usize)> {
    let bases = BASES.as_slice();
    // Nearly every character of a key is one byte.
    let mut out: Vec<u8> = Vec::with_capacity(text.len().min(most.saturating_add(4)));
    let (mut at, mut blank) = (0, true);
    let (mut count, mut inside) = (0, false);
    while let Some(&byte) = text.as_bytes().get(at) {
        let small = SMALL.get(usize::from(byte)).map_or(0, |small| *small);
        if small != 0 {
            let of_word = small.is_ascii_alphanumeric();
            count += usize::from(of_word && !inside);
            (inside, blank) = (of_word, false);
            out.push(small);
            at += 1;
            continue;
        }
        let c = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next()? };
        at += c.len_utf8();
        let c = match c {
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => base_of_letter(c, bases),
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

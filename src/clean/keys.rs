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

/// The letter without marks, in lower case; `None` for a combining mark or an invisible character.
fn base(c: char, bases: &[char]) -> Option<char> {
    match c as u32 {
        0..=0x7F => Some(c.to_ascii_lowercase()),
        0xAD | 0x0300..=0x036F | 0x200B..=0x200F | 0x2060 | 0xFEFF => None,
        n @ 0x00C0..=0x024F => bases.get(n as usize - 0xC0).copied(),
        n @ 0x1E00..=0x1EFF => bases.get(n as usize - 0x1E00 + 0x0250 - 0xC0).copied(),
        _ if is_combining_mark(c) => None,
        _ => Some(c.to_lowercase().next().unwrap_or(c)),
    }
}

/// Lower case, no diacritics, dashes as `-`, one blank for many, punctuation kept.
pub fn key(text: &str) -> String {
    key_within(text, usize::MAX).unwrap_or_default()
}

/// [`key`], and how many [`words`] it has.
pub fn key_and_words(text: &str) -> (String, usize) {
    let key = key(text);
    // Nearly all of a key is ASCII: a byte tells then whether a word begins.
    let (mut count, mut inside) = (0, false);
    if key.is_ascii() {
        for byte in key.bytes() {
            let letter = byte.is_ascii_alphanumeric();
            count += usize::from(letter && !inside);
            inside = letter;
        }
    } else {
        count = words(&key).count();
    }
    (key, count)
}

/// [`key`], unless it is longer than `most` bytes: a long text is not gone through to its end then.
pub fn key_within(text: &str, most: usize) -> Option<String> {
    let bases = BASES.as_slice();
    let mut out = String::with_capacity(text.len().min(most.saturating_add(4)));
    let mut blank = true;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
            blank = false;
            continue;
        }
        if c.is_whitespace() {
            if !blank {
                // A blank may yet go at the end, so only what stands before it counts.
                if out.len() > most {
                    return None;
                }
                out.push(' ');
            }
            blank = true;
            continue;
        }
        let c = match c {
            '–' | '—' | '‑' | '−' | '‐' => '-',
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            c => c,
        };
        if let Some(base) = base(c, bases) {
            out.push(base);
            blank = false;
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    (out.len() <= most).then_some(out)
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
    key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
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

//! The form in which two spellings of one name compare equal: the reference scorer's own, from its
//! own tables. Not the folding of search: the two must be free to differ.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
struct Tables {
    /// A word and what it stands for.
    abbreviations: HashMap<String, String>,
    /// Old and new place of the tone mark.
    tones: HashMap<String, String>,
    /// Kinds of body that alone say nothing.
    kinds: HashSet<String>,
    /// Words that names carry or drop.
    skipped: HashSet<String>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    serde_json::from_str(include_str!("score-tables.json")).expect("the table is part of the program")
});

/// Whether a folded name is only a kind of body.
pub fn is_kind(folded: &str) -> bool {
    TABLES.kinds.contains(folded)
}

/// Folds a name or a text.
pub fn fold(text: &str) -> String {
    let text: Vec<char> = text.nfc().collect();
    let lower = central(&text).to_lowercase().replace('ð', "đ");
    let lower: Vec<char> = lower.chars().collect();
    let placed: String = tones(&lower)
        .chars()
        .map(|c| if "\"“”'‘’().-–—,".contains(c) { ' ' } else { c })
        .collect::<String>()
        .replace("sỹ", "sĩ");
    let words = words(&placed).map(|word| TABLES.abbreviations.get(word).map_or(word, String::as_str));
    let mut out = String::with_capacity(placed.len());
    for word in words.flat_map(self::words).filter(|word| !TABLES.skipped.contains(*word)) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The words of a text: blanks are those of the reference scorer's language, which has four more.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)).filter(|word| !word.is_empty())
}

/// Writes `TƯ` and `T.Ư` as `TW` where they are words.
fn central(text: &[char]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    while at < text.len() {
        let length = match text[at..] {
            ['T', 'Ư', ..] => 2,
            ['T', '.', 'Ư', ..] => 3,
            _ => 0,
        };
        if length > 0
            && !is_word(at.checked_sub(1).map(|i| text[i]))
            && !is_word(text.get(at + length).copied())
        {
            out.push_str("TW");
            at += length;
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

/// Puts tone marks at the end of a word in their new place.
fn tones(text: &[char]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    while at < text.len() {
        let pair: String = text[at..].iter().take(2).collect();
        match TABLES.tones.get(&pair) {
            Some(new) if (at == 0 || text[at - 1] != 'q') && !is_word(text.get(at + 2).copied()) => {
                out.push_str(new);
                at += 2;
            }
            _ => {
                out.push(text[at]);
                at += 1;
            }
        }
    }
    out
}

/// A letter, a digit or `_`; a mark of its own is none.
fn is_word(c: Option<char>) -> bool {
    static MARKS: LazyLock<regex::Regex> =
        LazyLock::new(|| regex::Regex::new(r"^[\p{L}\p{N}_]$").expect("a fixed pattern"));
    c.is_some_and(|c| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || c == '_'
        } else {
            MARKS.is_match(c.encode_utf8(&mut [0; 4]))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_as_the_reference_does() {
        let check = |text, expected| assert_eq!(fold(text), expected, "{text}");
        check("UBND Tỉnh Thanh Hoá", "ủy ban nhân dân tỉnh thanh hóa");
        check("Ban Thi đua – Khen thưởng T.Ư", "ban thi đua khen thưởng trung ương");
        check("Bộ TƯ pháp, đạt TƯX", "bộ trung ương pháp đạt tưx");
        check("TP. Huế và TX.Hương Trà", "thành phố huế thị xã hương trà");
        check("quý, thuý; hoàn thuỷ", "quý thúy; hoàn thủy");
        check("“Bác sỹ” của các trường THPT-THCS", "bác sĩ trường trung học phổ thông trung học cơ sở");
        check("", "");
    }
}

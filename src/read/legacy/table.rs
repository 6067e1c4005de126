//! One older encoding, from its list of letters and bytes.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// Signs of the .Vn fonts that stay what they are where they stand alone: their letters are no words.
const DECORATION: &str = "©·";

/// An encoding of Vietnamese letters by one byte, or by a letter and a mark.
pub struct Table {
    name: &'static str,
    /// By what windows-1252 shows for the bytes.
    one: FxHashMap<char, char>,
    two: FxHashMap<(char, char), char>,
    /// Capitals with a tone have no codes of their own.
    pub(super) capital_fonts: bool,
    /// Marks of their own must still be put on their letters.
    pub(super) compose: bool,
}

impl Table {
    /// Reads `letter TAB bytes in hex` a line; `#` begins a remark.
    pub(super) fn parse(name: &'static str, tsv: &str) -> Self {
        let (one, two) = (FxHashMap::default(), FxHashMap::default());
        let mut table = Self { name, one, two, capital_fonts: false, compose: false };
        for line in tsv.lines().filter(|line| !line.starts_with('#')) {
            let Some((letter, hex)) = line.split_once('\t') else { continue };
            let bytes = u16::from_str_radix(hex, 16).unwrap_or_default().to_be_bytes();
            let Some(letter) = letter.chars().next() else { continue };
            match (bytes[0], bytes[1]) {
                (0, code) => table.one.insert(shown(code), letter),
                (base, mark) => table.two.insert((char::from(base), shown(mark)), letter),
            };
        }
        table.add_marks_of_the_other_case();
        table
    }

    /// A small mark behind a capital, and the other way round, is typed as often as not.
    fn add_marks_of_the_other_case(&mut self) {
        let flip = |c: char| {
            let mut other = if c.is_lowercase() { c.to_uppercase().last() } else { c.to_lowercase().last() };
            other.take().unwrap_or(c)
        };
        let more: Vec<_> = self.two.iter().map(|(&(base, mark), &to)| ((base, flip(mark)), to)).collect();
        for (key, to) in more {
            self.two.entry(key).or_insert(to);
        }
    }

    /// Says that capitals with a tone are written as small letters in a font of capitals.
    pub(super) fn with_capital_fonts(self) -> Self {
        Self { capital_fonts: true, ..self }
    }

    /// The code page of Windows, for text that declares another.
    pub(super) fn windows_1258() -> Self {
        let letter = |byte: u8| WINDOWS_1258.decode_without_bom_handling(&[byte]).0.chars().next();
        let one = (0x80..=0xff).filter_map(|byte| Some((shown(byte), letter(byte)?))).collect();
        Self { name: "windows-1258", one, two: FxHashMap::default(), capital_fonts: false, compose: true }
    }

    /// Its name, in small letters.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The Unicode text of bytes that are shown as windows-1252. What is no code of the encoding
    /// stays as it is.
    pub fn decode(&self, raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw.chars().peekable();
        let mut inside = false;
        while let Some(c) = rest.next() {
            let joins = |c: &char| c.is_alphabetic() || ('\u{a1}'..='\u{ff}').contains(c);
            let alone = !std::mem::replace(&mut inside, joins(&c)) && !rest.peek().is_some_and(joins);
            if alone && self.capital_fonts && DECORATION.contains(c) {
                out.push(c);
            } else if let Some(&pair) = rest.peek().and_then(|&mark| self.two.get(&(c, mark))) {
                rest.next();
                out.push(pair);
            } else {
                out.push(*self.one.get(&c).unwrap_or(&c));
            }
        }
        if self.compose {
            out = out.nfc().collect();
        }
        if self.capital_fonts { capitals(&out) } else { out }
    }

    /// The bytes of a letter, as windows-1252 shows them: what [`Table::decode`] takes back.
    #[cfg(test)]
    pub fn encode(&self, letter: char) -> Option<String> {
        let one = self.one.iter().find(|(_, to)| **to == letter).map(|(c, _)| c.to_string());
        let exact = |(base, mark): (char, char)| base.is_lowercase() == mark.is_lowercase();
        let two = || self.two.iter().find(|(key, to)| **to == letter && exact(**key));
        one.or_else(|| two().map(|((base, mark), _)| format!("{base}{mark}")))
    }
}

/// What windows-1252 shows for a byte.
fn shown(byte: u8) -> char {
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(char::from(byte))
}

/// How a word is written, by its letters that have their own codes for capitals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Capitals,
    Small,
    /// A single capital, or only letters that could be either.
    Open,
}

/// Makes capitals of the toned letters of words in capitals: `NGHị` to `NGHỊ`, and `Bà RịA` to `BÀ RỊA`;
/// and of one that begins a sentence: `hội nghị. ở cấp xã` to `hội nghị. Ở cấp xã`.
fn capitals(text: &str) -> String {
    let words: Vec<(&str, bool)> = split(text);
    let cases: Vec<Case> =
        words.iter().map(|(word, is_word)| if *is_word { case(word) } else { Case::Open }).collect();
    let near = |at: Option<usize>| at.and_then(|at| cases.get(at)).copied().unwrap_or(Case::Open);
    let mut out = String::with_capacity(text.len());
    for (i, &(word, is_word)) in words.iter().enumerate() {
        let around = [near(i.checked_sub(2)), near(Some(i + 2))];
        let is_gap = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|(gap, _)| *gap == " ");
        let joined = (is_gap(i.checked_sub(1)) && around[0] == Case::Capitals)
            || (is_gap(Some(i + 1)) && around[1] == Case::Capitals);
        let raise = match cases[i] {
            Case::Capitals => true,
            Case::Open => joined && !around.contains(&Case::Small),
            Case::Small => false,
        };
        let first = word.chars().next().filter(|c| is_word && is_toned(*c));
        if is_word && raise {
            out.extend(word.chars().flat_map(char::to_uppercase));
        } else if let Some(first) = first.filter(|_| ends_sentence(&words[..i])) {
            out.extend(first.to_uppercase());
            out.push_str(&word[first.len_utf8()..]);
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Whether a letter has a tone: its capital has no code of its own.
fn is_toned(letter: char) -> bool {
    letter.nfd().any(|c| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'))
}

/// Whether a sentence ends here: with a full stop and a blank behind a small word that is no `v.v.`
fn ends_sentence(words: &[(&str, bool)]) -> bool {
    let [.., (word, true), (gap, false)] = words else { return false };
    let stop = gap.strip_prefix(['.', '!', '?']).is_some_and(|rest| rest.starts_with([' ', '\r', '\n']));
    stop && word.chars().nth(1).is_some() && case(word) == Case::Small
}

/// Words and what stands between them, by turns.
fn split(text: &str) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut inside = None;
    for (at, c) in text.char_indices() {
        if inside.is_some_and(|inside| inside != c.is_alphabetic()) {
            out.push((&text[from..at], inside == Some(true)));
            from = at;
        }
        inside = Some(c.is_alphabetic());
    }
    if let Some(inside) = inside {
        out.push((&text[from..], inside));
    }
    out
}

fn case(word: &str) -> Case {
    let mut capitals = 0;
    for c in word.chars() {
        if c.is_ascii_lowercase() {
            return Case::Small;
        }
        capitals += usize::from(c.is_uppercase());
    }
    if capitals >= 2 { Case::Capitals } else { Case::Open }
}

//! Kind words as newspapers write them.

use super::place::Kind;
use crate::normalise::fold;
use crate::normalise::letters::Letters;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

struct Word {
    exact: String,
    plain: String,
    /// What it may stand for.
    kinds: Vec<Kind>,
    /// `Huyện ủy`: it names a body of the unit.
    body: bool,
}

/// The kind words, and a trie over their letters: where a name begins, most end it at once.
struct Words {
    rows: Vec<Word>,
    /// The node behind a node and a letter.
    steps: FxHashMap<(u16, char), u16>,
    /// The row of the kind word that ends at each node: with its accents, and without any.
    ends: Vec<[Option<usize>; 2]>,
}

impl Words {
    fn new(rows: Vec<Word>) -> Self {
        let mut words = Words { rows: Vec::new(), steps: FxHashMap::default(), ends: vec![[None; 2]] };
        for (at, row) in rows.iter().enumerate() {
            for (form, letters) in [&row.exact, &row.plain].into_iter().enumerate() {
                let node = letters.chars().fold(0, |node, letter| words.grow(node, letter));
                words.ends[usize::from(node)][form].get_or_insert(at);
            }
        }
        words.rows = rows;
        words
    }

    fn grow(&mut self, node: u16, letter: char) -> u16 {
        *self.steps.entry((node, letter)).or_insert_with(|| {
            self.ends.push([None; 2]);
            self.ends.len() as u16 - 1
        })
    }

    /// The kind word at a node. `Phương` is no phường, but `phuong` (`bare`) may be one.
    fn at(&self, node: u16, bare: bool) -> Option<&Word> {
        let [exact, plain] = self.ends[usize::from(node)];
        let row = exact.into_iter().chain(plain.filter(|_| bare)).min()?;
        Some(&self.rows[row])
    }
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let rows = include_str!("kinds.tsv").lines().filter(|line| !line.starts_with('#'));
        let rows = rows.map(|line| line.split('\t').collect::<Vec<_>>());
        let rows = rows.filter(|fields| fields.len() > 1).map(|fields| Word {
            exact: squeeze(&fold::exact(fields[0])),
            plain: squeeze(&fold::plain(fields[0])),
            kinds: fields[1].split(',').filter_map(Kind::from_code).collect(),
            body: fields.len() > 2,
        });
        Words::new(rows.collect())
    })
}

fn squeeze(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a kind word may stand for: `TP.` is a city inside a province or one that is a province.
/// None if it is no kind word.
pub fn kinds(word: &str) -> Option<&'static [Kind]> {
    find(word).filter(|row| !row.body).map(|row| &row.kinds[..])
}

/// As [`kinds`], also of the first word of a body's name (`Huyện ủy`).
pub(super) fn kinds_of_head(word: &str) -> Option<&'static [Kind]> {
    find(word).map(|row| &row.kinds[..])
}

fn find(word: &str) -> Option<&'static Word> {
    let (words, exact) = (words(), fold::exact(word));
    let mut letters = exact.chars().filter(|c| c.is_alphanumeric());
    let node = letters.try_fold(0, |node, letter| words.steps.get(&(node, letter)).copied())?;
    words.at(node, exact.chars().all(|c| c.is_ascii() || !c.is_alphanumeric()))
}

/// Whether a kind word may begin with `first`, the first word of a name in lower case and one
/// spelling; nearly no name's does.
pub(super) fn may_begin(first: &str) -> bool {
    let (words, letters) = (words(), Letters::get());
    let mut spelled = first.chars().filter(|c| letters.is_alphanumeric(*c));
    spelled.try_fold(0, |node, letter| words.steps.get(&(node, letter)).copied()).is_some()
}

/// Splits `TP.Đồng Xoài` into `TP.` and `Đồng Xoài`, `huyện đảo Cô Tô` into `huyện đảo` and
/// `Cô Tô`; the longest kind word counts. Without a kind word, or without anything behind it, all
/// is the name.
pub fn split(full: &str) -> (Option<&str>, &str) {
    let full = full.trim();
    let ends = full.char_indices().filter(|(_, c)| matches!(c, ' ' | '.')).map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.take(LONGEST).collect();
    for &end in ends.iter().rev() {
        let (word, name) = (full[..end].trim_end(), full[end..].trim_start());
        if name.starts_with(char::is_alphanumeric) && kinds(word).is_some() {
            return (Some(word), name);
        }
    }
    (None, full)
}

/// Blanks and dots that a kind word before a name may have, the last one included.
const LONGEST: usize = 7;

/// What the kind word before a name may stand for, and where the name begins: as [`split`], also behind
/// the first word of a body's name (`Huyện ủy` and `Cái Bè`). `folded` is [`fold::exact`] of all.
pub(super) fn head(folded: &str) -> Option<(&'static [Kind], usize)> {
    let (words, letters) = (words(), Letters::get());
    let (mut node, mut bare, mut ends, mut found) = (0, true, 0, None);
    for (at, letter) in folded.char_indices() {
        if letters.is_alphanumeric(letter) {
            let Some(&next) = words.steps.get(&(node, letter)) else { break };
            node = next;
            bare &= letter.is_ascii();
        } else if matches!(letter, ' ' | '.') && ends < LONGEST {
            ends += 1;
            let behind = at + letter.len_utf8();
            let named = folded[behind..].trim_start().starts_with(char::is_alphanumeric);
            let word = words.at(node, bare).filter(|_| named);
            found = word.map(|word| (&word.kinds[..], behind)).or(found);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_words_are_split_off() {
        for (full, expected) in [
            ("huyện Đăk Hà", (Some("huyện"), "Đăk Hà")),
            ("TP.Đồng Xoài", (Some("TP."), "Đồng Xoài")),
            ("TP. Hồ Chí Minh", (Some("TP."), "Hồ Chí Minh")),
            ("Thành phố Hồ Chí Minh", (Some("Thành phố"), "Hồ Chí Minh")),
            ("P.2", (Some("P."), "2")),
            ("huyện đảo Cô Tô", (Some("huyện đảo"), "Cô Tô")),
            ("T.P Huế", (Some("T.P"), "Huế")),
            ("Phương Liên", (None, "Phương Liên")),
            ("phuong 2", (Some("phuong"), "2")),
            ("xã", (None, "xã")),
            ("Kiên Giang", (None, "Kiên Giang")),
            ("Xã Đàn", (Some("Xã"), "Đàn")),
            ("", (None, "")),
        ] {
            assert_eq!(split(full), expected);
        }
    }
}

//! Kind words as newspapers write them.

use super::place::Kind;
use crate::normalise::fold;
use std::sync::OnceLock;

struct Word {
    exact: String,
    plain: String,
    /// What it may stand for.
    kinds: Vec<Kind>,
    /// `Huyện ủy`: it names a body of the unit.
    body: bool,
}

fn words() -> &'static [Word] {
    static WORDS: OnceLock<Vec<Word>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let rows = include_str!("kinds.tsv").lines().filter(|line| !line.starts_with('#'));
        let rows = rows.map(|line| line.split('\t').collect::<Vec<_>>());
        let rows = rows.filter(|fields| fields.len() > 1).map(|fields| Word {
            exact: squeeze(&fold::exact(fields[0])),
            plain: squeeze(&fold::plain(fields[0])),
            kinds: fields[1].split(',').filter_map(Kind::from_code).collect(),
            body: fields.len() > 2,
        });
        rows.collect()
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
    let exact = squeeze(&fold::exact(word));
    // `Phương` is no phường, but `phuong` may be one.
    let bare = exact.is_ascii();
    words().iter().find(|row| row.exact == exact || (bare && row.plain == exact))
}

/// Splits `TP.Đồng Xoài` into `TP.` and `Đồng Xoài`, `huyện đảo Cô Tô` into `huyện đảo` and
/// `Cô Tô`; the longest kind word counts. Without a kind word, or without anything behind it, all
/// is the name.
pub fn split(full: &str) -> (Option<&str>, &str) {
    split_by(full, kinds)
}

/// As [`split`], also behind the first word of a body's name: `Huyện ủy` and `Cái Bè`.
pub(super) fn split_head(full: &str) -> (Option<&str>, &str) {
    split_by(full, kinds_of_head)
}

fn split_by(full: &str, kinds: impl Fn(&str) -> Option<&'static [Kind]>) -> (Option<&str>, &str) {
    let full = full.trim();
    let ends = full.char_indices().filter(|(_, c)| matches!(c, ' ' | '.')).map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.take(7).collect();
    for &end in ends.iter().rev() {
        let (word, name) = (full[..end].trim_end(), full[end..].trim_start());
        if name.starts_with(char::is_alphanumeric) && kinds(word).is_some() {
            return (Some(word), name);
        }
    }
    (None, full)
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

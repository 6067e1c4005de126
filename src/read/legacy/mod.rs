//! Vietnamese from before Unicode, and Unicode that was decoded wrongly.
//!
//! Pages in the encodings of old fonts declare windows-1252, as far as they declare anything; pages
//! that were copied since hold the same letters as Unicode (`HuyÖn` for `Huyện`). So the text is
//! looked at as windows-1252 would show it, is read by every [`Table`], and the reading that makes
//! Vietnamese syllables wins, if the text as it stands does not. Nothing is guessed from fonts.

mod entities;
mod mojibake;
mod syllable;
mod table;

pub use table::Table;

use super::depth::behind_raw;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Characters of visible text that the decision rests on.
const SAMPLE: usize = 20_000;

/// Fewer words with a mark decide nothing.
const LEAST_WORDS: usize = 4;

static TABLES: LazyLock<[Table; 5]> = LazyLock::new(|| {
    [
        Table::parse("tcvn3", include_str!("tcvn3.tsv")).with_capital_fonts(),
        Table::parse("vni", include_str!("vni.tsv")),
        Table::parse("viscii", include_str!("viscii.tsv")),
        Table::parse("vps", include_str!("vps.tsv")),
        Table::windows_1258(),
    ]
});

/// The table that a page names: `charset=x-viet-vps`.
pub fn by_label(label: &[u8]) -> Option<&'static Table> {
    let label = label.to_ascii_lowercase();
    let name = match label.strip_prefix(b"x-viet-").unwrap_or(label.strip_prefix(b"x-").unwrap_or(&label)) {
        b"tcvn" | b"tcvn3" | b"tcvn5712" | b"tcvn-5712" | b"tcvn5712-1" | b"vscii" | b"abc" => "tcvn3",
        b"viscii" | b"viscii1.1-1" | b"csviscii" => "viscii",
        b"vps" => "vps",
        b"vni" | b"vni-win" => "vni",
        _ => return None,
    };
    TABLES.iter().find(|table| table.name() == name)
}

/// A text out of the encoding that it was found to be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text as it was meant.
    pub text: String,
    /// [`Damage::name`].
    pub encoding: &'static str,
}

/// What is wrong with a text that is Unicode by its form.
#[derive(Clone, Copy)]
pub enum Damage {
    /// UTF-8 was read as windows-1252.
    Mojibake,
    /// The bytes of an older encoding were read as windows-1252, in the whole text or in the part
    /// that somebody pasted into a right page.
    Old(&'static Table),
}

impl Damage {
    /// Finds what is wrong; none where nothing clearly is.
    pub fn of(text: &str) -> Option<Self> {
        if text.is_ascii() {
            return None;
        }
        if mojibake::undo(text).is_some() {
            return Some(Self::Mojibake);
        }
        // All of them are two bytes of UTF-8, the first one of two.
        let bytes = text.as_bytes();
        let mut foreign = memchr::memchr2_iter(0xc2, 0xc3, bytes)
            .filter_map(|at| bytes.get(at..at + 2))
            .filter(|two| is_foreign(char::from((two[0] & 3) << 6 | two[1] & 0x3f)));
        if foreign.nth(LEAST_WORDS - 1).is_none() && !text.contains('&') {
            return None;
        }
        let suspects: Vec<String> = parts(text)
            .filter(|part| is_suspect(part))
            .map(|part| entities::expand(part).into_owned())
            .collect();
        let suspects = suspects.join("\n");
        best(&suspects, &suspects).map(Self::Old)
    }

    /// What the text was in: the name of a [`Table`], or `double-utf-8`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mojibake => "double-utf-8",
            Self::Old(table) => table.name(),
        }
    }

    /// The text as it was meant: the damage may have been found in another text of the same page.
    pub fn mend(self, text: &str) -> String {
        match self {
            Self::Mojibake => mojibake::undo(text).unwrap_or_else(|| text.to_string()),
            Self::Old(table) => parts(text)
                .map(|part| match is_suspect(part) {
                    true => better(table, part),
                    false => part.to_string(),
                })
                .collect(),
        }
    }
}

/// A part in the older encoding, unless it reads better as it is.
fn better(table: &Table, part: &str) -> String {
    let meant = table.decode(&entities::expand(part));
    if Score::of(&meant).balance() > Score::of(part).balance() { meant } else { part.to_string() }
}

/// Undoes a wrong decoding of text that is Unicode by its form. None where nothing is wrong.
pub fn repair(text: &str) -> Option<Found> {
    Damage::of(text).map(|damage| Found { text: damage.mend(text), encoding: damage.name() })
}

/// Tags, and the lines between them; together the whole text.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', '>']).flat_map(|part| {
        let (text, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        [text, tag]
    })
}

/// Whether a part could be in an older encoding: it has Latin-1, and no letter of Vietnamese alone.
fn is_suspect(part: &str) -> bool {
    let vietnamese =
        |c: char| matches!(c, '\u{1e00}'..'\u{1f00}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư');
    !part.starts_with('<') && (!part.is_ascii() || part.contains('&')) && !part.contains(vietnamese)
}

/// Letters and signs of Latin-1 that Vietnamese hardly uses.
fn is_foreign(c: char) -> bool {
    // A bit for each of them from `¡` on.
    const FOREIGN: u128 = {
        let known = "«»°·§©®ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý".as_bytes();
        let (mut bits, mut at) = ((1 << (0x100 - 0xa1)) - 1, 0);
        while at < known.len() {
            // Two bytes each, the first 0xc2 or 0xc3.
            let code = ((known[at] & 3) << 6) | (known[at + 1] & 0x3f);
            bits &= !(1 << (code - 0xa1));
            at += 2;
        }
        bits
    };
    matches!(c, '¡'..='ÿ') && FOREIGN >> (u32::from(c) - 0xa1) & 1 == 1
}

/// The text in the older encoding that it is in. `raw` is the text as windows-1252 shows its bytes,
/// `as_is` as it would be read otherwise. None where no encoding reads clearly better.
pub fn detect(raw: &str, as_is: &str) -> Option<Found> {
    let raw = entities::expand(raw);
    let table = best(&visible(&raw), &visible(as_is))?;
    Some(Found { text: table.decode(&raw), encoding: table.name() })
}

/// The table that reads a sample clearly better than it reads as it is.
fn best(sample: &str, as_is: &str) -> Option<&'static Table> {
    let now = Score::of(&as_is.chars().take(SAMPLE).collect::<String>());
    // Most pages are what they say: no table need be tried.
    if now.reads_well() {
        return None;
    }
    let sample: String = sample.chars().take(SAMPLE).collect();
    let scores = TABLES.iter().map(|table| (Score::of(&table.decode(&sample)), table));
    let (best, table) = scores.max_by_key(|(score, _)| score.balance())?;
    best.convinces(now).then_some(table)
}

/// How many of the words with marks are Vietnamese syllables.
#[derive(Debug, Clone, Copy)]
struct Score {
    good: usize,
    bad: usize,
}

impl Score {
    fn of(text: &str) -> Self {
        let mut score = Self { good: 0, bad: 0 };
        let text: String = text.nfc().collect();
        for word in text.split(is_between_words).filter(|word| !word.is_ascii()) {
            if syllable::is_vietnamese(word) {
                score.good += 1;
            } else {
                score.bad += 1;
            }
        }
        score
    }

    fn balance(self) -> isize {
        self.good.cast_signed() - 4 * self.bad.cast_signed()
    }

    /// Whether no other reading is looked for.
    fn reads_well(self) -> bool {
        self.bad <= self.good
    }

    /// Four of five words are Vietnamese, and it was not so before: of those that are now, most
    /// were none.
    fn convinces(self, before: Self) -> bool {
        self.good >= LEAST_WORDS && self.balance() >= 0 && !before.reads_well() && self.good > 2 * before.good
    }
}

/// What stands between words. Signs that older encodings use for letters do not.
fn is_between_words(c: char) -> bool {
    c.is_whitespace() || c.is_ascii() && !c.is_ascii_alphabetic() || "“”‘’–—…«»•\u{a0}".contains(c)
}

/// The beginning of a text without tags, scripts and styles, cheaply.
fn visible(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push(' ');
        let tag = &rest[at..];
        let has = |name: &str| tag.get(1..=name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name));
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        rest = match if is_tag { tag.find('>') } else { None } {
            Some(end) if has("script") => behind_raw(&tag[end + 1..], "script"),
            Some(end) if has("style") => behind_raw(&tag[end + 1..], "style"),
            Some(end) => &tag[end + 1..],
            None => &tag[if is_tag { tag.len() } else { 1 }..],
        };
        if out.len() >= SAMPLE {
            break;
        }
    }
    if out.len() < SAMPLE {
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests;

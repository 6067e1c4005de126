//! Vietnamese from before Unicode, and Unicode that was decoded wrongly.
//!
//! Pages in the encodings of old fonts declare windows-1252, as far as they declare anything; pages
//! that were copied since hold the same letters as Unicode (`HuyÖn` for `Huyện`). So the text is
//! looked at as windows-1252 would show it, is read by every [`Table`], and the reading that makes
//! Vietnamese syllables wins, if the text as it stands does not. Nothing is guessed from fonts.

mod mojibake;
mod syllable;
mod table;

pub use table::Table;

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

/// Undoes a wrong decoding of text that is Unicode by its form. None where nothing is wrong.
pub fn repair(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    if let Some(text) = mojibake::undo(text) {
        return Some(text);
    }
    // Vietnamese in Unicode is full of letters of its own block.
    let own = text.chars().filter(|c| ('\u{1e00}'..'\u{1f00}').contains(c)).count();
    let foreign = text.chars().filter(|&c| is_foreign(c)).count();
    if own >= foreign {
        return None;
    }
    detect(text, text)
}

/// Letters and signs of Latin-1 that Vietnamese hardly uses.
fn is_foreign(c: char) -> bool {
    matches!(c, '¡'..='ÿ') && !"«»°·§©®ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý".contains(c)
}

/// The text in the older encoding that it is in. `raw` is the text as windows-1252 shows its bytes,
/// `as_is` as it would be read otherwise. None where no encoding reads clearly better.
pub fn detect(raw: &str, as_is: &str) -> Option<String> {
    let now = Score::of(&visible(as_is));
    let sample = visible(raw);
    let scores = TABLES.iter().map(|table| (Score::of(&table.decode(&sample)), table));
    let (best, table) = scores.max_by_key(|(score, _)| score.balance())?;
    best.convinces(now).then(|| table.decode(raw))
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

    /// Four of five words are Vietnamese, and it was not so before: of those that are now, most
    /// were none.
    fn convinces(self, before: Self) -> bool {
        self.good >= LEAST_WORDS
            && self.balance() >= 0
            && before.bad > before.good
            && self.good > 2 * before.good
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
        let from = if has("script") {
            tag.find("</script").or_else(|| tag.find("</SCRIPT")).unwrap_or(tag.len())
        } else if has("style") {
            tag.find("</style").or_else(|| tag.find("</STYLE")).unwrap_or(tag.len())
        } else {
            0
        };
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        let end = if is_tag { tag[from..].find('>').map_or(tag.len(), |end| from + end + 1) } else { 1 };
        rest = &tag[end..];
        if out.len() >= SAMPLE {
            break;
        }
    }
    out.push_str(rest);
    let end = out.char_indices().nth(SAMPLE).map_or(out.len(), |(at, _)| at);
    out.truncate(end);
    out
}

#[cfg(test)]
mod tests;

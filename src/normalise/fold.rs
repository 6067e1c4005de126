//! The LOSSY list: the form in which the index, a query and two spellings of one name compare.

use super::letters::Letters;
use super::lossless;
use unicode_normalization::UnicodeNormalization;

/// Lower case, one spelling of tone marks, quotes and dashes: diacritics stay. Idempotent.
pub fn exact(text: &str) -> String {
    let lower = lower(text);
    if lossless::is_one_spelling(&lower) {
        return lower;
    }
    let mut out = String::with_capacity(lower.len());
    lossless::one_spelling(&lower, &mut out);
    out
}

/// Whether [`exact`] surely changes nothing in `text`: asked of what is in lower case already, it saves
/// the copy.
pub fn is_exact(text: &str) -> bool {
    let letters = Letters::get();
    let mut prev = ' ';
    let same = text.chars().all(|c| {
        let letter = letters.of(c);
        let tidy = letter.is_tidy() || c == ' ' && prev != ' ';
        let same = letter.folds() && letter.lower == c && tidy && !lossless::may_respell(letter, prev);
        prev = c;
        same
    });
    same && prev != ' '
}

/// The lower case of `text` in the exported spelling: in one passage where it has that already and no
/// letter needs [`str::to_lowercase`].
fn lower(text: &str) -> String {
    let letters = Letters::get();
    let mut out = String::with_capacity(text.len());
    let (mut blank, mut copied) = (true, 0);
    for (at, c) in text.char_indices() {
        let letter = letters.of(c);
        if !letter.folds() || !(letter.is_tidy() || c == ' ' && !blank) {
            return lossless::tidy(text).to_lowercase();
        }
        blank = c == ' ';
        if letter.lower != c {
            out.push_str(&text[copied..at]);
            out.push(letter.lower);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
    if blank && !out.is_empty() { lossless::tidy(text).to_lowercase() } else { out }
}

/// [`exact`] without diacritics, `đ` as `d`. Idempotent.
pub fn plain(text: &str) -> String {
    strip(&exact(text))
}

/// What [`plain`] makes of a text that is [`exact`] already.
pub fn strip(exact: &str) -> String {
    let letters = Letters::get();
    let mut out = String::with_capacity(exact.len());
    for c in exact.chars() {
        let Some(plain) = letters.plain(c) else {
            let base = exact.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
            return base.map(|c| if c == 'đ' { 'd' } else { c }).collect();
        };
        out.push(plain);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_idempotent_and_strips() {
        for (input, expected) in [("Đắk Hà", "dak ha"), ("HUYỆN UỶ", "huyen uy"), ("kỉ niệm", "ky niem")]
        {
            assert_eq!(plain(input), expected);
            assert_eq!(plain(&plain(input)), plain(input));
            assert_eq!(exact(&exact(input)), exact(input));
        }
    }
}

//! The LOSSY list: the form in which the index, a query and two spellings of one name compare.

use super::letters::{Letter, Letters};
use super::lossless;
use unicode_normalization::UnicodeNormalization;

/// Lower case, one spelling of tone marks, quotes and dashes: diacritics stay. Idempotent.
pub fn exact(text: &str) -> String {
    let (lower, one_spelling) = lower(text);
    if one_spelling {
        return lower;
    }
    let mut out = String::with_capacity(lower.len());
    lossless::one_spelling(&lower, &mut out);
    out
}

/// Whether [`exact`] makes of a letter behind `prev` its lower case and no more, whatever stands around;
/// so it does with nearly all.
pub fn is_steady(letter: Letter, prev: char) -> bool {
    letter.folds() && letter.is_tidy() && !lossless::may_respell(letter, prev)
}

/// Whether [`exact`] surely changes nothing in `text`: asked of what is in lower case already, it saves
/// the copy.
pub fn is_exact(text: &str) -> bool {
    let letters = Letters::get();
    let mut prev = ' ';
    let same = text.chars().all(|c| {
        let letter = letters.of(c);
        let same = if c == ' ' { prev != ' ' } else { letter.lower == c && is_steady(letter, prev) };
        prev = c;
        same
    });
    same && prev != ' '
}

/// The lower case of `text` in the exported spelling, and whether it surely is in one spelling: in one
/// passage where it has the former already and no letter needs [`str::to_lowercase`].
fn lower(text: &str) -> (String, bool) {
    let letters = Letters::get();
    let mut out = String::with_capacity(text.len());
    let (mut prev, mut copied, mut one_spelling) = (' ', 0, true);
    for (at, c) in text.char_indices() {
        let letter = letters.of(c);
        if !letter.folds() || !(letter.is_tidy() || c == ' ' && prev != ' ') {
            return (lossless::tidy(text).to_lowercase(), false);
        }
        one_spelling &= !lossless::may_respell(letter, prev);
        prev = c;
        if letter.lower != c {
            out.push_str(&text[copied..at]);
            out.push(letter.lower);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
    if prev == ' ' && !out.is_empty() {
        return (lossless::tidy(text).to_lowercase(), false);
    }
    (out, one_spelling)
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

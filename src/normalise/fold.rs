//! The LOSSY list: the form in which the index, a query and two spellings of one name compare.

use super::lossless;
use unicode_normalization::UnicodeNormalization;

/// Lower case, one spelling of tone marks, quotes and dashes: diacritics stay. Idempotent.
pub fn exact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    lossless::one_spelling(&lossless::tidy(text).to_lowercase(), &mut out);
    out
}

/// [`exact`] without diacritics, `đ` as `d`. Idempotent.
pub fn plain(text: &str) -> String {
    exact(text)
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
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

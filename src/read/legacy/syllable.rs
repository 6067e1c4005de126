//! Whether a word is a syllable that Vietnamese can have.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc \
    oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uâc uân uâng uât uây uc uê uêch uên uênh uêu ui um un \
    ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm \
    ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych yn ynh yt";

static LISTS: LazyLock<[FxHashSet<&str>; 2]> =
    LazyLock::new(|| [ONSETS.split_whitespace().collect(), RHYMES.split_whitespace().collect()]);

/// Takes a word in NFC; its capitals must be none, the first, or all.
pub fn is_vietnamese(word: &str) -> bool {
    has_sane_case(word) && {
        let (plain, tone) = without_tone(&word.to_lowercase());
        tone.is_some_and(|tone| is_syllable(&plain, tone))
    }
}

fn has_sane_case(word: &str) -> bool {
    let mut rest = word.chars().skip(1).filter(|c| c.is_alphabetic());
    let any_capital = rest.clone().any(char::is_uppercase);
    !any_capital || word.chars().next().is_some_and(char::is_uppercase) && rest.all(char::is_uppercase)
}

/// The word without its tone mark, and the mark; no mark at all where it has two.
fn without_tone(word: &str) -> (String, Option<char>) {
    let mut tone = '\0';
    let mut twice = false;
    let plain = word
        .nfd()
        .filter(|c| {
            let is_tone = matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            if is_tone {
                twice |= tone != '\0';
                tone = *c;
            }
            !is_tone
        })
        .nfc()
        .collect();
    (plain, (!twice).then_some(tone))
}

fn is_syllable(plain: &str, tone: char) -> bool {
    let [onsets, rhymes] = &*LISTS;
    // A syllable that ends in a stop is sắc or nặng.
    let stops = ["c", "ch", "k", "p", "t"].iter().any(|end| plain.ends_with(end));
    if stops && !matches!(tone, '\u{301}' | '\u{323}') {
        return false;
    }
    rhymes.contains(plain)
        || (1..=3)
            .filter_map(|at| plain.split_at_checked(plain.char_indices().nth(at)?.0))
            .any(|(onset, rhyme)| onsets.contains(onset) && rhymes.contains(rhyme))
}

#[cfg(test)]
mod tests {
    use super::is_vietnamese;

    fn check(words: &str, expected: bool) {
        for word in words.split_whitespace() {
            assert_eq!(is_vietnamese(word), expected, "{word}");
        }
    }

    #[test]
    fn syllables() {
        check(
            "Huyện quý hoà hòa khuỷu nghiêng giêng gì Đắk ĐẮK uỷ ủy ở ỷ thưởng quyết quốc trường hợp",
            true,
        );
        check("Nguyễn khuyến tuyên dương xã đạt kỷ niệm chương huân giải nhất ngoài quân đội", true);
        check("HuyÖn été français œuvre naïve hôpital Müller thÞ ộtộ bạt̀ nhà̀ hạtt càc", false);
        check("hUyện HuyỆn", false);
    }
}

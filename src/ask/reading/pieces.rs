//! Words without quotes taken apart: what stays together even where the phrase as a whole is nowhere.

use crate::ask::forms::{Form, forms};
use crate::ask::query::Typed;
use std::ops::Range;

/// Words in capitals from so many on are a heading: their capitals mean nothing.
const HEADING: usize = 4;

/// The pieces: names (words that all begin with a capital), numbers and signs (`91/KH-UBND`: no blank between)
/// stay whole, other words stand alone. A name alone is so one piece: who looks for `Hạ Vĩnh` is not served with
/// articles that have `hạ` here and `vĩnh` there.
pub fn pieces(words: &[Typed]) -> Vec<Range<usize>> {
    let heading = words.len() >= HEADING && words.iter().all(|word| word.word.upper);
    let is_name = |word: &Typed| !heading && word.shown.chars().next().is_some_and(char::is_uppercase);
    let mut all: Vec<Range<usize>> = Vec::new();
    for at in 0..words.len() {
        let joins = at > 0 && (words[at].glued || is_name(&words[at - 1]) && is_name(&words[at]));
        match all.last_mut() {
            Some(last) if joins => last.end = at + 1,
            _ => all.push(at..at + 1),
        }
    }
    all
}

/// Words of the longest run that a snippet marks.
const LONGEST: usize = 8;

/// Every run of two words or more, as it was typed: what a snippet marks of words that stand anywhere.
pub fn runs(words: &[Typed]) -> Vec<Form> {
    let runs = (0..words.len())
        .flat_map(|from| (from + 2..=words.len().min(from + LONGEST)).map(move |to| &words[from..to]));
    runs.flat_map(|run| forms(run, false).into_iter().take(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::query::{as_typed, typed_words};

    #[test]
    fn names_and_numbers_stay_whole() {
        for (input, expected) in [
            ("bằng khen huyện Ý Yên", "bằng|khen|huyện|Ý Yên"),
            ("Hạ Vĩnh", "Hạ Vĩnh"),
            ("hạ vĩnh", "hạ|vĩnh"),
            ("Thi đua - Khen thưởng", "Thi|đua|Khen|thưởng"),
            ("91/KH-UBND năm 2022", "91 KH UBND|năm|2022"),
            ("TX Ba Đồn", "TX Ba Đồn"),
            ("BẰNG KHEN NAM ĐỊNH", "BẰNG|KHEN|NAM|ĐỊNH"),
        ] {
            let words = typed_words(input);
            let shown = |piece: Range<usize>| as_typed(&words[piece]);
            assert_eq!(
                pieces(&words).into_iter().map(shown).collect::<Vec<_>>().join("|"),
                expected,
                "{input}"
            );
        }
    }
}

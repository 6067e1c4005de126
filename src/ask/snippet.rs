//! The place of a text that answers: whole phrases marked, by the very words that found it.

use super::forms::Form;
use super::reading::Mark;
use crate::index::terms::{Bounds, Term, Word, bounds};
use crate::index::windows;
use crate::normalise::letters::Letters;
use std::borrow::Borrow;
use std::ops::Range;

/// Bytes of text around a hit, on each side, roughly.
const AROUND: usize = 90;
/// No more pieces than this.
const MOST_PIECES: usize = 3;

/// What snippets of some texts mark.
pub struct Snippets<'r> {
    marks: Vec<(Mark<'r>, Firsts)>,
}

impl<'r> Snippets<'r> {
    /// Of these marks.
    pub fn new(marks: Vec<Mark<'r>>) -> Self {
        let firsts = |mark: &Mark| match mark {
            Mark::Phrases(forms) => Firsts::of(forms),
            Mark::Near(..) => Firsts::default(),
        };
        let marks = marks.into_iter().map(|mark| {
            let firsts = firsts(&mark);
            (mark, firsts)
        });
        Self { marks: marks.collect() }
    }

    /// The snippet of a text: for each phrase its first place, with some text around it; `&`, `<`, `>` escaped and
    /// every place of every phrase in `<mark>`. Without any phrase, the head of the text.
    pub fn of(&self, text: &str) -> String {
        let Looked { words, places } = self.looked(text);
        let firsts = places.iter().filter_map(|places| places.first());
        let mut pieces: Vec<Range<usize>> =
            firsts.take(MOST_PIECES).map(|place| around(text, &words, place)).collect();
        if pieces.is_empty() {
            pieces.push(around(text, &words, &(0..0)));
        }
        let marks = joined(places.concat());
        render(text, &joined(pieces), &marks)
    }

    /// Looks for the marks. No phrase spans two paragraphs: once each was found, nothing is read beyond what is shown.
    fn looked(&self, text: &str) -> Looked {
        if self.marks.iter().any(|(mark, _)| matches!(mark, Mark::Near(..))) {
            let all: Vec<Bounds> = bounds(text).collect();
            let words: Vec<Word> = all.iter().map(|bounds| bounds.word(text)).collect();
            let of = |(mark, firsts): &(Mark<'_>, Firsts)| match mark {
                Mark::Phrases(forms) => bytes(&all, places(text, &all, forms, firsts)),
                Mark::Near(pieces, between) => bytes(&all, near(&words, pieces, *between)),
            };
            let places = self.marks.iter().map(of).collect();
            return Looked { words: all, places };
        }
        let mut looked =
            Looked { words: Vec::with_capacity(text.len() / 6), places: vec![Vec::new(); self.marks.len()] };
        let (mut words, mut read) = (bounds(text).peekable(), 0);
        for paragraph in text.split_inclusive('\n') {
            read += paragraph.len();
            let known = looked.words.len();
            looked.words.extend(std::iter::from_fn(|| words.next_if(|word| word.start < read)));
            let new = &looked.words[known..];
            for ((mark, firsts), found) in self.marks.iter().zip(&mut looked.places) {
                if let Mark::Phrases(forms) = mark {
                    found.extend(bytes(new, places(text, new, forms, firsts)));
                }
            }
            let shown = |places: &Vec<Range<usize>>| Some(places.first()?.end);
            let furthest: Option<Vec<usize>> = looked.places.iter().map(shown).collect();
            if furthest.is_some_and(|all| read >= all.into_iter().max().unwrap_or(0) + 2 * AROUND) {
                break;
            }
        }
        looked
    }
}

/// A text as far as it was looked at.
struct Looked {
    words: Vec<Bounds>,
    /// The places of each mark, in bytes.
    places: Vec<Vec<Range<usize>>>,
}

/// The first **byte** of the first word of each run, and the one behind its last.
fn bytes(words: &[Bounds], runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    runs.into_iter().map(|run| words[run.start].start..words[run.end - 1].end).collect()
}

/// The words where any of the forms stands, in order; the longest at each word.
fn places(text: &str, words: &[Bounds], forms: &[Form], firsts: &Firsts) -> Vec<Range<usize>> {
    let letters = Letters::get();
    let mut places = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // Most words need not be spelled to be none of them.
        let longest = if firsts.has(letters, text, words[at]) {
            let word = |at: usize| words.get(at).map(|bounds| bounds.word(text));
            forms.iter().filter(|form| stands(word, at, form)).map(|form| form.terms.len()).max()
        } else {
            None
        };
        match longest {
            Some(length) => {
                places.push(at..at + length);
                at += length;
            }
            None => at += 1,
        }
    }
    places
}

/// The first letters that the first words of some forms may have, without accents: a bit for each character of ASCII.
#[derive(Default)]
struct Firsts([u128; 3]);

impl Firsts {
    fn of(forms: &[Form]) -> Self {
        let mut firsts = [0; 3];
        for form in forms {
            let plain = form.terms.first().and_then(Term::plain);
            let mut letters = plain.as_deref().unwrap_or("").chars();
            for bits in &mut firsts {
                *bits |= match letters.next() {
                    // `i` stands for `y` too.
                    Some('i') => 1 << b'i' | 1 << b'y',
                    Some(letter) if letter.is_ascii() => 1 << letter as u32,
                    _ => u128::MAX,
                };
            }
        }
        Self(firsts)
    }

    /// Whether a word may be one of them.
    fn has(&self, letters: Letters, text: &str, word: Bounds) -> bool {
        let mut own = text[word.start..word.end].chars();
        for bits in self.0 {
            let Some(letter) = own.next() else { return true };
            let plain = letters.plain(letter).and_then(|plain| u8::try_from(plain).ok());
            match plain.filter(u8::is_ascii_alphanumeric) {
                Some(plain) if bits >> plain & 1 == 0 => return false,
                Some(_) => {}
                // A mark of the letter before, or what may be written in several ways.
                None => return true,
            }
        }
        true
    }
}

/// The words of the stretches that hold a form of every piece: counted by positions, as the index counts.
fn near(words: &[Word], pieces: &[Vec<Form>], between: usize) -> Vec<Range<usize>> {
    let mut known: Vec<Vec<crate::index::Span>> = Vec::new();
    for forms in pieces {
        let mut of: Vec<_> = forms
            .iter()
            .flat_map(|form| {
                let there = (0..words.len()).filter(|at| stands(|at| words.get(at), *at, form));
                there.map(|at| (at, form.terms.len()))
            })
            .map(|(at, length)| (words[at].position, words[at].position + length))
            .collect();
        of.sort_unstable();
        if !known.contains(&of) {
            known.push(of);
        }
    }
    let at = |position: usize| words.partition_point(|word| word.position < position);
    // Of stretches that overlap the shortest.
    let mut found = windows(&known, between);
    found.sort_by_key(|(start, end)| (end - start, *start));
    let mut kept: Vec<crate::index::Span> = Vec::new();
    for one in found {
        if kept.iter().all(|other| one.1 <= other.0 || other.1 <= one.0) {
            kept.push(one);
        }
    }
    kept.sort_unstable();
    kept.into_iter().map(|(start, end)| at(start)..at(end)).collect()
}

impl Form {
    /// Whether it stands somewhere in a text.
    pub fn stands_in(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|at| stands(|at| words.get(at), at, self))
    }
}

/// Whether a form stands at a word, one word behind the other.
fn stands<W: Borrow<Word>>(word: impl Fn(usize) -> Option<W>, at: usize, form: &Form) -> bool {
    let mut positions = None;
    (at..).zip(&form.terms).all(|(at, term)| {
        word(at).is_some_and(|word| {
            let word = word.borrow();
            let next = *positions.get_or_insert(word.position);
            positions = Some(next + 1);
            term.matches(word) && word.position == next
        })
    })
}

/// Overlapping ranges made one, in order.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Whole words around a place.
fn around(text: &str, words: &[Bounds], place: &Range<usize>) -> Range<usize> {
    let from = place.start.saturating_sub(AROUND);
    let to = place.end.saturating_add(if place.start == 0 { 2 * AROUND } else { AROUND });
    let start = if from == 0 {
        0
    } else {
        words.iter().map(|w| w.start).find(|start| *start >= from).unwrap_or(place.start).min(place.start)
    };
    let end = if to >= text.len() {
        text.len()
    } else {
        let before = words.partition_point(|w| w.end <= to);
        before.checked_sub(1).map_or(place.end, |i| words[i].end).max(place.end)
    };
    start..end
}

fn render(text: &str, pieces: &[Range<usize>], marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    for (n, piece) in pieces.iter().enumerate() {
        if piece.start > 0 {
            out.push_str(if n == 0 { "…" } else { " … " });
        }
        let mut at = piece.start;
        for mark in marks.iter().filter(|m| m.start >= piece.start && m.end <= piece.end) {
            escape(&text[at..mark.start], &mut out);
            out.push_str("<mark>");
            escape(&text[mark.clone()], &mut out);
            out.push_str("</mark>");
            at = mark.end;
        }
        escape(&text[at..piece.end], &mut out);
        if n + 1 == pieces.len() && piece.end < text.len() {
            out.push('…');
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push(' '),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::forms::forms;
    use crate::ask::query::typed_words;
    use crate::ask::reading::pieces;

    fn check(phrases: &[&str], text: &str, expected: &str) {
        let forms: Vec<_> = phrases.iter().map(|phrase| forms(&typed_words(phrase), true)).collect();
        let marks: Vec<_> = forms.iter().map(|forms| Mark::Phrases(forms)).collect();
        assert_eq!(Snippets::new(marks).of(text), expected, "{phrases:?}");
    }

    #[test]
    fn whole_phrases_are_marked() {
        for (phrases, text, expected) in [
            (
                &["thi dua khen thuong"][..],
                "Hội đồng Thi đua - Khen thưởng tỉnh",
                "Hội đồng <mark>Thi đua - Khen thưởng</mark> tỉnh",
            ),
            (
                &["CSTĐ"],
                "5 Chiến sỹ thi đua, 2 CSTĐ cơ sở",
                "5 <mark>Chiến sỹ thi đua</mark>, 2 <mark>CSTĐ</mark> cơ sở",
            ),
            (&["a b", "c"], "c, a b & b a <d>", "<mark>c</mark>, <mark>a b</mark> &amp; b a &lt;d&gt;"),
            (&["bằng khen"], "Bảng khen, băng\nkhen, bằng\nkhen", "Bảng khen, băng khen, bằng khen"),
            (&["27/38"], "đạt 27/38 chỉ tiêu", "đạt <mark>27/38</mark> chỉ tiêu"),
            (&["hạ"], "Ha\u{323} tầng", "<mark>Ha\u{323}</mark> tầng"),
            (
                &["ky luat", "ủy"],
                "Kỷ luật, kỉ luật, uy, uỷ",
                "<mark>Kỷ luật</mark>, <mark>kỉ luật</mark>, uy, <mark>uỷ</mark>",
            ),
            (
                &["đua", "ý"],
                "Ðua, dua, ĐUA; y, Y\u{301}, í",
                "<mark>Ðua</mark>, dua, <mark>ĐUA</mark>; y, <mark>Y\u{301}</mark>, í",
            ),
        ] {
            check(phrases, text, expected);
        }
    }

    #[test]
    fn a_long_text_is_cut_at_words() {
        let text = format!("{} bằng khen {}", "trước đó ".repeat(50), "sau đó ".repeat(50));
        let forms = forms(&typed_words("bằng khen"), true);
        let found = Snippets::new(vec![Mark::Phrases(&forms)]).of(text.trim());
        assert!(found.starts_with('…') && found.ends_with('…'), "{found}");
        assert!(found.contains("<mark>bằng khen</mark>") && found.len() < 300);
        assert!(["trước", "đó"].iter().any(|w| found[3..].starts_with(w)), "{found}");
    }

    #[test]
    fn near_words_are_marked_as_one_stretch() {
        let words = typed_words("khen huyện Ý Yên");
        let pieces: Vec<_> = pieces(&words).into_iter().map(|piece| forms(&words[piece], true)).collect();
        let text =
            "khen nhiều. UBND huyện trao tặng Ý Yên bằng khen, huyện khác thì không có gì cả đâu, khen";
        let expected = "khen nhiều. UBND huyện trao tặng <mark>Ý Yên bằng khen, huyện</mark> khác thì không có gì cả đâu, khen";
        assert_eq!(Snippets::new(vec![Mark::Near(&pieces, 5)]).of(text), expected);
    }
}

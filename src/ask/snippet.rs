//! The place of a text that answers: whole phrases marked, by the very words that found it.

use super::forms::Form;
use super::reading::Mark;
use crate::index::terms::{Word, words};
use crate::index::windows;
use std::ops::Range;

/// Bytes of text around a hit, on each side, roughly.
const AROUND: usize = 90;
/// No more pieces than this.
const MOST_PIECES: usize = 3;

/// The snippet: for each phrase its first place, with some text around it; `&`, `<`, `>` escaped and
/// every place of every phrase in `<mark>`. Without any phrase, the head of the text.
pub fn snippet(text: &str, wanted: &[Mark<'_>]) -> String {
    let Looked { words, places } = looked(text, wanted);
    let firsts = places.iter().filter_map(|places| places.first());
    let mut pieces: Vec<Range<usize>> =
        firsts.take(MOST_PIECES).map(|place| around(text, &words, place)).collect();
    if pieces.is_empty() {
        pieces.push(around(text, &words, &(0..0)));
    }
    let marks = joined(places.concat());
    render(text, &joined(pieces), &marks)
}

/// A text as far as it was looked at.
struct Looked {
    words: Vec<Word>,
    /// The places of each mark, in bytes.
    places: Vec<Vec<Range<usize>>>,
}

/// Looks for the marks. No phrase spans two paragraphs: once each was found, nothing is read beyond what is shown.
fn looked(text: &str, wanted: &[Mark<'_>]) -> Looked {
    if wanted.iter().any(|mark| matches!(mark, Mark::Near(..))) {
        let words = words(text);
        let of = |mark: &Mark<'_>| match mark {
            Mark::Phrases(forms) => bytes(&words, places(&words, forms)),
            Mark::Near(pieces, between) => bytes(&words, near(&words, pieces, *between)),
        };
        let places = wanted.iter().map(of).collect();
        return Looked { words, places };
    }
    let mut looked = Looked { words: Vec::new(), places: vec![Vec::new(); wanted.len()] };
    let mut read = 0;
    for paragraph in text.split_inclusive('\n') {
        let mut new = words(paragraph);
        for word in &mut new {
            (word.start, word.end) = (word.start + read, word.end + read);
        }
        for (mark, found) in wanted.iter().zip(&mut looked.places) {
            if let Mark::Phrases(forms) = mark {
                found.extend(bytes(&new, places(&new, forms)));
            }
        }
        looked.words.extend(new);
        read += paragraph.len();
        let shown = |places: &Vec<Range<usize>>| Some(places.first()?.end);
        let furthest: Option<Vec<usize>> = looked.places.iter().map(shown).collect();
        if furthest.is_some_and(|all| read >= all.into_iter().max().unwrap_or(0) + 2 * AROUND) {
            break;
        }
    }
    looked
}

/// The first **byte** of the first word of each run, and the one behind its last.
fn bytes(words: &[Word], runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    runs.into_iter().map(|run| words[run.start].start..words[run.end - 1].end).collect()
}

/// The words where any of the forms stands, in order; the longest at each word.
fn places(words: &[Word], forms: &[Form]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = forms.iter().filter(|f| stands(words, at, f)).map(|f| f.terms.len()).max();
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

/// The words of the stretches that hold a form of every piece: counted by positions, as the index counts.
fn near(words: &[Word], pieces: &[Vec<Form>], between: usize) -> Vec<Range<usize>> {
    let mut known: Vec<Vec<crate::index::Span>> = Vec::new();
    for forms in pieces {
        let mut of: Vec<_> = forms
            .iter()
            .flat_map(|form| {
                (0..words.len()).filter(|at| stands(words, *at, form)).map(|at| (at, form.terms.len()))
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
        (0..words.len()).any(|at| stands(words, at, self))
    }
}

fn stands(words: &[Word], at: usize, form: &Form) -> bool {
    // Nearly every answer is no, by the first word.
    if form.terms.first().is_some_and(|first| !first.matches(&words[at])) {
        return false;
    }
    let Some(run) = words.get(at..at + form.terms.len()) else { return false };
    form.terms.iter().zip(run).all(|(term, word)| term.matches(word))
        && run.last().is_none_or(|last| last.position - run[0].position == run.len() - 1)
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
fn around(text: &str, words: &[Word], place: &Range<usize>) -> Range<usize> {
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
        assert_eq!(snippet(text, &marks), expected, "{phrases:?}");
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
        ] {
            check(phrases, text, expected);
        }
    }

    #[test]
    fn a_long_text_is_cut_at_words() {
        let text = format!("{} bằng khen {}", "trước đó ".repeat(50), "sau đó ".repeat(50));
        let forms = forms(&typed_words("bằng khen"), true);
        let found = snippet(text.trim(), &[Mark::Phrases(&forms)]);
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
        assert_eq!(snippet(text, &[Mark::Near(&pieces, 5)]), expected);
    }
}

//! A text and the places of its facts → what is marked where. Places may overlap and nest, HTML only nests: a place that
//! crosses the end of another one is cut there.

use crate::model::Record;
use crate::model::correction::Field;
use std::ops::Range;

/// Marks inside marks; what lies deeper is not marked.
const DEEPEST: usize = 12;
/// Letters of a paragraph that are shown: a browser does not come to an end with a word of a million letters.
const LONGEST: usize = 20_000;

/// The place of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// First **code point** of the text.
    pub start: usize,
    /// Behind the last **code point**.
    pub end: usize,
    /// The list that the fact stands in.
    pub field: Field,
    /// Its number in the list.
    pub fact: usize,
    /// Which of its places it is.
    pub nth: usize,
    /// Whether it begins in what is shown of its paragraph.
    pub shown: bool,
}

/// A paragraph of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What is shown of it.
    pub pieces: Vec<Piece>,
    /// Letters behind that are not shown.
    pub left: usize,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text: a range of **bytes**.
    Text(Range<usize>),
    /// What is marked for a fact.
    Mark {
        /// Whose place it is.
        place: Place,
        /// Whether it begins here; no, where it goes on from a cut.
        begins: bool,
        /// What it holds.
        inside: Vec<Piece>,
    },
}

/// The places of all facts of a record, list by list: where one text is several facts the later list lies inside.
pub fn places(record: &Record) -> Vec<Place> {
    let mut places = Vec::new();
    let lines = lines(&record.text);
    let shown = |at: usize| {
        let line = lines.partition_point(|line| line.start <= at).checked_sub(1).and_then(|n| lines.get(n));
        line.is_some_and(|line| at < line.end.min(line.start + LONGEST))
    };
    let mut add = |field, fact, nth, start, end| {
        places.push(Place { start, end, field, fact, nth, shown: start < end && shown(start) });
    };
    for (fact, it) in record.events.iter().enumerate() {
        add(Field::Events, fact, 0, it.start, it.end);
    }
    for (fact, it) in record.units.iter().enumerate() {
        it.mentions.iter().enumerate().for_each(|(nth, m)| add(Field::Units, fact, nth, m.start, m.end));
    }
    for (fact, it) in record.officials.iter().enumerate() {
        it.mentions.iter().enumerate().for_each(|(nth, m)| add(Field::Officials, fact, nth, m.start, m.end));
    }
    for (fact, it) in record.dates.iter().enumerate() {
        add(Field::Dates, fact, 0, it.start, it.end);
    }
    for (fact, it) in record.ratings.iter().enumerate() {
        add(Field::Ratings, fact, 0, it.start, it.end);
    }
    for (fact, it) in record.awards.iter().enumerate() {
        add(Field::Awards, fact, 0, it.start, it.end);
    }
    places
}

/// The paragraphs of a text, as **code points**.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let line = |line: &str| {
        let range = start..start + line.chars().count();
        start = range.end + 1;
        range
    };
    text.split('\n').map(line).collect()
}

/// The paragraphs of a text with what is marked in each. Places outside the text mark nothing.
pub fn paragraphs(text: &str, places: &[Place]) -> Vec<Paragraph> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    bytes.push(text.len());
    let mut sorted: Vec<&Place> =
        places.iter().filter(|it| it.start < it.end && it.start < bytes.len()).collect();
    // Of those that begin together the longest lies outside.
    sorted.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    let mut out = Vec::new();
    let mut first = 0;
    for line in lines(text) {
        let (start, end) = (line.start, line.end.min(line.start + LONGEST));
        while first < sorted.len() && sorted[first].end <= start {
            first += 1;
        }
        let here = sorted[first..].iter().take_while(|it| it.start < end).filter(|it| it.end > start);
        let cuts = here.map(|it| Cut { from: it.start.max(start), to: it.end.min(end), place: it }).collect();
        out.push(Paragraph { pieces: nested(start..end, cuts, &bytes, DEEPEST), left: line.end - end });
    }
    out
}

/// A part of a place.
struct Cut<'p> {
    from: usize,
    to: usize,
    place: &'p Place,
}

/// The pieces of a range of code points; `cuts` lie in it, in order.
fn nested(range: Range<usize>, cuts: Vec<Cut<'_>>, bytes: &[usize], depth: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = range.start;
    let text = |from: usize, to: usize| Piece::Text(bytes[from]..bytes[to]);
    let mut waiting: std::collections::VecDeque<Cut<'_>> =
        if depth == 0 { Default::default() } else { cuts.into() };
    while let Some(outer) = waiting.pop_front() {
        if outer.from > at {
            out.push(text(at, outer.from));
        }
        let mut inside = Vec::new();
        let mut crossing = Vec::new();
        while let Some(next) = waiting.front().filter(|next| next.from < outer.to) {
            let (from, to, place) = (next.from, next.to, next.place);
            waiting.pop_front();
            inside.push(Cut { from, to: to.min(outer.to), place });
            if to > outer.to {
                crossing.push(Cut { from: outer.to, to, place });
            }
        }
        // What crosses the end goes on behind it, before whatever begins there.
        crossing.sort_by_key(|it| it.to);
        crossing.into_iter().for_each(|it| waiting.push_front(it));
        waiting.make_contiguous().sort_by_key(|it| (it.from, std::cmp::Reverse(it.to)));
        out.push(Piece::Mark {
            place: outer.place.clone(),
            begins: outer.from == outer.place.start,
            inside: nested(outer.from..outer.to, inside, bytes, depth - 1),
        });
        at = outer.to;
    }
    if at < range.end {
        out.push(text(at, range.end));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(start: usize, end: usize, fact: usize) -> Place {
        Place { start, end, field: Field::Units, fact, nth: 0, shown: true }
    }

    /// `[0 text]` for a mark that begins, `[+0 text]` for one that goes on.
    fn shown(text: &str, pieces: &[Piece]) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Text(range) => text[range.clone()].to_string(),
            Piece::Mark { place, begins, inside } => {
                format!("[{}{} {}]", if *begins { "" } else { "+" }, place.fact, shown(text, inside))
            }
        };
        pieces.iter().map(one).collect()
    }

    fn check(text: &str, places: &[(usize, usize)], expected: &str) {
        let places: Vec<_> = places.iter().enumerate().map(|(n, (s, e))| place(*s, *e, n)).collect();
        let found: Vec<_> = paragraphs(text, &places).iter().map(|it| shown(text, &it.pieces)).collect();
        assert_eq!(found.join("\n"), expected, "{text}");
    }

    #[test]
    fn places_nest_and_are_cut_where_they_cross() {
        check("đường phố", &[(0, 5)], "[0 đường] phố");
        check("abcdef", &[(0, 6), (1, 3)], "[0 a[1 bc]def]");
        check("abcdef", &[(0, 3), (2, 5)], "[0 ab[1 c]][+1 de]f");
        check("abcdef", &[(1, 3), (1, 3)], "a[0 [1 bc]]def");
        check("ab\ncd", &[(1, 4)], "a[0 b]\n[+0 c]d");
        check("ab", &[(1, 1), (5, 9), (1, 9)], "a[2 b]");
        check("abcdefgh", &[(0, 4), (2, 6), (3, 8)], "[0 ab[1 c[2 d]]][+2 [+1 ef]gh]");
        check("", &[(0, 1)], "");
        let long = paragraphs(&"đ".repeat(LONGEST + 5), &[place(LONGEST - 1, LONGEST + 3, 0)]);
        assert_eq!((long.len(), long[0].left, long[0].pieces.len()), (1, 5, 2));
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_every_place_is_marked(
            text in "[ađ\u{1f600}\n ]{0,40}",
            places in proptest::collection::vec((0_usize..45, 0_usize..45), 0..10),
        ) {
            let places: Vec<_> = places.iter().enumerate().map(|(n, (s, e))| place(*s, *e, n)).collect();
            let found = paragraphs(&text, &places);
            let mut marked = vec![String::new(); places.len()];
            let mut begun = vec![0; places.len()];
            fn walk(text: &str, pieces: &[Piece], within: &mut Vec<usize>, marked: &mut [String], begun: &mut [usize]) -> String {
                let mut out = String::new();
                for piece in pieces {
                    match piece {
                        Piece::Text(range) => {
                            out += &text[range.clone()];
                            within.iter().for_each(|n| marked[*n] += &text[range.clone()]);
                        }
                        Piece::Mark { place, begins, inside } => {
                            begun[place.fact] += usize::from(*begins);
                            within.push(place.fact);
                            out += &walk(text, inside, within, marked, begun);
                            within.pop();
                        }
                    }
                }
                out
            }
            let lines: Vec<_> = found.iter().map(|it| walk(&text, &it.pieces, &mut Vec::new(), &mut marked, &mut begun)).collect();
            prop_assert_eq!(lines.join("\n"), text.clone());
            for place in &places {
                let expected: String = text.chars().take(place.end).skip(place.start).filter(|c| *c != '\n').collect();
                prop_assert_eq!(&marked[place.fact], &expected);
                prop_assert!(begun[place.fact] <= 1);
            }
        }
    }
}

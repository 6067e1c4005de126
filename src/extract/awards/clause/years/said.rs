//! Years as a text says them: `năm 2022`, `các năm 2013, 2015`, `năm học 2021-2022`, `giai đoạn
//! 2020-2025`. A period stands for each of its years.

use super::super::super::begins;
use super::super::super::draft::Merit;
use super::MARKS;
use crate::extract::marked::Marked;
use crate::extract::numbers;
use smallvec::smallvec;
use std::ops::Range;

/// Years, and how they are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// In the order of the text.
    pub years: Merit,
    /// Behind the last token.
    pub end: usize,
    /// Whether it is a span of years.
    pub period: bool,
}

impl Said {
    /// `năm học 2021-2022 và năm học 2022-2023`: the years that go on behind these.
    fn and_more(mut self, doc: &Marked) -> Self {
        let more = matches!(doc.low(self.end), "," | "và").then(|| at(doc, self.end + 1)).flatten();
        if let Some(more) = more.filter(|more| more.period == self.period && !more.years.is_empty()) {
            self.years.extend(more.years);
            self.years.dedup();
            self.end = more.end;
        }
        self
    }
}

/// Words before years, the longest first.
pub(in super::super::super) const HEADS: &[&[&str]] = &[
    &["từ", "năm", "học"],
    &["từ", "năm"],
    &["các", "năm"],
    &["năm", "học"],
    &["giai", "đoạn"],
    &["nhiệm", "kỳ"],
    &["thời", "kỳ"],
    &["năm"],
];

/// No period of merit is longer.
const LONGEST: u16 = 30;

/// How far before a year `hoàn thành` may stand, whose task it is.
const DONE: usize = 10;

/// How far before a bracket the number of its years stands.
const BRACKET: usize = 12;

/// How far before a year the word stands that makes it one of a plan or a comparison.
const NEAR: usize = 6;

/// The years said at token `i`; none where they are the end of a target, a comparison, a plan.
pub(super) fn at(doc: &Marked, i: usize) -> Option<Said> {
    if !doc.may(i, begins::YEARS) {
        return None;
    }
    let low = doc.low(i);
    if low == "(" {
        return bracketed(doc, i);
    }
    let head = HEADS.iter().find(|head| head[0] == low && doc.has(i, head))?;
    let mut first = i + head.len();
    // `giai đoạn I (2011-2015)`
    if matches!(doc.low(first), "i" | "ii" | "iii" | "1" | "2") && doc.low(first + 1) == "(" {
        first += 1;
    }
    if doc.low(first) == "(" {
        first += 1;
    }
    let year = year(doc, first)?;
    let period = period(doc, first, year);
    if period.is_none() && head[0] == "từ" || is_elsewhere(doc, i) {
        return None;
    }
    if let Some((last, end)) = period {
        // A school year is one year of merit with two numbers.
        let period = !(last == year + 1 && head.ends_with(&["học"]));
        return Some(Said { years: (year..=last).collect(), end, period }.and_more(doc));
    }
    let (years, end) = listed(doc, first, year);
    Some(Said { years, end, period: false })
}

/// All years said inside `tokens`, with their first tokens.
pub(super) fn within<'a>(doc: &'a Marked, tokens: Range<usize>) -> impl Iterator<Item = (usize, Said)> + 'a {
    let mut behind = tokens.start;
    doc.each(tokens.clone(), begins::YEARS).filter_map(move |first| {
        if first < behind {
            return None;
        }
        let said = at(doc, first).filter(|said| said.end <= tokens.end)?;
        behind = said.end;
        Some((first, said))
    })
}

/// `5 năm phong trào thi đua (2011-2015)`, `3 năm liên tục (2020, 2021, 2022)`; not a jubilee: `kỷ niệm 40 năm
/// thành lập (1976-2016)`.
fn bracketed(doc: &Marked, i: usize) -> Option<Said> {
    let first = year(doc, i + 1)?;
    let span = period(doc, i + 1, first);
    let (years, end) = match span {
        Some((last, end)) => ((first..=last).collect(), end),
        None => listed(doc, i + 1, first),
    };
    let near = || i.saturating_sub(BRACKET).max(doc.sentence_of(i).start)..i;
    let counted = near().any(|k| doc.low(k + 1) == "năm" && numbers::count_at(doc, k).is_some());
    let jubilee = near().any(|k| is_marked(doc, k, "apart") || doc.low(k) == "ngày");
    let whole = doc.low(end) == ")" && counted && !jubilee;
    whole.then_some(Said { years, end: end + 1, period: span.is_some() })
}

/// Years that a text of our time can speak of.
fn year(doc: &Marked, i: usize) -> Option<u16> {
    let token = doc.tokens.get(i).filter(|t| t.is_number())?;
    token.text.parse().ok().filter(|y| (1950..2100).contains(y))
}

/// The last year of a span that begins with `first` at token `i`, and the token behind.
fn period(doc: &Marked, i: usize, first: u16) -> Option<(u16, usize)> {
    let mut at = match doc.low(i + 1) {
        "-" | "đến" | "tới" => i + 2,
        _ => return None,
    };
    while matches!(doc.low(at), "hết" | "năm" | "học") {
        at += 1;
    }
    let short = || {
        let two = doc.tokens.get(at).filter(|t| t.text.len() == 2 && !t.spaced)?;
        two.text.parse().ok().filter(|y: &u16| *y == (first + 1) % 100).map(|_| first + 1)
    };
    let last = year(doc, at).or_else(short)?;
    (last > first && last - first <= LONGEST).then_some((last, at + 1))
}

/// `2013, 2015`, `2021 và năm 2022`: the years of a list that begins at token `i`, and the token behind.
fn listed(doc: &Marked, i: usize, first: u16) -> (Merit, usize) {
    let mut years: Merit = smallvec![first];
    let mut end = i + 1;
    while matches!(doc.low(end), "," | "và") {
        let at = if doc.low(end + 1) == "năm" { end + 2 } else { end + 1 };
        // `năm 2021, 2022 người …` counts people.
        let counts = at == end + 1 && doc.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.is_capital());
        let known = matches!(doc.low(at + 1), "và" | "được" | "đã" | "của" | "cho");
        let next = year(doc, at).filter(|y| !years.contains(y) && y.abs_diff(first) <= 20);
        let Some(next) = next.filter(|_| !counts || known) else { break };
        years.push(next);
        end = at + 1;
    }
    (years, end)
}

/// Whether years at token `i` are those of something else: a target (`đến năm 2025`), a birth, a day
/// (`tháng 6 năm 2023`), an office (`Cụm trưởng năm 2026`), a round (`đợt 1 năm 2021`), a plan (`phát động thi đua năm 2024`), a comparison.
fn is_elsewhere(doc: &Marked, i: usize) -> bool {
    let first = doc.sentence_of(i).start;
    let before = |back: usize| i.checked_sub(back).filter(|at| *at >= first).map_or("", |at| doc.low(at));
    if matches!(
        before(1),
        "đến" | "tới" | "hết" | "trước" | "sau" | "sinh" | "với" | "hơn" | "trưởng" | "phó"
    ) || !matches!(before(1), "đầu" | "cuối")
        && matches!(before(2), "tháng" | "quý" | "đợt" | "lần" | "phiên" | "thứ")
    {
        return true;
    }
    let near = || (1..=NEAR).take_while(|&back| !matches!(before(back), "" | "," | ";" | ":" | "(" | "\""));
    // `hoàn thành xuất sắc nhiệm vụ năm 2023` is merit.
    let done = (1..=DONE).any(|back| before(back) == "thành" && before(back + 1) == "hoàn");
    !done && near().any(|back| is_marked(doc, i - back, "plan"))
}

/// Whether a word of `class` begins at token `i`.
pub(super) fn is_marked(doc: &Marked, i: usize, class: &str) -> bool {
    mark_at(doc, i) == Some(class)
}

/// The class of the longest mark that begins at token `i`.
pub(super) fn mark_at(doc: &Marked, i: usize) -> Option<&'static str> {
    if doc.may(i, begins::MARK) { Some(MARKS.at(doc, i)?.row.value(0)) } else { None }
}

//! Whether one text repeats another: both are laid side by side, and what stands between the parts they
//! share is looked at.

use super::signature::{Mark, Signature};
use crate::model::Record;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;

/// Words that two texts must have in a row to be laid side by side there.
const GRAM: usize = 4;
/// Words of a gap whose numbers and names are held against those on the other side; a longer one is
/// another passage, not the same one with other values.
const PARALLEL: usize = 25;

/// How two texts lie side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Share of the shorter text's words that stand in the longer too, in the same order.
    pub of_shorter: f64,
    /// The same words as a share of the longer text.
    pub of_longer: f64,
    /// Somewhere between shared words one has a number or a name and the other has another one.
    pub exchanged: bool,
}

impl Likeness {
    /// Share of the shorter text from which on two texts are copies. Measured over five made copies of each
    /// article of the corpus and 577 articles that only look like copies (`tests/copies.rs`, `curve`), pairs
    /// laid side by side with [`Likeness::OF_LONGER`] at a half:
    ///
    /// | share | 0.5 | 0.6 | 0.7 | 0.8 | 0.9 |
    /// | --- | --- | --- | --- | --- | --- |
    /// | recall | 0.998 | 0.998 | 0.994 | 0.985 | 0.965 |
    /// | precision | 0.990 | 0.9955 | 0.9959 | 0.9959 | 0.9958 |
    /// | precision, numbers and names not looked at | 0.497 | 0.498 | 0.497 | 0.501 | 0.600 |
    ///
    /// From 0.7 on precision no longer rises: what is left are copies that lack the very line in which the
    /// other text differs, and those are copies of both.
    pub const OF_SHORTER: f64 = 0.7;
    /// Share of the longer one. Above a half, any two copies of one text share a part of it, and a text in
    /// which another is quoted whole is no copy of it. At 0.3 (and [`Likeness::OF_SHORTER`] at 0.6)
    /// precision falls to 0.990, at 0.6 recall to 0.985, as the cut version of a short article is half of
    /// the version with a paragraph more.
    pub const OF_LONGER: f64 = 0.5;
    /// Of a text that stands whole in the other ([`Likeness::WHOLE`]), less will do: the longest of a group may have
    /// paragraphs more than the text that both were made of.
    pub const OF_LONGER_WHOLE: f64 = 0.42;
    /// Share of the shorter text from which on it stands whole in the other.
    pub const WHOLE: f64 = 0.98;
    /// Share of the shorter text from which on, below [`Likeness::OF_SHORTER`], two texts may be versions of one: they
    /// are where a copy of one of them stands whole in the other, or the other in it.
    pub const OF_VERSION: f64 = 0.6;

    /// Whether one of the two is a copy of the other.
    pub fn is_copy(&self) -> bool {
        let longer = if self.of_shorter >= Self::WHOLE { Self::OF_LONGER_WHOLE } else { Self::OF_LONGER };
        !self.exchanged && self.of_shorter >= Self::OF_SHORTER && self.of_longer >= longer
    }

    /// Whether the shorter of the two stands whole in the other, its copy.
    pub(super) fn is_whole(&self) -> bool {
        self.is_copy() && self.of_shorter >= Self::WHOLE
    }

    /// Whether both may be versions of one text.
    pub(super) fn may_be_version(&self) -> bool {
        !self.exchanged && self.of_shorter >= Self::OF_VERSION && self.of_longer >= Self::OF_LONGER
    }

    /// Lays the bodies of two articles side by side.
    pub fn between(a: &Record, b: &Record) -> Self {
        Self::of(&Signature::of(a).trace, &Signature::of(b).trace)
    }

    /// Lays two texts side by side.
    pub(super) fn of(a: &[Mark], b: &[Mark]) -> Self {
        Rows::of(a).likeness(b)
    }

    fn of_runs(a: &[Mark], b: &[Mark], runs: &[Run]) -> Self {
        let shared = runs.iter().map(|run| run.len).sum::<usize>() as f64;
        Self {
            of_shorter: shared / a.len().min(b.len()).max(1) as f64,
            of_longer: shared / a.len().max(b.len()).max(1) as f64,
            exchanged: is_exchanged(a, b, runs),
        }
    }
}

/// Words that two texts share in a row, from a place of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
}

impl Run {
    fn end(&self) -> (usize, usize) {
        (self.a + self.len, self.b + self.len)
    }
}

/// A text ready to be laid beside others.
pub(super) struct Rows<'t> {
    text: &'t [Mark],
    /// Made for the first text that may be alike.
    places: OnceCell<Places>,
    /// A bit for each row, by its rough number: of most texts it tells that they are not alike.
    maybe: Vec<u64>,
}

/// Where the rows of [`GRAM`] words of a text stand.
struct Places {
    /// The first place of each row.
    first: FxHashMap<u64, u32>,
    /// Of each place whether its row stands elsewhere too.
    twice: Vec<bool>,
}

impl Places {
    fn of(text: &[Mark]) -> Self {
        let (mut first, mut twice) = (FxHashMap::default(), vec![false; text.len()]);
        first.reserve(text.len());
        for (i, row) in (0..).zip(text.array_windows().map(row)) {
            let met = *first.entry(row).or_insert(i);
            if met != i {
                (twice[met as usize], twice[i as usize]) = (true, true);
            }
        }
        Places { first, twice }
    }
}

/// A row that is no anchor, as it stands twice.
const TWICE: u32 = u32::MAX;
/// A row that the other text has not had yet.
const NOWHERE: u32 = u32::MAX - 1;

impl<'t> Rows<'t> {
    /// Of a text.
    pub fn of(text: &'t [Mark]) -> Self {
        let mut maybe = vec![0; (text.len() / 4).next_power_of_two()];
        rough_rows(text).for_each(|row| {
            let slot = slot(row, &maybe);
            maybe[slot] |= 1 << (row % 64);
        });
        Rows { text, places: OnceCell::new(), maybe }
    }

    /// Both side by side.
    pub fn likeness(&self, other: &[Mark]) -> Likeness {
        let met = self.met(other, 0).unwrap_or_default();
        Likeness::of_runs(self.text, other, &self.runs(other, &met))
    }

    /// Both side by side, if one is a copy of the other or both may be versions of one text.
    pub fn alike(&self, other: &[Mark]) -> Option<Likeness> {
        let (a, b) = (self.text.len(), other.len());
        let least = (Likeness::OF_VERSION * a.min(b) as f64).max(Likeness::OF_LONGER_WHOLE * a.max(b) as f64);
        let met = if self.is_same(other) { Vec::new() } else { self.met(other, least as usize)? };
        let likeness = Likeness::of_runs(self.text, other, &self.runs(other, &met));
        Some(likeness).filter(|it| it.is_copy() || it.may_be_version())
    }

    fn is_same(&self, other: &[Mark]) -> bool {
        self.text.len() == other.len() && self.text.iter().zip(other).all(|(a, b)| a.word() == b.word())
    }

    /// The rows of another text that this one may have too, by their places. None where fewer than `least` words of
    /// the other text stand in such rows: no word of a run stands outside them.
    fn candidates(&self, other: &[Mark], least: usize) -> Option<Vec<u32>> {
        let most = other.len().checked_sub(least)?;
        let mut candidates = Vec::with_capacity(other.len());
        // Of each of the last rows whether this text may have it, the last one in the lowest bit: a word stands in none
        // where none of those has it that it stands in.
        let (mut last, mut outside) = (0_u32, 0);
        (0..).zip(rough_rows(other)).try_for_each(|(j, row)| {
            let may = self.maybe[slot(row, &self.maybe)] >> (row % 64) & 1;
            if may == 1 {
                candidates.push(j);
            }
            last = last << 1 | may as u32;
            outside += usize::from(last % (1 << GRAM) == 0);
            (outside <= most).then_some(())
        })?;
        let behind = (1..GRAM).filter(|behind| (last << behind) % (1 << GRAM) == 0).count();
        (outside + behind <= most).then_some(candidates)
    }

    /// The rows of another text that this one has too: their places there and here. None where fewer than `least`
    /// words of the other text stand in such rows.
    fn met(&self, other: &[Mark], least: usize) -> Option<Vec<(u32, u32)>> {
        let candidates = self.candidates(other, least)?;
        let places = self.places.get_or_init(|| Places::of(self.text));
        let mut met = Vec::with_capacity(candidates.len());
        // Words that stand in rows of both, and where they end.
        let (mut shared, mut end) = (0, 0);
        // Where a row stands in both texts: mostly the next one stands behind it in both.
        let mut before: Option<(usize, usize)> = None;
        for j in candidates.into_iter().map(|j| j as usize) {
            let next = before.filter(|(before, i)| {
                let word = self.text.get(i + GRAM).map(|mark| mark.word());
                before + 1 == j && word == Some(other[j + GRAM - 1].word())
            });
            before = match next {
                Some((_, i)) => Some((j, i + 1)),
                None => {
                    let row = other[j..].first_chunk().map(row);
                    row.and_then(|row| places.first.get(&row)).map(|i| (j, *i as usize))
                }
            };
            if let Some((_, i)) = before {
                met.push((j as u32, if places.twice[i] { TWICE } else { i as u32 }));
                shared += j + GRAM - end.max(j);
                end = j + GRAM;
            }
        }
        (shared >= least).then_some(met)
    }

    /// The rows that stand once in both texts: their places, in the order of the second.
    fn anchors(&self, met: &[(u32, u32)]) -> Vec<(usize, usize)> {
        let mut places = vec![NOWHERE; self.text.len()];
        for (j, i) in met.iter().filter(|(_, i)| *i != TWICE) {
            let place = &mut places[*i as usize];
            *place = if *place == NOWHERE { *j } else { TWICE };
        }
        let once = |(j, i): &&(u32, u32)| *i != TWICE && places[*i as usize] == *j;
        met.iter().filter(once).map(|(j, i)| (*i as usize, *j as usize)).collect()
    }

    /// The shared runs in the order of both texts: a patience diff over rows of [`GRAM`] words.
    fn runs(&self, b: &[Mark], met: &[(u32, u32)]) -> Vec<Run> {
        let a = self.text;
        let same = |i: usize, j: usize| a[i].word() == b[j].word();
        if self.is_same(b) {
            return vec![Run { a: 0, b: 0, len: a.len() }];
        }
        let mut runs: Vec<Run> = Vec::new();
        for (i, j) in longest_chain(&self.anchors(met)) {
            let (from_a, from_b) = runs.last().map_or((0, 0), Run::end);
            // What the run before has taken already; all but one word of it where the run only goes on.
            let taken = from_a.saturating_sub(i).max(from_b.saturating_sub(j));
            if taken < GRAM {
                runs.push(Run { a: i + taken, b: j + taken, len: GRAM - taken });
            }
        }
        // Rows that stand twice are no anchors: runs grow into them from both sides.
        for at in 0..runs.len() {
            let (from_a, from_b) = if at == 0 { (0, 0) } else { runs[at - 1].end() };
            let (to_a, to_b) = runs.get(at + 1).map_or((a.len(), b.len()), |next| (next.a, next.b));
            let run = &mut runs[at];
            while run.a > from_a && run.b > from_b && same(run.a - 1, run.b - 1) {
                (run.a, run.b, run.len) = (run.a - 1, run.b - 1, run.len + 1);
            }
            while run.end().0 < to_a && run.end().1 < to_b && same(run.end().0, run.end().1) {
                run.len += 1;
            }
        }
        runs
    }
}

/// A rough number for each row of [`GRAM`] words in turn, made from that of the row before: another row may have the
/// same.
fn rough_rows(text: &[Mark]) -> impl Iterator<Item = u32> {
    // A word is turned by a fourth for each one behind it: that which leaves has come around.
    let put = |row: u32, word: u32| row.rotate_left(u32::BITS / GRAM as u32) ^ word;
    let first = text.first_chunk::<GRAM>().map(|words| words.iter().fold(0, |row, it| put(row, it.word())));
    let mut last = first.unwrap_or(0);
    let behind = text.array_windows().map(move |[leaves, .., comes]: &[Mark; GRAM + 1]| {
        last = put(last, leaves.word() ^ comes.word());
        last
    });
    first.into_iter().chain(behind)
}

/// A row of [`GRAM`] words in one number: two rows have one number by chance once in 2⁶⁴. No product waits for another.
fn row(words: &[Mark; GRAM]) -> u64 {
    let product = |at: usize, factor: u64| u64::from(words[at].word()).wrapping_mul(factor);
    let first = product(0, 0x9e37_79b9_7f4a_7c15).wrapping_add(product(1, 0xbf58_476d_1ce4_e5b9));
    let last = product(2, 0x94d0_49bb_1331_11eb).wrapping_add(product(3, 0xd6e8_feb8_6659_fd93));
    first.wrapping_add(last)
}

/// Where the bit of a rough row stands in `bits`, whose length is a power of two.
fn slot(row: u32, bits: &[u64]) -> usize {
    (row as usize / 64) & (bits.len() - 1)
}

/// The longest part of the anchors that is in the order of the first text too.
fn longest_chain(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last anchor of the best chain of each length, and before each anchor the one it follows.
    let mut lasts: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(anchors.len());
    for (at, (i, _)) in anchors.iter().enumerate() {
        let length = lasts.partition_point(|last| anchors[*last].0 < *i);
        before.push(length.checked_sub(1).map(|l| lasts[l]));
        if length == lasts.len() {
            lasts.push(at);
        } else {
            lasts[length] = at;
        }
    }
    let mut chain: Vec<_> =
        std::iter::successors(lasts.last().copied(), |at| before[*at]).map(|at| anchors[at]).collect();
    chain.reverse();
    chain
}

/// Whether somewhere between the runs one text has a number or a name and the other has another one.
fn is_exchanged(a: &[Mark], b: &[Mark], runs: &[Run]) -> bool {
    let gaps = gaps(a, b, runs);
    // Nearly all pairs are asked no further.
    if !gaps.iter().any(|gap| gap.is_exchange(|_| true)) {
        return false;
    }
    let paragraphs = [
        Paragraphs::of(a, runs.iter().map(|run| run.a..run.a + run.len)),
        Paragraphs::of(b, runs.iter().map(|run| run.b..run.b + run.len)),
    ];
    gaps.iter().any(|gap| gap.is_exchange(|at| at.iter().zip(&paragraphs).any(|(at, of)| of.is_shared(*at))))
}

/// How much of each paragraph of a text stands in runs.
struct Paragraphs {
    /// The paragraph of each word.
    of: Vec<u32>,
    /// Its words in runs, and all of them.
    words: Vec<(u32, u32)>,
}

impl Paragraphs {
    fn of(text: &[Mark], runs: impl Iterator<Item = Range<usize>>) -> Self {
        let (mut of, mut words) = (Vec::with_capacity(text.len()), vec![(0, 0)]);
        for mark in text {
            if mark.begins_paragraph() {
                words.push((0, 0));
            }
            of.push(words.len() as u32 - 1);
            words[of[of.len() - 1] as usize].1 += 1;
        }
        runs.flatten().for_each(|at| words[of[at] as usize].0 += 1);
        Self { of, words }
    }

    /// Whether the paragraph of a word stands in the other text too: two that have no more than a turn of phrase in
    /// common are two, not one with other values.
    fn is_shared(&self, word: usize) -> bool {
        let (shared, all) = self.words[self.of[word] as usize];
        shared * 3 >= all
    }
}

/// What stands between two runs, in both texts.
struct Gap<'t> {
    sides: [Side<'t>; 2],
    /// The last words of the run before and the first ones of the run behind, in both texts.
    around: [[usize; 2]; 2],
    /// A run stands before it.
    before: bool,
    /// A run stands behind it.
    behind: bool,
}

#[derive(Clone, Copy)]
struct Side<'t> {
    words: &'t [Mark],
    /// The run behind begins a paragraph.
    closed: bool,
}

impl<'t> Side<'t> {
    /// What goes on in the paragraph of the run before.
    fn first(self) -> &'t [Mark] {
        let end = self.words.iter().position(|m| m.begins_paragraph()).unwrap_or(self.words.len());
        &self.words[..end]
    }

    /// What stands in the paragraph of the run behind.
    fn last(self) -> &'t [Mark] {
        let start = self.words.iter().rposition(|m| m.begins_paragraph()).unwrap_or(0);
        if self.closed { &[] } else { &self.words[start..] }
    }
}

fn gaps<'t>(a: &'t [Mark], b: &'t [Mark], runs: &[Run]) -> Vec<Gap<'t>> {
    let mut gaps = Vec::new();
    let (mut from_a, mut from_b) = (0, 0);
    let side = |text: &'t [Mark], from: usize, to: usize| Side {
        words: &text[from..to],
        closed: text.get(to).is_some_and(|m| m.begins_paragraph()),
    };
    for next in runs.iter().map(Some).chain([None]) {
        let (to_a, to_b) = next.map_or((a.len(), b.len()), |run| (run.a, run.b));
        let sides = [side(a, from_a, to_a), side(b, from_b, to_b)];
        if sides.iter().all(|side| !side.words.is_empty()) {
            let before = (from_a, from_b) != (0, 0);
            let around = [[from_a, from_b].map(|from| from.saturating_sub(1)), [to_a, to_b]];
            gaps.push(Gap { sides, around, before, behind: next.is_some() });
        }
        (from_a, from_b) = next.map_or((to_a, to_b), Run::end);
    }
    gaps
}

impl Gap<'_> {
    /// Whether both sides say the same of another number or name. Only what shares a paragraph with a run
    /// is held against each other: whole paragraphs come and go in copies. At both ends of the text, where
    /// the masthead stands, names may be others. `shared` says whether the paragraphs of two words, one of each
    /// text, are the same paragraph.
    fn is_exchange(&self, shared: impl Fn([usize; 2]) -> bool) -> bool {
        let names = self.before && self.behind;
        let [a, b] = self.sides;
        let [before, behind] = self.around;
        self.before && differ(a.first(), b.first(), names) && shared(before)
            || self.behind && differ(a.last(), b.last(), names) && shared(behind)
    }
}

fn differ(a: &[Mark], b: &[Mark], names: bool) -> bool {
    let short = a.len().max(b.len()) <= PARALLEL;
    short && (others(a, b, Mark::is_number) || names && others(a, b, Mark::is_name))
}

/// Whether each side has words of a kind that the other lacks.
fn others(a: &[Mark], b: &[Mark], kind: fn(Mark) -> bool) -> bool {
    let lacks = |x: &[Mark], y: &[Mark]| {
        x.iter().filter(|m| kind(**m)).any(|m| !y.iter().any(|n| kind(*n) && n.word() == m.word()))
    };
    lacks(a, b) && lacks(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str =
        "Sáng 30/3, UBND huyện Trực Ninh tổ chức hội nghị tổng kết phong trào thi đua năm 2022.";
    const BODY: &str = "Trong năm qua, các tập thể và cá nhân trong huyện đã nỗ lực thi đua lao động sản xuất, \
                        nhiều mô hình mới được nhân rộng. Tại hội nghị, huyện Trực Ninh tặng Giấy khen cho 12 \
                        tập thể và 34 cá nhân có thành tích xuất sắc trong phong trào thi đua yêu nước.";

    fn likeness(a: &str, b: &str) -> Likeness {
        let trace = |text: &str| Signature::of(&Record { text: text.into(), ..Record::default() }).trace;
        let (a, b) = (trace(a), trace(b));
        assert_eq!(Likeness::of(&a, &b), Likeness::of(&b, &a), "the order does not matter");
        Likeness::of(&a, &b)
    }

    fn check(a: &str, b: &str, copy: bool) {
        let found = likeness(a, b);
        assert_eq!(found.is_copy(), copy, "{found:?}\n{a}\n---\n{b}");
    }

    #[test]
    fn a_copy_may_lack_or_add_paragraphs_and_have_another_masthead() {
        let text = format!("{LEAD}\n{BODY}");
        check(&text, &text, true);
        check(&text, BODY, true);
        check(&text, &format!("{text}\nHội nghị bế mạc cùng ngày."), true);
        check(&text, &format!("Báo Thái Bình – Thứ Năm, 31/3/2023\n{text}\nTheo Báo Nam Định"), true);
        check(&format!("(Báo Nam Định) - {text}"), &format!("(Thái Bình News) - {text}"), true);
    }

    #[test]
    fn other_numbers_and_names_make_another_text() {
        let text = format!("{LEAD}\n{BODY}");
        check(&text, &text.replace("12", "15"), false);
        check(&text, &text.replace("Trực Ninh", "Nghĩa Hưng"), false);
        check(&text, &text.replace("2022", "2023").replace("Sáng 30/3", "Chiều 2/4"), false);
        check(&text, &text.replace("năm 2022", "năm vừa qua"), true);
    }

    #[test]
    fn paragraphs_that_share_a_turn_of_phrase_are_two() {
        let text = format!("{LEAD}\n{BODY}");
        let one =
            "Nhờ đó, cấp ủy, chính quyền các cấp đã vận động bà con góp 829 ngày công làm đường liên thôn.";
        let other =
            "Ở xã Lạc Long, tỷ lệ hộ nghèo giảm 23,4%, bởi cấp ủy, chính quyền các cấp sâu sát từng nhà.";
        check(&format!("{text}\n{one}"), &format!("{text}\n{other}"), true);
        check(&format!("{text}\n{one}"), &format!("{text}\n{}", one.replace("829", "830")), false);
    }

    #[test]
    fn a_text_that_quotes_another_is_no_copy() {
        let later = "Tiếp nối kết quả đó, huyện vừa phát động đợt thi đua mới với ba nội dung trọng tâm, tập \
                     trung vào xây dựng nông thôn mới, chuyển đổi số và an sinh xã hội trên toàn địa bàn.";
        check(LEAD, &format!("{later}\n{LEAD}\n{later}"), false);
        check(&format!("{LEAD}\n{BODY}"), &format!("{later}\n{LEAD}"), false);
    }

    #[test]
    fn shares_are_of_words() {
        let found = likeness(BODY, &format!("{BODY}\nMột đoạn nữa"));
        assert_eq!(found.of_shorter, 1.0);
        assert!(found.of_longer < 1.0 && found.of_longer > 0.9, "{found:?}");
        assert_eq!(likeness("một hai", "ba bốn").of_shorter, 0.0);
        assert_eq!(likeness("một hai", "Một, hai").of_shorter, 1.0);
    }

    #[test]
    fn what_stands_twice_is_laid_side_by_side_from_around() {
        let rows = "Giấy khen cho tập thể và cá nhân.\n".repeat(5);
        let found = likeness(&format!("{LEAD}\n{rows}{BODY}"), &format!("{LEAD}\n{rows}{BODY} Hết."));
        assert_eq!(found.of_shorter, 1.0, "{found:?}");
    }
}

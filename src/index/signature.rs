//! What an article is compared by: its words as marks of four bytes, and bands of a MinHash over their
//! shingles, by which articles with much text in common find each other.
//!
//! MinHash and not SimHash: copies of a newspaper differ by whole paragraphs, so that their common part may
//! be less than half of both together. MinHash finds such pairs with a probability that follows from the
//! share they have in common; the one bit string of SimHash tells only nearly equal texts from others.

use super::terms::{Spelled, Word, with_words};
use crate::model::Record;

/// Words of a shingle: with fewer, phrases that every report has would make strangers alike.
const SHINGLE: usize = 5;
/// Bands of the signature. Two articles with the share `j` of their shingles in common meet in a band with
/// the probability 1 - (1 - j²)³²: 0.98 for a third, 0.9999 for a half; strangers (0.03) in one of 35.
pub(super) const BANDS: usize = 32;
/// Minima of a band.
const ROWS: usize = 2;
/// Words that are compared: of a longer text (a whole book) the first. A column holds values below 64 KiB.
const MOST_WORDS: usize = 16_000;

/// A word in four bytes: what it is, whether it begins a paragraph, and 29 bits of the hash of its folded
/// form. Fewer will not do: of thousands of texts that differ by one number, some two would be taken for one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(u32);

impl Mark {
    const HASH: u32 = 0x1fff_ffff;
    const NUMBER: u32 = 0x2000_0000;
    const NAME: u32 = 0x4000_0000;
    const PARAGRAPH: u32 = 0x8000_0000;

    /// The bits of the word alone; equal words have equal ones.
    pub fn word(self) -> u32 {
        self.0 & Self::HASH
    }

    /// Whether it is written in digits.
    pub fn is_number(self) -> bool {
        self.0 & Self::NUMBER != 0
    }

    /// Whether it has a capital that no beginning of a sentence explains.
    pub fn is_name(self) -> bool {
        self.0 & Self::NAME != 0
    }

    /// Whether it is the first word of a paragraph.
    pub fn begins_paragraph(self) -> bool {
        self.0 & Self::PARAGRAPH != 0
    }
}

/// What an article is compared by.
#[derive(Debug, Clone, Default)]
pub(super) struct Signature {
    /// The words of the body in order.
    pub trace: Vec<Mark>,
    /// Keys of the bands; none without a word.
    pub bands: Option<[u32; BANDS]>,
}

impl Signature {
    /// The signature of a record's body: its text without the title, which a newspaper may change.
    pub fn of(record: &Record) -> Self {
        with_words(&record.text, |words| Self::of_words(record, words))
    }

    /// As [`Signature::of`], of a record whose text has these words.
    pub fn of_words(record: &Record, words: &[Word<&Spelled>]) -> Self {
        let title = record.title.as_deref().filter(|title| record.text.starts_with(title)).unwrap_or("");
        let body = &words[words.partition_point(|word| word.start < title.len())..];
        let trace = trace(&record.text, body);
        let bands = bands(&trace);
        Self { trace, bands }
    }

    /// The trace as stored.
    pub fn bytes(&self) -> Vec<u8> {
        self.trace.iter().flat_map(|mark| mark.0.to_le_bytes()).collect()
    }

    /// A hash of the trace, by which a changed text is known.
    pub fn print(&self) -> u64 {
        number(self.trace.iter().map(|mark| mark.0))
    }
}

/// The trace of what [`Signature::bytes`] gave.
pub(super) fn from_bytes(bytes: &[u8]) -> Vec<Mark> {
    bytes.as_chunks().0.iter().map(|mark| Mark(u32::from_le_bytes(*mark))).collect()
}

fn trace(text: &str, words: &[Word<&Spelled>]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(words.len().min(MOST_WORDS));
    let (mut words, mut end) = (words, None);
    while let Some((word, mut rest)) = words.split_first()
        && marks.len() < MOST_WORDS
    {
        let between = end.map(|end| &text[end..word.start]);
        let mut last = word.end;
        // `1.780` is one number, as `1780` is.
        let mut joined = String::new();
        while let Some((next, behind)) = rest.split_first()
            && is_grouped(word, last, next, text)
        {
            if joined.is_empty() {
                joined.push_str(&word.plain);
            }
            joined.push_str(&next.plain);
            (last, rest) = (next.end, behind);
        }
        let plain = if joined.is_empty() { &word.plain } else { &joined };
        marks.push(mark(word, plain, between));
        (words, end) = (rest, Some(last));
    }
    marks
}

/// Whether a word goes on a number that ends at a byte.
fn is_grouped(word: &Word<&Spelled>, end: usize, next: &Word<&Spelled>, text: &str) -> bool {
    word.number && next.number && next.plain.len() == 3 && text.as_bytes()[end..next.start] == *b"."
}

/// `between` is what stands between the word and the one before, of which the first has none.
fn mark(word: &Word<&Spelled>, plain: &str, between: Option<&str>) -> Mark {
    // `05 tập thể` and `5 tập thể` count the same.
    let hash = if word.number { hash(plain.trim_start_matches('0').bytes()) } else { word.hash };
    let mut bits = (hash >> 35) as u32;
    let parted = ['.', '!', '?', ':', ';', '\n', '“', '"', '(', '-', '–', '—'];
    // Most words stand behind a blank.
    let is_blank = between == Some(" ");
    let opens = !is_blank && between.is_none_or(|between| between.contains(parted));
    if word.number {
        bits |= Mark::NUMBER;
    } else if word.capital && !word.upper && !opens {
        bits |= Mark::NAME;
    }
    if !is_blank && between.is_none_or(|between| between.contains('\n')) {
        bits |= Mark::PARAGRAPH;
    }
    Mark(bits)
}

/// FNV-1a with a last stirring of its high bits. It is stored, so it must not change with a library.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    stirred(
        bytes
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)),
    )
}

/// Every bit of the input on every bit of the output (the finish of `SplitMix64`).
pub(super) fn stirred(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A row of words in one number: two rows of texts have one number by chance once in 2⁶⁴.
#[inline(always)]
fn row(marks: &[Mark]) -> u64 {
    number(marks.iter().map(|mark| mark.word()))
}

#[inline(always)]
fn number(words: impl Iterator<Item = u32>) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    stirred(words.fold(0, |row: u64, word| (row.rotate_left(29) ^ u64::from(word)).wrapping_mul(FACTOR)))
}

/// `ROWS` minima a key. Each shingle goes into one bin by its hash, and the least of a bin stands for a hash
/// function of its own; a bin that is empty borrows from one that is not, in an order that is the same for all
/// texts (one permutation hashing with optimal densification, Shrivastava 2017). So a text is gone over once and
/// not once for each function, and two texts still agree in a bin with the probability of what they share.
fn bands(trace: &[Mark]) -> Option<[u32; BANDS]> {
    const BINS: usize = BANDS * ROWS;
    if trace.is_empty() {
        return None;
    }
    let mut least = [u32::MAX; BINS];
    let mut filled = [false; BINS];
    let mut put = |shingle: &[Mark]| {
        let hash = row(shingle);
        let bin = (hash >> 32) as usize % BINS;
        // What has a number or a name is no formula: it counts as much as eight others.
        let own = shingle.iter().fold(0, |all, mark| all | mark.0) & (Mark::NUMBER | Mark::NAME) != 0;
        least[bin] = least[bin].min(hash as u32 >> if own { 3 } else { 0 });
        filled[bin] = true;
    };
    if trace.len() < SHINGLE {
        put(trace);
    }
    trace.array_windows::<SHINGLE>().for_each(|shingle| put(shingle));
    let lender = |bin: usize| {
        let mut tries = (0..).map(|again: u64| stirred(bin as u64 + 1 + (again << 32)) as usize % BINS);
        // Some bin is filled, and the tries reach every one of them.
        if filled[bin] { Some(bin) } else { tries.find(|bin| filled[*bin]) }
    };
    let minima: [u32; BINS] = std::array::from_fn(|bin| lender(bin).map_or(u32::MAX, |bin| least[bin]));
    let key = |(band, rows): (usize, &[u32])| {
        let rows = rows.iter().fold(band as u64, |key, row| stirred(key) ^ u64::from(*row));
        (stirred(rows) >> 32) as u32
    };
    let mut keys = [0; BANDS];
    for (to, rows) in keys.iter_mut().zip(minima.chunks(ROWS).enumerate()) {
        *to = key(rows);
    }
    Some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(title: Option<&str>, text: &str) -> Signature {
        Signature::of(&Record { title: title.map(Into::into), text: text.into(), ..Record::default() })
    }

    fn check(a: &str, b: &str, same: bool) {
        let words = |text| {
            with_words(text, |words| trace(text, words)).into_iter().map(Mark::word).collect::<Vec<_>>()
        };
        assert_eq!(words(a) == words(b), same, "{a} / {b}");
    }

    #[test]
    fn spellings_of_one_text_have_one_trace() {
        check("Huyện uỷ tặng “Giấy khen”", "HUYỆN ỦY\n tặng \"Giấy khen\"", true);
        check("1.780 tập thể, 05 cá nhân", "1780 tập thể; 5 cá nhân", true);
        check("ngày 30.3.2023", "ngày 30/3/2023", true);
        check("3 tập thể", "4 tập thể", false);
        check("Huyện ủy", "Tỉnh ủy", false);
    }

    #[test]
    fn words_are_known_for_what_they_are() {
        let shown = |text: &str| -> String {
            let letter = |m: Mark| match (m.is_number(), m.is_name()) {
                (true, _) => '1',
                (_, true) => 'N',
                _ => '.',
            };
            with_words(text, |words| trace(text, words))
                .into_iter()
                .flat_map(|m| m.begins_paragraph().then_some('¶').into_iter().chain([letter(m)]))
                .collect()
        };
        assert_eq!(shown("Ngày 7/3, huyện Trực Ninh họp.\nUBND xã có 5 (Ảnh: An)"), "¶.11.NN.¶...1..");
    }

    #[test]
    fn the_title_does_not_count_and_an_empty_body_has_no_band() {
        assert_eq!(
            signature(Some("Tin A"), "Tin A\nHuyện").bands,
            signature(Some("Tin B"), "Tin B\nHuyện").bands
        );
        assert!(signature(Some("Tin A"), "Tin A").bands.is_none());
    }

    #[test]
    fn a_trace_comes_back_from_its_bytes_and_is_bounded() {
        let long = signature(None, &"xã 7\n".repeat(MOST_WORDS));
        assert_eq!(long.trace.len(), MOST_WORDS);
        assert!(long.bytes().len() < 1 << 16);
        assert_eq!(from_bytes(&long.bytes()).len(), MOST_WORDS);
        assert!(from_bytes(&long.bytes())[1].is_number());
    }
}

//! What a page says twice: a sapo again as first paragraph, a caption again as text, the whole
//! article again as a syndicated copy (its paragraphs perhaps glued together, an agency in front).

use super::keys;
use super::line::Line;
use rustc_hash::FxHashSet;

/// Words in a row that must have been met before, for a long line to count as said again.
const RUN: usize = 5;
/// From so many words on, a line is a copy even where it stands alone and is not equal to one line.
const LONG: usize = 30;
/// Of a hundred runs of a copy, so many have been met before.
const SHARE: usize = 85;

/// Which lines say again what the lines before them said. Rows and items count only within a copy
/// of a longer passage, for a list may hold the same item twice.
pub fn copies(lines: &[&Line]) -> Vec<bool> {
    let mut met = Met::new(lines.iter().map(|line| line.words).sum());
    let mut whole: FxHashSet<u64> = FxHashSet::default();
    let (mut words, mut runs): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    let mut copy = vec![false; lines.len()];
    let mut weak = vec![false; lines.len()];
    for (i, line) in lines.iter().enumerate() {
        words.clear();
        hash_words(core(line), &mut words);
        runs.clear();
        runs.extend(words.array_windows::<RUN>().map(|run| mix(run)));
        let own = mix(&words);
        let mostly = met.has_most(&runs);
        if whole.contains(&own) && words.len() >= 2 {
            copy[i] = line.kind.is_none_or(|k| !is_listed(k)) && !line.text.starts_with(['-', '+', '•']);
            weak[i] = true;
        } else if mostly {
            copy[i] = words.len() >= LONG;
            weak[i] = true;
        }
        if !copy[i] {
            met.add(&runs);
        }
        whole.insert(own);
    }
    spread(lines, &mut copy, &weak);
    leads(lines, &mut copy);
    copy
}

/// The runs that were met. Few lines say again what was said: a bit for each run, which another one may have set too,
/// tells that of nearly all of them.
struct Met {
    bits: Vec<u64>,
    /// Those that are not among `known` yet.
    waiting: Vec<u64>,
    known: FxHashSet<u64>,
}

impl Met {
    /// For so many runs.
    fn new(runs: usize) -> Self {
        let words = (runs / 8).next_power_of_two();
        Self { bits: vec![0; words], waiting: Vec::with_capacity(runs), known: FxHashSet::default() }
    }

    /// The word of a run's bit, and the bit in it.
    fn place(&self, run: u64) -> (usize, u64) {
        ((run >> 32) as usize & (self.bits.len() - 1), 1 << (run >> 58))
    }

    fn add(&mut self, runs: &[u64]) {
        for run in runs {
            let (at, bit) = self.place(*run);
            self.bits[at] |= bit;
        }
        self.waiting.extend_from_slice(runs);
    }

    /// Whether nearly all of some runs were met.
    fn has_most(&mut self, runs: &[u64]) -> bool {
        let are_most = |met: usize| !runs.is_empty() && met * 100 >= runs.len() * SHARE;
        let may = |run: &&u64| {
            let (at, bit) = self.place(**run);
            self.bits[at] & bit != 0
        };
        if !are_most(runs.iter().filter(may).count()) {
            return false;
        }
        self.known.extend(self.waiting.drain(..));
        are_most(runs.iter().filter(|run| self.known.contains(run)).count())
    }
}

fn is_listed(kind: crate::model::BlockKind) -> bool {
    matches!(kind, crate::model::BlockKind::Row | crate::model::BlockKind::Item)
}

/// What may be a copy is one beside a long copy.
fn spread(lines: &[&Line], copy: &mut [bool], weak: &[bool]) {
    let long = |i: usize, copy: &[bool]| copy[i] && lines[i].words >= LONG;
    let mut inside = false;
    for i in 0..lines.len() {
        inside = long(i, copy) || (inside && (copy[i] || weak[i]));
        copy[i] |= inside && weak[i];
    }
    inside = false;
    for i in (0..lines.len()).rev() {
        inside = long(i, copy) || (inside && (copy[i] || weak[i]));
        copy[i] |= inside && weak[i];
    }
}

/// A lead that the next paragraphs begin with gives way to the longer text.
fn leads(lines: &[&Line], copy: &mut [bool]) {
    let running: Vec<usize> =
        (0..lines.len()).filter(|i| !copy[*i] && lines[*i].words >= 8).take(4).collect();
    for (n, &lead) in running.iter().enumerate() {
        for &other in &running[n + 1..] {
            let longer = lines[other].words > lines[lead].words;
            let words = |line: usize| keys::words(core(lines[line]));
            if longer && words(lead).zip(words(other)).all(|(a, b)| a == b) {
                copy[lead] = true;
            }
        }
    }
}

/// The key of a line behind the sign of an agency.
fn core(line: &Line) -> &str {
    let skip = if line.has_agency() {
        let end = line.key.find(" - ").or_else(|| line.key.find(")-")).or_else(|| line.key.find(')'));
        end.filter(|at| *at <= 40).map_or(0, |at| at + 1)
    } else {
        0
    };
    line.key.get(skip..).unwrap_or(&line.key)
}

/// Appends FNV-1a of each word of a key.
fn hash_words(key: &str, hashes: &mut Vec<u64>) {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    let mixed = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if !key.is_ascii() {
        hashes.extend(keys::words(key).map(|word| word.bytes().fold(BASIS, mixed)));
        return;
    }
    // That it begins no word is told by the hash of no byte.
    let mut hash = BASIS;
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() {
            hash = mixed(hash, byte);
        } else if hash != BASIS {
            hashes.push(std::mem::replace(&mut hash, BASIS));
        }
    }
    if hash != BASIS {
        hashes.push(hash);
    }
}

#[inline(always)]
fn mix(words: &[u64]) -> u64 {
    words.iter().fold(17, |h, w| (h.rotate_left(7) ^ w).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "Chiều ngày 26/01/2021, UBND huyện tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm 2020 và triển khai nhiệm vụ năm 2021 cho các đơn vị.";
    const B: &str = "Chủ tịch UBND huyện đã quyết định tặng Giấy khen cho 28 tập thể, 115 cá nhân và 09 hộ gia đình có thành tích xuất sắc trong phong trào thi đua yêu nước.";

    fn check(lines: &[&str], expected: &[usize]) {
        let lines: Vec<Line> = lines.iter().map(|l| Line::new(l)).collect();
        let found: Vec<usize> = copies(&lines.iter().collect::<Vec<_>>())
            .iter()
            .enumerate()
            .filter(|(_, c)| **c)
            .map(|(i, _)| i)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn copies_are_found() {
        let glued = format!("Cổng thông tin điện tử tỉnh - {A}{B}");
        check(&[A, "Các cụm ký giao ước", B, "- Giấy khen: 3", &glued, "- Giấy khen: 3"], &[4, 5]);
        check(&["Quang cảnh cuộc họp.", "Quang cảnh cuộc họp.", B], &[1]);
        let prefixed = format!("(ABO) {A}");
        check(&[A, &prefixed, B], &[1]);
        let longer = format!("{A} Đến dự có đại diện các cơ quan, đơn vị và địa phương trong huyện.");
        check(&[A, &longer], &[0]);
    }

    #[test]
    fn what_is_said_once_stays() {
        check(&[A, B, "- Giấy khen: 3", "- Bằng khen: 2", "- Giấy khen: 3"], &[]);
        check(&["Một", "Hai"], &[]);
    }
}

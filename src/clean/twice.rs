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
    let mut met: FxHashSet<u64> = FxHashSet::default();
    met.reserve(lines.iter().map(|line| line.words).sum());
    let mut whole: FxHashSet<u64> = FxHashSet::default();
    let mut copy = vec![false; lines.len()];
    let mut weak = vec![false; lines.len()];
    for (i, line) in lines.iter().enumerate() {
        let words: Vec<u64> = core(line).map(hash).collect();
        let runs: Vec<u64> = words.windows(RUN).map(mix).collect();
        let own = mix(&words);
        let seen = runs.iter().filter(|r| met.contains(r)).count();
        let mostly = !runs.is_empty() && seen * 100 >= runs.len() * SHARE;
        if whole.contains(&own) && words.len() >= 2 {
            copy[i] = line.kind.is_none_or(|k| !is_listed(k)) && !line.text.starts_with(['-', '+', '•']);
            weak[i] = true;
        } else if mostly {
            copy[i] = words.len() >= LONG;
            weak[i] = true;
        }
        if !copy[i] {
            met.extend(runs);
        }
        whole.insert(own);
    }
    spread(lines, &mut copy, &weak);
    leads(lines, &mut copy);
    copy
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
            if longer && core(lines[lead]).zip(core(lines[other])).all(|(a, b)| a == b) {
                copy[lead] = true;
            }
        }
    }
}

/// The words of a line behind the sign of an agency.
fn core(line: &Line) -> impl Iterator<Item = &str> {
    let skip = if line.has_agency() {
        let end = line.key.find(" - ").or_else(|| line.key.find(")-")).or_else(|| line.key.find(')'));
        end.filter(|at| *at <= 40).map_or(0, |at| at + 1)
    } else {
        0
    };
    keys::words(line.key.get(skip..).unwrap_or(&line.key))
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

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

//! How far two words or names are apart.

/// Letters to add, drop, replace or swap with their neighbour (each letter in one change only) that make `b` of
/// `a`; none where more than `most` are needed.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    // Nearly every pair of names ends here: a letter has one byte to four.
    if a.len() > 4 * (b.len() + most)
        || b.len() > 4 * (a.len() + most)
        || a.chars().count().abs_diff(b.chars().count()) > most
    {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                let swapped: &Vec<usize> = &before;
                least = least.min(swapped[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().all(|cell| *cell > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|found| *found <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn letters_apart() {
        for (a, b, most, expected) in [
            ("khen", "khen", 0, Some(0)),
            ("khen", "khem", 1, Some(1)),
            ("khen", "kehn", 1, Some(1)),
            ("khen", "hen", 1, Some(1)),
            ("hen", "khen", 1, Some(1)),
            ("khen", "ban", 1, None),
            ("khen", "k", 2, None),
            ("", "ab", 2, Some(2)),
            ("thưởng", "thường", 1, Some(1)),
            ("khen", "hkne", 2, Some(2)),
        ] {
            assert_eq!(distance(a, b, most), expected, "{a} {b}");
            assert_eq!(distance(b, a, most), expected, "{b} {a}");
        }
    }
}

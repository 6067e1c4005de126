//! The word classes of `words.tsv`.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static WORDS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| {
    let lines = include_str!("words.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|l| l.split_once('\t'))
        .map(|(class, words)| (class, words.split_whitespace().collect()))
        .collect()
});

/// Days of the year that name a holiday: they are dates only with a year or as the day of a report.
static HOLIDAYS: LazyLock<FxHashSet<(u32, u32)>> = LazyLock::new(|| {
    let lines = include_str!("holidays.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|l| l.split('\t').next()?.split_once('/'))
        .filter_map(|(d, m)| Some((d.parse().ok()?, m.parse().ok()?)))
        .collect()
});

/// Whether the list has `word` in `class`.
pub fn is(class: &str, word: &str) -> bool {
    WORDS.get(class).is_some_and(|words| words.contains(word))
}

/// Whether day `d` of month `m` names a holiday.
pub fn is_holiday(d: u32, m: u32) -> bool {
    HOLIDAYS.contains(&(d, m))
}

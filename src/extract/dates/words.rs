//! The word classes of `words.tsv`.

use crate::extract::token::hash_of;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A class of words: a line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Part,
    Cue,
    Clock,
    Celebrate,
    Noun,
    Follow,
    Bare,
    Loose,
    Street,
    Document,
    LunarYear,
    Each,
    Plan,
    Ordinal,
    Join,
    Act,
}

/// The classes by their names in the list.
const CLASSES: &[(&str, Class)] = &[
    ("part", Class::Part),
    ("cue", Class::Cue),
    ("clock", Class::Clock),
    ("celebrate", Class::Celebrate),
    ("noun", Class::Noun),
    ("follow", Class::Follow),
    ("bare", Class::Bare),
    ("loose", Class::Loose),
    ("street", Class::Street),
    ("document", Class::Document),
    ("lunar-year", Class::LunarYear),
    ("each", Class::Each),
    ("plan", Class::Plan),
    ("ordinal", Class::Ordinal),
    ("join", Class::Join),
    ("act", Class::Act),
];

/// The classes of each word, a bit each, by its hash; and of all words that share a part of the hash:
/// nearly every word is asked in vain, and answered by these.
struct Table {
    places: [u32; PLACES],
    words: FxHashMap<u64, (&'static str, u32)>,
}

const PLACES: usize = 1024;

static WORDS: LazyLock<Box<Table>> = LazyLock::new(|| {
    let mut table = Box::new(Table { places: [0; PLACES], words: FxHashMap::default() });
    let lines = include_str!("words.tsv").lines().filter(|l| !l.starts_with('#'));
    for (name, words) in lines.filter_map(|l| l.split_once('\t')) {
        let Some((_, class)) = CLASSES.iter().find(|(known, _)| *known == name) else { continue };
        for word in words.split_whitespace() {
            let hash = hash_of(word);
            let known = table.words.entry(hash).or_insert((word, 0));
            assert!(known.0 == word, "{:?} and {word:?} share a hash", known.0);
            known.1 |= class.bit();
            table.places[place(hash)] |= class.bit();
        }
    }
    table
});

/// Days of the year that name a holiday: they are dates only with a year or as the day of a report.
static HOLIDAYS: LazyLock<FxHashSet<(u32, u32)>> = LazyLock::new(|| {
    let lines = include_str!("holidays.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|l| l.split('\t').next()?.split_once('/'))
        .filter_map(|(d, m)| Some((d.parse().ok()?, m.parse().ok()?)))
        .collect()
});

impl Class {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

fn place(hash: u64) -> usize {
    (hash >> 40) as usize % PLACES
}

/// Whether the list has `word` in `class`.
pub fn is(class: Class, word: &str) -> bool {
    has(class, hash_of(word), word)
}

/// Whether the list has in `class` the word whose [`hash_of`] is `hash`.
pub fn has(class: Class, hash: u64, word: &str) -> bool {
    let table = &**WORDS;
    table.places[place(hash)] & class.bit() != 0
        && table.words.get(&hash).is_some_and(|(known, classes)| classes & class.bit() != 0 && *known == word)
}

/// Whether day `d` of month `m` names a holiday.
pub fn is_holiday(d: u32, m: u32) -> bool {
    HOLIDAYS.contains(&(d, m))
}

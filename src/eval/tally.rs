//! Hits, misses and wrong finds of one field, over all articles together.

use super::key::Key;
use serde::Serialize;

/// The figures of a field, rounded to four digits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What gold has and was found.
    pub hit: usize,
    /// What gold has and was not found.
    pub missed: usize,
    /// What was found and gold has not.
    pub wrong: usize,
    /// Share of the found that is right; 1 where nothing was found.
    pub precision: f64,
    /// Share of gold that was found; 1 where gold has nothing.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    pub hit: usize,
    pub missed: usize,
    pub wrong: usize,
    pub notes: Vec<String>,
}

impl Tally {
    /// Compares by equality; `neutral` finds neither help nor hurt.
    pub fn compare(&mut self, name: &str, gold: &[Key], found: Vec<Key>, neutral: impl Fn(&Key) -> bool) {
        self.compare_by(name, gold, found, neutral, |gold, found| gold == found);
    }

    /// Each key of gold is met at most once, by the first find that is the `same`.
    pub fn compare_by(
        &mut self,
        name: &str,
        gold: &[Key],
        found: Vec<Key>,
        neutral: impl Fn(&Key) -> bool,
        same: impl Fn(&Key, &Key) -> bool,
    ) {
        let mut left = found;
        for key in gold {
            // A find without a value meets nothing.
            match left.iter().position(|find| same(key, find)).filter(|&at| left[at] != Key::None) {
                Some(at) => {
                    left.remove(at);
                    self.hit += 1;
                }
                None => {
                    self.missed += 1;
                    self.notes.push(format!("{name}: missed {key}"));
                }
            }
        }
        for key in left.iter().filter(|key| !neutral(key)) {
            self.wrong += 1;
            self.notes.push(format!("{name}: wrong  {key}"));
        }
    }

    pub fn row(&self) -> Row {
        let share = |of: usize| if of > 0 { self.hit as f64 / of as f64 } else { 1.0 };
        let (p, r) = (share(self.hit + self.wrong), share(self.hit + self.missed));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Row {
            hit: self.hit,
            missed: self.missed,
            wrong: self.wrong,
            precision: rounded(p),
            recall: rounded(r),
            f1: rounded(f1),
        }
    }
}

/// Four digits, the exact value rounded half to even: what printing does.
fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

/// One tally a field, in the order in which the fields are first met.
#[derive(Debug, Default)]
pub(super) struct Tallies(pub Vec<(&'static str, Tally)>);

impl Tallies {
    pub fn of(&mut self, field: &'static str) -> &mut Tally {
        let at = self.0.iter().position(|(name, _)| *name == field).unwrap_or_else(|| {
            self.0.push((field, Tally::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

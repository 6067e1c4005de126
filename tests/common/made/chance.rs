//! Chance from a seed (`SplitMix64`), the same on every machine.

/// A row of numbers.
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// From 0 on, below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// From `first` to `last`, both included.
    pub fn within(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// In so many of 100 cases.
    pub fn of_100(&mut self, cases: usize) -> bool {
        self.below(100) < cases
    }

    /// One of them, each as likely.
    pub fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// One of them, the n-th about 1/n as likely as the first (Zipf's law).
    pub fn zipf<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let at = ((all.len() + 1) as f64).powf(part) as usize - 1;
        &all[at.min(all.len() - 1)]
    }

    /// A number as reports have it: small ones are common.
    pub fn number(&mut self, most: usize) -> u64 {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (most as f64).powf(part).round().max(1.0) as u64
    }
}

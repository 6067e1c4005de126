//! The order of the matches. Most of them cannot come in: only what can is looked at closer.

use super::reader::{Address, Matches, Reader};
use super::schema::numbers;
use super::{FactCondition, Result};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::columnar::Column;

/// In what order matches are shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Sort {
    /// The best first.
    Relevance,
    /// The latest first.
    Date,
    /// First those whose awards are the most: the counts of those that satisfy one of the conditions.
    Count(Vec<FactCondition>),
}

/// A match on its way: what orders it, when it was published.
struct Ranked {
    key: u64,
    /// 0 for never: without a date an article comes last.
    moment: u64,
    score: f32,
    address: Address,
}

impl Ranked {
    fn rank(&self) -> (u64, u64) {
        (self.key, self.moment)
    }
}

impl Reader {
    /// The matches from `offset` on, `limit` at most, in an order; equal ones in the order of publication,
    /// latest first, then of their paths and ids.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ranked(
        &self,
        matches: &Matches,
        sort: &Sort,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<(f32, Address)>> {
        let wanted = offset.saturating_add(limit).min(matches.0.len());
        if wanted <= offset {
            return Ok(Vec::new());
        }
        self.guarded(|| {
            let moments = self.moments()?;
            let moment = |Address(at): Address| {
                moments[at.segment_ord as usize].first(at.doc_id).filter(|it| *it != u64::MAX).unwrap_or(0)
            };
            let keys = self.keys(matches, sort, &moment)?;
            let worst = least_of_best(keys.iter().copied(), wanted);
            let near = keys.into_iter().zip(&matches.0).filter(|(key, _)| *key >= worst);
            let mut found: Vec<Ranked> = near
                .map(|(key, (score, at))| Ranked { key, moment: moment(*at), score: *score, address: *at })
                .collect();
            let worst = least_of_best(found.iter().map(Ranked::rank), wanted);
            found.retain(|one| one.rank() >= worst);
            found.sort_unstable_by_key(|one| Reverse(one.rank()));
            let mut ranked = Vec::with_capacity(limit.min(wanted));
            for equal in found.chunk_by(|a, b| a.rank() == b.rank()) {
                ranked.extend(self.told_apart(equal)?);
            }
            Ok(ranked.into_iter().skip(offset).take(limit).collect())
        })
    }

    /// Matches of one rank, by what else orders them.
    fn told_apart(&self, equal: &[Ranked]) -> Result<Vec<(f32, Address)>> {
        let shown = |one: &Ranked| (one.score, one.address);
        if let [one] = equal {
            return Ok(vec![shown(one)]);
        }
        let mut ordered = Vec::with_capacity(equal.len());
        for one in equal {
            let published = self.column(one.address, "published")?;
            ordered.push((Reverse(published), self.place(one.address)?, shown(one)));
        }
        ordered.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        Ok(ordered.into_iter().map(|(_, _, shown)| shown).collect())
    }

    /// What orders the matches, the largest first.
    fn keys(&self, matches: &Matches, sort: &Sort, moment: &impl Fn(Address) -> u64) -> Result<Vec<u64>> {
        match sort {
            // Scores are never negative: their bits order like them.
            Sort::Relevance => Ok(matches.0.iter().map(|(score, _)| u64::from(score.to_bits())).collect()),
            Sort::Date => Ok(matches.addresses().map(moment).collect()),
            Sort::Count(wanted) => self.counts(matches, wanted),
        }
    }

    /// When the articles of each segment were published.
    fn moments(&self) -> Result<&[Column<u64>]> {
        if let Some(known) = self.moments.get() {
            return Ok(known);
        }
        let of = |segment| numbers(segment, "moment").map_err(|e| self.of(e));
        let columns = self.searcher.segment_readers().iter().map(of).collect::<Result<_>>()?;
        Ok(self.moments.get_or_init(|| columns))
    }
}

/// The least of the `wanted` largest; of fewer the least of all.
fn least_of_best<K: Ord + Copy + Default>(all: impl Iterator<Item = K>, wanted: usize) -> K {
    let mut best: BinaryHeap<Reverse<K>> = BinaryHeap::new();
    for one in all {
        if best.len() < wanted {
            best.push(Reverse(one));
        } else if let Some(mut least) = best.peek_mut()
            && one > least.0
        {
            *least = Reverse(one);
        }
    }
    best.peek().map_or_else(K::default, |least| least.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_of_the_best() {
        let all = [3, 9, 1, 9, 4, 7];
        for (wanted, expected) in [(1, 9), (2, 9), (3, 7), (6, 1), (60, 1)] {
            assert_eq!(least_of_best(all.into_iter(), wanted), expected, "{wanted}");
        }
        assert_eq!(least_of_best(std::iter::empty::<u64>(), 3), 0);
    }
}

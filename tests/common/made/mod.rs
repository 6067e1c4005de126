//! A made corpus with its ledger: articles of ceremonies that never were, and the list of every award that they
//! report, of every copy, and of every place that they name. The same number and seed give the same corpus, on any
//! machine and on any day.
//!
//! About 30 in 100 articles are syndicated copies, and one ceremony in ten is told by several papers, each in its own
//! words, within three days.

#![allow(dead_code)]

pub mod ceremony;
pub mod chance;
pub mod filler;
pub mod ledger;
pub mod sentence;
pub mod tables;
pub mod write;

use ceremony::Maker;
use ledger::Ledger;

/// The ledger of `wanted` articles and, article by article, what a paper prints.
pub fn corpus(wanted: usize, seed: u64, print: &mut dyn FnMut(&write::Printed)) -> Ledger {
    let mut maker = Maker::new(seed);
    while maker.ledger.articles.len() < wanted {
        maker.ceremony(wanted, print);
    }
    maker.ledger
}

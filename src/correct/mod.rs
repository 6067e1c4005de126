//! What people know better than the rules: a record and the corrections of its article → the record as it should
//! be. Pure; only [`file`] touches the disk.
//!
//! A correction says where in the text its fact stands by the words there, and which fact it means by what was read.
//! Both are looked for again at every extraction, so that a correction survives other rules and small changes of
//! the text; one that no longer fits changes nothing and is listed ([`State`]).

mod apply;
mod fact;
pub mod file;
pub mod gold;
mod make;
mod quote;
#[cfg(test)]
mod tests;

pub use apply::apply;
pub use make::{BadCorrection, Draft, make};

use crate::model::Record;
use crate::model::correction::{Correction, Field};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The rule that a fact is read by which a correction brought in or changed.
pub const RULE: &str = "correction";

/// What the facts of a field say, without their places: what a correction may name as [`Draft::was`] and [`Draft::set`].
pub fn said(record: &Record, field: Field) -> Vec<Map<String, Value>> {
    fact::of(record, field).iter().map(fact::without_place).collect()
}

/// The corrections of many articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corrections {
    all: Vec<Correction>,
    /// For each article the places of its corrections, in the order in which they were made.
    of_article: HashMap<String, Vec<usize>>,
}

impl Corrections {
    /// Corrections in the order in which they were made.
    pub fn new(all: Vec<Correction>) -> Self {
        let mut of_article: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, correction) in all.iter().enumerate() {
            of_article.entry(correction.article.clone()).or_default().push(at);
        }
        Self { all, of_article }
    }

    /// Every correction, in the order in which they were made.
    pub fn all(&self) -> &[Correction] {
        &self.all
    }

    /// Those of an article.
    pub fn of(&self, article: &str) -> impl Iterator<Item = &Correction> {
        self.of_article.get(article).into_iter().flatten().map(|at| &self.all[*at])
    }

    /// A hash of those of an article, by hex digits; "" without any. With it a page whose corrections changed is one
    /// that changed itself.
    pub fn stamp(&self, article: &str) -> String {
        // Nearly every page of a run has none.
        if !self.of_article.contains_key(article) {
            return String::new();
        }
        let mut hash = Sha256::new();
        for correction in self.of(article) {
            hash.update(serde_json::to_vec(correction).unwrap_or_default());
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

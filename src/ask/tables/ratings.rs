//! One row a yearly task rating.

use super::{Table, joined, sentence};
use crate::model::Mention;
use serde_json::json;

/// The rating, of whom, how many, of which years.
pub(super) const TABLE: Table = Table {
    name: "ratings",
    columns: &["rating", "recipient", "count", "years"],
    sentence: true,
    rows: |record| {
        let row = |r: &crate::model::Rating| {
            let own = [json!(r.rating), json!(r.recipient), json!(r.count), joined(&r.years)];
            let span = Mention { start: r.start, end: r.end };
            own.into_iter().chain(sentence::tail(record, Some(span), &r.rule)).collect()
        };
        record.ratings.iter().map(row).collect()
    },
};

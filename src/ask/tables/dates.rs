//! One row a calendar expression.

use super::{Table, joined, sentence};
use crate::model::Mention;
use serde_json::json;

/// The expression and its value.
pub(super) const TABLE: Table = Table {
    name: "dates",
    columns: &["text", "value", "grain", "inferred"],
    sentence: true,
    rows: |record| {
        let row = |d: &crate::model::Date| {
            let own = [json!(d.text), json!(d.value), json!(d.grain), joined(&d.inferred)];
            let span = Mention { start: d.start, end: d.end };
            own.into_iter().chain(sentence::tail(record, Some(span), &d.rule)).collect()
        };
        record.dates.iter().map(row).collect()
    },
};

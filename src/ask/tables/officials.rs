//! One row a position of an official; one without a position has one row.

use super::{Table, sentence};
use crate::model::{Official, Record};
use serde_json::{Value, json};

/// Name and position.
pub(super) const TABLE: Table = Table {
    name: "officials",
    columns: &["name", "position"],
    sentence: true,
    rows: |record| record.officials.iter().flat_map(|o| rows(record, o)).collect(),
};

fn rows(record: &Record, o: &Official) -> Vec<Vec<Value>> {
    let positions: Vec<Value> = if o.positions.is_empty() {
        vec![Value::Null]
    } else {
        o.positions.iter().map(|p| json!(p)).collect()
    };
    let tail = sentence::tail(record, o.mentions.first().copied(), &o.rule);
    positions.into_iter().map(|p| [json!(o.name), p].into_iter().chain(tail.clone()).collect()).collect()
}

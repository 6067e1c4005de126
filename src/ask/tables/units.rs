//! One row a unit.

use super::{Table, sentence};
use serde_json::json;

/// Name, kind, and the key of the gazetteer.
pub(super) const TABLE: Table = Table {
    name: "units",
    columns: &["name", "kind", "level", "code", "valid_from"],
    sentence: true,
    rows: |record| {
        let row = |u: &crate::model::Unit| {
            let own = [json!(u.name), json!(u.kind), json!(u.level), json!(u.code), json!(u.valid_from)];
            own.into_iter().chain(sentence::tail(record, u.mentions.first().copied(), &u.rule)).collect()
        };
        record.units.iter().map(row).collect()
    },
};

//! One row an event.

use super::{Table, sentence};
use crate::model::Mention;
use serde_json::json;

/// What took place, when, by whom and where.
pub(super) const TABLE: Table = Table {
    name: "events",
    columns: &["kind", "date", "session", "organizer", "place"],
    sentence: true,
    rows: |record| {
        let row = |e: &crate::model::Event| {
            let own = [json!(e.kind), json!(e.date), json!(e.session), json!(e.organizer), json!(e.place)];
            let span = Mention { start: e.start, end: e.end };
            own.into_iter().chain(sentence::tail(record, Some(span), &e.rule)).collect()
        };
        record.events.iter().map(row).collect()
    },
};

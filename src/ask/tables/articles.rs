//! One row an article.

use super::Table;
use serde_json::json;

/// Title, byline, original of a copy, and the counts of its lists.
pub(super) const TABLE: Table = Table {
    name: "articles",
    columns: &[
        "title",
        "byline",
        "duplicate_of",
        "events",
        "units",
        "officials",
        "dates",
        "awards",
        "ratings",
    ],
    sentence: false,
    rows: |r| {
        vec![vec![
            json!(r.title),
            json!(r.byline),
            json!(r.duplicate_of),
            json!(r.events.len()),
            json!(r.units.len()),
            json!(r.officials.len()),
            json!(r.dates.len()),
            json!(r.awards.len()),
            json!(r.ratings.len()),
        ]]
    },
};

//! By month.

use super::Dimension;
use crate::model::Record;
use serde_json::json;

/// The month of the event, else of publication, `2023-03`; else null.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "month", more: &[], values: |fact| vec![json!(month(fact.record))] };

fn month(record: &Record) -> Option<&str> {
    let months = dates(record).filter_map(|date| date.get(..7).filter(|month| month.as_bytes()[4] == b'-'));
    // An event that is dated by its year alone leaves the month to the publication.
    let mut months = months;
    months.next()
}

/// The date of the event, else of publication.
pub(super) fn date(record: &Record) -> Option<&str> {
    dates(record).next()
}

fn dates(record: &Record) -> impl Iterator<Item = &str> {
    let dated = |award: bool| {
        record
            .events
            .iter()
            .filter(move |e| (e.kind == "award") == award)
            .filter_map(|e| e.date.as_deref())
            .take(1)
    };
    dated(true).chain(dated(false)).take(1).chain(record.published.as_deref())
}

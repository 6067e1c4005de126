//! One row an award.

use super::{Table, joined};
use crate::ask::stats::{Place, places};
use crate::model::{Award, Record};
use serde_json::{Value, json};

/// The award and the place where it is counted; `several` where it has more than one.
pub(super) const TABLE: Table = Table {
    name: "awards",
    columns: &[
        "award",
        "class",
        "authority",
        "level",
        "recipient",
        "count",
        "recipients",
        "status",
        "years",
        "place_level",
        "place_code",
        "place_name",
    ],
    sentence: true,
    rows: |record| record.awards.iter().map(|award| row(record, award)).collect(),
};

fn row(record: &Record, a: &Award) -> Vec<Value> {
    let mut row = vec![
        json!(a.award),
        json!(a.class),
        json!(a.authority),
        json!(a.level),
        json!(a.recipient),
        json!(a.count),
        joined(&a.recipients),
        json!(a.status),
        joined(&a.years),
    ];
    row.extend(place(&places(record, a)));
    row.extend([json!(a.start), json!(a.end), json!(a.sentence), json!(a.rule)]);
    row
}

fn place(places: &[Place]) -> [Value; 3] {
    match places.split_first() {
        None => [Value::Null, Value::Null, Value::Null],
        Some((first, rest)) if rest.iter().all(|p| p == first) => {
            let own = first.localities[usize::from(first.level.clamp(1, 3)) - 1].as_ref();
            [json!(first.level), json!(own.and_then(|l| l.code.clone())), json!(own.map(|l| l.name.clone()))]
        }
        Some(_) => [Value::Null, Value::Null, json!("several")],
    }
}

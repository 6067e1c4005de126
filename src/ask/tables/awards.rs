//! One row an award.

use super::{Table, joined};
use crate::count::placing::{Setting, Share};
use crate::model::Award;
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
    rows: |record| {
        let setting = Setting::of(record);
        record.awards.iter().map(|award| row(&setting, award)).collect()
    },
};

fn row<'r>(setting: &Setting<'r>, a: &'r Award) -> Vec<Value> {
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
    row.extend(place(&setting.share(a)));
    row.extend([json!(a.start), json!(a.end), json!(a.sentence), json!(a.rule)]);
    row
}

/// Level, code and name of the place where the award is counted.
fn place(share: &Share) -> [Value; 3] {
    let one = match share {
        Share::Unplaced(_) => return [Value::Null, Value::Null, Value::Null],
        Share::Each(shares) => match shares.as_slice() {
            [(place, _)] => place,
            _ => return [Value::Null, Value::Null, json!("several")],
        },
        Share::Several(..) => return [Value::Null, Value::Null, json!("several")],
    };
    [json!(one.level), json!(one.code), json!(one.name)]
}

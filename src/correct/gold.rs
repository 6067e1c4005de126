//! Corrected articles as gold: what people checked measures the rules from then on.

use super::fact::{self, without_place};
use crate::model::Record;
use crate::model::correction::{Field, Outcome, State};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Text and gold of a corrected record (`NAME.txt`, `NAME.json`). Gold holds the fields that were corrected, and
/// nothing else: what nobody looked at measures nothing.
pub fn gold(record: &Record, fields: &BTreeSet<Field>) -> (String, Value) {
    let mut gold = Map::new();
    for field in fields {
        let value = match field {
            Field::Title => json!(record.title),
            Field::Published => json!(record.published.as_deref().map(|it| it.get(..10).unwrap_or(it))),
            Field::Byline => json!(record.byline),
            Field::Province => json!(record.province.as_ref().map(|it| &it.name)),
            Field::Units => {
                let key = |unit: &crate::model::Unit| {
                    let key =
                        json!({ "level": unit.level, "code": unit.code, "valid_from": unit.valid_from });
                    (unit.name.clone(), key)
                };
                let keyed = record.units.iter().filter(|unit| unit.code.is_some());
                gold.insert("unit_keys".into(), Value::Object(keyed.map(key).collect()));
                json!(record.units.iter().map(|unit| &unit.name).collect::<Vec<_>>())
            }
            Field::Dates => json!(record.dates.iter().map(|date| &date.value).collect::<Vec<_>>()),
            listed => fact::of(record, *listed).iter().map(without_place).map(Value::Object).collect(),
        };
        gold.insert(field.name().to_string(), value);
    }
    (text(record), Value::Object(gold))
}

/// The text as a page would have it: the day stands below the title, where a reader looks for it.
fn text(record: &Record) -> String {
    let day = record.published.as_deref().and_then(|it| it.get(..10));
    let day = day.and_then(|it| {
        let mut parts = it.split('-');
        Some((parts.next()?, parts.next()?, parts.next()?))
    });
    let line = day.map(|(year, month, day)| format!("{day}/{month}/{year}\n")).unwrap_or_default();
    match &record.title {
        Some(title) if record.text.starts_with(title.as_str()) => {
            format!("{title}\n{line}{}\n", record.text[title.len()..].trim_start_matches('\n'))
        }
        _ => format!("{line}{}\n", record.text),
    }
}

/// Whether a record is as people checked it: every correction of it fits.
pub fn is_checked(outcomes: &[Outcome]) -> bool {
    !outcomes.is_empty() && outcomes.iter().all(|it| matches!(it.state, State::Applied | State::Settled))
}

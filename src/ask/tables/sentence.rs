//! The sentence that a fact rests on.

use crate::model::{Mention, Record};
use crate::normalise::sentence::sentence;
use serde_json::{Value, json};

/// The columns at the end of a row: span, sentence, rule.
pub(super) fn tail(record: &Record, span: Option<Mention>, rule: &str) -> [Value; 4] {
    match span {
        Some(Mention { start, end }) => {
            [json!(start), json!(end), json!(sentence(&record.text, start)), json!(rule)]
        }
        None => [Value::Null, Value::Null, Value::Null, json!(rule)],
    }
}

//! Facts of all kinds alike: as JSON objects with a place in the text.

use crate::model::correction::Field;
use crate::model::{Award, Date, Event, Mention, Official, Rating, Record, Unit};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// What places a fact, and is no part of what it says.
const PLACE: [&str; 5] = ["start", "end", "mentions", "sentence", "rule"];

/// A fact of a list of a record.
pub(super) type Fact = Map<String, Value>;

/// The facts of a field.
pub(super) fn of(record: &Record, field: Field) -> Vec<Fact> {
    match field {
        Field::Awards => objects(&record.awards),
        Field::Officials => objects(&record.officials),
        Field::Units => objects(&record.units),
        Field::Dates => objects(&record.dates),
        Field::Ratings => objects(&record.ratings),
        Field::Events => objects(&record.events),
        Field::Title | Field::Published | Field::Byline | Field::Province => Vec::new(),
    }
}

/// Puts the facts of a field in place of those of the record.
///
/// # Errors
/// Where one is no fact of the field: what does not fit.
pub(super) fn put(record: &mut Record, field: Field, facts: Vec<Fact>) -> Result<(), serde_json::Error> {
    match field {
        Field::Awards => record.awards = read::<Award>(facts)?,
        Field::Officials => record.officials = read::<Official>(facts)?,
        Field::Units => record.units = read::<Unit>(facts)?,
        Field::Dates => record.dates = read::<Date>(facts)?,
        Field::Ratings => record.ratings = read::<Rating>(facts)?,
        Field::Events => record.events = read::<Event>(facts)?,
        Field::Title | Field::Published | Field::Byline | Field::Province => {}
    }
    Ok(())
}

/// A fact of a field that says nothing yet.
pub(super) fn empty(field: Field) -> Fact {
    let object = match field {
        Field::Awards => json!(Award { status: "conferred".into(), ..Award::default() }),
        Field::Officials => json!(Official::default()),
        Field::Units => json!(Unit::default()),
        Field::Dates => {
            json!({ "text": "", "value": "", "grain": "", "inferred": [], "start": 0, "end": 0, "rule": "" })
        }
        Field::Ratings => {
            json!({ "rating": "", "recipient": null, "count": null, "years": [], "start": 0, "end": 0, "rule": "" })
        }
        Field::Events => json!(Event::default()),
        Field::Title | Field::Published | Field::Byline | Field::Province => json!({}),
    };
    if let Value::Object(fact) = object { fact } else { Fact::new() }
}

/// What a fact is known by among those of its place.
pub(super) fn main_keys(field: Field) -> &'static [&'static str] {
    match field {
        Field::Awards => &["award", "class", "recipient", "count"],
        Field::Officials | Field::Units => &["name"],
        Field::Dates => &["value"],
        Field::Ratings => &["rating", "recipient", "count"],
        Field::Events => &["kind"],
        Field::Title | Field::Published | Field::Byline | Field::Province => &[],
    }
}

/// A fact without its place.
pub(super) fn without_place(fact: &Fact) -> Fact {
    fact.iter()
        .filter(|(key, _)| !PLACE.contains(&key.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

/// The places of a fact.
pub(super) fn places(fact: &Fact) -> Vec<Mention> {
    let span = |value: &Value| {
        let number = |key: &str| value[key].as_u64().and_then(|n| usize::try_from(n).ok());
        Some(Mention { start: number("start")?, end: number("end")? })
    };
    match fact.get("mentions").and_then(Value::as_array) {
        Some(mentions) => mentions.iter().filter_map(span).collect(),
        None => span(&Value::Object(fact.clone())).into_iter().collect(),
    }
}

/// Puts a fact at a place.
pub(super) fn place(fact: &mut Fact, span: Mention) {
    if fact.contains_key("mentions") {
        fact.insert("mentions".into(), json!([span]));
    } else {
        fact.insert("start".into(), json!(span.start));
        fact.insert("end".into(), json!(span.end));
    }
}

fn objects<T: Serialize>(facts: &[T]) -> Vec<Fact> {
    let object = |fact: &T| match json!(fact) {
        Value::Object(object) => object,
        _ => Fact::new(),
    };
    facts.iter().map(object).collect()
}

fn read<T: DeserializeOwned>(facts: Vec<Fact>) -> Result<Vec<T>, serde_json::Error> {
    facts.into_iter().map(|fact| serde_json::from_value(Value::Object(fact))).collect()
}

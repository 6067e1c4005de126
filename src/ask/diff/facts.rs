//! The facts of a record, as they are compared.

use crate::model::Mention;
use crate::normalise::sentence;
use serde_json::{Map, Value};

/// A list of facts: its name, and the attribute that says what a fact is of.
const LISTS: [(&str, &str); 6] = [
    ("awards", "award"),
    ("officials", "name"),
    ("units", "name"),
    ("dates", "value"),
    ("ratings", "rating"),
    ("events", "kind"),
];

/// The fields of the article itself, in the order of the output.
pub const OWN: [&str; 6] = ["title", "published", "byline", "province", "duplicate_of", "text"];

/// One fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The list that it stands in.
    pub field: &'static str,
    /// What it is of: its award, its name.
    pub of: String,
    /// Its attributes, without place and rule.
    pub attributes: Map<String, Value>,
    /// Its places.
    pub places: Vec<Mention>,
    /// The rule that read it.
    pub rule: String,
    /// The sentence of its first place.
    pub sentence: String,
}

/// The first list of a record that is none.
pub fn bad_list(record: &Map<String, Value>) -> Option<&'static str> {
    let is_list = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_object));
    LISTS.iter().map(|(name, _)| *name).find(|name| record.get(*name).is_some_and(|list| !is_list(list)))
}

/// Where a list stands among the lists.
pub fn order(field: &str) -> usize {
    LISTS.iter().position(|(name, _)| *name == field).unwrap_or(LISTS.len())
}

/// The facts of a record, list by list.
pub fn facts(record: &Map<String, Value>) -> Vec<Fact> {
    let text = record.get("text").and_then(Value::as_str).unwrap_or_default();
    let list = |name: &str| record.get(name).and_then(Value::as_array).into_iter().flatten();
    let of_list = |(name, of)| list(name).filter_map(move |value| fact(name, of, value, text));
    LISTS.into_iter().flat_map(of_list).collect()
}

fn fact(field: &'static str, of: &str, value: &Value, text: &str) -> Option<Fact> {
    let mut attributes = value.as_object()?.clone();
    let mut take = |key: &str| attributes.shift_remove(key).unwrap_or_default();
    let (start, end, rule) = (take("start"), take("end"), take("rule"));
    let (sentence, mentions) = (take("sentence"), take("mentions"));
    let place = |start: &Value, end: &Value| {
        let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
        Some(Mention { start: number(start)?, end: number(end)? })
    };
    let many = mentions.as_array().into_iter().flatten().filter_map(|m| place(&m["start"], &m["end"]));
    let places: Vec<Mention> = place(&start, &end).into_iter().chain(many).collect();
    let sentence = match (sentence, places.first()) {
        (Value::String(said), _) => said,
        (_, Some(place)) => sentence::sentence(text, place.start).to_string(),
        _ => String::new(),
    };
    let of = attributes.get(of).and_then(Value::as_str).unwrap_or_default().to_string();
    let rule = rule.as_str().unwrap_or_default().to_string();
    Some(Fact { field, of, attributes, places, rule, sentence })
}

impl Fact {
    /// Whether a place of the two overlaps.
    pub fn overlaps(&self, other: &Fact) -> bool {
        let overlap = |a: &Mention, b: &Mention| a.start < b.end && b.start < a.end;
        self.places.iter().any(|a| other.places.iter().any(|b| overlap(a, b)))
    }

    /// How many attributes the two share.
    pub fn shared(&self, other: &Fact) -> usize {
        let same = |(key, value): &(&String, &Value)| other.attributes.get(*key) == Some(*value);
        self.attributes.iter().filter(same).count()
    }
}

//! Which fact of the new record is which of the old one.

use super::facts::{Fact, order};
use crate::model::difference::{Attribute, Change, Outcome};
use serde_json::{Value, json};

/// What became of the facts of one article. `moved`: the two texts differ, so that places say nothing.
pub fn changes(old: &[Fact], new: &[Fact], moved: bool) -> Vec<Change> {
    let mut out = Vec::new();
    let (mut gone, mut come) = (vec![true; old.len()], vec![true; new.len()]);
    for (o, n) in pairs(old, new, moved) {
        (gone[o], come[n]) = (false, false);
        let attributes = attributes(&old[o], &new[n], moved);
        if !attributes.is_empty() {
            out.push(change(Outcome::Changed, &new[n], attributes));
        }
    }
    let only = |facts: &[Fact], left: &[bool], outcome| -> Vec<Change> {
        let left = facts.iter().zip(left).filter(|(_, left)| **left);
        left.map(|(fact, _)| change(outcome, fact, Vec::new())).collect()
    };
    out.extend(only(old, &gone, Outcome::Removed));
    out.extend(only(new, &come, Outcome::Added));
    out.sort_by_key(|c| (order(&c.field), c.start, c.outcome));
    out
}

/// Pairs of facts that are one, best first: each fact stands in one pair at most.
fn pairs(old: &[Fact], new: &[Fact], moved: bool) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (o, a) in old.iter().enumerate() {
        for (n, b) in new.iter().enumerate().filter(|(_, b)| b.field == a.field) {
            candidates.extend(likeness(a, b, moved).map(|likeness| (likeness, o, n)));
        }
    }
    // Of equally like ones the first in both texts.
    candidates.sort_by_key(|(likeness, o, n)| (std::cmp::Reverse(*likeness), *o, *n));
    let (mut gone, mut come) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pairs = Vec::new();
    for (_, o, n) in candidates {
        if !gone[o] && !come[n] {
            (gone[o], come[n]) = (true, true);
            pairs.push((o, n));
        }
    }
    pairs
}

/// How like two facts of one field are; none where they are no one fact: neither is their place the
/// same nor what they are of and its sentence.
fn likeness(a: &Fact, b: &Fact, moved: bool) -> Option<usize> {
    let shared = a.shared(b);
    let equal = shared == a.attributes.len() && shared == b.attributes.len();
    let place = if moved { 0 } else { 2 * usize::from(a.places == b.places) + usize::from(a.overlaps(b)) };
    let one = a.of == b.of;
    let named = matches!(a.field, "officials" | "units" | "events");
    let key = one && (named || a.sentence == b.sentence || moved && 2 * shared > a.attributes.len());
    (key || place > 0 || equal)
        .then_some(100 * usize::from(equal) + 10 * place + 5 * usize::from(one) + shared)
}

/// What is different between two facts that are one.
fn attributes(old: &Fact, new: &Fact, moved: bool) -> Vec<Attribute> {
    let value = |fact: &Fact, key: &str| fact.attributes.get(key).cloned().unwrap_or_default();
    let gone = old.attributes.keys().filter(|key| !new.attributes.contains_key(*key));
    let mut all: Vec<Attribute> = new
        .attributes
        .keys()
        .chain(gone)
        .map(|key| Attribute { name: key.clone(), old: value(old, key), new: value(new, key) })
        .collect();
    let spans = |fact: &Fact| -> Value {
        json!(fact.places.iter().map(|p| format!("{}–{}", p.start, p.end)).collect::<Vec<_>>())
    };
    if !moved {
        all.push(Attribute { name: "span".into(), old: spans(old), new: spans(new) });
    }
    all.push(Attribute { name: "rule".into(), old: json!(old.rule), new: json!(new.rule) });
    all.retain(|a| a.old != a.new);
    all
}

fn change(outcome: Outcome, fact: &Fact, attributes: Vec<Attribute>) -> Change {
    Change {
        outcome,
        field: fact.field.to_string(),
        rule: Some(fact.rule.clone()),
        value: Value::Object(fact.attributes.clone()),
        attributes,
        start: fact.places.first().map(|p| p.start),
        end: fact.places.first().map(|p| p.end),
        sentence: Some(fact.sentence.clone()).filter(|s| !s.is_empty()),
    }
}

//! A record as its corrections have it.

use super::RULE;
use super::fact::{self, Fact};
use super::quote::find;
use crate::gazetteer;
use crate::model::correction::{Correction, Field, Outcome, State, Verdict};
use crate::model::{Mention, Province, Record};
use serde_json::{Value, json};

/// Applies corrections of the record's article, in the order in which they were made, and notes in the record what
/// became of each. `sentences` gives the spans of a record's sentences.
pub fn apply<'c>(
    record: &mut Record,
    corrections: impl Iterator<Item = &'c Correction>,
    sentences: impl Fn(&Record) -> Vec<Mention>,
) {
    let mut corrections = corrections.peekable();
    if corrections.peek().is_none() {
        return;
    }
    let text: Vec<char> = record.text.chars().collect();
    let sentences = sentences(record);
    for correction in corrections {
        let state = match one(record, correction, &text, &sentences) {
            Ok(true) => State::Applied,
            Ok(false) => State::Settled,
            Err(state) => state,
        };
        record.corrections.push(Outcome { id: correction.id.clone(), state });
    }
}

/// Applies one correction. Gives whether it changed the record.
fn one(
    record: &mut Record,
    correction: &Correction,
    text: &[char],
    sentences: &[Mention],
) -> Result<bool, State> {
    if correction.field.is_single() {
        return single(record, correction);
    }
    let quote = correction.quote.as_ref().ok_or(State::NoQuote)?;
    let span = find(text, quote)?;
    let mut facts = fact::of(record, correction.field);
    let changed = change(&mut facts, correction, span, text, sentences)?;
    if changed {
        if correction.field == Field::Units {
            facts.iter_mut().filter(|it| it["rule"] == RULE).for_each(|unit| located(unit, record));
        }
        // What the file says was checked when it was made; by hand it may say anything.
        fact::put(record, correction.field, facts).map_err(|_| State::NoFact)?;
    }
    Ok(changed)
}

/// Changes the facts of a field.
fn change(
    facts: &mut Vec<Fact>,
    correction: &Correction,
    span: Mention,
    text: &[char],
    sentences: &[Mention],
) -> Result<bool, State> {
    let main = fact::main_keys(correction.field);
    let set = &correction.set;
    let there = |facts: &[Fact], fits: &dyn Fn(&Fact) -> bool| {
        facts.iter().position(|it| fact::places(it).iter().any(|at| overlap(*at, span)) && fits(it))
    };
    let is = |it: &Fact, key: &str, value: Option<&Value>| it.get(key) == Some(value.unwrap_or(&Value::Null));
    let meant = |it: &Fact| {
        let keys = main.iter().copied().chain(set.keys().map(String::as_str));
        keys.into_iter().all(|key| is(it, key, correction.was.get(key)))
    };
    // The rules may have learnt it meanwhile.
    let right = |it: &Fact| {
        let kept = main.iter().filter(|key| !set.contains_key(**key));
        set.iter().all(|(key, value)| is(it, key, Some(value)))
            && kept
                .into_iter()
                .all(|key| correction.was.get(*key).is_none_or(|value| is(it, key, Some(value))))
    };
    match correction.verdict {
        Verdict::Wrong => match there(facts, &meant) {
            Some(at) => {
                facts.remove(at);
                Ok(true)
            }
            None => Ok(false),
        },
        Verdict::Different => match there(facts, &meant) {
            Some(at) => {
                let changed = &mut facts[at];
                set.iter().for_each(|(key, value)| drop(changed.insert(key.clone(), value.clone())));
                changed.insert("rule".into(), json!(RULE));
                Ok(true)
            }
            None if there(facts, &right).is_some() => Ok(false),
            None => Err(State::NoFact),
        },
        Verdict::Missing => {
            if there(facts, &right).is_some() {
                return Ok(false);
            }
            let mut new = fact::empty(correction.field);
            set.iter().for_each(|(key, value)| drop(new.insert(key.clone(), value.clone())));
            fact::place(&mut new, span);
            new.insert("rule".into(), json!(RULE));
            if new.contains_key("sentence") {
                new.insert("sentence".into(), json!(sentence(text, sentences, span)));
            }
            if correction.field == Field::Dates {
                new.insert("text".into(), json!(text[span.start..span.end].iter().collect::<String>()));
            }
            let start = |it: &Fact| fact::places(it).first().map_or(0, |at| at.start);
            let at = facts.iter().position(|it| start(it) > span.start).unwrap_or(facts.len());
            facts.insert(at, new);
            Ok(true)
        }
    }
}

fn overlap(a: Mention, b: Mention) -> bool {
    a.start < b.end && b.start < a.end
}

/// The sentence that holds the beginning of a span.
fn sentence(text: &[char], sentences: &[Mention], span: Mention) -> String {
    let holds = |it: &&Mention| it.start <= span.start && span.start < it.end;
    let found = sentences.iter().find(holds).copied().unwrap_or(span);
    text[found.start..found.end].iter().collect()
}

/// Gives a unit that has no key the one that its name has on the article's day.
fn located(unit: &mut Fact, record: &Record) {
    if !unit["code"].is_null() {
        return;
    }
    let gazetteer = gazetteer::get();
    let day = record.published.as_deref().map(|it| it.get(..10).unwrap_or(it));
    let name = unit["name"].as_str().unwrap_or_default().to_string();
    let locality = gazetteer.localities_in(&name).first().copied().unwrap_or(&name).to_string();
    let Some(place) = gazetteer.lookup_full(&locality, day, &[]).one() else { return };
    unit.insert("level".into(), json!(place.level));
    unit.insert("code".into(), json!(place.code));
    unit.insert("valid_from".into(), json!(place.since()));
    unit.insert("province".into(), json!(gazetteer.province(place, day).map(|it| it.name)));
}

/// Applies a correction of a field that an article has one value of.
fn single(record: &mut Record, correction: &Correction) -> Result<bool, State> {
    let name = correction.field.name();
    let new = match correction.verdict {
        Verdict::Wrong => None,
        Verdict::Missing | Verdict::Different => correction.set.get(name).and_then(Value::as_str),
    };
    let now = value(record, correction.field);
    if now.as_deref() == new {
        return Ok(false);
    }
    if json!(now) != *correction.was.get(name).unwrap_or(&Value::Null) {
        return Err(State::NoFact);
    }
    let new = new.map(String::from);
    match correction.field {
        Field::Title => record.title = new,
        Field::Published => record.published = new,
        Field::Byline => record.byline = new,
        _ => record.province = new.map(|name| province(name, record.published.as_deref())),
    }
    Ok(true)
}

/// The value of a field that an article has one value of.
pub(super) fn value(record: &Record, field: Field) -> Option<String> {
    match field {
        Field::Title => record.title.clone(),
        Field::Published => record.published.clone(),
        Field::Byline => record.byline.clone(),
        Field::Province => record.province.as_ref().map(|it| it.name.clone()),
        _ => None,
    }
}

fn province(name: String, published: Option<&str>) -> Province {
    let day = published.map(|it| it.get(..10).unwrap_or(it));
    let found = gazetteer::get().lookup_full(&name, day, &[]).places();
    let code = found.into_iter().find(|place| place.level == 1).map(|place| place.code.to_string());
    Province { name, code }
}

//! A correction from what someone says, checked against the article.

use super::apply::value;
use super::fact::{self, Fact};
use super::quote::{places, quote};
use crate::model::correction::{Correction, Field, Verdict};
use crate::model::told::{Tell, Told};
use crate::model::vocabulary::AWARDS;
use crate::model::{Mention, Record};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// What someone says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// What is said of the fact.
    pub verdict: Verdict,
    /// The field.
    pub field: Field,
    /// Words of the text where the fact stands, as the article has them; none for a field of the whole article.
    #[serde(default)]
    pub quote: Option<String>,
    /// What stands before the quote, where it stands in the text several times.
    #[serde(default)]
    pub prefix: Option<String>,
    /// What stands behind it.
    #[serde(default)]
    pub suffix: Option<String>,
    /// What the fact says now, by some of its keys, where several stand at the quote.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub was: Map<String, Value>,
    /// What is right.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub set: Map<String, Value>,
    /// Who says so.
    #[serde(default)]
    pub by: Option<String>,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
}

/// What cannot be a correction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCorrection {
    /// A fact of a list is corrected at a quote.
    #[error("a quote from the text is missing")]
    NoQuote,
    /// The text does not hold it.
    #[error("the text does not hold `{0}`")]
    Quote(String),
    /// The text holds it several times: where.
    #[error("the text holds `{0}` several times: {1}")]
    Quotes(String, String),
    /// No fact of the field stands at the quote; those of the article.
    #[error("no fact there is meant; there are: {0}")]
    NoFact(String),
    /// Several stand there.
    #[error("several facts may be meant: {0}")]
    Facts(String),
    /// A key that facts of the field do not have; those they have.
    #[error("`{0}` is none of the keys: {1}")]
    Key(String, String),
    /// A value that the key does not take.
    #[error("`{0}` cannot be {1}")]
    Value(String, String),
    /// It says what the record says already.
    #[error("nothing would change")]
    Nothing,
}

impl Tell for BadCorrection {
    fn told(&self) -> Told {
        match self {
            BadCorrection::NoQuote => Told::new("correct.no-quote", &[]),
            BadCorrection::Quote(text) => Told::new("correct.quote", &[("text", text)]),
            BadCorrection::Quotes(text, places) => {
                Told::new("correct.quotes", &[("text", text), ("places", places)])
            }
            BadCorrection::NoFact(facts) => Told::new("correct.no-fact", &[("facts", facts)]),
            BadCorrection::Facts(facts) => Told::new("correct.facts", &[("facts", facts)]),
            BadCorrection::Key(key, keys) => Told::new("correct.key", &[("key", key), ("keys", keys)]),
            BadCorrection::Value(key, value) => Told::new("correct.value", &[("key", key), ("value", value)]),
            BadCorrection::Nothing => Told::new("correct.nothing", &[]),
        }
    }
}

/// The correction of a draft about a record. `made` is the moment, RFC 3339 in +07:00.
///
/// # Errors
/// What is wrong with the draft.
pub fn make(record: &Record, draft: Draft, made: String) -> Result<Correction, BadCorrection> {
    let mut correction = Correction {
        id: String::new(),
        article: record.id.clone(),
        source: record.source.clone(),
        made,
        by: draft.by.clone(),
        note: draft.note.clone(),
        verdict: draft.verdict,
        field: draft.field,
        quote: None,
        was: Map::new(),
        set: draft.set.clone(),
    };
    if draft.field.is_single() {
        single(record, &draft, &mut correction)?;
    } else {
        listed(record, &draft, &mut correction)?;
    }
    // The moment is among what is hashed: the same may be said again after it was taken back.
    let hash = Sha256::digest(serde_json::to_vec(&correction).unwrap_or_default());
    correction.id = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(correction)
}

fn single(record: &Record, draft: &Draft, correction: &mut Correction) -> Result<(), BadCorrection> {
    let name = draft.field.name();
    let now = value(record, draft.field);
    if let Some(other) = draft.set.keys().find(|key| *key != name) {
        return Err(BadCorrection::Key(other.clone(), name.to_string()));
    }
    let new = draft.set.get(name);
    match (draft.verdict, new) {
        (Verdict::Wrong, _) => {
            correction.set.clear();
            if now.is_none() {
                return Err(BadCorrection::Nothing);
            }
        }
        (_, None) => return Err(BadCorrection::Value(name.to_string(), "null".to_string())),
        (_, Some(new)) => {
            let fits = match (draft.field, new.as_str()) {
                (Field::Published, Some(text)) => is_day(text.get(..10).unwrap_or(text)),
                (_, text) => text.is_some_and(|it| !it.trim().is_empty()),
            };
            if !fits {
                return Err(BadCorrection::Value(name.to_string(), new.to_string()));
            }
            if new.as_str() == now.as_deref() {
                return Err(BadCorrection::Nothing);
            }
        }
    }
    correction.was.insert(name.to_string(), json!(now));
    Ok(())
}

fn listed(record: &Record, draft: &Draft, correction: &mut Correction) -> Result<(), BadCorrection> {
    let exact = draft.quote.as_deref().filter(|it| !it.is_empty()).ok_or(BadCorrection::NoQuote)?;
    let text: Vec<char> = record.text.chars().collect();
    let found: Vec<Mention> = places(&text, exact)
        .into_iter()
        .filter(|place| {
            let (before, behind): (String, String) =
                (text[..place.start].iter().collect(), text[place.end..].iter().collect());
            draft.prefix.as_deref().is_none_or(|it| before.ends_with(it))
                && draft.suffix.as_deref().is_none_or(|it| behind.starts_with(it))
        })
        .collect();
    let facts = fact::of(record, draft.field);
    let span = match found.as_slice() {
        [] => return Err(BadCorrection::Quote(exact.to_string())),
        [one] => *one,
        // A name that is said several times is one fact.
        several => match one_fact(&facts, several, draft) {
            Some(place) => place,
            None => {
                let around = |place: &Mention| {
                    let it = quote(&text, *place);
                    format!("…{}[{}]{}…", it.prefix, it.exact, it.suffix).replace('\n', " ")
                };
                let places = several.iter().map(around).collect::<Vec<_>>().join("; ");
                return Err(BadCorrection::Quotes(exact.to_string(), places));
            }
        },
    };
    correction.quote = Some(quote(&text, span));
    checked(draft.field, &draft.set)?;
    let known = fact::empty(draft.field);
    if let Some(other) = draft.was.keys().find(|key| !known.contains_key(*key)) {
        return Err(BadCorrection::Key(other.clone(), keys(&known)));
    }
    if draft.verdict == Verdict::Missing {
        for key in needed(draft.field) {
            if draft.set.get(*key).is_none_or(Value::is_null) {
                return Err(BadCorrection::Value((*key).to_string(), "null".to_string()));
            }
        }
        let same =
            |it: &Fact| draft.set.iter().all(|(key, value)| it.get(key) == Some(value)) && at(it, span);
        return if facts.iter().any(same) { Err(BadCorrection::Nothing) } else { Ok(()) };
    }
    let meant: Vec<&Fact> = facts
        .iter()
        .filter(|it| at(it, span) && draft.was.iter().all(|(key, value)| it.get(key) == Some(value)))
        .collect();
    // The fact that stands just there is meant, and not one that only reaches over it.
    let exactly: Vec<&Fact> = meant.iter().copied().filter(|it| fact::places(it).contains(&span)).collect();
    let fact = match (exactly.as_slice(), meant.as_slice()) {
        ([one], _) | (_, [one]) => *one,
        (_, []) => return Err(BadCorrection::NoFact(listing(draft.field, &facts))),
        (_, several) => {
            let several: Vec<Fact> = several.iter().map(|it| (*it).clone()).collect();
            return Err(BadCorrection::Facts(listing(draft.field, &several)));
        }
    };
    if draft.verdict == Verdict::Wrong {
        correction.set.clear();
    } else if draft.set.iter().all(|(key, value)| fact.get(key) == Some(value)) {
        return Err(BadCorrection::Nothing);
    }
    correction.was = fact::without_place(fact);
    Ok(())
}

/// The first of several places, where one and the same fact is meant at all of them.
fn one_fact(facts: &[Fact], places: &[Mention], draft: &Draft) -> Option<Mention> {
    let is_meant = |it: &&Fact| draft.was.iter().all(|(key, value)| it.get(key) == Some(value));
    let mut meant = facts.iter().filter(is_meant).filter(|it| places.iter().any(|place| at(it, *place)));
    let (one, other) = (meant.next()?, meant.next());
    let everywhere = places.iter().all(|place| at(one, *place));
    (draft.verdict != Verdict::Missing && other.is_none() && everywhere).then(|| places[0])
}

fn at(fact: &Fact, span: Mention) -> bool {
    fact::places(fact).iter().any(|place| place.start < span.end && span.start < place.end)
}

/// The keys that a missing fact must have.
fn needed(field: Field) -> &'static [&'static str] {
    match field {
        Field::Awards => &["award"],
        Field::Officials => &["name"],
        Field::Units => &["name", "kind"],
        Field::Dates => &["value", "grain"],
        Field::Ratings => &["rating"],
        Field::Events => &["kind"],
        Field::Title | Field::Published | Field::Byline | Field::Province => &[],
    }
}

/// Whether facts of the field can have these keys and values.
fn checked(field: Field, set: &Map<String, Value>) -> Result<(), BadCorrection> {
    let known = fact::empty(field);
    let sayable = fact::without_place(&known);
    for (key, value) in set {
        if !sayable.contains_key(key) {
            return Err(BadCorrection::Key(key.clone(), keys(&sayable)));
        }
        let mut one = known.clone();
        one.insert(key.clone(), value.clone());
        let fits = match (field, key.as_str(), value.as_str()) {
            (Field::Awards, "award", Some(slug)) => AWARDS.contains(&slug),
            (Field::Awards, "status", Some(status)) => ["conferred", "proposed"].contains(&status),
            (Field::Awards | Field::Ratings, "recipient", Some(kind)) => {
                ["collective", "individual", "household", "agency", "locality", "party"].contains(&kind)
            }
            (_, "name" | "award" | "status" | "rating" | "kind" | "value" | "grain", text) => {
                text.is_some_and(|it| !it.trim().is_empty())
            }
            _ => true,
        };
        if !fits || fact::put(&mut Record::default(), field, vec![one]).is_err() {
            return Err(BadCorrection::Value(key.clone(), value.to_string()));
        }
    }
    Ok(())
}

fn keys(fact: &Fact) -> String {
    fact.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Facts in a line: what each is known by.
fn listing(field: Field, facts: &[Fact]) -> String {
    let one = |it: &Fact| {
        let said = fact::main_keys(field).iter().filter_map(|key| Some((key, it.get(*key)?)));
        let said = said.filter(|(_, value)| !value.is_null());
        said.map(|(key, value)| format!("{key}={}", value.as_str().map_or(value.to_string(), String::from)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    facts.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// `YYYY-MM-DD`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |it: &&str| it.bytes().all(|b| b.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|it| it.len()).collect();
    let number = |at: usize| parts[at].parse::<u32>().unwrap_or(0);
    lengths == [4, 2, 2]
        && parts.iter().all(digits)
        && (1..=12).contains(&number(1))
        && (1..=31).contains(&number(2))
}

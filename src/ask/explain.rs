//! Why the rules read an article as they do: its facts and refusals, sentence by sentence.

use crate::model::explanation::{Explanation, Fact, Refusal, Sentence};
use crate::model::refused::{Field, Reason, Refused};
use crate::model::spans::Spans;
use crate::model::{Mention, Record};
use serde_json::{Value, json};
use std::ops::Range;

/// Keys of a fact that stand beside its value.
const BESIDE: &[&str] = &["start", "end", "sentence", "rule", "mentions"];

/// The explanation of a page that was just read: `sentences` are those of the record's text. Of the
/// fields only those in `fields`; all if it is empty.
pub fn explanation(
    record: &Record,
    sentences: &[Mention],
    refused: &[Refused],
    fields: &[Field],
) -> Explanation {
    let refusals = refusals(record, refused);
    let mut answer = told(record, sentences, &refusals, fields);
    answer.reread = true;
    answer
}

/// The explanation of a record without its page: what was refused is not known.
pub fn of_record(record: &Record, sentences: &[Mention], fields: &[Field]) -> Explanation {
    told(record, sentences, &[], fields)
}

fn told(record: &Record, sentences: &[Mention], refused: &[Refusal], fields: &[Field]) -> Explanation {
    let facts = facts(record);
    let letters: Vec<char> = record.text.chars().collect();
    let sentence = |span: &Mention| {
        let found = starting(&facts, span.start..span.end, |f| f.start);
        let refused = starting(refused, span.start..span.end, |r| r.start);
        Sentence {
            start: span.start,
            end: span.end,
            text: letters[span.start..span.end].iter().collect(),
            found: found.iter().filter(|f| is_wanted(f.field, fields)).cloned().collect(),
            refused: refused.iter().filter(|r| is_wanted(r.field, fields)).cloned().collect(),
        }
    };
    let filled = |s: &Sentence| !s.found.is_empty() || !s.refused.is_empty();
    Explanation {
        id: record.id.clone(),
        source: record.source.clone(),
        title: record.title.clone(),
        rules_version: record.rules_version.clone(),
        reread: false,
        sentences: sentences.iter().map(sentence).filter(filled).collect(),
    }
}

/// Of `all`, in the order of their starts, those that start inside `span`.
fn starting<T>(all: &[T], span: Range<usize>, start: impl Fn(&T) -> usize) -> &[T] {
    let from = all.partition_point(|one| start(one) < span.start);
    let behind = all.partition_point(|one| start(one) < span.end);
    &all[from..behind.max(from)]
}

/// Whether a field is asked for; numbers are a matter of the fields that count.
fn is_wanted(field: Field, wanted: &[Field]) -> bool {
    let counts =
        || field == Field::Numbers && wanted.iter().any(|f| matches!(f, Field::Awards | Field::Ratings));
    wanted.is_empty() || wanted.contains(&field) || counts()
}

/// Every fact of a record at each of its places, in reading order.
fn facts(record: &Record) -> Vec<Fact> {
    let lists = [
        (Field::Awards, json!(record.awards)),
        (Field::Officials, json!(record.officials)),
        (Field::Units, json!(record.units)),
        (Field::Dates, json!(record.dates)),
        (Field::Ratings, json!(record.ratings)),
        (Field::Events, json!(record.events)),
    ];
    let mut all = Vec::new();
    for (field, list) in lists {
        let Value::Array(list) = list else { continue };
        list.iter().for_each(|fact| all.extend(places(field, fact)));
    }
    all.sort_by_key(|f| (f.start, f.field));
    all
}

/// A fact once for each of its places.
fn places(field: Field, fact: &Value) -> Vec<Fact> {
    let mut value = fact.clone();
    if let Some(fields) = value.as_object_mut() {
        BESIDE.iter().for_each(|key| {
            fields.shift_remove(*key);
        });
    }
    let rule = fact["rule"].as_str().unwrap_or_default();
    let spans = fact["mentions"].as_array().cloned().unwrap_or_else(|| vec![fact.clone()]);
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    let place = |span: &Value| {
        let (start, end) = (number(&span["start"])?, number(&span["end"])?);
        Some(Fact { field, value: value.clone(), rule: rule.to_string(), start, end })
    };
    spans.iter().filter_map(place).collect()
}

/// What the rules refused, and the numbers that none of them has met, in reading order.
fn refusals(record: &Record, refused: &[Refused]) -> Vec<Refusal> {
    let letters: Vec<char> = record.text.chars().collect();
    let words = |span: Mention| letters[span.start..span.end].iter().collect::<String>();
    let told = refused.iter().map(|r| Refusal {
        field: r.field,
        text: words(r.span),
        rule: Some(r.rule),
        reason: r.reason,
        start: r.span.start,
        end: r.span.end,
    });
    let mut all: Vec<Refusal> = told.collect();
    let known = facts(record);
    let span = |start, end| (Mention { start, end }, ());
    let facts = known.iter().map(|f| span(f.start, f.end));
    let met = Spans::new(facts.chain(all.iter().map(|r| span(r.start, r.end))));
    for span in numbers(&letters) {
        let text = words(span);
        // The class of an award (`hạng 3`, `60 năm tuổi Đảng`) is read though no span holds it.
        let near = (span.start + 1).saturating_sub(NEAR)..span.start + NEAR;
        let class = starting(&known, near, |f| f.start).iter().any(|f| f.value["class"] == text);
        if !class && met.touching(span).next().is_none() {
            let (field, reason) = (Field::Numbers, Reason::NoRule);
            all.push(Refusal { field, text, rule: None, reason, start: span.start, end: span.end });
        }
    }
    all.sort_by_key(|r| (r.start, r.end, r.field));
    all
}

/// How far from its count the class of an award stands, in code points.
const NEAR: usize = 120;

/// The numbers of a text: digits, with single points and commas between them; not those of a word.
fn numbers(letters: &[char]) -> Vec<Mention> {
    let mut all = Vec::new();
    let mut i = 0;
    let digit = |i: usize| letters.get(i).is_some_and(char::is_ascii_digit);
    while i < letters.len() {
        let start = i;
        while digit(i) || i > start && matches!(letters.get(i), Some('.' | ',')) && digit(i + 1) {
            i += 1;
        }
        if i == start {
            i += 1;
        } else if start == 0 || !letters[start - 1].is_alphabetic() {
            all.push(Mention { start, end: i });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Award, Official};

    fn record() -> Record {
        Record {
            text: "Tặng 12 tập thể.\nÔng A nói 3,5 và F0.".into(),
            awards: vec![Award { count: Some(12), start: 5, end: 15, rule: "r".into(), ..Award::default() }],
            officials: vec![Official {
                name: "A".into(),
                mentions: vec![Mention { start: 22, end: 23 }],
                ..Official::default()
            }],
            ..Record::default()
        }
    }

    const SENTENCES: [Mention; 2] = [Mention { start: 0, end: 16 }, Mention { start: 17, end: 37 }];

    #[test]
    fn facts_and_numbers_by_sentence() {
        let answer = explanation(&record(), &SENTENCES, &[], &[]);
        assert!(answer.reread);
        let found: Vec<_> = answer.sentences.iter().map(|s| (s.found.len(), s.refused.len())).collect();
        assert_eq!(found, [(1, 0), (1, 1)]);
        let number = &answer.sentences[1].refused[0];
        assert_eq!((number.text.as_str(), number.reason, number.rule), ("3,5", Reason::NoRule, None));
        let award = &answer.sentences[0].found[0];
        assert_eq!((&award.value["count"], &award.value["start"]), (&json!(12), &Value::Null));
    }

    #[test]
    fn fields_asked_for() {
        let answer = |fields: &[Field]| explanation(&record(), &SENTENCES, &[], fields).sentences;
        assert_eq!(answer(&[Field::Officials]).len(), 1);
        assert_eq!(answer(&[Field::Awards]).len(), 2);
        assert_eq!(answer(&[Field::Dates]).len(), 0);
    }

    #[test]
    fn a_record_alone_gives_its_facts() {
        let answer = of_record(&record(), &SENTENCES, &[]);
        assert!(!answer.reread && answer.sentences.iter().all(|s| s.refused.is_empty()));
    }
}

//! A field with its value → what the index is asked.

use super::{Asked, Maker, any, name_forms, province};
use crate::ask::forms::Form;
use crate::ask::query::{Field, Value};
use crate::gazetteer::{self, Place};
use crate::index::terms::words;
use crate::index::{Attribute, Condition, FactCondition, Names, Number, Part, Result};
use std::collections::BTreeSet;

impl Maker<'_> {
    /// What a field asks.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn asked(&self, field: Field, value: &Value) -> Result<Asked> {
        let article = |condition| Asked::Article(condition, Vec::new());
        Ok(match (field, value) {
            (Field::Event, Value::OneOf(kinds)) => {
                article(Condition::Any(kinds.iter().cloned().map(Condition::Event).collect()))
            }
            (Field::Copy, Value::OneOf(values)) => {
                let copies = Condition::Among(self.reader.copies_alone()?);
                let one = |value: &String| match value.as_str() {
                    "no" => Condition::Not(Box::new(copies.clone())),
                    _ => copies.clone(),
                };
                article(Condition::Any(values.iter().map(one).collect()))
            }
            (_, Value::OneOf(values)) => {
                let attribute = match field {
                    Field::Class => Attribute::Class,
                    Field::Level => Attribute::Level,
                    Field::Recipient => Attribute::Recipient,
                    Field::Status => Attribute::Status,
                    _ => Attribute::Award,
                };
                Asked::Award(one_of(attribute, values.clone()))
            }
            (Field::Authority, Value::Names(names)) => {
                let forms = self.names(names);
                let has = |name: &str| {
                    let words = words(name);
                    forms.iter().any(|form| form.stands_in(&words))
                };
                let known = self.reader.names(Names::Authorities, &mut |name| has(name))?;
                Asked::Award(one_of(Attribute::Authority, known))
            }
            (Field::Site, Value::Names(hosts)) => {
                let hosts: Vec<String> = hosts.iter().map(|host| host.to_lowercase()).collect();
                let fits = |site: &str| {
                    hosts.iter().any(|host| {
                        site == *host || site.strip_suffix(host.as_str()).is_some_and(|it| it.ends_with('.'))
                    })
                };
                article(Condition::Site(self.reader.names(Names::Sites, &mut |site| fits(site))?))
            }
            (_, Value::Names(names)) => {
                let part = match field {
                    Field::Unit => Part::Unit,
                    Field::Official => Part::Official,
                    _ => Part::Title,
                };
                let forms = self.names(names);
                Asked::Article(any(part, &forms), forms)
            }
            (_, Value::Places(places, names)) => {
                let keys: BTreeSet<String> = places.iter().map(|place| place.key_text()).collect();
                let (attribute, condition) = match field {
                    Field::Province => {
                        let named = names.iter().filter_map(|name| province(name, self.abbreviations));
                        (Attribute::Province, Condition::Any(named.collect()))
                    }
                    Field::District => {
                        // Who names a commune names its district.
                        let inside = places.iter().flat_map(|place| {
                            let until = if place.valid_to.is_empty() {
                                gazetteer::REFORM
                            } else {
                                gazetteer::BEFORE_REFORM
                            };
                            gazetteer::get().children(place, until)
                        });
                        let keys = keys.iter().cloned().chain(inside.map(Place::key_text)).collect();
                        (Attribute::District, Condition::Place(keys))
                    }
                    _ => (Attribute::Commune, Condition::Place(keys.clone())),
                };
                Asked::Context(one_of(attribute, keys), condition)
            }
            (_, Value::Range(range, _)) => {
                let (first, last) = (*range.start(), *range.end());
                let days = |from: u64, to: u64| Condition::Days(Some(from), Some(to));
                let within = |number| FactCondition {
                    // 0 stands for what is not known.
                    within: vec![(number, first.max(1)..=last)],
                    ..FactCondition::default()
                };
                match field {
                    Field::Year => Asked::Context(
                        within(Number::Year),
                        days(first.saturating_mul(10_000), last.saturating_mul(10_000).saturating_add(1231)),
                    ),
                    Field::Month => Asked::Context(
                        within(Number::Month),
                        days(first.saturating_mul(100), last.saturating_mul(100).saturating_add(31)),
                    ),
                    Field::Date => Asked::Context(within(Number::Date), days(first, last)),
                    _ => Asked::Award(FactCondition {
                        // The column holds one more: see [`Number::Count`].
                        within: vec![(Number::Count, first.saturating_add(1)..=last.saturating_add(1))],
                        ..FactCondition::default()
                    }),
                }
            }
        })
    }

    fn names(&self, names: &[String]) -> Vec<Form> {
        names.iter().flat_map(|name| name_forms(name, self.abbreviations)).collect()
    }
}

fn one_of(attribute: Attribute, values: BTreeSet<String>) -> FactCondition {
    FactCondition { any_of: vec![(attribute, values)], ..FactCondition::default() }
}

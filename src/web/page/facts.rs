//! The facts of an article as a list: what each says, which rule read it, where it stands.

use super::marks::Place;
use super::view::{View, cut};
use crate::correct;
use crate::model::Record;
use crate::model::correction::Field;
use maud::{Markup, html};
use serde_json::{Map, Value, json};

/// The lists, in the order in which they are shown.
pub const LISTS: [Field; 6] =
    [Field::Awards, Field::Ratings, Field::Officials, Field::Units, Field::Events, Field::Dates];
/// Letters of a value.
const VALUE: usize = 400;
/// Places of a fact that are linked.
const PLACES: usize = 12;
/// Letters before and behind a quote that tell which of several is meant.
const AROUND: usize = 32;

/// Where a fact is marked in the text: `f-awards-3`, its later places `f-awards-3-1`.
pub fn mark_id(place: &Place) -> String {
    match place.nth {
        0 => format!("f-{}-{}", place.field.name(), place.fact),
        nth => format!("f-{}-{}-{nth}", place.field.name(), place.fact),
    }
}

/// Where a fact stands in the list.
pub fn list_id(field: Field, fact: usize) -> String {
    format!("l-{}-{fact}", field.name())
}

/// A fact in a word, for the mark's tooltip and the list.
pub fn label(view: &View, record: &Record, field: Field, fact: usize) -> String {
    let counted = |count: Option<u64>| count.map_or(String::new(), |n| format!("{} × ", view.number(n)));
    let told = match field {
        Field::Awards => record
            .awards
            .get(fact)
            .map(|it| format!("{}{}", counted(it.count), view.award(&it.award, it.class.as_deref()))),
        Field::Ratings => record
            .ratings
            .get(fact)
            .map(|it| format!("{}{}", counted(it.count), view.name("rating", &it.rating))),
        Field::Officials => record.officials.get(fact).map(|it| it.name.clone()),
        Field::Units => record.units.get(fact).map(|it| it.name.clone()),
        Field::Events => record.events.get(fact).map(|it| view.name("event", &it.kind).into_owned()),
        Field::Dates => record.dates.get(fact).map(|it| view.day(&it.value)),
        Field::Title | Field::Published | Field::Byline | Field::Province => None,
    };
    cut(&told.unwrap_or_default(), VALUE)
}

/// All facts, list by list. `correcting`: with what a script needs to correct them.
pub fn lists(view: &View, record: &Record, places: &[Place], correcting: bool) -> Markup {
    let empty = LISTS.iter().all(|field| correct::said(record, *field).is_empty());
    let text: Vec<char> = if correcting { record.text.chars().collect() } else { Vec::new() };
    html! {
        @if empty { p { (view.text("page.article.none")) } }
        @for field in LISTS {
            @let said = correct::said(record, field);
            @if !said.is_empty() {
                section.facts {
                    h3 class={ "k-" (field.name()) } { span { (view.text(&format!("field.{}", field.name()))) } " " span.count { (said.len()) } }
                    ol {
                        @for (fact, said) in said.iter().enumerate() {
                            @let own: Vec<&Place> = places.iter().filter(|it| it.field == field && it.fact == fact).collect();
                            li id=(list_id(field, fact)) tabindex="-1" data-fact=(field.name()) data-correct=[correcting.then(|| handle(said, own.first().copied(), &text))] {
                                (one(view, record, field, fact, said, &own))
                                @if correcting { (buttons(view)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a script sends to name a fact: the words where it stands, those around, and what it says.
fn handle(said: &Map<String, Value>, place: Option<&Place>, text: &[char]) -> String {
    let part = |from: usize, to: usize| -> String {
        let to = to.min(text.len());
        text[from.min(to)..to].iter().collect()
    };
    let quote = place.map(|it| part(it.start, it.end));
    let prefix = place.map(|it| part(it.start.saturating_sub(AROUND), it.start));
    let suffix = place.map(|it| part(it.end, it.end + AROUND));
    json!({ "quote": quote, "prefix": prefix, "suffix": suffix, "was": said }).to_string()
}

/// What says that a fact is wrong or different; for scripts only.
pub fn buttons(view: &View) -> Markup {
    html! {
        p.buttons.scripted hidden {
            button type="button" data-verdict="wrong" { (view.text("page.correct.wrong")) }
            " "
            button type="button" data-verdict="different" { (view.text("page.correct.different")) }
        }
    }
}

fn one(
    view: &View,
    record: &Record,
    field: Field,
    fact: usize,
    said: &Map<String, Value>,
    places: &[&Place],
) -> Markup {
    let label = label(view, record, field, fact);
    let text = |key: &str| said.get(key).and_then(Value::as_str);
    let link = match field {
        Field::Awards => text("award").map(|slug| view.links().award(slug)),
        Field::Officials => text("name").map(|name| view.links().official(name)),
        Field::Units => text("name").map(|name| view.links().unit(name)),
        _ => None,
    };
    let rule = rule(record, field, fact);
    html! {
        p.what {
            @if let Some(link) = link { a href=(link) { bdi { (label) } } } @else { bdi { (label) } }
            @for place in places.iter().filter(|it| it.shown).take(PLACES) {
                " "
                a.jump href={ "#" (mark_id(place)) } {
                    span class=[(place.nth > 0).then_some("unseen")] { (view.text("page.article.to-text")) }
                    @if places.len() > 1 { " " (place.nth + 1) }
                    span.unseen { ": " (cut(&label, 60)) }
                }
            }
        }
        dl.values {
            @for (key, value) in said {
                @let value = shown(view, field, key, value);
                @if !value.is_empty() && !is_in_label(field, key) {
                    div { dt { (view.name("key", key)) } dd { bdi { (cut(&value, VALUE)) } } }
                }
            }
            @if !rule.is_empty() { div.rule { dt title=(view.text("page.article.rule")) { (view.text("key.rule")) } dd { code { (rule) } } } }
        }
    }
}

/// What the label says already.
fn is_in_label(field: Field, key: &str) -> bool {
    match field {
        Field::Awards => matches!(key, "award" | "class" | "count"),
        Field::Ratings => matches!(key, "rating" | "count"),
        Field::Officials | Field::Units => key == "name",
        Field::Events => key == "kind",
        _ => key == "value",
    }
}

fn rule(record: &Record, field: Field, fact: usize) -> &str {
    let rule = match field {
        Field::Awards => record.awards.get(fact).map(|it| &it.rule),
        Field::Ratings => record.ratings.get(fact).map(|it| &it.rule),
        Field::Officials => record.officials.get(fact).map(|it| &it.rule),
        Field::Units => record.units.get(fact).map(|it| &it.rule),
        Field::Events => record.events.get(fact).map(|it| &it.rule),
        Field::Dates => record.dates.get(fact).map(|it| &it.rule),
        Field::Title | Field::Published | Field::Byline | Field::Province => None,
    };
    rule.map_or("", String::as_str)
}

/// A value for people; "" for none.
fn shown(view: &View, field: Field, key: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| shown(view, field, key, part)).collect();
            parts.join("; ")
        }
        Value::String(text) => match (field, key) {
            (_, "award" | "class" | "level" | "recipient" | "status" | "session" | "rating" | "grain") => {
                view.name(key, text).into_owned()
            }
            (Field::Events, "kind") => view.name("event", text).into_owned(),
            (_, "kind") => view.name("kind", text).into_owned(),
            (_, "inferred") => view.name("grain", text).into_owned(),
            (_, "date" | "valid_from" | "value") => view.day(text),
            _ => text.clone(),
        },
        Value::Number(number) if field == Field::Units && key == "level" => {
            let kinds = ["province", "district", "commune"];
            let at = number
                .as_u64()
                .and_then(|n| usize::try_from(n).ok())
                .and_then(|n| kinds.get(n.wrapping_sub(1)));
            at.map_or_else(|| number.to_string(), |kind| view.name("level", kind).into_owned())
        }
        other => other.to_string(),
    }
}

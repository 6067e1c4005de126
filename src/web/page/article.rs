//! An article: its text with every fact marked in place, and the facts beside it. Marks and list lead to each other
//! by links alone.

use super::facts::{self, label, list_id, mark_id};
use super::layout::{self, Here};
use super::links::of_source;
use super::marks::{Piece, Place, paragraphs, places};
use super::sent;
use super::view::{View, cut};
use crate::ask::{self, Found};
use crate::correct::file;
use crate::model::Record;
use crate::model::answer::{Basis, Repeat, Shown};
use crate::model::correction::{Correction, Field, State as Became};
use crate::model::vocabulary::{AWARDS, EVENTS};
use crate::web::App;
use crate::web::api::Answer;
use crate::web::failure::Failure;
use crate::web::params::Name;
use axum::extract::State;
use axum::http::StatusCode;
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Letters of a title that is a heading; a longer one is text.
const LONGEST_TITLE: usize = 400;
/// Letters of what stands beside the title.
const LONGEST: usize = 200;

/// What an id leads to.
enum Asked {
    One(Box<Shown>, Vec<(Correction, Became)>, Basis),
    Several(Vec<String>),
}

/// `/articles/ID`
pub async fn article(State(app): State<Arc<App>>, Name(id): Name, view: View) -> Answer {
    let reader = app.follower.reader();
    let path = app.options.corrections.clone();
    let wanted = id.clone();
    let found = move || match ask::show(&reader, &wanted)? {
        Found::Article(shown) => {
            let (corrections, _) = file::load(&path).map_err(|_| Failure::internal())?;
            let own = corrections.of(&shown.record.id);
            let own = own.map(|it| (it.clone(), it.state(&shown.record.corrections))).collect();
            Ok(Asked::One(shown, own, ask::basis(&reader, Map::new(), "copies")?))
        }
        Found::Several(ids) => Ok(Asked::Several(ids)),
        Found::Nothing => Err(Failure::nothing("show.none", &[("id", &wanted)])),
    };
    match app.work.run(found).await? {
        Asked::Several(ids) => {
            let title = view.fill("page.several", &[("id", &id)]);
            let content = html! {
                h1 { (title) }
                ul { @for id in &ids { li { a href=(view.links().article(id, "")) { code { (id) } } } } }
            };
            Ok(sent(StatusCode::NOT_FOUND, layout::page(&view, Here::Elsewhere, &title, "", content, None)))
        }
        Asked::One(shown, corrections, basis) => {
            let title =
                shown.record.title.clone().unwrap_or_else(|| view.text("page.article.untitled").to_string());
            let content = whole(&view, &shown, &corrections, app.options.token.is_some());
            let query = view.get("q").unwrap_or_default();
            Ok(sent(
                StatusCode::OK,
                layout::page(&view, Here::Elsewhere, &title, query, content, Some(&basis)),
            ))
        }
    }
}

fn whole(view: &View, shown: &Shown, corrections: &[(Correction, Became)], correcting: bool) -> Markup {
    let record = &shown.record;
    let places = places(record);
    let text = paragraphs(&record.text, &places);
    let bytes = &record.text;
    // The first paragraph of a text is its title, where it has one.
    let first = record.text.split('\n').next().unwrap_or_default();
    let headed = record.title.as_deref() == Some(first) && first.chars().count() <= LONGEST_TITLE;
    let rest = if headed { &text[1..] } else { &text[..] };
    html! {
        div.columns.reading {
            article.main #article data-id=(record.id) {
                h1 data-part=[headed.then_some("")] {
                    @if headed { (pieces(view, record, bytes, &text[0].pieces)) }
                    @else { bdi { (cut(record.title.as_deref().unwrap_or(view.text("page.article.untitled")), LONGEST_TITLE)) } }
                }
                (about(view, record))
                (copies(view, record, &shown.copies))
                p.legend aria-label=(view.text("page.article.keys")) {
                    @for field in facts::LISTS {
                        span class={ "m k-" (field.name()) } { (view.text(&format!("field.{}", field.name()))) } " "
                    }
                }
                div.text {
                    @for paragraph in rest {
                        @if !paragraph.pieces.is_empty() { p data-part { (pieces(view, record, bytes, &paragraph.pieces)) } }
                        @if paragraph.left > 0 { p.hint { (view.fill("page.article.more", &[("n", &view.number(paragraph.left as u64))])) } }
                    }
                }
            }
            aside.beside aria-label=(view.text("page.article.facts")) {
                h2 { (view.text("page.article.facts")) }
                @if correcting { (tools(view, record)) }
                (made(view, corrections, correcting))
                (facts::lists(view, record, &places, correcting))
            }
        }
        @if correcting { (dialog(view)) }
    }
}

fn pieces(view: &View, record: &Record, text: &str, found: &[Piece]) -> Markup {
    html! { @for piece in found { (one(view, record, text, piece, None)) } }
}

/// A piece of the text; `within` is the innermost fact that it belongs to: a letter leads to that one in the list.
fn one(view: &View, record: &Record, text: &str, piece: &Piece, within: Option<&Place>) -> Markup {
    match piece {
        Piece::Text(range) => {
            let words = text.get(range.clone()).unwrap_or_default();
            html! {
                @if let Some(place) = within { a href={ "#" (list_id(place.field, place.fact)) } { (words) } }
                @else { (words) }
            }
        }
        Piece::Mark { place, begins, inside } => {
            let kind = view.text(&format!("field.{}", place.field.name()));
            let told = format!("{kind}: {}", cut(&label(view, record, place.field, place.fact), 100));
            html! {
                span id=[begins.then(|| mark_id(place))] class={ "m k-" (place.field.name()) } title=(told) data-of=(list_id(place.field, place.fact)) {
                    @for piece in inside { (one(view, record, text, piece, Some(place))) }
                }
            }
        }
    }
}

fn about(view: &View, record: &Record) -> Markup {
    let source = of_source(record.source.url.as_deref());
    html! {
        dl.about {
            @if let Some(day) = &record.published {
                div { dt { (view.text("record.published")) } dd { time datetime=(cut(day, 30)) { (view.day(&cut(day, 30))) } } }
            }
            @if let Some(byline) = &record.byline {
                div { dt { (view.text("record.byline")) } dd { bdi { (cut(byline, LONGEST)) } } }
            }
            @if let Some(province) = &record.province {
                div { dt { (view.text("record.province")) } dd { a href=(view.links().unit(&province.name)) { bdi { (cut(&province.name, LONGEST)) } } } }
            }
            @if let Some(site) = &record.source.site {
                div { dt { (view.text("page.article.site")) } dd { bdi { (cut(site, LONGEST)) } } }
            }
            div {
                dt { (view.text("record.source")) }
                dd {
                    @if let Some(source) = source { a href=(source) rel="noreferrer noopener" { (view.text("page.article.source")) } }
                    @else { bdi { (cut(&record.source.path, LONGEST)) } }
                    " · " a href={ (crate::web::API) "/articles/" (record.id) } { (view.text("page.article.json")) }
                }
            }
            @if let Some(decoded) = &record.source.decoded {
                div { dt { (view.text("record.decoded")) } dd { (cut(decoded, LONGEST)) } }
            }
        }
    }
}

fn copies(view: &View, record: &Record, copies: &[Repeat]) -> Markup {
    html! {
        @if !copies.is_empty() {
            section.copies {
                h2 { (view.text("page.article.copies")) }
                ul {
                    @for copy in copies {
                        li {
                            a href=(view.links().article(&copy.id, "")) { bdi { (cut(copy.title.as_deref().unwrap_or(&copy.source.path), LONGEST)) } }
                            @if let Some(day) = &copy.published { " " time datetime=(cut(day, 30)) { (view.day(&cut(day, 30))) } }
                            @if let Some(site) = &copy.source.site { " " bdi.site { (cut(site, LONGEST)) } }
                            @if record.duplicate_of.as_ref() == Some(&copy.id) { " (" (view.text("page.article.original")) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// How to correct, and the fields of the whole article.
fn tools(view: &View, record: &Record) -> Markup {
    let single = [
        (Field::Title, record.title.as_deref()),
        (Field::Published, record.published.as_deref()),
        (Field::Byline, record.byline.as_deref()),
        (Field::Province, record.province.as_ref().map(|it| it.name.as_str())),
    ];
    html! {
        section.tools.scripted hidden {
            h3 { (view.text("page.correct")) }
            p.hint { (view.text("page.correct.how")) }
            p { button type="button" data-verdict="missing" { (view.text("page.correct.missing")) } }
            p #said role="status" {}
            details {
                summary { (view.text("page.correct.article")) }
                ol {
                    @for (field, value) in single {
                        @let handle = json!({ "was": { field.name(): value.map(|it| cut(it, 2_000)) } });
                        li tabindex="-1" data-fact=(field.name()) data-correct=(handle) {
                            p.what { (view.text(&format!("field.{}", field.name()))) ": " bdi { (cut(value.unwrap_or("—"), LONGEST)) } }
                            (facts::buttons(view))
                        }
                    }
                }
            }
        }
    }
}

/// The corrections that were made, and what became of each.
fn made(view: &View, corrections: &[(Correction, Became)], correcting: bool) -> Markup {
    let said = |map: &Map<String, Value>| {
        let one = |(key, value): (&String, &Value)| {
            let value = value.as_str().map_or_else(|| value.to_string(), String::from);
            format!("{}: {value}", view.name("key", key))
        };
        let known = map.iter().filter(|(_, value)| !value.is_null() && **value != json!([]));
        cut(&known.map(one).collect::<Vec<_>>().join("; "), 400)
    };
    html! {
        @if !corrections.is_empty() {
            section.made {
                h3 { (view.text("page.correct.list")) " " span.count { (corrections.len()) } }
                ul {
                    @for (it, state) in corrections {
                        li {
                            strong { (view.name("verdict", json!(it.verdict).as_str().unwrap_or_default())) }
                            ", " (view.text(&format!("field.{}", it.field.name())))
                            @if let Some(quote) = &it.quote { ": “" bdi { (cut(&quote.exact, 120)) } "”" }
                            @if !it.set.is_empty() { " → " bdi { (said(&it.set)) } }
                            " (" span.state { (view.name("state", state.name())) } ")"
                            @if let Some(by) = &it.by { " · " bdi { (cut(by, 80)) } }
                            @if let Some(note) = &it.note { " · " bdi { (cut(note, 400)) } }
                            @if correcting { " " button.scripted type="button" data-withdraw=(it.id) hidden { (view.text("page.correct.withdraw")) } }
                        }
                    }
                }
            }
        }
    }
}

/// What the script asks with. `data-keys`: what may be said of a missing fact of each field.
fn dialog(view: &View) -> Markup {
    let keys = json!({
        "awards": ["award", "class", "authority", "level", "recipient", "count", "recipients", "status", "years"],
        "officials": ["name", "positions"],
        "units": ["name", "kind"],
        "dates": ["value", "grain"],
        "ratings": ["rating", "recipient", "count", "years"],
        "events": ["kind", "date", "session", "organizer", "place"],
    });
    let names: Map<String, Value> = [
        "award",
        "class",
        "authority",
        "level",
        "recipient",
        "count",
        "recipients",
        "status",
        "years",
        "name",
        "kind",
        "code",
        "valid_from",
        "province",
        "variants",
        "positions",
        "text",
        "value",
        "grain",
        "inferred",
        "rating",
        "date",
        "session",
        "organizer",
        "place",
        "title",
        "published",
        "byline",
    ]
    .into_iter()
    .map(|key| (key.to_string(), json!(view.name("key", key))))
    .collect();
    // Each value with its name.
    let named = |of: &str, values: &[&str]| -> Vec<(String, String)> {
        values.iter().map(|value| ((*value).to_string(), view.name(of, value).into_owned())).collect()
    };
    let mut awards = named("award", &AWARDS);
    awards.sort_by(|a, b| a.1.cmp(&b.1));
    let choices = json!({
        "award": awards,
        "level": named("level", &["state", "assembly", "government", "ministry", "province", "district", "commune", "organization"]),
        "recipient": named("recipient", &["collective", "individual", "household", "agency", "locality", "party"]),
        "status": named("status", &["conferred", "proposed"]),
        "rating": named("rating", &["excellent", "good", "completed", "failed"]),
        "event": named("event", &EVENTS),
        "session": named("session", &["morning", "noon", "afternoon", "evening"]),
        "grain": named("grain", &["day", "month", "quarter", "year", "interval"]),
    });
    let verdicts = json!({
        "wrong": view.text("page.correct.wrong"),
        "different": view.text("page.correct.different"),
        "missing": view.text("page.correct.missing"),
    });
    html! {
        dialog #correct aria-labelledby="correct-title" data-keys=(keys) data-names=(Value::Object(names)) data-choices=(choices) data-verdicts=(verdicts)
            data-api=(crate::web::API) data-select=(view.text("page.correct.select")) data-sure=(view.text("page.correct.sure"))
            data-done=(view.text("page.correct.done")) data-failed=(view.text("page.correct.failed")) {
            form method="dialog" {
                h2 { span #correct-title { (view.text("page.correct")) ": " span.verdict {} } }
                p.sure {}
                p.field { label { (view.text("page.correct.field")) " "
                    select name="field" { @for field in facts::LISTS { option value=(field.name()) { (view.text(&format!("field.{}", field.name()))) } } } } }
                p.quoted { (view.text("page.correct.quote")) ": “" bdi.quote {} "”" }
                div.keys {}
                p { label { (view.text("page.correct.note")) " " input name="note" maxlength="500"; } }
                p { label { (view.text("page.correct.by")) " " input name="by" maxlength="100" autocomplete="name"; } }
                p { label { (view.text("page.correct.token")) " " input name="token" type="password" autocomplete="off"; } }
                p.message role="alert" hidden {}
                p.last { button.send type="button" { (view.text("page.correct.send")) } " " button type="submit" value="cancel" { (view.text("page.correct.cancel")) } }
            }
        }
    }
}

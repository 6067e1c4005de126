//! One official, one unit, one award.

use super::histogram;
use super::layout::{self, Here, language_field};
use super::search::near;
use super::sent;
use super::view::{View, cut};
use crate::ask::entity::{
    Article, AwardLine, Entity, Line, award as of_award, official as of_official, unit as of_unit,
};
use crate::ask::query::narrowed;
use crate::index::{self, Reader};
use crate::model::answer::Near;
use crate::web::App;
use crate::web::api::Answer;
use crate::web::params::Name;
use axum::extract::State;
use axum::http::StatusCode;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lines of a list, until all are asked for.
const LINES: usize = 20;
/// Lines of a list that was asked for as a whole: what has more is read as data.
const MOST: usize = 1_000;
/// Letters of a name, of a title.
const NAME: usize = 200;
/// Letters of a sentence.
const SENTENCE: usize = 600;

/// `/officials?name=`
pub async fn official(State(app): State<Arc<App>>, view: View) -> Answer {
    named(&app, &view, "official", of_official).await
}

/// `/units?name=`
pub async fn unit(State(app): State<Arc<App>>, view: View) -> Answer {
    named(&app, &view, "unit", of_unit).await
}

/// `/awards/SLUG`
pub async fn award(State(app): State<Arc<App>>, Name(slug): Name, view: View) -> Answer {
    shown(&app, &view, slug, of_award).await
}

async fn named(
    app: &App,
    view: &View,
    kind: &str,
    ask: fn(&Reader, &str) -> index::Result<Entity>,
) -> Answer {
    if let Some(name) = view.get("name") {
        return shown(app, view, name.to_string(), ask).await;
    }
    let title = view.text(&format!("page.entity.{kind}"));
    let content = html! {
        h1 { (title) }
        form.ask method="get" {
            label { (view.text("page.entity.ask")) " " input name="name" required; }
            (language_field(view)) " "
            button type="submit" { (view.text("page.entity.show")) }
        }
    };
    Ok(sent(StatusCode::OK, layout::page(view, Here::Elsewhere, title, "", content, None)))
}

async fn shown(
    app: &App,
    view: &View,
    name: String,
    ask: fn(&Reader, &str) -> index::Result<Entity>,
) -> Answer {
    let reader = app.follower.reader();
    let entity = app.work.run(move || Ok(ask(&reader, &name)?)).await?;
    let title = title(view, &entity);
    let (status, content) = match &entity.name {
        Some(_) => (StatusCode::OK, whole(view, &entity, &title)),
        None => (
            StatusCode::NOT_FOUND,
            html! {
                h1 { (view.fill("page.entity.none", &[("name", &cut(&entity.query, NAME))])) }
                (unreported(view, &entity))
                (near(view, &others(&entity)))
            },
        ),
    };
    Ok(sent(status, layout::page(view, Here::Elsewhere, &title, "", content, Some(&entity.basis))))
}

fn title(view: &View, entity: &Entity) -> String {
    let name = entity.name.as_deref().unwrap_or(&entity.query);
    cut(&if entity.kind == "award" { view.name("award", name) } else { name.into() }, NAME)
}

fn whole(view: &View, entity: &Entity, title: &str) -> Markup {
    let field = entity.kind;
    let value = entity.name.as_deref().unwrap_or(&entity.query);
    let query = narrowed("", field, value);
    html! {
        p.kind { (view.text(&format!("page.entity.{field}"))) }
        h1 { bdi { (title) } }
        p {
            (view.fill("page.entity.total", &[("n", &view.number(entity.articles.len() as u64))]))
            " · " a href=(view.links().search(&query)) { (view.text("page.entity.search")) }
            " · " a href=(data(entity)) { (view.text("page.article.json")) }
        }
        @if field == "official" { p.hint { (view.text("page.entity.one-name")) } }
        (timeline(view, &entity.articles, &query))
        @if !entity.places.is_empty() { (places(view, entity)) }
        (list(view, entity, "name", &entity.names, None))
        (list(view, entity, "position", &entity.positions, None))
        (awards(view, entity))
        (list(view, entity, "authority", &entity.authorities, Some("unit")))
        div.two {
            (list(view, entity, "official", &entity.officials, Some("official")))
            (list(view, entity, "unit", &entity.units, Some("unit")))
        }
        (list(view, entity, "province", &entity.provinces, Some("unit")))
        (articles(view, entity))
    }
}

/// Where the same is as data.
fn data(entity: &Entity) -> String {
    let links = super::links::Links(crate::show::Lang::Vi);
    let api = crate::web::API;
    match entity.kind {
        "award" => format!("{api}{}", links.award(&entity.query)),
        "unit" => format!("{api}{}", links.unit(&entity.query)),
        _ => format!("{api}{}", links.official(&entity.query)),
    }
}

/// How many lines of a part are shown, and what leads to all of them.
fn some(view: &View, entity: &Entity, part: &str, lines: usize) -> (usize, Markup) {
    if view.get("all") == Some(part) || lines <= LINES {
        let left = lines.saturating_sub(MOST);
        let data = html! { p { (view.fill("page.entity.more", &[("n", &view.number(left as u64))])) " " a href=(data(entity)) { (view.text("page.article.json")) } } };
        return (
            MOST,
            if left > 0 {
                data
            } else {
                html! {}
            },
        );
    }
    let address = match entity.kind {
        "award" => view
            .links()
            .address(&format!("/awards/{}", super::links::segment(&entity.query)), &[("all", part)]),
        kind => view.links().address(&format!("/{kind}s"), &[("name", &entity.query), ("all", part)]),
    };
    let all = html! { p { a.more href={ (address) "#" (part) } { (view.fill("page.facets.more", &[("n", &view.number(lines as u64))])) } } };
    (LINES, all)
}

/// The heading of a part: without what the columns say.
fn heading(view: &View, part: &str) -> String {
    let text = view.text(&format!("section.{part}"));
    text.split(" (").next().unwrap_or(text).to_string()
}

fn days(view: &View, line: &Line) -> String {
    match (&line.first, &line.last) {
        (Some(first), Some(last)) if first != last => format!("{} – {}", view.day(first), view.day(last)),
        (Some(day), _) | (None, Some(day)) => view.day(day),
        (None, None) => String::new(),
    }
}

fn list(view: &View, entity: &Entity, part: &str, lines: &[Line], leads: Option<&str>) -> Markup {
    let (most, more) = some(view, entity, part, lines.len());
    html! {
        @if !lines.is_empty() {
            section #(part) {
                h2 { (heading(view, part)) }
                table.lines {
                    thead { tr {
                        th scope="col" { (view.text("page.entity.name")) }
                        th.number scope="col" { (view.text("page.entity.articles")) }
                        th scope="col" { (view.text("page.entity.days")) }
                    } }
                    tbody {
                        @for line in lines.iter().take(most) {
                            tr {
                                td {
                                    @match leads {
                                        Some("official") => a href=(view.links().official(&line.value)) { bdi { (cut(&line.value, NAME)) } },
                                        Some(_) => a href=(view.links().unit(&line.value)) { bdi { (cut(&line.value, NAME)) } },
                                        None => bdi { (cut(&line.value, NAME)) },
                                    }
                                }
                                td.number { (view.number(line.articles)) }
                                td { (days(view, line)) }
                            }
                        }
                    }
                }
                (more)
            }
        }
    }
}

fn awards(view: &View, entity: &Entity) -> Markup {
    let (most, more) = some(view, entity, "award", entity.awards.len());
    let row = |it: &AwardLine| {
        html! {
            tr {
                td { @match it.year { Some(year) => (year), None => (view.text("page.entity.undated")) } }
                td.number { (view.number(it.count)) }
                td.number { (view.number(it.articles)) }
                td.sentence {
                    a href=(view.links().award(&it.award)) { (view.award(&it.award, it.class.as_deref())) }
                    @if let Some(authority) = &it.authority { " " span.of { bdi { (cut(authority, NAME)) } } }
                    p { a href=(view.links().article(&it.evidence.id, "")) { bdi { (cut(&it.evidence.sentence, SENTENCE)) } } }
                }
            }
        }
    };
    html! {
        @if !entity.awards.is_empty() {
            section #award {
                h2 { (heading(view, "award")) }
                table {
                    thead { tr {
                        th scope="col" { (view.text("page.entity.year")) }
                        th.number scope="col" { (view.text("page.entity.count")) }
                        th.number scope="col" { (view.text("page.entity.articles")) }
                        th scope="col" { (view.text("page.entity.what")) ", " (view.text("page.entity.sentence").to_lowercase()) }
                    } }
                    tbody { @for line in entity.awards.iter().take(most) { (row(line)) } }
                }
                (more)
            }
        }
    }
}

fn places(view: &View, entity: &Entity) -> Markup {
    html! {
        section {
            h2 { (view.text("page.entity.places")) }
            ul {
                @for place in entity.places.iter().take(LINES) {
                    li {
                        (view.fill("page.entity.place", &[("kind", &place.kind), ("name", &place.name), ("code", &place.code)]))
                        @if let Some(province) = place.province.filter(|it| *it != place.name) { ", " (province) }
                        @if let Some(day) = place.valid_from { ", " (view.fill("page.entity.since", &[("day", &view.day(day))])) }
                        @if let Some(day) = place.valid_to { ", " (view.fill("page.entity.until", &[("day", &view.day(day))])) }
                    }
                }
            }
        }
    }
}

/// The names near to one that is not there, without its own.
fn others(entity: &Entity) -> Vec<Near> {
    let is_own =
        |near: &&Near| entity.places.iter().any(|it| format!("{} {}", it.kind, it.name) == near.name);
    entity.nearest.iter().filter(|near| !is_own(near)).cloned().collect()
}

/// A locality that no article names: what is known of it, and what is reported around it.
fn unreported(view: &View, entity: &Entity) -> Markup {
    let around = entity.places.iter().find_map(|place| {
        let province = place.province?;
        let day = place.valid_to.and_then(|day| day.parse::<jiff::civil::Date>().ok()?.yesterday().ok());
        let day = day.map_or_else(String::new, |day| day.to_string());
        Some((province, view.links().address("/coverage", &[("province", province), ("as_of", &day)])))
    });
    html! {
        @if !entity.places.is_empty() { (places(view, entity)) }
        @if let Some((province, address)) = around {
            p { a href=(address) { (view.text("page.nav.coverage")) ": " (province) } }
        }
    }
}

fn timeline(view: &View, articles: &[Article], query: &str) -> Markup {
    let mut years: BTreeMap<String, u64> = BTreeMap::new();
    for year in articles.iter().filter_map(|it| it.published.as_deref()?.get(..4)) {
        *years.entry(year.to_string()).or_default() += 1;
    }
    let counted: Vec<_> = years.into_iter().collect();
    let link = |year: &str| view.links().search(&narrowed(query, "date", year));
    let bars = histogram::years(&counted, link);
    html! {
        // A bar alone tells less than the list of articles.
        @if bars.len() > 1 {
            section.histogram.small {
                h2 { (view.text("page.entity.timeline")) }
                (histogram::drawn(view, view.text("page.entity.timeline"), &bars))
            }
        }
    }
}

fn articles(view: &View, entity: &Entity) -> Markup {
    let (most, more) = some(view, entity, "article", entity.articles.len());
    html! {
        @if !entity.articles.is_empty() {
            section #article {
                h2 { (heading(view, "article")) }
                ol.articles {
                    @for it in entity.articles.iter().rev().take(most) {
                        li {
                            a href=(view.links().article(&it.id, "")) { bdi { (cut(it.title.as_deref().unwrap_or(&it.source.path), NAME)) } }
                            " " span.of {
                                @if let Some(day) = &it.published { time datetime=(cut(day, 30)) { (view.day(&cut(day, 30))) } }
                                @if !it.said.is_empty() { " · " bdi { (cut(&it.said.join(", "), NAME)) } }
                            }
                        }
                    }
                }
                (more)
            }
        }
    }
}

//! `/stats`: awards counted by one or two dimensions, as tables and a drawing; every row and cell leads to its articles.

mod asked;
mod crossed;
mod form;

pub use form::{field, select};

use super::layout::{self, Here};
use super::search::messages;
use super::svg::{self, MOST_PARTS};
use super::view::{View, cut};
use super::{plot, sent};
use crate::ask::stats::{Dimension, OTHERS, Question};
use crate::ask::{self, BadStats};
use crate::model::answer::Stats;
use crate::model::fact::{SEVERAL, UNPLACED};
use crate::model::told::Tell;
use crate::show::Lang;
use crate::web::App;
use crate::web::api::Answer;
use crate::web::failure::Failure;
use asked::{Asked, Chart};
use axum::extract::State;
use axum::http::StatusCode;
use maud::{Markup, html};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Rows of the table: what has more is read as data.
const MOST_ROWS: usize = 500;
/// Letters of a value.
const VALUE: usize = 200;
/// Every parameter of the page, in the order of its addresses.
const PARAMETERS: [&str; 16] = [
    "by", "by2", "status", "counting", "places", "top", "columns", "chart", "order", "province", "from",
    "to", "award", "unit", "official", "event",
];

/// `/stats`
pub async fn stats(State(app): State<Arc<App>>, view: View) -> Answer {
    let mut wrong = Vec::new();
    let asked = Asked::of(&view, &mut wrong);
    let (reader, question) = (app.follower.reader(), asked.question.clone());
    let counted = app.work.run(move || {
        // The crossed table puts together by itself what has no row or column.
        let whole = Question { top: None, ..question.clone() };
        let whole = match question.by.len() > 1 && question.top.is_some() {
            true => ask::stats(&reader, &whole)?.ok(),
            false => None,
        };
        Ok((ask::stats(&reader, &question)?, whole))
    });
    let (counted, whole) = counted.await?;
    let (status, told, basis) = match &counted {
        Ok(stats) => {
            let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
            (status, answered(&view, &asked, stats, whole.as_ref().unwrap_or(stats)), Some(&stats.basis))
        }
        Err(bad) => {
            let status = match bad {
                BadStats::Filter(bad) => Failure::refused(bad).status(),
                BadStats::Dimension(_) => StatusCode::BAD_REQUEST,
            };
            let (cause, _) = view.lang.told(&bad.told());
            (status, html! { p.message role="alert" { bdi { (cut(&cause, 500)) } } }, None)
        }
    };
    let title = view.text("page.nav.stats");
    let content = html! {
        h1 { (title) }
        (messages(&view, &wrong))
        (form::form(&view, &asked))
        (told)
    };
    Ok(sent(status, layout::page(&view, Here::Stats, title, "", content, basis)))
}

/// This view with some parameters changed.
fn changed(view: &View, changes: &[(&str, &str)]) -> String {
    let value = |known: &str| {
        let new = changes.iter().find(|(name, _)| *name == known).map(|it| it.1);
        new.unwrap_or_else(|| view.get(known).unwrap_or_default()).to_string()
    };
    let values = PARAMETERS.map(value);
    let pairs: Vec<(&str, &str)> =
        PARAMETERS.iter().zip(&values).map(|(name, value)| (*name, value.as_str())).collect();
    view.links().address("/stats", &pairs)
}

/// A value of a row as people say it.
fn value(view: &View, dimension: &Dimension, row: &Map<String, Value>) -> String {
    let text = match row.get(dimension.name) {
        Some(Value::String(text)) => text.as_str(),
        Some(Value::Number(number)) => return number.to_string(),
        _ => return view.text("page.stats.none").to_string(),
    };
    let said = match (text, dimension.name) {
        (OTHERS | SEVERAL | UNPLACED, _) => view.text(&format!("page.stats.{text}")).to_string(),
        (_, "month") => view.day(text),
        (_, "unit-kind") => view.name("kind", text).into_owned(),
        (_, name @ ("award" | "class" | "level" | "recipient" | "status")) => {
            view.name(name, text).into_owned()
        }
        _ => text.to_string(),
    };
    cut(&said, VALUE)
}

/// `whole` are all rows, those of `stats` may be the largest ones.
fn answered(view: &View, asked: &Asked, stats: &Stats, whole: &Stats) -> Markup {
    let rows = ordered(asked, stats);
    let number = |number: u64| view.number(number);
    html! {
        p.figure-total {
            (view.fill("page.stats.total", &[
                ("count", &number(stats.total.count)),
                ("articles", &number(stats.total.articles)),
                ("events", &number(stats.total.events)),
            ]))
        }
        @if rows.is_empty() {
            p { strong { (view.text("page.stats.empty")) } }
        } @else {
            (drawn(view, asked, stats))
            (crossed::table(view, asked, whole))
            (table(view, asked, &rows, stats))
        }
        p.exports {
            a href=(asked.data("csv", Lang::Vi)) download { "CSV" } " · "
            a href=(asked.data("xlsx", view.lang)) download { "XLSX" } " · "
            a href=(asked.data("json", Lang::Vi)) { "JSON" } " · "
            a href=(changed(view, &[])) { (view.text("page.stats.address")) }
        }
    }
}

/// The rows as they are listed: what is in none of the rows comes last.
fn ordered<'s>(asked: &Asked, stats: &'s Stats) -> Vec<&'s Map<String, Value>> {
    let mut rows: Vec<_> = stats.rows.iter().collect();
    if asked.by_value {
        let key = |row: &Map<String, Value>| {
            let of = |it: &&Dimension| match row.get(it.name) {
                Some(Value::String(text)) => {
                    ([OTHERS, UNPLACED, SEVERAL].contains(&text.as_str()), text.clone())
                }
                Some(Value::Number(number)) => (false, number.to_string()),
                _ => (true, String::new()),
            };
            asked.by.iter().map(of).collect::<Vec<_>>()
        };
        rows.sort_by_cached_key(|row| key(row));
    }
    rows
}

fn table(view: &View, asked: &Asked, rows: &[&Map<String, Value>], stats: &Stats) -> Markup {
    let caption = title(view, asked);
    let name = |dimension: &Dimension| view.text(&format!("page.stats.by.{}", dimension.name));
    let cell =
        |row: &Map<String, Value>, of: &str| view.number(row.get(of).and_then(Value::as_u64).unwrap_or(0));
    let share =
        |row: &Map<String, Value>| percent(view, row.get("share").and_then(Value::as_f64).unwrap_or(0.0));
    html! {
        div.wide role="region" tabindex="0" aria-label=(caption) {
            table.counts {
                caption { (caption) }
                thead { tr {
                    @for (at, dimension) in asked.by.iter().enumerate() {
                        th scope="col" aria-sort=[(at == 0 && asked.by_value).then_some("ascending")] {
                            @if at == 0 && !asked.by_value { a href=(changed(view, &[("order", "value")])) { (name(dimension)) } } @else { (name(dimension)) }
                        }
                    }
                    th.number scope="col" aria-sort=[(!asked.by_value).then_some("descending")] {
                        @if asked.by_value { a href=(changed(view, &[("order", "")])) { (view.text("page.stats.count")) } } @else { (view.text("page.stats.count")) }
                    }
                    th.number scope="col" { (view.text("page.stats.share")) }
                    th.number scope="col" { (view.text("page.stats.articles")) }
                    th.number scope="col" { (view.text("page.stats.events")) }
                } }
                tbody {
                    @for row in rows.iter().take(MOST_ROWS) {
                        @let link = asked.search(row).map(|query| view.links().search(&query));
                        tr {
                            @for (at, dimension) in asked.by.iter().enumerate() {
                                @let text = value(view, dimension, row);
                                @if at == 0 { th scope="row" { bdi { (text) } } } @else { td { bdi { (text) } } }
                            }
                            td.number { (cell(row, "count")) }
                            td.number { (share(row)) }
                            td.number {
                                @match &link {
                                    Some(link) => { a href=(link) { (cell(row, "articles")) span.unseen { " " (view.text("page.stats.to-articles")) } } }
                                    None => { (cell(row, "articles")) }
                                }
                            }
                            td.number { (cell(row, "events")) }
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" colspan=(asked.by.len()) { (view.text("page.stats.whole")) }
                    td.number { (view.number(stats.total.count)) }
                    td.number { (percent(view, if stats.total.count > 0 { 1.0 } else { 0.0 })) }
                    td.number { (view.number(stats.total.articles)) }
                    td.number { (view.number(stats.total.events)) }
                } }
            }
        }
        @if rows.len() > MOST_ROWS {
            p { (view.fill("page.stats.more", &[("n", &view.number((rows.len() - MOST_ROWS) as u64))])) " " a href=(asked.data("csv", Lang::Vi)) { "CSV" } }
        }
        p.hint { (view.text("page.stats.hint")) }
        @if asked.by.iter().any(|it| it.name == "authority") { p.hint { (view.text("page.stats.hint.authority")) } }
    }
}

/// A share in per cent with one digit.
fn percent(view: &View, share: f64) -> String {
    let text = format!("{:.1} %", share * 100.0);
    if view.lang == Lang::En { text } else { text.replace('.', ",") }
}

/// What is counted by what.
fn title(view: &View, asked: &Asked) -> String {
    let name = |at: usize| {
        asked
            .by
            .get(at)
            .map_or_else(String::new, |it| view.text(&format!("page.stats.by.{}", it.name)).to_lowercase())
    };
    match asked.by.len() {
        1 => view.fill("page.stats.title", &[("first", &name(0))]),
        _ => view.fill("page.stats.title2", &[("first", &name(0)), ("second", &name(1))]),
    }
}

fn drawn(view: &View, asked: &Asked, stats: &Stats) -> Markup {
    let time = asked.by.iter().position(|it| ["year", "month"].contains(&it.name));
    let fitting = match (asked.by.len(), time) {
        (1, _) => Chart::Bars,
        (_, Some(_)) => Chart::Lines,
        _ => Chart::Stacked,
    };
    let fits = |chart: &Chart| match chart {
        Chart::Bars => true,
        Chart::Stacked => asked.by.len() == 2,
        Chart::Lines => time.is_some(),
    };
    let chart = asked.chart.filter(fits).unwrap_or(fitting);
    let label = title(view, asked);
    let said = |dimension: &Dimension, row: &Map<String, Value>| value(view, dimension, row);
    let cells: Vec<plot::Cell> = stats
        .rows
        .iter()
        .map(|row| {
            let keys = asked.by.iter().map(|it| (key(it, row), said(it, row)));
            let count = row.get("count").and_then(Value::as_u64).unwrap_or(0);
            plot::Cell { keys: keys.collect(), count }
        })
        .collect();
    let rest = view.text("page.stats.others");
    let (picture, left) = match (chart, time) {
        (Chart::Lines, Some(time)) => {
            let over = plot::over_time(&cells, time, MOST_PARTS, rest);
            let points: Vec<String> = over.labels.iter().map(|day| view.day(day)).collect();
            (svg::lines(view, &label, &points, &over.parts), over.left)
        }
        (Chart::Stacked, _) => {
            let stacked = plot::stacked(&cells, MOST_PARTS, rest, time == Some(0));
            (svg::bars(view, &label, &stacked.labels, &stacked.parts), stacked.left)
        }
        _ => {
            let bars = plot::single(&cells, time == Some(0) && asked.by.len() == 1);
            (svg::bars(view, &label, &bars.labels, &bars.parts), bars.left)
        }
    };
    html! {
        section.drawing {
            h2 { (label) }
            @if asked.chart.is_some_and(|wanted| wanted != chart) {
                p.note { (view.text("page.stats.chart.unfit")) }
            }
            (picture)
            @if left > 0 { p.hint { (view.fill("page.stats.chart.left", &[("n", &view.number(left))])) } }
        }
    }
}

/// A value that orders: years and months by time.
fn key(dimension: &Dimension, row: &Map<String, Value>) -> Option<String> {
    match row.get(dimension.name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

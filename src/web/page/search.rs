//! The search: its answer, what narrows it, and when its articles appeared.

use super::histogram::{self, Bar};
use super::layout::{self, Here, language_field};
use super::links::Links;
use super::sent;
use super::view::{View, cut};
use crate::ask::query::{narrowed, restrictions, without};
use crate::ask::{self, Filter, Options, Sort};
use crate::model::answer::{About, FacetValue, Facets, Hit, Near, Note, Search, Used};
use crate::show::{Lang, note_text};
use crate::web::api::Answer;
use crate::web::params::MOST_HITS;
use crate::web::{API, App};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use maud::{Markup, html};
use std::sync::Arc;

/// Hits on a page.
const HITS: usize = 10;
/// Values of a facet, until all are asked for.
const VALUES: usize = 6;
/// Letters of a title.
const TITLE: usize = 200;
/// Letters of a piece of a snippet.
const PIECE: usize = 300;
/// Searches to try.
const EXAMPLES: [&str; 6] = [
    "bằng khen",
    "chiến sĩ thi đua cơ sở",
    "award:\"cờ thi đua\" level:government",
    "\"giấy khen\" province:\"Nam Định\"",
    "count:>=100 status:conferred",
    "huân chương lao động hạng nhì",
];

/// `/`: without a query what there is, with one its answer.
pub async fn search(State(app): State<Arc<App>>, view: View) -> Answer {
    let query = view.get("q").unwrap_or_default().to_string();
    let mut wrong = Vec::new();
    if view.get("from").or(view.get("to")).is_some() {
        match of_months(&query, view.get("from"), view.get("to")) {
            Some(query) => {
                let address = view.links().search(&query);
                return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response());
            }
            None => wrong.push(view.text("page.wrong.month").to_string()),
        }
    }
    let reader = app.follower.reader();
    if query.is_empty() {
        let about = app.work.run(move || Ok(ask::about(&reader)?)).await?;
        let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
        let page = layout::page(
            &view,
            Here::Search,
            "",
            "",
            html! { (messages(&view, &wrong)) (home(&view, &about)) },
            Some(&about.basis),
        );
        return Ok(sent(status, page));
    }
    let sort = sort(&view, &mut wrong);
    let page = page_number(&view, &mut wrong);
    let offset = (page - 1).saturating_mul(HITS);
    let options = Options { sort, offset, limit: HITS, facets: true, ..Options::default() };
    let asked = query.clone();
    let found = app.work.run(move || Ok(ask::search(&reader, &asked, &Filter::default(), &options)?)).await?;
    let answer = match found {
        Ok(answer) => answer,
        Err(bad) => {
            use crate::model::told::Tell;
            let (cause, hint) = view.lang.told(&bad.told());
            let content =
                html! { h1 { (view.text("page.results")) } p.message role="alert" { (cause) } p { (hint) } };
            return Ok(sent(
                StatusCode::BAD_REQUEST,
                layout::page(&view, Here::Search, &query, &query, content, None),
            ));
        }
    };
    let pages = answer.total.div_ceil(HITS as u64).max(1);
    let beyond = page as u64 > pages;
    let status = match (wrong.is_empty(), beyond) {
        (false, _) => StatusCode::BAD_REQUEST,
        (true, true) => StatusCode::NOT_FOUND,
        (true, false) => StatusCode::OK,
    };
    let content = html! {
        (messages(&view, &wrong))
        @if beyond { p.message role="alert" { (view.fill("page.results.beyond", &[("pages", &pages)])) } }
        (results(&view, &answer, sort, page))
    };
    Ok(sent(status, layout::page(&view, Here::Search, &query, &query, content, Some(&answer.basis))))
}

/// The query restricted to the months from one to another; either may be left open. None where one is no month.
fn of_months(query: &str, from: Option<&str>, to: Option<&str>) -> Option<String> {
    let is_month = |text: &&str| {
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        text.split_once('-').is_some_and(|(year, month)| {
            digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month) && year >= "1800"
        })
    };
    let ends = [from, to];
    if ends.iter().flatten().any(|month| !is_month(month)) || from.zip(to).is_some_and(|(from, to)| from > to)
    {
        return None;
    }
    let range = match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        _ => format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default()),
    };
    Some(narrowed(&without_months(query), "month", &range))
}

/// The query without the months that it is restricted to.
fn without_months(query: &str) -> String {
    let mut kept = query.to_string();
    for one in restrictions(query).iter().rev().filter(|it| it.name == "month" && !it.excluded) {
        kept = without(&kept, &one.at);
    }
    kept
}

fn sort(view: &View, wrong: &mut Vec<String>) -> Sort {
    match view.get("sort") {
        None | Some("relevance") => Sort::Relevance,
        Some("date") => Sort::Date,
        Some("count") => Sort::Count,
        Some(other) => {
            wrong.push(format!("sort={other}"));
            Sort::Relevance
        }
    }
}

fn page_number(view: &View, wrong: &mut Vec<String>) -> usize {
    let Some(text) = view.get("page") else { return 1 };
    match text.parse::<u32>() {
        Ok(page) if page > 0 => page as usize,
        _ => {
            wrong.push(format!("page={text}"));
            1
        }
    }
}

/// What was passed over.
pub fn messages(view: &View, wrong: &[String]) -> Markup {
    html! {
        @for what in wrong {
            p.message role="alert" { (view.fill("page.wrong", &[("what", &cut(what, 100))])) }
        }
    }
}

fn home(view: &View, about: &About) -> Markup {
    let rows =
        |table: &str| view.number(about.tables.get(table).and_then(serde_json::Value::as_u64).unwrap_or(0));
    let links = view.links();
    html! {
        h1.lead { (view.text("page.home.lead")) }
        section {
            h2 { (view.text("page.home.try")) }
            ul.examples {
                @for query in EXAMPLES { li { a href=(links.search(query)) { (query) } } }
            }
        }
        section {
            h2 { (view.text("page.home.corpus")) }
            dl.figures {
                @for (number, key) in [
                    (view.number(about.basis.articles), "page.home.articles"),
                    (rows("awards"), "page.home.awards"),
                    (rows("officials"), "page.home.officials"),
                    (rows("units"), "page.home.units"),
                ] {
                    div { dt { (view.text(key)) } dd { (number) } }
                }
            }
            @if let (Some(first), Some(last)) = (&about.first, &about.last) {
                p { (view.fill("page.home.days", &[("first", &view.day(first)), ("last", &view.day(last))])) }
            }
        }
    }
}

fn results(view: &View, answer: &Search, sort: Sort, page: usize) -> Markup {
    let (from, to) = ((page - 1) * HITS + 1, (page - 1) * HITS + answer.hits.len());
    let numbers = [
        ("total", view.number(answer.total)),
        ("from", view.number(from as u64)),
        ("to", view.number(to as u64)),
    ];
    let numbers: Vec<(&str, &dyn std::fmt::Display)> = numbers.iter().map(|(k, v)| (*k, v as _)).collect();
    let whole = answer.hits.is_empty() || answer.hits.len() as u64 == answer.total;
    let key = if whole { "page.results.total" } else { "page.results.shown" };
    html! {
        div.columns {
            div.main {
                h1.total { (view.fill(key, &numbers)) }
                @if answer.facets.is_some() && answer.total > 0 { p.to-facets { a href="#facets" { (view.text("page.facets")) " ↓" } } }
                (set(view, &answer.query))
                (reading(view, answer))
                @if answer.total == 0 { (nothing(view, answer)) }
                @if answer.total > 1 { (orders(view, &answer.query, sort)) }
                @if let Some(facets) = &answer.facets { (months(view, &answer.query, facets)) }
                ol.hits start=(from) { @for hit in &answer.hits { li { (one(view, hit, &answer.query)) } } }
                (pages(view, &answer.query, sort, page, answer.total))
                @if answer.total > 0 { (exports(view, &answer.query, sort, answer.total)) }
            }
            @if let Some(facets) = answer.facets.as_ref().filter(|_| answer.total > 0) {
                aside { (narrowing(view, &answer.query, facets)) }
            }
        }
    }
}

/// What the query is narrowed by, each to be taken away.
fn set(view: &View, query: &str) -> Markup {
    let found = restrictions(query);
    html! {
        @if !found.is_empty() {
            ul.set aria-label=(view.text("page.facets.set")) {
                @for one in found {
                    @let names: Vec<_> = one.values.iter().map(|value| shown(view, &one.name, value)).collect();
                    @let names = names.join(", ");
                    @let label = view.fill("page.facets.remove", &[("value", &names)]);
                    li {
                        a href=(view.links().search(&without(query, &one.at))) title=(label) {
                            span.of { @if one.excluded { "− " } (view.name("facet", &one.name)) ": " }
                            bdi { (cut(&names, 80)) } span.x aria-hidden="true" { " ×" }
                            span.unseen { " (" (label) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// How the query was read, and what is to know of it.
fn reading(view: &View, answer: &Search) -> Markup {
    let used = match answer.used {
        Some(Used::Renamed) => view.text("search.used.renamed"),
        Some(Used::Near) => view.text("search.used.near"),
        Some(Used::All) => view.text("search.used.all"),
        Some(Used::Phrase) | None => "",
    };
    html! {
        @if !used.is_empty() && answer.total > 0 { p.used { (used) } }
        @for note in &answer.notes { (noted(view, note, &answer.query)) }
        @if answer.read_as != answer.query && !answer.read_as.is_empty() {
            details.read {
                summary { (view.text("page.results.read-as")) }
                code { (cut(&answer.read_as, 2_000)) }
            }
        }
    }
}

fn noted(view: &View, note: &Note, query: &str) -> Markup {
    let marked = note.at.map(|at| {
        let (before, rest) =
            (query.chars().take(at).collect::<String>(), query.chars().skip(at).collect::<String>());
        let length = note.text.chars().count().max(1);
        let (here, behind) =
            (rest.chars().take(length).collect::<String>(), rest.chars().skip(length).collect::<String>());
        html! { code { (before) mark.caret { (here) } (behind) } " " }
    });
    html! { p.note { @if let Some(marked) = marked { (marked) } (note_text(note, view.lang)) } }
}

fn nothing(view: &View, answer: &Search) -> Markup {
    html! {
        p { strong { (view.text("page.results.none")) } " " (view.text("page.results.none.hint")) }
        @if let Some(meant) = &answer.suggestion {
            p { (view.text("page.results.meant")) " " a href=(view.links().search(meant)) { (meant) } }
        }
        (near(view, &answer.nearest))
    }
}

/// Names like what was asked for.
pub fn near(view: &View, names: &[Near]) -> Markup {
    let link = |near: &Near| match near.kind {
        "official" => view.links().official(&near.name),
        _ => view.links().unit(&near.name),
    };
    html! {
        @if !names.is_empty() {
            p { (view.text("page.results.near")) }
            ul { @for near in names { li { a href=(link(near)) { bdi { (near.name) } } " (" (view.name("kind", near.kind)) ")" } } }
        }
    }
}

fn orders(view: &View, query: &str, sort: Sort) -> Markup {
    let all = [(Sort::Relevance, "relevance"), (Sort::Date, "date"), (Sort::Count, "count")];
    html! {
        nav.orders aria-label=(view.text("page.sort")) {
            span { (view.text("page.sort")) ": " }
            @for (one, name) in all {
                @let value = if one == Sort::Relevance { "" } else { name };
                a href=(view.links().address("/", &[("q", query), ("sort", value)]))
                    aria-current=[(one == sort).then_some("true")] { (view.text(&format!("page.sort.{name}"))) }
            }
        }
    }
}

fn one(view: &View, hit: &Hit, query: &str) -> Markup {
    let title = hit.title.as_deref().unwrap_or(&hit.source.path);
    html! {
        article.hit {
            h2 { a href=(view.links().article(&hit.id, query)) { bdi { (cut(title, TITLE)) } } }
            p.of {
                @if let Some(day) = &hit.published { time datetime=(cut(day, 30)) { (view.day(day)) } " " }
                @if let Some(site) = &hit.source.site { bdi.site { (cut(site, 80)) } " " }
                @if hit.copies > 0 { span.copies { (view.fill("page.results.copies", &[("n", &hit.copies)])) } }
            }
            p.snippet { (snippet(&hit.snippet)) }
        }
    }
}

/// A snippet: its text is escaped here like any other, and only its marks are taken over.
fn snippet(text: &str) -> Markup {
    let plain = |part: &str| part.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let pieces: Vec<(String, bool)> = text
        .split("<mark>")
        .flat_map(|part| match part.split_once("</mark>") {
            Some((inside, behind)) => [(plain(inside), true), (plain(behind), false)],
            None => [(plain(part), false), (String::new(), false)],
        })
        .collect();
    html! {
        @for (piece, marked) in &pieces {
            @if *marked { mark { (cut(piece, PIECE)) } } @else { (cut(piece, PIECE)) }
        }
    }
}

fn pages(view: &View, query: &str, sort: Sort, page: usize, total: u64) -> Markup {
    let last = total.div_ceil(HITS as u64) as usize;
    let order = match sort {
        Sort::Relevance => "",
        Sort::Date => "date",
        Sort::Count => "count",
    };
    let link = |page: usize| {
        view.links().address("/", &[("q", query), ("sort", order), ("page", &page.to_string())])
    };
    html! {
        @if last > 1 {
            nav.pages aria-label=(view.text("page.pages")) {
                @if page > 1 { a rel="prev" href=(link((page - 1).min(last))) { "← " (view.text("page.pages.previous")) } }
                span { (view.fill("page.pages.at", &[("page", &view.number(page as u64)), ("pages", &view.number(last as u64))])) }
                @if page < last { a rel="next" href=(link(page + 1)) { (view.text("page.pages.next")) " →" } }
            }
        }
    }
}

/// The hits as files: all of them, or as many as one answer has.
fn exports(view: &View, query: &str, sort: Sort, total: u64) -> Markup {
    let limit = MOST_HITS.to_string();
    let order = match sort {
        Sort::Relevance => "",
        Sort::Date => "date",
        Sort::Count => "count",
    };
    let data = |form: &str, lang: Lang| {
        let pairs = [("q", query), ("sort", order), ("limit", &*limit), ("format", form)];
        Links(lang).address(&format!("{API}/search"), &pairs)
    };
    let label = match total > MOST_HITS as u64 {
        true => view.fill("page.results.first", &[("n", &view.number(MOST_HITS as u64))]),
        false => view.text("page.results.all").to_string(),
    };
    html! {
        p.exports {
            (label) " "
            a href=(data("csv", Lang::Vi)) download { "CSV" } " · "
            a href=(data("xlsx", view.lang)) download { "XLSX" } " · "
            a href=(data("json", Lang::Vi)) { "JSON" }
        }
    }
}

/// A value of a facet, for people.
fn shown(view: &View, facet: &str, value: &str) -> String {
    match facet {
        "month" | "date" => value.split("..").map(|part| view.day(part)).collect::<Vec<_>>().join(" – "),
        _ => view.name(facet, value).into_owned(),
    }
}

fn narrowing(view: &View, query: &str, facets: &Facets) -> Markup {
    let all = view.get("all");
    let set = restrictions(query);
    html! {
        details.facets #facets open {
            summary { h2 { (view.text("page.facets")) } }
            @for (name, values) in facets.each() {
                @let is_set = |value: &FacetValue| set.iter().any(|it| it.name == name && it.values == [value.value.clone()]);
                @let left: Vec<&FacetValue> = values.iter().filter(|value| !is_set(value)).collect();
                @let most = if all == Some(name) { left.len() } else { VALUES };
                @if name != "month" && !left.is_empty() {
                    section.facet {
                        h3 { (view.name("facet", name)) }
                        ul {
                            @for value in left.iter().take(most) {
                                li {
                                    a href=(view.links().search(&narrowed(query, name, &value.value))) { bdi { (cut(&shown(view, name, &value.value), 80)) } }
                                    " " span.count { (view.number(value.articles)) }
                                }
                            }
                        }
                        @if left.len() > most {
                            a.more href=(view.links().address("/", &[("q", query), ("all", name)])) {
                                (view.fill("page.facets.more", &[("n", &view.number(left.len() as u64))]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// When the articles appeared: bars that are links, and a form that does the same.
fn months(view: &View, query: &str, facets: &Facets) -> Markup {
    let base = without_months(query);
    let counted = |values: &[FacetValue]| -> Vec<(String, u64)> {
        let mut all: Vec<_> = values.iter().map(|it| (it.value.clone(), it.articles)).collect();
        all.sort();
        all
    };
    let of_months = counted(&facets.months);
    let by_month =
        histogram::months(&of_months, |month| view.links().search(&narrowed(&base, "month", month)));
    let (bars, field): (Vec<Bar>, _) = match by_month {
        Some(bars) => (bars, "month"),
        None => {
            let link = |year: &str| view.links().search(&narrowed(query, "year", year));
            (histogram::years(&counted(&facets.year), link), "year")
        }
    };
    let label = view.text(if field == "month" { "page.histogram" } else { "page.histogram.years" });
    let kept = if field == "month" { base.as_str() } else { query };
    let end = |at: Option<&(String, u64)>| at.map(|it| it.0.clone()).unwrap_or_default();
    html! {
        @if bars.len() > 1 {
            section.histogram data-field=(field) data-query=(kept) data-href=(view.links().home()) {
                h2 { (label) }
                (histogram::drawn(view, label, &bars))
                output.picked aria-live="polite" {}
                p.hint.scripted hidden { (view.text("page.histogram.how")) }
                form action="/" method="get" {
                    input type="hidden" name="q" value=(base);
                    (language_field(view))
                    label { (view.text("page.histogram.from")) " " input type="month" name="from" value=(end(of_months.first())) pattern="[0-9]{4}-[0-9]{2}" placeholder="2023-01"; }
                    " "
                    label { (view.text("page.histogram.to")) " " input type="month" name="to" value=(end(of_months.last())) pattern="[0-9]{4}-[0-9]{2}" placeholder="2023-12"; }
                    " "
                    button type="submit" { (view.text("page.histogram.go")) }
                }
                @if facets.undated > 0 {
                    p.hint { (view.fill("page.histogram.undated", &[("n", &view.number(facets.undated))])) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_take_the_place_of_months() {
        let of = |query, from, to| of_months(query, from, to);
        assert_eq!(
            of("a month:2020-01", Some("2023-01"), Some("2023-06")),
            Some("a month:\"2023-01..2023-06\"".into())
        );
        assert_eq!(of("a", Some("2023-01"), None), Some("a month:\"2023-01..\"".into()));
        assert_eq!(of("a", None, Some("2023-01")), Some("a month:\"..2023-01\"".into()));
        assert_eq!(of("a", Some("2023-01"), Some("2023-01")), Some("a month:\"2023-01\"".into()));
        for (from, to) in [
            ("2023-13", "2023-14"),
            ("2023", "2024"),
            ("2024-01", "2023-01"),
            ("x", "y"),
            ("1-0001", "9999-12"),
        ] {
            assert_eq!(of("a", Some(from), Some(to)), None, "{from} {to}");
        }
    }

    #[test]
    fn a_snippet_is_text_but_for_its_marks() {
        let text = "a &lt;script&gt;x&lt;/script&gt; <mark>b &amp;lt; c</mark> d";
        assert_eq!(
            snippet(text).into_string(),
            "a &lt;script&gt;x&lt;/script&gt; <mark>b &amp;lt; c</mark> d"
        );
        assert!(snippet(&"x".repeat(1 << 20)).into_string().len() < 2_000);
    }
}

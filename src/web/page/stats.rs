//! `/stats`: awards counted by one or two dimensions, as a table and a drawing; every row leads to its articles.

use super::layout::{self, Here, language_field};
use super::links::Links;
use super::search::messages;
use super::svg::{self, MOST_PARTS};
use super::view::{View, cut};
use super::{plot, sent};
use crate::ask::query::narrowed;
use crate::ask::stats::{Counting, DIMENSIONS, Dimension, OTHERS, Places, Question, Status};
use crate::ask::{self, BadStats, Filter, first_day, last_day};
use crate::model::answer::Stats;
use crate::model::fact::{SEVERAL, UNPLACED};
use crate::model::told::Tell;
use crate::model::vocabulary::AWARDS;
use crate::show::Lang;
use crate::web::api::Answer;
use crate::web::failure::Failure;
use crate::web::{API, App};
use axum::extract::State;
use axum::http::StatusCode;
use maud::{Markup, html};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Rows of the table: what has more is read as data.
const MOST_ROWS: usize = 500;
/// Letters of a value.
const VALUE: usize = 200;
/// Kinds of events that can be chosen.
const EVENTS: [&str; 8] =
    ["review", "signing", "launch", "award", "selection", "contest", "anniversary", "meeting"];
/// Every parameter of the page, in the order of its addresses.
const PARAMETERS: [&str; 15] = [
    "by", "by2", "status", "counting", "places", "top", "chart", "order", "province", "from", "to", "award",
    "unit", "official", "event",
];

/// How counts are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chart {
    Bars,
    Stacked,
    Lines,
}

/// What the page is asked for.
struct Asked {
    by: Vec<&'static Dimension>,
    /// None: what suits the dimensions.
    chart: Option<Chart>,
    /// Rows by their values, else by their counts.
    by_value: bool,
    question: Question,
}

/// `/stats`
pub async fn stats(State(app): State<Arc<App>>, view: View) -> Answer {
    let mut wrong = Vec::new();
    let asked = Asked::of(&view, &mut wrong);
    let (reader, question) = (app.follower.reader(), asked.question.clone());
    let counted = app.work.run(move || Ok(ask::stats(&reader, &question)?)).await?;
    let (status, told, basis) = match &counted {
        Ok(stats) => {
            let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
            (status, answered(&view, &asked, stats), Some(&stats.basis))
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
        (form(&view, &asked))
        (told)
    };
    Ok(sent(status, layout::page(&view, Here::Stats, title, "", content, basis)))
}

impl Asked {
    /// What cannot be used goes to `wrong` and is left out.
    fn of(view: &View, wrong: &mut Vec<String>) -> Self {
        let mut by: Vec<&'static Dimension> = Vec::new();
        let names = ["by", "by2"].into_iter().filter_map(|name| view.get(name));
        for name in names.flat_map(|names| names.split(',')).map(str::trim) {
            match DIMENSIONS.iter().find(|it| it.name == name) {
                Some(dimension) if by.iter().any(|it| it.name == dimension.name) => {}
                Some(dimension) if by.len() < 2 => by.push(dimension),
                _ => wrong.push(format!("by={name}")),
            }
        }
        if by.is_empty() {
            by.extend(DIMENSIONS.first());
        }
        let text = |name: &str| view.get(name).map(str::to_string);
        let filter = Filter {
            province: text("province"),
            from: text("from"),
            to: text("to"),
            award: text("award"),
            unit: text("unit"),
            official: text("official"),
            event: view.get("event").and_then(|kind| match EVENTS.contains(&kind) {
                true => Some(kind.to_string()),
                false => {
                    wrong.push(format!("event={kind}"));
                    None
                }
            }),
        };
        let top = view.get("top").and_then(|text| match text.parse::<u32>() {
            Ok(top) if top > 0 => Some(top as usize),
            _ => {
                wrong.push(format!("top={text}"));
                None
            }
        });
        let statuses = [Status::Conferred, Status::Proposed, Status::All];
        let counting = [Counting::Once, Counting::Reported];
        let charts = [("bars", Chart::Bars), ("stacked", Chart::Stacked), ("lines", Chart::Lines)];
        let mut choice = |name, known: &[&str]| chosen(view, name, known, wrong);
        let status =
            choice("status", &statuses.map(Status::name)).map_or(Status::default(), |at| statuses[at]);
        let once =
            choice("counting", &counting.map(Counting::name)).map_or(Counting::default(), |at| counting[at]);
        let places = if choice("places", &["then", "now"]) == Some(1) { Places::Now } else { Places::Then };
        let by_value = choice("order", &["count", "value"]) == Some(1);
        let chart = choice("chart", &charts.map(|it| it.0)).map(|at| charts[at].1);
        let question = Question {
            by: by.iter().map(|it| it.name.to_string()).collect(),
            status,
            counting: once,
            places,
            top,
            share: true,
            explain: false,
            filter,
        };
        Self { by, chart, by_value, question }
    }

    /// The search for the articles of a row; none where the query language cannot say what it counts.
    fn search(&self, row: &Map<String, Value>) -> Option<String> {
        let mut query = String::new();
        let has = |name: &str| self.by.iter().any(|it| it.name == name);
        for dimension in &self.by {
            // A place as it is now stands for all that became it; kinds of units are no field.
            let is_place = !dimension.more.is_empty();
            if dimension.name == "unit-kind" || (is_place && self.question.places == Places::Now) {
                return None;
            }
            let value = match row.get(dimension.name)? {
                Value::String(text) if [OTHERS, SEVERAL, UNPLACED].contains(&text.as_str()) => return None,
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                _ => return None,
            };
            query = narrowed(&query, dimension.name, &value);
        }
        let filter = &self.question.filter;
        if !has("status") {
            query = match self.question.status {
                // Any award with a count.
                Status::All => narrowed(&query, "count", ">=0"),
                status => narrowed(&query, "status", status.name()),
            };
        }
        let award = filter.award.as_ref().filter(|_| !has("award"));
        for (name, value) in [
            ("award", award),
            ("unit", filter.unit.as_ref()),
            ("official", filter.official.as_ref()),
            ("event", filter.event.as_ref()),
        ] {
            if let Some(value) = value {
                query = narrowed(&query, name, value);
            }
        }
        // These are of the article: beside an award's conditions they would be the award's.
        let mut of_article = String::new();
        if let Some(province) = &filter.province {
            of_article = narrowed(&of_article, "province", province);
        }
        let day = |text: &Option<String>| text.clone().unwrap_or_default();
        if filter.from.is_some() || filter.to.is_some() {
            of_article =
                narrowed(&of_article, "date", &format!("{}..{}", day(&filter.from), day(&filter.to)));
        }
        Some(if of_article.is_empty() { query } else { format!("({query}) ({of_article})") })
    }

    /// The same question as data.
    fn data(&self, form: &str) -> String {
        let question = &self.question;
        let filter = &question.filter;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let day = |text: &Option<String>, read: fn(&str) -> Option<String>| {
            text.as_deref().and_then(read).unwrap_or_default()
        };
        let top = question.top.map(|top| top.to_string()).unwrap_or_default();
        let pairs = [
            ("by", question.by.join(",")),
            (
                "status",
                if question.status == Status::default() {
                    String::new()
                } else {
                    question.status.name().into()
                },
            ),
            (
                "counting",
                if question.counting == Counting::default() {
                    String::new()
                } else {
                    question.counting.name().into()
                },
            ),
            ("places", if question.places == Places::Now { "now".into() } else { String::new() }),
            ("top", top),
            ("share", "true".into()),
            ("province", text(&filter.province)),
            ("from", day(&filter.from, first_day)),
            ("to", day(&filter.to, last_day)),
            ("award", text(&filter.award)),
            ("unit", text(&filter.unit)),
            ("official", text(&filter.official)),
            ("event", text(&filter.event)),
            ("format", form.to_string()),
        ];
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Links(Lang::Vi).address(&format!("{API}/stats"), &pairs)
    }
}

/// Which of the known values a parameter has.
fn chosen(view: &View, name: &str, known: &[&str], wrong: &mut Vec<String>) -> Option<usize> {
    let text = view.get(name)?;
    let at = known.iter().position(|it| *it == text);
    if at.is_none() {
        wrong.push(format!("{name}={text}"));
    }
    at
}

/// This view with a parameter changed.
fn changed(view: &View, name: &str, value: &str) -> String {
    let pairs: Vec<(&str, &str)> = PARAMETERS
        .iter()
        .map(|known| (*known, if *known == name { value } else { view.get(known).unwrap_or_default() }))
        .collect();
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

fn form(view: &View, asked: &Asked) -> Markup {
    let question = &asked.question;
    let dimension = |at: usize| asked.by.get(at).map_or("", |it| it.name);
    let dimensions = |none: bool| {
        let all = DIMENSIONS
            .iter()
            .map(|it| (it.name, view.text(&format!("page.stats.by.{}", it.name)).to_string()));
        let none = none.then(|| ("", view.text("page.stats.by.nothing").to_string()));
        none.into_iter().chain(all).collect::<Vec<_>>()
    };
    let options = |of: &str, names: &[&'static str]| {
        names
            .iter()
            .map(|name| (*name, view.text(&format!("page.stats.{of}.{name}")).to_string()))
            .collect::<Vec<_>>()
    };
    let any = || ("", view.text("page.stats.any").to_string());
    let mut awards: Vec<_> =
        AWARDS.iter().map(|slug| (*slug, view.name("award", slug).into_owned())).collect();
    awards.sort_by(|a, b| a.1.cmp(&b.1));
    awards.insert(0, any());
    let mut events: Vec<_> =
        EVENTS.iter().map(|kind| (*kind, view.name("event", kind).into_owned())).collect();
    events.insert(0, any());
    let places = if question.places == Places::Now { "now" } else { "then" };
    let chart = match asked.chart {
        None => "",
        Some(Chart::Bars) => "bars",
        Some(Chart::Stacked) => "stacked",
        Some(Chart::Lines) => "lines",
    };
    let filter = &question.filter;
    let given = |name: &str| view.get(name).unwrap_or_default().to_string();
    let chosen = |text: &Option<String>| text.clone().unwrap_or_default();
    html! {
        form.asking action="/stats" method="get" {
            (language_field(view))
            div.fields {
                (select(view.text("page.stats.by"), "by", &dimensions(false), dimension(0)))
                (select(view.text("page.stats.by2"), "by2", &dimensions(true), dimension(1)))
                (select(view.text("page.stats.status"), "status", &options("status", &["conferred", "proposed", "all"]), question.status.name()))
                (select(view.text("page.stats.counting"), "counting", &options("counting", &["once", "reported"]), question.counting.name()))
                (select(view.text("page.stats.places"), "places", &options("places", &["then", "now"]), places))
                (select(view.text("page.stats.chart"), "chart", &[vec![("", view.text("page.stats.chart.fitting").to_string())], options("chart", &["bars", "stacked", "lines"])].concat(), chart))
                (field(view.text("page.stats.top"), "top", &given("top"), "20"))
            }
            details.filters open[!filter.is_empty()] {
                summary { (view.text("page.stats.filters")) }
                div.fields {
                    (field(view.text("page.stats.province"), "province", &given("province"), "Nam Định"))
                    (field(view.text("page.stats.from"), "from", &given("from"), "2023-01"))
                    (field(view.text("page.stats.to"), "to", &given("to"), "2023-12"))
                    (select(view.text("facet.award"), "award", &awards, &chosen(&filter.award)))
                    (field(view.text("page.entity.unit"), "unit", &given("unit"), "công an"))
                    (field(view.text("page.entity.official"), "official", &given("official"), ""))
                    (select(view.text("facet.event"), "event", &events, &chosen(&filter.event)))
                }
            }
            @if asked.by_value { input type="hidden" name="order" value="value"; }
            button.send type="submit" { (view.text("page.stats.show")) }
        }
    }
}

/// A choice of a form.
pub fn select(label: &str, name: &str, options: &[(&str, String)], chosen: &str) -> Markup {
    html! {
        label {
            span { (label) }
            select name=(name) {
                @for (value, text) in options { option value=(value) selected[*value == chosen] { (text) } }
            }
        }
    }
}

/// A text field of a form.
pub fn field(label: &str, name: &str, value: &str, example: &str) -> Markup {
    html! { label { span { (label) } input name=(name) value=(cut(value, 500)) placeholder=(example) autocomplete="off"; } }
}

fn answered(view: &View, asked: &Asked, stats: &Stats) -> Markup {
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
            (table(view, asked, &rows, stats))
        }
        p.exports {
            a href=(asked.data("csv")) download { "CSV" } " · "
            a href=(asked.data("json")) { "JSON" } " · "
            a href=(changed(view, "", "")) { (view.text("page.stats.address")) }
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
                            @if at == 0 && !asked.by_value { a href=(changed(view, "order", "value")) { (name(dimension)) } } @else { (name(dimension)) }
                        }
                    }
                    th.number scope="col" aria-sort=[(!asked.by_value).then_some("descending")] {
                        @if asked.by_value { a href=(changed(view, "order", "")) { (view.text("page.stats.count")) } } @else { (view.text("page.stats.count")) }
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
            p { (view.fill("page.stats.more", &[("n", &view.number((rows.len() - MOST_ROWS) as u64))])) " " a href=(asked.data("csv")) { "CSV" } }
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
    let name = |at: usize| asked.by.get(at).map_or("", |it| view.text(&format!("page.stats.by.{}", it.name)));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(address: &str) -> (Asked, Vec<String>) {
        let mut wrong = Vec::new();
        let view = View::of(&address.parse().expect("an address"));
        (Asked::of(&view, &mut wrong), wrong)
    }

    fn search(address: &str, row: Value) -> Option<String> {
        asked(address).0.search(row.as_object().expect("a row"))
    }

    #[test]
    fn parameters_are_read_and_bad_ones_told() {
        let (it, wrong) =
            asked("/stats?by=province,year&status=all&counting=reported&places=now&top=5&chart=lines");
        assert_eq!((it.question.by.join(","), wrong.len()), ("province,year".into(), 0));
        assert!(
            it.question.status == Status::All && it.question.top == Some(5) && it.chart == Some(Chart::Lines)
        );
        let (it, wrong) =
            asked("/stats?by=x,award&by2=award&status=y&counting=z&places=w&top=0&chart=pie&order=q&event=v");
        assert_eq!(it.question.by, ["award"]);
        assert_eq!(wrong.len(), 8, "{wrong:?}");
        assert_eq!(asked("/stats?by=award,level,class").1, ["by=class"]);
        assert_eq!(asked("/stats").0.question.by, ["award"]);
    }

    #[test]
    fn rows_lead_to_searches_that_say_the_same() {
        use serde_json::json;
        let row = |name: &str, value: Value| json!({ name: value });
        for (address, row, expected) in [
            ("/stats", row("award", json!("bang-khen")), Some("award:\"bang-khen\" status:\"conferred\"")),
            ("/stats?by=year&status=all", row("year", json!(2023)), Some("year:\"2023\" count:\">=0\"")),
            ("/stats?by=status&status=all", row("status", json!("proposed")), Some("status:\"proposed\"")),
            (
                "/stats?by=level&province=Nam+%C4%90%E1%BB%8Bnh&from=2023&award=giai",
                row("level", json!("province")),
                Some(
                    "(level:\"province\" status:\"conferred\" award:\"giai\") (province:\"Nam Định\" date:\"2023..\")",
                ),
            ),
            ("/stats?by=province", row("province", json!("several")), None),
            ("/stats?by=province", row("province", json!("unplaced")), None),
            ("/stats?by=province&places=now", row("province", json!("Ninh Bình")), None),
            ("/stats?by=unit-kind", row("unit-kind", json!("school")), None),
            ("/stats?by=class", row("class", Value::Null), None),
            ("/stats?top=1", row("award", json!("others")), None),
        ] {
            assert_eq!(search(address, row).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn the_same_view_as_data() {
        let data = asked("/stats?by=award&by2=year&from=3/2023&to=2023&top=3&places=now").0.data("csv");
        assert_eq!(
            data,
            "/api/v1/stats?by=award%2Cyear&places=now&top=3&share=true&from=2023-03-01&to=2023-12-31&format=csv"
        );
    }

    #[test]
    fn every_choice_has_its_text() {
        let view = View::of(&"/".parse().expect("an address"));
        for dimension in &DIMENSIONS {
            assert_ne!(view.text(&format!("page.stats.by.{}", dimension.name)), "", "{}", dimension.name);
        }
        for kind in EVENTS {
            assert_ne!(view.text(&format!("event.{kind}")), "", "{kind}");
        }
        for kind in [OTHERS, SEVERAL, UNPLACED] {
            assert_ne!(view.text(&format!("page.stats.{kind}")), "", "{kind}");
        }
    }
}

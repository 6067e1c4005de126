//! The form of `/stats`, and the fields that other forms share with it.

use super::super::layout::language_field;
use super::super::view::{View, cut};
use super::asked::{Asked, Chart};
use crate::ask::stats::{DIMENSIONS, Places};
use crate::model::vocabulary::AWARDS;
use crate::model::vocabulary::EVENTS;
use maud::{Markup, html};

/// The form, as it was filled in.
pub fn form(view: &View, asked: &Asked) -> Markup {
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
                (field(view.text("page.stats.columns"), "columns", &given("columns"), "12"))
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

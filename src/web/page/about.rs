//! What the figures rest on: the corpus, the counting, and how well the rules read.

use super::layout::{self, Here};
use super::sent;
use super::view::View;
use crate::ask;
use crate::model::answer::About;
use crate::web::API;
use crate::web::App;
use crate::web::api::Answer;
use axum::extract::State;
use axum::http::StatusCode;
use maud::{Markup, html};
use std::sync::Arc;

/// The scores over the shipped gold: folder, articles, field, precision, recall. A test holds them against `eval`.
const SCORES: &str = include_str!("scores.tsv");

/// The sets whose scores are told.
const SETS: [&str; 2] = ["gold", "held-back"];

/// `/about`
pub async fn about(State(app): State<Arc<App>>, view: View) -> Answer {
    let reader = app.follower.reader();
    let about = app.work.run(move || Ok(ask::about(&reader)?)).await?;
    let content = html! {
        h1 { (view.text("page.about")) }
        (corpus(&view, &about))
        (counting(&view))
        (accuracy(&view))
    };
    let title = view.text("page.about");
    Ok(sent(StatusCode::OK, layout::page(&view, Here::About, title, "", content, Some(&about.basis))))
}

fn corpus(view: &View, about: &About) -> Markup {
    let day = |day: &Option<String>| day.as_deref().map_or("—".to_string(), |day| view.day(day));
    let lines = [
        ("page.about.articles", view.number(about.basis.articles)),
        ("page.about.copies", view.number(about.basis.copies)),
        ("page.about.days", format!("{} – {}", day(&about.first), day(&about.last))),
        ("page.about.hash", about.basis.corpus.clone()),
        ("page.about.rules", about.basis.rules_version.to_string()),
        ("page.about.schema", about.basis.schema_version.to_string()),
        ("page.about.version", about.version.to_string()),
    ];
    html! {
        section {
            h2 { (view.text("page.about.corpus")) }
            dl.about { @for (key, value) in lines { div { dt { (view.text(key)) } dd { (value) } } } }
            table {
                caption { (view.text("page.about.tables")) }
                thead { tr { th scope="col" { (view.text("page.about.table")) } th.number scope="col" { (view.text("page.about.rows")) } } }
                tbody {
                    @for (name, rows) in &about.tables {
                        tr {
                            td {
                                a href={ (API) "/tables/" (name) "?bom=true" } download { code { (name) } ".csv" } " · "
                                a href=(view.data(&format!("/tables/{name}"), &[("format", "xlsx")])) download { ".xlsx" }
                            }
                            td.number { (view.number(rows.as_u64().unwrap_or_default())) }
                        }
                    }
                }
            }
        }
    }
}

fn counting(view: &View) -> Markup {
    let rules = ["count", "articles", "place", "year", "total", "status", "none"];
    html! {
        section {
            h2 { (view.text("page.about.counting")) }
            ul { @for rule in rules { li { (view.text(&format!("page.about.counting.{rule}"))) } } }
        }
    }
}

/// Articles and fields of a set: name, precision, recall.
fn scores(set: &str) -> (u64, Vec<(&'static str, f64, f64)>) {
    let mut articles = 0;
    let mut fields = Vec::new();
    for line in SCORES.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&'static str> = line.split('\t').collect();
        if let [folder, number, field, precision, recall] = cells[..]
            && folder == set
        {
            articles = number.parse().unwrap_or(0);
            fields.push((field, precision.parse().unwrap_or(0.0), recall.parse().unwrap_or(0.0)));
        }
    }
    (articles, fields)
}

fn accuracy(view: &View) -> Markup {
    let sets = SETS.map(|set| (set, scores(set)));
    let share = |share: f64| {
        let text = format!("{:.1}", share * 100.0);
        format!("{} %", if view.lang == crate::show::Lang::Vi { text.replace('.', ",") } else { text })
    };
    let fields: Vec<&str> = sets[0].1.1.iter().map(|it| it.0).collect();
    html! {
        section {
            h2 { (view.text("page.about.accuracy")) }
            p { (view.text("page.about.accuracy.how")) }
            div.wide tabindex="0" role="region" aria-label=(view.text("page.about.accuracy")) {
                table {
                    thead {
                        tr {
                            th scope="col" rowspan="2" { (view.text("page.about.accuracy.field")) }
                            @for (set, (articles, _)) in &sets {
                                th.number scope="colgroup" colspan="2" { (view.fill(&format!("page.about.accuracy.{set}"), &[("n", articles)])) }
                            }
                        }
                        tr {
                            @for _ in &sets {
                                th.number scope="col" { (view.text("page.about.accuracy.precision")) }
                                th.number scope="col" { (view.text("page.about.accuracy.recall")) }
                            }
                        }
                    }
                    tbody {
                        @for field in fields {
                            tr {
                                th scope="row" { (view.name("score", field)) }
                                @for (_, (_, rows)) in &sets {
                                    @match rows.iter().find(|it| it.0 == field) {
                                        Some((_, precision, recall)) => { td.number { (share(*precision)) } td.number { (share(*recall)) } }
                                        None => { td.number { "—" } td.number { "—" } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::Lang;

    #[test]
    fn every_field_that_is_scored_has_its_name() {
        let view = View::of(&"/about".parse().expect("an address"));
        for set in SETS {
            let (articles, fields) = scores(set);
            assert!(articles > 5 && fields.len() > 15, "{set}");
            for (field, ..) in fields {
                assert!(!Lang::Vi.text(&format!("score.{field}")).is_empty(), "{field}");
            }
        }
        assert!(accuracy(&view).into_string().contains(" %"));
    }
}

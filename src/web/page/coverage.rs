//! `/coverage`: which units are reported on, and which are not: provinces as tiles, units by months, mentions that
//! could not be placed.

use super::layout::{self, Here, language_field};
use super::links::Links;
use super::search::messages;
use super::sent;
use super::stats::{field, select};
use super::tiles::{REFORM, Shades, tiles};
use super::view::{View, cut};
use crate::ask::coverage::{self, Answer as Covered, Link, MOST_MONTHS, Question, Row, Since};
use crate::ask::query::{narrowed, place_in_field};
use crate::ask::{self, first_day, last_day};
use crate::clock;
use crate::model::told::Tell;
use crate::show::Lang;
use crate::web::api::Answer;
use crate::web::failure::Failure;
use crate::web::{API, App};
use axum::extract::State;
use axum::http::StatusCode;
use maud::{Markup, html};
use std::collections::HashSet;
use std::sync::Arc;

/// Months of the table: the last ones.
const MONTHS: usize = 24;
/// Rows of the table: a province has fewer.
const MOST_ROWS: usize = 600;
/// Cells of the table: with more of them it has fewer rows.
const MOST_CELLS: usize = 9_000;
/// Unplaced mentions.
const MENTIONS: usize = 50;
/// Letters of a sentence, of a name that is nowhere known.
const SENTENCE: usize = 600;
const NAME: usize = 200;
/// Days without a report, at most: as in the interface.
const MOST_DAYS: u32 = 100_000;
const LEVELS: [&str; 3] = ["province", "district", "commune"];

/// What the page is asked for.
struct Asked {
    question: Question,
    /// As it was chosen; none: what suits.
    level: Option<u8>,
}

/// `/coverage`
pub async fn coverage(State(app): State<Arc<App>>, view: View) -> Answer {
    let mut wrong = Vec::new();
    let reader = app.follower.reader();
    let last = {
        let reader = Arc::clone(&reader);
        app.work.run(move || Ok(ask::about(&reader)?.last)).await?
    };
    let asked = Asked::of(&view, last, &mut wrong);
    let question = asked.question.clone();
    let covered = app.work.run(move || {
        // Tiles show all provinces, the table those that were asked for.
        let all = Question { gaps: false, mentions: Some(0), continued: false, ..question.clone() };
        let all =
            if question.level == 1 && question.gaps { coverage::coverage(&reader, &all)?.ok() } else { None };
        Ok((coverage::coverage(&reader, &question)?, all))
    });
    let (covered, all) = covered.await?;
    let (status, told, basis) = match &covered {
        Ok(answer) => {
            let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
            (status, answered(&view, &asked, answer, all.as_ref().unwrap_or(answer)), Some(&answer.basis))
        }
        Err(bad) => {
            let (cause, _) = view.lang.told(&bad.told());
            let told = html! { p.message role="alert" { bdi { (cut(&cause, 500)) } } };
            (Failure::of_coverage(bad).status(), told, None)
        }
    };
    let nav = view.text("page.nav.coverage");
    let title = match &asked.question.province {
        Some(province) => format!("{nav}: {}", cut(province, NAME)),
        None => nav.to_string(),
    };
    let content = html! {
        h1 { bdi { (title) } }
        (messages(&view, &wrong))
        @if asked.question.province.is_some() {
            p { a href=(asked.address(&view, &[("province", ""), ("level", "")])) { (view.text("page.coverage.all")) } }
        }
        (days(&view, &asked))
        (form(&view, &asked))
        (told)
    };
    Ok(sent(status, layout::page(&view, Here::Coverage, &title, "", content, basis)))
}

impl Asked {
    /// What cannot be used goes to `wrong` and is left out. Without a day the units are those of the end, else of the
    /// last article: today an older corpus names none of them.
    fn of(view: &View, last: Option<String>, wrong: &mut Vec<String>) -> Self {
        let text = |name: &str| view.get(name).map(str::to_string);
        let mut flag = |name: &str| match view.get(name) {
            None | Some("false") => false,
            Some("true") => true,
            Some(other) => {
                wrong.push(format!("{name}={other}"));
                false
            }
        };
        let (gaps, continued) = (flag("gaps"), flag("continued"));
        let level = view.get("level").and_then(|text| {
            let at = LEVELS.iter().position(|level| *level == text);
            if at.is_none() {
                wrong.push(format!("level={text}"));
            }
            at.map(|at| at as u8 + 1)
        });
        let silent = view.get("silent_days").and_then(|text| {
            let days = text.parse::<u32>().ok().filter(|days| *days <= MOST_DAYS);
            if days.is_none() {
                wrong.push(format!("silent_days={text}"));
            }
            days
        });
        let (province, to) = (text("province"), text("to"));
        let last = last.and_then(|moment| moment.get(..10).map(str::to_string));
        let as_of = text("as_of").or_else(|| to.clone()).or(last);
        let day = as_of.as_deref().and_then(last_day).unwrap_or_else(clock::today);
        let fitting = match province {
            None => 1,
            Some(_) if day.as_str() < REFORM => 2,
            Some(_) => 3,
        };
        let question = Question {
            level: level.unwrap_or(fitting),
            province,
            from: text("from"),
            to,
            as_of,
            today: clock::today(),
            since: text("since").map(Since::Day).or(silent.map(Since::Days)),
            gaps,
            continued,
            by_month: false,
            mentions: Some(MENTIONS),
        };
        Self { question, level }
    }

    /// The parameters of the page.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let question = &self.question;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let flag = |is: bool| if is { "true".to_string() } else { String::new() };
        let (since, silent) = match &question.since {
            Some(Since::Day(day)) => (day.clone(), String::new()),
            Some(Since::Days(days)) => (String::new(), days.to_string()),
            None => Default::default(),
        };
        let level =
            self.level.and_then(|level| LEVELS.get(usize::from(level) - 1)).copied().unwrap_or_default();
        vec![
            ("province", text(&question.province)),
            ("level", level.to_string()),
            ("as_of", text(&question.as_of)),
            ("from", text(&question.from)),
            ("to", text(&question.to)),
            ("since", since),
            ("silent_days", silent),
            ("gaps", flag(question.gaps)),
            ("continued", flag(question.continued)),
        ]
    }

    /// This view, changed.
    fn address(&self, view: &View, changes: &[(&str, &str)]) -> String {
        let mut pairs = self.pairs();
        for (name, value) in &mut pairs {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                *value = (*new).to_string();
            }
        }
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        view.links().address("/coverage", &pairs)
    }

    /// The same question as data, with further parameters.
    fn data(&self, more: &[(&'static str, &str)]) -> String {
        let level = LEVELS.get(usize::from(self.question.level) - 1).copied().unwrap_or_default();
        let mut pairs = self.pairs();
        for (name, value) in &mut pairs {
            // The interface has one way to write a day.
            let day = match *name {
                "from" | "since" => first_day(value),
                "to" | "as_of" => last_day(value),
                "level" => Some(level.to_string()),
                _ => None,
            };
            *value = day.unwrap_or_else(|| value.clone());
        }
        pairs.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        pairs.extend(more.iter().map(|(name, value)| (*name, (*value).to_string())));
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Links(Lang::Vi).address(&format!("{API}/coverage"), &pairs)
    }
}

/// The two sets of units that most are asked for.
fn days(view: &View, asked: &Asked) -> Markup {
    let day = asked.question.as_of.as_deref().and_then(last_day).unwrap_or_default();
    let is_before = day.as_str() < REFORM;
    let link = |as_of: &str, key: &str, here: bool| {
        html! { a href=(asked.address(view, &[("as_of", as_of), ("level", ""), ("province", "")])) aria-current=[here.then_some("true")] { (view.text(key)) } }
    };
    html! {
        nav.orders aria-label=(view.text("page.coverage.units")) {
            (link("2025-06-30", "page.coverage.before", is_before)) " "
            (link(REFORM, "page.coverage.since-reform", !is_before))
        }
    }
}

fn form(view: &View, asked: &Asked) -> Markup {
    let given: Vec<(&str, String)> = asked.pairs();
    let value = |name: &str| given.iter().find(|(known, _)| *known == name).map_or("", |it| it.1.as_str());
    let mut levels = vec![("", view.text("page.coverage.level.fitting").to_string())];
    levels.extend(LEVELS.iter().map(|level| (*level, view.name("kind", level).into_owned())));
    let flag = |name: &str, key: &str, is: bool| html! { label.flag { input type="checkbox" name=(name) value="true" checked[is]; " " (view.text(key)) } };
    html! {
        form.asking action="/coverage" method="get" {
            (language_field(view))
            div.fields {
                (field(view.text("facet.province"), "province", value("province"), "Nam Định"))
                (select(view.text("page.coverage.level"), "level", &levels, value("level")))
                (field(view.text("page.coverage.as-of"), "as_of", value("as_of"), "2025-06-30"))
            }
            details.filters open[["from", "to", "since", "silent_days"].iter().any(|name| !value(name).is_empty())] {
                summary { (view.text("page.coverage.when")) }
                div.fields {
                    (field(view.text("page.coverage.from"), "from", value("from"), "2023-01"))
                    (field(view.text("page.coverage.to"), "to", value("to"), "2023-12"))
                    (field(view.text("page.coverage.silent-since"), "since", value("since"), "2023-06"))
                    (field(view.text("page.coverage.silent-days"), "silent_days", value("silent_days"), "90"))
                }
            }
            div.flags {
                (flag("gaps", "page.coverage.gaps", asked.question.gaps))
                (flag("continued", "page.coverage.continued", asked.question.continued))
            }
            button.send type="submit" { (view.text("page.stats.show")) }
        }
    }
}

fn answered(view: &View, asked: &Asked, answer: &Covered, all: &Covered) -> Markup {
    let number = |number: u64| view.number(number);
    // What is left out where only gaps are asked for is reported on.
    let gaps: HashSet<&str> = answer.rows.iter().map(|row| row.code).collect();
    let is_missing =
        |row: &Row| if asked.question.gaps { gaps.contains(row.code) } else { row.articles == 0 };
    let lang = ("lang", if view.lang == Lang::En { "en" } else { "" });
    let province =
        |row: &Row| asked.address(view, &[("province", row.name), ("level", ""), ("as_of", &answer.as_of)]);
    html! {
        p.figure-total {
            (view.fill("page.coverage.total", &[
                ("units", &number(answer.total.units)),
                ("reported", &number(answer.total.reported)),
                ("missing", &number(answer.total.units - answer.total.reported)),
                ("kind", &view.name("kind", answer.level)),
                ("day", &view.day(&answer.as_of)),
            ]))
        }
        @if answer.undated > 0 { p.hint { (view.fill("page.coverage.undated", &[("n", &number(answer.undated))])) } }
        @if asked.question.level == 1 && asked.question.province.is_none() {
            section {
                h2 { (view.text("page.coverage.tiles")) }
                (tiles(view, &answer.as_of, &all.rows, is_missing, province))
            }
        }
        @if answer.total.units == 0 {
            p.note { (view.text("page.coverage.no-units")) }
        } @else {
            (heat(view, asked, answer))
        }
        p.exports {
            @if answer.months.len() <= MOST_MONTHS {
                a href=(asked.data(&[("by_month", "true"), ("format", "csv")])) download { (view.text("page.coverage.csv")) } " · "
                a href=(asked.data(&[("by_month", "true"), ("format", "xlsx"), lang])) download { (view.text("page.coverage.xlsx")) } " · "
            }
            a href=(asked.data(&[("gaps", "true"), ("format", "csv")])) download { (view.text("page.coverage.gaps-csv")) } " · "
            a href=(asked.data(&[("mentions", "50")])) { "JSON" } " · "
            a href=(asked.address(view, &[])) { (view.text("page.stats.address")) }
        }
        (unplaced(view, asked, answer))
    }
}

/// Units by months, those without a report first.
fn heat(view: &View, asked: &Asked, answer: &Covered) -> Markup {
    // Later months tell nothing of units that were no more.
    let until = answer.months.partition_point(|month| month.as_str() <= answer.as_of.get(..7).unwrap_or("9"));
    let until = if until == 0 { answer.months.len() } else { until };
    let months = &answer.months[until.saturating_sub(MONTHS)..until];
    let most = answer.rows.iter().flat_map(|row| &row.months).map(|month| month.articles).max();
    let shades = Shades::to(most.unwrap_or(0));
    let caption = view.fill("page.coverage.caption", &[("kind", &view.name("kind", answer.level))]);
    let rows = MOST_ROWS.min(MOST_CELLS / (months.len() + 6));
    let with_communes = asked.question.level < 3;
    let continued = asked.question.continued;
    let mut years: Vec<(&str, usize)> = Vec::new();
    for year in months.iter().map(|month| month.get(..4).unwrap_or(month)) {
        match years.last_mut() {
            Some((last, length)) if *last == year => *length += 1,
            _ => years.push((year, 1)),
        }
    }
    html! {
        section {
            h2 { (caption) }
            @if answer.rows.is_empty() {
                p { (view.text("page.coverage.no-gaps")) }
            } @else {
                p.hint #heat-how { (view.text("page.coverage.caption.how")) }
                div.wide role="region" tabindex="0" aria-label=(caption) {
                    table.heat aria-label=(caption) aria-describedby="heat-how" {
                        thead {
                            tr {
                                th scope="col" rowspan="2" { (view.text("page.coverage.unit")) }
                                th.number scope="col" rowspan="2" { (view.text("page.stats.articles")) }
                                th.number scope="col" rowspan="2" { (view.text("page.coverage.awards")) }
                                th scope="col" rowspan="2" { (view.text("page.coverage.last")) }
                                th.number scope="col" rowspan="2" { (view.text("page.coverage.days")) }
                                @if with_communes { th.number scope="col" rowspan="2" { (view.text("page.coverage.per-commune")) } }
                                @if continued { th scope="col" rowspan="2" { (view.text("page.coverage.before-after")) } }
                                @for (year, length) in &years { th.year scope="colgroup" colspan=(length) { (year) } }
                            }
                            tr {
                                @for month in months {
                                    th.month scope="col" { (month.get(5..).unwrap_or(month)) span.unseen { "/" (month.get(..4).unwrap_or_default()) } }
                                }
                            }
                        }
                        tbody {
                            @for row in answer.rows.iter().take(rows) { (one(view, asked, answer, row, months, shades)) }
                        }
                    }
                }
                (shades.legend(view, view.text("page.coverage.shades.month")))
                @if answer.rows.len() > rows {
                    p { (view.fill("page.coverage.more", &[("n", &view.number((answer.rows.len() - rows) as u64))])) }
                }
                @if answer.months.len() > months.len() {
                    p { (view.fill("page.coverage.more-months", &[("n", &view.number((answer.months.len() - months.len()) as u64))])) }
                }
            }
        }
    }
}

fn one(view: &View, asked: &Asked, answer: &Covered, row: &Row, months: &[String], shades: Shades) -> Markup {
    let counted =
        |month: &String| row.months.iter().find(|it| it.month == *month).map_or(0, |it| it.articles);
    let name = format!("{} {}", row.kind, row.name);
    let question = &asked.question;
    // What a search for a province finds is set there; here an article counts for every province that it names.
    let query = (row.level > 1).then(|| {
        let named =
            narrowed("", LEVELS[usize::from(row.level) - 1], place_in_field(row.level, &name, row.code));
        narrowed(&named, "copy", "no")
    });
    // The search counts the same where no days restrict the reports, which it would choose by other days.
    let all = query.as_ref().filter(|_| row.articles > 0 && question.from.is_none() && question.to.is_none());
    let search = all.map(|query| view.links().search(query));
    let whole = |month: &str| is_whole(question, month);
    let of_month = |month: &String| {
        let counted = row.months.iter().find(|it| it.month == *month)?;
        let query =
            query.as_ref().filter(|_| counted.articles > 0 && counted.all_published && whole(month))?;
        Some(view.links().search(&narrowed(query, "month", month)))
    };
    let days = row.days_since_last.map_or_else(|| "–".to_string(), |days| view.number(days));
    html! {
        tr {
            th scope="row" {
                @if row.level == 1 {
                    a href=(asked.address(view, &[("province", row.name), ("level", ""), ("as_of", &answer.as_of)])) { (row.name) }
                } @else {
                    (name)
                    @if question.province.is_none() { " " span.of { (row.province) } }
                }
            }
            td.number {
                @match &search {
                    Some(link) => { a href=(link) { (view.number(row.articles)) span.unseen { " " (view.text("page.stats.to-articles")) } } }
                    None => { (view.number(row.articles)) }
                }
            }
            td.number { (view.number(row.awards)) }
            td.day { (last(view, row)) }
            td.number { (days) }
            @if question.level < 3 { td.number { (row.per_commune.map_or_else(|| "–".to_string(), |ratio| decimal(view, ratio))) } }
            @if question.continued { td.continued { (went(view, "page.coverage.came-from", row.before.as_deref())) (went(view, "page.coverage.became", row.after.as_deref())) } }
            @for month in months {
                @let articles = counted(month);
                td class={ "cell " (shades.class(articles)) } {
                    @match of_month(month) {
                        Some(link) => { a href=(link) { (view.number(articles)) } }
                        None => { (view.number(articles)) }
                    }
                }
            }
        }
    }
}

/// When a unit was last reported on: by the month where no article has a day.
fn last(view: &View, row: &Row) -> String {
    let month = || row.months.last().map(|month| month.month.as_str());
    row.last.as_deref().or_else(month).map_or_else(|| "–".to_string(), |day| view.day(day))
}

/// What a unit came from or became, each with its own number of articles.
fn went(view: &View, key: &str, links: Option<&[Link]>) -> Markup {
    html! {
        @if let Some(links) = links.filter(|links| !links.is_empty()) {
            p {
                span.of { (view.text(key)) ": " }
                @for (at, link) in links.iter().enumerate() {
                    @if at > 0 { "; " }
                    (link.kind) " " (link.name)
                    @if link.partial { " (" (view.text("page.coverage.partial")) ")" }
                    " " span.count { (view.fill("page.entity.total", &[("n", &view.number(link.articles))])) }
                }
            }
        }
    }
}

/// A number with two digits behind its point.
fn decimal(view: &View, number: f64) -> String {
    let text = format!("{number:.2}");
    if view.lang == Lang::En { text } else { text.replace('.', ",") }
}

/// Whether all days of a month are asked for.
fn is_whole(question: &Question, month: &str) -> bool {
    let first = question.from.as_deref().and_then(first_day);
    let last = question.to.as_deref().and_then(last_day);
    first.is_none_or(|first| first_day(month).is_some_and(|it| it >= first))
        && last.is_none_or(|last| last_day(month).is_some_and(|it| it <= last))
}

fn unplaced(view: &View, asked: &Asked, answer: &Covered) -> Markup {
    let mentions = &answer.unplaced.mentions;
    html! {
        section.unplaced {
            h2 { (view.text("page.coverage.unplaced")) }
            @if mentions.is_empty() {
                p { (view.text("page.coverage.unplaced.none")) }
            } @else {
                // The articles of the whole country: which may lie in a province is known of those read.
                @if asked.question.province.is_none() {
                    p { (view.fill("page.coverage.unplaced.total", &[("n", &view.number(answer.unplaced.articles))])) }
                }
                @if mentions.len() == MENTIONS { p.hint { (view.fill("page.coverage.unplaced.first", &[("n", &MENTIONS)])) } }
                ul.mentions {
                    @for mention in mentions {
                        li {
                            a href=(view.links().article(&mention.id, "")) { strong { bdi { (cut(&mention.text, NAME)) } } }
                            @if !mention.candidates.is_empty() {
                                " " span.of { (view.text("page.coverage.candidates")) " " bdi { (cut(&mention.candidates.join("; "), SENTENCE)) } }
                            }
                            p.sentence-of { bdi { (cut(&mention.sentence, SENTENCE)) } }
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

    fn asked(address: &str) -> (Asked, Vec<String>) {
        let mut wrong = Vec::new();
        let view = View::of(&address.parse().expect("an address"));
        (Asked::of(&view, Some("2023-12-31T10:00:00+07:00".into()), &mut wrong), wrong)
    }

    #[test]
    fn the_units_are_those_of_the_day_and_the_level_is_what_there_is() {
        for (address, level, as_of) in [
            ("/coverage", 1, "2023-12-31"),
            ("/coverage?to=2022", 1, "2022"),
            ("/coverage?as_of=2025-07-01", 1, "2025-07-01"),
            ("/coverage?province=x", 2, "2023-12-31"),
            ("/coverage?province=x&as_of=2025-07-01", 3, "2025-07-01"),
            ("/coverage?province=x&level=commune", 3, "2023-12-31"),
        ] {
            let question = asked(address).0.question;
            assert_eq!((question.level, question.as_of.as_deref()), (level, Some(as_of)), "{address}");
        }
        let (it, wrong) = asked("/coverage?level=x&gaps=1&continued=true&silent_days=-1&since=2023");
        assert_eq!(wrong, ["gaps=1", "level=x", "silent_days=-1"]);
        assert!(it.question.continued && it.question.since == Some(Since::Day("2023".into())));
        assert_eq!(asked("/coverage?silent_days=100001").1.len(), 1);
    }

    #[test]
    fn the_same_view_as_data() {
        let it = asked("/coverage?province=Nam+Dinh&from=3/2023&to=2023&silent_days=90&gaps=true").0;
        assert_eq!(
            it.data(&[("gaps", "true"), ("format", "csv")]),
            "/api/v1/coverage?province=Nam+Dinh&level=district&as_of=2023-12-31&from=2023-03-01&to=2023-12-31&silent_days=90&gaps=true&format=csv"
        );
    }
}

//! Two dimensions as a table: the first as rows, the second as columns, what is in none of them as one more.

use super::super::view::View;
use super::asked::Asked;
use super::{changed, key, value};
use crate::ask::stats::Dimension;
use crate::model::answer::Stats;
use maud::{Markup, html};
use serde_json::{Map, Value};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Rows without a number asked for.
const ROWS: usize = 40;
/// Columns without a number asked for: months, and whatever else.
const MONTHS: usize = 24;
const COLUMNS: usize = 12;

/// A row or a column.
struct Head<'s> {
    label: String,
    /// What was counted, of whatever cell; none: it stands for all that have no row, or column, of their own.
    of: Option<&'s Map<String, Value>>,
    total: u64,
}

/// A cell.
#[derive(Clone, Copy, Default)]
struct Cell<'s> {
    count: u64,
    /// The one that was counted; none where it is many.
    of: Option<&'s Map<String, Value>>,
}

struct Crossed<'s> {
    rows: Vec<Head<'s>>,
    columns: Vec<Head<'s>>,
    cells: Vec<Vec<Cell<'s>>>,
}

/// The heads of a dimension, and by each value which of them it is.
fn heads<'s>(
    view: &View,
    dimension: &Dimension,
    stats: &'s Stats,
    most: usize,
    by_value: bool,
) -> (Vec<Head<'s>>, HashMap<Option<String>, usize>) {
    let mut numbers: HashMap<Option<String>, usize> = HashMap::new();
    let mut all: Vec<(Option<String>, Head)> = Vec::new();
    for row in &stats.rows {
        let key = place(dimension, row);
        let at = *numbers.entry(key.clone()).or_insert_with(|| {
            all.push((key, Head { label: value(view, dimension, row), of: Some(row), total: 0 }));
            all.len() - 1
        });
        all[at].1.total += count(row);
    }
    // Of years and months the last ones are of use, of all else the largest.
    let in_time = ["year", "month"].contains(&dimension.name);
    match in_time {
        true => all.sort_by(|a, b| (a.0.is_none(), Reverse(&a.0)).cmp(&(b.0.is_none(), Reverse(&b.0)))),
        false => all.sort_by_key(|it| Reverse(it.1.total)),
    }
    // What has no value is told apart as long as there is room.
    let rest: u64 = all.iter().skip(most).map(|it| it.1.total).sum();
    let is_cut = all.len() > most;
    all.truncate(most);
    if by_value || in_time {
        all.sort_by(|a, b| (a.0.is_none(), &a.0).cmp(&(b.0.is_none(), &b.0)));
    }
    let at = all.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
    let mut heads: Vec<Head> = all.into_iter().map(|it| it.1).collect();
    tell_apart(dimension, &mut heads);
    if is_cut {
        heads.push(Head { label: view.text("page.stats.others").to_string(), of: None, total: rest });
    }
    (heads, at)
}

/// What a row is of in a dimension: districts and communes of one name are as many as they have codes; provinces of
/// one name, an old and a new one, are one, as they are in a search.
fn place(dimension: &Dimension, row: &Map<String, Value>) -> Option<String> {
    let value = key(dimension, row)?;
    let code = code(dimension, row).filter(|_| dimension.name != "province");
    Some(code.map_or_else(|| value.clone(), |code| format!("{value}\t{code}")))
}

fn code<'r>(dimension: &Dimension, row: &'r Map<String, Value>) -> Option<&'r str> {
    row.get(*dimension.more.first()?)?.as_str()
}

/// Adds their codes to those of one name.
fn tell_apart(dimension: &Dimension, heads: &mut [Head]) {
    let labels: Vec<String> = heads.iter().map(|head| head.label.clone()).collect();
    for head in heads {
        if labels.iter().filter(|label| **label == head.label).count() > 1
            && let Some(code) = head.of.and_then(|row| code(dimension, row))
        {
            head.label = format!("{} ({code})", head.label);
        }
    }
}

fn count(row: &Map<String, Value>) -> u64 {
    row.get("count").and_then(Value::as_u64).unwrap_or(0)
}

impl<'s> Crossed<'s> {
    fn of(view: &View, asked: &Asked, [first, second]: [&Dimension; 2], stats: &'s Stats) -> Self {
        let fitting = if second.name == "month" { MONTHS } else { COLUMNS };
        let (rows, row_of) = heads(view, first, stats, asked.question.top.unwrap_or(ROWS), asked.by_value);
        let (columns, column_of) = heads(view, second, stats, asked.columns.unwrap_or(fitting), false);
        let mut cells = vec![vec![Cell::default(); columns.len()]; rows.len()];
        for row in &stats.rows {
            // Whatever has no place of its own belongs to the last one.
            let (at, across) = (row_of.get(&place(first, row)), column_of.get(&place(second, row)));
            let own = at.and(across).map(|_| row);
            let at = at.copied().unwrap_or(rows.len() - 1);
            let across = across.copied().unwrap_or(columns.len() - 1);
            let cell = &mut cells[at][across];
            *cell = Cell { count: cell.count + count(row), of: own };
        }
        Self { rows, columns, cells }
    }
}

/// The table. `stats` are all rows of both dimensions, none of them put together.
pub fn table(view: &View, asked: &Asked, stats: &Stats) -> Markup {
    let &[first, second] = asked.by.as_slice() else { return html! {} };
    let crossed = Crossed::of(view, asked, [first, second], stats);
    let name = |dimension: &Dimension| view.text(&format!("page.stats.by.{}", dimension.name));
    let caption = view.fill(
        "page.stats.crossed",
        &[("first", &name(first).to_lowercase()), ("second", &name(second).to_lowercase())],
    );
    let number = |count: u64, of: Option<&Map<String, Value>>, by: &[&'static Dimension]| {
        let query = of.filter(|_| count > 0).and_then(|row| asked.search_by(by, row));
        let count = view.number(count);
        html! { @if let Some(query) = query { a href=(view.links().search(&query)) { (count) } } @else { (count) } }
    };
    html! {
        section.crossing {
            h2 { (caption) }
            p.hint { (view.text("page.stats.crossed.how")) }
            div.wide role="region" tabindex="0" aria-label=(caption) {
                table.crossed {
                    caption.unseen { (caption) }
                    thead { tr {
                        th scope="col" { (name(first)) }
                        @for column in &crossed.columns { th.number scope="col" { bdi { (column.label) } } }
                        th.number scope="col" { (view.text("page.stats.crossed.total")) }
                    } }
                    tbody {
                        @for (row, cells) in crossed.rows.iter().zip(&crossed.cells) {
                            tr {
                                th scope="row" { bdi { (row.label) } }
                                @for cell in cells {
                                    td.number.none[cell.count == 0] { (number(cell.count, cell.of, &[first, second])) }
                                }
                                td.number.sum { (number(row.total, row.of, &[first])) }
                            }
                        }
                    }
                    tfoot { tr {
                        th scope="row" { (view.text("page.stats.crossed.total")) }
                        @for column in &crossed.columns { td.number { (number(column.total, column.of, &[second])) } }
                        td.number { (view.number(stats.total.count)) }
                    } }
                }
            }
            @if crossed.rows.iter().chain(&crossed.columns).any(|head| head.of.is_none()) {
                p.hint { (view.text("page.stats.crossed.others")) }
            }
            p { a href=(turned(view, first, second)) { (view.text("page.stats.crossed.turn")) } }
        }
    }
}

/// This view with rows and columns exchanged.
fn turned(view: &View, first: &Dimension, second: &Dimension) -> String {
    changed(view, &[("by", second.name), ("by2", first.name)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answer::Total;
    use serde_json::json;

    fn crossed(address: &str, rows: &[(Value, Value, u64)]) -> String {
        let view = View::of(&address.parse().expect("an address"));
        let mut wrong = Vec::new();
        let asked = Asked::of(&view, &mut wrong);
        assert!(wrong.is_empty(), "{wrong:?}");
        let row = |(first, second, count): &(Value, Value, u64)| {
            let row = json!({ asked.by[0].name: first, asked.by[1].name: second, "count": count });
            row.as_object().expect("a row").clone()
        };
        let count = rows.iter().map(|it| it.2).sum();
        let rows = rows.iter().map(row).collect();
        let total = Total { count, ..Total::default() };
        table(&view, &asked, &Stats { rows, total, ..Stats::default() }).into_string()
    }

    /// The numbers of each line of the table, and how many of them are links.
    fn numbers(table: &str) -> Vec<(Vec<u64>, usize)> {
        let line = |line: &str| {
            let cells = line.split("<td").skip(1).map(|cell| {
                let text = cell.split_once('>').map_or("", |it| it.1);
                let text = text.strip_prefix("<a").and_then(|it| it.split_once('>')).map_or(text, |it| it.1);
                text.split('<').next().unwrap_or_default().parse().expect("a number")
            });
            (cells.collect(), line.matches("<a ").count())
        };
        table.split("<tr>").skip(2).map(|it| line(it.split("</tr>").next().unwrap_or_default())).collect()
    }

    #[test]
    fn every_count_has_its_cell_and_every_line_its_total() {
        let rows = [
            (json!("province"), json!("collective"), 5),
            (json!("province"), json!("individual"), 7),
            (json!("state"), json!("individual"), 2),
            (json!(null), json!("collective"), 1),
        ];
        let table = crossed("/stats?by=level&by2=recipient", &rows);
        // The largest first; what is not said has no search.
        assert_eq!(
            numbers(&table),
            [(vec![7, 5, 12], 3), (vec![2, 0, 2], 2), (vec![0, 1, 1], 0), (vec![9, 6, 15], 2)],
            "{table}"
        );
        assert_eq!(table.matches("class=\"number none\"").count(), 2);
        assert_eq!(table.matches("class=\"hint\"").count(), 1);
    }

    #[test]
    fn places_of_one_name_are_told_apart() {
        let view = View::of(&"/stats?by=district&by2=level".parse().expect("an address"));
        let asked = Asked::of(&view, &mut Vec::new());
        let row = |name: &str, code: &str, count: u64| {
            let row = json!({ "district": name, "district_code": code, "level": "province", "count": count });
            row.as_object().expect("a row").clone()
        };
        let rows = vec![
            row("huyện Châu Thành", "712", 3),
            row("huyện Châu Thành", "822", 2),
            row("huyện Ý Yên", "360", 1),
        ];
        let total = Total { count: 6, ..Total::default() };
        let table = table(&view, &asked, &Stats { rows, total, ..Stats::default() }).into_string();
        assert_eq!(
            numbers(&table),
            [(vec![3, 3], 2), (vec![2, 2], 2), (vec![1, 1], 2), (vec![6, 6], 1)],
            "{table}"
        );
        for found in [
            "huyện Châu Thành (712)",
            "huyện Châu Thành (822)",
            "<bdi>huyện Ý Yên</bdi>",
            "district%3A%22822%22",
        ] {
            assert!(table.contains(found), "{found}: {table}");
        }
    }

    #[test]
    fn what_has_no_row_or_column_of_its_own_is_put_together() {
        let rows: Vec<_> = (0..5_u64)
            .flat_map(|at| (2019..2023).map(move |year| (json!(format!("c{at}")), json!(year), 10 - at)))
            .collect();
        let table = crossed("/stats?by=class&by2=year&top=2&columns=2", &rows);
        // The last two years, the others behind them.
        let heads: Vec<usize> =
            ["2021", "2022", "còn lại"].map(|it| table.find(it).expect("a head")).to_vec();
        assert!(heads.is_sorted() && !table.contains(">2020<"), "{table}");
        assert_eq!(
            numbers(&table),
            [
                (vec![10, 10, 20, 40], 3),
                (vec![9, 9, 18, 36], 3),
                (vec![21, 21, 42, 84], 0),
                (vec![40, 40, 80, 160], 2)
            ],
            "{table}"
        );
        assert_eq!(table.matches("class=\"hint\"").count(), 2);
        assert!(table.contains("by=year&amp;by2=class"), "{table}");
    }
}

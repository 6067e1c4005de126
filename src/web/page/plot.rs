//! Rows of statistics → what is drawn: which bars and which parts, in what order, and what is left to the table.

use super::svg::Part;
use crate::ask::stats::OTHERS;

/// Bars of a drawing.
const MOST_BARS: usize = 15;
/// Of years or months.
const MOST_TIMES: usize = 30;
/// Points of lines: twenty years of months.
const MOST_POINTS: usize = 240;

/// A row: for each dimension its value, none where it has none, and how people say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Value and label of each dimension.
    pub keys: Vec<(Option<String>, String)>,
    /// How many.
    pub count: u64,
}

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plot {
    /// Bars or points. Of points over time their values.
    pub labels: Vec<String>,
    /// What each is made of.
    pub parts: Vec<Part>,
    /// The count of what is not drawn.
    pub left: u64,
}

/// A bar for each row, of two dimensions with both labels; over time in its order.
pub fn single(cells: &[Cell], in_time: bool) -> Plot {
    let all: u64 = cells.iter().map(|cell| cell.count).sum();
    let mut cells: Vec<&Cell> = cells.iter().collect();
    let most = if in_time { MOST_TIMES } else { MOST_BARS };
    if in_time {
        cells.sort_by_key(|cell| key(cell, 0).map(|it| (it.is_none(), it)));
        // Of too many the last ones.
        let known = cells.iter().filter(|cell| key(cell, 0).flatten().is_some()).count();
        cells.drain(..known.saturating_sub(most));
    }
    cells.truncate(most + usize::from(in_time));
    let label = |cell: &&Cell| cell.keys.iter().map(|it| it.1.as_str()).collect::<Vec<_>>().join(" · ");
    let counts: Vec<u64> = cells.iter().map(|cell| cell.count).collect();
    Plot {
        labels: cells.iter().map(label).collect(),
        left: all - counts.iter().sum::<u64>(),
        parts: vec![Part { label: String::new(), counts }],
    }
}

/// A bar for each value of the first dimension, made of the values of the second; those with the smallest counts
/// together as `rest`.
pub fn stacked(cells: &[Cell], most: usize, rest: &str, in_time: bool) -> Plot {
    let mut bars = totals(cells, 0);
    let all: u64 = cells.iter().map(|cell| cell.count).sum();
    if in_time {
        bars.sort_by(|a, b| (a.0.is_none(), &a.0).cmp(&(b.0.is_none(), &b.0)));
    }
    bars.truncate(if in_time { MOST_TIMES } else { MOST_BARS });
    let (parts, drawn) = parts(cells, 1, most, rest, bars.len(), |cell| {
        bars.iter().position(|bar| Some(&bar.0) == cell.keys.first().map(|it| &it.0))
    });
    Plot { labels: bars.into_iter().map(|bar| bar.1).collect(), parts, left: all - drawn }
}

/// A point for each year or month between the first and the last, a line for each value of the other dimension.
pub fn over_time(cells: &[Cell], time: usize, most: usize, rest: &str) -> Plot {
    let all: u64 = cells.iter().map(|cell| cell.count).sum();
    let mut points: Vec<i64> = cells.iter().filter_map(|cell| number(key(cell, time)?.as_deref()?)).collect();
    points.sort_unstable();
    let months = cells.iter().any(|cell| key(cell, time).flatten().is_some_and(|it| it.contains('-')));
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
        return Plot { left: all, ..Plot::default() };
    };
    let first = first.max(last - MOST_POINTS as i64 + 1);
    let labels: Vec<String> = (first..=last)
        .map(|at| if months { format!("{:04}-{:02}", at / 12, at % 12 + 1) } else { at.to_string() })
        .collect();
    let place = |cell: &Cell| {
        let at = number(key(cell, time)?.as_deref()?)?;
        usize::try_from(at - first).ok().filter(|at| *at < labels.len())
    };
    let (parts, drawn) = parts(cells, 1 - time.min(1), most, rest, labels.len(), place);
    Plot { parts, left: all - drawn, labels }
}

/// `2023` → 2023; `2023-03` → months since year 0.
fn number(text: &str) -> Option<i64> {
    match text.split_once('-') {
        None => text.parse().ok(),
        Some((year, month)) => Some(year.parse::<i64>().ok()? * 12 + month.parse::<i64>().ok()? - 1),
    }
}

fn key(cell: &Cell, dimension: usize) -> Option<Option<String>> {
    cell.keys.get(dimension).map(|it| it.0.clone())
}

/// The values of a dimension, the largest count first.
fn totals(cells: &[Cell], dimension: usize) -> Vec<(Option<String>, String, u64)> {
    let mut totals: Vec<(Option<String>, String, u64)> = Vec::new();
    let mut at = std::collections::HashMap::new();
    for cell in cells {
        let Some((value, label)) = cell.keys.get(dimension) else { continue };
        let here = *at.entry(value.clone()).or_insert_with(|| {
            totals.push((value.clone(), label.clone(), 0));
            totals.len() - 1
        });
        totals[here].2 += cell.count;
    }
    totals.sort_by_key(|it| (is_rest(it), std::cmp::Reverse(it.2)));
    totals
}

/// Whether a value is what is in none of the rows.
fn is_rest(value: &(Option<String>, String, u64)) -> bool {
    value.0.as_deref() == Some(OTHERS)
}

/// A part for each of the largest values of a dimension, the others together; and how much of the count has a place.
fn parts(
    cells: &[Cell],
    dimension: usize,
    most: usize,
    rest: &str,
    places: usize,
    place: impl Fn(&Cell) -> Option<usize>,
) -> (Vec<Part>, u64) {
    let values = totals(cells, dimension);
    let named = values.iter().filter(|it| !is_rest(it)).count();
    let own = if values.len() > most { named.min(most - 1) } else { named };
    let mut parts: Vec<Part> =
        values[..own].iter().map(|value| Part { label: value.1.clone(), counts: vec![0; places] }).collect();
    // Without a second dimension there is one part.
    if parts.is_empty() || own < values.len() {
        let label = if values.is_empty() { String::new() } else { rest.to_string() };
        parts.push(Part { label, counts: vec![0; places] });
    }
    let numbers: std::collections::HashMap<_, _> =
        values[..own].iter().enumerate().map(|(at, value)| (&value.0, at)).collect();
    let mut drawn = 0;
    for cell in cells {
        let Some(at) = place(cell) else { continue };
        let value = cell.keys.get(dimension).map(|it| &it.0);
        let part = value.and_then(|value| numbers.get(value).copied()).unwrap_or(parts.len() - 1);
        parts[part].counts[at] += cell.count;
        drawn += cell.count;
    }
    (parts, drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(values: &[&str], count: u64) -> Cell {
        let key = |it: &&str| ((*it != "-").then(|| (*it).to_string()), it.to_uppercase());
        Cell { keys: values.iter().map(key).collect(), count }
    }

    fn counts(plot: &Plot) -> Vec<(&str, Vec<u64>)> {
        plot.parts.iter().map(|part| (part.label.as_str(), part.counts.clone())).collect()
    }

    #[test]
    fn lines_have_a_point_for_what_is_between() {
        let cells =
            [cell(&["2021", "a"], 3), cell(&["2023", "b"], 2), cell(&["-", "a"], 7), cell(&["2023", "a"], 1)];
        let plot = over_time(&cells, 0, 8, "rest");
        assert_eq!(plot.labels, ["2021", "2022", "2023"]);
        assert_eq!(counts(&plot), [("A", vec![3, 0, 1]), ("B", vec![0, 0, 2])]);
        assert_eq!(plot.left, 7);
        let months = over_time(&[cell(&["a", "2022-12"], 1), cell(&["a", "2023-02"], 2)], 1, 8, "rest");
        assert_eq!(months.labels, ["2022-12", "2023-01", "2023-02"]);
        let one = over_time(&[cell(&["2022"], 4), cell(&["1"], 9)], 0, 8, "rest");
        assert_eq!((one.labels.len(), one.left), (MOST_POINTS, 9));
        assert_eq!(one.parts.len(), 1);
        assert_eq!(over_time(&[cell(&["-"], 4)], 0, 8, "rest").left, 4);
        assert_eq!(over_time(&[], 0, 8, "rest"), Plot::default());
    }

    #[test]
    fn small_parts_are_drawn_together() {
        let cells: Vec<Cell> = (0_u64..10).map(|at| cell(&["x", &format!("v{at}")], 10 - at)).collect();
        let plot = stacked(&cells, 8, "rest", false);
        assert_eq!((plot.parts.len(), plot.labels.clone(), plot.left), (8, vec!["X".to_string()], 0));
        assert_eq!(counts(&plot)[7], ("rest", vec![1 + 2 + 3]));
        let cells = [cell(&["others", "others"], 9), cell(&["x", "a"], 2), cell(&["y", "b"], 1)];
        let plot = stacked(&cells, 8, "rest", false);
        assert_eq!(plot.labels, ["X", "Y", "OTHERS"]);
        assert_eq!(counts(&plot)[2], ("rest", vec![0, 0, 9]));
    }

    #[test]
    fn bars_keep_the_order_of_rows_or_of_time() {
        let cells = [cell(&["2023"], 5), cell(&["2021"], 2), cell(&["-"], 1)];
        assert_eq!(single(&cells, false).labels, ["2023", "2021", "-"]);
        assert_eq!(single(&cells, true).labels, ["2021", "2023", "-"]);
        let many: Vec<Cell> = (1900..2000).map(|year| cell(&[&year.to_string()], 1)).collect();
        let plot = single(&many, true);
        assert_eq!((plot.labels[0].as_str(), plot.labels.len(), plot.left), ("1970", 30, 70));
        assert_eq!(single(&many, false).left, 85);
    }
}

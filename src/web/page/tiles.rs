//! The provinces as a grid of tiles: where each stands, and how dark it is.

use super::view::View;
use crate::ask::coverage::Row;
use maud::{Markup, html};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The first day of the grid `since`.
pub const REFORM: &str = "2025-07-01";

/// Grid and code → row and column.
type Grids = HashMap<(&'static str, &'static str), (u8, u8)>;

static PLACES: LazyLock<Grids> = LazyLock::new(|| {
    let lines = include_str!("tiles.tsv").lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let mut cells = line.split('\t');
        let key = (cells.next()?, cells.next()?);
        Some((key, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
    };
    lines.filter_map(read).collect()
});

/// Where a province stands in the grid of a day; none for a code that has no place.
fn place(code: &str, day: &str) -> Option<(u8, u8)> {
    let grid = if day < REFORM { "before" } else { "since" };
    PLACES.get(&(grid, code)).copied()
}

/// The steps of a shade: nothing, and four that grow by the same factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shades {
    last: [u64; 4],
}

impl Shades {
    /// Of numbers up to one.
    pub fn to(most: u64) -> Self {
        let mut last = [0; 4];
        let mut least = 1;
        for (at, end) in last.iter_mut().enumerate() {
            let wanted = (most as f64).powf((at + 1) as f64 / 4.0).round() as u64;
            *end = wanted.max(least);
            least = *end + 1;
        }
        last[3] = last[3].max(most);
        Self { last }
    }

    /// The class of a number: `h0` … `h4`.
    pub fn class(self, number: u64) -> &'static str {
        const CLASSES: [&str; 5] = ["h0", "h1", "h2", "h3", "h4"];
        let above = self.last.iter().filter(|last| number > **last).count().min(3);
        CLASSES[if number == 0 { 0 } else { above + 1 }]
    }

    /// What the shades stand for.
    pub fn legend(self, view: &View, label: &str) -> Markup {
        let range = |from: u64, to: u64| match from == to {
            true => view.number(from),
            false => format!("{}–{}", view.number(from), view.number(to)),
        };
        let mut from = 1;
        let mut steps = vec![("h0".to_string(), "0".to_string())];
        for (at, last) in self.last.iter().enumerate() {
            steps.push((format!("h{}", at + 1), range(from, *last)));
            from = last + 1;
        }
        html! {
            p.shades {
                span { (label) }
                @for (class, text) in &steps { " " span class={ "shade " (class) } { (text) } }
            }
        }
    }
}

/// The provinces of a day, each a link to it. `missing` are those that have no report as it was asked for.
pub fn tiles(
    view: &View,
    day: &str,
    rows: &[Row],
    is_missing: impl Fn(&Row) -> bool,
    link: impl Fn(&Row) -> String,
) -> Markup {
    let shades = Shades::to(rows.iter().map(|row| row.articles).max().unwrap_or(0));
    let mut placed: Vec<_> = rows.iter().map(|row| (place(row.code, day), row)).collect();
    // Read from north to south; what has no place comes last.
    placed.sort_by_key(|(place, row)| (place.is_none(), *place, row.code));
    html! {
        ul.tiles aria-label=(view.text("page.coverage.tiles")) {
            @for (place, row) in placed {
                li class=[place.map(|(row, column)| format!("r{row} c{column}"))] {
                    a class={ "tile " (shades.class(row.articles)) } href=(link(row)) {
                        span.name { (row.name) }
                        " " span.n { (view.number(row.articles)) span.unseen { " " (view.text("page.home.articles")) } }
                        @if is_missing(row) { span.mark aria-hidden="true" { "!" } span.unseen { ", " (view.text("page.coverage.missing")) } }
                    }
                }
            }
        }
        (shades.legend(view, view.text("page.coverage.shades")))
        @if rows.iter().any(&is_missing) { p.hint { (view.text("page.coverage.missing.mark")) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_tiles_share_a_place_and_every_place_has_its_style() {
        let style = include_str!("charts.css");
        for (grid, day, provinces) in [("before", "2025-06-30", 63), ("since", REFORM, 34)] {
            let codes: Vec<_> = PLACES.keys().filter(|key| key.0 == grid).map(|key| key.1).collect();
            let places: HashSet<_> = codes.iter().filter_map(|code| place(code, day)).collect();
            assert_eq!((codes.len(), places.len()), (provinces, provinces), "{grid}");
            for (row, column) in places {
                assert!(style.contains(&format!(".r{row} {{")) && style.contains(&format!(".c{column} {{")));
            }
        }
        assert_eq!(place("02", REFORM), None);
    }

    #[test]
    fn shades_grow() {
        let shades = Shades::to(81);
        let classes: Vec<_> = [0, 1, 3, 4, 9, 10, 27, 28, 81].map(|n| shades.class(n)).to_vec();
        assert_eq!(classes, ["h0", "h1", "h1", "h2", "h2", "h3", "h3", "h4", "h4"]);
        for most in [0, 1, 2, 5, u64::MAX / 2] {
            assert_eq!(Shades::to(most).class(0), "h0");
            assert_ne!(Shades::to(most).class(1), "h0");
            assert_eq!(Shades::to(most).class(most + 9), "h4");
        }
    }
}

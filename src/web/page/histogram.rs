//! Bars over months or years, each a link: SVG that the style sheet colours.

use super::view::View;
use maud::{Markup, html};

/// More months than these are shown as years.
const MOST_MONTHS: usize = 60;
/// Height and width of the drawing, in its own units.
const HEIGHT: f64 = 100.0;
const SLOT: f64 = 12.0;

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for: `2023-03`, `2023`.
    pub value: String,
    /// How many.
    pub count: u64,
    /// Where it leads; none where it is empty.
    pub link: Option<String>,
}

/// Months with their numbers of articles, in order → a bar for every month between the first and the last; none where
/// these are more than [`MOST_MONTHS`].
pub fn months(counted: &[(String, u64)], link: impl Fn(&str) -> String) -> Option<Vec<Bar>> {
    let number = |month: &str| {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()?.checked_sub(1)?)
    };
    let (first, last) = (number(&counted.first()?.0)?, number(&counted.last()?.0)?);
    let all = (first..=last).take(MOST_MONTHS + 1);
    let bars: Vec<Bar> =
        all.map(|at| bar(format!("{:04}-{:02}", at / 12, at % 12 + 1), counted, &link)).collect();
    (bars.len() <= MOST_MONTHS).then_some(bars)
}

/// Years with their numbers of articles, in order → a bar for every year between the first and the last; of more
/// than [`MOST_MONTHS`] only for those that have articles.
pub fn years(counted: &[(String, u64)], link: impl Fn(&str) -> String) -> Vec<Bar> {
    let number =
        |at: Option<&(String, u64)>| at.and_then(|(year, _)| year.parse::<usize>().ok()).unwrap_or(0);
    let (first, last) = (number(counted.first()), number(counted.last()));
    if last.saturating_sub(first) < MOST_MONTHS && first > 0 {
        return (first..=last).map(|year| bar(year.to_string(), counted, &link)).collect();
    }
    counted.iter().map(|(year, _)| bar(year.clone(), counted, &link)).collect()
}

fn bar(value: String, counted: &[(String, u64)], link: impl Fn(&str) -> String) -> Bar {
    let count = counted.iter().find(|(known, _)| *known == value).map_or(0, |(_, count)| *count);
    let link = (count > 0).then(|| link(&value));
    Bar { value, count, link }
}

/// The drawing, with its first and last value and its largest number beside it. `label` says what it shows.
pub fn drawn(view: &View, label: &str, bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let width = SLOT * bars.len() as f64;
    let (first, last) = (bars.first(), bars.last());
    html! {
        div.bars {
            span.most aria-hidden="true" { (view.number(most)) }
            svg viewBox={ "0 0 " (width) " " (HEIGHT) } preserveAspectRatio="none" role="group" aria-label=(label) {
                @for (at, bar) in bars.iter().enumerate() {
                    @let height = (bar.count as f64 / most as f64 * HEIGHT).max(if bar.count > 0 { 2.0 } else { 0.0 });
                    @let x = SLOT * at as f64;
                    @if let Some(link) = &bar.link {
                        a href=(link) data-v=(bar.value) {
                            title { (told(view, bar)) }
                            rect.slot x=(x) y="0" width=(SLOT) height=(HEIGHT) {}
                            rect.bar x=(x + 1.0) y=(rounded(HEIGHT - height)) width=(SLOT - 2.0) height=(rounded(height)) {}
                        }
                    }
                }
            }
            div.ends aria-hidden="true" {
                @if let Some(first) = first { span { (view.day(&first.value)) } }
                @if let Some(last) = last.filter(|_| bars.len() > 1) { span { (view.day(&last.value)) } }
            }
        }
    }
}

/// What a bar says.
pub fn told(view: &View, bar: &Bar) -> String {
    view.fill("page.histogram.bar", &[("month", &view.day(&bar.value)), ("n", &view.number(bar.count))])
}

fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(all: &[(&str, u64)]) -> Vec<(String, u64)> {
        all.iter().map(|(value, n)| ((*value).to_string(), *n)).collect()
    }

    #[test]
    fn months_without_an_article_have_their_place() {
        let bars = months(&counted(&[("2022-11", 2), ("2023-02", 1)]), |it| format!("?{it}")).expect("few");
        let all: Vec<_> =
            bars.iter().map(|bar| (bar.value.as_str(), bar.count, bar.link.is_some())).collect();
        let expected =
            [("2022-11", 2, true), ("2022-12", 0, false), ("2023-01", 0, false), ("2023-02", 1, true)];
        assert_eq!(all, expected);
        assert!(months(&counted(&[("2018-01", 1), ("2023-01", 1)]), |it| it.to_string()).is_none());
        assert!(
            months(&[], |it| it.to_string()).is_none()
                && months(&counted(&[("x", 1)]), |it| it.to_string()).is_none()
        );
        assert_eq!(years(&counted(&[("2018", 1), ("2020", 3)]), |it| it.to_string()).len(), 3);
        assert_eq!(years(&counted(&[("1800", 1), ("9999", 3)]), |it| it.to_string()).len(), 2);
        assert!(years(&[], |it| it.to_string()).is_empty());
    }
}

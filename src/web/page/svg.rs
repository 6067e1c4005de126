//! Drawings of counts: bars, stacked bars, lines. Widths are shares of the page, so that letters keep their size on
//! every screen; parts are told apart by pattern, dash and mark as well as by colour. What they show stands in the
//! table beside them, so a drawing is one image with a label.

use super::view::{View, cut};
use maud::{Markup, html};

/// Parts that have a pattern of their own.
pub const MOST_PARTS: usize = 8;
/// Letters of a label: what fits on a phone, and on a wider page.
const LABEL: usize = 36;
const LONG_LABEL: usize = 72;
/// Heights, in pixels: of a bar with its label, of the bar itself, of the axis, of lines.
const ROW: f64 = 42.0;
const BAR: f64 = 16.0;
const AXIS: f64 = 24.0;
const HEIGHT: f64 = 260.0;
/// Width of the lines' own coordinates, which are stretched.
const WIDTH: f64 = 1_000.0;
/// Room at either side of the lines, in per cent.
const SIDE: f64 = 2.0;
/// Points that all have a mark; of more only so many, the highest ones.
const MOST_MARKS: usize = 36;
const MARKS: usize = 4;
/// Labels below lines.
const LABELS: usize = 5;
/// One for each part, in pixels drawn and left out.
const DASHES: [&str; MOST_PARTS] = ["none", "8 4", "2 3", "10 3 2 3", "14 5", "5 2", "1 5", "12 3 2 3 2 3"];

/// What is drawn in one pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it stands for; "" where there is one part only.
    pub label: String,
    /// A number for each bar or point.
    pub counts: Vec<u64>,
}

/// A bar for each label, one below the other, its parts side by side. `title` says what is shown.
pub fn bars(view: &View, title: &str, labels: &[String], parts: &[Part]) -> Markup {
    let sums: Vec<u64> = (0..labels.len()).map(|at| parts.iter().map(|part| count(part, at)).sum()).collect();
    let axis = Axis::to(sums.iter().copied().max().unwrap_or(0));
    let below = ROW * labels.len() as f64;
    html! {
        div.chart {
            @if parts.len() > 1 { (legend(parts, false)) }
            svg width="100%" height=(below + AXIS) role="img" aria-label=(title) {
                (patterns())
                @for tick in axis.ticks() {
                    @let x = format!("{}%", axis.share(tick));
                    line.grid x1=(x) x2=(x) y1="0" y2=(below) {}
                    @if axis.is_said(tick) { text.tick x=(x) y=(below + 17.0) text-anchor=(axis.anchor(tick)) { (view.number(tick)) } }
                }
                @for (at, label) in labels.iter().enumerate() {
                    @let y = ROW * at as f64;
                    @if label.chars().nth(LABEL).is_some() {
                        text.label.narrow x="0" y=(y + 14.0) { (cut(label, LABEL)) }
                        text.label.roomy x="0" y=(y + 14.0) { (cut(label, LONG_LABEL)) }
                    } @else {
                        text.label x="0" y=(y + 14.0) { (label) }
                    }
                    text.value x="100%" y=(y + 14.0) text-anchor="end" { (view.number(sums[at])) }
                    @for (part, from, wide) in pieces(parts, at, &axis) {
                        rect class={ "piece s" (part) } x={ (from) "%" } y=(y + 20.0) width={ (wide) "%" } height=(BAR) fill={ "url(#p" (part) ")" } {}
                    }
                }
            }
        }
    }
}

/// The parts of a bar that are not empty: which, where, how wide, in per cent.
fn pieces(parts: &[Part], at: usize, axis: &Axis) -> Vec<(usize, f64, f64)> {
    let mut before = 0;
    let mut pieces = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let count = count(part, at);
        if count > 0 {
            let (from, to) = (axis.share(before), axis.share(before + count));
            pieces.push((number.min(MOST_PARTS - 1), from, rounded((to - from).max(0.15))));
        }
        before += count;
    }
    pieces
}

/// A line for each part over points in order. `title` says what is shown.
pub fn lines(view: &View, title: &str, points: &[String], parts: &[Part]) -> Markup {
    let most = parts.iter().flat_map(|part| &part.counts).copied().max().unwrap_or(0);
    let axis = Axis::to(most);
    let x = |at: usize| match points.len() {
        0 | 1 => 50.0,
        all => rounded(SIDE + (100.0 - 2.0 * SIDE) * at as f64 / (all - 1) as f64),
    };
    let y = |count: u64| rounded(HEIGHT - axis.share(count) / 100.0 * (HEIGHT - 30.0));
    let least: Vec<u64> = parts.iter().map(|part| least_marked(part, points.len())).collect();
    html! {
        div.chart {
            @if parts.len() > 1 { (legend(parts, true)) }
            svg width="100%" height=(HEIGHT + AXIS) role="img" aria-label=(title) {
                @for tick in axis.ticks() {
                    line.grid x1="0" x2="100%" y1=(y(tick)) y2=(y(tick)) {}
                    text.tick x="0" y=(y(tick) - 4.0) { (view.number(tick)) }
                }
                svg width="100%" height=(HEIGHT) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" {
                    @for (number, part) in parts.iter().take(MOST_PARTS).enumerate() {
                        @let all: Vec<String> = (0..points.len()).map(|at| format!("{},{}", rounded(x(at) * WIDTH / 100.0), y(count(part, at)))).collect();
                        polyline class={ "line s" (number) } points=(all.join(" ")) fill="none" stroke="currentColor" stroke-width="2"
                            stroke-dasharray=(DASHES[number]) vector-effect="non-scaling-stroke" {}
                    }
                }
                @for (number, part) in parts.iter().take(MOST_PARTS).enumerate() {
                    @for at in (0..points.len()).filter(|at| count(part, *at) >= least[number]) {
                        svg x={ (x(at)) "%" } y=(y(count(part, at))) overflow="visible" { (mark(number)) }
                    }
                }
                @for at in labelled(points.len()) {
                    @let anchor = match at { 0 if points.len() > 1 => "start", _ if at + 1 == points.len() && at > 0 => "end", _ => "middle" };
                    text.tick x={ (x(at)) "%" } y=(HEIGHT + 18.0) text-anchor=(anchor) { (points[at]) }
                }
            }
        }
    }
}

/// The least count of a part whose points have a mark.
fn least_marked(part: &Part, points: usize) -> u64 {
    if points <= MOST_MARKS {
        return 0;
    }
    let mut counts = part.counts.clone();
    counts.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
    counts.get(MARKS - 1).copied().unwrap_or(0).max(1)
}

/// Which points have a label: the first, the last, and some between.
fn labelled(points: usize) -> Vec<usize> {
    match points {
        0 => Vec::new(),
        few if few <= LABELS => (0..few).collect(),
        all => (0..LABELS).map(|at| at * (all - 1) / (LABELS - 1)).collect(),
    }
}

/// The mark of a part's points: a shape of its own.
fn mark(part: usize) -> Markup {
    const SHAPES: [&str; MOST_PARTS] = [
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        "M-4 -4h8v8h-8z",
        "M0 -5l5 9h-10z",
        "M0 -5l5 5l-5 5l-5 -5z",
        "M0 5l5 -9h-10z",
        "M-5 -1.5h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5z",
        "M-5 -2h10v4h-10z",
        "M-2 -5h4v10h-4z",
    ];
    html! { path class={ "s" (part) } d=(SHAPES[part]) fill="currentColor" {} }
}

/// What the patterns stand for.
fn legend(parts: &[Part], of_lines: bool) -> Markup {
    html! {
        ul.legend {
            @for (number, part) in parts.iter().take(MOST_PARTS).enumerate() {
                li {
                    svg width="32" height="16" aria-hidden="true" {
                        @if of_lines {
                            line class={ "s" (number) } x1="0" x2="32" y1="8" y2="8" stroke="currentColor" stroke-width="2" stroke-dasharray=(DASHES[number]) {}
                            svg x="16" y="8" overflow="visible" { (mark(number)) }
                        } @else {
                            rect class={ "piece s" (number) } width="32" height="16" fill={ "url(#p" (number) ")" } {}
                        }
                    }
                    " " bdi { (cut(&part.label, 80)) }
                }
            }
        }
    }
}

fn patterns() -> Markup {
    const DRAWN: [&str; MOST_PARTS] = [
        "",
        "M0 8L8 0M-2 2L2 -2M6 10L10 6",
        "M2 2h2v2h-2zM6 6h2v2h-2z",
        "M0 2h8M0 6h8",
        "M0 0L8 8M8 0L0 8",
        "M2 0v8M6 0v8",
        "M0 0L8 8M-2 6L2 10M6 -2L10 2",
        "M0 4h8M4 0v8",
    ];
    html! {
        defs {
            @for (number, path) in DRAWN.iter().enumerate() {
                pattern id={ "p" (number) } class={ "s" (number) } width="8" height="8" patternUnits="userSpaceOnUse" {
                    rect width="8" height="8" fill="currentColor" fill-opacity=(if number == 0 { "1" } else { "0.3" }) {}
                    path d=(path) stroke="currentColor" stroke-width="1.6" fill="none" {}
                }
            }
        }
    }
}

fn count(part: &Part, at: usize) -> u64 {
    part.counts.get(at).copied().unwrap_or(0)
}

/// From 0 to a round number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Axis {
    step: u64,
    steps: u64,
}

impl Axis {
    /// The axis that holds a number: two to five steps of 1, 2 or 5 with noughts.
    fn to(most: u64) -> Self {
        let rough = most.div_ceil(5).max(1);
        let power = 10_u64.pow(rough.ilog10());
        let step = [1, 2, 5, 10].map(|it| power.saturating_mul(it)).into_iter().find(|step| *step >= rough);
        let step = step.unwrap_or(rough);
        Self { step, steps: most.div_ceil(step).max(1) }
    }

    fn top(self) -> u64 {
        self.step.saturating_mul(self.steps)
    }

    fn ticks(self) -> impl Iterator<Item = u64> {
        (0..=self.steps).map(move |at| self.step.saturating_mul(at))
    }

    /// Where a number lies, in per cent.
    fn share(self, number: u64) -> f64 {
        rounded(100.0 * number as f64 / self.top() as f64)
    }

    /// Whether a tick of a phone's width has room for its number.
    fn is_said(self, tick: u64) -> bool {
        self.steps < 4 || (tick / self.step).is_multiple_of(2)
    }

    fn anchor(self, tick: u64) -> &'static str {
        match tick {
            0 => "start",
            last if last == self.top() => "end",
            _ => "middle",
        }
    }
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        View::of(&"/".parse().expect("an address"))
    }

    fn part(label: &str, counts: &[u64]) -> Part {
        Part { label: label.into(), counts: counts.to_vec() }
    }

    #[test]
    fn axes_end_at_round_numbers() {
        for (most, ticks) in [
            (0, vec![0, 1]),
            (1, vec![0, 1]),
            (3, vec![0, 1, 2, 3]),
            (7, vec![0, 2, 4, 6, 8]),
            (54_880, vec![0, 20_000, 40_000, 60_000]),
        ] {
            assert_eq!(Axis::to(most).ticks().collect::<Vec<_>>(), ticks, "{most}");
        }
        assert!(Axis::to(u64::MAX).share(u64::MAX) <= 101.0);
    }

    #[test]
    fn parts_of_a_bar_stand_side_by_side() {
        let parts = [part("a", &[1]), part("b", &[0]), part("c", &[3])];
        assert_eq!(pieces(&parts, 0, &Axis::to(4)), [(0, 0.0, 25.0), (2, 25.0, 75.0)]);
        let drawn = bars(&view(), "t", &["x".into()], &parts).into_string();
        assert_eq!(
            (drawn.matches("<rect class=\"piece s0\" x=").count(), drawn.matches("<li>").count()),
            (1, 3)
        );
    }

    #[test]
    fn hostile_labels_are_text_and_nothing_is_empty_enough_to_fail() {
        let bad = "\"><script>alert(1)</script>";
        let drawn = bars(&view(), bad, &[bad.into()], &[part(bad, &[1]), part("b", &[1])]).into_string()
            + &lines(&view(), bad, &[bad.into()], &[part(bad, &[1]), part("b", &[])]).into_string();
        assert!(!drawn.contains("<script") && !drawn.contains("style=") && drawn.contains("&lt;script"));
        for points in [0, 1, 2, 36, 37, 500] {
            let labels: Vec<String> = (0..points).map(|at| at.to_string()).collect();
            let drawn = lines(&view(), "t", &labels, &[part("", &vec![0; points])]).into_string();
            assert!(drawn.matches("<text").count() <= 2 + LABELS && !drawn.contains("NaN"));
        }
        assert_eq!(labelled(13), [0, 3, 6, 9, 12]);
        let peaks: Vec<u64> = (0..40).collect();
        assert_eq!((least_marked(&part("", &peaks), 40), least_marked(&part("", &peaks), 36)), (36, 0));
        assert_eq!(least_marked(&part("", &[0; 40]), 40), 1);
    }
}

//! Reports → counts of every place.

use super::{Asked, Month};
use crate::ask::filter::days;
use crate::gazetteer::Place;
use crate::index::{Address, Report, Reports, Result, TextColumn};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The counts of one place.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Articles that name it, or a place below it.
    pub articles: u64,
    /// Conferred awards placed there.
    pub awards: u64,
    /// The day of the latest report, `20230330`; 0 where none is dated.
    pub latest: u64,
    /// The article that was published last, and when.
    last: Option<(u64, Address)>,
    /// By `202303`.
    months: BTreeMap<u32, OfMonth>,
}

/// The counts of one place in one month.
#[derive(Debug, Default)]
struct OfMonth {
    articles: u64,
    awards: u64,
    /// Whether one of these articles has no day of publication: it is dated by its event.
    unpublished: bool,
}

static NOTHING: Tally = Tally { articles: 0, awards: 0, latest: 0, last: None, months: BTreeMap::new() };

impl Tally {
    /// The latest `published`.
    pub fn last(&self, published: &TextColumn) -> Result<Option<String>> {
        self.last.map_or(Ok(None), |(_, article)| published.one(article))
    }

    /// The months in order.
    pub fn months(&self) -> Vec<Month> {
        let each = self.months.iter();
        each.map(|(at, it)| Month {
            month: month(*at),
            articles: it.articles,
            awards: it.awards,
            all_published: !it.unpublished,
        })
        .collect()
    }
}

/// The counts of all places.
pub(super) struct Tallies<'r> {
    /// By the numbers of [`Reports::places`].
    tallies: Vec<Tally>,
    numbers: FxHashMap<&'r str, usize>,
    /// Articles left out because they have no date.
    pub undated: u64,
    /// First and last month of a report.
    span: Option<(u32, u32)>,
    /// The reports that name what could not be placed, in a province if one is asked for: latest last, those
    /// without a date of publication behind.
    pub unplaced: Vec<&'r Report>,
}

/// What a day of reports is to the question.
struct Day {
    is_asked: bool,
    is_none: bool,
    /// Its last day, 0 for none.
    last: u64,
    /// 0 for none.
    month: u32,
}

impl<'r> Tallies<'r> {
    pub fn of(reports: &'r Reports, asked: &Asked) -> Self {
        let numbers: FxHashMap<&str, usize> =
            reports.places.iter().enumerate().map(|(number, key)| (key.as_str(), number)).collect();
        let home = asked.home.map(|home| numbers.get(home.key_text().as_str()).map(|home| *home as u32));
        let mut all = Self {
            tallies: std::iter::repeat_with(Tally::default).take(reports.places.len()).collect(),
            numbers,
            undated: 0,
            span: None,
            unplaced: Vec::new(),
        };
        let known: Vec<Day> = reports.days.iter().map(|day| Day::of(day, asked)).collect();
        for report in &reports.rows {
            let Some(day) = known.get(report.day as usize) else { continue };
            if !day.is_asked {
                all.undated += u64::from(day.is_none);
                continue;
            }
            all.add(report, day);
            // A province that no article names has no number, and no mention may lie in it.
            let is_here = home.is_none_or(|home| home.is_some_and(|home| report.unplaced_in.contains(&home)));
            if report.unplaced && is_here {
                all.unplaced.push(report);
            }
        }
        all.unplaced.sort_unstable_by_key(|report| (report.moment, report.id));
        all
    }

    fn add(&mut self, report: &Report, day: &Day) {
        if day.month > 0 {
            let (first, last) = self.span.unwrap_or((day.month, day.month));
            self.span = Some((first.min(day.month), last.max(day.month)));
        }
        for place in &report.places {
            let tally = &mut self.tallies[*place as usize];
            tally.articles += 1;
            tally.latest = tally.latest.max(day.last);
            if report.moment != u64::MAX && tally.last.is_none_or(|(moment, _)| moment < report.moment) {
                tally.last = Some((report.moment, report.article));
            }
            if day.month > 0 {
                let month = tally.months.entry(day.month).or_default();
                month.articles += 1;
                month.unpublished |= report.moment == u64::MAX;
            }
        }
        for (place, count) in &report.awards {
            let tally = &mut self.tallies[*place as usize];
            tally.awards = tally.awards.saturating_add(*count);
            if day.month > 0 {
                let month = tally.months.entry(day.month).or_default();
                month.awards = month.awards.saturating_add(*count);
            }
        }
    }

    /// The counts of a place.
    pub fn of_place(&self, place: &Place) -> &Tally {
        let number = self.numbers.get(place.key_text().as_str());
        number.and_then(|number| self.tallies.get(*number)).unwrap_or(&NOTHING)
    }

    /// The months of the range.
    pub fn months(&self, asked: &Asked) -> Vec<String> {
        let of = |day: &Option<String>| day.as_deref().and_then(days).map(|(first, _)| (first / 100) as u32);
        let first = of(&asked.from).or(self.span.map(|(first, _)| first));
        let last = of(&asked.to).or(self.span.map(|(_, last)| last));
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        let next = |at: &u32| Some(if at % 100 < 12 { at + 1 } else { at - at % 100 + 101 });
        std::iter::successors(Some(first), next).take_while(|at| *at <= last).map(month).collect()
    }
}

impl Day {
    fn of(text: &str, asked: &Asked) -> Self {
        let is_ranged = asked.from.is_some() || asked.to.is_some();
        let (first, last) = days(text).unwrap_or_default();
        // A year alone is of no month.
        let month = if first / 100 == last / 100 { first / 100 } else { 0 };
        let is_asked =
            !is_ranged || !text.is_empty() && in_range(text, asked.from.as_deref(), asked.to.as_deref());
        Self { is_asked, is_none: text.is_empty(), last, month: month as u32 }
    }
}

/// Whether a day, month or year lies in the range.
fn in_range(day: &str, from: Option<&str>, to: Option<&str>) -> bool {
    let same = |bound: &str| day.len().min(bound.len());
    let head = |text: &str, length: usize| text.get(..length).unwrap_or(text).to_owned();
    from.is_none_or(|from| head(day, same(from)) >= head(from, same(from)))
        && to.is_none_or(|to| head(day, same(to)) <= head(to, same(to)))
}

/// `202303` → `2023-03`.
fn month(at: u32) -> String {
    format!("{:04}-{:02}", at / 100, at % 100)
}

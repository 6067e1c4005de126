//! `coverage`: which units are reported on, and which are not; what became of them in July 2025; which decisions
//! nobody reports.
//!
//! What an article covers is found when it is indexed ([`crate::count::covering`]) and stands in columns
//! ([`crate::index::Reports`]), so that no record is read.

mod crosswalk;
pub mod expected;
mod tally;
mod unplaced;

use super::filter::{days, first_day, last_day};
use super::stats::once;
use crate::gazetteer::{self, Place};
use crate::index::{Reader, Result, TextColumn};
use crate::model::answer::Basis;
use crate::model::told::{Tell, Told};
pub use crosswalk::{Link, Relation};
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Map, Value};
use tally::{Tallies, Tally};
pub use unplaced::{Unplaced, UnplacedMention};
use utoipa::ToSchema;

/// What is asked. Days are written as [`first_day`] takes them: `2023`, `2023-03`, `2023-03-30`, `30/3/2023`.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// 1 province, 2 district, 3 commune.
    pub level: u8,
    /// Only the units of this province: its name, with or without its kind word, or its code.
    pub province: Option<String>,
    /// First day of the reports.
    pub from: Option<String>,
    /// Last day of the reports; of a month or a year its end.
    pub to: Option<String>,
    /// The units in force on this day; without one those of `to`, else of `today`.
    pub as_of: Option<String>,
    /// Today, `YYYY-MM-DD`: the library reads no clock.
    pub today: String,
    /// What a unit must have to be reported on; without it any report will do.
    pub since: Option<Since>,
    /// Only the units that are not reported on.
    pub gaps: bool,
    /// Whether each unit tells of those that it came from and that it became.
    pub continued: bool,
    /// Whether the answer as rows has a column for each month.
    pub by_month: bool,
    /// How many unplaced mentions are told at most; none: all.
    pub mentions: Option<usize>,
}

/// How late the last report must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// On this day or later.
    Day(String),
    /// No more than so many days before the end: [`Question::to`], else the day of the units.
    Days(u32),
}

/// A question that has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No province of that name on that day.
    #[error("không có tỉnh, thành phố nào tên “{name}” vào ngày {day}")]
    Province {
        /// As asked.
        name: String,
        /// The day of the units.
        day: String,
        /// The first day on which a province of that name was no more.
        until: Option<&'static str>,
    },
    /// Not a date.
    #[error("`{0}` is no date: write 2023, 2023-03, 2023-03-30 or 30/3/2023")]
    Date(String),
    /// The days end before they begin.
    #[error("`{0}` is later than `{1}`")]
    Order(String, String),
    /// No level of the gazetteer.
    #[error("{0} is no level: 1 province, 2 district, 3 commune")]
    Level(u8),
    /// More months than rows can have columns.
    #[error("{0} months are too many for columns: {MOST_MONTHS} at most")]
    Months(usize),
}

impl Tell for Error {
    fn told(&self) -> Told {
        match self {
            Error::Province { name, day, until: Some(until) } => {
                Told::new("past.province", &[("name", name), ("day", day), ("until", until)])
            }
            Error::Province { name, day, until: None } => {
                Told::new("bad.province", &[("name", name), ("day", day)])
            }
            Error::Date(text) => Told::new("bad.date", &[("text", text)]),
            Error::Order(from, to) => Told::new("bad.order", &[("from", from), ("to", to)]),
            Error::Months(months) => Told::new("bad.months", &[("months", months), ("most", &MOST_MONTHS)]),
            Error::Level(_) => Told::new("internal", &[("what", self)]),
        }
    }
}

/// More months than these are no columns: every unit has a cell for each.
pub const MOST_MONTHS: usize = 600;

/// Answer of `coverage`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = coverage::Answer)]
pub struct Answer {
    /// province, district or commune.
    pub level: &'static str,
    /// The day of the units.
    pub as_of: String,
    /// Every unit then in force, those without a report first, then by code.
    pub rows: Vec<Row>,
    /// How many units there are, and how many of them are reported on; those that `gaps` leaves out count too.
    pub total: Total,
    /// The months of the range, `2023-03`; without a first or last day from the first or to the last report that
    /// is dated by a month.
    pub months: Vec<String>,
    /// Articles left out because neither they nor their events have a date.
    pub undated: u64,
    /// Localities that were named but could not be placed.
    pub unplaced: Unplaced,
    /// What the answer rests on.
    pub basis: Basis,
    /// [`Question::by_month`].
    #[serde(skip)]
    pub by_month: bool,
}

/// How far the units are reported on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = coverage::Total)]
pub struct Total {
    /// Units in force.
    pub units: u64,
    /// Those with a report; with [`Question::since`] those with one since then.
    pub reported: u64,
}

impl Total {
    /// The share of units that are reported on, in per cent; 0 where there is no unit.
    pub fn percent(self) -> f64 {
        100.0 * self.reported as f64 / self.units.max(1) as f64
    }
}

/// One unit. The gazetteer knows no numbers of inhabitants, so there is nothing per 100,000.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = coverage::Row)]
pub struct Row {
    /// 1 province, 2 district, 3 commune.
    pub level: u8,
    /// Official code.
    pub code: &'static str,
    /// As in the gazetteer.
    pub name: &'static str,
    /// Kind word: `huyện`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Name of its province; a province's own.
    pub province: &'static str,
    /// How many articles name it, or a unit below it.
    pub articles: u64,
    /// Count of the conferred awards placed there.
    pub awards: u64,
    /// The latest `published` of those articles.
    pub last: Option<String>,
    /// Days from the last report, by the day that `from` and `to` choose it by, to [`Question::to`], else to the
    /// day of the units; 0 for a later report; null without a dated one. A report dated by a month or a year alone counts as
    /// of its last day.
    pub days_since_last: Option<u64>,
    /// Communes below it on the day of the units; null for a commune.
    pub communes: Option<u64>,
    /// Articles for each of these communes, to four places; null for a commune.
    pub per_commune: Option<f64>,
    /// The months that have articles or awards, in order. What is dated by a year alone, or not at all, is in none.
    pub months: Vec<Month>,
    /// The units that it came from, with their own figures, which are no part of the unit's: predecessors, and of
    /// a commune after the reform the districts that these lay in. Only where it was asked for, as `after`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Vec<Link>>,
    /// The units that it became; of a district those of its communes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<Link>>,
}

/// A unit in one month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = coverage::Month)]
pub struct Month {
    /// `2023-03`, that of the articles.
    pub month: String,
    /// Articles.
    pub articles: u64,
    /// Count of their conferred awards placed there.
    pub awards: u64,
    /// Whether all of them were published in it; one without that day is dated by its event.
    #[serde(skip)]
    pub all_published: bool,
}

impl Question {
    /// The restrictions that are set, as they were asked for.
    pub fn set(&self) -> Map<String, Value> {
        let since = self.since.as_ref().map(|since| match since {
            Since::Day(day) => ("since", day.clone().into()),
            Since::Days(days) => ("silent_days", (*days).into()),
        });
        let all = [("province", &self.province), ("from", &self.from), ("to", &self.to)];
        let all = all.into_iter().filter_map(|(name, value)| Some((name, value.clone()?.into())));
        all.chain(since).map(|(name, value)| (name.to_string(), value)).collect()
    }
}

/// A question whose days are days.
struct Asked {
    from: Option<String>,
    to: Option<String>,
    as_of: String,
    /// `to`, else `as_of`: the days since a report are counted to it.
    end: u64,
    since: Option<Late>,
    home: Option<&'static Place>,
}

/// [`Since`], read.
enum Late {
    Day(u64),
    Days(i64),
}

impl Asked {
    fn of(question: &Question) -> std::result::Result<Self, Error> {
        let bad = |text: &String| Error::Date(text.clone());
        let first = |text: &String| first_day(text).ok_or_else(|| bad(text));
        let last = |text: &String| last_day(text).ok_or_else(|| bad(text));
        if !(1..=3).contains(&question.level) {
            return Err(Error::Level(question.level));
        }
        let from = question.from.as_ref().map(first).transpose()?;
        let to = question.to.as_ref().map(last).transpose()?;
        if let (Some(from), Some(to)) = (&from, &to)
            && from > to
        {
            return Err(Error::Order(from.clone(), to.clone()));
        }
        // Without a day the units are those in force when the reports end, and today otherwise.
        let as_of = match (&question.as_of, &to) {
            (Some(day), _) => last(day)?,
            (None, Some(to)) => to.clone(),
            (None, None) => last(&question.today)?,
        };
        let number = |day: &str| days(day).map_or(0, |(_, last)| last);
        let since = match &question.since {
            Some(Since::Day(day)) => Some(Late::Day(number(&first(day)?))),
            Some(Since::Days(days)) => Some(Late::Days(i64::from(*days))),
            None => None,
        };
        let home = home(question, &as_of)?;
        let end = number(to.as_deref().unwrap_or(&as_of));
        Ok(Self { from, to, as_of, end, since, home })
    }

    /// Days from a day, `20230330`, to the end.
    fn days_since(&self, day: u64) -> i64 {
        once::days(self.end as u32) - once::days(day as u32)
    }

    /// Whether a unit is reported on.
    fn is_reported(&self, tally: &Tally) -> bool {
        match self.since {
            None => tally.articles > 0,
            Some(Late::Day(day)) => tally.latest >= day,
            Some(Late::Days(days)) => tally.latest > 0 && self.days_since(tally.latest) <= days,
        }
    }
}

fn home(question: &Question, day: &str) -> std::result::Result<Option<&'static Place>, Error> {
    let Some(name) = &question.province else { return Ok(None) };
    let code = format!("{:0>2}", name.trim());
    // A city may have its province's name; a province is what is asked for.
    let named = || gazetteer::get().lookup_full(name, Some(day), &[]).places();
    let province = || named().into_iter().find(|place| place.level == 1);
    match gazetteer::get().by_code(1, &code, day).or_else(province) {
        Some(province) => Ok(Some(province)),
        None => {
            let meant = gazetteer::get().meanings(name).into_iter().filter(|place| place.level == 1);
            let ends = meant.map(|place| place.valid_to).filter(|end| !end.is_empty());
            let until = ends.filter(|end| *end <= day).max();
            Err(Error::Province { name: name.clone(), day: day.to_string(), until })
        }
    }
}

/// Counts the reports of every unit of the gazetteer that is asked for. Copies of an article are
/// left out.
///
/// # Errors
/// When the index cannot be read; the inner error when the question has no answer.
pub fn coverage(reader: &Reader, question: &Question) -> Result<std::result::Result<Answer, Error>> {
    let asked = match Asked::of(question) {
        Ok(asked) => asked,
        Err(error) => return Ok(Err(error)),
    };
    let levels: &[u8] = match (question.level, question.continued) {
        (1, _) => &[1],
        (_, true) => &[2, 3],
        (2, false) => &[2],
        _ => &[3],
    };
    let reports = reader.reports(levels)?;
    let tallies = Tallies::of(&reports, &asked);
    let months = tallies.months(&asked);
    if question.by_month && months.len() > MOST_MONTHS {
        return Ok(Err(Error::Months(months.len())));
    }
    let (rows, total) = rows(&reader.publications()?, question, &asked, &tallies)?;
    Ok(Ok(Answer {
        level: ["province", "district", "commune"][usize::from(question.level - 1)],
        rows,
        total,
        months,
        undated: tallies.undated,
        unplaced: unplaced::told(reader, &tallies.unplaced, asked.home, question.mentions)?,
        basis: super::basis(reader, question.set(), "copies")?,
        by_month: question.by_month,
        as_of: asked.as_of,
    }))
}

fn rows(
    published: &TextColumn,
    question: &Question,
    asked: &Asked,
    tallies: &Tallies,
) -> Result<(Vec<Row>, Total)> {
    let gazetteer = gazetteer::get();
    let day = asked.as_of.as_str();
    let communes = communes(question.level, day);
    let (mut rows, mut total) = (Vec::new(), Total::default());
    for place in gazetteer.in_force(question.level, day) {
        let province = gazetteer.province(place, Some(day));
        if asked.home.is_some() && province != asked.home {
            continue;
        }
        let tally = tallies.of_place(place);
        let is_reported = asked.is_reported(tally);
        total.units += 1;
        total.reported += u64::from(is_reported);
        if question.gaps && is_reported {
            continue;
        }
        let communes = communes.as_ref().map(|all| all.get(&place.key()).copied().unwrap_or_default());
        let per_commune = communes.filter(|communes| *communes > 0).map(|communes| {
            let ratio = tally.articles as f64 / communes as f64;
            (ratio * 1e4).round() / 1e4
        });
        let (mut before, mut after) = (None, None);
        if question.continued {
            before = Some(crosswalk::before(published, place, tallies)?);
            after = Some(crosswalk::after(published, place, tallies)?);
        }
        rows.push(Row {
            level: place.level,
            code: place.code,
            name: place.name,
            kind: place.type_word(),
            province: province.map_or("", |province| province.name),
            articles: tally.articles,
            awards: tally.awards,
            last: tally.last(published)?,
            days_since_last: (tally.latest > 0)
                .then(|| asked.days_since(tally.latest).try_into().unwrap_or_default()),
            communes,
            per_commune,
            months: tally.months(),
            before,
            after,
        });
    }
    rows.sort_by_key(|row| (row.articles > 0, row.code));
    Ok((rows, total))
}

/// How many communes lie in each unit of a level on a day; none for communes.
fn communes(level: u8, day: &str) -> Option<FxHashMap<(u8, &'static str, &'static str), u64>> {
    let gazetteer = gazetteer::get();
    let mut communes = FxHashMap::default();
    if level == 3 {
        return None;
    }
    for commune in gazetteer.in_force(3, day) {
        for up in gazetteer.parents(commune, Some(day)) {
            *communes.entry(up.key()).or_default() += 1;
        }
    }
    Some(communes)
}

#[cfg(test)]
mod tests;

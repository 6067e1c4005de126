//! `coverage`: which units are reported on, and which are not.

use crate::count::placing::{self, Share};
use crate::gazetteer::{self, Lookup, Place};
use crate::model::answer::Basis;
use crate::model::{Mention, Record, Unit};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// 1 province, 2 district, 3 commune.
    pub level: u8,
    /// Only the units of this province, with or without its kind word.
    pub province: Option<String>,
    /// First day of the reports.
    pub from: Option<String>,
    /// Last day of the reports.
    pub to: Option<String>,
    /// The units in force on this day (`YYYY-MM-DD`).
    pub as_of: String,
}

/// A question that has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No province of that name on that day.
    #[error("không có tỉnh, thành phố nào tên “{name}” vào ngày {day}")]
    Province {
        /// As asked.
        name: String,
        /// [`Question::as_of`].
        day: String,
        /// The first day on which a province of that name was no more.
        until: Option<&'static str>,
    },
}

/// Answer of `coverage`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// province, district or commune.
    pub level: &'static str,
    /// [`Question::as_of`].
    pub as_of: String,
    /// Every unit then in force, those without a report first, then by code.
    pub rows: Vec<Row>,
    /// Articles left out because neither they nor their events have a date.
    pub undated: u64,
    /// Localities that were named but could not be placed.
    pub unplaced: Unplaced,
    /// What the answer rests on.
    pub basis: Basis,
}

impl Question {
    /// The restrictions that are set, as they were asked for.
    pub fn set(&self) -> Map<String, Value> {
        let all = [("province", &self.province), ("from", &self.from), ("to", &self.to)];
        all.into_iter().filter_map(|(name, value)| Some((name.to_string(), value.clone()?.into()))).collect()
    }
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
}

/// What could not be placed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// How many articles have such a mention.
    pub articles: u64,
    /// Each mention.
    pub mentions: Vec<UnplacedMention>,
}

/// A locality that is named but stays unresolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnplacedMention {
    /// The article.
    pub id: String,
    /// As written.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// What it may mean: `huyện Châu Thành, tỉnh Long An`; empty if no unit of that day has the
    /// name.
    pub candidates: Vec<String>,
}

type Key = (u8, &'static str, &'static str);

#[derive(Default)]
struct Tally {
    articles: u64,
    awards: u64,
    last: Option<String>,
}

/// Counts the reports of every unit of the gazetteer that is asked for. Copies of an article are
/// left out.
///
/// # Errors
/// [`Error::Province`] if the province asked for does not exist on [`Question::as_of`].
pub fn coverage(question: &Question, records: impl Iterator<Item = Record>) -> Result<Answer, Error> {
    let home = home(question)?;
    let mut tallies: HashMap<Key, Tally> = HashMap::new();
    let (mut undated, mut unplaced) = (0, Unplaced::default());
    let ranged = question.from.is_some() || question.to.is_some();
    for record in records.filter(|record| record.duplicate_of.is_none()) {
        if ranged {
            let Some(day) = placing::reported(&record) else {
                undated += 1;
                continue;
            };
            if !in_range(day, question.from.as_deref(), question.to.as_deref()) {
                continue;
            }
        }
        tally(&record, question.level, &mut tallies);
        let mentions = unresolved(&record, home);
        unplaced.articles += u64::from(!mentions.is_empty());
        unplaced.mentions.extend(mentions);
    }
    let level = match question.level {
        1 => "province",
        2 => "district",
        _ => "commune",
    };
    let rows = rows(question, home, &mut tallies);
    let basis = Basis::default();
    Ok(Answer { level, as_of: question.as_of.clone(), rows, undated, unplaced, basis })
}

fn home(question: &Question) -> Result<Option<&'static Place>, Error> {
    let Some(name) = &question.province else { return Ok(None) };
    let place = gazetteer::get().lookup_full(name, Some(&question.as_of), &[]).one();
    match place.filter(|place| place.level == 1) {
        Some(province) => Ok(Some(province)),
        None => {
            let meant = gazetteer::get().meanings(name).into_iter().filter(|place| place.level == 1);
            let ends = meant.map(|place| place.valid_to).filter(|end| !end.is_empty());
            let until = ends.filter(|end| *end <= question.as_of.as_str()).max();
            Err(Error::Province { name: name.clone(), day: question.as_of.clone(), until })
        }
    }
}

/// Whether a day, month or year lies in the range; of an interval its beginning counts.
fn in_range(day: &str, from: Option<&str>, to: Option<&str>) -> bool {
    let day = day.split(['/', 'T']).next().unwrap_or(day);
    let same = |bound: &str| day.len().min(bound.len());
    let head = |text: &str, length: usize| text.get(..length).unwrap_or(text).to_owned();
    from.is_none_or(|from| head(day, same(from)) >= head(from, same(from)))
        && to.is_none_or(|to| head(day, same(to)) <= head(to, same(to)))
}

fn tally(record: &Record, level: u8, tallies: &mut HashMap<Key, Tally>) {
    for place in covered(record, level).into_values() {
        let tally = tallies.entry(place.key()).or_default();
        tally.articles += 1;
        // The day leads: a time of day orders only within it.
        let latest = tally.last.as_deref().max(record.published.as_deref());
        tally.last = latest.map(String::from);
    }
    for award in record.awards.iter().filter(|award| award.status == "conferred") {
        if let Share::Each(shares) = placing::share_at(record, award, level) {
            for (place, count) in shares {
                tallies.entry(place.key()).or_default().awards += count;
            }
        }
    }
}

/// The units of a level that a report covers: every locality that it names, alone or inside a
/// body's name, and their parents as of its day.
fn covered(record: &Record, level: u8) -> BTreeMap<Key, &'static Place> {
    let day = placing::day(record);
    let home = Residences::of(record);
    let units = record.units.iter().filter(|unit| !home.only(unit));
    let places = units.filter_map(placing::of_unit).filter_map(|place| placing::at_level(place, level, day));
    places.map(|place| (place.key(), place)).collect()
}

fn rows(question: &Question, home: Option<&'static Place>, tallies: &mut HashMap<Key, Tally>) -> Vec<Row> {
    let gazetteer = gazetteer::get();
    let day = question.as_of.as_str();
    let mut rows = Vec::new();
    for place in gazetteer.in_force(question.level, day) {
        let province = gazetteer.province(place, Some(day));
        if home.is_some() && province != home {
            continue;
        }
        let tally = tallies.remove(&place.key()).unwrap_or_default();
        rows.push(Row {
            level: place.level,
            code: place.code,
            name: place.name,
            kind: place.type_word(),
            province: province.map_or("", |province| province.name),
            articles: tally.articles,
            awards: tally.awards,
            last: tally.last,
        });
    }
    rows.sort_by_key(|row| (row.articles > 0, row.code));
    rows
}

/// The localities of a record that have no key, with what they may mean; with a province, only
/// those that may lie in it.
fn unresolved(record: &Record, home: Option<&'static Place>) -> Vec<UnplacedMention> {
    let residences = Residences::of(record);
    let mut out = Vec::new();
    for unit in record.units.iter().filter(|unit| unit.code.is_none() && !residences.only(unit)) {
        let Some(places) = candidates(record, unit) else { continue };
        let day = placing::day(record);
        if home.is_some_and(|home| !places.iter().any(|place| placing::at_level(place, 1, day) == Some(home)))
        {
            continue;
        }
        let candidates: Vec<_> = places.iter().map(|place| describe(place, day)).collect();
        out.extend(unit.mentions.iter().map(|mention| UnplacedMention {
            id: record.id.clone(),
            text: slice(&record.text, *mention),
            start: mention.start,
            end: mention.end,
            candidates: candidates.clone(),
        }));
    }
    out
}

/// What an unresolved unit may mean; none if it names no locality of the gazetteer's levels.
fn candidates(record: &Record, unit: &Unit) -> Option<Vec<&'static Place>> {
    let is_locality = matches!(unit.kind.as_str(), "province" | "district" | "commune");
    let mut meanings = placing::meanings(record, &unit.name);
    if meanings.is_empty() && is_locality {
        let name = unit.name.split(',').next().unwrap_or(&unit.name);
        meanings.push(gazetteer::get().lookup_full(name, placing::day(record), &[]));
    }
    match meanings.into_iter().find(|meaning| meaning.one().is_none()) {
        Some(Lookup::Ambiguous(places)) => Some(places),
        // A name that one unit has today, and that was yet left open: it says so itself.
        _ => is_locality.then(Vec::new),
    }
}

fn describe(place: &'static Place, day: Option<&str>) -> String {
    let parents = gazetteer::get().parents(place, day).map(Place::full_name);
    std::iter::once(place.full_name()).chain(parents).collect::<Vec<_>>().join(", ")
}

fn slice(text: &str, mention: Mention) -> String {
    text.chars().skip(mention.start).take(mention.end.saturating_sub(mention.start)).collect()
}

/// The brackets behind persons' names, in which a locality is where someone lives and no place of
/// the report: `ông Nguyễn Văn An (xã Bình Minh)`.
struct Residences {
    /// Code points of the brackets' insides.
    spans: Vec<Mention>,
}

impl Residences {
    fn of(record: &Record) -> Self {
        let text: Vec<char> = record.text.chars().collect();
        let mut spans = Vec::new();
        for open in (0..text.len()).filter(|&at| text[at] == '(') {
            let close =
                text[open..].iter().position(|c| matches!(c, ')' | '\n')).map_or(text.len(), |n| open + n);
            if behind_person(record, &text, open) {
                spans.push(Mention { start: open, end: close });
            }
        }
        Self { spans }
    }

    /// Whether the unit is named nowhere else.
    fn only(&self, unit: &Unit) -> bool {
        let inside = |mention: &Mention| {
            self.spans.iter().any(|span| span.start < mention.start && mention.end <= span.end)
        };
        !unit.mentions.is_empty() && unit.mentions.iter().all(inside)
    }
}

/// Whether what stands before the bracket at `open` is a person's name: an official's or an
/// individual recipient's, else two to five capitalised words of which none is part of a unit.
fn behind_person(record: &Record, text: &[char], open: usize) -> bool {
    let line = text[..open].iter().rposition(|&c| c == '\n').map_or(0, |at| at + 1);
    let before: String = text[line..open].iter().collect();
    let before = before.trim_end();
    let end = line + before.chars().count();
    let people = record.officials.iter().flat_map(|it| std::iter::once(&it.name).chain(&it.variants));
    let winners =
        record.awards.iter().filter(|it| matches!(it.recipient.as_deref(), Some("individual" | "household")));
    if people
        .chain(winners.flat_map(|it| &it.recipients))
        .any(|name| !name.is_empty() && before.ends_with(name.as_str()))
    {
        return true;
    }
    let capitalised = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(char::is_alphabetic)
    };
    let name: Vec<&str> = before.rsplit(' ').take_while(capitalised).collect();
    let length = name.iter().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1);
    let in_unit = |mention: &Mention| mention.start < end && mention.end > end - length;
    (2..=5).contains(&name.len())
        && name.iter().all(|word| word.chars().any(char::is_lowercase))
        && !record.units.iter().flat_map(|unit| &unit.mentions).any(in_unit)
}

#[cfg(test)]
mod tests;

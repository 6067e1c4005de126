//! What must be counted, by plain reading of the ledger and of the contract ("What is counted, and where"). Nothing
//! here asks the code that counts; of the gazetteer only the units above a unit are asked.

use super::ledger::{Article, Award, Ledger, Report};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vinhdanh::gazetteer::{self, Place};

/// The dimensions, in the order of [`Part::values`].
pub const DIMENSIONS: [&str; 13] = [
    "award",
    "class",
    "level",
    "recipient",
    "status",
    "year",
    "month",
    "province",
    "district",
    "commune",
    "authority",
    "unit-kind",
    "site",
];

/// A part of an award in an article: what one place gets of it.
#[derive(Debug)]
pub struct Part {
    pub article: usize,
    pub award: usize,
    pub nth: usize,
    pub count: u64,
    pub proposed: bool,
    /// The value of each dimension; "" for none, of a place its key.
    pub values: [String; DIMENSIONS.len()],
}

/// Count, articles, events of a row or of the total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sums {
    pub count: u64,
    pub articles: u64,
    pub events: u64,
}

/// The parts that the articles which are no copies report, article by article, the one published first first.
pub fn parts(ledger: &Ledger) -> Vec<Part> {
    let mut originals = ledger.originals();
    originals.sort_by_key(|article| article.moment());
    let mut all = Vec::new();
    for (at, article) in originals.into_iter().enumerate() {
        for report in &article.reports {
            let award = &ledger.awards[report.award];
            let places = places(award, article);
            for (nth, (places, count)) in places.into_iter().enumerate() {
                let values = values(article, award, report, &places);
                let proposed = award.proposed;
                all.push(Part { article: at, award: report.award, nth, count, proposed, values });
            }
        }
    }
    all
}

/// The places of an award, each group of them with its count: those of the recipients; else of who confers it; else
/// of the article.
fn places(award: &Award, article: &Article) -> Vec<(Vec<&'static Place>, u64)> {
    let count = award.count.expect("every made award has a count");
    let named: Vec<&'static Place> = award.named.iter().filter_map(|named| named.place).collect();
    match named.len() {
        0 => vec![(vec![award.seat.unwrap_or(article.home)], count)],
        n if n as u64 == count => named.into_iter().map(|place| (vec![place], 1)).collect(),
        _ => vec![(named, count)],
    }
}

fn values(
    article: &Article,
    award: &Award,
    report: &Report,
    places: &[&'static Place],
) -> [String; DIMENSIONS.len()] {
    let text = |value: Option<&str>| value.unwrap_or_default().to_string();
    let day = article.event.as_deref().unwrap_or(&article.published);
    let kinds: BTreeSet<&str> = award.named.iter().filter_map(|named| named.kind).collect();
    let kind = match kinds.len() {
        0 => "",
        1 => kinds.first().copied().unwrap_or_default(),
        _ => "several",
    };
    [
        award.slug.to_string(),
        text(award.class),
        text(award.level),
        text(award.recipient),
        if award.proposed { "proposed" } else { "conferred" }.to_string(),
        report.year.map_or_else(|| day[..4].to_string(), |year| year.to_string()),
        day[..7].to_string(),
        spot(places, 1, article),
        spot(places, 2, article),
        spot(places, 3, article),
        text(report.authority.as_deref()),
        kind.to_string(),
        article.site.clone(),
    ]
}

/// The unit of a level that holds all the places.
fn spot(places: &[&'static Place], level: u8, article: &Article) -> String {
    let ups: Vec<Option<&Place>> = places.iter().map(|place| up(place, level, article)).collect();
    let found: BTreeSet<String> = ups.iter().flatten().map(|place| place.key_text()).collect();
    match found.len() {
        0 => "unplaced".to_string(),
        1 if ups.iter().all(Option::is_some) => found.into_iter().next().expect("one"),
        _ => "several".to_string(),
    }
}

fn up(place: &'static Place, level: u8, article: &Article) -> Option<&'static Place> {
    let above = gazetteer::get().parents(place, Some(&article.published[..10]));
    std::iter::once(place).chain(above).find(|place| place.level == level)
}

/// A row while it is counted, with its articles and its events.
type Row = (Sums, BTreeSet<usize>, BTreeSet<(usize, usize)>);

/// The table of some dimensions, row by row in the order of its keys, and the total. `once`: an award counts for its
/// first report alone.
pub fn table(parts: &[&Part], by: &[usize], once: bool) -> (BTreeMap<Vec<String>, Sums>, Sums) {
    let mut rows: HashMap<Vec<&str>, Row> = HashMap::new();
    let mut counted: BTreeSet<(usize, usize)> = BTreeSet::new();
    let (mut total, mut articles, mut events) = (Sums::default(), BTreeSet::new(), BTreeSet::new());
    for part in parts {
        let key = by.iter().map(|dimension| part.values[*dimension].as_str()).collect();
        let row = rows.entry(key).or_default();
        row.1.insert(part.article);
        articles.insert(part.article);
        if !once || counted.insert((part.award, part.nth)) {
            row.0.count += part.count;
            row.2.insert((part.article, part.award));
            total.count += part.count;
            events.insert((part.article, part.award));
        }
    }
    let sums = |sums: Sums, articles: usize, events: usize| Sums {
        articles: articles as u64,
        events: events as u64,
        ..sums
    };
    let shown = |(key, (row, articles, events)): (Vec<&str>, (Sums, BTreeSet<_>, BTreeSet<_>))| {
        (key.into_iter().map(str::to_string).collect(), sums(row, articles.len(), events.len()))
    };
    (rows.into_iter().map(shown).collect(), sums(total, articles.len(), events.len()))
}

/// A unit as coverage shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Covered {
    pub articles: u64,
    pub awards: u64,
    pub last: Option<String>,
}

/// What is reported of each unit of a level, by its key.
pub fn coverage(ledger: &Ledger, level: u8) -> HashMap<String, Covered> {
    let mut all: HashMap<String, Covered> = HashMap::new();
    for article in ledger.originals() {
        let units =
            article.places.iter().filter_map(|place| up(place, level, article)).map(|unit| unit.key_text());
        for unit in units.collect::<BTreeSet<_>>() {
            let covered = all.entry(unit).or_default();
            covered.articles += 1;
            if covered.last.as_ref().is_none_or(|last| *last < article.published) {
                covered.last = Some(article.published.clone());
            }
        }
        for award in
            article.reports.iter().map(|report| &ledger.awards[report.award]).filter(|it| !it.proposed)
        {
            for (places, count) in places(award, article) {
                let unit = spot(&places, level, article);
                if unit != "several" && unit != "unplaced" {
                    all.entry(unit).or_default().awards += count;
                }
            }
        }
    }
    all
}

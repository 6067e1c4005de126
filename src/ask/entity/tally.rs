//! Values and the articles that have them.

use super::{Article, AwardLine, Evidence, Line};
use crate::count::facts;
use crate::index::{Condition, Order, Reader, Result};
use crate::model::fact::Fact;
use crate::model::{Award, Record};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names beside it that are told.
const BESIDE: usize = 50;

/// Values with their articles, while they are counted.
#[derive(Default)]
pub(super) struct Tally(HashMap<String, Line>);

impl Tally {
    /// Counts values of an article, each once.
    pub fn add<'v>(&mut self, record: &Record, values: impl IntoIterator<Item = &'v str>) {
        let day = record.published.as_deref().map(|it| it.get(..10).unwrap_or(it).to_string());
        for value in values.into_iter().collect::<BTreeSet<_>>() {
            let line = self.0.entry(value.to_string()).or_default();
            line.articles += 1;
            if let Some(day) = &day {
                line.first = Some(line.first.take().map_or_else(|| day.clone(), |it| it.min(day.clone())));
                line.last = line.last.take().max(Some(day.clone()));
            }
        }
    }

    fn lines(self) -> Vec<Line> {
        self.0.into_iter().map(|(value, line)| Line { value, ..line }).collect()
    }

    /// Those with the most articles first.
    pub fn most(self) -> Vec<Line> {
        let mut lines = self.lines();
        lines.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.value.cmp(&b.value)));
        lines
    }

    /// The first of [`Tally::most`].
    pub fn beside(self) -> Vec<Line> {
        let mut lines = self.most();
        lines.truncate(BESIDE);
        lines
    }

    /// The earliest first, those without a day last.
    pub fn earliest(self) -> Vec<Line> {
        let mut lines = self.lines();
        let rank = |it: &Line| (it.first.is_none(), it.first.clone(), it.last.clone(), it.value.clone());
        lines.sort_by_key(rank);
        lines
    }
}

/// What stands beside it in the same articles.
#[derive(Default)]
pub(super) struct Beside {
    pub officials: Tally,
    pub units: Tally,
    pub provinces: Tally,
}

impl Beside {
    /// Counts the names of an article that are not its own.
    pub fn add(&mut self, record: &Record, own: impl Fn(&str) -> bool) {
        let others = |name: &&str| !own(name);
        self.officials.add(record, record.officials.iter().map(|it| it.name.as_str()).filter(others));
        self.units.add(record, record.units.iter().map(|it| it.name.as_str()).filter(others));
        self.provinces.add(record, record.province.iter().map(|it| it.name.as_str()));
    }
}

/// Awards with their years, while they are counted.
#[derive(Default)]
pub(super) struct Awards {
    lines: BTreeMap<Key, AwardLine>,
    /// Whether it does not matter who confers them.
    whoever: bool,
}

/// Year, slug, class, authority.
type Key = (Option<u16>, String, Option<String>, Option<String>);

impl Awards {
    /// Awards that are told apart by year and class alone.
    pub fn whoever_confers() -> Self {
        Self { whoever: true, ..Self::default() }
    }

    /// Counts awards of an article: of each, by itself and its facts, how many are meant.
    pub fn add(&mut self, record: &Record, meant: impl Fn(&Award, &[Fact]) -> Option<u64>) {
        // The facts of an award stand together.
        let facts = facts(record);
        let of: HashMap<usize, &[Fact]> =
            facts.chunk_by(|a, b| a.award == b.award).map(|chunk| (chunk[0].award, chunk)).collect();
        let mut seen: BTreeSet<Key> = BTreeSet::new();
        for (at, award) in record.awards.iter().enumerate().filter(|(_, it)| it.status == "conferred") {
            let facts = of.get(&at).copied().unwrap_or_default();
            let Some(count) = meant(award, facts) else { continue };
            let year = facts.first().and_then(|it| it.year);
            let authority = award.authority.clone().filter(|_| !self.whoever);
            let key = (year, award.award.clone(), award.class.clone(), authority.clone());
            let line = self.lines.entry(key.clone()).or_insert_with(|| AwardLine {
                year,
                award: award.award.clone(),
                class: award.class.clone(),
                authority,
                evidence: Evidence {
                    id: record.id.clone(),
                    sentence: award.sentence.clone(),
                    start: award.start,
                    end: award.end,
                },
                ..AwardLine::default()
            });
            line.count += count;
            line.articles += u64::from(seen.insert(key));
        }
    }

    /// The earliest year first.
    pub fn lines(self) -> Vec<AwardLine> {
        self.lines.into_values().collect()
    }
}

/// The records that satisfy a condition, the earliest first, copies left out.
pub(super) fn each(reader: &Reader, condition: &Condition, mut see: impl FnMut(Record)) -> Result<()> {
    let copies = reader.copies()?;
    for address in reader.all(condition, Order::Published)? {
        if !copies.is_copy(address) {
            see(reader.record(address)?);
        }
    }
    Ok(())
}

/// An article of the list.
pub(super) fn article(record: Record, said: Vec<String>) -> Article {
    Article { id: record.id, source: record.source, title: record.title, published: record.published, said }
}

//! Statistics: awards counted by what they are, where and when.
//!
//! One dimension is one file here and one line in [`DIMENSIONS`].

mod authority;
mod award;
mod class;
mod level;
mod month;
mod place;
mod recipient;
mod status;
mod year;

use super::filter::{BadFilter, Filter};
use crate::gazetteer::Place;
use crate::index::{Order, Reader, Result};
use crate::model::answer::{Stats, Total};
use crate::model::{Award, Record};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What awards are counted by.
pub struct Dimension {
    /// Its name, and the first of its columns.
    pub name: &'static str,
    /// Further columns that belong to it.
    pub more: &'static [&'static str],
    /// The values of its columns for one award.
    pub values: fn(&Fact) -> Vec<Value>,
}

/// An award, or a part of one that belongs to one place.
pub struct Fact<'r> {
    /// The article.
    pub record: &'r Record,
    /// The award.
    pub award: &'r Award,
    /// Where it is counted.
    pub places: &'r [&'static Place],
    /// How many.
    pub count: u64,
}

/// Every dimension.
pub const DIMENSIONS: [Dimension; 11] = [
    award::DIMENSION,
    class::DIMENSION,
    level::DIMENSION,
    recipient::DIMENSION,
    status::DIMENSION,
    year::DIMENSION,
    month::DIMENSION,
    place::PROVINCE,
    place::DISTRICT,
    place::COMMUNE,
    authority::DIMENSION,
];

/// Which awards are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Conferred.
    #[default]
    Conferred,
    /// Proposed.
    Proposed,
    /// Both.
    All,
}

impl Status {
    /// As the command and the JSON name it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Conferred => "conferred",
            Status::Proposed => "proposed",
            Status::All => "all",
        }
    }

    fn takes(self, award: &Award) -> bool {
        self == Status::All || award.status == self.name()
    }
}

/// A question that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadStats {
    /// Not a dimension.
    #[error("`{0}` is nothing to count by")]
    Dimension(String),
    /// The filter is none.
    #[error(transparent)]
    Filter(#[from] BadFilter),
}

/// Counts the awards of the articles that the filter lets through. Copies of an article count nowhere;
/// awards without a count neither.
///
/// # Errors
/// When the index cannot be read; the inner error when the question is none.
pub fn stats(
    reader: &Reader,
    by: &[String],
    status: Status,
    filter: &Filter,
) -> Result<std::result::Result<Stats, BadStats>> {
    let mut dimensions = Vec::new();
    for name in by {
        match DIMENSIONS.iter().find(|d| d.name == name.trim()) {
            Some(dimension) => dimensions.push(dimension),
            None => return Ok(Err(BadStats::Dimension(name.clone()))),
        }
    }
    let condition = match filter.checked(reader)? {
        Ok(condition) => condition,
        Err(bad) => return Ok(Err(bad.into())),
    };
    let copies = reader.copies()?;
    let mut counts = Counts::new(&dimensions);
    for address in reader.all(&condition, Order::Any)? {
        if !copies.is_copy(address) {
            counts.add(&reader.record(address)?, status, filter.award.as_deref());
        }
    }
    Ok(Ok(counts.answer(status)))
}

/// The counts so far.
struct Counts<'d> {
    dimensions: &'d [&'d Dimension],
    rows: HashMap<Vec<Value>, Total>,
    total: Total,
}

impl<'d> Counts<'d> {
    fn new(dimensions: &'d [&'d Dimension]) -> Self {
        Self { dimensions, rows: HashMap::new(), total: Total::default() }
    }

    fn add(&mut self, record: &Record, status: Status, slug: Option<&str>) {
        let mut met: HashSet<Vec<Value>> = HashSet::new();
        let mut any = false;
        let wanted = |award: &&Award| status.takes(award) && slug.is_none_or(|s| s.trim() == award.award);
        for award in record.awards.iter().filter(wanted) {
            let Some(count) = award.count else { continue };
            any = true;
            self.total.count += count;
            for (places, count) in place::parts(record, award, count) {
                let fact = Fact { record, award, places: &places, count };
                let key: Vec<Value> = self.dimensions.iter().flat_map(|d| (d.values)(&fact)).collect();
                let row = self.rows.entry(key.clone()).or_default();
                row.count += count;
                row.articles += u64::from(met.insert(key));
            }
        }
        self.total.articles += u64::from(any);
    }

    fn answer(self, status: Status) -> Stats {
        let mut rows: Vec<_> = self.rows.into_iter().collect();
        rows.sort_by(|a, b| b.1.count.cmp(&a.1.count).then_with(|| order(&a.0).cmp(&order(&b.0))));
        let columns: Vec<_> =
            self.dimensions.iter().flat_map(|d| std::iter::once(&d.name).chain(d.more)).collect();
        let row = |(key, total): (Vec<Value>, Total)| {
            let mut row: Map<String, Value> = columns.iter().map(|c| c.to_string()).zip(key).collect();
            row.insert("count".into(), total.count.into());
            row.insert("articles".into(), total.articles.into());
            row
        };
        Stats {
            by: self.dimensions.iter().map(|d| d.name.to_string()).collect(),
            status: status.name().to_string(),
            rows: rows.into_iter().map(row).collect(),
            total: self.total,
        }
    }
}

/// Rows of equal count: by their values, null last.
fn order(key: &[Value]) -> Vec<(bool, String)> {
    key.iter()
        .map(|value| (value.is_null(), value.as_str().map_or(value.to_string(), str::to_string)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Unit};

    fn award(slug: &str, count: u64, recipients: &[&str]) -> Award {
        Award {
            award: slug.into(),
            count: Some(count),
            recipients: recipients.iter().map(|r| r.to_string()).collect(),
            status: "conferred".into(),
            ..Award::default()
        }
    }

    fn unit(name: &str, code: &str) -> Unit {
        Unit {
            name: name.into(),
            kind: "district".into(),
            level: Some(2),
            code: Some(code.into()),
            province: Some("Nam Định".into()),
            ..Unit::default()
        }
    }

    fn record(awards: Vec<Award>) -> Record {
        Record {
            published: Some("2023-02-01".into()),
            units: vec![unit("huyện Nghĩa Hưng", "361"), unit("huyện Trực Ninh", "363")],
            awards,
            ..Record::default()
        }
    }

    /// The rows as `value,value=count/articles`, and the total behind them.
    fn check(by: &str, status: Status, records: &[Record], expected: &str) {
        let dimensions: Vec<_> =
            by.split(',').map(|n| DIMENSIONS.iter().find(|d| d.name == n).expect("a dimension")).collect();
        let mut counts = Counts::new(&dimensions);
        records.iter().for_each(|r| counts.add(r, status, None));
        let stats = counts.answer(status);
        let row = |row: &Map<String, Value>| {
            let values: Vec<_> =
                by.split(',').map(|n| row[n].as_str().map_or(row[n].to_string(), str::to_string)).collect();
            format!("{}={}/{}", values.join(","), row["count"], row["articles"])
        };
        let rows: Vec<_> = stats.rows.iter().map(row).collect();
        let found = format!("{} total={}/{}", rows.join(" "), stats.total.count, stats.total.articles);
        assert_eq!(found, expected, "by {by}");
    }

    #[test]
    fn awards_are_counted_by_what_they_are() {
        let records = [
            record(vec![award("bang-khen", 3, &[]), award("giay-khen", 5, &[])]),
            record(vec![award("bang-khen", 2, &[])]),
        ];
        check("award", Status::Conferred, &records, "bang-khen=5/2 giay-khen=5/1 total=10/2");
        check("class", Status::Conferred, &records, "null=10/2 total=10/2");
    }

    #[test]
    fn an_award_without_a_count_counts_nowhere() {
        let awards = vec![Award { count: None, ..award("bang-khen", 0, &[]) }];
        check("award", Status::Conferred, &[record(awards)], " total=0/0");
    }

    #[test]
    fn proposed_awards_are_counted_when_asked_for() {
        let proposed = || vec![Award { status: "proposed".into(), ..award("giay-khen", 2, &[]) }];
        check("award", Status::Conferred, &[record(proposed())], " total=0/0");
        check("status", Status::All, &[record(proposed())], "proposed=2/1 total=2/1");
    }

    #[test]
    fn places_of_recipients() {
        let two = ["huyện Nghĩa Hưng", "huyện Trực Ninh"];
        let check = |count, names: &[&str], expected| {
            check("district", Status::Conferred, &[record(vec![award("bang-khen", count, names)])], expected);
        };
        check(2, &two, "huyện Nghĩa Hưng=1/1 huyện Trực Ninh=1/1 total=2/1");
        check(7, &two, "several=7/1 total=7/1");
        check(7, &two[..1], "huyện Nghĩa Hưng=7/1 total=7/1");
        check(7, &[], "unplaced=7/1 total=7/1");
    }

    #[test]
    fn several_districts_of_one_province_are_one_province() {
        let two = ["huyện Nghĩa Hưng", "huyện Trực Ninh"];
        let records = [record(vec![award("bang-khen", 7, &two)])];
        check("province", Status::Conferred, &records, "Nam Định=7/1 total=7/1");
    }

    #[test]
    fn the_authority_gives_the_place_where_recipients_do_not() {
        let mut one = award("bang-khen", 4, &["Trần Văn A"]);
        one.authority = Some("huyện Trực Ninh".into());
        check("district", Status::Conferred, &[record(vec![one])], "huyện Trực Ninh=4/1 total=4/1");
    }

    #[test]
    fn years_and_months() {
        let mut with_years = award("bang-khen", 1, &[]);
        with_years.years = vec![2021, 2022];
        let mut records = [record(vec![with_years, award("giay-khen", 1, &[])])];
        check("year", Status::Conferred, &records, "2022=1/1 2023=1/1 total=2/1");
        let event = |date: &str| Event {
            kind: "award".into(),
            date: Some(date.into()),
            session: None,
            organizer: None,
            place: None,
            start: 0,
            end: 0,
            rule: String::new(),
        };
        records[0].events = vec![event("2020-12-30")];
        check("year,month", Status::Conferred, &records, "2020,2020-12=1/1 2022,2020-12=1/1 total=2/1");
        records[0].published = None;
        records[0].events.clear();
        check("year,month", Status::Conferred, &records, "2022,null=1/1 null,null=1/1 total=2/1");
    }
}

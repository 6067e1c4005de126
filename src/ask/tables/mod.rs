//! The tables of the export: one row a fact, streamed. One table is one file here and one line in
//! [`TABLES`]. Lists inside a cell are joined by `; ` in every format.

mod articles;
mod awards;
mod dates;
mod events;
mod officials;
mod ratings;
mod sentence;
mod units;

use super::basis;
use crate::index::{Condition, Order, Reader, Result};
use crate::model::Record;
use serde_json::{Map, Value, json};
use std::fmt::Display;

/// A table: its own columns, and the rows of one article.
pub struct Table {
    /// As the command names it.
    pub name: &'static str,
    /// Its columns behind those of the article.
    pub columns: &'static [&'static str],
    /// Whether a row rests on a sentence and ends with it.
    pub sentence: bool,
    /// The rows of an article, without the article's columns.
    rows: fn(&Record) -> Vec<Vec<Value>>,
}

/// Every table.
pub const TABLES: [Table; 7] = [
    articles::TABLE,
    awards::TABLE,
    officials::TABLE,
    units::TABLE,
    dates::TABLE,
    ratings::TABLE,
    events::TABLE,
];

const HEAD: [&str; 6] = ["article_id", "url", "path", "site", "published", "province"];
const TAIL: [&str; 4] = ["start", "end", "sentence", "rule"];

/// What was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// Rows handed over.
    pub rows: u64,
    /// Rows that the index says it holds.
    pub expected: u64,
}

impl Table {
    /// Names of all columns.
    pub fn columns(&self) -> Vec<String> {
        let tail: &[&str] = if self.sentence { &TAIL } else { &[] };
        HEAD.iter().chain(self.columns).chain(tail).map(|c| c.to_string()).collect()
    }

    /// What its rows rest on: they are those of every article, copies included.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn notes(&self, reader: &Reader) -> Result<Map<String, Value>> {
        let mut notes = Map::new();
        notes.insert("table".to_string(), json!(self.name));
        notes.insert("basis".to_string(), json!(basis(reader, Map::new(), "nothing")?));
        Ok(notes)
    }

    /// Hands over every row, articles in the order of their publication, until `take` fails.
    ///
    /// # Errors
    /// When the index cannot be read; the inner error is that of `take`.
    pub fn each_row<E>(
        &self,
        reader: &Reader,
        mut take: impl FnMut(&[Value]) -> std::result::Result<(), E>,
    ) -> Result<std::result::Result<Exported, E>> {
        let expected = reader.rows(self.name)?;
        let copies = reader.copies()?;
        let mut rows = 0;
        for address in reader.all(&Condition::Everything, Order::Published)? {
            let mut record = reader.record(address)?;
            record.duplicate_of = copies.original(address).map(|first| reader.id(first)).transpose()?;
            for row in self.of(&record) {
                rows += 1;
                if let Err(error) = take(&row) {
                    return Ok(Err(error));
                }
            }
        }
        Ok(Ok(Exported { rows, expected }))
    }

    /// The rows of one article.
    pub fn of(&self, record: &Record) -> Vec<Vec<Value>> {
        let source = &record.source;
        let head = [
            json!(record.id),
            json!(source.url),
            json!(source.path),
            json!(source.site),
            json!(record.published),
            json!(record.province.as_ref().map(|p| &p.name)),
        ];
        (self.rows)(record).into_iter().map(|row| head.iter().cloned().chain(row).collect()).collect()
    }
}

/// The parts of a list as one cell.
fn joined<T: Display>(parts: &[T]) -> Value {
    json!(parts.iter().map(T::to_string).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Award, Mention, Official, Province, Unit};

    fn record() -> Record {
        Record {
            id: "ab".into(),
            published: Some("2023-03-30".into()),
            text: "Tin.\nUBND huyện Nga. Ông Trần B đến.".into(),
            province: Some(Province { name: "Nam Định".into(), code: Some("36".into()) }),
            awards: vec![Award {
                award: "bang-khen".into(),
                count: Some(2),
                recipients: vec!["x".into(), "y".into()],
                years: vec![2021, 2022],
                status: "conferred".into(),
                start: 5,
                end: 9,
                sentence: "UBND huyện Nga.".into(),
                rule: "r".into(),
                ..Award::default()
            }],
            officials: vec![
                Official {
                    name: "Trần B".into(),
                    positions: vec!["Bí thư".into(), "Chủ tịch".into()],
                    mentions: vec![Mention { start: 25, end: 31 }],
                    rule: "o".into(),
                    ..Official::default()
                },
                Official { name: "C".into(), ..Official::default() },
            ],
            units: vec![Unit { name: "huyện Nga".into(), kind: "district".into(), ..Unit::default() }],
            ..Record::default()
        }
    }

    fn check(name: &str, rows: usize, first: &[(&str, Value)]) {
        let table = TABLES.iter().find(|t| t.name == name).expect("a table");
        let found = table.of(&record());
        assert_eq!(found.len(), rows, "{name}");
        let columns = table.columns();
        assert!(found.iter().all(|row| row.len() == columns.len()), "{name}");
        for (column, value) in first {
            let at = columns.iter().position(|c| c == column).expect("a column");
            assert_eq!(found[0][at], *value, "{name}.{column}");
        }
    }

    #[test]
    fn rows_of_each_table() {
        check("articles", 1, &[("article_id", json!("ab")), ("awards", json!(1)), ("officials", json!(2))]);
        check(
            "awards",
            1,
            &[
                ("province", json!("Nam Định")),
                ("recipients", json!("x; y")),
                ("years", json!("2021; 2022")),
                ("place_name", json!("Nam Định")),
                ("sentence", json!("UBND huyện Nga.")),
                ("rule", json!("r")),
            ],
        );
        check(
            "officials",
            3,
            &[("position", json!("Bí thư")), ("start", json!(25)), ("sentence", json!("Ông Trần B đến."))],
        );
        check("units", 1, &[("name", json!("huyện Nga")), ("start", Value::Null), ("sentence", Value::Null)]);
        check("dates", 0, &[]);
        check("ratings", 0, &[]);
        check("events", 0, &[]);
    }
}

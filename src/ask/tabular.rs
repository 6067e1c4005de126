//! Places and coverage as rows.

use super::{coverage, place};
use crate::model::answer::Table;
use serde_json::{Value, json};

impl Table for coverage::Answer {
    fn columns(&self) -> Vec<String> {
        let mut columns = vec!["level", "code", "type", "name", "province", "articles", "awards", "last"];
        columns.push("days_since_last");
        if self.level != "commune" {
            columns.extend(["communes", "per_commune"]);
        }
        if self.rows.iter().any(|row| row.before.is_some()) {
            columns.extend(["before", "after"]);
        }
        let months = self.months.iter().filter(|_| self.by_month).map(String::as_str);
        columns.into_iter().chain(months).map(String::from).collect()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let is_continued = self.rows.iter().any(|row| row.before.is_some());
        let row = |r: &coverage::Row| {
            let mut row = vec![
                json!(r.level),
                json!(r.code),
                json!(r.kind),
                json!(r.name),
                json!(r.province),
                json!(r.articles),
                json!(r.awards),
                json!(r.last),
                json!(r.days_since_last),
            ];
            if self.level != "commune" {
                row.extend([json!(r.communes), json!(r.per_commune)]);
            }
            if is_continued {
                row.extend([linked(&r.before), linked(&r.after)]);
            }
            if self.by_month {
                row.extend(of_months(&self.months, &r.months));
            }
            row
        };
        self.rows.iter().map(row).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

/// Each unit with its kind, how many went to how many, and its articles: `huyện Ý Yên (n:m) 3`.
fn linked(links: &Option<Vec<coverage::Link>>) -> Value {
    let one = |link: &coverage::Link| {
        format!("{} {} ({}) {}", link.kind, link.name, link.relation.name(), link.articles)
    };
    json!(links.iter().flatten().map(one).collect::<Vec<_>>())
}

/// The articles of each month, 0 for none; both lists are in order.
fn of_months(months: &[String], found: &[coverage::Month]) -> Vec<Value> {
    let mut found = found.iter().peekable();
    let mut cells = Vec::with_capacity(months.len());
    for month in months {
        // What lies before the range is in no column.
        while found.next_if(|one| one.month < *month).is_some() {}
        cells.push(json!(found.next_if(|one| one.month == *month).map_or(0, |one| one.articles)));
    }
    cells
}

impl Table for place::Answer {
    fn columns(&self) -> Vec<String> {
        let columns = [
            "meant",
            "type",
            "name",
            "level",
            "code",
            "valid_from",
            "valid_to",
            "parents",
            "predecessors",
            "successors",
        ];
        columns.map(String::from).to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let named = |u: &place::Unit| format!("{} {}", u.kind, u.name);
        let links = |links: &[place::Link]| json!(links.iter().map(|l| named(&l.unit)).collect::<Vec<_>>());
        let row = |meant: bool, unit: &place::Unit, more: [Value; 3]| {
            let own = [
                json!(meant),
                json!(unit.kind),
                json!(unit.name),
                json!(unit.level),
                json!(unit.code),
                json!(unit.valid_from),
                json!(unit.valid_to),
            ];
            own.into_iter().chain(more).collect::<Vec<_>>()
        };
        let meant = self.meanings.iter().map(|m| {
            let parents = json!(m.parents.iter().map(named).collect::<Vec<_>>());
            row(true, &m.unit, [parents, links(&m.predecessors), links(&m.successors)])
        });
        let other = self.other_days.iter().map(|unit| {
            let province = unit.province.filter(|_| unit.level > 1).into_iter().collect::<Vec<_>>();
            row(false, unit, [json!(province), json!([]), json!([])])
        });
        meant.chain(other).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
}

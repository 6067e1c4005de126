//! Places and coverage as rows.

use super::{coverage, place};
use crate::model::answer::Table;
use serde_json::{Value, json};

impl Table for coverage::Answer {
    fn columns(&self) -> Vec<String> {
        ["level", "code", "type", "name", "province", "articles", "awards", "last"].map(String::from).to_vec()
    }

    fn rows(&self) -> Vec<Vec<Value>> {
        let row = |r: &coverage::Row| {
            vec![
                json!(r.level),
                json!(r.code),
                json!(r.kind),
                json!(r.name),
                json!(r.province),
                json!(r.articles),
                json!(r.awards),
                json!(r.last),
            ]
        };
        self.rows.iter().map(row).collect()
    }

    fn json(&self) -> Value {
        json!(self)
    }
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

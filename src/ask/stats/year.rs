//! By year.

use super::{Dimension, Fact};
use serde_json::{Value, json};

/// The last year of merit; else the event's, else that of publication, else null.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "year", more: &[], values: |fact| vec![year(fact)] };

fn year(fact: &Fact) -> Value {
    if let Some(year) = fact.award.years.iter().max() {
        return json!(year);
    }
    let date = super::month::date(fact.record);
    json!(date.and_then(|d| d.get(..4)).and_then(|y| y.parse::<u16>().ok()))
}

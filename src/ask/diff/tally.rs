//! The differences in numbers: by field and rule.

use super::facts::order;
use crate::model::difference::{Change, Outcome, Row};

/// Counts of differences.
#[derive(Default)]
pub struct Tally {
    rows: Vec<Row>,
}

impl Tally {
    /// Counts one.
    pub fn count(&mut self, change: &Change) {
        let same = |row: &Row| row.field == change.field && row.rule == change.rule;
        let at = self.rows.iter().position(same).unwrap_or_else(|| {
            self.rows.push(Row { field: change.field.clone(), rule: change.rule.clone(), ..Row::default() });
            self.rows.len() - 1
        });
        let row = &mut self.rows[at];
        match change.outcome {
            Outcome::Added => row.added += 1,
            Outcome::Removed => row.removed += 1,
            Outcome::Changed => row.changed += 1,
        }
    }

    /// The rows by field and rule.
    pub fn rows(mut self) -> Vec<Row> {
        self.rows.sort_by_cached_key(|row| (order(&row.field), row.field.clone(), row.rule.clone()));
        self.rows
    }
}

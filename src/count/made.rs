//! Made awards and units, for the tests of what is counted.

use crate::model::{Award, Unit};

/// A conferred award.
pub fn award(slug: &str, count: u64, recipients: &[&str]) -> Award {
    Award {
        award: slug.into(),
        count: Some(count),
        recipients: recipients.iter().map(|r| r.to_string()).collect(),
        status: "conferred".into(),
        ..Award::default()
    }
}

/// A district of the province Nam Định.
pub fn unit(name: &str, code: &str) -> Unit {
    Unit {
        name: name.into(),
        kind: "district".into(),
        level: Some(2),
        code: Some(code.into()),
        province: Some("Nam Định".into()),
        ..Unit::default()
    }
}

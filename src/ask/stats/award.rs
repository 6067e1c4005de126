//! By award.

use super::Dimension;
use serde_json::json;

/// The slug.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "award", more: &[], values: |fact| vec![json!(fact.award.award)] };

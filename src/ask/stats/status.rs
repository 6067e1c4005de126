//! By status.

use super::Dimension;
use serde_json::json;

/// conferred or proposed.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "status", more: &[], values: |fact| vec![json!(fact.award.status)] };

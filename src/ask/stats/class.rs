//! By class.

use super::Dimension;
use serde_json::json;

/// Class, degree or years; null where there is none.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "class", more: &[], values: |fact| vec![json!(fact.award.class)] };

//! By level of the authority.

use super::Dimension;
use serde_json::json;

/// The level; null where the text does not say.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "level", more: &[], values: |fact| vec![json!(fact.award.level)] };

//! By authority.

use super::Dimension;
use serde_json::json;

/// The authority as the article names it; null where it does not say.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "authority", more: &[], values: |fact| vec![json!(fact.award.authority)] };

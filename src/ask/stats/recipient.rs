//! By kind of recipient.

use super::Dimension;
use serde_json::json;

/// The kind; null where the text does not say.
pub(super) const DIMENSION: Dimension =
    Dimension { name: "recipient", more: &[], values: |fact| vec![json!(fact.award.recipient)] };

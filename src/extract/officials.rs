//! Persons with their positions.

use super::token::Doc;
use crate::model::Official;

/// Persons with their positions.
pub fn find(_doc: &Doc) -> Vec<Official> {
    Vec::new()
}

//! Localities and organisations by name.

use super::token::Doc;
use crate::model::{Official, Unit};

/// Localities and organisations by name.
pub fn find(_doc: &Doc, _officials: &[Official]) -> Vec<Unit> {
    Vec::new()
}

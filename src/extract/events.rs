//! What took place.

use super::token::Doc;
use crate::model::{Date, Event};

/// What took place.
pub fn find(_doc: &Doc, _dates: &[Date]) -> Vec<Event> {
    Vec::new()
}

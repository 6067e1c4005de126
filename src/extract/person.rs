//! Names of persons.

use super::token::Doc;

/// The name of a person that begins at token `i` (no honorific, rank or title before it): the token
/// behind its last, or none.
pub fn name_at(_doc: &Doc, _i: usize) -> Option<usize> {
    None
}

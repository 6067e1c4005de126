//! Query → answer.

pub mod coverage;
pub mod place;
pub mod placing;

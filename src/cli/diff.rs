//! `diff OLD NEW`.
use super::args::DiffArgs;
use super::{Context, Outcome};
/// Runs it.
pub fn run(_args: &DiffArgs, _context: &mut Context) -> Outcome {
    Ok(0)
}

//! The stages in order: the one short file that names them all.

use crate::model::{Page, Record};
use crate::{clean, extract, normalise};

/// The facts of one page. Pure and total.
pub fn record(page: Page) -> Record {
    let (id, source) = (page.id.clone(), page.source.clone());
    let text = normalise::text(clean::article(&page));
    Record { id, source, ..extract::record(&text) }
}

//! [`Record`](crate::model::Record) → tantivy: the only stage that names tantivy or a field.
//!
//! One folder holds one index. A commit is atomic: an article and all its facts are there together
//! or not at all, and a killed run leaves the index as of its last commit. All book-keeping (which
//! page was read by which rules) stands in the index itself, so it cannot disagree with it; beside it
//! lie only the groups of copies, which may be found again at any time.

mod alike;
mod among;
mod condition;
mod copies;
mod covered;
mod distance;
mod error;
mod excluded;
mod facets;
mod facts;
mod follow;
mod groups;
mod head;
mod ranked;
mod reader;
mod schema;
mod settle;
mod settled;
mod signature;
mod spans;
mod store;
pub mod terms;
mod titled;
mod together;
mod tokens;
mod vocabulary;
mod writer;

pub use alike::Likeness;
pub use among::Among;
pub use condition::{Condition, Part};
pub use copies::Copies;
pub use covered::{Report, Reports, TextColumn};
pub use distance::distance;
pub use error::{Error, Result};
pub use facets::{Facet, Facets};
pub use facts::{Attribute, FactCondition, Facts, Number, Row};
pub use follow::Follower;
pub use head::Head;
pub use ranked::Sort;
pub use reader::{Address, Matches, Order, Reader};
pub use schema::Origin;
pub use spans::{Span, windows};
pub use store::is_guarded;
pub use vocabulary::Names;
pub use writer::{Change, Known, Met, Prepared, Writer, WriterOptions};

use crate::model::{Format, Page, RULES_VERSION, SCHEMA_VERSION};
use sha2::{Digest, Sha256};

/// Version of the layout of the index: raise it when a field or a term is made in another way.
pub const INDEX_VERSION: u32 = 10;

/// What a record depends on: the page as found, the versions of the rules, and the corrections of the article (any
/// text that changes with them, "" without). Two pages with one stamp give one record, so the second need not be
/// read again.
pub fn stamp(page: &Page, corrections: &str) -> String {
    let mut hash = Sha256::new();
    let format = match page.format {
        Format::Plain => "plain",
        Format::Html => "html",
    };
    let versions = format!("{SCHEMA_VERSION}/{RULES_VERSION}/{INDEX_VERSION}/{format}");
    let source = &page.source;
    let parts = [
        Some(versions.as_str()),
        Some(&source.path),
        source.url.as_deref(),
        source.site.as_deref(),
        source.decoded.as_deref(),
        page.title.as_deref(),
        page.published.as_deref(),
        Some(&page.body),
        Some(corrections),
    ];
    for part in parts {
        // The length before each part: `a` + `bc` is not `ab` + `c`, none is not empty.
        hash.update(part.map_or(u64::MAX, |p| p.len() as u64).to_le_bytes());
        hash.update(part.unwrap_or_default().as_bytes());
    }
    hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
}

//! A question → an answer of the index: search, statistics, records, tables. A query is folded by
//! the very code that folded the text ([`crate::index::terms`]).

mod basis;
pub mod complete;
pub mod coverage;
pub mod diff;
pub mod entity;
mod explain;
mod facets;
mod filter;
mod forms;
mod nearest;
pub mod place;
pub mod query;
mod reading;
mod renamed;
mod search;
mod show;
mod snippet;
pub mod stats;
mod suggest;
pub mod tables;
mod tabular;

pub use basis::{about, basis};
pub use explain::{explanation, of_record};
pub use filter::{BadFilter, Filter, first_day, last_day};
pub use forms::abbreviation_table;
pub use query::MOST_WORDS;
pub use search::{Options, Sort, search};
pub use show::{Found, find, path, show};
pub use stats::{BadStats, stats};

//! Vinhdanh reads Vietnamese news about commendations (thi đua, khen thưởng) and turns it into
//! facts that can be counted: which units, which officials, on which dates, how many awards of
//! which kind, from whom, to whom.
//!
//! # The road a text travels
//!
//! | stage | takes → gives | knows |
//! | --- | --- | --- |
//! | [`read`] | paths, standard input → [`model::Page`]; addresses → WARC ([`read::fetch`]) | the only stage that touches files or the network for input; encodings, limits |
//! | [`clean`] | page → [`model::Article`] | the only stage that names the HTML parser |
//! | [`normalise`] | article → [`model::Text`] | LOSSLESS rules (code point for code point) and the lossy fold |
//! | [`extract`] | text → [`model::Record`] | the rules: pure and total, each value with its span and rule |
//! | [`correct`] | record and what people said of it → record | finds the place of a correction again by its words |
//! | [`count`] | record → facts, what it covers | where, when and how often each award is counted; the places that a report names |
//! | [`index`] | records and facts → tantivy | the only stage that names tantivy; what is indexed is read from the index |
//! | [`ask`] | question → answer | folds a query by the very code that folded the text |
//! | [`show`] | answer → table, JSON, NDJSON, CSV, XLSX | one file a format |
//! | [`web`] | HTTP request → answer | the only stage that names axum; follows the commits of an index |
//!
//! [`model`] holds the types that pass between the stages, the exported JSON among them, and knows
//! no stage. Stages know [`model`] and not each other, but for `index → normalise::fold`,
//! `ask → index`, and the [`gazetteer`] of administrative units that `extract`, `count` and `ask` look
//! names up in. [`pipeline`] names the stages in order; [`cli`] calls it, [`ask`] and [`show`];
//! [`eval`] scores records against gold. [`ask::diff`] compares two outputs on disk. What the rules
//! refuse is recorded where they refuse it ([`extract::trace`]), for `explain` alone. `tests/layering.rs` holds all of this.
//!
//! # One obvious place
//!
//! | to add | touch |
//! | --- | --- |
//! | an award title | a line in `extract/awards/names.tsv` |
//! | a noun for recipients, an authority, a verb | `nouns.tsv`, `authorities.tsv`, `verbs.tsv` beside it |
//! | a kind of organisation, a field of work | `extract/units/heads.tsv`, `fields.tsv` |
//! | a surname, a form of address, a position | the lists of `extract/person/`, `extract/officials/` |
//! | words of menus, mastheads, comment forms | the lists of `clean/` |
//! | a site's or a portal family's quirk | a file of `sites/`, its line in `clean/html/sites.rs`, a page of `tests/pages/` |
//! | an abbreviation or spelling that searches expand | `ask/abbreviations.tsv`, `ask/spellings.tsv` |
//! | a field of the query language, a name of a value | `ask/query/fields.tsv`, `ask/query/values.tsv` |
//! | a reason to refuse | a line in `model/refused.rs`, its text in `show/texts.tsv`, a case in `extract/traced.rs` |
//! | how an authority is written in a list of decisions | `ask/coverage/expected/authorities.tsv` |
//! | a statistic | a line of `ask/stats/dimensions.rs`; where it needs a new column, one of `index/facts.rs` |
//! | an export table, a format | one file under `ask/tables/`, `show/`, and a line in its list |
//!
//! # What is deliberately absent
//!
//! Extraction reads no clock: a date without a year takes it from the article. No stage opens a
//! socket, but for [`read::fetch`]. No model is asked: every fact is read by a rule that has a name,
//! and the sentence behind it is exported with it. Ambiguous names of places stay unresolved.
pub mod ask;
pub mod clean;
pub mod cli;
pub mod clock;
pub mod correct;
pub mod count;
pub mod eval;
pub mod extract;
pub mod gazetteer;
pub mod index;
pub mod model;
pub mod normalise;
pub mod pipeline;
pub mod read;
pub mod show;
pub mod web;

//! What people say of a fact: that it is wrong, missing or different.

use super::Source;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A correction of one fact of one article: one line of `corrections.ndjson`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    /// What it is known by: 16 hex digits.
    pub id: String,
    /// Id of the article.
    pub article: String,
    /// Where the article came from, for people who read the file.
    pub source: Source,
    /// When it was made, RFC 3339 in +07:00.
    pub made: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What is said.
    pub verdict: Verdict,
    /// Of which field.
    pub field: Field,
    /// The place in the text; none for a field of the whole article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The fact as it was read, without its place; empty for one that is missing.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub was: Map<String, Value>,
    /// What is right: the keys that change, or all of a missing fact.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub set: Map<String, Value>,
}

impl Correction {
    /// What became of it, by what the record of its article says of its corrections.
    pub fn state(&self, outcomes: &[Outcome]) -> State {
        outcomes.iter().find(|it| it.id == self.id).map_or(State::Pending, |it| it.state)
    }
}

/// What is said of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The text does not say it.
    Wrong,
    /// The text says it, and it was not read.
    Missing,
    /// The text says it otherwise.
    Different,
}

/// A field that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Its awards.
    Awards,
    /// Its officials.
    Officials,
    /// Its units.
    Units,
    /// Its dates.
    Dates,
    /// Its ratings.
    Ratings,
    /// Its events.
    Events,
    /// Its title.
    Title,
    /// When it appeared.
    Published,
    /// Its writers.
    Byline,
    /// Where it is set.
    Province,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 10] = [
        Field::Awards,
        Field::Officials,
        Field::Units,
        Field::Dates,
        Field::Ratings,
        Field::Events,
        Field::Title,
        Field::Published,
        Field::Byline,
        Field::Province,
    ];

    /// Its name in a record.
    pub fn name(self) -> &'static str {
        match self {
            Field::Awards => "awards",
            Field::Officials => "officials",
            Field::Units => "units",
            Field::Dates => "dates",
            Field::Ratings => "ratings",
            Field::Events => "events",
            Field::Title => "title",
            Field::Published => "published",
            Field::Byline => "byline",
            Field::Province => "province",
        }
    }

    /// Whether an article has one value of it, and no list.
    pub fn is_single(self) -> bool {
        matches!(self, Field::Title | Field::Published | Field::Byline | Field::Province)
    }
}

/// A place of a text by its words and those around it (the W3C's TextQuoteSelector): it is found again where
/// offsets have moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stands before them.
    #[serde(default)]
    pub prefix: String,
    /// What stands behind them.
    #[serde(default)]
    pub suffix: String,
}

/// What became of a correction when its article was read last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Outcome {
    /// Id of the correction.
    pub id: String,
    /// What became of it.
    pub state: State,
}

/// What becomes of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It changed the record.
    Applied,
    /// The record is right without it.
    Settled,
    /// The text does not hold the quote.
    NoQuote,
    /// The text holds the quote several times, and the words around do not tell which is meant.
    SeveralQuotes,
    /// No fact there is the one that was meant.
    NoFact,
    /// The article was not read since the correction was made.
    Pending,
    /// The index has no such article.
    NoArticle,
}

impl State {
    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            State::Applied => "applied",
            State::Settled => "settled",
            State::NoQuote => "no-quote",
            State::SeveralQuotes => "several-quotes",
            State::NoFact => "no-fact",
            State::Pending => "pending",
            State::NoArticle => "no-article",
        }
    }

    /// Whether the correction no longer fits its article.
    pub fn is_unfit(self) -> bool {
        matches!(self, State::NoQuote | State::SeveralQuotes | State::NoFact | State::NoArticle)
    }
}

//! What is counted of an article: it passes from `count` to `index`.

use serde::{Deserialize, Serialize};

/// What is counted of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Its awards, in their order.
    pub facts: Vec<Fact>,
    /// What it reports on.
    pub covered: Covered,
}

/// What an article reports on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Covered {
    /// [`place_key`]s of the localities that it names and of the units above them as of its day.
    pub places: Vec<String>,
    /// The day that it is dated by: of publication, else of its first event, which may be a month or a year; ""
    /// where there is none.
    pub reported: String,
    /// The localities that could not be placed.
    pub unplaced: Vec<Unplaced>,
    /// [`place_key`]s of the provinces in which these may lie.
    pub unplaced_in: Vec<String>,
}

/// Mentions in one sentence of localities that could not be placed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// The day as of which the article's names are read; none where it has no date.
    pub day: Option<String>,
    /// The sentence; of a very long one the beginning.
    pub sentence: String,
    /// The mentions, in their order.
    pub mentions: Vec<UnplacedMention>,
}

/// A mention of a locality that could not be placed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnplacedMention {
    /// As written.
    pub text: String,
    /// First code point of the article's text.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// [`place_key`]s of what it may mean; empty if no unit of that day has the name.
    pub candidates: Vec<String>,
}

/// An award, or the part of one that belongs to one place. Attributes of the award itself (slug, class, …)
/// stand in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    /// Its place in the record's awards, from 0.
    pub award: usize,
    /// How many; none where the text does not say: it is then counted nowhere.
    pub count: Option<u64>,
    /// Where it is counted: its province, its district, its commune.
    pub spots: [Spot; 3],
    /// [`place_key`] of the locality of who confers it, as far as it is known.
    pub seat: Option<String>,
    /// Kind of the units that receive it, [`SEVERAL`] for different ones; none where they are no units.
    pub kind: Option<String>,
    /// The last year of merit; else the event's, else that of publication.
    pub year: Option<u16>,
    /// The month of the event, else of publication, as `202303`.
    pub month: Option<u32>,
    /// The day of the event, else of publication, as `20230330`; `20230300` where only the month is known.
    pub date: Option<u32>,
    /// What two reports of one award have in common; none where too little is known to tell.
    pub same: Option<Same>,
}

/// The key of a unit of the gazetteer as one text, as columns hold it: level, code and day of coming into force
/// ("" for since before), by `/`.
pub fn place_key(level: u8, code: &str, from: &str) -> String {
    format!("{level}/{code}/{from}")
}

/// The parts of a [`place_key`]; none of another text.
pub fn place_of_key(key: &str) -> Option<(u8, &str, &str)> {
    let mut parts = key.splitn(3, '/');
    let (level, code, from) = (parts.next()?, parts.next()?, parts.next()?);
    Some((level.parse().ok()?, code, from))
}

/// Where a part of an award is counted on one level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Spot {
    /// Nowhere.
    #[default]
    Unplaced,
    /// In more than one place, and the text does not say how much in each.
    Several,
    /// In the unit of this [`place_key`].
    At(String),
}

/// The value of a dimension for what belongs to more than one of its values.
pub const SEVERAL: &str = "several";
/// The value of a place for what has none.
pub const UNPLACED: &str = "unplaced";

impl Spot {
    /// As a value of a dimension.
    pub fn text(&self) -> &str {
        match self {
            Spot::Unplaced => UNPLACED,
            Spot::Several => SEVERAL,
            Spot::At(key) => key,
        }
    }
}

/// What two reports of one award have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Same {
    /// Hash of authority, award, class, kind of recipient, count, status and place.
    pub key: u64,
    /// Day of the event, as `20230330`.
    pub day: u32,
    /// Hash of the names of the recipients; 0 where none is named.
    pub names: u64,
}

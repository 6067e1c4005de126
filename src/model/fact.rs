//! An award as it is counted: it passes from `count` to `index`.

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

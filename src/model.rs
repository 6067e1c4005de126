//! The types that pass between the stages, in one place. `model` knows no stage.
//!
//! The exported ones ([`Record`] and what it holds) are the contract of the JSON: field names and
//! their order are fixed, every list is empty rather than missing, and every offset counts
//! **Unicode code points** of [`Record::text`], half-open. Inside the stages, byte ranges are used
//! and always say so.

pub mod answer;
pub mod correction;
pub mod difference;
pub mod explanation;
pub mod fact;
pub mod fetched;
pub mod refused;
pub mod spans;
pub mod told;
pub mod vocabulary;

use serde::{Deserialize, Serialize};
use std::ops::Range;
use utoipa::ToSchema;

/// Version of the exported JSON.
pub const SCHEMA_VERSION: u32 = 1;

/// Version of the rules: two runs with the same value give the same record for the same page. The
/// part behind the dash is a hash over the code and the lists of the stages up to extraction
/// (`src/build.rs`), so an index made by other rules is extracted again.
pub const RULES_VERSION: &str = concat!("1-", env!("VINHDANH_RULES"));

// ------------------------------------------------------------------------------------------------
// read → clean

/// Where a page came from, as exported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Source {
    /// The path as the user gave it (joined with what was found below it), `-` for standard input.
    pub path: String,
    /// The address of the page, where the input says it.
    pub url: Option<String>,
    /// Host of [`Source::url`], else the `site` that the input gives, else none.
    pub site: Option<String>,
    /// What the page was found to be written in, where neither its bytes nor a declaration say so, and
    /// what its text was decoded from: `tcvn3`, `vni`, `viscii`, `vps`, `windows-1258`, or `double-utf-8`
    /// for UTF-8 that had been taken for windows-1252. Absent for all other pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decoded: Option<String>,
}

/// What the body of a page is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text as a crawler saved it: one paragraph a line.
    Plain,
    /// An HTML page.
    Html,
}

/// One input article as found: decoded to Unicode, nothing removed yet.
#[derive(Debug, Clone)]
pub struct Page {
    /// First 16 hex digits of SHA-256 of the url, else of the lexically absolute path
    /// (+ `#line` in NDJSON, `#number` in an archive).
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Its line of an NDJSON file, or its number in an archive, from 1.
    pub line: Option<u64>,
    /// What `body` is written in.
    pub format: Format,
    /// The whole page.
    pub body: String,
    /// A title that came beside the body (NDJSON `title`).
    pub title: Option<String>,
    /// A publication date that came beside the body (NDJSON `published`), as given.
    pub published: Option<String>,
    /// When it was fetched (`WARC-Date`), its digits in a row: `20230330104300`, UTC. Of two pages of one id
    /// the one fetched later is the page.
    pub fetched: Option<u64>,
}

// ------------------------------------------------------------------------------------------------
// clean → normalise

/// What a paragraph of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum BlockKind {
    /// The article's title; at most one, and first.
    Title,
    /// Running text.
    Paragraph,
    /// A heading inside the text.
    Heading,
    /// The caption of a picture.
    Caption,
    /// An item of a list.
    Item,
    /// A row of a table; its cells are joined by ` | `.
    Row,
}

/// One paragraph, in the source's own spelling, without a line break inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
}

/// The article of a page: what is left when menus, counters, comment forms, mastheads and links to
/// other articles are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The title, also the first of `blocks` where it is known.
    pub title: Option<String>,
    /// RFC 3339 in +07:00, or a plain date `YYYY-MM-DD`; the day on which *this* article appeared.
    pub published: Option<String>,
    /// The writers, without `Tin, ảnh:`, photographer or desk.
    pub byline: Option<String>,
    /// The paragraphs in reading order.
    pub blocks: Vec<Block>,
}

// ------------------------------------------------------------------------------------------------
// normalise → extract

/// An article ready for the rules: the exported text, and beside it the same text in one spelling.
///
/// The two have the **same number of code points**: every LOSSLESS rule replaces one code point
/// by one, so the map back to the exported text is the identity on code points.
#[derive(Debug, Clone)]
pub struct Text {
    /// What is exported: NFC, Đ look-alikes mended, invisible characters gone, one blank for many.
    pub export: String,
    /// `export` in one spelling of tone marks, i/y, quotes and dashes.
    pub norm: String,
    /// `norm` in lower case, byte for byte: a letter whose lower case has another length (none of
    /// Vietnamese) stays as it is.
    pub lower: String,
    /// Where `norm` and `export` go apart, in order: a **byte** of `norm`, and the byte of `export` under it;
    /// up to the next they go on side by side.
    pub shifts: Vec<(usize, usize)>,
    /// The paragraphs: kind, and the **byte** range in `norm` (the `\n` between two is in neither).
    pub blocks: Vec<(BlockKind, Range<usize>)>,
    /// As [`Article::title`], in the exported spelling.
    pub title: Option<String>,
    /// As [`Article::published`].
    pub published: Option<String>,
    /// As [`Article::byline`], in the exported spelling.
    pub byline: Option<String>,
}

// ------------------------------------------------------------------------------------------------
// extract → index, show: the contract

/// One article and its facts: one line of NDJSON.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Record {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// [`RULES_VERSION`].
    pub rules_version: String,
    /// [`Page::id`].
    pub id: String,
    /// Where the article came from.
    pub source: Source,
    /// The title; null where the input has none.
    pub title: Option<String>,
    /// RFC 3339 in +07:00, or a plain date, or null.
    pub published: Option<String>,
    /// The writers; null where unknown.
    pub byline: Option<String>,
    /// The article's own text, title first, paragraphs split by `\n`.
    pub text: String,
    /// Where the report is set; null where the text does not say.
    pub province: Option<Province>,
    /// Id of the article that this one repeats.
    pub duplicate_of: Option<String>,
    /// What took place.
    pub events: Vec<Event>,
    /// The localities and organisations that the text names.
    pub units: Vec<Unit>,
    /// The persons named with a position or an honorific of office.
    pub officials: Vec<Official>,
    /// The calendar expressions, by value.
    pub dates: Vec<Date>,
    /// The awards, one entry a count or group of names.
    pub awards: Vec<Award>,
    /// The yearly task ratings.
    pub ratings: Vec<Rating>,
    /// The corrections of the article and what became of them; absent without any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<correction::Outcome>,
}

/// A province as called on the publication date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Province {
    /// Without its kind word: `Huế`, `Hà Tĩnh`.
    pub name: String,
    /// Official code; null where the name is none of the gazetteer's on that day.
    pub code: Option<String>,
}

/// Something that took place, as the article tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Event {
    /// review, signing, launch, award, selection, contest, anniversary or meeting.
    pub kind: String,
    /// `YYYY-MM-DD`, or an interval, or null.
    pub date: Option<String>,
    /// morning, noon, afternoon, evening or null.
    pub session: Option<String>,
    /// Who held it.
    pub organizer: Option<String>,
    /// Where it was held.
    pub place: Option<String>,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Name of the rule that read it.
    pub rule: String,
}

/// A span of [`Record::text`], in code points, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
}

/// A locality or an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unit {
    /// Its fullest form in the article, with its locality where the text gives it.
    pub name: String,
    /// province, district, commune, village, government, party, front, school, health, police,
    /// army, court, enterprise, cooperative, association, cluster, media or other.
    pub kind: String,
    /// 1, 2 or 3 of the gazetteer; null where unresolved or ambiguous.
    pub level: Option<u8>,
    /// Code of the gazetteer.
    pub code: Option<String>,
    /// Third part of the gazetteer's key: when the unit came into force; null for since before.
    pub valid_from: Option<String>,
    /// Name of its province.
    pub province: Option<String>,
    /// Where it is named.
    pub mentions: Vec<Mention>,
    /// Name of the rule that read it.
    pub rule: String,
}

/// A person named with a position, a rank, or an honorific of office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Official {
    /// The name alone, without honorific, academic title or rank.
    pub name: String,
    /// The rarer spellings.
    pub variants: Vec<String>,
    /// All that the article gives to the person, abbreviations expanded.
    pub positions: Vec<String>,
    /// Where the person is named.
    pub mentions: Vec<Mention>,
    /// Name of the rule that read it.
    pub rule: String,
}

/// A calendar expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Date {
    /// As written.
    pub text: String,
    /// `2023-02-21`, `2023-06`, `2023`, or an ISO 8601 interval.
    pub value: String,
    /// day, month, quarter, year or interval.
    pub grain: String,
    /// The parts that the text leaves out: day, month, year.
    pub inferred: Vec<String>,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Name of the rule that read it.
    pub rule: String,
}

/// One count, or group of names, of an award.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Award {
    /// Slug of the award.
    pub award: String,
    /// Class, degree or years.
    pub class: Option<String>,
    /// Who confers or decides it, as the article names it.
    pub authority: Option<String>,
    /// state, assembly, government, ministry, province, district, commune, organization or null.
    pub level: Option<String>,
    /// collective, individual, household or null.
    pub recipient: Option<String>,
    /// How many are conferred.
    pub count: Option<u64>,
    /// The names, where given.
    pub recipients: Vec<String>,
    /// conferred or proposed.
    pub status: String,
    /// The year or years of merit.
    pub years: Vec<u16>,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// The sentence that holds `start`.
    pub sentence: String,
    /// Name of the rule that read it.
    pub rule: String,
}

/// A yearly task rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rating {
    /// excellent, good, completed or failed.
    pub rating: String,
    /// agency, locality, party, individual, collective or null.
    pub recipient: Option<String>,
    /// How many.
    pub count: Option<u64>,
    /// The years rated.
    pub years: Vec<u16>,
    /// First code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Name of the rule that read it.
    pub rule: String,
}

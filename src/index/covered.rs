//! What articles cover as columns, so that coverage reads no record.

use super::facts::{Attribute, Flat, Number, Texts};
use super::reader::{Address, Reader};
use super::schema::numbers;
use super::{Error, Result};
use crate::model::fact::{Covered, place_of_key};
use rustc_hash::FxHashMap;
use serde_json::json;
use smallvec::SmallVec;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::{Field, SchemaBuilder, TextOptions};
use tantivy::tokenizer::RAW_TOKENIZER_NAME;
use tantivy::{DocId, SegmentReader, TantivyDocument};

/// The columns of [`Covered`].
const PLACES: &str = "covers";
const REPORTED: &str = "reported";
const UNPLACED: &str = "unplaced";
const UNPLACED_IN: &str = "unplaced_in";

/// The columns of where awards are counted, by levels.
const SPOTS: [Attribute; 3] = [Attribute::Province, Attribute::District, Attribute::Commune];

/// The fields of the columns.
#[derive(Clone)]
pub(super) struct CoveredFields {
    places: Field,
    reported: Field,
    unplaced: Field,
    unplaced_in: Field,
}

impl CoveredFields {
    pub fn new(builder: &mut SchemaBuilder) -> Self {
        let mut text =
            |name: &str| builder.add_text_field(name, TextOptions::default().set_fast(RAW_TOKENIZER_NAME));
        let (places, reported, unplaced_in) = (text(PLACES), text(REPORTED), text(UNPLACED_IN));
        Self { places, reported, unplaced: text(UNPLACED), unplaced_in }
    }

    pub fn fill(&self, doc: &mut TantivyDocument, covered: &Covered) {
        covered.places.iter().for_each(|key| doc.add_text(self.places, key));
        doc.add_text(self.reported, &covered.reported);
        for unplaced in &covered.unplaced {
            doc.add_text(self.unplaced, json!(unplaced).to_string());
        }
        covered.unplaced_in.iter().for_each(|key| doc.add_text(self.unplaced_in, key));
    }
}

/// An article as coverage counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The article.
    pub article: Address,
    /// Its id as a number.
    pub id: u64,
    /// When it was published, as a number that orders like it; `u64::MAX` for never.
    pub moment: u64,
    /// The day that it is dated by, by its number in [`Reports::days`].
    pub day: u32,
    /// What it covers, by numbers in [`Reports::places`].
    pub places: SmallVec<[u32; 6]>,
    /// Where its conferred awards are counted, and how many there.
    pub awards: SmallVec<[(u32, u64); 4]>,
    /// Whether it names what could not be placed: [`Reader::unplaced`] tells.
    pub unplaced: bool,
    /// The provinces in which these may lie, by numbers in [`Reports::places`].
    pub unplaced_in: SmallVec<[u32; 2]>,
}

/// The articles as coverage counts them.
#[derive(Debug, Default)]
pub struct Reports {
    /// Every article that is no copy.
    pub rows: Vec<Report>,
    /// The days met: [`Covered::reported`].
    pub days: Vec<String>,
    /// The keys met, of units of every level.
    pub places: Vec<String>,
}

impl Reader {
    /// What the articles cover that are no copies: units of some levels (1 province, 2 district, 3 commune).
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn reports(&self, levels: &[u8]) -> Result<Reports> {
        let copies = self.copies()?;
        self.guarded(|| {
            let mut reports = Reports::default();
            let (mut days, mut places) = (FxHashMap::default(), FxHashMap::default());
            for (ord, segment) in (0..).zip(self.searcher.segment_readers()) {
                let mut columns = Columns::new(segment, levels).map_err(|e| self.of(e))?;
                let io = |e| Error::io(&self.folder, e);
                columns.reported.number_all(&mut days, &mut reports.days).map_err(io)?;
                for texts in [&mut columns.places].into_iter().chain(&mut columns.spots) {
                    texts.number_all(&mut places, &mut reports.places).map_err(io)?;
                }
                for doc in segment.doc_ids_alive() {
                    let article = Address(tantivy::DocAddress::new(ord, doc));
                    if !copies.is_copy(article) {
                        let mut known = Known { days: &mut days, places: &mut places, reports: &mut reports };
                        let report = columns.report(article, &mut known);
                        reports.rows.push(report.map_err(|e| Error::io(&self.folder, e))?);
                    }
                }
            }
            Ok(reports)
        })
    }

    /// The localities that articles name and that could not be placed.
    pub fn unplaced(&self) -> Result<TextColumn<'_>> {
        self.texts(UNPLACED)
    }

    /// When articles were published, as their records say.
    pub fn publications(&self) -> Result<TextColumn<'_>> {
        self.texts("published")
    }

    /// The ids of articles.
    pub fn ids(&self) -> Result<TextColumn<'_>> {
        self.texts("id")
    }

    fn texts(&self, name: &str) -> Result<TextColumn<'_>> {
        self.guarded(|| {
            let columns = self.searcher.segment_readers().iter();
            let columns = columns.map(|segment| segment.fast_fields().str(name).map_err(|e| self.of(e)));
            Ok(TextColumn { reader: self, columns: columns.collect::<Result<_>>()? })
        })
    }
}

/// A column of texts, open for asking of one article after the other.
pub struct TextColumn<'r> {
    reader: &'r Reader,
    /// Of each segment.
    columns: Vec<Option<StrColumn>>,
}

impl TextColumn<'_> {
    /// Each text of an article.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn all(&self, Address(at): Address) -> Result<Vec<String>> {
        let Some(column) = self.columns.get(at.segment_ord as usize).and_then(Option::as_ref) else {
            return Ok(Vec::new());
        };
        self.reader.guarded(|| {
            let text = |ord| {
                let mut text = String::new();
                column.ord_to_str(ord, &mut text).map_err(|e| Error::io(&self.reader.folder, e))?;
                Ok(text)
            };
            column.term_ords(at.doc_id).map(text).collect()
        })
    }

    /// [`TextColumn::all`], each read as JSON.
    ///
    /// # Errors
    /// As [`TextColumn::all`], and when one is no such JSON.
    pub fn read<T: serde::de::DeserializeOwned>(&self, article: Address) -> Result<Vec<T>> {
        let read = |text: &String| {
            serde_json::from_str(text).map_err(|error| Error::damaged(&self.reader.folder, error))
        };
        self.all(article)?.iter().map(read).collect()
    }

    /// The one text of an article; none where it is empty.
    ///
    /// # Errors
    /// As [`TextColumn::all`].
    pub fn one(&self, article: Address) -> Result<Option<String>> {
        Ok(self.all(article)?.into_iter().next().filter(|text| !text.is_empty()))
    }
}

/// The values met so far, with their numbers.
struct Known<'k> {
    days: &'k mut FxHashMap<String, u32>,
    places: &'k mut FxHashMap<String, u32>,
    reports: &'k mut Reports,
}

/// The columns of one segment.
struct Columns<'l> {
    levels: &'l [u8],
    id: Column<u64>,
    moment: Column<u64>,
    reported: Texts,
    places: Texts,
    unplaced: Texts,
    unplaced_in: Texts,
    /// Places of an article's facts.
    facts: Column<u64>,
    status: Texts,
    count: Flat,
    spots: Vec<Texts>,
    /// The values of status.
    statuses: (FxHashMap<String, u32>, Vec<String>),
    /// Of every place met its level; 0 for what is no place.
    level_of: Vec<u8>,
}

impl<'l> Columns<'l> {
    fn new(segment: &SegmentReader, levels: &'l [u8]) -> tantivy::Result<Self> {
        let spots = SPOTS.iter().zip(1_u8..).filter(|(_, level)| levels.contains(level));
        let spots = spots.map(|(spot, _)| Texts::new(segment, spot.name()));
        Ok(Self {
            levels,
            id: numbers(segment, "number")?,
            moment: numbers(segment, "moment")?,
            reported: Texts::new(segment, REPORTED)?,
            places: Texts::new(segment, PLACES)?,
            unplaced: Texts::new(segment, UNPLACED)?,
            unplaced_in: Texts::new(segment, UNPLACED_IN)?,
            facts: numbers(segment, Number::At.name())?,
            status: Texts::new(segment, Attribute::Status.name())?,
            count: Flat::new(segment, Number::Count.name())?,
            spots: spots.collect::<tantivy::Result<_>>()?,
            statuses: Default::default(),
            level_of: Vec::new(),
        })
    }

    fn report(&mut self, article: Address, known: &mut Known) -> std::io::Result<Report> {
        let doc = article.0.doc_id;
        let mut report = Report {
            article,
            id: self.id.first(doc).unwrap_or_default(),
            moment: self.moment.first(doc).unwrap_or(u64::MAX),
            day: 0,
            places: SmallVec::new(),
            awards: SmallVec::new(),
            unplaced: !self.unplaced.range(doc).is_empty(),
            unplaced_in: SmallVec::new(),
        };
        for at in self.reported.range(doc) {
            report.day = self.reported.number(at, known.days, &mut known.reports.days)?;
        }
        for at in self.places.range(doc) {
            let place = self.places.number(at, known.places, &mut known.reports.places)?;
            if self.is_asked(place, &known.reports.places) {
                report.places.push(place);
            }
        }
        for at in self.unplaced_in.range(doc) {
            let place = self.unplaced_in.number(at, known.places, &mut known.reports.places)?;
            report.unplaced_in.push(place);
        }
        self.awards(doc, known, &mut report)?;
        Ok(report)
    }

    fn awards(&mut self, doc: DocId, known: &mut Known, report: &mut Report) -> std::io::Result<()> {
        for at in self.facts.index.value_row_ids(doc) {
            let (numbers, values) = &mut self.statuses;
            let status = self.status.number(at, numbers, values)?;
            let count = self.count.at(at).saturating_sub(1);
            if count == 0 || values.get(status as usize).is_none_or(|status| status != "conferred") {
                continue;
            }
            for nth in 0..self.spots.len() {
                let place = self.spots[nth].number(at, known.places, &mut known.reports.places)?;
                if !self.is_asked(place, &known.reports.places) {
                    continue;
                }
                match report.awards.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, sum)) => *sum = sum.saturating_add(count),
                    None => report.awards.push((place, count)),
                }
            }
        }
        Ok(())
    }

    /// Whether a value is a unit of a level asked for, and not `several` or `unplaced`.
    fn is_asked(&mut self, place: u32, places: &[String]) -> bool {
        let known = self.level_of.len();
        self.level_of
            .extend(places[known..].iter().map(|key| place_of_key(key).map_or(0, |(level, ..)| level)));
        self.level_of.get(place as usize).is_some_and(|level| self.levels.contains(level))
    }
}

//! The awards of articles as columns, for conditions on one award and for counting many.
//!
//! Every column has as many values for an article as the article has [`Fact`]s, in their order, so that the
//! n-th values of all columns are the n-th fact. "" and 0 stand for what is not known.

use super::reader::{Address, Matches, Reader};
use super::schema::numbers;
use super::{Condition, Error, Result};
use crate::model::fact::Fact;
use crate::model::{Award, Record};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{FAST, Field, SchemaBuilder, TextOptions};
use tantivy::tokenizer::RAW_TOKENIZER_NAME;
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyDocument};

/// What an award is told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attribute {
    /// Slug of the award.
    Award,
    /// Class, degree or years.
    Class,
    /// Level of the authority.
    Level,
    /// The authority as the article names it.
    Authority,
    /// Kind of recipient.
    Recipient,
    /// conferred or proposed.
    Status,
    /// Key of the province, `several` or `unplaced`.
    Province,
    /// Key of the district.
    District,
    /// Key of the commune.
    Commune,
    /// Kind of the units that receive it.
    Kind,
    /// Host of the article's page.
    Site,
    /// Key of the authority's locality.
    Seat,
}

/// All of them, in the order of their columns.
const ATTRIBUTES: [(Attribute, &str); 12] = [
    (Attribute::Award, "fact_award"),
    (Attribute::Class, "fact_class"),
    (Attribute::Level, "fact_level"),
    (Attribute::Authority, "fact_authority"),
    (Attribute::Recipient, "fact_recipient"),
    (Attribute::Status, "fact_status"),
    (Attribute::Province, "fact_province"),
    (Attribute::District, "fact_district"),
    (Attribute::Commune, "fact_commune"),
    (Attribute::Kind, "fact_kind"),
    (Attribute::Site, "fact_site"),
    (Attribute::Seat, "fact_seat"),
];

/// A number of an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Number {
    /// Its place in the record's awards.
    At,
    /// How many, and one more; 0 where the text does not say.
    Count,
    /// The year that it is counted for.
    Year,
    /// The month, `202303`.
    Month,
    /// Day of its event, `20230330`.
    Day,
    /// What two reports of one award have in common.
    Same,
    /// Hash of the recipients' names.
    Names,
    /// The day that it is dated by, as [`Fact::date`].
    Date,
}

const NUMBERS: [(Number, &str); 8] = [
    (Number::At, "fact_at"),
    (Number::Count, "fact_count"),
    (Number::Year, "fact_year"),
    (Number::Month, "fact_month"),
    (Number::Day, "fact_day"),
    (Number::Same, "fact_same"),
    (Number::Names, "fact_names"),
    (Number::Date, "fact_date"),
];

/// The fields of the columns.
#[derive(Clone)]
pub(super) struct FactFields {
    attributes: [Field; ATTRIBUTES.len()],
    numbers: [Field; NUMBERS.len()],
}

impl FactFields {
    pub fn new(builder: &mut SchemaBuilder) -> Self {
        let text = || TextOptions::default().set_fast(RAW_TOKENIZER_NAME);
        Self {
            attributes: ATTRIBUTES.map(|(_, name)| builder.add_text_field(name, text())),
            numbers: NUMBERS.map(|(_, name)| builder.add_u64_field(name, FAST)),
        }
    }

    pub fn fill(&self, doc: &mut TantivyDocument, record: &Record, facts: &[Fact]) {
        for fact in facts {
            let Some(award) = record.awards.get(fact.award) else { continue };
            for (field, (attribute, _)) in self.attributes.iter().zip(ATTRIBUTES) {
                doc.add_text(*field, attribute.of(record, award, fact));
            }
            for (field, (number, _)) in self.numbers.iter().zip(NUMBERS) {
                doc.add_u64(*field, number.of(fact));
            }
        }
    }
}

impl Attribute {
    pub(super) fn name(self) -> &'static str {
        ATTRIBUTES[self as usize].1
    }

    fn of<'r>(self, record: &'r Record, award: &'r Award, fact: &'r Fact) -> &'r str {
        let [province, district, commune] = &fact.spots;
        match self {
            Attribute::Award => &award.award,
            Attribute::Class => award.class.as_deref().unwrap_or_default(),
            Attribute::Level => award.level.as_deref().unwrap_or_default(),
            Attribute::Authority => award.authority.as_deref().unwrap_or_default(),
            Attribute::Recipient => award.recipient.as_deref().unwrap_or_default(),
            Attribute::Status => &award.status,
            Attribute::Province => province.text(),
            Attribute::District => district.text(),
            Attribute::Commune => commune.text(),
            Attribute::Kind => fact.kind.as_deref().unwrap_or_default(),
            Attribute::Site => record.source.site.as_deref().unwrap_or_default(),
            Attribute::Seat => fact.seat.as_deref().unwrap_or_default(),
        }
    }
}

impl Number {
    pub(super) fn name(self) -> &'static str {
        NUMBERS[self as usize].1
    }

    fn of(self, fact: &Fact) -> u64 {
        match self {
            Number::At => fact.award as u64,
            Number::Count => fact.count.map_or(0, |count| count.saturating_add(1)),
            Number::Year => u64::from(fact.year.unwrap_or_default()),
            Number::Month => u64::from(fact.month.unwrap_or_default()),
            Number::Day => fact.same.map_or(0, |same| u64::from(same.day)),
            Number::Same => fact.same.map_or(0, |same| same.key),
            Number::Names => fact.same.map_or(0, |same| same.names),
            Number::Date => u64::from(fact.date.unwrap_or_default()),
        }
    }
}

/// What one award must satisfy, all of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FactCondition {
    /// The attribute is one of these.
    pub any_of: Vec<(Attribute, BTreeSet<String>)>,
    /// The number lies in the range.
    pub within: Vec<(Number, RangeInclusive<u64>)>,
}

impl FactCondition {
    /// Whether every award satisfies it.
    pub fn is_empty(&self) -> bool {
        self.any_of.is_empty() && self.within.is_empty()
    }
}

/// A fact as counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The article.
    pub article: Address,
    /// When the article was published, as a number that orders like it; `u64::MAX` for never.
    pub moment: u64,
    /// The article's id as a number.
    pub id: u64,
    /// The award's place in the record.
    pub award: u32,
    /// How many; 0 where the text does not say.
    pub count: u64,
    /// The day that it is dated by, as [`Fact::date`]; 0 for none.
    pub date: u32,
    /// The year it is counted for; 0 for none.
    pub year: u32,
    /// The month; 0 for none.
    pub month: u32,
    /// The day of its event; 0 where nothing tells the award from others.
    pub day: u32,
    /// What other reports of the award have in common with this.
    pub same: u64,
    /// Hash of the names of the recipients; 0 for none.
    pub names: u64,
    /// The values of the attributes asked for, by their numbers in [`Facts::values`].
    pub values: SmallVec<[u32; 3]>,
}

/// The facts of articles.
#[derive(Debug, Default)]
pub struct Facts {
    /// Article by article.
    pub rows: Vec<Row>,
    /// For each attribute asked for the values met, "" for none.
    pub values: Vec<Vec<String>>,
}

impl Reader {
    /// The facts with a count that satisfy `wanted`, of the articles that satisfy `condition` and are no
    /// copies, with the values of some attributes.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn facts(
        &self,
        condition: &Condition,
        wanted: &FactCondition,
        attributes: &[Attribute],
    ) -> Result<Facts> {
        let mut counted = wanted.clone();
        counted.within.push((Number::Count, 1..=u64::MAX));
        self.all_facts(condition, &counted, attributes)
    }

    /// [`Reader::facts`], those without a count as well.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn all_facts(
        &self,
        condition: &Condition,
        wanted: &FactCondition,
        attributes: &[Attribute],
    ) -> Result<Facts> {
        let copies = self.copies()?;
        let articles = self.all(condition, super::Order::Any)?;
        self.guarded(|| {
            let mut facts = Facts { values: vec![Vec::new(); attributes.len()], ..Facts::default() };
            let mut known: Vec<FxHashMap<String, u32>> = vec![FxHashMap::default(); attributes.len()];
            for group in articles.chunk_by(|a, b| a.0.segment_ord == b.0.segment_ord) {
                let segment = self.searcher.segment_reader(group[0].0.segment_ord);
                let of = |e| self.of(e);
                let mut tests = Tests::new(segment, wanted).map_err(of)?;
                let columns = Numbers::new(segment).map_err(of)?;
                let mut texts = Vec::new();
                for (attribute, (numbers, values)) in
                    attributes.iter().zip(known.iter_mut().zip(&mut facts.values))
                {
                    texts.push((Texts::new(segment, attribute.name()).map_err(of)?, numbers, values));
                }
                for article in group.iter().filter(|article| !copies.is_copy(**article)) {
                    let doc = article.0.doc_id;
                    for at in columns.range(doc) {
                        if !tests.pass(at).map_err(|e| Error::io(&self.folder, e))? {
                            continue;
                        }
                        let mut values = SmallVec::new();
                        for (texts, numbers, known) in &mut texts {
                            let number = texts.number(at, numbers, known);
                            values.push(number.map_err(|e| Error::io(&self.folder, e))?);
                        }
                        facts.rows.push(columns.row(*article, at, values));
                    }
                }
            }
            Ok(facts)
        })
    }
}

impl Reader {
    /// For each match the sum of the counts of its awards that satisfy one of the conditions.
    pub(super) fn counts(&self, matches: &Matches, wanted: &[FactCondition]) -> Result<Vec<u64>> {
        let mut segments = Vec::new();
        for segment in self.searcher.segment_readers() {
            let tests =
                wanted.iter().map(|one| Tests::new(segment, one)).collect::<tantivy::Result<Vec<_>>>();
            let count = Flat::new(segment, Number::Count.name()).map_err(|e| self.of(e))?;
            segments.push((tests.map_err(|e| self.of(e))?, count));
        }
        let mut sums = Vec::new();
        for Address(at) in matches.addresses() {
            let (tests, count) = &mut segments[at.segment_ord as usize];
            let mut sum = 0_u64;
            for row in count.0.index.value_row_ids(at.doc_id) {
                for test in tests.iter_mut() {
                    if test.pass(row).map_err(|e| Error::io(&self.folder, e))? {
                        sum = sum.saturating_add(count.at(row).saturating_sub(1));
                        break;
                    }
                }
            }
            sums.push(sum);
        }
        Ok(sums)
    }
}

/// The articles one of whose awards satisfies a condition.
#[derive(Debug, Clone)]
pub(super) struct FactQuery(pub(super) FactCondition);

impl Query for FactQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for FactQuery {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut tests = Tests::new(segment, &self.0)?;
        let mut found = BitSet::with_max_value(segment.max_doc());
        for doc in 0..segment.max_doc() {
            if tests.any(doc)? {
                found.insert(doc);
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("an award satisfies it", 1.0))
    }
}

/// A column of numbers whose values are asked for by their place in the whole column.
pub(super) struct Flat(Column<u64>);

impl Flat {
    pub fn new(segment: &SegmentReader, name: &str) -> tantivy::Result<Self> {
        numbers(segment, name).map(Flat)
    }

    pub fn at(&self, at: u32) -> u64 {
        self.0.values.get_val(at)
    }
}

/// The columns of numbers of one segment.
struct Numbers {
    at: Flat,
    count: Flat,
    year: Flat,
    month: Flat,
    day: Flat,
    same: Flat,
    names: Flat,
    date: Flat,
    moment: Column<u64>,
    id: Column<u64>,
}

impl Numbers {
    fn new(segment: &SegmentReader) -> tantivy::Result<Self> {
        let flat = |number: Number| Flat::new(segment, number.name());
        Ok(Self {
            at: flat(Number::At)?,
            count: flat(Number::Count)?,
            year: flat(Number::Year)?,
            month: flat(Number::Month)?,
            day: flat(Number::Day)?,
            same: flat(Number::Same)?,
            names: flat(Number::Names)?,
            date: flat(Number::Date)?,
            moment: numbers(segment, "moment")?,
            id: numbers(segment, "number")?,
        })
    }

    /// The places of an article's facts in the columns.
    fn range(&self, doc: DocId) -> std::ops::Range<u32> {
        self.at.0.index.value_row_ids(doc)
    }

    fn row(&self, article: Address, at: u32, values: SmallVec<[u32; 3]>) -> Row {
        let doc = article.0.doc_id;
        let short = |flat: &Flat| flat.at(at) as u32;
        Row {
            article,
            moment: self.moment.first(doc).unwrap_or(u64::MAX),
            id: self.id.first(doc).unwrap_or_default(),
            award: short(&self.at),
            count: self.count.at(at).saturating_sub(1),
            date: short(&self.date),
            year: short(&self.year),
            month: short(&self.month),
            day: short(&self.day),
            same: self.same.at(at),
            names: self.names.at(at),
            values,
        }
    }
}

fn numbered(text: String, numbers: &mut FxHashMap<String, u32>, values: &mut Vec<String>) -> u32 {
    *numbers.entry(text).or_insert_with_key(|text| {
        values.push(text.clone());
        values.len() as u32 - 1
    })
}

/// A column of texts of one segment, whose values get numbers that hold for all segments.
pub(super) struct Texts {
    column: Option<StrColumn>,
    known: Vec<Option<u32>>,
}

impl Texts {
    pub fn new(segment: &SegmentReader, name: &str) -> tantivy::Result<Self> {
        let column = segment.fast_fields().str(name)?;
        let terms = column.as_ref().map_or(0, |column| column.num_terms());
        Ok(Self { column, known: vec![None; terms] })
    }

    /// The places of an article's values in the column.
    pub fn range(&self, doc: DocId) -> std::ops::Range<u32> {
        self.column.as_ref().map_or(0..0, |column| column.ords().index.value_row_ids(doc))
    }

    /// Gives all values of the column their numbers at once: many times faster than one by one.
    pub fn number_all(
        &mut self,
        numbers: &mut FxHashMap<String, u32>,
        values: &mut Vec<String>,
    ) -> std::io::Result<()> {
        let Some(column) = &self.column else { return Ok(()) };
        let mut terms = column.dictionary().stream()?;
        let mut at = 0;
        while terms.advance() {
            let text = String::from_utf8_lossy(terms.key()).into_owned();
            self.known[at] = Some(numbered(text, numbers, values));
            at += 1;
        }
        Ok(())
    }

    /// The number of the value at a place of the column; a value that is met first gets the next one.
    pub fn number(
        &mut self,
        at: u32,
        numbers: &mut FxHashMap<String, u32>,
        values: &mut Vec<String>,
    ) -> std::io::Result<u32> {
        let Some(column) = &self.column else { return Ok(0) };
        let ord = column.ords().values.get_val(at);
        if let Some(known) = self.known[ord as usize] {
            return Ok(known);
        }
        let mut text = String::new();
        column.ord_to_str(ord, &mut text)?;
        let number = numbered(text, numbers, values);
        self.known[ord as usize] = Some(number);
        Ok(number)
    }
}

/// A column of texts and the values that pass.
struct TextTest<'c> {
    column: StrColumn,
    values: &'c BTreeSet<String>,
    /// Of each value of the column whether it passes, once it was asked.
    known: Vec<Option<bool>>,
}

impl TextTest<'_> {
    fn pass(&mut self, at: u32) -> std::io::Result<bool> {
        let ord = self.column.ords().values.get_val(at);
        if let Some(passes) = self.known[ord as usize] {
            return Ok(passes);
        }
        let mut text = String::new();
        self.column.ord_to_str(ord, &mut text)?;
        Ok(*self.known[ord as usize].insert(self.values.contains(&text)))
    }
}

/// A [`FactCondition`] over the columns of one segment.
pub(super) struct Tests<'c> {
    texts: Vec<TextTest<'c>>,
    numbers: Vec<(Flat, &'c RangeInclusive<u64>)>,
    /// There are no facts in the segment.
    empty: bool,
    /// Where the facts of an article stand.
    rows: Column<u64>,
}

impl<'c> Tests<'c> {
    pub fn new(segment: &SegmentReader, condition: &'c FactCondition) -> tantivy::Result<Self> {
        let mut tests = Self {
            texts: Vec::new(),
            numbers: Vec::new(),
            empty: false,
            rows: numbers(segment, Number::At.name())?,
        };
        for (attribute, values) in &condition.any_of {
            match segment.fast_fields().str(attribute.name())? {
                Some(column) => {
                    let known = vec![None; column.num_terms()];
                    tests.texts.push(TextTest { column, values, known });
                }
                None => tests.empty = true,
            }
        }
        for (number, range) in &condition.within {
            tests.numbers.push((Flat::new(segment, number.name())?, range));
        }
        Ok(tests)
    }

    /// Whether the fact at this place of the columns passes.
    pub fn pass(&mut self, at: u32) -> std::io::Result<bool> {
        if self.empty || !self.numbers.iter().all(|(column, range)| range.contains(&column.at(at))) {
            return Ok(false);
        }
        for text in &mut self.texts {
            if !text.pass(at)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether one of an article's facts passes.
    pub fn any(&mut self, doc: DocId) -> std::io::Result<bool> {
        for at in self.rows.index.value_row_ids(doc) {
            if self.pass(at)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

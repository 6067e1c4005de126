//! How many articles of an answer have which value: counted from columns, no record is read.

use super::facts::{Attribute, FactCondition, Flat, Number, Tests};
use super::reader::{Matches, Reader};
use super::schema::numbers;
use super::{Error, Result};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::{DocId, SegmentReader};

/// What articles are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Slug of an award.
    Award,
    /// Level of an authority.
    Level,
    /// Kind of recipient.
    Recipient,
    /// conferred or proposed.
    Status,
    /// The province: name of the article's; with a condition on awards the key of theirs.
    Province,
    /// Host of the page.
    Site,
    /// Kind of an event.
    Event,
}

/// Facets, and the attribute of awards or the column of articles that holds their values.
const COLUMNS: [(Facet, Option<Attribute>, &str); 7] = [
    (Facet::Award, Some(Attribute::Award), ""),
    (Facet::Level, Some(Attribute::Level), ""),
    (Facet::Recipient, Some(Attribute::Recipient), ""),
    (Facet::Status, Some(Attribute::Status), ""),
    (Facet::Province, Some(Attribute::Province), "province"),
    (Facet::Site, None, "site"),
    (Facet::Event, None, "event"),
];

/// Numbers of articles. An article counts once for a value, however often it has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// For each facet its values with their articles, in no order.
    pub values: Vec<(Facet, Vec<(String, u64)>)>,
    /// By year: of publication; with a condition on awards, that of the awards. So are the months.
    pub years: Vec<(u32, u64)>,
    /// By month, `202303`.
    pub months: Vec<(u32, u64)>,
    /// Articles without a month.
    pub undated: u64,
}

impl Reader {
    /// Counts the articles found. With `wanted`, attributes are those of the awards that satisfy one of the
    /// conditions, and province, year and month are those of these awards.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn facets(&self, matches: &Matches, wanted: &[FactCondition]) -> Result<Facets> {
        self.guarded(|| {
            let mut articles: Vec<_> = matches.addresses().collect();
            articles.sort_unstable();
            let of_awards = !wanted.is_empty();
            let mut totals: Vec<FxHashMap<String, u64>> = vec![FxHashMap::default(); COLUMNS.len()];
            let (mut years, mut months) = (FxHashMap::default(), FxHashMap::default());
            let mut undated = 0;
            for group in articles.chunk_by(|a, b| a.0.segment_ord == b.0.segment_ord) {
                let segment = self.searcher.segment_reader(group[0].0.segment_ord);
                let docs: Vec<DocId> = group.iter().map(|address| address.0.doc_id).collect();
                let mut counted = Segment::new(segment, &docs, wanted).map_err(|e| self.of(e))?;
                let io = |e| Error::io(&self.folder, e);
                let passing = if of_awards { Some(counted.passing(&docs).map_err(io)?) } else { None };
                for (total, column) in totals.iter_mut().zip(COLUMNS) {
                    let values = counted.values(segment, column, of_awards).map_err(|e| self.of(e))?;
                    if let Some(mut values) = values {
                        values.count(&docs, passing.as_deref());
                        values.add(total).map_err(io)?;
                    }
                }
                let dated = counted.dates(segment, &docs, passing.as_deref()).map_err(|e| self.of(e))?;
                for (of_year, of_month) in dated {
                    undated += u64::from(of_month.is_empty());
                    of_year.into_iter().for_each(|year| *years.entry(year).or_default() += 1);
                    of_month.into_iter().for_each(|month| *months.entry(month).or_default() += 1);
                }
            }
            let ordered = |map: FxHashMap<u32, u64>| {
                let mut all: Vec<_> = map.into_iter().collect();
                all.sort_unstable();
                all
            };
            let values = COLUMNS.iter().zip(totals);
            let values = values.map(|(column, total)| (column.0, total.into_iter().collect())).collect();
            Ok(Facets { values, years: ordered(years), months: ordered(months), undated })
        })
    }
}

/// Distinct years and months of one article: nearly always one.
type Dates = (smallvec::SmallVec<[u32; 2]>, smallvec::SmallVec<[u32; 2]>);

/// The columns of one segment.
struct Segment<'c> {
    /// Where the facts of an article stand.
    rows: Column<u64>,
    tests: Vec<Tests<'c>>,
    /// Whether so many articles are counted that columns are read whole.
    whole: bool,
}

impl<'c> Segment<'c> {
    fn new(segment: &SegmentReader, docs: &[DocId], wanted: &'c [FactCondition]) -> tantivy::Result<Self> {
        let tests = wanted.iter().map(|one| Tests::new(segment, one)).collect::<tantivy::Result<_>>()?;
        let rows = numbers(segment, Number::At.name())?;
        Ok(Self { rows, tests, whole: docs.len() * 8 > segment.max_doc() as usize })
    }

    /// The rows of each article that satisfy a condition.
    fn passing(&mut self, docs: &[DocId]) -> std::io::Result<Vec<Vec<u32>>> {
        let mut all = Vec::with_capacity(docs.len());
        for doc in docs {
            let mut rows = Vec::new();
            for at in self.rows.index.value_row_ids(*doc) {
                for test in &mut self.tests {
                    if test.pass(at)? {
                        rows.push(at);
                        break;
                    }
                }
            }
            all.push(rows);
        }
        Ok(all)
    }

    /// The column of a facet; none where the segment has no value.
    fn values(
        &self,
        segment: &SegmentReader,
        (_, attribute, name): (Facet, Option<Attribute>, &'static str),
        of_awards: bool,
    ) -> tantivy::Result<Option<Values>> {
        // The province is the article's as long as no award is asked for.
        let attribute = attribute.filter(|_| of_awards || name.is_empty());
        let name = attribute.map_or(name, Attribute::name);
        let Some(column) = segment.fast_fields().str(name)? else { return Ok(None) };
        Ok(Some(Values::new(column, attribute.is_some(), self.whole)))
    }

    fn dates(
        &self,
        segment: &SegmentReader,
        docs: &[DocId],
        passing: Option<&[Vec<u32>]>,
    ) -> tantivy::Result<Vec<Dates>> {
        let Some(passing) = passing else {
            let day = numbers(segment, "day")?;
            let date = |doc: &DocId| {
                let day = day.first(*doc).filter(|day| *day > 0).map(|day| day as u32);
                (
                    day.map(|day| day / 10_000).into_iter().collect(),
                    day.map(|day| day / 100).into_iter().collect(),
                )
            };
            return Ok(docs.iter().map(date).collect());
        };
        let (year, month) =
            (Flat::new(segment, Number::Year.name())?, Flat::new(segment, Number::Month.name())?);
        let distinct = |rows: &[u32], of: &Flat| {
            let mut all: smallvec::SmallVec<[u32; 2]> = rows.iter().map(|at| of.at(*at) as u32).collect();
            all.sort_unstable();
            all.dedup();
            all.retain(|value| *value > 0);
            all
        };
        Ok(passing.iter().map(|rows| (distinct(rows, &year), distinct(rows, &month))).collect())
    }
}

/// A column of texts of one segment, while its values are counted.
struct Values {
    column: StrColumn,
    /// Whether its values belong to awards.
    of_facts: bool,
    decoded: Option<Vec<u64>>,
    values: Arc<dyn ColumnValues<u64>>,
    /// For each value its articles, and one more than the last of them.
    counts: Vec<(u64, DocId)>,
}

impl Values {
    fn new(column: StrColumn, of_facts: bool, whole: bool) -> Self {
        let values = column.ords().values.clone();
        let decoded = whole.then(|| {
            let mut all = vec![0; values.num_vals() as usize];
            values.get_range(0, &mut all);
            all
        });
        let counts = vec![(0, 0); column.num_terms()];
        Self { column, of_facts, decoded, values, counts }
    }

    fn count(&mut self, docs: &[DocId], passing: Option<&[Vec<u32>]>) {
        let index = self.column.ords().index.clone();
        for (nth, doc) in docs.iter().enumerate() {
            match passing.filter(|_| self.of_facts) {
                Some(passing) => self.add_rows(*doc, passing[nth].iter().copied()),
                None => {
                    let rows: Range<u32> = index.value_row_ids(*doc);
                    self.add_rows(*doc, rows);
                }
            }
        }
    }

    fn add_rows(&mut self, doc: DocId, rows: impl Iterator<Item = u32>) {
        for at in rows {
            let ord = match &self.decoded {
                Some(all) => all[at as usize],
                None => self.values.get_val(at),
            };
            let (count, last) = &mut self.counts[ord as usize];
            if *last != doc + 1 {
                *last = doc + 1;
                *count += 1;
            }
        }
    }

    fn add(&self, total: &mut FxHashMap<String, u64>) -> std::io::Result<()> {
        let mut text = String::new();
        for (ord, (count, _)) in (0_u64..).zip(&self.counts).filter(|(_, (count, _))| *count > 0) {
            text.clear();
            self.column.ord_to_str(ord, &mut text)?;
            if !text.is_empty() {
                *total.entry(text.clone()).or_default() += count;
            }
        }
        Ok(())
    }
}

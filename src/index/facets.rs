//! How many articles of an answer have which value: counted from columns, no record is read.

use super::facts::{Attribute, FactCondition, Flat, Number, Tests};
use super::reader::{Address, Matches, Reader};
use super::schema::numbers;
use super::{Error, Result};
use rayon::prelude::*;
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
        let mut articles: Vec<_> = matches.addresses().collect();
        articles.sort_unstable();
        let groups: Vec<&[Address]> = articles.chunk_by(|a, b| a.0.segment_ord == b.0.segment_ord).collect();
        let counted: Vec<Counted> = groups
            .par_iter()
            .map(|group| self.guarded(|| self.counted(group, wanted)))
            .collect::<Result<_>>()?;
        let mut sum = Counted::default();
        counted.into_iter().for_each(|one| sum.add(one));
        let ordered = |map: FxHashMap<u32, u64>| {
            let mut all: Vec<_> = map.into_iter().collect();
            all.sort_unstable();
            all
        };
        let values = COLUMNS.iter().zip(sum.values);
        let values = values.map(|(column, total)| (column.0, total.into_iter().collect())).collect();
        Ok(Facets { values, years: ordered(sum.years), months: ordered(sum.months), undated: sum.undated })
    }

    /// Counts articles of one segment.
    fn counted(&self, group: &[Address], wanted: &[FactCondition]) -> Result<Counted> {
        let of_awards = !wanted.is_empty();
        let segment = self.searcher.segment_reader(group[0].0.segment_ord);
        let docs: Vec<DocId> = group.iter().map(|address| address.0.doc_id).collect();
        let mut columns = Segment::new(segment, &docs, wanted).map_err(|e| self.of(e))?;
        let io = |e| Error::io(&self.folder, e);
        let rows = columns.rows(&docs).map_err(io)?;
        let mut sum = Counted::default();
        for (total, column) in sum.values.iter_mut().zip(COLUMNS) {
            let values = columns.values(segment, column, of_awards).map_err(|e| self.of(e))?;
            if let Some(mut values) = values {
                values.count(&docs, &rows);
                values.add(total).map_err(io)?;
            }
        }
        let Counted { years, months, .. } = &mut sum;
        let mut add = |year: u32, month: u32| {
            for (map, value) in [(&mut *years, year), (&mut *months, month)] {
                if value > 0 {
                    *map.entry(value).or_insert(0) += 1;
                }
            }
        };
        let dated = if of_awards {
            columns.awarded(segment, &rows, &mut add)
        } else {
            columns.published(segment, &docs, &mut add)
        };
        sum.undated = dated.map_err(|e| self.of(e))?;
        Ok(sum)
    }
}

/// What is counted so far.
#[derive(Default)]
struct Counted {
    /// For each of [`COLUMNS`] its values.
    values: [FxHashMap<String, u64>; COLUMNS.len()],
    years: FxHashMap<u32, u64>,
    months: FxHashMap<u32, u64>,
    undated: u64,
}

impl Counted {
    fn add(&mut self, other: Counted) {
        for (sum, values) in self.values.iter_mut().zip(other.values) {
            values.into_iter().for_each(|(value, articles)| *sum.entry(value).or_default() += articles);
        }
        for (sum, days) in [(&mut self.years, other.years), (&mut self.months, other.months)] {
            days.into_iter().for_each(|(value, articles)| *sum.entry(value).or_default() += articles);
        }
        self.undated += other.undated;
    }
}

/// For each article its facts that count, by their places in the columns.
struct Rows {
    /// Where the places of an article begin and end.
    of_article: Vec<Range<u32>>,
    /// The places, where not all facts count; else an article's range is its places.
    passing: Option<Vec<u32>>,
}

impl Rows {
    fn each(&self, nth: usize, mut see: impl FnMut(u32)) {
        let range = self.of_article[nth].clone();
        match &self.passing {
            Some(places) => places[range.start as usize..range.end as usize].iter().for_each(|at| see(*at)),
            None => range.for_each(see),
        }
    }
}

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

    /// The facts of the articles: those that satisfy a condition, or all if there is none.
    fn rows(&mut self, docs: &[DocId]) -> std::io::Result<Rows> {
        let range = |doc: &DocId| self.rows.index.value_row_ids(*doc);
        if self.tests.is_empty() {
            return Ok(Rows { of_article: docs.iter().map(range).collect(), passing: None });
        }
        let (mut of_article, mut passing) = (Vec::with_capacity(docs.len()), Vec::new());
        for doc in docs {
            let from = passing.len() as u32;
            for at in self.rows.index.value_row_ids(*doc) {
                for test in &mut self.tests {
                    if test.pass(at)? {
                        passing.push(at);
                        break;
                    }
                }
            }
            of_article.push(from..passing.len() as u32);
        }
        Ok(Rows { of_article, passing: Some(passing) })
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

    /// Year and month of publication of each article; the number of those without.
    fn published(
        &self,
        segment: &SegmentReader,
        docs: &[DocId],
        add: &mut dyn FnMut(u32, u32),
    ) -> tantivy::Result<u64> {
        let day = numbers(segment, "day")?;
        let mut undated = 0;
        for doc in docs {
            match day.first(*doc).unwrap_or(0) as u32 {
                0 => undated += 1,
                day => add(day / 10_000, day / 100),
            }
        }
        Ok(undated)
    }

    /// The years and months that the awards of each article count for; the number of articles without a month.
    fn awarded(
        &self,
        segment: &SegmentReader,
        rows: &Rows,
        add: &mut dyn FnMut(u32, u32),
    ) -> tantivy::Result<u64> {
        let year = Flat::new(segment, Number::Year.name())?;
        let month = Flat::new(segment, Number::Month.name())?;
        let mut undated = 0;
        let (mut years, mut months): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for nth in 0..rows.of_article.len() {
            years.clear();
            months.clear();
            rows.each(nth, |at| {
                for (all, value) in [(&mut years, year.at(at) as u32), (&mut months, month.at(at) as u32)] {
                    if value > 0 && !all.contains(&value) {
                        all.push(value);
                    }
                }
            });
            undated += u64::from(months.is_empty());
            years.iter().for_each(|year| add(*year, 0));
            months.iter().for_each(|month| add(0, *month));
        }
        Ok(undated)
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

    fn count(&mut self, docs: &[DocId], rows: &Rows) {
        let (counts, decoded, values) = (&mut self.counts, &self.decoded, &self.values);
        let mut see = |doc: DocId, at: u32| {
            let ord = match decoded {
                Some(all) => all[at as usize],
                None => values.get_val(at),
            };
            let (count, last) = &mut counts[ord as usize];
            if *last != doc + 1 {
                *last = doc + 1;
                *count += 1;
            }
        };
        if self.of_facts {
            docs.iter().enumerate().for_each(|(nth, doc)| rows.each(nth, |at| see(*doc, at)));
        } else {
            let index = &self.column.ords().index;
            docs.iter().for_each(|doc| index.value_row_ids(*doc).for_each(|at| see(*doc, at)));
        }
    }

    fn add(&self, total: &mut FxHashMap<String, u64>) -> std::io::Result<()> {
        let met = (0_u64..).zip(&self.counts).filter(|(_, (count, _))| *count > 0);
        let (ords, counts): (Vec<u64>, Vec<u64>) = met.map(|(ord, (count, _))| (ord, *count)).unzip();
        let mut counts = counts.into_iter();
        self.column.dictionary().sorted_ords_to_term_cb(&ords, |text| {
            if let Some(count) = counts.next()
                && !text.is_empty()
            {
                *total.entry(String::from_utf8_lossy(text).into_owned()).or_default() += count;
            }
        })?;
        Ok(())
    }
}

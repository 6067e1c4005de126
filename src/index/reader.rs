//! Reading: matches, records, ids. A reader sees the index as of the commit it was opened at.

use super::condition::FixedStatistics;
use super::schema::{Fields, numbers, rows_column};
use super::signature::stirred;
use super::store::{guarded, open};
use super::together::each_segment;
use super::{Condition, Copies, Error, Result};
use crate::model::Record;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Query};
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};
use tantivy::{DocAddress, ReloadPolicy, Searcher};

/// Where an article stands in this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(pub(super) DocAddress);

#[cfg(test)]
impl Address {
    /// The article of this number in this segment.
    pub(crate) fn of(segment: u32, article: u32) -> Self {
        Self(DocAddress::new(segment, article))
    }
}

/// In what order articles come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they lie: fastest.
    Any,
    /// By day of publication, those without one last; then by path, then by id.
    Published,
}

/// The articles that satisfy a condition, with their scores, copies left out.
#[derive(Debug, Clone)]
pub struct Matches(pub(super) Vec<(f32, Address)>);

impl Matches {
    /// How many.
    pub fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn addresses(&self) -> impl Iterator<Item = Address> {
        self.0.iter().map(|(_, address)| *address)
    }
}

/// An index open for reading.
pub struct Reader {
    pub(super) folder: PathBuf,
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
    pub(super) copies: OnceLock<Copies>,
    pub(super) copies_alone: OnceLock<super::among::Among>,
    corpus: OnceLock<String>,
    pub(super) moments: OnceLock<Vec<Column<u64>>>,
    days: OnceLock<Option<(u64, u64)>>,
    /// By the names of tables.
    rows: Mutex<BTreeMap<String, u64>>,
}

impl Reader {
    /// Opens the index of a folder.
    ///
    /// # Errors
    /// When there is none, when it is of another version or damaged.
    pub fn open(folder: &Path) -> Result<Self> {
        let (index, fields) = open(folder)?;
        guarded(folder, || {
            let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
            let reader = builder.try_into().map_err(|e| match Error::of(folder, e) {
                // The folder is there and has a list of its files: a file of the list is gone.
                Error::Missing(_) => Error::damaged(folder, "a file is missing"),
                other => other,
            })?;
            Ok(Self {
                folder: folder.to_path_buf(),
                fields: fields.clone(),
                searcher: reader.searcher(),
                copies: OnceLock::new(),
                copies_alone: OnceLock::new(),
                corpus: OnceLock::new(),
                moments: OnceLock::new(),
                days: OnceLock::new(),
                rows: Mutex::default(),
            })
        })
    }

    /// Number of articles, copies included.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All matches, of copies the first of their group that matches.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn matches(&self, condition: &Condition) -> Result<Matches> {
        let copies = self.copies()?;
        self.guarded(|| {
            let scoring = EnableScoring::enabled_from_statistics_provider(&FixedStatistics, &self.searcher);
            let weight = condition.query(&self.fields).weight(scoring).map_err(|e| self.of(e))?;
            let found = each_segment(&self.searcher, move |at, segment| {
                let (mut found, alive) = (Vec::new(), segment.alive_bitset());
                weight.for_each(segment, &mut |doc, score| {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        found.push((score, Address(DocAddress::new(at, doc))));
                    }
                })?;
                Ok(found)
            });
            let found = found.map_err(|e| self.of(e))?.concat();
            Ok(Matches(copies.collapse(found)))
        })
    }

    /// The matches of a condition and their number: [`Reader::matches`], [`Reader::ranked`] by relevance.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn best(
        &self,
        condition: &Condition,
        offset: usize,
        limit: usize,
    ) -> Result<(u64, Vec<(f32, Address)>)> {
        let matches = self.matches(condition)?;
        Ok((matches.len(), self.ranked(&matches, &super::Sort::Relevance, offset, limit)?))
    }

    /// Number of matches.
    pub fn count(&self, condition: &Condition) -> Result<u64> {
        self.guarded(|| {
            let query = condition.query(&self.fields);
            Ok(self.addresses(&query)?.len() as u64)
        })
    }

    /// All matches in an order.
    pub fn all(&self, condition: &Condition, order: Order) -> Result<Vec<Address>> {
        self.guarded(|| {
            let query = condition.query(&self.fields);
            let mut found = self.addresses(&query)?;
            found.sort_unstable();
            if order == Order::Published {
                let mut ranked = Vec::with_capacity(found.len());
                for address in found {
                    let published = self.column(address, "published")?;
                    ranked.push((published.is_empty(), published, self.place(address)?, address));
                }
                ranked.sort_unstable();
                found = ranked.into_iter().map(|r| r.3).collect();
            }
            Ok(found)
        })
    }

    /// The record of an article; `duplicate_of` is left as it was stored, see [`Reader::copies`].
    pub fn record(&self, address: Address) -> Result<Record> {
        self.read(address)
    }

    /// The id of an article.
    pub fn id(&self, address: Address) -> Result<String> {
        self.guarded(|| self.column(address, "id"))
    }

    /// The lexically absolute path of an article's source.
    pub fn path(&self, address: Address) -> Result<PathBuf> {
        self.column(address, "path").map(PathBuf::from)
    }

    /// The record of an article as another type, which may leave fields out.
    pub fn read<T: serde::de::DeserializeOwned>(&self, address: Address) -> Result<T> {
        let Stored(json) = self.stored(address)?;
        serde_json::from_str(&json).map_err(|error| Error::damaged(&self.folder, error))
    }

    /// What is stored of an article.
    pub(super) fn stored<D: DocumentDeserialize>(&self, address: Address) -> Result<D> {
        self.guarded(|| self.searcher.doc(address.0).map_err(|e| self.of(e)))
    }

    /// Hash of the pages that all articles were read from, and of the rules that read them: 16 hex digits. The
    /// order in which they came does not matter.
    pub fn corpus(&self) -> Result<&str> {
        if let Some(known) = self.corpus.get() {
            return Ok(known);
        }
        let made = self.guarded(|| {
            let mut sum = 0_u64;
            for segment in self.searcher.segment_readers() {
                let of = |name| numbers(segment, name).map_err(|e| self.of(e));
                let (ids, pages) = (of("number")?, of("page")?);
                for doc in segment.doc_ids_alive() {
                    let one = |column: &Column<u64>| column.first(doc).unwrap_or_default();
                    sum = sum.wrapping_add(stirred(stirred(one(&ids)) ^ one(&pages)));
                }
            }
            Ok(format!("{:016x}", stirred(sum)))
        })?;
        Ok(self.corpus.get_or_init(|| made))
    }

    /// Days of the earliest and the latest article, `20230330`; none where no article has a day.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn days(&self) -> Result<Option<(u64, u64)>> {
        if let Some(known) = self.days.get() {
            return Ok(*known);
        }
        let found = self.guarded(|| {
            let mut days: Option<(u64, u64)> = None;
            for segment in self.searcher.segment_readers() {
                let column = numbers(segment, "day").map_err(|e| self.of(e))?;
                for day in segment.doc_ids_alive().filter_map(|doc| column.first(doc)).filter(|day| *day > 0)
                {
                    let (first, last) = days.unwrap_or((day, day));
                    days = Some((first.min(day), last.max(day)));
                }
            }
            Ok(days)
        })?;
        Ok(*self.days.get_or_init(|| found))
    }

    /// Number of rows that all articles have in a table of the export.
    pub fn rows(&self, table: &str) -> Result<u64> {
        let known = || self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rows) = known().get(table) {
            return Ok(*rows);
        }
        let counted = self.guarded(|| {
            let mut rows = 0;
            for segment in self.searcher.segment_readers() {
                let column = segment.fast_fields().u64(&rows_column(table)).map_err(|e| self.of(e))?;
                rows += segment.doc_ids_alive().filter_map(|doc| column.first(doc)).sum::<u64>();
            }
            Ok(rows)
        })?;
        known().insert(table.to_string(), counted);
        Ok(counted)
    }

    /// The article of an id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn article(&self, id: &str) -> Result<Option<Address>> {
        let found = self.with_prefix(id, 1)?.into_iter().next();
        Ok(found.filter(|(whole, _)| whole == id).map(|(_, address)| address))
    }

    /// The articles whose id begins with `prefix`, with their ids in order, `limit` at most.
    pub fn with_prefix(&self, prefix: &str, limit: usize) -> Result<Vec<(String, Address)>> {
        self.guarded(|| {
            let mut found = Vec::new();
            for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
                let inverted = segment.inverted_index(self.fields.id).map_err(|e| self.of(e))?;
                let io = |e| Error::io(&self.folder, e);
                let mut terms = inverted.terms().range().ge(prefix).into_stream().map_err(io)?;
                while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                    let id = String::from_utf8_lossy(terms.key()).into_owned();
                    let basic = tantivy::schema::IndexRecordOption::Basic;
                    let mut postings =
                        inverted.read_postings_from_terminfo(terms.value(), basic).map_err(io)?;
                    use tantivy::{DocSet, TERMINATED};
                    while postings.doc() != TERMINATED {
                        let doc = postings.doc();
                        if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                            found.push((id.clone(), Address(DocAddress::new(ord as u32, doc))));
                        }
                        postings.advance();
                    }
                }
            }
            found.sort();
            found.truncate(limit);
            Ok(found)
        })
    }

    /// What settles the order of articles that are equal otherwise: the path, which unlike the id
    /// (a hash of it) orders the same articles alike in whatever folder they lie.
    pub(super) fn place(&self, address: Address) -> Result<(String, String)> {
        Ok((self.column(address, "path")?, self.column(address, "id")?))
    }

    /// The value of a text column, "" where there is none.
    pub(super) fn column(&self, address: Address, field: &str) -> Result<String> {
        let segment = self.searcher.segment_reader(address.0.segment_ord);
        let mut text = String::new();
        if let Some(column) = segment.fast_fields().str(field).map_err(|e| self.of(e))?
            && let Some(ord) = column.ords().first(address.0.doc_id)
        {
            column.ord_to_str(ord, &mut text).map_err(|e| Error::io(&self.folder, e))?;
        }
        Ok(text)
    }

    fn addresses(&self, query: &dyn Query) -> Result<Vec<Address>> {
        let of = |e| self.of(e);
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher)).map_err(of)?;
        let found = each_segment(&self.searcher, move |at, segment| {
            let (mut found, alive) = (Vec::new(), segment.alive_bitset());
            weight.for_each_no_score(segment, &mut |docs| {
                let docs = docs.iter().filter(|doc| alive.is_none_or(|alive| alive.is_alive(**doc)));
                found.extend(docs.map(|doc| Address(DocAddress::new(at, *doc))));
            })?;
            Ok(found)
        });
        Ok(found.map_err(of)?.concat())
    }

    pub(super) fn of(&self, error: tantivy::TantivyError) -> Error {
        Error::of(&self.folder, error)
    }

    pub(super) fn guarded<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        guarded(&self.folder, work)
    }
}

/// What is stored of an article: its record as JSON, in parts, and nothing else.
struct Stored(String);

/// The error where nothing is stored of an article.
pub(super) fn without_record() -> DeserializeError {
    DeserializeError::custom("an article without its record")
}

impl DocumentDeserialize for Stored {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(
        mut fields: D,
    ) -> std::result::Result<Self, DeserializeError> {
        let mut json = String::new();
        while let Some((_, part)) = fields.next_field::<String>()? {
            json.push_str(&part);
        }
        Some(json).filter(|json| !json.is_empty()).map(Stored).ok_or_else(without_record)
    }
}

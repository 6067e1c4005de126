//! Writing: new and changed articles in, gone ones out.

use super::reader::Reader;
use super::schema::{Fields, Origin, document, number, stamp_term};
use super::store::{guarded, open_or_create, payload};
use super::{Error, Result};
use crate::model::Record;
use crate::model::fact::Counted;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{DocSet, IndexWriter, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

/// How much is held before it is written.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// Articles between two commits.
    pub commit_every: usize,
    /// Bytes of records between two commits.
    pub commit_bytes: usize,
    /// Memory of the inverted index being made, in bytes.
    pub heap_bytes: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { commit_every: 5_000, commit_bytes: 96 << 20, heap_bytes: 48 << 20 }
    }
}

/// What an input is to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Not there yet.
    New,
    /// There, from another content or older rules.
    Changed,
    /// There as it is.
    Unchanged,
    /// Of two pages of one id the one that does not stand: the one fetched earlier, else the one met later.
    Repeated,
}

/// What a page is to those of its id that the run met before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// There was none.
    First,
    /// It was fetched later than the one that stood so far, and stands instead.
    Later(Change),
    /// Another one stands.
    Again,
}

/// The one writer of an index. Dropped without [`Writer::finish`], it leaves the last commit.
pub struct Writer {
    folder: PathBuf,
    fields: Fields,
    writer: IndexWriter,
    before: Searcher,
    options: WriterOptions,
    /// Ids met in this run, when their pages were fetched, and what these are to the index.
    seen: HashMap<u64, (Option<u64>, Change)>,
    waiting: (usize, usize),
}

/// Merged segments stay below this: a merge reads its whole input through the page cache, and what
/// it reads counts as memory of the process.
const MERGED_ARTICLES: usize = 10_000;

impl Writer {
    /// Opens or makes the index of a folder for writing.
    ///
    /// # Errors
    /// When another process writes to it, when it is of another version, damaged or cannot be made.
    pub fn open(folder: &Path, options: WriterOptions) -> Result<Self> {
        let (index, fields) = open_or_create(folder)?;
        let of = |e| Error::of(folder, e);
        let writer_options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(options.heap_bytes)
            .build();
        let writer: IndexWriter = index.writer_with_options(writer_options).map_err(of)?;
        let mut policy = LogMergePolicy::default();
        policy.set_max_docs_before_merge(MERGED_ARTICLES);
        policy.set_del_docs_ratio_before_merge(0.5);
        writer.set_merge_policy(Box::new(policy));
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = guarded(folder, || builder.try_into().map_err(of))?;
        Ok(Self {
            folder: folder.to_path_buf(),
            fields,
            writer,
            before: reader.searcher(),
            options,
            seen: HashMap::new(),
            waiting: (0, 0),
        })
    }

    /// What the index held when it was opened.
    pub fn known(&self) -> Known {
        Known { folder: self.folder.clone(), fields: self.fields.clone(), before: self.before.clone() }
    }

    /// Notes that a page of an id was met in this run, and what it is to the index.
    pub fn meet(&mut self, id: &str, fetched: Option<u64>, change: Change) -> Met {
        match self.seen.entry(number(id)) {
            Entry::Vacant(new) => {
                new.insert((fetched, change));
                Met::First
            }
            Entry::Occupied(met) if fetched <= met.get().0 => Met::Again,
            Entry::Occupied(mut met) => Met::Later(met.insert((fetched, change)).1),
        }
    }

    /// Puts a record in with what is counted of it, in place of an older one of its id.
    ///
    /// # Errors
    /// When the disk is full or the folder went away.
    pub fn put(&mut self, record: &Record, counted: &Counted, origin: &Origin) -> Result<()> {
        let prepared = Prepared::new(&self.folder, &self.fields, record, counted, origin)?;
        self.add(prepared)
    }

    /// As [`Writer::put`], of what [`Known::prepared`] made.
    ///
    /// # Errors
    /// As there.
    pub fn add(&mut self, prepared: Prepared) -> Result<()> {
        let Prepared { id, document, bytes } = prepared;
        self.writer.delete_term(Term::from_field_text(self.fields.id, &id));
        self.writer.add_document(document).map_err(|e| Error::of(&self.folder, e))?;
        self.waiting = (self.waiting.0 + 1, self.waiting.1 + bytes);
        if self.waiting.0 >= self.options.commit_every || self.waiting.1 >= self.options.commit_bytes {
            self.commit()?;
        }
        Ok(())
    }

    /// Takes out every article that stood in the index when it was opened, lies under one of
    /// `roots` (lexically absolute), was not met in this run and is not `kept`. Gives their number.
    pub fn prune(&mut self, roots: &[PathBuf], kept: &dyn Fn(&str) -> bool) -> Result<u64> {
        let folder = self.folder.clone();
        guarded(&folder, || self.prune_unguarded(roots, kept))
    }

    fn prune_unguarded(&mut self, roots: &[PathBuf], kept: &dyn Fn(&str) -> bool) -> Result<u64> {
        let of = |e| Error::of(&self.folder, e);
        let mut gone = 0;
        for segment in self.before.segment_readers() {
            let columns = segment.fast_fields();
            let (Some(ids), Some(paths)) = (columns.str("id").map_err(of)?, columns.str("path").map_err(of)?)
            else {
                continue;
            };
            let (mut id, mut path) = (String::new(), String::new());
            for doc in segment.doc_ids_alive() {
                id.clear();
                path.clear();
                let (Some(i), Some(p)) = (ids.ords().first(doc), paths.ords().first(doc)) else { continue };
                ids.ord_to_str(i, &mut id).map_err(|e| Error::io(&self.folder, e))?;
                paths.ord_to_str(p, &mut path).map_err(|e| Error::io(&self.folder, e))?;
                let under = roots.iter().any(|root| is_under(&path, root));
                if under && !self.seen.contains_key(&number(&id)) && !kept(&path) {
                    self.writer.delete_term(Term::from_field_text(self.fields.id, &id));
                    gone += 1;
                }
            }
        }
        self.waiting.0 += usize::try_from(gone).unwrap_or(usize::MAX);
        Ok(gone)
    }

    fn commit(&mut self) -> Result<()> {
        let of = |e| Error::of(&self.folder, e);
        let mut prepared = self.writer.prepare_commit().map_err(of)?;
        prepared.set_payload(&payload());
        prepared.commit().map_err(|e| Error::of(&self.folder, e))?;
        self.waiting = (0, 0);
        Ok(())
    }

    /// Commits what waits, ends the merging and settles which articles are copies. Without anything new
    /// nothing is written.
    ///
    /// # Errors
    /// As [`Writer::put`].
    pub fn finish(mut self) -> Result<()> {
        // An index without a first commit would not carry its version.
        let fresh = self.before.segment_readers().is_empty();
        if self.waiting.0 > 0 || fresh {
            self.commit()?;
        }
        let (folder, writer) = (self.folder, self.writer);
        let settled = Reader::open(&folder)?;
        // The groups are of texts, wherever these lie: they are settled while segments are still being merged.
        let groups = std::thread::scope(|scope| {
            let settling = scope.spawn(|| settled.groups());
            let merged = writer.wait_merging_threads().map_err(|e| Error::of(&folder, e));
            let groups = settling.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            merged.and(groups)
        })?;
        Reader::open(&folder)?.keep_copies(groups)
    }
}

/// A record as it goes into the index.
pub struct Prepared {
    id: String,
    document: TantivyDocument,
    /// Of the record.
    bytes: usize,
}

impl Prepared {
    fn new(
        folder: &Path,
        fields: &Fields,
        record: &Record,
        counted: &Counted,
        origin: &Origin,
    ) -> Result<Self> {
        let json = serde_json::to_string(record).map_err(|e| Error::damaged(folder, e))?;
        let document = document(fields, record, counted, &json, origin);
        Ok(Self { id: record.id.clone(), document, bytes: json.len() })
    }
}

/// What an index held when its writer opened it; many threads may ask.
pub struct Known {
    folder: PathBuf,
    fields: Fields,
    before: Searcher,
}

impl Known {
    /// What a page of this id and stamp, fetched then, is to the index as it was when it was opened.
    pub fn state(&self, id: &str, stamp: &str, fetched: Option<u64>) -> Result<Change> {
        guarded(&self.folder, || {
            let stamp = Term::from_field_text(self.fields.stamp, &stamp_term(id, stamp));
            if self.fetched(&stamp)?.is_some() {
                return Ok(Change::Unchanged);
            }
            Ok(match self.fetched(&Term::from_field_text(self.fields.id, id))? {
                None => Change::New,
                Some(known) if known > fetched.unwrap_or(0) => Change::Repeated,
                Some(_) => Change::Changed,
            })
        })
    }

    /// A record made ready for [`Writer::add`]: what of the writing many threads can do.
    ///
    /// # Errors
    /// When the record cannot be written as JSON.
    pub fn prepared(&self, record: &Record, counted: &Counted, origin: &Origin) -> Result<Prepared> {
        Prepared::new(&self.folder, &self.fields, record, counted, origin)
    }

    /// When the page of the one article with a term was fetched, 0 for unknown; none without such an article.
    fn fetched(&self, term: &Term) -> Result<Option<u64>> {
        let of = |e| Error::of(&self.folder, e);
        for segment in self.before.segment_readers() {
            let inverted = segment.inverted_index(term.field()).map_err(of)?;
            let postings = inverted
                .read_postings(term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(|e| Error::io(&self.folder, e))?;
            let Some(mut postings) = postings else { continue };
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                    let column = segment.fast_fields().u64("fetched").map_err(of)?;
                    return Ok(Some(column.first(doc).unwrap_or(0)));
                }
                postings.advance();
            }
        }
        Ok(None)
    }
}

/// Whether a source lies under a path, or is a line or a member of it (`file#3`).
fn is_under(path: &str, root: &Path) -> bool {
    if Path::new(path).starts_with(root) {
        return true;
    }
    let root = root.to_string_lossy();
    path.strip_prefix(root.as_ref()).is_some_and(|rest| rest.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_under_a_path() {
        for (path, root, expected) in [
            ("/a/b/c.txt", "/a/b", true),
            ("/a/b.txt", "/a/b", false),
            ("/a/x.ndjson#3", "/a/x.ndjson", true),
            ("/a/x.ndjson", "/a/x.ndjson", true),
            ("/ab/c", "/a", false),
        ] {
            assert_eq!(is_under(path, Path::new(root)), expected, "{path} {root}");
        }
    }
}

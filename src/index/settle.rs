//! Which articles repeat another one: [`Groups`] brought up to date with what the index holds.
//!
//! The groups lie beside the index ([`FILE`]) as the last run settled them, so that a run looks only at what
//! came and went since. The file says of each text what it was made from; what no longer fits is settled again, so
//! it cannot disagree with the index, and it may be deleted at any time.

use super::copies::Copies;
use super::groups::{Groups, Text};
use super::reader::{Address, Reader};
use super::schema::numbers;
use super::signature::{Mark, from_bytes};
use super::{Error, Result};
use rustc_hash::FxHashMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use tantivy::DocAddress;
use tantivy::columnar::{BytesColumn, Column};

const FILE: &str = "groups.bin";

/// The columns of one segment that groups are made from.
struct Columns {
    number: Column<u64>,
    print: Column<u64>,
    moment: Column<u64>,
    words: Column<u64>,
    band: Column<u64>,
    trace: Option<BytesColumn>,
}

impl Reader {
    /// The groups of articles that repeat each other: as the last run of the index settled them, or settled
    /// now where it was killed before it could.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn copies(&self) -> Result<&Copies> {
        if let Some(copies) = self.copies.get() {
            return Ok(copies);
        }
        let copies = match self.saved_copies() {
            Some(saved) => saved,
            None => self.settle(&mut kept(&self.folder))?,
        };
        Ok(self.copies.get_or_init(|| copies))
    }

    /// The groups of what this reader sees, from those that are kept; none where the copies are of this state already.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn groups(&self) -> Result<Option<Groups>> {
        if self.saved_copies().is_some() {
            return Ok(None);
        }
        let mut groups = kept(&self.folder);
        self.settle(&mut groups)?;
        Ok(Some(groups))
    }

    /// Settles the groups, of which `groups` are known, and keeps them, unless those kept are of this state.
    ///
    /// # Errors
    /// When the index cannot be read, or the disk is full.
    pub(super) fn keep_copies(&self, groups: Option<Groups>) -> Result<()> {
        if self.saved_copies().is_some() {
            return Ok(());
        }
        let mut groups = groups.unwrap_or_else(|| kept(&self.folder));
        let copies = self.settle(&mut groups)?;
        replace(&self.folder, FILE, &groups.to_bytes())?;
        self.save_copies(&copies)
    }

    /// Brings groups up to date with the articles that this reader sees.
    pub(super) fn settle(&self, groups: &mut Groups) -> Result<Copies> {
        self.guarded(|| {
            let columns = self.columns().map_err(|e| self.of(e))?;
            let (mut places, mut come) = (FxHashMap::default(), Vec::new());
            for (ord, segment) in (0..).zip(self.searcher.segment_readers()) {
                let columns = &columns[ord as usize];
                for doc in segment.doc_ids_alive() {
                    let text = columns.text(doc);
                    places.insert(text.id, Address(DocAddress::new(ord, doc)));
                    if !groups.holds(text.id, text.print, text.moment) {
                        come.push(Text { bands: columns.bands(doc), ..text });
                    }
                }
            }
            let mut gone: Vec<u64> = groups.ids().filter(|id| !places.contains_key(id)).collect();
            gone.extend(come.iter().map(|text| text.id));
            let trace = |id: u64| self.trace(&columns, places[&id]);
            groups.update(&gone, come, trace)?;
            let group = |ids: Vec<u64>| ids.iter().map(|id| places[id]).collect();
            Ok(Copies::new(groups.groups(trace)?.into_iter().map(group).collect()))
        })
    }

    fn columns(&self) -> tantivy::Result<Vec<Columns>> {
        let segment = |segment: &tantivy::SegmentReader| {
            Ok(Columns {
                number: numbers(segment, "number")?,
                print: numbers(segment, "print")?,
                moment: numbers(segment, "moment")?,
                words: numbers(segment, "words")?,
                band: numbers(segment, "band")?,
                trace: segment.fast_fields().bytes("trace")?,
            })
        };
        self.searcher.segment_readers().iter().map(segment).collect()
    }

    fn trace(&self, columns: &[Columns], Address(at): Address) -> Result<Vec<Mark>> {
        let mut bytes = Vec::new();
        let column = columns[at.segment_ord as usize].trace.as_ref();
        if let Some((column, ord)) = column.and_then(|c| Some((c, c.ords().first(at.doc_id)?))) {
            column.ord_to_bytes(ord, &mut bytes).map_err(|e| Error::io(&self.folder, e))?;
        }
        Ok(from_bytes(&bytes))
    }
}

impl Columns {
    /// An article without its bands, which few need.
    fn text(&self, doc: u32) -> Text {
        let of = |column: &Column<u64>| column.first(doc).unwrap_or_default();
        Text {
            id: of(&self.number),
            print: of(&self.print),
            words: u32::try_from(of(&self.words)).unwrap_or(u32::MAX),
            moment: of(&self.moment),
            bands: None,
        }
    }

    fn bands(&self, doc: u32) -> super::groups::TextBands {
        let bands: Vec<u32> = self.band.values_for_doc(doc).map(|band| band as u32).collect();
        bands.try_into().ok()
    }
}

/// The groups that the last run kept; empty ones where the file is missing or damaged.
pub(super) fn kept(folder: &Path) -> Groups {
    fs::read(folder.join(FILE)).ok().and_then(|bytes| Groups::from_bytes(&bytes)).unwrap_or_default()
}

/// Puts a file in place of another one, whole or not at all.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let temporary = folder.join(format!(".{name}.tmp"));
    let write = || {
        let mut out = File::create(&temporary)?;
        out.write_all(bytes)?;
        out.sync_all()?;
        fs::rename(&temporary, folder.join(name))
    };
    write().map_err(|e| {
        let _ = fs::remove_file(&temporary);
        Error::io(folder, e)
    })
}

//! Which articles repeat another one.
//!
//! The groups are a function of the articles that the index holds, not of the order in which they came.
//! The longest text goes first. Each text is laid beside the longest texts of the groups that it shares most
//! bands with, and joins the group whose longest text holds most of it, or begins one of its own. As
//! members are compared with the longest text alone, never with each other, no chain of small changes
//! leads from one text to another; and as a text and its cut versions all stand in the fullest version,
//! that is the one to compare with. The original of a group is the article published first, then the one
//! of the smallest id: it need not be the longest.

use super::alike::Likeness;
use super::copies::Copies;
use super::reader::{Address, Reader};
use super::signature::{Mark, from_bytes};
use super::{Error, Result};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use tantivy::DocAddress;
use tantivy::columnar::{BytesColumn, Column, StrColumn};

/// Groups that one band leads to: of more, those begun last, whose texts are nearest in length. A band
/// that so many different texts share is a formula.
const MOST_LEADERS: usize = 64;
/// Groups that a text is laid beside: those it shares most bands with.
const MOST_COMPARED: usize = 8;

/// The order of copies: published first, none last; then the smallest id.
type Rank = (bool, String, String);

/// An article that shares a band with another one.
struct Candidate {
    address: Address,
    /// Words of its trace.
    length: u64,
    rank: Rank,
    /// Its bands that others have too.
    bands: Vec<u32>,
}

/// What the groups are found from, of one segment.
struct Columns {
    band: Column<u64>,
    words: Column<u64>,
    trace: Option<BytesColumn>,
    published: Option<StrColumn>,
    id: Option<StrColumn>,
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
            None => self.settle()?,
        };
        Ok(self.copies.get_or_init(|| copies))
    }

    /// Finds the groups.
    pub(super) fn settle(&self) -> Result<Copies> {
        self.guarded(|| {
            let mut settling = Settling::new(self)?;
            for candidate in settling.candidates()? {
                settling.add(candidate)?;
            }
            Ok(settling.copies())
        })
    }

    fn columns(&self) -> tantivy::Result<Vec<Columns>> {
        let segment = |segment: &tantivy::SegmentReader| {
            let fields = segment.fast_fields();
            Ok(Columns {
                band: fields.u64("band")?,
                words: fields.u64("words")?,
                trace: fields.bytes("trace")?,
                published: fields.str("published")?,
                id: fields.str("id")?,
            })
        };
        self.searcher.segment_readers().iter().map(segment).collect()
    }
}

struct Settling<'r> {
    reader: &'r Reader,
    columns: Vec<Columns>,
    /// The groups so far, the longest text of each first.
    groups: Vec<Vec<Candidate>>,
    /// The groups whose longest text has a band.
    leaders: FxHashMap<u32, Vec<usize>>,
}

impl<'r> Settling<'r> {
    fn new(reader: &'r Reader) -> Result<Self> {
        let columns = reader.columns().map_err(|e| reader.of(e))?;
        Ok(Self { reader, columns, groups: Vec::new(), leaders: FxHashMap::default() })
    }

    /// The articles that share a band with another one, the longest first.
    fn candidates(&self) -> Result<Vec<Candidate>> {
        let mut keys: Vec<u32> = self.alive().flat_map(|address| self.bands(address)).collect();
        keys.sort_unstable();
        let shared: FxHashSet<u32> =
            keys.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect();
        drop(keys);
        let mut candidates = Vec::new();
        for address in self.alive() {
            let bands: Vec<u32> = self.bands(address).filter(|band| shared.contains(band)).collect();
            if !bands.is_empty() {
                let length = self.of(address).words.first(address.0.doc_id).unwrap_or_default();
                candidates.push(Candidate { address, length, rank: self.rank(address)?, bands });
            }
        }
        candidates.sort_unstable_by(|a, b| (Reverse(a.length), &a.rank).cmp(&(Reverse(b.length), &b.rank)));
        Ok(candidates)
    }

    /// Puts an article into its group; all longer ones are in theirs.
    fn add(&mut self, candidate: Candidate) -> Result<()> {
        if let Some(group) = self.group_of(&candidate)? {
            self.groups[group].push(candidate);
            return Ok(());
        }
        for band in &candidate.bands {
            let known = self.leaders.entry(*band).or_default();
            if known.len() == MOST_LEADERS {
                known.remove(0);
            }
            known.push(self.groups.len());
        }
        self.groups.push(vec![candidate]);
        Ok(())
    }

    /// The group whose longest text an article is a copy of: of several the one that holds most of it, then
    /// the one begun first.
    fn group_of(&self, candidate: &Candidate) -> Result<Option<usize>> {
        let near = self.near(candidate);
        if near.is_empty() {
            return Ok(None);
        }
        let own = self.trace(candidate.address)?;
        let mut best: Option<(f64, usize)> = None;
        for group in near {
            let likeness = Likeness::of(&self.trace(self.groups[group][0].address)?, &own);
            if !likeness.is_copy() {
                continue;
            }
            let held = likeness.of_shorter;
            if best.is_none_or(|(most, first)| held > most || held == most && group < first) {
                best = Some((held, group));
            }
            if likeness.of_longer == 1.0 {
                break;
            }
        }
        Ok(best.map(|(_, group)| group))
    }

    /// The groups that share most bands with an article and are not too long for it.
    fn near(&self, candidate: &Candidate) -> Vec<usize> {
        let least = |group: usize| self.groups[group][0].length as f64 * Likeness::OF_LONGER;
        let known = |band| self.leaders.get(band).map_or(&[][..], Vec::as_slice);
        let mut met: Vec<usize> = candidate.bands.iter().flat_map(known).copied().collect();
        met.retain(|group| candidate.length as f64 >= least(*group));
        met.sort_unstable();
        let mut votes: Vec<_> =
            met.chunk_by(|a, b| a == b).map(|same| (Reverse(same.len()), same[0])).collect();
        votes.sort_unstable();
        votes.into_iter().take(MOST_COMPARED).map(|(_, group)| group).collect()
    }

    /// The groups of two articles or more, the original first.
    fn copies(self) -> Copies {
        let ranked = |mut group: Vec<Candidate>| -> Vec<Address> {
            group.sort_unstable_by(|a, b| a.rank.cmp(&b.rank));
            group.into_iter().map(|candidate| candidate.address).collect()
        };
        Copies::new(self.groups.into_iter().filter(|group| group.len() > 1).map(ranked).collect())
    }

    fn alive(&self) -> impl Iterator<Item = Address> {
        let segments = self.reader.searcher.segment_readers().iter().enumerate();
        segments.flat_map(|(ord, segment)| {
            segment.doc_ids_alive().map(move |doc| Address(DocAddress::new(ord as u32, doc)))
        })
    }

    fn of(&self, address: Address) -> &Columns {
        &self.columns[address.0.segment_ord as usize]
    }

    fn bands(&self, address: Address) -> impl Iterator<Item = u32> {
        self.of(address).band.values_for_doc(address.0.doc_id).map(|band| band as u32)
    }

    fn rank(&self, address: Address) -> Result<Rank> {
        let columns = self.of(address);
        let published = self.text(columns.published.as_ref(), address)?;
        Ok((published.is_empty(), published, self.text(columns.id.as_ref(), address)?))
    }

    fn text(&self, column: Option<&StrColumn>, address: Address) -> Result<String> {
        let mut text = String::new();
        if let Some((column, ord)) = column.and_then(|c| Some((c, c.ords().first(address.0.doc_id)?))) {
            column.ord_to_str(ord, &mut text).map_err(|e| Error::io(&self.reader.folder, e))?;
        }
        Ok(text)
    }

    fn trace(&self, address: Address) -> Result<Vec<Mark>> {
        let column = self.of(address).trace.as_ref();
        let mut bytes = Vec::new();
        if let Some((column, ord)) = column.and_then(|c| Some((c, c.ords().first(address.0.doc_id)?))) {
            column.ord_to_bytes(ord, &mut bytes).map_err(|e| Error::io(&self.reader.folder, e))?;
        }
        Ok(from_bytes(&bytes))
    }
}

//! Which articles repeat another one.
//!
//! The groups are a function of the articles that the index holds, not of the order in which they came.
//! The longest text goes first. Each text is laid beside the longest texts of the groups that it shares a
//! band with, and joins the first it is a copy of, or begins a group. As members are compared with the
//! longest text alone, never with each other, no chain of small changes leads from one text to another;
//! and as a text and its cut versions all stand in the fullest version, that is the one to compare with.
//! The original of a group is the article published first, then the one of the smallest id: it need not
//! be the longest.

use super::alike::Likeness;
use super::reader::{Address, Reader};
use super::signature::from_bytes;
use super::{Error, Result};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use tantivy::DocAddress;

/// Groups that one band leads to: of more, those begun last, whose texts are nearest in length. A band
/// that so many different texts share is a formula.
const MOST_LEADERS: usize = 64;
/// Groups that a text is laid beside: those it shares most bands with.
const MOST_COMPARED: usize = 8;

/// The groups of articles that repeat each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Copies {
    /// Two articles or more each, the original first, the others in the order of their publication.
    groups: Vec<Vec<Address>>,
    /// Group and place in it of every article of a group.
    places: FxHashMap<Address, (usize, usize)>,
    copies: usize,
}

impl Copies {
    pub(super) fn new(mut groups: Vec<Vec<Address>>) -> Self {
        groups.sort_unstable();
        let mut places = FxHashMap::default();
        for (at, group) in groups.iter().enumerate() {
            places.extend(group.iter().enumerate().map(|(place, address)| (*address, (at, place))));
        }
        let copies = places.len() - groups.len();
        Self { groups, places, copies }
    }

    /// Number of articles that are copies, originals not counted.
    pub fn len(&self) -> usize {
        self.copies
    }

    /// Whether no article is a copy.
    pub fn is_empty(&self) -> bool {
        self.copies == 0
    }

    /// Whether an article repeats another one.
    pub fn is_copy(&self, address: Address) -> bool {
        self.original(address).is_some()
    }

    /// The article that this one repeats; none if it is the original, or alone.
    pub fn original(&self, address: Address) -> Option<Address> {
        self.places.get(&address).filter(|(_, place)| *place > 0).map(|(group, _)| self.groups[*group][0])
    }

    /// The whole group of an article, itself included, the original first; empty for one that is alone.
    pub fn group(&self, address: Address) -> &[Address] {
        self.places.get(&address).map_or(&[], |(group, _)| &self.groups[*group])
    }

    /// Every group: two articles or more, the original first.
    pub(super) fn groups(&self) -> &[Vec<Address>] {
        &self.groups
    }

    /// One article for each group: of those in `found` that repeat each other the first of the group
    /// stays, in the place where it stood.
    pub(super) fn collapse<T>(&self, found: Vec<T>, address: impl Fn(&T) -> Address) -> Vec<T> {
        if self.is_empty() {
            return found;
        }
        let place = |one: &T| self.places.get(&address(one)).copied();
        let mut first: FxHashMap<usize, usize> = FxHashMap::default();
        for (group, place) in found.iter().filter_map(place) {
            first.entry(group).and_modify(|least| *least = place.min(*least)).or_insert(place);
        }
        found.into_iter().filter(|one| place(one).is_none_or(|(group, at)| first[&group] == at)).collect()
    }
}

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
            let mut groups: Vec<Vec<Candidate>> = Vec::new();
            let mut leaders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
            for candidate in self.candidates()? {
                match self.group_of(&candidate, &groups, &leaders)? {
                    Some(group) => groups[group].push(candidate),
                    None => {
                        for band in &candidate.bands {
                            let known = leaders.entry(*band).or_default();
                            if known.len() == MOST_LEADERS {
                                known.remove(0);
                            }
                            known.push(groups.len());
                        }
                        groups.push(vec![candidate]);
                    }
                }
            }
            groups.retain(|group| group.len() > 1);
            let ranked = |mut group: Vec<Candidate>| {
                group.sort_unstable_by(|a, b| a.rank.cmp(&b.rank));
                group.into_iter().map(|candidate| candidate.address).collect()
            };
            Ok(Copies::new(groups.into_iter().map(ranked).collect()))
        })
    }

    /// The articles that share a band with another one, the longest first.
    fn candidates(&self) -> Result<Vec<Candidate>> {
        let mut keys: Vec<u32> = Vec::new();
        self.each_band(&mut |_, bands| keys.extend(bands))?;
        keys.sort_unstable();
        let shared: FxHashSet<u32> =
            keys.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect();
        drop(keys);
        let mut found: Vec<(Address, Vec<u32>)> = Vec::new();
        self.each_band(&mut |address, bands| {
            let bands: Vec<u32> = bands.filter(|band| shared.contains(band)).collect();
            if !bands.is_empty() {
                found.push((address, bands));
            }
        })?;
        let mut candidates = Vec::with_capacity(found.len());
        for (address, bands) in found {
            let length = self.number(address, "words")?;
            candidates.push(Candidate { address, length, rank: self.rank(address)?, bands });
        }
        candidates.sort_unstable_by(|a, b| (Reverse(a.length), &a.rank).cmp(&(Reverse(b.length), &b.rank)));
        Ok(candidates)
    }

    /// The group whose longest text this one is a copy of.
    fn group_of(
        &self,
        candidate: &Candidate,
        groups: &[Vec<Candidate>],
        leaders: &FxHashMap<u32, Vec<usize>>,
    ) -> Result<Option<usize>> {
        let long =
            |group: &usize| candidate.length as f64 >= groups[*group][0].length as f64 * Likeness::OF_LONGER;
        let known = |band| leaders.get(band).map_or(&[][..], Vec::as_slice);
        let mut met: Vec<usize> = candidate.bands.iter().flat_map(known).copied().filter(long).collect();
        met.sort_unstable();
        let mut votes: Vec<_> =
            met.chunk_by(|a, b| a == b).map(|same| (Reverse(same.len()), same[0])).collect();
        votes.sort_unstable();
        if votes.is_empty() {
            return Ok(None);
        }
        let own = from_bytes(&self.trace(candidate.address)?);
        for (_, group) in votes.into_iter().take(MOST_COMPARED) {
            let leader = from_bytes(&self.trace(groups[group][0].address)?);
            if Likeness::of(&leader, &own).is_copy() {
                return Ok(Some(group));
            }
        }
        Ok(None)
    }

    fn each_band(&self, take: &mut dyn FnMut(Address, &mut dyn Iterator<Item = u32>)) -> Result<()> {
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let column = segment.fast_fields().u64("band").map_err(|e| self.of(e))?;
            for doc in segment.doc_ids_alive() {
                let address = Address(DocAddress::new(ord as u32, doc));
                take(address, &mut column.values_for_doc(doc).map(|band| band as u32));
            }
        }
        Ok(())
    }

    fn rank(&self, address: Address) -> Result<Rank> {
        let published = self.column(address, "published")?;
        Ok((published.is_empty(), published, self.id(address)?))
    }

    fn number(&self, address: Address, field: &str) -> Result<u64> {
        let segment = self.searcher.segment_reader(address.0.segment_ord);
        let column = segment.fast_fields().u64(field).map_err(|e| self.of(e))?;
        Ok(column.first(address.0.doc_id).unwrap_or_default())
    }

    fn trace(&self, address: Address) -> Result<Vec<u8>> {
        let segment = self.searcher.segment_reader(address.0.segment_ord);
        let mut bytes = Vec::new();
        if let Some(column) = segment.fast_fields().bytes("trace").map_err(|e| self.of(e))?
            && let Some(ord) = column.ords().first(address.0.doc_id)
        {
            column.ord_to_bytes(ord, &mut bytes).map_err(|e| Error::io(&self.folder, e))?;
        }
        Ok(bytes)
    }
}

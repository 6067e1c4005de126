//! The groups of articles that repeat each other, as [`super::settle`] finds them.

use super::reader::Address;
use std::cell::RefCell;
use std::num::NonZeroU32;

/// The groups of articles that repeat each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Copies {
    /// Two articles or more each, the original first, the others in the order of their publication.
    groups: Vec<Vec<Address>>,
    /// By segment and article, up to the last one of a segment that is in a group.
    places: Vec<Vec<Option<Place>>>,
    copies: usize,
}

/// Where an article stands in the groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    /// The number of its group, and one more.
    group: NonZeroU32,
    /// Its place there.
    at: u32,
}

impl Place {
    fn group(self) -> usize {
        self.group.get() as usize - 1
    }
}

/// What [`Copies::collapse`] notes; kept between two questions, as one that finds little need not make so much room.
struct Notes {
    /// The least place met of each group, and one more; 0 for a group that is not met, as all are between two questions.
    least: Vec<u32>,
    /// The articles met that are in a group.
    met: Vec<(usize, Place)>,
}

/// Room for so many articles is kept.
const MOST_KEPT: usize = 1 << 16;

thread_local! {
    static NOTES: RefCell<Notes> = const { RefCell::new(Notes { least: Vec::new(), met: Vec::new() }) };
}

impl Copies {
    pub(super) fn new(mut groups: Vec<Vec<Address>>) -> Self {
        groups.sort_unstable();
        let mut places: Vec<Vec<Option<Place>>> = Vec::new();
        let mut articles = 0;
        for (number, group) in (1..).filter_map(NonZeroU32::new).zip(&groups) {
            for (at, Address(address)) in (0..).zip(group) {
                let (segment, doc) = (address.segment_ord as usize, address.doc_id as usize);
                places.resize_with(places.len().max(segment + 1), Vec::new);
                let docs = &mut places[segment];
                docs.resize(docs.len().max(doc + 1), None);
                docs[doc] = Some(Place { group: number, at });
                articles += 1;
            }
        }
        let copies = articles - groups.len();
        Self { groups, places, copies }
    }

    fn place(&self, Address(address): Address) -> Option<Place> {
        *self.places.get(address.segment_ord as usize)?.get(address.doc_id as usize)?
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
        self.place(address).is_some_and(|place| place.at > 0)
    }

    /// The article that this one repeats; none if it is the original, or alone.
    pub fn original(&self, address: Address) -> Option<Address> {
        self.place(address).filter(|place| place.at > 0).map(|place| self.groups[place.group()][0])
    }

    /// The whole group of an article, itself included, the original first; empty for one that is alone.
    pub fn group(&self, address: Address) -> &[Address] {
        self.place(address).map_or(&[], |place| &self.groups[place.group()])
    }

    /// Every group: two articles or more, the original first.
    pub(super) fn groups(&self) -> &[Vec<Address>] {
        &self.groups
    }

    /// One article for each group: of those in `found` that repeat each other the first of the group
    /// stays, in the place where it stood.
    pub(super) fn collapse<T>(&self, mut found: Vec<T>, address: impl Fn(&T) -> Address) -> Vec<T> {
        if self.is_empty() {
            return found;
        }
        NOTES.with_borrow_mut(|Notes { least, met }| {
            least.resize(least.len().max(self.groups.len()), 0);
            for (nth, one) in found.iter().enumerate() {
                let Some(place) = self.place(address(one)) else { continue };
                let least = &mut least[place.group()];
                if *least == 0 || place.at < *least {
                    *least = place.at + 1;
                }
                met.push((nth, place));
            }
            let mut nth = 0..;
            let mut in_groups = met.iter().peekable();
            found.retain(|_| {
                let own = nth.next();
                let place = in_groups.next_if(|(nth, _)| Some(*nth) == own);
                place.is_none_or(|(_, place)| least[place.group()] == place.at + 1)
            });
            for (_, place) in met.drain(..) {
                least[place.group()] = 0;
            }
            met.shrink_to(MOST_KEPT);
        });
        found
    }
}

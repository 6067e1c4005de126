//! The groups of articles that repeat each other, as [`super::settle`] finds them.

use super::reader::Address;
use std::cell::RefCell;

/// The groups of articles that repeat each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Copies {
    /// Two articles or more each, the original first, the others in the order of their publication.
    groups: Vec<Vec<Address>>,
    /// By segment and article, up to the last one of a segment that is in a group.
    places: Vec<Vec<Place>>,
    copies: usize,
}

/// Where an article stands in the groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    /// The number of its group, and one more; [`ALONE`] for none.
    group: u32,
    /// Its place there.
    at: u32,
}

const ALONE: usize = 0;

impl Place {
    fn group(self) -> Option<usize> {
        (self.group as usize).checked_sub(ALONE + 1)
    }
}

/// What [`Copies::collapse`] notes; kept between two questions, as one that finds little need not make so much room.
struct Notes {
    /// The least place met of each group, by [`Place::group`]; [`u32::MAX`] for one that is not met, as all are between
    /// two questions.
    least: Vec<u32>,
    /// Those of the articles that were found; none between two questions.
    places: Vec<Place>,
}

/// Room for so many articles is kept.
const MOST_KEPT: usize = 1 << 16;

thread_local! {
    static NOTES: RefCell<Notes> = const { RefCell::new(Notes { least: Vec::new(), places: Vec::new() }) };
}

impl Copies {
    pub(super) fn new(mut groups: Vec<Vec<Address>>) -> Self {
        groups.sort_unstable();
        let mut places: Vec<Vec<Place>> = Vec::new();
        let mut articles = 0;
        for (number, group) in (1..).zip(&groups) {
            for (at, Address(address)) in (0..).zip(group) {
                let (segment, doc) = (address.segment_ord as usize, address.doc_id as usize);
                places.resize_with(places.len().max(segment + 1), Vec::new);
                let docs = &mut places[segment];
                docs.resize(docs.len().max(doc + 1), Place::default());
                docs[doc] = Place { group: number, at };
                articles += 1;
            }
        }
        let copies = articles - groups.len();
        Self { groups, places, copies }
    }

    fn place(&self, Address(address): Address) -> Place {
        let docs = self.places.get(address.segment_ord as usize);
        docs.and_then(|docs| docs.get(address.doc_id as usize)).copied().unwrap_or_default()
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
        self.place(address).at > 0
    }

    /// The article that this one repeats; none if it is the original, or alone.
    pub fn original(&self, address: Address) -> Option<Address> {
        self.is_copy(address).then(|| self.group(address)[0])
    }

    /// The whole group of an article, itself included, the original first; empty for one that is alone.
    pub fn group(&self, address: Address) -> &[Address] {
        self.place(address).group().map_or(&[], |group| &self.groups[group])
    }

    /// Every group: two articles or more, the original first.
    pub(super) fn groups(&self) -> &[Vec<Address>] {
        &self.groups
    }

    /// One article for each group: of those in `found` that repeat each other the first of the group
    /// stays, in the place where it stood.
    pub(super) fn collapse(&self, mut found: Vec<(f32, Address)>) -> Vec<(f32, Address)> {
        if self.is_empty() {
            return found;
        }
        NOTES.with_borrow_mut(|Notes { least, places }| {
            // Each passage does one thing to all of them and asks nothing that may go either way: what is read from
            // all over the memory is waited for together.
            least.resize(least.len().max(self.groups.len() + 1), u32::MAX);
            least[ALONE] = 0;
            places.extend(found.iter().map(|(_, address)| self.place(*address)));
            for place in &*places {
                let least = &mut least[place.group as usize];
                *least = place.at.min(*least);
            }
            let mut kept = 0;
            for (nth, place) in places.iter().enumerate() {
                found[kept] = found[nth];
                kept += usize::from(least[place.group as usize] == place.at);
            }
            found.truncate(kept);
            for place in places.drain(..) {
                least[place.group as usize] = u32::MAX;
            }
            places.shrink_to(MOST_KEPT);
        });
        found
    }
}

//! The groups of articles that repeat each other, as [`super::settle`] finds them.

use super::reader::Address;
use rustc_hash::FxHashMap;

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

//! Groups of texts that repeat each other, kept up to date while texts come and go.
//!
//! The groups are a function of the texts alone, not of the order in which they came. The longest text
//! goes first. Each text is laid beside the longest texts of the groups that it shares most bands with, and
//! joins the group whose longest text, its leader, holds most of it, or leads one of its own. As members are
//! compared with the leader alone, never with each other, no chain of small changes leads from one text to
//! another; and as a text and its cut versions all stand in the fullest version, that is the one to compare with.
//! Where the fullest is itself cut or has paragraphs of its own, other [`versions`] are told by a member.
//!
//! What a text joins depends on the leaders before it that share a band with it, and on nothing else. So a
//! text that comes or goes is looked at alone, and after it only those behind it in its bands, and that only
//! where it became a leader or is one no more.

mod bands;
mod file;
#[cfg(test)]
mod tests;
mod versions;

use super::alike::Rows;
use super::signature::{BANDS, Mark};
use super::{Likeness, Result};
use bands::Bands;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Leaders that one band leads to: of more, the last ones before a text, which are nearest in length. A
/// band that so many different texts share is a formula. (Few in the tests, which have few texts.)
const MOST_LEADERS: usize = if cfg!(test) { 6 } else { 64 };
/// Leaders that a text is laid beside: those it shares most bands with.
const MOST_COMPARED: usize = 8;
/// Texts that are laid beside leaders ahead of their turn, side by side.
const AHEAD: usize = if cfg!(test) { 4 } else { 256 };
/// Settling anew costs less than bringing up to date where more than one in so many texts is new.
const NEW_OF: usize = 3;

/// The bands of a text's signature; none for a text without a word.
pub(super) type TextBands = Option<[u32; BANDS]>;

/// Number of a text in [`Groups`].
type Slot = u32;

/// How a text lies beside some leaders: if it is a copy, or may be a version of one text.
type Laid = Vec<(Slot, Option<Likeness>)>;

/// The order in which texts are put into groups: longest first, then published first (none last), then
/// the smallest id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(Reverse<u32>, u64, u64);

/// A text as its groups need it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// What it is known by.
    pub id: u64,
    /// Hash of its trace: another content, another print.
    pub print: u64,
    /// Words of its trace.
    pub words: u32,
    /// When it was published, as a number; `u64::MAX` for none.
    pub moment: u64,
    /// The bands of its signature.
    pub bands: TextBands,
}

impl Text {
    fn place(&self) -> Place {
        Place(Reverse(self.words), self.moment, self.id)
    }
}

/// Texts in their groups.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// By [`Slot`]; those that are gone stay until all are numbered anew.
    texts: Vec<Text>,
    /// The leader of each text: itself, if it leads; none if it is gone.
    leaders: Vec<Option<Slot>>,
    /// Leaders that a text may be a version of one text with; it is a copy of none.
    doubts: FxHashMap<Slot, Vec<Slot>>,
    slots: FxHashMap<u64, Slot>,
    /// How many were there when all were numbered.
    numbered: usize,
    bands: Bands,
}

impl Groups {
    /// Whether a text of this id, print and moment is there.
    pub fn holds(&self, id: u64, print: u64, moment: u64) -> bool {
        self.slots.get(&id).is_some_and(|slot| {
            let text = &self.texts[*slot as usize];
            (text.print, text.moment) == (print, moment)
        })
    }

    /// The ids that are there.
    pub fn ids(&self) -> impl Iterator<Item = u64> {
        self.slots.keys().copied()
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// The groups of two texts or more, by their ids: in each the one published first, then the one of the
    /// smallest id leads the others. `trace` gives the words of a text by its id.
    ///
    /// # Errors
    /// Those of `trace`.
    pub fn groups(&self, trace: impl Fn(u64) -> Result<Vec<Mark>>) -> Result<Vec<Vec<u64>>> {
        let mut members: FxHashMap<Slot, Vec<Slot>> = FxHashMap::default();
        for (slot, leader) in self.alive().filter(|(slot, leader)| slot != leader) {
            members.entry(leader).or_insert_with(|| vec![leader]).push(slot);
        }
        for (version, leader) in self.versions(&members, trace)? {
            let group = members.remove(&version).unwrap_or_else(|| vec![version]);
            members.entry(leader).or_insert_with(|| vec![leader]).extend(group);
        }
        let ranked = |group: Vec<Slot>| {
            let mut group: Vec<_> =
                group.iter().map(|slot| &self.texts[*slot as usize]).map(|t| (t.moment, t.id)).collect();
            group.sort_unstable();
            group.into_iter().map(|(_, id)| id).collect()
        };
        Ok(members.into_values().map(ranked).collect())
    }

    /// Takes out the texts `gone`, puts in those that `come`, and settles what follows. A changed text is
    /// among both. `trace` gives the words of a text by its id.
    ///
    /// # Errors
    /// Those of `trace`; then the groups are in no state to be used.
    pub fn update(
        &mut self,
        gone: &[u64],
        come: Vec<Text>,
        trace: impl Fn(u64) -> Result<Vec<Mark>> + Sync,
    ) -> Result<()> {
        if come.len() * NEW_OF > self.len() {
            for id in gone {
                self.slots.remove(id);
            }
            let stay = self.slots.values().map(|slot| self.texts[*slot as usize].clone());
            let texts = stay.chain(come).collect();
            *self = Groups::numbered(texts);
            return self.settle(trace);
        }
        let gone: Vec<Slot> = gone.iter().filter_map(|id| self.slots.remove(id)).collect();
        let led: Vec<Slot> = gone.iter().copied().filter(|slot| self.leads(*slot)).collect();
        for slot in &gone {
            self.leaders[*slot as usize] = None;
            self.doubts.remove(slot);
        }
        let mut open: BTreeSet<(Place, Slot)> = BTreeSet::new();
        led.iter().for_each(|slot| self.open_behind(*slot, &mut open));
        let known = self.texts.len();
        for text in come {
            let slot = self.texts.len() as Slot;
            self.slots.insert(text.id, slot);
            open.insert((text.place(), slot));
            self.texts.push(text);
            self.leaders.push(None);
        }
        for slot in known..self.texts.len() {
            self.bands.add(slot as Slot, &self.texts);
        }
        let mut ahead: FxHashMap<Slot, Laid> = FxHashMap::default();
        while let Some((_, slot)) = open.pop_first() {
            if !ahead.contains_key(&slot) {
                let next = std::iter::once(slot).chain(open.iter().map(|(_, slot)| *slot)).take(AHEAD);
                let next = next.filter(|slot| !ahead.contains_key(slot)).collect();
                ahead.extend(self.laid_ahead(next, |slot| self.near_before(slot), &trace)?);
            }
            let before = self.leads(slot);
            let known = ahead.remove(&slot).unwrap_or_default();
            let leader = self.led(slot, &self.near_before(slot), known, &trace)?;
            if before != leader.is_none() {
                self.open_behind(slot, &mut open);
            }
        }
        if self.texts.len() > 2 * self.len().min(self.numbered) {
            self.number_anew();
        }
        Ok(())
    }

    /// Texts in their order, numbered by it, in no group yet.
    fn numbered(mut texts: Vec<Text>) -> Self {
        texts.sort_unstable_by_key(Text::place);
        let slots = texts.iter().enumerate().map(|(slot, text)| (text.id, slot as Slot)).collect();
        let numbered = texts.len();
        let (leaders, doubts, bands) = (vec![None; numbered], FxHashMap::default(), Bands::of(&texts));
        Groups { texts, leaders, doubts, slots, numbered, bands }
    }

    /// Leaves out those that are gone.
    fn number_anew(&mut self) {
        let old = std::mem::take(self);
        let id = |slot: &Slot| old.texts[*slot as usize].id;
        let stay = old.alive().map(|(slot, _)| old.texts[slot as usize].clone()).collect();
        *self = Groups::numbered(stay);
        for (slot, leader) in old.alive() {
            let doubts = old.doubts.get(&slot).into_iter().flatten().map(id);
            self.put(id(&slot), id(&leader), doubts);
        }
    }

    /// Notes what was settled of a text, by ids; none where one of them is not there.
    fn put(&mut self, text: u64, leader: u64, doubts: impl Iterator<Item = u64>) -> Option<()> {
        let slot = *self.slots.get(&text)?;
        self.leaders[slot as usize] = Some(*self.slots.get(&leader)?);
        let doubts: Vec<Slot> = doubts.map(|id| self.slots.get(&id).copied()).collect::<Option<_>>()?;
        if !doubts.is_empty() {
            self.doubts.insert(slot, doubts);
        }
        Some(())
    }

    /// Settles all of them, none of which is in a group yet.
    fn settle(&mut self, trace: impl Fn(u64) -> Result<Vec<Mark>> + Sync) -> Result<()> {
        // A band that no other text has leads nowhere.
        let mut leading: FxHashMap<u32, Vec<Slot>> =
            self.bands.shared().map(|band| (band, Vec::new())).collect();
        for chunk in (0..self.texts.len() as Slot).collect::<Vec<_>>().chunks(AHEAD) {
            let mut ahead =
                self.laid_ahead(chunk.to_vec(), |slot| self.near_leading(slot, &leading), &trace)?;
            for slot in chunk {
                let known = ahead.remove(slot).unwrap_or_default();
                let near = self.near_leading(*slot, &leading);
                if self.led(*slot, &near, known, &trace)?.is_some() {
                    continue;
                }
                for band in self.texts[*slot as usize].bands.iter().flatten() {
                    if let Some(leaders) = leading.get_mut(band) {
                        leaders.push(*slot);
                    }
                }
            }
        }
        Ok(())
    }

    /// Lays texts beside the leaders near to them as things stand, all at once: nearly all of these will still be
    /// the ones when their turn comes.
    fn laid_ahead(
        &self,
        slots: Vec<Slot>,
        near: impl Fn(Slot) -> Vec<Slot> + Sync,
        trace: &(impl Fn(u64) -> Result<Vec<Mark>> + Sync),
    ) -> Result<FxHashMap<Slot, Laid>> {
        let laid = |slot| Ok((slot, self.laid(slot, &near(slot), Laid::new(), trace)?));
        slots.into_par_iter().map(laid).collect()
    }

    fn alive(&self) -> impl Iterator<Item = (Slot, Slot)> {
        (0..).zip(&self.leaders).filter_map(|(slot, leader)| Some((slot, (*leader)?)))
    }

    fn leads(&self, slot: Slot) -> bool {
        self.leaders[slot as usize] == Some(slot)
    }

    /// Opens again what the coming or going of a leader may change: in its bands the texts behind it, up to
    /// those that have enough leaders nearer than it.
    fn open_behind(&self, slot: Slot, open: &mut BTreeSet<(Place, Slot)>) {
        for band in self.texts[slot as usize].bands.iter().flatten() {
            let mut nearer = 0;
            for behind in self.bands.behind(*band, slot, &self.texts) {
                if nearer == MOST_LEADERS {
                    break;
                }
                if self.leaders[behind as usize].is_some() {
                    open.insert((self.texts[behind as usize].place(), behind));
                    nearer += usize::from(self.leads(behind));
                }
            }
        }
    }

    /// [`Groups::near`] of all texts that lead.
    fn near_before(&self, slot: Slot) -> Vec<Slot> {
        let leaders = |band| self.bands.before(band, slot, &self.texts).filter(|other| self.leads(*other));
        self.near(slot, |band, met| met.extend(leaders(band).take(MOST_LEADERS)))
    }

    /// [`Groups::near`] of those that lead a band so far, in their order.
    fn near_leading(&self, slot: Slot, leading: &FxHashMap<u32, Vec<Slot>>) -> Vec<Slot> {
        self.near(slot, |band, met| {
            let leaders = leading.get(&band).map_or(&[][..], Vec::as_slice);
            met.extend(leaders.iter().rev().take(MOST_LEADERS));
        })
    }

    /// The leaders that share most bands with a text and are not too long for it. `leaders` appends the last
    /// leaders of a band that stand before the text.
    fn near(&self, slot: Slot, leaders: impl Fn(u32, &mut Vec<Slot>)) -> Vec<Slot> {
        let text = &self.texts[slot as usize];
        let most = f64::from(text.words) / Likeness::OF_LONGER_WHOLE;
        let mut met = Vec::new();
        text.bands.iter().flatten().for_each(|band| leaders(*band, &mut met));
        met.retain(|leader| f64::from(self.texts[*leader as usize].words) <= most);
        met.sort_unstable();
        let of = |same: &[Slot]| (Reverse(same.len()), self.texts[same[0] as usize].place(), same[0]);
        let mut votes: Vec<_> = met.chunk_by(|a, b| a == b).map(of).collect();
        if votes.len() > MOST_COMPARED {
            votes.select_nth_unstable(MOST_COMPARED);
            votes.truncate(MOST_COMPARED);
        }
        votes.sort_unstable();
        votes.into_iter().map(|(_, _, leader)| leader).collect()
    }

    /// Settles which leader a text is a copy of: of several the one that holds most of it, then the first in order.
    /// A copy of none leads itself. Of some leaders it is known how the text lies beside them.
    fn led(
        &mut self,
        slot: Slot,
        near: &[Slot],
        known: Laid,
        trace: &impl Fn(u64) -> Result<Vec<Mark>>,
    ) -> Result<Option<Slot>> {
        let laid = self.laid(slot, near, known, trace)?;
        let alike = || laid.iter().filter_map(|(leader, likeness)| Some((*leader, (*likeness)?)));
        let mut best: Option<(f64, Reverse<Place>, Slot)> = None;
        for (leader, likeness) in alike().filter(|(_, likeness)| likeness.is_copy()) {
            let place = Reverse(self.texts[leader as usize].place());
            if best.is_none_or(|(most, first, _)| (likeness.of_shorter, place) > (most, first)) {
                best = Some((likeness.of_shorter, place, leader));
            }
            if likeness.of_longer == 1.0 {
                break;
            }
        }
        let leader = best.map(|(_, _, leader)| leader);
        let doubts: Vec<Slot> = alike().map(|(leader, _)| leader).collect();
        self.leaders[slot as usize] = Some(leader.unwrap_or(slot));
        if leader.is_some() || doubts.is_empty() {
            self.doubts.remove(&slot);
        } else {
            self.doubts.insert(slot, doubts);
        }
        Ok(leader)
    }

    /// How a text lies beside the leaders near to it, in their order; of some it is known.
    fn laid(
        &self,
        slot: Slot,
        near: &[Slot],
        mut known: Laid,
        trace: &impl Fn(u64) -> Result<Vec<Mark>>,
    ) -> Result<Laid> {
        // The one that shares most bands is mostly the same text, beside which the others do not count.
        let is_same = |laid: &Laid| match laid.as_slice() {
            [(leader, Some(likeness)), ..] => near.first() == Some(leader) && likeness.of_longer == 1.0,
            _ => false,
        };
        if is_same(&known) || known.iter().map(|(leader, _)| leader).eq(near) {
            return Ok(known);
        }
        let id = |slot: Slot| self.texts[slot as usize].id;
        let own = trace(id(slot))?;
        let rows = Rows::of(&own);
        let mut laid = Laid::with_capacity(near.len());
        for leader in near {
            let one = match known.iter().position(|(other, _)| other == leader) {
                Some(at) => known.swap_remove(at),
                None => (*leader, rows.alike(&trace(id(*leader))?)),
            };
            laid.push(one);
            if is_same(&laid) {
                break;
            }
        }
        Ok(laid)
    }
}

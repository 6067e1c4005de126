//! Which texts have a band, in the order of the texts.

use super::{Place, Slot, Text};
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;

/// The texts of every band.
#[derive(Debug, Default)]
pub(super) struct Bands {
    /// Band and text of those that were there when all were numbered, in order: among these the order of
    /// the numbers is that of the texts.
    first: Vec<(u32, Slot)>,
    /// Those that came since, by their place.
    late: FxHashMap<u32, Vec<Slot>>,
}

impl Bands {
    /// Of texts in their order.
    pub fn of(texts: &[Text]) -> Self {
        let each =
            (0..).zip(texts).flat_map(|(slot, text)| text.bands.iter().flatten().map(move |b| (*b, slot)));
        let mut first: Vec<(u32, Slot)> = each.collect();
        first.par_sort_unstable();
        // Two bands of one text may have the same key.
        first.dedup();
        Bands { first, late: FxHashMap::default() }
    }

    /// The bands that two of the texts have that were numbered.
    pub fn shared(&self) -> impl Iterator<Item = u32> {
        self.first.chunk_by(|a, b| a.0 == b.0).filter(|of| of.len() > 1).map(|of| of[0].0)
    }

    /// Adds a text.
    pub fn add(&mut self, slot: Slot, texts: &[Text]) {
        let place = texts[slot as usize].place();
        for band in texts[slot as usize].bands.iter().flatten() {
            let late = self.late.entry(*band).or_default();
            let at = late.partition_point(|other| texts[*other as usize].place() < place);
            if late.get(at) != Some(&slot) {
                late.insert(at, slot);
            }
        }
    }

    /// The texts of a band that stand before one, the nearest first.
    pub fn before<'b>(&'b self, band: u32, slot: Slot, texts: &'b [Text]) -> impl Iterator<Item = Slot> + 'b {
        let (first, late) = self.parted(band, slot, texts);
        let first = first.0.iter().rev().map(|(_, slot)| *slot);
        merged(first, late.0.iter().rev().copied(), move |a, b| place(texts, a) > place(texts, b))
    }

    /// The texts of a band that stand behind one, the nearest first; itself may be the first.
    pub fn behind<'b>(&'b self, band: u32, slot: Slot, texts: &'b [Text]) -> impl Iterator<Item = Slot> + 'b {
        let (first, late) = self.parted(band, slot, texts);
        let first = first.1.iter().map(|(_, slot)| *slot);
        merged(first, late.1.iter().copied(), move |a, b| place(texts, a) < place(texts, b))
            .filter(move |other| *other != slot)
    }

    fn numbered(&self, band: u32) -> &[(u32, Slot)] {
        let from = self.first.partition_point(|(other, _)| *other < band);
        let rest = &self.first[from..];
        // Most bands have one text: no second search over all.
        let len = rest.iter().take(8).take_while(|(other, _)| *other == band).count();
        let len = if len < 8 { len } else { rest.partition_point(|(other, _)| *other == band) };
        &rest[..len]
    }

    /// Those before a text and the others, of both kinds.
    fn parted<'b>(
        &'b self,
        band: u32,
        slot: Slot,
        texts: &[Text],
    ) -> (Parted<'b, (u32, Slot)>, Parted<'b, Slot>) {
        let own = place(texts, slot);
        let first = self.numbered(band);
        let late = self.late.get(&band).map_or(&[][..], Vec::as_slice);
        (
            first.split_at(first.partition_point(|(_, other)| place(texts, *other) < own)),
            late.split_at(late.partition_point(|other| place(texts, *other) < own)),
        )
    }
}

/// What stands before a text, and the rest.
type Parted<'b, T> = (&'b [T], &'b [T]);

fn place(texts: &[Text], slot: Slot) -> Place {
    texts[slot as usize].place()
}

/// Two rows in one, `is_first` telling which of two comes first.
fn merged(
    a: impl Iterator<Item = Slot>,
    b: impl Iterator<Item = Slot>,
    is_first: impl Fn(Slot, Slot) -> bool,
) -> impl Iterator<Item = Slot> {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    std::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some(x), Some(y)) if is_first(*y, *x) => b.next(),
        (None, _) => b.next(),
        _ => a.next(),
    })
}

//! Groups as bytes: a heading, the checksum of the rest, then the texts that are there, one after the other.

use super::{Groups, Text};
use crate::index::INDEX_VERSION;
use crate::index::signature::BANDS;
use sha2::{Digest, Sha256};

/// Bytes of the checksum.
const CHECK: usize = 32;

fn heading() -> Vec<u8> {
    format!("vinhdanh-groups {INDEX_VERSION}\n").into_bytes()
}

impl Groups {
    /// All texts with their leaders.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut texts = Vec::new();
        for (slot, leader) in self.alive() {
            let text = &self.texts[slot as usize];
            for number in [text.id, text.print, text.moment, self.texts[leader as usize].id] {
                texts.extend(number.to_le_bytes());
            }
            texts.extend(text.words.to_le_bytes());
            texts.push(u8::from(text.bands.is_some()));
            text.bands.iter().flatten().for_each(|band| texts.extend(band.to_le_bytes()));
            let doubts = self.doubts.get(&slot).map_or(&[][..], Vec::as_slice);
            // No more than are compared.
            texts.push(doubts.len() as u8);
            doubts.iter().for_each(|leader| texts.extend(self.texts[*leader as usize].id.to_le_bytes()));
        }
        [heading(), Sha256::digest(&texts).to_vec(), texts].concat()
    }

    /// What [`Groups::to_bytes`] gave; none of anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Groups> {
        let bytes = bytes.strip_prefix(heading().as_slice())?;
        let (check, mut rest) = bytes.split_at_checked(CHECK)?;
        if Sha256::digest(rest).as_slice() != check {
            return None;
        }
        let (mut texts, mut led) = (Vec::new(), Vec::new());
        while !rest.is_empty() {
            let mut number = || take(&mut rest).map(u64::from_le_bytes);
            let (id, print, moment, leader) = (number()?, number()?, number()?, number()?);
            let words = u32::from_le_bytes(take(&mut rest)?);
            let mut bands = None;
            if take(&mut rest)? == [1] {
                let read: &mut [u32; BANDS] = bands.insert([0; BANDS]);
                for band in read {
                    *band = u32::from_le_bytes(take(&mut rest)?);
                }
            }
            texts.push(Text { id, print, words, moment, bands });
            let [doubts] = take(&mut rest)?;
            let doubts: Option<Vec<u64>> =
                (0..doubts).map(|_| take(&mut rest).map(u64::from_le_bytes)).collect();
            led.push((id, leader, doubts?));
        }
        let mut groups = Groups::numbered(texts);
        for (text, leader, doubts) in led {
            groups.put(text, leader, doubts.into_iter())?;
        }
        Some(groups)
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

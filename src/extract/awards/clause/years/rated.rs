//! The years of yearly ratings, which a text sets by the same words as those of awards.

use super::frame::{self, Frames};
use super::said::{self, Said};
use super::set::Frame;
use super::{Merit, event};
use crate::extract::marked::Marked;
use std::ops::Range;

/// Asks for the years of one rating after another.
pub struct Rated(Frames);

impl Rated {
    /// Nothing asked yet.
    pub fn new(doc: &Marked) -> Self {
        Rated(Frames::new(doc))
    }

    /// The year rated: said right behind the rating, else before it in its sentence, else the one in which the
    /// text sets it, or said in its paragraph, else behind it; else the year that the event reviews. Never one of
    /// a plan (`triển khai nhiệm vụ năm 2025`).
    pub fn years(&mut self, doc: &Marked, phrase: Range<usize>) -> Vec<u16> {
        let single = |said: Said| Some(said.years).filter(|years| !said.period && years.len() == 1);
        let said = |tokens: Range<usize>| said::within(doc, tokens).filter_map(|(_, said)| single(said));
        let sentence = doc.sentence_of(phrase.start);
        let block = doc.blocks[doc.tokens[phrase.start].block as usize].1.start;
        let frame = |frames: &mut Frames| match frame::of(doc, phrase.start, frames) {
            Frame::Years(years) if years.len() == 1 => Some(years),
            _ => None,
        };
        said::at(doc, phrase.end)
            .and_then(single)
            .or_else(|| said(sentence.start..phrase.start).last())
            .or_else(|| frame(&mut self.0))
            .or_else(|| said(block..phrase.start).last())
            .or_else(|| said(phrase.end..sentence.end).next())
            .or_else(|| event::reviewed(doc, phrase.start))
            .filter(|years: &Merit| years.len() == 1)
            .map(|years| years.to_vec())
            .unwrap_or_default()
    }
}

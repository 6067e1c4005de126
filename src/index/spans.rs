//! Phrases whose words are not single terms of the index (`khen*`, `khen~`), and words that stand near to each
//! other. Tantivy's phrase query knows neither several terms at one place nor any order of them.

use super::terms::Term;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tantivy::postings::{Postings, TermInfo};
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED};

/// First word and the one behind the last.
pub type Span = (usize, usize);

/// The shortest stretches that hold a place of every piece, with no more than `between` words in them that
/// belong to none; in order. `places` has, for each piece, its places in order.
pub fn windows(places: &[Vec<Span>], between: usize) -> Vec<Span> {
    let length: usize = places.iter().map(|of| of.first().map_or(0, |(start, end)| end - start)).sum();
    let mut all: Vec<(Span, usize)> = Vec::new();
    for (piece, of) in places.iter().enumerate() {
        all.extend(of.iter().map(|span| (*span, piece)));
    }
    all.sort_unstable();
    let (mut held, mut missing, mut from) = (vec![0_usize; places.len()], places.len(), 0);
    let mut found: Vec<Span> = Vec::new();
    for to in 0..all.len() {
        let piece = all[to].1;
        held[piece] += 1;
        missing -= usize::from(held[piece] == 1);
        while missing == 0 && held[all[from].1] > 1 {
            held[all[from].1] -= 1;
            from += 1;
        }
        if missing == 0 {
            let end = all[from..=to].iter().map(|(span, _)| span.1).max().unwrap_or_default();
            let start = all[from].0.0;
            if end - start <= length + between && found.last() != Some(&(start, end)) {
                found.push((start, end));
            }
        }
    }
    found
}

/// Articles in which every piece stands, near to the others. A piece is one phrase out of several.
#[derive(Debug, Clone)]
pub(super) struct Spans {
    pub field: Field,
    pub pieces: Vec<Vec<Vec<Term>>>,
    /// Words between the pieces at most.
    pub between: usize,
}

impl Query for Spans {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut spans = self.clone();
        // A piece that is asked for twice is found where it stands once.
        let mut known: Vec<Vec<Vec<Term>>> = Vec::new();
        spans.pieces.retain(|piece| !known.contains(piece) && (known.push(piece.clone()), true).1);
        Ok(Box::new(spans))
    }
}

impl Weight for Spans {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = segment.inverted_index(self.field)?;
        let max = segment.max_doc();
        let mut words = Words { inverted, known: FxHashMap::default(), max };
        let mut candidates: Option<Vec<bool>> = None;
        for piece in &self.pieces {
            let mut docs = vec![false; max as usize];
            for phrase in piece {
                let found = words.all(phrase)?;
                docs.iter_mut().zip(found).for_each(|(doc, found)| *doc |= found);
            }
            candidates = Some(match candidates {
                Some(before) => before.iter().zip(&docs).map(|(a, b)| *a && *b).collect(),
                None => docs,
            });
        }
        let candidates = candidates.unwrap_or_default();
        let wanted: Vec<DocId> =
            (0..max).filter(|doc| candidates.get(*doc as usize) == Some(&true)).collect();
        let mut places: Vec<Vec<Vec<Span>>> = vec![vec![Vec::new(); self.pieces.len()]; wanted.len()];
        for (at, piece) in self.pieces.iter().enumerate() {
            for phrase in piece {
                for (doc, found) in words.places(phrase, &wanted)?.into_iter().enumerate() {
                    places[doc][at].extend(found);
                }
            }
        }
        let mut found = BitSet::with_max_value(max);
        for (doc, mut places) in wanted.into_iter().zip(places) {
            places.iter_mut().for_each(|of| of.sort_unstable());
            if !windows(&places, self.between).is_empty() {
                found.insert(doc);
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("the words stand near to each other", 1.0))
    }
}

/// The words of a segment.
struct Words {
    inverted: Arc<InvertedIndexReader>,
    /// The terms of the index that a word stands for.
    known: FxHashMap<Term, Vec<TermInfo>>,
    max: DocId,
}

impl Words {
    fn terms(&mut self, word: &Term) -> tantivy::Result<Vec<TermInfo>> {
        if let Some(known) = self.known.get(word) {
            return Ok(known.clone());
        }
        let dictionary = self.inverted.terms();
        let mut found = Vec::new();
        match word.loose() {
            None => found.extend(dictionary.get(word.text().as_bytes())?),
            Some(loose) => {
                let mark = if loose.is_exact() { "=" } else { "" };
                for start in loose.starts() {
                    let mut terms = dictionary.range().ge(format!("{mark}{start}")).into_stream()?;
                    while terms.advance() {
                        let Some(text) =
                            std::str::from_utf8(terms.key()).ok().and_then(|key| key.strip_prefix(mark))
                        else {
                            break;
                        };
                        if !text.starts_with(&start) {
                            break;
                        }
                        // Other marks stand before terms of another kind.
                        if (mark.is_empty() && text.starts_with(['=', '^'])) || !loose.matches(text) {
                            continue;
                        }
                        if !found.contains(terms.value()) {
                            found.push(terms.value().clone());
                        }
                    }
                }
            }
        }
        self.known.insert(word.clone(), found.clone());
        Ok(found)
    }

    /// Which articles have all words of a phrase, wherever.
    fn all(&mut self, phrase: &[Term]) -> tantivy::Result<Vec<bool>> {
        let mut all = vec![!phrase.is_empty(); self.max as usize];
        for word in phrase {
            let mut one = vec![false; self.max as usize];
            for term in self.terms(word)? {
                let mut postings =
                    self.inverted.read_postings_from_terminfo(&term, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    one[postings.doc() as usize] = true;
                    postings.advance();
                }
            }
            all.iter_mut().zip(one).for_each(|(all, one)| *all &= one);
        }
        Ok(all)
    }

    /// Where a phrase stands in each of the articles.
    fn places(&mut self, phrase: &[Term], wanted: &[DocId]) -> tantivy::Result<Vec<Vec<Span>>> {
        let mut starts: Vec<Option<Vec<u32>>> = vec![None; wanted.len()];
        for (at, word) in (0_u32..).zip(phrase) {
            let mut of_word: Vec<Vec<u32>> = vec![Vec::new(); wanted.len()];
            for term in self.terms(word)? {
                let option = IndexRecordOption::WithFreqsAndPositions;
                let mut postings = self.inverted.read_postings_from_terminfo(&term, option)?;
                let mut positions = Vec::new();
                for (of_word, doc) in of_word.iter_mut().zip(wanted) {
                    if postings.doc() < *doc {
                        postings.seek(*doc);
                    }
                    if postings.doc() == *doc {
                        postings.positions(&mut positions);
                        of_word.extend(positions.iter().filter_map(|position| position.checked_sub(at)));
                    }
                }
            }
            for (starts, mut of_word) in starts.iter_mut().zip(of_word) {
                of_word.sort_unstable();
                match starts {
                    Some(starts) => starts.retain(|start| of_word.binary_search(start).is_ok()),
                    None => *starts = Some(of_word),
                }
            }
        }
        let span = |start: u32| (start as usize, start as usize + phrase.len());
        Ok(starts.into_iter().map(|of| of.unwrap_or_default().into_iter().map(span).collect()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_hold_every_piece() {
        let check = |places: &[Vec<Span>], between, expected: &[Span]| {
            assert_eq!(windows(places, between), expected, "{places:?} {between}");
        };
        let (a, b) = (vec![(0, 1), (20, 21)], vec![(3, 5), (30, 32)]);
        check(&[a.clone(), b.clone()], 2, &[(0, 5)]);
        check(&[b.clone(), a.clone()], 2, &[(0, 5)]);
        check(&[a.clone(), b.clone()], 1, &[]);
        check(&[a.clone(), b.clone()], 9, &[(0, 5), (20, 32)]);
        check(&[a.clone(), Vec::new()], 99, &[]);
        check(&[vec![(4, 6)]], 0, &[(4, 6)]);
        check(&[], 0, &[]);
    }
}

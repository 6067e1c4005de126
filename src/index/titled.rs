//! What is found in the text weighs more where the title has it too.
//!
//! An optional clause of tantivy's own boolean query goes through every article whose title has one of the words, as
//! a union does. Here the titles are only asked about the articles that are found.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// Finds what `query` finds; what one of `titles` finds too scores more by its score there.
#[derive(Debug)]
pub(super) struct Titled {
    pub query: Box<dyn Query>,
    pub titles: Vec<Box<dyn Query>>,
}

impl Clone for Titled {
    fn clone(&self) -> Self {
        let titles = self.titles.iter().map(|title| title.box_clone()).collect();
        Self { query: self.query.box_clone(), titles }
    }
}

impl Query for Titled {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = self.query.weight(scoring)?;
        if self.titles.is_empty() || !scoring.is_scoring_enabled() {
            return Ok(weight);
        }
        let titles = self.titles.iter().map(|title| title.weight(scoring)).collect::<Result<_, _>>()?;
        Ok(Box::new(TitledWeight { weight, titles }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
        self.titles.iter().for_each(|title| title.query_terms(visitor));
    }
}

struct TitledWeight {
    weight: Box<dyn Weight>,
    titles: Vec<Box<dyn Weight>>,
}

impl TitledWeight {
    fn titles(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Titles> {
        let scorers = self.titles.iter().map(|title| title.scorer(reader, boost));
        let title = |scorer: Box<dyn Scorer>| Title { doc: scorer.doc(), scorer };
        Ok(Titles(scorers.map(|scorer| scorer.map(title)).collect::<tantivy::Result<_>>()?))
    }
}

impl Weight for TitledWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let scorer = self.weight.scorer(reader, boost)?;
        if scorer.doc() == TERMINATED {
            return Ok(scorer);
        }
        Ok(Box::new(TitledScorer { scorer, titles: self.titles(reader, boost)? }))
    }

    /// As the text alone would be gone through, which knows best how.
    fn for_each(
        &self,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score),
    ) -> tantivy::Result<()> {
        let mut titles = self.titles(reader, 1.0)?;
        self.weight.for_each(reader, &mut |doc, score| callback(doc, titles.added(doc, score)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}

struct TitledScorer {
    scorer: Box<dyn Scorer>,
    titles: Titles,
}

/// So many steps cost less than to look where a title goes on.
const STEPS: usize = 4;

/// The titles of a segment, asked in order.
struct Titles(Vec<Title>);

struct Title {
    scorer: Box<dyn Scorer>,
    /// Where `scorer` stands.
    doc: DocId,
}

impl Titles {
    /// A score, and what the titles of an article add to it.
    fn added(&mut self, doc: DocId, mut score: Score) -> Score {
        for title in &mut self.0 {
            let mut steps = 0;
            while title.doc < doc {
                title.doc = if steps < STEPS { title.scorer.advance() } else { title.scorer.seek(doc) };
                steps += 1;
            }
            if title.doc == doc {
                score += title.scorer.score();
            }
        }
        score
    }
}

impl DocSet for TitledScorer {
    fn advance(&mut self) -> DocId {
        self.scorer.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.scorer.seek(target)
    }

    fn doc(&self) -> DocId {
        self.scorer.doc()
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for TitledScorer {
    fn score(&mut self) -> Score {
        let score = self.scorer.score();
        self.titles.added(self.scorer.doc(), score)
    }
}

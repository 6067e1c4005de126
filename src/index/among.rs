//! Articles that are known already, as a condition beside others.

use super::Result;
use super::reader::{Address, Reader};
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader};

/// Articles of a reader's state, by their segments.
#[derive(Debug, Clone, PartialEq)]
pub struct Among(Arc<BTreeMap<SegmentId, Vec<DocId>>>);

impl Reader {
    /// The articles that repeat another one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn copies_alone(&self) -> Result<Among> {
        let copies = self.copies()?;
        Ok(self
            .copies_alone
            .get_or_init(|| {
                let mut articles: BTreeMap<SegmentId, Vec<DocId>> = BTreeMap::new();
                let all = copies.groups().iter().flatten().filter(|address| copies.is_copy(**address));
                for Address(at) in all {
                    let segment = self.searcher.segment_reader(at.segment_ord).segment_id();
                    articles.entry(segment).or_default().push(at.doc_id);
                }
                Among(Arc::new(articles))
            })
            .clone())
    }
}

impl Query for Among {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Among {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(articles) = self.0.get(&segment.segment_id()) else { return Ok(Box::new(EmptyScorer)) };
        let mut found = BitSet::with_max_value(segment.max_doc());
        for doc in articles {
            found.insert(*doc);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("it is one of them", 1.0))
    }
}

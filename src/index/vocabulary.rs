//! The words that the indexed texts hold, for suggestions.

use super::reader::Reader;
use super::{Error, Result};
use std::collections::HashMap;

impl Reader {
    /// The words (exact form, without digits) of all texts that `wanted` accepts, most frequent first.
    pub fn words(&self, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<String>> {
        self.guarded(|| {
            let mut found: HashMap<String, u64> = HashMap::new();
            for segment in self.searcher.segment_readers() {
                let inverted = segment.inverted_index(self.fields.text).map_err(|e| self.of(e))?;
                let io = |e| Error::io(&self.folder, e);
                let mut terms = inverted.terms().range().ge("=").lt(">").into_stream().map_err(io)?;
                while terms.advance() {
                    let Some(word) = std::str::from_utf8(&terms.key()[1..]).ok().filter(|w| wanted(w)) else {
                        continue;
                    };
                    *found.entry(word.to_string()).or_default() += u64::from(terms.value().doc_freq);
                }
            }
            let mut words: Vec<_> = found.into_iter().collect();
            words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            Ok(words.into_iter().map(|(word, _)| word).collect())
        })
    }
}

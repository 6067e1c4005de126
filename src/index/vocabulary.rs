//! The words and names that the index holds, for suggestions and for what is asked of a part of a name.

use super::reader::Reader;
use super::{Attribute, Error, Result};
use std::collections::{BTreeSet, HashMap};

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

    /// The names that a column of texts holds and `wanted` accepts, in no order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn names(&self, names: Names, wanted: &mut dyn FnMut(&str) -> bool) -> Result<BTreeSet<String>> {
        let column = match names {
            Names::Units => "unit",
            Names::Officials => "official",
            Names::Sites => "site",
            Names::Authorities => Attribute::Authority.name(),
        };
        self.guarded(|| {
            let mut found = BTreeSet::new();
            for segment in self.searcher.segment_readers() {
                let Some(column) = segment.fast_fields().str(column).map_err(|e| self.of(e))? else {
                    continue;
                };
                let io = |e| Error::io(&self.folder, e);
                let mut terms = column.dictionary().stream().map_err(io)?;
                while terms.advance() {
                    if let Ok(name) = std::str::from_utf8(terms.key())
                        && wanted(name)
                    {
                        found.insert(name.to_string());
                    }
                }
            }
            Ok(found)
        })
    }
}

/// Which names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Units that articles name.
    Units,
    /// Officials and the variants of their names.
    Officials,
    /// Hosts of pages.
    Sites,
    /// Who confers awards.
    Authorities,
}

//! Which articles repeat another one: found in the index as it is, so that the next copy is the
//! original as soon as the first is gone.

use super::reader::{Address, Reader};
use super::{Error, Result};
use std::collections::HashMap;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

impl Reader {
    /// Every article that is a copy, with the id of its original.
    pub fn copies(&self) -> Result<HashMap<Address, String>> {
        self.guarded(|| {
            let mut keys: Vec<(u64, Address)> = Vec::new();
            for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
                let column = segment.fast_fields().u64("copy").map_err(|e| self.of(e))?;
                for doc in segment.doc_ids_alive() {
                    let key = column.first(doc).unwrap_or_default();
                    keys.push((key, Address(tantivy::DocAddress::new(ord as u32, doc))));
                }
            }
            keys.sort_unstable();
            let mut copies = HashMap::new();
            for group in keys.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
                let mut ranked = Vec::with_capacity(group.len());
                for (_, address) in group {
                    ranked.push((self.rank(*address)?, *address));
                }
                ranked.sort_unstable();
                let original = ranked[0].0.2.clone();
                copies.extend(ranked.into_iter().skip(1).map(|(_, address)| (address, original.clone())));
            }
            Ok(copies)
        })
    }

    /// The id of the article that this one repeats, or none if it is the original.
    pub fn original(&self, address: Address) -> Result<Option<String>> {
        self.guarded(|| {
            let segment = self.searcher.segment_reader(address.0.segment_ord);
            let column = segment.fast_fields().u64("copy").map_err(|e| self.of(e))?;
            let Some(key) = column.first(address.0.doc_id) else { return Ok(None) };
            let term = tantivy::Term::from_field_u64(self.fields.copy, key);
            let same = self.addresses(&TermQuery::new(term, IndexRecordOption::Basic))?;
            let mut ranked = same.into_iter().map(|a| self.rank(a)).collect::<Result<Vec<_>>>()?;
            ranked.sort_unstable();
            let own = self.rank(address)?;
            Ok(ranked.into_iter().next().filter(|first| *first != own).map(|first| first.2))
        })
    }

    /// The order of copies: published first, none last; then the smallest id.
    fn rank(&self, address: Address) -> Result<(bool, String, String)> {
        let published = self.column(address, "published")?;
        Ok((published.is_empty(), published, self.column(address, "id")?))
    }

    /// The value of a text column, "" where there is none.
    pub(super) fn column(&self, address: Address, field: &str) -> Result<String> {
        let segment = self.searcher.segment_reader(address.0.segment_ord);
        let mut text = String::new();
        if let Some(column) = segment.fast_fields().str(field).map_err(|e| self.of(e))?
            && let Some(ord) = column.ords().first(address.0.doc_id)
        {
            column.ord_to_str(ord, &mut text).map_err(|e| Error::io(&self.folder, e))?;
        }
        Ok(text)
    }
}

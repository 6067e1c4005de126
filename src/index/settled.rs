//! The groups of copies as a run settled them, kept beside the index so that a question need not settle
//! them again. The file says which state of the index it was made from; of any other it is not used, so it
//! cannot disagree with the index, and it may be deleted at any time.

use super::copies::Copies;
use super::reader::{Address, Reader};
use super::settle::replace;
use super::{INDEX_VERSION, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use tantivy::DocAddress;

const FILE: &str = "copies.txt";

impl Reader {
    /// Keeps the groups.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn save_copies(&self, copies: &Copies) -> Result<()> {
        replace(&self.folder, FILE, written(&self.state(), copies).as_bytes())
    }

    /// The groups as kept; none where the file is missing, damaged or of another state.
    pub(super) fn saved_copies(&self) -> Option<Copies> {
        let text = fs::read_to_string(self.folder.join(FILE)).ok()?;
        let copies = read(&self.state(), &text)?;
        let segments = self.searcher.segment_readers();
        let is_there =
            |a: &Address| segments.get(a.0.segment_ord as usize).is_some_and(|s| a.0.doc_id < s.max_doc());
        copies.groups().iter().flatten().all(is_there).then_some(copies)
    }

    /// What addresses, groups and answers depend on, by 32 hex digits: the segments in their order, and how many
    /// articles of each are alive (a segment never changes but by deletions, which are never undone).
    pub fn state(&self) -> String {
        let mut hash = Sha256::new();
        for segment in self.searcher.segment_readers() {
            hash.update(segment.segment_id().uuid_string());
            hash.update(segment.num_docs().to_le_bytes());
        }
        hash.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// A heading with version, state and number of groups, then a group a line: `segment:document …`.
fn written(state: &str, copies: &Copies) -> String {
    let mut text = format!("vinhdanh-copies {INDEX_VERSION} {state} {}\n", copies.groups().len());
    for group in copies.groups() {
        for (at, Address(address)) in group.iter().enumerate() {
            let blank = if at == 0 { "" } else { " " };
            let _ = write!(text, "{blank}{}:{}", address.segment_ord, address.doc_id);
        }
        text.push('\n');
    }
    text
}

fn read(state: &str, text: &str) -> Option<Copies> {
    let (head, lines) = text.split_once('\n')?;
    let groups = head.strip_prefix(&format!("vinhdanh-copies {INDEX_VERSION} {state} "))?;
    let address = |text: &str| {
        let (segment, document) = text.split_once(':')?;
        Some(Address(DocAddress::new(segment.parse().ok()?, document.parse().ok()?)))
    };
    let group = |line: &str| line.split(' ').map(address).collect::<Option<Vec<_>>>();
    let found = lines.lines().map(group).collect::<Option<Vec<_>>>()?;
    (found.len() == groups.parse::<usize>().ok()? && text.ends_with('\n')).then(|| Copies::new(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_in_its_state_and_whole_only() {
        let at = |segment, doc| Address(DocAddress::new(segment, doc));
        let copies = Copies::new(vec![vec![at(1, 7), at(0, 3)], vec![at(0, 1), at(2, 2), at(0, 9)]]);
        let text = written("ab", &copies);
        assert_eq!(read("ab", &text), Some(copies));
        for (state, text) in
            [("cd", &*text), ("ab", &text[..text.len() - 9]), ("ab", &text[..text.len() - 1]), ("ab", "")]
        {
            assert_eq!(read(state, text), None, "{state} {text}");
        }
        assert_eq!(read("ab", &text.replace("1:7", "1:x")), None);
        assert_eq!(read("ab", &written("ab", &Copies::default())), Some(Copies::default()));
    }
}

//! Abbreviations that the article defines: `Tổng công ty Điện lực miền Nam (EVNSPC)`.
//!
//! The name in brackets is no second unit; where it stands alone later, it is the first one.

use super::key;
use super::mention::Named;
use crate::extract::token::Doc;
use rustc_hash::FxHashMap;

/// Drops the mentions that only define an abbreviation, and gives the later ones the full name.
pub(super) fn unite(doc: &Doc, list: &mut Vec<Named>) {
    let mut full: FxHashMap<String, Named> = FxHashMap::default();
    let mut defined: Vec<usize> = Vec::new();
    for (i, named) in list.iter().enumerate().filter(|(_, n)| !n.is_place) {
        let Some(alias) = definition_behind(doc, named.tokens.end) else { continue };
        full.entry(key(&alias)).or_insert_with(|| named.clone());
        let inside = |n: &&Named| n.tokens.start == named.tokens.end + 1;
        defined.extend(list.get(i + 1).filter(inside).map(|_| i + 1));
    }
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        defined.binary_search(&(at - 1)).is_err()
    });
    if full.is_empty() {
        return;
    }
    for named in list.iter_mut().filter(|n| !n.is_place) {
        if let Some(first) = full.get(&key(&named.name)) {
            named.name.clone_from(&first.name);
            named.kind = first.kind;
            named.locality.clone_from(&first.locality);
        }
    }
}

/// The capitals in brackets at token `i`, as a name's own abbreviation: one word.
fn definition_behind(doc: &Doc, i: usize) -> Option<String> {
    let word = doc.tokens.get(i + 1).filter(|_| doc.low(i) == "(" && doc.low(i + 2) == ")")?;
    let capitals = word.text.chars().filter(|c| c.is_uppercase()).count();
    (word.is_word() && capitals >= 2).then(|| word.text.to_string())
}

//! Abbreviations that the article defines: `Tổng công ty Điện lực miền Nam (EVNSPC)`.
//!
//! The name in brackets is no second unit; where it stands alone later, it is the first one.

use super::key;
use super::mention::Named;
use crate::extract::token::Doc;
use rustc_hash::FxHashMap;

/// Drops the mentions that only define an abbreviation, and gives the later ones the full name.
pub(super) fn unite<'t>(doc: &Doc<'t>, list: &mut Vec<Named<'t>>) {
    let mut full: FxHashMap<String, Named> = FxHashMap::default();
    let mut defined: Vec<usize> = Vec::new();
    for (i, named) in list.iter().enumerate().filter(|(_, n)| !n.is_place) {
        if let Some(short) = field_behind(doc, named) {
            full.entry(key(&short)).or_insert_with(|| named.clone());
        }
        // A short name of several words stays a mention of its own.
        if let Some(short) = list.get(i + 1).and_then(|next| short_name(doc, named, next)) {
            full.entry(key(short)).or_insert_with(|| named.clone());
            continue;
        }
        let Some(alias) = definition_behind(doc, named.tokens.end) else { continue };
        full.entry(key(alias)).or_insert_with(|| named.clone());
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
            named.locality = first.locality;
        }
    }
}

/// `Công ty Điện lực Nghệ An (PC Nghệ An)`: an enterprise in brackets that opens with capitals and ends with the
/// place of the one before it.
fn short_name<'n>(doc: &Doc, named: &Named, next: &'n Named) -> Option<&'n str> {
    let open = named.tokens.end;
    let inside = next.tokens.start == open + 1 && doc.low(open) == "(" && doc.low(next.tokens.end) == ")";
    let both = named.kind == "enterprise" && next.kind == "enterprise";
    let same_end = doc.low(next.tokens.end - 1) == doc.low(open - 1) && next.tokens.len() > 1;
    (inside && both && same_end && doc.tokens[next.tokens.start].is_upper()).then(|| &*next.name)
}

/// `Bộ Văn hóa, Thể thao và Du lịch (VH,TT&DL)`: the name with its last words by the initials in brackets behind
/// them, `Bộ VH,TT&DL`.
fn field_behind(doc: &Doc, named: &Named) -> Option<String> {
    let open = named.tokens.end;
    if doc.low(open) != "(" {
        return None;
    }
    let inside = |k: &usize| {
        let upper =
            |t: &crate::extract::token::Token| t.is_upper() || matches!(t.text, "," | "&" | "-" | ".");
        doc.tokens.get(*k).is_some_and(upper)
    };
    let close = (open + 1..open + 9).find(|k| !inside(k)).filter(|k| *k > open + 1 && doc.low(*k) == ")")?;
    let short = doc.exported(open + 1..close);
    let wanted: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let words = named
        .tokens
        .clone()
        .rev()
        .filter(|k| doc.tokens[*k].is_word() && !matches!(doc.low(*k), "và" | "của" | "các"));
    let initial = |k: usize| doc.tokens[k].text.chars().next().and_then(|c| c.to_uppercase().next());
    let mut first = None;
    for (k, letter) in words.zip(wanted.iter().rev()) {
        if initial(k) != Some(*letter) {
            return None;
        }
        first = Some(k);
    }
    let head = first.filter(|k| *k > named.tokens.start && *k + wanted.len() <= open)?;
    Some(format!("{} {short}", doc.exported(named.tokens.start..head)))
}

/// The capitals in brackets at token `i`, as a name's own abbreviation: one word.
fn definition_behind<'t>(doc: &Doc<'t>, i: usize) -> Option<&'t str> {
    let word = doc.tokens.get(i + 1).filter(|_| doc.low(i) == "(" && doc.low(i + 2) == ")")?;
    let capitals = word.text.chars().filter(|c| c.is_uppercase()).count();
    (word.is_word() && capitals >= 2).then_some(word.text)
}

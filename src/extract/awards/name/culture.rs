//! The title that villages and quarters keep, told by what they are called.

use super::Name;
use crate::extract::lexicon::{Lexicon, is_quote};
use crate::extract::marked::Marked;
use crate::extract::units::mention::HEADS;
use std::sync::LazyLock;

/// What a village is called in such a title only.
const SHORT: &[&str] = &["tổ", "khối"];

/// What is joined to `văn hóa` in the name of a field of work: `khối văn hóa - xã hội`.
const FIELDS: &[[&str; 2]] =
    &[["xã", "hội"], ["thể", "thao"], ["du", "lịch"], ["văn", "nghệ"], ["thông", "tin"]];

/// The most words for a village in one title.
const MOST: usize = 8;

/// Rule `award-culture-title`: one or more words for a village before `văn hóa`: `thôn, bản, tổ dân phố văn hóa`.
/// Not `nhà văn hóa thôn`, nor `khối văn hóa - xã hội`.
pub(super) fn culture_title<'t>(doc: &Marked<'_, 't>, i: usize, limit: usize) -> Option<(Name<'t>, usize)> {
    let mut at = behind_word(doc, i).filter(|&end| end <= limit)?;
    for _ in 0..MOST {
        let next = behind_marks(doc, at, limit);
        if doc.has(next, &["văn", "hóa"]) && next + 2 <= limit {
            let end = next + 2;
            let field = behind_marks(doc, end, doc.tokens.len().min(end + 3));
            let of_work = FIELDS.iter().any(|words| doc.has(field, words));
            let title =
                Name { recipient: Some("collective"), ..Name::new(i..end, "thon-to-dan-pho-van-hoa") };
            // A comma parts a village from the title of another: `thôn, văn hóa`.
            let joined = (at..next).all(|k| is_quote(&doc.tokens[k]) || doc.low(k) == ")");
            return (joined && !of_work).then_some((title, end));
        }
        at = behind_word(doc, next).filter(|&end| end <= limit)?;
    }
    None
}

/// The words for a village, as they begin the title.
pub(in super::super) fn villages() -> impl Iterator<Item = String> {
    VILLAGES.rows().iter().map(|row| format!("{} văn hóa", row.key))
}

/// The words for a village: those of the heads of units, among which `Làng Văn hóa` is none.
static VILLAGES: LazyLock<Lexicon> = LazyLock::new(|| {
    let heads = HEADS.rows().iter().filter(|row| row.value(0) == "village").map(|row| row.key);
    let keys: Vec<&str> = heads.chain(SHORT.iter().copied()).collect();
    Lexicon::new(keys.join("\n").leak())
});

/// The token behind the longest word for a village at token `i`.
fn behind_word(doc: &Marked, i: usize) -> Option<usize> {
    VILLAGES.at(doc, i).map(|hit| i + hit.len)
}

/// The first token from `i` on that is no mark or word between two of a list.
fn behind_marks(doc: &Marked, i: usize, limit: usize) -> usize {
    let between = |k: usize| {
        is_quote(&doc.tokens[k]) || matches!(doc.low(k), "," | "và" | "hoặc" | "/" | "-" | "&" | "(" | ")")
    };
    (i..limit).find(|&k| !between(k)).unwrap_or(limit.max(i))
}

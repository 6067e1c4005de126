//! Emulation clusters: what stands behind `Cụm thi đua`, `Khối thi đua`.

use super::mention::{HEADS, Locality, STOPS};
use super::places::locality;
use crate::extract::token::Doc;
use std::ops::Range;

/// `số 2`, `số II`, `các huyện, thành phố`, `các bộ, ngành tổng hợp`, `Nội chính`.
pub(super) fn cluster(doc: &Doc, i: usize) -> Option<usize> {
    let at = if doc.low(i) == "số" { i + 1 } else { i };
    let token = doc.tokens.get(at)?;
    let roman = |t: &str| !t.is_empty() && t.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if token.is_number() && !matches!(doc.low(at + 1), "tỉnh" | "huyện" | "đơn" | "xã") || roman(token.text)
    {
        // `Cụm thi đua số 3 ngành Kiểm sát nhân dân`
        let end = at + 1;
        let go_on = |k: usize| {
            doc.tokens.get(k).is_some_and(|t| {
                t.is_word() && t.block == token.block && (STOPS.at(doc, k).is_none() || is_people(doc, k))
            })
        };
        let named = doc.low(end) == "ngành" && go_on(end + 1);
        return Some(if named { (end + 1..end + 7).find(|&k| !go_on(k)).unwrap_or(end + 7) } else { end });
    }
    let listed = doc.low(at) == "các";
    let named = token.is_capital() && at == i;
    if !listed && !named {
        return None;
    }
    let mut end = if listed { at + 1 } else { at };
    // `Khối thi đua các tổ chức tín dụng`: the noun.
    if listed && doc.has(end, &["tổ", "chức"]) {
        end += 2;
    }
    // In a headline's capitals every word has one.
    let capitals = token.is_upper() && doc.tokens.get(at + 1).is_some_and(|t| t.is_upper());
    while let Some(token) = doc.tokens.get(end) {
        let inside = match token.text {
            // `khối thi đua Hội CCB các huyện, thị xã`
            "các" => end > at && cluster_word(doc.low(end + 1)),
            "," => cluster_word(doc.low(end + 1)),
            "và" => {
                cluster_word(doc.low(end + 1)) || doc.tokens.get(end + 1).is_some_and(|t| t.is_capital())
            }
            "-" => true,
            _ => token.is_word() && (token.is_capital() && !capitals || STOPS.at(doc, end).is_none()),
        };
        if !inside || token.block != doc.tokens[i - 1].block || end - at > 12 {
            break;
        }
        end += 1;
    }
    (end > at + usize::from(listed)).then(|| on_ground(doc, end))
}

/// `Khối thi đua các tổ chức tín dụng trên địa bàn thành phố X`: the end of the locality on which it is, else `end`.
fn on_ground(doc: &Doc, end: usize) -> usize {
    if !doc.has(end, &["trên", "địa", "bàn"]) {
        return end;
    }
    let (behind, place) = locality(doc, end + 3);
    if place.is_some_and(|p| !p.kind.is_empty() && !p.name.is_empty()) { behind } else { end }
}

/// The locality that ends the name of a cluster: `Nội chính tỉnh Lai Châu`, `Nội chính tỉnh`, `các sở, ngành tỉnh X`;
/// not the members of a list (`các huyện, thành phố`, `các xã A, B`).
pub(super) fn seat<'t>(doc: &Doc<'t>, tokens: Range<usize>) -> Option<Locality<'t>> {
    let listed = tokens.clone().any(|k| doc.low(k) == "các");
    let at = tokens.clone().skip(1).find(|&k| {
        matches!(doc.low(k), "tỉnh" | "huyện" | "thành" | "tp" | "thị" | "quận" | "xã" | "phường")
            && !matches!(doc.low(k - 1), "các" | "," | "và")
            && HEADS.at(doc, k).is_some_and(|h| h.row.value(1) == "place")
    })?;
    let (end, place) = locality(doc, at);
    place.filter(|p| end == tokens.end && !(listed && p.name.is_empty()))
}

/// `nhân dân`: its first word alone would end the name.
fn is_people(doc: &Doc, i: usize) -> bool {
    doc.has(i, &["nhân", "dân"])
}

fn cluster_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "thành",
        "thị",
        "ngành",
        "đoàn",
        "xã",
        "phường",
        "huyện",
        "tỉnh",
        "cơ",
        "doanh",
        "đơn",
        "ban",
        "hội",
        "sở",
        "quận",
        "mặt",
        "trường",
        "đảng",
    ];
    WORDS.contains(&word)
}

//! Emulation clusters: what stands behind `Cụm thi đua`, `Khối thi đua`.

use super::mention::STOPS;
use crate::extract::token::Doc;

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
    while let Some(token) = doc.tokens.get(end) {
        let inside = match token.text {
            "," => cluster_word(doc.low(end + 1)),
            "và" => {
                cluster_word(doc.low(end + 1)) || doc.tokens.get(end + 1).is_some_and(|t| t.is_capital())
            }
            "-" => true,
            _ => token.is_word() && (token.is_capital() || STOPS.at(doc, end).is_none()),
        };
        if !inside || token.block != doc.tokens[i - 1].block || end - at > 12 {
            break;
        }
        end += 1;
    }
    (end > at + usize::from(listed)).then_some(end)
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

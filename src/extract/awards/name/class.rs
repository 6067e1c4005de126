//! The class of an award: in a word behind it, or alone in a later member of a list.

use super::Name;
use super::badge::badge_number;
use crate::extract::token::Doc;

/// `hạng Nhất`, `hạng 3`, `hạng III`, `các hạng` behind an award.
pub(super) fn class_behind(doc: &Doc, end: usize, limit: usize) -> (Option<&'static str>, usize) {
    if end + 1 >= limit {
        return (None, end);
    }
    if doc.has(end, &["các", "hạng"]) || doc.has(end, &["các", "loại"]) {
        return (None, end + 2);
    }
    if matches!(doc.low(end), "hạng" | "loại")
        && let Some(class) = class_word(doc.low(end + 1))
    {
        let more = more_classes(doc, end + 2, limit);
        return if more > end + 2 { (None, more) } else { (Some(class), end + 2) };
    }
    (None, end)
}

/// `hạng Nhì, Ba cho`, `hạng Nhì và hạng Ba`: the end of classes that share what follows: who receives, or
/// nothing. `hạng Nhất cho A, hạng Nhì cho B` are apart.
fn more_classes(doc: &Doc, end: usize, limit: usize) -> usize {
    let mut at = end;
    while at + 1 < limit && matches!(doc.low(at), "," | "và") {
        let word = if doc.low(at + 1) == "hạng" { at + 2 } else { at + 1 };
        if word >= limit || class_word(doc.low(word)).is_none() || doc.tokens[word].is_number() {
            break;
        }
        at = word + 1;
    }
    let shared = at >= limit || matches!(doc.low(at), "cho" | "." | ";" | "của" | ":" | "tặng");
    if shared { at } else { end }
}

/// The class that a word names.
pub fn class_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "nhất" | "1" | "i" | "01" => "1",
        "nhì" | "2" | "ii" | "02" | "hai" => "2",
        "ba" | "3" | "iii" | "03" => "3",
        "tư" | "4" => "4",
        "khuyến" => "consolation",
        "đặc" => "special",
        "a" => "A",
        "b" => "B",
        "c" => "C",
        "vàng" => "gold",
        "bạc" => "silver",
        "đồng" => "bronze",
        _ => return None,
    })
}

/// `N2 nhì`, `hạng Ba cho …`: a later member of a list that leaves the award's name out. Its first words are
/// those of [`SHORTENED`](super::super::begins::SHORTENED).
pub(super) fn shortened<'t>(
    doc: &Doc<'t>,
    i: usize,
    before: Option<&Name<'t>>,
    limit: usize,
) -> Option<(Name<'t>, usize)> {
    let last = before?;
    let same = |class: &'t str, end: usize| {
        let name = Name { tokens: i..end, class: Some(class), direct: None, ..last.clone() };
        Some((name, end))
    };
    let ranked = last.slug.starts_with("huan-chuong") || last.slug.starts_with("huy-chuong-");
    if ranked && doc.low(i) == "hạng" && i + 1 < limit {
        class_word(doc.low(i + 1))?;
        let (class, end) = class_behind(doc, i, limit);
        return Some((Name { tokens: i..end, class, direct: None, ..last.clone() }, end));
    }
    // `Huy hiệu 75 năm cho 1 đồng chí, 60 năm cho 6 đồng chí`
    if last.slug == "huy-hieu-dang" && last.class.is_some() && i > last.tokens.end {
        let listed = matches!(doc.low(i - 1), "," | ";" | "và") && doc.low(i + 1) == "năm";
        let years = badge_number(doc, i).filter(|_| listed && matches!(doc.low(i + 2), "cho" | ":"))?;
        return same(years, i + 2);
    }
    // `20 huy chương (8 vàng, 5 bạc, 7 đồng)`
    if last.slug == "huy-chuong-the-thao" && i > last.tokens.end && doc.tokens[i - 1].is_number() {
        return match doc.low(i) {
            word @ ("vàng" | "bạc" | "đồng") if doc.low(i - 1).len() < 4 => {
                same(class_word(word)?, i + 1)
            }
            _ => None,
        };
    }
    // `2 giải Nhất, 9 Nhì, 12 Ba`
    let counted = i > 0 && doc.tokens[i - 1].is_number() && last.slug == "giai" && i > last.tokens.end;
    if !counted || i + 1 >= doc.tokens.len() {
        return None;
    }
    match doc.low(i) {
        word @ ("nhất" | "nhì" | "ba") => same(class_word(word)?, i + 1),
        "khuyến" if doc.low(i + 1) == "khích" => same("consolation", i + 2),
        _ => None,
    }
}

//! Localities by name: one behind its kind word, the members of a list, the locality of a body.

use super::mention::{HEADS, Locality, Named, POSITIONS};
use crate::extract::lexicon::Lexicon;
use crate::extract::person;
use crate::extract::token::Doc;
use crate::gazetteer;
use crate::model::refused::{Field, Reason};
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::LazyLock;

/// Rule `unit-place`: `huyện X`, `các huyện X, Y và Z`, `02 xã X, Y`, `các xã: X, Y`.
pub(super) fn places<'t>(
    doc: &Doc<'t>,
    head: Range<usize>,
    kind: &'static str,
    found: &mut Vec<Named<'t>>,
) -> Option<usize> {
    let region = doc.has(head.start, &["khu", "vực"]) && !is_quarter(doc, head.end);
    let none = |yes, reason| doc.refuses(yes, head.clone(), Field::Units, reason, "unit-place");
    if none(region, Reason::Region) || none(is_calling(doc, &head), Reason::CallsPerson) {
        return None;
    }
    let members = place_list(doc, head.clone(), kind)?;
    let word = doc.exported(head.clone());
    let end = members.last()?.end;
    for (k, member) in members.into_iter().enumerate() {
        let name = doc.exported(member.clone());
        // A first member nearly always stands one blank behind the kind word.
        let written = doc.exported(head.start..member.end);
        let as_written =
            k == 0 && written.strip_prefix(word).is_some_and(|rest| rest.strip_prefix(' ') == Some(name));
        let tokens = if k == 0 { head.start..member.end } else { member };
        found.push(Named {
            from: head.start,
            name: if as_written { written.into() } else { joined(word, name).into() },
            kind,
            is_place: true,
            locality: Some(Locality { kind: word, name, place: None }),
            rule: if k == 0 { "unit-place" } else { "unit-place-list" },
            tokens,
            key: 0,
        });
    }
    Some(end)
}

/// Whether what stands behind `khu vực` is the quarter of a ward: one follows it. Else it is a region.
fn is_quarter(doc: &Doc, i: usize) -> bool {
    static REGIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("regions.tsv")));
    let Some(end) = place_name(doc, i, "village") else { return false };
    let region = REGIONS.at(doc, i).is_some_and(|r| i + r.len >= end);
    let numbered = doc.tokens[i].is_number();
    let ward = (end..end + 2).any(|k| matches!(doc.low(k), "phường" | "p" | "thị" | "tt"));
    let ward_before = (1..5).any(|n| i.checked_sub(n + 2).is_some_and(|k| doc.low(k) == "phường"));
    // `lực lượng khu vực Bạc Liêu`: a province or a district is larger than a quarter.
    let name = doc.exported(i..end);
    let large = || gazetteer::get().is_province_name(name) || super::resolve::is_name_of(name, "district");
    ward || ward_before || (!region && !numbered && !doc.tokens[i].is_upper() && !large())
}

/// `già làng A Hlốp`, `trưởng bản Giàng A Páo`: the kind word calls a person.
fn is_calling(doc: &Doc, head: &Range<usize>) -> bool {
    let before = head.start.checked_sub(1).map_or("", |k| doc.low(k));
    let person = person::name_inside(doc, head.end).is_some();
    match before {
        "già" => true,
        "trưởng" | "phó" => {
            person
                && known_length(doc, head.end).is_none()
                && !doc.tokens[head.end].is_number()
                && person::name_inside(doc, head.end).is_some_and(|end| end >= head.end + 3)
        }
        _ => false,
    }
}

/// The names of a list of localities.
pub(super) type Members = SmallVec<[Range<usize>; 4]>;

/// The names behind the kind word of a locality: one, or the members of a list.
pub(super) fn place_list(doc: &Doc, head: Range<usize>, kind: &str) -> Option<Members> {
    let plural = head.start > 0 && is_plural(doc, head.start - 1);
    let mut at = head.end;
    if doc.low(at) == ":" && plural {
        at += 1;
    }
    let block = doc.tokens[head.start].block;
    let same_block = |i: usize| doc.tokens.get(i).is_some_and(|t| t.block == block);
    let mut end = place_name(doc, at, kind).filter(|_| same_block(at))?;
    let mut members = Members::new();
    members.push(at..end);
    while matches!(doc.low(end), "," | "và" | "cùng" | ";") {
        let next = end + 1;
        let next = if doc.low(end) == "," && doc.low(next) == "và" { next + 1 } else { next };
        if !same_block(next) || begins_another(doc, next, kind) {
            break;
        }
        let Some(stop) = place_name(doc, next, kind) else { break };
        // Behind a single head the list goes on only with a known name of the same kind.
        if !plural && (doc.low(end) == ";" || !is_known(doc, next..stop, kind)) {
            break;
        }
        if !doc.is_capital(next) || person::name_at(doc, next).is_some_and(|p| p > stop) {
            break;
        }
        members.push(next..stop);
        end = stop;
    }
    Some(members)
}

/// Whether another unit begins at token `i`, not a name that only opens with a head's word (the
/// commune `Trường Xuân`).
fn begins_another(doc: &Doc, i: usize, kind: &str) -> bool {
    let Some(hit) = HEADS.at(doc, i).filter(|h| h.row.value(0) != "village") else { return false };
    let longer = doc.is_capital(i)
        && known_length(doc, i).is_some_and(|n| n > hit.len && is_known(doc, i..i + n, kind));
    !longer
}

/// Whether token `i` says that the kind word behind it stands for several.
pub(super) fn is_plural(doc: &Doc, i: usize) -> bool {
    let token = &doc.tokens[i];
    matches!(token.lower, "các" | "hai" | "ba" | "bốn" | "năm" | "những")
        || (token.is_number() && crate::extract::numbers::digits(token.text).is_some_and(|n| n > 1))
}

/// Whether the name is one of the gazetteer's of this kind, and no province's.
fn is_known(doc: &Doc, name: Range<usize>, kind: &str) -> bool {
    let name = doc.exported(name);
    !gazetteer::get().is_province_name(name) && super::resolve::is_name_of(name, kind)
}

/// The end of the name of a locality that begins at token `i`.
pub fn place_name(doc: &Doc, i: usize, kind: &str) -> Option<usize> {
    let first = doc.tokens.get(i)?;
    if first.is_number() {
        let head = i.checked_sub(1).map_or("", |k| doc.low(k));
        if !matches!(
            head,
            "phường"
                | "quận"
                | "thôn"
                | "ấp"
                | "khóm"
                | "phố"
                | "làng"
                | "cư"
                | "tdp"
                | "."
                | "buôn"
                | "xóm"
                | "khu"
        ) {
            return None;
        }
        let glued = doc.tokens.get(i + 1).is_some_and(|t| !t.spaced && t.is_capital() && t.text.len() == 1);
        let numbered = matches!(kind, "village" | "commune" | "district") && first.text.len() <= 3;
        let dated = matches!(doc.low(i + 1), "/" | "-" | "." | "%") && !doc.tokens[i + 1].spaced;
        return (numbered && !dated).then_some(if glued { i + 2 } else { i + 1 });
    }
    // `khu dân cư số 3`, `tổ dân phố số 5`
    let counted =
        kind == "village" && first.lower == "số" && doc.tokens.get(i + 1).is_some_and(|t| t.is_number());
    if counted && doc.tokens[i + 1].text.len() <= 2 && doc.low(i + 2) != "/" {
        return Some(i + 2);
    }
    if !first.is_capital() {
        return None;
    }
    let run = || capital_run(doc, i);
    let known = known_length(doc, i).map(|n| i + n);
    if known.is_none() && first.is_upper() {
        return None;
    }
    // `UBND tỉnh Trần Văn A`: a person behind the kind word.
    if known.is_none()
        && kind != "village"
        && person::name_inside(doc, i).is_some_and(|end| end >= run() && end > i + 1)
    {
        return None;
    }
    // `Đảng ủy phường Phan Xuân Hùng`: a name of one syllable is more often the person's surname.
    let single = known == Some(i + 1) && person::is_surname(doc, i) && run() > i + 2;
    if single && person::name_inside(doc, i).is_some() {
        return None;
    }
    let mut end = match known {
        Some(end) if kind != "village" || end >= run() => end,
        _ => person_cut(doc, i, run(), 1).min(i + 5),
    };
    // `ấp Nhơn Thuận 1A`, `làng Kép 1`, `thôn Tân Lập 2`
    if kind == "village"
        && doc.tokens.get(end).is_some_and(|t| {
            // The number of the next row of a table is none of the name's.
            t.is_number() && t.text.len() <= 2 && t.spaced && t.sentence == doc.tokens[end - 1].sentence
        })
    {
        end += 1;
        if doc.tokens.get(end).is_some_and(|t| !t.spaced && t.is_capital() && t.text.len() == 1) {
            end += 1;
        }
    }
    Some(end)
}

/// How many tokens the longest name of the gazetteer takes that begins at token `i`.
pub(super) fn known_length(doc: &Doc, i: usize) -> Option<usize> {
    let end = doc
        .localities
        .end(i, || gazetteer::get().longest_name_at(words_from(doc, i)).map(|length| i + length))?;
    let last = &doc.tokens[end - 1];
    (last.is_capital() || last.is_number() || last.text.contains('\'')).then_some(end - i)
}

/// The words from token `i` on in which a name of the gazetteer may stand.
pub(super) fn words_from<'d, 't>(
    doc: &'d Doc<'t>,
    i: usize,
) -> impl Iterator<Item = &'t str> + Clone + use<'d, 't> {
    let block = doc.tokens[i].block;
    doc.tokens[i..].iter().take(8).take_while(move |t| t.block == block).map(|t| t.lower)
}

/// Whether the run of capitalised words and numbers at token `i`, whatever they are, is of two.
pub(super) fn is_run_of_two(doc: &Doc, i: usize) -> bool {
    let (block, upper) = (doc.tokens[i].block, doc.tokens[i].is_upper());
    let goes_on = |k: &usize| {
        let t = &doc.tokens[*k];
        t.block == block
            && (t.is_capital() && (*k == i || t.spaced && t.is_upper() == upper) || t.is_number())
    };
    (i..doc.tokens.len().min(i + 3)).take_while(goes_on).count() == 2
}

/// The end of the run of capitalised words that begins at token `i`.
pub(super) fn capital_run(doc: &Doc, i: usize) -> usize {
    let (block, upper) = (doc.tokens[i].block, doc.tokens[i].is_upper());
    (i..doc.tokens.len().min(i + 16))
        .take_while(|&k| {
            let t = &doc.tokens[k];
            t.block == block && t.is_capital() && (t.is_upper() == upper || t.chars() == 1)
        })
        .take_while(|&k| {
            k == i || POSITIONS.at(doc, k).is_none() && (HEADS.at(doc, k).is_none() || ends_name(doc, k))
        })
        .last()
        .map_or(i + 1, |k| k + 1)
}

/// `xóm Bằng Ca`, `thôn Phú Hội`: the one syllable of a head is the last of a name where no capital follows.
fn ends_name(doc: &Doc, i: usize) -> bool {
    let token = &doc.tokens[i];
    let single = HEADS.at(doc, i).is_some_and(|h| h.len == 1 && h.row.value(1) != "place");
    let next = doc.tokens.get(i + 1).filter(|t| t.block == token.block);
    single && !token.is_upper() && next.is_none_or(|t| !t.is_capital() && !t.is_number())
}

/// Cuts a run of capitalised words where the name of a person begins in it, `least` words in.
pub(super) fn person_cut(doc: &Doc, i: usize, run: usize, least: usize) -> usize {
    (i + least..run.saturating_sub(1))
        .find(|&k| {
            person::is_surname(doc, k) && person::name_at(doc, k).is_some_and(|e| e >= run && e - k >= 2)
        })
        .unwrap_or(run)
}

/// The locality behind a body: `tỉnh`, `huyện Đăk Hà`, `TP. Nha Trang`, or its bare name.
pub(super) fn locality<'t>(doc: &Doc<'t>, i: usize) -> (usize, Option<Locality<'t>>) {
    if let Some(len) = city_abbreviation(doc, i) {
        return (i + len, Some(ho_chi_minh_city()));
    }
    // `UBND tỉnh Đoàn Ngọc Lâm`: a body belongs to no youth union; a person's name begins there.
    let union = !doc.is_capital(i)
        && HEADS.at(doc, i).is_some_and(|h| h.len == 2 && h.row.value(1) == "body")
        && person::name_inside(doc, i + 1).is_some_and(|end| end > i + 2);
    if union {
        return (i + 1, Some(Locality { kind: doc.exported(i..i + 1), name: "", place: None }));
    }
    if let Some(hit) = HEADS.at(doc, i).filter(|h| h.row.value(1) == "place") {
        let word = doc.exported(i..i + hit.len);
        let at = i + hit.len;
        let end =
            place_name(doc, at, hit.row.value(0)).filter(|_| doc.tokens[at].block == doc.tokens[i].block);
        return match end {
            Some(end) => (end, Some(Locality { kind: word, name: doc.exported(at..end), place: None })),
            // `UBND huyện`: but not `Công an bản` or `Hội làng`.
            None if hit.row.value(0) != "village" => {
                (at, Some(Locality { kind: word, name: "", place: None }))
            }
            None => (i, None),
        };
    }
    match doc.tokens.get(i) {
        Some(t) if t.is_capital() && !t.is_upper() && i > 0 && t.block == doc.tokens[i - 1].block => {
            let known = known_length(doc, i).map(|n| i + n);
            let person = person::name_inside(doc, i).filter(|&end| known.is_none_or(|k| end > k));
            match known {
                Some(end) if person.is_none() => {
                    (end, Some(Locality { kind: "", name: doc.exported(i..end), place: None }))
                }
                _ => (i, None),
            }
        }
        _ => (i, None),
    }
}

/// The words with which [`city_abbreviation`] begins.
pub(super) const CITIES: [&str; 3] = ["tphcm", "hcm", "tp"];

/// `TPHCM`, `TP.HCM`, `TP HCM`: the number of tokens.
pub(super) fn city_abbreviation(doc: &Doc, i: usize) -> Option<usize> {
    match doc.low(i) {
        "tphcm" | "hcm" => Some(1),
        "tp" if doc.low(i + 1) == "." && doc.low(i + 2) == "hcm" => Some(3),
        "tp" if doc.low(i + 1) == "hcm" => Some(2),
        _ => None,
    }
}

/// The city that [`city_abbreviation`] stands for.
pub(super) fn ho_chi_minh_city() -> Locality<'static> {
    Locality { kind: "thành phố", name: "Hồ Chí Minh", place: None }
}

pub(super) fn joined(head: &str, tail: &str) -> String {
    [head, " ", tail].concat()
}

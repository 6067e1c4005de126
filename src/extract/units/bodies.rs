//! Bodies: a head that a locality completes (`UBND huyện X`), and parts that stand before one.

use super::clusters::{cluster, seat};
use super::mention::{HEADS, Locality, Named};
use super::organisations::{country, department, free, ward};
use super::places::{Members, joined, locality, place_list};
use crate::extract::lexicon::Lexicon;
use crate::extract::token::Doc;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a name ends, and the locality in it.
pub(super) type Ending<'t> = (usize, Option<Locality<'t>>);

/// What stands behind a head: one organisation, or one for each member of a list.
pub(super) enum Body<'t> {
    One(Named<'t>),
    Many(Vec<Named<'t>>),
}

/// Rules `unit-body`, `unit-organisation`, `unit-cluster`: a head and what belongs to its name.
pub(super) fn body<'t>(
    doc: &Doc<'t>,
    head: Range<usize>,
    kind: &'static str,
    form: &str,
) -> Option<Body<'t>> {
    let one = |(end, locality): Ending<'t>, rule| {
        Some(Body::One(named(doc, head.start..end, kind, locality, rule)))
    };
    match form {
        "whole" => one((national(doc, head.end).unwrap_or(head.end), None), "unit-body"),
        "lead" => lead(doc, &head).map(Body::One),
        "cluster" => {
            let end = cluster(doc, head.end)?;
            one((end, seat(doc, head.start..end)), "unit-cluster")
        }
        "ban" => one(committee_office(doc, head.end)?, "unit-body"),
        "body" => placed_body(doc, &head, kind),
        "nest" => match body_behind(doc, head.end) {
            Some(ending) => one(ending, "unit-body"),
            None => placed_body(doc, &head, kind),
        },
        "cell" => one(cell(doc, &head, kind)?, "unit-organisation"),
        "acronym" => one(at_home(doc, &head)?, "unit-organisation"),
        "branch" => one(branch(doc, &head, kind)?, "unit-organisation"),
        "foreign" => one(mission(doc, &head)?, "unit-organisation"),
        "dept" if doc.low(head.start) == "khoa" => ward(doc, &head, kind),
        "dept" => one(department(doc, &head)?, "unit-organisation"),
        // `Ban Chỉ đạo … tỉnh X`: a board is a unit where its locality is named.
        "board" => one(placed_board(doc, &head)?, "unit-organisation"),
        "team" => one(free(doc, &head, kind).or_else(|| placed_board(doc, &head))?, "unit-organisation"),
        "name" => one(named_seat(doc, &head, kind), "unit-organisation"),
        // `Công đoàn Công ty Điện lực X`: the union of the body behind.
        _ if kind == "front" => {
            let whose = body_behind(doc, head.end).or_else(|| of_locality(doc, &head));
            one(whose.or_else(|| free(doc, &head, kind))?, "unit-organisation")
        }
        _ => one(free(doc, &head, kind)?, "unit-organisation"),
    }
}

/// A mention of one organisation.
fn named<'t>(
    doc: &Doc<'t>,
    tokens: Range<usize>,
    kind: &'static str,
    locality: Option<Locality<'t>>,
    rule: &'static str,
) -> Named<'t> {
    let name = without_definition(doc, tokens.clone());
    Named { from: tokens.start, name, tokens, kind, is_place: false, locality, rule, key: 0 }
}

/// `Công đoàn phường X`: the union of a locality that kind word and name tell.
fn of_locality<'t>(doc: &Doc<'t>, head: &Range<usize>) -> Option<Ending<'t>> {
    let (end, place) = locality(doc, head.end);
    let place = place.filter(|p| doc.is_capital(head.start) && !p.kind.is_empty() && !p.name.is_empty())?;
    let plural = head.start > 0 && super::places::is_plural(doc, head.start - 1);
    (!plural).then_some((end, Some(place)))
}

/// `Vietcombank Đà Nẵng`, `Agribank Chi nhánh X`, `Ngân hàng CSXH huyện X`: with the locality behind, or the
/// province that is all of its name.
fn named_seat<'t>(doc: &Doc<'t>, head: &Range<usize>, kind: &str) -> Ending<'t> {
    let (end, place) = free(doc, head, kind).unwrap_or((head.end, None));
    let (behind, seat) = locality(doc, head.end);
    if end == head.end && seat.as_ref().is_some_and(|p| !p.kind.is_empty()) {
        return (behind, seat);
    }
    if place.is_some() || end == head.end {
        return (end, place);
    }
    (end, seat.filter(|p| behind == end && super::resolve::is_province(p.name)))
}

/// `Tỉnh ủy X`, `Trung ương` behind `Ban Tổ chức`: an office is a unit as its committee's.
fn committee_office<'t>(doc: &Doc<'t>, at: usize) -> Option<Ending<'t>> {
    match HEADS.at(doc, at).filter(|h| h.row.value(0) == "party" && h.row.value(1) == "body") {
        Some(party) => Some(locality(doc, at + party.len)),
        None => doc.has(at, &["trung", "ương"]).then_some((at + 2, None)),
    }
}

/// `UBND huyện X`, `Hội Nông dân các huyện: A, B`, `Đảng ủy Công ty X`; a bare one where the head
/// alone says whose it is.
fn placed_body<'t>(doc: &Doc<'t>, head: &Range<usize>, kind: &'static str) -> Option<Body<'t>> {
    let at = definition(doc, head.end);
    // `Ủy ban Mặt trận Tổ quốc (MTTQ) Việt Nam xã X`
    let country = at > head.end && doc.has(at, &["việt", "nam"]) && locality(doc, at + 2).1.is_some();
    let at = if country { at + 2 } else { at };
    if doc.has(at, &["các", "cấp"]) {
        return None;
    }
    // `11 Chi cục THADS huyện, thành phố`, `các Hội Nông dân xã`: several, none of them named.
    if is_counted(doc, head.start) && locality(doc, at).1.is_some_and(|p| p.name.is_empty()) {
        return None;
    }
    let committee = matches!(kind, "front" | "party" | "government" | "association") || doc.low(at) == "các";
    let sent = doc.low(head.start) == "đoàn" && head.len() == 1 && !doc.is_capital(head.start);
    if let Some(list) = distributed(doc, head, at, kind).filter(|_| committee && !sent) {
        return Some(Body::Many(list));
    }
    let one = |(end, place)| Some(Body::One(named(doc, head.start..end, kind, place, "unit-body")));
    // `Hội Chữ thập đỏ (CTĐ) Việt Nam`
    if let Some(end) = national(doc, head.end).filter(|_| !country) {
        return one((end, None));
    }
    let (end, place) = locality(doc, at);
    // `Đoàn huyện X` is the youth union's; `Đoàn Hải Phòng` is a team.
    let team = doc.low(head.start) == "đoàn" && head.len() == 1;
    // `trao giải Nhì cho đoàn các huyện A, B`: small letters make it the team that the locality sends.
    if team && !doc.is_capital(head.start) {
        return None;
    }
    if team && place.as_ref().is_none_or(|l| l.kind.is_empty()) {
        // `Đoàn Trường Đại học X`: the union of a school or a workplace.
        let institution = HEADS
            .at(doc, head.end)
            .is_some_and(|h| matches!(h.row.value(0), "school" | "enterprise" | "health"));
        return one(body_behind(doc, head.end).filter(|_| institution && doc.is_capital(head.start))?);
    }
    let Some(place) = place else {
        // `Hội Phụ nữ Công an tỉnh`, `Đảng ủy Công ty X`: the body that it belongs to.
        let owner =
            if matches!(kind, "front" | "party" | "association") { body_behind(doc, head.end) } else { None };
        return match owner {
            Some(ending) => one(ending),
            None if needs_place(doc, head) || !doc.is_capital(head.start) => None,
            None => one((head.end, None)),
        };
    };
    (doc.is_capital(head.start) || !place.name.is_empty()).then(|| one((end, Some(place))))?
}

/// `(LĐLĐ) Việt Nam` behind a head: the end of the name that the brackets part.
fn national(doc: &Doc, i: usize) -> Option<usize> {
    let at = definition(doc, i);
    (at > i && doc.has(at, &["việt", "nam"])).then_some(at + 2)
}

/// Whether a number above one or `các` counts the bodies that begin at token `i`; a year counts nothing.
fn is_counted(doc: &Doc, i: usize) -> bool {
    let Some(token) = i.checked_sub(1).map(|k| &doc.tokens[k]) else { return false };
    let same = token.sentence == doc.tokens[i].sentence;
    let many = token.is_number()
        && token.text.len() < 4
        && crate::extract::numbers::digits(token.text).is_some_and(|n| n > 1)
        && !i.checked_sub(2).is_some_and(|k| matches!(doc.low(k), "/" | "-" | "số" | "tháng" | "quý"));
    same && (many || matches!(token.lower, "các" | "những" | "hai" | "bốn"))
}

/// `Chi hội Nhà báo Báo X`, `Chi bộ Trường THPT X`: the smallest parts of a party or an association,
/// named by a body or a field.
fn cell<'t>(doc: &Doc<'t>, head: &Range<usize>, kind: &str) -> Option<Ending<'t>> {
    if !doc.is_capital(head.start) {
        return None;
    }
    // `Chi bộ thôn 3`: the village is what the article names.
    if locality(doc, head.end).1.is_some() {
        return None;
    }
    // `Chi bộ Trạm Y tế`: a bare body of the place.
    let bare = HEADS
        .at(doc, head.end)
        .filter(|h| h.len > 1 && h.row.value(1) == "body" && doc.is_capital(head.end))
        .map(|h| (head.end + h.len, None));
    body_behind(doc, head.end).or(bare).or_else(|| {
        let (end, place) = free(doc, head, kind)?;
        body_behind(doc, end).or(Some((end, place)))
    })
}

/// `PC An Giang`: an abbreviation that is an enterprise's only with its place.
fn at_home<'t>(doc: &Doc<'t>, head: &Range<usize>) -> Option<Ending<'t>> {
    let upper = doc.tokens[head.clone()].iter().all(|t| t.is_upper());
    Some(locality(doc, head.end))
        .filter(|(_, place)| upper && place.as_ref().is_some_and(|p| !p.name.is_empty()))
}

/// `Chi nhánh Agribank huyện X`, `Chi nhánh Viettel Nam Định`: an enterprise behind says whose.
fn branch<'t>(doc: &Doc<'t>, head: &Range<usize>, kind: &str) -> Option<Ending<'t>> {
    let owner =
        HEADS.at(doc, head.end).is_some_and(|h| matches!(h.row.value(0), "enterprise" | "government"));
    if !owner {
        return None;
    }
    body_behind(doc, head.end).or_else(|| free(doc, head, kind))
}

/// `Đại sứ quán Việt Nam tại Lào`, `Tổng Lãnh sự quán Nhật Bản tại TP.HCM`.
fn mission<'t>(doc: &Doc<'t>, head: &Range<usize>) -> Option<Ending<'t>> {
    let (end, _) = free(doc, head, "other")?;
    if doc.low(end) != "tại" {
        return Some((end, None));
    }
    let (city, place) = locality(doc, end + 1);
    let seat = country(doc, end + 1).or(place.map(|_| city));
    Some((seat.unwrap_or(end), None))
}

/// The body right behind another: its end and its locality.
pub(super) fn body_behind<'t>(doc: &Doc<'t>, i: usize) -> Option<Ending<'t>> {
    let token = doc.tokens.get(i).filter(|t| t.is_capital() && t.block == doc.tokens[i - 1].block)?;
    let hit = HEADS.at(doc, i).filter(|h| is_owner(h.row.value(1)) && token.is_capital())?;
    if matches!(hit.row.value(1), "body" | "nest")
        && needs_place(doc, &(i..i + hit.len))
        && locality(doc, i + hit.len).1.is_none()
    {
        return None;
    }
    match body(doc, i..i + hit.len, hit.row.value(0), hit.row.value(1))? {
        Body::One(named) => Some((named.tokens.end, named.locality)),
        Body::Many(_) => None,
    }
}

/// Forms of heads that other bodies may belong to.
pub(super) fn is_owner(form: &str) -> bool {
    matches!(form, "body" | "free" | "dept" | "whole" | "name" | "nest" | "acronym")
}

/// A board with its locality, by kind and name.
fn placed_board<'t>(doc: &Doc<'t>, head: &Range<usize>) -> Option<Ending<'t>> {
    let (end, place) = board(doc, head.end);
    let place = place.filter(|p| !p.kind.is_empty() && (!p.name.is_empty() || end > head.end + 2))?;
    Some((end, Some(place)))
}

/// What a board is for, up to its locality: `vận động hiến máu tình nguyện tỉnh Bến Tre`.
pub(super) fn board<'t>(doc: &Doc<'t>, i: usize) -> (usize, Option<Locality<'t>>) {
    let stop = |k: &usize| {
        let token = &doc.tokens[*k];
        let bracketed =
            definition(doc, *k) > *k || k.checked_sub(2).is_some_and(|b| definition(doc, b) == *k + 1);
        (!token.is_word() && !bracketed)
            || matches!(token.lower, "đã" | "được" | "trao" | "tặng" | "dự" | "chủ" | "yêu" | "đề")
            || doc.has(*k, &["tổ", "chức"])
    };
    let limit = (i..doc.tokens.len().min(i + 14)).find(stop).unwrap_or(doc.tokens.len().min(i + 14));
    (i..limit)
        .find(|&k| HEADS.at(doc, k).is_some_and(|h| h.row.value(1) == "place"))
        .map_or((i, None), |k| locality(doc, k))
}

/// Heads that without a locality name no one body.
fn needs_place(doc: &Doc, head: &Range<usize>) -> bool {
    static LIST: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("placed.tsv")));
    LIST.at(doc, head.start).is_some_and(|hit| hit.len == head.len())
}

/// `(LHPN)` between a head and its locality: the token behind it.
pub(super) fn definition(doc: &Doc, i: usize) -> usize {
    let is_abbreviation = |k: usize| doc.tokens.get(k).is_some_and(|t| t.is_upper());
    if doc.low(i) == "(" && is_abbreviation(i + 1) && doc.low(i + 2) == ")" { i + 3 } else { i }
}

/// The exported name without bracketed abbreviations.
pub(in crate::extract) fn without_definition<'t>(doc: &Doc<'t>, tokens: Range<usize>) -> Cow<'t, str> {
    for i in tokens.clone() {
        let behind = definition(doc, i);
        if behind > i && behind < tokens.end {
            return joined(doc.exported(tokens.start..i), doc.exported(behind..tokens.end)).into();
        }
    }
    doc.exported(tokens).into()
}

/// `Ban Thường vụ Tỉnh Đoàn Lâm Đồng`, `Thường trực Hội Nông dân tỉnh`: a part of a body.
pub(super) fn lead<'t>(doc: &Doc<'t>, head: &Range<usize>) -> Option<Named<'t>> {
    // `Phó Chủ tịch Thường trực UBND tỉnh`, `Ủy viên Ban Thường vụ Tỉnh ủy`: part of a position.
    let before = head.start.checked_sub(1).map_or("", |k| doc.low(k));
    if matches!(before, "tịch" | "thư" | "viên" | "trưởng" | "đốc" | "nhiệm") {
        return None;
    }
    let hit = HEADS.at(doc, head.end)?;
    if !matches!(hit.row.value(1), "body" | "whole" | "free") || !doc.is_capital(head.start) {
        return None;
    }
    let inner = head.end..head.end + hit.len;
    let Body::One(named) = body(doc, inner, hit.row.value(0), hit.row.value(1))? else { return None };
    // The unit is the body; its part belongs to the mention.
    Some(Named { from: head.start, tokens: head.start..named.tokens.end, ..named })
}

/// `Ủy ban MTTQ Việt Nam các huyện: A, B`, `Hội LHPN thị xã A, huyện B`: one body for each.
pub(super) fn distributed<'t>(
    doc: &Doc<'t>,
    head: &Range<usize>,
    at: usize,
    kind: &'static str,
) -> Option<Vec<Named<'t>>> {
    let plural = doc.low(at) == "các";
    let mut place = if plural { at + 1 } else { at };
    let word_hit = HEADS.at(doc, place).filter(|h| h.row.value(1) == "place")?;
    let level = word_hit.row.value(0);
    let mut lists: SmallVec<[(Range<usize>, Members); 2]> = SmallVec::new();
    while let Some(hit) = HEADS.at(doc, place).filter(|h| same_rank(h.row.value(0), level)) {
        let word = place..place + hit.len;
        let Some(members) = place_list(doc, word.clone(), hit.row.value(0)) else { break };
        let end = members.last()?.end;
        lists.push((word, members));
        place = match doc.low(end) {
            "," | "và" => end + 1,
            _ => break,
        };
    }
    // One locality is no list.
    if lists.iter().map(|(_, members)| members.len()).sum::<usize>() < 2 {
        return None;
    }
    let label = doc.exported(head.clone());
    let mut list: Vec<Named> = Vec::new();
    for (span, members) in lists {
        let word = doc.exported(span.clone());
        for member in members {
            let name = doc.exported(member.clone());
            // The second kind word (`…, huyện B`) belongs to the mention of its own member.
            let own_word = list.last().is_some_and(|last| last.tokens.end < span.start);
            let tokens = if list.is_empty() {
                head.start..member.end
            } else if own_word && member.start == span.end {
                span.start..member.end
            } else {
                member
            };
            list.push(Named {
                from: head.start,
                name: [label, " ", word, " ", name].concat().into(),
                tokens,
                kind,
                is_place: false,
                locality: Some(Locality { kind: word, name, place: None }),
                rule: "unit-body-list",
                key: 0,
            });
        }
    }
    Some(list)
}

/// `Phòng Nội vụ các huyện A, B`: one body in each of the localities behind it.
pub(super) fn parted<'t>(doc: &Doc<'t>, named: &Named<'t>) -> Option<Vec<Named<'t>>> {
    let end = named.tokens.end;
    let bare = doc.low(end) == "các" && named.locality.is_none() && !named.is_place;
    let glued = bare && doc.tokens[end].sentence == doc.tokens[end - 1].sentence;
    if glued { distributed(doc, &named.tokens, end, named.kind) } else { None }
}

/// Whether two kinds of locality stand beside each other (a commune's district does not).
fn same_rank(kind: &str, other: &str) -> bool {
    let rank = |k: &str| match k {
        "province" => 1,
        "district" | "city" => 2,
        "commune" => 3,
        _ => 4,
    };
    rank(kind) == rank(other)
}

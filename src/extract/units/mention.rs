//! Mentions of units, read from left to right: a head (`heads.tsv`) and the name behind it.

use crate::extract::lexicon::Lexicon;
use crate::extract::person;
use crate::extract::token::Doc;
use crate::gazetteer;
use std::ops::Range;
use std::sync::LazyLock;

static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("heads.tsv")));
static FIELDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("fields.tsv")));
static STOPS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("stops.tsv")));
static POSITIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("position_words.tsv")));

/// The locality that a mention is, or that its body belongs to: `huyện` + `Đăk Hà`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locality {
    /// The kind word as written: `huyện`, `TP.`; "" where the text leaves it out.
    pub kind: String,
    /// The name, in the exported spelling; "" where the text leaves it out (`UBND huyện`).
    pub name: String,
    /// What it is in the gazetteer, as of the article's date; none where unknown or ambiguous.
    pub place: Option<&'static gazetteer::Place>,
}

/// One mention of a unit.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its tokens: for a member of a list (`các huyện A, B`) those of the member alone.
    pub tokens: Range<usize>,
    /// Where the statement begins that names it: the head of its list, else `tokens.start`.
    pub from: usize,
    /// The name: head, own name and locality as written.
    pub name: String,
    /// Kind of the data model; `city` is left to the gazetteer.
    pub kind: &'static str,
    /// Whether the unit is the locality itself.
    pub is_place: bool,
    /// The locality.
    pub locality: Option<Locality>,
    /// Name of the rule.
    pub rule: &'static str,
}

/// All mentions of units in reading order; none overlaps another.
pub fn scan(doc: &Doc) -> Vec<Named> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < doc.tokens.len() {
        i = if doc.tokens[i].is_word() { read(doc, i, &mut found) } else { i + 1 };
    }
    found
}

/// Reads the units that begin at token `i`; the token to go on from.
fn read(doc: &Doc, i: usize, found: &mut Vec<Named>) -> usize {
    if let Some(len) = city_abbreviation(doc, i) {
        found.push(Named {
            tokens: i..i + len,
            from: i,
            name: doc.exported(i..i + len).to_string(),
            kind: "city",
            is_place: true,
            locality: Some(ho_chi_minh_city()),
            rule: "unit-place",
        });
        return i + len;
    }
    let Some(hit) = HEADS.at(doc, i) else { return i + 1 };
    let (kind, form) = (hit.row.value(0), hit.row.value(1));
    let head = i..i + hit.len;
    if !is_head(doc, &head, kind, form) {
        return i + 1;
    }
    if form == "place" {
        return places(doc, head, kind, found).unwrap_or(i + 1);
    }
    if form == "skip" {
        return head.end;
    }
    match body(doc, head.clone(), kind, form) {
        Some(Body::One(named)) => {
            let end = named.tokens.end;
            found.push(named);
            end
        }
        Some(Body::Many(list)) => {
            let end = list.last().map_or(head.end, |n| n.tokens.end);
            found.extend(list);
            end
        }
        // A head that names no body here may hold the word of another: `Văn phòng Ban Chỉ huy …`.
        None => head.end,
    }
}

/// `TPHCM`, `TP.HCM`, `TP HCM`: the number of tokens.
fn city_abbreviation(doc: &Doc, i: usize) -> Option<usize> {
    match doc.low(i) {
        "tphcm" | "tp.hcm" | "hcm" => Some(1),
        "tp" if doc.low(i + 1) == "." && doc.low(i + 2) == "hcm" => Some(3),
        "tp" if doc.low(i + 1) == "hcm" => Some(2),
        _ => None,
    }
}

/// The city that [`city_abbreviation`] stands for.
fn ho_chi_minh_city() -> Locality {
    Locality { kind: "thành phố".to_string(), name: "Hồ Chí Minh".to_string(), place: None }
}

/// Whether the words of a head begin a unit here, and are no part of a compound or of a name.
fn is_head(doc: &Doc, head: &Range<usize>, kind: &str, form: &str) -> bool {
    let token = &doc.tokens[head.start];
    let before = head.start.checked_sub(1).filter(|&k| doc.tokens[k].block == token.block);
    let word = before.map_or("", |k| doc.low(k));
    // `trụ sở`, `cơ sở Hội`, `cán bộ Đoàn`, `biên bản`: small letters make these words part of others.
    if matches!(form, "dept" | "free" | "cluster") && head.len() == 1 && !token.is_capital() {
        let other = matches!(
            word,
            "quảng" | "môi" | "thị" | "nông" | "công" | "lâm" | "hiện" | "lập" | "phim" | "văn" | "dự"
        );
        return matches!(token.lower, "phòng" | "trường" | "thpt" | "thcs" | "htx") && !other;
    }
    // `Khuất Việt Trường Dũng`: a capital inside a run of capitals belongs to a name.
    let inside = before.is_some_and(|k| {
        doc.tokens[k].is_capital() && !doc.tokens[k].is_upper() && HEADS.at(doc, k).is_none()
    });
    if inside && head.len() == 1 && token.is_capital() && form != "place" && !token.is_upper() {
        return false;
    }
    if token.lower == "bản"
        && matches!(word, "biên" | "văn" | "cơ" | "căn" | "kịch" | "phiên" | "xuất" | "nguyên" | "ấn")
    {
        return false;
    }
    // `Sóc Trăng`, `Ấp Bắc`: the head's word begins a name of the gazetteer.
    if form == "place"
        && token.is_capital()
        && kind == "village"
        && known_length(doc, head.start).is_some_and(|n| n > head.len())
    {
        return false;
    }
    true
}

enum Body {
    One(Named),
    Many(Vec<Named>),
}

// ------------------------------------------------------------------------------------------------
// Localities

/// Rule `unit-place`: `huyện X`, `các huyện X, Y và Z`, `02 xã X, Y`, `các xã: X, Y`.
fn places(doc: &Doc, head: Range<usize>, kind: &'static str, found: &mut Vec<Named>) -> Option<usize> {
    let members = place_list(doc, head.clone(), kind)?;
    let word = doc.exported(head.clone());
    let end = members.last()?.end;
    for (k, member) in members.into_iter().enumerate() {
        let name = doc.exported(member.clone()).to_string();
        let tokens = if k == 0 { head.start..member.end } else { member };
        found.push(Named {
            from: head.start,
            name: joined(word, &name),
            kind,
            is_place: true,
            locality: Some(Locality { kind: word.to_string(), name, place: None }),
            rule: if k == 0 { "unit-place" } else { "unit-place-list" },
            tokens,
        });
    }
    Some(end)
}

/// The names behind the kind word of a locality: one, or the members of a list.
fn place_list(doc: &Doc, head: Range<usize>, kind: &str) -> Option<Vec<Range<usize>>> {
    let plural = head.start > 0 && is_plural(doc, head.start - 1);
    let mut at = head.end;
    if doc.low(at) == ":" && plural {
        at += 1;
    }
    let block = doc.tokens[head.start].block;
    let same_block = |i: usize| doc.tokens.get(i).is_some_and(|t| t.block == block);
    let mut end = place_name(doc, at, kind).filter(|_| same_block(at))?;
    let mut members = vec![at..end];
    loop {
        let next = match doc.low(end) {
            "," | "và" | "cùng" | ";" => end + 1,
            _ => break,
        };
        let next = if doc.low(end) == "," && doc.low(next) == "và" { next + 1 } else { next };
        if !same_block(next) || HEADS.at(doc, next).is_some_and(|h| h.row.value(0) != "village") {
            break;
        }
        let Some(stop) = place_name(doc, next, kind) else { break };
        // Behind a single head the list goes on only with a known name of the same kind.
        if !plural && (doc.low(end) == ";" || !is_known(doc, next..stop, kind)) {
            break;
        }
        if !doc.tokens[next].is_capital() || person::name_at(doc, next).is_some_and(|p| p > stop) {
            break;
        }
        members.push(next..stop);
        end = stop;
    }
    Some(members)
}

/// Whether token `i` says that the kind word behind it stands for several.
fn is_plural(doc: &Doc, i: usize) -> bool {
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
            "phường" | "quận" | "thôn" | "ấp" | "khóm" | "phố" | "làng" | "cư" | "tdp" | "." | "buôn"
        ) {
            return None;
        }
        let glued = doc.tokens.get(i + 1).is_some_and(|t| !t.spaced && t.is_capital() && t.text.len() == 1);
        let numbered = matches!(kind, "village" | "commune" | "district") && first.text.len() <= 3;
        let dated = matches!(doc.low(i + 1), "/" | "-" | "." | "%") && !doc.tokens[i + 1].spaced;
        return (numbered && !dated).then_some(if glued { i + 2 } else { i + 1 });
    }
    if !first.is_capital() {
        return None;
    }
    let run = capital_run(doc, i);
    let known = known_length(doc, i).map(|n| i + n);
    if known.is_none() && first.is_upper() {
        return None;
    }
    // `UBND tỉnh Trần Văn A`: a person behind the kind word.
    if known.is_none()
        && kind != "village"
        && person::name_inside(doc, i).is_some_and(|end| end >= run && end > i + 1)
    {
        return None;
    }
    let mut end = match known {
        Some(end) if kind != "village" || end >= run => end,
        _ => person_cut(doc, i, run, 1).min(i + 5),
    };
    // `ấp Nhơn Thuận 1A`, `làng Kép 1`, `thôn Tân Lập 2`
    if kind == "village"
        && doc.tokens.get(end).is_some_and(|t| t.is_number() && t.text.len() <= 2 && t.spaced)
    {
        end += 1;
        if doc.tokens.get(end).is_some_and(|t| !t.spaced && t.is_capital() && t.text.len() == 1) {
            end += 1;
        }
    }
    Some(end)
}

/// How many tokens the longest name of the gazetteer takes that begins at token `i`.
fn known_length(doc: &Doc, i: usize) -> Option<usize> {
    let block = doc.tokens[i].block;
    let words: Vec<&str> =
        doc.tokens[i..].iter().take(8).take_while(|t| t.block == block).map(|t| t.lower).collect();
    let length = gazetteer::get().longest_name_at(&words)?;
    let last = &doc.tokens[i + length - 1];
    (last.is_capital() || last.is_number() || last.text.contains('\'')).then_some(length)
}

/// The end of the run of capitalised words that begins at token `i`.
fn capital_run(doc: &Doc, i: usize) -> usize {
    let (block, upper) = (doc.tokens[i].block, doc.tokens[i].is_upper());
    (i..doc.tokens.len())
        .take_while(|&k| {
            let t = &doc.tokens[k];
            t.block == block && t.is_capital() && (t.is_upper() == upper || t.text.chars().count() == 1)
        })
        .take_while(|&k| k == i || (HEADS.at(doc, k).is_none() && POSITIONS.at(doc, k).is_none()))
        .last()
        .map_or(i + 1, |k| k + 1)
}

/// Cuts a run of capitalised words where the name of a person begins in it, `least` words in.
fn person_cut(doc: &Doc, i: usize, run: usize, least: usize) -> usize {
    (i + least..run.saturating_sub(1))
        .find(|&k| {
            person::is_surname(doc.tokens[k].lower)
                && person::name_at(doc, k).is_some_and(|e| e >= run && e - k >= 2)
        })
        .unwrap_or(run)
}

// ------------------------------------------------------------------------------------------------
// Organisations

/// Rules `unit-body`, `unit-organisation`, `unit-cluster`: a head and what belongs to its name.
fn body(doc: &Doc, head: Range<usize>, kind: &'static str, form: &str) -> Option<Body> {
    let one = |end: usize, locality: Option<Locality>, rule: &'static str| Named {
        from: head.start,
        name: without_definition(doc, head.start..end),
        tokens: head.start..end,
        kind,
        is_place: false,
        locality,
        rule,
    };
    match form {
        "whole" => Some(Body::One(one(head.end, None, "unit-body"))),
        "lead" => lead(doc, &head).map(Body::One),
        "cluster" => cluster(doc, head.end).map(|end| Body::One(one(end, None, "unit-cluster"))),
        "ban" => {
            let hit =
                HEADS.at(doc, head.end).filter(|h| h.row.value(0) == "party" && h.row.value(1) == "body");
            match hit {
                Some(party) => {
                    let (end, locality) = locality(doc, head.end + party.len);
                    Some(Body::One(one(end, locality, "unit-body")))
                }
                None if doc.has(head.end, &["trung", "ương"]) => {
                    Some(Body::One(one(head.end + 2, None, "unit-body")))
                }
                None => None,
            }
        }
        "body" => {
            let at = definition(doc, head.end);
            if doc.has(at, &["các", "cấp"]) {
                return None;
            }
            let committee =
                matches!(kind, "front" | "party" | "government" | "association") || doc.low(at) == "các";
            if let Some(list) = distributed(doc, &head, at, kind).filter(|_| committee) {
                return Some(Body::Many(list));
            }
            let (end, locality) = locality(doc, at);
            // `Đoàn huyện X` is the youth union's; `Đoàn Hải Phòng` is a team.
            let team = doc.low(head.start) == "đoàn" && head.len() == 1;
            if team && locality.as_ref().is_none_or(|l| l.kind.is_empty()) {
                return None;
            }
            if locality.is_none() && matches!(kind, "front" | "party" | "association") {
                // `Hội Phụ nữ Công an tỉnh`, `Đảng ủy Công ty X`: the body that it belongs to.
                if let Some((end, place)) = body_behind(doc, head.end) {
                    return Some(Body::One(one(end, place, "unit-body")));
                }
            }
            if locality.is_none() && needs_place(doc, &head) {
                return None;
            }
            let capital = doc.tokens[head.start].is_capital();
            (capital || locality.as_ref().is_some_and(|l| !l.name.is_empty())).then(|| {
                Body::One(one(if locality.is_some() { end } else { head.end }, locality, "unit-body"))
            })
        }
        "dept" if doc.low(head.start) == "khoa" => ward(doc, &head, kind),
        "dept" => {
            department(doc, &head).map(|(end, locality)| Body::One(one(end, locality, "unit-organisation")))
        }
        // `Ban Chỉ đạo … tỉnh X`: a board is a unit where its locality is named.
        "board" => {
            let (end, place) = board(doc, head.end);
            let placed = place.as_ref().is_some_and(|p| !p.kind.is_empty() && !p.name.is_empty());
            placed.then(|| Body::One(one(end, place, "unit-organisation")))
        }
        "name" => {
            let (end, place) = free(doc, &head, kind).unwrap_or((head.end, None));
            Some(Body::One(one(end, place, "unit-organisation")))
        }
        _ => free(doc, &head, kind).map(|(end, locality)| Body::One(one(end, locality, "unit-organisation"))),
    }
}

/// The body right behind another: its end and its locality.
fn body_behind(doc: &Doc, i: usize) -> Option<(usize, Option<Locality>)> {
    let token = doc.tokens.get(i).filter(|t| t.is_capital() && t.block == doc.tokens[i - 1].block)?;
    let hit = HEADS
        .at(doc, i)
        .filter(|h| matches!(h.row.value(1), "body" | "free" | "dept" | "whole") && token.is_capital())?;
    if hit.row.value(1) == "body"
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

/// What a board is for, up to its locality: `vận động hiến máu tình nguyện tỉnh Bến Tre`.
fn board(doc: &Doc, i: usize) -> (usize, Option<Locality>) {
    let stop = |k: &usize| {
        let token = &doc.tokens[*k];
        !token.is_word()
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
fn definition(doc: &Doc, i: usize) -> usize {
    let is_abbreviation = |k: usize| doc.tokens.get(k).is_some_and(|t| t.is_upper());
    if doc.low(i) == "(" && is_abbreviation(i + 1) && doc.low(i + 2) == ")" { i + 3 } else { i }
}

/// The exported name without bracketed abbreviations.
fn without_definition(doc: &Doc, tokens: Range<usize>) -> String {
    for i in tokens.clone() {
        let behind = definition(doc, i);
        if behind > i && behind < tokens.end {
            return joined(doc.exported(tokens.start..i), doc.exported(behind..tokens.end));
        }
    }
    doc.exported(tokens).to_string()
}

/// `Ban Thường vụ Tỉnh Đoàn Lâm Đồng`, `Thường trực Hội Nông dân tỉnh`: a part of a body.
fn lead(doc: &Doc, head: &Range<usize>) -> Option<Named> {
    // `Phó Chủ tịch Thường trực UBND tỉnh`, `Ủy viên Ban Thường vụ Tỉnh ủy`: part of a position.
    let before = head.start.checked_sub(1).map_or("", |k| doc.low(k));
    if matches!(before, "tịch" | "thư" | "viên" | "trưởng" | "đốc" | "nhiệm") {
        return None;
    }
    let hit = HEADS.at(doc, head.end)?;
    if !matches!(hit.row.value(1), "body" | "whole" | "free") || !doc.tokens[head.start].is_capital() {
        return None;
    }
    let inner = head.end..head.end + hit.len;
    let Body::One(named) = body(doc, inner, hit.row.value(0), hit.row.value(1))? else { return None };
    // The unit is the body; its part belongs to the mention.
    Some(Named { from: head.start, tokens: head.start..named.tokens.end, ..named })
}

/// The locality behind a body: `tỉnh`, `huyện Đăk Hà`, `TP. Nha Trang`, or its bare name.
fn locality(doc: &Doc, i: usize) -> (usize, Option<Locality>) {
    if let Some(len) = city_abbreviation(doc, i) {
        return (i + len, Some(ho_chi_minh_city()));
    }
    if let Some(hit) = HEADS.at(doc, i).filter(|h| h.row.value(1) == "place") {
        let word = doc.exported(i..i + hit.len).to_string();
        let at = i + hit.len;
        let end =
            place_name(doc, at, hit.row.value(0)).filter(|_| doc.tokens[at].block == doc.tokens[i].block);
        return match end {
            Some(end) => {
                (end, Some(Locality { kind: word, name: doc.exported(at..end).to_string(), place: None }))
            }
            // `UBND huyện`: but not `Công an bản` or `Hội làng`.
            None if hit.row.value(0) != "village" => {
                (at, Some(Locality { kind: word, name: String::new(), place: None }))
            }
            None => (i, None),
        };
    }
    match doc.tokens.get(i) {
        Some(t) if t.is_capital() && !t.is_upper() && i > 0 && t.block == doc.tokens[i - 1].block => {
            let known = known_length(doc, i).map(|n| i + n);
            let person = person::name_inside(doc, i).filter(|&end| known.is_none_or(|k| end > k));
            match known {
                Some(end) if person.is_none() => (
                    end,
                    Some(Locality {
                        kind: String::new(),
                        name: doc.exported(i..end).to_string(),
                        place: None,
                    }),
                ),
                _ => (i, None),
            }
        }
        _ => (i, None),
    }
}

/// `Ủy ban MTTQ Việt Nam các huyện: A, B`, `Hội LHPN thị xã A, huyện B`: one body for each.
fn distributed(doc: &Doc, head: &Range<usize>, at: usize, kind: &'static str) -> Option<Vec<Named>> {
    let plural = doc.low(at) == "các";
    let mut place = if plural { at + 1 } else { at };
    let word_hit = HEADS.at(doc, place).filter(|h| h.row.value(1) == "place")?;
    let level = word_hit.row.value(0);
    let label = doc.exported(head.clone()).to_string();
    let mut list: Vec<Named> = Vec::new();
    while let Some(hit) = HEADS.at(doc, place).filter(|h| same_rank(h.row.value(0), level)) {
        let span = place..place + hit.len;
        let Some(members) = place_list(doc, span.clone(), hit.row.value(0)) else { break };
        let span_start = span.start;
        let word = doc.exported(span);
        for member in members {
            let name = doc.exported(member.clone()).to_string();
            // The second kind word (`…, huyện B`) belongs to the mention of its own member.
            let own_word = list.last().is_some_and(|last| last.tokens.end < span_start);
            let tokens = if list.is_empty() {
                head.start..member.end
            } else if own_word && member.start == span_start + hit.len {
                span_start..member.end
            } else {
                member
            };
            list.push(Named {
                from: head.start,
                name: joined(&label, &joined(word, &name)),
                tokens,
                kind,
                is_place: false,
                locality: Some(Locality { kind: word.to_string(), name, place: None }),
                rule: "unit-body-list",
            });
        }
        let end = list.last()?.tokens.end;
        place = match doc.low(end) {
            "," | "và" => end + 1,
            _ => break,
        };
    }
    (list.len() > 1).then_some(list)
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

/// `Sở Văn hóa, Thể thao và Du lịch tỉnh X`, `Đội 3 Phòng PC02`, `Cục Bảo trợ xã hội`.
fn department(doc: &Doc, head: &Range<usize>) -> Option<(usize, Option<Locality>)> {
    let at = head.end;
    let first = doc.tokens.get(at).filter(|t| t.block == doc.tokens[head.start].block)?;
    let named = match FIELDS.at(doc, at) {
        Some(field) if doc.tokens[at].is_capital() => at + field.len,
        _ => {
            let plain = first.is_capital() || first.is_number();
            let team = doc.low(head.start) == "đội" && !first.is_number();
            if !plain || team {
                return None;
            }
            free_end(doc, head)?
        }
    };
    let (end, place) = locality(doc, named);
    if place.is_some() {
        return Some((end, place));
    }
    // A part of a body names the body behind it: `Đội Cảnh sát hình sự Công an TP X`.
    nested(doc, head, named).or(Some((named, None)))
}

/// `Khoa X, Bệnh viện Y`: the ward by its full name, and the hospital.
fn ward(doc: &Doc, head: &Range<usize>, kind: &'static str) -> Option<Body> {
    let (end, locality) = department(doc, head)?;
    let comma = (head.end..end).find(|&k| doc.low(k) == ",");
    let whole = Named {
        from: head.start,
        name: doc.exported(head.start..end).to_string(),
        tokens: head.start..comma.unwrap_or(end),
        kind,
        is_place: false,
        locality: locality.clone(),
        rule: "unit-organisation",
    };
    Some(match comma {
        Some(comma) if HEADS.at(doc, comma + 1).is_some() => {
            let name = doc.exported(comma + 1..end).to_string();
            let hospital = Named { from: comma + 1, name, tokens: comma + 1..end, ..whole.clone() };
            Body::Many(vec![whole, hospital])
        }
        _ => Body::One(whole),
    })
}

/// The body that a part belongs to, behind it: directly, or behind a comma (`Khoa X, Bệnh viện Y`).
fn nested(doc: &Doc, head: &Range<usize>, at: usize) -> Option<(usize, Option<Locality>)> {
    let part = matches!(doc.low(head.start), "đội" | "phòng" | "khoa" | "tổ" | "trạm" | "ban" | "vụ");
    let comma = doc.low(at) == "," && matches!(doc.low(head.start), "khoa");
    let next = if comma { at + 1 } else { at };
    let hit = HEADS
        .at(doc, next)
        .filter(|h| part && matches!(h.row.value(1), "body" | "free" | "dept" | "whole"))?;
    let ward = doc.low(next) == "khoa";
    if !doc.tokens[next].is_capital() || (comma && (hit.row.value(0) != "health" || ward)) {
        return None;
    }
    match body(doc, next..next + hit.len, hit.row.value(0), hit.row.value(1))? {
        Body::One(named) => Some((named.tokens.end, named.locality)),
        Body::Many(_) => None,
    }
}

/// `Trường THPT Nguyễn Huệ`, `Công ty CP Thực phẩm X`, `Bệnh viện Đa khoa tỉnh Y`.
fn free(doc: &Doc, head: &Range<usize>, kind: &str) -> Option<(usize, Option<Locality>)> {
    let end = free_end(doc, head)?;
    if kind != "school"
        && person::name_at(doc, head.end).is_some_and(|p| p == end && !is_place_run(doc, head.end))
    {
        return None;
    }
    let end = if kind == "school" { person_cut(doc, head.end, end, 3) } else { end };
    let (with_place, place) = locality(doc, end);
    Some(if place.is_some() { (with_place, place) } else { (end, trailing_place(doc, head.end..end)) })
}

fn is_place_run(doc: &Doc, i: usize) -> bool {
    known_length(doc, i).is_some()
}

/// The province or district whose bare name ends the name of an organisation (`… Cần Thơ`).
fn trailing_place(doc: &Doc, tail: Range<usize>) -> Option<Locality> {
    (tail.start + 1..tail.end)
        .find(|&k| {
            known_length(doc, k).is_some_and(|n| k + n == tail.end)
                && gazetteer::get().is_province_name(doc.exported(k..tail.end))
        })
        .map(|k| Locality { kind: String::new(), name: doc.exported(k..tail.end).to_string(), place: None })
}

/// The end of a free name: words up to a stop word, a mark, a locality or another head.
fn free_end(doc: &Doc, head: &Range<usize>) -> Option<usize> {
    let block = doc.tokens[head.start].block;
    let mut end = head.end;
    let mut capital = false;
    while end < doc.tokens.len() && end - head.end < 16 {
        let token = &doc.tokens[end];
        if token.block != block {
            break;
        }
        let go_on = if token.is_word() {
            let opens_field = FIELDS.at(doc, end).filter(|f| f.len > 2 && token.is_capital());
            if let Some(field) = opens_field {
                end += field.len;
                capital = true;
                continue;
            }
            let place = HEADS.at(doc, end).is_some_and(|h| h.row.value(1) == "place" && !token.is_capital());
            let position = token.is_capital() && POSITIONS.at(doc, end).is_some();
            let other_head = end > head.end + 1
                && token.is_capital()
                && HEADS
                    .at(doc, end)
                    .is_some_and(|h| matches!(h.row.value(1), "body" | "whole") && h.row.key.contains(' '));
            // Behind a name of two capitals a small letter begins the predicate.
            let branch = ["nhánh", "hiệu", "viện"].contains(&token.lower)
                && matches!(doc.low(end - 1), "chi" | "phân");
            let named = end >= head.end + 2
                && !branch
                && !token.is_capital()
                && [end - 1, end - 2]
                    .iter()
                    .all(|&k| doc.tokens[k].is_capital() && !doc.tokens[k].is_upper());
            !(place
                || position
                || other_head
                || named
                || (!token.is_capital() && STOPS.at(doc, end).is_some())
                || (token.is_upper() && STOPS.at(doc, end).is_some()))
        } else if token.is_number() {
            (end > head.end || is_numbered(doc, head)) && !matches!(doc.low(end + 1), "/" | "%")
        } else {
            joins(doc, end)
        };
        // `PCTT và TKCN`: `và` between two abbreviations.
        let paired = token.lower == "và"
            && end > head.end
            && doc.tokens[end - 1].is_upper()
            && doc.tokens.get(end + 1).is_some_and(|t| t.is_upper() && HEADS.at(doc, end + 1).is_none());
        let go_on = go_on || paired;
        if !go_on
            || (end == head.end && !token.is_capital() && !token.is_number() && !head_capital(doc, head))
        {
            break;
        }
        capital |= token.is_capital() || token.is_number();
        end += 1;
    }
    while end > head.end && matches!(doc.tokens[end - 1].text, "-" | "/" | "\"") {
        end -= 1;
    }
    (end > head.end && capital).then_some(end)
}

fn head_capital(doc: &Doc, head: &Range<usize>) -> bool {
    doc.tokens[head.start].is_capital() && head.len() > 1
}

/// Whether the head takes a number for a name: `Đội 3`, `Trung đoàn 932`, `Nông trường 4`.
fn is_numbered(doc: &Doc, head: &Range<usize>) -> bool {
    matches!(
        doc.low(head.start),
        "đội" | "trung" | "tiểu" | "sư" | "lữ" | "quân" | "binh" | "nông" | "khối" | "cụm" | "hải" | "phòng"
    )
}

/// Whether a mark inside a name goes on with it: a dash between capitals, a slash, `Co.op`.
fn joins(doc: &Doc, i: usize) -> bool {
    let next = doc.tokens.get(i + 1);
    let capital_next = next.is_some_and(|t| t.is_capital());
    match doc.tokens[i].text {
        "-" => {
            capital_next
                && POSITIONS.at(doc, i + 1).is_none()
                && person::name_at(doc, i + 1).is_none()
                && HEADS.at(doc, i + 1).is_none_or(|h| h.row.value(0) == "village")
        }
        "/" => capital_next && next.is_some_and(|t| !t.spaced),
        "." => next.is_some_and(|t| !t.spaced && t.is_word() && !t.is_capital()) && !doc.tokens[i].spaced,
        _ => false,
    }
}

/// `số 2`, `số II`, `các huyện, thành phố`, `các bộ, ngành tổng hợp`, `Nội chính`.
fn cluster(doc: &Doc, i: usize) -> Option<usize> {
    let at = if doc.low(i) == "số" { i + 1 } else { i };
    let token = doc.tokens.get(at)?;
    let roman = |t: &str| !t.is_empty() && t.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if token.is_number() && !matches!(doc.low(at + 1), "tỉnh" | "huyện" | "đơn" | "xã") || roman(token.text)
    {
        // `Cụm thi đua số 3 ngành Kiểm sát nhân dân`
        let end = at + 1;
        let go_on = |k: usize| {
            doc.tokens
                .get(k)
                .is_some_and(|t| t.is_word() && t.block == token.block && STOPS.at(doc, k).is_none())
        };
        let named = doc.low(end) == "ngành" && go_on(end + 1);
        return Some(if named { (end + 1..end + 7).find(|&k| !go_on(k)).unwrap_or(end + 7) } else { end });
    }
    let listed = doc.low(at) == "các";
    if !listed && !(token.is_capital() && at == i) {
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

fn joined(head: &str, tail: &str) -> String {
    let gap = if head.ends_with('.') && tail.starts_with(char::is_uppercase) { " " } else { " " };
    format!("{head}{gap}{tail}")
}

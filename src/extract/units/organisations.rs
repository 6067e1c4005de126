//! Organisations with a field of work or a name of their own behind the head.

use super::bodies::{Body, Ending, body, is_owner};
use super::mention::{FIELDS, HEADS, Locality, Named, POSITIONS, STOPS};
use super::places::{is_plural, known_length, locality, person_cut, words_from};
use crate::extract::lexicon::Lexicon;
use crate::extract::person;
use crate::extract::token::Doc;
use crate::gazetteer;
use std::ops::Range;
use std::sync::LazyLock;

/// `Sở Văn hóa, Thể thao và Du lịch tỉnh X`, `Đội 3 Phòng PC02`, `Cục Bảo trợ xã hội`.
pub(super) fn department<'t>(doc: &Doc<'t>, head: &Range<usize>) -> Option<Ending<'t>> {
    let at = head.end;
    let first = doc.tokens.get(at).filter(|t| t.block == doc.tokens[head.start].block)?;
    let named = match field_at(doc, head, at) {
        Some(len) if doc.is_capital(at) || is_small_field(doc, head, at, len) => at + len,
        _ => {
            let plain = first.is_capital() || first.is_number();
            let team = matches!(doc.low(head.start), "đội" | "tổ") && !first.is_number();
            // `Đội thuyền thôn X`, `Đội dân phòng xã X`: what it does, in small letters, and its locality.
            if team && first.is_word() && !first.is_capital() && doc.is_capital(head.start) {
                return placed_team(doc, head);
            }
            if !plain || team {
                return None;
            }
            free_end(doc, head)?
        }
    };
    // `Phòng Quản lý, hỗ trợ doanh nghiệp số 1`
    let numbered = doc.low(named) == "số" && doc.tokens.get(named + 1).is_some_and(|t| t.is_number());
    let named = if numbered { named + 2 } else { named };
    let (end, place) = locality(doc, named);
    if place.is_some() {
        return Some((end, place));
    }
    if let Some(end) = country(doc, named) {
        return Some((end, None));
    }
    // A part of a body names the body behind it: `Đội Cảnh sát hình sự Công an TP X`.
    nested(doc, head, named).or(Some((named, None)))
}

/// How many tokens the field of work takes that begins at token `i`: the longest of the list, or several that a
/// comma or a dash and the last `và` join (`Văn hóa, Thông tin, Thể thao và Du lịch`), where the body is one.
fn field_at(doc: &Doc, head: &Range<usize>, i: usize) -> Option<usize> {
    let listed = FIELDS.at(doc, i).map(|hit| hit.len);
    let several = head.start > 0 && is_plural(doc, head.start - 1);
    if several { listed } else { joined_fields(doc, i).max(listed) }
}

/// How many tokens two or more fields take that are parts of a larger one, joined to the end.
fn joined_fields(doc: &Doc, i: usize) -> Option<usize> {
    static PARTS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("field_parts.tsv")));
    let part = |k: usize| PARTS.at(doc, k).filter(|_| doc.tokens[k].block == doc.tokens[i].block);
    let mut end = i + part(i)?.len;
    let mut whole = None;
    while matches!(doc.low(end), "," | "-" | "và" | "&") {
        let Some(next) = part(end + 1) else { break };
        let last = doc.low(end) != ",";
        end += 1 + next.len;
        // A comma alone parts two bodies: `Sở Du lịch, Văn hóa …`.
        if last {
            whole = Some(end - i);
        }
        if matches!(doc.low(end - next.len - 1), "và" | "&") {
            break;
        }
    }
    whole
}

/// Whether a field in small letters is meant as a name: `Sở y tế`, `Bộ công an`; `phòng giáo dục và đào tạo huyện X`
/// by its locality.
fn is_small_field(doc: &Doc, head: &Range<usize>, at: usize, len: usize) -> bool {
    match doc.low(head.start) {
        "sở" | "bộ" => doc.is_capital(head.start),
        "phòng" => locality(doc, at + len).1.is_some_and(|p| !p.kind.is_empty() && !p.name.is_empty()),
        _ => false,
    }
}

/// A team named by two or three words in small letters and a locality by kind and name.
fn placed_team<'t>(doc: &Doc<'t>, head: &Range<usize>) -> Option<Ending<'t>> {
    let stop = |k: usize| STOPS.at(doc, k).is_some() || !doc.tokens[k].is_word() || doc.is_capital(k);
    let at = (head.end..doc.tokens.len().min(head.end + 7))
        .find(|&k| stop(k) || HEADS.at(doc, k).is_some_and(|h| h.row.value(1) == "place"))?;
    let (end, place) = if at > head.end && !stop(at) { locality(doc, at) } else { return None };
    let place = place.filter(|p| !p.kind.is_empty() && !p.name.is_empty())?;
    Some((end, Some(place)))
}

/// The country behind a foreign body, `nước` before it or not: the token behind it.
pub(super) fn country(doc: &Doc, i: usize) -> Option<usize> {
    static COUNTRIES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("countries.tsv")));
    let at = if doc.low(i) == "nước" { i + 1 } else { i };
    let token = doc.tokens.get(at)?;
    let outside = at > 0 && token.block != doc.tokens[at - 1].block;
    // `Bộ Tư pháp Anh` but not the start of a longer name: `Sở Y tế Đức Trọng`.
    let hit = COUNTRIES.at(doc, at).filter(|_| token.is_capital() && !outside)?;
    let goes_on = doc.tokens.get(at + hit.len).is_some_and(|t| t.is_capital() && t.block == token.block);
    (!goes_on).then_some(at + hit.len)
}

/// `Khoa X, Bệnh viện Y`: the ward by its full name, and the hospital.
pub(super) fn ward<'t>(doc: &Doc<'t>, head: &Range<usize>, kind: &'static str) -> Option<Body<'t>> {
    let (end, locality) = department(doc, head)?;
    let comma = (head.end..end).find(|&k| doc.low(k) == ",");
    let whole = Named {
        from: head.start,
        name: doc.exported(head.start..end).into(),
        tokens: head.start..comma.unwrap_or(end),
        kind,
        is_place: false,
        locality,
        rule: "unit-organisation",
        key: 0,
    };
    Some(match comma {
        Some(comma) if HEADS.at(doc, comma + 1).is_some() => {
            let name = doc.exported(comma + 1..end).into();
            let hospital = Named { from: comma + 1, name, tokens: comma + 1..end, ..whole.clone() };
            Body::Many(vec![whole, hospital])
        }
        _ => Body::One(whole),
    })
}

/// The body that a part belongs to, behind it: directly, or behind a comma (`Khoa X, Bệnh viện Y`).
pub(super) fn nested<'t>(doc: &Doc<'t>, head: &Range<usize>, at: usize) -> Option<Ending<'t>> {
    let part = matches!(doc.low(head.start), "đội" | "phòng" | "khoa" | "tổ" | "trạm" | "ban" | "vụ");
    let comma = doc.low(at) == "," && matches!(doc.low(head.start), "khoa");
    let next = if comma { at + 1 } else { at };
    let hit = HEADS.at(doc, next).filter(|h| part && is_owner(h.row.value(1)))?;
    let ward = doc.low(next) == "khoa";
    if !doc.is_capital(next) || (comma && (hit.row.value(0) != "health" || ward)) {
        return None;
    }
    match body(doc, next..next + hit.len, hit.row.value(0), hit.row.value(1))? {
        Body::One(named) => Some((named.tokens.end, named.locality)),
        Body::Many(_) => None,
    }
}

/// `Trường THPT Nguyễn Huệ`, `Công ty CP Thực phẩm X`, `Bệnh viện Đa khoa tỉnh Y`.
pub(super) fn free<'t>(doc: &Doc<'t>, head: &Range<usize>, kind: &str) -> Option<Ending<'t>> {
    let Some(end) = free_end(doc, head) else {
        // `Bệnh viện đa khoa tỉnh X`, `Trường mầm non xã X`, `Câu lạc bộ thơ phường X`
        let may = matches!(kind, "school" | "health" | "enterprise" | "association" | "cooperative");
        return if may && doc.is_capital(head.start) { placed_team(doc, head) } else { None };
    };
    // `Bệnh viện A Thái Nguyên`: a letter, no clan name.
    let letter = kind == "health" && doc.tokens[head.end].text.len() == 1;
    if kind != "school"
        && !letter
        && !bears_place(doc, head, end)
        && person::name_at(doc, head.end).is_some_and(|p| p == end && !is_place_run(doc, head.end))
    {
        return None;
    }
    let end = if kind == "school" { namesake_cut(doc, head.end, end) } else { end };
    let (with_place, place) = locality(doc, end);
    if place.is_none() {
        return Some((end, trailing_place(doc, head.end..end)));
    }
    let tail = match kind {
        "enterprise" => branch_tail(doc, with_place),
        "school" => numbered_school(doc, with_place),
        _ => with_place,
    };
    Some((tail, place))
}

/// `Đồn Biên phòng Lý Vạn`, `Nông trường Lê Ninh`, `DNTN Trần Hoa`: heads that are nothing without a name, which is
/// a place's (two syllables) or their owner's, however much like a person it looks.
fn bears_place(doc: &Doc, head: &Range<usize>, end: usize) -> bool {
    match doc.low(head.start) {
        "đồn" | "hạt" | "trạm" | "nông" | "lâm" | "chùa" | "xí" | "htx" | "hợp" | "cảng" | "tịnh"
        | "thiền" | "giáo" | "trại" => end == head.end + 2,
        "dntn" => true,
        "doanh" => doc.has(head.start, &["doanh", "nghiệp", "tư", "nhân"]),
        _ => false,
    }
}

/// `Trường Tiểu học thị trấn X 1`: one of several, unless the number counts what follows it.
fn numbered_school(doc: &Doc, at: usize) -> usize {
    let number = doc.tokens.get(at).is_some_and(|t| {
        t.is_number() && t.text.len() == 1 && t.spaced && t.block == doc.tokens[at - 1].block
    });
    let ends = matches!(
        doc.low(at + 1),
        "" | "," | ";" | "." | ")" | "và" | "đã" | "được" | "đón" | "nhận" | "đạt" | "tổ" | "vinh" | "là"
    );
    if number && ends { at + 1 } else { at }
}

/// Cuts a person's name off behind a school's: `Trường THPT Lê Khiết` + `Lê Đức Phú`. A school that
/// bears a person's name is cut only before a whole second name.
fn namesake_cut(doc: &Doc, i: usize, end: usize) -> usize {
    let second = (i + 3..end.saturating_sub(2)).find(|&k| {
        let whole = person::is_surname(doc, k) && person::name_inside(doc, k) == Some(end);
        let first_is_name = (i..k).rev().any(|s| k - s >= 2 && person::is_surname(doc, s));
        whole && first_is_name
    });
    second.unwrap_or_else(|| person_cut(doc, i, end, 3))
}

/// `Agribank Chi nhánh huyện X` + `Bắc Đắk Lắk`: the region of the branch above.
fn branch_tail(doc: &Doc, at: usize) -> usize {
    let side = matches!(doc.low(at), "bắc" | "nam" | "đông" | "tây" | "trung");
    let same_block =
        doc.tokens.get(at).is_some_and(|t| t.is_capital() && t.block == doc.tokens[at - 1].block);
    if !same_block {
        return at;
    }
    let from = if side { at + 1 } else { at };
    let known = doc.tokens.get(from).and_then(|_| known_length(doc, from));
    known
        .filter(|&n| gazetteer::get().is_province_name(doc.exported(from..from + n)))
        .map_or(at, |n| from + n)
}

fn is_place_run(doc: &Doc, i: usize) -> bool {
    known_length(doc, i).is_some()
}

/// The province or district whose bare name ends the name of an organisation (`… Cần Thơ`).
fn trailing_place<'t>(doc: &Doc<'t>, tail: Range<usize>) -> Option<Locality<'t>> {
    (tail.start + 1..tail.end)
        .find(|&k| {
            gazetteer::get().province_ahead(words_from(doc, k)) == Some(true)
                && known_length(doc, k).is_some_and(|n| k + n == tail.end)
                && gazetteer::get().is_province_name(doc.exported(k..tail.end))
        })
        .map(|k| Locality { kind: "", name: doc.exported(k..tail.end), place: None })
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
            let opens_field = field_at(doc, head, end).filter(|&len| len > 2 && token.is_capital());
            if let Some(len) = opens_field {
                end += len;
                capital = true;
                continue;
            }
            let place = HEADS.at(doc, end).is_some_and(|h| h.row.value(1) == "place" && !token.is_capital());
            let position = token.is_capital() && POSITIONS.at(doc, end).is_some();
            let other_head = end > head.end + 1
                && token.is_capital()
                && HEADS.at(doc, end).is_some_and(|h| match h.row.value(1) {
                    "body" | "whole" => h.row.key.contains(' '),
                    // `Chi hội Luật gia` + `Sở Tư pháp`
                    "dept" => FIELDS.at(doc, end + h.len).is_some() && doc.is_capital(end + h.len),
                    _ => false,
                });
            // Behind a name of two capitals a small letter begins the predicate.
            let branch = ["nhánh", "hiệu", "viện"].contains(&token.lower)
                && matches!(doc.low(end - 1), "chi" | "phân");
            let named = end >= head.end + 2
                && !branch
                && !token.is_capital()
                && [end - 1, end - 2].iter().all(|&k| doc.is_capital(k) && !doc.tokens[k].is_upper())
                && !is_second_syllable(doc, end);
            // Behind the number that ends it too: `Công ty Cà phê 731` + `ủng hộ`.
            let numbered = end >= head.end + 2
                && capital
                && !token.is_capital()
                && doc.tokens[end - 1].is_number()
                && !matches!(token.lower, "tháng" | "thành" | "miền" | "khu" | "và" | "đồng");
            !(place
                || position
                || other_head
                || named
                || numbered
                || (!token.is_capital()
                    && STOPS.at(doc, end).is_some_and(|s| {
                        let inside = s.len == 1 && is_compound(doc, end);
                        !(inside || is_trade(doc, head, end, s.len) || is_small_trade(doc, head, end))
                    }))
                || (token.is_upper() && STOPS.at(doc, end).is_some()))
        } else if let Some(len) = named_by_day(doc, head, end) {
            end += len;
            capital = true;
            continue;
        } else if token.is_number() {
            (end > head.end || is_numbered(doc, head)) && !matches!(doc.low(end + 1), "/" | "%")
        } else {
            joins(doc, end) || joins_levels(doc, head, end) || lists_trades(doc, head, end)
        };
        // `PCTT và TKCN`: `và` between two abbreviations.
        let paired = token.lower == "và"
            && end > head.end
            && doc.tokens[end - 1].is_upper()
            && doc.tokens.get(end + 1).is_some_and(|t| t.is_upper() && HEADS.at(doc, end + 1).is_none());
        // `Trường tiểu học và trung học cơ sở X`
        let levels = token.lower == "và" && !capital && end > head.end && is_level(doc, head, end + 1);
        let go_on = go_on || paired || levels || (token.lower == "và" && joins_trades(doc, head, end));
        if !go_on
            || (end == head.end
                && !token.is_capital()
                && !token.is_number()
                && !head_capital(doc, head)
                && !is_level(doc, head, end))
        {
            break;
        }
        // A number names what it stands behind (`Đội 3`), not what a predicate counts.
        capital |= token.is_capital() || (token.is_number() && (capital || end == head.end));
        end += 1;
    }
    while end > head.end && matches!(doc.tokens[end - 1].text, "-" | "/" | "\"") {
        end -= 1;
    }
    (end > head.end && capital).then_some(end)
}

/// `Công ty CP Nhựa Thiếu niên Tiền Phong`: one small syllable between capitals is the second half of a word
/// if the name goes on behind it, not with a person, a position or another unit.
fn is_second_syllable(doc: &Doc, i: usize) -> bool {
    let (before, token) = (&doc.tokens[i - 1], &doc.tokens[i]);
    let words: &[&str] = match before.lower {
        "thiếu" => &["niên", "nhi"],
        "thanh" => &["niên", "niên,"],
        "phụ" => &["nữ"],
        "dưỡng" => &["sinh"],
        "nông" | "ngư" | "diêm" => &["nghiệp", "dân", "sản", "thôn"],
        "lâm" | "công" | "thủ" => &["nghiệp", "sản", "trình", "công", "nghệ"],
        "thủy" | "hải" => &["sản", "lợi", "điện", "nông"],
        "môi" => &["trường"],
        "thương" => &["mại"],
        "dịch" => &["vụ"],
        "du" => &["lịch"],
        "xây" => &["dựng", "lắp"],
        "vận" => &["tải"],
        "thực" => &["phẩm"],
        "dược" => &["phẩm", "liệu"],
        "điện" => &["lực", "tử", "máy"],
        "năng" => &["lượng"],
        "giao" => &["thông", "nhận"],
        "giải" => &["khát"],
        "nghệ" => &["thuật"],
        "văn" => &["hóa", "nghệ"],
        "thể" => &["thao", "dục"],
        "cà" => &["phê"],
        "cao" => &["su"],
        "xăng" => &["dầu"],
        "khoáng" => &["sản"],
        "mía" => &["đường"],
        "gạch" => &["ngói"],
        "giống" => &["cây"],
        "phân" => &["bón"],
        _ => return false,
    };
    let next = doc.tokens.get(i + 1).filter(|t| t.block == token.block && t.is_capital() && t.spaced);
    words.contains(&token.lower)
        && next.is_some()
        && HEADS.at(doc, i + 1).is_none()
        && POSITIONS.at(doc, i + 1).is_none()
}

/// Whether a word that else ends a name is the second half of a word here: `công trình`, `nhỏ và vừa`.
fn is_compound(doc: &Doc, i: usize) -> bool {
    // `TNHH một thành viên`, `TNHH hai thành viên trở lên`, `xếp dỡ`
    match doc.low(i) {
        "một" | "hai" if doc.has(i + 1, &["thành", "viên"]) => return true,
        "lên" if doc.low(i - 1) == "trở" => return true,
        "xếp" if doc.low(i + 1) == "dỡ" => return true,
        "hiến" if doc.low(i + 1) == "máu" => return true,
        _ => {}
    }
    let firsts: &[&str] = match doc.low(i) {
        "trình" => &["công", "chương", "quá", "quy", "lập", "giáo", "lộ", "tiến"],
        "nhân" => &["công", "nạn", "tư", "bệnh", "cá", "doanh", "nghệ", "quân", "hôn"],
        "bị" => &["thiết", "trang", "chuẩn"],
        "nguyên" => &["tài", "cao", "trung"],
        "ký" => &["đăng", "thư"],
        "nhận" => &["chứng", "giao", "tiếp", "công"],
        "làm" => &["việc"],
        "sáng" => &["chiếu", "ánh"],
        "xếp" => &["bốc"],
        "gửi" => &["tiền", "ký"],
        "ngoài" => &["nước"],
        "thưởng" => &["khen", "giải"],
        "tại" => &["hiện"],
        "lên" | "xuống" => &["đi"],
        "hạng" => &["xếp"],
        "đạt" => &["truyền", "diễn"],
        "tối" | "trưa" => &["bữa"],
        "khóa" => &["chìa"],
        "trên" | "dưới" => &["mặt"],
        "dự" => &["tham"],
        "thăm" => &["lăng"],
        _ => &[],
    };
    firsts.contains(&doc.low(i - 1))
}

/// `Xí nghiệp Xây dựng và Khảo sát thiết kế`, `Công ty CP Đầu tư và Thương mại X`: `và` between two lines of
/// business in the name of an enterprise.
fn joins_trades(doc: &Doc, head: &Range<usize>, at: usize) -> bool {
    let next = at + 1;
    // `Hiệp hội Chế biến và Xuất khẩu Thủy sản Việt Nam`
    let union = matches!(doc.low(head.start), "hiệp" | "hội" | "liên" | "viện" | "trung" | "tổ");
    (is_company(doc, head) || union)
        && at > head.end
        && doc.is_capital(next)
        && !doc.tokens[next].is_upper()
        && TRADES.at(doc, next).is_some()
        && (head.end..at).any(|k| TRADES.at(doc, k).is_some())
}

static TRADES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("trades.tsv")));

fn is_company(doc: &Doc, head: &Range<usize>) -> bool {
    matches!(
        doc.low(head.start),
        "công" | "tổng" | "cty" | "xí" | "htx" | "hợp" | "doanh" | "dntn" | "nhà" | "tập"
    )
}

/// `Công ty CP Tư vấn, Đầu tư và Xây dựng X`: a comma between trades that `và` ends.
fn lists_trades(doc: &Doc, head: &Range<usize>, at: usize) -> bool {
    if doc.low(at) != "," || at == head.end || !is_company(doc, head) || !doc.is_capital(at + 1) {
        return false;
    }
    let Some(hit) = TRADES.at(doc, at + 1) else { return false };
    let and = at + 1 + hit.len;
    doc.low(and) == "và"
        && TRADES.at(doc, and + 1).is_some()
        && (head.end..at).any(|k| TRADES.at(doc, k).is_some())
}

/// `Công ty cổ phần xây dựng X`, `Công ty TNHH tư vấn xây dựng X`: a trade in small letters behind the legal form
/// or another trade.
fn is_small_trade(doc: &Doc, head: &Range<usize>, at: usize) -> bool {
    is_company(doc, head)
        && at > head.end
        && TRADES.at(doc, at).is_some()
        && matches!(
            doc.low(at - 1),
            "phần" | "hạn" | "viên" | "tnhh" | "mtv" | "cp" | "vấn" | "tư" | "liệu" | "mại" | "tm"
        )
}

/// `Trường TH-THCS X`, `Trường TH - THCS - THPT Y`: a dash between the levels of a school.
fn joins_levels(doc: &Doc, head: &Range<usize>, at: usize) -> bool {
    let level = |k: usize| matches!(doc.low(k), "th" | "thcs" | "thpt" | "mn" | "mg" | "ptcs" | "ptdtbt");
    let school = matches!(doc.low(head.start), "trường" | "th" | "thcs" | "mn" | "ptdtbt");
    school && matches!(doc.low(at), "-" | "&" | "/") && level(at - 1) && level(at + 1)
}

/// `HTX Dịch vụ hỗ trợ Vận tải X`: behind a trade, what else would be the predicate goes on with the
/// name of a cooperative or a company if a capital follows that opens no other unit.
fn is_trade(doc: &Doc, head: &Range<usize>, at: usize, len: usize) -> bool {
    const TRADES: [[&str; 2]; 3] = [["dịch", "vụ"], ["sản", "xuất"], ["thương", "mại"]];
    let trade = at >= 2 && TRADES.contains(&[doc.low(at - 2), doc.low(at - 1)]);
    let company = matches!(doc.low(head.start), "htx" | "hợp" | "công" | "trung" | "doanh");
    let next = at + len;
    trade
        && company
        && doc.is_capital(next)
        && HEADS.at(doc, next).is_none()
        && POSITIONS.at(doc, next).is_none()
}

/// Whether the level or the kind of a school stands at token `i` in small letters (`Trường tiểu học X`).
fn is_level(doc: &Doc, head: &Range<usize>, i: usize) -> bool {
    const LEVELS: &[&[&str]] = &[
        &["tiểu", "học"],
        &["mầm", "non"],
        &["mẫu", "giáo"],
        &["trung", "học"],
        &["trung", "cấp"],
        &["đại", "học"],
        &["cao", "đẳng"],
        &["phổ", "thông"],
        &["chính", "trị"],
        &["dạy", "nghề"],
        &["dân", "tộc", "nội", "trú"],
        &["chuyên", "biệt"],
    ];
    doc.low(head.start) == "trường" && LEVELS.iter().any(|words| doc.has(i, words))
}

fn head_capital(doc: &Doc, head: &Range<usize>) -> bool {
    // `HTX`, `CLB` are several words cut short.
    doc.is_capital(head.start) && (head.len() > 1 || matches!(doc.low(head.start), "htx" | "clb"))
}

/// Whether the head takes a number for a name: `Đội 3`, `Trung đoàn 932`, `Bộ Tư lệnh Quân khu 5`.
fn is_numbered(doc: &Doc, head: &Range<usize>) -> bool {
    if doc.is_capital(head.start) && names_alone(doc, head.end) {
        return true;
    }
    let first = matches!(doc.low(head.start), "đội" | "nông" | "khối" | "cụm" | "hải" | "phòng");
    first
        || matches!(
            doc.low(head.end - 1),
            "khu" | "y" | "sở" | "vực" | "đoàn" | "đội" | "số" | "ii" | "chủng"
        )
}

/// `Bệnh viện 103`, `Xí nghiệp 81`: whether the number at token `i` is all of a name, because it is large and the
/// predicate, a mark or another name follows, not what it counts (`Bệnh viện 120 giường`).
fn names_alone(doc: &Doc, i: usize) -> bool {
    let (Some(number), next) = (doc.tokens.get(i), doc.tokens.get(i + 1)) else { return false };
    let institution = matches!(doc.low(i - 1), "viện" | "bv" | "nghiệp" | "máy" | "ty" | "kho" | "trại");
    let large = matches!(number.text.len(), 2 | 3) && number.text.bytes().all(|b| b.is_ascii_digit());
    let ends = next.is_none_or(|t| {
        t.block != number.block
            || t.is_capital()
            || matches!(t.text, "," | "." | ";" | ":" | "(" | ")" | "-" | "\"")
            || STOPS.at(doc, i + 1).is_some_and(|stop| !stop.row.key.starts_with("năm"))
    });
    institution && large && ends
}

/// `Trường Mầm non 19-5`, `Bệnh viện 30/4`, `Nông trường 3/2`: the number of tokens of a day right behind the kind of
/// an institution, which is named by it.
fn named_by_day(doc: &Doc, head: &Range<usize>, i: usize) -> Option<usize> {
    let part = |k: usize, most: u8| {
        let token = doc.tokens.get(k).filter(|t| t.is_number() && t.text.len() <= 2)?;
        token.text.parse().ok().filter(|n: &u8| (1..=most).contains(n))
    };
    let mark = |k: usize| matches!(doc.low(k), "/" | "-");
    let glued = |k: usize| doc.tokens.get(k).is_some_and(|t| !t.spaced);
    let kind = matches!(
        doc.low(i - 1),
        "non"
            | "mn"
            | "giáo"
            | "học"
            | "th"
            | "thcs"
            | "thpt"
            | "sở"
            | "thông"
            | "trường"
            | "viện"
            | "htx"
            | "xã"
            | "nghiệp"
            | "máy"
            | "ty"
    );
    let day = part(i, 31).is_some() && part(i + 2, 12).is_some();
    let whole = mark(i + 1) && glued(i + 1) && glued(i + 2) && !(mark(i + 3) && glued(i + 3));
    (doc.is_capital(head.start) && kind && day && whole).then_some(3)
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
                && HEADS
                    .at(doc, i + 1)
                    .is_none_or(|h| h.row.value(0) == "village" || h.row.value(1) == "name")
        }
        "/" => capital_next && next.is_some_and(|t| !t.spaced),
        "." => next.is_some_and(|t| !t.spaced && t.is_word() && !t.is_capital()) && !doc.tokens[i].spaced,
        _ => false,
    }
}

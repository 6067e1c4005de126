//! The names of awards in a text, with class, years of a party badge, and a count right before.

use crate::extract::lexicon::{Lexicon, is_quote};
use crate::extract::numbers;
use crate::extract::token::Doc;
use std::ops::Range;
use std::sync::LazyLock;

static NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("names.tsv")));

/// One mention of an award.
#[derive(Debug, Clone)]
pub struct Name {
    /// Its tokens, quotes and class included.
    pub tokens: Range<usize>,
    /// Slug of the data model.
    pub slug: &'static str,
    /// Class, degree or years.
    pub class: Option<String>,
    /// Whether several classes are meant (`các hạng`, `45 năm, 40 năm và 30 năm`).
    pub recipient: Option<&'static str>,
    /// A count right before the name (`51 danh hiệu …`, `7/9 …`): the value, and its first token.
    pub direct: Option<(u64, usize)>,
    /// `chiến sĩ thi đua` without its level: who confers decides.
    pub unlevelled: bool,
}

/// The names of awards inside `tokens` in order; none overlaps another.
pub fn all(doc: &Doc, tokens: Range<usize>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        let name = party_badge(doc, i, tokens.end)
            .or_else(|| at(doc, i, tokens.end))
            .or_else(|| shortened(doc, i, found.last(), tokens.end));
        match name {
            Some((mut name, mut end)) => {
                end = definition(doc, &name, end, tokens.end);
                name.tokens.end = end;
                if is_recipient_noun(doc, &name, found.last()) || is_attribute(doc, &name) {
                    i = end;
                    continue;
                }
                name.direct = direct_count(
                    doc,
                    &name,
                    tokens.start,
                    found.last().map_or(tokens.start, |n| n.tokens.end),
                );
                if name.slug != "-" {
                    found.push(name);
                }
                i = end;
            }
            None => i += 1,
        }
    }
    found
}

/// `danh hiệu “Bà mẹ …” (BMVNAH)`, `huy chương vàng (HCV)`: the abbreviation in brackets is no second
/// award.
fn definition(doc: &Doc, name: &Name, end: usize, limit: usize) -> usize {
    let inner = if doc.low(end) == "(" { NAMES.at(doc, end + 1) } else { None };
    match inner {
        Some(hit) if hit.row.value(0) == name.slug && doc.low(end + 1 + hit.len) == ")" => {
            (end + 2 + hit.len).min(limit)
        }
        _ => end,
    }
}

/// `Nghệ nhân ưu tú Y Bhiông`, `NSND Trần A`: a title before a person's name calls the person.
fn is_attribute(doc: &Doc, name: &Name) -> bool {
    let honour =
        ["nghe-", "nha-giao", "thay-thuoc", "anh-hung", "ba-me"].iter().any(|s| name.slug.starts_with(s));
    let conferred = name.tokens.start > 0 && matches!(doc.low(name.tokens.start - 1), "hiệu" | "tặng" | "\"");
    honour && !conferred && crate::extract::person::name_inside(doc, name.tokens.end).is_some()
}

/// `Bằng khen cho 68 điển hình tiên tiến`: behind a certificate the title only calls the recipients.
fn is_recipient_noun(doc: &Doc, name: &Name, before: Option<&Name>) -> bool {
    let certificate =
        before.filter(|b| matches!(b.slug, "bang-khen" | "giay-khen" | "ky-niem-chuong" | "giay-chung-nhan"));
    // `Bằng khen cho 26 học sinh đoạt giải nhất, nhì, ba và 17 giáo viên`: a prize that calls them.
    let won = name.slug == "giai"
        && name.tokens.start > 0
        && matches!(doc.low(name.tokens.start - 1), "đạt" | "đoạt" | "giành")
        && before.is_some_and(|b| {
            (b.tokens.end..name.tokens.start).all(|k| !matches!(doc.low(k), "," | "." | "và"))
        });
    (won || matches!(name.slug, "dien-hinh-tien-tien" | "nguoi-tot-viec-tot" | "khen-thuong"))
        && certificate.is_some_and(|b| {
            let between = b.tokens.end..name.tokens.start;
            between.clone().any(|k| doc.low(k) == "cho")
                && !between.clone().any(|k| matches!(doc.low(k), ";" | "nhận"))
        })
}

/// Rule `award-name`: the longest entry of the list at token `i`, then its class.
fn at(doc: &Doc, i: usize, limit: usize) -> Option<(Name, usize)> {
    let Some(hit) = NAMES.at_through_quotes(doc, i) else {
        return prize_unclassed(doc, i, limit).or_else(|| quoted_title(doc, i, limit));
    };
    let slug = hit.row.value(0);
    let mut end = (i + hit.len).min(limit);
    let mut class = Some(hit.row.value(1)).filter(|c| !c.is_empty()).map(str::to_string);
    // `giải ba` is a prize, `giải ba bài toán` is not; a place in a league is no prize.
    if slug == "giai" && !prize(doc, i, end) {
        return Some((Name::none(i..end), end));
    }
    // A lower-case abbreviation of two letters or a common word is no award in running text.
    if matches!(hit.row.key, "biểu trưng" | "huy hiệu đảng")
        && doc.low(end) == "của"
        && doc.low(end + 1) == "sự"
    {
        return None;
    }
    if slug == "huy-hieu-dang" {
        (class, end) = badge_years(doc, end, limit).unwrap_or((class, end));
    } else if class.is_none() {
        (class, end) = class_behind(doc, end, limit);
    }
    end = own_name(doc, end, limit, slug);
    // `Huy hiệu`, `Cờ`, `Bằng` are awards by a name of their own only.
    if matches!(hit.row.key, "huy hiệu" | "cờ" | "bằng")
        && (end == i + hit.len || !doc.tokens[i].is_capital())
    {
        return None;
    }
    while doc.tokens.get(end).is_some_and(|t| is_quote(t) && !t.spaced) && end < limit {
        end += 1;
    }
    if class.is_none() {
        (class, end) = class_behind(doc, end, limit);
    }
    let recipient = Some(hit.row.value(2)).filter(|r| !r.is_empty());
    let unlevelled = matches!(hit.row.key, "chiến sĩ thi đua" | "cstđ");
    Some((Name { tokens: i..end, slug, class, recipient, direct: None, unlevelled }, end))
}

/// `12 học sinh đoạt giải tại …`: a prize whose class the text does not name.
fn prize_unclassed(doc: &Doc, i: usize, limit: usize) -> Option<(Name, usize)> {
    let won = i > 0 && matches!(doc.low(i - 1), "đạt" | "đoạt" | "giành");
    // `Giải “Kịch bản xuất sắc” thuộc về …`
    if doc.low(i) == "giải" && doc.tokens.get(i + 1).is_some_and(|t| is_quote(t) && t.spaced) {
        let close = (i + 2..limit.min(i + 14)).find(|&k| is_quote(&doc.tokens[k]))?;
        return Some((
            Name {
                tokens: i..close + 1,
                slug: "giai",
                class: None,
                recipient: None,
                direct: None,
                unlevelled: false,
            },
            close + 1,
        ));
    }
    let open = i + 1 >= limit
        || matches!(
            doc.low(i + 1),
            "tại"
                | "trong"
                | "ở"
                | "các"
                | "cấp"
                | "quốc"
                | "tỉnh"
                | "khu"
                | ","
                | "."
                | ";"
                | ")"
                | "cuộc"
                | "hội"
                | "kỳ"
        );
    let name = Name {
        tokens: i..i + 1,
        slug: "giai",
        class: None,
        recipient: None,
        direct: None,
        unlevelled: false,
    };
    (doc.low(i) == "giải" && won && open).then_some((name, i + 1))
}

/// `vinh danh “Công dân Thủ đô ưu tú”`, `danh hiệu “…”`: a title that no list knows.
fn quoted_title(doc: &Doc, i: usize, limit: usize) -> Option<(Name, usize)> {
    let opens = is_quote(&doc.tokens[i]) && doc.tokens[i].spaced && i >= 2;
    let counted = opens
        && doc.tokens[i - 1].is_number()
        && matches!(doc.low(i - 2), "nhận" | "vinh" | "dương" | "hiệu");
    let called = counted || opens && (doc.has(i - 2, &["danh", "hiệu"]) || doc.has(i - 2, &["vinh", "danh"]));
    if !called || NAMES.at_through_quotes(doc, i + 1).is_some() {
        return None;
    }
    let close = (i + 2..limit.min(i + 14)).find(|&k| is_quote(&doc.tokens[k]) && !doc.tokens[k].spaced)?;
    let name = Name {
        tokens: i..close + 1,
        slug: "khen-thuong",
        class: None,
        recipient: None,
        direct: None,
        unlevelled: false,
    };
    Some((name, close + 1))
}

impl Name {
    /// The first token of the award and its count.
    pub fn first(&self) -> usize {
        self.direct.map_or(self.tokens.start, |(_, at)| at)
    }

    /// A prize of a class, as a cell of a table names it.
    pub fn prize(tokens: Range<usize>, class: &str) -> Self {
        Name {
            tokens,
            slug: "giai",
            class: Some(class.to_string()),
            recipient: None,
            direct: None,
            unlevelled: false,
        }
    }

    fn none(tokens: Range<usize>) -> Self {
        Name { tokens, slug: "-", class: None, recipient: None, direct: None, unlevelled: false }
    }
}

/// Whether `giải …` is a prize: not `giải ba vấn đề`, not `từ giải Ba trở lên`.
fn prize(doc: &Doc, i: usize, end: usize) -> bool {
    let before = i.checked_sub(1).map_or("", |k| doc.low(k));
    !(before == "từ"
        || doc.has(end, &["trở", "lên"])
        || matches!(doc.low(end), "pháp" | "bài" | "vấn" | "câu"))
}

/// `hạng Nhất`, `hạng 3`, `hạng III`, `các hạng` behind an award.
fn class_behind(doc: &Doc, end: usize, limit: usize) -> (Option<String>, usize) {
    if end + 1 >= limit {
        return (None, end);
    }
    if doc.has(end, &["các", "hạng"]) || doc.has(end, &["các", "loại"]) {
        return (None, end + 2);
    }
    if matches!(doc.low(end), "hạng" | "loại")
        && let Some(class) = class_word(doc.low(end + 1))
    {
        return (Some(class.to_string()), end + 2);
    }
    (None, end)
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

/// The name that an award carries in quotes or begins with `Vì`: `Kỷ niệm chương “Vì thế hệ trẻ”`.
fn own_name(doc: &Doc, end: usize, limit: usize, slug: &str) -> usize {
    if !matches!(slug, "ky-niem-chuong" | "co-thi-dua" | "khen-thuong" | "huy-hieu-dang") {
        return end;
    }
    if doc.tokens.get(end).is_some_and(|t| is_quote(t) && t.spaced) {
        let close =
            (end + 1..limit.min(end + 20)).find(|&k| is_quote(&doc.tokens[k]) && !doc.tokens[k].spaced);
        return close.map_or(end, |k| k + 1);
    }
    end
}

/// `N2 nhì`, `hạng Ba cho …`: a later member of a list that leaves the award's name out.
fn shortened(doc: &Doc, i: usize, before: Option<&Name>, limit: usize) -> Option<(Name, usize)> {
    let last = before?;
    let same = |class: &str, end: usize| {
        let name = Name { tokens: i..end, class: Some(class.to_string()), direct: None, ..last.clone() };
        Some((name, end))
    };
    let ranked = last.slug.starts_with("huan-chuong") || last.slug.starts_with("huy-chuong-");
    if ranked && doc.low(i) == "hạng" && i + 1 < limit {
        return class_word(doc.low(i + 1)).and_then(|class| same(class, i + 2));
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
    let bare = matches!(doc.low(i), "nhất" | "nhì" | "ba" | "khuyến") && !doc.tokens[i + 1..].is_empty();
    if counted && bare {
        let long = doc.low(i) == "khuyến";
        if long && doc.low(i + 1) != "khích" {
            return None;
        }
        return same(class_word(doc.low(i))?, if long { i + 2 } else { i + 1 });
    }
    None
}

/// Rule `award-party-badge`: `70 năm tuổi Đảng`, `Huy hiệu 60 năm`, `Huy hiệu Đảng 50 năm`.
fn party_badge(doc: &Doc, i: usize, limit: usize) -> Option<(Name, usize)> {
    let badge = doc.has(i, &["huy", "hiệu"]);
    let at = if badge { i + 2 } else { i };
    if let Some(end) = years_in_one(doc, at, limit).filter(|_| badge) {
        let name = Name {
            tokens: i..end,
            slug: "huy-hieu-dang",
            class: None,
            recipient: Some("individual"),
            direct: None,
            unlevelled: false,
        };
        return Some((name, end));
    }
    let number = doc.tokens.get(at).filter(|t| t.is_number() && t.text.len() == 2)?;
    let years: u32 = number.text.parse().ok()?;
    if !(30..=95).contains(&years) || !years.is_multiple_of(5) {
        return None;
    }
    let end = if doc.has(at + 1, &["năm", "tuổi", "đảng"]) {
        at + 4
    } else if doc.has(at + 1, &["tuổi", "đảng"]) {
        at + 3
    } else if (badge || of_members(doc, i)) && doc.low(at + 1) == "năm" {
        at + 2
    } else {
        return None;
    };
    // `40 năm và 30 năm tuổi Đảng`: one number for several classes.
    let (end, several) = more_years(doc, end, limit);
    let name = Name {
        tokens: i..end.min(limit),
        slug: "huy-hieu-dang",
        class: (!several).then(|| years.to_string()),
        recipient: Some("individual"),
        direct: None,
        unlevelled: false,
    };
    Some((name, end.min(limit)))
}

/// `4 đảng viên 55 năm, 8 đảng viên 45 năm … tuổi Đảng`: years right behind members, in a sentence
/// that speaks of the badge.
fn of_members(doc: &Doc, i: usize) -> bool {
    let members = i >= 3
        && (doc.has(i - 2, &["đảng", "viên"]) || doc.has(i - 2, &["đồng", "chí"]))
        && doc.tokens[i - 3].is_number();
    members && doc.sentence_of(i).any(|k| doc.has(k, &["tuổi", "đảng"]) || doc.has(k, &["huy", "hiệu"]))
}

/// `Huy hiệu 45, 40 và 30 năm`: the end of several classes that share one `năm`.
fn years_in_one(doc: &Doc, at: usize, limit: usize) -> Option<usize> {
    let years = |k: usize| {
        let token = doc.tokens.get(k).filter(|t| t.is_number())?;
        token.text.parse::<u32>().ok().filter(|y| (30..=95).contains(y) && y.is_multiple_of(5))
    };
    years(at)?;
    let mut end = at + 1;
    while matches!(doc.low(end), "," | "và") && years(end + 1).is_some() {
        end += 2;
    }
    if end == at + 1 || doc.low(end) != "năm" {
        return None;
    }
    let tail = if doc.has(end + 1, &["tuổi", "đảng"]) { end + 3 } else { end + 1 };
    Some(tail.min(limit))
}

/// Passes over `, 40 năm và 30 năm tuổi Đảng` behind a badge: the end, and whether there is more.
fn more_years(doc: &Doc, end: usize, limit: usize) -> (usize, bool) {
    let mut end = end;
    let mut several = false;
    while matches!(doc.low(end), "," | "và") && end + 2 < limit {
        let years = doc.tokens[end + 1]
            .text
            .parse::<u32>()
            .ok()
            .filter(|y| (30..=95).contains(y) && y.is_multiple_of(5));
        if years.is_none() || doc.low(end + 2) != "năm" {
            break;
        }
        let tail = if doc.has(end + 3, &["tuổi", "đảng"]) { end + 5 } else { end + 3 };
        // `…, 50 năm tuổi Đảng có 8 đảng viên`: the next class has its own number.
        if matches!(doc.low(tail), "có" | "cho" | ":") {
            break;
        }
        (end, several) = (tail, true);
    }
    (end, several)
}

/// `50 năm` behind `Huy hiệu Đảng`.
fn badge_years(doc: &Doc, end: usize, limit: usize) -> Option<(Option<String>, usize)> {
    let number = doc.tokens.get(end).filter(|t| t.is_number() && t.text.len() == 2 && end + 1 < limit)?;
    (doc.low(end + 1) == "năm").then(|| (Some(number.text.to_string()), end + 2))
}

/// A number right before the award, over `danh hiệu`, `lượt`, `tấm`, quotes: `51 danh hiệu …`.
fn direct_count(doc: &Doc, name: &Name, from: usize, last_end: usize) -> Option<(u64, usize)> {
    let mut at = name.tokens.start;
    while at > from && at > last_end {
        let before = &doc.tokens[at - 1];
        let filler = is_quote(before)
            || matches!(
                before.lower,
                "danh" | "hiệu" | "lượt" | "tấm" | "chiếc" | "cái" | "bộ" | "suất" | "cặp"
            );
        if !filler {
            break;
        }
        at -= 1;
    }
    if at <= from {
        return None;
    }
    // The longest number that ends here: `hai mươi`, `1.780`, `01`.
    let start = (at.saturating_sub(4).max(from)..at)
        .find(|&k| numbers::count_at(doc, k).is_some_and(|(_, len)| k + len == at))?;
    let (value, _) = numbers::count_at(doc, start)?;
    // `7/9 tổ đạt`: the numerator counts; `ngày 2/9`, `lần thứ 14`, `năm 2023` count nothing.
    if start >= from + 2
        && doc.low(start - 1) == "/"
        && doc.tokens[start - 2].is_number()
        && !doc.tokens[start].spaced
    {
        let (value, _) = numbers::count_at(doc, start - 2)?;
        return Some((value, start - 2));
    }
    let before = start.checked_sub(1).map_or("", |k| doc.low(k));
    let none =
        matches!(before, "thứ" | "năm" | "tháng" | "ngày" | "số" | "hạng" | "đợt" | "quý" | "điều" | "khoản");
    (!none && (start > last_end || start >= last_end)).then_some((value, start))
}

/// Orders, medals and state honours are conferred by the President whether or not the text says so.
pub fn is_state_honour(slug: &str) -> bool {
    slug.starts_with("huan-chuong")
        || slug.starts_with("huy-chuong") && slug != "huy-chuong-the-thao"
        || slug.starts_with("anh-hung")
        || slug.starts_with("nha-giao")
        || slug.starts_with("thay-thuoc")
        || slug.starts_with("nghe-")
        || slug.starts_with("giai-thuong")
        || slug == "ba-me-viet-nam-anh-hung"
}

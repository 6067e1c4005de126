//! The names of awards in a text, with class, years of a party badge, and a count right before.

mod badge;
mod class;
mod culture;
mod direct;
mod prize;
mod quoted;

use super::begins;
use crate::extract::lexicon::{Lexicon, is_quote};
use crate::extract::marked::{DIGITS, Marked};
use crate::model::refused::{Field, Reason};
use badge::{badge_years, party_badge};
pub use class::class_word;
use class::{class_behind, shortened};
use culture::culture_title;
pub(super) use culture::villages;
use direct::direct_count;
use prize::{is_prize, is_winning, prize_unclassed};
use quoted::{opens_title, own_name, quoted_title, unlisted_title};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("../names.tsv")));

/// One mention of an award.
#[derive(Debug, Clone)]
pub struct Name<'t> {
    /// Its tokens (token indices), quotes and class included.
    pub tokens: Range<usize>,
    /// Slug of the data model.
    pub slug: &'static str,
    /// Class, degree or years; none where several are meant (`các hạng`, `45 năm, 40 năm và 30 năm`).
    pub class: Option<&'t str>,
    /// The kind of recipient that the award implies.
    pub recipient: Option<&'static str>,
    /// A count right before the name (`51 danh hiệu …`, `7/9 …`): the value, and its first token.
    pub direct: Option<(u64, usize)>,
    /// `chiến sĩ thi đua` without its level: who confers decides.
    pub unlevelled: bool,
}

impl<'t> Name<'t> {
    /// An award of which only the slug is known.
    pub fn new(tokens: Range<usize>, slug: &'static str) -> Self {
        Name { tokens, slug, class: None, recipient: None, direct: None, unlevelled: false }
    }

    /// A prize of a class, as a cell of a table names it.
    pub fn prize(tokens: Range<usize>, class: &'t str) -> Self {
        Name { class: Some(class), ..Name::new(tokens, "giai") }
    }

    /// The first token of the award and its count.
    pub fn first(&self) -> usize {
        self.direct.map_or(self.tokens.start, |(_, at)| at)
    }
}

/// The names of awards inside `tokens` in order; none overlaps another.
pub fn all<'t>(doc: &Marked<'_, 't>, tokens: Range<usize>) -> Vec<Name<'t>> {
    let mut found: Vec<Name> = Vec::new();
    let mut i = tokens.start;
    while let Some(next) = next_name(doc, i..tokens.end, found.last()) {
        i = next;
        let name = party_badge(doc, i, tokens.end)
            .or_else(|| at(doc, i, tokens.end))
            .or_else(|| shortened(doc, i, found.last(), tokens.end));
        let Some((mut name, end)) = name else {
            i += 1;
            continue;
        };
        i = definition(doc, &name, end, tokens.end);
        name.tokens.end = i;
        let last = found.last();
        let none = |yes, reason| doc.refuses(yes, name.tokens.clone(), Field::Awards, reason, "award-name");
        if none(name.slug == "-", Reason::NotAnAward)
            || none(is_recipient_noun(doc, &name, last), Reason::CallsRecipient)
            || none(is_attribute(doc, &name), Reason::CallsPerson)
        {
            continue;
        }
        let last_end = last.map_or(tokens.start, |n| n.tokens.end);
        name.direct = direct_count(doc, &name, tokens.start, last_end);
        found.push(name);
    }
    found
}

/// The first of `tokens` at which an award may begin: by its word, behind `danh hiệu`, or in a list that
/// leaves its name out.
fn next_name(doc: &Marked, tokens: Range<usize>, before: Option<&Name>) -> Option<usize> {
    let words = match before {
        None => begins::NAME,
        // `75 năm cho 1 đồng chí, 60 năm cho 6 đồng chí`
        Some(badge) if badge.slug == "huy-hieu-dang" => begins::NAME | begins::SHORTENED | DIGITS,
        Some(_) => begins::NAME | begins::SHORTENED,
    };
    let titled = |i: usize| i > 0 && doc.is_capital(i) && doc.may(i - 1, begins::TITLE);
    if !tokens.is_empty() && titled(tokens.start) {
        return Some(tokens.start);
    }
    let end = tokens.end;
    doc.each(tokens, words | begins::TITLE).find_map(|i| match doc.may(i, words) {
        true if is_quote(&doc.tokens[i]) => Some(i).filter(|&i| opens_title(doc, i)),
        true => Some(i),
        false => Some(i + 1).filter(|&next| next < end && titled(next)),
    })
}

/// `danh hiệu “Bà mẹ …” (BMVNAH)`, `huy chương vàng (HCV)`: the abbreviation in brackets is no second
/// award.
fn definition(doc: &Marked, name: &Name, end: usize, limit: usize) -> usize {
    let inner = if doc.low(end) == "(" { NAMES.at(doc, end + 1) } else { None };
    match inner {
        Some(hit) if hit.row.value(0) == name.slug && doc.low(end + 1 + hit.len) == ")" => {
            (end + 2 + hit.len).min(limit)
        }
        _ => end,
    }
}

/// Whether an award is a title that one bears for life.
pub(super) fn is_honour(name: &Name) -> bool {
    ["nghe-", "nha-giao-", "thay-thuoc-", "anh-hung-", "ba-me-"].iter().any(|s| name.slug.starts_with(s))
}

/// `Nghệ nhân ưu tú Y Bhiông`, `NSND Trần A`: a title before a person's name calls the person.
fn is_attribute(doc: &Marked, name: &Name) -> bool {
    let conferred = name.tokens.start > 0 && matches!(doc.low(name.tokens.start - 1), "hiệu" | "tặng" | "\"");
    is_honour(name) && !conferred && crate::extract::person::name_inside(doc, name.tokens.end).is_some()
}

/// `Bằng khen cho 68 điển hình tiên tiến`: behind a certificate the title only calls the recipients.
fn is_recipient_noun(doc: &Marked, name: &Name, before: Option<&Name>) -> bool {
    let certificate =
        before.filter(|b| matches!(b.slug, "bang-khen" | "giay-khen" | "ky-niem-chuong" | "giay-chung-nhan"));
    // `Bằng khen cho 26 học sinh đoạt giải nhất, nhì, ba và 17 giáo viên`: a prize that calls them.
    let won = name.slug == "giai"
        && name.tokens.start > 0
        && is_winning(doc.low(name.tokens.start - 1))
        && before.is_some_and(|b| {
            (b.tokens.end..name.tokens.start).all(|k| !matches!(doc.low(k), "," | "." | "và"))
        });
    let called = matches!(
        name.slug,
        "dien-hinh-tien-tien" | "nguoi-tot-viec-tot" | "khen-thuong" | "gia-dinh-van-hoa"
    );
    // `…, danh hiệu Nghệ nhân ưu tú cho 2 cá nhân` is an award of its own.
    let given = matches!(doc.low(name.tokens.end), "cho" | "đối");
    !given
        && (won || called || is_honour(name))
        && certificate.is_some_and(|b| {
            let between = b.tokens.end..name.tokens.start;
            between.clone().any(|k| doc.low(k) == "cho")
                && !between.clone().any(|k| matches!(doc.low(k), ";" | "nhận"))
        })
}

/// Rule `award-name`: the longest entry of the list at token `i`, then its class and its own name:
/// `Huân chương Lao động hạng Ba`, `Kỷ niệm chương “Vì thế hệ trẻ”`. Gives the token behind it too.
fn at<'t>(doc: &Marked<'_, 't>, i: usize, limit: usize) -> Option<(Name<'t>, usize)> {
    let Some(hit) = NAMES.at_through_quotes(doc, i) else {
        return match doc.low(i) {
            "giải" => prize_unclassed(doc, i, limit).or_else(|| unlisted_title(doc, i, limit)),
            "\"" | "'" => quoted_title(doc, i, limit),
            _ => culture_title(doc, i, limit)
                .map(|(name, end)| (name, behind_quotes(doc, end, limit)))
                .or_else(|| unlisted_title(doc, i, limit)),
        };
    };
    let slug = hit.row.value(0);
    let end = (i + hit.len).min(limit);
    // `giải ba` is a prize, `giải ba bài toán` is not; a place in a league is no prize.
    if slug == "giai" && !is_prize(doc, i, end) {
        return Some((Name::new(i..end, "-"), end));
    }
    // `biểu trưng của sự đoàn kết`: a symbol of something is no award.
    if matches!(hit.row.key, "biểu trưng" | "huy hiệu đảng")
        && doc.low(end) == "của"
        && doc.low(end + 1) == "sự"
    {
        return None;
    }
    let listed = Some(hit.row.value(1)).filter(|c| !c.is_empty());
    // `tặng Huân chương, Huy chương`: medals of the state whose kind the text leaves out.
    if hit.row.key == "huy chương" && i >= 3 && doc.has(i - 3, &["huân", "chương"]) {
        return Some((Name::new(i..end, "-"), end));
    }
    let (class, behind) = match listed {
        listed if slug == "huy-hieu-dang" => badge_years(doc, end, limit).unwrap_or((listed, end)),
        None => class_behind(doc, end, limit),
        listed => (listed, end),
    };
    let named = own_name(doc, behind, limit, slug);
    // `Huy hiệu`, `Cờ`, `Bằng` are awards by a name of their own only.
    let common = matches!(hit.row.key, "huy hiệu" | "cờ" | "bằng");
    if common && (named == i + hit.len || !doc.is_capital(i)) {
        return None;
    }
    let end = behind_quotes(doc, named, limit);
    let (class, end) = if class.is_some() { (class, end) } else { class_behind(doc, end, limit) };
    let recipient = Some(hit.row.value(2)).filter(|r| !r.is_empty());
    let unlevelled = matches!(hit.row.key, "chiến sĩ thi đua" | "cstđ");
    Some((Name { class, recipient, unlevelled, ..Name::new(i..end, slug) }, end))
}

/// The token behind the closing quotes at token `end`.
fn behind_quotes(doc: &Marked, end: usize, limit: usize) -> usize {
    let closes = |k: usize| doc.tokens.get(k).is_some_and(|t| is_quote(t) && !t.spaced);
    (end..limit).find(|&k| !closes(k)).unwrap_or(end.max(limit))
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

//! The level of a body that confers.

use crate::extract::units::Mentions;
use crate::extract::units::mention::{Locality, Named};
use crate::extract::units::{key, rank};

/// Heads of ministries, central agencies and central organisations.
const CENTRAL: &[&str] = &[
    "bộ ",
    "tổng cục",
    "trung ương",
    "tw ",
    "tổng liên đoàn",
    "kiểm toán nhà nước",
    "thanh tra chính phủ",
    "văn phòng chính phủ",
    "văn phòng quốc hội",
    "văn phòng chủ tịch nước",
    "văn phòng trung ương",
    "ủy ban dân tộc",
    "ủy ban quản lý vốn",
    "ủy ban trung ương",
    "quân ủy trung ương",
    "học viện chính trị quốc gia hồ chí minh",
    "ban quản lý lăng",
];

/// Bodies that a ministry's word begins, or that are below the centre whatever they are called.
const NOT_CENTRAL: &[&str] =
    &["bộ chỉ huy", "bộ tư lệnh", "bộ đội", "bộ môn", "bộ tham mưu", "bộ phận", "giáo hội"];

/// Bodies whose own party committee is no committee of a locality: `Đảng ủy Công an tỉnh`.
const WITH_COMMITTEE: &[&str] = &[
    "công an",
    "bộ ",
    "quân",
    "trường",
    "đại học",
    "học viện",
    "bệnh viện",
    "sở ",
    "công ty",
    "tập đoàn",
    "tổng công ty",
    "ngân hàng",
    "cục ",
    "chi cục",
    "viện ",
    "đồn ",
    "bđbp",
];

/// The level of a body (data-model, table of `awards`).
pub(super) fn level_of(mentions: &Mentions, named: &Named) -> &'static str {
    let (name, own) = (mentions.key(named), mentions.own[0].as_ref());
    let first = name.as_bytes().first();
    let starts = |heads: &[&str]| heads.iter().any(|h| h.as_bytes().first() == first && name.starts_with(h));
    if starts(NOT_CENTRAL) {
        return "organization";
    }
    let whole = name.ends_with("việt nam")
        && named.locality.is_none()
        && !matches!(named.kind, "enterprise" | "school" | "health" | "cooperative");
    let of_centre = || ["trung ương đoàn", "trung ương hội"].iter().any(|body| name.contains(body));
    let central = name.ends_with("trung ương")
        || name.ends_with("tối cao")
        || whole
        || name.contains("trung ương") && of_centre();
    let alone = named.locality.is_none() && matches!(name, "ngân hàng nhà nước" | "kho bạc nhà nước");
    if starts(CENTRAL) || central || alone {
        return "ministry";
    }
    let of_body =
        name.strip_prefix("đảng ủy ").is_some_and(|rest| WITH_COMMITTEE.iter().any(|b| rest.starts_with(b)));
    if starts(&["ủy ban nhân dân", "hội đồng nhân dân"]) || named.kind == "party" && !of_body {
        return committee_level(name, named.locality.as_ref(), own).unwrap_or("organization");
    }
    "organization"
}

/// The level of a people's or party committee: that of its locality. `own`: the article's own province.
fn committee_level(name: &str, locality: Option<&Locality>, own: Option<&Locality>) -> Option<&'static str> {
    let by_rank = |rank: u8| match rank {
        1 => "province",
        2 => "district",
        _ => "commune",
    };
    let of_party = name.contains(" ủy");
    if of_party && name.contains("tỉnh ủy") || name.contains("đảng bộ tỉnh") {
        return Some("province");
    }
    if of_party && ["huyện ủy", "thị ủy", "quận ủy"].iter().any(|w| name.contains(w)) {
        return Some("district");
    }
    let is_city = |l: &Locality| matches!(key(l.kind).as_str(), "thành phố" | "tp" | "tp.");
    // `Thành ủy` of a city under a province.
    if of_party && name.contains("thành ủy") && locality.is_none() {
        return own.map(|own| if is_city(own) { "province" } else { "district" });
    }
    let locality = locality?;
    // `UBND thành phố` in an article of a province: a city under it.
    if is_city(locality) && own.is_some_and(|own| !is_city(own) && key(own.name) == key(locality.name)) {
        return Some("district");
    }
    if locality.name.is_empty() {
        return match key(locality.kind).as_str() {
            "tỉnh" => Some("province"),
            "thành phố" | "huyện" | "quận" | "thị xã" => Some("district"),
            _ => Some("commune"),
        };
    }
    rank(locality).map(by_rank)
}

/// The level of a locality that confers by itself; none for a village.
pub(super) fn level_of_place(named: &Named) -> Option<&'static str> {
    let rank = named.locality.as_ref().and_then(rank)?;
    match rank {
        1 => Some("province"),
        2 => Some("district"),
        3 => Some("commune"),
        _ => None,
    }
}

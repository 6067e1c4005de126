//! Mentions of units, read from left to right: a head (`heads.tsv`) and the name behind it.
//!
//! Here a head is found and judged; what may stand behind it is read by its form: localities in
//! [`super::places`], bodies in [`super::bodies`], names of their own in [`super::organisations`],
//! clusters in [`super::clusters`].

use super::{bodies, places};
use crate::extract::lexicon::{Classes, Lexicon};
use crate::extract::pairs::Pairs;
use crate::extract::person;
use crate::extract::token::Doc;
use crate::gazetteer;
use crate::model::refused::{Field, Reason};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

pub use super::places::place_name;

/// The words that begin the name of a body or a locality.
pub(in crate::extract) static HEADS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("heads.tsv")));
pub(super) static FIELDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("fields.tsv")));
pub(super) static STOPS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("stops.tsv")));
pub(super) static POSITIONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("position_words.tsv")));

/// The locality that a mention is, or that its body belongs to: `huyện` + `Đăk Hà`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locality<'t> {
    /// The kind word as written: `huyện`, `TP.`; "" where the text leaves it out.
    pub kind: &'t str,
    /// The name, in the exported spelling; "" where the text leaves it out (`UBND huyện`).
    pub name: &'t str,
    /// What it is in the gazetteer, as of the article's date; none where unknown or ambiguous.
    pub place: Option<&'static gazetteer::Place>,
}

/// One mention of a unit.
#[derive(Debug, Clone)]
pub struct Named<'t> {
    /// Its tokens: for a member of a list (`các huyện A, B`) those of the member alone.
    pub tokens: Range<usize>,
    /// Where the statement begins that names it: the head of its list, else `tokens.start`.
    pub from: usize,
    /// The name: head, own name and locality as written.
    pub name: Cow<'t, str>,
    /// Kind of the data model; `city` is left to the gazetteer.
    pub kind: &'static str,
    /// Whether the unit is the locality itself.
    pub is_place: bool,
    /// The locality.
    pub locality: Option<Locality<'t>>,
    /// Name of the rule.
    pub rule: &'static str,
    /// Number of the name's key, once all are read: [`super::Mentions::key`].
    pub(super) key: usize,
}

/// Whether a predicate of two words or more begins at token `i`, in small letters: no name goes on with it.
pub(in crate::extract) fn is_predicate(doc: &Doc, i: usize) -> bool {
    !doc.is_capital(i) && STOPS.at(doc, i).is_some_and(|stop| stop.len > 1)
}

/// The words that open a unit.
static OPENERS: LazyLock<Classes> =
    LazyLock::new(|| Classes::default().list(HEAD, &HEADS).words(CITY, places::CITIES.iter().copied()));
/// The word opens a head.
const HEAD: u32 = 1;
/// The word opens the short name of a city.
const CITY: u32 = 2;

/// The two words that open a head.
static HEAD_PAIRS: LazyLock<Pairs> = LazyLock::new(|| Pairs::of(&HEADS));

/// All mentions of units in reading order; none overlaps another.
pub fn scan<'t>(doc: &Doc<'t>) -> Vec<Named<'t>> {
    let (openers, heads) = (&*OPENERS, &*HEAD_PAIRS);
    // A report names a unit with each twentieth word.
    let mut found = Vec::with_capacity(doc.tokens.len() / 16);
    let mut i = 0;
    while let Some(token) = doc.tokens.get(i) {
        let class = openers.of(token);
        let may = class != 0 && token.is_word() && (class & CITY != 0 || heads.may_begin(doc, i));
        i = if may { read(doc, i, &mut found) } else { i + 1 };
    }
    found
}

/// Reads the units that begin at token `i`; the token to go on from.
fn read<'t>(doc: &Doc<'t>, i: usize, found: &mut Vec<Named<'t>>) -> usize {
    if let Some(len) = places::city_abbreviation(doc, i) {
        found.push(Named {
            tokens: i..i + len,
            from: i,
            name: doc.exported(i..i + len).into(),
            kind: "city",
            is_place: true,
            locality: Some(places::ho_chi_minh_city()),
            rule: "unit-place",
            key: 0,
        });
        return i + len;
    }
    let Some(hit) = HEADS.at(doc, i) else { return i + 1 };
    let (kind, form) = (hit.row.value(0), hit.row.value(1));
    let head = i..i + hit.len;
    // `Bằng Ca` is no `CA`: of two letters only capitals make an abbreviation.
    let letters =
        hit.len == 1 && form != "place" && !doc.tokens[i].is_upper() && is_two_capitals(hit.row.key);
    let common = letters || hit.row.value(2) == "capital" && !doc.is_capital(i);
    if common || !is_head(doc, &head, kind, form) {
        return i + 1;
    }
    if form == "place" {
        return places::places(doc, head, kind, found).unwrap_or(i + 1);
    }
    if form == "skip" {
        return head.end;
    }
    match bodies::body(doc, head.clone(), kind, form) {
        Some(bodies::Body::One(named)) => {
            if let Some(list) = bodies::parted(doc, &named) {
                let end = list.last().map_or(head.end, |n| n.tokens.end);
                found.extend(list);
                return end;
            }
            let end = named.tokens.end;
            found.push(named);
            end
        }
        Some(bodies::Body::Many(list)) => {
            let end = list.last().map_or(head.end, |n| n.tokens.end);
            found.extend(list);
            end
        }
        // A head that names no body here may hold the word of another: `Văn phòng Ban Chỉ huy …`.
        None => {
            doc.refuses(doc.is_capital(i), head.clone(), Field::Units, Reason::NoName, "unit-head");
            head.end
        }
    }
}

/// Whether a head is an abbreviation of two letters.
fn is_two_capitals(key: &str) -> bool {
    key.chars().count() == 2 && key.chars().all(char::is_uppercase)
}

/// Whether the words of a head begin a unit here, and are no part of a compound or of a name.
fn is_head(doc: &Doc, head: &Range<usize>, kind: &str, form: &str) -> bool {
    let token = &doc.tokens[head.start];
    let before = head.start.checked_sub(1).filter(|&k| doc.tokens[k].block == token.block);
    let word = before.map_or("", |k| doc.low(k));
    // `trụ sở`, `cơ sở Hội`, `cán bộ Đoàn`, `biên bản`: small letters make these words part of others.
    if matches!(form, "dept" | "free" | "cluster" | "name" | "acronym")
        && head.len() == 1
        && !token.is_capital()
    {
        let other = matches!(
            word,
            "quảng" | "môi" | "thị" | "nông" | "công" | "lâm" | "hiện" | "lập" | "phim" | "văn" | "dự"
        ) || is_compound(word, token.lower);
        // `phòng 203` is a room.
        let room = doc.tokens.get(head.end).is_some_and(|t| t.is_number() && t.text.len() > 2);
        // `lãnh đạo sở Tài chính`
        let field = token.lower == "sở" && doc.is_capital(head.end) && FIELDS.at(doc, head.end).is_some();
        return (matches!(token.lower, "phòng" | "trường" | "thpt" | "thcs" | "htx" | "chùa") || field)
            && !other
            && !room;
    }
    // `Kỷ niệm chương "Vì sự nghiệp Ngân hàng Việt Nam"`: the name of an award.
    let award = head.start >= 3 && doc.has(head.start - 3, &["vì", "sự", "nghiệp"]);
    if doc.refuses(award, head.clone(), Field::Units, Reason::AwardName, "unit-head") {
        return false;
    }
    // `NHIỆM VỤ`, `CƠ SỞ`: in a headline's capitals too.
    let compound = head.len() == 1 && token.is_upper() && is_compound(word, token.lower);
    if doc.refuses(compound, head.clone(), Field::Units, Reason::Compound, "unit-head") {
        return false;
    }
    // `Khuất Việt Trường Dũng`: a capital inside a run of capitals belongs to a name.
    // `Trưởng Thuế tỉnh`: the body behind its chief does not; nor, in `lớp 9A2 Trường THCS X`, the letter of
    // a class.
    let inside = before.is_some_and(|k| {
        let token = &doc.tokens[k];
        token.is_capital()
            && token.spaced
            && !token.is_upper()
            && HEADS.at(doc, k).is_none()
            && POSITIONS.at(doc, k).is_none()
    });
    if inside && head.len() == 1 && token.is_capital() && form != "place" && !token.is_upper() {
        return false;
    }
    // `Châu Sóc Thia`: a village's word inside the name of a person, not `Trưởng Bản X`, `Nhà Văn Hóa Thôn 3`.
    let syllable = inside && kind == "village" && head.len() == 1 && !token.is_upper() && token.is_capital();
    if syllable
        && doc.is_capital(head.end)
        && before.is_some_and(|k| {
            person::is_surname(doc, k) && person::name_inside(doc, k).is_some_and(|e| e > head.end)
        })
    {
        return false;
    }
    if is_village_compound(word, token.lower) {
        return false;
    }
    // `Vụ Bản`, `Trường Sơn`, `Hội An`: the head's word begins a known name that is all that stands there.
    if form != "place"
        && head.len() == 1
        && token.is_capital()
        && places::is_run_of_two(doc, head.start)
        && places::known_length(doc, head.start) == Some(2)
    {
        return false;
    }
    // `Sóc Trăng`, `Ấp Bắc`: the head's word begins a name of the gazetteer.
    if form == "place"
        && token.is_capital()
        && kind == "village"
        && places::known_length(doc, head.start).is_some_and(|n| n > head.len())
    {
        return false;
    }
    true
}

/// Whether two words make a word whose second part is no village: `nông thôn`, `biên bản`, `chăm sóc`.
fn is_village_compound(first: &str, second: &str) -> bool {
    let firsts: &[&str] = match second {
        "bản" => &[
            "biên", "văn", "cơ", "căn", "kịch", "phiên", "xuất", "nguyên", "ấn", "chính", "bài", "dị", "sao",
            "tư",
        ],
        "thôn" => &["nông", "hương"],
        "sóc" => &["chăm", "con", "phi"],
        "buôn" => &["bán", "mua", "đi", "con"],
        "xóm" => &["hàng", "chòm"],
        _ => &[],
    };
    firsts.contains(&first)
}

/// Whether two words make a common noun whose second part is a head's word: `nhiệm vụ`, `cơ sở`.
fn is_compound(first: &str, second: &str) -> bool {
    let firsts: &[&str] = match second {
        "vụ" => &["nhiệm", "phục", "dịch", "nghiệp", "chức", "nội", "nghĩa", "ngoại", "sự", "thời", "mùa"],
        "sở" => &["cơ", "trụ", "hội"],
        "bộ" => &["cán", "toàn", "đồng", "tiến", "nội", "đảng", "cục"],
        "cục" => &["bố", "kết", "bưu", "đại", "tổng"],
        "trường" => &[
            "thị", "môi", "hiện", "lập", "quảng", "công", "nông", "khai", "chủ", "nhà", "lâm", "chiến",
            "thao", "ngư", "thương", "đấu", "diễn", "sa", "hội", "phim",
        ],
        "đội" => &["quân", "đồng", "bộ"],
        "hội" => &["xã", "cơ", "đại", "lễ", "quốc", "chi"],
        "báo" => &["thông", "cảnh", "dự", "tình", "nhà", "họp"],
        "phòng" => &["quốc", "văn", "biên", "dự", "đề", "tiêu", "phòng", "xung"],
        "chùa" => &["nhà"],
        "viện" => &["bệnh", "học", "thư", "chi"],
        "đoàn" => &["công", "tập", "liên", "sư", "trung", "tiểu", "đại"],
        "khối" => &["toàn"],
        _ => &[],
    };
    firsts.contains(&first)
}

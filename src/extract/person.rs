//! Names of persons: where one begins and ends, and what stands before it.
//!
//! A name is a run of capitalised syllables. Alone it must open with a surname of the list; behind
//! a form of address (`ông`, `đồng chí`, `Thiếu tướng`, `BS.CKII`) any run will do, because the
//! address already says that a person follows.

use super::lexicon::{Lexicon, Words};
use super::pairs::Pairs;
use super::token::{Doc, Token};
use crate::gazetteer;
use crate::model::refused::{Field, Reason};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use std::sync::LazyLock;

static SURNAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("person/surnames.tsv")));
pub(super) static CALLS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("person/calls.tsv")));
/// The two words that open words of address.
static CALL_PAIRS: LazyLock<Pairs> = LazyLock::new(|| Pairs::of(&CALLS));
static STOPS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("person/stops.tsv")));
static NOT_NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("person/not_names.tsv")));

/// The ends of the syllables of a run of capitals, as many as are ever read.
pub type Run = SmallVec<[usize; LONGEST + 4]>;

/// Syllables in the longest name.
const LONGEST: usize = 5;

/// As many words of address stand together before one name.
const MOST_CALLS: usize = 8;

/// Words right before a capitalised run that make it the name of a place, a school or a prize.
static PLACE_KINDS: LazyLock<Words> = LazyLock::new(|| {
    Words::new([
        "tỉnh",
        "huyện",
        "quận",
        "xã",
        "phường",
        "trấn",
        "thôn",
        "ấp",
        "bản",
        "buôn",
        "bon",
        "làng",
        "khóm",
        "sóc",
        "phum",
        "đường",
        "phố",
        "cầu",
        "chợ",
        "núi",
        "sông",
        "đảo",
        "đèo",
        "hồ",
        "trường",
        "thpt",
        "thcs",
        "th",
        "ptdtnt",
        "tx",
        "tp",
        "tt",
        "thưởng",
        "quỹ",
        "hiệu",
        "đền",
        "chùa",
        "nghĩa",
        "cảng",
        "ga",
        "cslđ",
    ])
});

/// What kind of word stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// `ông`, `bà`, `em`.
    Honorific,
    /// An occupation used as an address: `bác sĩ`, `thí sinh`, `Linh mục`.
    Calling,
    /// An academic or honour title: `PGS.TS`, `NSND`.
    Degree,
    /// A military or police rank.
    Rank,
    /// An honorific of office: `đồng chí`, `đ/c`.
    Office,
}

/// A name behind a form of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called {
    /// First token of the name.
    pub start: usize,
    /// Token behind its last.
    pub end: usize,
    /// The weightiest of the words before it.
    pub call: Call,
}

/// Whether token `i` (in any case) is a surname or a clan name of one syllable.
pub fn is_surname(doc: &Doc, i: usize) -> bool {
    static WORDS: LazyLock<FxHashSet<String>> =
        LazyLock::new(|| SURNAMES.rows().iter().map(|row| row.key.to_lowercase()).collect());
    doc.tokens.get(i).is_some_and(|t| SURNAMES.may_begin(t) && WORDS.contains(t.lower))
}

/// The name of a person that begins at token `i` (no honorific, rank or title before it): the token
/// behind its last, or none.
#[inline]
pub fn name_at(doc: &Doc, i: usize) -> Option<usize> {
    if doc.is_capital(i) { name_by_itself(doc, i) } else { None }
}

fn name_by_itself(doc: &Doc, i: usize) -> Option<usize> {
    if i > 0 && glued(doc, i) {
        let prev = &doc.tokens[i - 1];
        let opens = doc.sentence_of(i).start == i - 1;
        if PLACE_KINDS.has(prev) || (prev.is_capital() && !prev.is_upper() && !opens) {
            return None;
        }
    }
    name_inside(doc, i)
}

/// As [`name_at`], whatever stands before: for a caller that knows that a place or a body ends there.
pub fn name_inside(doc: &Doc, i: usize) -> Option<usize> {
    if doc.is_capital(i) { doc.persons.end(i, || read_name(doc, i)) } else { None }
}

fn read_name(doc: &Doc, i: usize) -> Option<usize> {
    let fewest = fewest(doc, i)?;
    let ends = run(doc, i);
    let &end = ends.last()?;
    if !(fewest..=LONGEST).contains(&ends.len()) {
        return None;
    }
    if doc.refuses(is_place(doc, i, &ends), i..end, Field::Officials, Reason::PlaceName, "person-name") {
        return None;
    }
    Some(end)
}

/// The words of address at token `i` (`các đồng chí`, `PGS.TS`, `Thiếu tá QNCN`): the token behind
/// them and the weightiest. Several may stand together.
#[inline]
pub fn call_at(doc: &Doc, i: usize) -> Option<(usize, Call)> {
    if may_call(doc.tokens.get(i)?) && CALL_PAIRS.may_begin(doc, i) { read_calls(doc, i) } else { None }
}

fn read_calls(doc: &Doc, i: usize) -> Option<(usize, Call)> {
    let (mut at, mut call) = (i, None);
    for _ in 0..MOST_CALLS {
        let Some(hit) = CALLS.at(doc, at) else { break };
        // `Võ Sĩ Đan Trường`: a surname and a middle name in capitals, no `võ sĩ`.
        let surname = hit.len > 1 && SURNAMES.at(doc, at).is_some_and(|s| s.row.value(0) != "rare");
        if surname && (at..=at + hit.len).all(|k| doc.is_capital(k) && !doc.tokens[k].is_upper()) {
            break;
        }
        let class = match hit.row.value(0) {
            "honorific" => Call::Honorific,
            "calling" => Call::Calling,
            "degree" => Call::Degree,
            "rank" => Call::Rank,
            "office" => Call::Office,
            // `bà Tô Thị Hoa`, where `Bà Tô` alone is a place.
            _ if hit.len == 2 && run(doc, at + 1).len() > 2 && SURNAMES.at(doc, at + 1).is_some() => {
                return Some((at + 1, call.unwrap_or(Call::Honorific)));
            }
            _ => return None,
        };
        call = call.max(Some(class));
        at += hit.len;
        // `Đại tá, PGS.TS Trần A`: a rank and a title are divided by a comma.
        let titled = |i: usize| CALLS.at(doc, i).is_some_and(|h| matches!(h.row.value(0), "rank" | "degree"));
        if doc.low(at) == "," && matches!(call, Some(Call::Rank | Call::Degree)) && titled(at + 1) {
            at += 1;
        }
        if doc.low(at) == "."
            && doc.tokens.get(at + 1).is_some_and(|t| t.is_capital() && !t.spaced || is_short(doc, at))
        {
            at += 1;
        }
    }
    call.map(|call| (at, call))
}

/// Whether words of address may begin with that of `token`.
#[inline]
pub fn may_call(token: &Token) -> bool {
    CALLS.may_begin(token)
}

/// The name behind the words of address at token `i`, or none where no address or no name stands.
pub fn after_honorific(doc: &Doc, i: usize) -> Option<Called> {
    let (start, call) = call_at(doc, i)?;
    if start >= doc.tokens.len() || doc.tokens[start].block != doc.tokens[i].block {
        return None;
    }
    let end = called_name(doc, start)?;
    Some(Called { start, end, call })
}

/// The name at token `i` where a word of address stands right before it: any capitalised run that
/// begins no position and no unit.
pub fn called_name(doc: &Doc, i: usize) -> Option<usize> {
    let ends = run(doc, i);
    let &end = ends.last()?;
    let first = &doc.tokens[i];
    if STOPS.at(doc, i).is_some() && !(ends.len() > 1 && SURNAMES.at(doc, i).is_some()) {
        return None;
    }
    // `ông UBND …` is no name; a name in capitals has its surname.
    if first.is_upper() && (ends.len() < 2 || SURNAMES.at(doc, i).is_none()) {
        return None;
    }
    (ends.len() <= LONGEST + 1).then_some(end)
}

/// Whether a position begins at token `i`: `Bí thư`, `Trưởng ban`.
pub fn is_position(doc: &Doc, i: usize) -> bool {
    STOPS.at(doc, i).is_some_and(|hit| hit.row.value(0) == "head")
}

/// Whether token `i` opens with one of the commonest surnames: most Vietnamese bear one of these.
pub fn is_common(doc: &Doc, i: usize) -> bool {
    static COMMON: LazyLock<Words> = LazyLock::new(|| {
        Words::new([
            "nguyễn", "trần", "lê", "phạm", "huỳnh", "hoàng", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ",
            "ngô", "dương", "lý", "trương", "đinh", "đoàn", "trịnh", "đào", "phùng", "lương", "lưu",
        ])
    });
    COMMON.has_at(doc, i)
}

/// Whether token `i` is a surname that needs no more than one syllable behind it.
pub fn is_trusted(doc: &Doc, i: usize) -> bool {
    SURNAMES.at(doc, i).is_none_or(|hit| hit.row.value(0) != "rare")
}

/// How many tokens a province or district (or another thing that only looks like a name) covers at
/// token `i`, else 0.
pub fn place_at(doc: &Doc, i: usize) -> usize {
    let listed = NOT_NAMES.at(doc, i).map_or(0, |hit| hit.len);
    listed.max(locality_at(doc, i, 2))
}

/// How many tokens the longest locality of the gazetteer covers at token `i`, of two syllables at
/// least and of a level up to `level` (1 province, 2 district, 3 commune); 0 for none.
pub fn locality_at(doc: &Doc, i: usize, level: u8) -> usize {
    let Some(first) = doc.tokens.get(i) else { return 0 };
    let run = doc.tokens[i..].iter().take(LONGEST + 1);
    let run = run.take_while(|t| t.is_capital() && t.sentence == first.sentence).map(|t| t.lower);
    let two = run.clone().nth(1).is_some();
    if two { gazetteer::get().longest_locality_at(run, level).unwrap_or(0) } else { 0 }
}

/// Whether the name of a locality goes on with token `i`, or (where `first`) begins with it: `Giấy` of `quận Cầu
/// Giấy`, `Cần` of `các huyện Bến Lức, Cần Đước`. A commune's name is known by the word before it alone, for any two
/// words are one's.
pub fn is_in_locality(doc: &Doc, i: usize, first: bool) -> bool {
    const KINDS: [&str; 10] = ["tỉnh", "phố", "tp", "huyện", "quận", "xã", "tx", "trấn", "tt", "phường"];
    let in_one_name = |start: usize| {
        doc.tokens[start..=i].iter().all(|t| t.is_capital() && t.sentence == doc.tokens[i].sentence)
    };
    let covers = |start: usize| {
        let before = start.checked_sub(1).filter(|&k| doc.tokens[k].sentence == doc.tokens[i].sentence);
        // `TP. Cao Bằng`
        let before = before.map(|k| if doc.low(k) == "." && k > 0 { k - 1 } else { k });
        let kind = before.is_some_and(|k| KINDS.contains(&doc.low(k)));
        // The first word of a sentence has its capital anyway.
        (kind || start < i || before.is_some())
            && locality_at(doc, start, if kind { 3 } else { 2 }) > i - start
    };
    let furthest = i.saturating_sub(2);
    (furthest..i + usize::from(first)).rev().any(|start| in_one_name(start) && covers(start))
}

/// Whether token `i` follows the one before it with nothing but a blank between, in one sentence.
fn glued(doc: &Doc, i: usize) -> bool {
    doc.tokens.get(i).is_some_and(|t| doc.tokens[i - 1].is_word() && doc.tokens[i - 1].sentence == t.sentence)
}

/// Whether the full stop at `at` closes an abbreviation of address (`BS. Trần A`).
fn is_short(doc: &Doc, at: usize) -> bool {
    let prev = doc.tokens[at - 1];
    prev.is_capital()
        && prev.chars() <= 7
        && doc.tokens.get(at + 1).is_some_and(|t| doc.tokens[at].sentence == t.sentence)
}

/// Fewest syllables of a name that opens with token `i`; none where no name opens so.
fn fewest(doc: &Doc, i: usize) -> Option<usize> {
    if let Some(hit) = SURNAMES.at(doc, i) {
        return Some(match hit.row.value(0) {
            "rare" => 3,
            // A clan name of two words with nothing behind it is no name yet.
            _ => hit.len + 1,
        });
    }
    let token = doc.tokens.get(i)?;
    if is_named_by_middle(doc, i) {
        return Some(3);
    }
    match token.lower {
        "y" | "a" | "h" | "k" | "ê" => Some(2),
        // Two vowel-less letters before the apostrophe mark a name of the Central Highlands.
        lower if lower.as_bytes().iter().take(3).any(|byte| *byte == b'\'') => {
            ["h'", "k'", "y'", "ha'", "ka'"].iter().any(|p| lower.starts_with(p)).then_some(1)
        }
        _ => None,
    }
}

/// `Luyện Văn Tuyên`, `Ấu Thị Mai`: `Văn` or `Thị` in the middle makes a name of any three capitals that make
/// no words (`Sở Văn Hóa`, `Khu Đô Thị Mới`).
fn is_named_by_middle(doc: &Doc, i: usize) -> bool {
    const WORDS: &[&str] = &[
        "hóa",
        "nghệ",
        "học",
        "phòng",
        "minh",
        "bản",
        "miếu",
        "thư",
        "thể",
        "xã",
        "trấn",
        "trường",
        "chính",
        "tộc",
        "sự",
        "vật",
        "giang",
        "lang",
        "lâm",
        "quán",
        "yên",
        "xá",
        "khê",
    ];
    let capital = |k: usize| doc.is_capital(k) && !doc.tokens[k].is_upper();
    matches!(doc.low(i + 1), "văn" | "thị")
        && (i..i + 3).all(capital)
        && !matches!(
            doc.low(i),
            "đô" | "siêu" | "hội" | "sở" | "phòng" | "ban" | "viện" | "trường" | "xã" | "phường"
        )
        && !WORDS.contains(&doc.low(i + 2))
}

/// Whether the run is a place or another thing of the list, alone or with more places behind it.
fn is_place(doc: &Doc, i: usize, ends: &[usize]) -> bool {
    let behind = i + place_at(doc, i);
    behind > i
        && ends
            .last()
            .is_some_and(|&end| behind >= end || is_common(doc, behind) && name_inside(doc, behind).is_some())
}

/// The ends of the syllables of the capitalised run at token `i`, cut before a position or a unit.
/// Empty where no run begins.
pub fn run(doc: &Doc, i: usize) -> Run {
    let mut ends = Run::new();
    let Some(first) = doc.tokens.get(i).filter(|t| t.is_capital()) else { return ends };
    let upper = first.is_upper();
    let mut at = i;
    while let Some(next) = syllable(doc, at) {
        let token = doc.tokens[at];
        if at > i {
            let prev = doc.tokens[at - 1];
            let apart =
                token.sentence != first.sentence || !token.spaced || !(prev.is_word() || prev.text == "'");
            let other_case = token.is_upper() != upper && token.chars() > 2;
            if apart || other_case || stops_at(doc, at) {
                break;
            }
        }
        ends.push(next);
        at = next;
        // What is longer than any name is none: a page of capitals is not read to its end for each.
        if ends.len() > LONGEST + 3 {
            break;
        }
    }
    ends
}

/// Whether a phrase that is no part of a name begins at token `at` (inside a run).
fn stops_at(doc: &Doc, at: usize) -> bool {
    STOPS.at(doc, at).is_some_and(|hit| {
        let all_capital =
            !doc.tokens[at].is_upper() && doc.tokens[at..at + hit.len].iter().all(|t| t.is_capital());
        hit.row.value(0) == "head" || !all_capital
    })
}

/// One syllable of a name at token `at`: the token behind it. `H'Loan` is one, `H' Hồng` too.
fn syllable(doc: &Doc, at: usize) -> Option<usize> {
    let token = doc.tokens.get(at)?;
    // `Thích nữ Diệu Liên`: the clan name of nuns, its second syllable often in small letters.
    if token.lower == "nữ" && at > 0 && doc.low(at - 1) == "thích" && doc.is_capital(at + 1) {
        return Some(at + 1);
    }
    if !token.is_capital() || token.text.chars().any(|c| c.is_ascii_digit() || c == '&') {
        return None;
    }
    let apostrophe = doc.tokens.get(at + 1).filter(|t| t.text == "'" && !t.spaced);
    if apostrophe.is_some() && token.chars() <= 2 {
        let next = doc.tokens.get(at + 2)?;
        return (next.is_capital() && next.block == token.block).then_some(at + 3);
    }
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::token::tests::with_doc;

    /// The first name of a bare text that opens with one.
    fn bare(input: &str) -> String {
        let mut found = String::new();
        with_doc(input, |doc| found = name_at(doc, 0).map_or("", |end| doc.exported(0..end)).into());
        found
    }

    #[test]
    fn names_without_an_address() {
        for (input, expected) in [
            ("Nguyễn Văn An phát biểu", "Nguyễn Văn An"),
            ("Trần Thị Bích Ngọc Lan, Chủ tịch", "Trần Thị Bích Ngọc Lan"),
            ("Y Thuyên Niê dự", "Y Thuyên Niê"),
            ("H'Loan Êban trình bày", "H'Loan Êban"),
            ("Rơ Chăm H’ Hồng Loan - Chủ tịch", "Rơ Chăm H’ Hồng Loan"),
            ("Ndu Ha Biêng trao", "Ndu Ha Biêng"),
            ("K’ Văn Dũng (Đông Giang)", "K’ Văn Dũng"),
            ("K’Srai chia sẻ", "K’Srai"),
            ("A Thút, Bí thư", "A Thút"),
            ("Lơ Mu Hà Poh, Phó Bí thư", "Lơ Mu Hà Poh"),
            ("KSor Y Phun - Chủ tịch", "KSor Y Phun"),
            ("Nay H'Pháp (buôn Kít)", "Nay H'Pháp"),
            ("Phaolô Đỗ Văn Oai", "Phaolô Đỗ Văn Oai"),
            ("NGUYỄN VĂN HOÀNH (Năm Hoành)", "NGUYỄN VĂN HOÀNH"),
            ("Trần Văn Nam Chủ tịch UBND", "Trần Văn Nam"),
            ("Lê Hoàng Giang Giám đốc", "Lê Hoàng Giang"),
            ("Hoàng Mai Anh dự", "Hoàng Mai Anh"),
            ("Hà Nội tổ chức", ""),
            ("Sơn La thưởng", ""),
            ("Đoàn Thanh niên xã", ""),
            ("Cao Bằng Trần Văn An", ""),
            ("Hồ Chí Minh", ""),
            ("Y tế xã", ""),
            ("UBND huyện", ""),
            ("Năm 2023", ""),
            ("Bằng khen", ""),
            ("Công Thương Việt Nam", ""),
            ("Dương tính", ""),
        ] {
            assert_eq!(bare(input), expected, "{input}");
        }
    }

    #[test]
    fn no_name_behind_the_kind_of_a_place() {
        for input in
            ["đường Trần Phượng Anh", "xã Lê Minh Xuân", "Trường THPT Lê Hồng Thái", "huyện Trần Văn Thời"]
        {
            with_doc(input, |doc| {
                assert!((1..doc.tokens.len()).all(|i| name_at(doc, i).is_none()), "{input}");
            });
        }
    }

    #[test]
    fn names_behind_an_address() {
        for (input, expected) in [
            ("ông Khoa cho biết", "Khoa"),
            ("BS.CKII Cao Minh Chu Toàn, Giám đốc", "Cao Minh Chu Toàn"),
            ("PGS.TS Nguyễn Trung Kiên", "Nguyễn Trung Kiên"),
            ("ThS. BS. Lê Thị Hoa", "Lê Thị Hoa"),
            ("Thiếu tá QNCN Sùng A Páo", "Sùng A Páo"),
            ("đ/c Y Nguyên Mlô yêu cầu", "Y Nguyên Mlô"),
            ("Thiếu tướng, PGS", ""),
            ("Đại tá, PGS.TS Trần Nam An", "Trần Nam An"),
            ("ông, bà Trần Nam An", ""),
            ("đồng chí Bí thư Huyện ủy", ""),
            ("đồng chí Phó Chủ tịch UBND", ""),
            ("Bà Rịa - Vũng Tàu", ""),
            ("Mẹ Việt Nam anh hùng", ""),
            ("ông UBND", ""),
            ("em học sinh", ""),
            ("anh hùng Lao động", ""),
        ] {
            let mut found = String::new();
            with_doc(input, |doc| {
                found = after_honorific(doc, 0).map_or("", |c| doc.exported(c.start..c.end)).into();
            });
            assert_eq!(found, expected, "{input}");
        }
    }
}

//! A position: its head (`Phó Bí thư`), its body (`Thường trực Huyện ủy Cái Bè`), and where it
//! ends.

use crate::extract::lexicon::{Classes, Hit, Lexicon, Words};
use crate::extract::pairs::Pairs;
use crate::extract::person;
use crate::extract::token::Doc;
use std::ops::Range;
use std::sync::LazyLock;

static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("heads.tsv")));
static BODY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("body.tsv")));
static VERBS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("verbs.tsv")));
static DEPARTMENTS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("departments.tsv")));
static FIELDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("fields.tsv")));

/// The words that open a position.
pub(super) static OPENERS: LazyLock<Classes> =
    LazyLock::new(|| Classes::default().list(HEAD, &HEADS).set(LEAD, &BEFORE_HEAD));
/// The word opens an entry of the list of heads.
const HEAD: u32 = 1;
/// The word is one that the list has not.
const LEAD: u32 = 2;

/// The two words that open an entry of the list of heads.
static HEAD_PAIRS: LazyLock<Pairs> = LazyLock::new(|| Pairs::of(&HEADS));

/// First words of a position that the list of heads has not.
static BEFORE_HEAD: LazyLock<Words> =
    LazyLock::new(|| Words::new(["nguyên", "quyền", "cựu", "phó", "q", "p"]));

/// Unknown lower-case words that a department's name may go on with (`Bảo vệ thực vật và kiểm dịch`).
const LONGEST_TAIL: usize = 6;

/// Words right before a head that make it a part of a body's name (`Ban Bí thư`, `Đoàn Chủ tịch`).
const NO_HEAD_AFTER: &[&str] = &["ban", "đoàn", "phòng", "tổ"];

/// Words behind which a department's common words stand (`Ban tổ chức`, `phòng nội vụ`).
const BEFORE_DEPARTMENT: &[&str] = &[
    "ban", "phòng", "vụ", "cục", "khoa", "tổ", "đội", "sở", "bộ", "viện", "tâm", "đồng", "trạm", "nhóm",
    "khối", "cụm", "đoàn", "hội", "hđ", "hđtđ", "quan", "ngành", "trách",
];

/// Words before a capitalised run that is named after a person: the run is no name of an official.
const NAMED_AFTER: &[&str] = &[
    "trường",
    "thpt",
    "thcs",
    "th",
    "chuyên",
    "ptdtnt",
    "ptdtbt",
    "tnhh",
    "mtv",
    "cp",
    "dntn",
    "đường",
    "phố",
    "giải",
    "quỹ",
    "hiệu",
    "xưởng",
    "quán",
];

/// The same, two words.
const NAMED_AFTER_TWO: &[[&str; 2]] = &[
    ["tiểu", "học"],
    ["trung", "học"],
    ["đại", "học"],
    ["mầm", "non"],
    ["mẫu", "giáo"],
    ["phổ", "thông"],
    ["cơ", "sở"],
    ["nội", "trú"],
    ["bán", "trú"],
    ["cao", "đẳng"],
    ["công", "ty"],
];

/// Words of bodies that bear the names of places.
const STATIONS: &[&str] =
    &["đồn", "trạm", "ty", "nhánh", "htx", "máy", "nghiệp", "cảng", "khẩu", "hạt", "xưởng", "mỏ", "viện"];

/// A position as read from the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The name that follows it without a border (`Chủ tịch UBND tỉnh Trần Văn A`).
    pub name: Option<Range<usize>>,
    /// Whether it is an editor's: no official where a colon follows.
    pub staff: bool,
}

/// What the last word of a body was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Head,
    /// The kind of a locality, its name may follow.
    Kind,
    /// A body or a word of its name.
    Unit,
    /// An abbreviation or a locality's name: no common word goes on behind it.
    Closed,
    /// A capitalised word of a department's name: common words may go on.
    Content,
}

/// The position that begins at token `i`, behind its head as [`head_at`] gives it.
pub fn position_at(doc: &Doc, i: usize, (head_end, staff): (usize, bool)) -> Position {
    let mut body = Body { doc, at: head_end, last: Last::Head, tail: 0, name: None, from: i };
    while body.step() {}
    let mut end = body.at;
    while end > head_end && matches!(doc.tokens[end - 1].text, "," | "-" | "." | "&") {
        end -= 1;
    }
    Position { tokens: i..end, name: body.name, staff }
}

/// Whether a position opens at token `i`: the token behind its head, and whether it is an editor's.
#[inline]
pub fn head_at(doc: &Doc, i: usize) -> Option<(usize, bool)> {
    let token = doc.tokens.get(i).filter(|token| token.is_word())?;
    let class = OPENERS.of(token);
    let may = class & LEAD != 0 || class & HEAD != 0 && HEAD_PAIRS.may_begin(doc, i);
    if may { read_head(doc, i) } else { None }
}

fn read_head(doc: &Doc, i: usize) -> Option<(usize, bool)> {
    let token = doc.tokens.get(i)?;
    if i > 0 {
        let prev = &doc.tokens[i - 1];
        if prev.sentence == token.sentence && token.is_capital() && NO_HEAD_AFTER.contains(&prev.lower) {
            return None;
        }
    }
    let mut at = i;
    let authority = || i > 0 && matches!(doc.low(i - 1), "ủy" | "thẩm");
    if matches!(token.lower, "nguyên" | "quyền" | "cựu") && !authority() {
        at += 1 + usize::from(doc.low(at + 1) == "là");
    } else if token.text == "Q" && doc.low(at + 1) == "." {
        at += 2;
    }
    // `P. Trưởng phòng`, `P.Giám đốc`
    if doc.text_at(at) == "P" && doc.low(at + 1) == "." {
        let hit = HEADS.at(doc, at + 2).filter(|hit| matches!(hit.row.value(0), "open" | "abbr"))?;
        return Some((at + 2 + hit.len, false));
    }
    let deputy = if doc.low(at) == "phó" { HEADS.at(doc, at + 1) } else { None };
    let (start, hit) = match (HEADS.at(doc, at), deputy) {
        (Some(hit), Some(deputy)) if hit.len > 1 + deputy.len => (at, hit),
        (_, Some(deputy)) => (at + 1, deputy),
        (hit, None) => (at, hit?),
    };
    match hit.row.value(0) {
        "none" => None,
        "abbr"
            if !doc.tokens[start].is_upper()
                || !doc.tokens.get(start + 1).is_some_and(|t| t.is_capital()) =>
        {
            None
        }
        class => Some((start + hit.len, class == "staff")),
    }
}

/// Whether a body or the kind of a locality opens at token `i` (`Sở …`, `huyện …`).
pub fn opens_a_body(doc: &Doc, i: usize) -> bool {
    BODY.at(doc, i).is_some_and(|hit| matches!(hit.row.value(0), "kind" | "unit"))
}

struct Body<'d, 't> {
    doc: &'d Doc<'t>,
    at: usize,
    last: Last,
    tail: usize,
    name: Option<Range<usize>>,
    from: usize,
}

impl Body<'_, '_> {
    /// Takes the next piece of the body; false where it ends.
    fn step(&mut self) -> bool {
        let doc = self.doc;
        let Some(&token) = doc.tokens.get(self.at) else { return false };
        if token.sentence != doc.tokens[self.from].sentence {
            return false;
        }
        if let Some(hit) = DEPARTMENTS.at(doc, self.at)
            && (hit.len > 1 || self.last != Last::Head)
        {
            return self.take(hit.len, Last::Content);
        }
        if token.is_number() {
            return self.number();
        }
        if !token.is_word() {
            return self.mark(token.text);
        }
        if self.calls_a_person() {
            return false;
        }
        if token.is_capital() { self.capital() } else { self.common() }
    }

    fn take(&mut self, len: usize, last: Last) -> bool {
        self.at += len;
        self.last = last;
        self.tail = 0;
        true
    }

    /// Whether a form of address with a name stands here (`… tỉnh ông Trần Văn A`).
    fn calls_a_person(&self) -> bool {
        person::call_at(self.doc, self.at).is_some_and(|(end, call)| {
            call != person::Call::Calling
                && person::called_name(self.doc, end).is_some()
                && (self.doc.tokens[self.at].is_upper()
                    || !self.doc.is_capital(self.at)
                    || call >= person::Call::Degree)
        })
    }

    /// A number goes on behind what is numbered: `thôn 4`, `Cụm thi đua số 2`, `Kon Rờ Bàng 2`.
    fn number(&mut self) -> bool {
        let prev = self.doc.tokens[self.at - 1];
        let numbered = matches!(self.last, Last::Kind | Last::Closed | Last::Content)
            || matches!(
                prev.lower,
                "số" | "tổ" | "đội" | "lớp" | "khoa" | "cụm" | "khối" | "khu" | "khóa" | "đoàn" | "phòng"
            );
        // `Trưởng thôn 3`, not `Trưởng thôn 3 năm liền`.
        let headed = self.last == Last::Head
            && matches!(prev.lower, "thôn" | "ấp" | "bản" | "buôn" | "làng" | "khóm" | "xóm" | "phố")
            && !matches!(self.doc.low(self.at + 1), "năm" | "nhiệm" | "lần" | "khóa" | "kỳ");
        let numbered = numbered || headed;
        let abbreviation =
            prev.is_upper() && self.last == Last::Closed && !matches!(prev.lower, "tdp" | "kp");
        if !numbered || abbreviation {
            return false;
        }
        self.take(1, Last::Closed)
    }

    /// Punctuation inside a body.
    fn mark(&mut self, text: &str) -> bool {
        let doc = self.doc;
        let prev = doc.tokens[self.at - 1];
        let Some(&next) = doc.tokens.get(self.at + 1) else { return false };
        if next.sentence != prev.sentence {
            return false;
        }
        match text {
            // `TP. Bảo Lộc`, `T.Ư`
            "." if prev.is_capital() && prev.text.chars().count() <= 2 && next.is_capital() => {
                self.take(1, Last::Kind)
            }
            "&" if next.is_capital() => self.take(1, Last::Content),
            "-" | "," if self.last == Last::Content && self.goes_on_behind_mark(text) => {
                self.take(1, Last::Content)
            }
            "(" => self.bracket(),
            "\"" => {
                let close =
                    (self.at + 1..(self.at + 9).min(doc.tokens.len())).find(|&j| doc.tokens[j].text == "\"");
                let named = matches!(prev.lower, "bộ" | "clb" | "nhóm" | "đội" | "xã" | "htx");
                close.is_some_and(|c| named && self.take(c + 1 - self.at, Last::Closed))
            }
            _ => false,
        }
    }

    /// `Hội Liên hiệp Phụ nữ (LHPN) tỉnh`: the bracket repeats and the body goes on; `Tập đoàn Điện lực
    /// (EVN) Trần Văn A`: the body ends and the name follows.
    fn bracket(&mut self) -> bool {
        let doc = self.doc;
        let open = self.at;
        let Some(close) = (open + 2..(open + 9).min(doc.tokens.len())).find(|&j| doc.low(j) == ")") else {
            return false;
        };
        let behind = close + 1;
        if doc.tokens[open + 1].is_upper() && close == open + 2 {
            let goes_on = |h: Hit| matches!(h.row.value(0), "kind" | "word");
            if BODY.at(doc, behind).is_some_and(goes_on) || doc.has(behind, &["việt", "nam"]) {
                return self.take(3, Last::Closed);
            }
        }
        let same = doc.tokens.get(behind).is_some_and(|t| t.sentence == doc.tokens[open].sentence);
        if same && person::is_trusted(doc, behind) {
            self.name = person::name_inside(doc, behind).map(|end| behind..end);
        }
        false
    }

    /// `Văn hóa, Thể thao và Du lịch` of a department that no list has: behind the mark stands a
    /// capitalised word that opens neither a position nor a name, and an `và` with another follows.
    fn goes_on_behind_mark(&self, mark: &str) -> bool {
        let doc = self.doc;
        let next = self.at + 1;
        let token = doc.tokens[next];
        if !token.is_capital()
            || token.is_upper()
            || head_at(doc, next).is_some()
            || self.opens_a_person(next)
        {
            return false;
        }
        if BODY.at(doc, next).is_some_and(|h| matches!(h.row.value(0), "kind" | "unit")) {
            return false;
        }
        let rest = (next + 1..doc.tokens.len().min(next + 6))
            .take_while(|&j| doc.tokens[j].is_word() && doc.tokens[j].sentence == token.sentence);
        let joined = rest.clone().any(|j| {
            doc.low(j) == "và"
                && doc.tokens.get(j + 1).is_some_and(|t| t.is_capital())
                && !self.opens_a_person(j + 1)
        });
        // `Tổ trưởng tổ Văn - Sử`: two subjects of one syllable each.
        let subjects = mark == "-"
            && matches!(doc.low(self.at - 2), "tổ" | "môn" | "khoa" | "nhóm")
            && rest.clone().next().is_none();
        joined || subjects || (mark == "-" && rest.clone().next().is_some_and(|j| !doc.is_capital(j)))
    }

    fn opens_a_person(&self, i: usize) -> bool {
        person::name_inside(self.doc, i).is_some() || person::after_honorific(self.doc, i).is_some()
    }

    fn capital(&mut self) -> bool {
        let doc = self.doc;
        let token = doc.tokens[self.at];
        if let Some(end) = self.name_here() {
            self.name = Some(self.at..end);
            return false;
        }
        if !matches!(self.last, Last::Content | Last::Head) {
            let places = person::place_at(doc, self.at).max(self.locality());
            if places > 0 {
                return self.take(places, Last::Closed);
            }
        }
        if self.last != Last::Head && head_at(doc, self.at).is_some_and(|(end, _)| end > self.at + 1) {
            return false;
        }
        let class = BODY.at(doc, self.at);
        let last = match class.map(|hit| (hit.len, hit.row.value(0))) {
            Some((_, "word")) if self.last == Last::Kind => Last::Closed,
            Some((len, "kind")) => return self.take(len, Last::Kind),
            Some((len, "unit")) => return self.take(len, Last::Unit),
            Some((len, _)) => return self.take(len, Last::Content),
            None if matches!(self.last, Last::Kind | Last::Closed) => Last::Closed,
            // `BV Bỏng quốc gia`: a name follows; `UBND` has none but its locality's.
            None if matches!(
                token.text,
                "BV" | "TTYT" | "CTCP" | "CP" | "TNHH" | "MTV" | "HTX" | "VP" | "DN" | "CLB" | "THT" | "XN"
            ) =>
            {
                Last::Unit
            }
            None if token.is_upper() => Last::Closed,
            None => Last::Content,
        };
        self.take(1, last)
    }

    /// Whether two syllables of a locality stand before this one.
    fn behind_locality(&self) -> bool {
        self.at >= 2 && self.doc.is_capital(self.at - 1) && self.doc.is_capital(self.at - 2)
    }

    /// How many tokens the locality covers that the word before leads to expect.
    fn locality(&self) -> usize {
        let level = match self.doc.low(self.at - 1) {
            "tỉnh" => 1,
            "huyện" | "quận" | "phố" | "tp" | "." | "ủy" => 2,
            "xã" | "tx" | "phường" | "trấn" | "tt" => 3,
            _ => return 0,
        };
        person::locality_at(self.doc, self.at, level)
    }

    /// The end of a person's name that begins here and fills the capitalised run.
    fn name_here(&self) -> Option<usize> {
        let doc = self.doc;
        let end = person::name_inside(doc, self.at)?;
        let ends = person::run(doc, self.at);
        let prev = doc.tokens[self.at - 1];
        // `Trung ương Đoàn Trần Văn A`: the Union, no surname, if a name follows it.
        let union = matches!(prev.lower, "ương" | "ư" | "tw" | "tư") && doc.low(self.at) == "đoàn";
        if union && person::name_inside(doc, self.at + 1).is_some() {
            return None;
        }
        // `Giám đốc công ty Trương Công Nghị`: the company of the report, in small letters, and a whole name.
        let company = ends.len() >= 3
            && person::is_common(doc, self.at)
            && self.at >= 2
            && doc.has(self.at - 2, &["công", "ty"])
            && !doc.is_capital(self.at - 2);
        let named_after = self.last != Last::Head
            && !company
            && !doc.has(self.at.saturating_sub(2), &["nhà", "trường"])
            // `UBND thành phố Trần Văn A`: a city, no street.
            && !doc.has(self.at.saturating_sub(2), &["thành", "phố"])
            && (NAMED_AFTER.contains(&prev.lower)
                || NAMED_AFTER_TWO.iter().any(|two| doc.has(self.at - 2, two)));
        // `thôn Pả Vi Hạ`: two more syllables of a place, no person, be it behind its first.
        let first = self.last == Last::Closed
            && self.at >= 2
            && BODY.at(doc, self.at - 2).is_some_and(|h| h.len == 1 && h.row.value(0) == "kind");
        let place = (self.last == Last::Kind || first) && ends.len() == 2 && !person::is_common(doc, self.at);
        // A known locality before it, or all of the run.
        let known = self.at + self.locality();
        let local = known > self.at
            && (known >= end || person::is_trusted(doc, known) && person::name_inside(doc, known).is_some());
        // `Đồn Biên phòng Bạch Đích`, `Công ty Than Mạo Khê`: named after a place that no list has.
        let post = matches!(prev.lower, "phòng" | "đồn" | "trường" | "trạm" | "hạt" | "lâm")
            && (doc.has(self.at.saturating_sub(2), &["biên", "phòng"])
                || doc.has(self.at.saturating_sub(2), &["nông", "trường"])
                || doc.has(self.at.saturating_sub(2), &["lâm", "trường"])
                || doc.has(self.at.saturating_sub(3), &["hạt", "kiểm", "lâm"])
                || doc.has(self.at.saturating_sub(3), &["trạm", "kiểm", "lâm"]));
        let station = ends.len() == 2
            && (post || !person::is_common(doc, self.at))
            && (self.from..self.at).any(|i| STATIONS.contains(&doc.low(i)));
        if named_after || place || local || station {
            return None;
        }
        // `xã Mai Lâm Nguyễn Văn An`, `Phước Ninh Nguyễn …`: a surer surname further on wins.
        let sure_from = if !person::is_trusted(doc, self.at) { 1 } else { 2 };
        // A locality of one syllable (`xã Tam Dương Đặng Công An`) is no better.
        let one = self.last == Last::Closed && !doc.tokens[self.at - 1].is_upper() && !self.behind_locality();
        let far = ends.len() >= 5 && self.last == Last::Kind || !person::is_trusted(doc, self.at) || one;
        let later = ends
            .iter()
            .enumerate()
            .any(|(k, &start)| k + 1 >= sure_from && ends.len() - k > 2 && person::is_common(doc, start));
        (!(far && later)).then_some(end)
    }

    /// A word in lower case.
    fn common(&mut self) -> bool {
        let doc = self.doc;
        let body = BODY.at(doc, self.at);
        let verb = VERBS.at(doc, self.at);
        if let Some(hit) = body
            && verb.is_none_or(|v| v.len <= hit.len)
        {
            let class = hit.row.value(0);
            // `UBND tỉnh Đoàn Văn A`: a surname, no `Tỉnh Đoàn`.
            let next = self.at + 1;
            if hit.len == 2 && doc.is_capital(next) && person::name_inside(doc, next).is_some() {
                return self.take(1, Last::Kind);
            }
            // The longer reading is the better: `khen thưởng` is no `khen`.
            let verb = verb.filter(|v| v.len == hit.len);
            let behind_unit = BEFORE_DEPARTMENT.contains(&doc.low(self.at - 1)) && self.last != Last::Kind;
            match class {
                "kind" => return self.take(hit.len, Last::Kind),
                // `Dự báo`, `Bảo vệ`: the second syllable of a department's word is no body.
                "unit" if hit.len == 1 && self.is_second_syllable() => return self.take(1, Last::Content),
                "unit" => return self.take(hit.len, Last::Unit),
                "word" if verb.is_none() || behind_unit => return self.take(hit.len, Last::Unit),
                "dept" if behind_unit || (self.last == Last::Content && verb.is_none()) => {
                    return self.take(hit.len, Last::Content);
                }
                _ => {}
            }
        }
        if doc.low(self.at) == "và" {
            return self.and();
        }
        // `Bộ Chính trị`, `Hội thi`: a capital may open the name.
        let prev = doc.tokens[self.at - 1];
        // `Chủ nhiệm CLB hát Then`, `Giám đốc HTX chè Tân Cương` too.
        let short = matches!(prev.lower, "clb" | "htx");
        let opened = self.last == Last::Content
            || (self.last == Last::Unit && prev.is_capital() && (short || !prev.is_upper()));
        let opened = opened || self.last == Last::Unit && self.names_a_team();
        if verb.is_some() || !opened || self.tail >= LONGEST_TAIL {
            return false;
        }
        self.at += 1;
        self.last = Last::Content;
        self.tail += 1;
        true
    }

    /// `Tổ hợp tác nuôi cá lồng bè Hòn Nghệ`, `Câu lạc bộ dưỡng sinh thôn 3`: what a team does stands in small
    /// letters before its place.
    fn names_a_team(&self) -> bool {
        const TEAMS: &[[&str; 3]] = &[["tổ", "hợp", "tác"], ["câu", "lạc", "bộ"], ["hợp", "tác", "xã"]];
        let doc = self.doc;
        let Some(start) = self.at.checked_sub(3).filter(|&k| doc.is_capital(k)) else { return false };
        let sentence = doc.tokens[start].sentence;
        let team = TEAMS.iter().any(|words| doc.has(start, words));
        let place = |k: usize| doc.is_capital(k) || BODY.at(doc, k).is_some_and(|h| h.row.value(0) == "kind");
        let inside = |k: usize| {
            doc.tokens.get(k).is_some_and(|t| t.is_word() && t.sentence == sentence)
                && VERBS.at(doc, k).is_none()
        };
        team && (self.at..self.at + LONGEST_TAIL).take_while(|&k| inside(k)).any(|k| k > self.at && place(k))
    }

    /// Whether the word before is the only capitalised word of a department's name so far.
    fn is_second_syllable(&self) -> bool {
        let prev = self.doc.tokens[self.at - 1];
        self.last == Last::Content && self.tail == 0 && prev.is_capital() && !prev.is_upper()
    }

    /// `Địa phương và Cơ sở`: the name goes on with a capital that opens nothing else; `Huấn luyện và
    /// thi đấu`: or with a field of work.
    fn and(&mut self) -> bool {
        let doc = self.doc;
        let next = self.at + 1;
        let short = self.last == Last::Closed && doc.tokens[self.at - 1].is_upper();
        let field = FIELDS.at(doc, next).filter(|hit| self.last == Last::Content || (short && hit.len > 2));
        if let Some(hit) = field {
            return self.take(1 + hit.len, Last::Content);
        }
        let goes_on = self.last == Last::Content
            && doc.tokens.get(next).is_some_and(|t| t.is_capital() && !t.is_upper())
            && head_at(doc, next).is_none()
            && !self.opens_a_person(next)
            && BODY.at(doc, next).is_none_or(|h| !matches!(h.row.value(0), "kind" | "unit"));
        goes_on && self.take(1, Last::Content)
    }
}

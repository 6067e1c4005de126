//! Recipients that the text names.

use super::super::begins;
use super::{Item, Reader};
use crate::extract::person;
use crate::extract::units;
use crate::extract::units::mention::{HEADS, Named};
use smallvec::smallvec;
use std::borrow::Cow;

/// Words that no name of a team holds: what follows says what it does or has.
const TEAM_STOPS: &[&str] = &[
    "và", "được", "đã", "đạt", "nhận", "giành", "đoạt", "có", "vì", "là", "của", "tại", "trong", "với",
    "cùng", "ở", "thuộc", "giải", "xếp", "dẫn", "đến", "tặng", "trao", "cho",
];

/// Words before the name of a team.
const TEAMS: &[&[&str]] = &[
    &["đội", "tuyển"],
    &["đội"],
    &["dòng", "họ"],
    &["tộc", "họ"],
    &["nhóm"],
    &["tập", "thể", "lớp"],
    &["tổ"],
    &["khoa"],
];

/// Teams of a contest before the place or the body that sent them.
const SENT: &[&[&str]] = &[
    &["đội", "thi"],
    &["đội", "tuyển"],
    &["đội"],
    &["đoàn", "vận", "động", "viên"],
    &["đoàn", "vđv"],
    &["đoàn"],
];

/// Tokens in the longest name that only its head tells.
const LONGEST_MEMBER: usize = 9;

/// Words of a branch in a village, before its name.
const BRANCHES: &[&[&str]] =
    &[&["chi", "bộ"], &["chi", "hội"], &["chi", "đoàn"], &["ban", "công", "tác"], &["ban", "nhân", "dân"]];

/// Words of those who take an award in hand for the one named behind them.
const KIN: &[&[&str]] = &[
    &["thân", "nhân", "của"],
    &["thân", "nhân"],
    &["đại", "diện", "thân", "nhân"],
    &["đại", "diện", "gia", "đình"],
    &["gia", "đình", "cố"],
    &["cố"],
    &["liệt", "sĩ"],
];

/// Words of a household before the name of a person.
const HOUSEHOLDS: &[&[&str]] = &[&["hộ", "gia", "đình"], &["gia", "đình"], &["hộ"]];

/// The words before names.
pub(in super::super) fn openers() -> impl Iterator<Item = &'static str> {
    [TEAMS, KIN, HOUSEHOLDS, BRANCHES, SENT].into_iter().flatten().map(|words| words[0])
}

impl<'t> Reader<'_, 't> {
    /// Rule `recipient-name`: one unit or person from token `i` to `limit` at most, with what belongs to
    /// the name skipped: `nhân dân và cán bộ huyện X`, `hộ ông Y`. Not a noun without a name.
    pub fn named_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let known = self.names_at.get(i)?;
        match known.get() {
            Some(false) => None,
            Some(true) => self.named_within(i, limit),
            // A limit only takes away: what no limit lets stand here, none does.
            None if !self.may_be_named(i) => None,
            None => {
                let found = self.named_within(i, self.doc.tokens.len());
                known.set(Some(found.is_some()));
                if found.as_ref()?.tokens.end <= limit { found } else { self.named_within(i, limit) }
            }
        }
    }

    /// Whether the first word lets a recipient be named at token `i`.
    fn may_be_named(&self, i: usize) -> bool {
        self.doc.is_capital(i) || self.doc.may(i, begins::NAMED) || self.unit_at(i).is_some()
    }

    fn named_within(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        self.unit_named(i, limit)
            .or_else(|| self.team_named(i, limit))
            .or_else(|| self.person_named(i, limit))
    }

    /// `Chi bộ thôn Đoài`, `tập thể Chi hội Phụ nữ ấp 3`: the branch in a village, which the text names by the branch
    /// and not by the village alone.
    fn branch_named(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.doc;
        let start = if doc.has(i, &["tập", "thể"]) { i + 2 } else { i };
        BRANCHES.iter().find(|words| doc.has(start, words))?;
        let village = |k: &usize| self.unit_at(*k).is_some_and(|n| n.kind == "village");
        // `Chi hội trưởng thôn Đoài` is a person.
        let office = |k: usize| matches!(doc.low(k), "trưởng" | "phó" | "viên");
        let word = |k: &usize| doc.tokens[*k].is_word() && !office(*k) && !TEAM_STOPS.contains(&doc.low(*k));
        let at = (start + 2..limit.min(start + 7)).take_while(word).find(village)?;
        let end = self.unit_at(at).map(|n| n.tokens.end).filter(|&end| end <= limit)?;
        let names = smallvec![doc.exported(start..end).into()];
        Some(Item { tokens: i..end, kind: Some("collective"), names, ..Item::default() })
    }

    fn unit_named(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        if let Some(branch) = self.branch_named(i, limit) {
            return Some(branch);
        }
        if let Some(team) = self.team_sent(i, limit) {
            return Some(team);
        }
        let at = self.skip_people_of(i);
        let named = self.unit_at(at).filter(|n| n.tokens.end <= limit)?;
        Some(Item {
            tokens: i..named.tokens.end,
            kind: Some("collective"),
            names: smallvec![self.team_name(at, named)],
            ..Item::default()
        })
    }

    /// `đội thi xã X`, `đoàn vận động viên huyện Y`: the team of a place is the team and not the place; that of a
    /// school (`đội thi đến từ Trường Z`) goes by the school.
    fn team_sent(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.doc;
        let words = SENT.iter().find(|words| doc.has(i, words))?;
        let end = i + words.len();
        let from: &[&[&str]] = &[&["đến", "từ"], &["của"]];
        let at = end + from.iter().find(|words| doc.has(end, words)).map_or(0, |words| words.len());
        let named = self.unit_at(at).filter(|n| n.tokens.start == at && n.tokens.end <= limit)?;
        let name = match named.is_place && !doc.is_capital(i) {
            true => format!("{} {}", doc.exported(i..end), named.name).into(),
            false => named.name.clone(),
        };
        Some(Item {
            tokens: i..named.tokens.end,
            kind: Some("collective"),
            names: smallvec![name],
            ..Item::default()
        })
    }

    /// `đội Liên Hương` of a contest, `dòng họ Phạm Huy`, `nhóm Thiện nguyện Ban Mai`, `tập thể lớp 9A Trường
    /// X`: a team that bears a name of its own. Not `đội văn nghệ`.
    fn team_named(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.doc;
        let words = TEAMS.iter().find(|words| doc.has(i, words))?;
        let first = self.behind_task(i, i + words.len(), limit);
        let opens = doc.is_capital(first) || words.len() == 3 && doc.tokens.get(first)?.is_number();
        if first >= limit || !opens || words.len() == 1 && self.unit_at(first).is_some() {
            return None;
        }
        let start = if words.len() == 3 { i + 2 } else { i };
        let end = self.team_end(first, limit);
        let names = smallvec![doc.exported(start..end).into()];
        Some(Item { tokens: i..end, kind: Some("collective"), names, ..Item::default() })
    }

    /// `Nhóm thiện nguyện | Ánh Sáng`, `Đội văn nghệ | Hoa Ban`: behind two or three words in small letters that tell
    /// what a team in capitals does, else `at`.
    fn behind_task(&self, i: usize, at: usize, limit: usize) -> usize {
        let doc = self.doc;
        let small = |k: &usize| {
            let token = &doc.tokens[*k];
            token.is_word() && !token.is_capital() && !TEAM_STOPS.contains(&token.lower)
        };
        if !doc.is_capital(i) {
            return at;
        }
        let end = (at..limit).take(4).find(|k| !small(k)).unwrap_or(at);
        let named = end >= at + 2 && doc.is_capital(end) && self.unit_at(end).is_none();
        if named { end } else { at }
    }

    /// Where the name of a team ends: behind its last capital before a mark or a verb.
    fn team_end(&self, first: usize, limit: usize) -> usize {
        let doc = self.doc;
        let goes_on = |k: &usize| {
            let token = &doc.tokens[*k];
            // `tổ Toán - Tin`
            let joint = token.text == "-" && doc.is_capital(*k - 1) && doc.is_capital(*k + 1);
            (token.is_word() || token.is_number() || joint)
                && token.sentence == doc.tokens[first].sentence
                && (token.is_capital() || !TEAM_STOPS.contains(&token.lower))
        };
        let stop = (first..limit.min(first + 12)).find(|k| !goes_on(k)).unwrap_or(limit.min(first + 12));
        // `Đội An ninh`, `Tổ Hồ sơ`: one capital opens what the team does.
        let task = doc.is_capital(first - 1)
            && (first + 1..stop).all(|k| !doc.is_capital(k))
            && stop <= first + 3
            && (stop >= limit || matches!(doc.low(stop), "," | ";" | "." | "và"));
        if task {
            return stop;
        }
        let proper = |k: &usize| doc.is_capital(*k) || doc.tokens[*k].is_number();
        let end = (first..stop).rev().find(proper).map_or(first + 1, |k| k + 1);
        // `Đội tuyển Vovinam tỉnh, …`
        let level = stop == end + 1 && matches!(doc.low(end), "tỉnh" | "huyện" | "xã" | "phường" | "trường");
        if level { stop } else { end }
    }

    /// `ông Trần A`, `hộ bà B`. Not `Đoàn An Giang`: a team, though Đoàn is a surname.
    fn person_named(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let i = self.skip_kin(i);
        let household = self.household(i);
        let start = household.unwrap_or(i);
        let called = person::after_honorific(self.doc, start).map(|c| (c.start, c.end));
        let (name, end) = called.or_else(|| Some((start, person::name_at(self.doc, start)?)))?;
        // `công nhân Xí nghiệp X`: a body's name begins there.
        // `cán bộ Đội CSHS`: nor is one word that heads a body a name.
        let head = || end == name + 1 && HEADS.at(self.doc, name).is_some() && self.doc.is_capital(end);
        let body = self.unit_at(name).is_some_and(|n| n.tokens.end > end) || head();
        if end > limit || body || self.unit_at(name + 1).is_some_and(|n| n.tokens.end == end) {
            return None;
        }
        Some(Item {
            tokens: i..end,
            kind: Some(if household.is_some() { "household" } else { "individual" }),
            names: smallvec![self.doc.exported(name..end).into()],
            ..Item::default()
        })
    }

    /// `thân nhân mẹ A`, `đại diện gia đình liệt sĩ B`: who takes it in hand receives it for the one named.
    fn skip_kin(&self, i: usize) -> usize {
        KIN.iter().find(|words| self.doc.has(i, words)).map_or(i, |words| i + words.len())
    }

    /// `hai đội xã X và xã Y`: as [`Self::team_sent`], behind what counts the teams.
    fn team_name(&self, at: usize, named: &Named<'t>) -> Cow<'t, str> {
        let team = at > 0 && self.doc.low(at - 1) == "đội" && named.is_place;
        if team { format!("đội {}", named.name).into() } else { named.name.clone() }
    }

    /// `hộ ông X`, `gia đình bà Y`: the token behind the household word.
    fn household(&self, i: usize) -> Option<usize> {
        let behind = HOUSEHOLDS.iter().find(|words| self.doc.has(i, words)).map(|words| i + words.len())?;
        // `gia đình các chị A, B, C`
        Some(if self.doc.low(behind) == "các" { behind + 1 } else { behind })
    }

    /// `Thanh tra Sở`, `Tổ xung kích số 2`, `Trung tâm Văn hóa`: a member of a list that begins as a body's name does, up to
    /// the next mark. Not a position, nor what says what someone does.
    pub(super) fn headed_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.doc;
        let head =
            || HEADS.at(doc, i).is_some_and(|hit| !matches!(hit.row.value(1), "skip" | "place" | "lead"));
        let noun = || self.noun_at(i).is_some_and(|(_, kind)| kind == "collective");
        if !doc.is_capital(i) || person::is_position(doc, i) || !(head() || noun()) {
            return None;
        }
        let inside = |k: &usize| {
            let token = &doc.tokens[*k];
            (token.is_word() || token.is_number()) && !TEAM_STOPS.contains(&token.lower)
        };
        let end = (i..limit.min(i + LONGEST_MEMBER)).find(|k| !inside(k)).unwrap_or(limit);
        // `Ban Giám khảo đánh giá cao phần thi`
        let tells = (i + 2..end).any(|k| units::is_predicate(doc, k));
        let closed = (end >= limit || matches!(doc.low(end), "," | ";" | "." | "(" | "và" | "vì")) && !tells;
        let whole = closed && end > i + 2 && end <= i + LONGEST_MEMBER;
        let names = || smallvec![doc.exported(i..end).into()];
        whole.then(|| Item { tokens: i..end, kind: Some("collective"), names: names(), ..Item::default() })
    }

    /// `Kiểm sát viên trung cấp Dương A`: a person behind a calling that no list knows.
    pub(super) fn called_at(&self, i: usize, limit: usize) -> Option<Item<'t>> {
        let doc = self.doc;
        if !doc.is_capital(i) || self.unit_at(i).is_some() {
            return None;
        }
        let reach = (i + 2..limit.min(i + 7)).take_while(|&k| doc.tokens[k].is_word());
        let start = reach
            .filter(|&k| doc.is_capital(k) && !doc.is_capital(k - 1) && person::is_surname(doc, k))
            .find(|&k| person::name_inside(doc, k).is_some_and(|end| end >= k + 2 && end <= limit))?;
        let end = person::name_inside(doc, start)?;
        let names = smallvec![doc.exported(start..end).into()];
        Some(Item { tokens: i..end, kind: Some("individual"), names, ..Item::default() })
    }
}

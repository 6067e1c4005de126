//! What belongs to a recipient and stands behind it: a person's position, class, home and employer, a
//! commune's district.

use super::{Item, Reader};
use crate::extract::lexicon::Lexicon;
use crate::extract::units::{self, mention::Named};
use crate::gazetteer;
use std::sync::LazyLock;

static OPENERS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("belongings.tsv")));

/// Kinds of bodies that stand beside localities in lists: `Sở Tài chính, huyện A, huyện B`.
const ABOVE_PLACES: &[&str] = &["government", "party", "front", "police", "army", "court", "cluster"];

/// Tokens in the longest thing said of a person between two commas.
const LONGEST: usize = 24;

impl<'t> Reader<'_, 't> {
    /// Passes over what belongs to the last item: a person's employer, a commune's district.
    pub(super) fn skip_belongings(&self, item: Option<&Item<'t>>, end: usize, limit: usize) -> usize {
        let Some(item) = item.filter(|i| i.names.len() == 1) else { return end };
        let person = item.kind == Some("individual");
        let mut end = end;
        // What follows a locality lies above it, as far as it belongs to the item.
        let mut below = u8::MAX;
        while let Some(at) = self.behind_mark(item, end, limit) {
            if let Some(behind) = self.position_behind(item, at, limit) {
                end = behind;
                continue;
            }
            let Some(next) = self.unit_at(at).filter(|n| n.tokens.end <= limit) else { break };
            let parent = next.is_place
                && self.place_rank(next) < below
                && self.is_parent(next, item)
                && !self.is_one_of_list(next, item);
            // `Khoa X, Bệnh viện Y`: the name holds it already.
            let held = item.names[0].ends_with(&*next.name);
            if !person && !parent && !held && !self.is_whole(next, item) {
                break;
            }
            end = next.tokens.end;
            below = if parent { self.place_rank(next) } else { below };
        }
        end
    }

    /// `Đội Cảnh sát kinh tế, Công an huyện X`, `Phòng Cảnh sát hình sự, Công an tỉnh`, `Vụ Kế hoạch, Bộ Y tế`: whether a
    /// body is the one that a part without a locality of its own belongs to.
    fn is_whole(&self, next: &Named, item: &Item<'t>) -> bool {
        const POLICE: &[&str] = &["cảnh", "an", "kỹ", "tham", "hậu", "pc02", "pc04", "pc06", "pc08", "pc10"];
        let doc = self.doc;
        let start = self.skip_people_of(item.tokens.start);
        let (head, level) = (doc.low(next.tokens.start), doc.low(next.tokens.start + 2));
        let police = next.kind == "police";
        let part = match doc.low(start) {
            "đội" | "tổ" => police,
            "phòng" if police => {
                POLICE.contains(&doc.low(start + 1)) && matches!(level, "tỉnh" | "thành" | "tp")
            }
            "phòng" => head == "sở",
            "khoa" => head != "khoa" && matches!(next.kind, "health" | "school"),
            "vụ" | "cục" => head == "bộ" && next.kind == "government",
            _ => false,
        };
        part && !next.is_place && self.unit_at(start).is_none_or(|unit| unit.locality.is_none())
    }

    /// The token behind the mark at `end` that parts an item from what belongs to it: a comma; behind a
    /// person a dash, a bracket, or nothing before `với tác phẩm …`.
    fn behind_mark(&self, item: &Item<'t>, end: usize, limit: usize) -> Option<usize> {
        let doc = self.doc;
        let person = matches!(item.kind, Some("individual" | "household"));
        match doc.low(end) {
            _ if end >= limit => None,
            "," => Some(end + 1),
            "-" if person && doc.tokens[end].spaced => Some(end + 1),
            "(" if person => Some(self.close_of(end, limit) + 1).filter(|&k| k < limit),
            _ if person && OPENERS.at(doc, end).is_some() => Some(end),
            _ => None,
        }
    }

    /// What is said of a person from token `i` on (`Trưởng bản X`, `học sinh lớp 9A Trường Y`, `14 tuổi`):
    /// the token behind it. Units are passed over whole: `và` may stand in their names.
    fn position_behind(&self, item: &Item<'t>, i: usize, limit: usize) -> Option<usize> {
        let doc = self.doc;
        let person = matches!(item.kind, Some("individual" | "household")) && i < limit;
        if !person || !self.is_said_of_person(i, limit) {
            return None;
        }
        let mut at = i;
        // All that is said of a mother's sons: a comma between them ends it not.
        let mut kin = false;
        while at < limit.min(i + LONGEST) {
            if let Some(unit) = self.unit_at(at).filter(|_| at > i) {
                at = unit.tokens.end.max(at + 1);
                continue;
            }
            match doc.low(at) {
                "," | "và" if kin && doc.low(at + 1) != "mẹ" => {}
                "con" | "chồng" | "liệt" => kin = true,
                "," | ";" | "." | "cùng" | ")" | "được" | "đã" | "vì" => break,
                "và" if !self.is_inside_name(at + 1, limit) => break,
                "(" => at = self.close_of(at, limit),
                "\"" => at = self.quote_end(at, limit).unwrap_or(at),
                _ => {}
            }
            at += 1;
        }
        (at > i && at < i + LONGEST).then_some(at.min(limit))
    }

    /// `Trưởng ban Văn hóa và | Xã hội`: behind `và` goes on what no recipient begins with.
    fn is_inside_name(&self, i: usize, limit: usize) -> bool {
        i < limit
            && self.doc.is_capital(i)
            && self.named_at(i, limit).is_none()
            && self.noun_at(i).is_none()
            && self.called_at(i, limit).is_none()
    }

    /// Whether token `i` opens what is said of the person before, and no recipient of its own.
    fn is_said_of_person(&self, i: usize, limit: usize) -> bool {
        let doc = self.doc;
        let age = doc.tokens[i].is_number() && matches!(doc.low(i + 1), "tuổi" | "t");
        if age || OPENERS.at(doc, i).is_some_and(|hit| !self.calls_person(i, hit.len)) {
            return true;
        }
        doc.is_capital(i) && self.named_at(i, limit).is_none() && self.counted_at(i, limit).is_none()
    }

    /// `giáo viên Lê A`, `cán bộ Trần B`: a calling before the next person.
    fn calls_person(&self, i: usize, len: usize) -> bool {
        let body = self.unit_at(i + len).is_some();
        !body && crate::extract::person::after_honorific(self.doc, i).is_some_and(|c| c.start == i + len)
    }

    /// The closing mark of the quotation that opens at token `i`.
    pub(super) fn quote_end(&self, i: usize, limit: usize) -> Option<usize> {
        (i + 1..limit.min(i + 40)).find(|&k| self.doc.low(k) == "\"")
    }

    /// Whether a locality is one that the last item lies in.
    fn is_parent(&self, next: &Named, item: &Item<'t>) -> bool {
        let unit = self.unit_at(self.skip_people_of(item.tokens.start));
        let below = unit.and_then(|u| u.locality.as_ref()).and_then(|l| l.place);
        let above = next.locality.as_ref().and_then(|l| l.place);
        match (below, above) {
            (Some(below), Some(above)) => {
                let day = (!below.valid_to.is_empty()).then_some(gazetteer::BEFORE_REFORM);
                gazetteer::get().parents(below, day).any(|p| p == above)
            }
            _ => self.place_rank(next) < self.last_rank(item),
        }
    }

    /// `Trạm Y tế, xã A và xã B`: whether another locality of its rank goes on behind one that follows a body.
    fn is_one_of_list(&self, next: &Named, item: &Item<'t>) -> bool {
        let end = next.tokens.end;
        let more = self.unit_at(end + 1).filter(|n| matches!(self.doc.low(end), "," | "và") && n.is_place);
        let place = self.unit_at(item.tokens.start).is_some_and(|n| n.is_place);
        !place && more.is_some_and(|more| self.place_rank(more) == self.place_rank(next))
    }

    fn place_rank(&self, named: &Named) -> u8 {
        named.locality.as_ref().and_then(units::rank).unwrap_or(4)
    }

    /// Rank of the locality that an item ends with; 0 where a body of a whole locality names none. A school, a
    /// firm, a village body lies in the one that follows.
    fn last_rank(&self, item: &Item<'t>) -> u8 {
        let at = self.skip_people_of(item.tokens.start);
        match self.unit_at(at) {
            Some(named) if named.locality.is_some() => self.place_rank(named),
            Some(named) if ABOVE_PLACES.contains(&named.kind) => 0,
            // What no head opens lies in whatever locality follows.
            _ => 5,
        }
    }
}

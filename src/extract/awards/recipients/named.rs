//! Recipients that the text names.

use super::{Item, Reader};
use crate::extract::person;
use crate::extract::units::mention::{Named, place_name};

impl Reader<'_, '_> {
    /// Rule `recipient-name`: one unit or person from token `i` to `limit` at most, with what belongs to
    /// the name skipped: `nhân dân và cán bộ huyện X`, `hộ ông Y`. Not a noun without a name.
    pub fn named_at(&self, i: usize, limit: usize) -> Option<Item> {
        let known = self.names_at.get(i)?;
        match known.get() {
            Some(false) => None,
            Some(true) => self.named_within(i, limit),
            // A limit only takes away: what no limit lets stand here, none does.
            None => {
                let found = self.named_within(i, self.doc.tokens.len());
                known.set(Some(found.is_some()));
                if found.as_ref()?.tokens.end <= limit { found } else { self.named_within(i, limit) }
            }
        }
    }

    fn named_within(&self, i: usize, limit: usize) -> Option<Item> {
        self.unit_named(i, limit)
            .or_else(|| self.team_named(i, limit))
            .or_else(|| self.person_named(i, limit))
    }

    fn unit_named(&self, i: usize, limit: usize) -> Option<Item> {
        let at = self.skip_people_of(i);
        let named = self.unit_at(at).filter(|n| n.tokens.end <= limit)?;
        Some(Item {
            tokens: i..named.tokens.end,
            kind: Some("collective"),
            names: vec![self.team_name(at, named)],
            ..Item::default()
        })
    }

    /// `đội Liên Hương` of a contest. Not `đội văn nghệ`.
    fn team_named(&self, i: usize, limit: usize) -> Option<Item> {
        if self.doc.low(i) != "đội" || i + 1 >= limit || !self.doc.is_capital(i + 1) {
            return None;
        }
        let end = place_name(self.doc, i + 1, "commune").filter(|&end| end <= limit)?;
        let names = vec![self.doc.exported(i..end).to_string()];
        Some(Item { tokens: i..end, kind: Some("collective"), names, ..Item::default() })
    }

    /// `ông Trần A`, `hộ bà B`. Not `Đoàn An Giang`: a team, though Đoàn is a surname.
    fn person_named(&self, i: usize, limit: usize) -> Option<Item> {
        let household = self.household(i);
        let start = household.unwrap_or(i);
        let called = person::after_honorific(self.doc, start).map(|c| (c.start, c.end));
        let (name, end) = called.or_else(|| Some((start, person::name_at(self.doc, start)?)))?;
        if end > limit || self.unit_at(name + 1).is_some_and(|n| n.tokens.end == end) {
            return None;
        }
        Some(Item {
            tokens: i..end,
            kind: Some(if household.is_some() { "household" } else { "individual" }),
            names: vec![self.doc.exported(name..end).to_string()],
            ..Item::default()
        })
    }

    /// `đội xã X` of a contest is the team and not the commune.
    fn team_name(&self, at: usize, named: &Named) -> String {
        let team = at > 0 && self.doc.low(at - 1) == "đội" && named.is_place;
        if team { format!("đội {}", named.name) } else { named.name.clone() }
    }

    /// `hộ ông X`, `gia đình bà Y`: the token behind the household word.
    fn household(&self, i: usize) -> Option<usize> {
        const WORDS: &[&[&str]] = &[&["hộ", "gia", "đình"], &["gia", "đình"], &["hộ"]];
        WORDS.iter().find(|words| self.doc.has(i, words)).map(|words| i + words.len())
    }

    /// `Kiểm sát viên trung cấp Dương A`: a person behind a calling that no list knows.
    pub(super) fn called_at(&self, i: usize, limit: usize) -> Option<Item> {
        let doc = self.doc;
        if !doc.is_capital(i) || self.unit_at(i).is_some() {
            return None;
        }
        let reach = (i + 2..limit.min(i + 7)).take_while(|&k| doc.tokens[k].is_word());
        let start = reach
            .filter(|&k| {
                doc.is_capital(k) && !doc.is_capital(k - 1) && person::is_surname(doc.tokens[k].lower)
            })
            .find(|&k| person::name_inside(doc, k).is_some_and(|end| end >= k + 2 && end <= limit))?;
        let end = person::name_inside(doc, start)?;
        let names = vec![doc.exported(start..end).to_string()];
        Some(Item { tokens: i..end, kind: Some("individual"), names, ..Item::default() })
    }
}

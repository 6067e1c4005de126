//! Ties the positions of a sentence to its persons.

use super::items::{Item, Number};
use crate::extract::person::Call;
use crate::extract::token::Doc;
use crate::model::refused::{Field, Reason};
use smallvec::SmallVec;
use std::ops::Range;

/// A person of a sentence with what the sentence says of them.
#[derive(Debug, Clone)]
pub struct Found {
    /// Tokens of the name.
    pub name: Range<usize>,
    /// The form of address; of office also for the members of `các đồng chí: …`.
    pub call: Option<Call>,
    /// Tokens of the positions.
    pub positions: SmallVec<[Range<usize>; 1]>,
    /// The rule that tied the first position; empty where there is none.
    pub rule: &'static str,
}

/// Positions in a row, divided by commas or dashes.
struct Chain {
    /// Items of its positions.
    positions: SmallVec<[usize; 3]>,
    /// Item behind its last.
    end: usize,
    /// The person whom it introduces, and how.
    leads: Option<(usize, &'static str)>,
}

/// Words between a name and a position that only tell of birth and home.
const LIFE: &[&str] = &["sinh", "sn", "tuổi", "quê", "trú", "ngụ", "tộc", "ở", "đảng"];

/// What is noted of the items of a sentence, one sentence after another in the same place.
#[derive(Default)]
pub struct Seats {
    /// Index into [`Desk::found`] of every item that is a person.
    at: Vec<Option<usize>>,
    /// The person of every item that is a position.
    owners: Vec<Option<usize>>,
}

/// The persons of a sentence.
pub fn persons(doc: &Doc, items: &[Item], seats: &mut Seats) -> Vec<Found> {
    let Seats { at, owners } = seats;
    for noted in [&mut *at, &mut *owners] {
        noted.clear();
        noted.resize(items.len(), None);
    }
    let mut desk = Desk { doc, items, found: Vec::new(), at };
    desk.seat();
    let chains = desk.chains();
    for chain in &chains {
        desk.own(chain, owners);
    }
    for chain in &chains {
        desk.share(chain, owners);
    }
    desk.found
}

struct Desk<'d, 't> {
    doc: &'d Doc<'t>,
    items: &'d [Item],
    found: Vec<Found>,
    /// See [`Seats::at`].
    at: &'d mut [Option<usize>],
}

impl Desk<'_, '_> {
    /// Lists the persons; bare names in the list of a group get its address.
    fn seat(&mut self) {
        let (mut group, mut depth) = (false, 0_u32);
        for (i, item) in self.items.iter().enumerate() {
            match item {
                Item::Person { name, call, plural } => {
                    group |= *plural && *call == Some(Call::Office);
                    let call = if group && depth == 0 { call.max(&Some(Call::Office)) } else { call };
                    self.at[i] = Some(self.found.len());
                    self.found.push(Found {
                        name: name.clone(),
                        call: *call,
                        positions: SmallVec::new(),
                        rule: "",
                    });
                }
                Item::Group => group = true,
                Item::Mark(t) if self.doc.tokens[*t].text == "(" => depth += 1,
                Item::Mark(t) if self.doc.tokens[*t].text == ")" => depth = depth.saturating_sub(1),
                Item::Word(t) if group && depth == 0 => {
                    group = matches!(self.doc.low(*t), "và" | "gồm" | "có" | "là" | "cùng")
                }
                _ => {}
            }
        }
    }

    fn mark(&self, i: usize) -> &str {
        match self.items.get(i) {
            Some(Item::Mark(t)) => self.doc.tokens[*t].text,
            _ => "",
        }
    }

    fn word(&self, i: usize) -> &str {
        match self.items.get(i) {
            Some(Item::Word(t)) => self.doc.low(*t),
            _ => "",
        }
    }

    fn is_position(&self, i: usize) -> bool {
        matches!(self.items.get(i), Some(Item::Position { .. }))
    }

    fn number(&self, i: usize) -> Number {
        match &self.items[i] {
            Item::Position { number, .. } => *number,
            _ => Number::One,
        }
    }

    fn call(&self, i: usize) -> Option<Call> {
        self.at.get(i).copied().flatten().and_then(|f| self.found[f].call)
    }

    fn is_person(&self, i: usize) -> bool {
        self.at.get(i).is_some_and(Option::is_some)
    }

    fn chains(&self) -> Vec<Chain> {
        let mut chains = Vec::new();
        let mut i = 0;
        while i < self.items.len() {
            if !self.is_position(i) {
                i += 1;
                continue;
            }
            let mut positions = SmallVec::from_slice(&[i]);
            let mut end = i + 1;
            while let Some(next) = self.joined(end) {
                positions.push(next);
                end = next + 1;
            }
            // `thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy A`, `của Thủ tướng, ông A`: another's.
            let of_another = i > 0
                && matches!(self.word(i - 1), "của" | "theo" | "bởi" | "từ" | "quyền" | "nhiệm" | "lệnh");
            let mut leads = self.leads(end).or_else(|| self.bare_behind_dash(i, end));
            if of_another && positions.len() > 1 && self.mark(positions[0] + 1) == "," {
                positions.remove(0);
            } else if of_another {
                leads = leads.filter(|(_, rule)| *rule != "positions-comma-name");
            }
            i = end;
            chains.push(Chain { positions, end, leads });
        }
        chains
    }

    /// The position that goes on a chain which ends before item `i`.
    fn joined(&self, i: usize) -> Option<usize> {
        let mut at = match (self.mark(i), self.word(i)) {
            ("," | "-" | "–", _) | (_, "và" | "kiêm") => i + 1,
            _ => return None,
        };
        while matches!(self.items.get(at), Some(Item::Title)) && matches!(self.mark(at + 1), "," | "-") {
            at += 2;
        }
        if self.word(at) == "kiêm" {
            at += 1;
        }
        // `Bí thư A và các đồng chí Phó Bí thư B, C`: the plural begins anew.
        (self.is_position(at) && self.number(at) != Number::Many).then_some(at)
    }

    /// The person whom a chain that ends before item `end` introduces.
    fn leads(&self, end: usize) -> Option<(usize, &'static str)> {
        if self.is_person(end) {
            return Some((end, "positions-then-name"));
        }
        let person = end + 1;
        if !self.is_person(person) {
            return None;
        }
        let many = end > 0 && self.is_position(end - 1) && self.number(end - 1) != Number::One;
        match self.mark(end) {
            // `Hai Phó Giám đốc là ông A và ông B`
            "" if many && matches!(self.word(end), "là" | "gồm") => Some((person, "positions-then-name")),
            "-" if self.call(person).is_some() => Some((person, "positions-dash-name")),
            ":" => Some((person, "position-heads-list")),
            "," if self.call(person).is_some() && !self.has_chain_behind(person) => {
                Some((person, "positions-comma-name"))
            }
            _ => None,
        }
    }

    /// `Phó Chủ tịch UBND tỉnh - Lê Văn A chủ trì; Giám đốc Sở X - Trần Văn B`: a bare name behind the dash, if
    /// the positions from item `first` on are nobody's before them and none follow the name.
    fn bare_behind_dash(&self, first: usize, end: usize) -> Option<(usize, &'static str)> {
        let person = end + 1;
        let dash = self.mark(end) == "-" && self.is_person(person) && !self.has_chain_behind(person);
        let free = dash && self.person_before(first).is_none() && !self.is_person(first.wrapping_sub(1));
        // `Tổ trưởng - Nguyễn Văn A - Đội trưởng - Trần Văn B` may be read from either side.
        let row = self.mark(first.wrapping_sub(1)) == "-";
        (free && !row).then_some((person, "positions-dash-name"))
    }

    fn has_chain_behind(&self, person: usize) -> bool {
        matches!(self.mark(person + 1), "," | "-" | "(") && self.is_position(person + 2)
    }

    /// The person right before item `i`, behind brackets, titles and one joining word or mark.
    fn person_before(&self, i: usize) -> Option<usize> {
        let mut at = i.checked_sub(1)?;
        // `|` divides the cells of a table's row.
        if matches!(self.mark(at), "," | "-" | "(" | "|") {
            at = at.checked_sub(1)?;
        } else {
            let mut words = 0;
            while matches!(
                self.word(at),
                "là" | "hiện" | "đang" | "làm" | "nay" | "giữ" | "chức" | "vốn" | "kiêm"
            ) {
                (at, words) = (at.checked_sub(1)?, words + 1);
            }
            if words == 0 {
                return None;
            }
            if self.mark(at) == "," {
                at = at.checked_sub(1)?;
            }
        }
        loop {
            if self.is_person(at) {
                return Some(at);
            }
            if self.mark(at) == ")" {
                at = (0..at).rev().find(|&j| self.mark(j) == "(")?.checked_sub(1)?;
            } else if matches!(self.items[at], Item::Title) {
                at = at.checked_sub(1)?;
                if matches!(self.mark(at), "," | "-" | "|") {
                    at = at.checked_sub(1)?;
                }
            } else {
                return None;
            }
        }
    }

    /// The person of whose life the words before item `i` tell (`ông A, sinh năm 1938, quê …; nguyên …`).
    fn person_of_life(&self, i: usize) -> Option<usize> {
        if !matches!(self.mark(i.checked_sub(1)?), "," | ";") {
            return None;
        }
        let mut life = false;
        for at in (0..i).rev() {
            if self.is_person(at) {
                return (life && self.mark(at + 1) != ":").then_some(at);
            }
            if self.is_position(at) {
                return None;
            }
            life |= LIFE.contains(&self.word(at));
        }
        None
    }

    /// The owner of the positions before item `i` where only `;`, `(`, `làm` or `là` stands between.
    fn owner_before(&self, i: usize, owners: &[Option<usize>]) -> Option<usize> {
        let mut at = i.checked_sub(1)?;
        if matches!(self.mark(at), ";" | "(") || matches!(self.word(at), "làm" | "là" | "kiêm") {
            at = at.checked_sub(1)?;
        } else {
            return None;
        }
        if self.mark(at) == ")" {
            at = (0..at).rev().find(|&j| self.mark(j) == "(")?.checked_sub(1)?;
        }
        owners[at]
    }

    /// Whether the words from item `end` on tell that the holder of the position before them gives
    /// an award (`…; Bộ trưởng Bộ Y tế tặng Bằng khen`): the authority, no one of the list.
    fn gives(&self, end: usize) -> bool {
        (end..end + 4)
            .take_while(|&i| matches!(self.items.get(i), Some(Item::Word(_))))
            .any(|i| matches!(self.word(i), "tặng" | "khen" | "thưởng" | "truy" | "phong" | "trao"))
    }

    /// Gives the positions of a chain to their persons.
    fn own(&mut self, chain: &Chain, owners: &mut [Option<usize>]) {
        let first = chain.positions[0];
        let before = self.person_before(first);
        let staff = matches!(&self.items[first], Item::Position { position, .. } if position.staff);
        if staff && self.mark(chain.end) == ":" {
            self.refuse_staff(chain);
            return;
        }
        match (before, chain.leads) {
            (Some(a), Some((b, rule))) => {
                let own = self.at[a].is_some_and(|f| !self.found[f].positions.is_empty());
                // `ông A, Trưởng bản X, anh B`: the comma begins the next member of the list.
                let apart = rule == "positions-comma-name";
                // `A, Bí thư, Chủ tịch UBND xã B`: the last is of the one behind it.
                let last = chain.positions.len() - usize::from(!apart);
                let cut = if own && !apart { 0 } else { last };
                self.give(a, &chain.positions[..cut], "name-then-positions", owners);
                self.give(b, &chain.positions[cut..], rule, owners);
            }
            (Some(a), None) => {
                let rule = if self.mark(first - 1) == "(" {
                    "name-bracket-positions"
                } else {
                    "name-then-positions"
                };
                self.give(a, &chain.positions, rule, owners);
            }
            (None, Some((b, rule))) => self.give(b, &chain.positions, rule, owners),
            (None, None) => {
                let owner = self.owner_before(first, owners).filter(|_| !self.gives(chain.end));
                if let Some(owner) = owner.or_else(|| self.person_of_life(first)) {
                    self.give(owner, &chain.positions, "name-then-positions", owners);
                }
            }
        }
    }

    /// Refuses the persons behind a position of the page's own staff.
    fn refuse_staff(&self, chain: &Chain) {
        let led = chain.leads.and_then(|(person, _)| self.at[person]);
        if let Some(name) = led.map(|f| self.found[f].name.clone()) {
            self.doc.refuse(name, Field::Officials, Reason::PageStaff, "official-staff");
        }
    }

    fn give(&mut self, person: usize, positions: &[usize], rule: &'static str, owners: &mut [Option<usize>]) {
        let Some(found) = self.at[person] else { return };
        for &i in positions {
            let Item::Position { position, .. } = &self.items[i] else { continue };
            owners[i] = Some(person);
            let found = &mut self.found[found];
            if found.rule.is_empty() {
                found.rule = rule;
            }
            found.positions.push(position.tokens.clone());
        }
    }

    /// Gives a position that is said of several to all of them.
    fn share(&mut self, chain: &Chain, owners: &[Option<usize>]) {
        let last = chain.positions[chain.positions.len() - 1];
        let many = chain.positions.iter().any(|&i| self.number(i) != Number::One);
        let (members, only_empty) = match chain.leads {
            Some((b, rule)) if many || rule == "position-heads-list" => (self.list_from(b), !many),
            Some(_) => return,
            None if many && owners[last].is_some() => (self.list_before(owners[last].unwrap_or(0)), true),
            None if self.number(last) == Number::Counted => (self.list_behind_colon(chain.end), true),
            None => return,
        };
        let positions = chain.positions.clone();
        let mut scratch = owners.to_vec();
        let head_has_own = members
            .first()
            .and_then(|&m| self.at[m])
            .is_some_and(|f| self.found[f].positions.len() > positions.len());
        for member in members {
            let Some(f) = self.at[member] else { continue };
            let has = self.found[f].positions.len();
            let already = owners[last] == Some(member);
            if already || (only_empty && (has > 0 || head_has_own)) {
                continue;
            }
            let own = std::mem::take(&mut self.found[f].positions);
            self.give(member, &positions, "shared-position", &mut scratch);
            self.found[f].positions.extend(own);
        }
    }

    /// The persons of a list that begins with the person at item `first`.
    fn list_from(&self, first: usize) -> Vec<usize> {
        let mut members = vec![first];
        let (mut at, mut depth) = (first + 1, 0_u32);
        while at < self.items.len() {
            match self.mark(at) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                "." | ":" | "!" | "?" => break,
                _ => {}
            }
            if depth == 0 {
                if self.is_person(at) {
                    // A position right before it is its own introduction: another list begins.
                    if self.is_position(at - 1) {
                        break;
                    }
                    members.push(at);
                } else if !matches!(self.word(at), "" | "và") {
                    break;
                }
            }
            at += 1;
        }
        members
    }

    /// The persons before item `last` (and itself) that stand in a row with nothing between but commas.
    fn list_before(&self, last: usize) -> Vec<usize> {
        let mut members = vec![last];
        let mut at = last;
        while at >= 2 && (self.mark(at - 1) == "," || self.word(at - 1) == "và") && self.is_person(at - 2) {
            at -= 2;
            members.push(at);
        }
        members
    }

    /// The persons of the list behind the colon that follows item `from` (`3 cá nhân là Tổ trưởng … được
    /// tặng Giấy khen: ông A, bà B`).
    fn list_behind_colon(&self, from: usize) -> Vec<usize> {
        for at in from..self.items.len() {
            if self.mark(at) == ":" && self.is_person(at + 1) {
                return self.list_from(at + 1);
            }
            if self.is_person(at) || self.is_position(at) || self.word(at) == "cho" {
                break;
            }
        }
        Vec::new()
    }
}

//! One entry a person: spellings, positions and mentions of a whole article.

mod bare;

use super::attach::Found;
use super::expand::expanded;
use crate::extract::person::Call;
use crate::extract::token::{Doc, hash_of};
use crate::model::refused::{Field, Reason};
use crate::model::{Mention, Official};
use crate::normalise::fold;
use crate::normalise::letters::Letters;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// A person met somewhere in the article.
pub struct Met {
    /// What the sentence says.
    pub found: Found,
    /// Whether the sentence only tells that the person gets an award.
    pub recipient: bool,
}

impl Met {
    /// Whether an address of office or a rank stands before the name.
    fn is_addressed(&self) -> bool {
        matches!(self.found.call, Some(Call::Office | Call::Rank))
    }
}

/// The places where one person is named.
struct Group<'m> {
    key: Cow<'m, str>,
    /// The words of the key.
    words: usize,
    /// The first letter of the key without diacritics.
    initial: Option<char>,
    /// The key without diacritics, once asked: few share their words' number and first letter with another.
    plain: OnceCell<String>,
    met: SmallVec<[&'m Met; 2]>,
    /// Whether some of `met` came with another key.
    joined: bool,
    positions: Positions<'m>,
}

impl<'m> Group<'m> {
    fn new(key: Cow<'m, str>) -> Self {
        let words = 1 + key.bytes().filter(|byte| *byte == b' ').count();
        let initial = key.chars().next().and_then(|letter| Letters::get().plain(letter));
        let (plain, met, positions) = (OnceCell::new(), SmallVec::new(), SmallVec::new());
        Group { key, words, initial, plain, met, joined: false, positions }
    }

    fn plain(&self) -> &str {
        self.plain.get_or_init(|| fold::strip(&self.key))
    }

    /// Whether the person is an official: by a position, or by an address of office or a rank if no
    /// place tells that an award is theirs.
    fn is_official(&self) -> bool {
        !self.positions.is_empty()
            || (self.met.iter().any(|m| m.is_addressed()) && !self.met.iter().any(|m| m.recipient))
    }

    /// Where the person is first named.
    fn start(&self) -> Option<usize> {
        self.met.iter().map(|m| m.found.name.start).min()
    }

    fn join(&mut self, other: Group<'m>) {
        for position in other.positions {
            add_position(&mut self.positions, position);
        }
        self.met.extend(other.met);
        self.joined = true;
    }
}

/// Makes the officials of an article from the persons met in its sentences.
pub fn officials(doc: &Doc, met: &[Met]) -> Vec<Official> {
    let mut groups = by_key(doc, met);
    groups.sort_by_key(|g| (!g.is_official(), g.met[0].found.name.start));
    let mut kept: Vec<Group> = Vec::new();
    let mut known = Known { few: groups.len() <= FEW, ..Known::default() };
    for group in groups {
        let traces = if known.few { Traces::new() } else { traces(group.plain()) };
        match known.same_person(&kept, &group, &traces) {
            Some(i) => kept[i].join(group),
            None if group.is_official() && group.key.contains([' ', '\'']) => {
                known.add(&group, &traces, kept.len());
                kept.push(group);
            }
            None => refuse(doc, &group),
        }
    }
    kept.sort_by_cached_key(Group::start);
    let (mut officials, names): (Vec<Official>, Vec<_>) =
        kept.into_iter().map(|group| official(doc, group)).unzip();
    bare::add_mentions(doc, &mut officials, &names);
    officials
}

/// Refuses a person who is no official, wherever the article names them.
fn refuse(doc: &Doc, group: &Group) {
    let reason = if group.is_official() {
        Reason::ShortName
    } else if group.met.iter().any(|m| m.recipient) {
        Reason::RecipientOnly
    } else {
        Reason::NoPosition
    };
    for met in &group.met {
        doc.refuse(met.found.name.clone(), Field::Officials, reason, "official-person");
    }
}

fn by_key<'m>(doc: &Doc<'m>, met: &'m [Met]) -> Vec<Group<'m>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut index: FxHashMap<Cow<str>, usize> = FxHashMap::default();
    index.reserve(met.len());
    for m in met {
        let at = *index.entry(key(doc, m.found.name.clone())).or_insert_with_key(|key| {
            groups.push(Group::new(key.clone()));
            groups.len() - 1
        });
        for tokens in &m.found.positions {
            add_position(&mut groups[at].positions, Held::new(expanded(doc, tokens.clone())));
        }
        groups[at].met.push(m);
    }
    groups
}

/// The form in which two spellings of a name compare: `H’ Hồng` as `H'Hồng`.
fn key<'t>(doc: &Doc<'t>, name: Range<usize>) -> Cow<'t, str> {
    let lower = doc.lower(name.clone());
    let key = if fold::is_exact(lower) { Cow::Borrowed(lower) } else { fold::exact(doc.normal(name)).into() };
    if key.as_bytes().contains(&b'\'') { key.replace("' ", "'").into() } else { key }
}

/// Persons of whom each is looked at for each.
const FEW: usize = 24;

/// See [`traces`].
type Traces = SmallVec<[u64; 16]>;

/// The groups kept so far, found by what another spelling of their names would share with them: an
/// article may name thousands of officials, too many to look at each for each.
#[derive(Default)]
struct Known {
    /// Whether there are so few of them that each is looked at after all.
    few: bool,
    /// By [`traces`].
    by_trace: FxHashMap<u64, SmallVec<[usize; 2]>>,
    /// By the hash of the last words of the name: the first group, and whether there is another.
    by_end: FxHashMap<u64, (usize, bool)>,
}

impl Known {
    fn add(&mut self, group: &Group, traces: &[u64], at: usize) {
        for trace in traces {
            let groups = self.by_trace.entry(*trace).or_default();
            if groups.last() != Some(&at) {
                groups.push(at);
            }
        }
        for (behind, _) in group.key.match_indices(' ') {
            let end = hash_of(&group.key[behind + 1..]);
            self.by_end.entry(end).and_modify(|(_, several)| *several = true).or_insert((at, false));
        }
    }

    /// The kept group that is the same person as `group`.
    fn same_person(&self, kept: &[Group], group: &Group, traces: &[u64]) -> Option<usize> {
        let variant = if self.few {
            kept.iter().position(|kept| is_variant(kept, group))
        } else {
            let alike = traces.iter().filter_map(|trace| self.by_trace.get(trace)).flatten().copied();
            alike.filter(|&i| is_variant(&kept[i], group)).min()
        };
        if variant.is_some() {
            return variant;
        }
        // `ông Khoa`, `đồng chí Tấn Lực`: the end of one name only.
        let words = group.words;
        let called = group.met.iter().any(|m| m.found.call.is_some());
        if words > 3 || (words == 1 && !called) || !group.positions.is_empty() {
            return None;
        }
        let (at, several) = *self.by_end.get(&hash_of(&group.key))?;
        (!several && kept[at].key.ends_with(&*group.key)).then_some(at)
    }
}

/// Hashes of which two names share one if their first words are the same and all others too, but for
/// one that differs by one letter at most: of the name with each word but the first in turn, as it
/// is and without one of its letters.
fn traces(name: &str) -> Traces {
    let hash = |(at, word): (usize, &str)| hash_of(word).rotate_left(7 * at as u32);
    let whole = name.split(' ').enumerate().map(hash).fold(0, u64::wrapping_add);
    let mut traces = Traces::new();
    for (at, word) in name.split(' ').enumerate().skip(1) {
        let others = whole.wrapping_sub(hash((at, word))).wrapping_mul(at as u64 | 1);
        push_shorter(word, others, &mut traces);
    }
    traces
}

/// Appends to `traces` the hash of the letters of `word`, and that of all but one of them for each.
fn push_shorter(word: &str, others: u64, traces: &mut Traces) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    // Of letters a, b, c … the hash is a + b · BASE + c · BASE² …
    let hash = |letters: &str| {
        let more = |hash: u64, c: char| hash.wrapping_mul(BASE).wrapping_add(u64::from(c));
        letters.chars().rev().fold(others, more)
    };
    let mut letters = word.chars();
    traces.push(hash(word));
    let Some(mut left_out) = letters.next() else { return };
    let (mut shorter, mut power) = (hash(letters.as_str()), 1_u64);
    traces.push(shorter);
    // The letter left out comes back in place of the one behind it.
    for c in letters {
        shorter = shorter.wrapping_add((u64::from(left_out).wrapping_sub(u64::from(c))).wrapping_mul(power));
        traces.push(shorter);
        power = power.wrapping_mul(BASE);
        left_out = c;
    }
}

/// Whether `group` is `kept` in another spelling: other diacritics, or one letter more, less or other.
fn is_variant(kept: &Group, group: &Group) -> bool {
    let other_initial = kept.initial.zip(group.initial).is_some_and(|(kept, other)| kept != other);
    if other_initial || kept.words != group.words || group.words < 2 {
        return false;
    }
    let (mut a, mut b) = (kept.plain().split(' '), group.plain().split(' '));
    if a.next() != b.next() {
        return false;
    }
    let mut differing = a.zip(b).filter(|(x, y)| x != y);
    let differing = (differing.next(), differing.next());
    let shares = || kept.positions.iter().any(|p| group.positions.iter().any(|q| p.is_same(q)));
    let silent = group.positions.is_empty();
    let passive = || group.met.iter().all(|m| m.recipient || m.found.call.is_none());
    match differing {
        (None, _) => shares() || silent && (!passive() || group.met.iter().all(|m| !m.recipient)),
        (Some((x, y)), None) => {
            one_letter(x, y) && (shares() || (silent && !passive() && kept.met.len() > group.met.len()))
        }
        _ => false,
    }
}

/// Whether two words differ by one letter.
fn one_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => short[same..].iter().skip(1).eq(long[same..].iter().skip(1)),
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

/// The form in which two positions compare.
fn position_key(position: &str) -> String {
    const EXPANSIONS: &[(&str, &str)] = &[
        ("ubnd", "ủy ban nhân dân"),
        ("hđnd", "hội đồng nhân dân"),
        ("mttq", "mặt trận tổ quốc"),
        ("tp", "thành phố"),
        ("tx", "thị xã"),
    ];
    let folded = fold::exact(position);
    let words = folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '(' | ')' | '"'));
    let mut key = String::with_capacity(folded.len() + 32);
    for word in words.filter(|w| !matches!(*w, "" | "và" | "các" | "của")) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(EXPANSIONS.iter().find(|(k, _)| *k == word).map_or(word, |(_, v)| *v));
    }
    key
}

/// The positions of one person.
type Positions<'t> = SmallVec<[Held<'t>; 1]>;

/// A position that someone holds.
struct Held<'t> {
    /// As exported.
    text: Cow<'t, str>,
    /// Its [`position_key`], once asked: most persons hold one position and are met once.
    key: OnceCell<String>,
}

impl<'t> Held<'t> {
    fn new(text: Cow<'t, str>) -> Self {
        Held { text, key: OnceCell::new() }
    }

    fn key(&self) -> &str {
        self.key.get_or_init(|| position_key(&self.text))
    }

    /// Whether two are one position, one of them perhaps said shorter.
    fn is_same(&self, other: &Held) -> bool {
        if self.text == other.text {
            return true;
        }
        if opens_otherwise(&self.text, &other.text) {
            return false;
        }
        let (a, b) = (self.key(), other.key());
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let shorter = long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        // `Phó Chủ tịch UBND tỉnh` of who is introduced as `Phó Chủ tịch Thường trực UBND tỉnh`.
        let standing = |at: usize| {
            let rest = &long[at + STANDING.len()..];
            short.strip_suffix(rest).is_some_and(|start| start == &long[..at])
        };
        shorter || long.len() == short.len() + STANDING.len() && long.find(STANDING).is_some_and(standing)
    }
}

/// Whether two positions open with other letters, so that neither begins as the other does: nearly all that
/// are not the same.
fn opens_otherwise(one: &str, other: &str) -> bool {
    let letters = Letters::get();
    let initial = |text: &str| {
        let first = text.chars().next().and_then(|letter| letters.plain(letter));
        // `và`, `các` and `của` have no part in a key.
        let left_out = |letter: char| match letter {
            'c' => !text.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("ch")),
            other => other == 'v',
        };
        first.filter(|letter| letter.is_ascii_lowercase() && !left_out(*letter))
    };
    initial(one).zip(initial(other)).is_some_and(|(one, other)| one != other)
}

/// Of a deputy who stands in for the head.
const STANDING: &str = " thường trực";

/// Adds a position unless it is there; of two forms the fuller stays.
fn add_position<'t>(positions: &mut Positions<'t>, new: Held<'t>) {
    match positions.iter_mut().find(|old| old.is_same(&new)) {
        Some(old) if old.text != new.text && old.key().len() < new.key().len() => *old = new,
        Some(_) => {}
        None => positions.push(new),
    }
}

/// The entry of a person, and the tokens of each spelling of the name.
fn official(doc: &Doc, group: Group) -> (Official, Vec<Range<usize>>) {
    let mut mentions: Vec<Mention> = group.met.iter().map(|m| doc.span(m.found.name.clone())).collect();
    mentions.sort();
    mentions.dedup();
    let tied = group.met.iter().map(|m| m.found.rule).find(|r| !r.is_empty());
    let addressed = if group.met.iter().any(|m| m.found.call == Some(Call::Office)) {
        "office-address"
    } else {
        "rank-address"
    };
    let names = spellings(doc, &group);
    let mut written = names.iter().map(|name| doc.exported(name.clone()).to_string());
    let official = Official {
        name: written.next().unwrap_or_default(),
        variants: written.collect(),
        positions: group.positions.into_iter().map(|held| held.text.into_owned()).collect(),
        mentions,
        rule: tied.unwrap_or(addressed).to_string(),
    };
    (official, names)
}

/// The spellings of a full name, each by the tokens of one place: the most frequent first, of equally
/// frequent ones the first in the text.
fn spellings(doc: &Doc, group: &Group) -> Vec<Range<usize>> {
    let mut spellings: Vec<(Range<usize>, usize)> = Vec::new();
    let words = |key: &str| key.split(' ').count();
    for m in &group.met {
        let tokens = m.found.name.clone();
        if group.joined && words(&key(doc, tokens.clone())) < words(&group.key) {
            continue;
        }
        let name = doc.exported(tokens.clone());
        match spellings.iter_mut().find(|(known, _)| is_same_in_any_case(doc.exported(known.clone()), name)) {
            Some((known, n)) => {
                *n += 1;
                // A headline's capitals only where there is nothing else.
                if is_in_capitals(doc.exported(known.clone())) {
                    *known = tokens;
                }
            }
            None => spellings.push((tokens, 1)),
        }
    }
    spellings.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    spellings.into_iter().map(|(tokens, _)| tokens).collect()
}

fn is_same_in_any_case(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

fn is_in_capitals(name: &str) -> bool {
    !name.bytes().any(|b| b.is_ascii_lowercase()) && name.to_uppercase() == name
}

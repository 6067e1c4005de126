//! One entry a person: spellings, positions and mentions of a whole article.

mod bare;

use super::attach::Found;
use super::expand::expanded;
use crate::extract::person::Call;
use crate::extract::token::{Doc, hash_of};
use crate::model::refused::{Field, Reason};
use crate::model::{Mention, Official};
use crate::normalise::fold;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
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
    key: String,
    /// The words of the key without diacritics.
    plain: Vec<String>,
    met: Vec<&'m Met>,
    positions: Vec<Held>,
}

impl<'m> Group<'m> {
    fn new(key: String) -> Self {
        let plain = fold::strip(&key).split(' ').map(str::to_string).collect();
        Group { key, plain, met: Vec::new(), positions: Vec::new() }
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
    }
}

/// Makes the officials of an article from the persons met in its sentences.
pub fn officials(doc: &Doc, met: &[Met]) -> Vec<Official> {
    let mut groups = by_key(doc, met);
    groups.sort_by_key(|g| (!g.is_official(), g.met[0].found.name.start));
    let mut kept: Vec<Group> = Vec::new();
    let mut known = Known::default();
    for group in groups {
        match known.same_person(&kept, &group) {
            Some(i) => kept[i].join(group),
            None if group.is_official() && group.key.contains([' ', '\'']) => {
                known.add(&group, kept.len());
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

fn by_key<'m>(doc: &Doc, met: &'m [Met]) -> Vec<Group<'m>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
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
fn key(doc: &Doc, name: Range<usize>) -> String {
    let key = fold::exact(doc.normal(name));
    if key.contains("' ") { key.replace("' ", "'") } else { key }
}

/// The groups kept so far, found by what another spelling of their names would share with them: an
/// article may name thousands of officials, too many to look at each for each.
#[derive(Default)]
struct Known {
    /// By [`traces`].
    by_trace: FxHashMap<u64, Vec<usize>>,
    /// By the last words of the name: the first group, and whether there is another.
    by_end: FxHashMap<String, (usize, bool)>,
}

impl Known {
    fn add(&mut self, group: &Group, at: usize) {
        for trace in traces(&group.plain) {
            let groups = self.by_trace.entry(trace).or_default();
            if groups.last() != Some(&at) {
                groups.push(at);
            }
        }
        for (behind, _) in group.key.match_indices(' ') {
            let end = group.key[behind + 1..].to_string();
            self.by_end.entry(end).and_modify(|(_, several)| *several = true).or_insert((at, false));
        }
    }

    /// The kept group that is the same person as `group`.
    fn same_person(&self, kept: &[Group], group: &Group) -> Option<usize> {
        let traces = traces(&group.plain);
        let alike = traces.iter().filter_map(|trace| self.by_trace.get(trace)).flatten().copied();
        let alike: BTreeSet<usize> = alike.collect();
        if let Some(i) = alike.into_iter().find(|&i| is_variant(&kept[i], group)) {
            return Some(i);
        }
        // `ông Khoa`, `đồng chí Tấn Lực`: the end of one name only.
        let words = group.plain.len();
        let called = group.met.iter().any(|m| m.found.call.is_some());
        if words > 3 || (words == 1 && !called) || !group.positions.is_empty() {
            return None;
        }
        self.by_end.get(&group.key).filter(|(_, several)| !several).map(|(at, _)| *at)
    }
}

/// Hashes of which two names share one if their first words are the same and all others too, but for
/// one that differs by one letter at most: of the name with each word but the first in turn, as it
/// is and without one of its letters.
fn traces(words: &[String]) -> Vec<u64> {
    let hash = |at: usize, word: &str| hash_of(word).rotate_left(7 * at as u32);
    let whole = words.iter().enumerate().fold(0, |sum: u64, (at, word)| sum.wrapping_add(hash(at, word)));
    let mut traces = Vec::new();
    for (at, word) in words.iter().enumerate().skip(1) {
        let others = whole.wrapping_sub(hash(at, word));
        let trace = |shorter: &str| others.wrapping_mul(at as u64 | 1).wrapping_add(hash_of(shorter));
        traces.push(trace(word));
        for (letter, c) in word.char_indices() {
            let mut shorter = word.clone();
            shorter.replace_range(letter..letter + c.len_utf8(), "");
            traces.push(trace(&shorter));
        }
    }
    traces
}

/// Whether `group` is `kept` in another spelling: other diacritics, or one letter more, less or other.
fn is_variant(kept: &Group, group: &Group) -> bool {
    let (a, b) = (&kept.plain, &group.plain);
    if a.len() != b.len() || a.len() < 2 || a[0] != b[0] {
        return false;
    }
    let differing: Vec<_> = a.iter().zip(b).filter(|(x, y)| x != y).collect();
    let shares = kept.positions.iter().any(|p| group.positions.iter().any(|q| p.is_same(q)));
    let silent = group.positions.is_empty();
    let passive = group.met.iter().all(|m| m.recipient || m.found.call.is_none());
    match differing[..] {
        [] => shares || (silent && !passive) || (silent && group.met.iter().all(|m| !m.recipient)),
        [(x, y)] => one_letter(x, y) && (shares || (silent && !passive && kept.met.len() > group.met.len())),
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
    let folded = fold::exact(position).replace([',', '.', '-', '(', ')', '"'], " ");
    let words = folded.split_whitespace().filter(|w| !matches!(*w, "và" | "các" | "của"));
    words
        .map(|w| EXPANSIONS.iter().find(|(k, _)| *k == w).map_or(w, |(_, v)| *v))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A position that someone holds.
struct Held {
    /// As exported.
    text: String,
    /// Its [`position_key`].
    key: String,
}

impl Held {
    fn new(text: String) -> Self {
        let key = position_key(&text);
        Held { text, key }
    }

    /// Whether two are one position, one of them perhaps said shorter.
    fn is_same(&self, other: &Held) -> bool {
        let (a, b) = (self.key.as_str(), other.key.as_str());
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

/// Of a deputy who stands in for the head.
const STANDING: &str = " thường trực";

/// Adds a position unless it is there; of two forms the fuller stays.
fn add_position(positions: &mut Vec<Held>, new: Held) {
    match positions.iter_mut().find(|old| old.is_same(&new)) {
        Some(old) if old.key.len() < new.key.len() => *old = new,
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
        positions: group.positions.into_iter().map(|held| held.text).collect(),
        mentions,
        rule: tied.unwrap_or(addressed).to_string(),
    };
    (official, names)
}

/// The spellings of a full name, each by the tokens of one place: the most frequent first, of equally
/// frequent ones the first in the text.
fn spellings(doc: &Doc, group: &Group) -> Vec<Range<usize>> {
    let mut spellings: Vec<(Range<usize>, String, usize)> = Vec::new();
    let full = group.key.split(' ').count();
    for m in &group.met {
        let tokens = m.found.name.clone();
        let name = doc.exported(tokens.clone());
        if key(doc, tokens.clone()).split(' ').count() < full {
            continue;
        }
        let lower = name.to_lowercase();
        match spellings.iter_mut().find(|(_, known, _)| *known == lower) {
            Some((known, _, n)) => {
                *n += 1;
                // A headline's capitals only where there is nothing else.
                if doc.exported(known.clone()).to_uppercase() == doc.exported(known.clone()) {
                    *known = tokens;
                }
            }
            None => spellings.push((tokens, lower, 1)),
        }
    }
    spellings.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    spellings.into_iter().map(|(tokens, _, _)| tokens).collect()
}

//! One entry a person: spellings, positions and mentions of a whole article.

use super::attach::Found;
use super::expand::expanded;
use crate::extract::person::Call;
use crate::extract::token::Doc;
use crate::model::refused::{Field, Reason};
use crate::model::{Mention, Official};
use crate::normalise::fold;
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
    met: Vec<&'m Met>,
    positions: Vec<String>,
}

impl Group<'_> {
    /// Whether the person is an official: by a position, or by an address of office or a rank if no
    /// place tells that an award is theirs.
    fn is_official(&self) -> bool {
        !self.positions.is_empty()
            || (self.met.iter().any(|m| m.is_addressed()) && !self.met.iter().any(|m| m.recipient))
    }
}

/// Makes the officials of an article from the persons met in its sentences.
pub fn officials(doc: &Doc, met: &[Met]) -> Vec<Official> {
    let mut groups = by_key(doc, met);
    groups.sort_by_key(|g| (!g.is_official(), g.met[0].found.name.start));
    let mut kept: Vec<Group> = Vec::new();
    for group in groups {
        match same_person(&kept, &group) {
            Some(i) => {
                for position in group.positions {
                    add_position(&mut kept[i].positions, position);
                }
                kept[i].met.extend(group.met);
            }
            None if group.is_official() && group.key.contains([' ', '\'']) => kept.push(group),
            None => refuse(doc, &group),
        }
    }
    kept.sort_by_key(|g| g.met.iter().map(|m| m.found.name.start).min());
    let mut officials: Vec<Official> = kept.into_iter().map(|g| official(doc, g)).collect();
    find_bare_mentions(doc, &mut officials);
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
    for m in met {
        let key = key(doc, m.found.name.clone());
        let at = groups.iter().position(|g| g.key == key).unwrap_or_else(|| {
            groups.push(Group { key, met: Vec::new(), positions: Vec::new() });
            groups.len() - 1
        });
        for tokens in &m.found.positions {
            add_position(&mut groups[at].positions, expanded(doc, tokens.clone()));
        }
        groups[at].met.push(m);
    }
    groups
}

/// The form in which two spellings of a name compare: `H’ Hồng` as `H'Hồng`.
fn key(doc: &Doc, name: Range<usize>) -> String {
    fold::exact(doc.normal(name)).replace("' ", "'")
}

/// The kept group that is the same person as `group`.
fn same_person(kept: &[Group], group: &Group) -> Option<usize> {
    if let Some(i) = kept.iter().position(|k| is_variant(k, group)) {
        return Some(i);
    }
    // `ông Khoa`, `đồng chí Tấn Lực`: the end of one name only.
    let short: Vec<&str> = group.key.split(' ').collect();
    let called = group.met.iter().any(|m| m.found.call.is_some());
    if short.len() > 3 || (short.len() == 1 && !called) || !group.positions.is_empty() {
        return None;
    }
    let mut ends = kept.iter().enumerate().filter(|(_, k)| {
        let full: Vec<&str> = k.key.split(' ').collect();
        full.len() > short.len() && full.ends_with(&short)
    });
    let (i, _) = ends.next()?;
    ends.next().is_none().then_some(i)
}

/// Whether `group` is `kept` in another spelling: other diacritics, or one letter more, less or other.
fn is_variant(kept: &Group, group: &Group) -> bool {
    let (a, b) = (fold::plain(&kept.key), fold::plain(&group.key));
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if a.len() != b.len() || a.len() < 2 || a[0] != b[0] {
        return false;
    }
    let differing: Vec<_> = a.iter().zip(&b).filter(|(x, y)| x != y).collect();
    let shares = kept.positions.iter().any(|p| group.positions.iter().any(|q| same_position(p, q)));
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

/// Whether two strings are one position, one of them perhaps said shorter.
fn same_position(a: &str, b: &str) -> bool {
    let (a, b) = (position_key(a), position_key(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shorter =
        |short: &str| long == short || long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    // `Phó Chủ tịch UBND tỉnh` of who is introduced as `Phó Chủ tịch Thường trực UBND tỉnh`.
    shorter(&short) || long.replacen(" thường trực", "", 1) == short
}

/// Adds a position unless it is there; of two forms the fuller stays.
fn add_position(positions: &mut Vec<String>, new: String) {
    match positions.iter_mut().find(|old| same_position(old, &new)) {
        Some(old) if position_key(old).len() < position_key(&new).len() => *old = new,
        Some(_) => {}
        None => positions.push(new),
    }
}

fn official(doc: &Doc, group: Group) -> Official {
    let mut spellings: Vec<(&str, usize)> = Vec::new();
    let full = group.key.split(' ').count();
    for m in &group.met {
        let name = doc.exported(m.found.name.clone());
        if key(doc, m.found.name.clone()).split(' ').count() < full {
            continue;
        }
        match spellings.iter_mut().find(|(s, _)| s.to_lowercase() == name.to_lowercase()) {
            Some((s, n)) => {
                *n += 1;
                if s.to_uppercase() == *s {
                    *s = name;
                }
            }
            None => spellings.push((name, 1)),
        }
    }
    // The most frequent comes first; of equally frequent ones the first in the text.
    spellings.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let mut mentions: Vec<Mention> = group.met.iter().map(|m| doc.span(m.found.name.clone())).collect();
    mentions.sort();
    mentions.dedup();
    let tied = group.met.iter().map(|m| m.found.rule).find(|r| !r.is_empty());
    let addressed = if group.met.iter().any(|m| m.found.call == Some(Call::Office)) {
        "office-address"
    } else {
        "rank-address"
    };
    let mut names = spellings.into_iter().map(|(s, _)| s.to_string());
    Official {
        name: names.next().unwrap_or_default(),
        variants: names.collect(),
        positions: group.positions,
        mentions,
        rule: tied.unwrap_or(addressed).to_string(),
    }
}

/// Adds the places where a full name stands that no sentence rule has read.
fn find_bare_mentions(doc: &Doc, officials: &mut [Official]) {
    for official in officials {
        let spellings: Vec<Vec<String>> = std::iter::once(&official.name)
            .chain(&official.variants)
            .map(|s| crate::extract::lexicon::cut(s))
            .collect();
        for words in spellings.iter().filter(|w| w.len() > 1) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            for i in (0..doc.tokens.len()).filter(|&i| doc.has(i, &words)) {
                let span = doc.span(i..i + words.len());
                if !official.mentions.iter().any(|m| m.start < span.end && span.start < m.end) {
                    official.mentions.push(span);
                }
            }
        }
        official.mentions.sort();
    }
}

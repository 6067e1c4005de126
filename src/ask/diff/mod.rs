//! Two outputs of `extract` → what the second has otherwise: which facts came, went and changed.
//!
//! Both files are read to find where each record stands; then the records of one article are read side by
//! side, in the order of the new file, and those that differ once more when they are told. So memory
//! holds one line an article of ids and places, and two records.

mod error;
mod facts;
mod lines;
mod pair;
mod tally;
#[cfg(test)]
mod tests;

pub use error::{Error, Result};

use crate::model::difference::{Article, Articles, Attribute, Change, Outcome, Side, Summary};
use facts::{Fact, OWN, facts};
use lines::{Entry, Lines};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use tally::Tally;

/// The record of an article in the old output, in the new one, or in both.
type Pair = (Option<Entry>, Option<Entry>);

/// Two outputs, compared.
pub struct Diff {
    old: Lines,
    new: Lines,
    differing: Vec<Pair>,
    /// The whole in numbers.
    pub summary: Summary,
}

/// Compares two outputs.
///
/// # Errors
/// When one cannot be read, or has a line that is no record.
pub fn diff(old: &Path, new: &Path) -> Result<Diff> {
    let (mut old_lines, mut new_lines) = (Lines::open(old)?, Lines::open(new)?);
    let (mut tally, mut articles) = (Tally::default(), Articles::default());
    let mut differing = Vec::new();
    for pair in paired(&old_lines.entries, &new_lines.entries) {
        match compared(&mut old_lines, &mut new_lines, &pair)? {
            None => articles.same += 1,
            Some(article) => {
                match article.outcome {
                    Outcome::Added => articles.added += 1,
                    Outcome::Removed => articles.removed += 1,
                    Outcome::Changed => articles.changed += 1,
                }
                article.changes.iter().for_each(|change| tally.count(change));
                differing.push(pair);
            }
        }
    }
    let summary =
        Summary { old: side(old, &old_lines), new: side(new, &new_lines), articles, summary: tally.rows() };
    Ok(Diff { old: old_lines, new: new_lines, differing, summary })
}

impl Diff {
    /// Hands over every article that differs, those only in the old output last, until `take` wants no more.
    ///
    /// # Errors
    /// When a file cannot be read any more.
    pub fn each(&mut self, take: &mut dyn FnMut(&Article) -> bool) -> Result<()> {
        for pair in &self.differing {
            if let Some(article) = compared(&mut self.old, &mut self.new, pair)?
                && !take(&article)
            {
                break;
            }
        }
        Ok(())
    }
}

fn side(path: &Path, lines: &Lines) -> Side {
    Side {
        path: path.to_string_lossy().into_owned(),
        articles: lines.entries.len(),
        rules_versions: lines.versions.clone(),
    }
}

/// The records that are of one article, in the order of the new output, then those only in the old one.
fn paired(old: &[Entry], new: &[Entry]) -> Vec<Pair> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    by(|e| &e.id, old, new, &mut partner);
    // Ids come from paths: outputs made in two folders share the paths as given only. A path of several
    // records tells them apart by their order, if none of them is known by its id.
    let shared = whole_paths(old, new, &partner);
    by(|e| if shared.contains(e.path.as_str()) { &e.path } else { "" }, old, new, &mut partner);
    let known: HashSet<usize> = partner.iter().flatten().copied().collect();
    let both = new.iter().zip(&partner).map(|(n, o)| (o.map(|o| old[o].clone()), Some(n.clone())));
    let gone = (0..old.len()).filter(|o| !known.contains(o)).map(|o| (Some(old[o].clone()), None));
    both.chain(gone).collect()
}

/// Gives the new records without a partner the old ones of the same key, of several the first the first.
fn by<'e>(
    key: impl Fn(&'e Entry) -> &'e str,
    old: &'e [Entry],
    new: &'e [Entry],
    partner: &mut [Option<usize>],
) {
    let taken: HashSet<usize> = partner.iter().flatten().copied().collect();
    let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
    for o in (0..old.len()).rev().filter(|o| !taken.contains(o) && !key(&old[*o]).is_empty()) {
        free.entry(key(&old[o])).or_default().push(o);
    }
    for (n, partner) in partner.iter_mut().enumerate().filter(|(_, p)| p.is_none()) {
        *partner = free.get_mut(key(&new[n])).and_then(Vec::pop);
    }
}

/// The paths that both outputs have with equally many records, none of them paired.
fn whole_paths<'e>(old: &'e [Entry], new: &'e [Entry], partner: &[Option<usize>]) -> HashSet<&'e str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    old.iter().for_each(|e| counts.entry(&e.path).or_default().0 += 1);
    new.iter().for_each(|e| counts.entry(&e.path).or_default().1 += 1);
    let paired = new.iter().zip(partner).filter(|(_, p)| p.is_some()).map(|(e, _)| e.path.as_str());
    paired.for_each(|path| counts.entry(path).or_default().0 = 0);
    counts.into_iter().filter(|(_, (a, b))| a == b).map(|(path, _)| path).collect()
}

/// What an article has otherwise; none where nothing but the version of the rules differs.
fn compared(old: &mut Lines, new: &mut Lines, (before, now): &Pair) -> Result<Option<Article>> {
    let line = |lines: &mut Lines, entry: &Option<Entry>| entry.as_ref().map(|e| lines.line(e)).transpose();
    let (old_line, new_line) = (line(old, before)?, line(new, now)?);
    if old_line == new_line {
        return Ok(None);
    }
    let record = |lines: &Lines, entry: &Option<Entry>, line: &Option<String>| match (entry, line) {
        (Some(entry), Some(line)) => lines.record(entry, line).map(Some),
        _ => Ok(None),
    };
    let (a, b) = (record(old, before, &old_line)?, record(new, now, &new_line)?);
    let outcome = match (&a, &b) {
        (None, _) => Outcome::Added,
        (_, None) => Outcome::Removed,
        _ => Outcome::Changed,
    };
    let changes = changes(a.as_ref(), b.as_ref());
    if outcome == Outcome::Changed && changes.is_empty() {
        return Ok(None);
    }
    let Some(entry) = now.as_ref().or(before.as_ref()) else { return Ok(None) };
    let title = b.as_ref().or(a.as_ref()).and_then(|r| r.get("title")?.as_str().map(str::to_string));
    Ok(Some(Article { id: entry.id.clone(), path: entry.path.clone(), title, outcome, changes }))
}

fn changes(old: Option<&Map<String, Value>>, new: Option<&Map<String, Value>>) -> Vec<Change> {
    let of = |record: Option<&Map<String, Value>>| record.map(facts).unwrap_or_default();
    let (a, b): (Vec<Fact>, Vec<Fact>) = (of(old), of(new));
    let (Some(old), Some(new)) = (old, new) else { return pair::changes(&a, &b, true) };
    let mut all: Vec<Change> = OWN.iter().filter_map(|field| own(field, old, new)).collect();
    all.extend(pair::changes(&a, &b, old.get("text") != new.get("text")));
    all
}

/// A field of the article itself that has another value.
fn own(field: &str, old: &Map<String, Value>, new: &Map<String, Value>) -> Option<Change> {
    let value = |record: &Map<String, Value>| record.get(field).cloned().unwrap_or_default();
    let (mut before, mut now) = (value(old), value(new));
    if before == now {
        return None;
    }
    if let (Value::String(a), Value::String(b)) = (&before, &now)
        && field == "text"
    {
        (before, now) = excerpts(a, b);
    }
    let attribute = Attribute { name: field.to_string(), old: before, new: now };
    Some(Change {
        outcome: Outcome::Changed,
        field: field.to_string(),
        rule: None,
        value: Value::Null,
        attributes: vec![attribute],
        start: None,
        end: None,
        sentence: None,
    })
}

/// Code points of a text that are shown from where it begins to differ.
const EXCERPT: usize = 80;

/// Two texts from where they part.
fn excerpts(a: &str, b: &str) -> (Value, Value) {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let from = |text: &str| json!(text.chars().skip(same).take(EXCERPT).collect::<String>());
    (from(a), from(b))
}

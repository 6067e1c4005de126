//! Names like a query that finds nothing: of officials and units of the index, and of the gazetteer.

use super::query::{Node, Query, Typed, Value};
use crate::gazetteer::{self, Place};
use crate::index::terms::words;
use crate::index::{Names, Reader, Result, distance};
use crate::model::answer::Near;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Names told.
const SHOWN: usize = 5;
/// Words of the longest name that is compared.
const LONGEST: usize = 10;

/// The units of the gazetteer with their plain names, without and with the kind word.
static PLACES: LazyLock<Vec<([String; 2], &'static Place)>> = LazyLock::new(|| {
    gazetteer::get().all().map(|place| ([plain(place.name), plain(&place.full_name())], place)).collect()
});

/// The names nearest to the phrases and names of a query, the nearest first.
///
/// # Errors
/// When the index cannot be read.
pub fn nearest(reader: &Reader, query: &Query) -> Result<Vec<Near>> {
    let mut asked: BTreeSet<String> = BTreeSet::new();
    if let Some(root) = &query.root {
        collect(root, &mut asked);
    }
    // One syllable is near to too much.
    asked.retain(|name| (2..=LONGEST).contains(&name.split(' ').count()));
    let mut found: BTreeSet<(usize, Near)> = BTreeSet::new();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let far_of = |plain: &str| {
        let of = |wanted: &String| distance(wanted, plain, 1 + wanted.chars().count() / 10);
        asked.iter().filter_map(of).min()
    };
    let far = |name: &str| far_of(&plain(name));
    for (names, kind) in [(Names::Officials, "official"), (Names::Units, "unit")] {
        for name in reader.names(names, &mut |name| far(name).is_some())? {
            found.extend(far(&name).map(|far| (far, Near { name, kind })));
        }
    }
    for (names, place) in PLACES.iter() {
        if let Some(far) = names.iter().filter_map(|name| far_of(name)).min() {
            found.insert((far, Near { name: place.full_name(), kind: "place" }));
        }
    }
    let mut named: Vec<Near> = Vec::new();
    for (_, near) in found {
        if named.len() < SHOWN && !named.iter().any(|known| known.name == near.name) {
            named.push(near);
        }
    }
    Ok(named)
}

fn plain(name: &str) -> String {
    words(name).iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ")
}

fn collect(node: &Node, asked: &mut BTreeSet<String>) {
    let joined =
        |words: &[Typed]| words.iter().map(|it| it.word.plain.as_str()).collect::<Vec<_>>().join(" ");
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| collect(node, asked)),
        Node::Words(words) | Node::Phrase(words) | Node::Near(words, _) => {
            asked.insert(joined(words));
        }
        Node::Field(_, Value::Names(names) | Value::Places(_, names)) => {
            asked.extend(names.iter().map(|name| plain(name)));
        }
        Node::Field(..) | Node::Not(_) => {}
    }
}

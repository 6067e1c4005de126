//! Whatever comes and goes, the groups are those of the texts that are there.

use super::{Groups, Text};
use crate::index::signature::{Mark, Signature};
use crate::model::Record;
use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::collections::BTreeMap;

/// Texts put together from few paragraphs, so that many share some of them and some repeat others.
fn text(chance: &mut TestRng) -> String {
    let paragraph = |n: usize| -> String {
        (0..12).map(|word| format!("chữ{n}x{} ", if word % 5 == 4 { 0 } else { word })).collect()
    };
    let paragraphs = 2 + chance.random_range(0..3);
    (0..paragraphs).map(|_| paragraph(chance.random_range(0..7)) + "\n").collect()
}

#[derive(Default)]
struct Held {
    texts: BTreeMap<u64, (Text, Vec<Mark>)>,
    groups: Groups,
}

impl Held {
    fn update(&mut self, gone: &[u64], come: &[(u64, String)], chance: &mut TestRng) {
        let mut new = Vec::new();
        for id in gone {
            self.texts.remove(id);
        }
        for (id, text) in come {
            let signature = Signature::of(&Record { text: text.clone(), ..Record::default() });
            let text = Text {
                id: *id,
                print: signature.print(),
                words: signature.trace.len() as u32,
                moment: chance.random_range(0..5),
                bands: signature.bands,
            };
            new.push(text.clone());
            self.texts.insert(*id, (text, signature.trace));
        }
        let texts = &self.texts;
        self.groups.update(gone, new, |id| Ok(texts[&id].1.clone())).expect("traces are there");
    }

    fn anew(&self) -> Groups {
        let mut groups = Groups::default();
        let all = self.texts.values().map(|(text, _)| text.clone()).collect();
        groups.update(&[], all, |id| Ok(self.texts[&id].1.clone())).expect("traces are there");
        groups
    }
}

fn sorted(groups: &Groups) -> Vec<Vec<u64>> {
    let mut groups = groups.groups();
    groups.sort();
    groups
}

#[test]
fn step_by_step_is_all_at_once() {
    let mut chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut held = Held::default();
    let first: Vec<(u64, String)> = (0..80).map(|id| (id, text(&mut chance))).collect();
    held.update(&[], &first, &mut chance);
    let (mut next, mut grouped) = (80, 0);
    for round in 0..60 {
        let there: Vec<u64> = held.groups.ids().collect();
        let mut gone: Vec<u64> =
            (0..chance.random_range(0..6)).map(|_| there[chance.random_range(0..there.len())]).collect();
        gone.sort_unstable();
        gone.dedup();
        // Some of the gone come back with another text: they changed.
        let mut come: Vec<(u64, String)> =
            gone.iter().filter(|id| *id % 3 == 0).map(|id| (*id, text(&mut chance))).collect();
        for _ in 0..chance.random_range(0..6) {
            come.push((next, text(&mut chance)));
            next += 1;
        }
        held.update(&gone, &come, &mut chance);
        assert_eq!(held.groups.len(), held.texts.len());
        assert_eq!(sorted(&held.groups), sorted(&held.anew()), "round {round}");
        grouped += held.groups.groups().len();
        if round % 10 == 0 {
            held.groups = Groups::from_bytes(&held.groups.to_bytes()).expect("they are read back");
        }
    }
    assert!(grouped > 60 * 5, "the texts do repeat each other: {grouped}");
}

#[test]
fn damaged_bytes_are_none() {
    let mut held = Held::default();
    let mut chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    held.update(&[], &[(1, "Huyện A họp".into()), (2, String::new())], &mut chance);
    let bytes = held.groups.to_bytes();
    assert_eq!(Groups::from_bytes(&bytes).map(|groups| groups.len()), Some(2));
    for damaged in [&bytes[..bytes.len() - 1], &bytes[1..], b"", &[&bytes[..], b"x"].concat()] {
        assert!(Groups::from_bytes(damaged).is_none());
    }
    let mut other = bytes.clone();
    *other.last_mut().expect("bytes") ^= 1;
    assert!(Groups::from_bytes(&other).is_none());
}

//! Whatever comes and goes, the groups are those of the texts that are there.

use super::{Groups, Text};
use crate::index::signature::{Mark, Signature};
use crate::model::Record;
use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::collections::{BTreeMap, BTreeSet};

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

    fn anew(&self) -> Vec<Vec<u64>> {
        let mut groups = Groups::default();
        let all = self.texts.values().map(|(text, _)| text.clone()).collect();
        groups.update(&[], all, |id| Ok(self.texts[&id].1.clone())).expect("traces are there");
        self.sorted(&groups)
    }

    fn sorted(&self, groups: &Groups) -> Vec<Vec<u64>> {
        let mut groups = groups.groups(|id| Ok(self.texts[&id].1.clone())).expect("traces are there");
        groups.sort();
        groups
    }

    /// Texts that are versions of what another group holds, and a copy of no leader.
    fn versions(&self) -> usize {
        let led = self.groups.alive().filter(|(slot, leader)| slot != leader).count();
        let grouped: usize = self.sorted(&self.groups).iter().map(Vec::len).sum();
        let leaders: BTreeSet<_> =
            self.groups.alive().filter(|(slot, leader)| slot != leader).map(|(_, leader)| leader).collect();
        grouped - led - leaders.len()
    }
}

#[test]
fn step_by_step_is_all_at_once() {
    let mut chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut held = Held::default();
    let first: Vec<(u64, String)> = (0..80).map(|id| (id, text(&mut chance))).collect();
    held.update(&[], &first, &mut chance);
    let (mut next, mut grouped, mut versions) = (80, 0, 0);
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
        let found = held.sorted(&held.groups);
        assert_eq!(found, held.anew(), "round {round}");
        grouped += found.len();
        versions += held.versions();
        if round % 10 == 0 {
            held.groups = Groups::from_bytes(&held.groups.to_bytes()).expect("they are read back");
        }
    }
    assert!(grouped > 60 * 5, "the texts do repeat each other: {grouped}");
    assert!(versions > 60, "some are versions: {versions}");
}

#[test]
fn versions_are_told_by_the_text_that_they_are_made_of() {
    let words = |name: &str, many: usize| (0..many).map(|n| format!("{name}{n} ")).collect::<String>() + "\n";
    let (a, b, c, d) = (words("một", 9), words("hai", 16), words("ba", 6), words("bốn", 10));
    let check = |texts: &[&String], expected: &[&[u64]]| {
        let mut held = Held::default();
        let texts: Vec<(u64, String)> = (0..).zip(texts.iter().map(|text| (*text).clone())).collect();
        held.update(&[], &texts, &mut TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let found = held.sorted(&held.groups).into_iter().map(|mut group| {
            group.sort_unstable();
            group
        });
        assert_eq!(found.collect::<Vec<_>>(), expected);
    };
    let (longest, whole, cut) = (format!("{b}{c}{d}"), format!("{a}{b}{c}"), format!("{a}{b}"));
    check(&[&longest, &whole, &cut], &[&[0, 1, 2]]);
    let longer = format!("{a}{b}{}", words("năm", 11));
    check(&[&longer, &cut, &format!("{cut}{d}")], &[&[0, 1, 2]]);
    // Without the whole text, or where it is no copy of the longest, they are two.
    check(&[&longest, &cut], &[]);
    check(&[&longest, &format!("{a}{b}{}", words("sáu", 6)), &cut], &[&[1, 2]]);
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

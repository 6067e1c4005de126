//! What a report covers: the localities that it names, and what it names that could not be placed.

use super::placing;
use crate::gazetteer::{self, Lookup, Place};
use crate::model::fact::{Covered, Unplaced, UnplacedMention};
use crate::model::{Mention, Record, Unit};
use crate::normalise::sentence;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// Of a longer sentence only so many code points are kept: a page without a full stop is one.
const LONGEST_SENTENCE: usize = 4_000;
/// Bytes of mentions kept in one piece: a column of the index takes no value beyond 64 KB.
const MOST_BYTES: usize = 40_000;

/// What a record covers, as the index keeps it.
pub fn of(record: &Record) -> Covered {
    let day = placing::day(record);
    let mut places = BTreeSet::new();
    let covered: Vec<&Unit> = units(record).collect();
    for place in covered.iter().filter_map(|unit| placing::of_unit(unit)) {
        places.insert(place.key_text());
        places.extend(gazetteer::get().parents(place, day).map(Place::key_text));
    }
    let unresolved = unresolved_of(record, &covered);
    let candidates = unresolved.iter().flat_map(|one| &one.candidates);
    let provinces = candidates.filter_map(|place| placing::at_level(place, 1, day));
    let unplaced_in: BTreeSet<String> = provinces.map(Place::key_text).collect();
    // The hour tells nothing of the day, and of an interval its beginning counts.
    let reported = placing::reported(record).and_then(|day| day.split(['/', 'T']).next());
    Covered {
        places: places.into_iter().collect(),
        reported: reported.unwrap_or_default().to_string(),
        unplaced: unplaced(record, &unresolved),
        unplaced_in: unplaced_in.into_iter().collect(),
    }
}

/// The mentions of what is unresolved, sentence by sentence.
fn unplaced(record: &Record, unresolved: &[Unresolved]) -> Vec<Unplaced> {
    if unresolved.is_empty() {
        return Vec::new();
    }
    let each = unresolved.iter().enumerate();
    let mut mentions: Vec<(Mention, usize)> =
        each.flat_map(|(at, one)| one.unit.mentions.iter().map(move |mention| (*mention, at))).collect();
    mentions.sort_unstable();
    let candidates: Vec<Vec<String>> =
        unresolved.iter().map(|one| one.candidates.iter().map(|place| place.key_text()).collect()).collect();
    let day = placing::day(record).map(String::from);
    let mut out: Vec<Unplaced> = Vec::new();
    let mut mentions = mentions.into_iter().peekable();
    let (mut at, mut rest) = (0, record.text.as_str());
    for line in record.text.split_inclusive('\n') {
        for range in sentence::in_line(line) {
            let text = &line[range];
            let end = at + text.chars().count();
            let mut bytes = usize::MAX;
            while let Some((mention, of)) = mentions.next_if(|(mention, _)| mention.start < end) {
                let written = slice(rest, mention.start - at, mention.end.saturating_sub(at));
                let keys = &candidates[of];
                bytes = bytes.saturating_add(100 + written.len() + 20 * keys.len());
                if bytes > MOST_BYTES {
                    let sentence = text.trim().chars().take(LONGEST_SENTENCE).collect();
                    out.push(Unplaced { day: day.clone(), sentence, mentions: Vec::new() });
                    bytes = 0;
                }
                if let Some(last) = out.last_mut() {
                    let (Mention { start, end }, candidates) = (mention, keys.clone());
                    last.mentions.push(UnplacedMention { text: written, start, end, candidates });
                }
            }
            at = end;
            rest = &rest[text.len()..];
        }
    }
    out
}

/// Code points of a text from one to another.
fn slice(text: &str, from: usize, to: usize) -> String {
    text.chars().skip(from).take(to.saturating_sub(from)).collect()
}

/// The units that a report covers: all but those that are named as residences alone.
pub fn units(record: &Record) -> impl Iterator<Item = &Unit> {
    let residences = Residences::of(record);
    record.units.iter().filter(move |unit| !residences.only(unit))
}

/// A locality that is named but stays unresolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Unresolved<'r> {
    /// As the record has it.
    pub unit: &'r Unit,
    /// What it may mean; empty if no unit of that day has the name.
    pub candidates: Vec<&'static Place>,
}

/// The localities of a record that have no key, with what they may mean.
pub fn unresolved(record: &Record) -> Vec<Unresolved<'_>> {
    unresolved_of(record, &units(record).collect::<Vec<_>>())
}

fn unresolved_of<'r>(record: &Record, covered: &[&'r Unit]) -> Vec<Unresolved<'r>> {
    let mut known: Option<Vec<&'static Place>> = None;
    let mut out = Vec::new();
    for unit in covered.iter().filter(|unit| unit.code.is_none()) {
        let known = known.get_or_insert_with(|| placing::known(record));
        out.extend(candidates(record, unit, known).map(|candidates| Unresolved { unit, candidates }));
    }
    out
}

/// What an unresolved unit may mean; none if it names no locality of the gazetteer's levels.
fn candidates(record: &Record, unit: &Unit, known: &[&'static Place]) -> Option<Vec<&'static Place>> {
    let is_locality = matches!(unit.kind.as_str(), "province" | "district" | "commune");
    let mut meanings = placing::meanings(record, &unit.name, known);
    if meanings.is_empty() && is_locality {
        let name = unit.name.split(',').next().unwrap_or(&unit.name);
        meanings.push(gazetteer::get().lookup_full(name, placing::day(record), &[]));
    }
    match meanings.into_iter().find(|meaning| meaning.one().is_none()) {
        Some(Lookup::Ambiguous(places)) => Some(places),
        // A name that one unit has today, and that was yet left open: it says so itself.
        _ => is_locality.then(Vec::new),
    }
}

/// The brackets behind persons' names, in which a locality is where someone lives and no place of
/// the report: `ông Nguyễn Văn An (xã Bình Minh)`.
struct Residences {
    /// Code points of the brackets' insides, in the order of their beginnings; each with the furthest end
    /// of it and of those before.
    spans: Vec<(Mention, usize)>,
}

impl Residences {
    fn of(record: &Record) -> Self {
        if !record.text.contains('(') {
            return Self { spans: Vec::new() };
        }
        let text: Vec<char> = record.text.chars().collect();
        // From behind, so that each bracket knows what closes it.
        let (mut brackets, mut close) = (Vec::new(), text.len());
        for at in (0..text.len()).rev() {
            match text[at] {
                ')' | '\n' => close = at,
                '(' => brackets.push(Mention { start: at, end: close }),
                _ => {}
            }
        }
        let people = People::of(record);
        let (mut spans, mut furthest) = (Vec::new(), 0);
        for span in brackets.into_iter().rev().filter(|span| people.stand_before(&text, span.start)) {
            furthest = furthest.max(span.end);
            spans.push((span, furthest));
        }
        Self { spans }
    }

    /// Whether the unit is named nowhere else.
    fn only(&self, unit: &Unit) -> bool {
        let inside = |mention: &Mention| {
            let opened = self.spans.partition_point(|(span, _)| span.start < mention.start);
            opened > 0 && mention.end <= self.spans[opened - 1].1
        };
        !unit.mentions.is_empty() && unit.mentions.iter().all(inside)
    }
}

/// Code points before a bracket in which a name is looked for.
const NAME_BEFORE: usize = 120;

/// Who may have a residence.
struct People<'r> {
    /// Officials, and individuals who receive an award.
    names: FxHashSet<&'r str>,
    /// How many bytes these have.
    lengths: BTreeSet<usize>,
    /// Mentions of units by their beginnings, each with the furthest end of it and of those before.
    units: Vec<(usize, usize)>,
}

impl<'r> People<'r> {
    fn of(record: &'r Record) -> Self {
        let officials = record.officials.iter().flat_map(|it| std::iter::once(&it.name).chain(&it.variants));
        let persons = |kind: &Option<String>| matches!(kind.as_deref(), Some("individual" | "household"));
        let winners = record.awards.iter().filter(|award| persons(&award.recipient));
        let names = officials.chain(winners.flat_map(|it| &it.recipients)).map(String::as_str);
        let mentions = record.units.iter().flat_map(|unit| &unit.mentions);
        let mut units: Vec<(usize, usize)> = mentions.map(|mention| (mention.start, mention.end)).collect();
        units.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut units {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        let names: FxHashSet<&str> = names.filter(|name| !name.is_empty()).collect();
        Self { lengths: names.iter().map(|name| name.len()).collect(), names, units }
    }

    /// Whether what stands before the bracket at `open` is a person's name: one of these, else two to five
    /// capitalised words of which none is part of a unit.
    fn stand_before(&self, text: &[char], open: usize) -> bool {
        let reach = open.saturating_sub(NAME_BEFORE);
        let line = text[reach..open].iter().rposition(|&c| c == '\n').map_or(reach, |at| reach + at + 1);
        let before: String = text[line..open].iter().collect();
        let before = before.trim_end();
        let end_of = |length: &usize| before.get(before.len().checked_sub(*length)?..);
        if self.lengths.iter().filter_map(end_of).any(|end| self.names.contains(end)) {
            return true;
        }
        let capitalised = |word: &&str| {
            word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(char::is_alphabetic)
        };
        let name: Vec<&str> = before.rsplit(' ').take_while(capitalised).collect();
        let length = name.iter().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1);
        let end = line + before.chars().count();
        (2..=5).contains(&name.len())
            && name.iter().all(|word| word.chars().any(char::is_lowercase))
            && !self.in_unit(end - length, end)
    }

    fn in_unit(&self, start: usize, end: usize) -> bool {
        let begun = self.units.partition_point(|(at, _)| *at < end);
        begun > 0 && self.units[begun - 1].1 > start
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Award, Official};

    /// A record of a text whose units are its words `xã …` of two syllables behind.
    fn record(text: &str, names: &[&str]) -> Record {
        let unit = |name: &&str| {
            let at = text.match_indices(*name).map(|(at, _)| text[..at].chars().count());
            let mentions = at.map(|start| Mention { start, end: start + name.chars().count() }).collect();
            Unit { name: name.to_string(), kind: "commune".into(), mentions, ..Unit::default() }
        };
        Record { text: text.into(), units: names.iter().map(unit).collect(), ..Record::default() }
    }

    /// The units that are more than residences.
    fn check(record: &Record, expected: &[&str]) {
        let found: Vec<_> = units(record).map(|unit| unit.name.as_str()).collect();
        assert_eq!(found, expected, "{}", record.text);
    }

    #[test]
    fn residences_are_no_places_of_the_report() {
        let one = ["xã An Hòa"];
        check(&record("Ông Lê Văn Tám (xã An Hòa) nhận", &one), &[]);
        check(&record("Ông Lê Văn Tám (xã An Hòa) nhận; xã An Hòa mừng", &one), &one);
        check(&record("Thôn 5 (xã An Hòa) nhận", &one), &one);
        check(&record("Ông Lê Văn Tám (nhà ở (xã An Hòa", &one), &[]);
        check(&record("Ông Lê Văn Tám (nhà\nxã An Hòa", &one), &one);
        let mut other = record("bà tám (xã An Hòa)", &one);
        check(&other, &one);
        other.officials = vec![Official { name: "tám".into(), ..Official::default() }];
        check(&other, &[]);
        other.officials.clear();
        let (recipient, recipients) = (Some("individual".into()), vec!["tám".into()]);
        other.awards = vec![Award { recipient, recipients, ..Award::default() }];
        check(&other, &[]);
    }

    #[test]
    fn brackets_without_end_take_no_time() {
        let text = "Lê Văn Tám (".repeat(60_000);
        let before = std::time::Instant::now();
        assert_eq!(units(&record(&text, &["xã An Hòa"])).count(), 1);
        assert!(before.elapsed().as_secs() < 5, "{:?}", before.elapsed());
    }

    #[test]
    fn mentions_stand_in_their_sentences() {
        let text = "Tin. Ở xã Không Đâu đó.\nLại xã Không Đâu. Hết";
        let found = of(&record(text, &["xã Không Đâu"])).unplaced;
        let shown: Vec<_> =
            found.iter().map(|it| (it.sentence.as_str(), it.mentions[0].text.as_str())).collect();
        let name = "xã Không Đâu";
        assert_eq!(shown, [("Ở xã Không Đâu đó.", name), ("Lại xã Không Đâu.", name)]);
        // Very many in one sentence stay below what a column takes.
        let text = "xã Không Đâu ".repeat(5_000);
        let found = of(&record(&text, &["xã Không Đâu"])).unplaced;
        assert_eq!(found.iter().map(|it| it.mentions.len()).sum::<usize>(), 5_000);
        let length = |it: &Unplaced| serde_json::to_string(it).expect("JSON").len();
        assert!(found.iter().all(|it| length(it) < 65_000));
        assert_eq!(found.last().expect("some").mentions.last().expect("one").end, 13 * 5_000 - 1);
    }

    #[test]
    fn a_place_covers_what_is_above_it() {
        let of = |day: Option<&str>| {
            let unit = Unit { level: Some(3), code: Some("13810".into()), ..Unit::default() };
            of(&Record { published: day.map(String::from), units: vec![unit], ..Record::default() })
        };
        let covered = of(Some("2023-03-01T10:00:00+07:00"));
        assert_eq!(covered.places.len(), 3, "{:?}", covered.places);
        assert_eq!(covered.reported, "2023-03-01");
        assert_eq!(of(None).reported, "");
    }
}

//! [`Record`] → [`Counted`]: what is counted of each award, where, and for which year and month, and what the
//! article covers. The rules are those of the contract ("What is counted, and where").

mod body;
pub mod covering;
pub mod placing;

use crate::gazetteer::Place;
use crate::model::fact::{Counted, Fact, SEVERAL, Same, Spot};
use crate::model::{Award, Record};
use crate::normalise::fold;
use placing::{Setting, Share};
use sha2::{Digest, Sha256};

/// All that is counted of a record.
pub fn counted(record: &Record) -> Counted {
    Counted { facts: facts(record), covered: covering::of(record) }
}

/// The facts of a record, in the order of its awards.
pub fn facts(record: &Record) -> Vec<Fact> {
    let setting = Setting::of(record);
    (0..).zip(&record.awards).flat_map(|(at, award)| of_award(record, &setting, at, award)).collect()
}

fn of_award<'r>(record: &'r Record, setting: &Setting<'r>, at: usize, award: &'r Award) -> Vec<Fact> {
    let parts: Vec<(Vec<&'static Place>, Option<u64>)> = match setting.share(award) {
        // Without a count there are no parts to give it to.
        Share::Each(shares) if award.count.is_none() => {
            vec![(shares.into_iter().map(|(place, _)| place).collect(), None)]
        }
        Share::Each(shares) => shares.into_iter().map(|(place, count)| (vec![place], Some(count))).collect(),
        Share::Several(places, _) => vec![(places, award.count)],
        Share::Unplaced(_) => vec![(Vec::new(), award.count)],
    };
    let seat = setting.of_authority(award).map(Place::key_text);
    let date = date(record);
    let year = || date.and_then(|day| day.get(..4)?.parse().ok());
    let whole = Fact {
        award: at,
        kind: kind(setting, award),
        year: award.years.iter().max().copied().or_else(year),
        month: month(record),
        date: day(record),
        seat,
        ..Fact::default()
    };
    let fact = |(places, count): (Vec<&'static Place>, Option<u64>)| {
        let spots = [1, 2, 3].map(|level| spot(record, &places, level));
        let same = same(record, award, &spots, &whole.seat, count);
        Fact { count, spots, same, ..whole.clone() }
    };
    parts.into_iter().map(fact).collect()
}

/// The unit of a level that a part of an award belongs to.
fn spot(record: &Record, places: &[&'static Place], level: u8) -> Spot {
    let day = placing::day(record);
    let mut found: Vec<&Place> = Vec::new();
    let mut all = true;
    for place in places {
        match placing::at_level(place, level, day) {
            Some(place) if found.contains(&place) => {}
            Some(place) => found.push(place),
            None => all = false,
        }
    }
    match found.as_slice() {
        [] => Spot::Unplaced,
        [one] if all => Spot::At(one.key_text()),
        _ => Spot::Several,
    }
}

/// Kind of the units among the recipients.
fn kind(setting: &Setting, award: &Award) -> Option<String> {
    let mut kinds = award.recipients.iter().filter_map(|name| setting.unit(name)).map(|unit| &unit.kind);
    let first = kinds.next()?;
    Some(if kinds.all(|kind| kind == first) { first.clone() } else { SEVERAL.into() })
}

/// The days of the event and of publication, in this order: an award ceremony before other events.
fn dates(record: &Record) -> impl Iterator<Item = &str> {
    let dated = |award: bool| {
        let of_kind = record.events.iter().filter(move |event| (event.kind == "award") == award);
        of_kind.filter_map(|event| event.date.as_deref()).take(1)
    };
    dated(true).chain(dated(false)).take(1).chain(record.published.as_deref())
}

/// The date of the event, else of publication.
fn date(record: &Record) -> Option<&str> {
    dates(record).next()
}

/// The month of the event, else of publication. An event that is dated by its year alone leaves it to the
/// publication.
fn month(record: &Record) -> Option<u32> {
    dates(record).find_map(|date| number(date, 7))
}

/// The day of the event, else of publication; of an event that is dated by its month the month and day 0.
fn day(record: &Record) -> Option<u32> {
    dates(record).find_map(|date| number(date, 10).or_else(|| Some(number(date, 7)? * 100)))
}

/// The first `length` characters of an ISO date as one number; none of a shorter date.
fn number(date: &str, length: usize) -> Option<u32> {
    let cut = date.get(..length)?;
    let digits: String = cut.split('-').collect();
    (digits.len() + cut.matches('-').count() == length && cut.matches('-').count() == (length - 4) / 3)
        .then(|| digits.parse().ok())
        .flatten()
}

/// What another report of the same award says alike. Where neither who confers nor the place is known, or no
/// day, equal numbers prove nothing.
fn same(
    record: &Record,
    award: &Award,
    spots: &[Spot; 3],
    seat: &Option<String>,
    count: Option<u64>,
) -> Option<Same> {
    let day = dates(record).find_map(|date| number(date, 10))?;
    let count = count?;
    let authority = match (&award.authority, seat, &award.level) {
        // `UBND huyện` and `UBND huyện Ý Yên`, in articles of one district.
        (Some(name), Some(seat), Some(rank)) => format!("{rank} {} {seat}", body::body(name, rank)),
        (Some(name), ..) => fold::exact(name),
        (None, ..) => String::new(),
    };
    if authority.is_empty() && spots.iter().all(|spot| *spot == Spot::Unplaced) {
        return None;
    }
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let places = spots.each_ref().map(Spot::text).join("|");
    let parts = [
        authority,
        award.award.clone(),
        text(&award.class),
        text(&award.recipient),
        count.to_string(),
        award.status.clone(),
        places,
    ];
    let mut names: Vec<String> = award.recipients.iter().map(|name| fold::exact(name)).collect();
    names.sort_unstable();
    let names = if names.is_empty() { 0 } else { hash(&names.join("\n")) };
    Some(Same { key: hash(&parts.join("\n")), day, names })
}

/// The first eight bytes of SHA-256: it is stored, so it must not change with a library.
fn hash(text: &str) -> u64 {
    let digest = Sha256::digest(text);
    digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
pub(crate) mod made;

#[cfg(test)]
mod tests {
    use super::made::{award, unit};
    use super::*;
    use crate::model::Event;

    fn record(award: Award) -> Record {
        Record {
            published: Some("2023-02-01".into()),
            units: vec![unit("huyện Nghĩa Hưng", "361"), unit("huyện Trực Ninh", "363")],
            awards: vec![award],
            ..Record::default()
        }
    }

    /// `district=count` of each part, and its province.
    fn check(award: Award, expected: &str) {
        let shown = |fact: &Fact| {
            let count = fact.count.map_or("-".into(), |count| count.to_string());
            format!("{}={count} in {}", fact.spots[1].text(), fact.spots[0].text())
        };
        let found: Vec<_> = facts(&record(award)).iter().map(shown).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn places_of_recipients() {
        let two = ["huyện Nghĩa Hưng", "huyện Trực Ninh"];
        check(award("bang-khen", 2, &two), "2/361/=1 in 1/36/ 2/363/=1 in 1/36/");
        check(award("bang-khen", 7, &two), "several=7 in 1/36/");
        check(award("bang-khen", 7, &two[..1]), "2/361/=7 in 1/36/");
        check(award("bang-khen", 7, &[]), "unplaced=7 in 1/36/");
        check(Award { count: None, ..award("bang-khen", 0, &two) }, "several=- in 1/36/");
    }

    #[test]
    fn the_authority_gives_the_place_where_recipients_do_not() {
        let authority = Some("huyện Trực Ninh".into());
        check(Award { authority, ..award("bang-khen", 4, &["Trần Văn A"]) }, "2/363/=4 in 1/36/");
    }

    #[test]
    fn kinds_of_recipients() {
        let kind = |names: &[&str]| facts(&record(award("co-thi-dua", 1, names)))[0].kind.clone();
        assert_eq!(kind(&["huyện Nghĩa Hưng"]).as_deref(), Some("district"));
        assert_eq!(
            kind(&["Huyện Nghĩa Hưng"]).as_deref(),
            Some("district"),
            "at the beginning of a sentence"
        );
        assert_eq!(kind(&["Trần Văn A"]), None);
    }

    #[test]
    fn years_and_months() {
        let of = |record: &Record| {
            let fact = &facts(record)[0];
            (fact.year, fact.month)
        };
        let mut one = record(Award { years: vec![2021, 2022], ..award("bang-khen", 1, &[]) });
        assert_eq!(of(&one), (Some(2022), Some(202_302)));
        one.awards[0].years.clear();
        assert_eq!(of(&one), (Some(2023), Some(202_302)));
        let event = |date: &str| Event { kind: "award".into(), date: Some(date.into()), ..Event::default() };
        one.events = vec![event("2020-12-30")];
        assert_eq!(of(&one), (Some(2020), Some(202_012)));
        one.events = vec![event("2020")];
        assert_eq!(of(&one), (Some(2020), Some(202_302)), "a year has no month");
        one.published = None;
        assert_eq!(of(&one), (Some(2020), None));
        one.events.clear();
        assert_eq!(of(&one), (None, None));
    }

    #[test]
    fn two_reports_of_one_award_have_it_in_common() {
        let with = |change: &dyn Fn(&mut Record)| {
            let mut record = record(Award {
                authority: Some("UBND huyện Trực Ninh".into()),
                level: Some("district".into()),
                ..award("giay-khen", 4, &[])
            });
            change(&mut record);
            facts(&record)[0].same
        };
        let first = with(&|_| {}).expect("enough is known");
        let key = |change: &dyn Fn(&mut Record)| with(change).expect("enough is known").key;
        assert_eq!(key(&|r| r.awards[0].authority = Some("Huyện Trực Ninh".into())), first.key);
        assert_ne!(key(&|r| r.awards[0].authority = Some("UBND huyện Nghĩa Hưng".into())), first.key);
        assert_ne!(key(&|r| r.awards[0].authority = Some("Huyện ủy Trực Ninh".into())), first.key);
        assert_ne!(key(&|r| r.awards[0].count = Some(5)), first.key);
        assert_ne!(key(&|r| r.awards[0].class = Some("1".into())), first.key);
        assert_eq!(with(&|r| r.published = None), None, "without a day");
        let bare = with(&|r| {
            r.awards[0].authority = None;
            r.units.clear();
        });
        assert_eq!(bare, None, "neither who nor where");
    }
}

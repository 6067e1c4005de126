use super::*;
use crate::model::{Award, Event, Official, Province};

/// A unit with the key that the gazetteer gives it on `day`, mentioned where `text` has it.
fn unit(name: &str, kind: &str, text: &str, day: &str, within: &[&str]) -> Unit {
    let gazetteer = gazetteer::get();
    let near: Vec<_> =
        within.iter().filter_map(|it| gazetteer.lookup_full(it, Some(day), &[]).one()).collect();
    let locality = gazetteer.localities_in(name).first().copied().unwrap_or(name);
    let place = gazetteer.lookup_full(locality, Some(day), &near).one();
    let start = text.find(name).map(|at| text[..at].chars().count());
    let mention = start.map(|start| Mention { start, end: start + name.chars().count() });
    Unit {
        name: name.into(),
        kind: kind.into(),
        level: place.map(|it| it.level),
        code: place.map(|it| it.code.into()),
        valid_from: place.and_then(Place::since).map(String::from),
        mentions: mention.into_iter().collect(),
        ..Unit::default()
    }
}

/// A record of one sentence whose units are the comma-separated `names`.
fn record(id: &str, published: Option<&str>, text: &str, names: &[&str]) -> Record {
    let day = published.unwrap_or("2023-02-17");
    let kind = |name: &str| match gazetteer::split_kind(name) {
        (Some(word), _) => match gazetteer::kinds(word).map(|kinds| kinds[0].level()) {
            Some(1) => "province",
            Some(2) => "district",
            _ => "commune",
        },
        _ => "government",
    };
    Record {
        id: id.into(),
        published: published.map(String::from),
        text: text.into(),
        units: names.iter().map(|name| unit(name, kind(name), text, day, &[])).collect(),
        ..Record::default()
    }
}

fn ask(level: u8, province: Option<&str>, records: Vec<Record>) -> Answer {
    let question = Question {
        level,
        province: province.map(String::from),
        from: Some("2023-01-01".into()),
        to: Some("2023-12-31".into()),
        as_of: "2023-06-30".into(),
    };
    coverage(&question, records.into_iter()).expect("the province exists")
}

/// The rows with a report: `name articles awards last`.
fn covered_rows(answer: &Answer) -> Vec<String> {
    let rows = answer.rows.iter().filter(|row| row.articles > 0 || row.awards > 0);
    rows.map(|row| {
        format!("{} {} {} {}", row.name, row.articles, row.awards, row.last.as_deref().unwrap_or("-"))
    })
    .collect()
}

fn award(count: u64, recipients: &[&str], authority: &str, level: &str) -> Award {
    Award {
        award: "bang-khen".into(),
        count: Some(count),
        recipients: recipients.iter().map(|it| (*it).to_owned()).collect(),
        authority: Some(authority.into()),
        level: Some(level.into()),
        status: "conferred".into(),
        ..Award::default()
    }
}

fn cluster() -> Record {
    let text = "Tại UBND huyện Ý Yên, UBND tỉnh Nam Định trao Cờ cho các huyện Vụ Bản và Nam Trực, Bằng khen \
                cho các huyện Nghĩa Hưng, Trực Ninh và Mỹ Lộc.";
    let names = [
        "UBND huyện Ý Yên",
        "huyện Vụ Bản",
        "huyện Nam Trực",
        "huyện Nghĩa Hưng",
        "huyện Trực Ninh",
        "huyện Mỹ Lộc",
        "UBND tỉnh Nam Định",
    ];
    let mut record = record("a", Some("2023-03-30T17:43:00+07:00"), text, &names);
    record.awards = vec![
        award(2, &["huyện Vụ Bản", "huyện Nam Trực"], "UBND tỉnh", "province"),
        award(5, &["huyện Nghĩa Hưng", "huyện Trực Ninh", "huyện Mỹ Lộc"], "UBND tỉnh", "province"),
        award(7, &[], "Chủ tịch UBND huyện", "district"),
    ];
    record
}

#[test]
fn every_district_of_the_province_those_without_a_report_first() {
    let answer = ask(2, Some("Nam Định"), vec![cluster()]);
    assert_eq!(answer.rows.len(), 10);
    let silent: Vec<_> = answer.rows.iter().take_while(|row| row.articles == 0).map(|row| row.name).collect();
    assert_eq!(silent, ["Nam Định", "Xuân Trường", "Giao Thủy", "Hải Hậu"]);
    let last = "2023-03-30T17:43:00+07:00";
    let expected =
        ["Mỹ Lộc 1 0", "Vụ Bản 1 1", "Ý Yên 1 7", "Nghĩa Hưng 1 0", "Nam Trực 1 1", "Trực Ninh 1 0"];
    assert_eq!(covered_rows(&answer), expected.map(|row| format!("{row} {last}")));
    assert_eq!((answer.undated, answer.unplaced), (0, Unplaced::default()));
}

#[test]
fn a_province_takes_what_its_districts_share() {
    let answer = ask(1, None, vec![cluster()]);
    assert_eq!(answer.rows.len(), 63);
    assert_eq!(covered_rows(&answer), ["Nam Định 1 14 2023-03-30T17:43:00+07:00"]);
}

#[test]
fn a_commune_covers_its_district_and_its_province() {
    let text = "Trạm Y tế xã Mường Hoong được khen.";
    let make = || vec![record("a", Some("2023-02-28"), text, &["Trạm Y tế xã Mường Hoong"])];
    assert_eq!(covered_rows(&ask(3, None, make())), ["Mường Hoong 1 0 2023-02-28"]);
    assert_eq!(covered_rows(&ask(2, None, make())), ["Đắk Glei 1 0 2023-02-28"]);
    assert_eq!(covered_rows(&ask(1, None, make())), ["Kon Tum 1 0 2023-02-28"]);
    assert_eq!(covered_rows(&ask(1, Some("tỉnh Gia Lai"), make())), [""; 0]);
}

#[test]
fn dates_choose_and_the_undated_are_counted() {
    let text = "Huyện Ý Yên tổng kết.";
    let make = |published| record("a", published, text, &["huyện Ý Yên"]);
    let mut by_event = make(None);
    let event = |date: &str| Event { kind: "review".into(), date: Some(date.into()), ..Event::default() };
    by_event.events = vec![event("2023-02-17")];
    let mut late = make(None);
    late.events = vec![event("2024-01-02/2024-01-03")];
    let mut copy = make(Some("2023-05-05"));
    copy.duplicate_of = Some("b".into());
    let records = vec![
        make(None),
        make(Some("2022-12-31")),
        make(Some("2023-12-31T23:59:00+07:00")),
        by_event,
        late,
        copy,
    ];
    let answer = ask(2, Some("Nam Định"), records);
    assert_eq!(covered_rows(&answer), ["Ý Yên 2 0 2023-12-31T23:59:00+07:00"]);
    assert_eq!(answer.undated, 1);
}

#[test]
fn what_is_ambiguous_is_unplaced_with_its_candidates() {
    let text = "Hôm nay, huyện Châu Thành và Cụm thi đua số 2 họp.";
    let records = || vec![record("a", Some("2023-02-28"), text, &["huyện Châu Thành", "Cụm thi đua số 2"])];
    let answer = ask(2, None, records());
    assert_eq!((answer.rows.len(), covered_rows(&answer).len()), (705, 0));
    assert_eq!(answer.unplaced.articles, 1);
    let mention = &answer.unplaced.mentions[0];
    assert_eq!((mention.text.as_str(), mention.start, mention.end), ("huyện Châu Thành", 9, 25));
    assert_eq!(mention.candidates.len(), 10);
    assert!(mention.candidates.contains(&"huyện Châu Thành, tỉnh Long An".to_owned()));
    assert_eq!(ask(2, Some("Long An"), records()).unplaced.articles, 1);
    assert_eq!(ask(2, Some("Hà Giang"), records()).unplaced.articles, 0);
}

#[test]
fn a_residence_behind_a_name_covers_nothing() {
    let residence = "Bằng khen cho ông Nguyễn Văn Bình (xã Đại Cường, huyện Đại Lộc) và bà Trần Thị Sáu.";
    let units = ["xã Đại Cường", "huyện Đại Lộc"];
    let day = Some("2023-07-26");
    assert_eq!(covered_rows(&ask(2, None, vec![record("a", day, residence, &units)])), [""; 0]);
    let place = "Bằng khen cho thôn 5 (xã Đại Cường, huyện Đại Lộc).";
    assert_eq!(covered_rows(&ask(2, None, vec![record("a", day, place, &units)])).len(), 1);
    let unit = "Lãnh đạo xã Đại Cường (huyện Đại Lộc) nhận cờ.";
    assert_eq!(covered_rows(&ask(2, None, vec![record("a", day, unit, &units)])).len(), 1);
    let twice = "Ông Lê Ba (huyện Đại Lộc) nói. Huyện ủy, UBND huyện Đại Lộc khen.";
    let units = ["huyện Đại Lộc", "UBND huyện Đại Lộc"];
    let mut record = record("a", day, twice, &units);
    record.officials = vec![Official { name: "Lê Ba".into(), ..Official::default() }];
    assert_eq!(covered_rows(&ask(2, None, vec![record])).len(), 1);
}

#[test]
fn an_unknown_province_is_an_error() {
    let ask = |name: &str| {
        let question = Question {
            level: 2,
            province: Some(name.into()),
            as_of: "2026-01-01".into(),
            ..Question::default()
        };
        coverage(&question, std::iter::empty()).map(|answer| answer.rows.len())
    };
    assert!(ask("Nam Định").is_err());
    assert!(ask("Không Đâu").is_err());
    assert_eq!(ask("Ninh Bình"), Ok(0));
}

#[test]
fn an_award_goes_to_recipients_then_authority_then_article() {
    let check = |award: Award, expected: &str| {
        let mut record = cluster();
        record.province = Some(Province { name: "Nam Định".into(), code: Some("36".into()) });
        let name = |(place, count): (&Place, u64)| format!("{} {count}", place.name);
        let shown = match placing::share(&record, &award) {
            Share::Each(shares) => shares.into_iter().map(name).collect::<Vec<_>>().join(", "),
            Share::Several(places, count) => format!("several of {} {count}", places.len()),
            Share::Unplaced(count) => format!("unplaced {count}"),
        };
        assert_eq!(shown, expected);
    };
    check(award(2, &["huyện Vụ Bản", "huyện Nam Trực"], "UBND tỉnh", "province"), "Vụ Bản 1, Nam Trực 1");
    check(award(9, &["huyện Vụ Bản", "huyện Nam Trực"], "UBND tỉnh", "province"), "several of 2 9");
    check(award(9, &["huyện Vụ Bản"], "UBND tỉnh", "province"), "Vụ Bản 9");
    check(
        award(3, &["UBND huyện Ý Yên", "huyện Ý Yên", "huyện Vụ Bản"], "UBND tỉnh", "province"),
        "Ý Yên 2, Vụ Bản 1",
    );
    check(award(4, &["Trần Văn An"], "UBND tỉnh", "province"), "Nam Định 4");
    check(award(4, &[], "Chủ tịch UBND huyện Nghĩa Hưng", "district"), "Nghĩa Hưng 4");
    check(award(4, &[], "Thủ tướng Chính phủ", "government"), "Nam Định 4");
}

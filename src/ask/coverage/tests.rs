use super::*;
use crate::count::counted;
use crate::count::placing::{Setting, Share};
use crate::index::{Origin, Writer, WriterOptions};
use crate::model::{Award, Event, Mention, Official, Province, Record, Unit};

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

/// An index of the records, each with words of its own behind its text, so that none is a copy; but for one that
/// says so, which has those of the record before.
pub(super) fn reader(folder: &tempfile::TempDir, records: &[Record]) -> Reader {
    let mut writer = Writer::open(folder.path(), WriterOptions::default()).expect("an index");
    let mut own = 0;
    for (at, record) in records.iter().enumerate() {
        own = if record.duplicate_of.is_some() { own } else { at };
        let words: Vec<String> = (0..40).map(|nth| format!("bài{own}từ{nth}")).collect();
        let mut record = record.clone();
        record.text = format!("{}\n{}", record.text, words.join(" "));
        record.id = format!("{at:016x}");
        let origin = Origin { path: format!("/{at}"), ..Origin::default() };
        writer.put(&record, &counted(&record), &origin).expect("it takes a record");
    }
    writer.finish().expect("it ends");
    Reader::open(folder.path()).expect("it opens")
}

fn answered(question: &Question, records: &[Record]) -> std::result::Result<Answer, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    coverage(&reader(&folder, records), question).expect("it reads")
}

fn question(level: u8, province: Option<&str>) -> Question {
    Question {
        level,
        province: province.map(String::from),
        from: Some("2023-01-01".into()),
        to: Some("2023-12-31".into()),
        as_of: Some("2023-06-30".into()),
        today: "2024-02-03".into(),
        ..Question::default()
    }
}

fn ask(level: u8, province: Option<&str>, records: Vec<Record>) -> Answer {
    answered(&question(level, province), &records).expect("the province exists")
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
        by_event,
        late,
        make(Some("2023-04-30")),
        copy,
        make(Some("2023-12-31T23:59:00+07:00")),
    ];
    let answer = ask(2, Some("Nam Định"), records);
    assert_eq!(covered_rows(&answer), ["Ý Yên 3 0 2023-12-31T23:59:00+07:00"]);
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
            as_of: Some("2026-01-01".into()),
            ..Question::default()
        };
        answered(&question, &[]).map(|answer| answer.rows.len())
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
        let shown = match Setting::of(&record).share(&award) {
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

#[test]
fn a_question_that_is_none_says_why() {
    let ask = |change: &dyn Fn(&mut Question)| {
        let mut question = question(2, None);
        change(&mut question);
        answered(&question, &[]).map(|answer| answer.total)
    };
    let text = |text: &str| Some(text.to_string());
    assert_eq!(ask(&|q| q.from = text("hôm qua")), Err(Error::Date("hôm qua".into())));
    assert_eq!(
        ask(&|q| q.since = Some(Since::Day("31/2/2023".into()))),
        Err(Error::Date("31/2/2023".into()))
    );
    let backwards = Error::Order("2024-01-01".into(), "2023-12-31".into());
    assert_eq!(ask(&|q| q.from = text("2024")), Err(backwards));
    assert_eq!(ask(&|q| q.level = 0), Err(Error::Level(0)));
    let far = |q: &mut Question| (q.from, q.by_month) = (text("1800"), true);
    assert_eq!(ask(&far), Err(Error::Months(224 * 12)));
    // An index without an article knows of every unit that nobody reports on it.
    assert_eq!(ask(&|_| {}), Ok(Total { units: 705, reported: 0 }));
}

#[test]
fn months_of_the_range_and_of_each_unit() {
    let text = "Huyện Ý Yên tổng kết.";
    let make = |published| record("a", published, text, &["huyện Ý Yên"]);
    let mut vague = make(None);
    vague.events = vec![Event { kind: "review".into(), date: Some("2023".into()), ..Event::default() }];
    let mut awarded = make(Some("2023-03-30T08:00:00+07:00"));
    awarded.awards = vec![award(7, &[], "UBND huyện Ý Yên", "district")];
    let records = [make(Some("2023-03-01")), awarded, make(Some("2023-11-30")), vague, make(None)];
    let mut question = question(2, Some("Nam Định"));
    let answer = answered(&question, &records).expect("an answer");
    assert_eq!((answer.months.len(), &*answer.months[0], &*answer.months[11]), (12, "2023-01", "2023-12"));
    let row = answer.rows.iter().find(|row| row.name == "Ý Yên").expect("a row");
    let shown: Vec<_> = row.months.iter().map(|it| (it.month.as_str(), it.articles, it.awards)).collect();
    assert_eq!(shown, [("2023-03", 2, 7), ("2023-11", 1, 0)]);
    assert_eq!((row.articles, row.awards, row.days_since_last), (4, 7, Some(0)), "a year counts to its end");
    (question.from, question.to) = (None, None);
    let answer = answered(&question, &records).expect("an answer");
    assert_eq!((answer.months.len(), &*answer.months[0]), (9, "2023-03"));
    assert_eq!(answer.rows.iter().find(|row| row.name == "Ý Yên").expect("a row").articles, 5);
    question.by_month = true;
    let answer = answered(&question, &records).expect("an answer");
    use crate::model::answer::Table;
    let (columns, rows) = (answer.columns(), answer.rows());
    let cells = columns.iter().zip(rows.last().expect("a row")).skip(11);
    let cells = cells.filter(|(_, value)| **value != 0);
    let shown: Vec<_> = cells.map(|(column, value)| format!("{column}={value}")).collect();
    assert_eq!(shown, ["2023-03=2", "2023-11=1"], "{columns:?}");
    assert!(answered(&question, &[]).expect("an answer").months.is_empty());
}

#[test]
fn gaps_are_the_units_without_a_late_report() {
    let make = |day, name: &str| record("a", Some(day), &format!("{name} họp."), &[name]);
    let records = [
        make("2023-02-01", "huyện Ý Yên"),
        make("2023-12-01", "huyện Vụ Bản"),
        make("2024-03-01", "huyện Hải Hậu"),
    ];
    let gaps = |since: Option<Since>| {
        let question = Question { since, gaps: true, ..question(2, Some("Nam Định")) };
        let answer = answered(&question, &records).expect("an answer");
        assert_eq!(answer.rows.len() as u64, answer.total.units - answer.total.reported);
        let silent = answer.rows.iter().any(|row| row.name == "Ý Yên");
        (answer.total.reported, silent)
    };
    assert_eq!(gaps(None), (2, false));
    assert_eq!(gaps(Some(Since::Day("2023-03".into()))), (1, true));
    assert_eq!(gaps(Some(Since::Day("2023-02-01".into()))), (2, false));
    assert_eq!(gaps(Some(Since::Days(30))), (1, true));
    assert_eq!(gaps(Some(Since::Days(29))), (0, true));
    assert_eq!(gaps(Some(Since::Days(333))), (2, false));
}

#[test]
fn communes_below_a_unit() {
    let text = "Huyện Ý Yên tổng kết.";
    let answer = ask(2, Some("Nam Định"), vec![record("a", Some("2023-03-01"), text, &["huyện Ý Yên"])]);
    let row = answer.rows.last().expect("a row");
    let below =
        gazetteer::get().lookup_full("huyện Ý Yên", Some("2023-06-30"), &[]).one().expect("a district");
    let communes = gazetteer::get().children(below, "2023-06-30").count() as u64;
    assert!(communes > 10);
    assert_eq!((row.name, row.communes), ("Ý Yên", Some(communes)));
    assert_eq!(row.per_commune, Some((1e4 / communes as f64).round() / 1e4));
    let province = ask(1, Some("Nam Định"), Vec::new());
    assert_eq!(province.rows[0].communes, answer.rows.iter().map(|row| row.communes).sum());
    assert_eq!(ask(3, Some("Nam Định"), Vec::new()).rows[0].communes, None);
}

/// The links of a unit as `name articles relation`, with a star for a part.
fn linked(links: &Option<Vec<Link>>) -> Vec<String> {
    let shown = |link: &Link| {
        let star = if link.partial { "*" } else { "" };
        format!("{} {} {} {}{star}", link.kind, link.name, link.articles, link.relation.name())
    };
    links.as_ref().expect("it was asked for").iter().map(shown).collect()
}

#[test]
fn a_district_goes_on_in_its_communes() {
    let old = record("a", Some("2024-05-01"), "Huyện Đắk Hà họp.", &["huyện Đắk Hà"]);
    let below = record("b", Some("2024-06-01"), "Trạm Y tế xã Đăk Ui.", &["Trạm Y tế xã Đăk Ui"]);
    let new = record("c", Some("2025-08-01"), "Xã Đăk Ui họp.", &["xã Đăk Ui"]);
    let records = [old, below, new];
    let ask = |level, province: &str, day: &str| {
        let (province, as_of) = (Some(province.to_string()), Some(day.to_string()));
        let question = Question { level, province, as_of, continued: true, ..Question::default() };
        answered(&question, &records).expect("an answer")
    };
    let answer = ask(2, "Kon Tum", "2025-06-30");
    let row = answer.rows.iter().find(|row| row.name == "Đắk Hà").expect("a row");
    assert_eq!(row.articles, 2, "what its communes report later is not its own");
    let after = linked(&row.after);
    assert!(after.contains(&"xã Đăk Ui 1 1:n*".to_string()), "{after:?}");
    assert!(after.len() > 2 && linked(&row.before).is_empty());
    let answer = ask(3, "Quảng Ngãi", "2025-08-01");
    let row = answer.rows.iter().find(|row| row.name == "Đăk Ui").expect("a row");
    assert_eq!(row.articles, 1, "what was reported of it before is not its own");
    let before = linked(&row.before);
    assert!(before.contains(&"huyện Đắk Hà 2 1:n*".to_string()), "{before:?}");
    assert!(before.iter().any(|link| link.starts_with("xã Đắk Ui 1 ")), "{before:?}");
    assert!(linked(&row.after).is_empty());
    let plain = Question { continued: false, ..question(3, None) };
    assert!(answered(&plain, &[]).expect("an answer").rows.iter().all(|row| row.before.is_none()));
}

#[test]
fn every_link_has_a_way_back() {
    let question = |day: &str, level| Question {
        level,
        as_of: Some(day.to_string()),
        continued: true,
        ..Question::default()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader(&folder, &[]);
    let ask = |day, level| coverage(&reader, &question(day, level)).expect("it reads").expect("an answer");
    let (districts, communes) = (ask("2025-06-30", 2), ask("2025-07-01", 3));
    // Every district goes on somewhere, and what it goes on in knows of it.
    let mut relations = std::collections::BTreeSet::new();
    for district in &districts.rows {
        let after = district.after.as_ref().expect("it was asked for");
        assert!(!after.is_empty(), "{}", district.name);
        for link in after.iter().filter(|link| link.valid_from == Some("2025-07-01")) {
            let found = communes.rows.iter().find(|row| row.code == link.code).expect("it is in force");
            let before = found.before.as_ref().expect("it was asked for");
            let back = before.iter().find(|it| it.level == 2 && it.code == district.code);
            let back = back.unwrap_or_else(|| panic!("{} → {}", district.name, link.name));
            assert_eq!((back.partial, back.relation), (link.partial, link.relation), "{}", link.name);
            relations.insert(link.relation.name());
        }
    }
    assert_eq!(relations.into_iter().collect::<Vec<_>>(), ["1:1", "1:n", "n:1", "n:m"]);
    let silent = communes.rows.iter().filter(|row| row.before.as_ref().is_some_and(Vec::is_empty)).count();
    assert_eq!(silent, 0, "every commune came from somewhere");
}

#[test]
fn unplaced_mentions_come_with_their_sentence_and_not_more_than_asked_for() {
    let text = "Tin vắn.\nHôm nay, huyện Châu Thành họp. Cụm thi đua cũng họp.";
    let records = [
        record("a", Some("2023-02-28"), text, &["huyện Châu Thành"]),
        record("b", Some("2023-01-28"), text, &["huyện Châu Thành"]),
    ];
    let ask = |mentions| {
        let question = Question { mentions, ..question(2, None) };
        answered(&question, &records).expect("an answer").unplaced
    };
    let all = ask(None);
    assert_eq!((all.articles, all.mentions.len()), (2, 2));
    assert_eq!(all.mentions[0].sentence, "Hôm nay, huyện Châu Thành họp.");
    assert_eq!(all.mentions[0].id, format!("{:016x}", 1), "the earlier first");
    assert_eq!((ask(Some(1)).articles, ask(Some(1)).mentions), (2, all.mentions[..1].to_vec()));
    assert!(ask(Some(0)).mentions.is_empty());
}

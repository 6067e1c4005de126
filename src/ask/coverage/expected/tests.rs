//! Decisions looked up in made articles.

use super::super::tests::reader;
use super::*;
use crate::count::made::{award, unit};
use crate::model::{Award, Event, Province, Record};

/// A report of what the province of Nam Định conferred.
fn report(published: Option<&str>, event: Option<&str>, awards: Vec<Award>) -> Record {
    let dated = |date: &str| Event { kind: "award".into(), date: Some(date.into()), ..Event::default() };
    Record {
        title: Some("Tin".into()),
        published: published.map(String::from),
        text: "Tin ấy. UBND tỉnh tặng Bằng khen. Hết.".into(),
        province: Some(Province { name: "Nam Định".into(), code: Some("36".into()) }),
        units: vec![unit("huyện Nghĩa Hưng", "361"), unit("huyện Trực Ninh", "363")],
        events: event.map(dated).into_iter().collect(),
        awards,
        ..Record::default()
    }
}

fn of_province(count: u64, recipient: &str, recipients: &[&str]) -> Award {
    Award {
        authority: Some("Chủ tịch UBND tỉnh".into()),
        level: Some("province".into()),
        recipient: (!recipient.is_empty()).then(|| recipient.into()),
        sentence: "UBND tỉnh tặng Bằng khen.".into(),
        start: 8,
        end: 32,
        count: (count > 0).then_some(count),
        ..award("bang-khen", count, recipients)
    }
}

/// `award,authority,recipient,count,date` → `status counts reports`.
fn check(records: &[Record], rows: &[(&str, &str)]) {
    let list: Vec<&str> =
        std::iter::once("award;authority;recipient;count;date").chain(rows.iter().map(|row| row.0)).collect();
    let (decisions, bad) = decisions(list.join("\n").as_bytes()).expect("a list");
    assert!(bad.is_empty(), "{bad:?}");
    let folder = tempfile::tempdir().expect("a folder");
    let answer = expected(&reader(&folder, records), decisions, bad).expect("it reads");
    for (outcome, (row, wanted)) in answer.decisions.iter().zip(rows) {
        let found = format!("{} {:?} {}", outcome.status.name(), outcome.counts, outcome.reports);
        assert_eq!(found, *wanted, "{row}");
    }
    let total = answer.total;
    assert_eq!(total.decisions, rows.len() as u64);
    assert_eq!(total.reported + total.other_count + total.unreported, total.decisions);
}

#[test]
fn decisions_are_reported_otherwise_or_by_nobody() {
    let awards = vec![of_province(5, "collective", &[]), of_province(9, "individual", &[])];
    let records = [report(Some("2023-04-02T08:00:00+07:00"), Some("2023-03-30"), awards)];
    check(
        &records,
        &[
            ("Bằng khen;UBND tỉnh Nam Định;tập thể;5;30/3/2023", "reported [5] 1"),
            ("bang-khen;;;;", "reported [14] 1"),
            ("bang-khen;;;14;", "reported [14] 1"),
            ("bang-khen;;;9;", "reported [9] 1"),
            ("bang-khen;UBND tỉnh;cá nhân;10;2023-03", "other-count [9] 1"),
            ("bang-khen;UBND tỉnh;hộ gia đình;;2023-03", "unreported [] 0"),
            ("bang-khen;UBND tỉnh Hà Nam;tập thể;5;2023-03-30", "unreported [] 0"),
            ("bang-khen;UBND huyện;tập thể;5;2023-03-30", "unreported [] 0"),
            ("giay-khen;UBND tỉnh;tập thể;5;2023-03-30", "unreported [] 0"),
        ],
    );
}

#[test]
fn the_days_of_a_decision() {
    let of = |published, event| report(published, event, vec![of_province(5, "", &[])]);
    let by_event = [of(None, Some("2023-03-30"))];
    check(
        &by_event,
        &[
            ("bang-khen;;;5;2023-03-27", "reported [5] 1"),
            ("bang-khen;;;5;2023-03-26", "unreported [] 0"),
            ("bang-khen;;;5;2023-04-02", "reported [5] 1"),
            ("bang-khen;;;5;2023-04-03", "unreported [] 0"),
        ],
    );
    let by_publication = [of(Some("2023-03-30T08:00:00+07:00"), None)];
    check(
        &by_publication,
        &[
            ("bang-khen;;;5;2023-02-28", "reported [5] 1"),
            ("bang-khen;;;5;2023-02-27", "unreported [] 0"),
            ("bang-khen;;;5;2023-04-02", "reported [5] 1"),
            ("bang-khen;;;5;2023-04-03", "unreported [] 0"),
            ("bang-khen;;;5;2023", "reported [5] 1"),
        ],
    );
    check(&[of(None, Some("2023-03"))], &[("bang-khen;;;5;2023-03-01", "reported [5] 1")]);
    check(
        &[of(None, None)],
        &[("bang-khen;;;5;2023", "unreported [] 0"), ("bang-khen;;;5;", "reported [5] 1")],
    );
}

#[test]
fn a_report_without_a_count_contradicts_nothing() {
    let open = report(Some("2023-03-30"), None, vec![of_province(0, "collective", &[])]);
    let other = report(Some("2023-03-31"), None, vec![of_province(4, "collective", &[])]);
    check(std::slice::from_ref(&open), &[("bang-khen;;tập thể;5;", "reported [] 1")]);
    check(&[open, other], &[("bang-khen;;tập thể;5;", "other-count [4] 1")]);
}

#[test]
fn an_award_of_nobody_is_known_by_its_count_and_its_place() {
    let unsaid = Award { authority: None, level: None, ..of_province(5, "collective", &[]) };
    check(
        &[report(Some("2023-03-30"), None, vec![unsaid])],
        &[
            ("bang-khen;UBND tỉnh Nam Định;tập thể;5;2023-03-30", "reported [5] 1"),
            ("bang-khen;UBND tỉnh Nam Định;tập thể;6;2023-03-30", "unreported [] 0"),
            ("bang-khen;UBND tỉnh Nam Định;tập thể;;2023-03-30", "unreported [] 0"),
            ("bang-khen;UBND tỉnh Hà Nam;tập thể;5;2023-03-30", "unreported [] 0"),
            ("bang-khen;Thủ tướng;tập thể;5;2023-03-30", "unreported [] 0"),
        ],
    );
}

#[test]
fn a_recipient_may_be_a_name() {
    let mut named = report(
        Some("2023-03-30"),
        None,
        vec![
            of_province(2, "collective", &["huyện Nghĩa Hưng", "huyện Trực Ninh"]),
            of_province(1, "individual", &["Trần Văn An"]),
        ],
    );
    named.text = "Bằng khen cho huyện Nghĩa Hưng, huyện Trực Ninh và ông Trần Văn An.".into();
    check(
        &[named],
        &[
            ("bang-khen;;huyện Trực Ninh;;", "reported [2] 1"),
            ("bang-khen;;Trần Văn An;1;", "reported [1] 1"),
            ("bang-khen;;Trần Văn;;", "reported [1] 1"),
            ("bang-khen;;Trần Vă;;", "unreported [] 0"),
            ("bang-khen;;huyện Ý Yên;;", "unreported [] 0"),
            ("bang-khen;;…;;", "unreported [] 0"),
        ],
    );
}

#[test]
fn an_article_is_told_with_its_sentence() {
    let records: Vec<Record> = (1..=28)
        .rev()
        .map(|day| report(Some(&format!("2023-03-{day:02}")), None, vec![of_province(5, "", &[])]))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let (decisions, bad) = decisions(b"award,number\nbang-khen,7\n").expect("a list");
    let answer = expected(&reader(&folder, &records), decisions, bad).expect("it reads");
    let outcome = &answer.decisions[0];
    assert_eq!((outcome.reports, outcome.articles.len()), (28, MOST_ARTICLES));
    let article = &outcome.articles[0];
    assert_eq!(article.published.as_deref(), Some("2023-03-01"));
    assert_eq!((article.start, article.end, article.count), (8, 32, Some(5)));
    assert_eq!(article.sentence, "UBND tỉnh tặng Bằng khen.");
    assert_eq!(answer.columns().last().map(String::as_str), Some("number"));
    assert_eq!(answer.rows()[0].last(), Some(&json!("7")));
    assert_eq!(answer.json()["decisions"][0]["more"]["number"], "7");
    assert_eq!(answer.total.percent(), 100.0);
    assert_eq!(Total::default().percent(), 0.0);
}

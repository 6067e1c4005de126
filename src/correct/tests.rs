use super::*;
use crate::model::correction::{Field, Quote, State, Verdict};
use crate::model::{Award, Mention, Official, Province, Record, Unit};
use serde_json::{Map, Value, json};

const TEXT: &str = "Tặng Giấy khen cho 3 tập thể và 5 cá nhân.\nÔng Trần Văn An dự. Tặng Giấy khen cho 3 hộ.";

fn award(recipient: &str, count: u64, quote: &str) -> Award {
    let start = TEXT.find(quote).map_or(0, |at| TEXT[..at].chars().count());
    Award {
        award: "giay-khen".into(),
        recipient: Some(recipient.into()),
        count: Some(count),
        status: "conferred".into(),
        start,
        end: start + quote.chars().count(),
        rule: "award-count".into(),
        ..Award::default()
    }
}

fn record() -> Record {
    Record {
        id: "ab".into(),
        title: Some("Tin".into()),
        published: Some("2023-03-30T08:00:00+07:00".into()),
        text: TEXT.into(),
        awards: vec![award("collective", 3, "3 tập thể"), award("individual", 5, "5 cá nhân")],
        officials: vec![Official {
            name: "Trần Văn An".into(),
            mentions: vec![Mention { start: 48, end: 59 }],
            ..Official::default()
        }],
        ..Record::default()
    }
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn draft(verdict: Verdict, field: Field, quote: &str, was: Value, set: Value) -> Draft {
    Draft {
        verdict,
        field,
        quote: (!quote.is_empty()).then(|| quote.to_string()),
        prefix: None,
        suffix: None,
        was: object(was),
        set: object(set),
        by: None,
        note: None,
    }
}

fn made(draft: Draft) -> Result<Correction, BadCorrection> {
    make(&record(), draft, "2026-11-21T08:00:00+07:00".into())
}

fn lines(record: &Record) -> Vec<Mention> {
    let mut start = 0;
    let line = |line: &str| {
        let span = Mention { start, end: start + line.chars().count() };
        start = span.end + 1;
        span
    };
    record.text.split('\n').map(line).collect()
}

/// The record after a correction, and what became of that.
fn corrected(mut record: Record, correction: &Correction) -> (Record, State) {
    apply(&mut record, std::iter::once(correction), lines);
    let state = record.corrections[0].state;
    (record, state)
}

fn awards(record: &Record) -> Vec<(Option<&str>, Option<u64>, &str)> {
    record.awards.iter().map(|it| (it.recipient.as_deref(), it.count, it.rule.as_str())).collect()
}

#[test]
fn a_wrong_fact_goes() {
    let correction =
        made(draft(Verdict::Wrong, Field::Awards, "5 cá nhân", json!({}), json!({}))).expect("one");
    let (after, state) = corrected(record(), &correction);
    assert_eq!((awards(&after), state), (vec![(Some("collective"), Some(3), "award-count")], State::Applied));
    // The rules learnt it.
    let mut better = record();
    better.awards.pop();
    assert_eq!(
        corrected(better.clone(), &correction),
        (Record { corrections: vec![outcome(&correction, State::Settled)], ..better }, State::Settled)
    );
}

fn outcome(correction: &Correction, state: State) -> crate::model::correction::Outcome {
    crate::model::correction::Outcome { id: correction.id.clone(), state }
}

#[test]
fn a_different_fact_changes_where_it_stands_however_the_text_moves() {
    let correction =
        made(draft(Verdict::Different, Field::Awards, "3 tập thể", json!({}), json!({ "count": 4 })));
    let correction = correction.expect("one");
    let mut moved = record();
    moved.text = format!("Đầu bài mới.\n{TEXT}");
    for award in &mut moved.awards {
        (award.start, award.end) = (award.start + 13, award.end + 13);
    }
    for record in [record(), moved] {
        let (after, state) = corrected(record, &correction);
        assert_eq!(state, State::Applied);
        assert_eq!(awards(&after)[0], (Some("collective"), Some(4), RULE));
        assert_eq!(awards(&after)[1], (Some("individual"), Some(5), "award-count"));
        // Applied again it finds what it wants.
        let again = corrected(Record { corrections: Vec::new(), ..after }, &correction);
        assert_eq!(again.1, State::Settled);
    }
}

#[test]
fn a_missing_fact_comes_at_its_place_with_its_sentence() {
    let set = json!({ "award": "giay-khen", "recipient": "household", "count": 3 });
    let correction = made(draft(Verdict::Missing, Field::Awards, "3 hộ", json!({}), set)).expect("one");
    let (after, state) = corrected(record(), &correction);
    assert_eq!(state, State::Applied);
    let new = &after.awards[2];
    let quoted: String = after.text.chars().skip(new.start).take(new.end - new.start).collect();
    assert_eq!(quoted, "3 hộ");
    assert_eq!(new.sentence, "Ông Trần Văn An dự. Tặng Giấy khen cho 3 hộ.");
    assert_eq!((new.status.as_str(), new.rule.as_str()), ("conferred", RULE));
    assert_eq!(corrected(Record { corrections: Vec::new(), ..after }, &correction).1, State::Settled);
}

#[test]
fn units_get_the_key_of_their_name_on_the_day() {
    let mut article = record();
    article.text = "Đoàn của huyện Ý Yên dự.".into();
    let set = json!({ "name": "huyện Ý Yên", "kind": "district" });
    let draft = draft(Verdict::Missing, Field::Units, "huyện Ý Yên", json!({}), set);
    let correction = make(&article, draft, String::new()).expect("one");
    let (after, _) = corrected(article, &correction);
    let expected = Unit {
        name: "huyện Ý Yên".into(),
        kind: "district".into(),
        level: Some(2),
        code: Some("360".into()),
        valid_from: None,
        province: Some("Nam Định".into()),
        mentions: vec![Mention { start: 9, end: 20 }],
        rule: RULE.into(),
    };
    assert_eq!(after.units, [expected]);
}

#[test]
fn fields_of_the_whole_article() {
    let check = |field: Field, verdict, set: Value, read: fn(&Record) -> Value, expected: Value| {
        let correction = made(draft(verdict, field, "", json!({}), set)).expect("one");
        let (after, state) = corrected(record(), &correction);
        assert_eq!((read(&after), state), (expected, State::Applied));
    };
    check(Field::Title, Verdict::Wrong, json!({}), |it| json!(it.title), Value::Null);
    check(Field::Byline, Verdict::Missing, json!({ "byline": "Hà" }), |it| json!(it.byline), json!("Hà"));
    let day = json!({ "published": "2023-03-31" });
    check(Field::Published, Verdict::Different, day, |it| json!(it.published), json!("2023-03-31"));
    let province = json!({ "province": "Nam Định" });
    let read = |it: &Record| json!(it.province);
    let found = json!(Province { name: "Nam Định".into(), code: Some("36".into()) });
    check(Field::Province, Verdict::Missing, province, read, found);
}

#[test]
fn what_no_longer_fits_changes_nothing_and_says_so() {
    let correction =
        made(draft(Verdict::Different, Field::Awards, "3 tập thể", json!({}), json!({ "count": 4 })));
    let correction = correction.expect("one");
    let state = |text: &str, count: u64| {
        let mut other = record();
        other.text = text.into();
        other.awards[0].count = Some(count);
        let (after, state) = corrected(other.clone(), &correction);
        assert_eq!(after.awards, other.awards);
        state
    };
    assert_eq!(state("Không còn chữ ấy.", 3), State::NoQuote);
    assert_eq!(state("3 tập thể\n3 tập thể", 3), State::SeveralQuotes);
    assert_eq!(state(TEXT, 7), State::NoFact);
    assert_eq!(state(TEXT, 4), State::Settled);
}

#[test]
fn of_several_places_that_with_the_same_words_around() {
    let text: Vec<char> = "a 3 hộ b\nc 3 hộ d".chars().collect();
    let quote = |prefix: &str, suffix: &str| Quote {
        exact: "3 hộ".into(),
        prefix: prefix.into(),
        suffix: suffix.into(),
    };
    let found = |prefix, suffix| quote::find(&text, &quote(prefix, suffix)).map(|it| it.start);
    assert_eq!(found("a ", ""), Ok(2));
    assert_eq!(found("x", " d"), Ok(11));
    assert_eq!(found("", ""), Err(State::SeveralQuotes));
}

#[test]
fn what_cannot_be_a_correction_is_refused() {
    use BadCorrection as Bad;
    let none = || json!({});
    let check = |verdict, field, quote: &str, was: Value, set: Value| {
        made(draft(verdict, field, quote, was, set)).expect_err("refused")
    };
    let awards = Field::Awards;
    assert_eq!(check(Verdict::Wrong, awards, "", none(), none()), Bad::NoQuote);
    assert!(matches!(check(Verdict::Wrong, awards, "bốn", none(), none()), Bad::Quote(_)));
    assert!(matches!(check(Verdict::Wrong, awards, "Giấy khen", none(), none()), Bad::Quotes(..)));
    assert!(matches!(check(Verdict::Wrong, awards, "Trần", none(), none()), Bad::NoFact(_)));
    let both = "3 tập thể và 5 cá nhân";
    assert!(matches!(check(Verdict::Wrong, awards, both, none(), none()), Bad::Facts(_)));
    assert!(made(draft(Verdict::Wrong, awards, both, json!({ "count": 5 }), none())).is_ok());
    let set = |set: Value| check(Verdict::Different, awards, "3 tập thể", none(), set);
    assert!(matches!(set(json!({ "colour": 1 })), Bad::Key(..)));
    assert!(matches!(set(json!({ "start": 1 })), Bad::Key(..)));
    assert!(matches!(set(json!({ "count": "ba" })), Bad::Value(..)));
    assert!(matches!(set(json!({ "count": -1 })), Bad::Value(..)));
    assert!(matches!(set(json!({ "award": "bang-ken" })), Bad::Value(..)));
    assert!(matches!(set(json!({ "status": "maybe" })), Bad::Value(..)));
    assert_eq!(set(json!({ "count": 3 })), Bad::Nothing);
    assert_eq!(set(none()), Bad::Nothing);
    let missing = |set: Value| check(Verdict::Missing, awards, "3 hộ", none(), set);
    assert!(matches!(missing(json!({ "count": 3 })), Bad::Value(..)));
    let single = |verdict, field, set: Value| check(verdict, field, "", none(), set);
    assert!(matches!(
        single(Verdict::Different, Field::Published, json!({ "published": "hôm qua" })),
        Bad::Value(..)
    ));
    assert!(matches!(single(Verdict::Different, Field::Title, json!({ "titel": "x" })), Bad::Key(..)));
    assert_eq!(single(Verdict::Different, Field::Title, json!({ "title": "Tin" })), Bad::Nothing);
    assert_eq!(single(Verdict::Wrong, Field::Byline, none()), Bad::Nothing);
}

#[test]
fn a_name_that_is_said_twice_is_one_fact() {
    let mut article = record();
    article.text = "Ông Trần Văn An dự. Ông Trần Văn An nói.".into();
    article.officials[0].mentions = vec![Mention { start: 4, end: 15 }, Mention { start: 24, end: 35 }];
    let wrong = draft(Verdict::Wrong, Field::Officials, "Trần Văn An", json!({}), json!({}));
    let correction = make(&article, wrong, String::new()).expect("one");
    let (after, state) = corrected(article.clone(), &correction);
    assert_eq!((after.officials.len(), state), (0, State::Applied));
    article.officials[0].mentions.pop();
    let wrong = draft(Verdict::Wrong, Field::Officials, "Trần Văn An", json!({}), json!({}));
    assert!(matches!(make(&article, wrong, String::new()), Err(BadCorrection::Quotes(..))));
}

#[test]
fn the_file_keeps_what_it_does_not_understand() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("corrections.ndjson");
    assert_eq!(file::load(&path).expect("none"), (Corrections::default(), Vec::new()));
    let one = |count: u64| {
        let set = json!({ "count": count });
        made(draft(Verdict::Different, Field::Awards, "3 tập thể", json!({}), set)).expect("one")
    };
    file::append(&path, &one(4)).expect("written");
    // A line that was cut short stays apart from the next.
    let cut = std::fs::read_to_string(&path).expect("text") + "{\"id\": \"x";
    std::fs::write(&path, cut).expect("written");
    file::append(&path, &one(5)).expect("written");
    let (corrections, bad) = file::load(&path).expect("read");
    assert_eq!(corrections.all(), [one(4), one(5)]);
    assert_eq!(bad.iter().map(|it| it.line).collect::<Vec<_>>(), [2]);
    assert_ne!(corrections.stamp("ab"), Corrections::new(vec![one(4)]).stamp("ab"));
    assert_eq!(corrections.stamp("cd"), "");
    assert_eq!(file::remove(&path, "zz").expect("read"), None);
    assert_eq!(file::remove(&path, &one(4).id).expect("written"), Some(one(4)));
    let (corrections, bad) = file::load(&path).expect("read");
    assert_eq!((corrections.all(), bad.len()), (&[one(5)][..], 1));
}

#[test]
fn gold_holds_what_was_checked_and_nothing_else() {
    let fields = [Field::Awards, Field::Published].into();
    let (text, gold) = gold::gold(&record(), &fields);
    assert!(text.starts_with("30/03/2023\nTặng Giấy khen"), "{text}");
    let keys: Vec<_> = gold.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["awards", "published"]);
    assert_eq!(gold["published"], "2023-03-30");
    assert_eq!(gold["awards"][1]["count"], 5);
    assert!(gold["awards"][0].get("start").is_none());
}

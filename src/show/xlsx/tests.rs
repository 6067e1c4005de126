use super::*;
use calamine::{Data, Reader, Xlsx};
use serde_json::{Map, json};
use std::io::Cursor;

/// The sheets of a workbook: name and cells.
type Read = Vec<(String, Vec<Vec<Data>>)>;

fn read(bytes: Vec<u8>) -> Read {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheet =
        |(name, range): (String, calamine::Range<Data>)| (name, range.rows().map(<[Data]>::to_vec).collect());
    book.worksheets().into_iter().map(sheet).collect()
}

fn written(columns: &[&str], rows: &[Vec<Value>], most: u32, notes: Map<String, Value>) -> Read {
    let columns: Vec<String> = columns.iter().map(|it| (*it).to_string()).collect();
    let manner = Manner { lang: Lang::En, notes, ..Manner::default() };
    let mut out = Vec::new();
    let mut sink = XlsxSink::with_rows(&columns, &manner, most, &mut out).expect("a workbook");
    rows.iter().for_each(|row| sink.row(row).expect("it is written"));
    sink.end().expect("it is written");
    drop(sink);
    read(out)
}

fn text(text: &str) -> Data {
    Data::String(text.to_string())
}

#[test]
fn rows_beyond_a_sheet_go_on_to_the_next() {
    let rows: Vec<Vec<Value>> = (0..7).map(|n| vec![json!(format!("v{n}")), json!(n)]).collect();
    let read = written(&["a", "n"], &rows, 3, Map::new());
    let names: Vec<&str> = read.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["Data", "Data 2", "Data 3", "Notes"]);
    let mut found = Vec::new();
    for (name, sheet) in &read[..3] {
        assert_eq!(sheet[0], [text("a"), text("n")], "{name}");
        assert!(sheet.len() <= 4, "{name}");
        found.extend(sheet[1..].iter().cloned());
    }
    let expected: Vec<Vec<Data>> =
        (0..7).map(|n| vec![text(&format!("v{n}")), Data::Float(f64::from(n))]).collect();
    assert_eq!(found, expected);
    assert!(read[3].1.iter().any(|row| row[0] == text("Sheets") && row[1] == text("Data; Data 2; Data 3")));
    // One that is just full needs no other.
    assert_eq!(written(&["a", "n"], &rows[..3], 3, Map::new()).len(), 2);
}

#[test]
fn no_text_is_a_formula_and_none_is_lost() {
    let texts = [
        "=1+1",
        "=HYPERLINK(\"http://x\")",
        "+84",
        "-1",
        "@SUM(A1)",
        "{=1}",
        "\t=1",
        "0012",
        "TRUE",
        "  giữa  ",
        "dòng một\ndòng hai",
        "a & b <c> \"d\"",
        "Huyện Đắk Tô\u{301} 🏅",
        "http://example.vn/?a=1&b=2",
        "x\u{fffd}",
    ];
    let rows: Vec<Vec<Value>> = texts.iter().map(|it| vec![json!(it)]).collect();
    let read = written(&["text"], &rows, MOST_ROWS, Map::new());
    for (row, expected) in read[0].1[1..].iter().zip(texts) {
        assert_eq!(row[0], text(expected));
    }
    assert_eq!(read[0].1.len(), texts.len() + 1);
    // Signs that XML does not have do not make a file that cannot be opened.
    let odd = written(&["text"], &[vec![json!("a\u{0}\u{1}\u{b}\u{ffff}z _x0041_")]], MOST_ROWS, Map::new());
    let Data::String(odd) = &odd[0].1[1][0] else { panic!("a text") };
    assert!(odd.starts_with('a') && odd.contains('z'), "{odd:?}");
}

#[test]
fn notes_say_what_the_rows_rest_on_and_what_was_cut() {
    let notes = json!({
        "by": ["award", "year"], "rows": [{"award": "x"}], "counting": "once", "none": null,
        "basis": {"articles": 12, "corpus": "00ff", "filters": {"province": "Nam Định"}},
    });
    let Value::Object(notes) = notes else { panic!("an object") };
    let rows = [
        vec![json!("x".repeat(LONGEST + 1)), json!("2023-03-30T17:43:00+07:00")],
        vec![json!("y"), json!(null)],
    ];
    let read = written(&["sentence", "published"], &rows, MOST_ROWS, notes);
    let (name, notes) = &read[1];
    assert_eq!(name, "Notes");
    let of = |field: &str| notes.iter().find(|row| row[2] == text(field)).map(|row| row[1].clone());
    assert_eq!(of("by"), Some(text("award; year")));
    assert_eq!(of("basis.articles"), Some(Data::Float(12.0)));
    assert_eq!(of("basis.corpus"), Some(text("00ff")));
    assert_eq!(of("basis.filters.province"), Some(text("Nam Định")));
    assert_eq!((of("rows"), of("none")), (None, None));
    let said = |label: &str| notes.iter().find(|row| row[0] == text(label)).map(|row| row[1].to_string());
    assert!(said("Data!A2").is_some_and(|it| it.contains("32768")), "{notes:?}");
    assert_eq!(said("Cells cut"), Some("1".into()));
    assert_eq!(said("Rows"), Some("2".into()));
    assert!(said("Hours").is_some_and(|it| it.contains("+07:00")));
    let Data::String(cut) = &read[0].1[1][0] else { panic!("a text") };
    assert!(cut.len() <= LONGEST + 2 && cut.contains("…[+"), "{}", cut.len());
    assert!(
        matches!(&read[0].1[1][1], Data::DateTime(it) if (it.as_f64() - 45_015.738_194_4).abs() < 1e-6),
        "{:?}",
        read[0].1[1][1]
    );
}

#[test]
fn a_table_without_rows_has_its_head() {
    let read = written(&["a", "b"], &[], MOST_ROWS, Map::new());
    assert_eq!(read[0].1, [[text("a"), text("b")]]);
    assert_eq!(read.len(), 2);
}

#[test]
fn a_full_disk_is_known_for_one() {
    let full = || -> std::result::Result<(), XlsxError> {
        panic!("Couldn't write to xml file: Os {{ code: 28, kind: StorageFull }}")
    };
    assert_eq!(guarded(full).expect_err("it is full").kind(), ErrorKind::StorageFull);
    let broken = || Err::<(), _>(XlsxError::IoError(Error::from(ErrorKind::BrokenPipe)));
    assert_eq!(guarded(broken).expect_err("it is broken").kind(), ErrorKind::BrokenPipe);
}

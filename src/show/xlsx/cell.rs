//! A value as a cell.

use super::super::cell;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::Offset;
use jiff::{Timestamp, civil};
use serde_json::{Number, Value};
use std::borrow::Cow;

/// UTF-16 units that a cell of Excel may hold.
pub(super) const LONGEST: usize = 32_767;
/// Columns of days. Elsewhere a text that reads like a day is a text.
const DAYS: [&str; 7] = ["published", "date", "value", "last", "valid_from", "valid_to", "made"];
/// Excel takes 1900 for a leap year: what lies before March of it would be a day off.
const FIRST: Date = date(1900, 3, 1);
/// Whole numbers that a cell holds as they are.
const EXACT: i64 = 1 << 53;

/// What a cell holds.
#[derive(Debug, PartialEq)]
pub(super) enum Cell<'v> {
    Blank,
    Number(f64),
    Truth(bool),
    Day(Date),
    /// In Vietnam.
    Moment(DateTime),
    /// With its length in UTF-16 units where it was cut.
    Text {
        text: Cow<'v, str>,
        of: Option<usize>,
    },
}

/// Whether a column holds days.
pub(super) fn is_of_days(column: &str) -> bool {
    DAYS.contains(&column)
}

/// The cell of a value; `is_day`: of a column of days.
pub(super) fn of(value: &Value, is_day: bool) -> Cell<'_> {
    match value {
        Value::Null => Cell::Blank,
        Value::Bool(truth) => Cell::Truth(*truth),
        Value::Number(number) => exact(number).map_or_else(|| text(number.to_string().into()), Cell::Number),
        Value::String(string) if is_day => day(string).unwrap_or_else(|| text(string.into())),
        Value::String(string) => text(string.into()),
        list => text(cell(list).into()),
    }
}

/// The number, if a cell holds it exactly.
fn exact(number: &Number) -> Option<f64> {
    match number.as_i64() {
        Some(whole) => (-EXACT..=EXACT).contains(&whole).then_some(whole as f64),
        None => number.as_f64().filter(|it| it.is_finite() && number.is_f64()),
    }
}

/// A whole day or a moment; a month, a year, an interval is none.
fn day(text: &str) -> Option<Cell<'static>> {
    if text.len() == "2023-03-30".len() {
        return text.parse::<civil::Date>().ok().filter(|day| *day >= FIRST).map(Cell::Day);
    }
    let moment = Offset::constant(7).to_datetime(text.parse::<Timestamp>().ok()?);
    (moment.date() >= FIRST).then_some(Cell::Moment(moment))
}

/// A text, cut where it is longer than a cell: the end then says how much is missing.
fn text(text: Cow<'_, str>) -> Cell<'_> {
    // A byte is a unit at most.
    if text.len() <= LONGEST {
        return if text.is_empty() { Cell::Blank } else { Cell::Text { text, of: None } };
    }
    let units = text.encode_utf16().count();
    if units <= LONGEST {
        return Cell::Text { text, of: None };
    }
    // Room for the sign, however long its number.
    let room = LONGEST - sign(units).len();
    let (mut end, mut kept) = (0, 0);
    for letter in text.chars() {
        if kept + letter.len_utf16() > room {
            break;
        }
        kept += letter.len_utf16();
        end += letter.len_utf8();
    }
    let cut = format!("{}{}", &text[..end], sign(units - kept));
    Cell::Text { text: cut.into(), of: Some(units) }
}

/// The sign of a cut: how many UTF-16 units are missing.
fn sign(missing: usize) -> String {
    format!("…[+{missing}]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_what_they_are() {
        let text = |text: &'static str| Cell::Text { text: text.into(), of: None };
        for (value, is_day, expected) in [
            (json!(null), true, Cell::Blank),
            (json!(""), false, Cell::Blank),
            (json!(12), false, Cell::Number(12.0)),
            (json!(0.5), false, Cell::Number(0.5)),
            (json!(9_007_199_254_740_993_i64), false, text("9007199254740993")),
            (json!(u64::MAX), false, text("18446744073709551615")),
            (json!(true), false, Cell::Truth(true)),
            (json!("012"), false, text("012")),
            (json!("=1+1"), false, text("=1+1")),
            (json!(["a", 2]), false, text("a; 2")),
            (json!("2023-03-30"), false, text("2023-03-30")),
            (json!("2023-03-30"), true, Cell::Day(date(2023, 3, 30))),
            (json!("2023-02-30"), true, text("2023-02-30")),
            (json!("1900-02-28"), true, text("1900-02-28")),
            (json!("2023-03"), true, text("2023-03")),
            (json!("2023-04/2023-06"), true, text("2023-04/2023-06")),
            (json!("2023-03-30T17:43:00+07:00"), true, Cell::Moment(date(2023, 3, 30).at(17, 43, 0, 0))),
            (json!("2023-03-30T20:00:00Z"), true, Cell::Moment(date(2023, 3, 31).at(3, 0, 0, 0))),
        ] {
            assert_eq!(of(&value, is_day), expected, "{value}");
        }
    }

    #[test]
    fn what_is_longer_than_a_cell_is_cut_and_says_so() {
        for (long, units) in [("x".repeat(LONGEST), None), ("🏅".repeat(LONGEST), Some(2 * LONGEST))] {
            let value = json!(long);
            let Cell::Text { text, of } = of(&value, false) else { panic!("a text") };
            assert_eq!(of, units);
            assert!(text.encode_utf16().count() <= LONGEST);
            let missing = text.split_once("…[+").map(|it| it.1.trim_end_matches(']').parse::<usize>());
            let kept = text.chars().filter(|letter| *letter == '🏅').count() * 2;
            assert_eq!(missing.map(|it| it.expect("a number")), units.map(|units| units - kept));
        }
    }
}

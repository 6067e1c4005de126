//! The day of an entry of a list, and the clock of the journal.

use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};
use regex::Regex;
use std::sync::LazyLock;
use std::time::Duration;

/// The day that a date names, where it was written: `YYYY-MM-DD`, or `YYYY` and `YYYY-MM` where
/// that is all it says. Dates of feeds (RFC 2822), of Atom and sitemaps (ISO 8601), and those of
/// Vietnamese feeds that follow neither (`30/03/2023 17:43`).
pub(super) fn day(text: &str) -> Option<String> {
    static ISO: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?(?:$|[T ])").expect("a pattern"));
    static SLASHED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b").expect("a pattern"));
    let text = text.trim();
    if let Some(found) = ISO.find(text) {
        return Some(found.as_str().trim_end_matches(['T', ' ']).to_string());
    }
    if let Some(found) = SLASHED.captures(text) {
        let (first, second, year): (i8, i8, i16) =
            (found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?);
        // A server that speaks English turns day and month round; a month beyond December tells.
        let (month, day) = if second > 12 { (first, second) } else { (second, first) };
        return Date::new(year, month, day).ok().map(|day| day.to_string());
    }
    let parser = DateTimeParser::new().relaxed_weekday(true);
    Some(parser.parse_zoned(text).ok()?.date().to_string())
}

/// Whether a day of a list, which may name its year or month alone, lies before `since`.
pub(super) fn is_before(day: &str, since: &str) -> bool {
    since.get(..day.len()).is_some_and(|since| day < since)
}

/// Now, RFC 3339 in UTC, to the second.
pub(super) fn now() -> String {
    Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default().to_string()
}

/// Whether a time of [`now`] is less than a while ago.
pub(super) fn is_younger(time: &str, than: Duration) -> bool {
    let age = time.parse::<Timestamp>().map(|time| Timestamp::now().duration_since(time));
    age.is_ok_and(|age| age >= SignedDuration::ZERO && age.unsigned_abs() < than)
}

/// How long `Retry-After` asks to wait: seconds, or a date.
pub(super) fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTimeParser::new().relaxed_weekday(true).parse_zoned(value).ok()?;
    Some(Timestamp::now().duration_until(until.timestamp()).max(SignedDuration::ZERO).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_lists() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(day(text).as_deref(), expected, "{text}");
        check("Thu, 30 Mar 2023 23:43:00 +0700", Some("2023-03-30"));
        check("Fri, 30 Mar 2023 23:43:00 GMT", Some("2023-03-30"));
        check("30 Mar 2023 10:00 +0000", Some("2023-03-30"));
        check(" 2023-03-30T01:00:00+07:00\n", Some("2023-03-30"));
        check("2023-03-30", Some("2023-03-30"));
        check("2023-03", Some("2023-03"));
        check("2023", Some("2023"));
        check("30/03/2023 17:43", Some("2023-03-30"));
        check("17:43, 5-3-2023", Some("2023-03-05"));
        check("03/30/2023 5:43 PM", Some("2023-03-30"));
        check("31/02/2023", None);
        check("13/13/2023", None);
        check("hôm qua", None);
        check("", None);
    }

    #[test]
    fn days_before_a_day() {
        let check = |day, since, expected| assert_eq!(is_before(day, since), expected, "{day} {since}");
        check("2023-03-29", "2023-03-30", true);
        check("2023-03-30", "2023-03-30", false);
        check("2023-03", "2023-03-30", false);
        check("2023-02", "2023-03-30", true);
        check("2022", "2023-03-30", true);
    }

    #[test]
    fn waits_that_a_server_asks_for() {
        assert_eq!(retry_after("120"), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        let far = retry_after("Wed, 21 Oct 2065 07:28:00 GMT").expect("a date");
        assert!(far > Duration::from_secs(86_400 * 365), "{far:?}");
        assert_eq!(retry_after("soon"), None);
    }

    #[test]
    fn the_clock_is_read_back() {
        let now = now();
        assert_eq!(now.len(), "2023-03-30T10:43:00Z".len(), "{now}");
        assert!(is_younger(&now, Duration::from_secs(60)));
        assert!(!is_younger("2023-03-30T10:43:00Z", Duration::from_secs(60)));
        assert!(!is_younger("?", Duration::from_secs(60)));
    }
}

//! Publication lines: `Cập nhật: 13:21 21/02/2012 GMT+7`, `Thứ sáu - 14/05/2021 08:30 769 0`,
//! `20 Tháng Mười Một, 2023`; and the dates of metadata.

use super::keys::{self, key};
use regex::{Captures, Regex};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which of two numbers that may both be one is the month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// `30/3/2023`, as nearly everywhere. Where the second number can be no month, the first is it.
    #[default]
    DayFirst,
    /// `3/30/2023`, as in the United States.
    MonthFirst,
}

/// What a publication line says of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// That the article appeared then.
    Published,
    /// That it was changed then.
    Updated,
    /// That it is today.
    Clock,
    /// Nothing.
    None,
}

/// A line that is a date and little else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Year, month, day.
    pub date: (i32, u32, u32),
    /// Hour, minute, second.
    pub time: Option<(u32, u32, u32)>,
    /// What the line says of it.
    pub label: Label,
    /// Words of the line's key that are none of a publication line's: perhaps an author.
    pub others: Vec<String>,
    /// Whether a weekday, a time or a time zone stands with it.
    pub dressed: bool,
}

impl Stamp {
    /// RFC 3339 in +07:00 where the time is known, else the plain date.
    pub fn iso(&self) -> String {
        let (y, m, d) = self.date;
        match self.time {
            Some((h, min, s)) => format!("{y:04}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}+07:00"),
            None => format!("{y:04}-{m:02}-{d:02}"),
        }
    }
}

/// No Vietnamese page is older.
const WEB_BEGAN: i32 = 1995;

const MONTH: &str = concat!(
    r"(?:\d{1,2}|muoi mot|muoi hai|gieng|chap|mot|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi",
    r"|jan[a-z]*|feb[a-z]*|mar[a-z]*|apr[a-z]*|may|june?|july?|aug[a-z]*|sep[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*)"
);

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        concat!(
            r"(?P<y1>(?:19|20|25)\d\d)\s?[-/.]\s?(?P<m1>\d{{1,2}})\s?[-/.]\s?(?P<d1>\d{{1,2}})",
            r"|(?P<d2>\d{{1,2}})\s?[-/.]\s?(?P<m2>\d{{1,2}})\s?[-/.]\s?(?P<y2>(?:19|20|25)\d\d|\d\d(?:[^\d/.:-]|$))",
            r"|(?P<d3>\d{{1,2}}),? ?(?:thang|thg|th)\.? ?(?P<m3>{M}),? (?:nam )?(?P<y3>(?:19|20|25)\d\d)",
            r"|(?:thang|thg|th)\.? ?(?P<m4>{M}) (?P<d4>\d{{1,2}}), ?(?P<y4>(?:19|20|25)\d\d)",
            r"|(?P<m5>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.? (?P<d5>\d{{1,2}}),? (?P<y5>(?:19|20|25)\d\d)",
            r"|(?P<d6>\d{{1,2}}) (?P<m6>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?,? (?P<y6>(?:19|20|25)\d\d)"
        ),
        M = MONTH
    ))
    .expect("dates")
});

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<h>\d{1,2})\s?(?::|h|g|gio)\s?(?P<m>\d{2})(?:(?::|\s?phut\s?)(?P<s>\d{2}(?:[^\d]|$))?)?",
        r"\s?(?P<half>sang|chieu|toi|am|pm|sa|ch)?"
    ))
    .expect("times")
});

static WORDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    keys::rows(include_str!("date_words.tsv"))
        .filter_map(|row| Some((key(row.first()?), *row.get(1)?)))
        .collect()
});

fn month(word: &str) -> Option<u32> {
    if let Ok(n) = word.parse() {
        return Some(n);
    }
    const NAMES: [(&str, u32); 27] = [
        ("muoi mot", 11),
        ("muoi hai", 12),
        ("gieng", 1),
        ("chap", 12),
        ("mot", 1),
        ("hai", 2),
        ("ba", 3),
        ("tu", 4),
        ("bon", 4),
        ("nam", 5),
        ("sau", 6),
        ("bay", 7),
        ("tam", 8),
        ("chin", 9),
        ("muoi", 10),
        ("jan", 1),
        ("feb", 2),
        ("mar", 3),
        ("apr", 4),
        ("may", 5),
        ("jun", 6),
        ("jul", 7),
        ("aug", 8),
        ("sep", 9),
        ("oct", 10),
        ("nov", 11),
        ("dec", 12),
    ];
    NAMES
        .iter()
        .find(|(name, _)| word == *name || (name.len() == 3 && word.starts_with(name)))
        .map(|(_, n)| *n)
}

fn day_of(found: &Captures, order: Order) -> Option<(i32, u32, u32)> {
    (1..=6).find_map(|i| {
        let part = |p: &str| found.name(&format!("{p}{i}")).map(|m| m.as_str());
        let year: i32 = part("y")?.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let year = match year {
            ..100 => 2000 + year,
            // years of the Buddhist era
            2500.. => year - 543,
            _ => year,
        };
        let (month, day) = (month(part("m")?)?, part("d")?.parse().ok()?);
        // a server that speaks English turns the two round: `12/30/2025 4:20 PM`
        let turned = i == 2 && day <= 12 && (month > 12 || order == Order::MonthFirst);
        if turned { valid(year, day, month) } else { valid(year, month, day) }
    })
}

/// The day, if the calendar has it.
fn valid(y: i32, m: u32, d: u32) -> Option<(i32, u32, u32)> {
    let days = match m {
        4 | 6 | 9 | 11 => 30,
        2 if (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    ((1800..=2100).contains(&y) && (1..=days).contains(&d)).then_some((y, m, d))
}

fn time_of(found: &Captures) -> Option<(u32, u32, u32)> {
    let part = |p: &str| found.name(p).map(|m| m.as_str());
    let hour: u32 = part("h")?.parse().ok()?;
    let minute: u32 = part("m")?.parse().ok()?;
    let second =
        part("s").and_then(|s| s.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()).unwrap_or(0);
    let hour = match part("half") {
        Some("chieu" | "toi" | "pm" | "ch") if hour < 12 => hour + 12,
        Some("sang" | "am" | "sa") if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60 && second < 60).then_some((hour, minute, second))
}

/// The time that stands nearest to the date, on either side of it.
fn nearest_time(before: &str, after: &str) -> Option<(u32, u32, u32)> {
    let times = |text: &str| -> Vec<(usize, usize, (u32, u32, u32))> {
        TIME.captures_iter(text)
            .filter_map(|c| Some((c.get(0)?.start(), c.get(0)?.end(), time_of(&c)?)))
            .collect()
    };
    let behind = times(after).first().map(|t| (t.0, t.2));
    let in_front = times(before).last().map(|t| (before.len() - t.1, t.2));
    match (in_front, behind) {
        (Some(a), Some(b)) => Some(if a.0 < b.0 { a.1 } else { b.1 }),
        (a, b) => a.or(b).map(|t| t.1),
    }
}

/// Reads a publication line by its key; `None` if the line is anything else.
pub fn stamp(key: &str, order: Order) -> Option<Stamp> {
    // `1/1/24` has the fewest figures
    if key.len() > 160 || key.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return None;
    }
    let mut dates = DATE.captures_iter(key).filter(|c| day_of(c, order).is_some());
    let mut found = dates.next()?;
    if let Some(second) = dates.next() {
        // two days are a period, unless a label tells them apart
        let between = &key[found.get(0)?.end()..second.get(0)?.start()];
        if !between.contains("nhat") && !between.contains("dang") && !between.contains("xuat ban") {
            return None;
        }
        let told_later = between.contains("dang") || between.contains("xuat ban");
        if told_later && !key[..found.get(0)?.start()].contains("dang") {
            found = second;
        }
    }
    let whole = found.get(0)?;
    let end = whole.end() - usize::from(!whole.as_str().ends_with(|c: char| c.is_ascii_digit()));
    let (before, after) = (&key[..whole.start()], key.get(end..).unwrap_or(""));
    let time = nearest_time(before, after);
    let date = day_of(&found, order).filter(|(year, ..)| *year >= WEB_BEGAN)?;
    let mut read = Stamp { date, time, label: Label::None, others: Vec::new(), dressed: time.is_some() };
    // `By Ellen Marsh and Tom Reed February 27, 2024`
    read.dressed |= before.starts_with("by ");
    // only the words up to the second date belong to the line's own label
    for word in keys::words(before).chain(keys::words(after)) {
        if word.bytes().all(|b| b.is_ascii_digit() || b == b'h' || b == b'g') {
            continue;
        }
        match WORDS.get(word).copied() {
            Some("label") => read.label = Label::Published,
            Some("update") if read.label == Label::None => read.label = Label::Updated,
            Some("other") => return None,
            Some("clock") if read.label == Label::None => read.label = Label::Clock,
            Some(_) => read.dressed |= matches!(word, "thu" | "nhat" | "cn" | "gmt"),
            None => read.others.push(word.to_string()),
        }
    }
    (read.others.len() <= 6 && !(read.others.len() > 2 && !read.dressed && read.label == Label::None))
        .then_some(read)
}

/// Cuts a publication line off the end of a title: `Hội nghị tổng kết 25/08/2022 07:30`.
pub fn cut_off(text: &str, order: Order) -> Option<(&str, Stamp)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let starts: Vec<usize> = text
        .char_indices()
        .zip(std::iter::once(' ').chain(text.chars()))
        .filter(|((_, c), before)| before.is_whitespace() && !c.is_whitespace())
        .map(|((at, _), _)| at)
        .collect();
    let first = starts.len().saturating_sub(14);
    let glued = glued_date(text).filter(|at| starts.get(first).is_some_and(|s| at > s));
    let bracket = glued.filter(|at| text[*at..].starts_with(['(', '[']));
    for at in starts[first..].iter().copied().chain(glued) {
        let tail = &text[at..];
        // `… năm 2025(17/11/2025 10:36)`: the year before a glued bracket is the title's own.
        if bracket.is_some_and(|b| at < b && text[at..b].bytes().any(|c| c.is_ascii_digit())) {
            continue;
        }
        let Some(read) = stamp(&key(tail), order) else { continue };
        let bracketed = tail.starts_with(['(', '[']) && tail.ends_with([')', ']']);
        let alone = read.others.is_empty();
        let said = read.time.is_some() || matches!(read.label, Label::Published | Label::Updated);
        let tail_key = key(tail);
        let head = tail_key.trim_start_matches(['(', '[', '-', '|', ' ']);
        let at_start = |r: &Regex| r.find(head).is_some_and(|m| m.start() == 0);
        let opens_well = !head.starts_with(|c: char| !c.is_alphanumeric())
            && (!head.starts_with(|c: char| c.is_ascii_digit()) || at_start(&DATE) || at_start(&TIME));
        // a title's own `ngày 20/11/2023` has no time and no label
        if at > 0 && alone && opens_well && (said || bracketed || (read.dressed && head.starts_with("thu ")))
        {
            let title = text[..at]
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '|' | '–' | '('));
            return Some((title, read));
        }
    }
    None
}

/// Where a date stands without a blank behind the last word: `… bão số 10 (Bualoi)13/10/2025 08:05`.
fn glued_date(text: &str) -> Option<usize> {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{L})\]”.!?](\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\D.*)$|[\p{L}\d”.!?]([(\[]\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\D.*)$").expect("glued dates")
    });
    GLUED.captures(text).and_then(|c| c.get(1).or(c.get(2))).map(|m| m.start())
}

/// A date of metadata (RFC 3339, ISO 8601 also without signs or offset, RFC 2822, seconds since 1970,
/// or a publication line) as exported. An offset other than +07:00 is converted; a time without one
/// is +07:00.
pub fn metadata(value: &str, order: Order) -> Option<String> {
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?P<y>\d{4})(?:-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<m2>\d{2})(?P<d2>\d{2}))",
            r"(?:[T\s]+(?P<h>\d{1,2}):?(?P<min>\d{2})(?::?(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>\S*))?$"
        ))
        .expect("dates of metadata")
    });
    let value = value.trim();
    if let Some(iso) = seconds(value) {
        return Some(iso);
    }
    let Some(c) = ISO.captures(value) else { return written(value, order) };
    let part = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
    let date = valid(
        i32::try_from(part("y")?).ok()?,
        part("m").or_else(|| part("m2"))?,
        part("d").or_else(|| part("d2"))?,
    )?;
    let time = part("h").zip(part("min")).map(|(h, m)| (h, m, part("s").unwrap_or(0)));
    let time = time.filter(|(h, m, s)| *h < 24 && *m < 60 && *s <= 60);
    let zone = c.name("zone").map_or("", |z| z.as_str());
    Some(in_vietnam(date, time, offset(zone).unwrap_or(7 * 60)))
}

/// The day that the address of a page names: `/2023/03/30/`, `/20230330-`, `-20230330074500.htm`.
pub fn in_address(url: &str) -> Option<String> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_-]((?:19|20)\d\d)(?:/(\d{1,2})/(\d{1,2})(?:/|$)|-(\d\d)-(\d\d)(?:[/_.-]|$)|(\d\d)(\d\d)(?:\d{4}|\d{6}|\d{9})?(?:\D|$))")
            .expect("days in addresses")
    });
    let path = url.split(['?', '#']).next()?;
    let found = DAY.captures(path)?;
    let part = |n: usize| found.get(n).or(found.get(n + 2)).or(found.get(n + 4));
    let number = |n: usize| part(n).and_then(|m| m.as_str().parse::<u32>().ok());
    let year = found[1].parse().ok().filter(|year| *year >= WEB_BEGAN)?;
    let (y, m, d) = valid(year, number(2)?, number(3)?)?;
    Some(format!("{y:04}-{m:02}-{d:02}"))
}

/// A date in words, perhaps with a zone behind it.
fn written(value: &str, order: Order) -> Option<String> {
    let read = stamp(&key(value), order)?;
    let zone = value.rsplit(' ').next().and_then(offset).filter(|_| !value.contains("GMT+"));
    Some(in_vietnam(read.date, read.time, zone.unwrap_or(7 * 60)))
}

/// Seconds or milliseconds since 1970.
fn seconds(value: &str) -> Option<String> {
    if !matches!(value.len(), 10 | 13) || !value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = value[..10].parse::<i64>().ok()?;
    let minutes = seconds.div_euclid(60) + 7 * 60;
    Some(minutes_as_iso(minutes, u32::try_from(seconds.rem_euclid(60)).ok()?))
}

/// Minutes east of Greenwich: `Z`, `GMT`, `+07:00`, `-0500`, `+7`.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z" | "GMT" | "UTC") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.strip_prefix(['+', '-'])?.chars().filter(|c| *c != ':').collect();
    let number: i64 = digits.parse().ok().filter(|n| *n <= 1400)?;
    Some(sign * if digits.len() <= 2 { number * 60 } else { number / 100 * 60 + number % 100 })
}

/// A day, with its time set to Vietnam's.
fn in_vietnam(date: (i32, u32, u32), time: Option<(u32, u32, u32)>, offset: i64) -> String {
    let (y, m, d) = date;
    let Some((hour, minute, second)) = time else { return format!("{y:04}-{m:02}-{d:02}") };
    let of_day = i64::from(hour * 60 + minute);
    minutes_as_iso(days_from_civil(y, m, d) * 1440 + of_day - offset + 7 * 60, second.min(59))
}

/// Minutes since 1970 by Vietnam's clock.
fn minutes_as_iso(minutes: i64, second: u32) -> String {
    let (y, m, d) = civil_from_days(minutes.div_euclid(1440));
    let of_day = minutes.rem_euclid(1440);
    format!("{y:04}-{m:02}-{d:02}T{:02}:{:02}:{second:02}+07:00", of_day / 60, of_day % 60)
}

/// Days since 1970-01-01 of the proleptic Gregorian calendar.
pub fn days_from_civil(y: i32, m: u32, d: u32) -> i64 {
    let y = i64::from(y) - i64::from(m <= 2);
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * (i64::from(m) + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(d) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let mp = (5 * of_year + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * mp + 2) / 5 + 1)
}

/// The first full day that running text names: `Chiều ngày 26/01/2021`, or day and month alone.
pub fn first_day(key: &str) -> Option<(Option<i32>, u32, u32)> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:ngay|sang|chieu|toi|trua|\() ?(?:nay )?\(?(?:ngay )?(\d{1,2}) ?[-/.] ?(\d{1,2})(?: ?[-/.] ?((?:19|20)\d\d))?(?:[^\d%]|$)")
            .expect("days in a lead")
    });
    let c = DAY.captures(key)?;
    let (d, m) = (c[1].parse().ok()?, c[2].parse().ok()?);
    let year = c.get(3).and_then(|y| y.as_str().parse().ok());
    valid(year.unwrap_or(2000), m, d).map(|_| (year, m, d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<&str>) {
        assert_eq!(stamp(&key(line), Order::DayFirst).map(|s| s.iso()).as_deref(), expected, "{line}");
    }

    #[test]
    fn publication_lines() {
        for (line, expected) in [
            ("Thứ Năm, 08/02/2018 (GMT+7)", "2018-02-08"),
            ("Cập nhật: 13:21 21/02/2012 GMT+7", "2012-02-21T13:21:00+07:00"),
            ("Cập nhật ngày: 05/03/2015 - 05:10", "2015-03-05T05:10:00+07:00"),
            ("Cập nhật, 09:53, Thứ Năm, 08/02/2018 (GMT+7)", "2018-02-08T09:53:00+07:00"),
            ("Thứ Bảy 22:52 11/06/2018", "2018-06-11T22:52:00+07:00"),
            ("Thứ 6 Ngày 23/03/2018", "2018-03-23"),
            ("04:35 15/03/2016", "2016-03-15T04:35:00+07:00"),
            ("17/06/2021, 10:15", "2021-06-17T10:15:00+07:00"),
            ("14/12/2018 | 10:05", "2018-12-14T10:05:00+07:00"),
            ("Thứ sáu - 14/05/2021 08:30 769 0", "2021-05-14T08:30:00+07:00"),
            ("Ngày đăng: 24/06/2010  08:48", "2010-06-24T08:48:00+07:00"),
            ("Cập nhật: 13-12-2020 06:05", "2020-12-13T06:05:00+07:00"),
            ("Đăng ngày 04-12-2020 | 15:47", "2020-12-04T15:47:00+07:00"),
            ("THỨ HAI, 30/11/2020 12:03:31", "2020-11-30T12:03:31+07:00"),
            ("quantri gửi vào T2, 2018-07-02 08:21", "2018-07-02T08:21:00+07:00"),
            ("23:07 - 26/01/2024", "2024-01-26T23:07:00+07:00"),
            ("27/02/2024 / 12:47:46 Sáng", "2024-02-27T00:47:46+07:00"),
            ("27/02/2024 / 12:47:46 Chiều", "2024-02-27T12:47:46+07:00"),
            ("5/3/2024 3:05 Chiều", "2024-03-05T15:05:00+07:00"),
            ("THÂN THỊ HIỀN NHƯ -- Thứ năm, 28/12/2023, 18:05 [GMT+7]", "2023-12-28T18:05:00+07:00"),
            ("20 Tháng Mười Một, 2023", "2023-11-20"),
            ("Tháng Mười Hai 3, 2023", "2023-12-03"),
            ("ngày 5 tháng 9 năm 2022", "2022-09-05"),
            ("26/07/2018 | 10:05 \u{a0}cms-view-count: 7892", "2018-07-26T10:05:00+07:00"),
            ("Cập nhật ngày: 18/02/2020 14:20 | Lượt xem: 652", "2020-02-18T14:20:00+07:00"),
            ("Ngày đăng: 05/01/2024 - Người đăng: Quản trị - Lượt đọc: 4.512", "2024-01-05"),
            ("November 20, 2023", "2023-11-20"),
            ("03/10/2025 | Lượt xem: 187 | Cỡ chữ: A- A A+", "2025-10-03"),
            ("12/30/2025 4:20 PM", "2025-12-30T16:20:00+07:00"),
            ("28/4/2024, 7:05:33 PM", "2024-04-28T19:05:33+07:00"),
            ("12/01/2024 14h30", "2024-01-12T14:30:00+07:00"),
            ("Thứ Sáu, 03/03/2023", "2023-03-03"),
            ("17:43, 30/03/2023", "2023-03-30T17:43:00+07:00"),
            ("Cập nhật lúc 8:05 ngày 30/3/2023", "2023-03-30T08:05:00+07:00"),
            ("Đăng ngày 30/03/2566 17:43", "2023-03-30T17:43:00+07:00"),
            ("30 tháng 3 năm 2566", "2023-03-30"),
            ("Posted on Feb 27, 2024 at 6:30 PM", "2024-02-27T18:30:00+07:00"),
            ("27 February 2024, 4 min read", "2024-02-27"),
            ("By Ellen Marsh and Tom Reed February 27, 2024", "2024-02-27"),
        ] {
            check(line, Some(expected));
        }
        for line in [
            "Chiều 14-4-2021, Hội đồng Thi đua - Khen thưởng tỉnh họp phiên thứ hai",
            "(14/10/1930 - 14/10/2022)",
            "27/38 chỉ tiêu",
            "Lễ kỷ niệm 41 năm Ngày Nhà giáo Việt Nam 20/11/2023",
            "Tin liên quan",
            "30/02/2023",
            "Joined: 3 Mar 2015",
            "Member since 03/03/2015",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn the_month_first() {
        for (line, expected) in [
            ("03/04/2023", Some("2023-03-04")),
            ("Updated 3/4/2023 5:09 PM", Some("2023-03-04T17:09:00+07:00")),
            ("03/30/2023", Some("2023-03-30")),
            ("30/03/2023", Some("2023-03-30")),
            ("2023-03-04", Some("2023-03-04")),
            ("13/13/2023", None),
        ] {
            let read = stamp(&key(line), Order::MonthFirst);
            assert_eq!(read.map(|s| s.iso()).as_deref(), expected, "{line}");
        }
        assert_eq!(metadata("03/04/2023", Order::MonthFirst).as_deref(), Some("2023-03-04"));
        assert_eq!(metadata("03/04/2023", Order::DayFirst).as_deref(), Some("2023-04-03"));
    }

    #[test]
    fn dates_of_metadata_are_set_to_vietnam() {
        for (value, expected) in [
            ("2024-02-21T16:20:00+07:00", Some("2024-02-21T16:20:00+07:00")),
            ("2024-02-21T20:20:00Z", Some("2024-02-22T03:20:00+07:00")),
            ("2023-11-20T21:05:11+0700", Some("2023-11-20T21:05:11+07:00")),
            ("2024-12-31T20:00:00.000Z", Some("2025-01-01T03:00:00+07:00")),
            ("2024-02-21 16:20", Some("2024-02-21T16:20:00+07:00")),
            ("2024-02-21", Some("2024-02-21")),
            ("2024.02.21", Some("2024-02-21")),
            ("28 Apr 2024", Some("2024-04-28")),
            ("Wed, 21 Feb 2024 09:20:00 GMT", Some("2024-02-21T16:20:00+07:00")),
            ("20240221", Some("2024-02-21")),
            ("20240221T162000", Some("2024-02-21T16:20:00+07:00")),
            ("1708507200", Some("2024-02-21T16:20:00+07:00")),
            ("21/02/2024 16:20", Some("2024-02-21T16:20:00+07:00")),
            ("hôm qua", None),
        ] {
            assert_eq!(metadata(value, Order::DayFirst).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn addresses_may_name_the_day() {
        for (url, expected) in [
            ("https://a.vn/2023/03/30/tan-phu-khen-thuong.html", Some("2023-03-30")),
            ("https://a.vn/tin/20230330/khen-thuong", Some("2023-03-30")),
            ("https://a.vn/khen-thuong-20230330174501123.htm", Some("2023-03-30")),
            ("https://a.vn/2023-3-30-x", None),
            ("https://a.vn/2023-03-30-khen-thuong", Some("2023-03-30")),
            ("https://a.vn/2023/03/khen-thuong", None),
            ("https://a.vn/khen-thuong-20231330.htm", None),
            ("https://a.vn/id-202303301.htm", None),
            ("https://a.vn/tin?ngay=20230330", None),
        ] {
            assert_eq!(in_address(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn a_date_glued_to_a_title_is_cut_off() {
        for (text, expected) in [
            (
                "Trao khen thưởng năm học 2021-2022 Cập nhật: 25-08-2022 03:20",
                Some("Trao khen thưởng năm học 2021-2022"),
            ),
            ("Khen thưởng sau bão (Yagi)13/10/2024 08:05", Some("Khen thưởng sau bão (Yagi)")),
            ("Ngày hội Đại đoàn kết năm 2025(17/11/2025 10:36)", Some("Ngày hội Đại đoàn kết năm 2025")),
            ("Khen thưởng đợt 2/9/2024", None),
            ("Hội nghị tổng kết (05/12/2023 09:15)", Some("Hội nghị tổng kết")),
            ("Kỷ niệm Ngày Nhà giáo Việt Nam 20/11/2023", None),
            ("Kỷ niệm 92 năm (14/10/1930 - 14/10/2022)", None),
        ] {
            assert_eq!(cut_off(text, Order::DayFirst).map(|(t, _)| t), expected, "{text}");
        }
    }
}

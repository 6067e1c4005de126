//! Points and spans of the calendar, with parts that may be missing.

/// A year, month or day; what the text leaves out is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Point {
    /// Year.
    pub y: Option<i32>,
    /// Month, 1 to 12.
    pub m: Option<u32>,
    /// Day, 1 to 31.
    pub d: Option<u32>,
}

/// What an expression says, before the missing parts are filled in.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// First atom.
    pub first: usize,
    /// Behind the last atom.
    pub last: usize,
    /// The point, or the first of a span.
    pub from: Point,
    /// The last point of a span.
    pub to: Option<Point>,
    /// Whether it is a quarter of a year.
    pub quarter: bool,
    /// Name of the rule.
    pub rule: &'static str,
}

impl Point {
    /// A day.
    pub fn day(y: Option<i32>, m: Option<u32>, d: u32) -> Self {
        Point { y, m, d: Some(d) }
    }

    /// A month.
    pub fn month(y: Option<i32>, m: u32) -> Self {
        Point { y, m: Some(m), d: None }
    }

    /// A year.
    pub fn year(y: i32) -> Self {
        Point { y: Some(y), ..Point::default() }
    }

    /// Whether the calendar has it; with no year, any year counts.
    pub fn is_real(self) -> bool {
        let month = self.m.is_none_or(|m| (1..=12).contains(&m));
        month
            && self.d.is_none_or(|d| d >= 1 && d <= self.m.map_or(31, |m| days_of(self.y.unwrap_or(2024), m)))
    }

    /// Days since the epoch; missing parts count as the middle of what is given.
    pub fn number(self) -> i64 {
        let y = self.y.unwrap_or(0);
        match (self.m, self.d) {
            (Some(m), Some(d)) => days_since_epoch(y, m, d),
            (Some(m), None) => days_since_epoch(y, m, 15),
            _ => days_since_epoch(y, 7, 1),
        }
    }

    /// `2023-02-21`, `2023-02` or `2023`; empty where the year is missing.
    pub fn iso(self) -> String {
        let mut out = String::with_capacity("2023-02-21/2023-02-22".len());
        let Some(y) = self.y.filter(|_| self.m.is_some() || self.d.is_none()) else { return out };
        push_digits(y.unsigned_abs(), 1000, &mut out);
        for part in [self.m, self.d].iter().map_while(|part| *part) {
            out.push('-');
            push_digits(part, 10, &mut out);
        }
        out
    }

    /// The day before a full day.
    pub fn day_before(self) -> Option<Self> {
        Some(match (self.y?, self.m?, self.d?) {
            (y, 1, 1) => Point::day(Some(y - 1), Some(12), 31),
            (y, m, 1) => Point::day(Some(y), Some(m - 1), days_of(y, m - 1)),
            (y, m, d) => Point::day(Some(y), Some(m), d - 1),
        })
    }

    /// Reads `YYYY-MM-DD…`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.split('-');
        let y = parts.next()?.parse().ok()?;
        let m = parts.next()?.parse().ok()?;
        let d = parts.next()?.parse().ok()?;
        Some(Point::day(Some(y), Some(m), d)).filter(|p| p.is_real())
    }
}

/// Appends the digits of `n` from that of `place` on.
fn push_digits(n: u32, mut place: u32, out: &mut String) {
    while place > 0 {
        out.push(char::from(b'0' + (n / place % 10) as u8));
        place /= 10;
    }
}

/// Number of days of a month.
fn days_of(y: i32, m: u32) -> u32 {
    match m {
        4 | 6 | 9 | 11 => 30,
        2 if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 (H. Hinnant's days_from_civil).
fn days_since_epoch(y: i32, m: u32, d: u32) -> i64 {
    let y = i64::from(if m <= 2 { y - 1 } else { y });
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * i64::from(if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + i64::from(d) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

//! One award, however many papers report it.
//!
//! Copies of an article are left out before. What is left may still report one award twice: two reports of
//! different articles are of one award where authority, award, class, kind of recipient, count, status and place are the
//! same, the events lie within [`DAYS`] days, and not both name the recipients, or both the same ones. Two equal
//! entries of one article are two awards: the extraction has told them apart.

use crate::index::Row;
use smallvec::{SmallVec, smallvec};

/// Days between two reports of one award: a ceremony, and the weekly that writes of it.
pub(in crate::ask) const DAYS: i64 = 3;

/// The reports of one award, by their places in the rows: the first is that of the article that was published
/// first, then of the smallest id.
pub(super) type Event = SmallVec<[u32; 4]>;

/// The awards that rows report.
pub(super) fn events(rows: &[Row]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::with_capacity(rows.len());
    // By what they have in common, then by day; what is compared lies side by side.
    let mut order: Vec<(u64, u32, u32)> = Vec::with_capacity(rows.len());
    for (at, row) in (0..).zip(rows) {
        match row.same {
            0 => events.push(smallvec![at]),
            same => order.push((same, row.day, at)),
        }
    }
    order.sort_unstable();
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        let mut rest = same;
        while let Some((_, day, _)) = rest.first() {
            let last = days(*day) + DAYS;
            let near = rest.iter().take_while(|(_, day, _)| days(*day) <= last).count();
            let (cluster, later) = rest.split_at(near);
            united(rows, cluster, &mut events);
            rest = later;
        }
    }
    events
}

/// Puts the reports of a few days together.
fn united(rows: &[Row], cluster: &[(u64, u32, u32)], events: &mut Vec<Event>) {
    if let [(_, _, row)] = cluster {
        events.push(smallvec![*row]);
        return;
    }
    let of = |row: u32| &rows[row as usize];
    let mut cluster: Vec<u32> = cluster.iter().map(|it| it.2).collect();
    cluster.sort_unstable_by_key(|row| (of(*row).moment, of(*row).id, of(*row).award));
    let from = events.len();
    for row in cluster {
        let (article, names) = (of(row).article, of(row).names);
        let fits = |event: &&mut Event| {
            event.iter().all(|other| {
                let other = of(*other);
                other.article != article && (other.names == names || other.names == 0 || names == 0)
            })
        };
        match events[from..].iter_mut().find(fits) {
            Some(event) => event.push(row),
            None => events.push(smallvec![row]),
        }
    }
}

/// Days since the year 0 of `20230330` (the civil calendar, counted from March).
pub(in crate::ask) fn days(date: u32) -> i64 {
    let (year, month, day) = (i64::from(date / 10_000), i64::from(date / 100 % 100), i64::from(date % 100));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Address;

    /// `article same day names` a row; the events as lists of rows.
    fn check(rows: &[(u32, u64, u32, u64)], expected: &[&[usize]]) {
        let row = |(at, (article, same, day, names)): (usize, &(u32, u64, u32, u64))| Row {
            article: Address::of(0, *article),
            moment: 0,
            id: u64::from(*article),
            award: at as u32,
            count: 1,
            date: *day,
            year: 0,
            month: 0,
            day: *day,
            same: *same,
            names: *names,
            values: Default::default(),
        };
        let rows: Vec<Row> = rows.iter().enumerate().map(row).collect();
        let found = events(&rows).into_iter();
        let mut found: Vec<Vec<usize>> =
            found.map(|event| event.into_iter().map(|row| row as usize).collect()).collect();
        found.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn reports_of_one_award_are_one_event() {
        check(&[(1, 7, 20_230_330, 0), (2, 7, 20_230_401, 0)], &[&[0, 1]]);
        check(&[(1, 7, 20_230_330, 0), (2, 7, 20_230_403, 0)], &[&[0], &[1]]);
        check(&[(1, 7, 20_230_330, 0), (2, 8, 20_230_330, 0)], &[&[0], &[1]]);
        check(&[(1, 0, 0, 0), (2, 0, 0, 0)], &[&[0], &[1]]);
        check(&[(1, 7, 20_221_231, 0), (2, 7, 20_230_101, 0)], &[&[0, 1]]);
    }

    #[test]
    fn equal_entries_of_one_article_are_two_awards() {
        check(&[(1, 7, 20_230_330, 0), (1, 7, 20_230_330, 0)], &[&[0], &[1]]);
        let day = 20_230_330;
        check(&[(1, 7, day, 0), (1, 7, day, 0), (2, 7, day, 0), (2, 7, day, 0)], &[&[0, 2], &[1, 3]]);
    }

    #[test]
    fn other_names_are_another_award() {
        let day = 20_230_330;
        check(&[(1, 7, day, 5), (2, 7, day, 6), (3, 7, day, 5)], &[&[0, 2], &[1]]);
        check(&[(1, 7, day, 5), (2, 7, day, 0)], &[&[0, 1]]);
    }

    #[test]
    fn days_follow_each_other() {
        for (a, b, between) in [
            (20_230_228, 20_230_301, 1),
            (20_240_228, 20_240_301, 2),
            (20_221_231, 20_230_101, 1),
            (20_000_101, 20_010_101, 366),
            (19_000_101, 19_010_101, 365),
        ] {
            assert_eq!(days(b) - days(a), between, "{a} {b}");
        }
    }
}

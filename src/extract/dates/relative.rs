//! Days said from the day of publication: `Sáng nay, …`, `Tối qua`, `Hôm qua, …`.

use super::atoms::Atoms;
use super::point::{Found, Point};
use super::words::Class;

/// Name of the rule.
pub const RULE: &str = "day-relative";

/// Everything about such a day comes from the publication date.
pub fn inferred() -> Vec<String> {
    ["year", "month", "day"].map(str::to_string).to_vec()
}

/// The day said at atom `i`, seen from `today`, and the atom behind. Not where a date in digits follows,
/// which says the same day, nor `hôm nay` within a sentence, which is any time (`cuộc sống hôm nay`).
pub fn at(a: &Atoms, i: usize, today: Point) -> Option<(Vec<Found>, usize)> {
    let part = a.is(Class::Part, i);
    let behind_part = i + usize::from(part && a.low(i + 1) == "hôm");
    let said = if part { behind_part + 1 } else { i + 1 };
    let opens = || matches!(a.before(i, 1), "" | "\n" | "." | "-" | ")" | "\"");
    let today_opens = a.low(i) == "hôm" && a.is_capital(i) && opens();
    if !(part || today_opens) {
        return None;
    }
    let from = match a.low(said) {
        "nay" => today,
        "qua" => today.day_before()?,
        _ => return None,
    };
    let last = said + 1;
    let counter = a.is_number(last) || a.low(last) == ":";
    let digits = |k: usize| {
        a.short(k).is_some() && matches!(a.low(k + 1), "/" | "-" | "." | "tháng") && a.is_number(k + 2)
    };
    let dated = (last..last + 5).take_while(|&k| a.low(k) != "\n").any(digits);
    let found = Found { first: i, last, from, to: None, quarter: false, rule: RULE };
    (!dated && !counter).then(|| (vec![found], last))
}

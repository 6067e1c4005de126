//! Our own rows, beyond the reference scorer: the years of merit and who held an event. Only what
//! both sides have is compared, so that an award or event that was missed counts in its own row alone.

use super::article::{award_key, forms, is_text_tail, is_true, list};
use super::fold::fold;
use super::key::Key;
use super::tally::Tallies;
use serde_json::Value;

/// The fields that the reference scorer does not know; they stand behind its own.
pub const OWN_FIELDS: [&str; 2] = ["years", "organizers"];

/// Adds what one article gives.
pub(super) fn score(name: &str, gold: &Value, found: &Value, tallies: &mut Tallies) {
    years(name, gold, found, tallies);
    organizers(name, gold, found, tallies);
}

/// The years of each award that was found, all or nothing; an award that rightly has none counts
/// neither way. Gold awards without `years` are passed over.
fn years(name: &str, gold: &Value, found: &Value, tallies: &mut Tallies) {
    let loose: Vec<Key> = list(&gold["optional"], "awards").iter().map(award_key).collect();
    let mut golds: Vec<(Key, Option<Key>)> =
        list(gold, "awards").iter().map(|award| (award_key(award), award.get("years").map(sorted))).collect();
    for award in list(found, "awards") {
        let (key, got) = (award_key(award), sorted(&award["years"]));
        let alike =
            || golds.iter().enumerate().filter(|(_, (gold, _))| *gold == key && !loose.contains(gold));
        let equal = alike().find(|(_, (_, years))| years.as_ref() == Some(&got));
        let Some(at) = equal.or_else(|| alike().next()).map(|(at, _)| at) else { continue };
        let Some(want) = golds.remove(at).1 else { continue };
        let said = |years: Key| (years != none()).then(|| Key::Tuple(vec![key.part(0).clone(), years]));
        let want: Vec<Key> = said(want).into_iter().collect();
        tallies.of("years").compare(name, &want, said(got).into_iter().collect(), |_| false);
    }
}

fn none() -> Key {
    Key::Tuple(Vec::new())
}

/// Years in order, whatever the order in which they are given.
fn sorted(years: &Value) -> Key {
    let mut years: Vec<Key> = years.as_array().into_iter().flatten().map(Key::from).collect();
    years.sort();
    Key::Tuple(years)
}

/// Who held each event that was found, in one of gold's forms, the body's locality behind it or not; null
/// where the text does not say.
/// Gold events without `organizer` are passed over.
fn organizers(name: &str, gold: &Value, found: &Value, tallies: &mut Tallies) {
    let is_same = |a: &Value, b: &Value| ["kind", "date"].iter().all(|field| a[field] == b[field]);
    let same = |want: &Key, got: &Key| match (want, got) {
        (Key::Any(want), Key::Any(got)) => {
            want.iter().any(|form| got.iter().any(|name| is_text_tail(name, form)))
        }
        _ => false,
    };
    let mut left: Vec<&Value> = list(found, "events").iter().collect();
    for event in list(gold, "events") {
        let Some(want) = event.get("organizer") else { continue };
        let want: Vec<Key> = is_true(want).then(|| forms(want)).into_iter().collect();
        let name_of = |event: &Value| event["organizer"].as_str().map(spelt);
        // Two bodies may hold an event of one kind on one day.
        let right = |other: &Value| want.first().zip(name_of(other)).is_some_and(|(w, g)| same(w, &g));
        let alike = || left.iter().enumerate().filter(|(_, other)| is_same(event, other));
        let best = alike().find(|(_, other)| right(other)).or_else(|| alike().next());
        let Some(at) = best.map(|(at, _)| at) else { continue };
        let got: Vec<Key> = name_of(left.remove(at)).into_iter().collect();
        tallies.of("organizers").compare_by(name, &want, got, |_| false, same);
    }
}

/// A name that defines its abbreviation in brackets, in its three forms: `Tòa án nhân dân (TAND) tỉnh A` is
/// also `Tòa án nhân dân tỉnh A` and `TAND tỉnh A`.
fn spelt(name: &str) -> Key {
    let mut forms = vec![fold(name)];
    if let Some((long, rest)) = name.split_once('(')
        && let Some((short, rest)) = rest.split_once(')')
    {
        forms.extend([fold(&format!("{long} {rest}")), fold(&format!("{short} {rest}"))]);
    }
    Key::Any(forms.into_iter().map(Key::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Hits, misses and wrong finds of a row.
    fn check(field: &'static str, gold: Value, found: Value, expected: (usize, usize, usize)) {
        let mut tallies = Tallies::default();
        score("a", &gold, &found, &mut tallies);
        let tally = tallies.of(field);
        assert_eq!((tally.hit, tally.missed, tally.wrong), expected, "{gold} {found}");
    }

    #[test]
    fn years_of_matched_awards() {
        let award = |count: u32, years: Value| json!({"award": "bang-khen", "count": count, "years": years});
        let awards = |all: &[Value]| json!({ "awards": all });
        for (gold, found, expected) in [
            (json!([2021, 2022]), json!([2022, 2021]), (1, 0, 0)),
            (json!([2022]), json!([2021]), (0, 1, 1)),
            (json!([2022]), json!([]), (0, 1, 0)),
            (json!([]), json!([2022]), (0, 0, 1)),
            (json!([]), json!([]), (0, 0, 0)),
        ] {
            check("years", awards(&[award(3, gold)]), awards(&[award(3, found)]), expected);
        }
        // Two alike are told apart by their years; a missed one counts in `awards` alone.
        let two = awards(&[award(3, json!([2021])), award(3, json!([2022]))]);
        check("years", two.clone(), awards(&[award(3, json!([2022])), award(3, json!([2021]))]), (2, 0, 0));
        check("years", two, awards(&[award(4, json!([2022]))]), (0, 0, 0));
        let unsaid = json!({"awards": [{"award": "bang-khen", "count": 3}]});
        check("years", unsaid, awards(&[award(3, json!([2022]))]), (0, 0, 0));
    }

    #[test]
    fn organizers_of_matched_events() {
        let events = |date: &str, organizer: Value| json!({"events": [{"kind": "review", "date": date, "organizer": organizer}]});
        let day = "2023-03-08";
        for (gold, found, expected) in [
            (json!(["UBND huyện A", "Huyện A"]), json!("Ủy ban nhân dân huyện A"), (1, 0, 0)),
            (json!("TAND tỉnh A"), json!("Tòa án nhân dân (TAND) tỉnh A"), (1, 0, 0)),
            (json!("UBND xã A"), json!("UBND xã A, tỉnh B"), (1, 0, 0)),
            (json!("UBND huyện A"), json!("UBND huyện B"), (0, 1, 1)),
            (json!("UBND huyện A"), json!(null), (0, 1, 0)),
            (json!(null), json!("UBND huyện A"), (0, 0, 1)),
            (json!(null), json!(null), (0, 0, 0)),
        ] {
            check("organizers", events(day, gold), events(day, found), expected);
        }
        check("organizers", events(day, json!("A")), events("2023-03-09", json!("B")), (0, 0, 0));
        let unsaid = json!({"events": [{"kind": "review", "date": day}]});
        check("organizers", unsaid, events(day, json!("A")), (0, 0, 0));
    }
}

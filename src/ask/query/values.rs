//! What a field may be: texts → a checked [`Value`], or what is allowed.

use super::fields::Field;
use crate::ask::filter::days;
use crate::gazetteer::{self, Place};
use crate::index::distance;
use crate::index::terms::words;
use crate::model::vocabulary::AWARDS;
use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// What a field must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// One of these words of the contract.
    OneOf(BTreeSet<String>),
    /// Has the words of one of these names.
    Names(Vec<String>),
    /// One of these units, and how they were written.
    Places(Vec<&'static Place>, Vec<String>),
    /// A number, a year, a month (`202303`) or a day (`20230330`, day 0 for a month as a whole) in this range.
    Range(RangeInclusive<u64>, String),
}

impl Value {
    /// Number of words.
    pub fn words(&self) -> usize {
        match self {
            Value::OneOf(values) => values.len(),
            Value::Names(names) | Value::Places(_, names) => names.iter().map(|name| words(name).len()).sum(),
            Value::Range(..) => 1,
        }
    }

    /// As the language writes it.
    pub fn shown(&self) -> String {
        let quoted = |text: &String| {
            let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
            if plain { text.clone() } else { format!("\"{text}\"") }
        };
        match self {
            Value::OneOf(values) => values.iter().map(quoted).collect::<Vec<_>>().join(","),
            Value::Names(names) | Value::Places(_, names) => {
                names.iter().map(quoted).collect::<Vec<_>>().join(",")
            }
            Value::Range(_, shown) => shown.clone(),
        }
    }
}

/// Known value, by the plain words of whatever it is called.
type Known = HashMap<(Field, String), &'static str>;

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for line in include_str!("values.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(field), Some(value)) = (cells.next().and_then(Field::of), cells.next()) else { continue };
        for name in cells.next().unwrap_or("").split(',').chain([value]) {
            known.insert((field, key(name)), value);
        }
    }
    // The extractor's own table of names: whoever adds one there adds it here.
    for line in include_str!("../../extract/awards/names.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(name), Some(slug)) = (cells.next(), cells.next()) else { continue };
        if let Some(slug) = AWARDS.iter().find(|known| **known == slug) {
            known.entry((Field::Award, key(name))).or_insert(slug);
        }
    }
    known.extend(AWARDS.iter().map(|slug| ((Field::Award, key(slug)), *slug)));
    known
});

fn key(name: &str) -> String {
    words(name).iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ")
}

/// The slug of an award, given as it is or by a name in any accents.
pub fn award(name: &str) -> Option<&'static str> {
    KNOWN.get(&(Field::Award, key(name))).copied()
}

/// Checks the values of a field: each of them a value, those that belong together as one.
///
/// # Errors
/// What is allowed, or the nearest of it.
pub fn checked(field: Field, texts: &[String]) -> Result<Vec<Value>, Vec<String>> {
    match field {
        Field::Award
        | Field::Class
        | Field::Level
        | Field::Recipient
        | Field::Status
        | Field::Event
        | Field::Copy => {
            let all: Result<BTreeSet<String>, _> = texts.iter().map(|text| known(field, text)).collect();
            all.map(|all| vec![Value::OneOf(all)])
        }
        Field::Authority | Field::Unit | Field::Official | Field::Site | Field::Title => {
            let empty = texts.iter().any(|text| words(text).is_empty());
            if empty { Err(Vec::new()) } else { Ok(vec![Value::Names(texts.to_vec())]) }
        }
        Field::Province => places(1, texts),
        Field::District => places(2, texts),
        Field::Commune => places(3, texts),
        Field::Count => ranges(texts, &["10", ">=10", "10..20"], |text| {
            let number = text.parse().ok().filter(|number| *number < u64::MAX)?;
            Some((number, number))
        }),
        Field::Year => ranges(texts, &["2023", ">=2022", "2020..2023"], |text| {
            let year = text.parse().ok().filter(|year| (1800..=9999).contains(year))?;
            Some((year, year))
        }),
        Field::Month => ranges(texts, &["2023-03", "2023-01..2023-06"], |text| {
            let (first, last) =
                days(text).filter(|(first, last)| first / 100 != last / 100 || last > first)?;
            Some((first / 100, last / 100))
        }),
        Field::Date => ranges(texts, &["2023", "2023-03", "2023-03-30", "2023-01..2023-06"], day_bounds),
    }
}

/// The first and the last day of a date; a month or a year begins with the day 0, which what is dated by it
/// alone has.
pub fn day_bounds(text: &str) -> Option<(u64, u64)> {
    let (first, last) = days(text)?;
    let begin = match last - first {
        0 => first,
        1..=30 => first / 100 * 100,
        _ => first / 10_000 * 10_000,
    };
    Some((begin, last))
}

fn known(field: Field, text: &str) -> Result<String, Vec<String>> {
    let wanted = key(text);
    if let Some(value) = KNOWN.get(&(field, wanted.clone())) {
        return Ok(value.to_string());
    }
    // The years of a Huy hiệu Đảng are a class as well.
    if field == Field::Class && wanted.parse::<u8>().is_ok() {
        return Ok(wanted);
    }
    let mut allowed: Vec<(usize, &str)> = Vec::new();
    for ((_, name), value) in KNOWN.iter().filter(|((of, _), _)| *of == field) {
        let far = distance(name, &wanted, 6).unwrap_or(7);
        match allowed.iter_mut().find(|(_, known)| known == value) {
            Some((least, _)) => *least = far.min(*least),
            None => allowed.push((far, *value)),
        }
    }
    // A short list is told whole, of a long one the nearest.
    const SHOWN: usize = 12;
    allowed.sort_unstable();
    allowed.truncate(if allowed.len() > SHOWN { 3 } else { SHOWN });
    Err(allowed.into_iter().map(|(_, value)| value.to_string()).collect())
}

/// How a place is written in its field so that it alone is meant: by its name, or by its code where another one of
/// its level has the name too.
pub fn place_in_field<'p>(level: u8, name: &'p str, code: &'p str) -> &'p str {
    let mut named = gazetteer::get().meanings(name).into_iter().filter(|place| place.level == level);
    if named.all(|place| place.code == code) { name } else { code }
}

fn places(level: u8, texts: &[String]) -> Result<Vec<Value>, Vec<String>> {
    let gazetteer = gazetteer::get();
    let mut all = Vec::new();
    for text in texts {
        let code = format!("{:0>2}", text.trim());
        let mut found: Vec<&'static Place> = gazetteer.with_code(level, &code).iter().collect();
        if found.is_empty() {
            found = gazetteer.meanings(text).into_iter().filter(|place| place.level == level).collect();
        }
        if found.is_empty() {
            let wanted = key(text);
            let near = gazetteer.all().filter(|place| place.level == level);
            let near = near.filter_map(|place| Some((distance(&key(place.name), &wanted, 2)?, place.name)));
            let near: BTreeSet<(usize, &str)> = near.collect();
            return Err(near.into_iter().take(3).map(|(_, name)| name.to_string()).collect());
        }
        all.extend(found);
    }
    Ok(vec![Value::Places(all, texts.to_vec())])
}

/// Numbers and ranges of them, each a value.
fn ranges(
    texts: &[String],
    allowed: &[&str],
    bounds: impl Fn(&str) -> Option<(u64, u64)>,
) -> Result<Vec<Value>, Vec<String>> {
    let range = |text: &String| {
        let wanted = text.trim();
        let (first, last) = if let Some((from, to)) = wanted.split_once("..") {
            let from = if from.is_empty() { Some(0) } else { bounds(from).map(|it| it.0) };
            let to = if to.is_empty() { Some(u64::MAX - 1) } else { bounds(to).map(|it| it.1) };
            if wanted == ".." { (None, None) } else { (from, to) }
        } else if let Some(from) = wanted.strip_prefix(">=") {
            (bounds(from).map(|it| it.0), Some(u64::MAX - 1))
        } else if let Some(to) = wanted.strip_prefix("<=") {
            (Some(0), bounds(to).map(|it| it.1))
        } else if let Some(from) = wanted.strip_prefix('>') {
            (bounds(from).map(|it| it.1 + 1), Some(u64::MAX - 1))
        } else if let Some(to) = wanted.strip_prefix('<') {
            (Some(0), bounds(to).and_then(|it| it.0.checked_sub(1)))
        } else {
            bounds(wanted).unzip()
        };
        let (first, last) = (first?, last?);
        (first <= last).then(|| Value::Range(first..=last, wanted.to_string()))
    };
    let all: Option<Vec<Value>> = texts.iter().map(range).collect();
    all.ok_or_else(|| allowed.iter().map(ToString::to_string).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awards_by_slug_and_name() {
        for (name, expected) in [
            ("bang-khen", Some("bang-khen")),
            ("bằng khen", Some("bang-khen")),
            ("Bang Khen", Some("bang-khen")),
            ("CSTĐ cơ sở", Some("chien-si-thi-dua-co-so")),
            ("chiến sỹ thi đua cơ sở", Some("chien-si-thi-dua-co-so")),
            ("kỉ niệm chương", Some("ky-niem-chuong")),
            ("mẹ Việt Nam anh hùng", Some("ba-me-viet-nam-anh-hung")),
            ("bánh mì", None),
        ] {
            assert_eq!(award(name), expected, "{name}");
        }
        assert!(AWARDS.iter().all(|slug| award(slug) == Some(slug)));
    }

    /// `field value` → the ranges, or `no`.
    fn check(field: Field, text: &str, expected: &str) {
        let found = match checked(field, &[text.to_string()]) {
            Ok(values) => match &values[0] {
                Value::Range(range, _) if *range.end() == u64::MAX - 1 => format!("{}..", range.start()),
                Value::Range(range, _) => format!("{}..{}", range.start(), range.end()),
                Value::OneOf(values) => values.iter().cloned().collect::<Vec<_>>().join(","),
                Value::Names(names) => names.join(","),
                Value::Places(places, _) => places[0].full_name(),
            },
            Err(_) => "no".into(),
        };
        assert_eq!(found, expected, "{}:{text}", field.name());
    }

    #[test]
    fn values_of_fields() {
        for (field, text, expected) in [
            (Field::Count, "10", "10..10"),
            (Field::Count, ">=10", "10.."),
            (Field::Count, ">5", "6.."),
            (Field::Count, "<5", "0..4"),
            (Field::Count, "<=5", "0..5"),
            (Field::Count, "10..20", "10..20"),
            (Field::Count, "20..10", "no"),
            (Field::Count, "<0", "no"),
            (Field::Count, "..", "no"),
            (Field::Count, "-1", "no"),
            (Field::Count, "99999999999999999999", "no"),
            (Field::Year, "2023..", "2023.."),
            (Field::Year, "23", "no"),
            (Field::Month, "2023-01..2023-06", "202301..202306"),
            (Field::Month, "2023", "202301..202312"),
            (Field::Month, "2023-03-30", "no"),
            (Field::Date, "2023-03", "20230300..20230331"),
            (Field::Date, "2023", "20230000..20231231"),
            (Field::Date, "30/3/2023", "20230330..20230330"),
            (Field::Date, "2023-01..2023-06", "20230100..20230630"),
            (Field::Date, "..2022", "0..20221231"),
            (Field::Date, ">2023-03", "20230332.."),
            (Field::Date, "2023-13", "no"),
            (Field::Level, "chính phủ", "government"),
            (Field::Level, "king", "no"),
            (Field::Class, "nhì", "2"),
            (Field::Class, "30", "30"),
            (Field::Status, "proposed", "proposed"),
            (Field::Province, "Nam Định", "tỉnh Nam Định"),
            (Field::Province, "nam dinh", "tỉnh Nam Định"),
            (Field::Province, "36", "tỉnh Nam Định"),
            (Field::Province, "Nam", "no"),
            (Field::District, "Ý Yên", "huyện Ý Yên"),
            (Field::Unit, "…", "no"),
        ] {
            check(field, text, expected);
        }
    }

    #[test]
    fn a_bad_value_says_what_is_allowed() {
        let told = |field, text: &str| checked(field, &[text.to_string()]).expect_err("it is bad");
        assert!(told(Field::Award, "bang-khem").contains(&"bang-khen".to_string()));
        assert!(told(Field::Status, "x").contains(&"proposed".to_string()));
        assert!(told(Field::Province, "Nam Đinhh").contains(&"Nam Định".to_string()));
        assert!(!told(Field::Date, "hôm nay").is_empty());
    }
}

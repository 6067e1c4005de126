//! Counts, names and the form of the tables.

use super::*;

/// The catalogue as handed over, for those who have it beside the project.
const CATALOGUE: &str = "../shared/gazetteer/units.tsv";

#[test]
fn as_many_units_in_force_as_the_catalogue_counts() {
    for (day, expected) in
        [("2021-12-01", [63, 705, 10_599]), ("2025-06-30", [63, 696, 10_035]), ("2025-07-01", [34, 0, 3_321])]
    {
        let counts = [1, 2, 3].map(|level| get().in_force(level, day).count());
        assert_eq!(counts, expected, "on {day}");
    }
}

#[test]
fn the_compact_table_says_what_the_catalogue_says() {
    let Ok(catalogue) = std::fs::read_to_string(CATALOGUE) else { return };
    let mut wanted: Vec<String> = catalogue.lines().skip(1).map(String::from).collect();
    let mut got: Vec<String> = Vec::new();
    for line in include_str!("units.tsv").lines().filter(|line| !line.starts_with(['#', '@'])) {
        assert!(Kind::from_code(line.split('\t').nth(1).unwrap_or_default()).is_some(), "{line}");
    }
    for place in get().all() {
        let Place { level, code, name, parent, valid_from, valid_to, successors, .. } = place;
        let kind = format!("{:?}", place.kind);
        let codes = [
            ("Province", "TINH"),
            ("CentralCity", "TP_TW"),
            ("UrbanDistrict", "QUAN"),
            ("District", "HUYEN"),
            ("Town", "TX"),
            ("City", "TP"),
            ("Commune", "XA"),
            ("Ward", "PHUONG"),
            ("Township", "TT"),
            ("SpecialZone", "DACKHU"),
        ];
        let kind = codes.iter().find(|(name, _)| *name == kind).map_or("", |(_, code)| code);
        got.push(format!(
            "{level}\t{code}\t{kind}\t{name}\t{parent}\t{valid_from}\t{valid_to}\t{successors}"
        ));
    }
    wanted.sort();
    got.sort();
    assert_eq!(got, wanted);
}

#[test]
fn every_alias_names_a_unit_and_keys_are_unique() {
    for line in include_str!("aliases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (written, rest) = line.split_once('\t').expect("three fields");
        let (name, level) = rest.split_once('\t').expect("three fields");
        let named = |place: &&Place| place.name == name && place.level.to_string() == level;
        assert!(get().all().any(|place| named(&place)), "{line}");
        assert!(get().meanings(written).iter().any(named), "{line}");
    }
    let mut keys: Vec<_> = get().all().map(Place::key).collect();
    keys.dedup();
    assert_eq!(keys.len(), get().all().count());
}

#[test]
fn every_unit_has_its_parents_on_its_first_and_last_day() {
    for place in get().all().filter(|place| place.level > 1) {
        let first = if place.valid_from.is_empty() { "2021-11-01" } else { place.valid_from };
        assert_eq!(get().province(place, Some(first)).map(|up| up.level), Some(1), "{place:?}");
        assert_eq!(get().province(place, None).map(|up| up.level), Some(1), "{place:?}");
    }
}

/// `cases.tsv`: name with its kind word, day (or `-`), units that the text names (full names,
/// separated by `;`, or `-`), and what it means: a code, a code`@`valid_from, `?`n for n units, `-`.
#[test]
fn names_mean_what_the_cases_say() {
    let mut wrong = Vec::new();
    for line in include_str!("cases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [full, day, within, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four fields: {line}");
        };
        let day = (day != "-").then_some(day);
        let near: Vec<_> = within
            .split(';')
            .filter(|name| *name != "-")
            .map(|name| get().lookup_full(name, day, &[]).one().unwrap_or_else(|| panic!("within: {line}")))
            .collect();
        let got = match get().lookup_full(full, day, &near) {
            Lookup::One(place) if place.valid_from.is_empty() => place.code.into(),
            Lookup::One(place) => format!("{}@{}", place.code, place.valid_from),
            Lookup::Ambiguous(places) => format!("?{}", places.len()),
            Lookup::None => "-".into(),
        };
        if got != expected {
            wrong.push(format!("{line} got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_longest_name_is_found() {
    let check = |text: &str, expected: Option<usize>| {
        assert_eq!(get().longest_name_at(text.split(' ')), expected, "{text}");
    };
    check("mỹ lộc trao bằng khen", Some(2));
    check("vụ bản và nam trực", Some(2));
    check("bà rịa - vũng tàu hôm nay", Some(5));
    check("phan rang - tháp chàm", Some(5));
    check("châu thành a ,", Some(3));
    check("châu thành , đồng tháp", Some(2));
    check("ea h ' leo", Some(4));
    check("dak ha khen thuong", Some(2));
    check("mù cang chải tổ chức", Some(3));
    check("2", Some(1));
    check("tổ chức hội nghị", None);
    check("- hà nội", None);
    check("", None);
}

#[test]
fn localities_are_found_in_the_names_of_bodies() {
    let check = |text: &str, expected: &[&str]| assert_eq!(get().localities_in(text), expected, "{text}");
    check("UBND huyện Ý Yên", &["huyện Ý Yên"]);
    check("HĐND thị xã An Khê", &["thị xã An Khê"]);
    check("Trạm Y tế xã Mường Hoong, huyện Đăk Glei", &["xã Mường Hoong", "huyện Đăk Glei"]);
    check("Công an TP.Đồng Xoài", &["TP.Đồng Xoài"]);
    check("huyện Ea H'leo (tỉnh Đắk Lắk)", &["huyện Ea H'leo", "tỉnh Đắk Lắk"]);
    check("Công an phường 2", &["phường 2"]);
    check("Cụm thi đua các huyện, thành phố", &[]);
    check("Huyện ủy Cái Bè", &["Huyện ủy Cái Bè"]);
    check("Ban Thường vụ Tỉnh ủy", &[]);
    check("UBND tỉnh", &[]);
    check("Bộ Nội vụ", &[]);
}

#[test]
fn the_names_of_an_article_decide_each_other() {
    let check = |names: &[&str], expected: &[&str]| {
        let found = get().resolve(names, Some("2022-05-05"), &[]);
        let codes: Vec<_> = found.iter().map(|it| it.one().map_or("-", |place| place.code)).collect();
        assert_eq!(codes, expected, "{names:?}");
    };
    check(&["huyện Châu Thành"], &["-"]);
    check(&["huyện Châu Thành", "huyện Lấp Vò"], &["877", "875"]);
    check(&["huyện Châu Thành", "tỉnh Long An"], &["808", "80"]);
    check(&["phường 2", "TP Bảo Lộc", "TP Đà Lạt"], &["-", "673", "672"]);
    check(&["phường 2", "TP Bảo Lộc"], &["24820", "673"]);
    check(&["xã Long Thạnh", "Kiên Giang", "huyện Giồng Riềng"], &["30943", "91", "906"]);
    check(&["xã Long Thạnh", "tỉnh Hà Giang"], &["-", "02"]);
}

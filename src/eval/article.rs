//! One article: every field of gold against what was found.

use super::beyond;
use super::fold::{fold, is_kind, words};
use super::key::Key;
use super::tally::Tallies;
use regex::Regex;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How many words a name may have behind the form that gold gives: the body's locality, resolved.
const TAIL: usize = 6;

/// The longest evidence, in code points.
const LONGEST_SPAN: usize = 1000;

/// Adds what one article gives; `found` is null where there is no record.
pub(super) fn score(name: &str, gold: &Value, found: &Value, tallies: &mut Tallies) {
    let article = Article { name, gold, found, optional: gold.get("optional").unwrap_or(&Value::Null) };
    article.page_facts(tallies);
    article.units(tallies);
    article.officials(tallies);
    article.dates(tallies);
    article.awards(tallies);
    article.award_levels(tallies);
    article.authorities(tallies);
    article.unit_keys(tallies);
    article.recipients(tallies);
    article.ratings(tallies);
    article.events(tallies);
    article.text(tallies);
    beyond::score(name, gold, found, tallies);
}

struct Article<'a> {
    name: &'a str,
    gold: &'a Value,
    found: &'a Value,
    optional: &'a Value,
}

impl Article<'_> {
    /// Title, byline, date and province.
    fn page_facts(&self, tallies: &mut Tallies) {
        for field in ["title", "byline"] {
            let Some(want) = self.gold.get(field) else { continue };
            let want: Vec<Key> = text(want).map(|t| fold(&t).into()).into_iter().collect();
            let got = self.found.get(field).and_then(text).filter(|t| !t.is_empty());
            let got = got.map(|t| fold(&t).into()).into_iter().collect();
            let loose = folded(list(self.optional, field));
            tallies.of(field).compare(self.name, &want, got, |key| loose.contains(key));
        }
        if let Some(want) = self.gold.get("published") {
            let day = |t: String| Key::Text(t.chars().take(10).collect());
            let want: Vec<Key> = text(want).map(day).into_iter().collect();
            let got = self.found.get("published").and_then(text).filter(|t| !t.is_empty());
            let loose = keys(list(self.optional, "published"));
            let got = got.map(day).into_iter().collect();
            tallies.of("published").compare(self.name, &want, got, |key| loose.contains(key));
        }
        // Where the text names no province, one resolved from the gazetteer is neutral.
        if let Some(want) = self.gold.get("province").filter(|province| is_true(province)) {
            let got = self.found.get("province").filter(|province| is_true(province));
            let got = got.map(|province| folded_at(province, "name")).into_iter().collect();
            let want = text(want).map_or(Key::None, |t| fold(&t).into());
            let loose = folded(list(self.optional, "province"));
            tallies.of("province").compare(self.name, &[want], got, |key| loose.contains(key));
        }
    }

    fn units(&self, tallies: &mut Tallies) {
        let loose: Vec<String> =
            list(self.optional, "units").iter().filter_map(text).map(|t| fold(&t)).collect();
        let is_loose = |key: &str| loose.iter().any(|o| key == o || (!is_kind(o) && is_tail_of(key, o)));
        let forms: Vec<Key> = list(self.gold, "units").iter().map(forms).collect();
        let got = unique(list(self.found, "units").iter().map(|unit| folded_at(unit, "name")));
        tallies.of("units").compare_by(self.name, &forms, got, |key| key.is_text(is_loose), is_one_of);
    }

    fn officials(&self, tallies: &mut Tallies) {
        let golds = list(self.gold, "officials");
        let mut wanted: Vec<(Key, &Value)> = Vec::new();
        let mut aliases = HashMap::new();
        for official in golds {
            let name = folded_at(official, "name");
            match wanted.iter_mut().find(|(key, _)| *key == name) {
                Some((_, last)) => *last = official,
                None => wanted.push((name.clone(), official)),
            }
            for variant in list(official, "variants").iter().filter_map(text) {
                aliases.insert(Key::from(fold(&variant)), name.clone());
            }
        }
        let mut got: Vec<(Key, Vec<Key>)> = Vec::new();
        for official in list(self.found, "officials") {
            let name = folded_at(official, "name");
            let name = aliases.get(&name).cloned().unwrap_or(name);
            let positions = folded(list(official, "positions"));
            match got.iter_mut().find(|(key, _)| *key == name) {
                Some((_, all)) => all.extend(positions),
                None => got.push((name, positions)),
            }
        }
        let loose: HashSet<Key> = list(self.optional, "officials")
            .iter()
            .map(|o| if o.is_string() { folded_text(o) } else { folded_at(o, "name") })
            .collect();
        let people: Vec<Key> = wanted.iter().map(|(name, _)| name.clone()).collect();
        let found = got.iter().map(|(name, _)| name.clone()).collect();
        tallies.of("officials").compare(self.name, &people, found, |key| loose.contains(key));
        for (person, official) in wanted {
            let found = got.iter().find(|(name, _)| *name == person).map(|(_, positions)| positions);
            self.positions(official, found, tallies);
        }
    }

    /// The positions of one person; none where the person was not found.
    fn positions(&self, official: &Value, found: Option<&Vec<Key>>, tallies: &mut Tallies) {
        let want = folded(list(official, "positions"));
        let tally = tallies.of("positions");
        let Some(found) = found else {
            tally.missed += want.len();
            return;
        };
        let name = format!("{}/{}", self.name, official.get("name").and_then(text).unwrap_or_default());
        let loose = folded(list(official, "optional_positions"));
        let has_tail = |stem: &Key, key: &Key| is_text_tail(key, stem);
        let neutral = |key: &Key| loose.iter().any(|stem| has_tail(stem, key));
        tally.compare_by(&name, &want, unique(found.iter().cloned()), neutral, has_tail);
    }

    fn dates(&self, tallies: &mut Tallies) {
        let loose = keys(list(self.optional, "dates"));
        let want = unique(keys(list(self.gold, "dates")).into_iter());
        let got = unique(list(self.found, "dates").iter().map(|date| Key::at(date, "value")));
        tallies.of("dates").compare(self.name, &want, got, |key| loose.contains(key));
    }

    fn loose_awards(&self) -> HashSet<Key> {
        list(self.optional, "awards").iter().map(award_key).collect()
    }

    fn awards(&self, tallies: &mut Tallies) {
        let (gold, found) = (list(self.gold, "awards"), list(self.found, "awards"));
        let loose = self.loose_awards();
        let optional = list(self.optional, "awards").iter();
        let known: HashSet<Key> = gold.iter().chain(optional).map(|award| Key::at(award, "award")).collect();
        let want: Vec<Key> = gold.iter().map(award_key).collect();
        let neutral =
            |key: &Key| loose.contains(key) || (*key.part(3) == Key::None && known.contains(key.part(0)));
        tallies.of("awards").compare(self.name, &want, same_splits(gold, found), neutral);
    }

    fn award_levels(&self, tallies: &mut Tallies) {
        let mut levels: HashMap<Key, BTreeSet<Key>> = HashMap::new();
        for award in list(self.gold, "awards") {
            levels.entry(award_key(award)).or_default().insert(Key::at(award, "level"));
        }
        for award in list(self.found, "awards") {
            let key = award_key(award);
            let Some(right) = levels.get(&key).filter(|right| !right.contains(&Key::None)) else { continue };
            let want = Key::Tuple(vec![key.part(0).clone(), Key::Any(right.clone())]);
            let got = Key::Tuple(vec![key.part(0).clone(), Key::at(award, "level")]);
            let same = |want: &Key, got: &Key| is_one_of(want.part(1), got.part(1));
            tallies.of("award levels").compare_by(self.name, &[want], vec![got], |_| false, same);
        }
    }

    fn authorities(&self, tallies: &mut Tallies) {
        let mut said: HashMap<Key, BTreeSet<Key>> = HashMap::new();
        for award in list(self.gold, "awards") {
            let Some(authority) = award.get("authority").filter(|authority| is_true(authority)) else {
                continue;
            };
            if let Key::Any(forms) = forms(authority) {
                said.entry(award_key(award)).or_default().extend(forms);
            }
        }
        let loose = self.loose_awards();
        for award in list(self.found, "awards") {
            let key = award_key(award);
            let Some(forms) = said.get(&key).filter(|_| !loose.contains(&key)) else { continue };
            let got = award.get("authority").filter(|authority| is_true(authority));
            let got = got.map(folded_text).into_iter().collect();
            let same = |want: &Key, got: &Key| match want {
                Key::Any(forms) => forms.iter().any(|form| is_text_tail(got, form)),
                _ => false,
            };
            let want = [Key::Any(forms.clone())];
            tallies.of("authorities").compare_by(self.name, &want, got, |_| false, same);
        }
    }

    fn unit_keys(&self, tallies: &mut Tallies) {
        let Some(Value::Object(given)) = self.gold.get("unit_keys") else { return };
        let mut wanted: HashMap<String, Key> = HashMap::new();
        for (name, key) in given.iter().filter(|(_, key)| is_true(key)) {
            wanted.insert(fold(name), Key::Tuple(vec![Key::at(key, "level"), code(key)]));
        }
        for unit in list(self.gold, "units").iter().filter_map(Value::as_array) {
            let forms: Vec<String> = unit.iter().filter_map(text).map(|form| fold(&form)).collect();
            for form in &forms {
                for other in &forms {
                    if let Some(key) = wanted.get(other).cloned() {
                        wanted.entry(form.clone()).or_insert(key);
                    }
                }
            }
        }
        for unit in list(self.found, "units") {
            let name = unit.get("name").and_then(text).map(|name| fold(&name)).unwrap_or_default();
            let Some(want) = wanted.get(&name) else { continue };
            let has_code = unit.get("code").is_some_and(is_true);
            let got = has_code.then(|| Key::Tuple(vec![Key::at(unit, "level"), code(unit)]));
            let got = got.into_iter().collect();
            tallies.of("unit keys").compare(self.name, std::slice::from_ref(want), got, |_| false);
        }
    }

    fn recipients(&self, tallies: &mut Tallies) {
        let awards = |of| list(of, "awards").iter().flat_map(|award| list(award, "recipients"));
        let want = unique(awards(self.gold).map(forms));
        let got = unique(awards(self.found).map(folded_text));
        let loose = folded(list(self.optional, "recipients"));
        tallies.of("recipients").compare_by(self.name, &want, got, |key| loose.contains(key), is_one_of);
    }

    fn ratings(&self, tallies: &mut Tallies) {
        let key = |rating: &Value| Key::Tuple(vec![Key::at(rating, "rating"), Key::at(rating, "count")]);
        let all = |of| list(of, "ratings").iter().map(key).collect::<Vec<Key>>();
        let (want, loose) = (all(self.gold), all(self.optional));
        let is_known = |rating: &Key| want.iter().any(|want| want.part(0) == rating);
        let neutral = |key: &Key| loose.contains(key) || (*key.part(1) == Key::None && is_known(key.part(0)));
        tallies.of("ratings").compare(self.name, &want, all(self.found), neutral);
    }

    fn events(&self, tallies: &mut Tallies) {
        if self.gold.get("events").is_none() {
            return;
        }
        let key = |event: &Value| Key::Tuple(vec![Key::at(event, "kind"), Key::at(event, "date")]);
        let all = |of| {
            let mut events = unique(list(of, "events").iter().map(key));
            events.sort_by_key(Key::to_string);
            events
        };
        let loose = keys(list(self.optional, "events"));
        let neutral = |key: &Key| loose.contains(key.part(0));
        tallies.of("events").compare(self.name, &all(self.gold), all(self.found), neutral);
    }

    /// What the text must and must not have, and whether the offsets point at what they say.
    fn text(&self, tallies: &mut Tallies) {
        let text = self.found.get("text").and_then(text).unwrap_or_default();
        let chars: Vec<char> = text.nfc().collect();
        let folded = fold(&text);
        for (field, list_name, wanted) in
            [("text kept", "in_text", true), ("text noise", "not_in_text", false)]
        {
            let want = keys(list(self.gold, list_name));
            let right = |key: &&Key| key.is_text(|t| folded.contains(&fold(t)) == wanted);
            let got = want.iter().filter(|_| wanted || !chars.is_empty()).filter(right).cloned().collect();
            tallies.of(field).compare(self.name, &want, got, |_| false);
        }
        let mut offset = |right| {
            tallies.of("offsets").compare(self.name, &[Key::Bool(true)], vec![Key::Bool(right)], |_| false);
        };
        for item in ["units", "officials"].into_iter().flat_map(|field| list(self.found, field)) {
            let names = item.get("name").into_iter().chain(list(item, "variants")).filter_map(self::text);
            let folded: Vec<String> = names.map(|name| fold(&name)).collect();
            let known: HashSet<&str> = folded.iter().flat_map(|name| words(name)).collect();
            for mention in list(item, "mentions") {
                let span = span(mention, &chars).map(|span| fold(&span));
                offset(span.is_some_and(|span| words(&span).any(|word| known.contains(word))));
            }
        }
        for date in list(self.found, "dates") {
            offset(span(date, &chars).is_some_and(|span| Key::at(date, "text").is_text(|t| t == span)));
        }
        for item in ["awards", "ratings"].into_iter().flat_map(|field| list(self.found, field)) {
            let shows =
                |span: &str| span.chars().count() <= LONGEST_SPAN && shows_count(span, item.get("count"));
            offset(span(item, &chars).is_some_and(|span| shows(&span)));
        }
    }
}

/// The list at a field; empty where there is none.
pub(super) fn list<'a>(object: &'a Value, field: &str) -> &'a [Value] {
    object.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The text of a value; none for null.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Whether a value is anything but null, false, zero and empty.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
    }
}

fn keys(values: &[Value]) -> Vec<Key> {
    values.iter().map(Key::from).collect()
}

pub(super) fn folded_text(value: &Value) -> Key {
    text(value).map_or(Key::None, |t| fold(&t).into())
}

fn folded_at(object: &Value, field: &str) -> Key {
    object.get(field).map_or(Key::None, folded_text)
}

fn folded(values: &[Value]) -> Vec<Key> {
    values.iter().map(folded_text).collect()
}

/// The equally right forms of a name: a list of them, or the name itself.
pub(super) fn forms(value: &Value) -> Key {
    Key::Any(match value {
        Value::Array(forms) => forms.iter().map(folded_text).collect(),
        name => BTreeSet::from([folded_text(name)]),
    })
}

fn is_one_of(forms: &Key, key: &Key) -> bool {
    matches!(forms, Key::Any(forms) if forms.contains(key))
}

/// Each once, in the order first met.
fn unique(keys: impl Iterator<Item = Key>) -> Vec<Key> {
    let mut seen = HashSet::new();
    keys.filter(|key| seen.insert(key.clone())).collect()
}

/// Whether a name is the stem, or the stem with a short tail.
fn is_tail_of(name: &str, stem: &str) -> bool {
    name == stem
        || name.strip_prefix(stem).is_some_and(|tail| tail.starts_with(' '))
            && words(name).count().saturating_sub(words(stem).count()) <= TAIL
}

pub(super) fn is_text_tail(name: &Key, stem: &Key) -> bool {
    name.is_text(|name| stem.is_text(|stem| is_tail_of(name, stem)))
}

fn code(object: &Value) -> Key {
    Key::Text(object.get("code").and_then(text).unwrap_or_else(|| "None".into()))
}

/// Award, class, recipient kind, count and status.
pub(super) fn award_key(award: &Value) -> Key {
    let class = award.get("class").and_then(text).map_or(Key::None, Key::Text);
    let status = award.get("status").map_or_else(|| Key::Text("conferred".into()), Key::from);
    let [slug, recipient, count] = ["award", "recipient", "count"].map(|field| Key::at(award, field));
    Key::Tuple(vec![slug, class, recipient, count, status])
}

/// 3 + 12 and 15 of one award, class, recipient kind, status and level are the same statement: the
/// found awards' keys, in gold's split where the sums agree.
fn same_splits(gold: &[Value], found: &[Value]) -> Vec<Key> {
    let wanted = groups(gold);
    let mut out: Vec<Key> = found.iter().map(award_key).collect();
    for (group, awards) in groups(found) {
        let Some((_, gold)) = wanted.iter().find(|(key, _)| *key == group) else { continue };
        let is_one_level = |awards: &[&Value]| {
            let levels: HashSet<Key> = awards.iter().map(|award| Key::at(award, "level")).collect();
            levels.len() == 1
        };
        let sum = |awards: &[&Value]| awards.iter().map(|award| count(award)).sum::<i128>();
        if is_one_level(&awards) && is_one_level(gold) && sum(&awards) == sum(gold) {
            let keys: Vec<Key> = awards.iter().map(|award| award_key(award)).collect();
            out.retain(|key| !keys.contains(key));
            out.extend(gold.iter().map(|award| award_key(award)));
        }
    }
    out
}

fn count(award: &Value) -> i128 {
    award.get("count").and_then(Value::as_i64).map_or(0, i128::from)
}

/// The awards that have a count, by all of their key but the count.
fn groups(awards: &[Value]) -> Vec<(Vec<Key>, Vec<&Value>)> {
    let mut groups: Vec<(Vec<Key>, Vec<&Value>)> = Vec::new();
    for award in awards.iter().filter(|award| award.get("count").is_some_and(|count| !count.is_null())) {
        let key = award_key(award);
        let key: Vec<Key> = [0, 1, 2, 4].iter().map(|&at| key.part(at).clone()).collect();
        match groups.iter_mut().find(|(group, _)| *group == key) {
            Some((_, members)) => members.push(award),
            None => groups.push((key, vec![award])),
        }
    }
    groups
}

/// The text between an item's offsets; none where they point outside or nowhere.
fn span(item: &Value, text: &[char]) -> Option<String> {
    let at = |field| item.get(field).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
    let (start, end) = (at("start")?, at("end")?);
    (start < end && end <= text.len()).then(|| text[start..end].iter().collect())
}

/// Whether the evidence can hold the count: its digits, or no digits at all (words, names).
fn shows_count(span: &str, count: Option<&Value>) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d[\d.,]*").expect("a fixed pattern"));
    let Some(count) = count.and_then(Value::as_i64) else { return true };
    let is_count = |number: &str| {
        let digits: String = number.chars().filter(|c| !matches!(c, '.' | ',')).collect();
        digits.trim_start_matches('0') == count.to_string()
    };
    count <= 9 || !NUMBER.is_match(span) || NUMBER.find_iter(span).any(|number| is_count(number.as_str()))
}

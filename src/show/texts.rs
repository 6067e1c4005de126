//! What the command says, in Vietnamese and in English: one list, `texts.tsv`.

use crate::model::told::Told;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// `vi`, `en`, or with a country behind (`en_US.UTF-8`); none for another language.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "vi" => Some(Lang::Vi),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The text of a key, as it stands.
    pub fn text(self, key: &str) -> &'static str {
        let texts = TEXTS.get(key).copied().unwrap_or(["", ""]);
        match self {
            Lang::Vi => texts[0],
            Lang::En => texts[1],
        }
    }

    /// The text of a key with its `{name}`s filled in.
    pub fn fill(self, key: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        let mut out = String::new();
        let mut rest = self.text(key);
        // One pass: a value that holds braces itself is not filled again.
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + close];
            out.push_str(&rest[..open]);
            match values.iter().find(|(n, _)| *n == name) {
                Some((_, value)) => out.push_str(&value.to_string()),
                None => out.push_str(&rest[open..=open + close]),
            }
            rest = &rest[open + close + 1..];
        }
        out + rest
    }
}

impl Lang {
    /// A failure: its cause, and what to do about it ("" where nothing is said).
    pub fn told(self, told: &Told) -> (String, String) {
        let values: Vec<(&str, &dyn std::fmt::Display)> =
            told.values.iter().map(|(name, value)| (*name, value as &dyn std::fmt::Display)).collect();
        (self.fill(told.key, &values), self.fill(&told.hint, &values))
    }
}

static TEXTS: LazyLock<HashMap<&'static str, [&'static str; 2]>> = LazyLock::new(|| {
    let lines = include_str!("texts.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, [columns.next()?, columns.next()?]))
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_both_languages_and_the_same_places_to_fill() {
        let lines = include_str!("texts.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut keys = std::collections::HashSet::new();
        for line in lines {
            let columns: Vec<_> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(keys.insert(columns[0]), "{} stands twice", columns[0]);
            let places = |text: &str| {
                let mut names: Vec<_> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|p| p.split_once('}'))
                    .map(|p| p.0.to_string())
                    .collect();
                names.sort();
                names.dedup();
                names
            };
            assert_eq!(places(columns[1]), places(columns[2]), "{line}");
        }
    }

    #[test]
    fn texts_are_filled_once() {
        let text = Lang::En.fill("suggestion", &[("text", &"{text}")]);
        assert_eq!(text, "did you mean: {text}");
        assert_eq!(Lang::from_code("en_US.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::from_code("C"), None);
    }
}

//! How a query is understood: every phrase with all its forms.

use super::forms::{Accents, Form, forms};
use super::query::{Query, parse};
use crate::index::{Condition, Part};

/// A query as understood.
pub struct Reading {
    groups: Vec<Vec<Phrase>>,
}

struct Phrase {
    forms: Vec<Form>,
    excluded: bool,
    quoted: bool,
}

impl Reading {
    /// Reads a query.
    pub fn new(query: &Query, accents: Accents) -> Self {
        let phrase = |clause: &super::query::Clause| Phrase {
            forms: forms(&clause.words, clause.has_accents(), accents),
            excluded: clause.excluded,
            quoted: clause.quoted,
        };
        Self { groups: query.groups.iter().map(|group| group.iter().map(phrase).collect()).collect() }
    }

    /// What the index is asked; no article for a query without words.
    pub fn condition(&self) -> Condition {
        let phrase = |phrase: &Phrase| {
            let forms = any(Part::Text, &phrase.forms);
            if phrase.excluded { Condition::Not(Box::new(forms)) } else { forms }
        };
        let group = |group: &Vec<Phrase>| Condition::All(group.iter().map(phrase).collect());
        Condition::Any(self.groups.iter().map(group).collect())
    }

    /// The forms that a snippet marks, phrase by phrase.
    pub fn marked(&self) -> Vec<&[Form]> {
        self.groups.iter().flatten().filter(|p| !p.excluded).map(|p| p.forms.as_slice()).collect()
    }

    /// How the query is understood, in the query language.
    pub fn shown(&self) -> String {
        let group = |group: &Vec<Phrase>| {
            let phrases: Vec<_> = group.iter().map(|p| p.shown(group.len() > 1)).collect();
            phrases.join(" ")
        };
        self.groups.iter().map(group).collect::<Vec<_>>().join(" | ")
    }
}

impl Phrase {
    fn shown(&self, among_others: bool) -> String {
        let quote = |form: &Form| {
            if among_others || self.quoted { format!("\"{}\"", form.shown) } else { form.shown.clone() }
        };
        let mut shown: Vec<String> = Vec::new();
        for form in self.forms.iter().map(quote) {
            if !shown.contains(&form) {
                shown.push(form);
            }
        }
        let all = shown.join(" | ");
        let sign = if self.excluded { "-" } else { "" };
        if shown.len() > 1 && (among_others || self.excluded) {
            format!("{sign}({all})")
        } else {
            sign.to_string() + &all
        }
    }
}

fn any(part: Part, forms: &[Form]) -> Condition {
    match forms {
        [form] => Condition::Phrase(part, form.terms.clone()),
        _ => Condition::Any(forms.iter().map(|f| Condition::Phrase(part, f.terms.clone())).collect()),
    }
}

/// The name in any of its forms, or none if it holds no word.
pub fn any_form(part: Part, name: &str) -> Option<Condition> {
    let query = parse(&name.replace(['"', '|'], " "));
    let clause = query.groups.first()?.first()?;
    Some(any(part, &forms(&clause.words, clause.has_accents(), Accents::Phrase)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_say_what_is_looked_for() {
        for (input, expected) in [
            ("Thi đua - Khen thưởng", "Thi đua Khen thưởng | TĐKT"),
            ("Hạ Vĩnh", "Hạ Vĩnh"),
            ("CSTĐ", "CSTĐ | chiến sĩ thi đua"),
            ("\"bằng khen\" \"Nam Định\"", "\"bằng khen\" \"Nam Định\""),
            ("\"bằng khen\" -UBND", "\"bằng khen\" (\"UBND\" | \"Ủy ban nhân dân\")"),
            ("…", ""),
        ] {
            assert_eq!(Reading::new(&parse(input), Accents::Phrase).shown(), expected);
        }
    }
}

//! The other forms of what was typed: abbreviations both ways, spellings of names.

use super::query::Typed;
use crate::index::terms::{Term, Word, words};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A phrase to look for, one of the forms of what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    /// What is looked for, word by word.
    pub terms: Vec<Term>,
    /// How it reads.
    pub shown: String,
}

/// How exactly words that are typed without accents match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accents {
    /// A phrase with an accent anywhere is meant exactly; one without any matches all.
    Phrase,
    /// Word by word: one typed without accents matches all.
    Word,
}

/// No phrase has more forms than this; the nearest come first.
const MOST_FORMS: usize = 64;

/// A list's entry: what may be written for what.
struct Rewrite {
    from: Vec<Word>,
    to: Vec<Word>,
    to_shown: Vec<String>,
    /// `from` is a word as well and counts in capitals only.
    from_upper: bool,
    to_upper: bool,
    /// One of the two is a short form of many things: other words must stand around it.
    context: bool,
    /// `to` is the long form: its words may be written shortly again.
    to_long: bool,
}

static REWRITES: LazyLock<HashMap<String, Vec<Rewrite>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Rewrite>> = HashMap::new();
    for rewrite in abbreviations().chain(spellings()) {
        if let Some(first) = rewrite.from.first() {
            all.entry(first.plain.clone()).or_default().push(rewrite);
        }
    }
    all
});

fn lines(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}

fn rewrite(from: &str, to: &str) -> Rewrite {
    let to_words = words(to);
    let to_shown = to_words.iter().map(|w| to[w.start..w.end].to_string()).collect();
    Rewrite {
        from: words(from),
        to: to_words,
        to_shown,
        from_upper: false,
        to_upper: false,
        context: false,
        to_long: false,
    }
}

fn abbreviations() -> impl Iterator<Item = Rewrite> {
    let rows: Vec<_> = lines(include_str!("abbreviations.tsv")).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    rows.iter().for_each(|row| *times.entry(row[0]).or_default() += 1);
    rows.into_iter().flat_map(move |row| {
        let mark = row.get(2).copied().unwrap_or("");
        let (upper, context) = (mark == "capitals", mark == "context" || times[row[0]] > 1);
        [
            Rewrite { from_upper: upper, context, to_long: true, ..rewrite(row[0], row[1]) },
            Rewrite { to_upper: upper, context, ..rewrite(row[1], row[0]) },
        ]
    })
}

fn spellings() -> impl Iterator<Item = Rewrite> {
    lines(include_str!("spellings.tsv")).flat_map(|row| {
        let pairs = row.iter().flat_map(|from| row.iter().map(move |to| (*from, *to)));
        pairs.filter(|(from, to)| from != to).map(|(from, to)| rewrite(from, to)).collect::<Vec<_>>()
    })
}

/// A word of a form on its way: what it matches, and whether it may still be rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Slot {
    term: Term,
    shown: String,
    plain: String,
    exact: String,
    upper: bool,
    fixed: bool,
}

/// All forms of a phrase, what was typed first. `has_accents` tells whether any of its words is
/// typed with accents.
pub fn forms(typed: &[Typed], has_accents: bool, accents: Accents) -> Vec<Form> {
    let start: Vec<Slot> = typed.iter().map(|word| slot_of(word, has_accents, accents)).collect();
    let mut found = vec![start];
    let mut known: HashSet<Vec<Term>> = found.iter().map(|f| terms(f)).collect();
    let mut next = 0;
    while next < found.len() && found.len() < MOST_FORMS {
        for other in rewritten(&found[next]) {
            if found.len() < MOST_FORMS && known.insert(terms(&other)) {
                found.push(other);
            }
        }
        next += 1;
    }
    found
        .into_iter()
        .map(|slots| Form {
            terms: terms(&slots),
            shown: slots.iter().map(|s| s.shown.as_str()).collect::<Vec<_>>().join(" "),
        })
        .collect()
}

fn terms(slots: &[Slot]) -> Vec<Term> {
    slots.iter().map(|slot| slot.term.clone()).collect()
}

fn slot_of(typed: &Typed, has_accents: bool, accents: Accents) -> Slot {
    let word = &typed.word;
    let exact = word.exact != word.plain || (has_accents && accents == Accents::Phrase);
    let term = if exact { Term::Exact(word.exact.clone()) } else { Term::Plain(word.plain.clone()) };
    Slot {
        term,
        shown: typed.shown.clone(),
        plain: word.plain.clone(),
        exact: word.exact.clone(),
        upper: word.upper,
        fixed: false,
    }
}

/// Every form that one rewriting makes.
fn rewritten(slots: &[Slot]) -> Vec<Vec<Slot>> {
    let mut found = Vec::new();
    for at in 0..slots.len() {
        for rewrite in REWRITES.get(&slots[at].plain).into_iter().flatten() {
            let end = at + rewrite.from.len();
            let alone = rewrite.from.len() == slots.len();
            if end > slots.len() || (alone && rewrite.context) || !applies(rewrite, &slots[at..end]) {
                continue;
            }
            let mut other = slots[..at].to_vec();
            other.extend(rewrite.to.iter().zip(&rewrite.to_shown).map(|(word, shown)| Slot {
                term: if rewrite.to_upper {
                    Term::Upper(word.exact.clone())
                } else {
                    Term::Exact(word.exact.clone())
                },
                shown: shown.clone(),
                plain: word.plain.clone(),
                exact: word.exact.clone(),
                upper: word.upper,
                fixed: !rewrite.to_long,
            }));
            other.extend_from_slice(&slots[end..]);
            found.push(other);
        }
    }
    found
}

fn applies(rewrite: &Rewrite, slots: &[Slot]) -> bool {
    slots.iter().zip(&rewrite.from).all(|(slot, word)| {
        let same = match &slot.term {
            Term::Plain(plain) => *plain == word.plain,
            Term::Exact(exact) | Term::Upper(exact) => *exact == word.exact,
        };
        same && !slot.fixed && (!rewrite.from_upper || slot.upper)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::query::parse;

    fn shown(input: &str) -> Vec<String> {
        let query = parse(input);
        let clause = &query.groups[0][0];
        forms(&clause.words, clause.has_accents(), Accents::Phrase).into_iter().map(|f| f.shown).collect()
    }

    fn check(input: &str, wanted: &[&str], unwanted: &[&str]) {
        let found = shown(input);
        for form in wanted {
            assert!(found.iter().any(|f| f == form), "{input}: {form} not in {found:?}");
        }
        for form in unwanted {
            assert!(!found.iter().any(|f| f == form), "{input}: {form} in {found:?}");
        }
    }

    #[test]
    fn abbreviations_go_both_ways() {
        check("CSTĐ", &["CSTĐ", "chiến sĩ thi đua"], &[]);
        check("cstd", &["cstd", "chiến sĩ thi đua"], &[]);
        check("chien si thi dua", &["CSTĐ"], &[]);
        check("Ủy ban nhân dân tỉnh", &["UBND tỉnh"], &[]);
        check("TX Ba Đồn", &["thị xã Ba Đồn"], &[]);
        check("Sở GD&ĐT", &["Sở Giáo dục và Đào tạo"], &[]);
        check("Sở Giáo dục và Đào tạo", &["Sở GD ĐT", "Sở GDĐT"], &[]);
    }

    #[test]
    fn abbreviations_nest() {
        check("HĐTĐKT", &["Hội đồng thi đua khen thưởng", "HĐTĐ khen thưởng", "Hội đồng TĐKT"], &[]);
        check("hội đồng thi đua khen thưởng", &["HĐTĐKT", "HĐTĐ khen thưởng"], &[]);
    }

    #[test]
    fn an_ambiguous_short_form_is_not_read_in_another_way() {
        check("thị trấn Phố Lu", &["TT Phố Lu"], &["thường trực Phố Lu", "trung tâm Phố Lu"]);
        check("TT Phố Lu", &["thị trấn Phố Lu", "thường trực Phố Lu"], &[]);
        check("thị trấn", &[], &["TT"]);
        check("TT", &[], &["thị trấn"]);
    }

    #[test]
    fn a_short_form_that_is_a_word_needs_capitals() {
        check("CA huyện", &["công an huyện"], &[]);
        check("ca huyện", &[], &["công an huyện"]);
        let query = parse("công an");
        let found = forms(&query.groups[0][0].words, true, Accents::Phrase);
        assert!(found.iter().any(|f| f.terms == [Term::Upper("ca".into())]));
    }

    #[test]
    fn spellings_are_equal() {
        check("Đắk Hà", &["Đăk Hà", "Đak Hà"], &[]);
        check("Kontum", &["Kon Tum"], &[]);
        check("Bắc Cạn", &["Bắc Kạn"], &[]);
        check("Đắk R'lấp", &["Đắk Rlấp", "Đăk Rlấp"], &[]);
        check("Hạ Vĩnh", &["Hạ Vĩnh"], &["Hà Vĩnh"]);
    }

    #[test]
    fn forms_are_few() {
        let long = "UBND Đắk Lắk ".repeat(30);
        assert!(shown(&long).len() <= MOST_FORMS);
    }

    #[test]
    fn the_lists_are_sound() {
        for row in lines(include_str!("abbreviations.tsv")) {
            assert!(
                row.len() == 2 || (row.len() == 3 && ["capitals", "context"].contains(&row[2])),
                "{row:?}"
            );
            assert!(row.iter().all(|cell| !words(cell).is_empty()), "{row:?}");
        }
        for row in lines(include_str!("spellings.tsv")) {
            assert!(row.len() > 1, "{row:?}");
        }
    }
}

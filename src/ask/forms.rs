//! The other forms of what was typed: abbreviations both ways, spellings of names.

use super::query::{How, Typed};
use crate::index::terms::{Loose, Term, Word, words};
use crate::model::answer::Abbreviation;
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
    /// It is one of the abbreviations, which may be switched off.
    short: bool,
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
        short: false,
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
            Rewrite { from_upper: upper, context, to_long: true, short: true, ..rewrite(row[0], row[1]) },
            Rewrite { to_upper: upper, context, short: true, ..rewrite(row[1], row[0]) },
        ]
    })
}

/// The abbreviations that searches expand, as they stand in the list.
pub fn abbreviation_table() -> Vec<Abbreviation> {
    let text = |cell: Option<&&str>| cell.map(ToString::to_string);
    let row = |row: Vec<&str>| Abbreviation {
        short: row[0].to_string(),
        long: text(row.get(1)).unwrap_or_default(),
        mark: text(row.get(2)),
    };
    lines(include_str!("abbreviations.tsv")).map(row).collect()
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

/// All forms of a phrase, what was typed first; with or without those that `abbreviations` make.
pub fn forms(typed: &[Typed], abbreviations: bool) -> Vec<Form> {
    let start: Vec<Slot> = typed.iter().map(slot_of).collect();
    let mut found = vec![start];
    let mut known: HashSet<Vec<Term>> = found.iter().map(|f| terms(f)).collect();
    let mut next = 0;
    while next < found.len() && found.len() < MOST_FORMS {
        for other in rewritten(&found[next], abbreviations) {
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

/// A word typed with accents must have them, one typed without may have any.
fn slot_of(typed: &Typed) -> Slot {
    let word = &typed.word;
    let (term, shown) = match typed.how {
        How::Prefix => (Term::Loose(Loose::prefix(&typed.shown)), format!("{}*", typed.shown)),
        How::Fuzzy(1) => (Term::Loose(Loose::fuzzy(word, 1)), format!("{}~", typed.shown)),
        How::Fuzzy(letters) => {
            (Term::Loose(Loose::fuzzy(word, letters)), format!("{}~{letters}", typed.shown))
        }
        How::Whole if word.exact != word.plain => (Term::Exact(word.exact.clone()), typed.shown.clone()),
        How::Whole => (Term::Plain(word.plain.clone()), typed.shown.clone()),
    };
    Slot {
        term,
        shown,
        plain: word.plain.clone(),
        exact: word.exact.clone(),
        upper: word.upper,
        fixed: typed.how != How::Whole,
    }
}

/// Every form that one rewriting makes.
fn rewritten(slots: &[Slot], abbreviations: bool) -> Vec<Vec<Slot>> {
    let mut found = Vec::new();
    for at in 0..slots.len() {
        for rewrite in REWRITES.get(&slots[at].plain).into_iter().flatten() {
            let end = at + rewrite.from.len();
            let alone = rewrite.from.len() == slots.len();
            if rewrite.short && !abbreviations {
                continue;
            }
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
            Term::Loose(_) => false,
        };
        same && !slot.fixed && (!rewrite.from_upper || slot.upper)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::query::{Node, parse};

    fn made(input: &str, abbreviations: bool) -> Vec<Form> {
        let Some(Node::Words(words)) = parse(input).root else { panic!("{input} is more than words") };
        forms(&words, abbreviations)
    }

    fn shown(input: &str) -> Vec<String> {
        made(input, true).into_iter().map(|f| f.shown).collect()
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
    fn abbreviations_may_be_switched_off() {
        let only = |input: &str| made(input, false).into_iter().map(|f| f.shown).collect::<Vec<_>>();
        assert_eq!(only("UBND tỉnh"), ["UBND tỉnh"]);
        assert!(only("Đắk Hà").contains(&"Đăk Hà".to_string()));
        assert!(abbreviation_table().iter().any(|row| row.short == "CSTĐ" && row.long == "chiến sĩ thi đua"));
    }

    #[test]
    fn accents_are_asked_for_where_they_are_typed() {
        let form = &made("Hà Tiến nam", false)[0];
        let expected = [Term::Exact("hà".into()), Term::Exact("tiến".into()), Term::Plain("nam".into())];
        assert_eq!(form.terms, expected);
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
        let found = made("công an", true);
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

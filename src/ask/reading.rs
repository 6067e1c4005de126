//! How a query is understood: every phrase with all its forms, every field with what the index is asked.

use super::filter::without_kind;
use super::forms::{Form, forms};
use super::query::{Field, NEAR, Node, Query, Typed, Value};
use super::renamed::{Other, others};
use crate::index::{Condition, FactCondition, Part, Reader, Result};
use crate::model::answer::Used;

mod asked;
mod pieces;

pub use pieces::pieces;

/// A query as understood.
pub struct Reading {
    root: Option<Read>,
    used: Used,
}

/// What is asked, with the forms of its phrases.
enum Read {
    All(Vec<Read>),
    Any(Vec<Read>),
    Not(Box<Read>),
    Phrase(Phrase),
    Field(Field, Value, Asked),
}

/// What a field asks.
enum Asked {
    /// An article, whatever its awards.
    Article(Condition, Vec<Form>),
    /// An award.
    Award(FactCondition),
    /// An award where one is asked for, else the article.
    Context(FactCondition, Condition),
}

struct Phrase {
    forms: Vec<Form>,
    /// Of words without quotes, and of near ones: their pieces, each with its forms.
    pieces: Vec<Vec<Form>>,
    /// Of words without quotes: all runs of two and more of them.
    runs: Vec<Form>,
    /// Other names of the unit that it names.
    others: Vec<(Other, Vec<Form>)>,
    /// Words between its pieces, where the query says that they are near to each other.
    near: Option<usize>,
    quoted: bool,
}

/// What a snippet marks.
pub enum Mark<'r> {
    /// Each of these phrases.
    Phrases(&'r [Form]),
    /// The stretches that hold one phrase of every piece, with no more words between them.
    Near(&'r [Vec<Form>], usize),
}

impl Reading {
    /// Reads a query: words without quotes as one phrase.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn new(reader: &Reader, query: &Query, abbreviations: bool) -> Result<Self> {
        let maker = Maker { reader, abbreviations };
        let root = query.root.as_ref().map(|root| maker.read(root)).transpose()?;
        Ok(Self { root, used: Used::Phrase })
    }

    /// The same query with its words without quotes looked for in another way.
    pub fn looked_for(&mut self, used: Used) {
        self.used = used;
    }

    /// How words without quotes are looked for; none where the query has none of two words or more.
    pub fn used(&self) -> Option<Used> {
        let mut ways = false;
        self.phrases(&mut |phrase| ways |= !phrase.quoted && phrase.forms[0].terms.len() > 1);
        ways.then_some(self.used)
    }

    /// The other ways to look for words without quotes that may find more, in their order.
    pub fn ways(&self) -> Vec<Used> {
        let (mut renamed, mut loose) = (false, false);
        self.phrases(&mut |phrase| {
            renamed |= !phrase.others.is_empty();
            loose |= !phrase.quoted && phrase.pieces.len() > 1;
        });
        let ways = [(renamed, Used::Renamed), (loose, Used::Near), (loose, Used::All)];
        ways.into_iter().filter(|(yes, _)| *yes).map(|(_, used)| used).collect()
    }

    /// What the index is asked, and what of awards: of none where not every alternative asks for some. No
    /// article for a query without words.
    pub fn condition(&self) -> (Condition, Vec<FactCondition>) {
        match &self.root {
            Some(root) => {
                let (condition, facts) = root.condition(self.used);
                (condition, facts.unwrap_or_default())
            }
            None => (Condition::Any(Vec::new()), Vec::new()),
        }
    }

    /// What a snippet marks, phrase by phrase.
    pub fn marked(&self) -> Vec<Mark<'_>> {
        let mut marks = Vec::new();
        if let Some(root) = &self.root {
            root.marked(self.used, &mut marks);
        }
        marks
    }

    /// How the query is understood, in the query language.
    pub fn shown(&self) -> String {
        self.root.as_ref().map_or_else(String::new, |root| root.shown(self.used, true))
    }

    /// Calls `see` with all phrases that are not excluded.
    fn phrases<'r>(&'r self, see: &mut dyn FnMut(&'r Phrase)) {
        fn walk<'r>(read: &'r Read, see: &mut dyn FnMut(&'r Phrase)) {
            match read {
                Read::All(parts) | Read::Any(parts) => parts.iter().for_each(|part| walk(part, see)),
                Read::Phrase(phrase) => see(phrase),
                Read::Not(_) | Read::Field(..) => {}
            }
        }
        if let Some(root) = &self.root {
            walk(root, see);
        }
    }
}

/// Makes readings.
struct Maker<'r> {
    reader: &'r Reader,
    abbreviations: bool,
}

impl Maker<'_> {
    fn read(&self, node: &Node) -> Result<Read> {
        let each = |nodes: &[Node]| nodes.iter().map(|node| self.read(node)).collect::<Result<Vec<_>>>();
        Ok(match node {
            Node::All(nodes) => Read::All(each(nodes)?),
            Node::Any(nodes) => Read::Any(each(nodes)?),
            Node::Not(node) => Read::Not(Box::new(self.read(node)?)),
            Node::Words(words) => Read::Phrase(self.phrase(words, false, None)),
            Node::Phrase(words) => Read::Phrase(self.phrase(words, true, None)),
            Node::Near(words, between) => Read::Phrase(self.phrase(words, true, Some(*between))),
            Node::Field(field, value) => Read::Field(*field, value.clone(), self.asked(*field, value)?),
        })
    }

    fn phrase(&self, words: &[Typed], quoted: bool, near: Option<usize>) -> Phrase {
        let forms = |words: &[Typed]| forms(words, self.abbreviations);
        let single = |word: &Typed| forms(std::slice::from_ref(word));
        let (pieces, runs, others) = match (quoted, near) {
            (false, _) => {
                let pieces: Vec<_> = pieces(words).into_iter().map(|piece| forms(&words[piece])).collect();
                (pieces, pieces::runs(words), others(words, &forms))
            }
            (true, Some(_)) => (words.iter().map(single).collect(), Vec::new(), Vec::new()),
            (true, None) => (Vec::new(), Vec::new(), Vec::new()),
        };
        Phrase { forms: forms(words), pieces, runs, others, near, quoted }
    }
}

/// Groups that are multiplied out have no more parts than these; what is beyond is asked part by part.
const MOST_PARTS: usize = 64;

/// What is asked, and what of it of awards: none where some alternative asks nothing of them.
type Asking = (Condition, Option<Vec<FactCondition>>);

impl Read {
    fn condition(&self, used: Used) -> Asking {
        match self {
            Read::All(parts) => all(&parts.iter().collect::<Vec<_>>(), used),
            Read::Any(parts) => either(parts.iter().map(|part| part.condition(used))),
            Read::Not(part) => (Condition::Not(Box::new(part.condition(Used::Phrase).0)), None),
            Read::Phrase(phrase) => (phrase.condition(used), None),
            Read::Field(..) => all(&[self], used),
        }
    }

    /// Whether it asks for an award, or for something that an award has where one is asked for.
    fn is_of_award(&self, context: bool) -> bool {
        match self {
            Read::Field(field, ..) => field.is_of_award() || context && field.is_of_context(),
            Read::Any(parts) => parts.iter().any(|part| part.is_of_award(context)),
            _ => false,
        }
    }

    fn marked<'r>(&'r self, used: Used, marks: &mut Vec<Mark<'r>>) {
        match self {
            Read::All(parts) | Read::Any(parts) => parts.iter().for_each(|part| part.marked(used, marks)),
            Read::Not(_) => {}
            Read::Field(_, _, Asked::Article(_, forms)) if !forms.is_empty() => {
                marks.push(Mark::Phrases(forms));
            }
            Read::Field(..) => {}
            Read::Phrase(phrase) => marks.extend(phrase.marked(used)),
        }
    }

    fn shown(&self, used: Used, alone: bool) -> String {
        let joined = |parts: &[Read], between: &str| {
            parts.iter().map(|part| part.shown(used, false)).collect::<Vec<_>>().join(between)
        };
        match self {
            Read::All(parts) if alone => joined(parts, " "),
            Read::All(parts) => format!("({})", joined(parts, " ")),
            Read::Any(parts) if alone => {
                parts.iter().map(|part| part.shown(used, parts.len() == 1)).collect::<Vec<_>>().join(" | ")
            }
            Read::Any(parts) => format!("({})", joined(parts, " | ")),
            Read::Not(part) => format!("-{}", part.shown(Used::Phrase, false)),
            Read::Phrase(phrase) => phrase.shown(used, alone),
            Read::Field(field, value, _) => format!("{}:{}", field.name(), value.shown()),
        }
    }
}

/// All parts of a group. Those that ask for awards ask for one award; alternatives among them are multiplied out, so
/// that each is asked of the same award.
fn all(parts: &[&Read], used: Used) -> Asking {
    let of_award = parts.iter().any(|part| part.is_of_award(false));
    let choice =
        parts.iter().position(|part| matches!(part, Read::Any(_)) && of_award && part.is_of_award(true));
    if let Some(at) = choice
        && let Read::Any(branches) = parts[at]
        && ways(parts) <= MOST_PARTS
    {
        let asked = branches.iter().map(|branch| {
            let mut parts = parts.to_vec();
            parts[at] = branch;
            all(&parts, used)
        });
        return either(asked);
    }
    let mut award = FactCondition::default();
    let mut conditions = Vec::new();
    let mut inner = None;
    for part in parts {
        match part {
            Read::Field(_, _, Asked::Award(wanted)) => add(&mut award, wanted),
            Read::Field(_, _, Asked::Context(wanted, _)) if of_award => add(&mut award, wanted),
            Read::Field(_, _, Asked::Context(_, condition) | Asked::Article(condition, _)) => {
                conditions.push(condition.clone());
            }
            other => {
                let (condition, facts) = other.condition(used);
                conditions.push(condition);
                inner = inner.or(facts);
            }
        }
    }
    if award.is_empty() {
        return (one(conditions), inner);
    }
    conditions.push(Condition::Fact(award.clone()));
    (one(conditions), Some(vec![award]))
}

/// One of the alternatives.
fn either(asked: impl Iterator<Item = Asking>) -> Asking {
    let (conditions, facts): (Vec<_>, Vec<_>) = asked.unzip();
    let facts: Option<Vec<Vec<FactCondition>>> = facts.into_iter().collect();
    (Condition::Any(conditions), facts.map(|facts| facts.concat()))
}

/// How many alternatives a group has when it is multiplied out.
fn ways(parts: &[&Read]) -> usize {
    let of = |part: &&Read| if let Read::Any(branches) = part { branches.len() } else { 1 };
    parts.iter().map(of).fold(1, usize::saturating_mul)
}

fn add(award: &mut FactCondition, wanted: &FactCondition) {
    award.any_of.extend(wanted.any_of.iter().cloned());
    award.within.extend(wanted.within.iter().cloned());
}

fn one(mut conditions: Vec<Condition>) -> Condition {
    match conditions.pop() {
        Some(only) if conditions.is_empty() => only,
        Some(last) => {
            conditions.push(last);
            Condition::All(conditions)
        }
        None => Condition::Everything,
    }
}

impl Phrase {
    fn condition(&self, used: Used) -> Condition {
        let near = |between| {
            let piece = |forms: &Vec<Form>| forms.iter().map(|form| form.terms.clone()).collect();
            Condition::Near(Part::Text, self.pieces.iter().map(piece).collect(), between)
        };
        if let Some(between) = self.near {
            return near(between);
        }
        let phrase = any(Part::Text, &self.forms);
        match used {
            _ if self.quoted => phrase,
            Used::Phrase => phrase,
            Used::Renamed => {
                let other = |(other, forms): &(Other, Vec<Form>)| {
                    Condition::All(vec![any(Part::Text, forms), Condition::Days(other.from, other.until)])
                };
                Condition::Any(std::iter::once(phrase).chain(self.others.iter().map(other)).collect())
            }
            Used::Near if self.pieces.len() > 1 => Condition::Any(vec![phrase, near(NEAR)]),
            Used::All if self.pieces.len() > 1 => {
                Condition::All(self.pieces.iter().map(|forms| any(Part::Text, forms)).collect())
            }
            Used::Near | Used::All => phrase,
        }
    }

    fn marked(&self, used: Used) -> Vec<Mark<'_>> {
        if let Some(between) = self.near {
            return vec![Mark::Near(&self.pieces, between)];
        }
        let phrase = Mark::Phrases(&self.forms);
        match used {
            _ if self.quoted || self.pieces.len() < 2 && used != Used::Renamed => vec![phrase],
            Used::Phrase => vec![phrase],
            Used::Renamed => {
                let others = self.others.iter().map(|(_, forms)| Mark::Phrases(forms));
                std::iter::once(phrase).chain(others).collect()
            }
            Used::Near => vec![Mark::Near(&self.pieces, NEAR)],
            // Loose syllables are no place to look at.
            Used::All => vec![Mark::Phrases(&self.runs)],
        }
    }

    fn shown(&self, used: Used, alone: bool) -> String {
        let quoted = !alone || self.quoted;
        let quote = |form: &Form| if quoted { format!("\"{}\"", form.shown) } else { form.shown.clone() };
        if let Some(between) = self.near {
            return format!("{}~{between}", quote(&self.forms[0]));
        }
        let list = |forms: &mut dyn Iterator<Item = String>| {
            let mut shown: Vec<String> = Vec::new();
            for form in forms {
                if !shown.contains(&form) {
                    shown.push(form);
                }
            }
            shown
        };
        let loose = !self.quoted && self.pieces.len() > 1;
        let shown = match used {
            Used::Near if loose => return format!("\"{}\"~{NEAR}", self.forms[0].shown),
            Used::All if loose => {
                let pieces = self.pieces.iter().map(|forms| {
                    let shown = list(&mut forms.iter().map(|form| match form.terms.len() {
                        1 => form.shown.clone(),
                        _ => format!("\"{}\"", form.shown),
                    }));
                    if shown.len() > 1 { format!("({})", shown.join(" | ")) } else { shown.join("") }
                });
                let all = pieces.collect::<Vec<_>>().join(" AND ");
                return if alone { all } else { format!("({all})") };
            }
            Used::Renamed => {
                let others = self.others.iter().flat_map(|(_, forms)| forms);
                list(&mut self.forms.iter().chain(others).map(quote))
            }
            _ => list(&mut self.forms.iter().map(quote)),
        };
        let all = shown.join(" | ");
        if shown.len() > 1 && !alone { format!("({all})") } else { all }
    }
}

/// Any of the forms.
pub fn any(part: Part, forms: &[Form]) -> Condition {
    match forms {
        [form] => Condition::Phrase(part, form.terms.clone()),
        _ => Condition::Any(forms.iter().map(|f| Condition::Phrase(part, f.terms.clone())).collect()),
    }
}

/// All forms of a name; none of what holds no word.
fn name_forms(name: &str, abbreviations: bool) -> Vec<Form> {
    let typed = super::query::typed_words(name);
    if typed.is_empty() { Vec::new() } else { forms(&typed, abbreviations) }
}

/// The province of a name, with or without its kind word, or of a code; none of what holds no word.
pub fn province(name: &str, abbreviations: bool) -> Option<Condition> {
    let code = name.trim();
    if !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Condition::ProvinceCode(format!("{code:0>2}")));
    }
    form_of(Part::Province, without_kind(name), abbreviations)
}

/// The name in any of its forms, or none if it holds no word.
pub fn any_form(part: Part, name: &str) -> Option<Condition> {
    form_of(part, name, true)
}

fn form_of(part: Part, name: &str, abbreviations: bool) -> Option<Condition> {
    let forms = name_forms(name, abbreviations);
    (!forms.is_empty()).then(|| any(part, &forms))
}

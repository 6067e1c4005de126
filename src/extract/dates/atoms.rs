//! The tokens of a text cut once more for calendar expressions: `18.11.1930`, `22,23` and `SN1979`
//! are one token but several parts of a date.

use crate::extract::lexicon::Words;
use crate::extract::token::{Doc, Kind};
use crate::extract::trace::Trace;
use crate::model::Mention;
use crate::model::refused::{Field, Reason};
use std::sync::LazyLock;

/// A part: digits, letters or one sign.
#[derive(Debug, Clone, Copy)]
pub struct Atom<'t> {
    /// In lower case; "\n" between two paragraphs.
    pub low: &'t str,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// First code point in the exported text.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// Whether a blank stands before it.
    pub spaced: bool,
    /// Whether it is a part of a decimal or grouped number, a plate or the like, that cannot be a
    /// year by itself.
    pub compound: bool,
    /// Index of its token.
    pub token: usize,
    /// Whether an expression may begin here.
    begins: bool,
}

/// Words that an expression begins with, if not with a number.
static FIRST: LazyLock<Words> = LazyLock::new(|| {
    Words::new([
        "rạng", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "ngày", "hôm", "mùng", "mồng", "tháng",
        "quý", "nửa", "năm", "giai", "nhiệm", "niên", "mùa", "khóa", "một", "hai", "ba", "bốn", "tư", "sáu",
        "bảy", "bẩy", "tám", "chín", "mười",
    ])
});

/// All atoms of a text.
pub struct Atoms<'t> {
    atoms: Vec<Atom<'t>>,
    trace: Trace,
}

impl<'t> Atoms<'t> {
    /// Cuts the tokens of `doc`.
    pub fn new(doc: &Doc<'t>) -> Self {
        let mut atoms: Vec<Atom> = Vec::with_capacity(doc.tokens.len() + 64);
        let mut block = 0;
        for (at, token) in doc.tokens.iter().enumerate() {
            if token.block != block {
                block = token.block;
                atoms.push(Atom { low: "\n", ..whole("\n", token.char_start, at) });
            }
            let atom = Atom {
                capital: token.is_capital(),
                end: token.char_end,
                spaced: token.spaced,
                begins: token.is_number() || FIRST.has(token),
                ..whole(token.lower, token.char_start, at)
            };
            match token.kind {
                Kind::Number if token.text.contains(['.', ',']) => split_number(atom, &mut atoms),
                Kind::Word if is_birth_year(token.lower) => {
                    atoms.push(Atom { low: &token.lower[..2], end: atom.start + 2, ..atom });
                    atoms.push(Atom {
                        low: &token.lower[2..],
                        start: atom.start + 2,
                        spaced: false,
                        capital: false,
                        begins: true,
                        ..atom
                    });
                }
                _ => atoms.push(atom),
            }
        }
        Atoms { atoms, trace: doc.trace.clone() }
    }

    /// `yes`, which if true is recorded as a refusal of the atoms `first..next`.
    pub fn refuses(
        &self,
        yes: bool,
        (first, next): (usize, usize),
        reason: Reason,
        rule: &'static str,
    ) -> bool {
        if yes && let (Some(first), Some(last)) = (self.get(first), self.get(next.saturating_sub(1))) {
            self.trace.tell(Mention { start: first.start, end: last.end }, Field::Dates, reason, rule);
        }
        yes
    }

    /// Whether an expression may begin at `i`; most words begin none.
    pub fn may_begin(&self, i: usize) -> bool {
        self.atoms.get(i).is_some_and(|a| a.begins)
    }

    /// Number of atoms.
    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    /// The atom at `i`.
    pub fn get(&self, i: usize) -> Option<&Atom<'t>> {
        self.atoms.get(i)
    }

    /// The lower-case text at `i`, or "" where there is none.
    pub fn low(&self, i: usize) -> &'t str {
        self.atoms.get(i).map_or("", |a| a.low)
    }

    /// The lower-case text `back` atoms before `i`, or "".
    pub fn before(&self, i: usize, back: usize) -> &'t str {
        i.checked_sub(back).map_or("", |at| self.low(at))
    }

    /// Whether the atoms from `i` on are `words`.
    pub fn has(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.low(i + k) == *w)
    }

    /// Whether a blank stands before `i`.
    pub fn spaced(&self, i: usize) -> bool {
        self.atoms.get(i).is_none_or(|a| a.spaced)
    }

    /// A number of one or two digits at `i`.
    pub fn short(&self, i: usize) -> Option<u32> {
        let low = self.low(i);
        if low.is_empty() || low.len() > 2 {
            return None;
        }
        low.parse().ok()
    }

    /// Four digits at `i` that can be a year, wherever they stand.
    pub fn four(&self, i: usize) -> Option<i32> {
        let low = self.low(i);
        if low.len() != 4 || !low.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        low.parse().ok().filter(|y| (1000..=2100).contains(y))
    }

    /// A year at `i` that is no part of a longer number.
    pub fn year(&self, i: usize) -> Option<i32> {
        self.four(i).filter(|_| !self.atoms[i].compound)
    }

    /// Whether `i` is a word (letters).
    pub fn is_word(&self, i: usize) -> bool {
        self.low(i).starts_with(char::is_alphabetic)
    }

    /// Whether `i` is a number.
    pub fn is_number(&self, i: usize) -> bool {
        self.low(i).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether `i` is a word in lower case.
    pub fn is_small_word(&self, i: usize) -> bool {
        self.is_word(i) && !self.atoms[i].capital
    }
}

fn whole(low: &str, start: usize, token: usize) -> Atom<'_> {
    Atom { low, capital: false, start, end: start, spaced: false, compound: false, token, begins: false }
}

/// `sn1979`.
fn is_birth_year(low: &str) -> bool {
    low.len() == 6 && low.starts_with("sn") && low[2..].bytes().all(|b| b.is_ascii_digit())
}

/// Cuts `18.11.1930` into digits and signs. Its bytes are ASCII, so they count as code points.
fn split_number<'t>(whole: Atom<'t>, atoms: &mut Vec<Atom<'t>>) {
    let low = whole.low;
    let compound = !low.split(',').all(|p| p.len() == 4 && p.starts_with(['1', '2']));
    let mut from = 0;
    let mut push = |from: usize, to: usize| {
        atoms.push(Atom {
            low: &low[from..to],
            start: whole.start + from,
            end: whole.start + to,
            spaced: whole.spaced && from == 0,
            compound,
            ..whole
        });
    };
    for (at, _) in low.match_indices(['.', ',']) {
        push(from, at);
        push(at, at + 1);
        from = at + 1;
    }
    push(from, low.len());
}

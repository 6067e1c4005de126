//! The tokens of a text cut once more for calendar expressions: `18.11.1930`, `22,23` and `SN1979`
//! are one token but several parts of a date.

use crate::extract::lexicon::Words;
use crate::extract::token::{Doc, Kind, Token};
use crate::extract::trace::Trace;
use crate::model::Mention;
use crate::model::refused::{Field, Reason};
use std::ops::Range;
use std::sync::LazyLock;

/// A part: digits, letters or one sign. Nearly all are one token.
#[derive(Debug, Clone, Copy)]
struct Atom {
    /// Index of its token.
    token: u32,
    /// Its bytes within the token, which are ASCII where it is not the whole.
    from: u32,
    /// See `from`; [`WHOLE`] or [`BREAK`].
    to: u32,
}

/// The end of an atom that is a whole token.
const WHOLE: u32 = u32::MAX;

/// The end of what stands between two paragraphs.
const BREAK: u32 = 0;

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
    tokens: &'t [Token<'t>],
    atoms: Vec<Atom>,
    /// Atoms at which an expression may begin; most words begin none.
    begins: Vec<usize>,
    trace: Trace,
}

impl<'t> Atoms<'t> {
    /// Cuts the tokens of `doc`.
    pub fn new(doc: &'t Doc<'t>) -> Self {
        let mut cut = Atoms {
            tokens: &doc.tokens,
            atoms: Vec::with_capacity(doc.tokens.len() + doc.blocks.len() + 64),
            begins: Vec::with_capacity(doc.tokens.len() / 8),
            trace: doc.trace.clone(),
        };
        for (number, (_, block)) in doc.blocks.iter().enumerate().filter(|(_, (_, block))| !block.is_empty())
        {
            if number > 0 {
                cut.push(block.start, 0, BREAK);
            }
            cut.block(block.clone());
        }
        cut
    }

    /// Cuts the tokens of a paragraph.
    fn block(&mut self, block: Range<usize>) {
        let (tokens, words) = (self.tokens, &*FIRST);
        // The tokens from here on are whole atoms.
        let mut whole = block.start;
        for at in block.clone() {
            let token = &tokens[at];
            let parts = match token.kind {
                Kind::Punct => continue,
                Kind::Number => token.lower.bytes().any(is_sign),
                Kind::Word => is_birth_year(token.lower),
            };
            if parts {
                self.push_whole(whole..at);
                whole = at + 1;
                self.push_parts(at);
            } else if token.is_number() || words.has(token) {
                self.begins.push(self.atoms.len() + at - whole);
            }
        }
        self.push_whole(whole..block.end);
    }

    fn push_whole(&mut self, tokens: Range<usize>) {
        self.atoms.extend(tokens.map(|token| Atom { token: token as u32, from: 0, to: WHOLE }));
    }

    fn push(&mut self, token: usize, from: usize, to: u32) {
        self.atoms.push(Atom { token: token as u32, from: from as u32, to });
    }

    /// Cuts `18.11.1930` or `SN1979`, the token `at`, into letters, digits and signs.
    fn push_parts(&mut self, at: usize) {
        let bytes = self.tokens[at].lower.as_bytes();
        let mut from = 0;
        while from < bytes.len() {
            let first = bytes[from];
            let goes_on = |b: &&u8| !is_sign(first) && b.is_ascii_digit() == first.is_ascii_digit();
            let behind = from + 1 + bytes[from + 1..].iter().take_while(goes_on).count();
            if first.is_ascii_digit() {
                self.begins.push(self.atoms.len());
            }
            self.push(at, from, behind as u32);
            from = behind;
        }
    }

    /// `yes`, which if true is recorded as a refusal of the atoms `first..next`.
    pub fn refuses(
        &self,
        yes: bool,
        (first, next): (usize, usize),
        reason: Reason,
        rule: &'static str,
    ) -> bool {
        if yes
            && self.trace.is_on()
            && let (Some(start), Some(end)) = (self.start(first), self.end(next.saturating_sub(1)))
        {
            self.trace.tell(Mention { start, end }, Field::Dates, reason, rule);
        }
        yes
    }

    /// The atoms at which an expression may begin, in order.
    pub fn begins(&self) -> &[usize] {
        &self.begins
    }

    /// The token of the atom at `i`.
    pub fn token(&self, i: usize) -> Option<usize> {
        self.atoms.get(i).map(|atom| atom.token as usize)
    }

    /// First code point in the exported text of the atom at `i`.
    pub fn start(&self, i: usize) -> Option<usize> {
        let atom = self.atoms.get(i)?;
        Some(self.tokens[atom.token as usize].char_start + atom.from as usize)
    }

    /// Behind the last code point of the atom at `i`.
    pub fn end(&self, i: usize) -> Option<usize> {
        let atom = self.atoms.get(i)?;
        let token = &self.tokens[atom.token as usize];
        Some(if atom.to == WHOLE { token.char_end } else { token.char_start + atom.to as usize })
    }

    /// The lower-case text at `i`, or "" where there is none; "\n" between two paragraphs.
    #[inline]
    pub fn low(&self, i: usize) -> &'t str {
        let Some(atom) = self.atoms.get(i) else { return "" };
        let low = self.tokens[atom.token as usize].lower;
        match atom.to {
            WHOLE => low,
            BREAK => "\n",
            to => &low[atom.from as usize..to as usize],
        }
    }

    /// Whether the atom at `i` begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        let begins = |atom: &&Atom| atom.from == 0 && atom.to != BREAK;
        let atom = self.atoms.get(i).filter(begins);
        atom.is_some_and(|atom| self.tokens[atom.token as usize].is_capital())
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
        let spaced = |a: &Atom| a.from == 0 && a.to != BREAK && self.tokens[a.token as usize].spaced;
        self.atoms.get(i).is_none_or(spaced)
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
        self.four(i).filter(|_| !self.is_compound(i))
    }

    /// Whether `i` is a part of a decimal or grouped number, a plate or the like, that cannot be a year
    /// by itself.
    fn is_compound(&self, i: usize) -> bool {
        let Atom { token, to, .. } = self.atoms[i];
        let token = &self.tokens[token as usize];
        to != WHOLE
            && token.is_number()
            && !token.lower.split(',').all(|p| p.len() == 4 && p.starts_with(['1', '2']))
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
        self.is_word(i) && !self.is_capital(i)
    }
}

/// What divides the digits of a number.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'.' | b',')
}

/// `sn1979`.
fn is_birth_year(low: &str) -> bool {
    low.len() == 6 && low.starts_with("sn") && low[2..].bytes().all(|b| b.is_ascii_digit())
}

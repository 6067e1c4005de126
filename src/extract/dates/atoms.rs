//! The tokens of a text cut once more for calendar expressions: `18.11.1930`, `22,23` and `SN1979`
//! are one token but several parts of a date.

use super::words::{self, Class};
use crate::extract::lexicon::Words;
use crate::extract::marked::{DATE, DIGITS, Marked};
use crate::extract::token::Token;
use crate::extract::trace::Trace;
use crate::model::Mention;
use crate::model::refused::{Field, Reason};
use std::ops::Range;
use std::sync::LazyLock;

/// What is no whole token: digits, letters or one sign of one, or what stands between two paragraphs.
#[derive(Debug, Clone, Copy)]
struct Part {
    /// Index of its token.
    token: usize,
    /// Its bytes within the token, which are ASCII; none between two paragraphs.
    from: usize,
    /// See `from`.
    to: usize,
}

/// Atoms from this number on are parts; the others are whole tokens, as nearly all are.
const PARTS: u32 = 1 << 31;

/// Words that an expression begins with, if not with a number.
pub(in crate::extract) static FIRST: LazyLock<Words> = LazyLock::new(|| {
    Words::new([
        "rạng", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "ngày", "hôm", "mùng", "mồng", "tháng",
        "quý", "nửa", "năm", "giai", "nhiệm", "niên", "mùa", "khóa", "một", "hai", "ba", "bốn", "tư", "sáu",
        "bảy", "bẩy", "tám", "chín", "mười",
    ])
});

/// All atoms of a text.
pub struct Atoms<'t> {
    tokens: &'t [Token<'t>],
    /// The token of each atom, or [`PARTS`] and the number of its part.
    atoms: Vec<u32>,
    parts: Vec<Part>,
    /// Atoms at which an expression may begin; most words begin none.
    begins: Vec<usize>,
    trace: Trace,
}

impl Part {
    /// Whether it stands between two paragraphs.
    fn is_break(self) -> bool {
        self.to == 0
    }
}

impl<'t> Atoms<'t> {
    /// Cuts the tokens of `doc`.
    pub fn new(doc: &'t Marked<'_, 't>) -> Self {
        let mut cut = Atoms {
            tokens: &doc.tokens,
            atoms: Vec::with_capacity(doc.tokens.len() + doc.blocks.len() + 64),
            parts: Vec::new(),
            begins: Vec::with_capacity(doc.tokens.len() / 8),
            trace: doc.trace.clone(),
        };
        for (number, (_, block)) in doc.blocks.iter().enumerate().filter(|(_, (_, block))| !block.is_empty())
        {
            if number > 0 {
                cut.push(Part { token: block.start, from: 0, to: 0 });
            }
            cut.block(doc, block.clone());
        }
        cut
    }

    /// Cuts the tokens of a paragraph.
    fn block(&mut self, doc: &Marked, block: Range<usize>) {
        let words = &*FIRST;
        // The tokens from here on are whole atoms.
        let mut whole = block.start;
        for at in doc.each(block.clone(), DATE | DIGITS) {
            let token = &doc.tokens[at];
            let parts =
                if token.is_number() { token.lower.bytes().any(is_sign) } else { is_birth_year(token.lower) };
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
        self.atoms.extend(tokens.start as u32..tokens.end as u32);
    }

    fn push(&mut self, part: Part) {
        self.atoms.push(PARTS | self.parts.len() as u32);
        self.parts.push(part);
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
            self.push(Part { token: at, from, to: behind });
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
        self.atoms.get(i).map(|&atom| self.part(atom).map_or(atom as usize, |part| part.token))
    }

    /// First code point in the exported text of the atom at `i`.
    pub fn start(&self, i: usize) -> Option<usize> {
        let from = self.part(*self.atoms.get(i)?).map_or(0, |part| part.from);
        Some(self.tokens[self.token(i)?].char_start + from)
    }

    /// Behind the last code point of the atom at `i`.
    pub fn end(&self, i: usize) -> Option<usize> {
        let token = &self.tokens[self.token(i)?];
        Some(self.part(self.atoms[i]).map_or(token.char_end, |part| token.char_start + part.to))
    }

    /// The lower-case text at `i`, or "" where there is none; "\n" between two paragraphs.
    #[inline]
    pub fn low(&self, i: usize) -> &'t str {
        match self.whole(i) {
            Some(token) => token.lower,
            None => self.low_of_part(i),
        }
    }

    #[cold]
    fn low_of_part(&self, i: usize) -> &'t str {
        match self.atoms.get(i).and_then(|atom| self.part(*atom)) {
            None => "",
            Some(part) if part.is_break() => "\n",
            Some(part) => &self.tokens[part.token].lower[part.from..part.to],
        }
    }

    /// Whether the atom at `i` begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.first_of(i).is_some_and(Token::is_capital)
    }

    /// The lower-case text `back` atoms before `i`, or "".
    pub fn before(&self, i: usize, back: usize) -> &'t str {
        i.checked_sub(back).map_or("", |at| self.low(at))
    }

    /// Whether the atom at `i` is a word of `class`.
    #[inline]
    pub fn is(&self, class: Class, i: usize) -> bool {
        match self.whole(i) {
            Some(token) => words::has(class, token.hash, token.lower),
            None => words::is(class, self.low(i)),
        }
    }

    /// Whether the atom `back` atoms before `i` is a word of `class`.
    pub fn is_before(&self, class: Class, i: usize, back: usize) -> bool {
        i.checked_sub(back).is_some_and(|at| self.is(class, at))
    }

    /// The token that is all of the atom at `i`.
    #[inline]
    fn whole(&self, i: usize) -> Option<&'t Token<'t>> {
        self.atoms.get(i).filter(|atom| **atom < PARTS).map(|atom| &self.tokens[*atom as usize])
    }

    #[inline]
    fn part(&self, atom: u32) -> Option<&Part> {
        if atom < PARTS { None } else { self.parts.get((atom - PARTS) as usize) }
    }

    /// The token that the atom at `i` begins.
    fn first_of(&self, i: usize) -> Option<&'t Token<'t>> {
        let opens = |part: &Part| part.from == 0 && !part.is_break();
        self.atoms.get(i).filter(|atom| self.part(**atom).is_none_or(opens))?;
        Some(&self.tokens[self.token(i)?])
    }

    /// Whether the atoms from `i` on are `words`.
    pub fn has(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.low(i + k) == *w)
    }

    /// Whether a blank stands before `i`.
    pub fn spaced(&self, i: usize) -> bool {
        i >= self.atoms.len() || self.first_of(i).is_some_and(|token| token.spaced)
    }

    /// A number of one or two digits at `i`.
    pub fn short(&self, i: usize) -> Option<u32> {
        let digit = |b: &u8| b.is_ascii_digit().then(|| u32::from(b - b'0'));
        match self.low(i).as_bytes() {
            [one] => digit(one),
            [tens, ones] => Some(10 * digit(tens)? + digit(ones)?),
            _ => None,
        }
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
        let Some(part) = self.part(self.atoms[i]) else { return false };
        let token = &self.tokens[part.token];
        token.is_number() && !token.lower.split(',').all(|p| p.len() == 4 && p.starts_with(['1', '2']))
    }

    /// Whether `i` is a word (letters).
    pub fn is_word(&self, i: usize) -> bool {
        match self.whole(i) {
            Some(token) => token.is_word(),
            None => self.low(i).starts_with(char::is_alphabetic),
        }
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
pub(in crate::extract) fn is_birth_year(low: &str) -> bool {
    low.len() == 6 && low.starts_with("sn") && low[2..].bytes().all(|b| b.is_ascii_digit())
}

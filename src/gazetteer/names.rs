//! The names of all units, found by their letters.

use super::key;
use super::load::Alias;
use super::place::Place;
use crate::normalise::fold;
use crate::normalise::letters::Letters;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// What is known of the names that share one [`key::plain`].
#[derive(Default)]
pub struct Name {
    /// The units of that name, then those that newspapers call so, as indexes into the places.
    pub places: Vec<u32>,
    /// Every [`key::exact`] of these names, with the units that are known under it.
    exacts: Vec<(String, Vec<u32>)>,
}

impl Name {
    /// The units that are known under the [`key::exact`] of these words (lower case, one spelling).
    pub fn spelled<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> &[u32] {
        let same = |exact: &str| key::is_exact_of(exact, words.clone());
        self.exacts.iter().find(|(known, _)| same(known)).map_or(&[], |(_, places)| places)
    }

    fn add(&mut self, place: u32, exact: &str) {
        if !self.places.contains(&place) {
            self.places.push(place);
        }
        match self.exacts.iter_mut().find(|(known, _)| known == exact) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => self.exacts.push((exact.to_string(), vec![place])),
        }
    }
}

/// All names, and a trie over the bytes of their keys.
///
/// The key of a name is the keys of its words in a row, so a text is followed word by word and given
/// up at the first letter with which no name goes on: most words begin none.
pub struct Names {
    names: Vec<Name>,
    /// [`key::plain`] → index into `names`.
    keys: FxHashMap<String, u32>,
    nodes: Vec<Node>,
    /// What each code point is in a key: its [`number`], [`MARK`] or [`OTHER`].
    alphabet: Vec<u8>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    /// The children stand side by side in `nodes`, in the order of their letters.
    first: u32,
    /// A bit for the [`number`] of each of their letters.
    letters: u64,
    /// Index into `names` of the name that ends here, plus one.
    name: u32,
    /// Whether a province has this name.
    province: bool,
    /// The highest level (the lowest number) of a unit that has this name, or one that goes on from here.
    level: u8,
}

/// The number of a letter or digit of a key, in their order; no key has other characters.
const fn number(letter: u8) -> u8 {
    match letter {
        b'0'..=b'9' => letter - b'0',
        b'a'..=b'z' => letter - b'a' + 10,
        _ => OTHER,
    }
}

/// What parts the pieces of a key: no letter.
const MARK: u8 = 62;
/// What the letters of a key do not tell by themselves.
const OTHER: u8 = 63;

/// The [`number`] of what stands for `c` in a key, [`MARK`] or [`OTHER`].
fn number_of(c: char) -> u8 {
    match Letters::get().plain(c) {
        Some('y') => number(b'i'),
        Some(letter @ 'a'..='z') => number(letter as u8),
        Some(mark) if mark.is_ascii() && !mark.is_ascii_digit() => MARK,
        _ => OTHER,
    }
}

/// Code points in [`Names::alphabet`]: all letters of Vietnamese.
const ALPHABET: u32 = 0x1f00;

/// A name that ends behind the first words of a text: how many words, and which.
pub type Reached<'n> = (usize, &'n Name);

impl Names {
    /// Reads the names of `places`, and what else newspapers call them.
    pub fn new(places: &[Place], aliases: &[Alias]) -> Self {
        let alphabet = (0..ALPHABET).map(|c| char::from_u32(c).map_or(OTHER, number_of)).collect();
        let mut names =
            Names { names: Vec::new(), keys: FxHashMap::default(), nodes: vec![Node::default()], alphabet };
        let mut spelled: FxHashMap<&str, (u32, String)> = FxHashMap::default();
        for (at, place) in (0u32..).zip(places) {
            let spell = || (names.index(&key::plain(place.name)), key::exact(place.name));
            let (name, exact) = spelled.entry(place.name).or_insert_with(spell);
            names.names[*name as usize].add(at, exact);
        }
        for alias in aliases {
            let own = |at: &&u32| {
                let place = &places[**at as usize];
                place.level == alias.level && key::plain(place.name) == alias.name
            };
            let called: Vec<u32> = names
                .get(&alias.name)
                .map_or_else(Vec::new, |n| n.places.iter().filter(own).copied().collect());
            let name = names.index(&alias.plain);
            called.iter().for_each(|at| names.names[name as usize].add(*at, &alias.exact));
        }
        names.grow();
        names.mark_levels(places);
        names
    }

    /// Marks the nodes with the levels to which they lead: children stand behind their parents.
    fn mark_levels(&mut self, places: &[Place]) {
        for at in (0..self.nodes.len()).rev() {
            let Node { first, letters, .. } = self.nodes[at];
            let below = first as usize..(first + letters.count_ones()) as usize;
            let named = self.name_at(at as u32).into_iter().flat_map(|name| &name.places);
            let own = named.map(|place| places[*place as usize].level).min().unwrap_or(u8::MAX);
            self.nodes[at].province = own == 1;
            self.nodes[at].level = self.nodes[below].iter().map(|child| child.level).fold(own, u8::min);
        }
    }

    /// Whether some of the first `words` (lower case, one spelling) have the letters of the name of a
    /// province; none where none has those of the first. Few words' letters lead there.
    pub fn province_ahead<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<bool> {
        let (mut at, mut ahead) = (0, None);
        for word in words {
            let Some((next, _)) = self.follow(at, word, |node| node.level == 1) else { return ahead };
            if self.nodes[next as usize].province {
                return Some(true);
            }
            (at, ahead) = (next, Some(false));
        }
        ahead
    }

    /// The names that share the [`key::plain`] of `folded`, a name in lower case and one spelling.
    pub fn find(&self, folded: &str) -> Option<&Name> {
        let reached = self.follow(0, folded, |_| true);
        // One piece may be a Roman number.
        if reached.is_none_or(|(_, pieces)| pieces < 2)
            && let Some(number) = roman_alone(folded)
        {
            return self.get(number);
        }
        self.name_at(reached?.0)
    }

    /// The names that share the key `plain`.
    pub fn get(&self, plain: &str) -> Option<&Name> {
        self.keys.get(plain).map(|&at| &self.names[at as usize])
    }

    /// The index of the names that share the key `plain`.
    fn index(&mut self, plain: &str) -> u32 {
        if let Some(&at) = self.keys.get(plain) {
            return at;
        }
        let at = self.names.len() as u32;
        self.keys.insert(plain.to_string(), at);
        self.names.push(Name::default());
        at
    }

    /// Makes the trie from the sorted keys, level by level.
    fn grow(&mut self) {
        let mut keys: Vec<(&[u8], u32)> = self.keys.iter().map(|(key, &at)| (key.as_bytes(), at)).collect();
        keys.sort_unstable();
        // The keys below each node, a range, and how many letters lead there.
        let mut below = vec![(0..keys.len(), 0)];
        let mut node = 0;
        while node < below.len() {
            let (mut range, depth) = below[node].clone();
            if keys.get(range.start).is_some_and(|(key, _)| !range.is_empty() && key.len() == depth) {
                self.nodes[node].name = keys[range.start].1 + 1;
                range.start += 1;
            }
            self.nodes[node].first = self.nodes.len() as u32;
            while !range.is_empty() {
                let letter = keys[range.start].0[depth];
                let same = keys[range.clone()].partition_point(|(key, _)| key[depth] == letter);
                below.push((range.start..range.start + same, depth + 1));
                self.nodes.push(Node::default());
                self.nodes[node].letters |= 1 << number(letter);
                range.start += same;
            }
            node += 1;
        }
    }

    /// The node behind `node` and the letter of a [`number`].
    #[inline]
    fn step(&self, node: u32, number: u8) -> Option<u32> {
        let Node { first, letters, .. } = self.nodes[node as usize];
        let bit = 1 << number;
        // Most have one child.
        let before = || if letters == bit { 0 } else { (letters & (bit - 1)).count_ones() };
        (letters & bit != 0).then(|| first + before())
    }

    fn name_at(&self, node: u32) -> Option<&Name> {
        self.nodes[node as usize].name.checked_sub(1).map(|at| &self.names[at as usize])
    }

    /// The names that end behind some of `words` (lower case, one spelling), shortest first, of those that
    /// a unit of a level up to `level` has all. A word of marks alone goes on with a name but ends none.
    pub fn reached<'n, 'w>(
        &'n self,
        words: impl Iterator<Item = &'w str>,
        level: u8,
    ) -> SmallVec<[Reached<'n>; 4]> {
        let mut reached = SmallVec::new();
        let mut node = 0;
        for (at, word) in words.enumerate() {
            let Some((next, pieces)) = self.follow(node, word, |node| node.level <= level) else {
                // A Roman number alone has the key of the Arabic one.
                if at == 0
                    && let Some(name) = self.roman(word)
                {
                    reached.push((1, name));
                }
                break;
            };
            node = next;
            let number = if at == 0 && pieces == 1 { key::roman(word) } else { None };
            let name = number.map_or_else(|| self.name_at(node), |number| self.get(number));
            if let Some(name) = name.filter(|_| pieces > 0) {
                reached.push((at + 1, name));
            }
        }
        reached
    }

    fn roman(&self, word: &str) -> Option<&Name> {
        self.get(key::roman(word)?)
    }

    /// The node to which `text` (lower case, one spelling) leads from `node`, and the number of its pieces;
    /// none where no name goes on with it, or only over nodes at which `stays` is false.
    #[inline]
    fn follow(&self, node: u32, text: &str, stays: impl Fn(&Node) -> bool) -> Option<(u32, usize)> {
        self.follow_letters(node, text, stays).unwrap_or_else(|| {
            let mut spelled = SmallVec::new();
            let pieces = spell(text, &mut spelled);
            let node = spelled.iter().try_fold(node, |node, letter| self.step(node, number(*letter)))?;
            Some((node, pieces))
        })
    }

    /// [`Self::follow`] of letters of Vietnamese, blanks and marks: given up at the first letter with which
    /// no name goes on. None where something else stands in the text.
    #[inline]
    fn follow_letters(
        &self,
        mut node: u32,
        text: &str,
        stays: impl Fn(&Node) -> bool,
    ) -> Option<Option<(u32, usize)>> {
        const K: u8 = number(b'k');
        // Letters of the piece so far, and pieces before it.
        let (mut letters, mut pieces) = (0, 0);
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let mut number = self.number_of(c);
            if number == MARK {
                pieces += usize::from(letters > 0);
                letters = 0;
                continue;
            }
            // The last letter of a piece, if not the only one: there `k` is `c`.
            if number == K && letters > 0 {
                match rest.clone().next().map_or(MARK, |c| self.number_of(c)) {
                    MARK => number = const { self::number(b'c') },
                    OTHER => return None,
                    _ => {}
                }
            }
            if number == OTHER {
                return None;
            }
            letters += 1;
            match self.step(node, number) {
                Some(next) if stays(&self.nodes[next as usize]) => node = next,
                _ => return Some(None),
            }
        }
        Some(Some((node, pieces + usize::from(letters > 0))))
    }

    #[inline]
    fn number_of(&self, c: char) -> u8 {
        self.alphabet.get(c as usize).copied().unwrap_or_else(|| number_of(c))
    }
}

/// The Arabic number of a Roman one in which a folded name consists, in whatever accents.
fn roman_alone(folded: &str) -> Option<&'static str> {
    let letters = Letters::get();
    let alone = folded.trim_matches(|c| !letters.is_alphanumeric(c));
    let first = alone.chars().next().and_then(|c| letters.plain(c));
    let may = alone.chars().nth("viii".len()).is_none() && matches!(first, Some('i' | 'v' | 'x'));
    if may { key::roman(&fold::strip(alone)) } else { None }
}

/// Spells a word of a name as [`key::plain`] does: the number of its pieces.
fn spell(word: &str, out: &mut SmallVec<[u8; 24]>) -> usize {
    let letters = Letters::get();
    let folded;
    // Decomposed letters, and the apostrophe that counts as a letter.
    let word = if word.chars().any(|c| c == 'ʼ' || letters.plain(c).is_none()) {
        folded = fold::exact(word);
        &folded
    } else {
        word
    };
    out.clear();
    let (mut pieces, mut from) = (0, 0);
    for c in word.chars() {
        let plain = letters.plain(c).unwrap_or(c);
        if letters.is_alphanumeric(plain) {
            out.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            pieces += end_piece(out, &mut from);
        }
    }
    pieces + end_piece(out, &mut from)
}

/// Ends the piece that begins at `from`: 1 if there is one.
fn end_piece(out: &mut SmallVec<[u8; 24]>, from: &mut usize) -> usize {
    let piece = &mut out[*from..];
    let found = usize::from(!piece.is_empty());
    piece.iter_mut().filter(|letter| **letter == b'y').for_each(|letter| *letter = b'i');
    if piece.iter().all(u8::is_ascii_digit) {
        let zeros = piece.iter().take_while(|digit| **digit == b'0').count();
        out.drain(*from..*from + zeros);
    } else if piece.len() > 1 && piece.ends_with(b"k") {
        *out.last_mut().unwrap_or(&mut 0) = b'c';
    }
    *from = out.len();
    found
}

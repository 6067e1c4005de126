//! From a name in a text to a unit.

use super::kind::{self, kinds_of_head};
use super::names::Name;
use super::place::{Kind, Place};
use super::{BEFORE_REFORM, Gazetteer, REFORM, key};
use crate::normalise::fold;
use crate::normalise::letters::Letters;
use smallvec::SmallVec;

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One unit.
    One(&'static Place),
    /// Several units; nothing in the text decides between them.
    Ambiguous(Vec<&'static Place>),
    /// No unit in force.
    None,
}

impl Lookup {
    /// The unit, if there is just one.
    pub fn one(&self) -> Option<&'static Place> {
        if let Self::One(place) = self { Some(place) } else { None }
    }

    /// All that the name may mean.
    pub fn places(&self) -> Vec<&'static Place> {
        match self {
            Self::One(place) => vec![place],
            Self::Ambiguous(places) => places.clone(),
            Self::None => Vec::new(),
        }
    }

    fn of(places: Places) -> Self {
        match places[..] {
            [] => Self::None,
            [place] => Self::One(place),
            _ => Self::Ambiguous(places.into_vec()),
        }
    }
}

impl Gazetteer {
    /// The unit that a name means as of a day.
    ///
    /// * `name`: without its kind word, in any spelling.
    /// * `kind`: the kind word as written (`huyện`, `TP.`, `TX`); it restricts strictly, so a
    ///   `xã` that is a thị trấn on that day is none. Without one a province goes before all else
    ///   (`Kiên Giang` is the province); an unknown kind word finds nothing.
    /// * `as_of`: the article's day (`YYYY-MM-DD`, what follows is ignored). Without one, a name
    ///   that means one thing on both sides of the reform, or exists on one side only, is that
    ///   unit; one that means two is ambiguous.
    /// * `within`: the provinces and districts that the text names. They decide between units of
    ///   one name, the nearest (a district) first. A commune in none of them is none: thousands
    ///   of communes of the same name were abolished before the catalogue begins. A district
    ///   that is the only one of its name needs no province.
    pub fn lookup(
        &'static self,
        name: &str,
        kind: Option<&str>,
        as_of: Option<&str>,
        within: &[&Place],
    ) -> Lookup {
        let Some(kinds) = kind.map_or(Some(&[][..]), kinds_of_head) else { return Lookup::None };
        self.look(&self.known(&fold::exact(name), kinds), as_of, within)
    }

    /// As [`Self::lookup`], of a name with its kind word, if any, before it: `TP.Đồng Xoài`; or of
    /// a body that is called so: `Huyện ủy Cái Bè`.
    pub fn lookup_full(&'static self, full: &str, as_of: Option<&str>, within: &[&Place]) -> Lookup {
        self.look(&self.known_full(full).0, as_of, within)
    }

    /// What is known of a name with its kind word, if any, before it, and what that may stand for. `TT
    /// Huế` is a name: Thừa Thiên Huế, and no thị trấn.
    pub(super) fn known_full(&'static self, full: &str) -> (Known, &'static [Kind]) {
        let folded = fold::exact(full);
        let Some((kinds, name)) = kind::head(&folded) else { return (self.known(&folded, &[]), &[]) };
        // An alias is a name: nearly nothing with a kind word before it is.
        let known = if self.names.find(&folded).is_some() && self.aliases.contains(&key::exact_of(&folded)) {
            self.known(&folded, &[])
        } else {
            self.known(&folded[name..], kinds)
        };
        (known, kinds)
    }

    /// What is known of a name that [`fold::exact`] has folded.
    fn known(&'static self, name: &str, kinds: &'static [Kind]) -> Known {
        let known = self.names.find(name);
        Known {
            all: known.map_or(&[], |known| &known.places),
            spelled: known.map_or(&[], |known| known.spelled(words(name))),
            bare: key::is_bare(name),
            kinds,
        }
    }

    /// What a name means as of a day, as [`Self::lookup`] says.
    pub(super) fn look(&'static self, known: &Known, as_of: Option<&str>, within: &[&Place]) -> Lookup {
        let Some(day) = as_of else { return self.undated(known, within) };
        Lookup::of(self.on(known, day, within))
    }

    fn undated(&'static self, known: &Known, within: &[&Place]) -> Lookup {
        let mut all = self.on(known, BEFORE_REFORM, within);
        for place in self.on(known, REFORM, within) {
            if !all.contains(&place) {
                all.push(place);
            }
        }
        Lookup::of(all)
    }

    fn on(&'static self, known: &Known, day: &str, within: &[&Place]) -> Places {
        let kinds = known.kinds;
        let mut spelled = Spelled { places: Places::new(), exact: true };
        // `tỉnh`, else `thành phố`, is what a bare name is if there is such a province.
        if kinds.is_empty() {
            spelled = self.spelled(known, |place| place.level == 1 && place.in_force(day));
        }
        if spelled.places.is_empty() {
            let fits =
                |place: &Place| place.in_force(day) && (kinds.is_empty() || kinds.contains(&place.kind));
            spelled = self.spelled(known, fits);
        }
        let near = self.nearest(&spelled, day, within);
        if !near.is_empty() || spelled.places.is_empty() {
            return near;
        }
        // Another spelling of the accents may be what the text's district has.
        let others = self.at(known.all).filter(|place| place.in_force(day) && kinds.contains(&place.kind));
        self.nearest(&Spelled { places: others.collect(), exact: false }, day, within)
    }

    /// Every unit of any day that a name, with or without its kind word, may stand for, by level,
    /// code and day. A name written without any accent may stand for accented ones.
    pub fn meanings(&'static self, full: &str) -> Vec<&'static Place> {
        let known = self.known_full(full).0;
        let fits = |place: &Place| known.kinds.is_empty() || known.kinds.contains(&place.kind);
        let mut all = if known.bare {
            self.at(known.all).filter(|place| fits(place)).collect()
        } else {
            self.spelled(&known, fits).places.into_vec()
        };
        all.sort_by_key(|place| place.key());
        all
    }

    /// The units that `fits` lets through, with the accents as written; if there are none, those
    /// whose accents differ.
    fn spelled(&'static self, known: &Known, fits: impl Fn(&Place) -> bool) -> Spelled {
        let same: Places = self.at(known.spelled).filter(|place| fits(place)).collect();
        if same.is_empty() {
            let all = self.at(known.all).filter(|place| fits(place)).collect();
            Spelled { places: all, exact: known.bare }
        } else {
            Spelled { places: same, exact: true }
        }
    }

    fn at(&'static self, places: &'static [u32]) -> impl Iterator<Item = &'static Place> {
        places.iter().map(|&at| &self.places[at as usize])
    }

    /// Those of `spelled` that lie in the nearest of the units that the text names.
    fn nearest(&'static self, spelled: &Spelled, day: &str, within: &[&Place]) -> Places {
        let depth = |place: &'static Place| {
            if within.is_empty() {
                return 0;
            }
            let mut parents = self.parents(place, Some(day));
            parents.find(|up| within.iter().any(|near| near == up)).map_or(0, |up| up.level)
        };
        let depths: SmallVec<[u8; 8]> = spelled.places.iter().map(|&place| depth(place)).collect();
        let best = depths.iter().copied().max().unwrap_or(0);
        let counts = |place: &Place| best > 0 || place.level < 3 || (within.is_empty() && spelled.exact);
        let nearest =
            spelled.places.iter().zip(depths).filter(|(place, depth)| *depth == best && counts(place));
        nearest.map(|(&place, _)| place).collect()
    }

    /// How many of `words` (lower case, one spelling: tokens from a position on) the longest known name
    /// takes; none if no name begins there. A name in its accents counts; without any accent it
    /// may stand for an accented one. Hyphens and apostrophes may be tokens of their own.
    pub fn longest_name_at<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<usize> {
        let letters = Letters::get();
        let is_word = |word: &str| word.starts_with(|c| letters.is_alphanumeric(c));
        let joins = |word: &str| word.chars().all(|c| matches!(c, '-' | '–' | '\'' | '’'));
        let named = words.clone().take(self.longest + 2).enumerate();
        let named = named.take_while(|(at, word)| is_word(word) || joins(word) && *at > 0);
        // A name that a mark ends has none of its own: no piece of it is reached there.
        let reached = self.names.reached(named.map(|(_, word)| word), 3);
        let known = reached.iter().rev().find(|(count, name)| is_known(name, words.clone().take(*count)));
        known.map(|(count, _)| *count)
    }

    /// Whether a unit of any day has this name (as [`Self::longest_name_at`] compares).
    pub fn is_name(&self, name: &str) -> bool {
        let folded = fold::exact(name);
        self.names.find(&folded).is_some_and(|known| is_known(known, words(&folded)))
    }

    /// How many of `words` (lower case, one spelling, none but words) the longest name of a unit of
    /// a level up to `level` takes, with or without its kind word, two words at least. Unlike
    /// [`Self::longest_name_at`] other accents than the name's own will do if they are no name's.
    pub fn longest_locality_at<'w>(
        &'static self,
        words: impl Iterator<Item = &'w str> + Clone,
        level: u8,
    ) -> Option<usize> {
        if kind::may_begin(words.clone().next()?) {
            let words: SmallVec<[&str; 8]> = words.collect();
            let known = |name: &str| self.meanings(name).iter().any(|place| place.level <= level);
            return (2..=words.len()).rev().find(|&count| known(&words[..count].join(" ")));
        }
        let reached = self.names.reached(words.clone(), level);
        let fits = |place: &Place| place.level <= level;
        let known = |count: usize, name: &'static Name| {
            self.at(&name.places).any(fits) && {
                let text = words.clone().take(count);
                let spelled = if text.clone().all(key::is_bare) { &[] } else { name.spelled(text) };
                spelled.is_empty() || self.at(spelled).any(fits)
            }
        };
        let reached = reached.iter().rev().filter(|(count, _)| *count > 1);
        reached.copied().find(|(count, name)| known(*count, name)).map(|(count, _)| count)
    }

    /// Whether `words` (lower case, one spelling: tokens from a position on) begin with the name of a province,
    /// in whatever accents; none where no province's begins with the first. Asked before
    /// [`Self::is_province_name`] of all that may be one.
    pub fn province_ahead<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<bool> {
        self.names.province_ahead(words)
    }

    /// Whether a province of any day has this name.
    pub fn is_province_name(&'static self, name: &str) -> bool {
        let folded = fold::exact(name);
        self.names.find(&folded).is_some_and(|known| {
            self.at(&known.places).any(|place| place.level == 1) && is_known(known, words(&folded))
        })
    }
}

/// The words of a folded name.
fn words(folded: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = Some(folded);
    // Several times faster than `split`, whose search is made for long texts.
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(blank) = text.bytes().position(|byte| byte == b' ') else { return rest.take() };
        rest = Some(&text[blank + 1..]);
        Some(&text[..blank])
    })
}

/// Whether the folded `words`, whose key `name` has, are one of its spellings: their accents are right, or
/// they have none.
fn is_known<'w>(name: &Name, words: impl Iterator<Item = &'w str> + Clone) -> bool {
    words.clone().all(key::is_bare) || !name.spelled(words).is_empty()
}

/// What is known of a name, whatever the day.
pub(super) struct Known {
    /// All units of that name but for accents, as indexes into the places.
    all: &'static [u32],
    /// Those with the accents as written.
    spelled: &'static [u32],
    /// Whether it is written without any accent.
    bare: bool,
    /// What its kind word may stand for; empty without one.
    kinds: &'static [Kind],
}

/// The units of one name, mostly few.
type Places = SmallVec<[&'static Place; 4]>;

struct Spelled {
    places: Places,
    /// The accents are as written, or none are written.
    exact: bool,
}

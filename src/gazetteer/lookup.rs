//! From a name in a text to a unit.

use super::kind::{kinds_of_head, split_head};
use super::place::{Kind, Place};
use super::{BEFORE_REFORM, Gazetteer, REFORM, key};

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

    fn of(places: Vec<&'static Place>) -> Self {
        match places[..] {
            [] => Self::None,
            [place] => Self::One(place),
            _ => Self::Ambiguous(places),
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
        let Some(day) = as_of else { return self.undated(name, kinds, within) };
        Lookup::of(self.on(name, kinds, day, within))
    }

    /// As [`Self::lookup`], of a name with its kind word, if any, before it: `TP.Đồng Xoài`; or of
    /// a body that is called so: `Huyện ủy Cái Bè`.
    pub fn lookup_full(&'static self, full: &str, as_of: Option<&str>, within: &[&Place]) -> Lookup {
        let (kind, name) = self.split(full);
        self.lookup(name, kind, as_of, within)
    }

    /// As [`super::split_kind`], but `TT Huế` is a name: Thừa Thiên Huế, and no thị trấn.
    fn split<'a>(&self, full: &'a str) -> (Option<&'a str>, &'a str) {
        let exact = key::exact(full);
        if self.aliases.iter().any(|alias| alias.exact == exact) {
            return (None, full);
        }
        split_head(full)
    }

    fn undated(&'static self, name: &str, kinds: &[Kind], within: &[&Place]) -> Lookup {
        let mut all = self.on(name, kinds, BEFORE_REFORM, within);
        for place in self.on(name, kinds, REFORM, within) {
            if !all.contains(&place) {
                all.push(place);
            }
        }
        Lookup::of(all)
    }

    fn on(&'static self, name: &str, kinds: &[Kind], day: &str, within: &[&Place]) -> Vec<&'static Place> {
        let mut spelled = Spelled { places: Vec::new(), exact: true };
        // `tỉnh`, else `thành phố`, is what a bare name is if there is such a province.
        if kinds.is_empty() {
            spelled = self.spelled(name, |place| place.level == 1 && place.in_force(day));
        }
        if spelled.places.is_empty() {
            let fits =
                |place: &Place| place.in_force(day) && (kinds.is_empty() || kinds.contains(&place.kind));
            spelled = self.spelled(name, fits);
        }
        let near = self.nearest(&spelled, day, within);
        if !near.is_empty() || spelled.places.is_empty() {
            return near;
        }
        // Another spelling of the accents may be what the text's district has.
        let mut others = self.plainly(name);
        others.retain(|place| place.in_force(day) && kinds.contains(&place.kind));
        self.nearest(&Spelled { places: others, exact: false }, day, within)
    }

    /// Every unit of any day that a name, with or without its kind word, may stand for, by level,
    /// code and day. A name written without any accent may stand for accented ones.
    pub fn meanings(&'static self, full: &str) -> Vec<&'static Place> {
        let (word, name) = self.split(full);
        let kinds = word.and_then(kinds_of_head).unwrap_or_default();
        let fits = |place: &Place| kinds.is_empty() || kinds.contains(&place.kind);
        let mut all = if key::is_bare(name) {
            self.plainly(name).into_iter().filter(|place| fits(place)).collect()
        } else {
            self.spelled(name, fits).places
        };
        all.sort_by_key(|place| place.key());
        all
    }

    /// The units that `fits` lets through, with the accents as written; if there are none, those
    /// whose accents differ.
    fn spelled(&'static self, name: &str, fits: impl Fn(&Place) -> bool) -> Spelled {
        let mut all = self.plainly(name);
        all.retain(|place| fits(place));
        let exact = key::exact(name);
        let aliases: Vec<_> = self.aliases.iter().filter(|alias| alias.exact == exact).collect();
        let aliased = |place: &Place| {
            aliases.iter().any(|alias| alias.level == place.level && alias.name == key::plain(place.name))
        };
        let same = |place: &&Place| key::exact(place.name) == exact || aliased(place);
        let same: Vec<_> = all.iter().copied().filter(same).collect();
        if same.is_empty() {
            Spelled { places: all, exact: key::is_bare(name) }
        } else {
            Spelled { places: same, exact: true }
        }
    }

    /// The units whose name is so spelled but for accents.
    fn plainly(&'static self, name: &str) -> Vec<&'static Place> {
        let plain = key::plain(name);
        let at = |name: &str| self.names.get(name).into_iter().flatten().map(|&at| &self.places[at as usize]);
        let mut out: Vec<&'static Place> = at(&plain).collect();
        for alias in self.aliases.iter().filter(|alias| alias.plain == plain) {
            out.extend(
                at(&alias.name)
                    .filter(|place| place.level == alias.level && !out.contains(place))
                    .collect::<Vec<_>>(),
            );
        }
        out
    }

    /// Those of `spelled` that lie in the nearest of the units that the text names.
    fn nearest(&'static self, spelled: &Spelled, day: &str, within: &[&Place]) -> Vec<&'static Place> {
        let depth = |place: &'static Place| {
            let mut parents = self.parents(place, Some(day));
            parents.find(|up| within.iter().any(|near| near == up)).map_or(0, |up| up.level)
        };
        let mut ranked: Vec<_> = spelled.places.iter().map(|&place| (depth(place), place)).collect();
        let best = ranked.iter().map(|(depth, _)| *depth).max().unwrap_or(0);
        ranked.retain(|(depth, _)| *depth == best);
        let mut places: Vec<_> = ranked.into_iter().map(|(_, place)| place).collect();
        if best == 0 {
            places.retain(|place| place.level < 3 || (within.is_empty() && spelled.exact));
        }
        places
    }

    /// How many of `words` (lower-case or folded tokens from a position on) the longest known name
    /// takes; none if no name begins there. A name in its accents counts; without any accent it
    /// may stand for an accented one. Hyphens and apostrophes may be tokens of their own.
    pub fn longest_name_at(&self, words: &[&str]) -> Option<usize> {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(self.longest);
        for word in words.iter().take(self.longest + 2) {
            let joins = word.chars().all(|c| matches!(c, '-' | '–' | '\'' | '’'));
            let is_word = word.chars().next().is_some_and(char::is_alphanumeric);
            if !(is_word || joins && !text.is_empty()) {
                break;
            }
            text.push(' ');
            text.push_str(word);
            ends.push((text.len(), is_word));
        }
        let mut ends = ends.into_iter().enumerate().rev().filter(|(_, (_, is_word))| *is_word);
        ends.find(|(_, (end, _))| self.is_name(text[..*end].trim_start())).map(|(at, _)| at + 1)
    }

    /// Whether a unit of any day has this name (as [`Self::longest_name_at`] compares).
    pub fn is_name(&self, name: &str) -> bool {
        let plain = key::plain(name);
        let at = self.names.get(&plain);
        let mut aliases = self.aliases.iter().filter(|alias| alias.plain == plain).peekable();
        if at.is_none() && aliases.peek().is_none() {
            return false;
        }
        let (bare, exact) = (key::is_bare(name), key::exact(name));
        let same = |&at: &u32| bare || key::exact(self.places[at as usize].name) == exact;
        at.is_some_and(|at| at.iter().any(same)) || aliases.any(|alias| bare || alias.exact == exact)
    }

    /// Whether a province of any day has this name.
    pub fn is_province_name(&'static self, name: &str) -> bool {
        self.is_name(name) && self.plainly(name).iter().any(|place| place.level == 1)
    }
}

struct Spelled {
    places: Vec<&'static Place>,
    /// The accents are as written, or none are written.
    exact: bool,
}

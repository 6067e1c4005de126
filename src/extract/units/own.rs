//! The article's own localities, and the bare bodies (`UBND huyện`) that are theirs.

use super::mention::{Locality, Named};
use super::places::joined;
use super::resolve::rank;
use super::{Keys, PlaceKeys, is_capitals, key};
use crate::normalise::fold;
use rustc_hash::FxHashMap;

/// The article's own localities: province, district, commune.
pub(super) fn own_localities<'t>(
    list: &[Named<'t>],
    places: &mut PlaceKeys<'t>,
) -> [Option<Locality<'t>>; 3] {
    let named = list.iter().filter_map(|n| n.locality).filter(|l| !l.name.is_empty());
    let ranked: Vec<(u8, Locality)> = named.filter_map(|l| Some((rank(&l)?, l))).collect();
    [1, 2, 3].map(|wanted| {
        let of_rank = || ranked.iter().filter(|(rank, _)| *rank == wanted).map(|(_, l)| *l);
        let resolved = of_rank().any(|l| l.place.is_some());
        let mut most = most_named(of_rank().filter(|l| !resolved || l.place.is_some()), places)?;
        // Only named bare (`NHNN Chi nhánh Đà Nẵng`): the gazetteer knows what the province is.
        if let Some(place) = most.place.filter(|_| wanted == 1 && most.kind.is_empty()) {
            most.kind = place.type_word();
        }
        Some(most)
    })
}

/// The locality named most, the first named where equal.
fn most_named<'t>(
    localities: impl Iterator<Item = Locality<'t>>,
    places: &mut PlaceKeys<'t>,
) -> Option<Locality<'t>> {
    let mut counts: Vec<(Locality, usize)> = Vec::new();
    // Of each key: one more than the place in `counts`.
    let mut index: Vec<usize> = Vec::new();
    for locality in localities {
        let key = places.of(locality.name);
        index.resize(index.len().max(key + 1), 0);
        if let Some((known, count)) = index[key].checked_sub(1).map(|at| &mut counts[at]) {
            if is_capitals(known.name) {
                *known = locality;
            }
            *count += 1;
        } else {
            counts.push((locality, 1));
            index[key] = counts.len();
        }
    }
    let most = counts.iter().map(|c| c.1).max()?;
    // The first named wins unless another is named far more often.
    counts.iter().find(|c| c.1 * 2 > most).map(|c| c.0)
}

/// The bare bodies of one article, to which its own localities belong.
pub(super) struct BareBodies<'a, 't> {
    own: &'a [Option<Locality<'t>>; 3],
    /// How many keys the article's names have without a locality of its own behind them.
    full: usize,
    /// The key of a name with a locality of its own behind it, by the key of the name and the locality's
    /// rank; and whether a name of the article ends with it.
    whole: FxHashMap<(usize, usize), (usize, bool)>,
}

impl<'a, 't> BareBodies<'a, 't> {
    /// Of an article whose names have all of `keys`.
    pub(super) fn new(own: &'a [Option<Locality<'t>>; 3], keys: &Keys) -> Self {
        BareBodies { own, full: keys.len(), whole: FxHashMap::default() }
    }

    /// `UBND huyện` → `UBND huyện Đăk Hà`, where the article has a district of its own: a name with a key
    /// of its own.
    pub(super) fn resolve(&mut self, named: &mut Named<'t>, keys: &mut Keys) {
        let Some(locality) = named.locality else {
            if !named.is_place {
                named.locality = implied_locality(&named.name, self.own);
            }
            return;
        };
        if !locality.name.is_empty() {
            return;
        }
        let Some((rank, place)) = self.place_of(&locality) else { return };
        named.locality = Some(Locality { kind: locality.kind, ..place });
        let (whole, elsewhere) = *self.whole.entry((named.key, rank)).or_insert_with(|| {
            let whole = keys.add_behind(named.key, place.name);
            let elsewhere = keys.all().take(self.full).any(|name| name.ends_with(keys.get(whole)));
            (whole, elsewhere)
        });
        if named.kind == "government" || elsewhere {
            named.name = joined(&named.name, place.name).into();
            named.key = whole;
        }
    }

    /// The article's own locality that a kind word without a name means, and its rank.
    fn place_of(&self, locality: &Locality<'t>) -> Option<(usize, Locality<'t>)> {
        let word = super::resolve::folded(locality.kind);
        let ranks: &[usize] = match word.trim_end_matches('.') {
            "tỉnh" => &[1],
            "huyện" | "quận" | "thị xã" | "tx" => &[2],
            "thành phố" | "tp" => &[2, 1],
            "xã" | "phường" | "thị trấn" | "tt" => &[3],
            _ => return None,
        };
        let own = ranks.iter().filter_map(|&rank| Some((rank, self.own[rank - 1]?)));
        own.into_iter().find(|(rank, place)| *rank == 1 || same_word(place.kind, &word))
    }
}

/// Whether two kind words are one, abbreviations written out.
fn same_word(kind: &str, other: &str) -> bool {
    kind == other || key(kind) == key(other)
}

/// The kind word that the end of a body's name implies.
fn implied_by_end(name: &str) -> Option<&'static str> {
    // Nearly no other name ends so.
    let mut last = name.chars().rev();
    let may = match last.next()? {
        'y' | 'Y' => matches!(last.next(), Some('ủ' | 'Ủ')),
        'ỷ' | 'Ỷ' => matches!(last.next(), Some('u' | 'U')),
        'n' | 'N' => matches!(last.next(), Some('à' | 'À')),
        'i' | 'I' => matches!(last.next(), Some('ộ' | 'Ộ')),
        _ => false,
    };
    if !may {
        return None;
    }
    let name = fold::exact(name);
    super::resolve::IMPLIED.iter().find(|(head, _)| name.ends_with(head)).map(|(_, word)| *word)
}

/// Whether a body's name opens with `Sở`.
fn opens_with_department(name: &str) -> bool {
    let first = || name.split_once(char::is_whitespace).map_or("", |(first, _)| first);
    name.starts_with(['s', 'S']) && fold::exact(first()) == "sở"
}

/// The article's own locality that a bare body's name alone implies: `Thành ủy`, `Ban Tổ chức Tỉnh
/// ủy`, `Sở Nội vụ`.
fn implied_locality<'t>(name: &str, own: &[Option<Locality<'t>>; 3]) -> Option<Locality<'t>> {
    let word = implied_by_end(name).or_else(|| opens_with_department(name).then_some("tỉnh"))?;
    let ranks: &[usize] = match word {
        "tỉnh" => &[1],
        "thành phố" => &[1, 2],
        _ => &[2],
    };
    let fits = |place: &Locality| word == "tỉnh" || same_word(place.kind, word);
    ranks.iter().filter_map(|rank| own[rank - 1]).find(fits)
}

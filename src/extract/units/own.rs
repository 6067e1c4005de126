//! The article's own localities, and the bare bodies (`UBND huyện`) that are theirs.

use super::mention::{Locality, Named};
use super::resolve::rank;
use super::{is_capitals, key};
use crate::normalise::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// The article's own localities: province, district, commune.
pub(super) fn own_localities(list: &[Named]) -> [Option<Locality>; 3] {
    let named = list.iter().filter_map(|n| n.locality.as_ref()).filter(|l| !l.name.is_empty());
    let ranked: Vec<(u8, &Locality)> = named.filter_map(|l| Some((rank(l)?, l))).collect();
    [1, 2, 3].map(|wanted| {
        let of_rank = || ranked.iter().filter(|(rank, _)| *rank == wanted).map(|(_, l)| *l);
        let resolved = of_rank().any(|l| l.place.is_some());
        let mut most = most_named(of_rank().filter(|l| !resolved || l.place.is_some()))?;
        // Only named bare (`NHNN Chi nhánh Đà Nẵng`): the gazetteer knows what the province is.
        if let Some(place) = most.place.filter(|_| wanted == 1 && most.kind.is_empty()) {
            most.kind = place.type_word().to_string();
        }
        Some(most)
    })
}

/// The locality named most, the first named where equal.
fn most_named<'l>(localities: impl Iterator<Item = &'l Locality>) -> Option<Locality> {
    let mut counts: Vec<(&Locality, usize)> = Vec::new();
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    for locality in localities {
        let at = *index.entry(key(&locality.name)).or_insert(counts.len());
        match counts.get_mut(at) {
            Some((known, count)) => {
                if is_capitals(&known.name) {
                    *known = locality;
                }
                *count += 1;
            }
            None => counts.push((locality, 1)),
        }
    }
    let most = counts.iter().map(|c| c.1).max()?;
    // The first named wins unless another is named far more often.
    counts.iter().find(|c| c.1 * 2 > most).map(|c| c.0.clone())
}

/// `UBND huyện` → `UBND huyện Đăk Hà`, where the article has a district of its own: the key of the new
/// name. `full` are the keys of all names.
pub(super) fn resolve_bare_body(
    named: &mut Named,
    own: &[Option<Locality>; 3],
    full: &FxHashSet<&str>,
) -> Option<String> {
    if named.locality.is_none() && !named.is_place {
        named.locality = implied_locality(&named.name, own);
        return None;
    }
    let locality = named.locality.clone().filter(|l| l.name.is_empty())?;
    let word = fold::exact(&locality.kind);
    let ranks: &[usize] = match word.trim_end_matches('.') {
        "tỉnh" => &[1],
        "huyện" | "quận" | "thị xã" | "tx" => &[2],
        "thành phố" | "tp" => &[2, 1],
        "xã" | "phường" | "thị trấn" | "tt" => &[3],
        _ => return None,
    };
    for &rank in ranks {
        let Some(place) = own[rank - 1].as_ref() else { continue };
        let same = rank == 1 || same_word(&place.kind, &word);
        if same {
            let resolved = format!("{} {}", named.name, place.name);
            let whole = key(&resolved);
            let renamed = named.kind == "government" || full.iter().any(|name| name.ends_with(&whole));
            named.locality = Some(Locality { kind: locality.kind, ..place.clone() });
            return renamed.then(|| {
                named.name = resolved;
                whole
            });
        }
    }
    None
}

/// Whether two kind words are one, abbreviations written out.
fn same_word(kind: &str, other: &str) -> bool {
    key(kind) == key(other)
}

/// The article's own locality that a bare body's name alone implies: `Thành ủy`, `Ban Tổ chức Tỉnh
/// ủy`, `Sở Nội vụ`.
fn implied_locality(name: &str, own: &[Option<Locality>; 3]) -> Option<Locality> {
    let name = fold::exact(name);
    let (_, word) = super::resolve::IMPLIED
        .iter()
        .find(|(head, _)| name.ends_with(head))
        .copied()
        .or_else(|| name.starts_with("sở ").then_some(("sở", "tỉnh")))?;
    let ranks: &[usize] = match word {
        "tỉnh" => &[1],
        "thành phố" => &[1, 2],
        _ => &[2],
    };
    let fits = |place: &&Locality| word == "tỉnh" || same_word(&place.kind, word);
    ranks.iter().filter_map(|rank| own[rank - 1].as_ref()).find(fits).cloned()
}

//! The article's own localities, and the bare bodies (`UBND huyện`) that are theirs.

use super::mention::{Locality, Named};
use super::resolve::rank;
use super::{is_capitals, key};
use crate::normalise::fold;

/// The article's own locality of a rank: the one named most, the first named where equal.
pub(super) fn own_locality(list: &[Named], wanted: u8) -> Option<Locality> {
    let known = |n: &Named| n.locality.as_ref().is_some_and(|l| l.place.is_some_and(|p| p.level == wanted));
    let resolved = list.iter().any(known);
    let mut counts: Vec<(String, Locality, usize)> = Vec::new();
    for named in list {
        let Some(locality) = named.locality.as_ref().filter(|l| !l.name.is_empty()) else { continue };
        if rank(locality) != Some(wanted) || (resolved && locality.place.is_none()) {
            continue;
        }
        let name = key(&locality.name);
        match counts.iter_mut().find(|c| c.0 == name) {
            Some(entry) => {
                if is_capitals(&entry.1.name) {
                    entry.1 = locality.clone();
                }
                entry.2 += 1;
            }
            None => counts.push((name, locality.clone(), 1)),
        }
    }
    let most = counts.iter().map(|c| c.2).max()?;
    // The first named wins unless another is named far more often.
    counts.iter().find(|c| c.2 * 2 > most).map(|c| c.1.clone())
}

/// `UBND huyện` → `UBND huyện Đăk Hà`, where the article has a district of its own.
pub(super) fn resolve_bare_body(
    named: &mut Named,
    own: &[Option<Locality>; 3],
    full: &std::collections::HashSet<String>,
) {
    if named.locality.is_none() && !named.is_place {
        named.locality = implied_locality(&named.name, own);
        return;
    }
    let Some(locality) = named.locality.clone().filter(|l| l.name.is_empty()) else { return };
    let word = fold::exact(&locality.kind);
    let ranks: &[usize] = match word.trim_end_matches('.') {
        "tỉnh" => &[1],
        "huyện" | "quận" | "thị xã" | "tx" => &[2],
        "thành phố" | "tp" => &[2, 1],
        "xã" | "phường" | "thị trấn" | "tt" => &[3],
        _ => return,
    };
    for &rank in ranks {
        let Some(place) = own[rank - 1].as_ref() else { continue };
        let same = rank == 1 || same_word(&place.kind, &word);
        if same {
            let resolved = format!("{} {}", named.name, place.name);
            let whole = key(&resolved);
            if full.iter().any(|name| name.ends_with(&whole)) || named.kind == "government" {
                named.name = resolved;
            }
            named.locality = Some(Locality { kind: locality.kind, ..place.clone() });
            return;
        }
    }
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

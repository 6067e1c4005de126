//! Whether two names are of one authority, as [`crate::count`] tells it for reports of one award: a locality's own
//! committee by level and locality, any other body by its name without its locality.

use crate::gazetteer::{self, Place};
use crate::normalise::fold;

/// An authority as a decision names it, or an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Authority {
    /// Its name without its locality; "" for a locality's own committee.
    name: String,
    /// For a committee the levels that it may be of: 1 province, 2 district, 3 commune.
    levels: Vec<u8>,
    /// Keys of the units that its locality may be; empty where it names none.
    seats: Vec<String>,
}

/// The committee of a locality.
const COMMITTEE: &str = "ủy ban nhân dân";

impl Authority {
    /// Reads a name as of a day.
    pub fn of(written: &str, day: Option<&str>) -> Self {
        let gazetteer = gazetteer::get();
        let names = gazetteer.localities_in(written);
        let mut rest = written.to_string();
        names.iter().for_each(|name| rest = rest.replacen(name, " ", 1));
        let found = gazetteer.resolve(&names, day, &[]);
        let mut meant: Vec<Vec<&'static Place>> = found.iter().map(|lookup| lookup.places()).collect();
        for (places, name) in meant.iter_mut().zip(&names).filter(|(places, _)| places.is_empty()) {
            *places = gazetteer.meanings(name);
        }
        // `UBND huyện Ý Yên, tỉnh Nam Định`: the smallest of them is its own.
        let level = meant.iter().filter_map(|places| places.iter().map(|place| place.level).min()).max();
        let own = meant.iter().flatten().filter(|place| Some(place.level) == level || names.len() == 1);
        let own: Vec<&Place> = own.copied().collect();
        let folded = fold::exact(&rest);
        let mut name = respelled(folded.trim_matches(|c: char| !c.is_alphanumeric()));
        let mut levels: Vec<u8> = own.iter().map(|place| place.level).collect();
        for (word, of) in KINDS {
            let Some(head) = name.strip_suffix(word).filter(|head| head.is_empty() || head.ends_with(' '))
            else {
                continue;
            };
            name = head.trim_end().to_string();
            if levels.is_empty() {
                levels.extend(of);
            }
            break;
        }
        let is_committee = !levels.is_empty() && (name.is_empty() || name == COMMITTEE);
        if is_committee {
            name.clear();
        } else {
            levels.clear();
        }
        let seats = own.iter().map(|place| place.key_text()).collect();
        Self { name, levels, seats }
    }

    /// Whether the unit of a key is its locality.
    pub fn sits_in(&self, key: &str) -> bool {
        self.seats.iter().any(|seat| seat == key)
    }

    /// Whether a decision's authority is that of an award, as an article names it, with the level and the key of the
    /// locality that it was read to be of.
    pub fn is(&self, other: &Self, level: &str, seat: &str) -> bool {
        let of_seat = self.seats.is_empty() || self.sits_in(seat);
        if self.levels.is_empty() {
            // A body's locality is often left to the article: it must not be another.
            return self.name == other.name && (of_seat || seat.is_empty());
        }
        let rank = ["province", "district", "commune"].iter().position(|rank| *rank == level);
        let is_of_level = rank.is_some_and(|rank| self.levels.contains(&(rank as u8 + 1)));
        !other.levels.is_empty() && is_of_level && of_seat
    }
}

/// Kind words at the end of a name that has no locality: `UBND tỉnh`.
const KINDS: [(&str, &[u8]); 8] = [
    ("tỉnh", &[1]),
    ("thành phố", &[1, 2]),
    ("huyện", &[2]),
    ("quận", &[2]),
    ("thị xã", &[2]),
    ("xã", &[3]),
    ("phường", &[3]),
    ("thị trấn", &[3]),
];

fn respelled(name: &str) -> String {
    let lines = include_str!("authorities.tsv").lines().filter(|line| !line.starts_with('#'));
    for (from, to) in lines.filter_map(|line| line.split_once('\t')) {
        let rest = name.strip_prefix(from).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        if let Some(rest) = rest {
            return format!("{to}{rest}");
        }
    }
    name.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_authority_has_many_names() {
        let key = |level, name: &str| {
            let found = gazetteer::get().lookup_full(name, Some("2023-03-01"), &[]).one().expect("a unit");
            assert_eq!(found.level, level);
            found.key_text()
        };
        let (nam_dinh, ha_nam) = (key(1, "tỉnh Nam Định"), key(1, "tỉnh Hà Nam"));
        let truc_ninh = key(2, "huyện Trực Ninh");
        for (decision, article, level, seat, expected) in [
            ("UBND tỉnh Nam Định", "Chủ tịch UBND tỉnh", "province", &*nam_dinh, true),
            ("UBND tỉnh Nam Định", "UBND tỉnh", "province", &ha_nam, false),
            ("Ủy ban nhân dân tỉnh", "Uỷ ban nhân dân tỉnh Hà Nam", "province", &ha_nam, true),
            ("UBND tỉnh", "UBND huyện", "district", &truc_ninh, false),
            ("Chủ tịch UBND huyện Trực Ninh", "Huyện Trực Ninh", "district", &truc_ninh, true),
            ("UBND huyện Trực Ninh, tỉnh Nam Định", "UBND huyện", "district", &truc_ninh, true),
            ("UBND tỉnh", "Hội Nông dân tỉnh", "organization", "", false),
            ("Thủ tướng", "Thủ tướng Chính phủ", "government", "", true),
            ("Chính phủ", "Thủ tướng Chính phủ", "government", "", true),
            ("Chủ tịch nước", "Chủ tịch nước", "state", "", true),
            ("Chủ tịch nước", "Chủ tịch UBND tỉnh", "province", &nam_dinh, false),
            ("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ", "ministry", "", true),
            ("Bộ Nội vụ", "Bộ Công an", "ministry", "", false),
            ("Sở Y tế tỉnh Nam Định", "Sở Y tế", "organization", "", true),
            ("Sở Y tế tỉnh Nam Định", "Sở Y tế tỉnh Hà Nam", "organization", &ha_nam, false),
        ] {
            let day = Some("2023-03-01");
            let (left, right) = (Authority::of(decision, day), Authority::of(article, day));
            assert_eq!(left.is(&right, level, seat), expected, "{decision} / {article}: {left:?} {right:?}");
        }
    }
}

//! The names of one article together: the larger units decide between the smaller.

use super::lookup::Lookup;
use super::place::Place;
use super::{Gazetteer, kinds, split_kind};

impl Gazetteer {
    /// What the localities of one article mean, in the order of `names` (each with its kind word,
    /// `TP.Đồng Xoài`, or bare). `known` are units that are certain already, such as the province
    /// where the report is set.
    ///
    /// Provinces are read first, then districts within them, then communes within both. A name
    /// that is still ambiguous then takes the province of the districts that are not, as the
    /// districts of one report mostly are neighbours (`huyện Lấp Vò … huyện Châu Thành`).
    pub fn resolve(
        &'static self,
        names: &[&str],
        as_of: Option<&str>,
        known: &[&'static Place],
    ) -> Vec<Lookup> {
        let mut within = known.to_vec();
        let mut found = vec![Lookup::None; names.len()];
        for level in 1..=3 {
            let here: Vec<usize> = (0..names.len()).filter(|&at| may_be(names[at], level)).collect();
            self.read(names, &here, as_of, &within, &mut found);
            extend(&mut within, here.iter().filter_map(|&at| found[at].one()));
            let open = |at: &usize| matches!(found[*at], Lookup::Ambiguous(_));
            let open: Vec<usize> = here.into_iter().filter(open).collect();
            if level > 1 && !open.is_empty() {
                let mut near = within.clone();
                extend(&mut near, within.iter().filter_map(|place| self.province(place, as_of)));
                self.read(names, &open, as_of, &near, &mut found);
                extend(&mut within, open.iter().filter_map(|&at| found[at].one()));
            }
        }
        found
    }

    fn read(
        &'static self,
        names: &[&str],
        at: &[usize],
        as_of: Option<&str>,
        within: &[&Place],
        found: &mut [Lookup],
    ) {
        for &at in at {
            found[at] = self.lookup_full(names[at], as_of, within);
        }
    }
}

fn extend(within: &mut Vec<&'static Place>, places: impl Iterator<Item = &'static Place>) {
    for place in places {
        if !within.contains(&place) {
            within.push(place);
        }
    }
}

/// Whether the kind word of `full` allows a unit of `level`; a bare name may be of any.
fn may_be(full: &str, level: u8) -> bool {
    let Some(word) = split_kind(full).0 else { return true };
    kinds(word).is_some_and(|kinds| kinds.iter().any(|kind| kind.level() == level))
}

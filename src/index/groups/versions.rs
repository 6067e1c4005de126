//! Versions of one text of which the leader of its group is another.
//!
//! The leader is the longest, and may hold less of another version than a copy has to: `b c d` leads `a b c`, and not
//! `a b`, which lacks nothing of that; and where both have a paragraph more than the text that they were made of, each
//! is whole without the other's. So a text that shares enough with a leader to be a version of the same text
//! ([`Likeness::may_be_version`](crate::index::Likeness)) is one where a member, a copy of the leader, stands whole in
//! it, or it in the member. What joins so leads nothing further: no chain is longer than this.

use super::{Groups, Slot};
use crate::index::Result;
use crate::index::alike::Rows;
use crate::index::signature::Mark;
use rustc_hash::FxHashMap;

impl Groups {
    /// The leaders that are versions of what another group holds, with the leaders of these. `members` has the leaders
    /// of the groups with all texts of these.
    pub(super) fn versions(
        &self,
        members: &FxHashMap<Slot, Vec<Slot>>,
        trace: impl Fn(u64) -> Result<Vec<Mark>>,
    ) -> Result<FxHashMap<Slot, Slot>> {
        let text = |slot: Slot| &self.texts[slot as usize];
        let mut doubts: Vec<_> = self.doubts.iter().map(|(slot, leaders)| (*slot, leaders.clone())).collect();
        doubts.sort_unstable_by_key(|(slot, _)| text(*slot).place());
        let mut joined: FxHashMap<Slot, Slot> = FxHashMap::default();
        for (slot, mut leaders) in doubts {
            let own = trace(text(slot).id)?;
            let rows = Rows::of(&own);
            leaders.retain(|leader| !joined.contains_key(leader));
            leaders.sort_unstable_by_key(|leader| text(*leader).place());
            'leaders: for leader in leaders {
                for copy in members.get(&leader).into_iter().flatten().filter(|it| **it != leader) {
                    if rows.alike(&trace(text(*copy).id)?).is_some_and(|it| it.is_whole()) {
                        joined.insert(slot, leader);
                        break 'leaders;
                    }
                }
            }
        }
        Ok(joined)
    }
}

//! What units came from and what they became: the mergers of communes since 2023, and those of July 2025, when
//! districts ended and their communes went on.

use super::tally::Tallies;
use crate::gazetteer::{self, Gazetteer, Place};
use crate::index::{Result, TextColumn};
use serde::Serialize;
use utoipa::ToSchema;

/// A unit that another came from or became, with its own figures in the same range of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = coverage::Link)]
pub struct Link {
    /// 1 province, 2 district, 3 commune.
    pub level: u8,
    /// Official code.
    pub code: &'static str,
    /// As in the gazetteer.
    pub name: &'static str,
    /// Kind word.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Day of coming into force; null for since before.
    pub valid_from: Option<&'static str>,
    /// How many articles name it, or a unit below it.
    pub articles: u64,
    /// Count of the conferred awards placed there.
    pub awards: u64,
    /// The latest `published` of those articles.
    pub last: Option<String>,
    /// Whether only a part of the older unit went to the newer one.
    pub partial: bool,
    /// How many went to how many.
    pub relation: Relation,
}

/// How many older units of the kind the newer one came from, to how many newer ones the older one went. For a
/// district that ended, the newer units are communes, and the older ones the districts that these came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = coverage::Relation)]
pub enum Relation {
    /// One went on as one.
    #[serde(rename = "1:1")]
    OneToOne,
    /// Several became one.
    #[serde(rename = "n:1")]
    ManyToOne,
    /// One became several.
    #[serde(rename = "1:n")]
    OneToMany,
    /// Several became several, in parts.
    #[serde(rename = "n:m")]
    ManyToMany,
}

impl Relation {
    fn of(older: usize, newer: usize) -> Self {
        match (older > 1, newer > 1) {
            (false, false) => Relation::OneToOne,
            (true, false) => Relation::ManyToOne,
            (false, true) => Relation::OneToMany,
            (true, true) => Relation::ManyToMany,
        }
    }

    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            Relation::OneToOne => "1:1",
            Relation::ManyToOne => "n:1",
            Relation::OneToMany => "1:n",
            Relation::ManyToMany => "n:m",
        }
    }
}

/// A unit on the way back, or on the way on.
struct Step {
    place: &'static Place,
    partial: bool,
    relation: Relation,
}

/// Older units than these have no figures: the gazetteer begins in 2021, so that no chain is longer.
const MOST_STEPS: usize = 8;

/// The units that a unit came from, the nearest first; of a commune that came from communes the districts of
/// these behind them.
pub(super) fn before(published: &TextColumn, place: &'static Place, tallies: &Tallies) -> Result<Vec<Link>> {
    let gazetteer = gazetteer::get();
    let mut steps = Vec::new();
    older(gazetteer, place, false, MOST_STEPS, &mut steps);
    if place.level == 3 {
        let origins = districts(gazetteer, place);
        for district in &origins {
            let newer = gazetteer.successors(district).len();
            let relation = Relation::of(origins.len(), newer);
            add(&mut steps, Step { place: district, partial: newer > 1, relation });
            older(gazetteer, district, newer > 1, MOST_STEPS, &mut steps);
        }
    }
    links(published, steps, tallies)
}

/// The units that a unit became; of a district that ended those of its communes.
pub(super) fn after(published: &TextColumn, place: &'static Place, tallies: &Tallies) -> Result<Vec<Link>> {
    let mut steps = Vec::new();
    newer(gazetteer::get(), place, false, MOST_STEPS, &mut steps);
    links(published, steps, tallies)
}

fn older(
    gazetteer: &'static Gazetteer,
    place: &'static Place,
    partial: bool,
    most: usize,
    steps: &mut Vec<Step>,
) {
    let before = gazetteer.predecessors(place);
    let found = before.len();
    for (unit, part) in before {
        let relation = Relation::of(found, gazetteer.successors(unit).len());
        let step = Step { place: unit, partial: partial || part, relation };
        let partial = step.partial;
        if add(steps, step) && most > 0 {
            older(gazetteer, unit, partial, most - 1, steps);
        }
    }
}

fn newer(
    gazetteer: &'static Gazetteer,
    place: &'static Place,
    partial: bool,
    most: usize,
    steps: &mut Vec<Step>,
) {
    let after = gazetteer.successors(place);
    let found = after.len();
    for (unit, part) in after {
        let origins = if unit.level == place.level {
            gazetteer.predecessors(unit).len()
        } else {
            districts(gazetteer, unit).len()
        };
        // All communes of a district are parts of it: where it went on as one, that is the whole.
        let part = part && found > 1;
        let relation = Relation::of(origins, found);
        let step = Step { place: unit, partial: partial || part, relation };
        let partial = step.partial;
        if add(steps, step) && most > 0 {
            newer(gazetteer, unit, partial, most - 1, steps);
        }
    }
}

/// The districts in which the communes lay that became a commune, on the last day of these.
fn districts(gazetteer: &'static Gazetteer, commune: &'static Place) -> Vec<&'static Place> {
    let mut found: Vec<&'static Place> = Vec::new();
    // Before the reform it has a district of its own, which is no history.
    if gazetteer.parent(commune, None).is_none_or(|up| up.level == 2) {
        return found;
    }
    for (before, _) in gazetteer.predecessors(commune) {
        let up = if before.level == 2 { Some(before) } else { gazetteer.parent(before, None) };
        let up = up.filter(|up| up.level == 2);
        found.extend(up.filter(|up| !found.contains(up)));
    }
    found
}

/// Adds a step, unless its unit is known by another way.
fn add(steps: &mut Vec<Step>, step: Step) -> bool {
    let is_new = !steps.iter().any(|known| known.place == step.place);
    if is_new {
        steps.push(step);
    }
    is_new
}

fn links(published: &TextColumn, steps: Vec<Step>, tallies: &Tallies) -> Result<Vec<Link>> {
    let link = |Step { place, partial, relation }: Step| {
        let tally = tallies.of_place(place);
        Ok(Link {
            level: place.level,
            code: place.code,
            name: place.name,
            kind: place.type_word(),
            valid_from: place.since(),
            articles: tally.articles,
            awards: tally.awards,
            last: tally.last(published)?,
            partial,
            relation,
        })
    };
    steps.into_iter().map(link).collect()
}

//! Which element holds the article: the innermost one with most of the running text.

use super::walk::Walk;
use crate::clean::furniture::Role;
use crate::clean::line::Line;
use crate::clean::title::{self, Said};
use crate::model::BlockKind;
use std::ops::Range;

/// An inner element must hold so much of the running text (in percent) to be the article's.
const MOST: usize = 75;
/// So much is enough for the element that also holds the title, or whose class names a body.
const ENOUGH: usize = 45;

/// So many words of running text below a title that the metadata tell make it the article's.
const BELOW: usize = 30;

/// The lines of the article's container. What stands above a title that the metadata tell has no
/// weight: a column of other news may be longer than the article.
pub fn find(walk: &Walk, title: Option<usize>, said: &Said) -> Range<usize> {
    let told = title.filter(|t| title::is_told(&walk.lines[*t], said));
    let top = told.filter(|t| walk.lines[*t..].iter().map(weight).sum::<usize>() >= BELOW).unwrap_or(0);
    let mut sums = Vec::with_capacity(walk.lines.len() + 1);
    let mut counts = Vec::with_capacity(walk.lines.len() + 1);
    let (mut sum, mut count) = (0, 0);
    sums.push(0);
    counts.push(0);
    for (i, line) in walk.lines.iter().enumerate() {
        let weight = if i < top { 0 } else { weight(line) };
        sum += weight;
        count += usize::from(weight > 0);
        sums.push(sum);
        counts.push(count);
    }
    let mass = |r: &Range<usize>| sums[r.end] - sums[r.start];
    let paragraphs = |r: &Range<usize>| counts[r.end] - counts[r.start];
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); walk.holders.len()];
    for (i, holder) in walk.holders.iter().enumerate().skip(1) {
        if mass(&holder.lines) > 0 {
            children[holder.parent].push(i);
        }
    }
    let least = count.min(2);
    let mut at = 0;
    loop {
        let here = mass(&walk.holders[at].lines);
        let best = children[at]
            .iter()
            .copied()
            .filter(|c| paragraphs(&walk.holders[*c].lines) >= least)
            .max_by_key(|c| (mass(&walk.holders[*c].lines), std::cmp::Reverse(*c)));
        let Some(best) = best else { break };
        if let Some(own) = beside_lists(walk, &children[at], told, &mass, &paragraphs) {
            at = own;
            continue;
        }
        let holder = &walk.holders[best];
        let share = mass(&holder.lines) * 100 / here.max(1);
        let told = holder.content || title.is_some_and(|t| holder.lines.contains(&t));
        if share >= MOST || (told && share >= ENOUGH) {
            at = best;
        } else {
            break;
        }
    }
    let lines = walk.holders[at].lines.clone();
    let outer = walk.holders[walk.holders[at].parent].lines.clone();
    lines.start..extended(&walk.lines, lines.end, outer.end)
}

/// The child that holds the told title and a text, where all that follows it are lists of other
/// news, however long: their headlines and dates give them away.
fn beside_lists(
    walk: &Walk,
    children: &[usize],
    title: Option<usize>,
    mass: &dyn Fn(&Range<usize>) -> usize,
    paragraphs: &dyn Fn(&Range<usize>) -> usize,
) -> Option<usize> {
    let title = title?;
    let lines = |c: usize| &walk.holders[c].lines;
    let own = children.iter().copied().find(|c| lines(*c).contains(&title))?;
    if mass(lines(own)) < 2 * BELOW || paragraphs(lines(own)) < 2 {
        return None;
    }
    let list = |c: usize| signs(&walk.lines[lines(c).clone()]) >= paragraphs(lines(c)).max(2);
    children.iter().copied().filter(|c| *c != own).all(list).then_some(own)
}

/// How many lines are headlines or dates, which lists of news are full of.
fn signs(lines: &[Line]) -> usize {
    let is_sign = |line: &&Line| {
        let headline = (line.heading > 0 || line.linked >= 80) && line.words >= 4;
        headline || (line.words <= 12 && line.stamp().is_some())
    };
    lines.iter().filter(is_sign).count()
}

/// Words of running text that count for a container.
fn weight(line: &Line) -> usize {
    if line.furniture || line.linked > 40 || line.words < 6 {
        return 0;
    }
    match line.kind {
        Some(BlockKind::Row) => line.words / 2,
        Some(BlockKind::Item) => line.words,
        // a page of pictures has little else
        Some(BlockKind::Caption) => line.words / 4,
        _ if line.is_running() => line.words,
        _ if line.words >= 14 && line.heading == 0 => line.words / 2,
        _ => 0,
    }
}

/// Running text that goes on in the elements beside the container.
fn extended(lines: &[Line], end: usize, outer: usize) -> usize {
    let mut last = end;
    for (i, line) in lines.iter().enumerate().take(outer).skip(end) {
        if i > last + 6 || (line.role() != Role::Text && line.role() != Role::Furniture) {
            break;
        }
        if line.is_running() && line.words >= 25 && line.linked < 30 && !line.furniture {
            last = i + 1;
        }
    }
    last
}

//! Which elements that call themselves furniture are: a name such as `one-sidebar` on the body, or
//! `widget` around the text, is overruled by the text that stands inside.

use super::walk::Walk;
use crate::clean::keys;
use crate::clean::line::Line;

/// So much of the running text (in percent) makes an element that also holds the title the page.
const PAGE: usize = 50;
/// So much makes it the article where hardly any text stands elsewhere.
const ARTICLE: usize = 75;
/// Fewer words of running text are no article.
const LEAST: usize = 40;

/// Overrules furniture names, then passes what is left down to the lines.
pub fn settle(walk: &mut Walk) {
    let mut sums = vec![0];
    for line in &walk.lines {
        sums.push(sums[sums.len() - 1] + words(line));
    }
    let total = sums[sums.len() - 1];
    let title = title_line(walk);
    for holder in walk.holders.iter_mut().filter(|h| h.furniture) {
        let mass = sums[holder.lines.end] - sums[holder.lines.start];
        let titled = title.is_some_and(|t| holder.lines.contains(&t));
        if titled && mass >= LEAST && mass * 100 >= total * PAGE {
            holder.furniture = false;
        }
    }
    mark(walk);
    let outside: usize = walk.lines.iter().filter(|l| !l.furniture).map(words).sum();
    if outside < LEAST && rescue(walk, &sums) {
        mark(walk);
    }
}

/// Clears the elements around the heaviest furniture; `false` if none is heavy enough.
fn rescue(walk: &mut Walk, sums: &[usize]) -> bool {
    let total = sums[sums.len() - 1];
    let heavy = |h: &super::walk::Holder| {
        let mass = sums[h.lines.end] - sums[h.lines.start];
        h.furniture && mass >= LEAST && mass * 100 >= total * ARTICLE
    };
    let mut found = false;
    for holder in &mut walk.holders {
        if heavy(holder) {
            holder.furniture = false;
            found = true;
        }
    }
    found
}

fn words(line: &Line) -> usize {
    if line.linked <= 40 && line.is_running() { line.words } else { 0 }
}

/// The first line that is a heading of the first level or opens the page's `<title>`.
fn title_line(walk: &Walk) -> Option<usize> {
    let page = walk.meta.page.as_deref().map(|t| keys::bare(&keys::key(t))).unwrap_or_default();
    walk.lines.iter().position(|l| l.words >= 4 && (l.heading == 1 || page.starts_with(l.bare())))
}

/// A line is furniture where an element around it is.
fn mark(walk: &mut Walk) {
    let mut inside = vec![false; walk.holders.len()];
    for i in 0..walk.holders.len() {
        // a holder opens behind its parent
        let holder = &walk.holders[i];
        inside[i] = holder.part.is_none() && (holder.furniture || (i > 0 && inside[holder.parent]));
    }
    for line in &mut walk.lines {
        line.furniture = line.named_furniture || inside[line.holder];
    }
}

//! Pages that list articles: teasers, each a linked headline with its few lines, and no article.

use super::walk::Walk;
use crate::clean::line::Line;
use crate::clean::published::{self, Order};
use crate::model::BlockKind;

/// Fewer teasers are a column beside an article.
const LEAST: usize = 3;
/// So many lines below its headline a teaser's text stands at most.
const REACH: usize = 3;
/// A teaser has no more words.
const LONGEST: usize = 60;
/// An article's title has at least so many words; names of sections have fewer.
const TITLE: usize = 5;
/// From so many captions on the page is one of pictures.
const PICTURES: usize = 3;

/// Whether the page lists articles and is none itself: all its running text stands in teasers. `title`
/// is the line of the title, if one was found.
pub fn is_list(walk: &Walk, title: Option<usize>) -> bool {
    // what machines are told of a day of publication is told of an article
    if walk.meta.published.iter().any(|d| published::metadata(d, Order::DayFirst).is_some()) {
        return false;
    }
    let lines = &walk.lines;
    let titled = title.is_some_and(|at| lines[at].words >= TITLE && lines[at].linked < 50);
    let captions = lines.iter().filter(|l| l.kind == Some(BlockKind::Caption) && !l.furniture).count();
    let Some((teasers, loose)) = count(lines) else { return false };
    teasers >= LEAST && loose == 0 && !(titled && captions >= PICTURES)
}

/// How many teasers the page has, and how many lines of running text stand in none; `None` if one of
/// these is too long for a list.
fn count(lines: &[Line]) -> Option<(usize, usize)> {
    let (mut teasers, mut loose) = (0, 0);
    let mut headline: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        if is_headline(line) {
            headline = Some(at);
        } else if line.words >= 14 && line.kind != Some(BlockKind::Row) && !line.furniture {
            let told = headline.take().is_some_and(|h| at - h <= REACH);
            match told && line.words <= LONGEST {
                true => teasers += 1,
                false if line.words > 2 * LONGEST => return None,
                false => loose += 1,
            }
        }
    }
    Some((teasers, loose))
}

fn is_headline(line: &Line) -> bool {
    line.linked >= 70 && line.words >= 4
}

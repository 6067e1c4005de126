//! An HTML page → [`Article`]. The tree becomes lines with what the markup says of them; which
//! lines are the article is told by text and structure first, by class names second.

mod attributes;
mod container;
mod hints;
mod meta;
mod table;
mod teasers;
mod trust;
mod walk;

use super::body;
use super::byline::{self, Reading};
use super::line::Line;
use super::plain::{date_above, date_below};
use super::published::{self, Label, Stamp};
use super::title::{self, Said};
use crate::model::{Article, BlockKind};
use meta::Meta;
use scraper::Html;
use walk::Walk;

/// The article of an HTML page; empty for one that lists articles. `beside` is a title that came
/// beside it.
pub fn article(html: &str, beside: Option<&str>) -> Article {
    let tree = Html::parse_document(html);
    let mut walk = Walk::new(tree.root_element());
    let headings = walk.lines.iter().filter(|l| l.heading == 1 && l.linked < 50);
    let headings: Vec<String> = headings.map(|l| l.text.clone()).collect();
    walk.meta.settle(&headings);
    let said = said(&walk.meta, beside);
    let running = |l: &Line| l.is_running() && !l.furniture && l.linked < 50;
    let anchor = title::find(&walk.lines, walk.lines.len().min(400), &said);
    let body = container::find(&walk, anchor, &said);
    let first = (body.start..body.end)
        .find(|i| running(&walk.lines[*i]) && walk.lines[*i].heading != 1)
        .unwrap_or(body.start);
    let title = title::find(&walk.lines, first, &said);
    if teasers::is_list(&walk, title) {
        return Article::default();
    }
    let places = Places { title, first, body };
    let (shown, glued) = match title.map(|at| walk.lines[at].text.as_str()) {
        Some(text) => match published::cut_off(text) {
            Some((title, stamp)) => (Some(title.to_string()), Some(stamp)),
            None => (Some(text.to_string()), None),
        },
        None => (None, None),
    };
    let title = beside.map(String::from).or(shown).or_else(|| told(&walk.meta));
    let lines = body_lines(&walk.lines, places.title, places.body.clone());
    let tail_end = walk.lines.len().min(places.body.end + 8);
    let read = body::read(&lines, &walk.lines[places.body.end..tail_end], title.as_deref());
    let published = date(&walk, &places, glued.as_ref(), &read.stamps, &lines);
    let byline = match read.byline {
        Some(writer) if writer.sure => Some(writer.name),
        other => author(&walk, &places).or(other.map(|w| w.name)),
    };
    Article { title, published, byline, blocks: read.blocks }
}

/// Where the article stands among the lines of the page.
struct Places {
    /// Index of the title, if it is shown.
    title: Option<usize>,
    /// Index of the first running text.
    first: usize,
    /// The lines of the container.
    body: std::ops::Range<usize>,
}

impl Places {
    /// What microdata between these lines say is said of this article.
    fn own(&self) -> std::ops::Range<usize> {
        self.title.unwrap_or(self.body.start).min(self.body.start).saturating_sub(4)..self.body.end + 1
    }
}

/// The publication date: what machines are told, then what readers are.
fn date(
    walk: &Walk,
    at: &Places,
    glued: Option<&Stamp>,
    stamps: &[(usize, Stamp)],
    lines: &[Line],
) -> Option<String> {
    let above = |n: usize| at.title.map_or(&[][..], |t| &walk.lines[t.saturating_sub(n)..t]);
    // the head of a forum's post, author and his badges below it
    let far: Vec<Line> =
        above(12).iter().filter(|l| l.stamp().is_some_and(|s| s.label == Label::None)).cloned().collect();
    let own = at.own();
    let mut told = walk.meta.published.iter().chain(walk.meta.placed_dates(&own));
    told.find_map(|d| published::metadata(d))
        .or_else(|| glued.map(Stamp::iso))
        .or_else(|| time_below(&walk.lines, at.title, at.first))
        .or_else(|| date_below(stamps))
        .or_else(|| time_above(&walk.lines, at.title))
        .or_else(|| date_above(above(4), lines))
        .or_else(|| date_above(&far, lines))
}

/// The writer that machines are told.
fn author(walk: &Walk, at: &Places) -> Option<String> {
    let site = walk.meta.site.as_deref();
    let own = at.own();
    let mut told = walk.meta.authors.iter().chain(walk.meta.placed_authors(&own));
    told.find_map(|a| byline::of_metadata(a, site))
}

fn said(meta: &Meta, beside: Option<&str>) -> Said {
    let site = meta.site.as_deref();
    let titles = beside.into_iter().chain(meta.titles.iter().map(String::as_str));
    Said {
        titles: titles
            .map(|t| title::without_site(t, site).to_string())
            .filter(|t| !title::is_generic(t))
            .collect(),
        page: meta.page.clone(),
        site: meta.site.clone(),
    }
}

/// The title of the metadata, where the page shows none.
fn told(meta: &Meta) -> Option<String> {
    let site = meta.site.as_deref();
    meta.titles
        .iter()
        .chain(meta.page.as_ref())
        .map(|t| title::without_site(t, site).to_string())
        .find(|t| !title::is_generic(t))
}

/// The lines of the article: its container's, and what stands between the title and it.
fn body_lines(lines: &[Line], title: Option<usize>, range: std::ops::Range<usize>) -> Vec<Line> {
    let own = |l: &&Line| !l.furniture || l.kind == Some(BlockKind::Row);
    let from = title.map_or(range.start, |at| at + 1);
    let above = &lines[range.start.min(from)..from.max(range.start).min(range.end)];
    let between = |n: usize, way: &[Line]| {
        let l = &way[n];
        own(&l)
            && l.linked < 50
            && (l.is_running()
                || l.lead
                || l.authored
                || (l.kind == Some(BlockKind::Caption) && l.words >= 5)
                || l.stamp().is_some()
                || match byline::read(&l.text) {
                    Reading::Labelled(_) => true,
                    Reading::Bare(_) => beside_stamp(way, n),
                    _ => false,
                })
    };
    // a publication line right below the title is one, whatever its class says
    let dated = |n: usize, l: &Line| title.is_some() && n < 6 && l.stamp().is_some();
    let mut out: Vec<Line> = Vec::new();
    if from <= range.start {
        // the title stands above the container: take leads and publication lines on the way
        let way = &lines[from..range.start];
        let kept = (0..way.len()).filter(|n| between(*n, way) || dated(*n, &way[*n]));
        out.extend(kept.map(|n| way[n].clone()));
        out.extend(lines[range].iter().filter(own).cloned());
    } else {
        out.extend(above.iter().filter(|l| own(l) && l.is_running() && l.heading != 1).cloned());
        let below = lines[from.min(range.end)..range.end].iter().enumerate();
        out.extend(below.filter(|(n, l)| own(l) || dated(*n, l)).map(|(_, l)| l.clone()));
    }
    out
}

/// Whether a publication line stands right above or below.
fn beside_stamp(lines: &[Line], at: usize) -> bool {
    let near = [at.checked_sub(1), Some(at + 1)];
    near.into_iter().flatten().filter_map(|n| lines.get(n)).any(|l| l.stamp().is_some())
}

/// `datetime` of a `<time>` between the title and the running text.
fn time_below(lines: &[Line], title: Option<usize>, first: usize) -> Option<String> {
    let from = title?;
    let between = lines.get(from..first.max(from))?.iter();
    between.filter(|l| !l.furniture).find_map(|l| published::metadata(l.time.as_deref()?))
}

/// `datetime` of a `<time>` in a line of its own just above the title.
fn time_above(lines: &[Line], title: Option<usize>) -> Option<String> {
    let at = title?;
    let above = lines[at.saturating_sub(3)..at].iter().rev();
    above
        .filter(|l| !l.furniture && l.linked < 50 && l.stamp().is_some())
        .find_map(|l| published::metadata(l.time.as_deref()?))
}

#[cfg(test)]
mod tests;

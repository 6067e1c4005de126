//! An HTML page → [`Article`]. The tree becomes lines with what the markup says of them; which
//! lines are the article is told by text and structure first, by class names second.

mod attributes;
mod container;
mod hints;
mod meta;
mod sites;
mod table;
mod teasers;
mod trust;
mod walk;

use super::body;
use super::byline::{self, Reading};
use super::line::Line;
use super::plain::{date_above, date_below};
use super::published::{self, Label, Order, Stamp};
use super::title::{self, Said};
use crate::model::{Article, Block, BlockKind, Page};
use meta::Meta;
use scraper::Html;
use sites::Part;
use std::ops::Range;
use walk::Walk;

/// The article of an HTML page; empty for one that lists articles. `beside` is a title that came
/// beside it.
pub fn article(page: &Page, beside: Option<&str>) -> Article {
    let tree = Html::parse_document(&page.body);
    let parts = sites::parts(&page.body, &tree, page.source.site.as_deref());
    let mut walk = Walk::new(tree.root_element(), parts);
    let order = order(&tree, &walk, page.source.site.as_deref());
    walk.lines.iter_mut().for_each(|line| line.order = order);
    let headings = walk.lines.iter().filter(|l| l.heading == 1 && l.linked < 50);
    let headings: Vec<String> = headings.map(|l| l.text.clone()).collect();
    walk.meta.settle(&headings);
    let said = said(&walk.meta, beside);
    let places = places(&walk, &said);
    if teasers::is_list(&walk, places.title) {
        return Article::default();
    }
    let (shown, glued) = match places.title.map(|at| walk.lines[at].text.as_str()) {
        Some(text) => match published::cut_off(text, order) {
            Some((title, stamp)) => (Some(title.to_string()), Some(stamp)),
            None => (Some(text.to_string()), None),
        },
        None => (None, None),
    };
    let title = beside.map(String::from).or(shown).or_else(|| told(&walk.meta));
    let lines = body_lines(&walk.lines, places.title, places.body.clone());
    let tail_end = walk.lines.len().min(places.body.end + 8);
    let read = body::read(&lines, &walk.lines[places.body.end..tail_end], title.as_deref());
    let address = page.source.url.as_deref().or(walk.meta.address.as_deref());
    let published = ruled_date(&walk)
        .or_else(|| date(&walk, &places, glued.as_ref(), &read.stamps, &lines, address, order));
    let byline = match read.byline {
        Some(writer) if writer.sure => Some(writer.name),
        other => ruled_byline(&walk).or_else(|| author(&walk, &places)).or(other.map(|w| w.name)),
    };
    let blocks = if is_shown(&read.blocks) { read.blocks } else { unshown(&walk.meta, read.blocks) };
    Article { title, published, byline, blocks }
}

/// How a page writes its dates: the month first where it says that it is of the United States, and
/// is neither Vietnamese (templates say `en-US` of anything) nor of a site of Vietnam.
fn order(tree: &Html, walk: &Walk, site: Option<&str>) -> Order {
    let american = |said: &str| said.replace('_', "-").eq_ignore_ascii_case("en-us");
    let said = tree.root_element().attr("lang").or(walk.meta.locale.as_deref());
    let vietnamese =
        |c: char| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư');
    let is_american = said.is_some_and(american)
        && !site.is_some_and(|host| host.ends_with(".vn"))
        && !walk.lines.iter().any(|line| line.text.contains(vietnamese));
    if is_american { Order::MonthFirst } else { Order::DayFirst }
}

/// Where a rule for the site sees the article, else where text and structure do.
fn places(walk: &Walk, said: &Said) -> Places {
    let running = |l: &Line| l.is_running() && !l.furniture && l.linked < 50;
    let first_of = |body: &Range<usize>| {
        let running = |i: &usize| running(&walk.lines[*i]) && walk.lines[*i].heading != 1;
        body.clone().find(running).unwrap_or(body.start)
    };
    let ruled = walk.ruled(Part::Body).filter(|body| walk.lines[body.clone()].iter().any(running));
    let own_title =
        || walk.ruled(Part::Title).map(|lines| lines.start).filter(|at| walk.lines[*at].words >= 3);
    let (body, own) = match ruled {
        Some(body) => (body, own_title()),
        None => {
            let anchor = title::find(&walk.lines, walk.lines.len().min(400), said);
            (container::find(walk, anchor, said), None)
        }
    };
    let first = first_of(&body);
    let title = own.filter(|at| *at < first).or_else(|| title::find(&walk.lines, first, said));
    Places { title, first, body }
}

/// The date where a rule for the site sees it.
fn ruled_date(walk: &Walk) -> Option<String> {
    let lines = &walk.lines[walk.ruled(Part::Date)?];
    let told = lines.iter().find_map(|l| published::metadata(l.time.as_deref()?, l.order));
    told.or_else(|| lines.iter().find_map(|l| l.stamp().map(Stamp::iso)))
}

/// The writer where a rule for the site sees him.
fn ruled_byline(walk: &Walk) -> Option<String> {
    let lines = &walk.lines[walk.ruled(Part::Byline)?];
    lines.iter().find_map(|l| byline::of_metadata(&l.text, walk.meta.site.as_deref()))
}

/// Whether the page shows a text.
fn is_shown(blocks: &[Block]) -> bool {
    blocks.iter().any(|b| b.kind != BlockKind::Heading && b.text.split_whitespace().count() >= 14)
}

/// The paragraphs that JSON-LD gives for a page whose script has yet to show them; else what is shown.
fn unshown(meta: &Meta, shown: Vec<Block>) -> Vec<Block> {
    let lines = meta.body.as_deref().unwrap_or_default().lines().map(str::trim).filter(|l| !l.is_empty());
    let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.to_string() };
    let told: Vec<Block> = lines.map(block).collect();
    let markup = told.iter().any(|b| b.text.contains("</"));
    if is_shown(&told) && !markup { told } else { shown }
}

/// Where the article stands among the lines of the page.
struct Places {
    /// Index of the title, if it is shown.
    title: Option<usize>,
    /// Index of the first running text.
    first: usize,
    /// The lines of the container.
    body: Range<usize>,
}

impl Places {
    /// What microdata between these lines say is said of this article.
    fn own(&self) -> Range<usize> {
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
    address: Option<&str>,
    order: Order,
) -> Option<String> {
    let above = |n: usize| at.title.map_or(&[][..], |t| &walk.lines[t.saturating_sub(n)..t]);
    // the head of a forum's post, author and his badges below it
    let far: Vec<Line> =
        above(12).iter().filter(|l| l.stamp().is_some_and(|s| s.label == Label::None)).cloned().collect();
    let own = at.own();
    let mut told = walk.meta.published.iter().chain(walk.meta.placed_dates(&own));
    told.find_map(|d| published::metadata(d, order))
        .or_else(|| glued.map(Stamp::iso))
        .or_else(|| time_below(&walk.lines, at.title, at.first))
        .or_else(|| date_below(stamps))
        .or_else(|| published::in_address(address?))
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
fn body_lines(lines: &[Line], title: Option<usize>, range: Range<usize>) -> Vec<Line> {
    let own = |l: &&Line| !l.furniture || l.kind == Some(BlockKind::Row);
    let from = title.map_or(range.start, |at| at + 1);
    let above = &lines[range.start.min(from)..from.max(range.start).min(range.end)];
    let between = |n: usize, way: &[Line]| {
        let l = &way[n];
        own(&l)
            && l.linked < 50
            && (l.is_running()
                || (l.lead && l.words >= 6)
                || l.authored
                || (l.kind == Some(BlockKind::Caption) && l.words >= 5)
                || l.stamp().is_some()
                || match l.writer() {
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
    between.filter(|l| !l.furniture).find_map(|l| published::metadata(l.time.as_deref()?, l.order))
}

/// `datetime` of a `<time>` in a line of its own just above the title.
fn time_above(lines: &[Line], title: Option<usize>) -> Option<String> {
    let at = title?;
    let above = lines[at.saturating_sub(3)..at].iter().rev();
    above
        .filter(|l| !l.furniture && l.linked < 50 && l.stamp().is_some())
        .find_map(|l| published::metadata(l.time.as_deref()?, l.order))
}

#[cfg(test)]
mod tests;

//! An HTML page → [`Article`]. The tree becomes lines with what the markup says of them; which
//! lines are the article is told by text and structure first, by class names second.

mod container;
mod hints;
mod meta;
mod table;
mod trust;
mod walk;

use super::body;
use super::byline;
use super::line::Line;
use super::plain::{date_above, date_below};
use super::published;
use super::title::{self, Said};
use crate::model::{Article, BlockKind};
use meta::Meta;
use scraper::Html;
use walk::Walk;

/// The article of an HTML page. `beside` is a title that came beside it.
pub fn article(html: &str, beside: Option<&str>) -> Article {
    let tree = Html::parse_document(html);
    let walk = Walk::new(tree.root_element());
    let said = said(&walk.meta, beside);
    let running = |l: &Line| l.is_running() && !l.furniture && l.linked < 50;
    let anchor = title::find(&walk.lines, walk.lines.len().min(400), &said);
    let range = container::find(&walk, anchor);
    let first = (range.start..range.end)
        .find(|i| running(&walk.lines[*i]) && walk.lines[*i].heading != 1)
        .unwrap_or(range.start);
    let found = title::find(&walk.lines, first, &said);
    let (shown, glued) = match found.map(|at| walk.lines[at].text.as_str()) {
        Some(text) => match published::cut_off(text) {
            Some((title, stamp)) => (Some(title.to_string()), Some(stamp)),
            None => (Some(text.to_string()), None),
        },
        None => (None, None),
    };
    let title = beside.map(String::from).or(shown).or_else(|| told(&walk.meta));
    let lines = body_lines(&walk.lines, found, range.clone());
    let tail_end = walk.lines.len().min(range.end + 8);
    let read = body::read(&lines, &walk.lines[range.end..tail_end], title.as_deref());
    let above = found.map_or(&[][..], |at| &walk.lines[at.saturating_sub(4)..at]);
    let published = walk
        .meta
        .published
        .iter()
        .find_map(|d| published::metadata(d))
        .or_else(|| glued.map(|s| s.iso()))
        .or_else(|| time_element(&walk.lines, found, first))
        .or_else(|| date_below(&read.stamps))
        .or_else(|| date_above(above, &lines));
    let author = || walk.meta.authors.iter().find_map(|a| byline::of_metadata(a, walk.meta.site.as_deref()));
    let byline = match read.byline {
        Some(writer) if writer.sure => Some(writer.name),
        other => author().or(other.map(|w| w.name)),
    };
    Article { title, published, byline, blocks: read.blocks }
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
    let between = |l: &&Line| {
        own(l)
            && l.linked < 50
            && (l.is_running() || l.lead || l.authored || published::stamp(&l.key).is_some())
    };
    let mut out: Vec<Line> = Vec::new();
    if from <= range.start {
        // the title stands above the container: take leads and publication lines on the way
        out.extend(lines[from..range.start].iter().filter(between).cloned());
        out.extend(lines[range].iter().filter(own).cloned());
    } else {
        out.extend(above.iter().filter(|l| own(l) && l.is_running() && l.heading != 1).cloned());
        out.extend(lines[from.min(range.end)..range.end].iter().filter(own).cloned());
    }
    out
}

/// `datetime` of a `<time>` between the title and the running text, or just above the title.
fn time_element(lines: &[Line], title: Option<usize>, first: usize) -> Option<String> {
    let from = title?.saturating_sub(3);
    lines
        .get(from..first.max(from))?
        .iter()
        .filter(|l| !l.furniture)
        .find_map(|l| published::metadata(l.time.as_deref()?))
}

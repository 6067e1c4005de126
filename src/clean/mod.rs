//! [`Page`] → [`Article`]: menus, counters, comment forms, mastheads and links to other articles
//! out; title, publication date, byline and paragraphs in the original spelling. The only stage
//! that names the HTML parser. Total: any page gives an article.

mod body;
mod byline;
mod furniture;
mod html;
mod joints;
mod keys;
mod line;
mod plain;
mod published;
mod title;
mod twice;

#[cfg(test)]
mod made_pages;

use crate::model::{Article, Block, BlockKind, Format, Page};
use published::Order;

/// The article of a page. The title and the publication date that came beside the page win where
/// they can be read.
pub fn article(page: &Page) -> Article {
    let beside = page.title.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let mut article = match page.format {
        Format::Plain => plain::article(&page.body, beside),
        Format::Html => html::article(page, beside),
    };
    if let Some(published) =
        page.published.as_deref().and_then(|day| published::metadata(day, Order::DayFirst))
    {
        article.published = Some(published);
    }
    if let Some(title) = &article.title {
        article.blocks.insert(0, Block { kind: BlockKind::Title, text: title.clone() });
    }
    article
}

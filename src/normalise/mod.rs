//! `Article` → [`Text`]: the exported text and, code point for code point beside it, the same text
//! in one spelling.
//!
//! Two ordered lists of rules: [`lossless`] (for extraction: one code point for one, so offsets
//! hold) and [`fold`] (lossy: for the index, for queries and for comparing names). [`letters`] tells
//! both what they ask of a letter. [`sentence`] cuts the exported text into sentences.

pub mod fold;
pub mod letters;
pub mod lossless;
pub mod sentence;

use crate::model::{Article, Text};
use lossless::Spellings;
use std::borrow::Cow;

/// Makes the text that the rules read. Total: any article gives a text.
pub fn text(article: Article) -> Text {
    let size = article.blocks.iter().map(|block| block.text.len() + 1).sum();
    let mut export = String::with_capacity(size);
    let mut spelled = Spellings::with_capacity(size);
    let mut blocks = Vec::with_capacity(article.blocks.len());
    for block in &article.blocks {
        let (separated, gap) = (spelled.norm.len(), if export.is_empty() { "" } else { "\n" });
        spelled.append(gap, export.len());
        let (from, start) = (spelled.norm.len(), export.len() + gap.len());
        // Most paragraphs are tidy: told so on the way, they are read once and not copied.
        let mut tidy = Cow::Borrowed(block.text.as_str());
        if !spelled.append(&tidy, start) {
            spelled.truncate(from);
            tidy = Cow::Owned(lossless::tidied(&block.text));
            spelled.append(&tidy, start);
        }
        if tidy.is_empty() {
            spelled.truncate(separated);
            continue;
        }
        export.push_str(gap);
        export.push_str(&tidy);
        blocks.push((block.kind, from..spelled.norm.len()));
    }
    let tidy = |s: Option<String>| s.map(|s| lossless::tidy(&s).into_owned()).filter(|s| !s.is_empty());
    Text {
        export,
        norm: spelled.norm,
        lower: spelled.lower,
        shifts: spelled.shifts,
        blocks,
        title: tidy(article.title),
        published: article.published,
        byline: tidy(article.byline),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind};

    #[test]
    fn export_and_norm_have_the_same_code_points() {
        let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.into() };
        let article = Article {
            blocks: vec![block("  Chủ tịch  nước"), block("\u{200b}"), block("Huyện uỷ – “A”")],
            ..Article::default()
        };
        let text = text(article);
        assert_eq!(text.export, "Chủ tịch nước\nHuyện uỷ – “A”");
        assert_eq!(text.norm, "Chủ tịch nước\nHuyện ủy - \"A\"");
        assert_eq!(text.blocks.len(), 2);
        assert_eq!(&text.norm[text.blocks[1].1.clone()], "Huyện ủy - \"A\"");
    }
}

//! The answer of a search, for a person.

use super::style::{Style, safe};
use super::texts::Lang;
use crate::model::answer::{Search, Used};
use std::io::{Result, Write};
use unicode_width::UnicodeWidthStr;

/// Writes the hits: title, date and id, where it comes from, and the places found.
///
/// # Errors
/// Of the output.
pub fn hits(answer: &Search, offset: usize, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    for hit in &answer.hits {
        let title = hit.title.as_deref().unwrap_or(&hit.source.path);
        let published = hit.published.as_deref().map_or("", |p| p.get(..10).unwrap_or(p));
        writeln!(out, "{}", style.bold(&safe(title)))?;
        let source = hit.source.url.as_deref().unwrap_or(&hit.source.path);
        let copies = match hit.copies {
            0 => String::new(),
            n => lang.fill("search.copies", &[("n", &n)]),
        };
        let about = [hit.id.as_str(), published, source, &copies];
        let about: Vec<_> = about.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(out, "  {}", style.dim(&safe(&about.join("  "))))?;
        writeln!(out, "  {}\n", style.snippet(&safe(&hit.snippet)))?;
    }
    let line = if answer.hits.is_empty() || answer.total == answer.hits.len() as u64 {
        lang.fill("search.total", &[("total", &answer.total)])
    } else {
        let (from, to) = (offset + 1, offset + answer.hits.len());
        lang.fill("search.shown", &[("total", &answer.total), ("from", &from), ("to", &to)])
    };
    writeln!(out, "{line}")?;
    match answer.used {
        Some(Used::Renamed) => writeln!(out, "{}", lang.text("search.used.renamed"))?,
        Some(Used::Near) => writeln!(out, "{}", lang.text("search.used.near"))?,
        Some(Used::All) => writeln!(out, "{}", lang.text("search.used.all"))?,
        Some(Used::Phrase) | None => {}
    }
    if answer.read_as != answer.query && !answer.read_as.is_empty() {
        writeln!(out, "{}", style.dim(&lang.fill("read.as", &[("text", &safe(&answer.read_as))])))?;
    }
    if let Some(facets) = &answer.facets {
        for (name, values) in facets.each().into_iter().filter(|(_, values)| !values.is_empty()) {
            writeln!(out, "\n{}", style.bold(name))?;
            let width = values.iter().map(|value| value.value.width()).max().unwrap_or(0);
            for value in values {
                let blanks = " ".repeat(width - value.value.width());
                writeln!(out, "  {}{blanks}  {:>6}", safe(&value.value), value.articles)?;
            }
        }
    }
    out.flush()
}

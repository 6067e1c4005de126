//! What two outputs of `extract` have otherwise, for a person; and as the one JSON object.

use super::style::{Style, safe};
use super::texts::Lang;
use crate::model::difference::{Article, Attribute, Change, Outcome, Side, Summary};
use crate::model::explanation::told;
use serde_json::Value;
use std::io::{Result, Write};

/// Characters of a sentence or a value that are shown.
const HEAD: usize = 240;

/// Writes what is compared, and how many articles differ.
///
/// # Errors
/// Of the output.
pub fn difference_head(summary: &Summary, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    for (key, side) in [("diff.old", &summary.old), ("diff.new", &summary.new)] {
        writeln!(out, "{}", head(key, side, lang))?;
    }
    let a = summary.articles;
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("same", &a.same), ("changed", &a.changed), ("added", &a.added), ("removed", &a.removed)];
    writeln!(out, "{}", style.bold(&lang.fill("diff.articles", &values)))
}

fn head(key: &str, side: &Side, lang: Lang) -> String {
    let rules = side.rules_versions.join(", ");
    lang.fill(key, &[("path", &safe(&side.path)), ("articles", &side.articles), ("rules", &safe(&rules))])
}

/// Writes an article and its differences: `+` came, `-` went, `~` changed.
///
/// # Errors
/// Of the output.
pub fn difference(article: &Article, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "\n{}", style.bold(&safe(article.title.as_deref().unwrap_or("—"))))?;
    let whole = match article.outcome {
        Outcome::Added => lang.text("diff.only.new"),
        Outcome::Removed => lang.text("diff.only.old"),
        Outcome::Changed => "",
    };
    let about = [article.id.as_str(), &article.path, whole].join("  ");
    writeln!(out, "  {}", style.dim(safe(&about).trim_end()))?;
    article.changes.iter().try_for_each(|change| self::change(change, lang, style, out))
}

fn change(change: &Change, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    let text = lang.text(&format!("field.{}", change.field));
    let field = if text.is_empty() { &change.field } else { text };
    let line = safe(&format!("{field}: {}", told(&change.value)));
    let line = line.trim_end_matches([':', ' ']);
    let line = match change.outcome {
        Outcome::Added => style.good(&format!("+ {line}")),
        Outcome::Removed => style.bad(&format!("- {line}")),
        Outcome::Changed => format!("~ {line}"),
    };
    let rule = change.rule.as_ref().map(|rule| style.dim(&format!(" [{rule}]"))).unwrap_or_default();
    writeln!(out, "  {line}{rule}")?;
    for Attribute { name, old, new } in &change.attributes {
        writeln!(out, "      {name}: {} → {}", style.bad(&value(old)), style.good(&value(new)))?;
    }
    match &change.sentence {
        Some(sentence) => writeln!(out, "    {}", style.dim(&shortened(sentence))),
        None => Ok(()),
    }
}

fn value(value: &Value) -> String {
    let told = told(value);
    if told.is_empty() { "∅".to_string() } else { shortened(&told) }
}

fn shortened(text: &str) -> String {
    let mut head: String = safe(text).chars().take(HEAD).collect();
    if text.chars().count() > HEAD {
        head.push('…');
    }
    head
}

/// Hands over articles until what it calls wants no more.
pub type Each<'a> = &'a mut dyn FnMut(&mut dyn FnMut(&Article) -> bool);

/// Writes the summary as one JSON object, and in it, unless only the summary is wanted, the articles that
/// `each` hands over.
///
/// # Errors
/// Of the output.
pub fn differences_json(summary: &Summary, each: Option<Each>, out: &mut dyn Write) -> Result<()> {
    let whole = serde_json::to_string(summary)?;
    let Some(each) = each else { return writeln!(out, "{whole}") };
    write!(out, "{},\"changes\":[", whole.trim_end_matches('}'))?;
    let (mut first, mut written) = (true, Ok(()));
    each(&mut |article| {
        written = (if first { Ok(()) } else { out.write_all(b",") })
            .and_then(|()| serde_json::to_writer(&mut *out, article).map_err(Into::into));
        first = false;
        written.is_ok()
    });
    written.and_then(|()| writeln!(out, "]}}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_json_object_whatever_its_articles() {
        let article = |id: &str| Article {
            id: id.into(),
            path: String::new(),
            title: None,
            outcome: Outcome::Added,
            changes: Vec::new(),
        };
        for ids in [&[][..], &["a"], &["a", "b"]] {
            let mut out = Vec::new();
            let mut each = |take: &mut dyn FnMut(&Article) -> bool| {
                ids.iter().for_each(|id| assert!(take(&article(id))));
            };
            differences_json(&Summary::default(), Some(&mut each), &mut out).expect("memory");
            let whole: Value = serde_json::from_slice(&out).expect("one object");
            assert_eq!(whole["changes"].as_array().map(Vec::len), Some(ids.len()));
            assert_eq!(whole["articles"]["same"], json!(0));
        }
    }
}

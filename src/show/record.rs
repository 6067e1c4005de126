//! One article and its facts, for a person.

use super::style::{Style, safe};
use super::texts::Lang;
use crate::model::answer::{Repeat, Shown};
use crate::model::{Award, Mention, Record};
use std::io::{Result, Write};

/// Characters of the text that are shown.
const HEAD: usize = 600;
/// Characters of a sentence that are shown.
const SENTENCE: usize = 240;

/// Writes an article: title, date, copies, the head of its text, and its facts with their sentences.
///
/// # Errors
/// Of the output.
pub fn article(shown: &Shown, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    let record = &shown.record;
    writeln!(out, "{}", style.bold(&safe(record.title.as_deref().unwrap_or("—"))))?;
    let source = record.source.url.as_ref().unwrap_or(&record.source.path);
    let about = [
        ("id", Some(&record.id)),
        (lang.text("record.published"), record.published.as_ref()),
        (lang.text("record.byline"), record.byline.as_ref()),
        (lang.text("record.province"), record.province.as_ref().map(|p| &p.name)),
        (lang.text("record.source"), Some(source)),
        (lang.text("record.decoded"), record.source.decoded.as_ref()),
        (lang.text("record.copy"), record.duplicate_of.as_ref()),
    ];
    for (name, value) in about {
        if let Some(value) = value {
            writeln!(out, "{}: {}", style.dim(name), safe(value))?;
        }
    }
    copies(&shown.copies, lang, style, out)?;
    text(record, lang, out)?;
    facts(record, lang, style, out)?;
    out.flush()
}

fn copies(copies: &[Repeat], lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    if copies.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}:", style.dim(lang.text("record.group")))?;
    for copy in copies {
        let published = copy.published.as_deref().map_or("", |p| p.get(..10).unwrap_or(p));
        let source = copy.source.url.as_deref().unwrap_or(&copy.source.path);
        let parts = [copy.id.as_str(), published, source];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(out, "  {}", safe(&parts.join("  ")))?;
    }
    Ok(())
}

fn text(record: &Record, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let title = record.title.as_deref().unwrap_or("");
    let body = record.text.strip_prefix(title).unwrap_or(&record.text).trim_start();
    writeln!(out)?;
    let head: String = body.chars().take(HEAD).collect();
    head.lines().try_for_each(|line| writeln!(out, "{}", safe(line)))?;
    let more = body.chars().count().saturating_sub(HEAD);
    if more > 0 {
        writeln!(out, "{}", lang.fill("record.more", &[("n", &more)]))?;
    }
    Ok(())
}

fn facts(record: &Record, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    let mut list = |key: &str, lines: Vec<(String, String)>| -> Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{} ({})", style.bold(lang.text(key)), lines.len())?;
        for (fact, sentence) in lines {
            writeln!(out, "  {}", safe(&fact))?;
            if !sentence.is_empty() {
                writeln!(out, "    {}", style.dim(&safe(&sentence)))?;
            }
        }
        Ok(())
    };
    list("record.awards", record.awards.iter().map(|a| (award(a), head(&a.sentence))).collect())?;
    let join =
        |parts: &[&str]| parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" · ");
    let ratings = record.ratings.iter().map(|r| {
        let count = r.count.map_or(String::new(), |c| c.to_string());
        let fact = join(&[&count, &r.rating, r.recipient.as_deref().unwrap_or(""), &years(&r.years)]);
        (fact, at(record, r.start, r.end))
    });
    list("record.ratings", ratings.collect())?;
    let officials =
        record.officials.iter().map(|o| (join(&[&o.name, &o.positions.join(", ")]), String::new()));
    list("record.officials", officials.collect())?;
    let units = record.units.iter().map(|u| {
        let province = u.province.as_deref().filter(|p| !u.name.contains(*p)).unwrap_or("");
        (join(&[&u.name, &u.kind, province, &times(&u.mentions)]), String::new())
    });
    list("record.units", units.collect())?;
    let events = record.events.iter().map(|e| {
        let part = |p: &Option<String>| p.clone().unwrap_or_default();
        let fact = join(&[&e.kind, &part(&e.date), &part(&e.session), &part(&e.organizer), &part(&e.place)]);
        (fact, at(record, e.start, e.end))
    });
    list("record.events", events.collect())?;
    let dates = record.dates.iter().map(|d| (join(&[&d.value, &d.text]), String::new()));
    list("record.dates", dates.collect())
}

fn award(award: &Award) -> String {
    let part = |p: &Option<String>| p.clone().unwrap_or_default();
    let parts = [
        award.count.map_or("?".into(), |c| c.to_string()),
        award.award.clone(),
        part(&award.class),
        part(&award.recipient),
        part(&award.authority),
        part(&award.level),
        award.status.clone(),
        years(&award.years),
        award.recipients.join("; "),
    ];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn years(years: &[u16]) -> String {
    years.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

fn times(mentions: &[Mention]) -> String {
    if mentions.len() > 1 { format!("×{}", mentions.len()) } else { String::new() }
}

/// The text under a span of code points.
fn at(record: &Record, start: usize, end: usize) -> String {
    head(&record.text.chars().skip(start).take(end.saturating_sub(start)).collect::<String>())
}

fn head(text: &str) -> String {
    let mut head: String = text.chars().take(SENTENCE).collect();
    if head.len() < text.len() {
        head.push('…');
    }
    head
}

//! The awards that several articles report, for a person.

use super::style::{Style, safe};
use super::texts::Lang;
use crate::model::answer::Stats;
use std::io::{Result, Write};

/// Writes what was counted once though several articles report it, where that was asked for: the award, then a
/// line for each report.
///
/// # Errors
/// Of the output.
pub fn merged(answer: &Stats, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    let Some(merged) = &answer.merged else { return Ok(()) };
    if merged.is_empty() {
        return writeln!(out, "\n{}", lang.text("merged.none"));
    }
    writeln!(out, "\n{}", lang.fill("merged.title", &[("n", &merged.len())]))?;
    for one in merged {
        let about = [Some(&one.award), one.class.as_ref(), one.recipient.as_ref(), one.authority.as_ref()];
        let about: Vec<_> = about.into_iter().flatten().map(String::as_str).collect();
        writeln!(out, "{} × {}", style.bold(&one.count.to_string()), safe(&about.join(", ")))?;
        for report in &one.reports {
            let day = report.published.as_deref().map_or("", |day| day.get(..10).unwrap_or(day));
            let place = report.source.url.as_deref().unwrap_or(&report.source.path);
            writeln!(out, "  {}", style.dim(&safe(&format!("{}  {day}  {place}", report.id))))?;
            writeln!(out, "    {}", safe(&report.sentence))?;
        }
    }
    Ok(())
}

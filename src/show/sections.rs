//! An answer in parts, for a person.

use super::style::{Style, safe};
use super::texts::Lang;
use crate::model::answer::Sections;
use std::io::{Result, Write};
use unicode_width::UnicodeWidthStr;

/// Columns of a line that are numbers.
const NUMBERS: [usize; 2] = [2, 3];

/// Writes the parts, each under its heading; the columns that no line of a part has are left out.
///
/// # Errors
/// Of the output.
pub fn sections(answer: &Sections, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", style.bold(&safe(&answer.name)))?;
    for part in &answer.parts {
        writeln!(out, "\n{}", style.bold(lang.text(&format!("section.{}", part.name))))?;
        let width = |at: usize| part.lines.iter().map(|line| line[at].width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..6).map(width).collect();
        for line in &part.lines {
            let mut shown = String::new();
            for (at, cell) in line.iter().enumerate().filter(|(at, _)| widths[*at] > 0) {
                let blanks = " ".repeat(widths[at] - cell.width());
                let cell = safe(cell);
                match NUMBERS.contains(&at) {
                    true => shown += &format!("  {blanks}{cell}"),
                    false => shown += &format!("  {cell}{blanks}"),
                }
            }
            writeln!(out, "{}", shown.trim_end())?;
        }
        if part.more > 0 {
            writeln!(out, "  {}", style.dim(&lang.fill("section.more", &[("n", &part.more)])))?;
        }
    }
    out.flush()
}

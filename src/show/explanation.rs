//! What was read from an article and what was refused, for a person.

use super::style::{Style, safe};
use super::texts::Lang;
use crate::model::explanation::{Explanation, Fact, Refusal, told};
use std::io::{Result, Write};

/// Writes each sentence with its facts (`+`) and refusals (`-`) below it.
///
/// # Errors
/// Of the output.
pub fn explanation(answer: &Explanation, lang: Lang, style: Style, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", style.bold(&safe(answer.title.as_deref().unwrap_or("—"))))?;
    let about = [&answer.id, &answer.source.path, &answer.rules_version].map(|part| safe(part)).join("  ");
    writeln!(out, "{}", style.dim(&about))?;
    for sentence in &answer.sentences {
        writeln!(out, "\n{}", safe(&sentence.text))?;
        for fact in &sentence.found {
            writeln!(out, "  {}", found(fact, lang, style))?;
        }
        for refusal in &sentence.refused {
            writeln!(out, "  {}", refused(refusal, lang, style))?;
        }
    }
    out.flush()
}

fn found(fact: &Fact, lang: Lang, style: Style) -> String {
    let field = lang.text(&format!("field.{}", fact.field.name()));
    let line = format!("+ {field}: {}", safe(&told(&fact.value)));
    format!("{} {}", style.good(&line), style.dim(&format!("[{} {}–{}]", fact.rule, fact.start, fact.end)))
}

fn refused(refusal: &Refusal, lang: Lang, style: Style) -> String {
    let field = lang.text(&format!("field.{}", refusal.field.name()));
    let reason = lang.text(&format!("reason.{}", refusal.reason.slug()));
    let line = format!("- {field}: “{}”: {reason}", safe(&refusal.text));
    let rule = refusal.rule.map(|rule| format!("{rule} ")).unwrap_or_default();
    format!("{} {}", style.bad(&line), style.dim(&format!("[{rule}{}–{}]", refusal.start, refusal.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::refused::{Field, Reason};

    #[test]
    fn every_field_and_reason_has_its_text() {
        let fields = Field::ALL.iter().map(|f| format!("field.{}", f.name()));
        let reasons = Reason::ALL.iter().map(|r| format!("reason.{}", r.slug()));
        for key in fields.chain(reasons) {
            assert!(!Lang::Vi.text(&key).is_empty() && !Lang::En.text(&key).is_empty(), "{key}");
        }
    }
}

//! What explanations are written on.

use crate::cli::Context;
use crate::cli::args::ExplainArgs;
use crate::cli::stop::Stop;
use crate::model::answer::Table;
use crate::model::explanation::{COLUMNS, Explanation};
use crate::show::{self, Format, Lang, Manner, Sink, Style};
use std::io::Write;

/// What the explanations are written on: several in one output, one after the other.
pub enum Paper<'o> {
    /// For a person.
    Human(Lang, Style, &'o mut dyn Write),
    /// One object a line.
    Json(&'o mut dyn Write),
    /// One row a fact or refusal.
    Rows(Box<dyn Sink + 'o>),
}

/// Opens the form that is asked for.
pub fn paper<'o>(args: &ExplainArgs, context: &'o mut Context) -> Result<Paper<'o>, Stop> {
    let format = context.output(&args.output)?;
    let (lang, style, manner) = (context.lang(), context.style, context.manner());
    Ok(match format {
        Format::Table => Paper::Human(lang, style, &mut context.out),
        Format::Json => Paper::Json(&mut context.out),
        format => {
            let columns = COLUMNS.map(String::from);
            let opened = show::open(format, &columns, &manner, &mut context.out);
            Paper::Rows(opened.map_err(|e| Stop::output(lang, &e))?)
        }
    })
}

impl Paper<'_> {
    /// Writes an explanation, unless there is nothing to tell.
    pub fn write(&mut self, answer: &Explanation) -> Result<(), std::io::Error> {
        if answer.sentences.is_empty() {
            return Ok(());
        }
        match self {
            Paper::Human(lang, style, out) => {
                show::explanation(answer, *lang, *style, out).and_then(|()| writeln!(out))
            }
            Paper::Json(out) => show::answer(answer, Format::Json, &Manner::default(), out),
            Paper::Rows(sink) => answer.rows().iter().try_for_each(|row| sink.row(row)),
        }
    }

    /// Ends the output.
    pub fn end(&mut self) -> Result<(), std::io::Error> {
        match self {
            Paper::Human(_, _, out) | Paper::Json(out) => out.flush(),
            Paper::Rows(sink) => sink.end(),
        }
    }
}

//! `explain FILE|ID`: what was read from each sentence, by which rule, and why not more.

use super::args::ExplainArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::{self, Found};
use crate::model::Record;
use crate::model::answer::Table;
use crate::model::explanation::{COLUMNS, Explanation};
use crate::pipeline::{self, Explained, Failure, Wanted};
use crate::show::{self, Format, Lang, Sink, Style};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Runs it.
pub fn run(args: &ExplainArgs, context: &mut Context) -> Outcome {
    if let Some((path, wanted)) = file(&args.what) {
        let (shown, failed) = pages(&path, &wanted, args, context)?;
        return ended(shown, failed, context);
    }
    let record = stored(args, context)?;
    let lang = context.lang();
    let source = context.reader().and_then(|reader| context.asked(ask::path(&reader, &record.id)))?;
    if let Some(path) = source.filter(|path| path.is_file()) {
        let (shown, failed) = pages(&path, &Wanted::Id(record.id.clone()), args, context)?;
        if shown > 0 {
            return ended(shown, failed, context);
        }
    }
    say(&lang.fill("explain.stored", &[("path", &record.source.path)]));
    let answer = ask::of_record(&record, &pipeline::sentences(&record), &args.fields());
    let mut paper = paper(args, context)?;
    let written = paper.write(&answer).and_then(|()| paper.end());
    drop(paper);
    context.written(written)?;
    ended(answer.sentences.len(), false, context)
}

/// The file that is meant, and which of its pages: `-`, `FILE`, `FILE#line`. None for an id.
fn file(what: &str) -> Option<(PathBuf, Wanted)> {
    if what == "-" || Path::new(what).exists() {
        return Some((what.into(), Wanted::All));
    }
    let (path, line) = what.rsplit_once('#')?;
    Some((path.into(), Wanted::Line(line.parse().ok()?))).filter(|_| Path::new(path).is_file())
}

/// The record of an id of the index.
fn stored(args: &ExplainArgs, context: &Context) -> Result<Record, Stop> {
    let (lang, what) = (context.lang(), &args.what);
    let none = || Err(Stop::failed(lang, "explain.none", &[("what", what)]).status(1));
    let is_id = (1..=16).contains(&what.len()) && what.chars().all(|c| c.is_ascii_hexdigit());
    if !is_id {
        return none();
    }
    let reader = context.reader()?;
    match context.asked(ask::show(&reader, what))? {
        Found::Record(record) => Ok(*record),
        Found::Nothing => none(),
        Found::Several(ids) => {
            Err(Stop::failed(lang, "show.several", &[("id", what), ("ids", &ids.join(", "))]))
        }
    }
}

/// Explains the wanted pages of a file as they are read: how many have something to show, and whether an
/// input failed.
fn pages(
    path: &Path,
    wanted: &Wanted,
    args: &ExplainArgs,
    context: &mut Context,
) -> Result<(usize, bool), Stop> {
    let (lang, fields, options) = (context.lang(), args.fields(), args.limits.options());
    let (mut shown, mut failed) = (0, false);
    let mut written = Ok(());
    let mut paper = paper(args, context)?;
    let mut take = |explained: Result<Explained, Failure>| {
        match explained {
            Err(failure) => {
                failed = true;
                say(&format!("{}: {failure}", lang.text("error")));
            }
            Ok(Explained { record, sentences, refused }) => {
                let answer = ask::explanation(&record, &sentences, &refused, &fields);
                shown += usize::from(!answer.sentences.is_empty());
                written = paper.write(&answer);
            }
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    pipeline::explain(&[path.to_path_buf()], &options, wanted, &mut take);
    let written = written.and_then(|()| paper.end());
    drop(paper);
    context.written(written)?;
    Ok((shown, failed))
}

/// What the explanations are written on: several in one output, one after the other.
enum Paper<'o> {
    /// For a person.
    Human(Lang, Style, &'o mut dyn Write),
    /// One object a line.
    Json(&'o mut dyn Write),
    /// One row a fact or refusal.
    Rows(Box<dyn Sink + 'o>),
}

fn paper<'o>(args: &ExplainArgs, context: &'o mut Context) -> Result<Paper<'o>, Stop> {
    let (lang, style) = (context.lang(), context.style);
    Ok(match context.format(&args.output) {
        Format::Table => Paper::Human(lang, style, &mut context.out),
        Format::Json => Paper::Json(&mut context.out),
        format => {
            let columns = COLUMNS.map(String::from);
            let opened = show::open(format, &columns, false, style, &mut context.out);
            Paper::Rows(opened.map_err(|e| Stop::output(lang, &e))?)
        }
    })
}

impl Paper<'_> {
    /// Writes an explanation, unless there is nothing to tell.
    fn write(&mut self, answer: &Explanation) -> Result<(), std::io::Error> {
        if answer.sentences.is_empty() {
            return Ok(());
        }
        match self {
            Paper::Human(lang, style, out) => {
                show::explanation(answer, *lang, *style, out).and_then(|()| writeln!(out))
            }
            Paper::Json(out) => show::answer(answer, Format::Json, Style::default(), out),
            Paper::Rows(sink) => answer.rows().iter().try_for_each(|row| sink.row(row)),
        }
    }

    fn end(&mut self) -> Result<(), std::io::Error> {
        match self {
            Paper::Human(_, _, out) | Paper::Json(out) => out.flush(),
            Paper::Rows(sink) => sink.end(),
        }
    }
}

/// The exit status: nothing to tell is nothing found.
fn ended(shown: usize, failed: bool, context: &Context) -> Outcome {
    if shown == 0 && !failed {
        say(context.lang().text("explain.nothing"));
    }
    Ok(u8::from(shown == 0 || failed))
}

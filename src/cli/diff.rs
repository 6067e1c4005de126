//! `diff OLD NEW`: what a change of the rules changed between two outputs of `extract`.

use super::args::DiffArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::diff::{self, Diff, Error};
use crate::model::difference::{Article, COLUMNS};
use crate::show::{self, Format, Lang};
use std::io::{self, Write};

/// Runs it. As of `diff`, the exit status is 0 where nothing differs and 1 where something does.
pub fn run(args: &DiffArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let mut diff = diff::diff(&args.old, &args.new).map_err(|e| stop(lang, &e))?;
    if diff.summary.is_unexplained() {
        say(lang.text("diff.unexplained"));
    }
    let written = match context.output(&args.output)? {
        Format::Table => human(&mut diff, args, context),
        Format::Json => json(&mut diff, args, context),
        format => rows(&mut diff, args, format, context),
    };
    let written = written.map_err(|e| stop(lang, &e))?.and_then(|()| context.out.flush());
    context.written(written)?;
    Ok(u8::from(!diff.summary.is_same()))
}

/// An error of an input ends the command; one of the output too, but by another way.
type Written = diff::Result<io::Result<()>>;

/// Hands over the articles that differ until one cannot be written.
fn each(diff: &mut Diff, write: &mut dyn FnMut(&Article) -> io::Result<()>) -> Written {
    let mut written = Ok(());
    diff.each(&mut |article| {
        written = write(article);
        written.is_ok()
    })?;
    Ok(written)
}

fn human(diff: &mut Diff, args: &DiffArgs, context: &mut Context) -> Written {
    let (lang, style, manner) = (context.lang(), context.style, context.manner());
    let out = &mut context.out;
    let mut head = show::difference_head(&diff.summary, lang, style, out);
    if !diff.summary.is_same() {
        head = head
            .and_then(|()| writeln!(out))
            .and_then(|()| show::answer(&diff.summary, Format::Table, &manner, out));
    }
    if head.is_err() || args.summary {
        return Ok(head);
    }
    each(diff, &mut |article| show::difference(article, lang, style, out))
}

fn json(diff: &mut Diff, args: &DiffArgs, context: &mut Context) -> Written {
    let summary = diff.summary.clone();
    let mut read = Ok(());
    let mut articles = |take: &mut dyn FnMut(&Article) -> bool| read = diff.each(take);
    let wanted: Option<show::Each> = if args.summary { None } else { Some(&mut articles) };
    let written = show::differences_json(&summary, wanted, &mut context.out);
    read.map(|()| written)
}

fn rows(diff: &mut Diff, args: &DiffArgs, format: Format, context: &mut Context) -> Written {
    let (manner, out) = (context.manner(), &mut context.out);
    if args.summary {
        return Ok(show::answer(&diff.summary, format, &manner, out));
    }
    let mut sink = match show::open(format, &COLUMNS.map(String::from), &manner, out) {
        Ok(sink) => sink,
        Err(error) => return Ok(Err(error)),
    };
    let written = each(diff, &mut |article| article.rows().iter().try_for_each(|row| sink.row(row)))?;
    Ok(written.and_then(|()| sink.end()))
}

/// The error as the end of the command.
fn stop(lang: Lang, error: &Error) -> Stop {
    match error {
        Error::Io { path, error } => {
            Stop::failed(lang, "diff.io", &[("path", &path.display()), ("error", error)])
        }
        Error::NotAFile(path) => Stop::failed(lang, "diff.file", &[("path", &path.display())]),
        Error::Line { path, line, what } => {
            Stop::failed(lang, "diff.line", &[("path", &path.display()), ("line", line), ("what", what)])
        }
    }
}

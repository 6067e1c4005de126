//! `explain FILE|ID`: what was read from each sentence, by which rule, and why not more.

mod paper;

use super::args::ExplainArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::{self, Found};
use crate::model::Record;
use crate::pipeline::{self, Explained, Failure, Wanted};
use crate::read::Options;
use paper::paper;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Runs it.
pub fn run(args: &ExplainArgs, context: &mut Context) -> Outcome {
    match file(&args.what) {
        Some((path, wanted)) => pages(&path, &wanted, args, context),
        None => by_id(args, context),
    }
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
        Found::Article(shown) => Ok(shown.record),
        Found::Nothing => none(),
        Found::Several(ids) => {
            Err(Stop::failed(lang, "show.several", &[("id", what), ("ids", &ids.join(", "))]))
        }
    }
}

/// Explains the article of an id: its page, if that is still there, else what the index holds of it.
fn by_id(args: &ExplainArgs, context: &mut Context) -> Outcome {
    let (lang, fields) = (context.lang(), args.fields());
    let record = stored(args, context)?;
    let reader = context.reader()?;
    let path = context.asked(ask::path(&reader, &record.id))?.filter(|path| path.is_file());
    let answer = match path.and_then(|path| reread(&path, &record.id, &args.limits.options())) {
        Some(Explained { record: read, sentences, refused }) => {
            let read = Record { source: record.source, ..read };
            ask::explanation(&read, &sentences, &refused, &fields)
        }
        None => {
            say(&lang.fill("explain.stored", &[("path", &record.source.path)]));
            ask::of_record(&record, &pipeline::sentences(&record), &fields)
        }
    };
    let mut paper = paper(args, context)?;
    let written = paper.write(&answer).and_then(|()| paper.end());
    drop(paper);
    context.written(written)?;
    ended(answer.sentences.len(), false, context)
}

/// The page of an id in its file; none if it is no longer there or cannot be read.
fn reread(path: &Path, id: &str, options: &Options) -> Option<Explained> {
    let mut found = None;
    pipeline::explain(&[path.to_path_buf()], options, &Wanted::Id(id.to_string()), &mut |explained| {
        found = found.take().or(explained.ok());
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

/// Explains the wanted pages of a file as they are read.
fn pages(path: &Path, wanted: &Wanted, args: &ExplainArgs, context: &mut Context) -> Outcome {
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
    ended(shown, failed, context)
}

/// The exit status: nothing to tell is nothing found.
fn ended(shown: usize, failed: bool, context: &Context) -> Outcome {
    if shown == 0 && !failed {
        say(context.lang().text("explain.nothing"));
    }
    Ok(u8::from(shown == 0 || failed))
}

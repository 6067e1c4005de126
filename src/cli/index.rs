//! `index PATH…`: articles and their facts into the index.

use super::args::IndexArgs;
use super::stop::Stop;
use super::terminal::Progress;
use super::{Context, Outcome, say};
use crate::ask::stats::{Question, stats};
use crate::index::{Writer, WriterOptions};
use crate::pipeline::{self, Indexed};
use std::io::Write;

/// Runs it.
pub fn run(args: &IndexArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let mut options = WriterOptions::default();
    if let Some(n) = args.commit_every {
        options.commit_every = n as usize;
    }
    let (corrections, whole) = context.corrections()?;
    let writer = context.asked(Writer::open(&context.settings.index, options))?;
    let mut progress = Progress::new();
    let mut tell = |done: &Indexed, failure: Option<&pipeline::Failure>| {
        if let Some(failure) = failure {
            progress.clear();
            say(&format!("{}: {failure}", lang.text("error")));
        }
        let n = done.new + done.changed + done.unchanged + done.repeated + done.failed;
        progress.show(|| lang.fill("index.progress", &[("n", &n)]));
    };
    let limits = args.limits.options();
    let done = pipeline::index(&args.paths, &limits, &corrections, writer, args.prune, &mut tell);
    progress.clear();
    let done = context.asked(done)?;
    if done.skipped > 0 {
        say(&lang.fill("skipped", &[("n", &done.skipped)]));
    }
    for path in &done.unread {
        say(&lang.fill("index.unread", &[("path", &path.display())]));
    }
    report(args, &done, context)?;
    Ok(u8::from(done.failed > 0 || !whole))
}

fn report(args: &IndexArgs, done: &Indexed, context: &mut Context) -> Result<(), Stop> {
    let lang = context.lang();
    let reader = context.reader()?;
    let copies = context.asked(reader.copies())?.len();
    let counted = context.asked(stats(&reader, &Question::default()))?;
    let counted = counted.map_err(|bad| Stop::told(lang, &bad))?.total;
    let result = if args.json {
        let mut object = serde_json::json!(done);
        object["articles"] = reader.len().into();
        object["copies"] = copies.into();
        object["total"] = serde_json::json!(counted);
        writeln!(context.out, "{object}")
    } else {
        let lines = lines(done, context);
        let folder = context.settings.index.display().to_string();
        let total = lang.fill(
            "index.total",
            &[
                ("folder", &folder),
                ("articles", &reader.len()),
                ("copies", &copies),
                ("count", &counted.count),
            ],
        );
        lines.into_iter().chain([total]).try_for_each(|line| writeln!(context.out, "{line}"))
    };
    let result = result.and_then(|()| context.out.flush());
    context.written(result)
}

fn lines(done: &Indexed, context: &Context) -> Vec<String> {
    let lang = context.lang();
    let mut lines = Vec::new();
    let seen = done.new + done.changed + done.unchanged + done.repeated + done.failed;
    if seen == 0 {
        lines.push(lang.text("no.input").to_string());
    } else if done.new + done.changed + done.failed == 0 {
        lines.push(lang.fill("index.nothing", &[("unchanged", &done.unchanged)]));
    } else {
        lines.push(lang.fill(
            "index.done",
            &[
                ("new", &done.new),
                ("changed", &done.changed),
                ("unchanged", &done.unchanged),
                ("failed", &done.failed),
            ],
        ));
        lines.push(lang.fill(
            "index.found",
            &[
                ("awards", &done.awards),
                ("officials", &done.officials),
                ("units", &done.units),
                ("dates", &done.dates),
            ],
        ));
    }
    for (key, n) in [
        ("index.repeated", done.repeated),
        ("index.pruned", done.pruned),
        ("index.corrected", done.corrected),
        ("index.unfit", done.unfit),
    ] {
        if n > 0 {
            lines.push(lang.fill(key, &[("n", &n)]));
        }
    }
    lines
}

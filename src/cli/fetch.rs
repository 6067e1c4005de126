//! `fetch SOURCE… --out DIR`: pages of the network into WARC files.

use super::args::FetchArgs;
use super::stop::Stop;
use super::terminal::Progress;
use super::{Context, Outcome, say};
use crate::ask::first_day;
use crate::model::fetched::{self, Fetched, Summary};
use crate::read::fetch::{Error, Options, Seed, fetch};
use crate::show::{self, Format, Lang};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Runs it. The exit status is 1 where a page could not be had or none was found.
pub fn run(args: &FetchArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let options = options(args, lang)?;
    let seeds = seeds(args).map_err(|e| stop(lang, &e))?;
    let mut teller = Teller::new(args, lang);
    let fetched = fetch(&seeds, &args.out, &options, &mut |line| teller.tell(line, &mut context.out));
    teller.progress.clear();
    context.written(teller.written)?;
    let summary = fetched.map_err(|e| stop(lang, &e))?;
    let written = report(args, &summary, context).and_then(|()| context.out.flush());
    context.written(written)?;
    Ok(u8::from(!summary.is_well()))
}

fn options(args: &FetchArgs, lang: Lang) -> Result<Options, Stop> {
    let default = Options::default();
    let since = args
        .since
        .as_ref()
        .map(|text| first_day(text).ok_or_else(|| Stop::failed(lang, "bad.date", &[("text", text)])));
    Ok(Options {
        delay: args.delay.unwrap_or(default.delay),
        hosts: args.hosts.map_or(default.hosts, usize::from),
        retries: args.retries.unwrap_or(default.retries),
        backoff: args.backoff.unwrap_or(default.backoff),
        timeout: args.timeout.unwrap_or(default.timeout),
        max_bytes: args.max_bytes.unwrap_or(default.max_bytes),
        max_pages: args.max_pages,
        user_agent: args.user_agent.clone().unwrap_or(default.user_agent),
        since: since.transpose()?,
        matching: args.matching.clone(),
        allow_private: args.allow_private,
        dry_run: args.dry_run,
    })
}

fn seeds(args: &FetchArgs) -> Result<Vec<Seed>, Error> {
    let mut seeds = Vec::new();
    for source in &args.sources {
        match source.strip_prefix('@') {
            Some(file) => seeds.extend(Seed::of_file(Path::new(file))?),
            None => seeds.push(Seed::named(source)?),
        }
    }
    for file in &args.list {
        seeds.extend(Seed::of_file(file)?);
    }
    Ok(seeds)
}

/// Tells a person, or a program, of every outcome as it comes.
struct Teller {
    json: bool,
    lang: Lang,
    progress: Progress,
    seen: Summary,
    written: io::Result<()>,
}

impl Teller {
    fn new(args: &FetchArgs, lang: Lang) -> Self {
        let seen = Summary::default();
        Self { json: args.json, lang, progress: Progress::new(), seen, written: Ok(()) }
    }

    fn tell(&mut self, line: &Fetched, out: &mut dyn Write) -> ControlFlow<()> {
        *self.seen.outcomes.entry(line.outcome).or_default() += 1;
        self.written = self.print(line, out);
        if line.outcome.is_failure() && !self.json {
            self.progress.clear();
            say(&format!("{}: {}: {}", self.lang.text("error"), line.url, told(line, self.lang)));
        }
        let (seen, lang) = (&self.seen, self.lang);
        self.progress.show(|| progress(seen, lang));
        if self.written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// Every line as JSON; else only what a dry run plans. Not held back: a run may take hours.
    fn print(&self, line: &Fetched, out: &mut dyn Write) -> io::Result<()> {
        let text = match line.outcome {
            _ if self.json => serde_json::to_string(line)?,
            fetched::Outcome::Planned => line.url.clone(),
            _ => return Ok(()),
        };
        writeln!(out, "{text}").and_then(|()| out.flush())
    }
}

fn progress(seen: &Summary, lang: Lang) -> String {
    let pages = seen.count(fetched::Outcome::Stored) + seen.count(fetched::Outcome::Unchanged);
    let failed: u64 = seen.outcomes.iter().filter(|(o, _)| o.is_failure()).map(|(_, n)| n).sum();
    let n: u64 = seen.outcomes.values().sum();
    lang.fill("fetch.progress", &[("pages", &pages), ("failed", &failed), ("n", &n)])
}

/// An outcome for a person: `không tìm thấy (404)`.
fn told(line: &Fetched, lang: Lang) -> String {
    let text = lang.text(&format!("outcome.{}", line.outcome.slug()));
    let status = line.status.map(|status| status.to_string());
    let why: Vec<String> = status.into_iter().chain(line.reason.clone()).collect();
    if why.is_empty() { text.to_string() } else { format!("{text} ({})", why.join(": ")) }
}

/// The run in numbers: a table, or one JSON object.
fn report(args: &FetchArgs, summary: &Summary, context: &mut Context) -> io::Result<()> {
    if args.json {
        return writeln!(context.out, "{}", json!({ "summary": summary }));
    }
    if args.dry_run {
        return Ok(());
    }
    let lang = context.lang();
    let columns = ["fetch.outcome", "fetch.count"].map(|key| lang.text(key).to_string());
    let manner = context.manner();
    let mut sink = show::open(Format::Table, &columns, &manner, &mut context.out)?;
    rows(summary, lang).iter().try_for_each(|row| sink.row(row))?;
    sink.end()
}

fn rows(summary: &Summary, lang: Lang) -> Vec<[Value; 2]> {
    let outcomes = summary.outcomes.iter().map(|(outcome, n)| (format!("outcome.{}", outcome.slug()), *n));
    let left_out = [
        ("fetch.resumed", summary.resumed),
        ("fetch.too-old", summary.too_old),
        ("fetch.unmatched", summary.unmatched),
        ("fetch.beyond", summary.beyond),
    ];
    let left_out = left_out.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| (key.to_string(), n));
    outcomes.chain(left_out).map(|(key, n)| [json!(lang.text(&key)), json!(n)]).collect()
}

/// The error as the end of the command.
fn stop(lang: Lang, error: &Error) -> Stop {
    match error {
        Error::Address(text) => Stop::failed(lang, "fetch.address", &[("text", text)]),
        Error::Line { path, line, text } => {
            Stop::failed(lang, "fetch.line", &[("path", &path.display()), ("line", line), ("text", text)])
        }
        Error::Locked(folder) => Stop::failed(lang, "fetch.locked", &[("folder", &folder.display())]),
        Error::Journal { path, line, what } => {
            Stop::failed(lang, "fetch.journal", &[("path", &path.display()), ("line", line), ("what", what)])
        }
        Error::Io { path, error } => {
            Stop::io(lang, "fetch.io", error, &[("path", &path.display()), ("error", error)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_text() {
        for lang in [Lang::Vi, Lang::En] {
            for outcome in fetched::Outcome::ALL {
                let key = format!("outcome.{}", outcome.slug());
                assert!(!lang.text(&key).is_empty(), "{key} {lang:?}");
            }
        }
    }
}

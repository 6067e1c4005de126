//! The command: arguments in, an exit status out. One subcommand is one file.
//!
//! Exit status: 0; 1 nothing found, or some inputs failed; 2 usage, or the index cannot be used.

mod args;
mod correct;
mod coverage;
mod diff;
mod entity;
mod eval;
mod expected;
mod explain;
mod export;
mod extract;
mod fetch;
mod index;
mod out;
mod place;
mod search;
mod serve;
mod settings;
mod show;
mod stats;
mod stop;
mod terminal;

use crate::ask::{self, Filter};
use crate::correct::Corrections;
use crate::correct::file::{self, BadLine};
use crate::index::Reader;
use crate::show::{Format, Lang, Manner, Style};
use args::{Cli, Command, FilterArgs, Output};
use clap::FromArgMatches;
use out::Out;
use settings::Settings;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use stop::Stop;

/// What every subcommand gives: its exit status, or why it stopped.
type Outcome = Result<u8, Stop>;

/// What every subcommand works with.
struct Context {
    settings: Settings,
    style: Style,
    out: Out,
}

impl Context {
    fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// The form of the answer, with the output ready for it: the file that was asked for, or the standard output,
    /// unless that is a terminal and the form nothing for one. Without a form it is that of the file's name.
    fn output(&mut self, output: &Output) -> Result<Format, Stop> {
        let file = output.output_file.as_deref();
        let of_name = || Format::from_name(&file?.extension()?.to_str()?.to_lowercase());
        let format = match (&output.format, output.json) {
            (_, true) => Format::Json,
            (Some(name), _) => Format::from_name(name).unwrap_or_default(),
            (None, _) => of_name().unwrap_or(self.settings.format),
        };
        match file {
            Some(path) => {
                self.out = Out::file(path).map_err(|error| Stop::file(self.lang(), path, &error))?;
                self.style = Style::default();
            }
            None if format.is_binary() && stdout().is_terminal() => {
                let name = Format::ALL.iter().find(|it| it.1 == format).map_or("", |it| it.0);
                return Err(Stop::failed(self.lang(), "output.terminal", &[("name", &name)]));
            }
            None => {}
        }
        Ok(format)
    }

    /// How rows are written.
    fn manner(&self) -> Manner {
        Manner { style: self.style, lang: self.lang(), ..Manner::default() }
    }

    fn reader(&self) -> Result<Reader, Stop> {
        Reader::open(&self.settings.index).map_err(|e| Stop::told(self.lang(), &e))
    }

    /// The corrections, and whether every line of their file is one; each that is none is said.
    fn corrections(&self) -> Result<(Corrections, bool), Stop> {
        let (path, lang) = (&self.settings.corrections, self.lang());
        let (corrections, bad) = file::load(path).map_err(|error| {
            Stop::io(lang, "correct.file", &error, &[("path", &path.display()), ("error", &error)])
        })?;
        for BadLine { line, what } in &bad {
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("path", &path.display()), ("line", line), ("what", what)];
            say(&format!("{}: {}", lang.text("error"), lang.fill("correct.line", &values)));
        }
        Ok((corrections, bad.is_empty()))
    }

    /// An error of the index or of the output, as the end of the command.
    fn asked<T>(&self, result: crate::index::Result<T>) -> Result<T, Stop> {
        result.map_err(|e| Stop::told(self.lang(), &e))
    }

    fn written(&self, result: std::io::Result<()>) -> Result<(), Stop> {
        result.map_err(|e| Stop::output(self.lang(), &e))
    }
}

/// Runs the command line of the process.
pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args_os().map(|a| a.to_string_lossy().into_owned()).collect();
    let lang = settings::early_lang(args.get(1..).unwrap_or_default());
    // A panic is an error like any other to the user; with RUST_BACKTRACE it is one to look at.
    let wanted = std::env::var_os("RUST_BACKTRACE").is_some();
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if wanted && !crate::index::is_guarded() {
            tell(panic);
        }
    }));
    let outcome = catch_unwind(AssertUnwindSafe(|| parse(lang))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|t| t.to_string()));
        Err(Stop::failed(lang, "internal", &[("what", &text.unwrap_or_default())]))
    });
    ExitCode::from(match outcome {
        Ok(status) => status,
        Err(Stop::ClosedPipe) => 0,
        Err(Stop::Failed { cause, hint, status }) => {
            say(&format!("{}: {cause}", lang.text("error")));
            if !hint.is_empty() {
                say(&format!("{}: {hint}", lang.text("hint")));
            }
            status
        }
    })
}

/// A line on stderr; nobody may be there to read it.
fn say(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}

fn parse(lang: Lang) -> Outcome {
    let parsed = args::command(lang).try_get_matches().and_then(|m| Cli::from_arg_matches(&m));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return Ok(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let settings = Settings::new(cli.index_dir, lang)?;
    let mut context = Context { settings, style: terminal::style(), out: Out::stdout() };
    let status = run(cli.command, &mut context)?;
    let (lang, written) = (context.lang(), context.out.finish());
    written.map_err(|(path, error)| Stop::file(lang, &path, &error))?;
    Ok(status)
}

fn run(command: Command, context: &mut Context) -> Outcome {
    match command {
        Command::Fetch(args) => fetch::run(&args, context),
        Command::Index(args) => index::run(&args, context),
        Command::Extract(args) => extract::run(&args, context),
        Command::Search(args) => search::run(&args, context),
        Command::Stats(args) => stats::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Export(args) => export::run(&args, context),
        Command::Coverage(args) => coverage::run(&args, context),
        Command::Place(args) => place::run(&args, context),
        Command::Who(args) => entity::run(&args, ask::entity::official, context),
        Command::Unit(args) => entity::run(&args, ask::entity::unit, context),
        Command::Award(args) => entity::run(&args, ask::entity::award, context),
        Command::Eval(args) => eval::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Diff(args) => diff::run(&args, context),
        Command::Correct(args) => correct::run(&args, context),
        Command::Serve(args) => serve::run(&args, context),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut args::command(context.lang()), "vinhdanh", &mut script);
            written(context, &script)
        }
        Command::Man => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(args::command(context.lang())).render(&mut page);
            context.written(rendered)?;
            written(context, &page)
        }
        Command::Help { command } => help(&command, context.lang()),
    }
}

/// `help stats` is `stats --help`; a name that is no command is the same error as without `help`.
fn help(names: &[String], lang: Lang) -> Outcome {
    let program = std::iter::once("vinhdanh");
    let line = program.chain(names.iter().map(String::as_str)).chain(std::iter::once("--help"));
    match args::command(lang).try_get_matches_from(line) {
        Ok(_) => Ok(0),
        Err(error) => {
            let _ = error.print();
            Ok(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

fn written(context: &mut Context, bytes: &[u8]) -> Outcome {
    let result = context.out.write_all(bytes).and_then(|()| context.out.flush());
    context.written(result)?;
    Ok(0)
}

fn filter(args: &FilterArgs) -> Filter {
    Filter {
        province: args.province.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        award: args.award.clone(),
        unit: args.unit.clone(),
        official: args.official.clone(),
        event: args.event.clone(),
    }
}

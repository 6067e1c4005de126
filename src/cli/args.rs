//! The arguments. Their help stands with all other texts, in both languages.

use crate::model::correction::Field as Corrected;
use crate::model::refused::Field;
use crate::show::{Format, Lang};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::time::Duration;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "vinhdanh", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct Cli {
    #[arg(long = "index", global = true, value_name = "DIR")]
    pub index_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["vi", "en"])]
    pub lang: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Fetch(FetchArgs),
    Index(IndexArgs),
    Extract(ExtractArgs),
    Search(SearchArgs),
    Stats(StatsArgs),
    Show(ShowArgs),
    Export(ExportArgs),
    Coverage(CoverageArgs),
    Place(PlaceArgs),
    Who(NameArgs),
    Unit(NameArgs),
    Award(NameArgs),
    Eval(EvalArgs),
    Explain(ExplainArgs),
    Diff(DiffArgs),
    Correct(CorrectArgs),
    Serve(ServeArgs),
    Completions { shell: clap_complete::Shell },
    Man,
    Help { command: Vec<String> },
}

#[derive(Debug, Args)]
pub struct FetchArgs {
    #[arg(required_unless_present = "list", value_name = "SOURCE")]
    pub sources: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub list: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    #[arg(long = "match", value_name = "REGEX")]
    pub matching: Option<regex::Regex>,
    #[arg(long, value_name = "N")]
    pub max_pages: Option<usize>,
    #[arg(long, value_name = "N")]
    pub max_bytes: Option<u64>,
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub delay: Option<Duration>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub hosts: Option<u16>,
    #[arg(long, value_name = "N")]
    pub retries: Option<u32>,
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub backoff: Option<Duration>,
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,
    #[arg(long, value_name = "TEXT")]
    pub user_agent: Option<String>,
    #[arg(long)]
    pub allow_private: bool,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub json: bool,
}

/// A length of time in seconds, which may have a fraction.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("{text:?}"))?;
    Duration::try_from_secs_f64(seconds).map_err(|e| e.to_string())
}

#[derive(Debug, Args)]
pub struct IndexArgs {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long)]
    pub prune: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub commit_every: Option<u32>,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Debug, Args)]
pub struct ExtractArgs {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub limits: Limits,
}

/// What one input may be at most.
#[derive(Debug, Args)]
pub struct Limits {
    #[arg(long, value_name = "N")]
    pub max_file_bytes: Option<u64>,
    #[arg(long, value_name = "N")]
    pub max_line_bytes: Option<usize>,
    #[arg(long, value_name = "N")]
    pub max_open_elements: Option<usize>,
    #[arg(long, value_name = "N")]
    pub max_expansion: Option<u64>,
    #[arg(long, value_name = "N")]
    pub max_archive_bytes: Option<u64>,
}

impl Limits {
    /// The limits as the reader takes them.
    pub fn options(&self) -> crate::read::Options {
        let default = crate::read::Options::default();
        crate::read::Options {
            max_file_bytes: self.max_file_bytes.unwrap_or(default.max_file_bytes),
            max_line_bytes: self.max_line_bytes.unwrap_or(default.max_line_bytes),
            max_open_elements: self.max_open_elements.unwrap_or(default.max_open_elements),
            max_expansion: self.max_expansion.unwrap_or(default.max_expansion),
            max_archive_bytes: self.max_archive_bytes.unwrap_or(default.max_archive_bytes),
        }
    }
}

#[derive(Debug, Args)]
pub struct CoverageArgs {
    #[arg(long, value_enum, hide_possible_values = true, required_unless_present = "expected")]
    pub level: Option<LevelArg>,
    #[arg(long, value_name = "NAME")]
    pub province: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long)]
    pub months: bool,
    #[arg(long)]
    pub continued: bool,
    #[arg(long)]
    pub gaps: bool,
    #[arg(long = "since", value_name = "DATE", conflicts_with = "silent_days")]
    pub silent_since: Option<String>,
    #[arg(long, value_name = "N")]
    pub silent_days: Option<u32>,
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<f64>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["level", "province", "from", "to", "as_of", "months",
        "continued", "gaps", "silent_since", "silent_days"])]
    pub expected: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}

/// A share of a hundred: `80`, `99.5`, `80%`.
fn percent(text: &str) -> Result<f64, String> {
    let number: f64 = text.trim_end_matches('%').trim().parse().map_err(|_| format!("{text:?}"))?;
    (0.0..=100.0).contains(&number).then_some(number).ok_or_else(|| "0-100".to_string())
}

/// A level of the gazetteer.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LevelArg {
    Province,
    District,
    Commune,
}

#[derive(Debug, Args)]
pub struct PlaceArgs {
    pub name: String,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct NameArgs {
    pub name: String,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct EvalArgs {
    pub gold_dir: PathBuf,
    #[arg(long)]
    pub misses: bool,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    #[arg(value_name = "FILE|ID")]
    pub what: String,
    #[arg(long)]
    pub awards: bool,
    #[arg(long)]
    pub officials: bool,
    #[arg(long)]
    pub units: bool,
    #[arg(long)]
    pub dates: bool,
    #[arg(long)]
    pub ratings: bool,
    #[arg(long)]
    pub events: bool,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub limits: Limits,
}

impl ExplainArgs {
    /// The fields asked for; none for all.
    pub fn fields(&self) -> Vec<Field> {
        let asked = [
            (self.awards, Field::Awards),
            (self.officials, Field::Officials),
            (self.units, Field::Units),
            (self.dates, Field::Dates),
            (self.ratings, Field::Ratings),
            (self.events, Field::Events),
        ];
        asked.into_iter().filter(|(yes, _)| *yes).map(|(_, field)| field).collect()
    }
}

#[derive(Debug, Args)]
pub struct DiffArgs {
    #[arg(value_name = "OLD.ndjson")]
    pub old: PathBuf,
    #[arg(value_name = "NEW.ndjson")]
    pub new: PathBuf,
    #[arg(long)]
    pub summary: bool,
    #[command(flatten)]
    pub output: Output,
}

/// One thing at a time: a correction, or one of the lists.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("said").args(["wrong", "missing", "different"]).requires("id")))]
#[command(group(
    clap::ArgGroup::new("deed").required(true).args(["wrong", "missing", "different", "listing", "remove", "gold"])
))]
pub struct CorrectArgs {
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    #[arg(long, value_name = "FIELD", value_parser = field)]
    pub wrong: Option<Corrected>,
    #[arg(long, value_name = "FIELD", value_parser = field)]
    pub missing: Option<Corrected>,
    #[arg(long, value_name = "FIELD", value_parser = field)]
    pub different: Option<Corrected>,
    #[arg(long, value_name = "TEXT")]
    pub quote: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "quote")]
    pub prefix: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "quote")]
    pub suffix: Option<String>,
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, conflicts_with = "missing")]
    pub was: Vec<(String, serde_json::Value)>,
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, conflicts_with = "wrong")]
    pub set: Vec<(String, serde_json::Value)>,
    #[arg(long = "by", value_name = "NAME")]
    pub corrector: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long = "list", conflicts_with = "id")]
    pub listing: bool,
    #[arg(long, value_name = "CORRECTION", conflicts_with = "id")]
    pub remove: Option<String>,
    #[arg(long, value_name = "DIR", conflicts_with = "id")]
    pub gold: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}

/// A field that can be corrected.
fn field(text: &str) -> Result<Corrected, String> {
    let known = Corrected::ALL;
    known.into_iter().find(|it| it.name() == text).ok_or_else(|| known.map(Corrected::name).join(", "))
}

/// `count=3`, `name=Trần Văn An`, `recipients=["xã A"]`: what is JSON is read as JSON, and else as text.
fn pair(text: &str) -> Result<(String, serde_json::Value), String> {
    let (key, value) = text.split_once('=').ok_or_else(|| format!("{text:?}: KEY=VALUE"))?;
    Ok((key.trim().to_string(), serde_json::from_str(value).unwrap_or_else(|_| value.into())))
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", hide_default_value = true)]
    pub bind: std::net::SocketAddr,
    #[arg(long = "request-timeout", value_name = "SECONDS", value_parser = seconds)]
    pub request_timeout: Option<Duration>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub connections: Option<u32>,
    #[arg(long, requires = "token_file")]
    pub allow_corrections: bool,
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
}

/// The form of an answer.
#[derive(Debug, Args)]
pub struct Output {
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS)]
    pub format: Option<String>,
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output_file: Option<PathBuf>,
}

/// Names of the formats.
pub const FORMATS: [&str; Format::ALL.len()] = {
    let mut names = [""; Format::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Format::ALL[at].0;
        at += 1;
    }
    names
};

/// Which articles.
#[derive(Debug, Args)]
pub struct FilterArgs {
    #[arg(long, value_name = "NAME")]
    pub province: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    #[arg(long, value_name = "SLUG")]
    pub award: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub official: Option<String>,
    #[arg(long, value_name = "KIND")]
    pub event: Option<String>,
}

#[derive(Debug, Args)]
pub struct SearchArgs {
    // `-"Nam Định"` alone is a query, and so is `-1`.
    #[arg(required_unless_present = "abbreviations", value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    #[arg(long, value_enum, default_value_t, hide_default_value = true, hide_possible_values = true)]
    pub sort: SortArg,
    #[arg(long)]
    pub facets: bool,
    #[arg(long)]
    pub no_abbreviations: bool,
    #[arg(long)]
    pub abbreviations: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub offset: usize,
    #[command(flatten)]
    pub output: Output,
}

/// In what order hits come.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum SortArg {
    #[default]
    Relevance,
    Date,
    Count,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    #[arg(long, value_name = "LIST", value_delimiter = ',', required = true)]
    pub by: Vec<String>,
    #[arg(long, value_enum, default_value_t, hide_default_value = true, hide_possible_values = true)]
    pub status: StatusArg,
    #[arg(long, value_enum, default_value_t, hide_default_value = true, hide_possible_values = true)]
    pub counting: CountingArg,
    #[arg(long, value_enum, default_value_t, hide_default_value = true, hide_possible_values = true)]
    pub places: PlacesArg,
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    #[arg(long)]
    pub share: bool,
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub output: Output,
}

/// How often an award counts that several papers report.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum CountingArg {
    #[default]
    Once,
    Reported,
}

/// By which names places are counted.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum PlacesArg {
    #[default]
    Then,
    Now,
}

/// Which awards count.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum StatusArg {
    #[default]
    Conferred,
    Proposed,
    All,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    pub id: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[arg(value_name = "TABLE")]
    pub table: String,
    #[arg(long)]
    pub bom: bool,
    #[command(flatten)]
    pub output: Output,
}

/// The command with its help in a language.
pub fn command(lang: Lang) -> clap::Command {
    localised(Cli::command(), "about", lang)
}

fn localised(command: clap::Command, about: &str, lang: Lang) -> clap::Command {
    let names: Vec<_> = command.get_subcommands().map(|c| c.get_name().to_string()).collect();
    let mut command = command.about(lang.text(about)).disable_help_flag(true).disable_version_flag(true);
    let top = about == "about";
    command = command.arg(flag("help", 'h', clap::ArgAction::Help));
    if top {
        command = command.arg(flag("version", 'V', clap::ArgAction::Version));
    }
    command = command.mut_args(|arg| {
        let help = lang.text(&format!("help.{}", arg.get_id()));
        if help.is_empty() { arg } else { arg.help(help) }
    });
    for name in names {
        command = command.mut_subcommand(&name, |sub| localised(sub, &format!("about.{name}"), lang));
    }
    command
}

fn flag(name: &'static str, short: char, action: clap::ArgAction) -> clap::Arg {
    clap::Arg::new(name).long(name).short(short).action(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &clap::Command, check: &mut dyn FnMut(&str, &str)) {
        check(command.get_name(), &command.get_about().map(ToString::to_string).unwrap_or_default());
        for arg in command.get_arguments() {
            check(arg.get_id().as_str(), &arg.get_help().map(ToString::to_string).unwrap_or_default());
        }
        command.get_subcommands().for_each(|sub| each(sub, check));
    }

    #[test]
    fn every_argument_has_its_help_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let mut command = command(lang);
            command.build();
            each(&command, &mut |name, help| assert!(!help.is_empty(), "{name} {lang:?}"));
            command.debug_assert();
        }
    }
}

//! `coverage --level …`: which units are reported on, and which are not.

use super::args::{CoverageArgs, LevelArg};
use super::stop::Stop;
use super::{Context, Outcome, expected, say};
use crate::ask::coverage::{self, Question, Since};
use crate::clock;
use crate::show::{self, Format, Lang};
use std::io::Write;

/// First day without districts.
const DISTRICTS_ENDED: &str = "2025-07-01";

/// Runs it.
pub fn run(args: &CoverageArgs, context: &mut Context) -> Outcome {
    if let Some(list) = &args.expected {
        return expected::run(list, args, context);
    }
    let lang = context.lang();
    let format = context.output(&args.output)?;
    let manner = context.manner();
    let day = args.silent_since.clone().map(Since::Day);
    let question = Question {
        level: match args.level {
            Some(LevelArg::District) => 2,
            Some(LevelArg::Commune) => 3,
            // It is required where no list is given.
            Some(LevelArg::Province) | None => 1,
        },
        province: args.province.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        as_of: args.as_of.clone(),
        today: clock::today(),
        since: day.or(args.silent_days.map(Since::Days)),
        gaps: args.gaps,
        continued: args.continued,
        by_month: args.months && format != Format::Json,
        // Only the JSON object tells them.
        mentions: (format != Format::Json).then_some(0),
    };
    let reader = context.reader()?;
    let counted = coverage::coverage(&reader, &question);
    let answer = context.asked(counted)?.map_err(|error| Stop::told(lang, &error))?;
    let written = show::answer(&answer, format, &manner, &mut context.out).and_then(|()| {
        if format == Format::Table {
            let without = answer.total.units - answer.total.reported;
            let line = lang.fill(
                "coverage.total",
                &[
                    ("units", &answer.total.units),
                    ("without", &without),
                    ("undated", &answer.undated),
                    ("unplaced", &answer.unplaced.articles),
                ],
            );
            writeln!(context.out, "{}", context.style.bold(&line))?;
        }
        context.out.flush()
    });
    context.written(written)?;
    if question.level == 2 && answer.as_of.as_str() >= DISTRICTS_ENDED {
        say(&lang.fill("coverage.districts", &[("ended", &DISTRICTS_ENDED)]));
    }
    let total = answer.total;
    Ok(under(args.fail_under, total.percent(), (total.reported, total.units), "coverage.under", lang))
}

/// The exit status: 1, and a line that says so, where a share is lower than asked for.
pub fn under(least: Option<f64>, percent: f64, parts: (u64, u64), text: &str, lang: Lang) -> u8 {
    let Some(least) = least.filter(|least| percent < *least) else { return 0 };
    // Cut, not rounded: 79.96 is under 80 and must not read as 80.0.
    let percent = (percent * 10.0).floor() / 10.0;
    say(&lang.fill(text, &[("percent", &percent), ("part", &parts.0), ("all", &parts.1), ("least", &least)]));
    1
}

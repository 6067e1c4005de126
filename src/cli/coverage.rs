//! `coverage --level …`: which units are reported on, and which are not.

use super::args::{CoverageArgs, LevelArg};
use super::stop::Stop;
use super::{Context, Outcome, expected, say};
use crate::ask::coverage::{self, Error, Question, Since};
use crate::show::{self, Format, Lang};
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// First day without districts.
const DISTRICTS_ENDED: &str = "2025-07-01";

/// Runs it.
pub fn run(args: &CoverageArgs, context: &mut Context) -> Outcome {
    if let Some(list) = &args.expected {
        return expected::run(list, args, context);
    }
    let lang = context.lang();
    let format = context.format(&args.output);
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
        today: today(),
        since: day.or(args.silent_days.map(Since::Days)),
        gaps: args.gaps,
        continued: args.continued,
        by_month: args.months && format != Format::Json,
        // Only the JSON object tells them.
        mentions: (format != Format::Json).then_some(0),
    };
    let reader = context.reader()?;
    let counted = coverage::coverage(&reader, &question);
    let answer = context.asked(counted)?.map_err(|error| stop(lang, &error))?;
    let written = show::answer(&answer, format, context.style, &mut context.out).and_then(|()| {
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

fn stop(lang: Lang, error: &Error) -> Stop {
    match error {
        Error::Province { name, day, until: Some(until) } => {
            Stop::failed(lang, "past.province", &[("name", name), ("day", day), ("until", until)])
        }
        Error::Province { name, day, until: None } => {
            Stop::failed(lang, "bad.province", &[("name", name), ("day", day)])
        }
        Error::Date(text) => Stop::failed(lang, "bad.date", &[("text", text)]),
        Error::Order(from, to) => Stop::failed(lang, "bad.order", &[("from", from), ("to", to)]),
        Error::Months(months) => {
            Stop::failed(lang, "bad.months", &[("months", months), ("most", &coverage::MOST_MONTHS)])
        }
        // The arguments know three levels.
        Error::Level(_) => Stop::failed(lang, "internal", &[("what", error)]),
    }
}

/// Today in Vietnam, `YYYY-MM-DD`.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    civil((seconds + 7 * 3600) / 86_400)
}

/// The date of a day counted from 1970-01-01.
fn civil(days: u64) -> String {
    // Years that begin in March, so that the leap day is the last of them.
    let z = days + 719_468;
    let (era, day_of_era) = (z / 146_097, z % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        for (days, expected) in
            [(0, "1970-01-01"), (11_016, "2000-02-29"), (19_446, "2023-03-30"), (20_269, "2025-06-30")]
        {
            assert_eq!(civil(days), expected);
        }
    }
}

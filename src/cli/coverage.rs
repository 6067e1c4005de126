//! `coverage --level …`: which units are reported on, and which are not.

use super::args::{CoverageArgs, LevelArg};
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask;
use crate::ask::coverage::{self, Question};
use crate::index::{Condition, Order};
use crate::show::{self, Format};
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// First day without districts.
const DISTRICTS_ENDED: &str = "2025-07-01";

/// Runs it.
pub fn run(args: &CoverageArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let bad = |text: &String| Stop::failed(lang, "bad.date", &[("text", text)]);
    let first = |d: &String| ask::first_day(d).ok_or_else(|| bad(d));
    let last = |d: &String| ask::last_day(d).ok_or_else(|| bad(d));
    let from = args.from.as_ref().map(first).transpose()?;
    let to = args.to.as_ref().map(last).transpose()?;
    if let (Some(from), Some(to)) = (&from, &to)
        && from > to
    {
        return Err(Stop::failed(lang, "bad.order", &[("from", from), ("to", to)]));
    }
    // Without a day the units are those in force when the reports end, and today otherwise.
    let as_of = match &args.as_of {
        Some(day) => last(day)?,
        None => to.clone().unwrap_or_else(today),
    };
    let level = match args.level {
        LevelArg::Province => 1,
        LevelArg::District => 2,
        LevelArg::Commune => 3,
    };
    let question = Question { level, province: args.province.clone(), from, to, as_of };
    let reader = context.reader()?;
    let copies = context.asked(reader.copies())?;
    let addresses = context.asked(reader.all(&Condition::Everything, Order::Published))?;
    let mut broken = None;
    let records = addresses
        .into_iter()
        .filter(|a| !copies.is_copy(*a))
        .map_while(|address| reader.record(address).map_err(|error| broken = Some(error)).ok());
    let answer = coverage::coverage(&question, records);
    if let Some(error) = broken {
        return Err(Stop::told(lang, &error));
    }
    let coverage::Error::Province { name, day, until } = match answer {
        Ok(mut answer) => {
            answer.basis = context.asked(ask::basis(&reader, question.set(), "copies"))?;
            return shown(args, &answer, context);
        }
        Err(error) => error,
    };
    Err(match until {
        Some(until) => {
            Stop::failed(lang, "past.province", &[("name", &name), ("day", &day), ("until", &until)])
        }
        None => Stop::failed(lang, "bad.province", &[("name", &name), ("day", &day)]),
    })
}

fn shown(args: &CoverageArgs, answer: &coverage::Answer, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let format = context.format(&args.output);
    let written = show::answer(answer, format, context.style, &mut context.out).and_then(|()| {
        if format == Format::Table {
            let without = answer.rows.iter().filter(|row| row.articles == 0).count();
            let line = lang.fill(
                "coverage.total",
                &[
                    ("units", &answer.rows.len()),
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
    if matches!(args.level, LevelArg::District) && answer.as_of.as_str() >= DISTRICTS_ENDED {
        say(&lang.fill("coverage.districts", &[("ended", &DISTRICTS_ENDED)]));
    }
    Ok(0)
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

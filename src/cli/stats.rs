//! `stats --by …`.

use super::args::{CountingArg, PlacesArg, StatsArgs, StatusArg};
use super::stop::Stop;
use super::{Context, Outcome, filter};
use crate::ask;
use crate::ask::stats::{Counting, Places, Question, Status};
use crate::show::{self, Format};
use std::io::Write;

/// Runs it.
pub fn run(args: &StatsArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let question = Question {
        by: args.by.clone(),
        status: match args.status {
            StatusArg::Conferred => Status::Conferred,
            StatusArg::Proposed => Status::Proposed,
            StatusArg::All => Status::All,
        },
        counting: match args.counting {
            CountingArg::Once => Counting::Once,
            CountingArg::Reported => Counting::Reported,
        },
        places: match args.places {
            PlacesArg::Then => Places::Then,
            PlacesArg::Now => Places::Now,
        },
        top: args.top,
        share: args.share,
        explain: args.explain,
        filter: filter(&args.filter),
    };
    let reader = context.reader()?;
    let counted = ask::stats(&reader, &question);
    let answer = context.asked(counted)?.map_err(|bad| Stop::told(lang, &bad))?;
    let format = context.output(&args.output)?;
    let manner = context.manner();
    let written = show::answer(&answer, format, &manner, &mut context.out).and_then(|()| {
        if format == Format::Table {
            let total = format!("{}: {} ({})", lang.text("total"), answer.total.count, answer.total.articles);
            writeln!(context.out, "{}", context.style.bold(&total))?;
            crate::show::merged(&answer, lang, context.style, &mut context.out)?;
        }
        context.out.flush()
    });
    context.written(written)?;
    Ok(0)
}

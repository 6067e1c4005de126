//! `stats --by …`.

use super::args::{StatsArgs, StatusArg};
use super::stop::Stop;
use super::{Context, Outcome, filter};
use crate::ask;
use crate::ask::stats::Status;
use crate::show::{self, Format};
use std::io::Write;

/// Runs it.
pub fn run(args: &StatsArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let status = match args.status {
        StatusArg::Conferred => Status::Conferred,
        StatusArg::Proposed => Status::Proposed,
        StatusArg::All => Status::All,
    };
    let reader = context.reader()?;
    let counted = ask::stats(&reader, &args.by, status, &filter(&args.filter));
    let answer = context.asked(counted)?.map_err(|bad| Stop::stats(lang, &bad))?;
    let format = context.format(&args.output);
    let written = show::answer(&answer, format, context.style, &mut context.out).and_then(|()| {
        if format == Format::Table {
            let total = format!("{}: {} ({})", lang.text("total"), answer.total.count, answer.total.articles);
            writeln!(context.out, "{}", context.style.bold(&total))?;
        }
        context.out.flush()
    });
    context.written(written)?;
    Ok(0)
}

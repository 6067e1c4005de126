//! `search QUERY`.

use super::args::SearchArgs;
use super::stop::Stop;
use super::{Context, Outcome, filter, say};
use crate::ask;
use crate::show::{self, Format};

/// Runs it.
pub fn run(args: &SearchArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let reader = context.reader()?;
    let limit = args.limit.unwrap_or(context.settings.limit);
    let found = ask::search(&reader, &args.query, &filter(&args.filter), args.offset, limit);
    let answer = context.asked(found)?.map_err(|bad| Stop::filter(lang, &bad))?;
    let written = match context.format(&args.output) {
        Format::Table if answer.total == 0 => Ok(()),
        Format::Table => show::hits(&answer, args.offset, lang, context.style, &mut context.out),
        format => show::answer(&answer, format, context.style, &mut context.out),
    };
    let written = written.and_then(|()| std::io::Write::flush(&mut context.out));
    context.written(written)?;
    if answer.total > 0 {
        return Ok(0);
    }
    say(lang.text("none.found"));
    if let Some(text) = &answer.suggestion {
        say(&lang.fill("suggestion", &[("text", text)]));
    }
    Ok(1)
}

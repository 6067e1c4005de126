//! `search QUERY`.

use super::args::{SearchArgs, SortArg};
use super::stop::Stop;
use super::{Context, Outcome, filter, say};
use crate::ask::{self, Options, Sort};
use crate::model::answer::{Abbreviations, Search, Table};
use crate::show::{self, Format};
use std::io::{Result, Write};

/// Runs it.
pub fn run(args: &SearchArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let format = context.output(&args.output)?;
    if args.abbreviations {
        let table = Abbreviations(ask::abbreviation_table());
        let written = printed(&table, format, context);
        context.written(written)?;
        return Ok(0);
    }
    let reader = context.reader()?;
    let options = Options {
        sort: match args.sort {
            SortArg::Relevance => Sort::Relevance,
            SortArg::Date => Sort::Date,
            SortArg::Count => Sort::Count,
        },
        offset: args.offset,
        limit: args.limit.unwrap_or(context.settings.limit),
        facets: args.facets,
        abbreviations: !args.no_abbreviations,
    };
    let query = args.query.as_deref().unwrap_or_default();
    let found = ask::search(&reader, query, &filter(&args.filter), &options);
    let answer = context.asked(found)?.map_err(|bad| Stop::told(lang, &bad))?;
    let written = match format {
        Format::Table if answer.total == 0 => Ok(()),
        Format::Table => show::hits(&answer, args.offset, lang, context.style, &mut context.out),
        format => printed(&answer, format, context),
    };
    let written = written.and_then(|()| context.out.flush());
    context.written(written)?;
    if format == Format::Table {
        told(&answer, context);
    }
    if answer.total > 0 {
        return Ok(0);
    }
    say(lang.text("none.found"));
    if let Some(text) = &answer.suggestion {
        say(&lang.fill("suggestion", &[("text", text)]));
    }
    if !answer.nearest.is_empty() && format == Format::Table {
        let names: Vec<_> = answer.nearest.iter().map(|near| near.name.as_str()).collect();
        say(&lang.fill("nearest", &[("names", &names.join("; "))]));
    }
    Ok(1)
}

fn printed(answer: &dyn Table, format: Format, context: &mut Context) -> Result<()> {
    show::answer(answer, format, &context.manner(), &mut context.out)?;
    context.out.flush()
}

/// The notes, those about a place of the query with the query and a mark under it.
fn told(answer: &Search, context: &Context) {
    for line in show::notes(answer, context.lang()) {
        say(&line);
    }
}

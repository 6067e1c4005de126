//! `who NAME`, `unit NAME`, `award SLUG`: everything the index holds of one of them.

use super::args::NameArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::entity::Entity;
use crate::index::{Reader, Result};
use crate::show::{self, Format};
use std::io::Write;

/// Runs one of them.
pub fn run(args: &NameArgs, ask: fn(&Reader, &str) -> Result<Entity>, context: &mut Context) -> Outcome {
    let lang = context.lang();
    if !args.name.chars().any(char::is_alphanumeric) {
        return Err(Stop::failed(lang, "bad.name", &[("text", &format!("“{}”", args.name))]));
    }
    let reader = context.reader()?;
    let entity = context.asked(ask(&reader, &args.name))?;
    let format = context.output(&args.output)?;
    let manner = context.manner();
    let limit = args.limit.unwrap_or(context.settings.limit);
    let written = match format {
        Format::Table if entity.is_empty() => Ok(()),
        Format::Table => show::sections(&entity.sections(limit), lang, context.style, &mut context.out),
        format => show::answer(&entity, format, &manner, &mut context.out),
    };
    let written = written.and_then(|()| context.out.flush());
    context.written(written)?;
    if !entity.is_empty() {
        return Ok(0);
    }
    say(lang.text("none.found"));
    if !entity.nearest.is_empty() && format == Format::Table {
        let names: Vec<_> = entity.nearest.iter().map(|near| near.name.as_str()).collect();
        say(&lang.fill("nearest", &[("names", &names.join("; "))]));
    }
    Ok(1)
}

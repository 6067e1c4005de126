//! `place NAME`: what a name means. No index needed.

use super::args::PlaceArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::{self, place};
use crate::show;
use std::io::Write;

/// Runs it.
pub fn run(args: &PlaceArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let bad = |text: &String| Stop::failed(lang, "bad.date", &[("text", text)]);
    let as_of = args.as_of.as_ref().map(|d| ask::last_day(d).ok_or_else(|| bad(d))).transpose()?;
    if !args.name.chars().any(char::is_alphanumeric) {
        return Err(Stop::failed(lang, "bad.name", &[("text", &format!("“{}”", args.name))]));
    }
    let answer = place::place(&args.name, as_of.as_deref());
    let format = context.output(&args.output)?;
    let manner = context.manner();
    let written = show::answer(&answer, format, &manner, &mut context.out);
    let written = written.and_then(|()| context.out.flush());
    context.written(written)?;
    if answer.ambiguous {
        say(&lang.fill("place.ambiguous", &[("name", &args.name)]));
    }
    let days = |it: &place::Meaning| (it.unit.valid_from, it.unit.valid_to);
    if as_of.is_none() && answer.meanings.windows(2).any(|two| days(&two[0]) != days(&two[1])) {
        say(&lang.fill("place.days", &[("name", &args.name)]));
    }
    if answer.meanings.is_empty() {
        say(&lang.fill("place.none", &[("name", &args.name)]));
    }
    Ok(u8::from(answer.meanings.is_empty() && answer.other_days.is_empty()))
}

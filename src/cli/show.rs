//! `show ID`.

use super::args::ShowArgs;
use super::stop::Stop;
use super::{Context, Outcome};
use crate::ask::{self, Found};
use crate::show;
use std::io::Write;

/// Runs it.
pub fn run(args: &ShowArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let reader = context.reader()?;
    let shown = match context.asked(ask::show(&reader, &args.id))? {
        Found::Article(shown) => shown,
        Found::Nothing => return Err(Stop::failed(lang, "show.none", &[("id", &args.id)]).status(1)),
        Found::Several(ids) => {
            return Err(Stop::failed(lang, "show.several", &[("id", &args.id), ("ids", &ids.join(", "))]));
        }
    };
    let written = if args.json {
        serde_json::to_writer(&mut context.out, &shown)
            .map_err(std::io::Error::from)
            .and_then(|()| context.out.write_all(b"\n"))
            .and_then(|()| context.out.flush())
    } else {
        show::article(&shown, lang, context.style, &mut context.out)
    };
    context.written(written)?;
    Ok(0)
}

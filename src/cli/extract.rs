//! `extract PATH…`: records as NDJSON, no index needed.

use super::args::ExtractArgs;
use super::{Context, Outcome, say};
use crate::pipeline::{self, Failure};
use std::io::Write;
use std::ops::ControlFlow;

/// Runs it.
pub fn run(args: &ExtractArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let (corrections, whole) = context.corrections()?;
    let mut failed = !whole;
    let mut output = Ok(());
    let mut take = |record: Result<crate::model::Record, Failure>| {
        match record {
            Err(failure) => {
                failed = true;
                say(&format!("{}: {failure}", lang.text("error")));
            }
            Ok(record) => {
                output = serde_json::to_writer(&mut context.out, &record)
                    .map_err(std::io::Error::from)
                    .and_then(|()| context.out.write_all(b"\n"));
            }
        }
        if output.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let skipped = pipeline::extract(&args.paths, &args.limits.options(), &corrections, &mut take);
    let output = output.and_then(|()| context.out.flush());
    context.written(output)?;
    if skipped > 0 {
        say(&lang.fill("skipped", &[("n", &skipped)]));
    }
    Ok(u8::from(failed))
}

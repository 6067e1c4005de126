//! `eval GOLD_DIR`: the rules against gold annotations.

use super::args::EvalArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::correct::Corrections;
use crate::eval;
use crate::pipeline;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// Runs it.
pub fn run(args: &EvalArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let golds = eval::golds(&args.gold_dir).map_err(|e| Stop::Failed {
        cause: e.to_string(),
        hint: String::new(),
        status: 2,
    })?;
    let mut records = Vec::new();
    let mut failed = false;
    let paths = [args.gold_dir.clone()];
    pipeline::extract(&paths, &args.limits.options(), &Corrections::default(), &mut |record| {
        match record {
            Ok(record) => {
                let stem = eval::stem(Path::new(&record.source.path));
                records.push((stem, serde_json::json!(record)));
            }
            Err(failure) => {
                failed = true;
                say(&format!("{}: {failure}", lang.text("error")));
            }
        }
        ControlFlow::Continue(())
    });
    let report = eval::score(&golds, &records);
    let out = &mut context.out;
    let written = if args.json {
        serde_json::to_writer(&mut *out, &report).map_err(std::io::Error::from).and_then(|()| writeln!(out))
    } else {
        writeln!(out, "{report}")
    };
    let misses = if args.misses && !args.json { report.misses().collect() } else { Vec::new() };
    let written = written
        .and_then(|()| misses.iter().try_for_each(|line| writeln!(out, "{line}")))
        .and_then(|()| out.flush());
    context.written(written)?;
    Ok(u8::from(failed))
}

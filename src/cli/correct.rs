//! `correct ID …`: what someone knows better than the rules.

use super::args::CorrectArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::{self, Found};
use crate::clock;
use crate::correct::file::{NAME, replace};
use crate::correct::{Draft, gold};
use crate::model::answer::{CorrectionRow, CorrectionRows};
use crate::model::correction::{State, Verdict};
use crate::pipeline::corrected::{self, Place};
use crate::show;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Runs it.
pub fn run(args: &CorrectArgs, context: &mut Context) -> Outcome {
    match (&args.remove, &args.gold, &args.id) {
        (Some(id), ..) => remove(id, context),
        (_, Some(folder), _) => golds(folder, context),
        (_, _, Some(id)) => one(id, args, context),
        _ => list(args, context),
    }
}

fn place(context: &Context) -> Place {
    Place { index: context.settings.index.clone(), file: context.settings.corrections.clone() }
}

/// Records a correction.
fn one(id: &str, args: &CorrectArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let said = [
        (Verdict::Wrong, args.wrong),
        (Verdict::Missing, args.missing),
        (Verdict::Different, args.different),
    ];
    // The parser lets one through.
    let Some((verdict, field)) = said.into_iter().find_map(|(verdict, field)| Some((verdict, field?))) else {
        return Err(Stop::failed(lang, "correct.nothing", &[]));
    };
    let draft = Draft {
        verdict,
        field,
        quote: args.quote.clone(),
        prefix: args.prefix.clone(),
        suffix: args.suffix.clone(),
        was: args.was.iter().cloned().collect(),
        set: args.set.iter().cloned().collect(),
        by: args.corrector.clone(),
        note: args.note.clone(),
    };
    let reader = context.reader()?;
    let address = match context.asked(ask::find(&reader, id))? {
        Found::Article(address) => address,
        Found::Nothing => return Err(Stop::failed(lang, "show.none", &[("id", &id)]).status(1)),
        Found::Several(ids) => {
            return Err(Stop::failed(lang, "show.several", &[("id", &id), ("ids", &ids.join(", "))]));
        }
    };
    let (correction, state) = corrected::correct(&place(context), &reader, address, draft, clock::now())
        .map_err(|error| Stop::told(lang, &error))?;
    let written = if args.output.json {
        let row = CorrectionRow { correction, state };
        serde_json::to_writer(&mut context.out, &row)
            .map_err(std::io::Error::from)
            .and_then(|()| context.out.write_all(b"\n"))
    } else {
        let key = if state == State::Pending { "correct.waits" } else { "correct.done" };
        writeln!(context.out, "{}", lang.fill(key, &[("id", &correction.id)]))
    };
    let written = written.and_then(|()| context.out.flush());
    context.written(written)?;
    Ok(0)
}

/// Every correction and what became of it; those that no longer fit first.
fn list(args: &CorrectArgs, context: &mut Context) -> Outcome {
    let (corrections, whole) = context.corrections()?;
    let reader = context.reader()?;
    let states = context.asked(corrected::states(&reader, &corrections))?;
    let unfit = states.iter().filter(|state| state.is_unfit()).count();
    let rows = corrections.all().iter().cloned().zip(states);
    let mut rows: Vec<_> = rows.map(|(correction, state)| CorrectionRow { correction, state }).collect();
    rows.sort_by_key(|row| !row.state.is_unfit());
    let format = context.output(&args.output)?;
    let manner = context.manner();
    let written = show::answer(&CorrectionRows(rows), format, &manner, &mut context.out)
        .and_then(|()| context.out.flush());
    context.written(written)?;
    if unfit > 0 {
        say(&context.lang().fill("correct.unfit", &[("n", &unfit)]));
    }
    Ok(u8::from(!whole))
}

/// Takes a correction back.
fn remove(id: &str, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let reader = context.reader()?;
    let none = || Stop::failed(lang, "correct.none", &[("id", &id)]).status(1);
    if id.is_empty() || !context.settings.corrections.is_file() {
        return Err(none());
    }
    let removed =
        corrected::withdraw(&place(context), &reader, id).map_err(|error| Stop::told(lang, &error))?;
    let (correction, gone) = removed.ok_or_else(none)?;
    let key = if gone { "correct.removed" } else { "correct.removed.waits" };
    let written = writeln!(context.out, "{}", lang.fill(key, &[("id", &correction.id)]));
    let written = written.and_then(|()| context.out.flush());
    context.written(written)?;
    Ok(0)
}

/// Writes every article whose corrections all fit as gold: its text, and the fields that were corrected.
fn golds(folder: &Path, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let (corrections, whole) = context.corrections()?;
    let reader = context.reader()?;
    let mut fields: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for correction in corrections.all() {
        fields.entry(&correction.article).or_default().insert(correction.field);
    }
    let (mut written, mut left) = (0, 0);
    for (article, fields) in fields {
        let found = context.asked(reader.article(article))?;
        let record = found.map(|address| reader.record(address)).transpose();
        match context.asked(record)? {
            Some(record) if gold::is_checked(&record.corrections) => {
                let (text, gold) = gold::gold(&record, &fields);
                let put = |extension: &str, text: String| {
                    replace(&folder.join(format!("{article}.{extension}")), &text)
                };
                let gold = serde_json::to_string_pretty(&gold).unwrap_or_default();
                let put = fs::create_dir_all(folder)
                    .and_then(|()| put("txt", text))
                    .and_then(|()| put("json", gold + "\n"));
                put.map_err(|error| {
                    let values: [(&str, &dyn std::fmt::Display); 2] =
                        [("path", &folder.display()), ("error", &error)];
                    Stop::io(lang, "correct.file", &error, &values)
                })?;
                written += 1;
            }
            _ => left += 1,
        }
    }
    say(&lang.fill("correct.gold", &[("n", &written), ("folder", &folder.display())]));
    if left > 0 {
        say(&lang.fill("correct.left", &[("n", &left), ("name", &NAME)]));
    }
    Ok(u8::from(!whole || left > 0))
}

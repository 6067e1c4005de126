//! `export TABLE`: every row of a table.

use super::args::ExportArgs;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::tables::{Exported, TABLES};
use crate::show::{self, Format, Manner};

/// Runs it.
pub fn run(args: &ExportArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let Some(table) = TABLES.iter().find(|t| t.name == args.table) else {
        let names = TABLES.iter().map(|t| t.name).collect::<Vec<_>>().join(", ");
        return Err(Stop::failed(lang, "bad.table", &[("name", &args.table), ("names", &names)]));
    };
    let reader = context.reader()?;
    // A table on the screen is no export: without a format the rows are CSV.
    let format = match context.output(&args.output)? {
        Format::Table if args.output.format.is_none() => Format::Csv,
        format => format,
    };
    let columns = table.columns();
    let notes = context.asked(table.notes(&reader))?;
    let manner = Manner { bom: args.bom, notes, ..context.manner() };
    let opened = show::open(format, &columns, &manner, &mut context.out);
    let mut sink = opened.map_err(|e| Stop::output(lang, &e))?;
    let exported = table.each_row(&reader, |row| sink.row(row)).map_err(|e| Stop::told(lang, &e))?;
    let Exported { rows, expected } = exported.map_err(|e| Stop::output(lang, &e))?;
    // Before the end: what is packed at the end is then not there at all.
    if rows != expected {
        return Err(Stop::failed(lang, "rows.differ", &[("n", &rows), ("expected", &expected)]));
    }
    sink.end().map_err(|e| Stop::output(lang, &e))?;
    drop(sink);
    say(&lang.fill("rows", &[("n", &rows)]));
    Ok(0)
}

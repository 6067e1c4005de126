//! `coverage --expected decisions.csv`: which decisions are reported, and which by nobody.

use super::args::CoverageArgs;
use super::coverage::under;
use super::stop::Stop;
use super::{Context, Outcome, say};
use crate::ask::coverage::expected::{self, Bad, BadLine, BadList};
use crate::show::{self, Format, Lang};
use std::io::Write;
use std::path::Path;

/// Runs it.
pub fn run(list: &Path, args: &CoverageArgs, context: &mut Context) -> Outcome {
    let lang = context.lang();
    let path = list.display();
    let bytes = std::fs::read(list)
        .map_err(|error| Stop::failed(lang, "expected.io", &[("path", &path), ("error", &error)]))?;
    let (decisions, refused) = expected::decisions(&bytes).map_err(|bad| match &bad {
        BadList::NotText => Stop::failed(lang, "expected.text", &[("path", &path)]),
        BadList::Empty => Stop::failed(lang, "expected.empty", &[("path", &path)]),
        BadList::NoAward(columns) => {
            Stop::failed(lang, "expected.columns", &[("path", &path), ("columns", columns)])
        }
        BadList::Twice(name) => Stop::failed(lang, "expected.twice", &[("path", &path), ("name", name)]),
    })?;
    let reader = context.reader()?;
    let answer = context.asked(expected::expected(&reader, decisions, refused))?;
    let format = context.output(&args.output)?;
    let manner = context.manner();
    let total = answer.total;
    let written = show::answer(&answer, format, &manner, &mut context.out).and_then(|()| {
        if format == Format::Table {
            let line = lang.fill(
                "expected.total",
                &[
                    ("decisions", &total.decisions),
                    ("reported", &total.reported),
                    ("other", &total.other_count),
                    ("unreported", &total.unreported),
                ],
            );
            writeln!(context.out, "{}", context.style.bold(&line))?;
        }
        context.out.flush()
    });
    context.written(written)?;
    answer.refused.iter().for_each(|bad| tell(lang, list, bad));
    let reported = (total.decisions - total.unreported, total.decisions);
    let status = under(args.fail_under, total.percent(), reported, "expected.under", lang);
    Ok(if answer.refused.is_empty() { status } else { 1 })
}

/// One line: where, what is wrong, what to do.
fn tell(lang: Lang, list: &Path, BadLine { line, error }: &BadLine) {
    let what = match error {
        Bad::NoAward => lang.text("expected.bad.none").to_string(),
        Bad::Award(text, near) => lang.fill("expected.bad.award", &[("text", text), ("near", near)]),
        Bad::Count(text) => lang.fill("expected.bad.count", &[("text", text)]),
        Bad::Date(text) => lang.fill("expected.bad.date", &[("text", text)]),
        Bad::Cells(cells, columns) => {
            lang.fill("expected.bad.cells", &[("cells", cells), ("columns", columns)])
        }
    };
    say(&format!("{}:{line}: {what}", list.display()));
}

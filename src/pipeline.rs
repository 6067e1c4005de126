//! The stages in order: the one short file that names them all.

pub mod corrected;

use crate::correct::{self, Corrections};
use crate::index::{self, Change, Met, Origin, Prepared, Writer};
use crate::model::correction::State;
use crate::model::{Article, Block, BlockKind, Mention, Page, Record};
use crate::read::{self, ReadError};
use crate::{clean, count, extract, normalise};
pub use extract::Explained;
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Pages worked on at once: enough to keep every core busy, few enough to be nothing in memory.
const BATCH: usize = 64;
/// Bytes of pages worked on at once.
const BATCH_BYTES: usize = 8 << 20;
/// Batches that wait to be taken: what is made while a commit is written.
const DONE: usize = 16;

/// The facts of one page. Pure and total.
pub fn record(page: Page) -> Record {
    let (id, source) = (page.id.clone(), page.source.clone());
    let text = normalise::text(clean::article(&page));
    Record { id, source, ..extract::record(&text) }
}

/// Why an input gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A defect of the rules, met on this page.
    #[error("{0}: the rules failed on this page; please report it with the page")]
    Rules(String),
    /// A defect of the reader: what it had not read yet is missing.
    #[error("reading failed here, and what follows was not read; please report it with the file")]
    Reader,
    /// The index cannot be used: nothing further is read.
    #[error(transparent)]
    Index(#[from] index::Error),
}

/// [`record`], with a panic of a rule as an error of that page alone.
fn guarded(page: Page) -> Result<Record, Failure> {
    let path = page.source.path.clone();
    catch_unwind(AssertUnwindSafe(|| record(page))).map_err(|_| Failure::Rules(path))
}

/// [`guarded`], with the corrections of the article applied.
fn corrected(page: Page, corrections: &Corrections) -> Result<Record, Failure> {
    let mut record = guarded(page)?;
    let id = record.id.clone();
    correct::apply(&mut record, corrections.of(&id), sentences);
    Ok(record)
}

/// The records of all inputs, in the order of the inputs, as they are made; memory does not grow with
/// their number. `take` stops the run with [`ControlFlow::Break`]. Gives the number of files and
/// records of other kinds that were skipped.
pub fn extract(
    paths: &[PathBuf],
    options: &read::Options,
    corrections: &Corrections,
    take: &mut dyn FnMut(Result<Record, Failure>) -> ControlFlow<()>,
) -> usize {
    each_page(paths, options, |page| corrected(page, corrections), take)
}

/// Which pages of the inputs are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    All,
    /// That of a line of an NDJSON file or a record of an archive, from 1.
    Line(u64),
    /// That of an id.
    Id(String),
}

impl Wanted {
    fn has(&self, page: &Page) -> bool {
        match self {
            Wanted::All => true,
            Wanted::Line(number) => page.line == Some(*number),
            Wanted::Id(id) => page.id == *id,
        }
    }
}

/// As [`extract`], of the pages that are wanted, with what the rules refused.
pub fn explain(
    paths: &[PathBuf],
    options: &read::Options,
    wanted: &Wanted,
    take: &mut dyn FnMut(Result<Explained, Failure>) -> ControlFlow<()>,
) -> usize {
    let work = |page: Page| {
        if !wanted.has(&page) {
            return Ok(None);
        }
        let path = page.source.path.clone();
        catch_unwind(AssertUnwindSafe(|| Some(explained(page)))).map_err(|_| Failure::Rules(path))
    };
    each_page(paths, options, work, &mut |done| match done.transpose() {
        Some(done) => take(done),
        None => ControlFlow::Continue(()),
    })
}

fn explained(page: Page) -> Explained {
    let (id, source) = (page.id.clone(), page.source.clone());
    let mut explained = extract::explained(&normalise::text(clean::article(&page)));
    (explained.record.id, explained.record.source) = (id, source);
    explained
}

/// The sentences of a record's text, whose page is not at hand.
pub fn sentences(record: &Record) -> Vec<Mention> {
    let block = |line: &str| Block { kind: BlockKind::Paragraph, text: line.to_string() };
    let blocks = record.text.lines().map(block).collect();
    extract::sentences(&normalise::text(Article { blocks, ..Article::default() }))
}

/// What a run did to the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Indexed {
    /// Articles that were not there.
    pub new: u64,
    /// Articles replaced: other content, or older rules.
    pub changed: u64,
    /// Articles left as they are, not extracted again.
    pub unchanged: u64,
    /// Pages of an id of which another page stands: the one fetched last, else the first.
    pub repeated: u64,
    /// Inputs that gave nothing.
    pub failed: u64,
    /// Files and records of other kinds in the folders and archives.
    pub skipped: u64,
    /// Articles taken out, because their source is gone.
    pub pruned: u64,
    /// Paths below which nothing was taken out, because they could not be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<PathBuf>,
    /// Awards extracted in this run.
    pub awards: u64,
    /// Officials extracted in this run.
    pub officials: u64,
    /// Units extracted in this run.
    pub units: u64,
    /// Dates extracted in this run.
    pub dates: u64,
    /// Corrections that changed an article extracted in this run.
    pub corrected: u64,
    /// Corrections that no longer fit an article extracted in this run.
    pub unfit: u64,
}

/// One page on its way into the index.
enum Step {
    Known { id: String, change: Change, fetched: Option<u64> },
    Put { id: String, change: Change, fetched: Option<u64>, prepared: Box<Prepared>, found: Found },
}

/// How much was extracted from a page.
struct Found {
    awards: u64,
    officials: u64,
    units: u64,
    dates: u64,
    corrected: u64,
    unfit: u64,
}

impl Found {
    fn of(record: &Record) -> Self {
        let states =
            |fits: fn(State) -> bool| record.corrections.iter().filter(|it| fits(it.state)).count() as u64;
        Self {
            awards: record.awards.len() as u64,
            officials: record.officials.len() as u64,
            units: record.units.len() as u64,
            dates: record.dates.len() as u64,
            corrected: states(|state| state == State::Applied),
            unfit: states(State::is_unfit),
        }
    }
}

/// Brings the index up to date with the inputs. `tell` hears of every input: its failure, or the
/// counts so far.
///
/// # Errors
/// When the index cannot be written; what was committed before stays.
pub fn index(
    paths: &[PathBuf],
    options: &read::Options,
    corrections: &Corrections,
    mut writer: Writer,
    prune: bool,
    tell: &mut dyn FnMut(&Indexed, Option<&Failure>),
) -> Result<Indexed, index::Error> {
    let mut done = Indexed::default();
    let mut broken = None;
    let known = writer.known();
    let work = |page: Page| -> Result<Step, Failure> {
        let (stamp, fetched) = (index::stamp(&page, &corrections.stamp(&page.id)), page.fetched);
        let change = known.state(&page.id, &stamp, fetched)?;
        if matches!(change, Change::Unchanged | Change::Repeated) {
            return Ok(Step::Known { id: page.id, change, fetched });
        }
        let record = corrected(page, corrections)?;
        let path = read::absolute(Path::new(&record.source.path)).to_string_lossy().into_owned();
        let origin = Origin { stamp, path, fetched };
        let prepared = Box::new(known.prepared(&record, &count::counted(&record), &origin)?);
        Ok(Step::Put { change, fetched, prepared, found: Found::of(&record), id: record.id })
    };
    let skipped = each_page(paths, options, work, &mut |step| match step {
        Err(Failure::Index(error)) => {
            broken = Some(error);
            ControlFlow::Break(())
        }
        Err(failure) => {
            done.failed += 1;
            tell(&done, Some(&failure));
            ControlFlow::Continue(())
        }
        Ok(step) => match put(&mut writer, step, &mut done) {
            Ok(()) => {
                tell(&done, None);
                ControlFlow::Continue(())
            }
            Err(error) => {
                broken = Some(error);
                ControlFlow::Break(())
            }
        },
    });
    if let Some(error) = broken {
        return Err(error);
    }
    done.skipped = skipped as u64;
    if prune {
        // A disk that is not mounted looks like a folder whose articles are gone.
        let (read, unread): (Vec<_>, Vec<_>) = paths.iter().partition(|path| is_readable(path));
        done.unread = unread.into_iter().cloned().collect();
        let roots: Vec<_> = read.into_iter().map(|path| read::absolute(path)).collect();
        // What could not be read this time is not gone.
        let failed = done.failed > 0;
        let is_there = |path: &str| !matches!(Path::new(path).try_exists(), Ok(false));
        // A line of an NDJSON file is stored as its file, `#` and its number.
        let file = |path: &str| path.rsplit_once('#').is_some_and(|(file, _)| is_there(file));
        let kept = |path: &str| failed && (is_there(path) || file(path));
        done.pruned = writer.prune(&roots, &kept)?;
    }
    writer.finish()?;
    Ok(done)
}

fn put(writer: &mut Writer, step: Step, done: &mut Indexed) -> Result<(), index::Error> {
    let (id, change, fetched) = match &step {
        Step::Known { id, change, fetched } | Step::Put { id, change, fetched, .. } => {
            (id, *change, *fetched)
        }
    };
    match writer.meet(id, fetched, change) {
        Met::First => *done.counter(change) += 1,
        Met::Later(before) => {
            *done.counter(before) -= 1;
            *done.counter(change) += 1;
            done.repeated += 1;
        }
        Met::Again => {
            done.repeated += 1;
            return Ok(());
        }
    }
    if let Step::Put { prepared, found, .. } = step {
        writer.add(*prepared)?;
        done.awards += found.awards;
        done.officials += found.officials;
        done.units += found.units;
        done.dates += found.dates;
        done.corrected += found.corrected;
        done.unfit += found.unfit;
    }
    Ok(())
}

impl Indexed {
    fn counter(&mut self, change: Change) -> &mut u64 {
        match change {
            Change::New => &mut self.new,
            Change::Changed => &mut self.changed,
            Change::Unchanged => &mut self.unchanged,
            Change::Repeated => &mut self.repeated,
        }
    }
}

/// Whether a path given is there and can be opened; standard input is no place to prune below.
fn is_readable(path: &Path) -> bool {
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => std::fs::read_dir(path).is_ok(),
        Ok(_) => std::fs::File::open(path).is_ok(),
        Err(_) => path == Path::new("-"),
    }
}

/// Reads on one thread, works on all, and hands over in the order of the inputs while it goes on working.
fn each_page<T: Send>(
    paths: &[PathBuf],
    options: &read::Options,
    work: impl Fn(Page) -> Result<T, Failure> + Sync,
    take: &mut dyn FnMut(Result<T, Failure>) -> ControlFlow<()>,
) -> usize {
    let (send, batches) = sync_channel::<Vec<Result<Page, ReadError>>>(1);
    let (paths, options) = (paths.to_vec(), options.clone());
    // Not joined when the run is stopped: it then ends at its next full batch.
    let reader = std::thread::spawn(move || read_batches(&paths, &options, &send));
    let flow = std::thread::scope(|scope| {
        let (send, done) = sync_channel(DONE);
        scope.spawn(|| work_batches(batches, &work, send));
        done.into_iter().flatten().try_for_each(&mut *take)
    });
    match flow {
        ControlFlow::Continue(()) => reader.join().unwrap_or_else(|_| {
            let _ = take(Err(Failure::Reader));
            0
        }),
        ControlFlow::Break(()) => 0,
    }
}

fn work_batches<T: Send>(
    batches: Receiver<Vec<Result<Page, ReadError>>>,
    work: &(impl Fn(Page) -> Result<T, Failure> + Sync),
    send: SyncSender<Vec<Result<T, Failure>>>,
) {
    for batch in batches {
        let done = batch.into_par_iter().map(|page| work(page?)).collect();
        // Nobody listens any more: the run is stopped.
        if send.send(done).is_err() {
            return;
        }
    }
}

fn read_batches(
    paths: &[PathBuf],
    options: &read::Options,
    send: &SyncSender<Vec<Result<Page, ReadError>>>,
) -> usize {
    let mut batch = Vec::new();
    let (mut bytes, mut open, mut skipped) = (0, true, 0);
    let mut inputs = read::inputs(paths);
    while open {
        let Some(input) = inputs.next() else { break };
        let mut each = |page: Result<Page, ReadError>| {
            bytes += page.as_ref().map_or(0, |p| p.body.len());
            batch.push(page);
            if open && (batch.len() >= BATCH || bytes >= BATCH_BYTES) {
                open = send.send(std::mem::take(&mut batch)).is_ok();
                bytes = 0;
            }
            if !open {
                batch.clear();
            }
        };
        match input {
            Ok(input) => skipped += read::pages(&input, options, &mut each),
            Err(error) => each(Err(error)),
        }
    }
    if !batch.is_empty() {
        let _ = send.send(batch);
    }
    skipped + inputs.skipped()
}

//! A run: workers that take addresses from the frontier, and the one book that they write.

use super::client::{Answer, Client};
use super::frontier::{Frontier, Job, Kind, Task};
use super::journal::Known;
use super::store::{self, Store};
use super::{CONNECTIONS_PER_HOST, Error, Options, Seed, address, day, list};
use crate::model::fetched::{Fetched, Outcome, Stored, Summary};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};

/// How deep sitemaps may name sitemaps.
const DEEPEST_LIST: u8 = 3;

/// What the workers of a run share.
pub(super) struct Crawl<'r> {
    pub(super) options: &'r Options,
    pub(super) folder: &'r Path,
    pub(super) client: Client,
    pub(super) frontier: Frontier,
    pub(super) known: Known,
    book: Mutex<Book>,
}

/// What is written of a run, by one worker at a time: a record and its line are one.
struct Book {
    /// None in a dry run.
    store: Option<Store>,
    summary: Summary,
    pages: usize,
    error: Option<Error>,
    /// Workers that may still write.
    workers: usize,
    /// To the thread that tells; gone with the last worker.
    tell: Option<Sender<Fetched>>,
}

/// A worker at work; the last one that goes, even by a panic, ends the telling.
struct Shift<'c>(&'c Mutex<Book>);

impl Drop for Shift<'_> {
    fn drop(&mut self) {
        let mut book = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        book.workers -= 1;
        if book.workers == 0 {
            book.tell = None;
        }
    }
}

/// What became of an address, but for where and when.
#[derive(Default)]
pub(super) struct Note {
    pub(super) status: Option<u16>,
    pub(super) stored: Option<Stored>,
    pub(super) location: Option<String>,
    pub(super) reason: Option<String>,
}

/// As [`super::fetch`].
pub(super) fn run(
    seeds: &[Seed],
    folder: &Path,
    options: &Options,
    tell: &mut dyn FnMut(&Fetched) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    let (store, known) = if options.dry_run {
        (None, Known::default())
    } else {
        let (store, known) = Store::open(folder)?;
        (Some(store), known)
    };
    let (sender, told) = mpsc::channel();
    let workers = options.hosts.max(1) * CONNECTIONS_PER_HOST;
    let summary = Summary::default();
    let book = Book { store, summary, pages: 0, error: None, workers, tell: Some(sender) };
    let crawl = Crawl {
        options,
        folder,
        client: Client::new(options),
        frontier: Frontier::new(options),
        known,
        book: Mutex::new(book),
    };
    crawl.add(seeds.iter().map(|seed| job(seed, options)).collect());
    let told_all = std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| crawl.work());
        }
        let told_all = told.iter().all(|line| tell(&line).is_continue());
        crawl.frontier.stop();
        told_all
    });
    crawl.end(told_all)
}

fn job(seed: &Seed, options: &Options) -> Job {
    let kind = match &seed.url {
        url if url.path() == "/" && url.query().is_none() => Kind::Site,
        _ if seed.of_file && options.dry_run => Kind::Planned,
        _ => Kind::Named,
    };
    Job::new(seed.url.clone(), kind)
}

impl Crawl<'_> {
    fn work(&self) {
        let _shift = Shift(&self.book);
        while let Some((task, _slot)) = self.frontier.take() {
            match task {
                Task::Robots(origin, failed) => self.ask_robots(&origin, failed),
                Task::Visit(job, rules) => self.visit(job, &rules),
            }
        }
    }

    fn end(self, told_all: bool) -> Result<Summary, Error> {
        let book = self.book.into_inner().unwrap_or_else(PoisonError::into_inner);
        match (book.error, &book.store) {
            (Some(error), _) => Err(error),
            (None, Some(store)) if told_all => store.end().map(|()| book.summary),
            (None, _) => Ok(book.summary),
        }
    }

    /// Puts jobs into their queues, but for those of this run that were there before, that are
    /// filtered out, or that were done before the run was cut off.
    pub(super) fn add(&self, jobs: Vec<Job>) {
        let mut todo = VecDeque::from(jobs);
        while let Some(job) = todo.pop_front() {
            if !self.frontier.is_new(&job.url) || !self.is_wanted(&job) {
                continue;
            }
            match self.known.done(job.url.as_str()).and_then(|done| self.led_to(&job, done)) {
                Some(next) => {
                    self.resumed();
                    todo.extend(next);
                }
                None => self.frontier.push(job),
            }
        }
    }

    /// Whether the filters leave an address; those that the user named they do not concern.
    fn is_wanted(&self, job: &Job) -> bool {
        let page = matches!(job.kind, Kind::Page | Kind::Planned);
        if !job.hops.is_empty() || !(page || matches!(job.kind, Kind::List(_))) {
            return true;
        }
        let Options { since, matching, max_pages, .. } = self.options;
        let old =
            job.day.as_deref().zip(since.as_deref()).is_some_and(|(day, since)| day::is_before(day, since));
        let unmatched = page && matching.as_ref().is_some_and(|re| !re.is_match(job.url.as_str()));
        let mut wanted = false;
        self.with(|book| match () {
            () if old => book.summary.too_old += 1,
            () if unmatched => book.summary.unmatched += 1,
            () if page && max_pages.is_some_and(|most| book.pages >= most) => book.summary.beyond += 1,
            () => {
                book.pages += usize::from(page);
                wanted = true;
            }
        });
        wanted
    }

    /// What an address led to before the run was cut off; none where that is no longer known.
    fn led_to(&self, job: &Job, done: &Fetched) -> Option<Vec<Job>> {
        match (done.outcome, &done.stored, &done.location) {
            (Outcome::Redirected, _, Some(location)) => {
                let url = address::normal(location, Some(&job.url))?;
                Some(vec![hop(job, url)])
            }
            // A site leads where its robots.txt says, which is not read yet.
            (Outcome::Listed, ..) if job.kind == Kind::Site => None,
            (Outcome::Listed, stored, _) => self.listed(job, &self.body(stored.as_ref()?)?),
            _ => Some(Vec::new()),
        }
    }

    /// A body as it was stored.
    pub(super) fn body(&self, stored: &Stored) -> Option<Vec<u8>> {
        store::body(self.folder, stored).ok()
    }

    /// Notes an address that was done before the run was cut off.
    pub(super) fn resumed(&self) {
        self.with(|book| book.summary.resumed += 1);
    }

    /// The jobs that a list gives; none where the body is no list.
    pub(super) fn listed(&self, job: &Job, body: &[u8]) -> Option<Vec<Job>> {
        let depth = match job.kind {
            Kind::List(depth) => depth + 1,
            Kind::Page | Kind::Planned => return None,
            _ => 1,
        };
        let page = if self.options.dry_run { Kind::Planned } else { Kind::Page };
        let entries = list::entries(body)?.into_iter().filter(|e| !e.is_list || depth <= DEEPEST_LIST);
        let jobs = entries.filter_map(|entry| {
            let url = address::normal(&entry.url, Some(&job.url))?;
            let kind = if entry.is_list { Kind::List(depth) } else { page };
            Some(Job { day: entry.day, ..Job::new(url, kind) })
        });
        Some(jobs.collect())
    }

    /// Stores an answer's body, unless it is stored already, and notes the outcome.
    pub(super) fn keep(&self, job: &Job, outcome: Outcome, answer: &Answer) {
        let url = job.url.as_str();
        let same = self.known.stored(url).filter(|s| s.digest == store::digest(&answer.body));
        let outcome = match outcome {
            Outcome::Stored if self.options.dry_run => Outcome::Planned,
            Outcome::Stored if same.is_some() => Outcome::Unchanged,
            other => other,
        };
        self.with(|book| {
            let kept = match (&mut book.store, same) {
                (Some(_), Some(same)) => Ok(Some(answer.renewed(same))),
                (Some(store), None) => store.keep(&job.url, outcome, answer).map(Some),
                (None, _) => Ok(None),
            };
            let status = Some(answer.status.as_u16());
            match kept {
                Ok(stored) => book.note(url, outcome, Note { status, stored, ..Note::default() }),
                Err(error) => book.error = Some(error),
            }
        });
    }

    /// Notes an outcome.
    pub(super) fn note(&self, url: &str, outcome: Outcome, note: Note) {
        self.with(|book| book.note(url, outcome, note));
    }

    /// Does something with the book; where that goes wrong, the run ends.
    fn with(&self, act: impl FnOnce(&mut Book)) {
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        if book.error.is_none() {
            act(&mut book);
        }
        if book.error.is_some() {
            self.frontier.stop();
        }
    }
}

/// The next hop of a job that is redirected.
pub(super) fn hop(job: &Job, url: url::Url) -> Job {
    let hops = job.hops.iter().cloned().chain([job.url.to_string()]).collect();
    Job { hops, ..Job::new(url, job.kind) }
}

impl Book {
    fn note(&mut self, url: &str, outcome: Outcome, note: Note) {
        let Note { status, stored, location, reason } = note;
        let line =
            Fetched { url: url.to_string(), time: day::now(), outcome, status, stored, location, reason };
        if let Some(Err(error)) = self.store.as_mut().map(|store| store.note(&line)) {
            self.error = Some(error);
            return;
        }
        *self.summary.outcomes.entry(outcome).or_default() += 1;
        if let Some(tell) = &self.tell {
            // Where nobody listens any more, the run is about to end.
            let _ = tell.send(line);
        }
    }
}

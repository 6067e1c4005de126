//! Which address is next: a queue a host, each with its pace; the workers of a run share it.

use super::robots::Rules;
use super::{CONNECTIONS_PER_HOST, Options, address};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// What an address is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What the user named: its answer says what it is.
    Named,
    /// The root of a site: its feeds and sitemaps are looked for.
    Site,
    /// A list so deep below the one that the user named.
    List(u8),
    /// A sitemap that may be there or not.
    Guess,
    /// A page that a list names.
    Page,
    /// The same in a dry run: nobody is asked for it.
    Planned,
}

/// An address to ask for.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) url: Url,
    pub(super) kind: Kind,
    /// The day that its list gives it, as [`super::day::day`].
    pub(super) day: Option<String>,
    /// The addresses that led here by redirects.
    pub(super) hops: Vec<String>,
    /// How often it was asked for in vain.
    pub(super) failed: u32,
    pub(super) not_before: Option<Instant>,
}

impl Job {
    pub(super) fn new(url: Url, kind: Kind) -> Self {
        Self { url, kind, day: None, hops: Vec::new(), failed: 0, not_before: None }
    }
}

/// What a worker is to do.
pub(super) enum Task {
    /// Get the robots.txt of an origin; asked so often in vain.
    Robots(String, u32),
    /// Ask for an address, under these rules.
    Visit(Job, Arc<Rules>),
}

/// The queues.
pub(super) struct Frontier {
    state: Mutex<State>,
    changed: Condvar,
    delay: Duration,
    most_hosts: usize,
}

#[derive(Default)]
struct State {
    seen: FxHashSet<String>,
    hosts: Vec<Host>,
    by_name: FxHashMap<String, usize>,
    stopped: bool,
}

#[derive(Default)]
struct Host {
    jobs: VecDeque<Job>,
    /// Connections in use.
    open: usize,
    /// A robots.txt is being asked for.
    asking: bool,
    /// No request before.
    next: Option<Instant>,
    origins: FxHashMap<String, Origin>,
}

/// What is known of the robots.txt of one origin.
enum Origin {
    Failed(u32),
    Known(Arc<Rules>),
}

/// What a look over the hosts finds.
enum Pick {
    Task(Task, usize),
    /// Nothing before then; without a time, not before something changes.
    Wait(Option<Instant>),
    End,
}

/// A connection to a host that a worker holds; dropped, it is free for the next.
pub(super) struct Slot<'f> {
    frontier: &'f Frontier,
    host: usize,
    /// For the robots.txt, which no other worker asks for meanwhile.
    asks: bool,
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        let mut state = self.frontier.lock();
        if let Some(host) = state.hosts.get_mut(self.host) {
            host.open -= 1;
            host.asking &= !self.asks;
        }
        drop(state);
        self.frontier.changed.notify_all();
    }
}

impl Frontier {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            delay: options.delay,
            most_hosts: options.hosts.max(1),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A worker that panicked ends the run; the others may still put their work away.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes an address; false if it was noted before in this run.
    pub(super) fn is_new(&self, url: &Url) -> bool {
        self.lock().seen.insert(url.as_str().to_string())
    }

    /// Puts a job behind those of its host.
    pub(super) fn push(&self, job: Job) {
        let mut state = self.lock();
        let host = state.host(&job.url);
        state.hosts[host].jobs.push_back(job);
        drop(state);
        self.changed.notify_all();
    }

    /// Puts a job back that failed. `host_waits`: its host is left alone so long, with all its jobs.
    pub(super) fn retry(&self, mut job: Job, wait: Duration, host_waits: bool) {
        let until = Instant::now() + wait;
        job.failed += 1;
        job.not_before = Some(until);
        let mut state = self.lock();
        let at = state.host(&job.url);
        let host = &mut state.hosts[at];
        if host_waits {
            host.next = host.next.max(Some(until));
        }
        host.jobs.push_back(job);
    }

    /// The answer to [`Task::Robots`]: the rules, or how long to wait before asking again.
    pub(super) fn robots(&self, origin: &str, rules: Result<Rules, Duration>) {
        let Ok(url) = Url::parse(origin) else { return };
        let mut state = self.lock();
        let at = state.host(&url);
        let host = &mut state.hosts[at];
        let known = match rules {
            Ok(rules) => Origin::Known(Arc::new(rules)),
            Err(wait) => {
                host.next = host.next.max(Some(Instant::now() + wait));
                Origin::Failed(host.failures(origin) + 1)
            }
        };
        host.origins.insert(origin.to_string(), known);
    }

    /// Notes that a host was asked just now outside of a [`Task::Visit`].
    pub(super) fn asked(&self, url: &Url) {
        let mut state = self.lock();
        let at = state.host(url);
        state.hosts[at].next = Some(Instant::now() + self.delay);
    }

    /// The next task, waited for; none at the end of the run.
    pub(super) fn take(&self) -> Option<(Task, Slot<'_>)> {
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            match state.pick(now, self.delay, self.most_hosts) {
                Pick::Task(task, host) => {
                    let asks = matches!(task, Task::Robots(..));
                    return Some((task, Slot { frontier: self, host, asks }));
                }
                Pick::End => {
                    self.changed.notify_all();
                    return None;
                }
                Pick::Wait(None) => {
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                Pick::Wait(Some(until)) => {
                    let wait = until.saturating_duration_since(now);
                    let waited = self.changed.wait_timeout(state, wait);
                    state = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
            }
        }
    }

    /// Ends the run: nobody gets another task.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }
}

impl State {
    /// Where the host of an address stands. The port makes no other host: the machine is the same.
    fn host(&mut self, url: &Url) -> usize {
        let name = url.host_str().unwrap_or_default();
        if let Some(&at) = self.by_name.get(name) {
            return at;
        }
        self.hosts.push(Host::default());
        self.by_name.insert(name.to_string(), self.hosts.len() - 1);
        self.hosts.len() - 1
    }

    fn pick(&mut self, now: Instant, delay: Duration, most_hosts: usize) -> Pick {
        let busy = self.hosts.iter().filter(|host| host.open > 0).count();
        if self.stopped || (busy == 0 && self.hosts.iter().all(|host| host.jobs.is_empty())) {
            return Pick::End;
        }
        let mut wait: Option<Instant> = None;
        for (at, host) in self.hosts.iter_mut().enumerate() {
            let full = host.open == 0 && busy >= most_hosts;
            if host.asking || host.open >= CONNECTIONS_PER_HOST || host.jobs.is_empty() || full {
                continue;
            }
            match host.pick(now, delay) {
                Ok(task) => return Pick::Task(task, at),
                Err(until) => wait = Some(wait.map_or(until, |w| w.min(until))),
            }
        }
        Pick::Wait(wait)
    }
}

impl Host {
    /// How often the robots.txt of an origin was asked for in vain.
    fn failures(&self, origin: &str) -> u32 {
        match self.origins.get(origin) {
            Some(Origin::Failed(n)) => *n,
            _ => 0,
        }
    }

    /// A task, or when there may be one. The host has a job and a free connection.
    fn pick(&mut self, now: Instant, delay: Duration) -> Result<Task, Instant> {
        if let Some(next) = self.next.filter(|next| *next > now) {
            return Err(next);
        }
        let ready = |job: &Job| job.not_before.is_none_or(|at| at <= now);
        let Some(at) = self.jobs.iter().position(ready) else {
            return Err(self.jobs.iter().filter_map(|job| job.not_before).min().unwrap_or(now));
        };
        let origin = address::origin(&self.jobs[at].url);
        self.open += 1;
        let Some(Origin::Known(rules)) = self.origins.get(&origin) else {
            self.asking = true;
            let failures = self.failures(&origin);
            return Ok(Task::Robots(origin, failures));
        };
        let rules = Arc::clone(rules);
        let job = self.jobs.remove(at).unwrap_or_else(|| unreachable!("the position was found"));
        // What nobody is asked for takes no time.
        if job.kind != Kind::Planned && rules.allows(&job.url) {
            self.next = Some(now + delay.max(rules.delay()));
        }
        Ok(Task::Visit(job, rules))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frontier(urls: &[&str], delay: u64, hosts: usize) -> Frontier {
        let options = Options { delay: Duration::from_millis(delay), hosts, ..Options::default() };
        let frontier = Frontier::new(&options);
        for url in urls {
            let url = Url::parse(url).expect("an address");
            frontier.robots(&address::origin(&url), Ok(Rules::of(b"", "x")));
            frontier.push(Job::new(url, Kind::Page));
        }
        frontier
    }

    /// What may be had at one moment, all connections held.
    fn at_once(frontier: &Frontier, now: Instant) -> Vec<String> {
        let mut state = frontier.lock();
        let mut all = Vec::new();
        while let Pick::Task(Task::Visit(job, _), _) = state.pick(now, frontier.delay, frontier.most_hosts) {
            all.push(job.url.to_string());
        }
        all
    }

    #[test]
    fn two_connections_a_host_and_so_many_hosts() {
        let urls = ["http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://c/1"];
        let check = |delay, hosts, expected: &[&str]| {
            assert_eq!(at_once(&frontier(&urls, delay, hosts), Instant::now()), expected, "{delay} {hosts}");
        };
        check(0, 9, &["http://a/1", "http://a/2", "http://b/1", "http://c/1"]);
        check(0, 2, &["http://a/1", "http://a/2", "http://b/1"]);
        check(1000, 9, &["http://a/1", "http://b/1", "http://c/1"]);
    }

    #[test]
    fn a_host_keeps_its_pace_whatever_the_port() {
        let frontier = frontier(&["http://a/1", "http://a:81/2"], 1000, 9);
        let now = Instant::now();
        assert_eq!(at_once(&frontier, now), ["http://a/1"]);
        assert!(at_once(&frontier, now + Duration::from_millis(999)).is_empty());
        assert_eq!(at_once(&frontier, now + Duration::from_secs(1)), ["http://a:81/2"]);
    }

    #[test]
    fn a_job_that_failed_waits_alone_or_with_its_host() {
        for (host_waits, expected) in [(false, &["http://a/2"][..]), (true, &[])] {
            let frontier = frontier(&["http://a/2"], 0, 9);
            let job = Job::new(Url::parse("http://a/1").expect("an address"), Kind::Page);
            let now = Instant::now();
            frontier.retry(job, Duration::from_secs(60), host_waits);
            assert_eq!(at_once(&frontier, now), expected, "{host_waits}");
        }
    }

    #[test]
    fn robots_txt_is_had_first_and_once() {
        let frontier = frontier(&[], 0, 9);
        for url in ["http://a/1", "http://a/2"] {
            frontier.push(Job::new(Url::parse(url).expect("an address"), Kind::Page));
        }
        let (task, slot) = frontier.take().expect("a task");
        assert!(matches!(task, Task::Robots(origin, 0) if origin == "http://a/"));
        assert!(at_once(&frontier, Instant::now()).is_empty());
        frontier.robots("http://a/", Err(Duration::ZERO));
        drop(slot);
        let (task, slot) = frontier.take().expect("a task");
        assert!(matches!(task, Task::Robots(_, 1)));
        frontier.robots("http://a/", Ok(Rules::none()));
        drop(slot);
        assert_eq!(at_once(&frontier, Instant::now()).len(), 2);
    }
}

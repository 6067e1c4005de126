//! One address: asked for, and what becomes of it.

use super::client::{Answer, Failure, Types};
use super::crawl::{Crawl, Note, hop};
use super::frontier::{Job, Kind};
use super::robots::Rules;
use super::{address, day, list};
use crate::model::fetched::Outcome;
use std::time::Duration;
use ureq::http::{StatusCode, header};
use url::Url;

/// Redirects in a row.
const MOST_HOPS: usize = 5;
/// A host that wants to be left alone for longer is left to another run.
const LONGEST_WAIT: Duration = Duration::from_secs(300);
/// How long a robots.txt is believed (RFC 9309, 2.4).
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Crawl<'_> {
    /// Asks for an address, if its site lets us.
    pub(super) fn visit(&self, job: Job, rules: &Rules) {
        if !rules.allows(&job.url) {
            let (outcome, reason) = rules.refusal();
            let of_robots = outcome == Outcome::RobotsUnreachable;
            let reason = reason.map(|why| if of_robots { format!("robots.txt: {why}") } else { why.into() });
            return self.note(job.url.as_str(), outcome, Note { reason, ..Note::default() });
        }
        let types = match job.kind {
            Kind::Planned => return self.note(job.url.as_str(), Outcome::Planned, Note::default()),
            Kind::Page => Types::Page,
            _ => Types::PageOrList,
        };
        if let Some(leads) = self.led_site(&job, rules) {
            self.resumed();
            return self.add(leads);
        }
        // Of a list, what it says is needed also where it has not changed.
        let stored = self.known.stored(job.url.as_str());
        let stored = stored.filter(|stored| types == Types::Page || self.body(stored).is_some());
        match self.client.get(&job.url, stored, types) {
            Ok(answer) => self.answered(job, rules, &answer),
            Err(failure) => self.failed(job, failure.outcome, None, Some(failure.reason), None),
        }
    }

    fn answered(&self, job: Job, rules: &Rules, answer: &Answer) {
        let status = answer.status;
        match status {
            StatusCode::NOT_MODIFIED => self.unchanged(job, rules),
            _ if status.is_success() => self.succeeded(&job, rules, answer),
            _ if status.is_redirection() => self.redirected(&job, answer),
            StatusCode::TOO_MANY_REQUESTS => {
                self.failed(job, Outcome::RateLimited, Some(status), None, answer.retry_after());
            }
            StatusCode::NOT_FOUND | StatusCode::GONE => {
                self.failed(job, Outcome::NotFound, Some(status), None, None);
            }
            _ if status.is_server_error() => {
                self.failed(job, Outcome::ServerError, Some(status), None, answer.retry_after());
            }
            _ => self.failed(job, Outcome::ClientError, Some(status), None, None),
        }
    }

    /// Tries again later where that may help, else notes the failure.
    fn failed(
        &self,
        job: Job,
        outcome: Outcome,
        status: Option<StatusCode>,
        reason: Option<String>,
        retry_after: Option<Duration>,
    ) {
        if let Some(wait) = self.wait(outcome, job.failed, retry_after) {
            return self.frontier.retry(job, wait, retry_after.is_some());
        }
        let nothing_lost = matches!(outcome, Outcome::NotFound | Outcome::ClientError | Outcome::OtherType);
        let outcome = if job.kind == Kind::Guess && nothing_lost { Outcome::NoSitemap } else { outcome };
        let status = status.map(|status| status.as_u16());
        self.note(job.url.as_str(), outcome, Note { status, reason, ..Note::default() });
    }

    /// How long to wait before asking again after so many failures and this one; none where that
    /// would not help, or the server wants to be left alone for longer than a run should wait.
    fn wait(&self, outcome: Outcome, failed: u32, retry_after: Option<Duration>) -> Option<Duration> {
        let asked = retry_after.unwrap_or_default();
        let again = outcome.is_transient() && failed < self.options.retries && asked <= LONGEST_WAIT;
        again.then(|| self.backoff(failed).max(asked))
    }

    /// The wait after so many failures.
    fn backoff(&self, failed: u32) -> Duration {
        self.options.backoff.saturating_mul(2_u32.saturating_pow(failed)).min(LONGEST_WAIT)
    }

    fn succeeded(&self, job: &Job, rules: &Rules, answer: &Answer) {
        let leads = self.leads(job, rules, &answer.body);
        let outcome = match (&leads, job.kind) {
            (Some(_), _) => Outcome::Listed,
            (None, Kind::Named | Kind::Page) if answer.is_page() => Outcome::Stored,
            _ => {
                let status = Some(answer.status);
                return self.failed(job.clone(), Outcome::OtherType, status, None, None);
            }
        };
        self.keep(job, outcome, answer);
        self.add(leads.unwrap_or_default());
    }

    /// What a list or the front page of a site leads to; none for another page.
    fn leads(&self, job: &Job, rules: &Rules, body: &[u8]) -> Option<Vec<Job>> {
        self.listed(job, body).or_else(|| (job.kind == Kind::Site).then(|| site(&job.url, rules, body)))
    }

    /// What the front page led to that was read before the run was cut off.
    fn led_site(&self, job: &Job, rules: &Rules) -> Option<Vec<Job>> {
        let done = self.known.done(job.url.as_str()).filter(|_| job.kind == Kind::Site)?;
        self.leads(job, rules, &self.body(done.stored.as_ref()?)?)
    }

    /// As it was stored before; of a list, the pages that it names may still have changed.
    fn unchanged(&self, job: Job, rules: &Rules) {
        let status = Some(StatusCode::NOT_MODIFIED);
        let Some(stored) = self.known.stored(job.url.as_str()) else {
            return self.failed(job, Outcome::Incomplete, status, None, None);
        };
        let note =
            Note { status: status.map(|s| s.as_u16()), stored: Some(stored.clone()), ..Note::default() };
        let body = match job.kind {
            Kind::Page | Kind::Planned => None,
            _ => self.body(stored),
        };
        let leads = body.and_then(|body| self.leads(&job, rules, &body));
        let outcome = if leads.is_some() { Outcome::Listed } else { Outcome::Unchanged };
        self.note(job.url.as_str(), outcome, note);
        self.add(leads.unwrap_or_default());
    }

    fn redirected(&self, job: &Job, answer: &Answer) {
        let status = Some(answer.status);
        let location = answer.header(header::LOCATION);
        let Some(url) = location.as_deref().and_then(|to| address::normal(to, Some(&job.url))) else {
            return self.failed(job.clone(), Outcome::BadAddress, status, location, None);
        };
        let next = hop(job, url);
        if next.hops.len() > MOST_HOPS || next.hops.iter().any(|hop| hop == next.url.as_str()) {
            return self.failed(job.clone(), Outcome::TooManyRedirects, status, location, None);
        }
        let location = Some(next.url.to_string());
        let status = status.map(|s| s.as_u16());
        self.note(job.url.as_str(), Outcome::Redirected, Note { status, location, ..Note::default() });
        self.add(vec![next]);
    }

    /// Learns the rules of an origin: as stored today, else by asking.
    pub(super) fn ask_robots(&self, origin: &str, failed: u32) {
        let Ok(url) = Url::parse(origin).and_then(|url| url.join("robots.txt")) else { return };
        if let Some(rules) = self.rules_of_today(&url) {
            return self.frontier.robots(origin, Ok(rules));
        }
        let asked = self.robots_at(&url);
        self.frontier.asked(&url);
        let rules = match asked {
            Ok(rules) => rules,
            Err(Failure { outcome, reason, retry_after }) => {
                if let Some(wait) = self.wait(outcome, failed, retry_after) {
                    return self.frontier.robots(origin, Err(wait));
                }
                let told = matches!(outcome, Outcome::PrivateAddress | Outcome::Unreachable);
                Rules::unreachable(if told { outcome } else { Outcome::RobotsUnreachable }, reason)
            }
        };
        self.frontier.robots(origin, Ok(rules));
    }

    /// The rules of a robots.txt that was had in the last day.
    fn rules_of_today(&self, url: &Url) -> Option<Rules> {
        let (time, status) = self.known.robots(url.as_str())?;
        if !day::is_younger(time, DAY) {
            return None;
        }
        match self.known.stored(url.as_str()) {
            Some(_) => self.stored_rules(url),
            None => status.filter(|status| (400..500).contains(status)).map(|_| Rules::none()),
        }
    }

    fn stored_rules(&self, url: &Url) -> Option<Rules> {
        let stored = self.known.stored(url.as_str())?;
        let body = self.body(stored)?;
        Some(Rules::of(&list::expanded(&body), &self.options.user_agent))
    }

    /// Asks for a robots.txt. Redirects are followed at once, to other hosts too (RFC 9309, 2.3.1.2).
    fn robots_at(&self, url: &Url) -> Result<Rules, Failure> {
        let mut at = url.clone();
        for _ in 0..=MOST_HOPS {
            let stored = self.known.stored(url.as_str());
            let stored = stored.filter(|stored| at == *url && self.body(stored).is_some());
            let answer = self.client.get(&at, stored, Types::Any)?;
            let location = answer.header(header::LOCATION);
            match answer.status {
                StatusCode::NOT_MODIFIED => {
                    let note = Note { status: Some(304), stored: stored.cloned(), ..Note::default() };
                    self.note(url.as_str(), Outcome::Robots, note);
                    let unreadable = || Failure::new(Outcome::RobotsUnreachable, answer.status.to_string());
                    return self.stored_rules(url).ok_or_else(unreadable);
                }
                status if status.is_success() => {
                    self.keep(&Job::new(url.clone(), Kind::Named), Outcome::Robots, &answer);
                    return Ok(Rules::of(&list::expanded(&answer.body), &self.options.user_agent));
                }
                status if status.is_redirection() => {
                    let next = location.and_then(|to| address::normal(&to, Some(&at)));
                    let Some(next) = next else { break };
                    at = next;
                }
                status if status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS => {
                    let note = Note { status: Some(status.as_u16()), ..Note::default() };
                    self.note(url.as_str(), Outcome::Robots, note);
                    return Ok(Rules::none());
                }
                status => {
                    let failure = Failure::new(Outcome::RobotsUnreachable, status.to_string());
                    return Err(Failure { retry_after: answer.retry_after(), ..failure });
                }
            }
        }
        // Redirects without end: as if there were none (RFC 9309, 2.3.1.2).
        Ok(Rules::none())
    }
}

/// Where the pages of a site are listed: the feeds of its front page; the sitemaps of its robots.txt,
/// else the usual place of one.
fn site(front: &Url, rules: &Rules, body: &[u8]) -> Vec<Job> {
    let named = rules.sitemaps().iter().filter_map(|url| address::normal(url, Some(front)));
    let mut jobs: Vec<Job> = named.map(|url| Job::new(url, Kind::List(1))).collect();
    if jobs.is_empty() {
        jobs.extend(front.join("/sitemap.xml").ok().map(|url| Job::new(url, Kind::Guess)));
    }
    jobs.extend(list::feeds(body, front).into_iter().map(|url| Job::new(url, Kind::List(1))));
    jobs
}

//! The network → WARC files: addresses, feeds, sitemaps and sites → pages in a folder, with a
//! [journal](JOURNAL) of what became of every address. The only place that opens a socket.
//!
//! | part | does |
//! | --- | --- |
//! | `crawl` | a run: its workers, and what becomes of each address |
//! | `frontier` | which address is next: the pace and the connections of each host |
//! | `robots`, `address` | what may be asked for: robots.txt, and no private network |
//! | `client` | one request, within the limits |
//! | `list`, `day` | feeds, sitemaps and their dates |
//! | `store`, `journal` | WARC files and the journal: nothing lost when a run is killed |
//!
//! Each hop of a redirect is an address like any other: it waits for its host, and is held against
//! its robots.txt. A page counts as done when its record is on the disk and its line in the
//! journal. A run that was killed is gone on with by the next one in the same folder; a run that
//! ended is followed by one that asks for all pages again, but only for what has changed since.
//!
//! Deliberately absent: following links of pages, cookies, scripts, proxies.

mod address;
mod client;
mod crawl;
mod day;
mod frontier;
mod journal;
mod list;
mod robots;
mod store;
mod visit;

pub use journal::JOURNAL;
pub(crate) use store::is_journal;

use crate::model::fetched::{Fetched, Summary};
use regex::Regex;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;
use url::Url;

/// Connections to one host at once.
const CONNECTIONS_PER_HOST: usize = 2;

/// Who we say we are.
pub const USER_AGENT: &str =
    concat!("vinhdanh/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")");

/// How a run goes about it.
#[derive(Debug, Clone)]
pub struct Options {
    /// Between two requests to one host; `Crawl-delay` may make it longer.
    pub delay: Duration,
    /// Hosts that are asked at once.
    pub hosts: usize,
    /// How often a failure that may pass is tried again.
    pub retries: u32,
    /// The wait before the first of these; each one after waits twice as long.
    pub backoff: Duration,
    /// The longest that one request may take.
    pub timeout: Duration,
    /// The largest body, as sent, in bytes.
    pub max_bytes: u64,
    /// The most pages of lists that are asked for.
    pub max_pages: Option<usize>,
    /// Who we say we are; robots.txt is read for its first word.
    pub user_agent: String,
    /// Pages that their list dates before this day (`YYYY-MM-DD`) are left out.
    pub since: Option<String>,
    /// Pages of lists whose address does not match are left out.
    pub matching: Option<Regex>,
    /// Whether private networks and this machine may be asked.
    pub allow_private: bool,
    /// Only lists are asked for, and nothing is written.
    pub dry_run: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            delay: Duration::from_secs(1),
            hosts: 8,
            retries: 3,
            backoff: Duration::from_secs(1),
            timeout: Duration::from_secs(30),
            max_bytes: 16 << 20,
            max_pages: None,
            user_agent: USER_AGENT.to_string(),
            since: None,
            matching: None,
            allow_private: false,
            dry_run: false,
        }
    }
}

/// What a run begins with: the address of a page, a feed, a sitemap or a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    url: Url,
    /// Of a list of addresses, rather than named by the user: a dry run believes it to be a page.
    of_file: bool,
}

impl Seed {
    /// An address that the user names. A host alone is one of https.
    ///
    /// # Errors
    /// When it is no address of http or https.
    pub fn named(text: &str) -> Result<Self, Error> {
        let url = address::normal(text, None).ok_or_else(|| Error::Address(text.to_string()))?;
        Ok(Self { url, of_file: false })
    }

    /// The addresses of a file, one a line; blank lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    /// When the file cannot be read, or a line is no address.
    pub fn of_file(path: &Path) -> Result<Vec<Self>, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::at(path))?;
        let text = text.trim_start_matches('\u{feff}');
        let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
        lines
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(line, text)| match address::normal(text, None) {
                Some(url) => Ok(Self { url, of_file: true }),
                None => Err(Error::Line { path: path.to_path_buf(), line, text: text.to_string() }),
            })
            .collect()
    }
}

/// Why a run cannot begin or go on. What befalls one address is an outcome, and no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No address of http or https.
    #[error("{0}: no address of http or https")]
    Address(String),
    /// A line of a list that is no address.
    #[error("{}:{line}: {text}: no address of http or https", path.display())]
    Line {
        /// The list.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// Another run writes this folder.
    #[error("{}: another run writes it", .0.display())]
    Locked(PathBuf),
    /// A line of the journal, but for the last, that is none.
    #[error("{}:{line}: {what}", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// From 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// The disk says no.
    #[error("{}: {error}", path.display())]
    Io {
        /// What was read or written.
        path: PathBuf,
        /// What it says.
        #[source]
        error: io::Error,
    },
}

impl Error {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |error| Self::Io { path, error }
    }
}

/// Fetches what `seeds` lead to into `folder`, and tells every outcome as it comes. Where `tell`
/// breaks off, so does the run; the next one goes on with it.
///
/// # Errors
/// When the folder cannot be used. What was fetched until then is kept.
pub fn fetch(
    seeds: &[Seed],
    folder: &Path,
    options: &Options,
    tell: &mut dyn FnMut(&Fetched) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    crawl::run(seeds, folder, options, tell)
}

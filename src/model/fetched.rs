//! What became of the addresses of a run of `fetch`: it passes from `read` to `cli`, and is what a
//! journal holds.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What became of one address. The slug (`not-found`) stands in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A page that is new or has changed, now in a WARC file.
    Stored,
    /// A page that is as it was stored before: the server says so (304), or its bytes do.
    Unchanged,
    /// A feed, a sitemap or a front page, read for addresses.
    Listed,
    /// A robots.txt, or the answer that there is none.
    Robots,
    /// Leads to another address, which has an outcome of its own.
    Redirected,
    /// What would be asked for, were this no dry run.
    Planned,
    /// robots.txt keeps us out.
    Disallowed,
    /// No sitemap where one was only guessed.
    NoSitemap,
    /// No HTML and no plain text; or no list, where one was promised.
    OtherType,
    /// Over the size limit.
    TooLarge,
    /// 404 or 410.
    NotFound,
    /// Another 4xx.
    ClientError,
    /// 5xx, also after all retries.
    ServerError,
    /// 429, also after all retries, or the server wants to be left alone for long.
    RateLimited,
    /// No whole answer in time, also after all retries.
    TimedOut,
    /// No such host, no connection, or one that cannot be trusted.
    Unreachable,
    /// The answer broke off or was no HTTP, also after all retries.
    Incomplete,
    /// robots.txt could not be had: nothing may be asked for now.
    RobotsUnreachable,
    /// More redirects than the limit, or a circle of them.
    TooManyRedirects,
    /// The address of a private network or of this machine.
    PrivateAddress,
    /// No address that a request can be sent to.
    BadAddress,
}

impl Outcome {
    /// Every outcome, in the order of a summary.
    pub const ALL: [Self; 21] = [
        Self::Stored,
        Self::Unchanged,
        Self::Listed,
        Self::Robots,
        Self::Redirected,
        Self::Planned,
        Self::Disallowed,
        Self::NoSitemap,
        Self::OtherType,
        Self::TooLarge,
        Self::NotFound,
        Self::ClientError,
        Self::ServerError,
        Self::RateLimited,
        Self::TimedOut,
        Self::Unreachable,
        Self::Incomplete,
        Self::RobotsUnreachable,
        Self::TooManyRedirects,
        Self::PrivateAddress,
        Self::BadAddress,
    ];

    /// Whether something was wanted and could not be had.
    pub fn is_failure(self) -> bool {
        self >= Self::TooLarge
    }

    /// Whether it may be otherwise in a minute: a run that goes on where one was cut off asks again.
    pub fn is_transient(self) -> bool {
        (Self::ServerError..=Self::RobotsUnreachable).contains(&self)
    }

    /// Its slug.
    pub fn slug(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default()
    }
}

/// One line of the journal: what became of one address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// The address, normalised.
    pub url: String,
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Status code of the last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Where the body lies, if it was ever stored.
    #[serde(default, flatten, skip_serializing_if = "Option::is_none")]
    pub stored: Option<Stored>,
    /// Where a redirect leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// What was wrong, for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A body in a WARC file, and what to ask the server by whether it is still the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Name of the file in the folder.
    pub file: String,
    /// Where the record begins, in bytes.
    pub offset: u64,
    /// How long the record is, in bytes, as compressed.
    pub length: u64,
    /// SHA-256 of the body as it came, in hex.
    pub digest: String,
    /// The server's name for this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The server's date of this version, as it writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// A run in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many addresses came to each outcome.
    pub outcomes: BTreeMap<Outcome, u64>,
    /// Done before the run was cut off that this one goes on with.
    pub resumed: u64,
    /// Left out as too old (`--since`).
    pub too_old: u64,
    /// Left out as not matching (`--match`).
    pub unmatched: u64,
    /// Left out as more than asked for (`--max-pages`).
    pub beyond: u64,
}

impl Summary {
    /// How many came to an outcome.
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }

    /// Whether nothing that was wanted is missing, and there was something.
    pub fn is_well(&self) -> bool {
        let pages = [Outcome::Stored, Outcome::Unchanged, Outcome::Planned].map(|o| self.count(o));
        let failures = self.outcomes.iter().filter(|(outcome, _)| outcome.is_failure());
        failures.map(|(_, n)| n).sum::<u64>() == 0 && pages.iter().sum::<u64>() + self.resumed > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_back_as_it_was_written() {
        let stored = Stored {
            file: "fetch-00001.warc.gz".into(),
            offset: 12,
            length: 34,
            digest: "ab".into(),
            etag: Some("\"x\"".into()),
            last_modified: None,
        };
        for stored in [Some(stored), None] {
            let line = Fetched {
                url: "https://example.vn/".into(),
                time: "2023-03-30T10:43:00Z".into(),
                outcome: Outcome::NotFound,
                status: Some(404),
                stored,
                location: None,
                reason: None,
            };
            let text = serde_json::to_string(&line).expect("JSON");
            assert!(text.contains("\"outcome\":\"not-found\",\"status\":404"), "{text}");
            assert_eq!(serde_json::from_str::<Fetched>(&text).expect("a line"), line);
        }
    }

    #[test]
    fn the_list_of_outcomes_is_whole_and_in_order() {
        assert!(Outcome::ALL.is_sorted());
        assert_eq!(Outcome::ALL.len(), Outcome::BadAddress as usize + 1);
    }
}

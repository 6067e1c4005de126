//! One request and its answer, within the limits: no redirect is followed here, nothing asked twice.

use super::address::{PrivateAddress, PublicResolver};
use super::{Options, day};
use crate::model::fetched::{Outcome, Stored};
use std::io::{self, Read};
use std::time::Duration;
use ureq::http::{HeaderMap, HeaderName, Response, StatusCode, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// A server's answer.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    /// Of a success only; as sent, but for the chunks.
    pub(super) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) outcome: Outcome,
    pub(super) reason: String,
    /// How long the server wants to be left alone.
    pub(super) retry_after: Option<Duration>,
}

impl Failure {
    pub(super) fn new(outcome: Outcome, reason: impl Into<String>) -> Self {
        Self { outcome, reason: reason.into(), retry_after: None }
    }
}

/// What is asked of all servers in one way.
pub(super) struct Client {
    agent: Agent,
    most_bytes: u64,
}

impl Client {
    pub(super) fn new(options: &Options) -> Self {
        let config = Agent::config_builder()
            // A proxy would look names up itself, past the check of their addresses.
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(options.timeout))
            .max_idle_connections_per_host(super::CONNECTIONS_PER_HOST)
            .user_agent(options.user_agent.as_str())
            .accept("text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1")
            .build();
        let resolver =
            PublicResolver { allow_private: options.allow_private, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { agent, most_bytes: options.max_bytes }
    }

    /// Asks for an address; for what is newer than `stored`, if given. A success whose type is
    /// none of `types` is not read.
    pub(super) fn get(&self, url: &Url, stored: Option<&Stored>, types: Types) -> Result<Answer, Failure> {
        let mut request = self.agent.get(url.as_str()).header(header::ACCEPT_ENCODING, "gzip");
        if let Some(etag) = stored.and_then(|s| s.etag.as_deref()) {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = stored.and_then(|s| s.last_modified.as_deref()) {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        let mut response = request.call().map_err(|e| failure(&e))?;
        let status = response.status();
        let body = if status.is_success() { self.body(&mut response, types)? } else { Vec::new() };
        Ok(Answer { status, headers: response.into_parts().0.headers, body })
    }

    fn body(&self, response: &mut Response<Body>, types: Types) -> Result<Vec<u8>, Failure> {
        let kind = response.body().mime_type().unwrap_or_default().to_ascii_lowercase();
        if !types.take(&kind) {
            return Err(Failure::new(Outcome::OtherType, kind));
        }
        let too_large = || Failure::new(Outcome::TooLarge, format!("> {} byte", self.most_bytes));
        if response.body().content_length().is_some_and(|n| n > self.most_bytes) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        let reader = response.body_mut().as_reader();
        reader.take(self.most_bytes + 1).read_to_end(&mut body).map_err(|e| failure(&e.into()))?;
        if body.len() as u64 > self.most_bytes { Err(too_large()) } else { Ok(body) }
    }
}

impl Answer {
    /// A header that can be read as text.
    pub(super) fn header(&self, name: HeaderName) -> Option<String> {
        Some(self.headers.get(name)?.to_str().ok()?.to_string())
    }

    /// Whether this is the type of a page.
    pub(super) fn is_page(&self) -> bool {
        let kind = self.header(header::CONTENT_TYPE).unwrap_or_default();
        Types::Page.take(kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str())
    }

    /// How long the server wants to be left alone.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        day::retry_after(&self.header(header::RETRY_AFTER)?)
    }

    /// What is known of a body that came again: it lies where it lay, by the names of this answer.
    pub(super) fn renewed(&self, stored: &Stored) -> Stored {
        Stored {
            etag: self.header(header::ETAG),
            last_modified: self.header(header::LAST_MODIFIED),
            ..stored.clone()
        }
    }

    /// Status line and header lines as they are stored: without the chunks that the body no longer
    /// has, and with its true length.
    pub(super) fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status).into_bytes();
        let gone = [header::TRANSFER_ENCODING, header::CONTENT_LENGTH, header::CONNECTION];
        for (name, value) in self.headers.iter().filter(|(name, _)| !gone.contains(name)) {
            head.extend_from_slice(&[name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        head.extend_from_slice(format!("content-length: {}\r\n\r\n", self.body.len()).as_bytes());
        head
    }
}

/// What is read of a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Types {
    /// HTML and plain text.
    Page,
    /// These, and XML or gzip: what a list may come as.
    PageOrList,
    Any,
}

impl Types {
    /// Whether a type, in small letters, is taken; a server that says none is believed to mean well.
    fn take(self, kind: &str) -> bool {
        let page = matches!(kind, "" | "text/html" | "application/xhtml+xml" | "text/plain");
        let list = kind.ends_with("/xml")
            || kind.ends_with("+xml")
            || matches!(kind, "application/gzip" | "application/x-gzip" | "application/octet-stream");
        page || self == Self::Any || (self == Self::PageOrList && list)
    }
}

fn failure(error: &ureq::Error) -> Failure {
    use ureq::Error;
    let outcome = match error {
        Error::Timeout(_) => Outcome::TimedOut,
        Error::Io(error) => of_io(error),
        Error::Protocol(_) => Outcome::Incomplete,
        Error::Http(_) | Error::BadUri(_) => Outcome::BadAddress,
        Error::Other(error) if error.is::<PrivateAddress>() => Outcome::PrivateAddress,
        _ => Outcome::Unreachable,
    };
    let reason = match error {
        Error::Other(error) => error.to_string(),
        other => other.to_string(),
    };
    Failure::new(outcome, reason)
}

fn of_io(error: &io::Error) -> Outcome {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, TimedOut, UnexpectedEof, WouldBlock};
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    match (inner, error.kind()) {
        (Some(inner), _) => failure(inner).outcome,
        (_, TimedOut | WouldBlock) => Outcome::TimedOut,
        (_, UnexpectedEof | ConnectionReset | ConnectionAborted) => Outcome::Incomplete,
        // A certificate that cannot be trusted is among these.
        _ => Outcome::Unreachable,
    }
}

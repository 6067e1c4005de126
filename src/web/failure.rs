//! What went wrong, for people and programs: RFC 9457.

use crate::ask::BadFilter;
use crate::ask::coverage;
use crate::model::told::{Tell, Told};
use crate::pipeline::corrected;
use crate::show::Lang;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::time::Duration;
use utoipa::{IntoResponses, ToSchema};

/// A request that has no answer.
#[derive(Debug, Clone)]
pub struct Failure {
    status: StatusCode,
    told: Told,
}

/// What is wrong with a request, as RFC 9457 has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is: the key of its text, as `urn:vinhdanh:problem:…`.
    #[serde(rename = "type")]
    kind: String,
    /// The HTTP status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What is wrong, in the language that the request asks for (`Accept-Language`; Vietnamese without).
    detail: String,
    /// What to do about it; "" where nothing can be done.
    hint: String,
}

/// What any question may be answered with instead.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only the description is made from it")]
pub enum Faults {
    /// A parameter is unknown, stands twice, or has a value that it cannot have.
    #[response(status = 400, content_type = "application/problem+json")]
    Parameter(Problem),
    /// What is asked for by its name is not there.
    #[response(status = 404, content_type = "application/problem+json")]
    Nothing(Problem),
    /// Two restrictions contradict each other: `from` is later than `to`.
    #[response(status = 409, content_type = "application/problem+json")]
    Contradiction(Problem),
    /// The index cannot be read, or the program is wrong.
    #[response(status = 500, content_type = "application/problem+json")]
    Fault(Problem),
    /// It took too long.
    #[response(status = 503, content_type = "application/problem+json")]
    Late(Problem),
}

/// What a list may be answered with besides.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only the description is made from it")]
pub enum Long {
    /// The body is too long.
    #[response(status = 413, content_type = "application/problem+json")]
    Long(Problem),
}

impl Failure {
    /// A failure of a status.
    pub fn new(status: StatusCode, told: Told) -> Self {
        Self { status, told }
    }

    /// A parameter that is none, or that has a value it cannot have.
    pub fn parameter(what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Told::new("serve.parameter", &[("what", &what)]))
    }

    /// Something that is not there.
    pub fn nothing(key: &'static str, values: &[(&'static str, &dyn std::fmt::Display)]) -> Self {
        Self::new(StatusCode::NOT_FOUND, Told::new(key, values))
    }

    /// A fault of the program.
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Told::new("serve.internal", &[]))
    }

    /// It took too long.
    pub fn late(limit: Duration) -> Self {
        let told = Told::new("serve.late", &[("seconds", &limit.as_secs_f64())]);
        Self::new(StatusCode::SERVICE_UNAVAILABLE, told)
    }

    /// The path is there, but not for this method.
    pub fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, Told::new("serve.method", &[]))
    }

    /// The address of the request is longer than any question.
    pub fn long(most: usize) -> Self {
        Self::new(StatusCode::URI_TOO_LONG, Told::new("serve.long", &[("most", &most)]))
    }

    /// A question that none of the parameters makes wrong by itself: what it names is not there, or two of its
    /// restrictions contradict each other.
    pub fn refused(bad: &BadFilter) -> Self {
        let status = match bad {
            BadFilter::Province(_) | BadFilter::Name(_) => StatusCode::NOT_FOUND,
            BadFilter::Order(..) => StatusCode::CONFLICT,
            BadFilter::Date(_) | BadFilter::Award(..) | BadFilter::Long(_) => StatusCode::BAD_REQUEST,
        };
        Self::new(status, bad.told())
    }

    /// A change without the right to it.
    pub fn forbidden(status: StatusCode) -> Self {
        Self::new(status, Told::new("serve.forbidden", &[]))
    }

    /// A body that is not what it should be.
    pub fn body(error: &serde_json::Error) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Told::new("serve.body", &[("what", error)]))
    }

    /// A question of coverage that has no answer.
    pub fn of_coverage(bad: &coverage::Error) -> Self {
        let status = match bad {
            coverage::Error::Province { .. } => StatusCode::NOT_FOUND,
            coverage::Error::Order(..) | coverage::Error::Months(_) => StatusCode::CONFLICT,
            coverage::Error::Date(_) | coverage::Error::Level(_) => StatusCode::BAD_REQUEST,
        };
        Self::new(status, bad.told())
    }

    /// Its HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Its cause and what to do about it, in a language.
    pub fn said(&self, lang: Lang) -> (String, String) {
        lang.told(&self.told)
    }

    /// The response in a language.
    pub fn response(&self, lang: Lang) -> Response {
        let (detail, hint) = self.said(lang);
        let problem = Problem {
            kind: format!("urn:vinhdanh:problem:{}", self.told.key),
            title: self.status.canonical_reason().unwrap_or_default(),
            status: self.status.as_u16(),
            detail,
            hint,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (self.status, Body::from(body)).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// In the language of nobody in particular: [`super::api::router`] says it again in that of the request.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.response(Lang::default());
        response.extensions_mut().insert(self);
        response
    }
}

impl From<crate::index::Error> for Failure {
    fn from(error: crate::index::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.told())
    }
}

impl From<corrected::Error> for Failure {
    fn from(error: corrected::Error) -> Self {
        let status = match error {
            corrected::Error::Bad(_) => StatusCode::CONFLICT,
            corrected::Error::File { .. } | corrected::Error::Index(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.told())
    }
}

//! An answer depends on the state of the index, the program, the question and the day, so whether it changed is known
//! before it is made: `ETag` and `If-None-Match` for clients that have it, and a memory of the last answers for those
//! that do not. The same question of many at one time is answered once.

use super::failure::Failure;
use super::{API, App};
use crate::clock;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;

/// Bytes of the answers kept.
const MEMORY: u64 = 64 << 20;
/// How long one is kept that nobody asks for: that of an older state is never asked for again.
const IDLE: Duration = Duration::from_secs(300);

/// The last answers, by their tags.
pub type Answers = Cache<String, Kept>;

/// The program: a hash of all it was built from, rules, pages and libraries.
const PROGRAM: &str = env!("VINHDANH_PROGRAM");

/// No answers yet.
pub fn answers() -> Answers {
    let bytes = |tag: &String, kept: &Kept| u32::try_from(tag.len() + kept.body.len()).unwrap_or(u32::MAX);
    Cache::builder()
        .max_capacity(MEMORY)
        .weigher(bytes)
        .eviction_policy(EvictionPolicy::lru())
        .time_to_idle(IDLE)
        .build()
}

/// An answer, to be given more than once.
#[derive(Clone)]
pub struct Kept {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    failure: Option<Failure>,
}

impl Kept {
    /// A response read to its end.
    async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let failure = parts.extensions.get::<Failure>().cloned();
        match to_bytes(body, usize::MAX).await {
            Ok(body) => Self { status: parts.status, headers: parts.headers, body, failure },
            // Bodies from memory cannot fail.
            Err(_) => Box::pin(Self::of(Failure::internal().into_response())).await,
        }
    }

    fn response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if let Some(failure) = self.failure {
            response.extensions_mut().insert(failure);
        }
        response
    }
}

/// Marks each answer with its state, answers 304 where the client has it, and from memory where it was given
/// before. The tag is a weak one: packed and unpacked it names the same answer.
pub async fn cached(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let tag = tag(&app, &request);
    let Ok(value) = HeaderValue::from_str(&tag) else { return next.run(request).await };
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
    let mut known = known.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    if known.any(|one| one.trim() == tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, value)]).into_response();
    }
    // Tables are streams.
    let streamed = request.uri().path().strip_prefix(API).is_some_and(|path| path.starts_with("/tables/"));
    let mut response = if streamed {
        next.run(request).await
    } else {
        // Only what is right is kept; a failure is told to all who asked at that time.
        let answer = async {
            let kept = Kept::of(next.run(request).await).await;
            if kept.status == StatusCode::OK { Ok(kept) } else { Err(kept) }
        };
        match app.answers.try_get_with(tag, answer).await {
            Ok(kept) => kept.response(),
            Err(kept) => Kept::clone(&kept).response(),
        }
    };
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(header::ETAG, value);
        // It may be kept, but is to be asked about each time.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

fn tag(app: &App, request: &Request) -> String {
    // A correction that waits for the next run of `index` changes the file alone.
    let written = std::fs::metadata(&app.options.corrections);
    let written = written.map_or(String::new(), |it| format!("{:?} {}", it.modified().ok(), it.len()));
    tag_of(&[
        app.follower.reader().state().as_str(),
        PROGRAM,
        &clock::today(),
        &written,
        &request.uri().to_string(),
    ])
}

fn tag_of(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hex}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_program_has_other_tags() {
        let tags = [
            tag_of(&["state", PROGRAM, "day", "", "/"]),
            tag_of(&["state", "another", "day", "", "/"]),
            tag_of(&["stat", "e", PROGRAM, "day", "/"]),
        ];
        assert!(tags[0] != tags[1] && tags[0] != tags[2] && tags[1] != tags[2]);
        // Of the whole source, not of the version alone.
        assert_eq!((PROGRAM.len(), PROGRAM.contains(env!("CARGO_PKG_VERSION"))), (16, false));
    }
}

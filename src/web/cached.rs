//! `ETag` and `If-None-Match`: an answer depends on the state of the index, the program, the question and the day,
//! so whether it changed is known before it is made.

use super::App;
use crate::clock;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Marks each answer with its state, and answers 304 where the client has it. The tag is a weak one: packed
/// and unpacked it names the same answer.
pub async fn cached(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let Ok(tag) = HeaderValue::from_str(&tag(&app, &request)) else { return next.run(request).await };
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
    let mut known = known.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    if known.any(|one| one.trim() == tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(header::ETAG, tag);
        // It may be kept, but is to be asked about each time.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

fn tag(app: &App, request: &Request) -> String {
    let mut hash = Sha256::new();
    // A correction that waits for the next run of `index` changes the file alone.
    let written = std::fs::metadata(&app.options.corrections);
    let written = written.map_or(String::new(), |it| format!("{:?} {}", it.modified().ok(), it.len()));
    for part in [
        app.follower.reader().state().as_str(),
        crate::model::RULES_VERSION,
        env!("CARGO_PKG_VERSION"),
        &clock::today(),
        &written,
        &request.uri().to_string(),
    ] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hex}\"")
}

//! Style, script and icon: embedded, named by what they hold, and so kept by browsers for good.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Name, media type, content.
const ASSETS: [(&str, &str, &str); 4] = [
    ("style.css", "text/css; charset=utf-8", include_str!("style.css")),
    ("charts.css", "text/css; charset=utf-8", include_str!("charts.css")),
    ("page.js", "text/javascript; charset=utf-8", include_str!("page.js")),
    ("icon.svg", "image/svg+xml", include_str!("icon.svg")),
];

static HASHES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let hash = |content: &str| Sha256::digest(content).iter().take(6).map(|b| format!("{b:02x}")).collect();
    ASSETS.iter().map(|(_, _, content)| hash(content)).collect()
});

/// Where an asset is.
pub fn address(name: &str) -> String {
    let at = ASSETS.iter().position(|(known, ..)| *known == name);
    let hash = at.and_then(|at| HASHES.get(at)).map_or("", String::as_str);
    format!("/assets/{name}?v={hash}")
}

/// An asset.
pub async fn asset(Path(name): Path<String>) -> Response {
    let Some((_, kind, content)) = ASSETS.iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, kept)];
    (headers, *content).into_response()
}

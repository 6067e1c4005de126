//! The page: search, read, see who and what, for people. Every view is an address; everything is made here and
//! escaped where it is written, so that it works without a script and better with one.
//!
//! | file | does |
//! | --- | --- |
//! | [`view`] | what a page is asked for, and how values are written for people |
//! | [`links`] | every address that a page leads to |
//! | [`layout`] | the frame of all pages |
//! | [`search`], [`histogram`] | the search with its facets and months |
//! | [`article`], [`marks`], [`facts`] | an article, its facts marked in it and beside it |
//! | [`entity`] | officials, units, awards |
//! | [`stats`], [`plot`], [`svg`] | awards counted, what of it is drawn, and how |
//! | [`coverage`], [`tiles`] | which units are reported on, and which are not |
//! | [`about`] | what the figures rest on |
//! | [`assets`] | style, script, icon |

mod about;
mod article;
mod assets;
mod coverage;
mod entity;
mod facts;
mod histogram;
mod layout;
mod links;
mod marks;
mod plot;
mod search;
mod stats;
mod svg;
mod tiles;
mod view;

pub use view::View;

use super::App;
use super::failure::Failure;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use layout::Here;
use maud::{Markup, html};
use std::sync::Arc;

/// What a browser may do with a page: nothing that is not its own, and nothing written into the page runs.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The headers of every answer.
pub const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// The pages.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(search::search))
        .route("/articles/{id}", get(article::article))
        .route("/officials", get(entity::official))
        .route("/units", get(entity::unit))
        .route("/awards/{slug}", get(entity::award))
        .route("/stats", get(stats::stats))
        .route("/coverage", get(coverage::coverage))
        .route("/about", get(about::about))
}

/// What the pages look like and do: unlike the pages kept by browsers without asking.
pub fn fixed() -> Router<Arc<App>> {
    Router::new().route("/assets/{name}", get(assets::asset))
}

/// A page as it is sent.
fn sent(status: StatusCode, page: Markup) -> Response {
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    (status, [(header::CONTENT_TYPE, html)], page.into_string()).into_response()
}

/// A failure as a page.
pub fn failed(view: &View, failure: &Failure) -> Response {
    let (cause, hint) = failure.said(view.lang);
    let nothing = failure.status() == StatusCode::NOT_FOUND;
    let title = view.text(if nothing { "page.none" } else { "page.fault" });
    let content = html! {
        h1 { (title) }
        p.message role="alert" { bdi { (view::cut(&cause, 500)) } }
        @if !nothing && !hint.is_empty() { p { (hint) } }
        p { (view.text("page.none.hint")) " " a href=(view.links().home()) { (view.text("page.home")) } }
    };
    sent(failure.status(), layout::page(view, Here::Elsewhere, title, "", content, None))
}

//! Corrections on HTTP: off, unless the service was started with a token.

use super::App;
use super::api::{Answer, AppState};
use super::failure::{Failure, Faults, Problem};
use super::params::{Asked, Name, Nothing};
use crate::ask::{self, Found};
use crate::clock;
use crate::correct::{Draft, file};
use crate::model::answer::{CorrectionRow, CorrectionRows, Table};
use crate::model::correction::State as Became;
use crate::pipeline::corrected;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use sha2::{Digest, Sha256};
use std::sync::{Arc, PoisonError};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoResponses, Modify, ToSchema};

/// Describes the token.
pub struct Token;

impl Modify for Token {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        description.components.get_or_insert_default().add_security_scheme("token", bearer);
    }
}

/// A request that may change something.
pub struct Allowed;

impl FromRequestParts<Arc<App>> for Allowed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let Some(token) = &app.options.token else { return Err(Failure::forbidden(StatusCode::FORBIDDEN)) };
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.split_once(' '));
        let given = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token);
        // Hashes take as long to compare wherever they differ from what was guessed.
        match given.is_some_and(|given| Sha256::digest(given.trim()) == Sha256::digest(token)) {
            true => Ok(Self),
            false => Err(Failure::forbidden(StatusCode::UNAUTHORIZED)),
        }
    }
}

/// What a change may be answered with besides.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only the description is made from it")]
pub enum Refusals {
    /// The token is missing or wrong.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthorized(Problem),
    /// The service takes no corrections.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// The correction does not fit the article: no such quote, no such fact, no such value, or nothing would change.
    #[response(status = 409, content_type = "application/problem+json")]
    Unfit(Problem),
    /// The body is too long.
    #[response(status = 413, content_type = "application/problem+json")]
    Long(Problem),
}

/// A list of corrections.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only the description is made from it")]
pub struct CorrectionList {
    /// In the order in which they were made.
    corrections: Vec<CorrectionRow>,
}

/// Every correction, and what became of it when its article was read last.
#[utoipa::path(get, path = "/corrections", tag = "data", responses(
    (status = 200, body = CorrectionList), Faults))]
pub async fn list(State(app): AppState, Asked(..): Asked<Nothing>) -> Answer {
    let reader = app.follower.reader();
    let path = app.options.corrections.clone();
    let listed = move || {
        let (corrections, _) = file::load(&path).map_err(|_| Failure::internal())?;
        let states = corrected::states(&reader, &corrections)?;
        let rows = corrections.all().iter().cloned().zip(states);
        Ok(CorrectionRows(rows.map(|(correction, state)| CorrectionRow { correction, state }).collect()))
    };
    Ok(Json(app.work.run(listed).await?.json()).into_response())
}

/// Records a correction of an article, and reads the article again with it.
#[utoipa::path(post, path = "/articles/{id}/corrections", tag = "data", request_body = Draft,
    params(("id" = String, Path, description = "The id of the article")), security(("token" = [])),
    responses((status = 201, body = CorrectionRow), Faults, Refusals))]
pub async fn correct(
    _: Allowed,
    State(app): AppState,
    Name(id): Name,
    Asked(..): Asked<Nothing>,
    body: Bytes,
) -> Answer {
    let draft: Draft = serde_json::from_slice(&body).map_err(|e| Failure::body(&e))?;
    let reader = app.follower.reader();
    let here = Arc::clone(&app);
    let made = move || {
        let Found::Article(address) = ask::find(&reader, &id)? else {
            return Err(Failure::nothing("show.none", &[("id", &id)]));
        };
        // One at a time: the index has one writer.
        let _turn = here.correcting.lock().unwrap_or_else(PoisonError::into_inner);
        let place = here.options.place();
        let (correction, state) = corrected::correct(&place, &reader, address, draft, clock::now())?;
        here.follower.refresh()?;
        Ok(CorrectionRow { correction, state })
    };
    Ok((StatusCode::CREATED, Json(app.work.run(made).await?)).into_response())
}

/// Takes a correction back, and reads its article again without it. The state is `settled` once the article is as the
/// rules read it, and `pending` until then.
#[utoipa::path(delete, path = "/corrections/{id}", tag = "data", security(("token" = [])),
    params(("id" = String, Path, description = "The id of the correction")),
    responses((status = 200, body = CorrectionRow), Faults, Refusals))]
pub async fn withdraw(_: Allowed, State(app): AppState, Name(id): Name, Asked(..): Asked<Nothing>) -> Answer {
    let reader = app.follower.reader();
    let here = Arc::clone(&app);
    let withdrawn = move || {
        let none = || Failure::nothing("correct.none", &[("id", &id)]);
        if !here.options.corrections.is_file() || id.is_empty() {
            return Err(none());
        }
        let _turn = here.correcting.lock().unwrap_or_else(PoisonError::into_inner);
        let removed = corrected::withdraw(&here.options.place(), &reader, &id)?;
        let (correction, gone) = removed.ok_or_else(none)?;
        here.follower.refresh()?;
        Ok(CorrectionRow { correction, state: if gone { Became::Settled } else { Became::Pending } })
    };
    Ok(Json(app.work.run(withdrawn).await?).into_response())
}

//! The routes. What stands before a function describes it in the OpenAPI description.

use super::corrections::{self, Token};
use super::failure::{Failure, Faults, Long, Problem};
use super::page::{self, View};
use super::params::{
    Asked, CoverageParams, Decided, ExportParams, Filters, FormatOf, LangOf, Name, NameParams, Nothing,
    PlaceParams, SearchParams, StatsParams, SuggestionParams, TableName, XLSX,
};
use super::{API, App, cached, export};
use crate::ask::complete::Suggestions;
use crate::ask::coverage;
use crate::ask::coverage::expected::decisions;
use crate::ask::entity::Entity;
use crate::ask::tables::TABLES;
use crate::ask::{self, BadStats, Found, Options};
use crate::clock;
use crate::index::{self, Reader};
use crate::model::answer::{Abbreviation, About, Search, Shown, Stats, Table};
use crate::show::{self, Lang, Manner};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Bytes of a request's address: no question is longer.
const LONGEST: usize = 16 << 10;
/// Bytes of a request's body: a list of decisions.
const LONGEST_BODY: usize = 4 << 20;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vinhdanh",
        description = "Awards and commendations (thi đua, khen thưởng) of Vietnamese news: search, statistics, coverage, and the sentence behind every number. Offsets count Unicode code points. Every answer is of one commit of the index."
    ),
    components(schemas(Problem)),
    modifiers(&Token),
    tags((name = "ask", description = "Questions"), (name = "data", description = "Articles, tables, names"))
)]
struct Description;

pub(super) type Answer = Result<Response, Failure>;
pub(super) type AppState = State<Arc<App>>;

/// Every route, with what holds for all of them.
pub fn router(app: Arc<App>) -> axum::Router {
    let (routes, mut description) = OpenApiRouter::with_openapi(Description::openapi())
        .nest(
            API,
            OpenApiRouter::new()
                .routes(routes!(about))
                .routes(routes!(search))
                .routes(routes!(suggestions))
                .routes(routes!(stats))
                .routes(routes!(coverage))
                .routes(routes!(expected))
                .routes(routes!(article))
                .routes(routes!(place))
                .routes(routes!(official))
                .routes(routes!(unit))
                .routes(routes!(award))
                .routes(routes!(abbreviations))
                .routes(routes!(table))
                .routes(routes!(corrections::list))
                .routes(routes!(corrections::correct))
                .routes(routes!(corrections::withdraw)),
        )
        .split_for_parts();
    description.info.version = env!("CARGO_PKG_VERSION").to_string();
    let description: Arc<str> = description.to_json().unwrap_or_default().into();
    let described = move || {
        let json = HeaderValue::from_static("application/json");
        let description = description.to_string();
        async move { ([(header::CONTENT_TYPE, json)], description) }
    };
    routes
        .route(&format!("{API}/openapi.json"), get(described))
        .merge(page::router())
        .layer(middleware::from_fn_with_state(Arc::clone(&app), cached::cached))
        .merge(page::fixed())
        .fallback(|request: Request| async move {
            Failure::nothing("serve.path", &[("path", &request.uri().path()), ("api", &API)])
        })
        .method_not_allowed_fallback(|| async { Failure::method() })
        .layer(middleware::from_fn(in_language))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        // A workbook is packed already.
        .layer(
            CompressionLayer::new()
                .compress_when(DefaultPredicate::new().and(NotForContentType::const_new(XLSX))),
        )
        .layer(middleware::map_response(|mut response: Response| async move {
            page::HEADERS.into_iter().for_each(|(name, value)| {
                response.headers_mut().insert(name, value);
            });
            response
        }))
        .with_state(app)
}

/// Refuses addresses without measure, and says failures in the language of the request: as a page where one was
/// asked for.
async fn in_language(request: Request, next: Next) -> Response {
    let lang = language(&request);
    let view = (!request.uri().path().starts_with(API)).then(|| View::of(request.uri()));
    let say = move |failure: &Failure| match &view {
        Some(view) => page::failed(view, failure),
        None => failure.response(lang),
    };
    if request.uri().path_and_query().is_some_and(|it| it.as_str().len() > LONGEST) {
        return say(&Failure::long(LONGEST));
    }
    let response = next.run(request).await;
    match response.extensions().get::<Failure>() {
        Some(failure) => {
            // What the route said besides stays: `Allow`.
            let mut told = say(failure);
            for (name, value) in response.headers() {
                if !told.headers().contains_key(name) && name != header::CONTENT_LENGTH {
                    told.headers_mut().insert(name.clone(), value.clone());
                }
            }
            told
        }
        None => response,
    }
}

/// The first language of `Accept-Language` that there are texts in.
fn language(request: &Request) -> Lang {
    let wanted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut wanted = wanted.unwrap_or_default().split(',');
    wanted.find_map(|code| Lang::from_code(code.trim())).unwrap_or_default()
}

/// What there is: the size and the hash of the corpus, the versions of rules and schema.
#[utoipa::path(get, path = "/about", tag = "data", responses((status = 200, body = About), Faults))]
async fn about(State(app): AppState, Asked(..): Asked<Nothing>) -> Answer {
    let reader = app.follower.reader();
    let about = app.work.run(move || Ok(ask::about(&reader)?)).await?;
    Ok(Json(about).into_response())
}

/// Articles that answer a query, with facets and months where they are asked for.
#[utoipa::path(get, path = "/search", tag = "ask", params(SearchParams, Filters), responses(
    (status = 200, content((Search = "application/json"), (String = "application/x-ndjson"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))), Faults))]
async fn search(State(app): AppState, Asked(asked, filters): Asked<SearchParams, Filters>) -> Answer {
    let reader = app.follower.reader();
    let options = Options {
        sort: asked.sort,
        offset: asked.offset.map_or(0, |it| it.0),
        limit: asked.limit.map_or(Options::default().limit, |it| it.0),
        facets: asked.facets,
        abbreviations: asked.abbreviations,
    };
    let found = move || {
        let found = ask::search(&reader, &asked.q, &filters.into(), &options)?;
        shown(&found.map_err(|bad| Failure::refused(&bad))?, asked.format, asked.lang, "search")
    };
    app.work.run(found).await
}

/// Names that go on from what is typed, with or without its accents: of awards, the gazetteer, units and officials.
#[utoipa::path(get, path = "/suggestions", tag = "ask", params(SuggestionParams), responses(
    (status = 200, body = Suggestions), Faults))]
async fn suggestions(State(app): AppState, Asked(asked, _): Asked<SuggestionParams>) -> Answer {
    let here = Arc::clone(&app);
    let found = move || Ok(here.names.of(&here.follower.reader())?.going_on(&asked.q));
    Ok(Json(app.work.run(found).await?).into_response())
}

/// Awards counted by what they are, where and when.
#[utoipa::path(get, path = "/stats", tag = "ask", params(StatsParams, Filters), responses(
    (status = 200, content((Stats = "application/json"), (String = "application/x-ndjson"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))), Faults))]
async fn stats(State(app): AppState, Asked(asked, filters): Asked<StatsParams, Filters>) -> Answer {
    let reader = app.follower.reader();
    let question = ask::stats::Question {
        by: asked.by.0,
        status: asked.status,
        counting: asked.counting,
        places: asked.places,
        top: asked.top.map(|it| it.0),
        share: asked.share,
        explain: asked.explain,
        filter: filters.into(),
    };
    let counted = move || match ask::stats(&reader, &question)? {
        Ok(counted) => shown(&counted, asked.format, asked.lang, "stats"),
        Err(BadStats::Filter(bad)) => Err(Failure::refused(&bad)),
        Err(BadStats::Dimension(name)) => Err(Failure::parameter(&name)),
    };
    app.work.run(counted).await
}

/// Which units are reported on, month by month, and which are not.
#[utoipa::path(get, path = "/coverage", tag = "ask", params(CoverageParams), responses(
    (status = 200, content((coverage::Answer = "application/json"), (String = "application/x-ndjson"),
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))), Faults))]
async fn coverage(State(app): AppState, Asked(asked, _): Asked<CoverageParams>) -> Answer {
    let reader = app.follower.reader();
    let (format, lang) = (asked.format, asked.lang);
    let question = asked.question(clock::today());
    let counted = move || match coverage::coverage(&reader, &question)? {
        Ok(answer) => shown(&answer, format, lang, "coverage"),
        Err(bad) => Err(Failure::of_coverage(&bad)),
    };
    app.work.run(counted).await
}

/// Which decisions of a list are reported, which with another count, and which by nobody. What is no decision is
/// listed under `refused`, by its place in the list counted from 2.
#[utoipa::path(post, path = "/coverage/expected", tag = "ask", request_body = Vec<Decided>,
    responses((status = 200, body = coverage::expected::Expected), Faults, Long))]
async fn expected(State(app): AppState, Asked(..): Asked<Nothing>, body: Bytes) -> Answer {
    let reader = app.follower.reader();
    let compared = move || {
        let list: Vec<Decided> = serde_json::from_slice(&body).map_err(|e| Failure::body(&e))?;
        let (decisions, refused) = decisions(&csv(&list)).map_err(|_| Failure::internal())?;
        Ok(coverage::expected::expected(&reader, decisions, refused)?)
    };
    Ok(Json(app.work.run(compared).await?).into_response())
}

/// The list as a file of decisions.
fn csv(list: &[Decided]) -> Vec<u8> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    // To memory, and each record of the same length: nothing can fail.
    let _ = lines.write_record(["award", "authority", "recipient", "count", "date"]);
    for it in list {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let count = it.count.map(|count| count.to_string()).unwrap_or_default();
        let cells = [it.award.clone(), text(&it.authority), text(&it.recipient), count, text(&it.date)];
        let _ = lines.write_record(&cells);
    }
    lines.into_inner().unwrap_or_default()
}

/// An answer in a form; `name` is that of the file where it is one to keep.
fn shown(answer: &dyn Table, form: FormatOf, lang: LangOf, name: &str) -> Answer {
    let mut body = Vec::new();
    let manner = Manner { lang: lang.into(), ..Manner::default() };
    show::answer(answer, form.into(), &manner, &mut body).map_err(|_| Failure::internal())?;
    let mut response = ([(header::CONTENT_TYPE, form.media_type())], body).into_response();
    if form.is_file() {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, attached(name, form)?);
    }
    Ok(response)
}

/// The header of what is kept as a file.
fn attached(name: &str, form: FormatOf) -> Result<HeaderValue, Failure> {
    let file = format!("attachment; filename=\"{name}.{}\"", form.extension());
    HeaderValue::from_str(&file).map_err(|_| Failure::internal())
}

/// One article with its facts and its copies, by its id or the beginning of it.
#[utoipa::path(get, path = "/articles/{id}", tag = "data",
    params(("id" = String, Path, description = "The id, or its beginning where no other article's begins so")),
    responses((status = 200, body = Shown), Faults))]
async fn article(State(app): AppState, Name(id): Name, Asked(..): Asked<Nothing>) -> Answer {
    let reader = app.follower.reader();
    let found = app.work.run(move || match ask::show(&reader, &id)? {
        Found::Article(shown) => Ok(shown),
        Found::Nothing => Err(Failure::nothing("show.none", &[("id", &id)])),
        Found::Several(ids) => {
            Err(Failure::nothing("show.several", &[("id", &id), ("ids", &ids.join(", "))]))
        }
    });
    Ok(Json(found.await?).into_response())
}

/// What the name of a place means, and what became of it.
#[utoipa::path(get, path = "/places", tag = "data", params(PlaceParams), responses(
    (status = 200, body = ask::place::Answer), Faults))]
async fn place(State(app): AppState, Asked(asked, _): Asked<PlaceParams>) -> Answer {
    let meant = move || {
        let day = asked.as_of.as_ref().and_then(|day| day.last());
        Ok(ask::place::place(&asked.name, day.as_deref()))
    };
    Ok(Json(app.work.run(meant).await?).into_response())
}

/// One official: the articles, the positions and awards over time, who else is named there.
#[utoipa::path(get, path = "/officials", tag = "ask", params(NameParams), responses(
    (status = 200, body = Entity), Faults))]
async fn official(State(app): AppState, Asked(asked, _): Asked<NameParams>) -> Answer {
    entity(&app, asked.name, ask::entity::official).await
}

/// One unit: the articles, the awards over time, the names it goes by, who else is named there.
#[utoipa::path(get, path = "/units", tag = "ask", params(NameParams), responses(
    (status = 200, body = Entity), Faults))]
async fn unit(State(app): AppState, Asked(asked, _): Asked<NameParams>) -> Answer {
    entity(&app, asked.name, ask::entity::unit).await
}

/// One award: by year, who confers it, where.
#[utoipa::path(get, path = "/awards/{slug}", tag = "ask",
    params(("slug" = String, Path, description = "Slug of the award", example = "bang-khen")),
    responses((status = 200, body = Entity), Faults))]
async fn award(State(app): AppState, Name(slug): Name, Asked(..): Asked<Nothing>) -> Answer {
    entity(&app, slug, ask::entity::award).await
}

/// What the index holds of a name, or that it holds nothing.
async fn entity(app: &App, name: String, ask: fn(&Reader, &str) -> index::Result<Entity>) -> Answer {
    let reader = app.follower.reader();
    Ok(Json(app.work.run(move || Ok(ask(&reader, &name)?)).await?).into_response())
}

/// The abbreviations that searches expand.
#[utoipa::path(get, path = "/abbreviations", tag = "data", responses(
    (status = 200, body = Vec<Abbreviation>), Faults))]
async fn abbreviations(Asked(..): Asked<Nothing>) -> Answer {
    Ok(Json(ask::abbreviation_table()).into_response())
}

/// All rows of a table, streamed.
#[utoipa::path(get, path = "/tables/{name}", tag = "data",
    params(TableName, ExportParams),
    responses((status = 200, content((String = "text/csv"), (String = "application/x-ndjson"),
        (Vec<Object> = "application/json"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))), Faults))]
async fn table(State(app): AppState, Name(name): Name, Asked(asked, _): Asked<ExportParams>) -> Answer {
    let Some(table) = TABLES.iter().find(|table| table.name == name) else {
        let names = TABLES.iter().map(|t| t.name).collect::<Vec<_>>().join(", ");
        return Err(Failure::nothing("bad.table", &[("name", &name), ("names", &names)]));
    };
    let kind = HeaderValue::from_static(asked.format.media_type());
    let file = attached(table.name, asked.format)?;
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, file)];
    Ok((headers, export::stream(&app, table, &asked)).into_response())
}

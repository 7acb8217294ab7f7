//! Every address that the server answers. `accord routes` prints this list; a test holds it against
//! the table of who may use it.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::handler::Handler;
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, Response, StatusCode, Uri, Version};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, on};
use axum::{Json, Router};
use leptos::prelude::provide_context;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use super::call::Call;
use super::live::{channel, stirs};
use super::state::AppState;
use super::{
    assets, contacts_route, decision_pages, entry, evidence, export_route, file_routes,
    files as uploads, guard, import, import_route, minutes, portal, portal_entry, portal_posts,
    receipts, team,
};
use crate::app::{App, document};
use crate::error::AppError;

/// A request is answered within this time, or 503.
const TIMEOUT: Duration = Duration::from_secs(30);
/// A request that brings files may take longer: it lasts as long as the line needs.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(15 * 60);
/// Most of a body that is no file.
const BODY_MAX: usize = 2 * 1024 * 1024;
/// Most of a form that somebody sends who is not signed in.
const ENTRY_MAX: usize = 16 * 1024;
/// Calls that bring steps of a plan. A step that brings back what was removed holds every task of
/// it, and a step is never cut in two.
const STEPS: [&str; 3] =
    ["/api/plan/submit", "/api/changes/submit_draft", "/api/changes/raise_drawn"];
/// Most of such a call: some hundred thousand tasks.
const STEPS_MAX: usize = 64 * 1024 * 1024;

/// One address and the method that it answers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// `GET`, `POST`.
    pub method: &'static str,
    /// The pattern, such as `/projects/{project}`.
    pub path: String,
}

/// The plain handlers, and the list of them.
struct Plain {
    router: Router<AppState>,
    routes: Vec<Route>,
}

impl Plain {
    fn get<T: 'static>(self, path: &str, handler: impl Handler<T, AppState>) -> Self {
        self.add("GET", MethodFilter::GET, path, handler)
    }

    fn post<T: 'static>(self, path: &str, handler: impl Handler<T, AppState>) -> Self {
        self.add("POST", MethodFilter::POST, path, handler)
    }

    fn add<T: 'static>(
        mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &str,
        handler: impl Handler<T, AppState>,
    ) -> Self {
        self.routes.push(Route { method, path: path.to_owned() });
        self.router = self.router.route(path, on(filter, handler));
        self
    }
}

fn plain() -> Plain {
    Plain { router: Router::new(), routes: Vec::new() }
        .get("/healthz", || async { "ok" })
        .get("/readyz", ready)
        .get("/favicon.svg", assets::favicon)
        .get("/manifest.webmanifest", assets::manifest)
        .get("/sw.js", assets::worker)
        .get("/portal.js", assets::portal)
        .get("/pkg/{*name}", assets::package)
        .get("/sign-in", entry::sign_in_page)
        .get("/setup/{token}", entry::set_up_page)
        .get("/invitation/{token}", entry::invitation_page)
        .get("/p/{token}", portal_entry::enter_page)
        .get("/portal-code", portal_entry::code_page)
        .get("/portal-code/new", portal_entry::no_code_page)
        .get("/portal/{project}", portal::page)
        .get("/portal/{project}/news", portal::news)
        .get("/projects/{project}/portal", portal::preview)
        .get("/portal/{project}/decisions/{request}", decision_pages::read)
        .post("/portal/{project}/decisions/{request}", decision_pages::decide)
        .post("/portal/{project}/decisions/{request}/review", decision_pages::review)
        .post("/portal/{project}/decisions/{request}/withdraw", decision_pages::withdraw)
        .get("/portal/{project}/receipts/{number}", decision_pages::receipt)
        .get("/portal/{project}/minutes/{minutes}", minutes::page)
        .post("/portal/{project}/decisions/{request}/comments", portal_posts::comment)
        .post("/portal/{project}/feedback", portal_posts::feedback)
        .post("/portal/{project}/ratings", portal_posts::rating)
        .post("/portal/{project}/complaints", portal_posts::complaint)
        .post("/portal/{project}/complaints/{number}", portal_posts::complaint_words)
        .get("/projects/{project}/live", channel::open)
        .get("/live", stirs::open)
        .get("/projects/{project}/plan.xml", export_route::plan_xml)
        .get("/projects/{project}/receipts/{number}", receipts::for_team)
        .get("/projects/{project}/evidence.html", evidence::for_team)
        .get("/portal/{project}/evidence.html", evidence::for_client)
        .get("/projects/{project}/files/{file}", file_routes::download)
        .get("/projects/{project}/files/{file}/preview", file_routes::preview)
        .get("/portal/{project}/files/{file}", file_routes::portal_download)
        .get("/portal/{project}/files/{file}/preview", file_routes::portal_preview)
}

/// Forms of those who are not signed in: short ones.
fn entries() -> Plain {
    Plain { router: Router::new(), routes: Vec::new() }
        .post("/sign-in", entry::sign_in)
        .post("/sign-out", entry::sign_out)
        .post("/setup/{token}", entry::set_up)
        .post("/invitation/{token}", entry::accept_invitation)
        .post("/p/{token}", portal_entry::enter)
        .post("/portal-code", portal_entry::enter_with_code)
        .post("/portal-code/new", portal_entry::send_code)
        .post("/portal-leave", portal_entry::leave)
}

/// Handlers that take files: a larger body and more time than others.
fn files() -> Plain {
    Plain { router: Router::new(), routes: Vec::new() }
        .post("/projects/{project}/plan-file", import_route::plan_file)
        .post("/clients/{client}/contacts-file", contacts_route::contacts_file)
        .post("/projects/{project}/files", file_routes::upload)
        .post("/portal/{project}/messages", portal_posts::message)
}

/// The pages that the browser's program wakes.
fn pages() -> Vec<AxumRouteListing> {
    generate_route_list(App)
}

/// Every route: plain handlers, server functions and pages, in order.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut all = plain().routes;
    all.extend(entries().routes);
    all.extend(files().routes);
    let calls = leptos::server_fn::axum::server_fn_paths();
    all.extend(calls.map(|(path, _)| Route { method: "POST", path: path.to_owned() }));
    let pages = pages();
    all.extend(pages.iter().map(|page| Route { method: "GET", path: page.path().to_owned() }));
    all.sort();
    all.dedup();
    all
}

/// The whole server.
pub fn router(state: AppState) -> Router {
    let build_id = state.build_id.clone();
    let for_context = state.clone();
    let pages = Router::new()
        .leptos_routes_with_context(
            &state,
            pages(),
            move || provide_context(for_context.clone()),
            move || document(&build_id, super::pages::look()),
        )
        .layer(from_fn_with_state(state.clone(), team::signed_in));
    let calls = Router::new().route("/api/{*name}", axum::routing::post(call));
    let larger = RequestBodyLimitLayer::new(uploads::REQUEST_MAX.max(import::FILE_MAX) + 64 * 1024);
    let compressed = DefaultPredicate::new().and(is_not_as_it_is);
    Router::new()
        .merge(pages)
        .merge(plain().router)
        .merge(calls)
        .fallback(not_found)
        .layer(from_fn_with_state(state.clone(), hold))
        .layer(timeout(TIMEOUT))
        .merge(entries().router.layer(from_fn(hold_entry)).layer(timeout(TIMEOUT)))
        .merge(files().router.layer(larger).layer(timeout(UPLOAD_TIMEOUT)))
        .method_not_allowed_fallback(other_method)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state.clone(), guard::guard))
        .layer(CompressionLayer::new().br(true).gzip(true).compress_when(compressed))
        .layer(CatchPanicLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}

/// Takes a body up to its size, so that no handler ever holds a larger one.
async fn hold(State(state): State<AppState>, request: Request, next: Next) -> Response<Body> {
    if request.method() != Method::POST {
        // Nothing else brings a body that anybody reads.
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let most = body_max(&state, &parts).await;
    hold_up_to(most, (parts, body), next).await
}

/// The same for a form of somebody who is not signed in.
async fn hold_entry(request: Request, next: Next) -> Response<Body> {
    hold_up_to(ENTRY_MAX, request.into_parts(), next).await
}

/// Takes a body of so many bytes at most, or answers that it is too large.
async fn hold_up_to(most: usize, (parts, body): (Parts, Body), next: Next) -> Response<Body> {
    match to_bytes(body, most).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(_) if parts.uri.path().starts_with("/api/") => {
            (StatusCode::PAYLOAD_TOO_LARGE, Json(AppError::TooLarge)).into_response()
        }
        Err(_) => {
            let locale = super::pages::locale_of(&parts.headers, None);
            let path = parts.uri.path();
            match path.starts_with("/portal") || path.starts_with("/p/") {
                true => super::pages::failure_for_client(&AppError::TooLarge, locale, None),
                false => super::pages::failure(&AppError::TooLarge, locale),
            }
        }
    }
}

/// How large the body of a request may be: only somebody of the team sends large steps.
async fn body_max(state: &AppState, parts: &Parts) -> usize {
    let length = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = length.and_then(|length| length.parse::<usize>().ok());
    let is_small = length.is_some_and(|length| length <= BODY_MAX);
    if is_small || !STEPS.contains(&parts.uri.path()) {
        return BODY_MAX;
    }
    match Call::read_with(state.clone(), &parts.headers).await {
        Ok(_) => STEPS_MAX,
        Err(_) => BODY_MAX,
    }
}

fn timeout(within: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, within)
}

/// Whether an answer may be compressed as far as its handler is concerned.
fn is_not_as_it_is(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<uploads::AsItIs>().is_none()
}

/// Answers a server function with the same context as a page.
async fn call(State(state): State<AppState>, request: Request) -> impl IntoResponse {
    let context = move || provide_context(state.clone());
    leptos_axum::handle_server_fns_with_context(context, request).await
}

/// Whether calls would be answered: the database is, and has its tables.
async fn ready(State(state): State<AppState>) -> Result<&'static str, StatusCode> {
    let asked = async { store::organisation::find(&mut state.db.read().await?).await };
    asked.await.map(|_| "ready").map_err(|error| {
        tracing::warn!("not ready: {error}");
        StatusCode::SERVICE_UNAVAILABLE
    })
}

/// Where the address of a client's form is opened as a page, such as by the link to the other
/// language on a page that came back: towards the page on which the form stands.
async fn other_method(method: Method, uri: Uri) -> Response<Body> {
    let is_form = method == Method::GET && uri.path().starts_with("/portal/");
    let above = uri.path().rsplit_once('/').map(|(above, _)| above);
    match above.filter(|above| is_form && *above != "/portal") {
        Some(above) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            super::pages::see_other(&format!("{above}{query}"), None)
        }
        None => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

async fn not_found(uri: Uri, headers: HeaderMap) -> impl IntoResponse {
    let (locale, error) = (super::pages::locale_of(&headers, None), AppError::NotFound);
    match uri.path().starts_with("/portal/") || uri.path().starts_with("/p/") {
        true => super::pages::failure_for_client(&error, locale, None),
        false => super::pages::failure(&error, locale),
    }
}

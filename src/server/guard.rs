//! The outer guard: what no handler should ever see, and the headers that every answer carries.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, ORIGIN,
    REFERRER_POLICY, RETRY_AFTER, STRICT_TRANSPORT_SECURITY, UPGRADE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use axum::middleware::Next;
use axum::response::IntoResponse;

use super::state::AppState;
use crate::error::AppError;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// An error of a server function is never larger than this.
const ERROR_MAX: usize = 64 * 1024;

/// Refuses unknown hosts, cross-site changes and channels, and odd content types; adds the security
/// headers.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response<Body> {
    let is_private = !request.uri().path().starts_with("/pkg/");
    if let Some(status) = refusal(&state, &request) {
        return with_headers(&state, status.into_response(), is_private);
    }
    let is_call = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let response = if is_call { with_status(response).await } else { response };
    with_headers(&state, response, is_private)
}

fn refusal(state: &AppState, request: &Request) -> Option<StatusCode> {
    let headers = request.headers();
    if !is_known_host(state, request) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // What a channel tells is not kept from the pages of others by the browser.
    if (!is_reading || headers.contains_key(UPGRADE)) && !is_same_origin(state, headers) {
        return Some(StatusCode::FORBIDDEN);
    }
    if is_reading {
        return None;
    }
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media = content_type.unwrap_or("").split(';').next().unwrap_or("").trim();
    let expected = match request.uri().path() {
        path if path.starts_with("/api/") => "application/json",
        path if path.ends_with("/plan-file") || path.ends_with("/contacts-file") => {
            "application/octet-stream"
        }
        path if takes_files(path) => "multipart/form-data",
        _ => "application/x-www-form-urlencoded",
    };
    (media != expected).then_some(StatusCode::UNSUPPORTED_MEDIA_TYPE)
}

/// Whether forms with files are sent to this address.
fn takes_files(path: &str) -> bool {
    path.ends_with("/files") || (path.starts_with("/portal/") && path.ends_with("/messages"))
}

/// The host of the public address, and of the address that is listened on.
fn is_known_host(state: &AppState, request: &Request) -> bool {
    let named = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let host = named.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    let Some(host) = host else { return false };
    let public = state.settings.public_url.split_once("://").map_or("", |(_, rest)| rest);
    let local = state.settings.addr;
    host == public || host == local.to_string() || host == format!("localhost:{}", local.port())
}

fn is_same_origin(state: &AppState, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(FETCH_SITE) {
        return site == "same-origin";
    }
    headers
        .get(ORIGIN)
        .is_some_and(|origin| origin.as_bytes() == state.settings.public_url.as_bytes())
}

/// Gives an error of a server function its own status: the framework answers 500 to all of them.
async fn with_status(response: Response<Body>) -> Response<Body> {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, ERROR_MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = StatusCode::from_u16(error.status()).unwrap_or(parts.status);
        if let AppError::TooOften { seconds } = error {
            parts.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}

fn with_headers(
    state: &AppState,
    mut response: Response<Body>,
    is_private: bool,
) -> Response<Body> {
    let is_busy = response.status() == StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    // Whoever answers so, a handler or the time that ran out, it is worth another try soon.
    if is_busy && !headers.contains_key(RETRY_AFTER) {
        headers.insert(RETRY_AFTER, HeaderValue::from(1));
    }
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if state.settings.is_secure() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    if is_private && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        let plain = HeaderValue::from_static(super::pages::PLAIN_POLICY);
        headers.insert(CONTENT_SECURITY_POLICY, plain);
    }
    response
}

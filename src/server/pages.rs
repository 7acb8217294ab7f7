//! Pages without a program in the browser: sign-in, set-up and the client's page.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, LOCATION, RETRY_AFTER, SET_COOKIE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use axum::response::{Html, IntoResponse};
use domain::ProjectId;
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use locale::Locale;
use serde::Deserialize;

use super::sessions;
use crate::app::{LOCALE_COOKIE, Look};
use crate::error::AppError;
use crate::features::entry::{self, Audience};

/// The policy of pages that run no script at all.
pub const PLAIN_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// The policy of the client's page, whose one script is a file of this server and asks only this
/// server. Where a client enters, decides and reads receipts the policy above holds.
pub const NEWS_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
    style-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The query of a page that takes nothing but a language.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The language that the reader has chosen, such as `en`.
    pub lang: Option<String>,
}

/// The language of a request: the query, then the cookie, then what the browser prefers.
#[must_use]
pub fn locale_of(headers: &HeaderMap, asked: Option<&str>) -> Locale {
    let chosen = asked.or_else(|| sessions::cookie(headers, LOCALE_COOKIE));
    if let Some(locale) = chosen.and_then(parse) {
        return locale;
    }
    let preferred = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    preferred.unwrap_or("").split(',').find_map(parse).unwrap_or(Locale::zh_CN)
}

/// The look that the request's cookies ask for, and the policy that goes with the page's nonce.
#[must_use]
pub fn look() -> Look {
    let headers = use_context::<Parts>().map(|parts| parts.headers).unwrap_or_default();
    if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) {
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
             style-src 'self' 'nonce-{nonce}'; connect-src 'self'; img-src 'self' data: blob:; \
             font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'"
        );
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
    let one_of = |name, known: &[&str]| {
        let value = sessions::cookie(&headers, name)?;
        known.contains(&value).then(|| value.to_owned())
    };
    Look {
        language: tag(locale_of(&headers, None)),
        theme: one_of("accord_theme", &["light", "dark", "projector"]),
        text: one_of("accord_text", &["large", "xlarge"]),
    }
}

/// A page with a status; remembers the language when it was asked for.
#[must_use]
pub fn page(status: StatusCode, html: String, asked: Option<&str>) -> Response<Body> {
    let mut response = (status, Html(html)).into_response();
    if let Some(locale) = asked.and_then(parse) {
        let cookie =
            format!("{LOCALE_COOKIE}={}; Path=/; SameSite=Lax; Max-Age=31536000", tag(locale));
        add_cookie(&mut response, &cookie);
    }
    response
}

/// "See other", after a form.
#[must_use]
pub fn see_other(path: &str, cookie: Option<&str>) -> Response<Body> {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(location) = HeaderValue::from_str(path) {
        response.headers_mut().insert(LOCATION, location);
    }
    if let Some(cookie) = cookie {
        add_cookie(&mut response, cookie);
    }
    response
}

/// A page that says to the team what went wrong.
#[must_use]
pub fn failure(error: &AppError, locale: Locale) -> Response<Body> {
    again(error, entry::failure_page(locale, error, Audience::Team))
}

/// A page that says to a client what went wrong; it leads back to the project's page or to where
/// one enters, and to nothing that is the team's.
#[must_use]
pub fn failure_for_client(
    error: &AppError,
    locale: Locale,
    back: Option<ProjectId>,
) -> Response<Body> {
    // What is not there may be no page of this reader's: then it leads to none.
    let back = back.filter(|_| !matches!(error, AppError::NotFound | AppError::LinkExpired));
    again(error, entry::failure_page(locale, error, Audience::Client(back)))
}

/// A page that tells of an error, with its status and when to try again.
#[must_use]
pub fn again(error: &AppError, html: String) -> Response<Body> {
    let mut response = page(status_of(error), html, None);
    if let AppError::TooOften { seconds } = error {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// The status that goes with an error.
#[must_use]
pub fn status_of(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The language's name as browsers write it.
#[must_use]
pub const fn tag(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "zh-CN",
        Locale::en => "en",
    }
}

/// The language of a name such as `zh-CN`; none where it is no language of the program.
#[must_use]
pub fn parse(text: &str) -> Option<Locale> {
    let text = text.split(';').next()?.trim().to_ascii_lowercase();
    match text.get(..2)? {
        "zh" => Some(Locale::zh_CN),
        "en" => Some(Locale::en),
        _ => None,
    }
}

/// Sends a `Set-Cookie` value along.
pub fn add_cookie(response: &mut Response<Body>, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

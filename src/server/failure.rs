//! From the errors of libraries to the error of the wire: an id for the person, the text for the
//! log. And the answers of handlers that speak JSON.

use axum::Json;
use axum::body::Body;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use serde::Serialize;
use store::StoreError;

use crate::error::AppError;
use crate::server::{clock, random};

/// Writes an unexpected error to the log and returns its opaque id.
pub fn internal(error: &dyn std::fmt::Display) -> AppError {
    let id = random::uuid(clock::now()).simple().to_string()[20..].to_owned();
    tracing::error!(%id, "{error}");
    AppError::Internal { id }
}

/// What was asked for as JSON, or the error with its status.
pub fn answer<T: Serialize>(asked: Result<T, AppError>) -> Response<Body> {
    match asked {
        Ok(found) => Json(found).into_response(),
        Err(error) => refused(&error),
    }
}

/// An error as JSON with its status, and with when to try again.
pub fn refused(error: &AppError) -> Response<Body> {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(error)).into_response();
    if let AppError::TooOften { seconds } = error {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// What the disk answered while a file was read or written.
pub fn disk(error: &std::io::Error) -> AppError {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    match error.kind() {
        // Nothing was kept; the log says what to free.
        StorageFull | QuotaExceeded => {
            tracing::error!("{error}");
            AppError::Busy
        }
        _ => internal(error),
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        use domain::Refusal;
        match error {
            StoreError::Conflict => Self::Conflict,
            StoreError::Busy => Self::Busy,
            // Nothing was written; the log says what stands in the way.
            StoreError::DiskFull | StoreError::ReadOnly => {
                tracing::error!("{error}");
                Self::Busy
            }
            // A person, a contact or a client that is named is no longer there.
            StoreError::Reference => Self::Refused(Refusal::Missing),
            StoreError::Taken("users.email") => Self::Refused(Refusal::EmailTaken),
            StoreError::Taken("projects.key") => Self::Refused(Refusal::ProjectKeyTaken),
            StoreError::Taken(_) => Self::Refused(Refusal::Exists),
            other => internal(&other),
        }
    }
}

//! Pages of the team are for people who are signed in.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response};
use axum::middleware::Next;

use super::sessions::{self, Jar};
use super::state::AppState;
use super::{clock, pages};
use crate::error::AppError;
use crate::paths;

/// Sends strangers to the sign-in page and back afterwards. Server functions, which the framework
/// serves beside its pages, answer for themselves with a code that the browser's program reads.
pub async fn signed_in(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    match is_signed_in(&state, request.headers().clone()).await {
        Ok(true) => next.run(request).await,
        Ok(false) => {
            let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
            let sign_in = format!("{}?next={}", paths::SIGN_IN, encoded(path));
            pages::see_other(&sign_in, None)
        }
        Err(error) => pages::failure(&error, pages::locale_of(request.headers(), None)),
    }
}

async fn is_signed_in(state: &AppState, headers: HeaderMap) -> Result<bool, AppError> {
    let mut tx = state.db.read().await?;
    let now = clock::now();
    let found = sessions::current(&mut tx, Jar::Team, &headers, &state.settings, now).await?;
    Ok(found.is_some())
}

/// A path as the value of a query: everything but the plainest characters as %XX.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

//! Pages of the team are for people who are signed in.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::middleware::Next;
use domain::can::Action;
use domain::{ClientId, ProjectId};
use uuid::Uuid;

use super::call::Call;
use super::pages;
use super::state::AppState;
use crate::error::AppError;
use crate::paths;

/// Sends strangers to the sign-in page and back afterwards, and says 404 of pages about something
/// that is not there for this person. Server functions, which the framework serves beside its
/// pages, answer for themselves with a code that the browser's program reads.
pub async fn signed_in(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    match look_up(&state, request.uri().path(), request.headers()).await {
        Ok(()) => next.run(request).await,
        // The browser's program draws what the server function says, in the frame of the team.
        Err(AppError::NotFound) => {
            let mut answer = next.run(request).await;
            *answer.status_mut() = StatusCode::NOT_FOUND;
            answer
        }
        Err(AppError::SignedOut) => {
            let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
            let sign_in = format!("{}?next={}", paths::SIGN_IN, encoded(path));
            pages::see_other(&sign_in, None)
        }
        Err(error) => pages::failure(&error, pages::locale_of(request.headers(), None)),
    }
}

/// Whether somebody is signed in and may see what the page of this address is about.
async fn look_up(state: &AppState, path: &str, headers: &HeaderMap) -> Result<(), AppError> {
    let mut call = Call::read_with(state.clone(), headers).await?;
    let mut steps = path.split('/').skip(1);
    let (area, subject) = (steps.next(), steps.next());
    let id = || subject.and_then(|id| id.parse::<Uuid>().ok()).ok_or(AppError::NotFound);
    match (area, subject) {
        (_, None | Some("new")) => {}
        (Some("projects"), _) => {
            let project = ProjectId(id()?);
            call.require(Action::ViewProject, project).await?;
            store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
        }
        (Some("clients"), _) => {
            let client = ClientId(id()?);
            call.require_client(Action::ViewClient, client).await?;
            store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
        }
        _ => {}
    }
    Ok(())
}

/// A path as the value of a query: everything but the plainest characters as %XX.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

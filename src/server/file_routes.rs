//! The addresses of files: sent by the team, fetched by team and client.

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use domain::can::Action;
use domain::file::{File, Uploader};
use domain::{DeliverableVersionId, FileId, ProjectId, Refusal};
use store::deliverable_views::View;

use super::call::{Call, Event};
use super::portal_call::PortalCall;
use super::state::AppState;
use super::{failure, files, pages, portal};
use crate::error::AppError;

/// Takes the files of a form into a project.
pub async fn upload(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    request: Request,
) -> Response<Body> {
    failure::answer(take(state, project, &headers, request).await)
}

/// A file for the team.
pub async fn download(
    State(state): State<AppState>,
    Path((project, file)): Path<(ProjectId, FileId)>,
    headers: HeaderMap,
) -> Response<Body> {
    let answer = match of_team(&state, project, file, &headers).await {
        Ok(found) => files::attachment(&state, &found).await,
        Err(error) => Err(error),
    };
    answer.unwrap_or_else(|error| pages::failure(&error, pages::locale_of(&headers, None)))
}

/// What a file looks like, for the team.
pub async fn preview(
    State(state): State<AppState>,
    Path((project, file)): Path<(ProjectId, FileId)>,
    headers: HeaderMap,
) -> Response<Body> {
    let shown = match of_team(&state, project, file, &headers).await {
        Ok(found) => files::preview(&state, &found).await,
        Err(error) => Err(error),
    };
    let locale = pages::locale_of(&headers, None);
    match shown {
        Ok(Some(response)) => response,
        Ok(None) => {
            let mut response = pages::failure(&Refusal::NoPreview.into(), locale);
            *response.status_mut() = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            response
        }
        Err(error) => pages::failure(&error, locale),
    }
}

/// A file for a contact of the client. Who fetches a version of a deliverable for the first time is
/// noted, as the time of a visit is: nothing that anybody wrote changes by it.
pub async fn portal_download(
    State(state): State<AppState>,
    Path((project, file)): Path<(ProjectId, FileId)>,
    method: Method,
    headers: HeaderMap,
) -> Response<Body> {
    let answer = match looked_at(&state, (project, file), &method, &headers).await {
        Ok(found) => files::attachment(&state, &found).await,
        Err(error) => Err(error),
    };
    answer.unwrap_or_else(|error| client_failure(project, &headers, &error))
}

/// What a file looks like, for a contact of the client; who looks at a version has seen it.
pub async fn portal_preview(
    State(state): State<AppState>,
    Path((project, file)): Path<(ProjectId, FileId)>,
    method: Method,
    headers: HeaderMap,
) -> Response<Body> {
    let shown = match looked_at(&state, (project, file), &method, &headers).await {
        Ok(found) => files::preview(&state, &found).await,
        Err(error) => Err(error),
    };
    match shown {
        Ok(Some(response)) => response,
        Ok(None) => {
            let mut response = client_failure(project, &headers, &Refusal::NoPreview.into());
            *response.status_mut() = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            response
        }
        Err(error) => client_failure(project, &headers, &error),
    }
}

fn client_failure(project: ProjectId, headers: &HeaderMap, error: &AppError) -> Response<Body> {
    portal::failed(pages::locale_of(headers, None), Some(project), error, None)
}

/// A file that a contact looks at or fetches, noted unless a program asks ahead of the person.
async fn looked_at(
    state: &AppState,
    (project, file): (ProjectId, FileId),
    method: &Method,
    headers: &HeaderMap,
) -> Result<File, AppError> {
    let (found, unseen) = of_contact(state, project, file, headers).await?;
    let purpose = headers.get("sec-purpose").and_then(|purpose| purpose.to_str().ok());
    let is_ahead = purpose.is_some_and(|purpose| purpose.contains("prefetch"));
    if let Some(version) = unseen.filter(|_| *method == Method::GET && !is_ahead) {
        note_view(state, project, version, headers).await;
    }
    Ok(found)
}

async fn take(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    request: Request,
) -> Result<Vec<File>, AppError> {
    // Rights before work: files are read only for someone who may send them.
    let mut call = Call::read_with(state.clone(), headers).await?;
    store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, project).await?;
    let room = files::Room::of(call.db(), project, false).await?;
    drop(call);
    let form = Multipart::from_request(request, &state).await;
    let form = form.map_err(|_| AppError::from(Refusal::Malformed))?;
    let received = files::receive(&state, form, room).await?;
    let mut call = Call::write_with(state, headers).await?;
    call.require(Action::EditScope, project).await?;
    let (uploader, now) = (call.user.clone(), call.now());
    let by = (Uploader::User(uploader.id), uploader.name.as_str());
    let kept = files::keep(call.db(), project, received, by, now).await?;
    for file in &kept {
        let event = Event::new("file.uploaded").project(project).object(file.id.0);
        call.tell(event.after(file)).await?;
    }
    call.commit_told().await?;
    Ok(kept)
}

/// A file of a project that somebody of the team may see.
async fn of_team(
    state: &AppState,
    project: ProjectId,
    file: FileId,
    headers: &HeaderMap,
) -> Result<File, AppError> {
    let mut call = Call::read_with(state.clone(), headers).await?;
    let found = store::files::find(call.db(), file).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.project).await?;
    if found.project == project { Ok(found) } else { Err(AppError::NotFound) }
}

/// A file that the client sees, and the version that the contact has not fetched before.
async fn of_contact(
    state: &AppState,
    project: ProjectId,
    file: FileId,
    headers: &HeaderMap,
) -> Result<(File, Option<DeliverableVersionId>), AppError> {
    let mut call = PortalCall::read(state.clone(), headers, project).await?;
    let (project, contact, is_looking) = (call.project.id, call.contact.id, call.looker.is_some());
    let found = store::files::find(call.db(), file).await?;
    let found = found.filter(|file| file.project == project && file.is_client_visible);
    let found = found.ok_or(AppError::NotFound)?;
    if is_looking {
        return Ok((found, None));
    }
    let unseen = store::deliverable_views::unseen(call.db(), file, contact).await?;
    Ok((found, unseen))
}

/// Notes the view; the file is sent even where that fails.
async fn note_view(
    state: &AppState,
    project: ProjectId,
    version: DeliverableVersionId,
    headers: &HeaderMap,
) {
    let noted = async {
        let mut call = PortalCall::write(state.clone(), headers, project).await?;
        let (contact, name) = (call.contact.id, call.contact.name.clone());
        let view = View { version, contact, name, at: call.now() };
        store::deliverable_views::note_view(call.db(), &view).await?;
        call.commit(Event::new("deliverable.fetched").project(project).object(version.0)).await
    };
    if let Err(error) = noted.await {
        tracing::warn!("a view could not be noted: {error}");
    }
}

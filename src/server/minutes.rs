//! Minutes as agreements and the client's pages know them.

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use domain::agreement::{Content, SubjectKind};
use domain::minutes::{Minutes, MinutesState};
use domain::portal::{PortalMinutes, PortalMinutesPage, PortalVerdict};
use domain::{MinutesId, ProjectId, Refusal};
use store::Tx;

use super::pages::{self, Asked};
use super::portal::failed;
use super::portal_call::PortalCall;
use super::state::AppState;
use super::verdicts::Verdicts;
use crate::error::AppError;
use crate::features::minutes::api::Line;
use crate::features::portal;

/// What the client decided about a project's minutes.
///
/// # Errors
/// What the store reports.
pub async fn verdicts(tx: &mut Tx, project: ProjectId) -> Result<Verdicts, AppError> {
    Verdicts::read(tx, project, SubjectKind::Minutes).await
}

/// Whether minutes may be taken out of the client's sight or removed.
///
/// # Errors
/// `MinutesSigned`, `MinutesAsked`.
pub fn may_hide(verdicts: &Verdicts, id: MinutesId) -> Result<(), Refusal> {
    match (verdicts.is_signed(id.0), verdicts.is_asked(id.0)) {
        (true, _) => Err(Refusal::MinutesSigned),
        (false, true) => Err(Refusal::MinutesAsked),
        (false, false) => Ok(()),
    }
}

/// What the client decided about minutes last.
fn last(minutes: &Minutes, verdicts: &Verdicts) -> Option<PortalVerdict> {
    verdicts.last(minutes.id.0, PortalMinutesPage::content(minutes).as_ref())
}

/// Minutes as the list of a project shows them.
#[must_use]
pub fn line(minutes: &Minutes, verdicts: &Verdicts) -> Line {
    let content = PortalMinutesPage::content(minutes);
    let answer = verdicts.acceptance(minutes.id.0, content.as_ref());
    Line {
        id: minutes.id,
        title: minutes.says.title.clone(),
        day: minutes.says.day,
        state: MinutesState::of(content.is_some(), answer),
        has_news: content.is_some() && minutes.has_news(),
    }
}

/// What minutes of a project say to the client now; nothing of what was not published.
///
/// # Errors
/// What the store reports.
pub async fn content(
    tx: &mut Tx,
    project: ProjectId,
    id: MinutesId,
) -> Result<Option<Content>, AppError> {
    let found = store::minutes::find(tx, id).await?;
    let found = found.filter(|found| found.project == project);
    Ok(found.as_ref().and_then(PortalMinutesPage::content))
}

/// The minutes that the client reads, the latest meeting first.
///
/// # Errors
/// What the store reports.
pub async fn portal_minutes(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<PortalMinutes>, AppError> {
    let verdicts = verdicts(tx, project).await?;
    let all = store::minutes::of_project(tx, project).await?;
    let seen = |minutes: &Minutes| PortalMinutes::of(minutes, last(minutes, &verdicts));
    Ok(sorted(all.iter().filter_map(seen).collect()))
}

/// The order that the client sees: by what was published, not by what the team has written since.
fn sorted(mut minutes: Vec<PortalMinutes>) -> Vec<PortalMinutes> {
    minutes.sort_by_key(|one| (std::cmp::Reverse(one.day), one.id));
    minutes
}

/// The page of one meeting's minutes for the client.
pub async fn page(
    State(state): State<AppState>,
    Path((project, minutes)): Path<(ProjectId, MinutesId)>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match read(state, &headers, project, minutes).await {
        Ok(found) => {
            let html = portal::minutes_page(locale, found);
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Err(error) => failed(locale, Some(project), &error, asked.lang.as_deref()),
    }
}

async fn read(
    state: AppState,
    headers: &HeaderMap,
    project: ProjectId,
    minutes: MinutesId,
) -> Result<PortalMinutesPage, AppError> {
    let mut call = PortalCall::read(state, headers, project).await?;
    let found = store::minutes::find(call.db(), minutes).await?;
    let found = found.filter(|found| found.project == project).ok_or(AppError::NotFound)?;
    let verdicts = verdicts(call.db(), project).await?;
    let supplier = store::organisation::name(call.db()).await?;
    let seen = PortalMinutes::of(&found, last(&found, &verdicts));
    let (Some(minutes), Some(content)) = (seen, PortalMinutesPage::content(&found)) else {
        return Err(AppError::NotFound);
    };
    let (project, project_name) = (call.project.id, call.project.name.clone());
    Ok(PortalMinutesPage { supplier, project, project_name, minutes, content })
}

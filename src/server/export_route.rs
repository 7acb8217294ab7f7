//! The plan as a file for Microsoft Project.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use domain::can::Action;
use domain::plan::Plan;
use domain::{ProjectId, UserId};
use store::Tx;

use super::call::Call;
use super::export::{self, BASELINES_MAX, Outgoing};
use super::failure::internal;
use super::pages;
use super::state::AppState;
use crate::error::AppError;

/// Everything of a project that its file holds.
pub struct Found {
    key: String,
    name: String,
    plan: Plan,
    people: BTreeMap<UserId, String>,
    baselines: Vec<Plan>,
}

impl Found {
    /// The file's name: the project's key, which is short and safe everywhere.
    fn file_name(&self) -> String {
        format!("{}.xml", self.key)
    }

    /// The file.
    #[must_use]
    pub fn to_mspdi(&self) -> Vec<u8> {
        let Self { name, plan, people, baselines, .. } = self;
        export::mspdi(&Outgoing { name, plan, people, baselines })
    }
}

/// Sends the plan as a file.
pub async fn plan_xml(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
) -> Response<Body> {
    match write(state, project, &headers).await {
        Ok((name, file)) => {
            let headers = [
                (CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (StatusCode::OK, headers, file).into_response()
        }
        Err(error) => pages::failure(&error, pages::locale_of(&headers, None)),
    }
}

async fn write(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
) -> Result<(String, Vec<u8>), AppError> {
    let mut call = Call::read_with(state, headers).await?;
    call.require(Action::ViewProject, project).await?;
    let found = find(call.db(), project).await?;
    drop(call);
    let work = move || (found.file_name(), found.to_mspdi());
    tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))
}

/// Reads what a project's file holds: the plan as it stands, and the newest baselines.
///
/// # Errors
/// `NotFound` for a project that is not there, and what the store says.
pub async fn find(tx: &mut Tx, project: ProjectId) -> Result<Found, AppError> {
    let found = store::projects::find(tx, project).await?.ok_or(AppError::NotFound)?;
    let (_, plan) = store::plans::load(tx, project).await?.ok_or(AppError::NotFound)?;
    let members = store::projects::members(tx, project).await?;
    let people = members.into_iter().map(|member| (member.user.id, member.user.name));
    let pinned = store::baselines::all(tx, project).await?;
    let mut baselines = Vec::new();
    for baseline in pinned.iter().take(BASELINES_MAX).rev() {
        let state = store::plans::load_at(tx, project, baseline.seq).await?;
        baselines.extend(state.map(|(_, plan)| plan));
    }
    let (key, name) = (found.key, found.name);
    Ok(Found { key, name, plan, people: people.collect(), baselines })
}

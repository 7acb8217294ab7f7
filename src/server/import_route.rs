//! A plan file from the browser: first looked at, then imported, all or nothing.

use std::sync::Arc;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, Response};
use domain::can::Action;
use domain::plan::draft::{ImportReport, PlanDraft};
use domain::plan::{DatesFrom, Made, Origin, Plan, PlanOp, Step, View, WayBack};
use domain::{OpId, ProjectId};
use serde::{Deserialize, Serialize};

use super::call::{Call, Event};
use super::filed::{self, Taken};
use super::state::AppState;
use super::{clock, export_route, failure, import, pages, random};
use crate::error::AppError;

/// What to do with the file, and what it is called.
#[derive(Debug, Deserialize)]
pub struct Asked {
    name: String,
    #[serde(default)]
    apply: bool,
    #[serde(default)]
    dates: DatesFrom,
    /// Whether the file's status date becomes the plan's.
    #[serde(default)]
    status_date: bool,
}

/// The answer: what the file holds, and whether it has been imported.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The account of the reading.
    pub report: ImportReport,
    /// The way back, once the tasks are in the plan.
    pub imported: Option<WayBack>,
}

/// Looks at a file or imports it.
pub async fn plan_file(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    request: Request,
) -> Response<axum::body::Body> {
    failure::answer(take(state, project, asked, &headers, request).await)
}

async fn take(
    state: AppState,
    project: ProjectId,
    asked: Asked,
    headers: &HeaderMap,
    request: Request,
) -> Result<Answer, AppError> {
    // Rights before work: the file is read only for someone who may import it.
    let mut call = Call::read_with(state.clone(), headers).await?;
    call.require(Action::ImportPlan, project).await?;
    let members = store::projects::members(call.db(), project).await?;
    let plan = state.plans.read(call.db(), project, |_, plan| Arc::new(plan.clone())).await?;
    drop(call);
    let body = to_bytes(request.into_body(), import::FILE_MAX).await;
    let bytes = body.map_err(|_| AppError::TooLarge)?;
    let mut draft = read(bytes, asked.name, Arc::clone(&plan)).await?;
    draft.assign(|name| export_route::member_named(&members, name));
    let report = draft.report.clone();
    let mut imported = None;
    if asked.apply {
        if asked.status_date {
            draft.settings.status_date = draft.status_date;
        }
        if asked.dates == DatesFrom::File {
            draft = with_own_dates(draft, plan).await?;
        }
        imported = put(state, project, headers, draft).await?;
    }
    Ok(Answer { report, imported })
}

/// Reads the file beside the threads that answer requests.
async fn read(bytes: Bytes, name: String, plan: Arc<Plan>) -> Result<PlanDraft, AppError> {
    let work = move || {
        let mut ids = random::uuids(clock::now());
        let draft = import::read_into(&plan, &bytes, &name, &mut ids)?;
        import::may_import(&draft)?;
        Ok(draft)
    };
    let read = tokio::task::spawn_blocking(work).await;
    read.map_err(|error| failure::internal(&error))?
}

/// Fixing one task after the other computes the plan many times: not beside requests either.
async fn with_own_dates(mut draft: PlanDraft, plan: Arc<Plan>) -> Result<PlanDraft, AppError> {
    let work = move || {
        let landed = draft.landed(&plan)?;
        draft.keep_dates(landed);
        Ok::<_, AppError>(draft)
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| failure::internal(&error))?
}

async fn put(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    mut draft: PlanDraft,
) -> Result<Option<WayBack>, AppError> {
    let mut call = Call::write_with(state, headers).await?;
    call.require(Action::ImportPlan, project).await?;
    let event = Event::new("plan.imported").project(project);
    let (id, author, at) = (OpId(call.uuid()), call.user.id, call.now());
    let plans = call.state.plans.clone();
    let mut sitting = plans.sit_down(call.db(), project, i64::MAX).await?;
    let baselines = std::mem::take(&mut draft.baselines);
    let made = made(id, draft.into_op(sitting.plan()));
    let stored = sitting.take(call.db(), made, author, at).await?;
    let taken = Taken { project, seq: sitting.seq(), by: author, at };
    let locale = pages::locale_of(headers, None);
    let named = filed::name(call.db(), taken, sitting.plan(), &baselines, locale).await?;
    for (baseline, name) in named {
        let event = Event::new("baseline.pinned").project(project).object(baseline.0);
        call.tell(event.after(&(taken.seq, name))).await?;
    }
    call.commit(event).await?;
    sitting.keep();
    Ok(stored.map(|stored| WayBack { id, seq: stored.seq, op: stored.inverse }))
}

/// The step as if made by somebody who knows everything that was done before.
#[must_use]
pub fn made(id: OpId, op: PlanOp) -> Made {
    Made { id, base: i64::MAX, origin: Origin { view: View::Import, step: Step::New }, op }
}

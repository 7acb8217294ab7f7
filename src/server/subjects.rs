//! What can be agreed, read from where it lives: one arm for each kind of subject.

use domain::agreement::plan_content::of_plan;
use domain::agreement::{Content, Subject, SubjectKind};
use domain::plan::Plan;
use domain::{ChangeId, DeliverableId, MinutesId, ProjectId};
use store::Tx;

use super::state::AppState;
use super::{branches, deliverables, handover, minutes, scope, trace};
use crate::error::AppError;

/// What a subject of a project says now, from what the client may see of it; none when there is no
/// such subject in this project, or nothing in it yet.
///
/// # Errors
/// What the store reports.
pub async fn content_of(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<Option<Content>, AppError> {
    let Some(found) = store::projects::find(tx, project).await? else { return Ok(None) };
    let is_own = subject.id == project.0;
    match subject.kind {
        SubjectKind::Baseline if is_own => {
            let content = |_, plan: &Plan| of_plan(&found.name, plan);
            Ok(Some(state.plans.read(tx, project, content).await?))
        }
        SubjectKind::Scope if is_own => scope::content(state, tx, &found).await,
        SubjectKind::Change => branches::content_of(state, tx, project, ChangeId(subject.id)).await,
        SubjectKind::Deliverable => {
            deliverables::content(tx, project, DeliverableId(subject.id)).await
        }
        SubjectKind::Minutes => minutes::content(tx, project, MinutesId(subject.id)).await,
        SubjectKind::Handover if is_own => handover::content(tx, &found).await,
        SubjectKind::Requirements if is_own => trace::document(tx, project).await,
        SubjectKind::Scope
        | SubjectKind::Requirements
        | SubjectKind::Baseline
        | SubjectKind::Handover => Ok(None),
    }
}

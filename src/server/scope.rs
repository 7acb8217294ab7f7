//! Goals and scope as the server reads them: what the client is asked to agree to, the order of the
//! lines, and whether there is an agreement to measure the plan against.

use domain::agreement::{Content, SubjectKind};
use domain::plan::Plan;
use domain::project::Project;
use domain::scope::{self, ScopeItem};
use domain::{ProjectId, ScopeItemId};
use store::Tx;

use super::state::AppState;
use crate::error::AppError;

/// What a project's goals and scope say to the client; none while they say nothing.
///
/// # Errors
/// What the store reports.
pub async fn content(
    state: &AppState,
    tx: &mut Tx,
    project: &Project,
) -> Result<Option<Content>, AppError> {
    let goals = store::scope::goals(tx, project.id).await?;
    let items = store::scope::items(tx, project.id).await?;
    let read = |_, plan: &Plan| scope::content(&project.name, &goals, &items, plan);
    let content = state.plans.read(tx, project.id, read).await?;
    Ok((content.line_count() > 0).then_some(content))
}

/// Puts a line that is stored before another one of its kind, or last, and numbers the places anew.
///
/// # Errors
/// What the store reports.
pub async fn arrange(
    tx: &mut Tx,
    item: &ScopeItem,
    before: Option<ScopeItemId>,
) -> Result<(), AppError> {
    let mut items = store::scope::items(tx, item.project).await?;
    items.retain(|other| other.kind == item.kind);
    let order: Vec<ScopeItemId> = items.iter().map(|other| other.id).collect();
    for (place, id) in (0..).zip(scope::reordered(&order, item.id, before)) {
        let is_there = items.iter().any(|other| other.id == id && other.place == place);
        if !is_there {
            store::scope::place_item(tx, id, place).await?;
        }
    }
    Ok(())
}

/// Whether the client has agreed to a scope or to requirements: only then can work be outside of
/// what was agreed.
///
/// # Errors
/// What the store reports.
pub async fn is_agreed(tx: &mut Tx, project: ProjectId) -> Result<bool, AppError> {
    let standing = store::agreements::standing(tx, project).await?;
    Ok(standing.iter().any(|decision| {
        matches!(decision.subject.kind, SubjectKind::Scope | SubjectKind::Requirements)
            && decision.what.is_agreement()
    }))
}

//! What can be agreed, read from where it lives: one arm for each kind of subject.

use domain::ProjectId;
use domain::agreement::{Content, Subject, SubjectKind};
use store::Tx;

use super::state::AppState;
use super::trace;
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
    let _ = state;
    match subject.kind {
        SubjectKind::Requirements if subject.id == project.0 => trace::document(tx, project).await,
        SubjectKind::Scope
        | SubjectKind::Requirements
        | SubjectKind::Baseline
        | SubjectKind::Change
        | SubjectKind::Deliverable
        | SubjectKind::Handover
        | SubjectKind::Minutes => Ok(None),
    }
}

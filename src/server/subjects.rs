//! What can be agreed, read from where it lives: one arm for each kind of subject.

use domain::{ChangeId, ProjectId};
use domain::agreement::{Content, Subject, SubjectKind};
use store::Tx;

use super::branches;
use super::state::AppState;
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
    match subject.kind {
        SubjectKind::Change => {
            branches::content_of(state, tx, project, ChangeId(subject.id)).await
        }
        SubjectKind::Scope
        | SubjectKind::Requirements
        | SubjectKind::Baseline
        | SubjectKind::Deliverable
        | SubjectKind::Handover
        | SubjectKind::Minutes => Ok(None),
    }
}

//! Hand-overs as agreements and the client's page know them, and what the register of deliverables
//! brings into one.

use std::collections::BTreeMap;

use domain::agreement::{Content, SubjectKind};
use domain::deliverable::{content as content_of, newest_visible};
use domain::handover::{self, Accepted, Registered};
use domain::portal::PortalSupport;
use domain::project::Project;
use domain::{DeliverableId, ProjectId, Refusal};
use store::Tx;
use store::agreements::Standing;
use store::entries::Entered;

use super::deliverables::{verdicts, with_versions};
use crate::error::AppError;

/// What a project's hand-over says to the client; none while it says nothing.
///
/// # Errors
/// What the store reports.
pub async fn content(tx: &mut Tx, project: &Project) -> Result<Option<Content>, AppError> {
    let facts = store::handovers::find(tx, project.id).await?.facts;
    let items = store::handovers::items(tx, project.id).await?;
    let points = store::handovers::points(tx, project.id).await?;
    let accepted = accepted(tx, project.id).await?;
    let content = handover::content(&project.name, &facts, &items, &points, &accepted);
    Ok((content.line_count() > 0).then_some(content))
}

/// What the client accepted of a project's deliverables: where the last decision was to agree, what
/// was read then.
async fn accepted(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<BTreeMap<DeliverableId, Accepted>, AppError> {
    let mut last: BTreeMap<DeliverableId, Standing> = BTreeMap::new();
    for standing in store::agreements::standing(tx, project).await? {
        if standing.subject.kind == SubjectKind::Deliverable {
            last.insert(DeliverableId(standing.subject.id), standing);
        }
    }
    last.retain(|_, standing| standing.what.is_agreement());
    let mut accepted = BTreeMap::new();
    for (id, standing) in last {
        let record = store::records::find(tx, standing.record).await?;
        let record = record.ok_or(AppError::NotFound)?;
        accepted.insert(id, Accepted::of(standing.number, &record.content, standing.hash));
    }
    Ok(accepted)
}

/// The deliverables of a project by their dates, with what the client accepted of each.
///
/// # Errors
/// What the store reports.
pub async fn register(tx: &mut Tx, project: ProjectId) -> Result<Vec<Registered>, AppError> {
    let mut accepted = accepted(tx, project).await?;
    let verdicts = verdicts(tx, project).await?;
    let mut register = Vec::new();
    for (deliverable, versions) in with_versions(tx, project).await? {
        let says = content_of(&deliverable, newest_visible(&versions));
        let last = verdicts.last(deliverable.id.0, says.as_ref());
        register.push(Registered {
            id: deliverable.id,
            title: deliverable.title,
            accepted: accepted.remove(&deliverable.id),
            is_changed: last.is_some_and(|last| last.is_signed() && !last.is_current),
        });
    }
    Ok(register)
}

/// The support that the client agreed to with the hand-over last; `chain` is the project's.
///
/// # Errors
/// What the store reports.
pub async fn support(tx: &mut Tx, chain: &[Entered]) -> Result<Option<PortalSupport>, AppError> {
    let standing = store::entries::standing(chain);
    let is_it =
        |one: &&Standing| one.subject.kind == SubjectKind::Handover && one.what.is_agreement();
    let Some(last) = standing.iter().rfind(is_it) else { return Ok(None) };
    let record = store::records::find(tx, last.record).await?;
    Ok(record.and_then(|record| PortalSupport::of(&record.content, last.number)))
}

/// Requires that a deliverable which is named belongs to the project.
///
/// # Errors
/// `Missing`, and what the store reports.
pub async fn require_own(
    tx: &mut Tx,
    project: ProjectId,
    deliverable: Option<DeliverableId>,
) -> Result<(), AppError> {
    let Some(deliverable) = deliverable else { return Ok(()) };
    let found = store::deliverables::find(tx, deliverable).await?;
    let is_own = found.is_some_and(|found| found.project == project);
    if is_own { Ok(()) } else { Err(Refusal::Missing.into()) }
}

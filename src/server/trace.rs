//! What requirements are held against: the document that was signed, the plan, the acceptances.

use std::collections::{BTreeMap, BTreeSet};

use domain::agreement::{Content, Record, Subject, SubjectKind};
use domain::plan::{Plan, Scheduled};
use domain::requirement::{Requirement, content};
use domain::{ProjectId, RequirementId, TaskId};
use store::Tx;
use store::agreements::Standing;

use crate::error::AppError;

/// The requirements document of a project as it reads now; none while nothing stands in it.
///
/// # Errors
/// What the store reports.
pub async fn document(tx: &mut Tx, project: ProjectId) -> Result<Option<Content>, AppError> {
    let Some(found) = store::projects::find(tx, project).await? else { return Ok(None) };
    let doc = store::requirements_docs::find(tx, project).await?;
    let requirements = store::requirements::of_project(tx, project).await?;
    let content = content(&found.name, &doc, &requirements);
    Ok(Some(content).filter(|content| !content.parts.is_empty()))
}

/// The document of a project as a subject of agreements.
#[must_use]
pub const fn subject(project: ProjectId) -> Subject {
    Subject { kind: SubjectKind::Requirements, id: project.0 }
}

/// What the client decided about the document last, if that was an agreement, and what it read.
///
/// # Errors
/// What the store reports.
pub async fn signed(
    tx: &mut Tx,
    project: ProjectId,
    standing: &[Standing],
) -> Result<Option<(i64, Record)>, AppError> {
    let is_signed = |one: &&Standing| one.subject == subject(project) && one.what.is_agreement();
    let Some(last) = standing.iter().rev().find(is_signed) else { return Ok(None) };
    let record = store::records::find(tx, last.record).await?;
    Ok(record.map(|record| (last.number, record)))
}

/// How far each task is that some requirement is traced to, in percent; what is no longer in the
/// plan is left out.
#[must_use]
pub fn progress(plan: &Plan, requirements: &[Requirement]) -> BTreeMap<TaskId, u8> {
    let traced: BTreeSet<TaskId> =
        requirements.iter().flat_map(|requirement| requirement.tasks.iter().copied()).collect();
    let scheduled = Scheduled::of(plan);
    let percent = |id: TaskId| {
        let task = plan.tasks.get(&id)?;
        let whole = || scheduled.dates(id).map(|dates| dates.percent);
        let percent = if plan.is_summary(id) { whole()? } else { task.percent };
        Some((id, percent))
    };
    traced.into_iter().filter_map(percent).collect()
}

/// The requirements that were part of any version of the document.
///
/// # Errors
/// What the store reports.
pub async fn put_forward(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<BTreeSet<RequirementId>, AppError> {
    let records = store::records::of_subject(tx, project, subject(project)).await?;
    let lines =
        records.iter().flat_map(|record| &record.content.parts).flat_map(|part| &part.lines);
    Ok(lines.filter_map(|line| line.key.parse().ok()).collect())
}

//! Where what is agreed about is edited, and where its versions are read.

use domain::agreement::{Subject, SubjectKind};
use domain::{ChangeId, DeliverableId, MinutesId, ProjectId};

use super::{change, deliverable, gantt, handover, one_minutes, requirements, scope};

/// Where a subject is edited.
#[must_use]
pub fn subject(project: ProjectId, Subject { kind, id }: Subject) -> String {
    match kind {
        SubjectKind::Scope => scope(project),
        SubjectKind::Requirements => requirements(project),
        SubjectKind::Baseline => gantt(project),
        SubjectKind::Change => change(project, ChangeId(id)),
        SubjectKind::Deliverable => deliverable(project, DeliverableId(id)),
        SubjectKind::Minutes => one_minutes(project, MinutesId(id)),
        SubjectKind::Handover => handover(project),
    }
}

/// What a subject said in each of its versions.
#[must_use]
pub fn versions(project: ProjectId, subject: Subject) -> String {
    let Subject { kind, id } = subject;
    format!("/projects/{project}/agreements/versions/{}/{id}", kind.as_str())
}

/// What a subject said in one of its versions.
#[must_use]
pub fn version(project: ProjectId, subject: Subject, number: i32) -> String {
    format!("{}?read={number}", versions(project, subject))
}

/// The same beside an older version, with what differs.
#[must_use]
pub fn compared(project: ProjectId, subject: Subject, (read, with): (i32, i32)) -> String {
    format!("{}&with={with}", version(project, subject, read))
}

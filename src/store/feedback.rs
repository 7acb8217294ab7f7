//! What clients say about the work: words, and scores for milestones.

use domain::time::Timestamp;
use domain::voice::Feedback;
use domain::{ContactId, FeedbackId, ProjectId, TaskId};
use uuid::Uuid;

use crate::{StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    contact_id: Uuid,
    contact_name: String,
    kind: String,
    milestone_id: Option<Uuid>,
    milestone: String,
    score: Option<i32>,
    text: String,
    created_at: i64,
}

impl TryFrom<Row> for Feedback {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: FeedbackId(row.id),
            project: ProjectId(row.project_id),
            contact: ContactId(row.contact_id),
            contact_name: row.contact_name,
            kind: row.kind.parse().map_err(|_| StoreError::corrupt("feedback.kind"))?,
            milestone: row.milestone_id.map(TaskId),
            milestone_title: row.milestone,
            score: row.score,
            text: row.text,
            at: Timestamp(row.created_at),
        })
    }
}

/// Keeps what somebody said.
///
/// # Errors
/// `Taken` when the contact was asked about this milestone before, `Reference` without a project.
pub async fn create(tx: &mut Tx, feedback: &Feedback) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into feedback (id, project_id, contact_id, contact_name, kind, milestone_id,
             milestone, score, text, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        feedback.id.0,
        feedback.project.0,
        feedback.contact.0,
        &feedback.contact_name,
        feedback.kind.as_str(),
        feedback.milestone.map(|milestone| milestone.0),
        &feedback.milestone_title,
        feedback.score,
        &feedback.text,
        feedback.at.0,
    )?;
    Ok(())
}

/// What was said about a project, the latest first; questions that were put aside too.
///
/// # Errors
/// What the database answers.
pub async fn in_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Feedback>, StoreError> {
    all!(
        tx,
        Row,
        "select id, project_id, contact_id, contact_name, kind, milestone_id, milestone, score,
             text, created_at
         from feedback where project_id = $1 order by created_at desc, id desc",
        project.0,
    )?
    .into_iter()
    .map(Feedback::try_from)
    .collect()
}

/// The milestones that a contact has rated or put aside.
///
/// # Errors
/// What the database answers.
pub async fn asked(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
) -> Result<Vec<TaskId>, StoreError> {
    let rows = all!(
        tx,
        (Uuid,),
        "select milestone_id from feedback
         where project_id = $1 and contact_id = $2 and milestone_id is not null
         order by milestone_id",
        project.0,
        contact.0,
    )?;
    Ok(rows.into_iter().map(|(milestone,)| TaskId(milestone)).collect())
}

/// What a contact said last about a project.
///
/// # Errors
/// What the database answers.
pub async fn last_of(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
) -> Result<Option<Feedback>, StoreError> {
    find!(
        tx,
        Row,
        "select id, project_id, contact_id, contact_name, kind, milestone_id, milestone, score,
             text, created_at
         from feedback where project_id = $1 and contact_id = $2
         order by created_at desc, id desc limit 1",
        project.0,
        contact.0,
    )?
    .map(Feedback::try_from)
    .transpose()
}

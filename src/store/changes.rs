//! Change requests. Their options and branches are in `change_options`, what is to be done about
//! them in `change_steps`.

use domain::change::{Applied, ChangeDraft, ChangeRequest};
use domain::time::Timestamp;
use domain::{BaselineId, ChangeId, ProjectId, RequirementId, TaskId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    number: i32,
    title: String,
    reason: String,
    source: String,
    source_name: String,
    necessity: String,
    requirement_id: Option<Uuid>,
    task_id: Option<Uuid>,
    state: String,
    decided_note: String,
    decided_by: Option<Uuid>,
    decided_at: Option<i64>,
    applied_seq: Option<i64>,
    baseline_id: Option<Uuid>,
    created_by: Uuid,
    version: i32,
    created_at: i64,
}

impl TryFrom<Row> for ChangeRequest {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let corrupt = |what: &str| StoreError::corrupt(format!("change_requests.{what}"));
        let applied = row.applied_seq.zip(row.baseline_id);
        Ok(Self {
            id: ChangeId(row.id),
            project: ProjectId(row.project_id),
            number: row.number,
            says: ChangeDraft {
                title: row.title,
                reason: row.reason,
                source: row.source.parse().map_err(|_| corrupt("source"))?,
                source_name: row.source_name,
                necessity: row.necessity.parse().map_err(|_| corrupt("necessity"))?,
                requirement: row.requirement_id.map(RequirementId),
                task: row.task_id.map(TaskId),
            },
            state: row.state.parse().map_err(|_| corrupt("state"))?,
            decided_note: row.decided_note,
            decided: row.decided_by.map(UserId).zip(row.decided_at.map(Timestamp)),
            applied: applied.map(|(seq, id)| Applied { seq, baseline: BaselineId(id) }),
            by: UserId(row.created_by),
            at: Timestamp(row.created_at),
            version: row.version,
        })
    }
}

/// The number that the next change of a project gets. Who creates one holds the plan's head, so
/// that nobody else gets the same.
///
/// # Errors
/// What the database answers.
pub async fn next_number(tx: &mut Tx, project: ProjectId) -> Result<i32, StoreError> {
    let found = find!(
        tx,
        (Option<i32>,),
        "select max(number) from change_requests where project_id = $1",
        project.0,
    )?;
    Ok(found.and_then(|(number,)| number).unwrap_or(0) + 1)
}

/// Keeps a new change.
///
/// # Errors
/// `Taken("id")`, `Reference` when there is no such project.
pub async fn create(tx: &mut Tx, change: &ChangeRequest) -> Result<(), StoreError> {
    let ChangeRequest { says, .. } = change;
    run!(
        tx,
        "insert into change_requests (id, project_id, number, title, reason, source, source_name,
             necessity, requirement_id, task_id, state, decided_note, decided_by, decided_at,
             applied_seq, baseline_id, created_by, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, $19)",
        change.id.0,
        change.project.0,
        change.number,
        &says.title,
        &says.reason,
        says.source.as_str(),
        &says.source_name,
        says.necessity.as_str(),
        says.requirement.map(|id| id.0),
        says.task.map(|id| id.0),
        change.state.as_str(),
        &change.decided_note,
        change.decided.map(|(by, _)| by.0),
        change.decided.map(|(_, at)| at.0),
        change.applied.map(|applied| applied.seq),
        change.applied.map(|applied| applied.baseline.0),
        change.by.0,
        change.version,
        change.at.0,
    )?;
    Ok(())
}

/// A change by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, change: ChangeId) -> Result<Option<ChangeRequest>, StoreError> {
    find!(
        tx,
        Row,
        "select id, project_id, number, title, reason, source, source_name, necessity,
             requirement_id, task_id, state, decided_note, decided_by, decided_at, applied_seq,
             baseline_id, created_by, version, created_at
         from change_requests where id = $1",
        change.0,
    )?
    .map(ChangeRequest::try_from)
    .transpose()
}

/// The changes of a project, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<ChangeRequest>, StoreError> {
    all!(
        tx,
        Row,
        "select id, project_id, number, title, reason, source, source_name, necessity,
             requirement_id, task_id, state, decided_note, decided_by, decided_at, applied_seq,
             baseline_id, created_by, version, created_at
         from change_requests where project_id = $1 order by number desc",
        project.0,
    )?
    .into_iter()
    .map(ChangeRequest::try_from)
    .collect()
}

/// Keeps what people wrote and decided about a change; counts the version up.
///
/// # Errors
/// `Conflict` when `change.version` is stale.
pub async fn update(tx: &mut Tx, change: &ChangeRequest, now: Timestamp) -> Result<(), StoreError> {
    let ChangeRequest { says, .. } = change;
    changed(run!(
        tx,
        "update change_requests set title = $3, reason = $4, source = $5, source_name = $6,
             necessity = $7, requirement_id = $8, task_id = $9, state = $10, decided_note = $11,
             decided_by = $12, decided_at = $13, applied_seq = $14, baseline_id = $15,
             version = version + 1, updated_at = $16
         where id = $1 and version = $2",
        change.id.0,
        change.version,
        &says.title,
        &says.reason,
        says.source.as_str(),
        &says.source_name,
        says.necessity.as_str(),
        says.requirement.map(|id| id.0),
        says.task.map(|id| id.0),
        change.state.as_str(),
        &change.decided_note,
        change.decided.map(|(by, _)| by.0),
        change.decided.map(|(_, at)| at.0),
        change.applied.map(|applied| applied.seq),
        change.applied.map(|applied| applied.baseline.0),
        now.0,
    )?)
}

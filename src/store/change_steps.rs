//! What is to be done once a change is part of the plan.

use domain::change::{ChangeStep, StepDraft};
use domain::time::Timestamp;
use domain::{ChangeId, ChangeStepId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, optional_day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    change_id: Uuid,
    place: i32,
    text: String,
    owner_id: Option<Uuid>,
    due: Option<String>,
    done_at: Option<i64>,
    version: i32,
}

impl TryFrom<Row> for ChangeStep {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let due = optional_day(row.due.as_deref(), "change_steps.due")?;
        Ok(Self {
            id: ChangeStepId(row.id),
            change: ChangeId(row.change_id),
            place: row.place,
            says: StepDraft { text: row.text, owner: row.owner_id.map(UserId), due },
            done_at: row.done_at.map(Timestamp),
            version: row.version,
        })
    }
}

/// Keeps a new step.
///
/// # Errors
/// `Taken("id")`, `Reference` when there is no such change or owner.
pub async fn create(tx: &mut Tx, step: &ChangeStep) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into change_steps (id, change_id, place, text, owner_id, due, done_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        step.id.0,
        step.change.0,
        step.place,
        &step.says.text,
        step.says.owner.map(|owner| owner.0),
        step.says.due.map(|day| day.to_string()),
        step.done_at.map(|at| at.0),
        step.version,
    )?;
    Ok(())
}

/// A step by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, step: ChangeStepId) -> Result<Option<ChangeStep>, StoreError> {
    find!(
        tx,
        Row,
        "select id, change_id, place, text, owner_id, due, done_at, version
         from change_steps where id = $1",
        step.0,
    )?
    .map(ChangeStep::try_from)
    .transpose()
}

/// The steps of a change in order.
///
/// # Errors
/// What the database answers.
pub async fn of_change(tx: &mut Tx, change: ChangeId) -> Result<Vec<ChangeStep>, StoreError> {
    all!(
        tx,
        Row,
        "select id, change_id, place, text, owner_id, due, done_at, version
         from change_steps where change_id = $1 order by place, id",
        change.0,
    )?
    .into_iter()
    .map(ChangeStep::try_from)
    .collect()
}

/// Keeps what people wrote about a step, and whether it is done; counts the version up.
///
/// # Errors
/// `Conflict` when `step.version` is stale, `Reference` when there is no such owner.
pub async fn update(tx: &mut Tx, step: &ChangeStep) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update change_steps set text = $3, owner_id = $4, due = $5, done_at = $6,
             version = version + 1
         where id = $1 and version = $2",
        step.id.0,
        step.version,
        &step.says.text,
        step.says.owner.map(|owner| owner.0),
        step.says.due.map(|day| day.to_string()),
        step.done_at.map(|at| at.0),
    )?)
}

/// Removes a step.
///
/// # Errors
/// `Conflict` when `version` is stale.
pub async fn remove(tx: &mut Tx, step: ChangeStepId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from change_steps where id = $1 and version = $2", step.0, version,)?)
}

/// Removes every step of a change that nobody has done.
///
/// # Errors
/// What the database answers.
pub async fn clear(tx: &mut Tx, change: ChangeId) -> Result<(), StoreError> {
    run!(tx, "delete from change_steps where change_id = $1 and done_at is null", change.0)?;
    Ok(())
}

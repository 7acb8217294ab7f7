//! Baselines: moments of a plan that somebody gave a name.

use domain::time::Timestamp;
use domain::{BaselineId, ProjectId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

/// A moment of a plan with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// Which.
    pub id: BaselineId,
    /// Of which project's plan.
    pub project: ProjectId,
    /// The last operation that belongs to it.
    pub seq: i64,
    /// What it is called.
    pub name: String,
    /// Who named it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    seq: i64,
    name: String,
    created_by: Uuid,
    created_at: i64,
}

impl From<Row> for Baseline {
    fn from(row: Row) -> Self {
        Self {
            id: BaselineId(row.id),
            project: ProjectId(row.project_id),
            seq: row.seq,
            name: row.name,
            by: UserId(row.created_by),
            at: Timestamp(row.created_at),
        }
    }
}

/// Gives a moment its name.
///
/// # Errors
/// `Reference` when the project has no plan, `Taken("id")` when there is one with this id.
pub async fn create(tx: &mut Tx, baseline: &Baseline) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into baselines (id, project_id, seq, name, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        baseline.id.0,
        baseline.project.0,
        baseline.seq,
        baseline.name.as_str(),
        baseline.by.0,
        baseline.at.0,
    )?;
    Ok(())
}

/// The baselines of a project's plan, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn all(tx: &mut Tx, project: ProjectId) -> Result<Vec<Baseline>, StoreError> {
    let rows = all!(
        tx,
        Row,
        "select id, project_id, seq, name, created_by, created_at from baselines
         where project_id = $1 order by seq desc, created_at desc, id",
        project.0,
    )?;
    Ok(rows.into_iter().map(Baseline::from).collect())
}

/// Takes the name from a moment again; the history keeps the moment.
///
/// # Errors
/// `Conflict` when it is gone already.
pub async fn remove(
    tx: &mut Tx,
    project: ProjectId,
    baseline: BaselineId,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from baselines where project_id = $1 and id = $2",
        project.0,
        baseline.0,
    )?)
}

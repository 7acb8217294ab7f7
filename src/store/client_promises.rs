//! What was promised to clients.

use domain::client::promise::{Outcome, Promise, PromiseFacts};
use domain::time::Timestamp;
use domain::{ClientId, ClientPromiseId, ProjectId, UserId};
use uuid::Uuid;

use crate::{Reach, StoreError, Tx, changed, day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    client_id: Uuid,
    project_id: Option<Uuid>,
    text: String,
    due: String,
    outcome: Option<String>,
    settled_at: Option<i64>,
    created_by: Uuid,
    version: i32,
}

impl TryFrom<Row> for Promise {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let outcome = row.outcome.map(|name| name.parse::<Outcome>()).transpose();
        let facts = PromiseFacts {
            project: row.project_id.map(ProjectId),
            text: row.text,
            due: day(&row.due, "client_promises.due")?,
        };
        Ok(Self {
            id: ClientPromiseId(row.id),
            client: ClientId(row.client_id),
            facts,
            by: UserId(row.created_by),
            outcome: outcome.map_err(|_| StoreError::corrupt("client_promises.outcome"))?,
            settled_at: row.settled_at.map(Timestamp),
            version: row.version,
        })
    }
}

/// Keeps a new promise.
///
/// # Errors
/// `Reference` when client, project or author do not exist, `Taken("id")`.
pub async fn create(tx: &mut Tx, promise: &Promise, now: Timestamp) -> Result<(), StoreError> {
    let facts = &promise.facts;
    run!(
        tx,
        "insert into client_promises (id, client_id, project_id, text, due, outcome, settled_at,
             created_by, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        promise.id.0,
        promise.client.0,
        facts.project.map(|project| project.0),
        &facts.text,
        facts.due.to_string(),
        promise.outcome.map(Outcome::as_str),
        promise.settled_at.map(|at| at.0),
        promise.by.0,
        promise.version,
        now.0,
    )?;
    Ok(())
}

/// A promise by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, promise: ClientPromiseId) -> Result<Option<Promise>, StoreError> {
    find!(
        tx,
        Row,
        "select id, client_id, project_id, text, due, outcome, settled_at, created_by, version
         from client_promises where id = $1",
        promise.0,
    )?
    .map(Promise::try_from)
    .transpose()
}

/// What a client was promised, those that are not settled first, the earliest day first; those in
/// a project only within reach.
///
/// # Errors
/// What the database answers.
pub async fn of_client(
    tx: &mut Tx,
    client: ClientId,
    reach: Reach,
) -> Result<Vec<Promise>, StoreError> {
    all!(
        tx,
        Row,
        "select id, client_id, project_id, text, due, outcome, settled_at, created_by, version
         from client_promises p
         where client_id = $1 and (project_id is null or $2 is null or exists (
             select 1 from project_members where project_id = p.project_id and user_id = $2
         ))
         order by case when outcome is null then 0 else 1 end, due, id",
        client.0,
        reach.person(),
    )?
    .into_iter()
    .map(Promise::try_from)
    .collect()
}

/// Keeps what people edit of a promise, and how it ended; counts the version up.
///
/// # Errors
/// `Conflict` when `promise.version` is stale.
pub async fn update(tx: &mut Tx, promise: &Promise, now: Timestamp) -> Result<(), StoreError> {
    let facts = &promise.facts;
    changed(run!(
        tx,
        "update client_promises set project_id = $3, text = $4, due = $5, outcome = $6,
             settled_at = $7, version = version + 1, updated_at = $8
         where id = $1 and version = $2",
        promise.id.0,
        promise.version,
        facts.project.map(|project| project.0),
        &facts.text,
        facts.due.to_string(),
        promise.outcome.map(Outcome::as_str),
        promise.settled_at.map(|at| at.0),
        now.0,
    )?)
}

/// Deletes a promise.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove(tx: &mut Tx, promise: ClientPromiseId, version: i32) -> Result<(), StoreError> {
    let sql = "delete from client_promises where id = $1 and version = $2";
    changed(run!(tx, sql, promise.0, version)?)
}

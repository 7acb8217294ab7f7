//! The options of changes and their branches: plan operations in order, each with its inverse.

use domain::change::{BranchOp, ChangeOption, OptionDraft};
use domain::plan::PlanOp;
use domain::{ChangeId, ChangeOptionId, OpId, ProjectId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    change_id: Uuid,
    key: String,
    title: String,
    note: String,
    base_seq: i64,
    is_chosen: bool,
    version: i32,
}

impl From<Row> for ChangeOption {
    fn from(row: Row) -> Self {
        Self {
            id: ChangeOptionId(row.id),
            change: ChangeId(row.change_id),
            key: row.key,
            says: OptionDraft { title: row.title, note: row.note },
            base: row.base_seq,
            is_chosen: row.is_chosen,
            version: row.version,
        }
    }
}

/// Keeps a new option.
///
/// # Errors
/// `Taken("id")`, `Reference` when there is no such change.
pub async fn create(tx: &mut Tx, option: &ChangeOption) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into change_options (id, change_id, key, title, note, base_seq, is_chosen, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        option.id.0,
        option.change.0,
        &option.key,
        &option.says.title,
        &option.says.note,
        option.base,
        option.is_chosen,
        option.version,
    )?;
    Ok(())
}

/// An option by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, option: ChangeOptionId) -> Result<Option<ChangeOption>, StoreError> {
    let found = find!(
        tx,
        Row,
        "select id, change_id, key, title, note, base_seq, is_chosen, version
         from change_options where id = $1",
        option.0,
    )?;
    Ok(found.map(ChangeOption::from))
}

/// Like `find`, and nobody else adds to its branch until this transaction ends.
///
/// # Errors
/// `Busy` when another transaction does not let go of it.
pub async fn lock(tx: &mut Tx, option: ChangeOptionId) -> Result<Option<ChangeOption>, StoreError> {
    let found = find!(
        tx,
        Row,
        "update change_options set version = version where id = $1
         returning id, change_id, key, title, note, base_seq, is_chosen, version",
        option.0,
    )?;
    Ok(found.map(ChangeOption::from))
}

/// The options of a change by key.
///
/// # Errors
/// What the database answers.
pub async fn of_change(tx: &mut Tx, change: ChangeId) -> Result<Vec<ChangeOption>, StoreError> {
    let rows = all!(
        tx,
        Row,
        "select id, change_id, key, title, note, base_seq, is_chosen, version
         from change_options where change_id = $1 order by key",
        change.0,
    )?;
    Ok(rows.into_iter().map(ChangeOption::from).collect())
}

/// The changes of a project of which an option has operations.
///
/// # Errors
/// What the database answers.
pub async fn drawn(tx: &mut Tx, project: ProjectId) -> Result<Vec<ChangeId>, StoreError> {
    let rows = all!(
        tx,
        (Uuid,),
        "select r.id from change_requests r where r.project_id = $1 and exists (
             select 1 from change_options o join change_ops p on p.option_id = o.id
             where o.change_id = r.id
         )",
        project.0,
    )?;
    Ok(rows.into_iter().map(|(id,)| ChangeId(id)).collect())
}

/// Keeps what is known of an option; counts the version up.
///
/// # Errors
/// `Conflict` when `option.version` is stale.
pub async fn update(tx: &mut Tx, option: &ChangeOption) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update change_options set title = $3, note = $4, base_seq = $5, is_chosen = $6,
             version = version + 1
         where id = $1 and version = $2",
        option.id.0,
        option.version,
        &option.says.title,
        &option.says.note,
        option.base,
        option.is_chosen,
    )?)
}

/// Notes that something was drawn in the branch of an option: whoever has read it before has not
/// read this.
///
/// # Errors
/// `Conflict` when there is no such option.
pub async fn touch(tx: &mut Tx, option: ChangeOptionId) -> Result<(), StoreError> {
    changed(run!(tx, "update change_options set version = version + 1 where id = $1", option.0,)?)
}

/// Removes an option with its branch.
///
/// # Errors
/// `Conflict` when `version` is stale.
pub async fn remove(tx: &mut Tx, option: ChangeOptionId, version: i32) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from change_options where id = $1 and version = $2",
        option.0,
        version,
    )?)
}

/// The operations of a branch in order.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub async fn ops(tx: &mut Tx, option: ChangeOptionId) -> Result<Vec<BranchOp>, StoreError> {
    all!(
        tx,
        (Uuid, Option<Uuid>, String, String),
        "select op_id, actor_id, op, inverse from change_ops where option_id = $1
         order by position",
        option.0,
    )?
    .into_iter()
    .map(|(id, by, op, inverse)| {
        let (op, inverse) = (parsed(&op)?, parsed(&inverse)?);
        Ok(BranchOp { id: OpId(id), by: by.map(UserId), op, inverse })
    })
    .collect()
}

/// Adds an operation to a branch; `position` counts from 1 and is the one after the last.
///
/// # Errors
/// `Taken` when the position or the operation is there already.
pub async fn append(
    tx: &mut Tx,
    option: ChangeOptionId,
    position: i64,
    op: &BranchOp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into change_ops (option_id, position, op_id, actor_id, op, inverse)
         values ($1, $2, $3, $4, $5, $6)",
        option.0,
        position,
        op.id.0,
        op.by.map(|by| by.0),
        written(&op.op)?,
        written(&op.inverse)?,
    )?;
    Ok(())
}

/// Makes these the operations of a branch.
///
/// # Errors
/// `Reference` when there is no such option.
pub async fn replace(
    tx: &mut Tx,
    option: ChangeOptionId,
    ops: &[BranchOp],
) -> Result<(), StoreError> {
    run!(tx, "delete from change_ops where option_id = $1", option.0)?;
    for (position, op) in (1..).zip(ops) {
        append(tx, option, position, op).await?;
    }
    Ok(())
}

fn parsed(text: &str) -> Result<PlanOp, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::corrupt("change_ops"))
}

fn written(op: &PlanOp) -> Result<String, StoreError> {
    serde_json::to_string(op).map_err(|_| StoreError::corrupt("an operation without a text"))
}

//! Plans: a snapshot, and the operations after it in the order that the server gave them.

pub mod filed;
mod stored;

use domain::plan::apply::apply;
use domain::plan::{Plan, PlanOp};
use domain::time::Timestamp;
use domain::{OpId, ProjectId, TaskId, UserId};
use serde::Serialize;

use crate::db::Dialect;
use crate::{StoreError, Tx, changed, wake};
use stored::{OpRow, parsed, written};

pub use stored::StoredOp;

/// What search and lists know about a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskRow {
    /// Which.
    pub id: TaskId,
    /// The number in its key.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// Who answers for it.
    pub assignee: Option<UserId>,
    /// Whether it is finished.
    pub is_done: bool,
}

/// All rows travel as one JSON text, so that an import of thousands is one statement.
const PUT_TASKS: Dialect = Dialect {
    sqlite: "insert into tasks (project_id, id, number, title, assignee_id, is_done)
         select $1, unhex(replace(value ->> 'id', '-', '')), value ->> 'number',
             value ->> 'title', unhex(replace(value ->> 'assignee', '-', '')),
             value ->> 'is_done'
         from json_each($2) where true
         on conflict (project_id, id) do update set number = excluded.number,
             title = excluded.title, assignee_id = excluded.assignee_id,
             is_done = excluded.is_done",
    postgres: "insert into tasks (project_id, id, number, title, assignee_id, is_done)
         select $1, id, number, title, assignee, is_done
         from json_to_recordset($2::json)
             as task (id uuid, number bigint, title text, assignee uuid, is_done boolean)
         on conflict (project_id, id) do update set number = excluded.number,
             title = excluded.title, assignee_id = excluded.assignee_id,
             is_done = excluded.is_done",
};

const REMOVE_TASKS: Dialect = Dialect {
    sqlite: "delete from tasks where project_id = $1 and id in (
             select unhex(replace(value, '-', '')) from json_each($2)
         )",
    postgres: "delete from tasks where project_id = $1 and id in (
             select value::uuid from json_array_elements_text($2::json)
         )",
};

/// Keeps a project's first plan, before any operation.
///
/// # Errors
/// `Taken("plans")` when it has one, `Reference` when there is no such project.
pub async fn create(
    tx: &mut Tx,
    project: ProjectId,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into plans (project_id, head, created_at) values ($1, 0, $2)",
        project.0,
        now.0,
    )?;
    save_snapshot(tx, project, 0, plan).await
}

/// The place of the last operation, 0 before the first; none where the project has no plan.
///
/// # Errors
/// What the database answers.
pub async fn head(tx: &mut Tx, project: ProjectId) -> Result<Option<i64>, StoreError> {
    let found = find!(tx, (i64,), "select head from plans where project_id = $1", project.0)?;
    Ok(found.map(|(head,)| head))
}

/// Like `head`, and nobody else appends until this transaction ends.
///
/// # Errors
/// `Busy` when another transaction does not let go of it.
pub async fn lock_head(tx: &mut Tx, project: ProjectId) -> Result<Option<i64>, StoreError> {
    let found = find!(
        tx,
        (i64,),
        "update plans set head = head where project_id = $1 returning head",
        project.0,
    )?;
    Ok(found.map(|(head,)| head))
}

/// The plan as it stands and the place of its last operation: the latest snapshot with the
/// operations after it applied.
///
/// # Errors
/// `Corrupt` when what is stored cannot be read, has gaps or does not apply.
pub async fn load(tx: &mut Tx, project: ProjectId) -> Result<Option<(i64, Plan)>, StoreError> {
    load_at(tx, project, i64::MAX).await
}

/// The plan as it stood after the operation `seq`, or as it stands where that is not decided yet.
///
/// # Errors
/// As `load`.
pub async fn load_at(
    tx: &mut Tx,
    project: ProjectId,
    seq: i64,
) -> Result<Option<(i64, Plan)>, StoreError> {
    let snapshot = find!(
        tx,
        (i64, String),
        "select seq, plan from plan_snapshots where project_id = $1 and seq <= $2
         order by seq desc limit 1",
        project.0,
        seq,
    )?;
    let Some((mut head, text)) = snapshot else { return Ok(None) };
    let mut plan: Plan = parsed(&text, "plan_snapshots.plan")?;
    let ops = all!(
        tx,
        (i64, String),
        "select seq, op from plan_ops where project_id = $1 and seq > $2 and seq <= $3
         order by seq",
        project.0,
        head,
        seq,
    )?;
    for (seq, text) in ops {
        let op: PlanOp = parsed(&text, "plan_ops.op")?;
        let damaged =
            |why: &str| StoreError::corrupt(format!("plan_ops {seq} of project {project}: {why}"));
        if seq != head + 1 {
            return Err(damaged("there is a gap before it"));
        }
        apply(&mut plan, &op).map_err(|refusal| damaged(&refusal.to_string()))?;
        head = seq;
    }
    Ok(Some((head, plan)))
}

/// The operations after a place, in order.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub async fn since(tx: &mut Tx, project: ProjectId, seq: i64) -> Result<Vec<StoredOp>, StoreError> {
    all!(
        tx,
        OpRow,
        "select seq, op_id, actor_id, at, view, step, op, inverse from plan_ops
         where project_id = $1 and seq > $2 order by seq",
        project.0,
        seq,
    )?
    .into_iter()
    .map(StoredOp::try_from)
    .collect()
}

/// Which part of a history is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Only operations before this place.
    pub before: i64,
    /// Only those that name this task.
    pub task: Option<TaskId>,
    /// Only those of this person.
    pub by: Option<UserId>,
    /// Only those before this moment.
    pub until: Option<Timestamp>,
    /// So many at most.
    pub max: i64,
}

/// The history of a plan, backwards.
///
/// # Errors
/// `Corrupt` when an operation cannot be read.
pub async fn history(
    tx: &mut Tx,
    project: ProjectId,
    pick: Pick,
) -> Result<Vec<StoredOp>, StoreError> {
    // A removal names the tasks below the topmost one only in its inverse.
    let task = pick.task.map_or_else(|| "%".to_owned(), |task| format!("%{task}%"));
    let by = pick.by.map(|by| by.0);
    all!(
        tx,
        OpRow,
        "select seq, op_id, actor_id, at, view, step, op, inverse from plan_ops
         where project_id = $1 and seq < $2 and (op like $3 or inverse like $3)
             and actor_id = coalesce($4, actor_id) and at < $5
         order by seq desc limit $6",
        project.0,
        pick.before,
        task,
        by,
        pick.until.map_or(i64::MAX, |until| until.0),
        pick.max,
    )?
    .into_iter()
    .map(StoredOp::try_from)
    .collect()
}

/// When a plan's first version was made.
///
/// # Errors
/// What the database answers.
pub async fn began(tx: &mut Tx, project: ProjectId) -> Result<Option<Timestamp>, StoreError> {
    let found = find!(tx, (i64,), "select created_at from plans where project_id = $1", project.0)?;
    Ok(found.map(|(at,)| Timestamp(at)))
}

/// When each operation was decided and what takes it back, the latest first: the whole way from
/// the plan as it stands to its first version.
///
/// # Errors
/// `Corrupt` when an inverse cannot be read.
pub async fn inverses(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<(Timestamp, PlanOp)>, StoreError> {
    all!(
        tx,
        (i64, String),
        "select at, inverse from plan_ops where project_id = $1 order by seq desc",
        project.0,
    )?
    .into_iter()
    .map(|(at, text)| Ok((Timestamp(at), parsed(&text, "plan_ops.inverse")?)))
    .collect()
}

/// The place of an operation by its author's name for it: then it was decided before.
///
/// # Errors
/// What the database answers.
pub async fn find_op(tx: &mut Tx, project: ProjectId, op: OpId) -> Result<Option<i64>, StoreError> {
    let found = find!(
        tx,
        (i64,),
        "select seq from plan_ops where project_id = $1 and op_id = $2",
        project.0,
        op.0,
    )?;
    Ok(found.map(|(seq,)| seq))
}

/// Those of the operations that were decided before.
///
/// # Errors
/// What the database answers.
pub async fn known(tx: &mut Tx, project: ProjectId, ops: &[OpId]) -> Result<Vec<OpId>, StoreError> {
    let mut known = Vec::new();
    for op in ops {
        if find_op(tx, project, *op).await?.is_some() {
            known.push(*op);
        }
    }
    Ok(known)
}

/// Appends an operation whose place is the one after `expected_head`.
///
/// # Errors
/// `Conflict` when the head is another by now, `Taken("plan_ops.op_id")` when the operation was
/// appended before.
pub async fn append(
    tx: &mut Tx,
    project: ProjectId,
    expected_head: i64,
    op: &StoredOp,
) -> Result<(), StoreError> {
    if op.seq != expected_head + 1 {
        return Err(StoreError::Conflict);
    }
    changed(run!(
        tx,
        "update plans set head = $3 where project_id = $1 and head = $2",
        project.0,
        expected_head,
        op.seq,
    )?)?;
    run!(
        tx,
        "insert into plan_ops (project_id, seq, op_id, actor_id, at, view, step, op, inverse)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        project.0,
        op.seq,
        op.op_id.0,
        op.actor.0,
        op.at.0,
        op.origin.view.as_str(),
        op.origin.step.as_str(),
        written(&op.op)?,
        written(&op.inverse)?,
    )?;
    wake::plan_changed(tx, project).await
}

/// Keeps the plan as it is after the operation `seq`, so that opening it applies fewer. Of those
/// before it one in a thousand operations stays, for who wants to see how the plan once was.
///
/// # Errors
/// `Reference` when the project has no plan, `Taken("id")` when there is a snapshot of that place.
pub async fn save_snapshot(
    tx: &mut Tx,
    project: ProjectId,
    seq: i64,
    plan: &Plan,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into plan_snapshots (project_id, seq, plan) values ($1, $2, $3)",
        project.0,
        seq,
        written(plan)?,
    )?;
    run!(
        tx,
        "delete from plan_snapshots where project_id = $1 and seq < $2 and seq % 1000 <> 0",
        project.0,
        seq,
    )?;
    Ok(())
}

/// Brings what search and lists know in line with the plan.
///
/// # Errors
/// `Reference` when there is no such project, or an assignee is nobody.
pub async fn index_tasks(
    tx: &mut Tx,
    project: ProjectId,
    changed: &[TaskRow],
    removed: &[TaskId],
) -> Result<(), StoreError> {
    if !removed.is_empty() {
        run!(tx, REMOVE_TASKS, project.0, written(removed)?)?;
    }
    if !changed.is_empty() {
        run!(tx, PUT_TASKS, project.0, written(changed)?)?;
    }
    Ok(())
}

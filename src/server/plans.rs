//! Plans that are open: the server's copy of each, kept in memory and brought up by `seq`.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::plan::apply::apply;
use domain::plan::{Committed, Plan, PlanOp, Task};
use domain::time::Timestamp;
use domain::{OpId, ProjectId, TaskId, UserId};
use store::Tx;
use store::plans::{StoredOp, TaskRow};

use crate::error::AppError;

/// How many plans are kept in memory.
const KEPT: usize = 64;
/// A snapshot is written when so many operations came after the last one.
const SNAPSHOT_EVERY: i64 = 200;

/// A plan as of a number, or nothing while somebody changes it.
type Copy = Arc<tokio::sync::Mutex<Option<(i64, Plan)>>>;

/// The plans in memory; cheap to clone.
#[derive(Clone, Default)]
pub struct Plans {
    open: Arc<Mutex<HashMap<ProjectId, Copy>>>,
}

/// What an author sends: one operation with the author's own name for it.
pub struct Submission {
    /// The author's name for it; a replay changes nothing.
    pub id: OpId,
    /// The last number that the author knows.
    pub since: i64,
    /// The operation.
    pub op: PlanOp,
    /// Who.
    pub author: UserId,
    /// When it arrived.
    pub at: Timestamp,
}

/// What a submission led to, to be committed by the caller.
pub struct Applied {
    /// Everything that was numbered since the author last looked, this operation last.
    pub committed: Vec<Committed>,
    /// The plan as it will be after the commit, for `keep`; none when it was a replay.
    pub after: Option<(i64, Plan)>,
}

impl Plans {
    /// Reads a plan as of the transaction.
    ///
    /// # Errors
    /// `NotFound`, and what the store reports.
    pub async fn read<T>(
        &self,
        tx: &mut Tx,
        project: ProjectId,
        look: impl FnOnce(i64, &Plan) -> T,
    ) -> Result<T, AppError> {
        let copy = self.copy(project);
        let mut held = copy.lock().await;
        let (seq, plan) = fresh(held.take(), tx, project).await?;
        let seen = look(seq, &plan);
        *held = Some((seq, plan));
        Ok(seen)
    }

    /// Applies an operation inside the transaction. The caller commits, then calls `keep`: a plan
    /// is kept in memory only as it was committed.
    ///
    /// # Errors
    /// `NotFound`, what `may` says, a refusal, or what the store reports.
    pub async fn submit(
        &self,
        tx: &mut Tx,
        project: ProjectId,
        submission: Submission,
        may: impl FnOnce(&Plan, &PlanOp) -> Result<(), AppError>,
    ) -> Result<Applied, AppError> {
        store::plans::lock_head(tx, project).await?.ok_or(AppError::NotFound)?;
        let since = submission.since;
        let is_replay = store::plans::find_op(tx, project, submission.id).await?.is_some();
        let after = match is_replay {
            true => None,
            false => Some(self.append(tx, project, submission, may).await?),
        };
        let committed = store::plans::since(tx, project, since).await?;
        let committed = committed
            .into_iter()
            .map(|StoredOp { seq, op_id: id, op, .. }| Committed { seq, id, op });
        Ok(Applied { committed: committed.collect(), after })
    }

    /// Puts a plan that was just committed into memory.
    pub async fn keep(&self, project: ProjectId, after: Option<(i64, Plan)>) {
        if let Some(after) = after {
            *self.copy(project).lock().await = Some(after);
        }
    }

    async fn append(
        &self,
        tx: &mut Tx,
        project: ProjectId,
        submission: Submission,
        may: impl FnOnce(&Plan, &PlanOp) -> Result<(), AppError>,
    ) -> Result<(i64, Plan), AppError> {
        let copy = self.copy(project);
        let mut held = copy.lock().await;
        let (head, mut plan) = fresh(held.take(), tx, project).await?;
        let op = numbered(&plan, submission.op);
        let applied = may(&plan, &op).and_then(|()| Ok(apply(&mut plan, &op)?));
        let inverse = match applied {
            Ok(inverse) => inverse,
            Err(error) => {
                // A refusal has changed nothing: the copy stays good.
                *held = Some((head, plan));
                return Err(error);
            }
        };
        let (op_id, actor, at) = (submission.id, submission.author, submission.at);
        let stored = StoredOp { seq: head + 1, op_id, actor, at, op, inverse };
        write(tx, project, head, &stored, &plan).await?;
        Ok((head + 1, plan))
    }

    fn copy(&self, project: ProjectId) -> Copy {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= KEPT && !open.contains_key(&project) {
            open.clear();
        }
        open.entry(project).or_default().clone()
    }
}

/// A copy brought up to the transaction's number; one that is ahead of it is read anew.
async fn fresh(
    held: Option<(i64, Plan)>,
    tx: &mut Tx,
    project: ProjectId,
) -> Result<(i64, Plan), AppError> {
    let head = store::plans::head(tx, project).await?.ok_or(AppError::NotFound)?;
    if let Some((seq, mut plan)) = held.filter(|(seq, _)| *seq <= head) {
        let later = store::plans::since(tx, project, seq).await?;
        if later.iter().all(|stored| apply(&mut plan, &stored.op).is_ok()) {
            return Ok((head, plan));
        }
    }
    store::plans::load(tx, project).await?.ok_or(AppError::NotFound)
}

/// The operation with task numbers that are free: two people may have chosen the same.
fn numbered(plan: &Plan, op: PlanOp) -> PlanOp {
    match op {
        PlanOp::Add { mut tasks, links } => {
            let taken: BTreeSet<u32> = plan.tasks.values().map(|task| task.number).collect();
            // Beyond the numbers of the plan and of the other new tasks alike.
            let highest = tasks.iter().map(|task| task.number).max().unwrap_or(0);
            let free = plan.next_number().max(highest.saturating_add(1))..;
            let clashing = tasks.iter_mut().filter(|task| taken.contains(&task.number));
            for (number, task) in free.zip(clashing) {
                task.number = number;
            }
            PlanOp::Add { tasks, links }
        }
        PlanOp::Batch(ops) => {
            // Only one step of a batch adds tasks: imports and pastes put all of them into it.
            PlanOp::Batch(ops.into_iter().map(|op| numbered(plan, op)).collect())
        }
        other => other,
    }
}

async fn write(
    tx: &mut Tx,
    project: ProjectId,
    head: i64,
    stored: &StoredOp,
    plan: &Plan,
) -> Result<(), AppError> {
    store::plans::append(tx, project, head, stored).await?;
    if stored.seq % SNAPSHOT_EVERY == 0 || matches!(stored.op, PlanOp::Batch(_)) {
        store::plans::save_snapshot(tx, project, stored.seq, plan).await?;
    }
    let touched = touched(&stored.op, &stored.inverse);
    let rows: Vec<TaskRow> = touched.iter().filter_map(|id| row(plan, *id)).collect();
    let gone: Vec<TaskId> = touched.into_iter().filter(|id| !plan.tasks.contains_key(id)).collect();
    Ok(store::plans::index_tasks(tx, project, &rows, &gone).await?)
}

/// The tasks that an operation or its inverse names.
fn touched(op: &PlanOp, inverse: &PlanOp) -> BTreeSet<TaskId> {
    let mut touched = BTreeSet::new();
    let mut open = vec![op, inverse];
    while let Some(op) = open.pop() {
        match op {
            PlanOp::Add { tasks, .. } => touched.extend(tasks.iter().map(|task| task.id)),
            PlanOp::Remove { tasks } => touched.extend(tasks.iter().copied()),
            PlanOp::Change { task, .. } => touched.extend([*task]),
            PlanOp::Batch(ops) => open.extend(ops),
            PlanOp::Link(_)
            | PlanOp::Unlink(_)
            | PlanOp::PutCalendar(_)
            | PlanOp::RemoveCalendar(_)
            | PlanOp::PutColumn(_)
            | PlanOp::RemoveColumn(_)
            | PlanOp::Configure(_) => {}
        }
    }
    touched
}

/// What the search knows of a task.
#[must_use]
pub fn row(plan: &Plan, id: TaskId) -> Option<TaskRow> {
    let Task { number, title, assignee, percent, .. } = plan.tasks.get(&id)?;
    Some(TaskRow {
        id,
        number: *number,
        title: title.clone(),
        assignee: *assignee,
        is_done: *percent == 100,
    })
}

//! Plans that are open: the server's copy of each, kept in memory and brought up by `seq`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::plan::apply::apply;
use domain::plan::number::numbered;
use domain::plan::{Made, Overtaken, Plan, PlanOp, Task, Touched};
use domain::time::Timestamp;
use domain::{ProjectId, TaskId, UserId};
use store::Tx;
use store::plans::{StoredOp, TaskRow};
use tokio::sync::OwnedMutexGuard;

use super::live::Live;
use crate::error::AppError;

/// How many plans are kept in memory.
const KEPT: usize = 64;
/// A snapshot is written when so many operations came after the last one.
const SNAPSHOT_EVERY: i64 = 200;

/// A plan as of a number, or nothing while somebody changes it.
type Held = Arc<tokio::sync::Mutex<Option<(i64, Plan)>>>;

/// The plans in memory; cheap to clone.
#[derive(Clone, Default)]
pub struct Plans {
    open: Arc<Mutex<HashMap<ProjectId, Held>>>,
    /// Whom changes are told to; nobody in a command without a server.
    live: Option<Live>,
}

/// A project's plan while somebody changes it: nobody else does until this is kept or dropped.
pub struct Sitting {
    project: ProjectId,
    live: Option<Live>,
    /// Everyone else waits here for the copy; it is empty meanwhile, and stays so when nothing is
    /// committed.
    copy: OwnedMutexGuard<Option<(i64, Plan)>>,
    seq: i64,
    plan: Plan,
    /// What was done since the author last looked: number, who, and what it touched.
    recent: Vec<(i64, UserId, Touched)>,
}

impl Plans {
    /// No plans yet; their changes are told to those who have them open.
    #[must_use]
    pub fn new(live: Live) -> Self {
        Self { open: Arc::default(), live: Some(live) }
    }

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

    /// Begins to change a plan inside the transaction, for an author who knows all operations up
    /// to `base`. The caller commits, then calls `Sitting::keep`.
    ///
    /// # Errors
    /// `NotFound`, and what the store reports.
    pub async fn sit_down(
        &self,
        tx: &mut Tx,
        project: ProjectId,
        base: i64,
    ) -> Result<Sitting, AppError> {
        let head = store::plans::lock_head(tx, project).await?.ok_or(AppError::NotFound)?;
        let mut copy = self.copy(project).lock_owned().await;
        let (seq, plan) = fresh(copy.take(), tx, project).await?;
        let recent = if base < head {
            let ops = store::plans::since(tx, project, base).await?;
            let touched = |op: &StoredOp| Touched::by_both(&op.op, &op.inverse);
            ops.iter().map(|op| (op.seq, op.actor, touched(op))).collect()
        } else {
            Vec::new()
        };
        Ok(Sitting { project, live: self.live.clone(), copy, seq, plan, recent })
    }

    fn copy(&self, project: ProjectId) -> Held {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= KEPT && !open.contains_key(&project) {
            open.clear();
        }
        open.entry(project).or_default().clone()
    }
}

impl Sitting {
    /// The number of the last operation.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.seq
    }

    /// The plan as it stands.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Applies an operation and writes it, unless it was written before. Answers what was written.
    ///
    /// # Errors
    /// `Overtaken`, a refusal, or what the store reports; the first two change nothing.
    pub async fn take(
        &mut self,
        tx: &mut Tx,
        made: Made,
        author: UserId,
        at: Timestamp,
    ) -> Result<Option<StoredOp>, AppError> {
        if store::plans::find_op(tx, self.project, made.id).await?.is_some() {
            return Ok(None);
        }
        let Made { id: op_id, base, origin, op } = made;
        let op = numbered(&self.plan, op);
        let inverse = apply(&mut self.plan, &op)?;
        if let Some(overtaken) = self.overtaken(&Touched::by_both(&op, &inverse), base, author)
            && op != inverse
        {
            apply(&mut self.plan, &inverse).expect("what was just done can be undone");
            return Err(AppError::Overtaken(overtaken));
        }
        let stored = StoredOp { seq: self.seq + 1, op_id, actor: author, at, origin, op, inverse };
        write(tx, self.project, self.seq, &stored, &self.plan).await?;
        self.seq = stored.seq;
        Ok(Some(stored))
    }

    /// Puts the plan that was just committed into memory, and tells those who have it open.
    pub fn keep(mut self) {
        *self.copy = Some((self.seq, self.plan));
        if let Some(live) = &self.live {
            live.wake(self.project);
        }
    }

    /// Who changed, since the author last looked, what the operation changes or takes along.
    fn overtaken(&self, touched: &Touched, base: i64, author: UserId) -> Option<Overtaken> {
        let later = self.recent.iter().rev();
        let mut others = later.filter(|(seq, by, _)| *seq > base && *by != author);
        others
            .find_map(|(_, by, other)| touched.meets(other).map(|part| Overtaken { by: *by, part }))
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
    let touched = Touched::by_both(&stored.op, &stored.inverse).tasks();
    let rows: Vec<TaskRow> = touched.iter().filter_map(|id| row(plan, *id)).collect();
    let gone: Vec<TaskId> = touched.into_iter().filter(|id| !plan.tasks.contains_key(id)).collect();
    Ok(store::plans::index_tasks(tx, project, &rows, &gone).await?)
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

//! What is done with several rows at once, as one step. Pure.

use std::collections::BTreeSet;

use domain::plan::apply::apply;
use domain::plan::{Plan, PlanOp, PlanView, Scheduled, Task, TaskChange, Touched};
use domain::time::Minute;
use domain::{Refusal, TaskId};

use crate::features::shared::arrange::{self, Arrange};
use crate::features::shared::moves::{Grab, Lift, Shift};

/// What a shift of several tasks leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shifted {
    /// The operation; none where nothing moves.
    pub op: Option<PlanOp>,
    /// How many of them move.
    pub moved: usize,
    /// How many stay: summaries, work that has begun or is done, and what others hold.
    pub left: usize,
}

/// Those of the tasks that lie below none of the others, in the order in which they came.
pub fn topmost(plan: &Plan, tasks: &[TaskId]) -> Vec<TaskId> {
    let all: BTreeSet<TaskId> = tasks.iter().copied().collect();
    let parent = |task: &TaskId| plan.tasks.get(task).and_then(|task| task.parent);
    let is_top = |task: &&TaskId| {
        !std::iter::successors(parent(task), parent).any(|above| all.contains(&above))
    };
    tasks.iter().filter(is_top).copied().collect()
}

/// The steps that change one property of all tasks for which `change` has a new value.
pub fn change(
    plan: &Plan,
    tasks: &[TaskId],
    change: impl Fn(&Task) -> Option<TaskChange>,
) -> Vec<PlanOp> {
    let tasks = tasks.iter().filter_map(|task| plan.tasks.get(task));
    tasks.filter_map(|task| Some(PlanOp::change(task.id, change(task)?))).collect()
}

/// The steps that move rows in the outline, which come from top to bottom. What lies below another
/// of them goes with it, and a row does not jump over another of them that stays.
///
/// # Errors
/// The refusal of the plan, for links that would close a loop.
pub fn arrange(plan: &Plan, tasks: &[TaskId], how: Arrange) -> Result<Vec<PlanOp>, Refusal> {
    let mut tasks = topmost(plan, tasks);
    let all: BTreeSet<TaskId> = tasks.iter().copied().collect();
    // Of those that go the same way the foremost goes first.
    if matches!(how, Arrange::Down | Arrange::Outdent) {
        tasks.reverse();
    }
    let mut scratch = plan.clone();
    let mut steps = Vec::new();
    for task in tasks {
        if in_the_way(&scratch, task, how).is_some_and(|other| all.contains(&other)) {
            continue;
        }
        let Some(op) = arrange::arrange(&scratch, task, how) else { continue };
        apply(&mut scratch, &op)?;
        steps.push(op);
    }
    Ok(steps)
}

/// The sibling over which or into which a row would go.
fn in_the_way(plan: &Plan, task: TaskId, how: Arrange) -> Option<TaskId> {
    let found = plan.tasks.get(&task)?;
    let place = (&found.rank, found.id);
    let siblings = plan.tasks.values().filter(|other| other.parent == found.parent);
    let siblings = siblings.map(|other| (&other.rank, other.id));
    let next = match how {
        Arrange::Outdent => None,
        Arrange::Down => siblings.filter(|other| *other > place).min(),
        Arrange::Indent | Arrange::Up => siblings.filter(|other| *other < place).max(),
    };
    next.map(|(_, id)| id)
}

/// Moves tasks by weeks and working days. What moves along with another of them gets no date of
/// its own.
///
/// # Errors
/// The refusal of the plan, for dates beyond what a plan may hold.
pub fn shift(view: &PlanView, tasks: &[TaskId], by: Shift) -> Result<Shifted, Refusal> {
    let was = |task: TaskId| start(&view.scheduled, task);
    let mut order = tasks.to_vec();
    // What waits comes after what it waits for.
    order.sort_by_key(|task| was(*task));
    let (mut plan, mut scheduler) = (view.plan.clone(), view.scheduler());
    let mut scheduled = view.scheduled.clone();
    let mut steps = Vec::new();
    for task in order {
        let Ok(mut lift) = Lift::of(view, task, Grab::Body) else { continue };
        lift.shift(by, &view.scheduled)?;
        let wanted = lift.preview().map(|preview| preview.dates.start);
        if wanted.is_none() || is_there(was(task), start(&scheduled, task), wanted) {
            continue;
        }
        let Some(op) = lift.into_op() else { continue };
        apply(&mut plan, &op)?;
        scheduler.follow(&plan, &Touched::by(&op));
        scheduled = scheduler.scheduled();
        steps.push(op);
    }
    let moved = tasks.iter().filter(|task| was(**task) != start(&scheduled, **task)).count();
    Ok(Shifted { op: PlanOp::of_steps(steps), moved, left: tasks.len() - moved })
}

fn start(scheduled: &Scheduled, task: TaskId) -> Option<Minute> {
    scheduled.dates(task).map(|dates| dates.start)
}

/// Whether a task is where it is wanted already, or beyond.
fn is_there(was: Option<Minute>, is: Option<Minute>, wanted: Option<Minute>) -> bool {
    if wanted >= was { is >= wanted } else { is <= wanted }
}

#[cfg(test)]
mod tests;

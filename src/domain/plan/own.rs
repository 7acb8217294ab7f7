//! What a member may do to the own tasks, without the right to change the plan.

use super::{Plan, PlanOp, TaskChange};
use crate::UserId;

/// Whether an operation only reports on tasks that this person answers for: moves the card, sets
/// progress, blocks and unblocks, ticks off steps, writes the description.
#[must_use]
pub fn is_own_work(plan: &Plan, op: &PlanOp, user: UserId) -> bool {
    match op {
        PlanOp::Batch(ops) => ops.iter().all(|op| is_own_work(plan, op, user)),
        PlanOp::Change { task, to } => {
            let is_own = plan.tasks.get(task).is_some_and(|task| task.assignee == Some(user));
            is_own && is_report(to)
        }
        PlanOp::Add { .. }
        | PlanOp::Remove { .. }
        | PlanOp::Link(_)
        | PlanOp::Unlink(_)
        | PlanOp::PutCalendar(_)
        | PlanOp::RemoveCalendar(_)
        | PlanOp::PutColumn(_)
        | PlanOp::RemoveColumn(_)
        | PlanOp::PutIteration(_)
        | PlanOp::RemoveIteration(_)
        | PlanOp::Configure(_) => false,
    }
}

const fn is_report(change: &TaskChange) -> bool {
    matches!(
        change,
        TaskChange::Card { .. }
            | TaskChange::Progress { .. }
            | TaskChange::Remaining(_)
            | TaskChange::Blocked(_)
            | TaskChange::LimitReason(_)
            | TaskChange::Checklist(_)
            | TaskChange::Description(_)
    )
}

//! Numbers of new tasks: two people may have chosen the same.

use std::collections::BTreeSet;

use super::{Plan, PlanOp};

/// The operation with task numbers that are free in the plan.
#[must_use]
pub fn numbered(plan: &Plan, op: PlanOp) -> PlanOp {
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
            // Steps that add tasks have numbers of their own: imports and pastes put all tasks into
            // one, and a branch is numbered as a whole before it becomes a batch.
            PlanOp::Batch(ops.into_iter().map(|op| numbered(plan, op)).collect())
        }
        other => other,
    }
}

//! A branch: plan operations in order, each with its inverse.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::agreement::Hash;
use crate::plan::apply::apply;
use crate::plan::{Plan, PlanOp, Task, TaskChange, Touched};
use crate::{OpId, Refusal, TaskId};

const DOMAIN: &str = "accord branch 1";

/// An operation of a branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchOp {
    /// Its author's name for it.
    pub id: OpId,
    /// What it does.
    pub op: PlanOp,
    /// What takes it back.
    pub inverse: PlanOp,
}

impl BranchOp {
    /// What it touches.
    #[must_use]
    pub fn touched(&self) -> Touched {
        Touched::by_both(&self.op, &self.inverse)
    }
}

/// A branch without what its author undid: an operation that is followed by its own inverse and the
/// inverse tell nothing and leave the plan as it was.
#[must_use]
pub fn folded(ops: Vec<BranchOp>) -> Vec<BranchOp> {
    let mut kept: Vec<BranchOp> = Vec::with_capacity(ops.len());
    for one in ops {
        if kept.last().is_some_and(|last| last.inverse == one.op) {
            kept.pop();
        } else {
            kept.push(one);
        }
    }
    kept
}

/// The SHA-256 of what a branch does: its operations in order, whoever made them and wherever they
/// stand. The numbers of new tasks are left out: they are given anew when the branch is put onto
/// another plan.
#[must_use]
pub fn digest(ops: &[BranchOp]) -> Hash {
    let ops: Vec<PlanOp> = ops.iter().map(|one| unnumbered(&one.op)).collect();
    let text = serde_json::to_string(&ops).expect("operations are kept as text");
    Hash::of(DOMAIN, text.as_bytes())
}

fn unnumbered(op: &PlanOp) -> PlanOp {
    match op {
        PlanOp::Add { tasks, links } => {
            let bare = |task: &Task| Task { number: 0, ..task.clone() };
            PlanOp::Add { tasks: tasks.iter().map(bare).collect(), links: links.clone() }
        }
        PlanOp::Batch(ops) => PlanOp::Batch(ops.iter().map(unnumbered).collect()),
        PlanOp::Remove { .. }
        | PlanOp::Change { .. }
        | PlanOp::Link(_)
        | PlanOp::Unlink(_)
        | PlanOp::PutCalendar(_)
        | PlanOp::RemoveCalendar(_)
        | PlanOp::PutColumn(_)
        | PlanOp::RemoveColumn(_)
        | PlanOp::PutIteration(_)
        | PlanOp::RemoveIteration(_)
        | PlanOp::Configure(_) => op.clone(),
    }
}

/// The plan with a branch on top of it.
///
/// # Errors
/// Why an operation does not apply.
pub fn replayed(mut plan: Plan, ops: &[BranchOp]) -> Result<Plan, Refusal> {
    for one in ops {
        apply(&mut plan, &one.op)?;
    }
    Ok(plan)
}

/// As much of a plan as the sentences about these operations need: what they name, without dates.
/// `plans` are searched in order.
#[must_use]
pub fn named(plans: &[&Plan], ops: &[BranchOp]) -> Plan {
    let mut wanted = BTreeSet::new();
    for one in ops {
        wanted.extend(one.touched().tasks());
        mention(&one.op, &mut wanted);
        mention(&one.inverse, &mut wanted);
    }
    let find = |id: &TaskId| plans.iter().find_map(|plan| plan.tasks.get(id));
    let bare = |task: &Task| {
        let title = task.title.clone();
        (task.id, Task::new(task.id, task.number, title, task.rank.clone()))
    };
    let first = plans.first().expect("there is a plan to take names from");
    let mut names = Plan {
        settings: first.settings.clone(),
        tasks: wanted.iter().filter_map(find).map(bare).collect(),
        links: Default::default(),
        calendars: Default::default(),
        columns: Default::default(),
        iterations: Default::default(),
    };
    for plan in plans.iter().rev() {
        names.columns.extend(plan.columns.iter().map(|(id, column)| (*id, column.clone())));
        names.iterations.extend(plan.iterations.iter().map(|(id, one)| (*id, one.clone())));
        for calendar in plan.calendars.values() {
            let mut bare = calendar.clone();
            (bare.exceptions, bare.work_weeks) = (Vec::new(), Vec::new());
            names.calendars.insert(bare.id, bare);
        }
    }
    names
}

/// The tasks that an operation names without touching them: the ends of a dependency, a summary.
fn mention(op: &PlanOp, tasks: &mut BTreeSet<TaskId>) {
    match op {
        PlanOp::Link(link) => tasks.extend([link.from, link.to]),
        PlanOp::Change { to: TaskChange::Place { parent, .. }, .. } => tasks.extend(*parent),
        PlanOp::Batch(ops) => ops.iter().for_each(|op| mention(op, tasks)),
        PlanOp::Add { .. }
        | PlanOp::Remove { .. }
        | PlanOp::Change { .. }
        | PlanOp::Unlink(_)
        | PlanOp::PutCalendar(_)
        | PlanOp::RemoveCalendar(_)
        | PlanOp::PutColumn(_)
        | PlanOp::RemoveColumn(_)
        | PlanOp::PutIteration(_)
        | PlanOp::RemoveIteration(_)
        | PlanOp::Configure(_) => {}
    }
}

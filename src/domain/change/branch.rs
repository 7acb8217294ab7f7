//! A branch: plan operations in order, each with its inverse.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::agreement::Hash;
use crate::plan::apply::apply;
use crate::plan::{Overtaken, Plan, PlanOp, Task, TaskChange, Touched};
use crate::{OpId, Refusal, TaskId, UserId};

const DOMAIN: &str = "accord branch 1";

/// An operation of a branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchOp {
    /// Its author's name for it.
    pub id: OpId,
    /// Who drew it; none where that was not yet noted.
    #[serde(default)]
    pub by: Option<UserId>,
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

    /// Who else was the last to change what it changes, in the part of the branch that its author
    /// had not seen. What the branch says by now is no matter of dispute.
    #[must_use]
    pub fn overtaken(&self, unseen: &[Self]) -> Option<Overtaken> {
        if self.op == self.inverse {
            return None;
        }
        let touched = self.touched();
        let mut others = unseen.iter().rev().filter(|other| other.by != self.by);
        others.find_map(|other| {
            let (by, part) = other.by.zip(touched.meets(&other.touched()))?;
            Some(Overtaken { by, part })
        })
    }
}

/// A branch without what its author undid: an operation that is followed by its own inverse and the
/// inverse tell nothing and leave the plan as it was.
#[must_use]
pub fn folded(ops: Vec<BranchOp>) -> Vec<BranchOp> {
    let mut kept: Vec<BranchOp> = Vec::with_capacity(ops.len());
    for one in ops {
        match taken_back(&kept, &one.op) {
            0 => kept.push(one),
            count => kept.truncate(kept.len() - count),
        }
    }
    kept
}

/// How many of the last operations one takes back: the last, or all that were one step.
fn taken_back(kept: &[BranchOp], op: &PlanOp) -> usize {
    let backs = || kept.iter().rev().map(|one| &one.inverse);
    match op {
        _ if backs().next() == Some(op) => 1,
        PlanOp::Batch(all) if backs().take(all.len()).eq(all) => all.len(),
        _ => 0,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> PlanOp {
        PlanOp::change(TaskId::new(1, [0; 10]), TaskChange::Title(text.to_owned()))
    }

    fn one(number: u64, op: PlanOp, inverse: PlanOp) -> BranchOp {
        BranchOp { id: OpId::new(number, [0; 10]), by: None, op, inverse }
    }

    #[test]
    fn of_two_who_draw_the_same_the_second_is_told() {
        let who = |number: u64| Some(UserId::new(number, [0; 10]));
        let by = |number: u64, one: BranchOp| BranchOp { by: who(number), ..one };
        let drawn = [by(1, one(1, title("b"), title("a"))), one(2, title("c"), title("b"))];
        let mine = |number: u64, op: PlanOp| by(number, one(3, op, title("c")));
        let told = mine(2, title("d")).overtaken(&drawn).map(|overtaken| overtaken.by);
        assert_eq!(told, who(1), "whoever is known");
        assert_eq!(mine(2, title("d")).overtaken(&drawn[1..]), None, "nobody knows by whom");
        assert_eq!(mine(1, title("d")).overtaken(&drawn), None, "the own work");
        assert_eq!(mine(2, title("c")).overtaken(&drawn), None, "the same words");
        let milestone =
            |is: bool| PlanOp::change(TaskId::new(1, [0; 10]), TaskChange::Milestone(is));
        let other = by(2, one(3, milestone(true), milestone(false)));
        assert_eq!(other.overtaken(&drawn), None, "another property");
    }

    #[test]
    fn several_operations_that_are_undone_as_one_tell_nothing() {
        let steps = [one(1, title("b"), title("a")), one(2, title("c"), title("b"))];
        let undone = |backs: Vec<PlanOp>| {
            let undo = one(3, PlanOp::Batch(backs), title("c"));
            folded(steps.iter().cloned().chain([undo]).collect()).len()
        };
        assert_eq!(undone(vec![title("b"), title("a")]), 0);
        // In another order, or with more, it is a change like any other.
        assert_eq!(undone(vec![title("a"), title("b")]), 3);
        assert_eq!(undone(vec![title("b"), title("a"), title("x")]), 3);
        assert_eq!(undone(Vec::new()), 3);
    }
}

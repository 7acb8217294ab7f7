//! An operation in short: enough for a sentence in the history, however large the operation is.

use serde::{Deserialize, Serialize};

use super::op::{PlanOp, TaskChange};
use super::touch::{Part, Property, Touched};
use crate::TaskId;

/// The step of an operation that tells most, what it replaced, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The step that tells most: the first that adds tasks, or the first of all; with a single task
    /// where it adds or removes several.
    pub op: PlanOp,
    /// What that step replaced or took away: the step of the inverse that brings it back.
    pub back: Option<PlanOp>,
    /// How many other tasks are added or removed, or other things changed.
    pub more: u32,
}

impl Brief {
    /// Of an operation with its inverse.
    #[must_use]
    pub fn of(op: &PlanOp, inverse: &PlanOp) -> Self {
        let (steps, backs) = (leaves(op), leaves(inverse));
        let adds = |step: &&PlanOp| matches!(step, PlanOp::Add { tasks, .. } if !tasks.is_empty());
        // New tasks are what people meant; calendars and settings only come along with them.
        let told: Vec<&PlanOp> = match steps.iter().any(adds) {
            true => steps.into_iter().filter(adds).collect(),
            false => steps,
        };
        let total: usize = told.iter().map(|step| size(step, &backs)).sum();
        let Some(first) = told.first() else {
            return Self { op: PlanOp::Batch(Vec::new()), back: None, more: 0 };
        };
        let touched = Touched::by(first);
        let replaced = backs.iter().find(|back| Touched::by(back).meets(&touched).is_some());
        let back = replaced.map(|back| match back {
            // Of everything that a removal takes along, the topmost task is what people removed.
            PlanOp::Add { tasks, .. } => {
                let is_named = |task: &&super::Task| {
                    touched.parts().any(|part| part == Part::Task(task.id, Property::Whole))
                };
                let named = tasks.iter().find(is_named).or(tasks.first());
                let tasks = named.cloned().into_iter().collect();
                shortened(&PlanOp::Add { tasks, links: Vec::new() })
            }
            other => shortened(other),
        });
        let more = u32::try_from(total.saturating_sub(1)).unwrap_or(u32::MAX);
        Self { op: shortened(first), back, more }
    }

    /// The same, as far as an operation is about one task; none where it is not. Whatever takes the
    /// task away is about it, and so is what ties it to others.
    #[must_use]
    pub fn about(task: TaskId, op: &PlanOp, inverse: &PlanOp) -> Option<Self> {
        let backs = leaves(inverse);
        let takes_back = |step: &PlanOp, back: &PlanOp| {
            names(back, task) && Touched::by(back).meets(&Touched::by(step)).is_some()
        };
        let is_about =
            |step: &&PlanOp| names(step, task) || backs.iter().any(|back| takes_back(step, back));
        let steps = leaves(op).into_iter().filter(is_about).cloned().collect();
        Some(Self::of(&PlanOp::of_steps(steps)?, inverse))
    }

    /// Whether the operation after it only says why: a reason for going beyond a limit belongs to
    /// what put the task there. For lists that do not know which operations were one step.
    #[must_use]
    pub fn is_explained_by(&self, next: &Self) -> bool {
        let puts_there = match &self.op {
            PlanOp::Add { .. } => true,
            PlanOp::Change { to, .. } => matches!(to, TaskChange::Card { .. }),
            _ => false,
        };
        let is_reason =
            matches!(&next.op, PlanOp::Change { to: TaskChange::LimitReason(Some(_)), .. });
        puts_there && is_reason && self.op.subject() == next.op.subject()
    }
}

/// The single steps of an operation, in order.
fn leaves(op: &PlanOp) -> Vec<&PlanOp> {
    match op {
        PlanOp::Batch(ops) => ops.iter().flat_map(leaves).collect(),
        other => vec![other],
    }
}

/// Whether a step names a task as what it changes.
fn names(step: &PlanOp, task: TaskId) -> bool {
    match step {
        PlanOp::Add { tasks, .. } => tasks.iter().any(|added| added.id == task),
        PlanOp::Remove { tasks } => tasks.contains(&task),
        PlanOp::Change { task: changed, .. } => *changed == task,
        PlanOp::Link(link) => link.from == task || link.to == task,
        PlanOp::Batch(ops) => ops.iter().any(|op| names(op, task)),
        PlanOp::Unlink(_)
        | PlanOp::PutCalendar(_)
        | PlanOp::RemoveCalendar(_)
        | PlanOp::PutColumn(_)
        | PlanOp::RemoveColumn(_)
        | PlanOp::PutIteration(_)
        | PlanOp::RemoveIteration(_)
        | PlanOp::Configure(_) => false,
    }
}

/// How many things a step is about; of a removal only its inverse knows.
fn size(step: &PlanOp, backs: &[&PlanOp]) -> usize {
    match step {
        PlanOp::Add { tasks, .. } => tasks.len(),
        PlanOp::Remove { tasks } => {
            let taken = |back: &&PlanOp| match back {
                PlanOp::Add { tasks: all, .. } => {
                    all.iter().any(|task| tasks.contains(&task.id)).then_some(all.len())
                }
                _ => None,
            };
            backs.iter().find_map(taken).unwrap_or(tasks.len())
        }
        _ => 1,
    }
}

/// A step without what no sentence tells.
fn shortened(step: &PlanOp) -> PlanOp {
    match step {
        PlanOp::Add { tasks, .. } => {
            let mut tasks: Vec<_> = tasks.iter().take(1).cloned().collect();
            for task in &mut tasks {
                task.description = String::new();
                task.checklist = Vec::new();
                task.shape = None;
            }
            PlanOp::Add { tasks, links: Vec::new() }
        }
        PlanOp::Remove { tasks } => {
            PlanOp::Remove { tasks: tasks.iter().take(1).copied().collect() }
        }
        PlanOp::Change { task, to: TaskChange::Description(_) } => {
            PlanOp::change(*task, TaskChange::Description(String::new()))
        }
        PlanOp::Change { task, to: TaskChange::Shape(_) } => {
            PlanOp::change(*task, TaskChange::Shape(None))
        }
        PlanOp::PutCalendar(calendar) => {
            let mut calendar = calendar.clone();
            calendar.exceptions = Vec::new();
            calendar.work_weeks = Vec::new();
            PlanOp::PutCalendar(calendar)
        }
        other => other.clone(),
    }
}

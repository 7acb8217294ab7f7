//! What an operation touches: how the server tells that two people changed the same thing without
//! knowing of each other.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::apply::with_descendants;
use super::op::{PlanOp, TaskChange};
use super::{Link, Plan};
use crate::{CalendarId, ColumnId, IterationId, LinkId, TaskId};

/// One thing of a plan that can have only one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// One property of a task.
    Task(TaskId, Property),
    /// A dependency.
    Link(LinkId),
    /// A calendar.
    Calendar(CalendarId),
    /// A column.
    Column(ColumnId),
    /// An iteration.
    Iteration(IterationId),
    /// What holds for the whole plan.
    Settings,
}

/// The properties of a task that change one by one; `Whole` is that the task is there at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of `TaskChange`")]
pub enum Property {
    Whole,
    Title,
    Place,
    Duration,
    Constraint,
    Manual,
    Deadline,
    Calendar,
    Milestone,
    FormerDuration,
    Inactive,
    Progress,
    Remaining,
    Estimate,
    Shares,
    Priority,
    Assignee,
    Card,
    Blocked,
    LimitReason,
    Labels,
    Checklist,
    Iteration,
    ClientVisible,
    Promise,
    Description,
    Shape,
}

impl Property {
    /// Whether a change of it may move dates.
    const fn moves_dates(self) -> bool {
        match self {
            Self::Whole
            | Self::Place
            | Self::Duration
            | Self::Constraint
            | Self::Manual
            | Self::Deadline
            | Self::Calendar
            | Self::Milestone
            | Self::Inactive
            | Self::Progress
            | Self::Remaining
            | Self::Estimate
            | Self::Shares
            | Self::Shape => true,
            Self::Title
            | Self::FormerDuration
            | Self::Priority
            | Self::Assignee
            | Self::Card
            | Self::Blocked
            | Self::LimitReason
            | Self::Labels
            | Self::Checklist
            | Self::Iteration
            | Self::ClientVisible
            | Self::Promise
            | Self::Description => false,
        }
    }
}

impl TaskChange {
    /// Which property it changes.
    #[must_use]
    pub const fn property(&self) -> Property {
        match self {
            Self::Title(_) => Property::Title,
            Self::Place { .. } => Property::Place,
            Self::Duration(_) => Property::Duration,
            Self::Constraint(_) => Property::Constraint,
            Self::Manual(_) => Property::Manual,
            Self::Deadline(_) => Property::Deadline,
            Self::Calendar(_) => Property::Calendar,
            Self::Milestone(_) => Property::Milestone,
            Self::FormerDuration(_) => Property::FormerDuration,
            Self::Inactive(_) => Property::Inactive,
            Self::Progress { .. } => Property::Progress,
            Self::Remaining(_) => Property::Remaining,
            Self::Estimate(_) => Property::Estimate,
            Self::Shares(_) => Property::Shares,
            Self::Priority(_) => Property::Priority,
            Self::Assignee(_) => Property::Assignee,
            Self::Card { .. } => Property::Card,
            Self::Blocked(_) => Property::Blocked,
            Self::LimitReason(_) => Property::LimitReason,
            Self::Labels(_) => Property::Labels,
            Self::Checklist(_) => Property::Checklist,
            Self::Iteration(_) => Property::Iteration,
            Self::ClientVisible(_) => Property::ClientVisible,
            Self::Promise(_) => Property::Promise,
            Self::Description(_) => Property::Description,
            Self::Shape(_) => Property::Shape,
        }
    }
}

/// Everything that an operation touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched(BTreeSet<Part>);

impl Touched {
    /// By an operation; of a removal only the topmost tasks are known: see `by_both` and `on`.
    #[must_use]
    pub fn by(op: &PlanOp) -> Self {
        let mut touched = Self::default();
        touched.add(op);
        touched
    }

    /// By an operation with its inverse, which names every task that a removal takes along.
    #[must_use]
    pub fn by_both(op: &PlanOp, inverse: &PlanOp) -> Self {
        let mut touched = Self::by(op);
        touched.add(inverse);
        touched
    }

    /// By an operation on a plan: of a removal every task and every link that goes with it.
    #[must_use]
    pub fn on(plan: &Plan, op: &PlanOp) -> Self {
        let mut touched = Self::by(op);
        let mut topmost = Vec::new();
        removed(op, &mut topmost);
        if topmost.is_empty() {
            return touched;
        }
        let going = with_descendants(plan, &topmost);
        let goes = |link: &&Link| going.contains(&link.from) || going.contains(&link.to);
        let links = plan.links.values().filter(goes).map(|link| Part::Link(link.id));
        touched.0.extend(links);
        touched.0.extend(going.iter().map(|task| Part::Task(*task, Property::Whole)));
        touched
    }

    /// The part on which two changes meet: the same part, or a task that one of them adds or
    /// removes as a whole and the other changes.
    #[must_use]
    pub fn meets(&self, other: &Self) -> Option<Part> {
        let meets = |part: &&Part| match part {
            Part::Task(task, Property::Whole) => other.touches(*task),
            Part::Task(task, _) => {
                other.0.contains(*part) || other.0.contains(&Part::Task(*task, Property::Whole))
            }
            _ => other.0.contains(*part),
        };
        self.0.iter().find(meets).copied()
    }

    /// Whether dates may have moved.
    #[must_use]
    pub fn moves_dates(&self) -> bool {
        self.0.iter().any(|part| match part {
            Part::Task(_, property) => property.moves_dates(),
            Part::Link(_) | Part::Calendar(_) | Part::Settings => true,
            Part::Column(_) | Part::Iteration(_) => false,
        })
    }

    /// The tasks of which something is touched, where no task comes or goes and nothing else is
    /// touched that dates depend on.
    #[must_use]
    pub fn only_tasks(&self) -> Option<BTreeSet<TaskId>> {
        let is_wider = |part: &Part| match part {
            Part::Task(_, property) => *property == Property::Whole,
            Part::Link(_) | Part::Calendar(_) | Part::Settings => true,
            Part::Column(_) | Part::Iteration(_) => false,
        };
        (!self.0.iter().any(is_wider)).then(|| self.tasks())
    }

    /// Whether the rows of the outline may be others, or in another order.
    #[must_use]
    pub fn moves_rows(&self) -> bool {
        let moves = |part: &Part| matches!(part, Part::Task(_, Property::Whole | Property::Place));
        self.0.iter().any(moves)
    }

    /// Whether the links may be others.
    #[must_use]
    pub fn moves_links(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Link(_)))
    }

    /// Whether something of a task is touched.
    #[must_use]
    pub fn touches(&self, task: TaskId) -> bool {
        let all = Part::Task(task, Property::Whole)..=Part::Task(task, Property::Shape);
        self.0.range(all).next().is_some()
    }

    /// The parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        self.0.iter().copied()
    }

    /// The tasks of which something is touched, each once.
    pub fn tasks(&self) -> BTreeSet<TaskId> {
        let task = |part: &Part| match part {
            Part::Task(task, _) => Some(*task),
            _ => None,
        };
        self.0.iter().filter_map(task).collect()
    }

    /// Takes up what one more operation touches.
    pub(super) fn add(&mut self, op: &PlanOp) {
        let whole = |task| Part::Task(task, Property::Whole);
        match op {
            PlanOp::Add { tasks, links } => {
                self.0.extend(tasks.iter().map(|task| whole(task.id)));
                self.0.extend(links.iter().map(|link| Part::Link(link.id)));
            }
            PlanOp::Remove { tasks } => self.0.extend(tasks.iter().copied().map(whole)),
            PlanOp::Change { task, to } => self.0.extend([Part::Task(*task, to.property())]),
            PlanOp::Link(link) => self.0.extend([Part::Link(link.id)]),
            PlanOp::Unlink(link) => self.0.extend([Part::Link(*link)]),
            PlanOp::PutCalendar(calendar) => self.0.extend([Part::Calendar(calendar.id)]),
            PlanOp::RemoveCalendar(calendar) => self.0.extend([Part::Calendar(*calendar)]),
            PlanOp::PutColumn(column) => self.0.extend([Part::Column(column.id)]),
            PlanOp::RemoveColumn(column) => self.0.extend([Part::Column(*column)]),
            PlanOp::PutIteration(iteration) => self.0.extend([Part::Iteration(iteration.id)]),
            PlanOp::RemoveIteration(iteration) => self.0.extend([Part::Iteration(*iteration)]),
            PlanOp::Configure(_) => self.0.extend([Part::Settings]),
            PlanOp::Batch(ops) => ops.iter().for_each(|op| self.add(op)),
        }
    }
}

/// The tasks that an operation names to be removed.
fn removed(op: &PlanOp, tasks: &mut Vec<TaskId>) {
    match op {
        PlanOp::Remove { tasks: topmost } => tasks.extend(topmost),
        PlanOp::Batch(ops) => ops.iter().for_each(|op| removed(op, tasks)),
        _ => {}
    }
}

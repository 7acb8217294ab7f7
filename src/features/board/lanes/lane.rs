//! Lanes: cards that have something in common, side by side with the columns. A card that changes
//! lanes changes what the lane stands for.

use std::collections::BTreeSet;

use domain::plan::{Plan, Priority, Rank, Task, TaskChange};
use domain::{IterationId, RequirementId, TaskId, UserId};

use super::Traces;

/// By what the cards are gathered in lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// No lanes.
    #[default]
    Nothing,
    /// What is urgent, and the rest.
    Expedite,
    /// Who answers for it.
    Assignee,
    /// How much it matters.
    Priority,
    /// The topmost summary.
    Phase,
    /// The iteration in which it is done.
    Iteration,
    /// The first requirement that it answers.
    Requirement,
    /// Whether the client sees it.
    Visibility,
}

/// What the cards of a lane have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Nothing: the only lane of a board without lanes.
    Whole,
    /// That they are urgent, or not.
    Expedite(bool),
    /// The assignee.
    Assignee(Option<UserId>),
    /// The priority.
    Priority(Priority),
    /// The topmost summary.
    Phase(Option<TaskId>),
    /// The iteration.
    Iteration(Option<IterationId>),
    /// The first requirement that they answer.
    Requirement(Option<RequirementId>),
    /// Whether the client sees them.
    Visible(bool),
}

/// What the board depends on besides the plan.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The members in their order.
    pub people: &'a [UserId],
    /// Which requirements the tasks answer.
    pub traces: &'a Traces,
    /// The tasks that should have been finished and are not, where the filter asks for them.
    pub late: &'a BTreeSet<TaskId>,
}

impl GroupBy {
    /// All of them with their names for the browser's memory.
    pub const ALL: [(Self, &str); 8] = [
        (Self::Nothing, "nothing"),
        (Self::Expedite, "expedite"),
        (Self::Assignee, "assignee"),
        (Self::Priority, "priority"),
        (Self::Phase, "phase"),
        (Self::Iteration, "iteration"),
        (Self::Requirement, "requirement"),
        (Self::Visibility, "visibility"),
    ];

    /// The lane of a task.
    #[must_use]
    pub fn lane_of(self, plan: &Plan, task: &Task, traces: &Traces) -> Lane {
        match self {
            Self::Nothing => Lane::Whole,
            Self::Expedite => Lane::Expedite(task.priority == Priority::Urgent),
            Self::Assignee => Lane::Assignee(task.assignee),
            Self::Priority => Lane::Priority(task.priority),
            Self::Phase => Lane::Phase(phase_of(plan, task)),
            // An iteration that is gone gathers nothing.
            Self::Iteration => {
                let known = |id: &IterationId| plan.iterations.contains_key(id);
                Lane::Iteration(task.iteration.filter(known))
            }
            Self::Requirement => Lane::Requirement(traces.first_of(task.id)),
            Self::Visibility => Lane::Visible(task.is_client_visible),
        }
    }

    /// The lanes from top to bottom: all that a card could be put into.
    #[must_use]
    pub fn lanes(self, plan: &Plan, around: Around<'_>) -> Vec<Lane> {
        match self {
            Self::Nothing => vec![Lane::Whole],
            Self::Expedite => [true, false].map(Lane::Expedite).to_vec(),
            Self::Assignee => assignees(plan, around.people).map(Lane::Assignee).collect(),
            Self::Priority => Priority::ALL.map(Lane::Priority).to_vec(),
            Self::Phase => phases(plan).into_iter().map(Lane::Phase).collect(),
            Self::Iteration => iterations(plan).map(Lane::Iteration).collect(),
            Self::Requirement => {
                let known = around.traces.requirements().map(Some);
                known.chain([None]).map(Lane::Requirement).collect()
            }
            Self::Visibility => [true, false].map(Lane::Visible).to_vec(),
        }
    }
}

impl Lane {
    /// Puts a new task into the lane.
    pub fn enter(self, plan: &Plan, task: &mut Task) {
        match self.entry(plan) {
            Some(TaskChange::Priority(priority)) => task.priority = priority,
            Some(TaskChange::Assignee(person)) => task.assignee = person,
            Some(TaskChange::Iteration(iteration)) => task.iteration = iteration,
            Some(TaskChange::ClientVisible(is_visible)) => task.is_client_visible = is_visible,
            Some(TaskChange::Place { parent, rank }) => (task.parent, task.rank) = (parent, rank),
            _ => {}
        }
    }

    /// What in the plan brings a task of another lane into this one. Which requirement it answers
    /// is no part of the plan.
    #[must_use]
    pub fn entry(self, plan: &Plan) -> Option<TaskChange> {
        Some(match self {
            Self::Whole | Self::Requirement(_) => return None,
            Self::Expedite(true) => TaskChange::Priority(Priority::Urgent),
            Self::Expedite(false) => TaskChange::Priority(Priority::Medium),
            Self::Assignee(person) => TaskChange::Assignee(person),
            Self::Priority(priority) => TaskChange::Priority(priority),
            Self::Phase(parent) => {
                let siblings = plan.tasks.values().filter(|task| task.parent == parent);
                let rank = Rank::between(siblings.map(|task| &task.rank).max(), None);
                TaskChange::Place { parent, rank }
            }
            Self::Iteration(iteration) => TaskChange::Iteration(iteration),
            Self::Visible(is_visible) => TaskChange::ClientVisible(is_visible),
        })
    }
}

/// The topmost summary above a task.
fn phase_of(plan: &Plan, task: &Task) -> Option<TaskId> {
    let above = |id: &TaskId| plan.tasks.get(id).and_then(|task| task.parent);
    std::iter::successors(task.parent, above).last()
}

/// The topmost summaries in their order, then what lies below none.
fn phases(plan: &Plan) -> Vec<Option<TaskId>> {
    let summaries: BTreeSet<TaskId> = plan.tasks.values().filter_map(|task| task.parent).collect();
    let is_phase = |task: &&Task| task.parent.is_none() && summaries.contains(&task.id);
    let mut phases: Vec<&Task> = plan.tasks.values().filter(is_phase).collect();
    phases.sort_by_key(|task| (&task.rank, task.id));
    phases.into_iter().map(|task| Some(task.id)).chain([None]).collect()
}

/// The members, then others who have tasks, then nobody.
fn assignees(plan: &Plan, people: &[UserId]) -> impl Iterator<Item = Option<UserId>> {
    let assigned = plan.tasks.values().filter_map(|task| task.assignee);
    let others: BTreeSet<UserId> = assigned.filter(|person| !people.contains(person)).collect();
    people.iter().copied().chain(others).map(Some).chain([None]).collect::<Vec<_>>().into_iter()
}

/// The iterations in the order of their days, then what is in none.
fn iterations(plan: &Plan) -> impl Iterator<Item = Option<IterationId>> {
    plan.iterations_in_order().into_iter().map(|one| Some(one.id)).chain([None])
}

//! Plan operations: the only way a plan changes.
//!
//! | operation | what it does | its inverse |
//! |---|---|---|
//! | `Add` | new tasks with their links; also brings removed ones back | `Remove` |
//! | `Remove` | tasks with everything below them and every link that touches them | `Add` |
//! | `Change` | one property of one task | `Change` to what it was; see below for `Shares` |
//! | `Link` | a dependency, new or with other kind and lag | `Unlink`, or `Link` as it was |
//! | `Unlink` | takes a dependency away | `Link` |
//! | `PutCalendar`, `PutColumn` | new, or as it shall be from now on | as it was, or `Remove…` |
//! | `PutIteration` | the same for an iteration | the same as it was, or `RemoveIteration` |
//! | `RemoveCalendar`, `RemoveColumn`, `RemoveIteration` | takes an unused one away | `Put…` |
//! | `Configure` | what holds for the whole plan | `Configure` as it was |
//! | `Batch` | several as one step, all or nothing | the inverses in reverse order |
//!
//! Each has its place in the match of `apply`, which looks at the plan first and changes nothing
//! when a rule says no:
//!
//! | operation, or property that changes | refusals (text: empty, too long, control characters) |
//! |---|---|
//! | `Add` | `Exists`, `TooMany`, `Malformed`, and all of `Link` and of properties |
//! | `Remove`, `Unlink` | `Missing` |
//! | `Change` | `Missing`, and of the property |
//! | `Link` | `LinkToSelf`, `Missing`, `LinkExists`, `WouldLoop` |
//! | `PutCalendar` | text, `NoWorkingTime`, `Malformed`, `DateOutOfRange`, `TooMany` |
//! | `PutColumn` | text, `Malformed`, `ColumnNeeded` |
//! | `PutIteration` | text, `DateOutOfRange`, `FinishBeforeStart` |
//! | `RemoveCalendar` | `CalendarInUse`, `Missing` |
//! | `RemoveColumn` | `ColumnNotEmpty`, `ColumnNeeded`, `Missing` |
//! | `RemoveIteration` | `IterationInUse`, `Missing` |
//! | `Configure` | `Missing`, `DateOutOfRange`, `DurationOutOfRange` |
//! | `Batch` | of the first step that cannot be done |
//! | `Title` | text: `EmptyName`, `TextTooLong`, `ControlCharacter` |
//! | `Place` | `Missing`, `IntoOwnChild`, `WouldLoop`, `Malformed` |
//! | `Duration` | `DurationOutOfRange`, `DurationOfEffort` |
//! | `FormerDuration`, `Remaining` | `DurationOutOfRange` |
//! | `Estimate` | `DurationOutOfRange`, `EffortNeeded` |
//! | `Shares` | `DurationOutOfRange`, `EffortNeeded`, `UnitsOutOfRange`, `TooMany`, `Missing` |
//! | `Constraint`, `Deadline`, `Promise` | `DateOutOfRange` |
//! | `Manual` | `DateOutOfRange`, `FinishBeforeStart` |
//! | `Progress` | `PercentOutOfRange`, `DateOutOfRange`, `FinishBeforeStart` |
//! | `Calendar`, `Iteration`, `Shape` | `Missing` |
//! | `Card` | `Missing`, `Malformed` |
//! | `Blocked`, `LimitReason`, `Description` | `TextTooLong`, `ControlCharacter` |
//! | `Labels`, `Checklist` | `TooMany`, text |
//! | `Milestone`, `Inactive`, `Priority`, `Assignee`, `ClientVisible` | none |
//!
//! Every refusal has its sentence in both catalogues (`refusal.json`). That somebody else was first
//! is no rule of the plan: see `Overtaken`.
//!
//! A task that has `Shares` in its effort takes as long as that says: `Estimate` and `Shares`
//! change the duration along. Where `Shares` end a duration that people said, the inverse is a
//! `Batch` that says it again.
//!
//! Lanes are no things of a plan: a lane of the board gathers the cards that agree in assignee,
//! priority, summary, iteration or visibility, so a card that changes lanes changes that property.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::task::{CheckItem, Constraint, Dated, Priority, Shape, TaskDuration};
use super::{Calendar, Column, Iteration, Link, Rank, Settings, Share, Task};
use crate::{CalendarId, ColumnId, IterationId, LinkId, TaskId, UserId};

/// One change of a plan; see the table above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PlanOp {
    /// New tasks, parents before children, with links among them or to others.
    Add {
        /// The tasks.
        tasks: Vec<Task>,
        /// The links that come with them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        links: Vec<Link>,
    },
    /// Tasks that go, with everything below them and every link that touches them.
    Remove {
        /// The topmost of them.
        tasks: Vec<TaskId>,
    },
    /// One property of one task.
    Change {
        /// Which task.
        task: TaskId,
        /// The new value.
        to: TaskChange,
    },
    /// A dependency as it shall be.
    Link(Link),
    /// A dependency that goes.
    Unlink(LinkId),
    /// A calendar as it shall be.
    PutCalendar(Calendar),
    /// A calendar that goes.
    RemoveCalendar(CalendarId),
    /// A column as it shall be.
    PutColumn(Column),
    /// A column that goes.
    RemoveColumn(ColumnId),
    /// An iteration as it shall be.
    PutIteration(Iteration),
    /// An iteration that goes.
    RemoveIteration(IterationId),
    /// What holds for the whole plan.
    Configure(Settings),
    /// Several as one step.
    Batch(Vec<Self>),
}

/// The new value of one property of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskChange {
    /// What is to be done.
    Title(String),
    /// Its place in the work breakdown structure.
    Place {
        /// The summary above it.
        parent: Option<TaskId>,
        /// Its place among its siblings.
        rank: Rank,
    },
    /// How long it takes.
    Duration(TaskDuration),
    /// The date that binds it.
    Constraint(Option<Constraint>),
    /// Dates set by hand, or computed ones again.
    Manual(Option<Dated>),
    /// The internal target.
    Deadline(Option<i64>),
    /// Its own calendar.
    Calendar(Option<CalendarId>),
    /// Whether it is a milestone.
    Milestone(bool),
    /// How long a milestone took while it was a task.
    FormerDuration(Option<TaskDuration>),
    /// Whether it is left out of the schedule.
    Inactive(bool),
    /// Progress and the dates on which work really began and ended.
    Progress {
        /// 0 to 100.
        percent: u8,
        /// When work began and ended.
        actual: Dated,
    },
    /// Working minutes still to do, where that differs from what the percentage says.
    Remaining(Option<i64>),
    /// Working minutes of effort that people expect it to take.
    Estimate(Option<i64>),
    /// Who shares the effort, so that the duration follows from it; nobody: it is what people say.
    Shares(Vec<Share>),
    /// How much it matters.
    Priority(Priority),
    /// Who answers for it.
    Assignee(Option<UserId>),
    /// Its place on the board.
    Card {
        /// The column; none takes it off the board.
        column: Option<ColumnId>,
        /// Its place in the column.
        rank: Rank,
    },
    /// Why it cannot go on.
    Blocked(Option<String>),
    /// Why it stands where a limit is exceeded.
    LimitReason(Option<String>),
    /// Words to find and group it by.
    Labels(Vec<String>),
    /// The small steps that it consists of.
    Checklist(Vec<CheckItem>),
    /// The iteration in which it is done.
    Iteration(Option<IterationId>),
    /// Whether the client sees it.
    ClientVisible(bool),
    /// The date promised to the client.
    Promise(Option<NaiveDate>),
    /// More words.
    Description(String),
    /// Its pauses, its delay, and what an imported file knows about the shape of its work.
    Shape(Option<Box<Shape>>),
}

impl PlanOp {
    /// One change of one task.
    #[must_use]
    pub const fn change(task: TaskId, to: TaskChange) -> Self {
        Self::Change { task, to }
    }

    /// Several operations as one step; none of none.
    #[must_use]
    pub fn of_steps(mut steps: Vec<Self>) -> Option<Self> {
        match steps.len() {
            0 => None,
            1 => steps.pop(),
            _ => Some(Self::Batch(steps)),
        }
    }

    /// The title of a task that the operation adds.
    #[must_use]
    pub fn title_of(&self, task: TaskId) -> Option<String> {
        match self {
            Self::Add { tasks, .. } => {
                tasks.iter().find(|added| added.id == task).map(|added| added.title.clone())
            }
            Self::Batch(ops) => ops.iter().find_map(|op| op.title_of(task)),
            _ => None,
        }
    }

    /// The task that the operation is about, for history and messages; the first of several.
    #[must_use]
    pub fn subject(&self) -> Option<TaskId> {
        match self {
            Self::Add { tasks, .. } => tasks.first().map(|task| task.id),
            Self::Remove { tasks } => tasks.first().copied(),
            Self::Change { task, .. } => Some(*task),
            Self::Link(link) => Some(link.to),
            Self::Batch(ops) => ops.iter().find_map(Self::subject),
            Self::Unlink(_)
            | Self::PutCalendar(_)
            | Self::RemoveCalendar(_)
            | Self::PutColumn(_)
            | Self::RemoveColumn(_)
            | Self::PutIteration(_)
            | Self::RemoveIteration(_)
            | Self::Configure(_) => None,
        }
    }
}

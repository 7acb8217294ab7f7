//! Tasks: rows of the work breakdown structure, bars of the Gantt chart, cards of the board.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Rank, Share};
use crate::{CalendarId, ColumnId, IterationId, TaskId, UserId, time::Minute};

/// Longest duration that is taken, in minutes: a hundred years of elapsed time.
pub const DURATION_MAX: i64 = 100 * 366 * 24 * 60;

/// Most labels of a task.
pub const LABELS_MAX: usize = 20;
/// Most small steps of a task.
pub const CHECKLIST_MAX: usize = 200;
/// Most shares in the effort of a task.
pub const SHARES_MAX: usize = 50;

/// A task, a milestone or, when it has sub-tasks, a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Which.
    pub id: TaskId,
    /// The number in its key, `ABC-12`; unique in the project.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// The summary above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TaskId>,
    /// Its place among its siblings.
    pub rank: Rank,
    /// How long it takes; of a summary, ignored.
    pub duration: TaskDuration,
    /// A date that binds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Constraint>,
    /// Dates set by hand instead of computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manual: Option<Dated>,
    /// The date by which it should be finished; moves nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Minute>,
    /// Its own calendar; none is the project's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// Whether it is drawn and promised as a milestone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_milestone: bool,
    /// How long a milestone took while it was a task, for the day when it is one again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_duration: Option<TaskDuration>,
    /// Kept in the plan without moving anything.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_inactive: bool,
    /// Share of the duration that is done, 0 to 100.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: u8,
    /// When work really began and ended.
    #[serde(default, skip_serializing_if = "Dated::is_empty")]
    pub actual: Dated,
    /// Working minutes still to do, where that differs from what the percentage says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<i64>,
    /// Working minutes of effort that people expect it to take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<i64>,
    /// Who shares this effort, whoever answers for the task first: its duration then follows from
    /// it. None: the duration is what people said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Share>,
    /// How much it matters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub priority: Priority,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<UserId>,
    /// Its column on the board; none for summaries and tasks that are not on the board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<ColumnId>,
    /// Its place in the column.
    pub card_rank: Rank,
    /// Why it cannot go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<String>,
    /// Why it stands in a column or lane that is beyond its limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_reason: Option<String>,
    /// Words to find and group it by, in the order in which people put them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// The small steps that it consists of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<CheckItem>,
    /// The iteration in which it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iteration: Option<IterationId>,
    /// 客户可见: shown on the client's page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_client_visible: bool,
    /// The date promised to the client; the internal target is the deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<NaiveDate>,
    /// More words, Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Pauses and levelling delay, and resource-driven work that a file brought along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<Box<Shape>>,
}

/// How much a task matters, the least first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Can wait.
    Low,
    /// As most tasks.
    #[default]
    Medium,
    /// Before others.
    High,
    /// Before all others: the board's expedite lane.
    Urgent,
}

impl Priority {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::High, Self::Medium, Self::Low];
}

id_names!(Priority, PRIORITIES);

const PRIORITIES: [(Priority, &str); 4] = [
    (Priority::Low, "low"),
    (Priority::Medium, "medium"),
    (Priority::High, "high"),
    (Priority::Urgent, "urgent"),
];

/// A small step of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckItem {
    /// What is to be done.
    pub text: String,
    /// Whether it is done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_done: bool,
}

/// A start and a finish, either of which may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// First minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Minute>,
    /// Minute after the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<Minute>,
}

impl Dated {
    /// Whether neither date is there.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.start.is_none() && self.finish.is_none()
    }
}

/// How long a task takes, in the unit that people chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDuration {
    /// Working minutes, or minutes by the wall clock when elapsed.
    pub minutes: i64,
    /// The unit in which it is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: Unit,
    /// Counts nights and weekends too.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_elapsed: bool,
}

impl TaskDuration {
    /// A duration in working days of `minutes_per_day`.
    #[must_use]
    pub const fn days(days: i64, minutes_per_day: i64) -> Self {
        Self { minutes: days * minutes_per_day, unit: Unit::Days, is_elapsed: false }
    }

    /// No time at all: a milestone's.
    pub const ZERO: Self = Self { minutes: 0, unit: Unit::Days, is_elapsed: false };
}

/// The unit in which a duration is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days of the project's length.
    #[default]
    Days,
    /// Weeks of the project's length.
    Weeks,
    /// Months of twenty days.
    Months,
}

/// A date that binds a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// How it binds.
    pub kind: ConstraintKind,
    /// The date, in project minutes; ignored by "as late as possible".
    pub at: Minute,
}

/// How a date binds a task; "as soon as possible" is the absence of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConstraintKind {
    /// As late as its successors allow.
    AsLateAsPossible,
    /// Starts no earlier than.
    StartNoEarlierThan,
    /// Starts no later than.
    StartNoLaterThan,
    /// Finishes no earlier than.
    FinishNoEarlierThan,
    /// Finishes no later than.
    FinishNoLaterThan,
    /// Must start on.
    MustStartOn,
    /// Must finish on.
    MustFinishOn,
}

impl ConstraintKind {
    /// Whether it speaks of the finish and not of the start.
    #[must_use]
    pub const fn is_about_finish(self) -> bool {
        match self {
            Self::FinishNoEarlierThan | Self::FinishNoLaterThan | Self::MustFinishOn => true,
            Self::AsLateAsPossible
            | Self::StartNoEarlierThan
            | Self::StartNoLaterThan
            | Self::MustStartOn => false,
        }
    }
}

/// The shape of a task's work: what people or an imported file say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// When interrupted work goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume: Option<Minute>,
    /// Elapsed minutes by which levelling moved it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub levelling_delay: i64,
    /// Pauses: working minutes before the pause, working minutes of the pause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub splits: Vec<(i64, i64)>,
    /// Resources whose own time decides the dates: calendar, busy minutes, delay in minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<(CalendarId, i64, i64)>,
}

impl Task {
    /// Every calendar that the task names: its own and those of its resources.
    pub fn calendars(&self) -> impl Iterator<Item = CalendarId> + '_ {
        let assignments = self.shape.iter().flat_map(|shape| &shape.assignments);
        let shares = self.shares.iter().filter_map(|share| share.calendar);
        let resources = assignments.map(|(calendar, ..)| *calendar).chain(shares);
        self.calendar.into_iter().chain(resources)
    }

    /// Whether the client's page tells of it: what is left out of the schedule is no part of it.
    #[must_use]
    pub const fn is_on_client_page(&self) -> bool {
        self.is_client_visible && !self.is_inactive
    }

    /// How many of its small steps are done, and how many there are.
    #[must_use]
    pub fn steps_done(&self) -> (usize, usize) {
        let done = self.checklist.iter().filter(|step| step.is_done);
        (done.count(), self.checklist.len())
    }

    /// A plain task of one day at the end of an order that the caller chose.
    #[must_use]
    pub fn new(id: TaskId, number: u32, title: String, rank: Rank) -> Self {
        Self {
            id,
            number,
            title,
            parent: None,
            card_rank: rank.clone(),
            rank,
            duration: TaskDuration::days(1, 480),
            constraint: None,
            manual: None,
            deadline: None,
            calendar: None,
            is_milestone: false,
            former_duration: None,
            is_inactive: false,
            percent: 0,
            actual: Dated::default(),
            remaining: None,
            estimate: None,
            shares: Vec::new(),
            priority: Priority::Medium,
            assignee: None,
            column: None,
            blocked: None,
            limit_reason: None,
            labels: Vec::new(),
            checklist: Vec::new(),
            iteration: None,
            is_client_visible: false,
            promise: None,
            description: String::new(),
            shape: None,
        }
    }
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

//! The plan of one project: tasks in a work breakdown structure, links, calendars, the board.
//!
//! A plan changes only through `PlanOp` (`op`, `apply`). The browser holds the whole plan as a
//! replica; the server holds the same type; `schedule` gives both the same dates.

pub mod apply;
pub mod board;
pub mod brief;
pub mod calendar;
pub mod consequence;
pub mod diff;
pub mod draft;
pub mod effort;
pub mod filed;
pub mod first;
pub mod iteration;
pub mod link;
pub mod made;
pub mod number;
pub mod op;
pub mod outline;
pub mod own;
pub mod pauses;
pub mod problem;
pub mod rank;
pub mod reason;
pub mod replica;
pub mod schedule;
pub mod scratch;
pub mod stated;
pub mod task;
#[cfg(test)]
mod tests;
pub mod touch;
pub mod worded;
pub mod written;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{CalendarId, ColumnId, IterationId, LinkId, TaskId, time::Minute};

pub use board::{Colour, Column, ColumnKind};
pub use brief::Brief;
pub use calendar::{Calendar, CalendarException, Shift};
pub use consequence::Consequence;
pub use diff::{Changed, Difference};
pub use draft::PlanDraft;
pub use effort::Share;
pub use filed::{Filed, FiledBaseline};
pub use iteration::Iteration;
pub use link::Link;
pub use made::{Committed, Made, Origin, Overtaken, Step, View, WayBack};
pub use op::{PlanOp, TaskChange};
pub use outline::{Outline, Row};
pub use problem::{Problem, ProblemKind};
pub use rank::Rank;
pub use reason::{Reason, Why};
pub use replica::{Gap, PlanView, Replica};
pub use schedule::{Scheduled, Scheduler};
pub use scratch::Scratch;
pub use stated::{Comparison, DateDifference, DatesFrom};
pub use task::{CheckItem, Constraint, ConstraintKind, Dated, Priority, Task, TaskDuration, Unit};
pub use touch::{Part, Property, Touched};
pub use worded::{worded, worded_title};
pub use written::Written;

/// A project's plan as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What holds for the whole plan.
    pub settings: Settings,
    /// Every task by id.
    #[serde(with = "by_id")]
    pub tasks: BTreeMap<TaskId, Task>,
    /// Every link by id.
    #[serde(with = "by_id")]
    pub links: BTreeMap<LinkId, Link>,
    /// Every calendar by id; never without the one that the settings name.
    #[serde(with = "by_id")]
    pub calendars: BTreeMap<CalendarId, Calendar>,
    /// Every column of the board by id.
    #[serde(with = "by_id")]
    pub columns: BTreeMap<ColumnId, Column>,
    /// Every iteration by id.
    #[serde(default, with = "by_id", skip_serializing_if = "BTreeMap::is_empty")]
    pub iterations: BTreeMap<IterationId, Iteration>,
}

/// What holds for the whole plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// When the plan starts, in project minutes.
    pub start: Minute,
    /// The finish to plan back from; none plans forward from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<Minute>,
    /// The project's calendar.
    pub calendar: CalendarId,
    /// Working minutes that people call one day.
    pub minutes_per_day: i64,
    /// Working minutes that people call one week.
    pub minutes_per_week: i64,
    /// Working days that people call one month.
    #[serde(default = "usual_month", skip_serializing_if = "is_usual_month")]
    pub days_per_month: i64,
    /// The date up to which progress is known: what is not done cannot lie before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_date: Option<Minute>,
    /// A task is critical when its float in working minutes is at most this.
    #[serde(default, skip_serializing_if = "task::is_default")]
    pub critical_float: i64,
    /// Whether everything without a successor ends a critical path of its own.
    #[serde(default, skip_serializing_if = "task::is_default")]
    pub has_many_critical_paths: bool,
    /// Most begun cards that a lane of the board should hold at once; none is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane_limit: Option<u16>,
    /// Whether links win where a constraint's date disagrees with them.
    #[serde(default, skip_serializing_if = "task::is_default")]
    pub constraints_yield: bool,
}

/// Working days of a month where nobody has said otherwise.
const fn usual_month() -> i64 {
    20
}

const fn is_usual_month(days: &i64) -> bool {
    *days == usual_month()
}

impl Settings {
    /// A plan from its start on, with days of eight hours and everything else as usual.
    #[must_use]
    pub const fn new(start: Minute, calendar: CalendarId) -> Self {
        Self {
            start,
            finish: None,
            calendar,
            minutes_per_day: 480,
            minutes_per_week: 2400,
            days_per_month: usual_month(),
            status_date: None,
            critical_float: 0,
            has_many_critical_paths: false,
            lane_limit: None,
            constraints_yield: false,
        }
    }
}

impl Plan {
    /// An empty plan: its calendar, and a board with the given columns.
    #[must_use]
    pub fn new(start: Minute, calendar: Calendar, columns: Vec<Column>) -> Self {
        let settings = Settings::new(start, calendar.id);
        Self {
            settings,
            tasks: BTreeMap::new(),
            links: BTreeMap::new(),
            calendars: BTreeMap::from([(calendar.id, calendar)]),
            columns: columns.into_iter().map(|column| (column.id, column)).collect(),
            iterations: BTreeMap::new(),
        }
    }

    /// The number that the next new task gets: one more than the highest.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.tasks.values().map(|task| task.number).max().unwrap_or(0) + 1
    }

    /// The calendar by which a task is worked.
    #[must_use]
    pub fn calendar_of(&self, task: &Task) -> Option<&Calendar> {
        self.calendars.get(&task.calendar.unwrap_or(self.settings.calendar))
    }

    /// The columns from left to right.
    #[must_use]
    pub fn columns_in_order(&self) -> Vec<&Column> {
        let mut columns: Vec<_> = self.columns.values().collect();
        columns.sort_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
        columns
    }

    /// The iterations in the order of their days.
    #[must_use]
    pub fn iterations_in_order(&self) -> Vec<&Iteration> {
        let mut iterations: Vec<_> = self.iterations.values().collect();
        iterations.sort_by_key(|iteration| (iteration.start, iteration.id));
        iterations
    }

    /// Whether a task has sub-tasks; asks every task, so keep an `Outline` where it is asked often.
    #[must_use]
    pub fn is_summary(&self, task: TaskId) -> bool {
        self.tasks.values().any(|other| other.parent == Some(task))
    }
}

/// Something that carries its own id and is therefore written as a plain list.
pub trait Identified {
    /// The id's type.
    type Id: Copy + Ord;
    /// The id.
    fn id(&self) -> Self::Id;
}

macro_rules! identified {
    ($($type:ty => $id:ty),*) => {$(
        impl Identified for $type {
            type Id = $id;
            fn id(&self) -> $id {
                self.id
            }
        }
    )*};
}

identified!(
    Task => TaskId, Link => LinkId, Calendar => CalendarId, Column => ColumnId,
    Iteration => IterationId
);

/// Maps from id to thing, written as lists of things.
mod by_id {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Identified;

    pub fn serialize<T, S>(map: &BTreeMap<T::Id, T>, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: Identified + Serialize,
        S: Serializer,
    {
        serializer.collect_seq(map.values())
    }

    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<BTreeMap<T::Id, T>, D::Error>
    where
        T: Identified + Deserialize<'de>,
        D: Deserializer<'de>,
    {
        let list = Vec::<T>::deserialize(deserializer)?;
        Ok(list.into_iter().map(|thing| (thing.id(), thing)).collect())
    }
}

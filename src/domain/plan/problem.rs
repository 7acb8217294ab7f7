//! What the schedule of a plan could not honour, in terms of the plan and in a form that every
//! place can put into words.
//!
//! The engine names its problems by numbers. They become these only where somebody looks at them: a
//! plan is scheduled far more often than its problems are read.

use serde::{Deserialize, Serialize};

use super::reason::Cause;
use super::{Constraint, Plan, Scheduled};
use crate::TaskId;
use crate::time::Minute;

/// Something that the schedule of a plan could not honour; everything else has its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The task that it is about; none for the plan itself and its calendars.
    pub task: Option<Concerned>,
    /// What it is.
    pub kind: ProblemKind,
}

/// The task that a problem is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concerned {
    /// Which.
    pub id: TaskId,
    /// The number in its key.
    pub number: u32,
    /// What it is called.
    pub title: String,
}

/// What could not be honoured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Tasks wait for each other; the link that closes the loop was left out.
    Loop {
        /// The left-out link's predecessor.
        from: String,
        /// The left-out link's successor.
        to: String,
        /// Titles around the loop, the first repeated last.
        path: Vec<String>,
    },
    /// A link to the task names a predecessor that does not exist; it was left out.
    BrokenLink,
    /// The task's summary does not exist or lies below it; it stands at the top.
    BrokenParent,
    /// A calendar, by its name, without working time in its week; work goes on round the clock.
    NoWorkingTime(String),
    /// The task or the plan names a calendar that does not exist; work goes on round the clock.
    MissingCalendar,
    /// A duration below zero; it counts as none.
    NegativeDuration,
    /// Work on the task in nobody's time; it counts as if it had all of somebody's.
    NoUnits,
    /// Dates of the task or the plan outside 1970 to 2149; the nearest possible stand in for them.
    OutOfRange,
    /// The date of a constraint cannot be kept.
    ConstraintMissed {
        /// The constraint.
        constraint: Constraint,
        /// The earliest start that is left, or the earliest finish where the constraint names that.
        earliest: Minute,
        /// What holds the task back.
        cause: Cause,
    },
    /// The task ends after the finish from which the plan counts back.
    FinishMissed {
        /// The finish that was asked for.
        wanted: Minute,
        /// When the task ends.
        finish: Minute,
    },
}

impl Problem {
    /// Everything that a schedule could not honour: first what concerns the plan itself.
    pub fn all<'a>(plan: &'a Plan, scheduled: &'a Scheduled) -> impl Iterator<Item = Self> + 'a {
        scheduled.problems.iter().filter_map(|found| Self::of(plan, scheduled, found))
    }

    /// What a schedule could not honour about a task.
    #[must_use]
    pub fn of_task(plan: &Plan, scheduled: &Scheduled, id: TaskId) -> Vec<Self> {
        let found = scheduled.problems.iter();
        let own = found.filter(|found| concerned(plan, scheduled, found) == Some(id));
        own.filter_map(|found| Self::of(plan, scheduled, found)).collect()
    }

    /// The minutes on the clock by which a date is missed; none for what is no date.
    #[must_use]
    pub const fn late_minutes(&self) -> Option<i64> {
        match &self.kind {
            ProblemKind::ConstraintMissed { constraint, earliest, .. } => {
                Some(*earliest - constraint.at)
            }
            ProblemKind::FinishMissed { wanted, finish } => Some(*finish - *wanted),
            ProblemKind::Loop { .. }
            | ProblemKind::BrokenLink
            | ProblemKind::BrokenParent
            | ProblemKind::NoWorkingTime(_)
            | ProblemKind::MissingCalendar
            | ProblemKind::NegativeDuration
            | ProblemKind::NoUnits
            | ProblemKind::OutOfRange => None,
        }
    }

    fn of(plan: &Plan, scheduled: &Scheduled, found: &planner::Problem) -> Option<Self> {
        let task = concerned(plan, scheduled, found).and_then(|id| plan.tasks.get(&id));
        let kind = match found {
            planner::Problem::Cycle { link, path } => {
                let link = plan.links.get(&scheduled.link_at(*link)?)?;
                let title = |id| plan.tasks.get(&id).map(|task| task.title.clone());
                ProblemKind::Loop {
                    from: title(link.from)?,
                    to: title(link.to)?,
                    path: path.iter().filter_map(|at| title(scheduled.task_at(*at)?)).collect(),
                }
            }
            planner::Problem::BrokenLink { .. } => ProblemKind::BrokenLink,
            planner::Problem::BrokenParent { .. } => ProblemKind::BrokenParent,
            planner::Problem::NoWorkingTime { calendar } => {
                ProblemKind::NoWorkingTime(plan.calendars.values().nth(*calendar)?.name.clone())
            }
            planner::Problem::MissingCalendar { .. } => ProblemKind::MissingCalendar,
            planner::Problem::NegativeDuration { .. } => ProblemKind::NegativeDuration,
            planner::Problem::NoUnits { .. } => ProblemKind::NoUnits,
            planner::Problem::OutOfRange { .. } => ProblemKind::OutOfRange,
            planner::Problem::ConstraintMissed { driver, earliest, .. } => {
                ProblemKind::ConstraintMissed {
                    constraint: task?.constraint?,
                    earliest: *earliest,
                    cause: Cause::of(plan, scheduled, task?, *driver)?,
                }
            }
            planner::Problem::FinishMissed { .. } => ProblemKind::FinishMissed {
                wanted: plan.settings.finish?,
                finish: scheduled.dates(task?.id)?.finish,
            },
        };
        let named = |task: &super::Task| Concerned {
            id: task.id,
            number: task.number,
            title: task.title.clone(),
        };
        Some(Self { task: task.map(named), kind })
    }
}

/// The task that a problem of the engine is about.
fn concerned(plan: &Plan, scheduled: &Scheduled, found: &planner::Problem) -> Option<TaskId> {
    match found {
        planner::Problem::Cycle { link, .. } | planner::Problem::BrokenLink { link } => {
            plan.links.get(&scheduled.link_at(*link)?).map(|link| link.to)
        }
        planner::Problem::BrokenParent { task }
        | planner::Problem::NegativeDuration { task }
        | planner::Problem::NoUnits { task }
        | planner::Problem::ConstraintMissed { task, .. }
        | planner::Problem::FinishMissed { task } => scheduled.task_at(*task),
        planner::Problem::MissingCalendar { task } | planner::Problem::OutOfRange { task } => {
            scheduled.task_at((*task)?)
        }
        planner::Problem::NoWorkingTime { .. } => None,
    }
}

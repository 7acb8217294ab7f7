//! Why a task stands on its dates, in a form that every place can put into words.

mod finish;
mod free;
mod room;

use planner::Driver;
use serde::{Deserialize, Serialize};

use super::link::LinkKind;
use super::{Constraint, Link, Plan, Scheduled, Task};
use crate::TaskId;
use crate::time::{self, Minute};

pub use finish::Finish;
pub use free::Free;
pub use room::{Limit, Room};

/// Everything that can be said about why a task lies where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What decided its dates.
    pub start: Reason,
    /// How the finish follows from that.
    pub finish: Finish,
    /// How far it can slip, and what it would move then; none where that says nothing.
    pub room: Option<Room>,
}

impl Why {
    /// What there is to say about a task; none for a task that is not in the plan.
    #[must_use]
    pub fn of(plan: &Plan, scheduled: &Scheduled, id: TaskId) -> Option<Self> {
        let (task, dates) = (plan.tasks.get(&id)?, scheduled.dates(id)?);
        Some(Self {
            start: Reason::of(plan, scheduled, id)?,
            finish: Finish::of(plan, scheduled, task, dates),
            room: Room::of(plan, scheduled, task, dates),
        })
    }
}

/// Why a task stands on its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What decided them.
    pub cause: Cause,
    /// The free days between that and the start, each kind once.
    #[serde(default)]
    pub free: Vec<Free>,
}

/// What decided a task's dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The start of the project.
    ProjectStart,
    /// The finish of the project, for work that is planned as late as possible.
    ProjectFinish,
    /// A link.
    Link {
        /// The predecessor's title.
        title: String,
        /// Which ends are tied.
        kind: LinkKind,
        /// When the predecessor's end lies.
        at: Minute,
        /// The title of the summary whose link it is, where it is not the task's own.
        above: Option<String>,
    },
    /// The task's own constraint.
    Constraint(Constraint),
    /// The constraint or the hand-set start of a summary above, by its title.
    Parent(String),
    /// The dates of the sub-tasks.
    Children,
    /// Dates set by hand.
    Manual,
    /// Work that has begun or ended.
    Actual,
    /// The data date: what is not done cannot lie before it.
    DataDate,
    /// The levelling delay.
    Levelling,
}

impl Reason {
    /// Why a task stands on its dates; none for a task that is not in the plan.
    #[must_use]
    pub fn of(plan: &Plan, scheduled: &Scheduled, id: TaskId) -> Option<Self> {
        let task = plan.tasks.get(&id)?;
        let dates = scheduled.dates(id)?;
        let cause = Cause::of(plan, scheduled, task, dates.driver)?;
        let free = match dates.waits_for_calendar {
            true => days_skipped(plan, scheduled, task, dates),
            false => Vec::new(),
        };
        Some(Self { cause, free })
    }
}

impl Cause {
    /// What the engine means by a driver of a task.
    pub(super) fn of(
        plan: &Plan,
        scheduled: &Scheduled,
        task: &Task,
        driver: Driver,
    ) -> Option<Self> {
        Some(match driver {
            Driver::ProjectStart => Self::ProjectStart,
            Driver::ProjectFinish => Self::ProjectFinish,
            Driver::Link(index) => by_link(plan, scheduled, task.id, index as usize)?,
            Driver::Constraint => Self::Constraint(task.constraint?),
            Driver::Parent(index) => {
                Self::Parent(scheduled.title_at(plan, index as usize)?.to_owned())
            }
            Driver::Children => Self::Children,
            Driver::Manual => Self::Manual,
            Driver::Actual => Self::Actual,
            Driver::DataDate => Self::DataDate,
            Driver::Levelling => Self::Levelling,
        })
    }
}

fn by_link(plan: &Plan, scheduled: &Scheduled, id: TaskId, index: usize) -> Option<Cause> {
    let link = plan.links.get(&scheduled.link_at(index)?)?;
    let from = plan.tasks.get(&link.from)?;
    let dates = scheduled.dates(link.from)?;
    let at = match link.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => dates.finish,
        LinkKind::StartToStart | LinkKind::StartToFinish => dates.start,
    };
    // A link of a summary above holds the tasks below it too.
    let above = plan.tasks.get(&link.to).filter(|to| to.id != id).map(|to| to.title.clone());
    Some(Cause::Link { title: from.title.clone(), kind: link.kind, at, above })
}

/// The free days between what decided the start and the start itself. The nights between two
/// working days are nothing to speak of.
fn days_skipped(
    plan: &Plan,
    scheduled: &Scheduled,
    task: &Task,
    dates: &planner::Dates,
) -> Vec<Free> {
    let expected = match dates.driver {
        Driver::Link(_) => {
            let link = scheduled.driving_link(task.id).and_then(|link| plan.links.get(&link));
            let is_plain =
                |link: &&Link| link.kind == LinkKind::FinishToStart && link.lag.is_none();
            let before = link.filter(is_plain).and_then(|link| scheduled.dates(link.from));
            before.and_then(|before| time::last_day_of(before.finish).succ_opt())
        }
        Driver::Constraint => task.constraint.map(|bound| time::day_of(bound.at)),
        Driver::ProjectStart => Some(time::day_of(plan.settings.start)),
        _ => None,
    };
    let start = time::day_of(dates.start);
    let Some(expected) = expected.filter(|expected| start > *expected) else { return Vec::new() };
    let found = Free::between(plan.calendar_of(task), expected, start);
    // Other calendars than the task's own can make it wait too.
    if found.is_empty() { vec![Free::Other] } else { found }
}

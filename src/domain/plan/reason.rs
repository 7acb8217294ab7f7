//! Why a task stands on its dates, in a form that every place can put into words.

use planner::Driver;
use serde::{Deserialize, Serialize};

use super::link::LinkKind;
use super::{Constraint, Link, Plan, Scheduled, Task};
use crate::TaskId;
use crate::time::{self, Minute};

/// Why a task stands on its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What decided them.
    pub cause: Cause,
    /// Whether free days lie between that and the start.
    #[serde(default)]
    pub skips_days: bool,
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
        let cause = match dates.driver {
            Driver::ProjectStart => Cause::ProjectStart,
            Driver::ProjectFinish => Cause::ProjectFinish,
            Driver::Link(_) => by_link(plan, scheduled, id)?,
            Driver::Constraint => Cause::Constraint(task.constraint?),
            Driver::Parent(index) => {
                Cause::Parent(scheduled.title_at(plan, index as usize)?.to_owned())
            }
            Driver::Children => Cause::Children,
            Driver::Manual => Cause::Manual,
            Driver::Actual => Cause::Actual,
            Driver::DataDate => Cause::DataDate,
            Driver::Levelling => Cause::Levelling,
        };
        let skips_days = dates.waits_for_calendar && skips_days(plan, scheduled, task, dates);
        Some(Self { cause, skips_days })
    }
}

fn by_link(plan: &Plan, scheduled: &Scheduled, id: TaskId) -> Option<Cause> {
    let link = plan.links.get(&scheduled.driving_link(id)?)?;
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

/// Whether free days lie between what decided the start and the start itself. The nights between
/// two working days are nothing to speak of.
fn skips_days(plan: &Plan, scheduled: &Scheduled, task: &Task, dates: &planner::Dates) -> bool {
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
    expected.is_some_and(|expected| time::day_of(dates.start) > expected)
}

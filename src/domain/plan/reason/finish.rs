//! Why a task ends when it does.

use std::collections::BTreeSet;

use planner::{Dates, Driver};

use super::Free;
use crate::CalendarId;
use crate::plan::link::LinkKind;
use crate::plan::{Plan, Scheduled, Task, TaskDuration};
use crate::time;

/// How the finish of a task follows from its start, or what decided it instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The start and the duration.
    Duration {
        /// How long it takes.
        duration: TaskDuration,
        /// The free days on the way, each kind once.
        free: Vec<Free>,
        /// The name of its own calendar, where that is not the project's.
        calendar: Option<String>,
        /// The effort from which the duration follows, in minutes, and the units of all who share
        /// it.
        effort: Option<(i64, u32)>,
    },
    /// It takes no time.
    AtOnce,
    /// The finish is what was decided, and the start lies the duration before it.
    Tied(TaskDuration),
    /// Work that has begun: what is left of it.
    Begun {
        /// How much is left.
        left: TaskDuration,
        /// Share that is done.
        percent: u8,
    },
    /// The duration and pauses in between.
    Split {
        /// How long it takes without them.
        duration: TaskDuration,
        /// How many pauses.
        pauses: usize,
    },
    /// Resources in their own time, by the names of their calendars.
    Resources(Vec<String>),
    /// The last of its sub-tasks, by its title.
    Children(String),
    /// Set by hand.
    Manual,
    /// When the work really ended.
    Actual,
}

impl Finish {
    /// What decides the finish of a task.
    pub(super) fn of(plan: &Plan, scheduled: &Scheduled, task: &Task, dates: &Dates) -> Self {
        let duration = task.duration;
        let shape = task.shape.as_deref();
        if dates.driver == Driver::Children {
            return Self::Children(last_child(plan, scheduled, task, dates));
        }
        if task.actual.finish.is_some() {
            return Self::Actual;
        }
        if task.manual.is_some() {
            return Self::Manual;
        }
        if dates.start == dates.finish {
            return Self::AtOnce;
        }
        if task.actual.start.is_some() {
            return Self::Begun { left: left_of(task), percent: task.percent };
        }
        if task.works_in_other_time() {
            return Self::Resources(calendars(plan, task));
        }
        if is_tied_at_finish(plan, scheduled, task, dates) {
            return Self::Tied(duration);
        }
        match shape.map_or(0, |shape| shape.splits.len()) {
            0 => Self::Duration {
                duration,
                free: free_days(plan, task, dates),
                calendar: own_calendar(plan, task),
                effort: task.estimate.filter(|_| task.follows_effort()).zip(Some(task.units())),
            },
            pauses => Self::Split { duration, pauses },
        }
    }
}

/// The title of the sub-task that ends with the summary.
fn last_child(plan: &Plan, scheduled: &Scheduled, task: &Task, dates: &Dates) -> String {
    let ends_last = |child: &&Task| {
        child.parent == Some(task.id)
            && scheduled.dates(child.id).is_some_and(|own| own.finish == dates.finish)
    };
    plan.tasks.values().find(ends_last).map(|child| child.title.clone()).unwrap_or_default()
}

/// What is left of work that has begun.
fn left_of(task: &Task) -> TaskDuration {
    let share = i64::from(100 - task.percent.min(100));
    let minutes = task.remaining.unwrap_or(task.duration.minutes * share / 100);
    TaskDuration { minutes, ..task.duration }
}

/// Whether what decided the dates speaks of the finish.
fn is_tied_at_finish(plan: &Plan, scheduled: &Scheduled, task: &Task, dates: &Dates) -> bool {
    match dates.driver {
        Driver::Link(_) => {
            let link = scheduled.driving_link(task.id).and_then(|link| plan.links.get(&link));
            let kind = link.map(|link| link.kind);
            matches!(kind, Some(LinkKind::FinishToFinish | LinkKind::StartToFinish))
        }
        Driver::Constraint => task.constraint.is_some_and(|bound| bound.kind.is_about_finish()),
        Driver::ProjectFinish => true,
        _ => false,
    }
}

/// The free days from the first to the last day; by the clock none is free.
fn free_days(plan: &Plan, task: &Task, dates: &Dates) -> Vec<Free> {
    if task.duration.is_elapsed {
        return Vec::new();
    }
    let (first, last) = (time::day_of(dates.start), time::last_day_of(dates.finish));
    Free::between(plan.calendar_of(task), first, last)
}

fn own_calendar(plan: &Plan, task: &Task) -> Option<String> {
    let own = task.calendar.filter(|own| *own != plan.settings.calendar)?;
    Some(plan.calendars.get(&own)?.name.clone())
}

/// The calendars of those who work on a task.
fn calendars(plan: &Plan, task: &Task) -> Vec<String> {
    let shares = task.shares.iter().map(|share| share.calendar.or(task.calendar));
    let shares = shares.map(|own| own.unwrap_or(plan.settings.calendar));
    let assignments = task.shape.iter().flat_map(|shape| &shape.assignments);
    let used: BTreeSet<CalendarId> = match task.follows_effort() {
        true => shares.collect(),
        false => assignments.map(|(calendar, ..)| *calendar).collect(),
    };
    let names = used.iter().filter_map(|id| plan.calendars.get(id));
    names.map(|calendar| calendar.name.clone()).collect()
}

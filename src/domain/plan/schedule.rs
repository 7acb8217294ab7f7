//! From the plan's ids to the engine's indices and back.

use planner::{Constraint as Bound, Driver, Problem};

use super::task::{ConstraintKind, Dated, Shape};
use super::{Plan, Task};
use crate::{LinkId, TaskId, time::Minute};

/// The dates of a plan, by task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// The tasks in ascending order of id; `dates` has the same order.
    ids: Vec<TaskId>,
    /// The links in ascending order of id, as drivers name them.
    links: Vec<LinkId>,
    dates: Vec<planner::Dates>,
    /// First minute of the plan.
    pub start: Minute,
    /// Last minute of the plan.
    pub finish: Minute,
    /// What could not be honoured.
    pub problems: Vec<Problem>,
}

impl Scheduled {
    /// Schedules a plan; never fails.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let ids: Vec<TaskId> = plan.tasks.keys().copied().collect();
        let links = plan.links.keys().copied().collect();
        let options = planner::Options::default();
        let (schedule, problems) = planner::schedule(&to_planner(plan, &ids), &options);
        let planner::Schedule { tasks: dates, start, finish } = schedule;
        Self { ids, links, dates, start, finish, problems }
    }

    /// The dates of a task.
    #[must_use]
    pub fn dates(&self, task: TaskId) -> Option<&planner::Dates> {
        self.ids.binary_search(&task).ok().map(|index| &self.dates[index])
    }

    /// The dates of every task of a plan that stand here beside those that stood in another
    /// schedule; tasks that only one of them knows are left out.
    pub(super) fn beside<'a>(
        &'a self,
        plan: &'a Plan,
        before: &'a Self,
    ) -> impl Iterator<Item = (&'a Task, &'a planner::Dates, &'a planner::Dates)> {
        // Both are in ascending order of id: one walk finds what they have in common.
        let mut known = before.ids.iter().zip(&before.dates).peekable();
        let pairs = self.ids.iter().zip(&self.dates).zip(plan.tasks.values());
        pairs.filter_map(move |((id, is), task)| {
            while known.next_if(|(other, _)| *other < id).is_some() {}
            let (_, was) = known.next_if(|(other, _)| *other == id)?;
            Some((task, was, is))
        })
    }

    /// The tasks whose start or finish differs in another schedule of the same tasks.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = TaskId> + 'a {
        let pairs = self.ids.iter().zip(self.dates.iter().zip(&other.dates));
        let differ = pairs.filter(|(_, (a, b))| (a.start, a.finish) != (b.start, b.finish));
        differ.map(|(id, _)| *id)
    }

    /// The title of the task that the engine knows by a number.
    pub(super) fn title_at<'p>(&self, plan: &'p Plan, index: usize) -> Option<&'p str> {
        plan.tasks.get(self.ids.get(index)?).map(|task| task.title.as_str())
    }

    /// The link that decided a task's start, if it was a link.
    #[must_use]
    pub fn driving_link(&self, task: TaskId) -> Option<LinkId> {
        match self.dates(task)?.driver {
            Driver::Link(index) => self.links.get(index).copied(),
            _ => None,
        }
    }

    /// The loops that were found: the link that was left out, and the tasks around the loop.
    pub fn loops(&self) -> impl Iterator<Item = (LinkId, Vec<TaskId>)> + '_ {
        self.problems.iter().filter_map(|problem| match problem {
            Problem::Cycle { link, path } => {
                let path = path.iter().filter_map(|index| self.ids.get(*index)).copied();
                Some((*self.links.get(*link)?, path.collect()))
            }
            _ => None,
        })
    }
}

/// The tasks of the first loop in a plan, the first repeated last.
#[must_use]
pub fn first_loop(plan: &Plan) -> Option<Vec<TaskId>> {
    Scheduled::of(plan).loops().next().map(|(_, path)| path)
}

fn to_planner(plan: &Plan, ids: &[TaskId]) -> planner::Plan {
    let calendar_ids: Vec<_> = plan.calendars.keys().copied().collect();
    let calendar = |id| calendar_ids.binary_search(&id).ok();
    let index = |id| ids.binary_search(&id).unwrap_or(usize::MAX);
    let task = |task: &Task| planner::Task {
        parent: task.parent.map(index),
        calendar: task.calendar.and_then(calendar),
        duration: duration(task),
        mode: mode(task),
        constraint: constraint(task),
        deadline: task.deadline,
        is_inactive: task.is_inactive,
        progress: progress(task),
        levelling_delay: task.shape.as_ref().map_or(0, |shape| shape.levelling_delay),
        splits: task.shape.as_deref().map_or_else(Vec::new, splits),
        assignments: task
            .shape
            .iter()
            .flat_map(|shape| &shape.assignments)
            .filter_map(|(id, working_minutes, delay_minutes)| {
                Some(planner::Assignment {
                    calendar: calendar(*id)?,
                    working_minutes: *working_minutes,
                    delay_minutes: *delay_minutes,
                })
            })
            .collect(),
    };
    planner::Plan {
        start: plan.settings.start,
        finish: plan.settings.finish,
        calendar: calendar(plan.settings.calendar).unwrap_or(0),
        calendars: plan.calendars.values().map(super::Calendar::to_planner).collect(),
        tasks: plan.tasks.values().map(task).collect(),
        links: plan
            .links
            .values()
            .map(|link| planner::Link {
                from: index(link.from),
                to: index(link.to),
                kind: link.kind.to_planner(),
                lag: link.lag.to_planner(),
            })
            .collect(),
    }
}

const fn duration(task: &Task) -> planner::Duration {
    if task.duration.is_elapsed {
        planner::Duration::Elapsed(task.duration.minutes)
    } else {
        planner::Duration::Working(task.duration.minutes)
    }
}

fn mode(task: &Task) -> planner::Mode {
    match task.manual {
        None => planner::Mode::Automatic,
        Some(Dated { start, finish }) => planner::Mode::Manual { start, finish },
    }
}

fn constraint(task: &Task) -> Bound {
    let Some(constraint) = task.constraint else { return Bound::AsSoonAsPossible };
    let at = constraint.at;
    match constraint.kind {
        ConstraintKind::AsLateAsPossible => Bound::AsLateAsPossible,
        ConstraintKind::StartNoEarlierThan => Bound::StartNoEarlierThan(at),
        ConstraintKind::StartNoLaterThan => Bound::StartNoLaterThan(at),
        ConstraintKind::FinishNoEarlierThan => Bound::FinishNoEarlierThan(at),
        ConstraintKind::FinishNoLaterThan => Bound::FinishNoLaterThan(at),
        ConstraintKind::MustStartOn => Bound::MustStartOn(at),
        ConstraintKind::MustFinishOn => Bound::MustFinishOn(at),
    }
}

fn progress(task: &Task) -> planner::Progress {
    planner::Progress {
        percent: task.percent,
        actual_start: task.actual.start,
        actual_finish: task.actual.finish,
        remaining: task.remaining,
        resume: task.shape.as_ref().and_then(|shape| shape.resume),
    }
}

fn splits(shape: &Shape) -> Vec<planner::Split> {
    let split = |&(after_minutes, pause_minutes)| planner::Split { after_minutes, pause_minutes };
    shape.splits.iter().map(split).collect()
}

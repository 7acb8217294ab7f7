//! From the plan's ids to the engine's indices and back.

use std::collections::BTreeSet;
use std::sync::Arc;

use planner::{Constraint as Bound, Driver, Options, Prepared, Problem};

use super::task::{ConstraintKind, Dated, Shape};
use super::{Link, Plan, Settings, Task, Touched};
use crate::{CalendarId, LinkId, TaskId, time::Minute};

/// The dates of a plan, by task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// The tasks in ascending order of id; `dates` has the same order.
    ids: Arc<[TaskId]>,
    /// The links in ascending order of id, as drivers name them.
    links: Arc<[LinkId]>,
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
        Scheduler::of(plan).scheduled()
    }

    /// The dates of a task.
    #[must_use]
    pub fn dates(&self, task: TaskId) -> Option<&planner::Dates> {
        place_of(task, &self.ids).map(|index| &self.dates[index])
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

    /// The task that the engine knows by a number.
    pub(super) fn task_at(&self, index: usize) -> Option<TaskId> {
        self.ids.get(index).copied()
    }

    /// The link that the engine knows by a number.
    pub(super) fn link_at(&self, index: usize) -> Option<LinkId> {
        self.links.get(index).copied()
    }

    /// The link that decided a task's start, if it was a link.
    #[must_use]
    pub fn driving_link(&self, task: TaskId) -> Option<LinkId> {
        match self.dates(task)?.driver {
            Driver::Link(index) => self.links.get(index as usize).copied(),
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

/// A plan as the engine keeps it, so that what follows from links, hierarchy and calendars is
/// worked out once while single tasks change.
#[derive(Clone, Debug)]
pub struct Scheduler {
    ids: Arc<[TaskId]>,
    links: Arc<[LinkId]>,
    calendars: Vec<CalendarId>,
    prepared: Prepared,
    options: Options,
}

impl Scheduler {
    /// Gets a plan ready.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let ids: Arc<[TaskId]> = plan.tasks.keys().copied().collect();
        let calendars: Vec<CalendarId> = plan.calendars.keys().copied().collect();
        Self {
            prepared: Prepared::new(to_planner(plan, &ids, &calendars)),
            links: plan.links.keys().copied().collect(),
            options: options(&plan.settings),
            ids,
            calendars,
        }
    }

    /// Takes up what an operation has changed in the plan.
    pub fn follow(&mut self, plan: &Plan, touched: &Touched) {
        let Some(tasks) = in_place(touched) else {
            *self = Self::of(plan);
            return;
        };
        for id in tasks {
            if let (Some(index), Some(task)) = (place_of(id, &self.ids), plan.tasks.get(&id)) {
                let usual = self.prepared.plan().calendar;
                let task = planner_task(task, &self.ids, &self.calendars, usual);
                self.prepared.replace(index, task);
            }
        }
    }

    /// Whether what an operation touches can be taken up without getting the plan ready anew.
    pub(super) fn follows_in_place(touched: &Touched) -> bool {
        in_place(touched).is_some()
    }

    /// Working minutes that the predecessor of a link may slip before the link moves its successor,
    /// at these dates; none for a link that holds nothing.
    pub(super) fn room_of(&self, link: &Link, scheduled: &Scheduled) -> Option<i64> {
        let number = self.links.binary_search(&link.id).ok()?;
        let (from, to) = (scheduled.dates(link.from)?, scheduled.dates(link.to)?);
        self.prepared.room_of(number, from, to)
    }

    /// The dates of the plan as it is now.
    #[must_use]
    pub fn scheduled(&mut self) -> Scheduled {
        let (schedule, problems) = self.prepared.schedule(&self.options);
        let planner::Schedule { tasks: dates, start, finish } = schedule;
        let (ids, links) = (self.ids.clone(), self.links.clone());
        Scheduled { ids, links, dates, start, finish, problems }
    }
}

/// The tasks that are taken up one by one; none where the whole plan is got ready anew.
fn in_place(touched: &Touched) -> Option<BTreeSet<TaskId>> {
    // Each task in another place makes the ground anew: of several that is done once.
    let is_few = |tasks: &BTreeSet<TaskId>| !touched.moves_rows() || tasks.len() <= 2;
    touched.only_tasks().filter(is_few)
}

const fn options(settings: &Settings) -> Options {
    Options {
        data_date: settings.status_date,
        critical_threshold: settings.critical_float,
        constraints_yield: settings.constraints_yield,
        has_many_critical_paths: settings.has_many_critical_paths,
    }
}

/// Where a task stands among all in ascending order of id. Ids that came together count up: in an
/// imported plan the distance to the first is the place, and only elsewhere there is a search. That
/// counts, for the ends of all links and all parents are looked up when a plan is got ready.
fn place_of(id: TaskId, ids: &[TaskId]) -> Option<usize> {
    let first = ids.first()?;
    let distance = id.0.as_u128().wrapping_sub(first.0.as_u128());
    let guess = usize::try_from(distance).ok().filter(|place| ids.get(*place) == Some(&id));
    guess.or_else(|| ids.binary_search(&id).ok())
}

fn to_planner(plan: &Plan, ids: &[TaskId], calendars: &[CalendarId]) -> planner::Plan {
    let index = |id| place_of(id, ids).unwrap_or(usize::MAX);
    let usual = calendars.binary_search(&plan.settings.calendar).unwrap_or(0);
    planner::Plan {
        start: plan.settings.start,
        finish: plan.settings.finish,
        calendar: usual,
        calendars: plan.calendars.values().map(super::Calendar::to_planner).collect(),
        tasks: plan.tasks.values().map(|task| planner_task(task, ids, calendars, usual)).collect(),
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

#[inline]
fn planner_task(
    task: &Task,
    ids: &[TaskId],
    calendars: &[CalendarId],
    usual: usize,
) -> planner::Task {
    let calendar = |id| calendars.binary_search(&id).ok();
    let shape = task.shape.as_deref();
    // Effort that is worked in the task's own time is a duration like any other.
    let has_other_time = task.has_other_time();
    let assigned = |(id, busy, delay_minutes): &(CalendarId, i64, i64)| {
        let delay_minutes = *delay_minutes;
        Some(planner::Assignment {
            delay_minutes,
            ..planner::Assignment::full_time(calendar(*id)?, *busy)
        })
    };
    let assignments = match shape {
        _ if has_other_time => task.assigned(|id| id.and_then(calendar).unwrap_or(usual)),
        Some(shape) if !task.follows_effort() => {
            shape.assignments.iter().filter_map(assigned).collect()
        }
        _ => Vec::new(),
    };
    planner::Task {
        parent: task.parent.map(|id| place_of(id, ids).unwrap_or(usize::MAX)),
        calendar: task.calendar.and_then(calendar),
        duration: if has_other_time { planner::Duration::OfWork } else { duration(task) },
        mode: mode(task),
        constraint: constraint(task),
        deadline: task.deadline,
        is_inactive: task.is_inactive,
        progress: progress(task),
        levelling_delay: shape.map_or(0, |shape| shape.levelling_delay),
        splits: shape.map_or_else(Vec::new, splits),
        assignments,
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_place_is_found_whether_or_not_ids_count_up() {
        let id = |number| TaskId(Uuid::from_u128(number));
        for numbers in [vec![], vec![7, 8, 9], vec![3, 4, 8, 9], vec![1, 2, u128::MAX]] {
            let ids: Vec<TaskId> = numbers.iter().copied().map(id).collect();
            for number in (0..12).chain([u128::MAX]) {
                let place = numbers.iter().position(|known| *known == number);
                assert_eq!(place_of(id(number), &ids), place, "{number} in {numbers:?}");
            }
        }
    }
}

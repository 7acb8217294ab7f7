//! What differs between a plan as it once was and the plan as it is now.

use std::collections::BTreeSet;

use super::task::Task;
use super::{Plan, Property, Scheduled};
use crate::time::{self, Minute};
use crate::{LinkId, TaskId};

/// What differs between two states of one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Tasks that came, in ascending order of number.
    pub added: Vec<TaskId>,
    /// Tasks that went, likewise.
    pub removed: Vec<TaskId>,
    /// Tasks of which people changed something, likewise.
    pub changed: Vec<Changed>,
    /// Tasks that nobody changed but whose computed dates are others, likewise.
    pub moved: Vec<TaskId>,
    /// Dependencies that came, went or are others.
    pub links: usize,
    /// Whether calendars, columns, iterations or the plan's settings are others.
    pub is_set_otherwise: bool,
    /// The finish of the plan then and now; none while one of them has no task.
    pub finish: Option<Finish>,
}

/// A task of which people changed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub task: TaskId,
    /// What of it.
    pub what: Vec<Property>,
}

/// The finish of a plan then and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    /// The minute after the last one, then.
    pub then: Minute,
    /// The minute after the last one, now.
    pub now: Minute,
    /// Days of the calendar from then to now; negative when it is earlier now.
    pub days: i64,
}

impl Difference {
    /// From a plan with its dates to a later one with its dates. A card's place among the other
    /// cards of its column tells nothing about the plan and is left out.
    #[must_use]
    pub fn between(then: (&Plan, &Scheduled), now: (&Plan, &Scheduled)) -> Self {
        let (old, new) = (then.0, now.0);
        let only_in = |a: &Plan, b: &Plan| {
            let only = a.tasks.values().filter(|task| !b.tasks.contains_key(&task.id));
            let mut only: Vec<&Task> = only.collect();
            only.sort_by_key(|task| task.number);
            only.iter().map(|task| task.id).collect::<Vec<_>>()
        };
        let mut both: Vec<(&Task, &Task)> = old
            .tasks
            .values()
            .filter_map(|task| new.tasks.get(&task.id).map(|now| (task, now)))
            .collect();
        both.sort_by_key(|(_, now)| now.number);
        let (mut changed, mut moved) = (Vec::new(), Vec::new());
        for (was, is) in both {
            let what = properties(was, is);
            if !what.is_empty() {
                changed.push(Changed { task: is.id, what });
            } else if dates(then.1, is.id) != dates(now.1, is.id) {
                moved.push(is.id);
            }
        }
        Self {
            added: only_in(new, old),
            removed: only_in(old, new),
            changed,
            moved,
            links: differing_links(old, new),
            is_set_otherwise: (&old.settings, &old.calendars, &old.columns, &old.iterations)
                != (&new.settings, &new.calendars, &new.columns, &new.iterations),
            finish: finish(then, now),
        }
    }

    /// Whether the two are the same as far as people can tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_same = self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty();
        is_same && self.moved.is_empty() && self.links == 0 && !self.is_set_otherwise
    }
}

/// The properties in which a task differs from what it was.
fn properties(was: &Task, is: &Task) -> Vec<Property> {
    let differing = [
        (Property::Title, was.title != is.title),
        (Property::Place, (was.parent, &was.rank) != (is.parent, &is.rank)),
        (Property::Duration, was.duration != is.duration),
        (Property::Constraint, was.constraint != is.constraint),
        (Property::Manual, was.manual != is.manual),
        (Property::Deadline, was.deadline != is.deadline),
        (Property::Calendar, was.calendar != is.calendar),
        (Property::Milestone, was.is_milestone != is.is_milestone),
        (Property::Inactive, was.is_inactive != is.is_inactive),
        (Property::Progress, (was.percent, was.actual) != (is.percent, is.actual)),
        (Property::Remaining, was.remaining != is.remaining),
        (Property::Estimate, was.estimate != is.estimate),
        (Property::Shares, was.shares != is.shares),
        (Property::Priority, was.priority != is.priority),
        (Property::Assignee, was.assignee != is.assignee),
        (Property::Card, was.column != is.column),
        (Property::Blocked, was.blocked != is.blocked),
        (Property::LimitReason, was.limit_reason != is.limit_reason),
        (Property::Labels, was.labels != is.labels),
        (Property::Checklist, was.checklist != is.checklist),
        (Property::Iteration, was.iteration != is.iteration),
        (Property::ClientVisible, was.is_client_visible != is.is_client_visible),
        (Property::Promise, was.promise != is.promise),
        (Property::Description, was.description != is.description),
        (Property::Shape, was.shape != is.shape),
    ];
    differing.into_iter().filter(|(_, differs)| *differs).map(|(property, _)| property).collect()
}

fn dates(scheduled: &Scheduled, task: TaskId) -> Option<(Minute, Minute)> {
    scheduled.dates(task).map(|dates| (dates.start, dates.finish))
}

fn differing_links(old: &Plan, new: &Plan) -> usize {
    let all: BTreeSet<LinkId> = old.links.keys().chain(new.links.keys()).copied().collect();
    all.iter().filter(|id| old.links.get(id) != new.links.get(id)).count()
}

fn finish(then: (&Plan, &Scheduled), now: (&Plan, &Scheduled)) -> Option<Finish> {
    if then.0.tasks.is_empty() || now.0.tasks.is_empty() {
        return None;
    }
    let (then, now) = (then.1.finish, now.1.finish);
    let days = (time::last_day_of(now) - time::last_day_of(then)).num_days();
    Some(Finish { then, now, days })
}

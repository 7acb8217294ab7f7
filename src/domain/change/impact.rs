//! What a branch does to a plan: dates, promises, tasks, work and people, computed and never typed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::plan::{Difference, Plan, Scheduled, Task};
use crate::time::{self, Minute};
use crate::{RequirementId, RiskId, TaskId, UserId};

/// What a branch does to a plan. Pairs say how it is without the branch and how it is with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// The last day of the plan; none while it has no tasks.
    pub finish: (Option<NaiveDate>, Option<NaiveDate>),
    /// The milestones that move, come or go, and everything with a promise, by expected day.
    pub milestones: Vec<MilestoneImpact>,
    /// How many tasks there are.
    pub tasks: (u32, u32),
    /// Tasks that come, by number.
    pub added: Vec<Named>,
    /// Tasks that go, by number.
    pub removed: Vec<Named>,
    /// Tasks of which the branch changes something, by number.
    pub changed: Vec<Named>,
    /// Tasks that lie on other days, by number; summaries are left out.
    pub moved: Vec<Named>,
    /// Working minutes of all tasks; see `work_of`.
    pub work_minutes: (i64, i64),
    /// The people who are responsible for a task that is touched, or whose work becomes more or
    /// less.
    pub people: Vec<PersonImpact>,
    /// The requirements that tasks trace to which come, go, change or move.
    pub requirements: Vec<RequirementId>,
    /// The open risks that would hit a task which comes, goes, changes or moves, or the summary of
    /// one: they are to be assessed again.
    #[serde(default)]
    pub risks: Vec<RiskId>,
    /// The tasks that come to the client's page, leave it or are called otherwise on it.
    pub seen: Vec<SeenImpact>,
    /// Whether anything changes that the client sees.
    pub touches_client: bool,
}

/// What hangs on the tasks of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// The requirements that tasks serve.
    pub requirements: Vec<(TaskId, RequirementId)>,
    /// The open risks that would hit tasks.
    pub risks: Vec<(TaskId, RiskId)>,
}

/// A task by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Which.
    pub task: TaskId,
    /// What it is called.
    pub title: String,
    /// Whether the client sees it.
    pub is_client_visible: bool,
}

/// What a branch does to a milestone or to a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneImpact {
    /// Which task.
    pub task: TaskId,
    /// What it is called.
    pub title: String,
    /// Whether the client sees it, without the branch or with it.
    pub is_client_visible: bool,
    /// The day on which it is expected; none while it is not there.
    pub expected: (Option<NaiveDate>, Option<NaiveDate>),
    /// The day that was promised.
    pub promise: (Option<NaiveDate>, Option<NaiveDate>),
}

/// What a branch does to a name on the client's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenImpact {
    /// Which task.
    pub task: TaskId,
    /// What it is called there; none while the client does not see it.
    pub title: (Option<String>, Option<String>),
}

/// What a branch does to somebody's work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonImpact {
    /// Who.
    pub user: UserId,
    /// Working minutes of the tasks that are assigned to the person.
    pub work_minutes: (i64, i64),
    /// How many of the tasks that come, go, change or move are assigned to the person.
    pub tasks: u32,
}

impl MilestoneImpact {
    /// Whether the promise is kept with the branch; none without a promise.
    #[must_use]
    pub fn is_kept(&self) -> Option<bool> {
        self.promise.1.zip(self.expected.1).map(|(promise, expected)| expected <= promise)
    }

    /// Whether the promise was kept without the branch; none without a promise.
    #[must_use]
    pub fn was_kept(&self) -> Option<bool> {
        self.promise.0.zip(self.expected.0).map(|(promise, expected)| expected <= promise)
    }

    /// By how many days of the calendar it moves; none where it comes or goes.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        self.expected.0.zip(self.expected.1).map(|(was, is)| (is - was).num_days())
    }

    fn differs(&self) -> bool {
        self.expected.0 != self.expected.1 || self.promise.0 != self.promise.1
    }
}

impl Impact {
    /// How many promises hold without the branch and not with it.
    #[must_use]
    pub fn broken_promises(&self) -> usize {
        let breaks = |milestone: &&MilestoneImpact| {
            milestone.is_kept() == Some(false) && milestone.was_kept() != Some(false)
        };
        self.milestones.iter().filter(breaks).count()
    }

    /// How many promised dates the branch replaces.
    #[must_use]
    pub fn new_promises(&self) -> usize {
        self.milestones
            .iter()
            .filter(|milestone| milestone.promise.0 != milestone.promise.1)
            .count()
    }

    /// From a plan with its dates to the same plan with a branch on top of it.
    #[must_use]
    pub fn between(was: (&Plan, &Scheduled), is: (&Plan, &Scheduled), traces: &Traces) -> Self {
        let difference = Difference::between(was, is);
        let (before, after) = (Side::of(was), Side::of(is));
        let moved = moved(&before, &after);
        let found = |id: &TaskId| after.task(*id).or_else(|| before.task(*id));
        let names = |ids: &[TaskId]| ids.iter().filter_map(found).map(name).collect::<Vec<Named>>();
        let changed: Vec<TaskId> = difference.changed.iter().map(|one| one.task).collect();
        let all = [&difference.added, &difference.removed, &changed, &moved];
        let touched: BTreeSet<TaskId> = all.into_iter().flatten().copied().collect();
        let (whole, served) = (with_summaries(&before, &after, &touched), &traces.requirements);
        let requirements: BTreeSet<RequirementId> =
            served.iter().filter(|(task, _)| touched.contains(task)).map(|(_, id)| *id).collect();
        let hit = traces.risks.iter().filter(|(task, _)| whole.contains(task));
        let risks: BTreeSet<RiskId> = hit.map(|(_, id)| *id).collect();
        let count = |plan: &Plan| u32::try_from(plan.tasks.len()).unwrap_or(u32::MAX);
        Self {
            finish: (before.finish(), after.finish()),
            milestones: milestones(&before, &after),
            tasks: (count(was.0), count(is.0)),
            added: names(&difference.added),
            removed: names(&difference.removed),
            changed: names(&changed),
            moved: names(&moved),
            work_minutes: (before.work(), after.work()),
            people: people(&before, &after, &touched),
            requirements: requirements.into_iter().collect(),
            risks: risks.into_iter().collect(),
            seen: seen(&before, &after),
            touches_client: touches_client(&before, &after),
        }
    }
}

/// A plan with its dates, and which of its tasks are summaries.
pub(super) struct Side<'a> {
    plan: &'a Plan,
    scheduled: &'a Scheduled,
    summaries: BTreeSet<TaskId>,
}

impl<'a> Side<'a> {
    pub(super) fn of((plan, scheduled): (&'a Plan, &'a Scheduled)) -> Self {
        let summaries = plan.tasks.values().filter_map(|task| task.parent).collect();
        Self { plan, scheduled, summaries }
    }

    pub(super) fn task(&self, id: TaskId) -> Option<&'a Task> {
        self.plan.tasks.get(&id)
    }

    /// The tasks that are work or milestones themselves and count in the schedule.
    pub(super) fn leaves(&self) -> impl Iterator<Item = &'a Task> {
        let tasks = self.plan.tasks.values();
        tasks.filter(move |task| !task.is_inactive && !self.summaries.contains(&task.id))
    }

    pub(super) fn is_summary(&self, id: TaskId) -> bool {
        self.summaries.contains(&id)
    }

    /// Start and finish of a task that counts in the schedule.
    pub(super) fn dates(&self, id: TaskId) -> Option<(Minute, Minute)> {
        self.task(id).filter(|task| !task.is_inactive)?;
        self.scheduled.dates(id).map(|dates| (dates.start, dates.finish))
    }

    /// The first and the last day of a task.
    pub(super) fn days(&self, id: TaskId) -> Option<(NaiveDate, NaiveDate)> {
        self.dates(id).map(|(start, finish)| {
            let last = time::last_day_of(finish.max(1));
            (time::day_of(start).min(last), last)
        })
    }

    fn finish(&self) -> Option<NaiveDate> {
        (!self.plan.tasks.is_empty()).then(|| time::last_day_of(self.scheduled.finish))
    }

    fn work(&self) -> i64 {
        self.leaves().map(work_of).sum()
    }
}

/// The working minutes of a task: what people estimated, or where nobody did its duration, as if
/// one person did nothing else.
fn work_of(task: &Task) -> i64 {
    let by_duration = if task.duration.is_elapsed { 0 } else { task.duration.minutes };
    task.estimate.unwrap_or(by_duration)
}

/// The tasks with every summary above them, on either side.
fn with_summaries(before: &Side, after: &Side, tasks: &BTreeSet<TaskId>) -> BTreeSet<TaskId> {
    let of = |side: &Side| {
        let mut whole = tasks.clone();
        for id in tasks {
            let mut above = side.task(*id).and_then(|task| task.parent);
            // The summaries of what is known are walked from there; a loop would end here too.
            while let Some(parent) = above.filter(|parent| whole.insert(*parent)) {
                above = side.task(parent).and_then(|task| task.parent);
            }
        }
        whole
    };
    of(before).union(&of(after)).copied().collect()
}

fn name(task: &Task) -> Named {
    let Task { id, title, is_client_visible, .. } = task;
    Named { task: *id, title: title.clone(), is_client_visible: *is_client_visible }
}

/// The tasks on both sides that lie on other days, by number.
fn moved(before: &Side, after: &Side) -> Vec<TaskId> {
    let lies_elsewhere = |task: &&Task| {
        let (was, is) = (before.days(task.id), after.days(task.id));
        before.task(task.id).is_some() && was != is
    };
    let mut moved: Vec<&Task> = after.leaves().filter(lies_elsewhere).collect();
    moved.sort_by_key(|task| task.number);
    moved.into_iter().map(|task| task.id).collect()
}

fn milestones(before: &Side, after: &Side) -> Vec<MilestoneImpact> {
    let counts = |task: &&Task| task.is_milestone || task.promise.is_some();
    let ids: BTreeSet<TaskId> =
        before.leaves().chain(after.leaves()).filter(counts).map(|task| task.id).collect();
    let of = |task: TaskId| {
        let (was, is) = (before.task(task), after.task(task));
        let last = |side: &Side| side.days(task).map(|(_, last)| last);
        let promise = |task: Option<&Task>| task.and_then(|task| task.promise);
        // Where the client sees it under one of its names, that is the name.
        let seen = [is, was].into_iter().flatten().find(|task| task.is_client_visible);
        let named = seen.or(is).or(was)?;
        Some(MilestoneImpact {
            task,
            title: named.title.clone(),
            is_client_visible: seen.is_some(),
            expected: (last(before), last(after)),
            promise: (promise(was), promise(is)),
        })
    };
    let is_told = |one: &MilestoneImpact| one.differs() || one.promise.1.is_some();
    let is_over = |id: &TaskId| {
        [before.task(*id), after.task(*id)].into_iter().flatten().all(|task| task.percent == 100)
    };
    let open = ids.iter().filter(|id| !is_over(id));
    let mut all: Vec<_> = open.filter_map(|id| of(*id)).filter(is_told).collect();
    all.sort_by_key(|one| (one.expected.1.or(one.expected.0), one.task));
    all
}

fn people(before: &Side, after: &Side, touched: &BTreeSet<TaskId>) -> Vec<PersonImpact> {
    let mut work: BTreeMap<UserId, (i64, i64)> = BTreeMap::new();
    for task in before.leaves() {
        task.assignee.into_iter().for_each(|who| work.entry(who).or_default().0 += work_of(task));
    }
    for task in after.leaves() {
        task.assignee.into_iter().for_each(|who| work.entry(who).or_default().1 += work_of(task));
    }
    let mut tasks: BTreeMap<UserId, u32> = BTreeMap::new();
    for id in touched {
        let sides = [before.task(*id), after.task(*id)].into_iter().flatten();
        // Who hands a task over and who takes it are both concerned.
        let responsible: BTreeSet<UserId> = sides.filter_map(|task| task.assignee).collect();
        responsible.into_iter().for_each(|who| *tasks.entry(who).or_default() += 1);
    }
    let all: BTreeSet<UserId> = work.keys().chain(tasks.keys()).copied().collect();
    let of = |user: UserId| PersonImpact {
        user,
        work_minutes: work.get(&user).copied().unwrap_or_default(),
        tasks: tasks.get(&user).copied().unwrap_or_default(),
    };
    let is_concerned =
        |one: &PersonImpact| one.tasks > 0 || one.work_minutes.0 != one.work_minutes.1;
    all.into_iter().map(of).filter(is_concerned).collect()
}

/// The names on the client's page that differ.
fn seen(before: &Side, after: &Side) -> Vec<SeenImpact> {
    let shown = |side: &Side, id: TaskId| {
        let task = side.task(id).filter(|task| task.is_client_visible);
        task.map(|task| task.title.clone())
    };
    let ids: BTreeSet<TaskId> =
        before.plan.tasks.keys().chain(after.plan.tasks.keys()).copied().collect();
    let all = ids.into_iter();
    let all = all.map(|task| SeenImpact { task, title: (shown(before, task), shown(after, task)) });
    all.filter(|one| one.title.0 != one.title.1).collect()
}

/// Whether the client's page would say anything else.
fn touches_client(before: &Side, after: &Side) -> bool {
    let seen = |side: &Side, id: TaskId| {
        let task = side.task(id).filter(|task| task.is_client_visible)?;
        let Task { title, is_milestone, promise, percent, .. } = task;
        let is_summary = side.is_summary(id);
        Some((title.clone(), *is_milestone, *promise, *percent, is_summary, side.days(id)))
    };
    let all = before.plan.tasks.keys().chain(after.plan.tasks.keys());
    all.copied().any(|id| seen(before, id) != seen(after, id))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::CalendarId;
    use crate::plan::apply::apply;
    use crate::plan::{Calendar, PlanOp, Rank, TaskChange};

    #[test]
    fn risks_of_a_summary_are_assessed_again_when_a_part_of_it_moves() {
        let (task, risk) = (|id| TaskId(Uuid::from_u128(id)), |id| RiskId(Uuid::from_u128(id)));
        let office = Calendar::office(CalendarId(Uuid::nil()), "Office".to_owned());
        let mut was = Plan::new(29_700_000, office, Vec::new());
        for (number, rank) in (1..=3).zip(Rank::sequence(3)) {
            let id = task(number.into());
            was.tasks.insert(id, Task::new(id, number, format!("T{number}"), rank));
        }
        was.tasks.get_mut(&task(2)).unwrap().parent = Some(task(1));
        let mut is = was.clone();
        let op = PlanOp::change(task(2), TaskChange::Title("Other".to_owned()));
        apply(&mut is, &op).unwrap();
        let risks = (1..=3).map(|number| (task(number), risk(number))).collect();
        let traces = Traces { risks, ..Traces::default() };
        let sides = [&was, &is].map(|plan| (plan, Scheduled::of(plan)));
        let [was, is] = sides.each_ref().map(|(plan, scheduled)| (*plan, scheduled));
        assert_eq!(Impact::between(was, is, &traces).risks, [risk(1), risk(2)]);
    }
}

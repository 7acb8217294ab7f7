//! How far a task can slip, and why it is critical.

use planner::{Dates, Driver};

use crate::TaskId;
use crate::plan::{Constraint, ConstraintKind, Plan, Scheduled, Task};
use crate::time::{self, Minute};

/// How far a task can slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Working minutes from where it lies; below zero where it is too late already.
    pub minutes: i64,
    /// The latest finish that moves nothing.
    pub until: Minute,
    /// Whether it counts as critical.
    pub is_critical: bool,
    /// What a later finish would move or miss.
    pub limit: Limit,
}

/// What a task would move or miss that slips too far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Its own internal target.
    Deadline(Minute),
    /// Its own constraint.
    Constraint(Constraint),
    /// A task that waits for it, by its title.
    Successor(String),
    /// The end of its own chain, where every chain has a critical path.
    OwnEnd,
    /// A summary that is set by hand, by its title, and its finish.
    Summary {
        /// The summary.
        title: String,
        /// Its finish.
        at: Minute,
    },
    /// The finish of the project.
    ProjectFinish(Minute),
}

impl Room {
    /// How far a task can slip; none for a summary, finished work, and what is left out of the
    /// schedule.
    pub(super) fn of(
        plan: &Plan,
        scheduled: &Scheduled,
        task: &Task,
        dates: &Dates,
    ) -> Option<Self> {
        if dates.driver == Driver::Children || dates.percent == 100 || task.is_inactive {
            return None;
        }
        // Float counts from the earliest place: work that lies in its latest one has used it up.
        let is_at_latest = (dates.start, dates.finish) == (dates.late_start, dates.late_finish);
        let minutes = if is_at_latest { dates.total_float.min(0) } else { dates.total_float };
        Some(Self {
            minutes,
            until: dates.late_finish,
            is_critical: dates.is_critical,
            limit: Limit::of(plan, scheduled, task, dates),
        })
    }
}

impl Limit {
    fn of(plan: &Plan, scheduled: &Scheduled, task: &Task, dates: &Dates) -> Self {
        let is_reached = |at: &Minute| {
            *at <= dates.late_finish
                || time::last_day_of(*at) == time::last_day_of(dates.late_finish)
        };
        if let Some(deadline) = task.deadline.filter(is_reached) {
            return Self::Deadline(deadline);
        }
        if let Some(bound) = task.constraint.filter(|bound| binds_late(*bound, dates)) {
            return Self::Constraint(bound);
        }
        match nearest_successor(plan, scheduled, task, dates) {
            Some(title) => Self::Successor(title),
            None if plan.settings.has_many_critical_paths => Self::OwnEnd,
            None => match summary_by_hand(plan, task) {
                Some((title, at)) if at < scheduled.finish => Self::Summary { title, at },
                _ => Self::ProjectFinish(scheduled.finish),
            },
        }
    }
}

/// The summary set by hand that the task may not end after: it holds what is right below it and has
/// no date of its own, with all that lies below that. In a plan from its finish it holds nothing.
fn summary_by_hand(plan: &Plan, task: &Task) -> Option<(String, Minute)> {
    if plan.settings.finish.is_some() {
        return None;
    }
    let above = |task: &&Task| plan.tasks.get(&task.parent?);
    let chain = std::iter::successors(Some(task), above).take(100);
    let held = chain.filter_map(|below| {
        let summary = above(&below)?;
        let has_no_date = below.manual.is_none() && below.constraint.is_none();
        let at = summary.manual?.finish.filter(|_| has_no_date)?;
        Some((summary.title.clone(), at))
    });
    held.min_by_key(|(_, at)| *at)
}

/// Whether a constraint keeps the late dates where they are.
fn binds_late(bound: Constraint, dates: &Dates) -> bool {
    match bound.kind {
        ConstraintKind::StartNoLaterThan | ConstraintKind::MustStartOn => {
            time::day_of(bound.at) <= time::day_of(dates.late_start)
        }
        ConstraintKind::FinishNoLaterThan | ConstraintKind::MustFinishOn => {
            time::last_day_of(bound.at) <= time::last_day_of(dates.late_finish)
        }
        ConstraintKind::AsLateAsPossible
        | ConstraintKind::StartNoEarlierThan
        | ConstraintKind::FinishNoEarlierThan => false,
    }
}

/// The title of the successor that moves first: of those that have no more room than the task the
/// one with the most. Links of the summaries above hold for the task too.
fn nearest_successor(
    plan: &Plan,
    scheduled: &Scheduled,
    task: &Task,
    dates: &Dates,
) -> Option<String> {
    let parent = |task: &TaskId| plan.tasks.get(task).and_then(|task| task.parent);
    let chain: Vec<TaskId> = std::iter::successors(Some(task.id), parent).take(100).collect();
    let links = plan.links.values().filter(|link| chain.contains(&link.from));
    let after = links.filter_map(|link| {
        let (to, own) = (plan.tasks.get(&link.to)?, scheduled.dates(link.to)?);
        let counts = !to.is_inactive && own.percent < 100 && own.total_float <= dates.total_float;
        counts.then_some((own.total_float, &to.title))
    });
    after.max_by_key(|(room, _)| *room).map(|(_, title)| title.clone())
}

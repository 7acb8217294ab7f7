//! The past of a plan of the sample: how it came to be what it is, so that history, baselines and
//! the flow of the board have something true to tell.

use domain::plan::task::TaskDuration;
use domain::plan::{ColumnKind, Dated, Plan, PlanOp, Scheduled, Task, TaskChange};
use domain::time::{Minute, Timestamp};
use domain::{ColumnId, TaskId, UserId};

use crate::server::clock;

/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;
/// How long before its first task a plan is made.
const BEFORE: Minute = 2 * 24 * 60;

/// One step of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Who; none is the project's lead.
    pub by: Option<UserId>,
    /// What.
    pub op: PlanOp,
}

/// Now, on the project's wall clock and everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// On the wall clock.
    pub minute: Minute,
    /// In UTC.
    pub at: Timestamp,
}

impl Now {
    /// The machine's own.
    pub fn of(at: Timestamp) -> Self {
        Self { minute: clock::local_minute(), at }
    }

    fn at(self, minute: Minute) -> Timestamp {
        Timestamp(self.at.0 - (self.minute - minute).max(0) * MINUTE)
    }
}

/// The plan as it was made, when that was, and the steps that lead to `plan`. `planned` are the
/// durations that tasks had at first.
pub fn of(
    plan: &Plan,
    planned: &[(TaskId, TaskDuration)],
    now: Now,
) -> (Plan, Timestamp, Vec<Step>) {
    let mut first = plan.clone();
    let column = |kind| plan.columns_in_order().into_iter().find(|c| c.kind == kind).map(|c| c.id);
    for task in first.tasks.values_mut().filter(|task| task.column.is_some()) {
        task.column = column(ColumnKind::ToDo);
        (task.percent, task.actual, task.blocked) = (0, Dated::default(), None);
        task.checklist.iter_mut().for_each(|step| step.is_done = false);
    }
    for (task, duration) in planned {
        if let Some(task) = first.tasks.get_mut(task) {
            task.duration = *duration;
        }
    }
    let begin = now.at(Scheduled::of(&first).start - BEFORE);
    let mut steps: Vec<Step> = Vec::new();
    for task in plan.tasks.values().filter(|task| task.column.is_some()) {
        let was = &first.tasks[&task.id];
        let doing = column(ColumnKind::Doing);
        steps.extend(changes(task, was, doing, now.minute).into_iter().map(|(at, to)| Step {
            at: now.at(at),
            by: task.assignee,
            op: PlanOp::change(task.id, to),
        }));
    }
    steps.sort_by_key(|step| step.at);
    (first, begin, steps)
}

/// What happened to a task, and when.
fn changes(
    task: &Task,
    was: &Task,
    doing: Option<ColumnId>,
    now: Minute,
) -> Vec<(Minute, TaskChange)> {
    let mut changes = Vec::new();
    let card = |column| TaskChange::Card { column, rank: task.card_rank.clone() };
    let Dated { start, finish } = task.actual;
    if let Some(start) = start.filter(|start| *start <= now) {
        changes.push((start, card(doing)));
        let begun = Dated { start: Some(start), finish: None };
        changes.push((start, TaskChange::Progress { percent: 0, actual: begun }));
    }
    // What is under way came to where it is somewhere on the way.
    let under_way = start.map(|start| start + (now - start) * i64::from(task.percent) / 100);
    let end = finish.or(under_way).unwrap_or(now).min(now);
    if task.duration != was.duration {
        changes.push((start.unwrap_or(end).min(end), TaskChange::Duration(task.duration)));
    }
    if task.column != was.column {
        changes.push((end, card(task.column)));
    }
    if (task.percent, task.actual) != (was.percent, was.actual) {
        let (percent, actual) = (task.percent, task.actual);
        changes.push((end, TaskChange::Progress { percent, actual }));
    }
    if task.checklist != was.checklist {
        changes.push((end, TaskChange::Checklist(task.checklist.clone())));
    }
    if task.blocked.is_some() {
        changes.push((now, TaskChange::Blocked(task.blocked.clone())));
    }
    changes
}

//! The rows of a picture that shows what a branch moves.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::impact::Side;
use crate::plan::{Plan, Scheduled, Task};
use crate::time::Minute;
use crate::{TaskId, time};

/// A task without the branch and with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SketchRow {
    /// Which.
    pub task: TaskId,
    /// What it is called.
    pub title: String,
    /// Whether it takes no time.
    pub is_milestone: bool,
    /// Start and finish without the branch; none for a task that comes.
    pub was: Option<(Minute, Minute)>,
    /// Start and finish with the branch; none for a task that goes.
    pub is: Option<(Minute, Minute)>,
    /// The date that the client is promised with the branch.
    pub promise: Option<NaiveDate>,
}

impl SketchRow {
    /// By how many days of the calendar it ends later; none where it comes or goes.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        let last = |(_, finish): (Minute, Minute)| time::last_day_of(finish.max(1));
        self.was.zip(self.is).map(|(was, is)| (last(is) - last(was)).num_days())
    }
}

/// What comes, goes, moves or gets another promise, by start, and how many more there are than
/// `max`. Milestones and what comes or goes stay where there are too many.
#[must_use]
pub fn sketch(
    was: (&Plan, &Scheduled),
    is: (&Plan, &Scheduled),
    max: usize,
) -> (Vec<SketchRow>, u32) {
    let (before, after) = (Side::of(was), Side::of(is));
    let row = |task: &Task| {
        let (was, is) = (before.dates(task.id), after.dates(task.id));
        let promise = after.task(task.id).and_then(|task| task.promise);
        let old = before.task(task.id).and_then(|task| task.promise);
        let differs = before.days(task.id) != after.days(task.id) || promise != old;
        let (title, is_milestone) = (task.title.clone(), task.is_milestone);
        differs.then_some(SketchRow { task: task.id, title, is_milestone, was, is, promise })
    };
    let gone = before.leaves().filter(|task| after.task(task.id).is_none());
    let mut rows: Vec<SketchRow> = after.leaves().chain(gone).filter_map(row).collect();
    let more = rows.len().saturating_sub(max);
    let is_minor = |row: &SketchRow| !row.is_milestone && row.was.is_some() && row.is.is_some();
    let start = |row: &SketchRow| row.is.or(row.was).map(|(start, _)| start);
    rows.sort_by_key(|row| (is_minor(row), start(row), row.task));
    rows.truncate(max);
    rows.sort_by_key(|row| (start(row), row.task));
    (rows, u32::try_from(more).unwrap_or(u32::MAX))
}

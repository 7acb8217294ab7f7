//! Where a file has the duration of a task follow from work and units.

use domain::CalendarId;
use domain::plan::effort::FULL_TIME;
use domain::plan::task::{DURATION_MAX, Shape};
use domain::plan::{Share, Task, TaskDuration};

use super::raw::{RawAssignment, RawTask};

/// The format's kinds of tasks in which the duration, or the work, stays when others change.
const FIXED_DURATION: i64 = 1;
const FIXED_WORK: i64 = 2;

/// How long a task takes of which the file says only the work: as long as the longest assignment,
/// or as one at full time where nobody is assigned.
pub(super) fn duration<'r>(
    task: &Task,
    assignments: impl Iterator<Item = &'r RawAssignment>,
) -> TaskDuration {
    let longest = assignments.filter_map(busy).max();
    let Some(minutes) = longest.or(task.estimate) else { return task.duration };
    TaskDuration { minutes: minutes.min(DURATION_MAX), is_elapsed: false, ..task.duration }
}

/// Lets a task follow its effort if all who work on it, each in the calendar beside, are done with
/// it together after the duration that it has: its dates are the same then.
pub(super) fn follow(
    row: &RawTask,
    task: &mut Task,
    assigned: &[(&RawAssignment, Option<CalendarId>)],
) {
    let is_asked_for = match row.has_duration {
        true => row.kind == FIXED_WORK && row.is_effort_driven,
        false => row.kind != FIXED_DURATION,
    };
    let minutes = task.duration.minutes;
    // Programs round work and duration to the minute.
    let lasts = |(assignment, _): &(&RawAssignment, Option<CalendarId>)| {
        let (units, full) = (i64::from(assignment.units), i64::from(FULL_TIME));
        let over = minutes * units - assignment.work.saturating_mul(full);
        busy(assignment).is_some() && over.saturating_abs() <= units.max(full)
    };
    let brought = task.shape.as_ref().map_or(&[][..], |shape| &shape.assignments);
    let is_whole = brought.iter().all(|(_, busy, delay)| (*busy, *delay) == (minutes, 0));
    if !is_asked_for || !is_whole || !assigned.iter().all(lasts) {
        return;
    }
    task.shares = shares(assigned);
    if task.check_effort().is_err() {
        task.shares = Vec::new();
    }
    if task.follows_effort() {
        let rest = |mut shape: Box<Shape>| {
            shape.assignments = Vec::new();
            (*shape != Shape::default()).then_some(shape)
        };
        task.shape = task.shape.take().and_then(rest);
    }
}

/// Lets the work on a task lie in the calendars beside it, where one is not the task's own.
pub(super) fn spread(
    task: &mut Task,
    assigned: &[(&RawAssignment, Option<CalendarId>)],
    calendar: CalendarId,
) {
    if assigned.iter().all(|(_, own)| own.is_none()) {
        return;
    }
    let lies = |(assignment, own): &(&RawAssignment, Option<CalendarId>)| {
        Some((own.unwrap_or(calendar), busy(assignment)?, 0))
    };
    let assignments: Vec<_> = assigned.iter().filter_map(lies).collect();
    if !assignments.is_empty() {
        task.shape.get_or_insert_default().assignments = assignments;
    }
}

/// The shares of all who work on a task: those of one calendar are one.
fn shares(assigned: &[(&RawAssignment, Option<CalendarId>)]) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for (RawAssignment { units, .. }, calendar) in assigned {
        match shares.iter_mut().find(|share| share.calendar == *calendar) {
            Some(share) => share.units = share.units.saturating_add(*units),
            None => shares.push(Share { units: *units, calendar: *calendar }),
        }
    }
    shares
}

/// Minutes that somebody is busy with work; none where the file does not tell.
fn busy(assignment: &RawAssignment) -> Option<i64> {
    let RawAssignment { work, units, .. } = *assignment;
    let worked = planner::Assignment { units, ..planner::Assignment::full_time(0, work) };
    (work > 0 && units > 0).then(|| worked.busy_minutes())
}
